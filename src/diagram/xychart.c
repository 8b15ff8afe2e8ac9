/* XY charts: bars and lines over axes, upright or lying. */
#include "kinds.h"
#include "label.h"
#include "specmill/font/metrics.h"
#include <math.h>

typedef struct series {
    bool line;
    sm_str name;
    struct SM_LIST(double) values;
} series;

typedef struct xychart {
    dia *d;
    sm_str x_title, y_title;
    sm_str_builder categories;
    bool x_range, y_range, sideways, data_labels;
    double x_low, x_high, low, high;
    struct SM_LIST(series) all;
    size_t columns;
} xychart;

static const sm_pt chart_width = 430, chart_height = 240;

/* "[a, "b c", d]" as pieces. */
static void read_list(dia *d, sm_str text, sm_str_builder *list)
{
    bool quoted = false;
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        char c = i < text.len ? text.ptr[i] : ']';
        if (c == '"')
            quoted = !quoted;
        if (quoted || (c != ',' && c != ']'))
            continue;
        sm_str piece = dia_unquoted(sm_str_sub(text, start, i - start));
        if (piece.len > 0 || c == ',')
            SM_LIST_ADD(d->arena, list, piece);
        start = i + 1;
        if (c == ']')
            return;
    }
}

/* "title [a, b]", "title 1 --> 5", "title". */
static void read_axis(xychart *c, sm_str rest, bool x)
{
    size_t open = sm_str_find_char(rest, '['), arrow = sm_str_find(rest, SM_STR("-->"));
    sm_str title = rest;
    if (open != SM_STR_NONE && x) {
        title = sm_str_sub(rest, 0, open);
        read_list(c->d, sm_str_from(rest, open + 1), &c->categories);
    } else if (arrow != SM_STR_NONE) {
        double low = 0, high = 0;
        sm_str ignored, before = sm_str_trim(sm_str_sub(rest, 0, arrow));
        size_t number = before.len;
        while (number > 0 && !sm_is_space(before.ptr[number - 1]) &&
               before.ptr[number - 1] != '"')
            number--;
        bool ok = dia_number(sm_str_from(before, number), &low, &ignored) &&
                  dia_number(sm_str_trim(sm_str_from(rest, arrow + 3)), &high, &ignored);
        title = sm_str_sub(before, 0, number);
        if (ok && x) {
            c->x_range = true;
            c->x_low = low;
            c->x_high = high;
        } else if (ok && high > low) {
            c->y_range = true;
            c->low = low;
            c->high = high;
        }
    }
    *(x ? &c->x_title : &c->y_title) = dia_unquoted(title);
}

static void read_series(xychart *c, sm_str rest, bool line)
{
    size_t open = sm_str_find_char(rest, '[');
    if (open == SM_STR_NONE)
        return;
    series s = {.line = line, .name = dia_unquoted(sm_str_sub(rest, 0, open))};
    sm_str_builder texts = {0};
    read_list(c->d, sm_str_from(rest, open + 1), &texts);
    for (size_t i = 0; i < texts.count; i++) {
        double value = 0;
        sm_str ignored;
        dia_number(texts.items[i], &value, &ignored);
        SM_LIST_ADD(c->d->arena, &s.values, value);
    }
    if (s.values.count > c->columns)
        c->columns = s.values.count;
    SM_LIST_ADD(c->d->arena, &c->all, s);
}

static void read_statement(xychart *c, const dia_line *line)
{
    sm_str rest;
    if (dia_word(line->text, "title", &rest))
        c->d->title = dia_unquoted(rest);
    else if (dia_word(line->text, "x-axis", &rest))
        read_axis(c, rest, true);
    else if (dia_word(line->text, "y-axis", &rest))
        read_axis(c, rest, false);
    else if (dia_word(line->text, "bar", &rest))
        read_series(c, rest, false);
    else if (dia_word(line->text, "line", &rest))
        read_series(c, rest, true);
    else
        dia_ignore(c->d, line);
}

static void find_range(xychart *c)
{
    if (c->y_range)
        return;
    double low = 0, high = 0;
    bool any = false, bars = false;
    for (size_t s = 0; s < c->all.count; s++) {
        bars = bars || !c->all.items[s].line;
        for (size_t i = 0; i < c->all.items[s].values.count; i++) {
            double v = c->all.items[s].values.items[i];
            low = !any || v < low ? v : low;
            high = !any || v > high ? v : high;
            any = true;
        }
    }
    if (bars && low > 0)
        low = 0;
    if (high <= low)
        high = low + 1;
    c->low = low;
    c->high = high;
}

/* A round step that gives about five ticks. */
static double tick_step(double range)
{
    double raw = range / 5, power = pow(10, floor(log10(raw)));
    double lead = raw / power;
    return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}

