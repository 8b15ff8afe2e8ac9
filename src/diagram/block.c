/* Block diagrams: a grid that the author sets out, with straight lines between its blocks. */
#include "flow.h"
#include "kinds.h"
#include <string.h>

enum { DEPTH_MAX = 20, BLOCKS_MAX = 4000 };

typedef struct block {
    sm_str id, text, classes, css;
    dia_shape shape;
    bool space, group, arrow;
    sm_str arrow_to;
    long span;
    int parent;
    long columns; /* of a group; 0: as many as there are */
    int first, last, next;
    /* places */
    dia_label label;
    sm_pt width, height;
    sm_rect box;
} block;

typedef struct block_edge {
    sm_str from, to;
    flow_edge look;
} block_edge;

typedef struct blocks {
    dia *d;
    struct SM_LIST(block) all;
    struct SM_LIST(block_edge) edges;
    dia_names names;
    dia_classes classes;
    int open;
    size_t at, depth, skipped;
} blocks;

static const sm_pt gap = 10, group_pad = 9;

static int add_block(blocks *b, block x)
{
    int index = (int)b->all.count;
    x.parent = b->open;
    x.first = x.last = x.next = -1;
    SM_LIST_ADD(b->d->arena, &b->all, x);
    if (b->open >= 0) {
        block *p = &b->all.items[b->open];
        if (p->last >= 0)
            b->all.items[p->last].next = index;
        else
            p->first = index;
        p->last = index;
    }
    if (x.id.len > 0)
        dia_names_add(b->d->arena, &b->names, x.id, index);
    return index;
}

static sm_str rest_of_line(const blocks *b)
{
    sm_str rest = sm_str_from(b->d->text, b->at);
    return sm_str_sub(rest, 0, sm_str_find_char(rest, '\n'));
}

static char peek(const blocks *b)
{
    return b->at < b->d->text.len ? b->d->text.ptr[b->at] : '\0';
}

static sm_str read_id(blocks *b)
{
    size_t start = b->at;
    while (b->at < b->d->text.len) {
        char c = peek(b);
        if (sm_is_space(c) || strchr("[](){}<>:;\"|&", c) != NULL)
            break;
        sm_str rest = sm_str_from(b->d->text, b->at);
        if (sm_str_starts(rest, SM_STR("--")) || sm_str_starts(rest, SM_STR("==")) ||
            sm_str_starts(rest, SM_STR("-.")) || sm_str_starts(rest, SM_STR("~~~")))
            break;
        b->at++;
    }
    return sm_str_sub(b->d->text, start, b->at - start);
}

/* ":3" behind a block. */
static long read_span(blocks *b)
{
    double number;
    sm_str rest;
    if (peek(b) != ':' || !dia_number(sm_str_from(b->d->text, b->at + 1), &number, &rest))
        return 1;
    b->at = (size_t)(rest.ptr - b->d->text.ptr);
    return number >= 1 && number < 100 ? (long)number : 1;
}

/* id<["text"]>(right) */
static bool read_block_arrow(blocks *b, block *x)
{
    if (!sm_str_starts(sm_str_from(b->d->text, b->at), SM_STR("<[")))
        return false;
    sm_str rest = sm_str_from(b->d->text, b->at + 2);
    size_t close = sm_str_find(rest, SM_STR("]>"));
    if (close == SM_STR_NONE)
        return false;
    x->arrow = true;
    x->text = dia_unquoted(sm_str_sub(rest, 0, close));
    b->at += 2 + close + 2;
    if (peek(b) == '(') {
        rest = sm_str_from(b->d->text, b->at + 1);
        close = sm_str_find_char(rest, ')');
        x->arrow_to = sm_str_sub(rest, 0, close);
        b->at += close == SM_STR_NONE ? rest.len + 1 : close + 2;
    }
    return true;
}

static void skip_blanks(blocks *b)
{
    while (peek(b) == ' ' || peek(b) == '\t' || peek(b) == ';')
        b->at++;
}

