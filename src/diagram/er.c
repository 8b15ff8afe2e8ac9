/* Entity relationship diagrams: entities as tables of attributes, crow's feet. */
#include "kinds.h"
#include "net.h"
#include "flow.h"
#include <string.h>

enum { COLUMNS = 4, DEPTH_MAX = 16 };

typedef struct er_row {
    dia_label cells[COLUMNS]; /* type, name, keys, comment */
} er_row;

typedef struct er_entity {
    dia *d;
    sm_str name;
    int node, group;
    sm_str classes, css;
    struct SM_LIST(er_row) rows;
    /* places */
    dia_label title;
    sm_pt widths[COLUMNS], title_height;
    sm_ink line;
} er_entity;

typedef struct er {
    dia *d;
    struct SM_LIST(er_entity *) entities;
    dia_names names;
    dia_classes classes;
    dia_net net;
    er_entity *open;
    dia_names groups;
    int group, outer[DEPTH_MAX]; /* the open subgraph, -1, and those around it */
    size_t depth;
    size_t relations;
} er;

static er_entity *entity_named(er *e, sm_str name)
{
    int index = dia_names_find(&e->names, name);
    if (SM_LIST_HAS(&e->entities, index)) {
        er_entity *known = e->entities.items[index];
        if (known->group < 0)
            known->group = e->group;
        return known;
    }
    er_entity *entity = SM_NEW(e->d->arena, er_entity);
    entity->d = e->d;
    entity->name = name;
    entity->group = e->group;
    SM_LIST_ADD(e->d->arena, &e->entities, entity);
    dia_names_add(e->d->arena, &e->names, name, (int)e->entities.count - 1);
    dia_net_add_node(e->d, &e->net, DIA_RECT, (dia_label){0}, -1);
    entity->node = (int)e->net.nodes.count - 1;
    return entity;
}

/* "Name", "Name[Alias]", "Name["An alias"]", ""A name"", with ":::class". */
static er_entity *read_entity(er *e, sm_str text)
{
    sm_str css = {0}, alias = {0};
    size_t mark = sm_str_find(text, SM_STR(":::"));
    if (mark != SM_STR_NONE) {
        css = sm_str_trim(sm_str_from(text, mark + 3));
        text = sm_str_trim(sm_str_sub(text, 0, mark));
    }
    size_t open = sm_str_find_char(text, '[');
    bool quoted = text.len > 0 && text.ptr[0] == '"';
    if (open != SM_STR_NONE && !quoted && open > 0 && text.ptr[text.len - 1] == ']') {
        alias = dia_unquoted(sm_str_sub(text, open + 1, text.len - open - 2));
        text = sm_str_trim(sm_str_sub(text, 0, open));
    }
    er_entity *entity = entity_named(e, dia_unquoted(text));
    if (alias.len > 0)
        entity->title = dia_label_title(e->d, alias, DIA_WRAP);
    if (css.len > 0)
        entity->classes = css;
    return entity;
}

static dia_label cell_label(er *e, sm_str text, bool muted)
{
    return dia_label_make(
        e->d, text,
        (dia_label_style){.size = DIA_SMALL_SIZE,
                          .wrap = 190,
                          .ink = muted ? e->d->palette.muted : e->d->palette.text});
}

/* "type name PK, FK "comment"". */
static void read_attribute(er *e, er_entity *entity, sm_str text)
{
    er_row row = {0};
    sm_str comment = {0};
    size_t quote = sm_str_find_char(text, '"');
    if (quote != SM_STR_NONE) {
        comment = dia_unquoted(sm_str_from(text, quote));
        text = sm_str_trim(sm_str_sub(text, 0, quote));
    }
    sm_str type = dia_cut_word(&text);
    /* "decimal(10, 2) price": a blank inside parentheses is no end. */
    while (sm_str_find_char(type, '(') != SM_STR_NONE &&
           sm_str_find_char(type, ')') == SM_STR_NONE && text.len > 0) {
        sm_str more = dia_cut_word(&text);
        type = sm_str_printf(e->d->arena, "%.*s %.*s", SM_STR_ARG(type), SM_STR_ARG(more));
    }
    sm_str name = dia_cut_word(&text);
    row.cells[0] = cell_label(e, type, true);
    row.cells[1] = cell_label(e, name, false);
    row.cells[2] = cell_label(e, text, true);
    row.cells[3] = cell_label(e, comment, true);
    SM_LIST_ADD(e->d->arena, &entity->rows, row);
}

/* The marks beside the line, from the inside: what stands nearest to the entity decides "many".
 */
