/* UML class diagrams. */
#include "kinds.h"
#include "net.h"
#include "flow.h"
#include <string.h>

enum { DEPTH_MAX = 16 };

typedef struct labels SM_LIST(dia_label) labels;

typedef struct class_box {
    sm_str id, text;
    int node, cluster;
    sm_str classes, css;
    sm_str_builder annotations, attributes, methods;
    /* places */
    labels heads, fields, operations;
    sm_pt head_height, fields_height;
} class_box;

typedef struct classes {
    dia *d;
    struct SM_LIST(class_box *) boxes;
    dia_names names, spaces;
    dia_classes styles;
    dia_net net;
    class_box *open;
    int cluster;
    int outer[DEPTH_MAX];
    size_t depth;
    size_t relations;
} classes;

/* "List~T~" as "List<T>"; inner pairs too. */
static sm_str with_generics(dia *d, sm_str text)
{
    if (sm_str_find_char(text, '~') == SM_STR_NONE)
        return text;
    sm_buf buf = sm_buf_new(d->arena);
    size_t total = 0, seen = 0;
    for (size_t i = 0; i < text.len; i++)
        total += text.ptr[i] == '~' ? 1 : 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '~') {
            sm_buf_add_char(&buf, text.ptr[i]);
            continue;
        }
        /* A visibility "~" stands before everything; of the rest one half opens. */
        if (i == 0 && total % 2 == 1) {
            sm_buf_add_char(&buf, '~');
            total--;
            continue;
        }
        bool word_follows = i + 1 < text.len && (sm_is_alnum(text.ptr[i + 1]) ||
                                                 (unsigned char)text.ptr[i + 1] >= 0x80);
        bool opens = seen < total / 2 + (total % 2) && word_follows;
        seen += opens ? 1 : 0;
        sm_buf_add_cstr(&buf, opens ? "<" : ">");
    }
    return sm_buf_str(&buf);
}

static sm_str unticked(sm_str text)
{
    text = sm_str_trim(text);
    if (text.len >= 2 && text.ptr[0] == '`' && text.ptr[text.len - 1] == '`')
        return sm_str_sub(text, 1, text.len - 2);
    return text;
}

static class_box *class_named(classes *c, sm_str id)
{
    id = unticked(id);
    sm_str key = id;
    size_t tilde = sm_str_find_char(id, '~');
    if (tilde != SM_STR_NONE && tilde > 0)
        key = sm_str_sub(id, 0, tilde);
    int index = dia_names_find(&c->names, key);
    if (SM_LIST_HAS(&c->boxes, index)) {
        class_box *known = c->boxes.items[index];
        if (tilde != SM_STR_NONE && sm_str_equal(known->text, key))
            known->text = id;
        if (known->cluster < 0)
            known->cluster = c->cluster;
        return known;
    }
    class_box *box = SM_NEW(c->d->arena, class_box);
    *box = (class_box){.id = key, .text = id, .cluster = c->cluster};
    SM_LIST_ADD(c->d->arena, &c->boxes, box);
    dia_names_add(c->d->arena, &c->names, key, (int)c->boxes.count - 1);
    dia_net_add_node(c->d, &c->net, DIA_RECT, (dia_label){0}, -1);
    box->node = (int)c->net.nodes.count - 1;
    return box;
}

/* "name(arguments) Type" as UML has it: "name(arguments) : Type". */
static sm_str with_colon(sm_arena *arena, sm_str method)
{
    size_t close = method.len;
    while (close > 0 && method.ptr[close - 1] != ')')
        close--;
    sm_str type = sm_str_trim(sm_str_from(method, close));
    if (close == 0 || type.len == 0 || strchr("*$:{", type.ptr[0]) != NULL)
        return method;
    return sm_str_printf(arena, "%.*s : %.*s", SM_STR_ARG(sm_str_sub(method, 0, close)),
                         SM_STR_ARG(type));
}

