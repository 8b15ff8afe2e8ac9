/* Sankey diagrams: amounts that flow from column to column, as bands between bars. */
#include "kinds.h"
#include "label.h"
#include "specmill/font/metrics.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>

typedef struct bar {
    sm_str name, value_text;
    double in, out, value;
    size_t column;
    sm_pt y, height, used_in, used_out;
} bar;

typedef struct flow_band {
    size_t from, to; /* bars */
    double value;
    sm_str written;
    sm_pt from_y, to_y; /* their upper edges */
} flow_band;

typedef struct sankey {
    dia *d;
    struct SM_LIST(bar) bars;
    struct SM_LIST(flow_band) bands;
    dia_names names;
    size_t columns;
    sm_pt scale; /* points for one */
    sm_pt *x;    /* by column */
    bool values;
    sm_str prefix, suffix;
} sankey;

/* A thing to be sorted by KEY. */
typedef struct ranked {
    double key;
    size_t index;
} ranked;

static const sm_pt bar_width = 10, bar_gap = 14, text_gap = 5;

static int by_key(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->key < y->key || y->key < x->key)
        return x->key < y->key ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index ? 1 : 0;
}

/* A field of comma separated values (RFC 4180), moved past; false at the end of the line. */
static bool cut_field(const sankey *s, sm_str *rest, sm_str *field)
{
    if (rest->ptr == NULL)
        return false;
    sm_str text = sm_str_trim(*rest);
    if (text.len == 0 || text.ptr[0] != '"') {
        if (!sm_str_split(rest, ',', field))
            return false;
        *field = sm_str_trim(*field);
        return true;
    }
    sm_buf buf = sm_buf_new(s->d->arena);
    size_t i = 1;
    for (; i < text.len; i++) {
        if (text.ptr[i] == '"' && (i + 1 >= text.len || text.ptr[i + 1] != '"'))
            break;
        i += text.ptr[i] == '"' ? 1 : 0;
        sm_buf_add_char(&buf, text.ptr[i]);
    }
    *field = sm_str_trim(sm_buf_str(&buf));
    size_t comma = sm_str_find_char(sm_str_from(text, i), ',');
    *rest = comma == SM_STR_NONE ? (sm_str){0} : sm_str_from(text, i + comma + 1);
    return true;
}

static size_t bar_named(sankey *s, sm_str name)
{
    int index = dia_names_find(&s->names, name);
    if (index >= 0)
        return (size_t)index;
    bar b = {.name = name};
    SM_LIST_ADD(s->d->arena, &s->bars, b);
    dia_names_add(s->d->arena, &s->names, name, (int)s->bars.count - 1);
    return s->bars.count - 1;
}

/* "source,target,value" */
static void read_band(sankey *s, const dia_line *line)
{
    sm_str rest = line->text, from, to, amount, ignored;
    double value;
    if (!cut_field(s, &rest, &from) || !cut_field(s, &rest, &to) ||
        !cut_field(s, &rest, &amount) || !dia_number(amount, &value, &ignored) || value < 0 ||
        sm_str_equal(from, to)) {
        dia_ignore(s->d, line);
        return;
    }
    flow_band b = {.value = value, .written = amount};
    b.from = bar_named(s, from);
    b.to = bar_named(s, to);
    assert(s->bars.items != NULL); /* has both of them now */
    s->bars.items[b.from].out += value;
    s->bars.items[b.to].in += value;
    SM_LIST_ADD(s->d->arena, &s->bands, b);
}

/* Each bar stands behind all that flow into it; a cycle is entered at its first bar. */
static void place_columns(sankey *s)
{
    size_t count = s->bars.count, first = 0, last = 0, looked = 0;
    sm_arena *arena = s->d->arena;
    size_t *incoming = SM_NEW_ARRAY(arena, size_t, count);
    size_t *starts = SM_NEW_ARRAY(arena, size_t, count + 2);
    size_t *out = SM_NEW_ARRAY(arena, size_t, s->bands.count);
    size_t *queue = SM_NEW_ARRAY(arena, size_t, count);
    bool *queued = SM_NEW_ARRAY(arena, bool, count);
    for (size_t i = 0; i < s->bands.count; i++) {
        incoming[s->bands.items[i].to]++;
        starts[s->bands.items[i].from + 2]++;
    }
    for (size_t i = 2; i < count + 2; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < s->bands.count; i++)
        out[starts[s->bands.items[i].from + 1]++] = i;
    for (size_t i = 0; i < count; i++)
        if (incoming[i] == 0) {
            queue[last++] = i;
            queued[i] = true;
        }
    while (last < count || first < last) {
        if (first == last) {
            while (queued[looked])
                looked++;
            queue[last++] = looked;
            queued[looked] = true;
        }
        size_t from = queue[first++];
        for (size_t i = starts[from]; i < starts[from + 1]; i++) {
            size_t to = s->bands.items[out[i]].to;
            if (queued[to])
                continue;
            if (s->bars.items[from].column + 1 > s->bars.items[to].column)
                s->bars.items[to].column = s->bars.items[from].column + 1;
            if (--incoming[to] == 0) {
                queue[last++] = to;
                queued[to] = true;
            }
        }
    }
    for (size_t i = 0; i < count; i++)
        if (s->bars.items[i].column + 1 > s->columns)
            s->columns = s->bars.items[i].column + 1;
    bool left = sm_str_equal(dia_option(s->d, "nodeAlignment"), SM_STR("left"));
    for (size_t i = 0; i < count && !left; i++) /* what flows no further ends at the right */
        if (s->bars.items[i].out <= 0)
            s->bars.items[i].column = s->columns - 1;
}

