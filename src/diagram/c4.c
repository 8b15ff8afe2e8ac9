/* C4 diagrams (C4-PlantUML's macros as Mermaid has them), laid out by their relations. */
#include "kinds.h"
#include "net.h"
#include <string.h>

enum { ARGUMENTS = 10, DEPTH_MAX = 24 };

typedef struct c4_call {
    sm_str name;
    sm_str args[ARGUMENTS]; /* positional */
    size_t count;
    sm_str all; /* between the parentheses, for named ones */
    size_t offset;
} c4_call;

typedef struct c4_element {
    sm_color fill;
    bool person;
    dia_label name, kind, description;
} c4_element;

typedef struct c4 {
    dia *d;
    dia_net net;
    dia_names nodes, clusters; /* aliases */
    int open[DEPTH_MAX];       /* clusters */
    size_t depth, skipped;
    bool dynamic; /* its relations are numbered */
    size_t relations;
} c4;

static const struct {
    const char *prefix, *kind;
    sm_color fill, ext_fill;
    bool technology; /* the third argument */
} families[] = {
    {"Person", "Person", 0x08427b, 0x5c636d, false},
    {"System", "Software System", 0x1168bd, 0x6b737e, false},
    {"Container", "Container", 0x3374b8, 0x6b737e, true},
    {"Component", "Component", 0x85bbf0, 0xb3b3b3, true},
};

/* "$key="value"" among the arguments. */
static sm_str named_argument(const c4_call *call, const char *key)
{
    size_t at = sm_str_find(call->all, sm_str_from_cstr(key));
    if (at == SM_STR_NONE)
        return (sm_str){0};
    sm_str rest = sm_str_from(call->all, at + strlen(key));
    size_t open = sm_str_find_char(rest, '"');
    if (open == SM_STR_NONE)
        return (sm_str){0};
    rest = sm_str_from(rest, open + 1);
    size_t close = sm_str_find_char(rest, '"');
    return sm_str_sub(rest, 0, close == SM_STR_NONE ? rest.len : close);
}

/* The same, or else the positional argument INDEX. */
static sm_str argument(const c4_call *call, const char *key, size_t index)
{
    sm_str named = named_argument(call, key);
    return named.len > 0 ? named : call->args[index];
}

/* Splits what is between parentheses, with respect for quotes. Returns what is behind. */
static sm_str read_arguments(c4_call *call, sm_str text)
{
    size_t start = 0, i = 0;
    int depth = 0;
    bool quoted = false;
    for (;; i++) {
        char c = i < text.len ? text.ptr[i] : ')';
        if (c == '"')
            quoted = !quoted;
        bool end = i >= text.len || (!quoted && depth == 0 && c == ')');
        depth += !quoted && c == '(' ? 1 : !quoted && c == ')' && depth > 0 ? -1 : 0;
        if (!end && (quoted || c != ','))
            continue;
        sm_str piece = sm_str_trim(sm_str_sub(text, start, i - start));
        if (call->count < ARGUMENTS && !(piece.len > 0 && piece.ptr[0] == '$'))
            call->args[call->count++] = dia_unquoted(piece);
        start = i + 1;
        if (end)
            break;
    }
    call->all = sm_str_sub(text, 0, i);
    return sm_str_trim(sm_str_from(text, i + 1));
}

static dia_label small_label(c4 *c, sm_str text, sm_ink ink, sm_pt size)
{
    return dia_label_make(c->d, text, (dia_label_style){.size = size, .wrap = 150, .ink = ink});
}

static const sm_pt head = 26; /* how far a person's head stands out */

static void draw_element(dia *d, const dia_net_node *node, sm_rect box)
{
    const c4_element *e = node->model;
    sm_pt middle = box.x + box.width / 2, y = box.y + 9;
    if (e->person) {
        sm_path path = sm_path_new(d->arena);
        sm_path_ellipse(&path, (sm_point){middle, box.y + 14}, 14, 14);
        sm_rect body = {box.x, box.y + head - 3, box.width, box.height - head + 3};
        sm_path torso = sm_path_new(d->arena);
        sm_path_round_rect(&torso, body, 13);
        sm_scene_add_path(&d->scene, &path, node->style.fill, sm_ink_none(), 0);
        sm_scene_add_path(&d->scene, &torso, node->style.fill, node->style.stroke, 1);
        y += head;
    } else if (node->shape == DIA_CYLINDER)
        y += 11;
    const dia_label *labels[] = {&e->name, &e->kind, &e->description};
    for (int i = 0; i < 3; i++) {
        if (labels[i]->count == 0)
            continue;
        y += i == 2 ? 3 : 0;
        dia_label_center(d, labels[i], (sm_point){middle, y + labels[i]->height / 2});
        y += labels[i]->height;
    }
}