static void add_member(classes *c, class_box *box, sm_str text)
{
    text = sm_str_trim(text);
    if (text.len == 0)
        return;
    sm_arena *arena = c->d->arena;
    if (text.len > 4 && sm_str_starts(text, SM_STR("<<")) && sm_str_ends(text, SM_STR(">>"))) {
        sm_str name = sm_str_trim(sm_str_sub(text, 2, text.len - 4));
        SM_LIST_ADD(arena, &box->annotations, name);
    } else if (sm_str_find_char(text, '(') != SM_STR_NONE)
        SM_LIST_ADD(arena, &box->methods, with_colon(arena, text));
    else
        SM_LIST_ADD(arena, &box->attributes, text);
}

/* "Name", "Name~T~", "Name["Label"]", with ":::css" and "<<annotation>>". */
static class_box *read_name(classes *c, sm_str text)
{
    sm_str css = {0}, label = {0}, note = {0};
    size_t angle = sm_str_find(text, SM_STR("<<"));
    if (angle != SM_STR_NONE && angle > 0) {
        note = sm_str_from(text, angle);
        text = sm_str_trim(sm_str_sub(text, 0, angle));
    }
    size_t mark = sm_str_find(text, SM_STR(":::"));
    if (mark != SM_STR_NONE) {
        css = sm_str_trim(sm_str_from(text, mark + 3));
        text = sm_str_trim(sm_str_sub(text, 0, mark));
    }
    size_t open = sm_str_find_char(text, '[');
    if (open != SM_STR_NONE && open > 0 && text.ptr[text.len - 1] == ']') {
        label = dia_unquoted(sm_str_sub(text, open + 1, text.len - open - 2));
        text = sm_str_trim(sm_str_sub(text, 0, open));
    }
    class_box *box = class_named(c, dia_unquoted(text));
    if (label.len > 0)
        box->text = label;
    if (css.len > 0)
        box->classes = css;
    if (note.len > 0)
        add_member(c, box, note);
    return box;
}

typedef struct relation {
    dia_tip from, to;
    bool dotted;
    size_t at, length;
} relation;

/* The relation's sign in TEXT, outside quotes: "<|--", "*..", "--o", "()--", "..>". */
static bool find_relation(sm_str text, relation *r)
{
    bool quoted = false;
    for (size_t i = 0; i + 1 < text.len; i++) {
        char a = text.ptr[i], b = text.ptr[i + 1];
        if (a == '"' || a == '`')
            quoted = !quoted;
        if (quoted || !((a == '-' && b == '-') || (a == '.' && b == '.')))
            continue;
        *r = (relation){.at = i, .length = 2, .dotted = a == '.'};
        while (r->at + r->length < text.len && text.ptr[r->at + r->length] == a)
            r->length++;
        sm_str left = sm_str_sub(text, 0, i), right = sm_str_from(text, r->at + r->length);
        static const struct {
            const char *left, *right;
            dia_tip tip;
            bool letter;
        } tips[] = {{"<|", "|>", DIA_TIP_TRIANGLE, false},
                    {"()", "()", DIA_TIP_LOLLIPOP, false},
                    {"<", ">", DIA_TIP_OPEN, false},
                    {"*", "*", DIA_TIP_DIAMOND_FILLED, false},
                    {"o", "o", DIA_TIP_DIAMOND, true}};
        for (size_t t = 0; t < sizeof tips / sizeof *tips; t++) {
            sm_str l = sm_str_from_cstr(tips[t].left), rr = sm_str_from_cstr(tips[t].right);
            bool apart =
                !tips[t].letter || left.len <= 1 || !sm_is_alnum(left.ptr[left.len - 2]);
            if (r->from == DIA_TIP_NONE && sm_str_ends(left, l) && apart) {
                r->from = tips[t].tip;
                r->at -= l.len;
                r->length += l.len;
            }
            apart = !tips[t].letter || right.len <= 1 || !sm_is_alnum(right.ptr[1]);
            if (r->to == DIA_TIP_NONE && sm_str_starts(right, rr) && apart) {
                r->to = tips[t].tip;
                r->length += rr.len;
            }
        }
        return true;
    }
    return false;
}

