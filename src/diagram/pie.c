/* Pie charts: slices with shares, and a legend. */
#include "kinds.h"
#include "label.h"
#include <math.h>

typedef struct slice {
    sm_str name;
    double value;
    sm_str written;
} slice;

static const sm_pt radius = 96;
static const double turn = 6.283185307179586;

typedef struct pie {
    dia *d;
    struct SM_LIST(slice) slices;
    double total;
    bool values;
} pie;

static void read_header(pie *p, sm_str rest)
{
    sm_str more;
    if (dia_word(rest, "showData", &more)) {
        p->values = true;
        rest = more;
    }
    if (dia_word(rest, "title", &more))
        p->d->title = more;
}

static void read_slice(pie *p, const dia_line *line)
{
    sm_str text = line->text;
    size_t colon = text.len;
    while (colon > 0 && text.ptr[colon - 1] != ':')
        colon--;
    double value;
    sm_str rest, written = sm_str_trim(sm_str_from(text, colon));
    if (colon == 0 || !dia_number(written, &value, &rest) || value < 0) {
        dia_ignore(p->d, line);
        return;
    }
    slice s = {dia_unquoted(sm_str_sub(text, 0, colon - 1)), value,
               sm_str_sub(written, 0, written.len - rest.len)};
    p->total += value;
    SM_LIST_ADD(p->d->arena, &p->slices, s);
}

/* Clockwise from the top; angles in turns. Quarter turns at most for each curve. */
static void add_arc(sm_path *path, double from, double to)
{
    int parts = (int)((to - from) * 4) + 1;
    for (int i = 0; i < parts; i++) {
        double a = turn * (from + (to - from) * i / parts);
        double b = turn * (from + (to - from) * (i + 1) / parts);
        double k = 4.0 / 3 * tan((b - a) / 4) * radius;
        sm_path_curve(path,
                      (sm_point){radius * sin(a) + k * cos(a), -radius * cos(a) + k * sin(a)},
                      (sm_point){radius * sin(b) - k * cos(b), -radius * cos(b) - k * sin(b)},
                      (sm_point){radius * sin(b), -radius * cos(b)});
    }
}

static void draw_slice(pie *p, size_t index, double from, double to)
{
    dia *d = p->d;
    sm_color color = dia_series_color(d, index);
    sm_path path = sm_path_new(d->arena);
    if (to - from > 0.9999)
        sm_path_ellipse(&path, (sm_point){0, 0}, radius, radius);
    else {
        sm_path_move(&path, 0, 0);
        sm_path_line(&path, radius * sin(turn * from), -radius * cos(turn * from));
        add_arc(&path, from, to);
        sm_path_close(&path);
    }
    sm_scene_add_path(&d->scene, &path, sm_ink_solid(color), d->palette.background, 1.5);
}

static void draw_share(pie *p, size_t index, double from, double to)
{
    dia *d = p->d;
    if (to - from < 0.035)
        return;
    double middle = turn * (from + to) / 2;
    sm_buf text = sm_buf_new(d->arena);
    sm_buf_add_number(&text, (to - from) * 100, to - from < 0.1 ? 1 : 0);
    sm_buf_add_char(&text, '%');
    dia_text(d, (sm_point){radius * 0.7 * sin(middle), -radius * 0.7 * cos(middle) + 3.6},
             SM_ANCHOR_MIDDLE, sm_buf_str(&text), 10, true,
             dia_ink_on(dia_series_color(d, index)));
}

static void draw_legend(const pie *p)
{
    dia *d = p->d;
    sm_pt x = 126, height = 0;
    dia_label *labels = SM_NEW_ARRAY(d->arena, dia_label, p->slices.count + 1);
    for (size_t i = 0; i < p->slices.count; i++) {
        const slice *s = &p->slices.items[i];
        sm_str text = p->values ? sm_str_printf(d->arena, "%.*s [%.*s]", SM_STR_ARG(s->name),
                                                SM_STR_ARG(s->written))
                                : s->name;
        labels[i] = dia_label_make(
            d, text,
            (dia_label_style){.size = DIA_TEXT_SIZE, .wrap = DIA_WRAP, .ink = d->palette.text});
        height += labels[i].height + 6;
    }
    sm_pt y = -height / 2;
    for (size_t i = 0; i < p->slices.count; i++) {
        dia_box(d, (sm_rect){x, y + 2, 11, 11}, 2, sm_ink_solid(dia_series_color(d, i)),
                sm_ink_none(), 0);
        dia_label_left(d, &labels[i], (sm_point){x + 18, y + 0.5});
        y += labels[i].height + 6;
    }
}

const sm_scene *dia_pie(dia *d, size_t at)
{
    pie p = {.d = d};
    dia_line line;
    size_t start = dia_line_end(d, at);
    read_header(&p, sm_str_trim(sm_str_sub(d->text, at, start - at)));
    sm_str rest;
    while (dia_next_line(d, &start, &line)) {
        if (dia_acc_statement(d, &line, &start))
            continue;
        if (dia_word(line.text, "title", &rest) || dia_word(line.text, "showData", &rest))
            read_header(&p, line.text);
        else
            read_slice(&p, &line);
    }
    if (p.slices.count == 0 && d->title.len == 0)
        return NULL;
    double from = 0;
    if (p.total <= 0)
        dia_dot(d, (sm_point){0, 0}, radius, d->palette.group_fill, d->palette.group_stroke, 1);
    for (size_t i = 0; i < p.slices.count && p.total > 0; i++) {
        double to = from + p.slices.items[i].value / p.total;
        dia_tell(d, "%.*s: %ld %%", SM_STR_ARG(p.slices.items[i].name),
                 lround((to - from) * 100));
        if (to > from)
            draw_slice(&p, i, from, to);
        from = to;
    }
    from = 0;
    for (size_t i = 0; i < p.slices.count && p.total > 0; i++) { /* over all slices */
        double to = from + p.slices.items[i].value / p.total;
        draw_share(&p, i, from, to);
        from = to;
    }
    draw_legend(&p);
    return dia_finish(d, "Pie chart", "%zu slices", p.slices.count);
}
