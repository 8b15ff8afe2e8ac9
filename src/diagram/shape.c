/* Node shapes: sizes around labels, outlines, details. */
#include "net.h"

static const sm_pt pad_x = 13, pad_y = 8.5;
static const sm_pt wave = 6; /* depth of a document's lower edge */
static const sm_pt lid = 6;  /* half the height of a cylinder's lid */

void dia_shape_measure(dia_shape shape, sm_pt lw, sm_pt lh, sm_pt *width, sm_pt *height)
{
    sm_pt w = lw + 2 * pad_x, h = lh + 2 * pad_y;
    if (lh <= 0)
        h = DIA_TEXT_SIZE * DIA_LEADING + 2 * pad_y;
    switch (shape) {
    case DIA_RECT:
    case DIA_ROUND:
    case DIA_TEXT:
    case DIA_DATASTORE:
        break;
    case DIA_STADIUM:
    case DIA_DELAY:
    case DIA_DISPLAY:
    case DIA_DRUM:
    case DIA_BOW_RECT:
        w += h * 0.4;
        break;
    case DIA_SUBROUTINE:
    case DIA_LINED_RECT:
    case DIA_ODD:
    case DIA_BRACE_LEFT:
    case DIA_BRACE_RIGHT:
    case DIA_BRACES:
    case DIA_CARD:
    case DIA_WINDOW:
        w += 14;
        break;
    case DIA_CYLINDER:
    case DIA_LINED_CYLINDER:
        h += 2 * lid;
        break;
    case DIA_CIRCLE:
    case DIA_DOUBLE_CIRCLE: {
        sm_pt side = (lw > lh ? lw : lh) + (lh > 0.5 * lw ? 0.35 * lh : 0) + 18;
        w = h = side < 30 ? 30 : side;
        if (shape == DIA_DOUBLE_CIRCLE)
            w = h = w + 8;
        break;
    }
    case DIA_DIAMOND:
        /* The label's corners stay inside: a taller diamond is a less wide one. */
        h = lh * 1.9 + 20;
        w = lw / (1 - lh / h) + 16;
        break;
    case DIA_HEXAGON:
        w += h * 0.5;
        break;
    case DIA_LEAN_RIGHT:
    case DIA_LEAN_LEFT:
    case DIA_TRAPEZOID:
    case DIA_TRAPEZOID_FLIPPED:
        w += h * 0.8;
        break;
    case DIA_ELLIPSE:
        w = lw * 1.3 + 24;
        h = lh * 1.3 + 18;
        break;
    case DIA_DIVIDED_RECT:
    case DIA_SLOPED:
        h += 12;
        break;
    case DIA_STACKED_RECT:
        w += 12;
        h += 12;
        break;
    case DIA_TAGGED_RECT:
    case DIA_PENTAGON:
        h += 8;
        w += 8;
        break;
    case DIA_DOCUMENT:
    case DIA_LINED_DOCUMENT:
    case DIA_TAGGED_DOCUMENT:
    case DIA_STACKED_DOCUMENT:
        h += wave * 2 + (shape == DIA_STACKED_DOCUMENT ? 10 : 0);
        w += shape == DIA_DOCUMENT ? 0 : 14;
        break;
    case DIA_FLAG:
        h += wave * 3;
        break;
    case DIA_TRIANGLE:
    case DIA_TRIANGLE_FLIPPED:
        w = lw * 2 + 30;
        h = lh * 2 + 24;
        break;
    case DIA_HOURGLASS:
    case DIA_BOLT:
        w = lw > 30 ? lw : 30;
        h = 36 + lh;
        break;
    case DIA_BAR:
        w = 70;
        h = 6;
        break;
    case DIA_START:
    case DIA_STOP:
        w = h = 16;
        break;
    case DIA_JUNCTION:
        w = h = 10;
        break;
    case DIA_CROSSED_CIRCLE:
        w = h = 28;
        break;
    }
    *width = w;
    *height = h;
}