/* The quoted cardinality beside the sign, cut off. */
static sm_str cut_cardinality(sm_str *text, bool at_end)
{
    sm_str t = sm_str_trim(*text);
    *text = t;
    if (t.len < 2 || t.ptr[at_end ? t.len - 1 : 0] != '"')
        return (sm_str){0};
    size_t other = at_end ? t.len - 2 : 1;
    while (other > 0 && other < t.len && t.ptr[other] != '"')
        other += at_end ? (size_t)-1 : 1;
    if (other >= t.len || (at_end && t.ptr[other] != '"'))
        return (sm_str){0};
    if (at_end) {
        *text = sm_str_trim(sm_str_sub(t, 0, other));
        return sm_str_sub(t, other + 1, t.len - other - 2);
    }
    *text = sm_str_trim(sm_str_from(t, other + 1));
    return sm_str_sub(t, 1, other - 1);
}

/* The colon before a label, not the one of ":::". */
static size_t find_colon(sm_str text)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '`')
            quoted = !quoted;
        if (quoted || text.ptr[i] != ':')
            continue;
        if (!sm_str_starts(sm_str_from(text, i), SM_STR(":::")))
            return i;
        i += 2;
    }
    return SM_STR_NONE;
}

static bool read_relation(classes *c, sm_str text)
{
    relation r;
    size_t colon = find_colon(text);
    sm_str head = sm_str_trim(sm_str_sub(text, 0, colon));
    if (!find_relation(head, &r))
        return false;
    sm_str label =
        colon != SM_STR_NONE ? sm_str_trim(sm_str_from(text, colon + 1)) : (sm_str){0};
    sm_str left = sm_str_sub(head, 0, r.at), right = sm_str_from(head, r.at + r.length);
    sm_str from_many = cut_cardinality(&left, true), to_many = cut_cardinality(&right, false);
    if (left.len == 0 || right.len == 0)
        return false;
    int from = read_name(c, left)->node, to = read_name(c, right)->node;
    dia *d = c->d;
    dia_net_edge *edge = dia_net_add_edge(d, &c->net, from, to);
    edge->from_tip = r.from;
    edge->to_tip = r.to;
    edge->stroke = r.dotted ? DIA_DOTTED : DIA_SOLID;
    if (label.len > 0)
        edge->label = dia_label_edge(d, dia_unquoted(label));
    if (from_many.len > 0)
        edge->from_label = dia_label_edge(d, from_many);
    if (to_many.len > 0)
        edge->to_label = dia_label_edge(d, to_many);
    c->relations++;
    return true;
}

static bool read_note(classes *c, sm_str rest)
{
    sm_str target = {0}, text = rest, of;
    if (dia_word(rest, "for", &of)) {
        text = of;
        size_t quote = sm_str_find_char(text, '"');
        target = sm_str_trim(sm_str_sub(text, 0, quote));
        text = sm_str_from(text, quote == SM_STR_NONE ? text.len : quote);
    }
    dia *d = c->d;
    dia_label label = dia_label_make(d, dia_unquoted(text),
                                     (dia_label_style){.size = DIA_SMALL_SIZE,
                                                       .wrap = DIA_WRAP,
                                                       .ink = d->palette.note_text});
    dia_net_node *note = dia_net_add_node(d, &c->net, DIA_RECT, label, -1);
    note->style.fill = d->palette.note_fill;
    note->style.stroke = d->palette.note_stroke;
    int index = (int)c->net.nodes.count - 1;
    if (target.len == 0)
        return true;
    class_box *box = class_named(c, target);
    dia_net_edge *edge = dia_net_add_edge(d, &c->net, index, box->node);
    edge->to_tip = DIA_TIP_NONE;
    edge->stroke = DIA_DOTTED;
    return true;
}