static int current_cluster(const c4 *c)
{
    return c->depth > 0 ? c->open[c->depth - 1] : -1;
}

static int add_element(c4 *c, sm_str alias, sm_str name, sm_str kind, sm_str description,
                       sm_color fill, dia_shape shape, bool person)
{
    dia *d = c->d;
    c4_element *e = SM_NEW(d->arena, c4_element);
    sm_ink text = dia_ink_on(fill);
    e->fill = fill;
    e->person = person;
    e->name =
        dia_label_make(d, name.len > 0 ? name : alias,
                       (dia_label_style){.size = 11, .bold = true, .wrap = 160, .ink = text});
    e->kind = small_label(c, kind, text, 8.5);
    e->description = small_label(c, description, text, 9.25);
    sm_pt width = 96;
    const dia_label *labels[] = {&e->name, &e->kind, &e->description};
    sm_pt height = 18;
    for (int i = 0; i < 3; i++) {
        width = labels[i]->width + 26 > width ? labels[i]->width + 26 : width;
        height += labels[i]->height + (i == 2 && labels[i]->count > 0 ? 3 : 0);
    }
    dia_net_node *node = dia_net_add_node(d, &c->net, person ? DIA_TEXT : shape, (dia_label){0},
                                          current_cluster(c));
    node->width = width + (shape == DIA_DRUM ? 16 : 0);
    node->height = height + (person ? head : shape == DIA_CYLINDER ? 14 : 0);
    node->draw = draw_element;
    node->model = e;
    node->name = name.len > 0 ? name : alias;
    node->style.fill = sm_ink_solid(fill);
    node->style.stroke = sm_ink_solid(text.color == 0xffffff ? 0xffffff : 0x2b4a6b);
    node->style.stroke.opacity = 0.45;
    int index = (int)c->net.nodes.count - 1;
    dia_names_add(d->arena, &c->nodes, alias, index);
    return index;
}

static bool read_element(c4 *c, const c4_call *call)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        sm_str prefix = sm_str_from_cstr(families[i].prefix), rest;
        if (!sm_str_starts(call->name, prefix))
            continue;
        rest = sm_str_from(call->name, prefix.len);
        bool external = sm_str_ends(rest, SM_STR("_Ext"));
        if (external)
            rest = sm_str_sub(rest, 0, rest.len - 4);
        dia_shape shape = sm_str_equal(rest, SM_STR("Db"))      ? DIA_CYLINDER
                          : sm_str_equal(rest, SM_STR("Queue")) ? DIA_DRUM
                                                                : DIA_RECT;
        if (rest.len > 0 && shape == DIA_RECT)
            return false; /* a boundary */
        sm_str techn = families[i].technology ? call->args[2] : named_argument(call, "$techn");
        sm_str descr = call->args[families[i].technology ? 3 : 2];
        if (named_argument(call, "$techn").len > 0)
            techn = named_argument(call, "$techn");
        if (named_argument(call, "$descr").len > 0)
            descr = named_argument(call, "$descr");
        sm_str kind =
            sm_str_printf(c->d->arena, techn.len > 0 ? "[%s%s: %.*s]" : "[%s%s]",
                          external ? "External " : "", families[i].kind, SM_STR_ARG(techn));
        int node =
            add_element(c, call->args[0], call->args[1], kind, descr,
                        external ? families[i].ext_fill : families[i].fill, shape, i == 0);
        c->net.nodes.items[node].url = argument(call, "$link", families[i].technology ? 6 : 5);
        return true;
    }
    return false;
}

