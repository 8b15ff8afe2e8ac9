#include "specmill/export/drawing.h"
#include "paint.h"

/* SCENE as the only thing on a page of its size, as a figure with its description. */
static const sm_pages *page_of(sm_arena *arena, const sm_scene *scene)
{
    static const sm_pt page_max = 14400; /* ISO 32000-1, annex C */
    enum { ROOT = 1, FIGURE, TAGS };
    sm_pt longest = scene->width > scene->height ? scene->width : scene->height;
    sm_mark *mark = SM_NEW(arena, sm_mark);
    mark->kind = SM_MARK_SCENE;
    mark->tag = FIGURE;
    mark->as.scene.scene = scene;
    mark->as.scene.scale = longest > page_max ? page_max / longest : 1;
    sm_scene *sheet = SM_NEW(arena, sm_scene);
    sheet->width = scene->width * mark->as.scene.scale;
    sheet->height = scene->height * mark->as.scene.scale;
    sheet->marks = mark;
    sm_page *page = SM_NEW(arena, sm_page);
    *page = (sm_page){sheet, SM_STR("1")};
    sm_tag *tags = SM_NEW_ARRAY(arena, sm_tag, TAGS);
    tags[ROOT].kind = SM_TAG_DOCUMENT;
    tags[FIGURE].kind = SM_TAG_FIGURE;
    tags[FIGURE].parent = ROOT;
    tags[FIGURE].alt = scene->description.len == 0
                           ? scene->title
                           : sm_str_printf(arena, "%.*s. %.*s", SM_STR_ARG(scene->title),
                                           SM_STR_ARG(scene->description));
    sm_pages *pages = SM_NEW(arena, sm_pages);
    *pages = (sm_pages){
        .pages = page, .count = 1, .tags = tags, .tag_count = TAGS, .title = scene->title};
    return pages;
}

bool sm_pdf_write_drawing(sm_arena *arena, const sm_scene *scene, const sm_source *source,
                          const sm_theme *theme, int part, sm_date date, sm_output *output,
                          sm_diag *diag)
{
    const sm_doc doc = {.source = source};
    const sm_spec spec = {.doc = &doc};
    const sm_job job = {.spec = &spec,
                        .theme = theme,
                        .findings = diag,
                        .date = date,
                        .pdf_part = part != 0 ? part : 2}; /* a part without an attachment */
    sm_fonts *fonts = sm_fonts_open(theme);
    bool ok = sm_fonts_any(fonts);
    if (ok)
        ok = pdf_write_pages(arena, &job, page_of(arena, scene), fonts, output, diag);
    else
        sm_report(diag, SM_DIAG_FONT_NONE, (sm_loc){0}, NULL);
    sm_fonts_close(fonts);
    return ok;
}