sm_pt dia_shape_label_shift(dia_shape shape, sm_rect box)
{
    switch (shape) {
    case DIA_CYLINDER:
    case DIA_LINED_CYLINDER:
        return lid;
    case DIA_DOCUMENT:
    case DIA_LINED_DOCUMENT:
    case DIA_TAGGED_DOCUMENT:
        return -wave / 2;
    case DIA_STACKED_DOCUMENT:
        return 0;
    case DIA_DIVIDED_RECT:
    case DIA_SLOPED:
        return 5;
    case DIA_STACKED_RECT:
        return 4;
    case DIA_TRIANGLE:
        return box.height * 0.2;
    case DIA_TRIANGLE_FLIPPED:
        return -box.height * 0.2;
    case DIA_HOURGLASS:
    case DIA_BOLT:
        return box.height / 2 - 8;
    case DIA_RECT:
    case DIA_ROUND:
    case DIA_STADIUM:
    case DIA_SUBROUTINE:
    case DIA_CIRCLE:
    case DIA_DOUBLE_CIRCLE:
    case DIA_DIAMOND:
    case DIA_HEXAGON:
    case DIA_LEAN_RIGHT:
    case DIA_LEAN_LEFT:
    case DIA_TRAPEZOID:
    case DIA_TRAPEZOID_FLIPPED:
    case DIA_ODD:
    case DIA_ELLIPSE:
    case DIA_TEXT:
    case DIA_CARD:
    case DIA_LINED_RECT:
    case DIA_WINDOW:
    case DIA_TAGGED_RECT:
    case DIA_BOW_RECT:
    case DIA_FLAG:
    case DIA_DELAY:
    case DIA_DRUM:
    case DIA_DISPLAY:
    case DIA_PENTAGON:
    case DIA_BRACE_LEFT:
    case DIA_BRACE_RIGHT:
    case DIA_BRACES:
    case DIA_DATASTORE:
    case DIA_BAR:
    case DIA_START:
    case DIA_STOP:
    case DIA_JUNCTION:
    case DIA_CROSSED_CIRCLE:
        return 0;
    }
    return 0;
}

/* A polygon whose points are fractions of the box plus points. */
typedef struct corner {
    double fx, dx, fy, dy;
} corner;

static void polygon(sm_path *path, sm_rect b, const corner *corners, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sm_pt x = b.x + corners[i].fx * b.width + corners[i].dx;
        sm_pt y = b.y + corners[i].fy * b.height + corners[i].dy;
        if (i == 0)
            sm_path_move(path, x, y);
        else
            sm_path_line(path, x, y);
    }
    sm_path_close(path);
}

static void cylinder(sm_path *path, sm_rect b)
{
    sm_pt right = b.x + b.width, top = b.y + lid, bottom = b.y + b.height - lid;
    sm_pt k = b.width / 2 * 0.5523;
    sm_point middle_top = {b.x + b.width / 2, b.y};
    sm_point middle_bottom = {b.x + b.width / 2, b.y + b.height};
    sm_pt v = lid * 0.5523;
    sm_path_move(path, b.x, top);
    sm_path_curve(path, (sm_point){b.x, top - v}, (sm_point){middle_top.x - k, b.y},
                  middle_top);
    sm_path_curve(path, (sm_point){middle_top.x + k, b.y}, (sm_point){right, top - v},
                  (sm_point){right, top});
    sm_path_line(path, right, bottom);
    sm_path_curve(path, (sm_point){right, bottom + v},
                  (sm_point){middle_bottom.x + k, middle_bottom.y}, middle_bottom);
    sm_path_curve(path, (sm_point){middle_bottom.x - k, middle_bottom.y},
                  (sm_point){b.x, bottom + v}, (sm_point){b.x, bottom});
    sm_path_close(path);
}

static void drum(sm_path *path, sm_rect b)
{
    sm_pt r = lid, right = b.x + b.width, bottom = b.y + b.height;
    sm_path_move(path, b.x + r, b.y);
    sm_path_line(path, right - r, b.y);
    sm_path_curve(path, (sm_point){right + r / 3, b.y}, (sm_point){right + r / 3, bottom},
                  (sm_point){right - r, bottom});
    sm_path_line(path, b.x + r, bottom);
    sm_path_curve(path, (sm_point){b.x - r / 3, bottom}, (sm_point){b.x - r / 3, b.y},
                  (sm_point){b.x + r, b.y});
    sm_path_close(path);
}