/* One block of a line; false: nothing that could be one. */
static bool read_block(blocks *b, sm_str *id)
{
    block x = {.id = read_id(b), .shape = DIA_RECT, .span = 1};
    bool nameless = x.id.len == 0;
    if (nameless && strchr("[({>", peek(b)) == NULL)
        return false;
    sm_str rest;
    if (dia_word(x.id, "space", &rest)) {
        x.space = true;
        x.id = (sm_str){0};
        x.span = read_span(b);
        add_block(b, x);
        *id = (sm_str){0};
        return true;
    }
    if (!read_block_arrow(b, &x) && strchr("[({>", peek(b)) != NULL &&
        !dia_read_brackets(b->d, &b->at, &x.text, &x.shape) && nameless)
        return false;
    if (sm_str_starts(sm_str_from(b->d->text, b->at), SM_STR(":::"))) {
        b->at += 3;
        x.classes = read_id(b);
    }
    x.span = read_span(b);
    *id = x.id;
    int known = dia_names_find(&b->names, x.id);
    if (known < 0)
        add_block(b, x);
    else if (x.text.ptr != NULL) {
        b->all.items[known].text = x.text;
        b->all.items[known].shape = x.shape;
    }
    return true;
}

/* The lines between two blocks: "-->", "-- "text" -->", "---", "==>". */
static bool read_link(blocks *b, block_edge *e)
{
    sm_str line = rest_of_line(b);
    size_t i = 0;
    bool back = line.len > 0 && line.ptr[0] == '<';
    if (back ||
        (line.len > 1 && (line.ptr[0] == 'x' || line.ptr[0] == 'o') && line.ptr[1] == '-'))
        i++;
    if (i + 1 >= line.len || strchr("-=~", line.ptr[i]) == NULL ||
        strchr("-=.~", line.ptr[i + 1]) == NULL)
        return false;
    e->look = (flow_edge){.from_tip = back ? DIA_TIP_ARROW : DIA_TIP_NONE};
    e->look.stroke = line.ptr[i] == '='       ? DIA_THICK
                     : line.ptr[i] == '~'     ? DIA_HIDDEN
                     : line.ptr[i + 1] == '.' ? DIA_DOTTED
                                              : DIA_SOLID;
    size_t start = i;
    while (i < line.len && strchr("-=.~", line.ptr[i]) != NULL)
        i++;
    bool arrow = i < line.len && line.ptr[i] == '>';
    if (!arrow && i - start == 2 && line.ptr[start] != '~') { /* a text follows */
        size_t end = i;
        bool quoted = false;
        for (; end + 1 < line.len; end++) {
            quoted = line.ptr[end] == '"' ? !quoted : quoted;
            if (!quoted && (sm_str_starts(sm_str_from(line, end), SM_STR("--")) ||
                            sm_str_starts(sm_str_from(line, end), SM_STR("==")) ||
                            sm_str_starts(sm_str_from(line, end), SM_STR(".-"))))
                break;
        }
        e->look.text = dia_unquoted(sm_str_sub(line, i, end - i));
        i = end;
        while (i < line.len && strchr("-=.", line.ptr[i]) != NULL)
            i++;
        arrow = i < line.len && line.ptr[i] == '>';
    }
    e->look.to_tip = arrow ? DIA_TIP_ARROW : DIA_TIP_NONE;
    i += arrow ? 1 : 0;
    sm_str rest = sm_str_trim(sm_str_from(line, i));
    if (rest.len > 0 && rest.ptr[0] == '|') {
        size_t close = sm_str_find_char(sm_str_from(rest, 1), '|');
        if (close != SM_STR_NONE) {
            e->look.text = dia_unquoted(sm_str_sub(rest, 1, close));
            i = (size_t)(rest.ptr - line.ptr) + close + 2;
        }
    }
    b->at += i;
    return true;
}

static void read_blocks(blocks *b, const dia_line *line)
{
    sm_str id, before = {0};
    block_edge e;
    bool linked = false;
    size_t end = line->offset + line->text.len;
    while (b->at < end && b->all.count < dia_most(b->d, BLOCKS_MAX)) {
        skip_blanks(b);
        if (b->at >= end)
            return;
        if (before.ptr != NULL && !linked && read_link(b, &e)) {
            linked = true;
            continue;
        }
        if (!read_block(b, &id)) {
            dia_ignore(b->d, line);
            return;
        }
        if (linked && id.ptr != NULL) {
            e.from = before;
            e.to = id;
            SM_LIST_ADD(b->d->arena, &b->edges, e);
        }
        linked = false;
        before = id;
    }
}

