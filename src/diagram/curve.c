/* Bézier curves: cut at outlines, shortened, drawn; the tips at their ends. */
#include "net.h"
#include <math.h>
#include <string.h>

typedef struct polygon {
    sm_point *points;
    size_t count;
} polygon;

sm_point dia_bezier_at(const sm_point *p, double t)
{
    double s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, e = t * t * t;
    return (sm_point){a * p[0].x + b * p[1].x + c * p[2].x + e * p[3].x,
                      a * p[0].y + b * p[1].y + c * p[2].y + e * p[3].y};
}

static sm_point between(sm_point a, sm_point b, double t)
{
    return (sm_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/* De Casteljau: P becomes its part from 0 to T. */
static void keep_head(sm_point *p, double t)
{
    sm_point ab = between(p[0], p[1], t), bc = between(p[1], p[2], t);
    sm_point cd = between(p[2], p[3], t);
    sm_point abc = between(ab, bc, t), bcd = between(bc, cd, t);
    p[1] = ab;
    p[2] = abc;
    p[3] = between(abc, bcd, t);
}

/* The first closed figure of OUTLINE as a polygon. */
static polygon flatten(sm_arena *arena, const sm_path *outline)
{
    enum { STEPS = 8 };
    polygon poly = {SM_NEW_ARRAY(arena, sm_point, outline->count * STEPS + 1), 0};
    for (size_t i = 0; i < outline->count; i++) {
        const sm_segment *s = &outline->items[i];
        if (s->kind == SM_CLOSE)
            break;
        if (s->kind != SM_CURVE) {
            poly.points[poly.count++] = s->to;
            continue;
        }
        sm_point p[4] = {poly.points[poly.count - 1], s->control[0], s->control[1], s->to};
        for (int k = 1; k <= STEPS; k++)
            poly.points[poly.count++] = dia_bezier_at(p, (double)k / STEPS);
    }
    return poly;
}

static bool inside(const polygon *poly, sm_point p)
{
    bool in = false;
    for (size_t i = 0, j = poly->count - 1; i < poly->count; j = i++) {
        sm_point a = poly->points[i], b = poly->points[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            in = !in;
    }
    return in;
}

void dia_curve_clip(sm_arena *arena, dia_graph_curve *curve, const sm_path *outline)
{
    polygon poly = flatten(arena, outline);
    if (poly.count < 3 || curve->count < 4)
        return;
    size_t last = curve->count - 1;
    while (last >= 3 && inside(&poly, curve->points[last - 3]))
        last -= 3;
    if (last < 3 || !inside(&poly, curve->points[last])) {
        if (last < 3)
            return; /* all of it is inside: nothing sensible to cut */
        curve->count = last + 1;
        return;
    }
    sm_point *p = &curve->points[last - 3];
    double out = 0, in = 1;
    for (int i = 0; i < 24; i++) {
        double middle = (out + in) / 2;
        if (inside(&poly, dia_bezier_at(p, middle)))
            in = middle;
        else
            out = middle;
    }
    keep_head(p, out);
    curve->count = last + 1;
}

static sm_pt distance(sm_point a, sm_point b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

void dia_curve_shorten(dia_graph_curve *curve, sm_pt length)
{
    if (curve->count < 4 || length <= 0)
        return;
    sm_point end = curve->points[curve->count - 1];
    size_t last = curve->count - 1;
    while (last > 3 && distance(curve->points[last - 3], end) < length)
        last -= 3;
    sm_point *p = &curve->points[last - 3];
    double far = 0, near = 1;
    if (distance(p[0], end) < length)
        far = near = 0.02; /* shorter than the tip: keep a stub for its direction */
    for (int i = 0; i < 20 && far < near; i++) {
        double middle = (far + near) / 2;
        if (distance(dia_bezier_at(p, middle), end) < length)
            near = middle;
        else
            far = middle;
    }
    keep_head(p, far);
    curve->count = last + 1;
}

void dia_curve_reverse(dia_graph_curve *curve)
{
    for (size_t i = 0, j = curve->count; i + 1 < j; i++) {
        sm_point swap = curve->points[i];
        curve->points[i] = curve->points[--j];
        curve->points[j] = swap;
    }
}

sm_point dia_curve_at(const dia_graph_curve *curve, sm_pt from_end)
{
    if (curve->count == 0)
        return (sm_point){0, 0};
    sm_point end = curve->points[curve->count - 1];
    for (size_t last = curve->count - 1; last >= 3; last -= 3)
        for (int i = 15; i >= 0; i--) {
            sm_point p = dia_bezier_at(&curve->points[last - 3], i / 16.0);
            if (distance(p, end) >= from_end)
                return p;
        }
    return curve->points[0];
}

void dia_curve_draw(dia *d, const dia_graph_curve *curve, dia_stroke stroke, sm_ink ink,
                    sm_pt width, sm_pt dash, sm_pt gap)
{
    if (curve->count < 4 || stroke == DIA_HIDDEN || !ink.on)
        return;
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, curve->points[0].x, curve->points[0].y);
    for (size_t i = 1; i + 2 < curve->count; i += 3)
        sm_path_curve(&path, curve->points[i], curve->points[i + 1], curve->points[i + 2]);
    sm_mark *mark = sm_scene_add_path(&d->scene, &path, sm_ink_none(), ink,
                                      stroke == DIA_THICK ? width * 2.2 : width);
    mark->as.path.dash = dash > 0 ? dash : stroke == DIA_DOTTED ? 3 : 0;
    mark->as.path.gap = dash > 0 ? gap : stroke == DIA_DOTTED ? 3 : 0;
}

sm_pt dia_tip_length(dia_tip tip)
{
    switch (tip) {
    case DIA_TIP_NONE:
    case DIA_TIP_CROSS:
        return 0;
    case DIA_TIP_ARROW:
        return 7;
    case DIA_TIP_OPEN:
        return 0.5;
    case DIA_TIP_CIRCLE:
        return 6;
    case DIA_TIP_LOLLIPOP:
        return 9;
    case DIA_TIP_TRIANGLE:
        return 10;
    case DIA_TIP_DIAMOND:
    case DIA_TIP_DIAMOND_FILLED:
        return 14;
    case DIA_TIP_ONE:
    case DIA_TIP_ZERO_OR_ONE:
    case DIA_TIP_MANY:
    case DIA_TIP_ZERO_OR_MANY:
        return 0;
    case DIA_TIP_PLUS:
        return 10;
    }
    return 0;
}

/* A frame at the end of a line: X along it from the end backwards, Y to its side. */
typedef struct tip_frame {
    dia *d;
    sm_point at, along, side;
    sm_ink ink;
    sm_pt width;
} tip_frame;

static sm_point in_frame(const tip_frame *f, sm_pt x, sm_pt y)
{
    return (sm_point){f->at.x + f->along.x * x + f->side.x * y,
                      f->at.y + f->along.y * x + f->side.y * y};
}

static void polyline(const tip_frame *f, const sm_pt *xy, size_t points, bool close,
                     sm_ink fill)
{
    sm_path path = sm_path_new(f->d->arena);
    for (size_t i = 0; i < points; i++) {
        sm_point p = in_frame(f, xy[2 * i], xy[2 * i + 1]);
        if (i == 0)
            sm_path_move(&path, p.x, p.y);
        else
            sm_path_line(&path, p.x, p.y);
    }
    if (close)
        sm_path_close(&path);
    sm_mark *mark = sm_scene_add_path(&f->d->scene, &path, fill, f->ink, f->width);
    mark->as.path.round = true;
}

static void ring(const tip_frame *f, sm_pt x, sm_pt radius, sm_ink fill)
{
    sm_path path = sm_path_new(f->d->arena);
    sm_path_ellipse(&path, in_frame(f, x, 0), radius, radius);
    sm_scene_add_path(&f->d->scene, &path, fill, f->ink, f->width);
}

static sm_pt within(sm_pt value, sm_pt low, sm_pt high)
{
    return value < low ? low : value > high ? high : value;
}

/* The point of BOX's border that is OFF from where the line ends. */
static sm_point standing(const tip_frame *f, sm_rect box, sm_pt off)
{
    bool beside = f->at.y > box.y + 1 && f->at.y < box.y + box.height - 1;
    return beside ? (sm_point){f->at.x, within(f->at.y + off, box.y, box.y + box.height)}
                  : (sm_point){within(f->at.x + off, box.x, box.x + box.width), f->at.y};
}

static void draw_crow(const tip_frame *f, dia_tip tip, sm_rect box)
{
    const sm_pt bar1[] = {6, -5, 6, 5}, bar2[] = {10, -5, 10, 5};
    const sm_pt bar3[] = {12, -5, 12, 5};
    bool many = tip == DIA_TIP_MANY || tip == DIA_TIP_ZERO_OR_MANY;
    if (many) { /* its toes stand on the box's border, also under a slanted line */
        sm_point toe = standing(f, box, -5), other = standing(f, box, 5),
                 heel = in_frame(f, 9, 0);
        sm_path path = sm_path_new(f->d->arena);
        sm_path_move(&path, toe.x, toe.y);
        sm_path_line(&path, heel.x, heel.y);
        sm_path_line(&path, other.x, other.y);
        sm_scene_add_path(&f->d->scene, &path, sm_ink_none(), f->ink, f->width)->as.path.round =
            true;
    } else
        polyline(f, bar1, 2, false, sm_ink_none());
    if (tip == DIA_TIP_ONE)
        polyline(f, bar2, 2, false, sm_ink_none());
    else if (tip == DIA_TIP_MANY)
        polyline(f, bar3, 2, false, sm_ink_none());
    else
        ring(f, many ? 13 : 11, 3.5, f->d->palette.background);
}

void dia_tip_draw(dia *d, dia_tip tip, sm_point from, sm_point at, sm_rect box, sm_ink ink,
                  sm_pt width)
{
    sm_pt length = distance(from, at);
    sm_point along = length > 0.0001
                         ? (sm_point){(from.x - at.x) / length, (from.y - at.y) / length}
                         : (sm_point){0, -1};
    tip_frame f = {d, at, along, {-along.y, along.x}, ink, width};
    static const sm_pt arrow[] = {0.6, 0, 7.2, -2.9, 7.2, 2.9};
    static const sm_pt open[] = {7, -3.6, 0.5, 0, 7, 3.6};
    static const sm_pt triangle[] = {0.7, 0, 10, -5.5, 10, 5.5};
    static const sm_pt diamond[] = {0.7, 0, 7.3, -4.2, 14, 0, 7.3, 4.2};
    static const sm_pt cross1[] = {3, -4, 11, 4}, cross2[] = {3, 4, 11, -4};
    static const sm_pt plus1[] = {5, -5, 5, 5}, plus2[] = {0, 0, 10, 0};
    switch (tip) {
    case DIA_TIP_NONE:
        break;
    case DIA_TIP_ARROW:
        f.width = 0.8;
        polyline(&f, arrow, 3, true, ink);
        break;
    case DIA_TIP_OPEN:
        polyline(&f, open, 3, false, sm_ink_none());
        break;
    case DIA_TIP_CIRCLE:
        ring(&f, 3, 2.8, ink);
        break;
    case DIA_TIP_LOLLIPOP:
        ring(&f, 4.5, 4.5, d->palette.background);
        break;
    case DIA_TIP_CROSS:
        polyline(&f, cross1, 2, false, sm_ink_none());
        polyline(&f, cross2, 2, false, sm_ink_none());
        break;
    case DIA_TIP_TRIANGLE:
        polyline(&f, triangle, 3, true, d->palette.background);
        break;
    case DIA_TIP_DIAMOND:
        polyline(&f, diamond, 4, true, d->palette.background);
        break;
    case DIA_TIP_DIAMOND_FILLED:
        polyline(&f, diamond, 4, true, ink);
        break;
    case DIA_TIP_ONE:
    case DIA_TIP_ZERO_OR_ONE:
    case DIA_TIP_MANY:
    case DIA_TIP_ZERO_OR_MANY:
        draw_crow(&f, tip, box);
        break;
    case DIA_TIP_PLUS:
        ring(&f, 5, 5, d->palette.background);
        polyline(&f, plus1, 2, false, sm_ink_none());
        polyline(&f, plus2, 2, false, sm_ink_none());
        break;
    }
}