/* A box whose lower (and upper, for a flag) edge is a wave. */
static void waved(sm_path *path, sm_rect b, bool both)
{
    sm_pt right = b.x + b.width, low = b.y + b.height - wave, third = b.width / 3;
    sm_pt top = both ? b.y + wave : b.y;
    sm_path_move(path, b.x, top);
    if (both)
        sm_path_curve(path, (sm_point){b.x + third, top + 2 * wave},
                      (sm_point){right - third, top - 2 * wave}, (sm_point){right, top});
    else
        sm_path_line(path, right, top);
    sm_path_line(path, right, low);
    sm_path_curve(path, (sm_point){right - third, low - 2 * wave},
                  (sm_point){b.x + third, low + 2 * wave}, (sm_point){b.x, low});
    sm_path_close(path);
}

static void half_round(sm_path *path, sm_rect b, bool left_point)
{
    sm_pt r = b.height / 2, right = b.x + b.width, bottom = b.y + b.height, k = r * 0.5523;
    sm_pt middle = b.y + r;
    if (r > b.width / 2) {
        r = b.width / 2;
        k = r * 0.5523;
    }
    sm_path_move(path, left_point ? b.x + r * 0.7 : b.x, b.y);
    sm_path_line(path, right - r, b.y);
    sm_path_curve(path, (sm_point){right - r + k, b.y},
                  (sm_point){right, middle - b.height / 4}, (sm_point){right, middle});
    sm_path_curve(path, (sm_point){right, middle + b.height / 4},
                  (sm_point){right - r + k, bottom}, (sm_point){right - r, bottom});
    sm_path_line(path, left_point ? b.x + r * 0.7 : b.x, bottom);
    if (left_point)
        sm_path_line(path, b.x, middle);
    sm_path_close(path);
}

static void bowed(sm_path *path, sm_rect b)
{
    sm_pt r = b.height * 0.2, right = b.x + b.width, bottom = b.y + b.height;
    sm_path_move(path, b.x + r, b.y);
    sm_path_line(path, right, b.y);
    sm_path_curve(path, (sm_point){right - r * 1.2, b.y + b.height * 0.3},
                  (sm_point){right - r * 1.2, bottom - b.height * 0.3},
                  (sm_point){right, bottom});
    sm_path_line(path, b.x + r, bottom);
    sm_path_curve(path, (sm_point){b.x - r * 0.3, bottom - b.height * 0.3},
                  (sm_point){b.x - r * 0.3, b.y + b.height * 0.3}, (sm_point){b.x + r, b.y});
    sm_path_close(path);
}

#define CORNERS(path, box, ...)                                                                \
    polygon((path), (box), (const corner[]){__VA_ARGS__},                                      \
            sizeof((const corner[]){__VA_ARGS__}) / sizeof(corner))

static sm_rect inset(sm_rect b, sm_pt left, sm_pt top, sm_pt right, sm_pt bottom)
{
    return (sm_rect){b.x + left, b.y + top, b.width - left - right, b.height - top - bottom};
}

static void slanted_outline(sm_path *path, dia_shape shape, sm_rect box)
{
    sm_pt s = box.height * 0.35;
    if (shape == DIA_LEAN_RIGHT)
        CORNERS(path, box, {0, s, 0, 0}, {1, 0, 0, 0}, {1, -s, 1, 0}, {0, 0, 1, 0});
    else if (shape == DIA_LEAN_LEFT)
        CORNERS(path, box, {0, 0, 0, 0}, {1, -s, 0, 0}, {1, 0, 1, 0}, {0, s, 1, 0});
    else if (shape == DIA_TRAPEZOID)
        CORNERS(path, box, {0, s, 0, 0}, {1, -s, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 0});
    else
        CORNERS(path, box, {0, 0, 0, 0}, {1, 0, 0, 0}, {1, -s, 1, 0}, {0, s, 1, 0});
}

