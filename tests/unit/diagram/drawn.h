/* Drawing a text and looking at the SVG, for the tests of diagrams. */
#ifndef UNIT_DIAGRAM_DRAWN_H
#define UNIT_DIAGRAM_DRAWN_H

#include "specmill/diagram/diagram.h"
#include "specmill/scene/svg.h"
#include "unit/test.h"

typedef struct drawn {
    sm_arena *arena;
    const sm_scene *scene;
    sm_str svg;
    const sm_finding *findings;
    size_t count;
} drawn;

static inline drawn draw(const char *text)
{
    drawn r = {.arena = sm_arena_new(0)};
    sm_diag *diag = sm_diag_new(r.arena);
    const sm_source *source =
        sm_source_from_bytes(r.arena, SM_STR("t.mmd"), sm_str_from_cstr(text), diag);
    r.scene =
        sm_draw(r.arena, source->text, (sm_loc){source, 1, 1}, sm_theme_builtin(r.arena), diag);
    if (r.scene != NULL) {
        sm_buf buf = sm_buf_new(r.arena);
        sm_scene_svg(&buf, r.scene, SM_STR("x-"), true);
        r.svg = sm_buf_str(&buf);
    }
    r.findings = sm_diag_findings(diag, &r.count);
    return r;
}

static inline bool holds(const drawn *r, const char *part)
{
    return sm_str_find(r->svg, sm_str_from_cstr(part)) != SM_STR_NONE;
}

static inline bool titled(const drawn *r, const char *title)
{
    return r->scene != NULL && sm_str_equal(r->scene->title, sm_str_from_cstr(title));
}

static inline size_t times(const drawn *r, const char *part)
{
    size_t n = 0, at = 0, found;
    while ((found = sm_str_find(sm_str_from(r->svg, at), sm_str_from_cstr(part))) !=
           SM_STR_NONE) {
        at += found + 1;
        n++;
    }
    return n;
}

/* Where the first text mark that is TEXT stands; far away when there is none. */
static inline const sm_mark *find_text(const sm_mark *marks, const char *text)
{
    for (const sm_mark *m = marks; m != NULL; m = m->next) {
        if (m->kind == SM_MARK_TEXT && sm_str_equal(m->as.text.text, sm_str_from_cstr(text)))
            return m;
        const sm_mark *inside =
            m->kind == SM_MARK_LINK ? find_text(m->as.link.marks, text) : NULL;
        if (inside != NULL)
            return inside;
    }
    return NULL;
}

static inline double text_x(const drawn *r, const char *text)
{
    const sm_mark *m = r->scene != NULL ? find_text(r->scene->marks, text) : NULL;
    return m != NULL ? m->as.text.at.x : -1e9;
}

static inline double text_y(const drawn *r, const char *text)
{
    const sm_mark *m = r->scene != NULL ? find_text(r->scene->marks, text) : NULL;
    return m != NULL ? m->as.text.at.y : -1e9;
}

#endif
