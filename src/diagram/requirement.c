/* SysML requirement diagrams. */
#include "flow.h"
#include "kinds.h"
#include <string.h>

typedef struct item {
    sm_str name, kind, classes, css;
    int node;
    sm_str_builder rows;
    dia_label head, title, body;
} item;

typedef struct requirements {
    dia *d;
    struct SM_LIST(item *) items;
    dia_names names;
    dia_classes classes;
    dia_net net;
    item *open;
    size_t relations;
} requirements;

static const struct {
    const char *word, *kind;
} kinds[] = {
    {"requirement", "Requirement"},
    {"functionalRequirement", "Functional Requirement"},
    {"interfaceRequirement", "Interface Requirement"},
    {"performanceRequirement", "Performance Requirement"},
    {"physicalRequirement", "Physical Requirement"},
    {"designConstraint", "Design Constraint"},
    {"element", "Element"},
};

static item *item_named(requirements *r, sm_str name, const char *kind)
{
    name = dia_unquoted(name);
    int index = dia_names_find(&r->names, name);
    if (SM_LIST_HAS(&r->items, index)) {
        if (kind != NULL)
            r->items.items[index]->kind = sm_str_from_cstr(kind);
        return r->items.items[index];
    }
    item *i = SM_NEW(r->d->arena, item);
    i->name = name;
    i->kind = sm_str_from_cstr(kind != NULL ? kind : "Element");
    dia_net_add_node(r->d, &r->net, DIA_RECT, (dia_label){0}, -1);
    i->node = (int)r->net.nodes.count - 1;
    SM_LIST_ADD(r->d->arena, &r->items, i);
    dia_names_add(r->d->arena, &r->names, name, (int)r->items.count - 1);
    return i;
}

static bool read_item(requirements *r, sm_str text)
{
    sm_str rest, css = {0};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (!dia_word(text, kinds[k].word, &rest) || rest.len == 0)
            continue;
        size_t brace = sm_str_find_char(rest, '{');
        sm_str name = sm_str_trim(sm_str_sub(rest, 0, brace));
        size_t mark = sm_str_find(name, SM_STR(":::"));
        if (mark != SM_STR_NONE) {
            css = sm_str_from(name, mark + 3);
            name = sm_str_trim(sm_str_sub(name, 0, mark));
        }
        item *i = item_named(r, name, kinds[k].kind);
        if (css.len > 0)
            i->classes = css;
        if (brace != SM_STR_NONE && sm_str_find_char(rest, '}') == SM_STR_NONE)
            r->open = i;
        return true;
    }
    return false;
}

