#include "faces.h"

/* What HarfBuzz's callbacks get: the pen, and the size of an em in the font's units. */
typedef struct drawing {
    const sm_outline_pen *pen;
    double em;
} drawing;

static void move_to(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state, float x, float y,
                    void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const drawing *d = to;
    d->pen->move(d->pen->user, (double)x / d->em, (double)y / d->em);
}

static void line_to(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state, float x, float y,
                    void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const drawing *d = to;
    d->pen->line(d->pen->user, (double)x / d->em, (double)y / d->em);
}

/* Quadratic curves come here as well: HarfBuzz turns them into cubic ones. */
static void cubic_to(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state, float x1,
                     float y1, float x2, float y2, float x, float y, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const drawing *d = to;
    const double points[6] = {(double)x1 / d->em, (double)y1 / d->em, (double)x2 / d->em,
                              (double)y2 / d->em, (double)x / d->em,  (double)y / d->em};
    d->pen->curve(d->pen->user, points);
}

static void close_path(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state, void *unused)
{
    (void)funcs, (void)state, (void)unused;
    const drawing *d = to;
    d->pen->close(d->pen->user);
}

void sm_face_draw(const sm_face *face, uint32_t glyph, const sm_outline_pen *pen)
{
    drawing d = {pen, face->facts.units_per_em};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(face->font, glyph, funcs, &d);
#else
    hb_font_get_glyph_shape(face->font, glyph, funcs, &d);
#endif
    hb_draw_funcs_destroy(funcs);
}