static bool read_style(classes *c, const dia_line *line)
{
    sm_str rest, ids, id;
    if (dia_word(line->text, "classDef", &rest)) {
        sm_str names = dia_cut_word(&rest);
        dia_classes_add(c->d, &c->styles, names, rest);
        return true;
    }
    bool css = dia_word(line->text, "cssClass", &rest);
    if (!css && !dia_word(line->text, "style", &rest))
        return false;
    if (css && rest.len > 0 && rest.ptr[0] == '"') {
        size_t close = sm_str_find_char(sm_str_from(rest, 1), '"');
        ids = sm_str_sub(rest, 1, close);
        rest = close == SM_STR_NONE ? (sm_str){0} : sm_str_trim(sm_str_from(rest, close + 2));
    } else
        ids = dia_cut_word(&rest);
    while (sm_str_split(&ids, ',', &id)) {
        class_box *box = class_named(c, sm_str_trim(id));
        if (css)
            box->classes = rest;
        else
            box->css = rest;
    }
    return true;
}

static bool read_click(classes *c, const dia_line *line)
{
    sm_str rest, href;
    if (dia_word(line->text, "callback", &rest))
        return true;
    if (!dia_word(line->text, "click", &rest) && !dia_word(line->text, "link", &rest))
        return false;
    sm_str id = dia_cut_word(&rest);
    if (dia_word(rest, "href", &href))
        rest = href;
    if (rest.len > 1 && rest.ptr[0] == '"') {
        size_t close = sm_str_find_char(sm_str_from(rest, 1), '"');
        int node = class_named(c, id)->node;
        if (SM_LIST_HAS(&c->net.nodes, node))
            c->net.nodes.items[node].url = sm_str_sub(rest, 1, close);
    }
    return true;
}

static void open_space(classes *c, sm_str text)
{
    if (text.len > 0 && text.ptr[text.len - 1] == '{')
        text = sm_str_trim(sm_str_sub(text, 0, text.len - 1));
    if (c->depth >= DEPTH_MAX)
        return;
    dia *d = c->d;
    int known = dia_names_find(&c->spaces, text);
    if (known < 0) {
        dia_label title = dia_label_title(d, dia_unquoted(unticked(text)), 240);
        dia_net_add_cluster(d, &c->net, c->cluster, title);
        known = (int)c->net.clusters.count - 1;
        dia_names_add(d->arena, &c->spaces, text, known);
    }
    c->outer[c->depth++] = c->cluster;
    c->cluster = known;
}

/* Whether the semicolon at AT ends an entity, as in "&lt;". */
static bool ends_entity(sm_str text, size_t at)
{
    size_t i = at;
    while (i > 0 && at - i < 10 && (sm_is_alnum(text.ptr[i - 1]) || text.ptr[i - 1] == '#'))
        i--;
    return i > 0 && i < at && (text.ptr[i - 1] == '&' || text.ptr[i] == '#');
}

/* The members in TEXT, with semicolons between them. */
static void split_members(classes *c, sm_str text)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && (text.ptr[i] != ';' || ends_entity(text, i)))
            continue;
        add_member(c, c->open, sm_str_sub(text, start, i - start));
        start = i + 1;
    }
}

/* What stands between a class's braces on one line. */
static void read_members(classes *c, sm_str text)
{
    size_t close = sm_str_find_char(text, '}');
    /* "{abstract}" and the like are part of a member. */
    size_t open = sm_str_find_char(text, '{');
    if (close != SM_STR_NONE && open != SM_STR_NONE && open < close)
        close = SM_STR_NONE;
    if (c->open != NULL)
        split_members(c, sm_str_sub(text, 0, close));
    if (close != SM_STR_NONE)
        c->open = NULL;
}

static void read_class(classes *c, sm_str rest)
{
    size_t brace = sm_str_find_char(rest, '{');
    sm_str name = sm_str_trim(sm_str_sub(rest, 0, brace));
    if (name.len == 0)
        return;
    size_t colon = find_colon(name);
    class_box *box = read_name(c, sm_str_trim(sm_str_sub(name, 0, colon)));
    if (colon != SM_STR_NONE)
        add_member(c, box, sm_str_from(name, colon + 1));
    if (brace == SM_STR_NONE)
        return;
    c->open = box;
    read_members(c, sm_str_from(rest, brace + 1));
}