/* "block", "block:id", "block:id:3", "block:id["title"]". */
static bool open_group(blocks *b, const dia_line *line)
{
    sm_str text = line->text;
    if (!sm_str_starts(text, SM_STR("block")) ||
        (text.len > 5 && text.ptr[5] != ':' && !sm_is_space(text.ptr[5])))
        return false;
    if (b->depth >= DEPTH_MAX) {
        b->skipped++;
        return true;
    }
    block x = {.group = true, .span = 1, .shape = DIA_RECT};
    b->at = line->offset + 5;
    if (peek(b) == ':') {
        b->at++;
        x.id = read_id(b);
        if (strchr("[({", peek(b)) != NULL && peek(b) != '\0')
            dia_read_brackets(b->d, &b->at, &x.text, &x.shape);
        x.span = read_span(b);
    }
    int index = add_block(b, x);
    b->open = index;
    b->depth++;
    b->at = line->offset + line->text.len;
    return true;
}

static void read_statement(blocks *b, const dia_line *line)
{
    sm_str rest, id;
    double number;
    b->at = line->offset;
    if (dia_word(line->text, "columns", &rest)) {
        b->all.items[b->open].columns =
            dia_number(rest, &number, &rest) && number >= 1 && number < 200 ? (long)number : 0;
    } else if (sm_str_equal(line->text, SM_STR("end"))) {
        if (b->skipped > 0)
            b->skipped--;
        else if (b->all.items[b->open].parent >= 0) {
            b->open = b->all.items[b->open].parent;
            b->depth--;
        }
    } else if (dia_word(line->text, "classDef", &rest)) {
        sm_str names = dia_cut_word(&rest);
        dia_classes_add(b->d, &b->classes, names, rest);
    } else if ((dia_word(line->text, "class", &rest) || dia_word(line->text, "style", &rest)) &&
               rest.len > 0 && sm_str_find_char(rest, ' ') != SM_STR_NONE) {
        bool style = line->text.ptr[0] == 's';
        sm_str ids = dia_cut_word(&rest);
        while (sm_str_split(&ids, ',', &id)) {
            int index = dia_names_find(&b->names, sm_str_trim(id));
            if (index >= 0)
                *(style ? &b->all.items[index].css : &b->all.items[index].classes) = rest;
        }
    } else if (dia_word(line->text, "title", &rest) && rest.len > 0 && b->all.count == 1)
        b->d->title = rest;
    else if (!open_group(b, line))
        read_blocks(b, line);
}

static void measure(blocks *b, int index);

/* A group's columns are all as wide as its widest cell, its rows as high as their highest. */
static void measure_group(blocks *b, block *g)
{
    long columns = g->columns, count = 0;
    sm_pt cell = 0, title = g->label.count > 0 ? g->label.height + 6 : 0;
    for (int c = g->first; c >= 0; c = b->all.items[c].next) {
        measure(b, c);
        const block *x = &b->all.items[c];
        long span = columns > 0 && x->span > columns ? columns : x->span;
        sm_pt width = (x->width - gap * (sm_pt)(span - 1)) / (sm_pt)span;
        cell = width > cell ? width : cell;
        count += span;
    }
    if (columns <= 0)
        columns = count > 0 ? count : 1;
    cell = cell < 24 ? 24 : cell;
    g->columns = columns;
    sm_pt y = 0, row = 0;
    long at = 0;
    for (int c = g->first; c >= 0; c = b->all.items[c].next) {
        block *x = &b->all.items[c];
        long span = x->span > columns ? columns : x->span;
        if (at + span > columns) {
            y += row + gap;
            at = 0;
            row = 0;
        }
        x->box.x = (sm_pt)at * (cell + gap);
        x->box.y = y;
        x->box.width = (sm_pt)span * cell + (sm_pt)(span - 1) * gap;
        row = x->height > row ? x->height : row;
        at += span;
    }
    g->width = (sm_pt)columns * cell + (sm_pt)(columns - 1) * gap + 2 * group_pad;
    g->height = y + row + 2 * group_pad + title;
}

static void measure(blocks *b, int index)
{
    block *x = &b->all.items[index];
    dia_style style = dia_style_node(b->d);
    dia_classes_apply_all(&b->classes, x->classes, &style);
    dia_style_apply(&style, x->css);
    dia_style_finish(&style);
    sm_str text = x->text.ptr != NULL ? x->text : x->group ? (sm_str){0} : x->id;
    x->label = dia_label_make(
        b->d, text,
        (dia_label_style){
            .size = DIA_TEXT_SIZE, .bold = x->group, .wrap = DIA_WRAP, .ink = style.text});
    if (x->group) {
        measure_group(b, x);
        return;
    }
    dia_shape_measure(x->shape, x->label.width, x->label.height, &x->width, &x->height);
    if (x->arrow) {
        x->width += 24;
        x->height += 18;
    }
    if (x->space)
        x->width = 24;
}

