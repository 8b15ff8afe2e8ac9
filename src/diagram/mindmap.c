/* Mind maps: a tree by indentation, half to the right of the root and half to the left. Kanban
 * boards have the same outline. */
#include "flow.h"
#include "kinds.h"
#include <string.h>

enum { DEPTH_MAX = 60, NODES_MAX = 5000 };

typedef struct mind_node {
    sm_str text, classes;
    dia_shape shape;
    bool bare; /* text only, on a line */
    size_t indent, depth, branch;
    int parent, first, last, next;
    sm_str metadata;
    size_t offset;
    /* places */
    dia_label label;
    sm_pt width, height, room; /* room: of the whole subtree */
    sm_point at;
} mind_node;

typedef struct mind {
    dia *d;
    struct SM_LIST(mind_node) nodes;
} mind;

/* "id[text]" and its relatives; "))text((" and ")text(" are clouds. */
static void read_text(const dia_line *line, mind_node *node)
{
    static const struct {
        const char *open, *close;
        dia_shape shape;
    } brackets[] = {{"((", "))", DIA_CIRCLE},  {"))", "((", DIA_ELLIPSE},
                    {"{{", "}}", DIA_HEXAGON}, {"[", "]", DIA_RECT},
                    {"(-", "-)", DIA_ELLIPSE}, {"(", ")", DIA_ROUND},
                    {")", "(", DIA_ELLIPSE}};
    sm_str text = line->text;
    size_t meta = sm_str_find(text, SM_STR("@{"));
    if (meta != SM_STR_NONE) {
        node->metadata = sm_str_from(text, meta + 2);
        text = sm_str_trim(sm_str_sub(text, 0, meta));
    }
    node->text = dia_unquoted(text);
    node->bare = true;
    node->shape = DIA_TEXT;
    size_t open = 0;
    while (open < text.len && strchr("[({)", text.ptr[open]) == NULL)
        open++;
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        sm_str o = sm_str_from_cstr(brackets[i].open), c = sm_str_from_cstr(brackets[i].close);
        sm_str rest = sm_str_from(text, open);
        if (!sm_str_starts(rest, o) || !sm_str_ends(rest, c) || rest.len < o.len + c.len)
            continue;
        node->text = dia_unquoted(sm_str_sub(rest, o.len, rest.len - o.len - c.len));
        node->shape = brackets[i].shape;
        node->bare = false;
        return;
    }
}

/* A quoted text may run over several lines. */
static void join_quoted(mind *m, dia_line *line, size_t *at)
{
    size_t quotes = 0;
    for (size_t i = 0; i < line->text.len; i++)
        quotes += line->text.ptr[i] == '"' ? 1 : 0;
    if (quotes % 2 == 0)
        return;
    sm_str rest = sm_str_from(m->d->text, *at);
    size_t close = sm_str_find_char(rest, '"');
    if (close == SM_STR_NONE)
        return;
    size_t end = close;
    while (end < rest.len && rest.ptr[end] != '\n')
        end++;
    const char *from = line->text.ptr;
    line->text = sm_str_trim((sm_str){from, (size_t)(rest.ptr + end - from)});
    *at += end;
}

static void add_node(mind *m, mind_node node)
{
    int index = (int)m->nodes.count, parent = -1;
    for (int i = index - 1; i >= 0; i = m->nodes.items[i].parent)
        if (m->nodes.items[i].indent < node.indent && m->nodes.items[i].depth < DEPTH_MAX) {
            parent = i;
            break;
        }
    if (parent < 0 && index > 0) { /* Mermaid wants one root; what else is there hangs on it */
        parent = 0;
        dia_report(m->d, SM_DIAG_DIAGRAM_SYNTAX, node.offset, "there can be only one root");
    }
    node.parent = parent;
    node.first = node.last = node.next = -1;
    node.depth = parent >= 0 ? m->nodes.items[parent].depth + 1 : 0;
    if (parent >= 0) {
        mind_node *p = &m->nodes.items[parent];
        size_t siblings = 0;
        for (int i = p->first; i >= 0 && parent == 0; i = m->nodes.items[i].next)
            siblings++;
        node.branch = parent == 0 ? siblings : p->branch;
        if (p->last >= 0)
            m->nodes.items[p->last].next = index;
        else
            p->first = index;
        p->last = index;
    }
    SM_LIST_ADD(m->d->arena, &m->nodes, node);
}

