/* Quadrant charts: points in a square of four named areas. */
#include "kinds.h"
#include "label.h"
#include <math.h>

typedef struct spot {
    sm_str name;
    double x, y;
    sm_pt radius;
    sm_ink fill, stroke;
} spot;

typedef struct quadrants {
    dia *d;
    sm_str texts[4]; /* 1 top right, 2 top left, 3 bottom left, 4 bottom right */
    sm_str left, right, bottom, top;
    sm_rect titles[4];
    struct SM_LIST(spot) spots;
} quadrants;

static const sm_pt side = 300;

static void read_axis(sm_str rest, sm_str *low, sm_str *high)
{
    size_t arrow = sm_str_find(rest, SM_STR("-->"));
    *low = dia_unquoted(sm_str_sub(rest, 0, arrow));
    if (arrow != SM_STR_NONE)
        *high = dia_unquoted(sm_str_from(rest, arrow + 3));
}

/* "key: value, key: value" behind a point. */
static sm_str property(sm_str text, const char *key)
{
    sm_str piece;
    while (sm_str_split(&text, ',', &piece)) {
        sm_str rest;
        if (dia_word(sm_str_trim(piece), key, &rest) && rest.len > 0 && rest.ptr[0] == ':')
            return sm_str_trim(sm_str_from(rest, 1));
    }
    return (sm_str){0};
}

static bool read_spot(quadrants *q, const dia_line *line)
{
    sm_str text = line->text;
    size_t open = sm_str_find_char(text, '[');
    if (open == SM_STR_NONE)
        return false;
    sm_str name = sm_str_trim(sm_str_sub(text, 0, open));
    if (name.len > 0 && name.ptr[name.len - 1] == ':')
        name = sm_str_trim(sm_str_sub(name, 0, name.len - 1));
    size_t css = sm_str_find(name, SM_STR(":::"));
    name = dia_unquoted(sm_str_sub(name, 0, css));
    sm_str rest = sm_str_trim(sm_str_from(text, open + 1));
    spot s = {.name = name, .radius = 4.5, .fill = sm_ink_theme(q->d->theme, SM_INK_ACCENT)};
    if (!dia_number(rest, &s.x, &rest))
        return false;
    rest = sm_str_trim(rest);
    if (rest.len == 0 || rest.ptr[0] != ',' ||
        !dia_number(sm_str_trim(sm_str_from(rest, 1)), &s.y, &rest))
        return false;
    double radius;
    sm_str ignored;
    if (dia_number(property(sm_str_from(rest, 1), "radius"), &radius, &ignored) && radius < 60)
        s.radius = radius * 0.75;
    dia_ink_from_css(&s.fill, property(sm_str_from(rest, 1), "color"));
    dia_ink_from_css(&s.stroke, property(sm_str_from(rest, 1), "stroke-color"));
    s.x = s.x < 0 ? 0 : s.x > 1 ? 1 : s.x;
    s.y = s.y < 0 ? 0 : s.y > 1 ? 1 : s.y;
    SM_LIST_ADD(q->d->arena, &q->spots, s);
    return true;
}

static void read_statement(quadrants *q, const dia_line *line)
{
    static const char *const names[] = {"quadrant-1", "quadrant-2", "quadrant-3", "quadrant-4"};
    sm_str rest;
    for (int i = 0; i < 4; i++)
        if (dia_word(line->text, names[i], &rest)) {
            q->texts[i] = dia_unquoted(rest);
            return;
        }
    if (dia_word(line->text, "x-axis", &rest))
        read_axis(rest, &q->left, &q->right);
    else if (dia_word(line->text, "y-axis", &rest))
        read_axis(rest, &q->bottom, &q->top);
    else if (dia_word(line->text, "title", &rest))
        q->d->title = dia_unquoted(rest);
    else if (!dia_word(line->text, "classDef", &rest) && !read_spot(q, line))
        dia_ignore(q->d, line);
}

static void draw_areas(quadrants *q)
{
    dia *d = q->d;
    sm_pt half = side / 2;
    static const double strength[] = {0.16, 0.08, 0.04, 0.08};
    const sm_point corners[] = {{half, 0}, {0, 0}, {0, half}, {half, half}};
    for (int i = 0; i < 4; i++) {
        sm_ink fill = sm_ink_theme(d->theme, SM_INK_ACCENT);
        fill.opacity = strength[i];
        dia_box(d, (sm_rect){corners[i].x, corners[i].y, half, half}, 0, fill,
                d->palette.group_stroke, 1);
        dia_label label = dia_label_make(d, q->texts[i],
                                         (dia_label_style){.size = DIA_TEXT_SIZE,
                                                           .bold = true,
                                                           .wrap = half - 16,
                                                           .ink = d->palette.muted});
        sm_point at = {corners[i].x + half / 2, corners[i].y + 8 + label.height / 2};
        q->titles[i] = (sm_rect){at.x - label.width / 2, at.y - label.height / 2, label.width,
                                 label.height};
        dia_label_center(d, &label, at);
    }
}