/* "&lt;&lt;interface&gt;&gt;": a page that shows the source as HTML wants it like this. */
static sm_str with_angles(sm_arena *arena, sm_str text)
{
    if (sm_str_find(text, SM_STR("&lt;&lt;")) == SM_STR_NONE)
        return text;
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < text.len; i++) {
        sm_str rest = sm_str_from(text, i);
        bool less = sm_str_starts(rest, SM_STR("&lt;"));
        bool entity = less || sm_str_starts(rest, SM_STR("&gt;"));
        sm_buf_add_char(&buf, !entity ? text.ptr[i] : less ? '<' : '>');
        i += entity ? 3 : 0;
    }
    return sm_buf_str(&buf);
}

/* "interface Name {" as other languages have it. */
static bool read_kind_of_class(classes *c, const dia_line *line)
{
    static const char *const kinds[] = {"interface", "enum", "abstract class"};
    sm_str rest;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!dia_word(line->text, kinds[i], &rest) || rest.len == 0 || !sm_is_alnum(*rest.ptr))
            continue;
        dia_report(c->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset,
                   "a class begins with \"class\", what it is stands below in <<...>>");
        sm_str name = sm_str_sub(rest, 0, sm_str_find_char(rest, '{'));
        read_class(c, rest);
        sm_str kind = i == 2 ? SM_STR("abstract") : sm_str_from_cstr(kinds[i]);
        SM_LIST_ADD(c->d->arena, &class_named(c, name)->annotations, kind);
        return true;
    }
    return false;
}

static void read_statement(classes *c, const dia_line *line)
{
    sm_str rest, text = line->text;
    if (c->open != NULL) {
        read_members(c, text);
        return;
    }
    if (text.ptr[0] == '}') {
        if (c->depth > 0)
            c->cluster = c->outer[--c->depth];
        return;
    }
    if (dia_word(text, "direction", &rest)) {
        dia_direction_named(rest, &c->net.direction);
        return;
    }
    if (dia_word(text, "namespace", &rest)) {
        open_space(c, rest);
        return;
    }
    if (dia_word(text, "title", &rest) && rest.len > 0 && find_colon(text) == SM_STR_NONE) {
        c->d->title = rest;
        return;
    }
    if (dia_word(text, "class", &rest) && rest.len > 0) {
        read_class(c, rest);
        return;
    }
    if (sm_str_starts(text, SM_STR("<<"))) {
        size_t close = sm_str_find(text, SM_STR(">>"));
        if (close != SM_STR_NONE && sm_str_trim(sm_str_from(text, close + 2)).len > 0) {
            class_box *box = class_named(c, sm_str_from(text, close + 2));
            add_member(c, box, sm_str_sub(text, 0, close + 2));
            return;
        }
    }
    if ((dia_word(text, "note", &rest) && read_note(c, rest)) || read_style(c, line) ||
        read_click(c, line) || read_relation(c, text) || read_kind_of_class(c, line))
        return;
    size_t colon = find_colon(text);
    if (colon != SM_STR_NONE && colon > 0)
        add_member(c, read_name(c, sm_str_trim(sm_str_sub(text, 0, colon))),
                   sm_str_from(text, colon + 1));
    else if (sm_str_find_char(text, ' ') == SM_STR_NONE || text.ptr[0] == '`')
        read_name(c, text);
    else
        dia_report(c->d, SM_DIAG_DIAGRAM_LINE_IGNORED, line->offset, "%.*s",
                   SM_STR_ARG(sm_utf8_clip(text, 60)));
}

static sm_pt draw_rows(dia *d, const labels *rows, sm_pt x, sm_pt y)
{
    for (size_t i = 0; i < rows->count; i++) {
        dia_label_left(d, &rows->items[i], (sm_point){x, y});
        y += rows->items[i].height + 1;
    }
    return y;
}

static void draw_rule(dia *d, const dia_net_node *node, sm_rect box, sm_pt y)
{
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, box.x, y);
    sm_path_line(&path, box.x + box.width, y);
    sm_scene_add_path(&d->scene, &path, sm_ink_none(), node->style.stroke, node->style.width);
}