static void read_outline(mind *m, size_t at)
{
    dia_line line;
    sm_str rest;
    while (dia_next_line(m->d, &at, &line) && m->nodes.count < dia_most(m->d, NODES_MAX)) {
        if (dia_acc_statement(m->d, &line, &at))
            continue;
        mind_node *last = m->nodes.count > 0 ? &m->nodes.items[m->nodes.count - 1] : NULL;
        if (sm_str_starts(line.text, SM_STR("::icon(")))
            continue;
        if (sm_str_starts(line.text, SM_STR(":::"))) {
            if (last != NULL)
                last->classes = sm_str_from(line.text, 3);
            continue;
        }
        if (last == NULL && dia_word(line.text, "title", &rest)) {
            m->d->title = rest;
            continue;
        }
        mind_node node = {.indent = line.indent, .offset = line.offset};
        join_quoted(m, &line, &at);
        read_text(&line, &node);
        add_node(m, node);
    }
}

static void measure(mind *m, mind_node *n)
{
    dia *d = m->d;
    n->label = dia_label_make(d, n->text,
                              (dia_label_style){.size = n->depth == 0 ? 12.5 : DIA_TEXT_SIZE,
                                                .bold = n->depth == 0,
                                                .wrap = 150,
                                                .markdown = true,
                                                .ink = n->depth == 0 && n->shape != DIA_TEXT
                                                           ? sm_ink_solid(0xffffff)
                                                           : d->palette.text});
    if (n->depth == 0 && n->shape == DIA_TEXT) {
        n->shape = DIA_STADIUM;
        n->label.ink = sm_ink_solid(0xffffff);
    }
    dia_shape_measure(n->shape, n->label.width, n->label.height, &n->width, &n->height);
    if (n->shape == DIA_TEXT) {
        n->width = n->label.width + 12;
        n->height = n->label.height + 7;
    }
}

/* Children come after their parents, so that going backwards adds them up first. */
static void add_rooms(mind *m)
{
    const sm_pt gap = 9;
    for (size_t i = m->nodes.count; i-- > 0;) {
        mind_node *n = &m->nodes.items[i];
        sm_pt children = 0;
        for (int c = n->first; c >= 0; c = m->nodes.items[c].next)
            children += m->nodes.items[c].room + (c != n->first ? gap : 0);
        n->room = children > n->height ? children : n->height;
    }
}

/* The children from FIRST up to END, stacked beside their parent; SIDE: 1 right, -1 left. */
static void place_children(mind *m, const mind_node *parent, int first, int end, sm_pt side)
{
    const sm_pt gap = 9, step = 34;
    sm_pt total = -gap;
    for (int c = first; c >= 0 && c != end; c = m->nodes.items[c].next)
        total += m->nodes.items[c].room + gap;
    sm_pt y = parent->at.y - total / 2;
    for (int c = first; c >= 0 && c != end; c = m->nodes.items[c].next) {
        mind_node *n = &m->nodes.items[c];
        n->at.x = parent->at.x + side * (parent->width / 2 + step + n->width / 2);
        n->at.y = y + n->room / 2;
        y += n->room + gap;
    }
}

static void place(mind *m)
{
    mind_node *root = &m->nodes.items[0];
    sm_pt total = 0, sum = 0;
    for (int c = root->first; c >= 0; c = m->nodes.items[c].next)
        total += m->nodes.items[c].room;
    int split = root->first, children = 0;
    for (; split >= 0 && (sum < total / 2 || children < 1);
         split = m->nodes.items[split].next) {
        sum += m->nodes.items[split].room;
        children++;
    }
    place_children(m, root, root->first, split, 1);
    if (split >= 0)
        place_children(m, root, split, -1, -1);
    for (size_t i = 1; i < m->nodes.count; i++) {
        const mind_node *n = &m->nodes.items[i];
        place_children(m, n, n->first, -1, n->at.x >= root->at.x ? 1 : -1);
    }
}

static sm_ink branch_ink(const mind *m, const mind_node *n)
{
    return sm_ink_solid(dia_series_color(m->d, n->branch));
}

