/* Pages of a specification in Markdown, for tests. */
#ifndef TESTS_UNIT_LAYOUT_PAGES_H
#define TESTS_UNIT_LAYOUT_PAGES_H

#include "specmill/layout/layout.h"
#include "specmill/load/load.h"
#include "specmill/recognize/recognize.h"
#include <string.h>

typedef struct test_pages {
    sm_arena *arena;
    sm_fonts *fonts;
    const sm_theme *theme;
    const sm_pages *pages;
} test_pages;

static inline test_pages set_pages_for(sm_str markdown, const char *approvers)
{
    test_pages t = {.arena = sm_arena_new(0)};
    sm_diag *diag = sm_diag_new(t.arena);
    const sm_source *source = sm_source_from_bytes(t.arena, SM_STR("test.md"), markdown, diag);
    const sm_spec *spec = sm_recognize(t.arena, sm_load(t.arena, source, diag), diag);
    t.theme = sm_theme_builtin(t.arena);
    t.fonts = sm_fonts_open(t.theme);
    const sm_layout_options options = {.approvers = approvers};
    t.pages = sm_layout(t.arena, spec, (sm_figures){NULL, 0}, t.theme, t.fonts, &options, diag);
    return t;
}

static inline test_pages set_pages(sm_str markdown)
{
    return set_pages_for(markdown, NULL);
}

static inline void free_pages(test_pages t)
{
    sm_fonts_close(t.fonts);
    sm_arena_free(t.arena);
}

/* The text mark of page PAGE (from 0) that holds TEXT, or NULL. */
static inline const sm_mark *find_text(test_pages t, size_t page, const char *text)
{
    if (page >= t.pages->count)
        return NULL;
    for (const sm_mark *m = t.pages->pages[page].scene->marks; m != NULL; m = m->next)
        if (m->kind == SM_MARK_TEXT &&
            sm_str_find(m->as.text.text, sm_str_from_cstr(text)) != SM_STR_NONE)
            return m;
    return NULL;
}

static inline sm_tag_kind tag_kind(test_pages t, const sm_mark *mark)
{
    return t.pages->tags[mark->tag].kind;
}

/* COUNT times TEXT. */
static inline sm_str repeated(sm_arena *arena, const char *text, size_t count)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < count; i++)
        sm_buf_add_cstr(&buf, text);
    return sm_buf_str(&buf);
}

#endif