/* From places in the group to places on the sheet; every cell of a row is as high as the row.
 */
static void settle(blocks *b, int index, sm_point origin)
{
    const block *g = &b->all.items[index];
    sm_pt title = g->label.count > 0 ? g->label.height + 6 : 0;
    for (int c = g->first; c >= 0; c = b->all.items[c].next) {
        sm_pt y = b->all.items[c].box.y, row = 0;
        int after = c;
        for (int k = c; k >= 0 && b->all.items[k].box.y <= y; k = b->all.items[k].next) {
            row = b->all.items[k].height > row ? b->all.items[k].height : row;
            after = k;
        }
        for (int k = c;; k = b->all.items[k].next) {
            block *x = &b->all.items[k];
            x->box.x += origin.x + group_pad;
            x->box.y = y + origin.y + group_pad + title;
            x->box.height = row;
            if (x->group)
                settle(b, k, (sm_point){x->box.x + (x->box.width - x->width) / 2, x->box.y});
            if (k == after)
                break;
        }
        c = after;
    }
}

static sm_path arrow_outline(dia *d, sm_rect r, sm_str to)
{
    sm_path p = sm_path_new(d->arena);
    sm_pt right = r.x + r.width, bottom = r.y + r.height, mx = r.x + r.width / 2,
          my = r.y + r.height / 2;
    bool upright = sm_str_find(to, SM_STR("up")) != SM_STR_NONE ||
                   sm_str_find(to, SM_STR("down")) != SM_STR_NONE ||
                   sm_str_equal(to, SM_STR("y"));
    bool head = sm_str_find(to, SM_STR("left")) != SM_STR_NONE ||
                sm_str_find(to, SM_STR("up")) != SM_STR_NONE || sm_str_among(to, "x|y");
    bool tail = !head || sm_str_find(to, SM_STR("right")) != SM_STR_NONE ||
                sm_str_find(to, SM_STR("down")) != SM_STR_NONE || sm_str_among(to, "x|y");
    sm_pt s = 14, in = upright ? r.width * 0.18 : r.height * 0.22;
    if (upright) {
        sm_path_move(&p, r.x + in, head ? r.y + s : r.y);
        if (head) {
            sm_path_line(&p, r.x, r.y + s);
            sm_path_line(&p, mx, r.y);
            sm_path_line(&p, right, r.y + s);
        }
        sm_path_line(&p, right - in, head ? r.y + s : r.y);
        sm_path_line(&p, right - in, tail ? bottom - s : bottom);
        if (tail) {
            sm_path_line(&p, right, bottom - s);
            sm_path_line(&p, mx, bottom);
            sm_path_line(&p, r.x, bottom - s);
        }
        sm_path_line(&p, r.x + in, tail ? bottom - s : bottom);
    } else {
        sm_path_move(&p, head ? r.x + s : r.x, r.y + in);
        sm_path_line(&p, tail ? right - s : right, r.y + in);
        if (tail) {
            sm_path_line(&p, right - s, r.y);
            sm_path_line(&p, right, my);
            sm_path_line(&p, right - s, bottom);
        }
        sm_path_line(&p, tail ? right - s : right, bottom - in);
        sm_path_line(&p, head ? r.x + s : r.x, bottom - in);
        if (head) {
            sm_path_line(&p, r.x + s, bottom);
            sm_path_line(&p, r.x, my);
            sm_path_line(&p, r.x + s, r.y);
        }
    }
    sm_path_close(&p);
    return p;
}

