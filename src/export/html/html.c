#include "html.h"
#include "specmill/base/utf8.h"
#include "specmill/export/backend.h"
#include "specmill/export/language.h"
#include "specmill/export/link.h"
#include "specmill/export/title.h"

/* Not "**Status**: Stable", "**Table of Contents**", a badge: labels are short. */
static bool is_prose(sm_arena *arena, const sm_inline *content)
{
    enum { LABEL = 60 };
    if (content == NULL)
        return false;
    bool label =
        sm_inline_is_key(content) || (content->next == NULL && content->kind != SM_TEXT);
    return !label || sm_plain_text(arena, content).len > LABEL;
}

/* The first paragraph that says something, preferably of an overview. */
static const sm_block *first_paragraph(const html_writer *w, const sm_block *block, int depth)
{
    for (; block != NULL; block = block->next) {
        if (block->kind == SM_PARAGRAPH && !sm_spec_in_title_block(w->spec, block) &&
            is_prose(w->arena, block->as.paragraph))
            return block;
        const sm_block *inner = block->kind == SM_SECTION && depth > 0
                                    ? first_paragraph(w, block->as.section.blocks, depth - 1)
                                    : NULL;
        if (inner != NULL)
            return inner;
    }
    return NULL;
}

enum { DESCRIPTION_MAX = 300 };

static sm_str description(html_writer *w)
{
    const sm_spec *spec = w->spec;
    const sm_block *found = NULL;
    for (size_t i = 0; i < spec->section_count && found == NULL; i++)
        if (sm_spec_role(spec, spec->sections[i]) == SM_ROLE_OVERVIEW)
            found = first_paragraph(w, spec->sections[i]->as.section.blocks, 2);
    if (found == NULL)
        found = first_paragraph(w, w->doc->blocks, 3);
    if (found == NULL)
        return (sm_str){0};
    sm_str text = sm_plain_text(w->arena, found->as.paragraph);
    return text.len <= DESCRIPTION_MAX
               ? text
               : sm_str_printf(w->arena, "%.*s\xe2\x80\xa6",
                               SM_STR_ARG(sm_utf8_clip(text, DESCRIPTION_MAX)));
}

/* What only the page of a specification says in its head. */
static void about(html_writer *w, const sm_job *job)
{
    const sm_metadata *m = &w->spec->metadata;
    sm_str url = sm_str_from_cstr(job->options.html_base);
    for (size_t i = 0; i < m->authors.count; i++)
        html_meta(w->buf, "name=\"author\"", m->authors.items[i].name);
    html_meta(w->buf, "property=\"og:type\"", SM_STR("article"));
    html_meta(w->buf, "property=\"og:site_name\"", w->options->theme->organization);
    if (!sm_str_starts(url, SM_STR("http")) || sm_link_check(url) != SM_LINK_LIVE)
        return;
    html_put(w, SM_STR("<link rel=\"canonical\" href=\""));
    sm_link_write(w->buf, url);
    html_put(w, SM_STR("\">\n<meta property=\"og:url\" content=\""));
    sm_link_write(w->buf, url);
    html_put(w, SM_STR("\">\n"));
}

static void page(html_writer *w, const sm_job *job)
{
    sm_html_frame frame = {
        .theme = w->options->theme,
        .setup = w->setup,
        .language = sm_spec_language(w->arena, w->spec),
        .title = sm_spec_title(w->spec),
        .description = description(w),
    };
    w->right_to_left = sm_language_is_rtl(frame.language);
    w->wording = sm_wording_in(frame.language);
    html_head(w->arena, w->buf, &frame);
    about(w, job);
    html_begin_body(w->buf, &frame);
    html_contents(w);
    html_put(w, SM_STR("<main id=\"doc:main\">\n"));
    html_title_block(w);
    html_body(w);
    html_tell_anchors(w);
    sm_html_close(w->arena, w->buf, &frame);
}

/* To be put into a page of somebody else's. */
static void fragment(html_writer *w)
{
    sm_str language = sm_spec_language(w->arena, w->spec);
    w->wording = sm_wording_in(language);
    html_put(w, SM_STR("<article class=\"specmill\" lang=\""));
    html_text(w->buf, language);
    html_put(w, sm_language_is_rtl(language) ? SM_STR("\" dir=\"rtl\">\n") : SM_STR("\">\n"));
    html_title_block(w);
    html_body(w);
    html_put(w, SM_STR("</article>\n"));
}

static bool write_html(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    sm_html_options options = {
        .page = true,
        .images = job->with_images,
        .highlight = true,
        .spec = job->spec,
        .figures = job->figures,
        .theme = job->theme,
        .findings = job->findings,
        .diag = diag,
        .setup = job->options.html,
    };
    sm_buf buf = sm_buf_new(arena);
    html_writer w = html_writer_new(arena, &buf, job->spec->doc, &options);
    w.output = output;
    if (w.setup->fragment)
        fragment(&w);
    else
        page(&w, job);
    html_flush(&w, true);
    return true;
}

const sm_backend sm_html_backend = {
    .name = "html",
    .extension = "html",
    .summary = "one self-contained page for the browser, light and dark, made to be printed",
    .binary = false,
    .write = write_html,
};