static void draw_link(mind *m, const mind_node *n)
{
    const mind_node *p = &m->nodes.items[n->parent];
    sm_pt side = n->at.x >= p->at.x ? 1 : -1;
    sm_pt from = p->at.x + side * p->width / 2, to = n->at.x - side * n->width / 2;
    /* Bare texts stand on their line. */
    sm_pt from_y = p->shape == DIA_TEXT ? p->at.y + p->height / 2 : p->at.y;
    sm_pt to_y = n->shape == DIA_TEXT ? n->at.y + n->height / 2 : n->at.y;
    if (n->parent == 0)
        from = p->at.x + side * p->width * 0.4;
    sm_path path = sm_path_new(m->d->arena);
    sm_path_move(&path, from, from_y);
    sm_path_curve(&path, (sm_point){(from + to) / 2, from_y}, (sm_point){(from + to) / 2, to_y},
                  (sm_point){to, to_y});
    if (n->shape == DIA_TEXT)
        sm_path_line(&path, to + side * n->width, to_y);
    sm_pt width = n->depth == 1 ? 2.4 : n->depth == 2 ? 1.7 : 1.2;
    sm_scene_add_path(&m->d->scene, &path, sm_ink_none(), branch_ink(m, n), width)
        ->as.path.round = true;
}

static void draw_node(mind *m, const mind_node *n)
{
    dia *d = m->d;
    dia_style style = dia_style_node(d);
    style.stroke = n->depth == 0 ? sm_ink_theme(d->theme, SM_INK_ACCENT) : branch_ink(m, n);
    style.fill = n->depth == 0 ? sm_ink_solid(d->theme->accent_color) : style.stroke;
    style.fill.opacity = n->depth == 0 ? 1 : 0.14;
    sm_rect box = {n->at.x - n->width / 2, n->at.y - n->height / 2, n->width, n->height};
    if (n->depth == 0) {
        style.stroke = style.fill;
    } else if (n->shape != DIA_TEXT) {
        sm_path outline = dia_shape_outline(d->arena, n->shape, box);
        sm_scene_add_path(&d->scene, &outline, d->palette.background, sm_ink_none(), 0);
    }
    dia_shape_draw(d, n->shape, box, &style);
    dia_label_center(d, &n->label, n->at);
}

const sm_scene *dia_mindmap(dia *d, size_t at)
{
    mind m = {.d = d};
    read_outline(&m, at);
    d->too_large = m.nodes.count >= dia_most(d, NODES_MAX);
    if (m.nodes.count == 0 || d->too_large)
        return NULL;
    for (size_t i = 0; i < m.nodes.count; i++)
        measure(&m, &m.nodes.items[i]);
    add_rooms(&m);
    place(&m);
    for (size_t i = m.nodes.count; i-- > 1;)
        draw_link(&m, &m.nodes.items[i]);
    for (size_t i = 0; i < m.nodes.count; i++)
        draw_node(&m, &m.nodes.items[i]);
    return dia_finish(d, "Mind map", "%zu topics", m.nodes.count);
}

/* "key: value" in a card's metadata. */
static sm_str metadata(sm_str text, const char *key)
{
    sm_str piece;
    while (sm_str_split(&text, ',', &piece)) {
        sm_str rest;
        if (!dia_word(sm_str_trim(piece), key, &rest) || rest.len == 0 || rest.ptr[0] != ':')
            continue;
        rest = sm_str_trim(sm_str_from(rest, 1));
        while (rest.len > 0 && rest.ptr[rest.len - 1] == '}')
            rest = sm_str_trim(sm_str_sub(rest, 0, rest.len - 1));
        return dia_unquoted(rest);
    }
    return (sm_str){0};
}