static void read_row(requirements *r, sm_str text)
{
    size_t colon = sm_str_find_char(text, ':');
    sm_str key = sm_str_trim(sm_str_sub(text, 0, colon)), value = {0}, label = key;
    if (colon != SM_STR_NONE)
        value = dia_unquoted(sm_str_from(text, colon + 1));
    static const struct {
        const char *key, *label;
    } labels[] = {{"id", "ID"},     {"text", "Text"},
                  {"risk", "Risk"}, {"verifymethod", "Verification"},
                  {"type", "Type"}, {"docref", "Doc Ref"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (sm_str_equal_nocase(key, sm_str_from_cstr(labels[i].key)))
            label = sm_str_from_cstr(labels[i].label);
    sm_str row = sm_str_printf(r->d->arena, "%.*s: %.*s", SM_STR_ARG(label), SM_STR_ARG(value));
    SM_LIST_ADD(r->d->arena, &r->open->rows, row);
}

/* "a - derives -> b" and "b <- derives - a". */
static bool read_relation(requirements *r, sm_str text)
{
    size_t arrow = sm_str_find(text, SM_STR("->")), back = sm_str_find(text, SM_STR("<-"));
    bool backward = back != SM_STR_NONE;
    if (arrow == SM_STR_NONE && !backward)
        return false;
    size_t tip = backward ? back : arrow;
    sm_str left = sm_str_trim(sm_str_sub(text, 0, tip));
    sm_str right = sm_str_trim(sm_str_from(text, tip + 2)), word;
    sm_str from, to;
    if (backward) { /* the word and a dash stand behind */
        size_t dash = sm_str_find(right, SM_STR(" -"));
        word = sm_str_trim(sm_str_sub(right, 0, dash));
        from = dash == SM_STR_NONE ? right : sm_str_trim(sm_str_from(right, dash + 2));
        to = left;
    } else {
        size_t dash = left.len;
        while (dash > 0 && left.ptr[dash - 1] != '-')
            dash--;
        word = sm_str_trim(sm_str_from(left, dash));
        from = sm_str_trim(sm_str_sub(left, 0, dash > 0 ? dash - 1 : 0));
        to = right;
    }
    if (from.len == 0 || to.len == 0)
        return false;
    int a = item_named(r, from, NULL)->node, b = item_named(r, to, NULL)->node;
    dia_net_edge *e = dia_net_add_edge(r->d, &r->net, a, b);
    e->label = dia_label_edge(
        r->d, sm_str_printf(r->d->arena, "\xC2\xAB%.*s\xC2\xBB", SM_STR_ARG(word)));
    bool contains = sm_str_equal_nocase(word, SM_STR("contains"));
    e->stroke = contains ? DIA_SOLID : DIA_DOTTED;
    e->to_tip = contains ? DIA_TIP_NONE : DIA_TIP_OPEN;
    e->from_tip = contains ? DIA_TIP_PLUS : DIA_TIP_NONE;
    r->relations++;
    return true;
}

static void read_statement(requirements *r, const dia_line *line)
{
    sm_str rest, id;
    if (r->open != NULL) {
        sm_str text = line->text;
        size_t close = sm_str_find_char(text, '}');
        text = sm_str_trim(sm_str_sub(text, 0, close));
        if (text.len > 0)
            read_row(r, text);
        if (close != SM_STR_NONE)
            r->open = NULL;
        return;
    }
    if (dia_word(line->text, "direction", &rest))
        dia_direction_named(rest, &r->net.direction);
    else if (dia_word(line->text, "classDef", &rest)) {
        sm_str names = dia_cut_word(&rest);
        dia_classes_add(r->d, &r->classes, names, rest);
    } else if (dia_word(line->text, "style", &rest) || dia_word(line->text, "class", &rest)) {
        bool style = line->text.ptr[0] == 's';
        sm_str ids = dia_cut_word(&rest);
        while (sm_str_split(&ids, ',', &id))
            *(style ? &item_named(r, id, NULL)->css : &item_named(r, id, NULL)->classes) = rest;
    } else if (sm_str_find(line->text, SM_STR(":::")) != SM_STR_NONE &&
               sm_str_find_char(line->text, '{') == SM_STR_NONE &&
               sm_str_find_char(line->text, ' ') == SM_STR_NONE) {
        size_t mark = sm_str_find(line->text, SM_STR(":::"));
        item_named(r, sm_str_sub(line->text, 0, mark), NULL)->classes =
            sm_str_from(line->text, mark + 3);
    } else if (!read_item(r, line->text) && !read_relation(r, line->text))
        dia_ignore(r->d, line);
}

static void draw_item(dia *d, const dia_net_node *node, sm_rect box)
{
    const item *i = node->model;
    sm_pt middle = box.x + box.width / 2, y = box.y + 6;
    dia_label_center(d, &i->head, (sm_point){middle, y + i->head.height / 2});
    y += i->head.height;
    dia_label_center(d, &i->title, (sm_point){middle, y + i->title.height / 2});
    y += i->title.height + 5;
    if (i->body.count == 0)
        return;
    dia_rule(d, (sm_point){box.x, y}, (sm_point){box.x + box.width, y}, node->style.stroke,
             node->style.width);
    dia_label_left(d, &i->body, (sm_point){box.x + 10, y + 5});
}

static void measure(requirements *r, item *i)
{
    dia *d = r->d;
    dia_net_node *node = &r->net.nodes.items[i->node];
    dia_classes_apply(&r->classes, SM_STR("default"), &node->style);
    dia_classes_apply_all(&r->classes, i->classes, &node->style);
    dia_style_apply(&node->style, i->css);
    dia_style_finish(&node->style);
    sm_ink ink = node->style.text;
    i->head =
        dia_label_make(d, sm_str_printf(d->arena, "\xC2\xAB%.*s\xC2\xBB", SM_STR_ARG(i->kind)),
                       (dia_label_style){.size = 8.5, .ink = ink});
    i->title = dia_label_make(
        d, i->name,
        (dia_label_style){.size = DIA_TEXT_SIZE, .bold = true, .wrap = 200, .ink = ink});
    sm_buf body = sm_buf_new(d->arena);
    for (size_t k = 0; k < i->rows.count; k++) {
        sm_buf_add_cstr(&body, k > 0 ? "\n" : "");
        sm_buf_add_str(&body, i->rows.items[k]);
    }
    i->body =
        dia_label_make(d, sm_buf_str(&body),
                       (dia_label_style){.size = DIA_SMALL_SIZE, .wrap = 190, .ink = ink});
    sm_pt width = i->head.width > i->title.width ? i->head.width : i->title.width;
    width = i->body.width > width ? i->body.width : width;
    node->width = width + 22;
    node->height =
        i->head.height + i->title.height + 13 + (i->body.count > 0 ? i->body.height + 8 : 0);
    node->draw = draw_item;
    node->model = i;
    node->name = i->name;
}

const sm_scene *dia_requirement(dia *d, size_t at)
{
    requirements r = {.d = d, .net = {.rank_gap = 46}};
    dia_line line;
    while (dia_next_line(d, &at, &line))
        if (r.open != NULL || !dia_acc_statement(d, &line, &at))
            read_statement(&r, &line);
    if (r.items.count == 0)
        return NULL;
    for (size_t i = 0; i < r.items.count; i++)
        measure(&r, r.items.items[i]);
    dia_net_draw(d, &r.net);
    return dia_finish(d, "Requirement diagram", "%zu items, %zu relations", r.items.count,
                      r.relations);
}