sm_path dia_shape_outline(sm_arena *arena, dia_shape shape, sm_rect box)
{
    sm_path p = sm_path_new(arena);
    sm_path *path = &p;
    sm_point center = {box.x + box.width / 2, box.y + box.height / 2};
    sm_pt s = box.height * 0.25;
    switch (shape) {
    case DIA_RECT:
    case DIA_SUBROUTINE:
    case DIA_TEXT:
    case DIA_LINED_RECT:
    case DIA_DIVIDED_RECT:
    case DIA_WINDOW:
    case DIA_TAGGED_RECT:
    case DIA_DATASTORE:
    case DIA_BRACE_LEFT:
    case DIA_BRACE_RIGHT:
    case DIA_BRACES:
        sm_path_round_rect(path, box, 3);
        break;
    case DIA_STACKED_RECT:
        sm_path_rect(path, inset(box, 0, 8, 8, 0));
        break;
    case DIA_ROUND:
        sm_path_round_rect(path, box, 8);
        break;
    case DIA_STADIUM:
        sm_path_round_rect(path, box, box.height / 2);
        break;
    case DIA_CYLINDER:
    case DIA_LINED_CYLINDER:
        cylinder(path, box);
        break;
    case DIA_DRUM:
        drum(path, box);
        break;
    case DIA_CIRCLE:
    case DIA_DOUBLE_CIRCLE:
    case DIA_ELLIPSE:
    case DIA_START:
    case DIA_STOP:
    case DIA_JUNCTION:
    case DIA_CROSSED_CIRCLE:
        sm_path_ellipse(path, center, box.width / 2, box.height / 2);
        break;
    case DIA_DIAMOND:
        CORNERS(path, box, {0.5, 0, 0, 0}, {1, 0, 0.5, 0}, {0.5, 0, 1, 0}, {0, 0, 0.5, 0});
        break;
    case DIA_HEXAGON:
        CORNERS(path, box, {0, s, 0, 0}, {1, -s, 0, 0}, {1, 0, 0.5, 0}, {1, -s, 1, 0},
                {0, s, 1, 0}, {0, 0, 0.5, 0});
        break;
    case DIA_LEAN_RIGHT:
    case DIA_LEAN_LEFT:
    case DIA_TRAPEZOID:
    case DIA_TRAPEZOID_FLIPPED:
        slanted_outline(path, shape, box);
        break;
    case DIA_ODD:
        CORNERS(path, box, {0, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 0},
                {0, 10, 0.5, 0});
        break;
    case DIA_CARD:
        CORNERS(path, box, {0, 10, 0, 0}, {1, 0, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 0},
                {0, 0, 0, 10});
        break;
    case DIA_BOW_RECT:
        bowed(path, box);
        break;
    case DIA_DOCUMENT:
    case DIA_LINED_DOCUMENT:
    case DIA_TAGGED_DOCUMENT:
        waved(path, box, false);
        break;
    case DIA_STACKED_DOCUMENT:
        waved(path, inset(box, 0, 8, 8, 0), false);
        break;
    case DIA_FLAG:
        waved(path, box, true);
        break;
    case DIA_DELAY:
        half_round(path, box, false);
        break;
    case DIA_DISPLAY:
        half_round(path, box, true);
        break;
    case DIA_TRIANGLE:
        CORNERS(path, box, {0.5, 0, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 0});
        break;
    case DIA_TRIANGLE_FLIPPED:
        CORNERS(path, box, {0, 0, 0, 0}, {1, 0, 0, 0}, {0.5, 0, 1, 0});
        break;
    case DIA_PENTAGON:
        CORNERS(path, box, {0, 10, 0, 0}, {1, -10, 0, 0}, {1, 0, 0, 9}, {1, 0, 1, 0},
                {0, 0, 1, 0}, {0, 0, 0, 9});
        break;
    case DIA_SLOPED:
        CORNERS(path, box, {0, 0, 0, 12}, {1, 0, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 0});
        break;
    case DIA_HOURGLASS:
        CORNERS(path, box, {0.5, -13, 0, 0}, {0.5, 13, 0, 0}, {0.5, -13, 0, 30},
                {0.5, 13, 0, 30});
        break;
    case DIA_BOLT:
        CORNERS(path, box, {0.5, 6, 0, 0}, {0.5, -8, 0, 17}, {0.5, -1, 0, 17}, {0.5, -6, 0, 31},
                {0.5, 9, 0, 13}, {0.5, 1, 0, 13});
        break;
    case DIA_BAR:
        sm_path_round_rect(path, box, 2);
        break;
    }
    return p;
}

