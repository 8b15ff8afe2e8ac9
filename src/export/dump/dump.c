/* Pages as text: what stands where, for golden files of layout. */
#include "specmill/export/backend.h"
#include "specmill/export/language.h"
#include "specmill/layout/layout.h"
#include "specmill/scene/dump.h"

static const char *const tag_names[] = {
    "Document",   "Sect",  "Title",     "H",    "P",    "L",   "LI",     "Lbl",     "LBody",
    "Table",      "THead", "TBody",     "TR",   "TH",   "TD",  "Figure", "Caption", "Code",
    "BlockQuote", "Note",  "Reference", "Link", "Span", "TOC", "TOCI",   "Form",
};

static void dump_tags(sm_buf *buf, const sm_pages *pages)
{
    for (size_t i = 1; i < pages->tag_count; i++) {
        const sm_tag *tag = &pages->tags[i];
        sm_buf_addf(buf, "tag %zu in %u %s", i, (unsigned)tag->parent, tag_names[tag->kind]);
        if (tag->kind == SM_TAG_HEADING)
            sm_buf_addf(buf, "%d", tag->level);
        if (tag->ordered)
            sm_buf_add_cstr(buf, " ordered");
        if (tag->row_header)
            sm_buf_add_cstr(buf, " row");
        if (tag->kind == SM_TAG_FIGURE)
            sm_buf_addf(buf, " \"%.*s\"", SM_STR_ARG(tag->alt));
        sm_buf_add_char(buf, '\n');
    }
}

static void add_point(sm_buf *buf, sm_point at)
{
    sm_buf_add_char(buf, ' ');
    sm_buf_add_number(buf, at.x, 2);
    sm_buf_add_char(buf, ' ');
    sm_buf_add_number(buf, at.y, 2);
}

static void dump_places(sm_buf *buf, const sm_pages *pages)
{
    for (size_t i = 0; i < pages->outline_count; i++) {
        const sm_outline_entry *entry = &pages->outline[i];
        sm_buf_addf(buf, "outline %d \"%.*s\" page %zu", entry->level, SM_STR_ARG(entry->title),
                    entry->page + 1);
        add_point(buf, entry->at);
        sm_buf_add_char(buf, '\n');
    }
    for (size_t i = 0; i < pages->destination_count; i++) {
        const sm_destination *place = &pages->destinations[i];
        sm_buf_addf(buf, "destination \"%.*s\" page %zu", SM_STR_ARG(place->id),
                    place->page + 1);
        add_point(buf, place->at);
        sm_buf_add_char(buf, '\n');
    }
    for (size_t i = 0; i < pages->field_count; i++) {
        const sm_form_field *field = &pages->fields[i];
        sm_buf_addf(buf, "field %s \"%.*s\" page %zu",
                    field->kind == SM_FORM_TEXT ? "text" : "signature", SM_STR_ARG(field->name),
                    field->page + 1);
        add_point(buf, (sm_point){field->box.x, field->box.y});
        add_point(buf, (sm_point){field->box.width, field->box.height});
        sm_buf_addf(buf, " tag %u\n", (unsigned)field->tag);
    }
}

static bool write_dump(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    sm_fonts *fonts = sm_fonts_open(job->theme);
    if (!sm_fonts_any(fonts)) {
        sm_report(diag, SM_DIAG_FONT_NONE, (sm_loc){NULL, 0, 0}, NULL);
        sm_fonts_close(fonts);
        return false;
    }
    const sm_layout_options options = {
        .with_images = job->with_images,
        .without_watermark = job->options.without_watermark,
        .approvers = job->options.approvers,
        .findings = job->findings,
        .language = sm_spec_language(arena, job->spec),
    };
    const sm_pages *pages =
        sm_layout(arena, job->spec, job->figures, job->theme, fonts, &options, diag);
    if (pages == NULL) {
        sm_fonts_close(fonts);
        return false;
    }
    sm_buf buf = sm_buf_new(arena);
    sm_buf_addf(&buf, "title \"%.*s\" language %.*s\n", SM_STR_ARG(pages->title),
                SM_STR_ARG(pages->language));
    for (size_t i = 0; i < pages->count; i++) {
        sm_buf_addf(&buf, "page %.*s\n", SM_STR_ARG(pages->pages[i].label));
        sm_scene_dump(&buf, pages->pages[i].scene);
    }
    dump_places(&buf, pages);
    dump_tags(&buf, pages);
    sm_output_write_str(output, sm_buf_str(&buf));
    sm_fonts_close(fonts);
    return true;
}

const sm_backend sm_dump_backend = {
    .name = "dump",
    .extension = "txt",
    .summary = "pages as text, for tests",
    .binary = false,
    .needs_fonts = true,
    .internal = true,
    .write = write_dump,
};