/* A place in the chart: ACROSS along the categories (0-1), VALUE on the other axis. */
static sm_point place(const xychart *c, double across, double value)
{
    double up = (value - c->low) / (c->high - c->low);
    up = up < 0 ? 0 : up > 1 ? 1 : up;
    return c->sideways ? (sm_point){up * chart_width, across * chart_height}
                       : (sm_point){across * chart_width, (1 - up) * chart_height};
}

static sm_str number_text(dia *d, double value)
{
    sm_buf buf = sm_buf_new(d->arena);
    sm_buf_add_number(&buf, value, fabs(value) < 10 ? 2 : fabs(value) < 1000 ? 1 : 0);
    return sm_buf_str(&buf);
}

/* Ticks of the values, with lines across; returns how wide their texts are. */
static sm_pt draw_value_axis(const xychart *c)
{
    dia *d = c->d;
    double step = tick_step(c->high - c->low);
    sm_pt widest = 0;
    double first = ceil(c->low / step - 1e-9) * step;
    for (int tick = 0; tick < 20 && first + tick * step <= c->high + step * 1e-6; tick++) {
        double v = first + tick * step;
        sm_ink ink = d->palette.group_stroke;
        dia_rule(d, place(c, 0, v), place(c, 1, v), ink, 0.6);
        sm_str text = number_text(d, fabs(v) < step * 1e-6 ? 0 : v);
        sm_point at = place(c, c->sideways ? 1 : 0, v);
        if (c->sideways)
            dia_text(d, (sm_point){at.x, at.y + 12}, SM_ANCHOR_MIDDLE, text, 8.5, false,
                     d->palette.muted);
        else
            dia_text(d, (sm_point){at.x - 6, at.y + 3}, SM_ANCHOR_END, text, 8.5, false,
                     d->palette.muted);
        sm_pt width = sm_text_width(text, 8.5, false, false);
        widest = width > widest ? width : widest;
    }
    return c->sideways ? 14 : widest + 8;
}

static sm_str category(const xychart *c, size_t i)
{
    if (i < c->categories.count)
        return c->categories.items[i];
    double low = c->x_range ? c->x_low : 1;
    double high = c->x_range ? c->x_high : (double)c->columns;
    double step = c->columns > 1 ? (high - low) / (double)(c->columns - 1) : 0;
    return number_text(c->d, low + step * (double)i);
}

static sm_pt draw_category_axis(const xychart *c)
{
    dia *d = c->d;
    sm_pt room = (c->sideways ? chart_height : chart_width) / (sm_pt)c->columns, used = 0;
    for (size_t i = 0; i < c->columns; i++) {
        double across = ((double)i + 0.5) / (double)c->columns;
        dia_label label = dia_label_make(d, category(c, i),
                                         (dia_label_style){.size = 8.5,
                                                           .wrap = c->sideways ? 110
                                                                   : room > 30 ? room - 4
                                                                               : 30,
                                                           .ink = d->palette.muted});
        sm_point at = place(c, across, c->low);
        if (c->sideways) {
            dia_label_center(d, &label, (sm_point){at.x - 7 - label.width / 2, at.y});
            used = label.width + 8 > used ? label.width + 8 : used;
        } else {
            dia_label_center(d, &label, (sm_point){at.x, chart_height + 5 + label.height / 2});
            used = label.height + 5 > used ? label.height + 5 : used;
        }
    }
    return used;
}

static void draw_titles(const xychart *c, sm_pt below, sm_pt beside)
{
    dia *d = c->d;
    sm_str low = c->sideways ? c->y_title : c->x_title,
           left = c->sideways ? c->x_title : c->y_title;
    dia_label bottom = dia_label_edge(d, low);
    dia_label_center(d, &bottom,
                     (sm_point){chart_width / 2, chart_height + below + 6 + bottom.height / 2});
    /* Without turned text the title of the upright axis stands above it. */
    dia_label upper = dia_label_edge(d, left);
    sm_pt x = -beside + upper.width / 2;
    dia_label_center(d, &upper, (sm_point){x, -10 - upper.height / 2});
}

/* From the corner at the axis to the one at the value. */
static void bar_corners(const xychart *c, size_t s, size_t i, size_t bar, size_t bars,
                        sm_point *from, sm_point *to)
{
    double zero = c->low > 0 ? c->low : c->high < 0 ? c->high : 0;
    double share = 0.72 / (double)bars;
    double left = ((double)i + 0.14 + share * (double)bar) / (double)c->columns;
    *from = place(c, left, zero);
    *to = place(c, left + share * 0.94 / (double)c->columns, c->all.items[s].values.items[i]);
}