static void draw_block(blocks *b, const block *x)
{
    dia *d = b->d;
    if (x->space)
        return;
    dia_style style = x->group ? dia_style_cluster(d) : dia_style_node(d);
    dia_classes_apply_all(&b->classes, x->classes, &style);
    dia_style_apply(&style, x->css);
    dia_style_finish(&style);
    sm_point center = {x->box.x + x->box.width / 2, x->box.y + x->box.height / 2};
    if (x->group) {
        dia_box(d, x->box, 5, style.fill, style.stroke, style.width);
        dia_label_center(d, &x->label,
                         (sm_point){center.x, x->box.y + 6 + x->label.height / 2});
        return;
    }
    if (x->arrow) {
        sm_path path = arrow_outline(d, x->box, x->arrow_to);
        sm_scene_add_path(&d->scene, &path, style.fill, style.stroke, style.width);
    } else {
        sm_rect box = x->box;
        bool round = x->shape == DIA_CIRCLE || x->shape == DIA_DOUBLE_CIRCLE;
        if (round) {
            sm_pt side = box.width < box.height ? box.width : box.height;
            box = (sm_rect){center.x - side / 2, center.y - side / 2, side, side};
        }
        dia_shape_draw(d, x->shape, box, &style);
        center.y += dia_shape_label_shift(x->shape, box);
    }
    dia_label_center(d, &x->label, center);
}

static void draw_edge(blocks *b, const block_edge *e)
{
    dia *d = b->d;
    int from = dia_names_find(&b->names, e->from), to = dia_names_find(&b->names, e->to);
    if (from < 0 || to < 0 || from == to)
        return;
    const block *a = &b->all.items[from], *z = &b->all.items[to];
    sm_point p = {a->box.x + a->box.width / 2, a->box.y + a->box.height / 2};
    sm_point q = {z->box.x + z->box.width / 2, z->box.y + z->box.height / 2};
    dia_graph_curve curve = {SM_NEW_ARRAY(d->arena, sm_point, 4), 4};
    for (int i = 0; i < 4; i++)
        curve.points[i] = (sm_point){p.x + (q.x - p.x) * i / 3, p.y + (q.y - p.y) * i / 3};
    sm_path to_outline = dia_shape_outline(d->arena, z->shape, z->box);
    sm_path from_outline = dia_shape_outline(d->arena, a->shape, a->box);
    dia_curve_clip(d->arena, &curve, &to_outline);
    dia_curve_reverse(&curve);
    dia_curve_clip(d->arena, &curve, &from_outline);
    sm_point start = curve.points[curve.count - 1];
    dia_curve_shorten(&curve, dia_tip_length(e->look.from_tip));
    sm_point before_start = dia_curve_at(&curve, 0);
    dia_curve_reverse(&curve);
    sm_point end = curve.points[curve.count - 1];
    dia_curve_shorten(&curve, dia_tip_length(e->look.to_tip));
    dia_curve_draw(d, &curve, e->look.stroke, d->palette.line, DIA_LINE, 0, 0);
    dia_tip_draw(d, e->look.to_tip, curve.points[curve.count - 1], end, (sm_rect){0},
                 d->palette.line, DIA_LINE);
    dia_tip_draw(d, e->look.from_tip, before_start, start, (sm_rect){0}, d->palette.line,
                 DIA_LINE);
    if (e->look.text.len == 0)
        return;
    dia_label label = dia_label_edge(d, e->look.text);
    sm_point middle = {(start.x + end.x) / 2, (start.y + end.y) / 2};
    dia_box(d,
            (sm_rect){middle.x - label.width / 2 - 3, middle.y - label.height / 2 - 1,
                      label.width + 6, label.height + 2},
            2, d->palette.background, sm_ink_none(), 0);
    dia_label_center(d, &label, middle);
}

const sm_scene *dia_block(dia *d, size_t at)
{
    blocks b = {.d = d, .open = -1};
    add_block(&b, (block){.group = true, .span = 1});
    b.open = 0;
    dia_line line;
    while (dia_next_line(d, &at, &line)) {
        if (dia_acc_statement(d, &line, &at))
            continue;
        read_statement(&b, &line);
        if (b.at > at)
            at = b.at;
    }
    d->too_large = b.all.count >= dia_most(d, BLOCKS_MAX);
    if (b.all.count < 2 || d->too_large)
        return NULL;
    measure(&b, 0);
    settle(&b, 0, (sm_point){0, 0});
    for (size_t i = 1; i < b.all.count; i++)
        draw_block(&b, &b.all.items[i]);
    for (size_t i = 0; i < b.edges.count; i++)
        draw_edge(&b, &b.edges.items[i]);
    return dia_finish(d, "Block diagram", "%zu blocks, %zu connections", b.all.count - 1,
                      b.edges.count);
}