/* "Boundary(alias, label, type)" and the nodes of a deployment, which open a block. */
static bool read_boundary(c4 *c, const c4_call *call)
{
    bool node =
        sm_str_among(call->name, "Deployment_Node|Deployment_Node_L|Deployment_Node_R|Node|"
                                 "Node_L|Node_R");
    if (!node && !sm_str_ends(call->name, SM_STR("Boundary")))
        return false;
    if (c->depth >= DEPTH_MAX) {
        c->skipped++;
        return true;
    }
    dia *d = c->d;
    sm_str type = call->args[2];
    if (!node && !sm_str_equal(call->name, SM_STR("Boundary")))
        type = sm_str_sub(call->name, 0, sm_str_find(call->name, SM_STR("_")));
    if (named_argument(call, "$type").len > 0)
        type = named_argument(call, "$type");
    sm_str name = call->args[1].len > 0 ? call->args[1] : call->args[0];
    sm_buf text = sm_buf_new(d->arena);
    sm_buf_addf(&text, "<b>%.*s</b>", SM_STR_ARG(name));
    if (type.len > 0)
        sm_buf_addf(&text, "<br>[%.*s]", SM_STR_ARG(type));
    if (node && call->args[3].len > 0)
        sm_buf_addf(&text, "<br>%.*s", SM_STR_ARG(call->args[3]));
    dia_label title = dia_label_make(
        d, sm_buf_str(&text),
        (dia_label_style){.size = DIA_SMALL_SIZE, .wrap = 220, .ink = d->palette.text});
    dia_net_cluster *cluster = dia_net_add_cluster(d, &c->net, current_cluster(c), title);
    if (!node) {
        cluster->style.dash = 5;
        cluster->style.gap = 3;
    }
    int index = (int)c->net.clusters.count - 1;
    dia_names_add(d->arena, &c->clusters, call->args[0], index);
    c->open[c->depth++] = index;
    return true;
}

static void find_end(c4 *c, sm_str alias, int *node, int *cluster)
{
    *node = dia_names_find(&c->nodes, alias);
    *cluster = *node < 0 ? dia_names_find(&c->clusters, alias) : -1;
    if (*node < 0 && *cluster < 0) {
        size_t depth = c->depth;
        c->depth = 0;
        *node =
            add_element(c, alias, alias, (sm_str){0}, (sm_str){0}, 0x6b737e, DIA_RECT, false);
        c->depth = depth;
    }
    if (*node < 0)
        *node = 0;
}

static bool read_relation(c4 *c, const c4_call *call)
{
    dia *d = c->d;
    bool both = sm_str_starts(call->name, SM_STR("BiRel"));
    bool indexed = sm_str_equal(call->name, SM_STR("RelIndex"));
    if (!both && !indexed && !sm_str_equal(call->name, SM_STR("Rel")) &&
        !sm_str_starts(call->name, SM_STR("Rel_")))
        return false;
    const sm_str *args = indexed ? call->args + 1 : call->args;
    bool back = sm_str_equal(call->name, SM_STR("Rel_Back"));
    bool left = sm_str_among(call->name, "Rel_L|Rel_Left|BiRel_L|BiRel_Left");
    bool up = left || sm_str_among(call->name, "Rel_U|Rel_Up|BiRel_U|BiRel_Up");
    int from, to, from_cluster, to_cluster;
    find_end(c, args[0], &from, &from_cluster);
    find_end(c, args[1], &to, &to_cluster);
    sm_buf text = sm_buf_new(d->arena);
    if (indexed)
        sm_buf_addf(&text, "%.*s: ", SM_STR_ARG(call->args[0]));
    else if (c->dynamic)
        sm_buf_addf(&text, "%zu: ", c->relations + 1);
    sm_buf_add_str(&text, args[2]);
    sm_str techn =
        named_argument(call, "$techn").len > 0 ? named_argument(call, "$techn") : args[3];
    if (techn.len > 0)
        sm_buf_addf(&text, "<br>[%.*s]", SM_STR_ARG(techn));
    dia_net_edge *edge = dia_net_add_edge(d, &c->net, up ? to : from, up ? from : to);
    edge->from_cluster = up ? to_cluster : from_cluster;
    edge->to_cluster = up ? from_cluster : to_cluster;
    edge->label = dia_label_edge(d, sm_buf_str(&text));
    edge->sideways = left || sm_str_among(call->name, "Rel_R|Rel_Right|BiRel_R|BiRel_Right");
    bool arrow_from = both || back != up;
    edge->from_tip = arrow_from ? DIA_TIP_ARROW : DIA_TIP_NONE;
    edge->to_tip = both || !arrow_from ? DIA_TIP_ARROW : DIA_TIP_NONE;
    c->relations++;
    return true;
}