static void draw_bars(const xychart *c, size_t s, size_t bar, size_t bars)
{
    for (size_t i = 0; i < c->all.items[s].values.count; i++) {
        sm_point a, b;
        bar_corners(c, s, i, bar, bars, &a, &b);
        sm_rect box = {fmin(a.x, b.x), fmin(a.y, b.y), fabs(a.x - b.x), fabs(a.y - b.y)};
        if (box.width > 0 && box.height > 0)
            dia_box(c->d, box, 1, sm_ink_solid(dia_series_color(c->d, s)), sm_ink_none(), 0);
    }
}

/* Behind the ends of the bars, on paper where lines run. */
static void draw_data_labels(const xychart *c, size_t s, size_t bar, size_t bars)
{
    dia *d = c->d;
    const series *one = &c->all.items[s];
    sm_ink paper = d->palette.background;
    paper.opacity = 0.8;
    for (size_t i = 0; i < one->values.count; i++) {
        sm_point a, b;
        bar_corners(c, s, i, bar, bars, &a, &b);
        dia_label label = dia_label_make(d, number_text(d, one->values.items[i]),
                                         (dia_label_style){.size = 8, .ink = d->palette.text});
        sm_point at = c->sideways ? (sm_point){b.x + 4 + label.width / 2, (a.y + b.y) / 2}
                                  : (sm_point){(a.x + b.x) / 2, b.y - 1 - label.height / 2};
        dia_box(d,
                (sm_rect){at.x - label.width / 2 - 1, at.y - label.height / 2 + 1,
                          label.width + 2, label.height - 2},
                1, paper, sm_ink_none(), 0);
        dia_label_center(d, &label, at);
    }
}

static void draw_line(const xychart *c, size_t s)
{
    dia *d = c->d;
    const series *one = &c->all.items[s];
    sm_path path = sm_path_new(d->arena);
    for (size_t i = 0; i < one->values.count; i++) {
        sm_point p = place(c, ((double)i + 0.5) / (double)c->columns, one->values.items[i]);
        if (i == 0)
            sm_path_move(&path, p.x, p.y);
        else
            sm_path_line(&path, p.x, p.y);
    }
    sm_ink ink = sm_ink_solid(dia_series_color(d, s));
    if (one->values.count == 1)
        dia_dot(d, path.items[0].to, 3, ink, sm_ink_none(), 0);
    else if (one->values.count > 1)
        sm_scene_add_path(&d->scene, &path, sm_ink_none(), ink, 2)->as.path.round = true;
}

static void draw_legend(const xychart *c)
{
    dia *d = c->d;
    sm_pt x = chart_width + 16, y = 4;
    for (size_t s = 0; s < c->all.count; s++) {
        const series *one = &c->all.items[s];
        if (one->name.len == 0)
            continue;
        dia_box(d, (sm_rect){x, y, 10, 10}, 2, sm_ink_solid(dia_series_color(d, s)),
                sm_ink_none(), 0);
        dia_label label = dia_label_edge(d, one->name);
        dia_label_left(d, &label, (sm_point){x + 16, y - 1});
        y += label.height + 6;
    }
}

const sm_scene *dia_xychart(dia *d, size_t at)
{
    xychart c = {.d = d};
    dia_line line;
    sm_str rest;
    size_t first = dia_line_end(d, at);
    c.sideways =
        sm_str_find(sm_str_sub(d->text, at, first - at), SM_STR("horizontal")) != SM_STR_NONE ||
        sm_str_equal(dia_option(d, "chartOrientation"), SM_STR("horizontal"));
    c.data_labels = dia_word(dia_option(d, "showDataLabel"), "true", &rest);
    while (dia_next_line(d, &first, &line))
        if (!dia_acc_statement(d, &line, &first))
            read_statement(&c, &line);
    if (c.categories.count > c.columns)
        c.columns = c.categories.count;
    if (c.columns == 0)
        c.columns = 1;
    d->too_large = c.columns > dia_most(d, 2000);
    if (d->too_large)
        return NULL;
    find_range(&c);
    sm_pt values = draw_value_axis(&c), names = draw_category_axis(&c);
    dia_rule(d, place(&c, 0, c.low), place(&c, 1, c.low), d->palette.muted, 1);
    size_t bars = 0, bar = 0;
    for (size_t s = 0; s < c.all.count; s++)
        bars += c.all.items[s].line ? 0 : 1;
    for (size_t s = 0; s < c.all.count; s++)
        if (!c.all.items[s].line)
            draw_bars(&c, s, bar++, bars);
    for (size_t s = 0; s < c.all.count; s++)
        if (c.all.items[s].line)
            draw_line(&c, s);
    bar = 0;
    for (size_t s = 0; s < c.all.count && c.data_labels; s++)
        if (!c.all.items[s].line)
            draw_data_labels(&c, s, bar++, bars);
    draw_titles(&c, c.sideways ? values : names, c.sideways ? names : values);
    draw_legend(&c);
    return dia_finish(d, "Chart", "%zu series over %zu categories", c.all.count, c.columns);
}