static dia_tip tip_of(sm_str mark)
{
    bool many = sm_str_find_char(mark, '{') != SM_STR_NONE ||
                sm_str_find_char(mark, '}') != SM_STR_NONE;
    bool zero = sm_str_find_char(mark, 'o') != SM_STR_NONE;
    return many ? (zero ? DIA_TIP_ZERO_OR_MANY : DIA_TIP_MANY)
                : (zero ? DIA_TIP_ZERO_OR_ONE : DIA_TIP_ONE);
}

static const struct {
    const char *words;
    dia_tip tip;
} aliases[] = {
    {"one or zero", DIA_TIP_ZERO_OR_ONE},
    {"zero or one", DIA_TIP_ZERO_OR_ONE},
    {"one or more", DIA_TIP_MANY},
    {"one or many", DIA_TIP_MANY},
    {"many(1)", DIA_TIP_MANY},
    {"1+", DIA_TIP_MANY},
    {"zero or more", DIA_TIP_ZERO_OR_MANY},
    {"zero or many", DIA_TIP_ZERO_OR_MANY},
    {"many(0)", DIA_TIP_ZERO_OR_MANY},
    {"0+", DIA_TIP_ZERO_OR_MANY},
    {"many", DIA_TIP_ZERO_OR_MANY},
    {"only one", DIA_TIP_ONE},
    {"one", DIA_TIP_ONE},
    {"1", DIA_TIP_ONE},
};

/* The cardinality at the end (or the start) of TEXT; *TEXT is what is left. */
static dia_tip cut_cardinality(sm_str *text, bool at_end)
{
    sm_str t = sm_str_trim(*text);
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        sm_str words = sm_str_from_cstr(aliases[i].words);
        if (t.len <= words.len)
            continue;
        sm_str piece = at_end ? sm_str_from(t, t.len - words.len) : sm_str_sub(t, 0, words.len);
        char border = at_end ? t.ptr[t.len - words.len - 1] : t.ptr[words.len];
        if (!sm_str_equal_nocase(piece, words) || !sm_is_space(border))
            continue;
        *text = sm_str_trim(at_end ? sm_str_sub(t, 0, t.len - words.len)
                                   : sm_str_from(t, words.len));
        return aliases[i].tip;
    }
    size_t n = 0;
    while (n < t.len && n < 2 && strchr("|o{}u", t.ptr[at_end ? t.len - 1 - n : n]) != NULL)
        n++;
    if (n == 0)
        return DIA_TIP_NONE;
    sm_str mark = at_end ? sm_str_from(t, t.len - n) : sm_str_sub(t, 0, n);
    *text = sm_str_trim(at_end ? sm_str_sub(t, 0, t.len - n) : sm_str_from(t, n));
    return tip_of(mark);
}

/* Where the line of a relation is: "--", "..", ".-", "-." or the words " to ", "optionally to".
 */