static bool read_update(c4 *c, const c4_call *call)
{
    if (sm_str_equal(call->name, SM_STR("UpdateElementStyle"))) {
        int node = dia_names_find(&c->nodes, call->args[0]);
        if (SM_LIST_HAS(&c->net.nodes, node)) {
            dia_style *style = &c->net.nodes.items[node].style;
            dia_ink_from_css(&style->fill, argument(call, "$bgColor", 1));
            dia_ink_from_css(&style->stroke, argument(call, "$borderColor", 3));
            c4_element *e = SM_NEW(c->d->arena, c4_element);
            *e = *(const c4_element *)c->net.nodes.items[node].model;
            sm_ink text = style->fill.on ? dia_ink_on(style->fill.color) : e->name.ink;
            dia_ink_from_css(&text, argument(call, "$fontColor", 2));
            e->name.ink = e->kind.ink = e->description.ink = text;
            c->net.nodes.items[node].model = e;
        }
        return true;
    }
    if (sm_str_equal(call->name, SM_STR("UpdateRelStyle"))) {
        int from = dia_names_find(&c->nodes, call->args[0]);
        int to = dia_names_find(&c->nodes, call->args[1]);
        for (size_t i = 0; i < c->net.edges.count; i++) {
            dia_net_edge *e = &c->net.edges.items[i];
            if ((e->from != from || e->to != to) && (e->from != to || e->to != from))
                continue;
            dia_ink_from_css(&e->ink, argument(call, "$lineColor", 3));
            dia_ink_from_css(&e->label.ink, argument(call, "$textColor", 2));
        }
        return true;
    }
    return sm_str_equal(call->name, SM_STR("UpdateLayoutConfig"));
}

static void close_boundary(c4 *c)
{
    if (c->skipped > 0)
        c->skipped--;
    else if (c->depth > 0)
        c->depth--;
}

static void ignore_line(c4 *c, const dia_line *line)
{
    dia_report(c->d, SM_DIAG_DIAGRAM_LINE_IGNORED, line->offset, "%.*s",
               SM_STR_ARG(sm_utf8_clip(line->text, 60)));
}

static void read_statement(c4 *c, dia_line *line)
{
    sm_str text = line->text, rest;
    while (text.len > 0 && (text.ptr[0] == '}' || text.ptr[0] == '{')) {
        if (text.ptr[0] == '}')
            close_boundary(c);
        text = sm_str_trim(sm_str_from(text, 1));
    }
    if (text.len == 0)
        return;
    if (dia_word(text, "title", &rest)) {
        c->d->title = rest;
        return;
    }
    if (dia_word(text, "direction", &rest))
        return;
    size_t open = sm_str_find_char(text, '(');
    if (open == SM_STR_NONE) {
        ignore_line(c, line);
        return;
    }
    c4_call call = {.name = sm_str_trim(sm_str_sub(text, 0, open)), .offset = line->offset};
    sm_str behind = read_arguments(&call, sm_str_from(text, open + 1));
    if (!read_element(c, &call) && !read_boundary(c, &call) && !read_relation(c, &call) &&
        !read_update(c, &call)) {
        ignore_line(c, line);
        return;
    }
    for (size_t i = 0; i < behind.len; i++)
        if (behind.ptr[i] == '}')
            close_boundary(c);
}

const sm_scene *dia_c4(dia *d, size_t at)
{
    c4 c = {.d = d,
            .dynamic = sm_str_ends(sm_str_sub(d->text, 0, at), SM_STR("Dynamic")),
            .net = {.node_gap = 34, .rank_gap = 36}};
    dia_line line;
    while (dia_next_line(d, &at, &line))
        if (!dia_acc_statement(d, &line, &at))
            read_statement(&c, &line);
    if (c.net.nodes.count == 0 && c.net.clusters.count == 0)
        return NULL;
    size_t elements = c.net.nodes.count;
    dia_net_fill_clusters(d, &c.net);
    dia_net_draw(d, &c.net);
    return dia_finish(d, "C4 diagram", "%zu elements, %zu relations", elements, c.relations);
}
