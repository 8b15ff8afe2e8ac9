#include "archive.h"
#include "form.h"
#include "paint.h"
#include "specmill/export/language.h"

/* The pages, painted one after the other; each page's operators end with the page. */
static void paint_pages(pdf_studio *studio, const sm_pages *pages, const HPDF_Page *dicts)
{
    for (size_t i = 0; i < pages->count; i++) {
        sm_arena *scratch = sm_arena_new(0);
        pdf_page_contents(studio->file, dicts[i],
                          pdf_paint(studio, scratch, pages->pages[i].scene, i));
        sm_arena_free(scratch);
    }
}

static void make_pages(pdf_file *file, const sm_pages *pages, uint32_t resources,
                       HPDF_Page *dicts, uint32_t *objects)
{
    for (size_t i = 0; i < pages->count; i++) {
        const sm_scene *scene = pages->pages[i].scene;
        dicts[i] = pdf_page(file, scene->width, scene->height, &objects[i]);
        pdf_link(file, dicts[i], "Resources", resources);
        HPDF_Dict_AddNumber(dicts[i], "StructParents", (HPDF_INT32)i);
        HPDF_Dict_AddName(dicts[i], "Tabs", "S");
    }
}

bool pdf_write_pages(sm_arena *arena, const sm_job *job, const sm_pages *pages, sm_fonts *fonts,
                     sm_output *output, sm_diag *diag)
{
    int part = job->pdf_part != 0 ? job->pdf_part : 3;
    pdf_file *file = pdf_file_open(arena, part >= 2, diag);
    if (file == NULL)
        return false;
    HPDF_Page *dicts = SM_NEW_ARRAY(arena, HPDF_Page, pages->count);
    uint32_t *objects = SM_NEW_ARRAY(arena, uint32_t, pages->count);
    uint32_t resources = pdf_reserve(file);
    make_pages(file, pages, resources, dicts, objects);

    pdf_studio studio = {.arena = arena, .file = file, .faces = fonts, .diag = diag};
    studio.opaque = part == 1;
    studio.fonts = pdf_fonts_new(arena, file, part == 1);
    studio.images = pdf_images_new(arena, file, studio.opaque, diag);
    studio.tags = pdf_tags_new(arena, file, pages, objects);
    studio.links = pdf_links_new(arena, file, pages, objects, studio.tags);
    paint_pages(&studio, pages, dicts);

    pdf_form_write(arena, file, pages, objects, studio.tags, studio.links, fonts);
    pdf_fonts_write(studio.fonts, diag);
    pdf_put(file, resources, pdf_resources(&studio));
    pdf_links_write(studio.links, dicts);
    pdf_tags_write(studio.tags);
    pdf_outline_write(arena, file, pages, dicts);
    pdf_page_labels_write(arena, file, pages);
    pdf_archive_write(arena, file, job, pages, part);
    bool ok = pdf_file_write(file, output, diag);
    pdf_file_close(file);
    return ok;
}

static bool write_pdf(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    sm_fonts *fonts = sm_fonts_open(job->theme);
    bool ok = sm_fonts_any(fonts);
    if (ok) {
        const sm_layout_options options = {
            .with_images = job->with_images,
            .without_watermark = job->options.without_watermark,
            .approvers = job->options.approvers,
            .findings = job->findings,
            .language = sm_spec_language(arena, job->spec),
        };
        const sm_pages *pages =
            sm_layout(arena, job->spec, job->figures, job->theme, fonts, &options, diag);
        ok = pages != NULL && pdf_write_pages(arena, job, pages, fonts, output, diag);
    } else {
        sm_report(diag, SM_DIAG_FONT_NONE, (sm_loc){0}, NULL);
    }
    sm_fonts_close(fonts);
    return ok;
}

const sm_backend sm_pdf_backend = {
    .name = "pdf",
    .extension = "pdf",
    .summary = "pages to read, print, sign and archive",
    .binary = true,
    .needs_fonts = true,
    .write = write_pdf,
};
