/* Radar charts: closed curves over axes from one center. */
#include "kinds.h"
#include "label.h"
#include <math.h>

typedef struct axis {
    sm_str id, name;
} axis;

typedef struct ring {
    sm_str name;
    struct SM_LIST(double) values; /* by axis */
} ring;

typedef struct radar {
    dia *d;
    struct SM_LIST(axis) axes;
    struct SM_LIST(ring) rings;
    dia_names names;
    double low, high, ticks;
    bool has_high, polygon, no_legend;
} radar;

static const sm_pt radius = 120;

/* The next of "id["Name"], id2{1, 2}": up to a comma outside brackets and quotes. */
static bool cut_item(sm_str *rest, sm_str *item)
{
    if (rest->ptr == NULL)
        return false;
    int depth = 0;
    bool quoted = false;
    size_t i = 0;
    for (; i < rest->len; i++) {
        char c = rest->ptr[i];
        if (c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (c == ',' && depth <= 0)
            break;
    }
    *item = sm_str_trim(sm_str_sub(*rest, 0, i));
    *rest = i < rest->len ? sm_str_from(*rest, i + 1) : (sm_str){0};
    return true;
}

/* "id["Name"]" */
static axis read_name(sm_str text)
{
    size_t open = sm_str_find_char(text, '[');
    sm_str id = sm_str_trim(sm_str_sub(text, 0, open));
    if (open == SM_STR_NONE)
        return (axis){id, dia_unquoted(id)};
    sm_str name = sm_str_from(text, open + 1);
    return (axis){id, dia_unquoted(sm_str_sub(name, 0, sm_str_find_char(name, ']')))};
}

static void read_axes(radar *r, sm_str rest)
{
    sm_str item;
    while (cut_item(&rest, &item)) {
        if (item.len == 0)
            continue;
        axis a = read_name(item);
        SM_LIST_ADD(r->d->arena, &r->axes, a);
        dia_names_add(r->d->arena, &r->names, a.id, (int)r->axes.count - 1);
    }
}

/* "{1, 2, 3}", "{axis: 1, other: 2}" or "{axis 1, other 2}", without the braces. */
static void read_values(radar *r, ring *into, sm_str text)
{
    sm_str item, key, ignored;
    while (cut_item(&text, &item)) {
        if (item.len == 0)
            continue;
        double value = 0;
        int index = (int)into->values.count;
        size_t sign = sm_str_find_char(item, ':');
        if (sign == SM_STR_NONE)
            sign = sm_str_find_char(item, ' ');
        if (sign != SM_STR_NONE) {
            key = sm_str_trim(sm_str_sub(item, 0, sign));
            index = dia_names_find(&r->names, key);
            item = sm_str_trim(sm_str_from(item, sign + 1));
        }
        if (!dia_number(item, &value, &ignored) || index < 0)
            continue;
        const double none = NAN;
        while (into->values.count <= (size_t)index)
            SM_LIST_ADD(r->d->arena, &into->values, none);
        into->values.items[index] = value;
    }
}

static void read_curves(radar *r, sm_str rest)
{
    sm_str item;
    while (cut_item(&rest, &item)) {
        size_t open = sm_str_find_char(item, '{');
        if (item.len == 0)
            continue;
        ring one = {.name = read_name(sm_str_trim(sm_str_sub(item, 0, open))).name};
        if (open != SM_STR_NONE) {
            sm_str values = sm_str_from(item, open + 1);
            read_values(r, &one, sm_str_sub(values, 0, sm_str_find_char(values, '}')));
        }
        SM_LIST_ADD(r->d->arena, &r->rings, one);
    }
}

/* The values of a curve may stand on more lines. */
static sm_str with_braces_closed(const dia *d, sm_str rest, size_t *at)
{
    size_t open = sm_str_find_char(rest, '{');
    if (open == SM_STR_NONE || sm_str_find_char(rest, '}') != SM_STR_NONE)
        return rest;
    size_t start = (size_t)(rest.ptr - d->text.ptr);
    size_t close = sm_str_find_char(sm_str_from(d->text, start), '}');
    if (close == SM_STR_NONE)
        return rest;
    *at = dia_line_end(d, start + close);
    return sm_str_sub(d->text, start, *at - start);
}

static void read_statement(radar *r, const dia_line *line, size_t *at)
{
    sm_str rest, ignored;
    double number;
    if (dia_word(line->text, "title", &rest))
        r->d->title = dia_unquoted(rest);
    else if (dia_word(line->text, "axis", &rest))
        read_axes(r, rest);
    else if (dia_word(line->text, "curve", &rest))
        read_curves(r, with_braces_closed(r->d, rest, at));
    else if (dia_word(line->text, "showLegend", &rest))
        r->no_legend = sm_str_equal(rest, SM_STR("false"));
    else if (dia_word(line->text, "graticule", &rest))
        r->polygon = sm_str_equal(rest, SM_STR("polygon"));
    else if (dia_word(line->text, "max", &rest) && dia_number(rest, &number, &ignored)) {
        r->high = number;
        r->has_high = true;
    } else if (dia_word(line->text, "min", &rest) && dia_number(rest, &number, &ignored))
        r->low = number;
    else if (dia_word(line->text, "ticks", &rest) && dia_number(rest, &number, &ignored))
        r->ticks = number < 1 ? 1 : number > 20 ? 20 : floor(number);
    else
        dia_ignore(r->d, line);
}

static sm_point place(const radar *r, size_t axis_index, double out)
{
    double turn = 6.283185307179586 * (double)axis_index / (double)r->axes.count;
    return (sm_point){radius * out * sin(turn), -radius * out * cos(turn)};
}

static sm_path polygon(const radar *r, double out)
{
    sm_path path = sm_path_new(r->d->arena);
    for (size_t i = 0; i < r->axes.count; i++) {
        sm_point p = place(r, i, out);
        if (i == 0)
            sm_path_move(&path, p.x, p.y);
        else
            sm_path_line(&path, p.x, p.y);
    }
    sm_path_close(&path);
    return path;
}

/* Rings and axes with their names; returns how far these reach to the right. */
static sm_pt draw_grid(const radar *r)
{
    dia *d = r->d;
    sm_pt right = radius;
    for (int tick = 1; tick <= (int)r->ticks; tick++) {
        double out = tick / r->ticks;
        sm_path path = sm_path_new(d->arena);
        if (r->polygon && r->axes.count > 2)
            path = polygon(r, out);
        else
            sm_path_ellipse(&path, (sm_point){0, 0}, radius * out, radius * out);
        sm_scene_add_path(&d->scene, &path, sm_ink_none(), d->palette.group_stroke, 0.7);
    }
    for (size_t i = 0; i < r->axes.count; i++) {
        sm_point end = place(r, i, 1), at = place(r, i, 1.05);
        dia_rule(d, (sm_point){0, 0}, end, d->palette.group_stroke, 0.9);
        dia_label label = dia_label_make(
            d, r->axes.items[i].name,
            (dia_label_style){.size = DIA_SMALL_SIZE, .wrap = 110, .ink = d->palette.text});
        /* Beside the axis' end, as far as it points that way. */
        at.x += (label.width / 2 + 2) * end.x / radius;
        at.y += (label.height / 2 + 2) * end.y / radius;
        dia_label_center(d, &label, at);
        right = fmax(right, at.x + label.width / 2);
    }
    return right;
}

/* What the outermost ring stands for, along the first axis. */
static void draw_scale(const radar *r)
{
    dia *d = r->d;
    for (int tick = 1; tick <= (int)r->ticks; tick++) {
        double value = r->low + (r->high - r->low) * tick / r->ticks;
        sm_buf text = sm_buf_new(d->arena);
        sm_buf_add_number(&text, value, 2);
        dia_text(d, (sm_point){-3, -radius * tick / r->ticks + 8}, SM_ANCHOR_END,
                 sm_buf_str(&text), 7, false, d->palette.muted);
    }
}

static void draw_ring(const radar *r, size_t index)
{
    dia *d = r->d;
    const ring *one = &r->rings.items[index];
    sm_ink line = sm_ink_solid(dia_series_color(d, index)), fill = line;
    fill.opacity = 0.15;
    sm_path path = sm_path_new(d->arena);
    bool first = true;
    for (size_t i = 0; i < r->axes.count; i++) {
        double value = i < one->values.count ? one->values.items[i] : NAN;
        if (isnan(value))
            continue;
        double out = r->high > r->low ? (value - r->low) / (r->high - r->low) : 0;
        sm_point p = place(r, i, out < 0 ? 0 : out > 1 ? 1 : out);
        if (first)
            sm_path_move(&path, p.x, p.y);
        else
            sm_path_line(&path, p.x, p.y);
        first = false;
        dia_dot(d, p, 2.2, line, sm_ink_none(), 0);
        sm_buf text = sm_buf_new(d->arena);
        sm_buf_add_number(&text, value, 3);
        dia_tell(d, "%.*s, %.*s: %.*s", SM_STR_ARG(one->name),
                 SM_STR_ARG(r->axes.items[i].name), SM_STR_ARG(sm_buf_str(&text)));
    }
    if (first)
        return;
    sm_path_close(&path);
    sm_scene_add_path(&d->scene, &path, fill, line, 1.8)->as.path.round = true;
}

static void draw_legend(const radar *r, sm_pt x)
{
    dia *d = r->d;
    sm_pt y = -radius;
    for (size_t i = 0; i < r->rings.count; i++) {
        dia_label label = dia_label_node(d, r->rings.items[i].name);
        dia_box(d, (sm_rect){x, y + 2, 10, 10}, 2, sm_ink_solid(dia_series_color(d, i)),
                sm_ink_none(), 0);
        dia_label_left(d, &label, (sm_point){x + 16, y + 0.5});
        y += label.height + 6;
    }
}

static void find_range(radar *r)
{
    for (size_t i = 0; i < r->rings.count && !r->has_high; i++)
        for (size_t k = 0; k < r->rings.items[i].values.count; k++)
            r->high = fmax(r->high, r->rings.items[i].values.items[k]);
}

const sm_scene *dia_radar(dia *d, size_t at)
{
    enum { AXES_MAX = 200, RINGS_MAX = 200 };
    radar r = {.d = d, .ticks = 5};
    dia_line line;
    at = dia_line_end(d, at);
    while (dia_next_line(d, &at, &line))
        if (!dia_acc_statement(d, &line, &at))
            read_statement(&r, &line, &at);
    d->too_large = r.axes.count > AXES_MAX || r.rings.count > RINGS_MAX;
    if (d->too_large || r.axes.count == 0)
        return NULL;
    find_range(&r);
    sm_pt right = draw_grid(&r);
    for (size_t i = 0; i < r.rings.count; i++)
        draw_ring(&r, i);
    draw_scale(&r);
    if (!r.no_legend)
        draw_legend(&r, right + 18);
    return dia_finish(d, "Radar chart", "%zu curves over %zu axes", r.rings.count,
                      r.axes.count);
}