static bool find_line(sm_str text, size_t *at, size_t *length, bool *dotted)
{
    bool quoted = false;
    for (size_t i = 0; i + 1 < text.len; i++) {
        if (text.ptr[i] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        char a = text.ptr[i], b = text.ptr[i + 1];
        if ((a == '-' || a == '.') && (b == '-' || b == '.')) {
            *at = i;
            *length = 2;
            *dotted = a == '.' || b == '.';
            return true;
        }
        sm_str rest = sm_str_from(text, i);
        *dotted = sm_str_starts(rest, SM_STR(" optionally to "));
        if (*dotted || sm_str_starts(rest, SM_STR(" to "))) {
            *at = i;
            *length = *dotted ? 15 : 4;
            return true;
        }
    }
    return false;
}

static bool read_relation(er *e, sm_str text)
{
    size_t colon = sm_str_find(text, SM_STR(" :"));
    sm_str label = {0};
    if (colon == SM_STR_NONE || sm_str_starts(sm_str_from(text, colon + 1), SM_STR(":::"))) {
        colon = text.len;
        for (size_t i = 0; i < text.len; i++) {
            if (text.ptr[i] != ':')
                continue;
            if (sm_str_starts(sm_str_from(text, i), SM_STR(":::"))) {
                i += 2;
                continue;
            }
            colon = i;
            break;
        }
    }
    sm_str head = sm_str_trim(sm_str_sub(text, 0, colon));
    if (colon < text.len) {
        size_t from = colon;
        while (from < text.len && (text.ptr[from] == ':' || text.ptr[from] == ' '))
            from++;
        label = dia_unquoted(sm_str_from(text, from));
    }
    size_t at, length;
    bool dotted;
    if (!find_line(head, &at, &length, &dotted))
        return false;
    sm_str left = sm_str_sub(head, 0, at), right = sm_str_from(head, at + length);
    dia_tip from_tip = cut_cardinality(&left, true), to_tip = cut_cardinality(&right, false);
    left = sm_str_trim(left);
    right = sm_str_trim(right);
    if (left.len == 0 || right.len == 0)
        return false;
    int from_group = dia_names_find(&e->groups, left);
    int to_group = dia_names_find(&e->groups, right);
    int from = from_group < 0 ? read_entity(e, left)->node : 0;
    int to = to_group < 0 ? read_entity(e, right)->node : 0;
    dia_net_edge *edge = dia_net_add_edge(e->d, &e->net, from, to);
    edge->from_cluster = from_group;
    edge->to_cluster = to_group;
    edge->from_tip = from_tip;
    edge->to_tip = to_tip;
    edge->stroke = dotted ? DIA_DOTTED : DIA_SOLID;
    if (label.len > 0)
        edge->label = dia_label_edge(e->d, label);
    e->relations++;
    return true;
}

static bool read_style(er *e, const dia_line *line)
{
    sm_str rest, ids, id;
    if (dia_word(line->text, "classDef", &rest)) {
        sm_str names = dia_cut_word(&rest);
        dia_classes_add(e->d, &e->classes, names, rest);
        return true;
    }
    bool style = dia_word(line->text, "style", &rest);
    if (!style && !dia_word(line->text, "class", &rest))
        return false;
    ids = dia_cut_word(&rest);
    while (sm_str_split(&ids, ',', &id)) {
        er_entity *entity = entity_named(e, sm_str_trim(id));
        if (style)
            entity->css = rest;
        else
            entity->classes = rest;
    }
    return true;
}

/* Attributes between braces may stand on one line. */
static void read_attributes(er *e, sm_str text)
{
    size_t close = sm_str_find_char(text, '}');
    sm_str inside = sm_str_trim(sm_str_sub(text, 0, close));
    if (inside.len > 0 && e->open != NULL)
        read_attribute(e, e->open, inside);
    if (close != SM_STR_NONE)
        e->open = NULL;
}

/* A brace that opens attributes: behind a name, not part of a crow's foot. */
static bool opens_attributes(sm_str text, size_t *at)
{
    size_t unused, length;
    bool dotted;
    size_t brace = sm_str_find_char(text, '{');
    if (brace == SM_STR_NONE || brace == 0 ||
        find_line(sm_str_sub(text, 0, brace), &unused, &length, &dotted))
        return false;
    if (strchr("|o}", text.ptr[brace - 1]) != NULL &&
        find_line(text, &unused, &length, &dotted))
        return false;
    *at = brace;
    return true;
}

/* "subgraph id", "subgraph id [title]", "subgraph "title"". */
static bool open_group(er *e, sm_str text)
{
    sm_str rest;
    if (!dia_word(text, "subgraph", &rest) || rest.len == 0 ||
        strchr("|{}", rest.ptr[0]) != NULL || e->depth >= DEPTH_MAX)
        return false;
    sm_str id = rest, title = rest;
    size_t open = sm_str_find_char(rest, '[');
    if (open != SM_STR_NONE && open > 0 && rest.ptr[rest.len - 1] == ']') {
        id = sm_str_trim(sm_str_sub(rest, 0, open));
        title = sm_str_trim(sm_str_sub(rest, open + 1, rest.len - open - 2));
    }
    dia_net_add_cluster(e->d, &e->net, e->group,
                        dia_label_title(e->d, dia_unquoted(title), DIA_WRAP));
    e->outer[e->depth++] = e->group;
    e->group = (int)e->net.clusters.count - 1;
    dia_names_add(e->d->arena, &e->groups, dia_unquoted(id), e->group);
    return true;
}

static bool read_group(er *e, sm_str text)
{
    if (e->depth > 0 && sm_str_equal(text, SM_STR("end"))) {
        e->group = e->outer[--e->depth];
        return true;
    }
    return open_group(e, text);
}

static void read_direction(er *e, sm_str word)
{
    dia_direction *direction = &e->net.direction;
    if (e->group >= 0) {
        dia_net_cluster *cluster = &e->net.clusters.items[e->group];
        cluster->has_direction = true;
        direction = &cluster->direction;
    }
    dia_direction_named(word, direction);
}

static void read_statement(er *e, const dia_line *line)
{
    sm_str rest;
    size_t brace;
    if (e->open != NULL) {
        read_attributes(e, line->text);
        return;
    }
    if (dia_word(line->text, "direction", &rest)) {
        read_direction(e, rest);
        return;
    }
    if (dia_word(line->text, "title", &rest) && rest.len > 0 && rest.ptr[0] != '|' &&
        rest.ptr[0] != '{' && rest.ptr[0] != '}') {
        e->d->title = rest;
        return;
    }
    if (read_style(e, line) || read_group(e, line->text))
        return;
    if (opens_attributes(line->text, &brace)) {
        e->open = read_entity(e, sm_str_trim(sm_str_sub(line->text, 0, brace)));
        read_attributes(e, sm_str_from(line->text, brace + 1));
        return;
    }
    if (read_relation(e, line->text))
        return;
    if (line->text.ptr[0] != '}')
        read_entity(e, line->text);
}

static void draw_entity(dia *d, const dia_net_node *node, sm_rect box)
{
    const er_entity *e = node->model;
    dia_label_center(
        d, &e->title,
        (sm_point){box.x + box.width / 2,
                   box.y + (e->rows.count > 0 ? e->title_height : box.height) / 2});
    sm_pt y = box.y + e->title_height;
    for (size_t r = 0; r < e->rows.count; r++) {
        sm_pt x = box.x, height = 0;
        sm_path line = sm_path_new(d->arena);
        sm_path_move(&line, box.x, y);
        sm_path_line(&line, box.x + box.width, y);
        sm_ink ink = node->style.stroke;
        ink.opacity *= r == 0 ? 1 : 0.35;
        sm_scene_add_path(&d->scene, &line, sm_ink_none(), ink,
                          r == 0 ? node->style.width : 0.7);
        for (int c = 0; c < COLUMNS; c++)
            if (e->rows.items[r].cells[c].height > height)
                height = e->rows.items[r].cells[c].height;
        for (int c = 0; c < COLUMNS; c++) {
            const dia_label *cell = &e->rows.items[r].cells[c];
            dia_label_left(d, cell, (sm_point){x + 9, y + 3 + (height - cell->height) / 2});
            x += e->widths[c];
        }
        y += height + 6;
    }
}

static void measure(er *e, er_entity *entity)
{
    dia_net_node *node = &e->net.nodes.items[entity->node];
    node->cluster = entity->group;
    if (entity->title.count == 0)
        entity->title = dia_label_title(e->d, entity->name, DIA_WRAP);
    dia_classes_apply(&e->classes, SM_STR("default"), &node->style);
    dia_classes_apply_all(&e->classes, entity->classes, &node->style);
    dia_style_apply(&node->style, entity->css);
    dia_style_finish(&node->style);
    entity->title.ink = node->style.text;
    entity->title_height = entity->title.height + 10;
    sm_pt width = 0, height = entity->title_height;
    for (size_t r = 0; r < entity->rows.count; r++) {
        sm_pt tallest = 0;
        for (int c = 0; c < COLUMNS; c++) {
            dia_label *cell = &entity->rows.items[r].cells[c];
            if (node->style.text.role == SM_INK_FIXED)
                cell->ink = node->style.text;
            if (cell->count > 0 && cell->width + 16 > entity->widths[c])
                entity->widths[c] = cell->width + 16;
            tallest = cell->height > tallest ? cell->height : tallest;
        }
        height += tallest + 6;
    }
    for (int c = 0; c < COLUMNS; c++)
        width += entity->widths[c];
    sm_pt least = entity->title.width + 26;
    if (width > 0 && width < least) {
        entity->widths[1] += least - width;
        width = least;
    }
    node->width = width > least ? width : least;
    node->height = entity->rows.count > 0 ? height : height + 10;
    node->draw = draw_entity;
    node->model = entity;
    node->name = dia_label_text(e->d->arena, &entity->title);
}

const sm_scene *dia_er(dia *d, size_t at)
{
    er e = {.d = d, .group = -1, .net = {.rank_gap = 56, .node_gap = 36}};
    dia_line line;
    while (dia_next_line(d, &at, &line))
        if (e.open != NULL || !dia_acc_statement(d, &line, &at))
            read_statement(&e, &line);
    if (e.entities.count == 0)
        return NULL;
    for (size_t i = 0; i < e.entities.count; i++)
        measure(&e, e.entities.items[i]);
    dia_net_fill_clusters(d, &e.net);
    dia_net_draw(d, &e.net);
    return dia_finish(d, "Entity relationship diagram", "%zu entities, %zu relationships",
                      e.entities.count, e.relations);
}