static void draw_class(dia *d, const dia_net_node *node, sm_rect box)
{
    const class_box *c = node->model;
    sm_pt y = box.y + 6;
    for (size_t i = 0; i < c->heads.count; i++) {
        const dia_label *l = &c->heads.items[i];
        dia_label_center(d, l, (sm_point){box.x + box.width / 2, y + l->height / 2});
        y += l->height;
    }
    y = box.y + c->head_height;
    draw_rule(d, node, box, y);
    draw_rows(d, &c->fields, box.x + 9, y + 4);
    y += c->fields_height;
    if (c->operations.count > 0 || c->fields.count > 0)
        draw_rule(d, node, box, y);
    draw_rows(d, &c->operations, box.x + 9, y + 4);
}

static sm_pt measure_rows(classes *c, const sm_str_builder *texts, labels *rows, sm_ink ink,
                          sm_pt *width)
{
    dia *d = c->d;
    sm_pt height = 0;
    for (size_t i = 0; i < texts->count; i++) {
        sm_str text = texts->items[i];
        dia_label_style style = {
            .size = DIA_SMALL_SIZE, .ink = ink, .literal = true, .wrap = 320};
        /* "*" makes a method abstract, "$" a member static. */
        if (text.len > 1 && (text.ptr[text.len - 1] == '*' || text.ptr[text.len - 1] == '$')) {
            style.italic = text.ptr[text.len - 1] == '*';
            text = sm_str_sub(text, 0, text.len - 1);
        }
        dia_label label = dia_label_make(d, with_generics(d, text), style);
        SM_LIST_ADD(d->arena, rows, label);
        height += label.height + 1;
        *width = label.width + 20 > *width ? label.width + 20 : *width;
    }
    return height;
}

static void measure(classes *c, class_box *box)
{
    dia *d = c->d;
    dia_net_node *node = &c->net.nodes.items[box->node];
    node->cluster = box->cluster;
    dia_classes_apply(&c->styles, SM_STR("default"), &node->style);
    dia_classes_apply_all(&c->styles, box->classes, &node->style);
    dia_style_apply(&node->style, box->css);
    dia_style_finish(&node->style);
    sm_ink ink = node->style.text;
    sm_pt width = 60, height = 12;
    for (size_t i = 0; i < box->annotations.count; i++) {
        sm_str text = sm_str_printf(d->arena, "\xC2\xAB%.*s\xC2\xBB",
                                    SM_STR_ARG(box->annotations.items[i]));
        dia_label l = dia_label_make(d, text, (dia_label_style){.size = 8.5, .ink = ink});
        SM_LIST_ADD(d->arena, &box->heads, l);
    }
    dia_label name = dia_label_make(
        d, with_generics(d, box->text),
        (dia_label_style){.size = DIA_TEXT_SIZE, .bold = true, .wrap = 220, .ink = ink});
    SM_LIST_ADD(d->arena, &box->heads, name);
    for (size_t i = 0; i < box->heads.count; i++) {
        const dia_label *l = &box->heads.items[i];
        width = l->width + 24 > width ? l->width + 24 : width;
        height += l->height;
    }
    box->head_height = height;
    box->fields_height = measure_rows(c, &box->attributes, &box->fields, ink, &width) + 7;
    sm_pt operations = measure_rows(c, &box->methods, &box->operations, ink, &width) + 7;
    node->width = width;
    node->height = height + box->fields_height + operations;
    node->draw = draw_class;
    node->model = box;
    node->name = box->id;
}

const sm_scene *dia_class_diagram(dia *d, size_t at)
{
    classes c = {.d = d, .cluster = -1, .net = {.rank_gap = 46, .node_gap = 32}};
    dia_line line;
    while (dia_next_line(d, &at, &line))
        if (c.open != NULL || !dia_acc_statement(d, &line, &at)) {
            line.text = with_angles(d->arena, line.text);
            read_statement(&c, &line);
        }
    if (c.net.nodes.count == 0)
        return NULL;
    for (size_t i = 0; i < c.boxes.count; i++)
        measure(&c, c.boxes.items[i]);
    dia_net_fill_clusters(d, &c.net);
    dia_net_draw(d, &c.net);
    return dia_finish(d, "Class diagram", "%zu classes, %zu relations", c.boxes.count,
                      c.relations);
}