static void stroke_lines(dia *d, const dia_style *style, const sm_pt *xy, size_t lines)
{
    for (size_t i = 0; i < lines; i++) {
        sm_path path = sm_path_new(d->arena);
        sm_path_move(&path, xy[4 * i], xy[4 * i + 1]);
        sm_path_line(&path, xy[4 * i + 2], xy[4 * i + 3]);
        sm_scene_add_path(&d->scene, &path, sm_ink_none(), style->stroke, style->width);
    }
}

static void brace(dia *d, const dia_style *style, sm_pt x, sm_rect b, sm_pt toward)
{
    sm_pt half = b.height / 2, middle = b.y + half, bottom = b.y + b.height;
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, x + toward, b.y);
    sm_path_curve(&path, (sm_point){x, b.y}, (sm_point){x + toward * 0.6, middle},
                  (sm_point){x - toward * 0.4, middle});
    sm_path_curve(&path, (sm_point){x + toward * 0.6, middle}, (sm_point){x, bottom},
                  (sm_point){x + toward, bottom});
    sm_scene_add_path(&d->scene, &path, sm_ink_none(), style->stroke, style->width);
}

static void arc_below(dia *d, const dia_style *style, sm_rect b, sm_pt y)
{
    sm_path path = sm_path_new(d->arena);
    sm_pt k = b.width / 2 * 0.5523, middle = b.x + b.width / 2;
    sm_path_move(&path, b.x, y);
    sm_path_curve(&path, (sm_point){b.x, y + lid * 0.5523}, (sm_point){middle - k, y + lid},
                  (sm_point){middle, y + lid});
    sm_path_curve(&path, (sm_point){middle + k, y + lid},
                  (sm_point){b.x + b.width, y + lid * 0.5523}, (sm_point){b.x + b.width, y});
    sm_scene_add_path(&d->scene, &path, sm_ink_none(), style->stroke, style->width);
}

static void filled(dia *d, const sm_path *path, const dia_style *style)
{
    sm_mark *mark =
        sm_scene_add_path(&d->scene, path, style->fill, style->stroke, style->width);
    mark->as.path.dash = style->dash;
    mark->as.path.gap = style->gap;
}

/* What lies behind the outline: the other sheets of a stack. */
static void draw_behind(dia *d, dia_shape shape, sm_rect b, const dia_style *style)
{
    if (shape != DIA_STACKED_RECT && shape != DIA_STACKED_DOCUMENT)
        return;
    for (int i = 2; i > 0; i--) {
        sm_path path = sm_path_new(d->arena);
        sm_rect sheet = inset(b, 4.0 * i, 8 - 4.0 * i, 8 - 4.0 * i, 4.0 * i);
        if (shape == DIA_STACKED_RECT)
            sm_path_rect(&path, sheet);
        else
            waved(&path, sheet, false);
        dia_style back = *style;
        sm_scene_add_path(&d->scene, &path, d->palette.background, sm_ink_none(), 0);
        filled(d, &path, &back);
    }
    sm_path front = dia_shape_outline(d->arena, shape, b);
    sm_scene_add_path(&d->scene, &front, d->palette.background, sm_ink_none(), 0);
}