static void draw_axes(const quadrants *q)
{
    dia *d = q->d;
    const sm_str texts[] = {q->left, q->right, q->bottom, q->top};
    for (int i = 0; i < 4; i++) {
        dia_label label = dia_label_make(d, texts[i],
                                         (dia_label_style){.size = DIA_SMALL_SIZE,
                                                           .wrap = i < 2 ? side / 2 - 10 : 90,
                                                           .ink = d->palette.text});
        sm_point at = i == 0   ? (sm_point){side / 4, side + 6 + label.height / 2}
                      : i == 1 ? (sm_point){side * 3 / 4, side + 6 + label.height / 2}
                      : i == 2 ? (sm_point){-8 - label.width / 2, side * 3 / 4}
                               : (sm_point){-8 - label.width / 2, side / 4};
        dia_label_center(d, &label, at);
    }
}

static sm_pt overlap(sm_rect a, sm_rect b)
{
    sm_pt x = fmin(a.x + a.width, b.x + b.width) - fmax(a.x, b.x);
    sm_pt y = fmin(a.y + a.height, b.y + b.height) - fmax(a.y, b.y);
    return x > 0 && y > 0 ? x * y : 0;
}

/* What is wrong with a name at BOX: points and names under it, the frame, the middle lines. */
static double cost(const quadrants *q, sm_rect box, const sm_rect *names, size_t placed)
{
    enum { LOOK_MAX = 300 };
    const sm_rect frame = {0, 0, side, side};
    double total = box.width * box.height - overlap(box, frame);
    if (q->spots.count > LOOK_MAX)
        return total;
    total += overlap(box, (sm_rect){side / 2 - 0.5, 0, 1, side}) +
             overlap(box, (sm_rect){0, side / 2 - 0.5, side, 1});
    for (size_t i = 0; i < q->spots.count; i++) {
        const spot *s = &q->spots.items[i];
        sm_rect dot = {s->x * side - s->radius, (1 - s->y) * side - s->radius, 2 * s->radius,
                       2 * s->radius};
        total += 2 * overlap(box, dot);
        if (i < placed)
            total += 3 * overlap(box, names[i]);
    }
    for (size_t i = 0; i < 4; i++)
        total += 2 * overlap(box, q->titles[i]);
    return total;
}

/* Names stand below their points, or above or beside them where that is clearer. */
static void draw_spots(const quadrants *q)
{
    dia *d = q->d;
    sm_rect *names = SM_NEW_ARRAY(d->arena, sm_rect, q->spots.count + 1);
    for (size_t i = 0; i < q->spots.count; i++) {
        const spot *s = &q->spots.items[i];
        sm_point at = {s->x * side, (1 - s->y) * side};
        dia_dot(d, at, s->radius, s->fill, s->stroke, 1);
        dia_label label = dia_label_edge(d, s->name);
        label.ink = d->palette.text;
        sm_pt w = label.width, h = label.height, off = s->radius + 2;
        const sm_rect places[] = {{at.x - w / 2, at.y + off, w, h},
                                  {at.x - w / 2, at.y - off - h, w, h},
                                  {at.x + off + 1, at.y - h / 2, w, h},
                                  {at.x - off - 1 - w, at.y - h / 2, w, h}};
        double least = INFINITY;
        for (size_t p = 0; p < 4; p++) {
            double c = cost(q, places[p], names, i);
            if (c < least - 0.5) {
                least = c;
                names[i] = places[p];
            }
        }
        dia_label_center(d, &label, (sm_point){names[i].x + w / 2, names[i].y + h / 2});
    }
}

const sm_scene *dia_quadrant(dia *d, size_t at)
{
    quadrants q = {.d = d};
    dia_line line;
    while (dia_next_line(d, &at, &line))
        if (!dia_acc_statement(d, &line, &at))
            read_statement(&q, &line);
    draw_areas(&q);
    draw_axes(&q);
    draw_spots(&q);
    return dia_finish(d, "Quadrant chart", "%zu points", q.spots.count);
}