/* All bars of a column fit the same height, with gaps. */
static sm_pt find_scale(sankey *s)
{
    size_t *counts = SM_NEW_ARRAY(s->d->arena, size_t, s->columns);
    double *sums = SM_NEW_ARRAY(s->d->arena, double, s->columns);
    size_t most = 0;
    for (size_t i = 0; i < s->bars.count; i++) {
        bar *b = &s->bars.items[i];
        b->value = fmax(b->in, b->out);
        sums[b->column] += b->value;
        if (++counts[b->column] > most)
            most = counts[b->column];
    }
    sm_pt height = fmax(200, 34 * (sm_pt)most);
    s->scale = INFINITY;
    for (size_t c = 0; c < s->columns; c++)
        if (sums[c] > 0)
            s->scale = fmin(s->scale, (height - (sm_pt)(counts[c] - 1) * bar_gap) / sums[c]);
    if (!isfinite(s->scale))
        s->scale = 0;
    for (size_t i = 0; i < s->bars.count; i++)
        s->bars.items[i].height = fmax(1, s->bars.items[i].value * s->scale);
    return height;
}

/* The bars of COLUMN in the order of their wishes, without overlaps, in the middle of HEIGHT
 * as far as nobody wishes otherwise. */
static void settle(sankey *s, size_t column, const double *wishes, ranked *order, sm_pt height)
{
    size_t count = 0;
    for (size_t i = 0; i < s->bars.count; i++)
        if (s->bars.items[i].column == column)
            order[count++] = (ranked){wishes[i], i};
    qsort(order, count, sizeof *order, by_key);
    sm_pt free_from = 0;
    for (size_t i = 0; i < count; i++) {
        bar *b = &s->bars.items[order[i].index];
        b->y = fmax(free_from, order[i].key - b->height / 2);
        free_from = b->y + b->height + bar_gap;
    }
    sm_pt bottom = height;
    for (size_t i = count; i-- > 0;) {
        bar *b = &s->bars.items[order[i].index];
        b->y = fmin(b->y, bottom - b->height);
        bottom = b->y - bar_gap;
    }
}

/* Bars move to the middle of what they are joined to on one side, in turn from left to right
 * and back; see d3-sankey. */
static void place_bars(sankey *s, sm_pt height)
{
    enum { ROUNDS = 6 };
    sm_arena *arena = s->d->arena;
    double *wishes = SM_NEW_ARRAY(arena, double, s->bars.count);
    double *weights = SM_NEW_ARRAY(arena, double, s->bars.count);
    ranked *order = SM_NEW_ARRAY(arena, ranked, s->bars.count);
    for (size_t i = 0; i < s->bars.count; i++)
        wishes[i] = (double)i;
    for (size_t c = 0; c < s->columns; c++)
        settle(s, c, wishes, order, height);
    for (int round = 0; round < ROUNDS; round++) {
        bool forth = round % 2 == 0;
        for (size_t i = 0; i < s->columns; i++) {
            size_t column = forth ? i : s->columns - 1 - i;
            for (size_t b = 0; b < s->bars.count; b++)
                wishes[b] = weights[b] = 0;
            for (size_t k = 0; k < s->bands.count; k++) {
                const flow_band *l = &s->bands.items[k];
                size_t mine = forth ? l->to : l->from, other = forth ? l->from : l->to;
                const bar *o = &s->bars.items[other];
                wishes[mine] += l->value * (o->y + o->height / 2);
                weights[mine] += l->value;
            }
            for (size_t b = 0; b < s->bars.count; b++)
                wishes[b] = weights[b] > 0 ? wishes[b] / weights[b]
                                           : s->bars.items[b].y + s->bars.items[b].height / 2;
            settle(s, column, wishes, order, height);
        }
    }
}

/* At each bar the bands stand in the order of where they lead to. */
static void place_bands(sankey *s)
{
    ranked *order = SM_NEW_ARRAY(s->d->arena, ranked, s->bands.count);
    for (int end = 0; end < 2; end++) {
        for (size_t i = 0; i < s->bands.count; i++) {
            const flow_band *l = &s->bands.items[i];
            const bar *other = &s->bars.items[end == 0 ? l->to : l->from];
            order[i] = (ranked){other->y + other->height / 2, i};
        }
        qsort(order, s->bands.count, sizeof *order, by_key);
        for (size_t i = 0; i < s->bands.count; i++) {
            flow_band *l = &s->bands.items[order[i].index];
            bar *b = &s->bars.items[end == 0 ? l->from : l->to];
            sm_pt *used = end == 0 ? &b->used_out : &b->used_in;
            *(end == 0 ? &l->from_y : &l->to_y) = b->y + *used;
            *used += l->value * s->scale;
        }
    }
}