/* Lines inside the outline. */
static void draw_inside(dia *d, dia_shape shape, sm_rect b, const dia_style *style)
{
    sm_pt right = b.x + b.width, bottom = b.y + b.height;
    if (shape == DIA_SUBROUTINE) {
        const sm_pt xy[] = {b.x + 7, b.y, b.x + 7, bottom, right - 7, b.y, right - 7, bottom};
        stroke_lines(d, style, xy, 2);
    } else if (shape == DIA_LINED_RECT || shape == DIA_LINED_DOCUMENT) {
        sm_pt low = shape == DIA_LINED_DOCUMENT ? bottom - wave + 2 : bottom;
        const sm_pt xy[] = {b.x + 8, b.y, b.x + 8, low};
        stroke_lines(d, style, xy, 1);
    } else if (shape == DIA_DIVIDED_RECT) {
        const sm_pt xy[] = {b.x, b.y + 10, right, b.y + 10};
        stroke_lines(d, style, xy, 1);
    } else if (shape == DIA_WINDOW) {
        const sm_pt xy[] = {b.x + 7, b.y, b.x + 7, bottom, b.x, b.y + 7, right, b.y + 7};
        stroke_lines(d, style, xy, 2);
    } else if (shape == DIA_TAGGED_RECT) {
        const sm_pt xy[] = {right - 12, bottom, right, bottom - 12};
        stroke_lines(d, style, xy, 1);
    } else if (shape == DIA_TAGGED_DOCUMENT) {
        const sm_pt xy[] = {right - 14, bottom - wave - 4, right, bottom - wave - 14};
        stroke_lines(d, style, xy, 1);
    } else if (shape == DIA_CYLINDER)
        arc_below(d, style, b, b.y + lid);
    else if (shape == DIA_LINED_CYLINDER) {
        arc_below(d, style, b, b.y + lid);
        arc_below(d, style, b, b.y + lid + 5);
    } else if (shape == DIA_DRUM) {
        sm_path path = sm_path_new(d->arena);
        sm_path_move(&path, right - lid, b.y);
        sm_path_curve(&path, (sm_point){right - lid * 2.3, b.y},
                      (sm_point){right - lid * 2.3, bottom}, (sm_point){right - lid, bottom});
        sm_scene_add_path(&d->scene, &path, sm_ink_none(), style->stroke, style->width);
    } else if (shape == DIA_CROSSED_CIRCLE) {
        sm_pt k = b.width * 0.1464;
        const sm_pt xy[] = {b.x + k,   b.y + k, right - k, bottom - k,
                            right - k, b.y + k, b.x + k,   bottom - k};
        stroke_lines(d, style, xy, 2);
    }
}

static void draw_dot(dia *d, sm_rect b, sm_pt ring, sm_ink ink)
{
    sm_path path = sm_path_new(d->arena);
    sm_path_ellipse(&path, (sm_point){b.x + b.width / 2, b.y + b.height / 2},
                    b.width / 2 - ring, b.height / 2 - ring);
    sm_scene_add_path(&d->scene, &path, ink, sm_ink_none(), 0);
}

void dia_shape_draw(dia *d, dia_shape shape, sm_rect box, const dia_style *style)
{
    sm_pt right = box.x + box.width;
    if (shape == DIA_TEXT)
        return;
    if (shape == DIA_BRACE_LEFT || shape == DIA_BRACE_RIGHT || shape == DIA_BRACES) {
        if (shape != DIA_BRACE_RIGHT)
            brace(d, style, box.x + 5, box, 7);
        if (shape != DIA_BRACE_LEFT)
            brace(d, style, right - 5, box, -7);
        return;
    }
    if (shape == DIA_DATASTORE) {
        const sm_pt xy[] = {
            box.x, box.y, right, box.y, box.x, box.y + box.height, right, box.y + box.height};
        dia_style bare = *style;
        bare.stroke = sm_ink_none();
        sm_path path = dia_shape_outline(d->arena, shape, box);
        filled(d, &path, &bare);
        stroke_lines(d, style, xy, 2);
        return;
    }
    if (shape == DIA_START || shape == DIA_JUNCTION || shape == DIA_BAR) {
        dia_style solid = *style;
        solid.fill = style->stroke;
        sm_path path = dia_shape_outline(d->arena, shape, box);
        filled(d, &path, &solid);
        return;
    }
    draw_behind(d, shape, box, style);
    sm_path path = dia_shape_outline(d->arena, shape, box);
    filled(d, &path, style);
    draw_inside(d, shape, box, style);
    if (shape == DIA_DOUBLE_CIRCLE) {
        sm_path inner = sm_path_new(d->arena);
        sm_path_ellipse(&inner, (sm_point){box.x + box.width / 2, box.y + box.height / 2},
                        box.width / 2 - 4, box.height / 2 - 4);
        sm_scene_add_path(&d->scene, &inner, sm_ink_none(), style->stroke, style->width);
    }
    if (shape == DIA_STOP)
        draw_dot(d, box, 4, style->stroke);
}