static sm_pt draw_card(mind *m, const mind_node *card, sm_point at, sm_pt width)
{
    dia *d = m->d;
    dia_label text = dia_label_make(
        d,
        metadata(card->metadata, "label").len > 0 ? metadata(card->metadata, "label")
                                                  : card->text,
        (dia_label_style){.size = DIA_SMALL_SIZE, .wrap = width - 18, .ink = d->palette.text});
    sm_str ticket = metadata(card->metadata, "ticket"),
           who = metadata(card->metadata, "assigned");
    sm_str priority = metadata(card->metadata, "priority");
    sm_buf foot = sm_buf_new(d->arena);
    const sm_str parts[] = {ticket, priority, who};
    for (int i = 0; i < 3; i++)
        if (parts[i].len > 0) {
            sm_buf_add_cstr(&foot, foot.len > 0 ? " \xC2\xB7 " : "");
            sm_buf_add_str(&foot, parts[i]);
        }
    dia_label below = dia_label_make(
        d, sm_buf_str(&foot),
        (dia_label_style){.size = 8.25, .wrap = width - 18, .ink = d->palette.muted});
    sm_pt height = text.height + below.height + (below.count > 0 ? 3 : 0) + 13;
    dia_box(d, (sm_rect){at.x, at.y, width, height}, 4, d->palette.background,
            d->palette.group_stroke, 1);
    if (priority.len > 0) {
        bool high = sm_str_among(priority, "High|Very High|Highest|Critical");
        sm_ink mark = sm_ink_theme(d->theme, high ? SM_INK_CAUTION : SM_INK_NOTE);
        dia_box(d, (sm_rect){at.x, at.y + 3, 2.5, height - 6}, 1, mark, sm_ink_none(), 0);
    }
    dia_label_left(d, &text, (sm_point){at.x + 9, at.y + 6});
    dia_label_left(d, &below, (sm_point){at.x + 9, at.y + 9 + text.height});
    return height;
}

static void draw_column(mind *m, size_t column, size_t nth, sm_pt height)
{
    const sm_pt width = 156, gap = 10;
    dia *d = m->d;
    const mind_node *c = &m->nodes.items[column];
    sm_pt x = (sm_pt)nth * (width + gap);
    sm_ink fill = sm_ink_solid(dia_series_color(d, nth));
    fill.opacity = 0.1;
    if (height > 0)
        dia_box(d, (sm_rect){x, 0, width, height}, 5, fill, sm_ink_none(), 0);
    dia_label title = dia_label_title(d, c->text, width - 20);
    dia_label_center(d, &title, (sm_point){x + width / 2, 8 + title.height / 2});
    sm_pt y = title.height + 16;
    for (size_t i = column + 1; i < m->nodes.count && m->nodes.items[i].indent > c->indent; i++)
        y += draw_card(m, &m->nodes.items[i], (sm_point){x + 7, y}, width - 14) + 7;
}

/* How high a column's cards come: drawn once aside, and measured. */
static sm_pt column_height(mind *m, size_t column)
{
    sm_scene_builder kept = m->d->scene;
    m->d->scene = sm_scene_build(m->d->arena);
    draw_column(m, column, 0, 0);
    sm_pt bottom = 40;
    for (const sm_mark *mark = m->d->scene.first; mark != NULL; mark = mark->next)
        for (size_t i = 0; mark->kind == SM_MARK_PATH && i < mark->as.path.count; i++)
            if (mark->as.path.segments[i].to.y + 8 > bottom)
                bottom = mark->as.path.segments[i].to.y + 8;
    m->d->scene = kept;
    return bottom;
}

const sm_scene *dia_kanban(dia *d, size_t at)
{
    mind m = {.d = d};
    dia_line line;
    while (dia_next_line(d, &at, &line) && m.nodes.count < dia_most(d, NODES_MAX)) {
        if (sm_str_starts(line.text, SM_STR("::icon(")) ||
            sm_str_starts(line.text, SM_STR(":::")))
            continue;
        mind_node node = {.indent = line.indent, .offset = line.offset};
        join_quoted(&m, &line, &at);
        read_text(&line, &node);
        SM_LIST_ADD(d->arena, &m.nodes, node);
    }
    d->too_large = m.nodes.count >= dia_most(d, NODES_MAX);
    if (m.nodes.count == 0 || d->too_large)
        return NULL;
    size_t least = m.nodes.items[0].indent, columns = 0;
    sm_pt height = 0;
    for (size_t i = 0; i < m.nodes.count; i++)
        least = m.nodes.items[i].indent < least ? m.nodes.items[i].indent : least;
    for (size_t i = 0; i < m.nodes.count; i++)
        if (m.nodes.items[i].indent == least || i == 0) {
            sm_pt needs = column_height(&m, i);
            height = needs > height ? needs : height;
        }
    for (size_t i = 0; i < m.nodes.count; i++)
        if (m.nodes.items[i].indent == least || i == 0)
            draw_column(&m, i, columns++, height);
    return dia_finish(d, "Kanban board", "%zu columns, %zu cards", columns,
                      m.nodes.count - columns);
}