static sm_pt text_width(const bar *b)
{
    return sm_text_width(b->name, DIA_SMALL_SIZE, false, false) +
           sm_text_width(b->value_text, DIA_SMALL_SIZE, false, false) + 5;
}

/* Names stand to the right of their bars, those of the first column to the left. */
static void place_x(sankey *s)
{
    const sm_pt step = 110;
    s->x = SM_NEW_ARRAY(s->d->arena, sm_pt, s->columns + 1);
    for (size_t i = 0; i < s->bars.count; i++) {
        bar *b = &s->bars.items[i];
        sm_buf buf = sm_buf_new(s->d->arena);
        sm_buf_add_str(&buf, s->prefix);
        sm_buf_add_number(&buf, b->value, 3);
        sm_buf_add_str(&buf, s->suffix);
        b->value_text = s->values ? sm_buf_str(&buf) : (sm_str){0};
        if (b->column > 0)
            s->x[b->column + 1] = fmax(s->x[b->column + 1], text_width(b) + 40);
    }
    for (size_t c = 1; c <= s->columns; c++)
        s->x[c] = s->x[c - 1] + fmax(step, s->x[c]);
}

static void draw_band(const sankey *s, const flow_band *l)
{
    dia *d = s->d;
    const bar *from = &s->bars.items[l->from], *to = &s->bars.items[l->to];
    sm_pt x = s->x[from->column] + bar_width, end = s->x[to->column];
    sm_pt bend = fmax(fabs(end - x) / 2, 30), thick = fmax(0.8, l->value * s->scale);
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, x, l->from_y);
    sm_path_curve(&path, (sm_point){x + bend, l->from_y}, (sm_point){end - bend, l->to_y},
                  (sm_point){end, l->to_y});
    sm_path_line(&path, end, l->to_y + thick);
    sm_path_curve(&path, (sm_point){end - bend, l->to_y + thick},
                  (sm_point){x + bend, l->from_y + thick}, (sm_point){x, l->from_y + thick});
    sm_path_close(&path);
    sm_ink ink = sm_ink_solid(dia_series_color(d, l->from));
    ink.opacity = 0.32;
    sm_scene_add_path(&d->scene, &path, ink, sm_ink_none(), 0);
    dia_tell(d, "%.*s to %.*s: %.*s", SM_STR_ARG(from->name), SM_STR_ARG(to->name),
             SM_STR_ARG(l->written));
}

static void draw_bar(const sankey *s, size_t index)
{
    dia *d = s->d;
    const bar *b = &s->bars.items[index];
    sm_pt x = s->x[b->column], y = b->y + b->height / 2 + 3.3;
    dia_box(d, (sm_rect){x, b->y, bar_width, b->height}, 1.5,
            sm_ink_solid(dia_series_color(d, index)), sm_ink_none(), 0);
    sm_pt name = sm_text_width(b->name, DIA_SMALL_SIZE, false, false);
    sm_pt start = b->column == 0 && s->columns > 1 ? x - text_gap - text_width(b)
                                                   : x + bar_width + text_gap;
    dia_text(d, (sm_point){start, y}, SM_ANCHOR_START, b->name, DIA_SMALL_SIZE, false,
             d->palette.text);
    if (s->values)
        dia_text(d, (sm_point){start + name + 5, y}, SM_ANCHOR_START, b->value_text,
                 DIA_SMALL_SIZE, false, d->palette.muted);
}

const sm_scene *dia_sankey(dia *d, size_t at)
{
    enum { PARTS_MAX = 1000 };
    sankey s = {.d = d, .prefix = dia_option(d, "prefix"), .suffix = dia_option(d, "suffix")};
    s.values = !sm_str_equal(dia_option(d, "showValues"), SM_STR("false"));
    dia_line line;
    at = dia_line_end(d, at);
    while (dia_next_line(d, &at, &line))
        if (!dia_acc_statement(d, &line, &at))
            read_band(&s, &line);
    d->too_large =
        s.bars.count > dia_most(d, PARTS_MAX) || s.bands.count > dia_most(d, PARTS_MAX);
    if (d->too_large || s.bars.count == 0)
        return NULL;
    place_columns(&s);
    sm_pt height = find_scale(&s);
    place_bars(&s, height);
    place_bands(&s);
    place_x(&s);
    for (size_t i = 0; i < s.bands.count; i++)
        draw_band(&s, &s.bands.items[i]);
    for (size_t i = 0; i < s.bars.count; i++)
        draw_bar(&s, i);
    return dia_finish(d, "Sankey diagram", "%zu flows between %zu parts", s.bands.count,
                      s.bars.count);
}
