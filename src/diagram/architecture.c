/* Architecture diagrams: services in groups. The sides that edges leave by say which end stands
 * where; the layout is the usual one. */
#include "kinds.h"
#include "net.h"
#include <string.h>

typedef struct architecture {
    dia *d;
    dia_net net;
    dia_names nodes, groups;
} architecture;

/* "id(icon)[Title] in parent" */
typedef struct declared {
    sm_str id, icon, title, parent;
} declared;

static declared read_declared(sm_str text)
{
    declared x = {0};
    size_t i = 0;
    while (i < text.len && strchr("([ ", text.ptr[i]) == NULL)
        i++;
    x.id = sm_str_sub(text, 0, i);
    x.title = x.id;
    sm_str rest = sm_str_trim(sm_str_from(text, i));
    if (rest.len > 0 && rest.ptr[0] == '(') {
        size_t close = sm_str_find_char(rest, ')');
        x.icon = dia_unquoted(sm_str_sub(rest, 1, close == SM_STR_NONE ? rest.len : close - 1));
        rest = sm_str_trim(sm_str_from(rest, close == SM_STR_NONE ? rest.len : close + 1));
    }
    if (rest.len > 0 && rest.ptr[0] == '[') {
        size_t close = sm_str_find_char(rest, ']');
        x.title =
            dia_unquoted(sm_str_sub(rest, 1, close == SM_STR_NONE ? rest.len : close - 1));
        rest = sm_str_trim(sm_str_from(rest, close == SM_STR_NONE ? rest.len : close + 1));
    }
    sm_str parent;
    if (dia_word(rest, "in", &parent))
        x.parent = parent;
    return x;
}

static dia_shape shape_of(sm_str icon)
{
    return sm_str_among(icon, "database|db")      ? DIA_CYLINDER
           : sm_str_among(icon, "disk|storage")   ? DIA_LINED_CYLINDER
           : sm_str_among(icon, "cloud|internet") ? DIA_STADIUM
           : sm_str_among(icon, "server")         ? DIA_SUBROUTINE
                                                  : DIA_ROUND;
}

static void add_service(architecture *a, sm_str rest, bool junction)
{
    declared x = read_declared(rest);
    if (x.id.len == 0)
        return;
    dia_label label = dia_label_node(a->d, junction ? (sm_str){0} : x.title);
    int known = dia_names_find(&a->nodes, x.id);
    int cluster = dia_names_find(&a->groups, x.parent);
    if (!SM_LIST_HAS(&a->net.nodes, known)) {
        known = (int)a->net.nodes.count;
        dia_net_add_node(a->d, &a->net, DIA_ROUND, label, -1);
        dia_names_add(a->d->arena, &a->nodes, x.id, known);
    }
    dia_net_node *node = &a->net.nodes.items[known];
    node->shape = junction ? DIA_JUNCTION : shape_of(x.icon);
    node->label = label;
    node->cluster = cluster;
}

static int service_named(architecture *a, sm_str id)
{
    int index = dia_names_find(&a->nodes, id);
    if (index < 0) {
        add_service(a, id, false);
        index = dia_names_find(&a->nodes, id);
    }
    return index;
}

static void add_group(architecture *a, sm_str rest)
{
    declared x = read_declared(rest);
    if (x.id.len == 0 || dia_names_find(&a->groups, x.id) >= 0)
        return;
    dia_label title = dia_label_title(a->d, x.title, DIA_WRAP);
    dia_net_add_cluster(a->d, &a->net, dia_names_find(&a->groups, x.parent), title);
    dia_names_add(a->d->arena, &a->groups, x.id, (int)a->net.clusters.count - 1);
}

/* "db{group}:L" or "R:server": the id; *SIDE is the letter. */
static sm_str read_end(sm_str text, bool left, char *side, bool *group)
{
    text = sm_str_trim(text);
    size_t colon = sm_str_find_char(text, ':');
    *side = 0;
    if (colon != SM_STR_NONE) {
        sm_str letter =
            sm_str_trim(left ? sm_str_from(text, colon + 1) : sm_str_sub(text, 0, colon));
        *side = letter.len > 0 ? letter.ptr[0] : 0;
        text = sm_str_trim(left ? sm_str_sub(text, 0, colon) : sm_str_from(text, colon + 1));
    }
    size_t mark = sm_str_find(text, SM_STR("{group}"));
    *group = mark != SM_STR_NONE;
    return sm_str_trim(sm_str_sub(text, 0, mark));
}

static bool read_edge(architecture *a, sm_str text)
{
    size_t line = sm_str_find(text, SM_STR("--")), length = 2;
    sm_str label = {0};
    size_t open = sm_str_find(text, SM_STR("-[")), close = sm_str_find(text, SM_STR("]-"));
    if (line == SM_STR_NONE && open != SM_STR_NONE && close != SM_STR_NONE && close > open) {
        label = sm_str_sub(text, open + 2, close - open - 2);
        line = open;
        length = close + 2 - open;
    }
    if (line == SM_STR_NONE)
        return false;
    sm_str left = sm_str_trim(sm_str_sub(text, 0, line)),
           right = sm_str_trim(sm_str_from(text, line + length));
    bool from_tip = sm_str_ends(left, SM_STR("<")), to_tip = sm_str_starts(right, SM_STR(">"));
    if (from_tip)
        left.len--;
    if (to_tip)
        right = sm_str_from(right, 1);
    char from_side, to_side;
    bool from_group, to_group;
    sm_str from_id = read_end(left, true, &from_side, &from_group);
    sm_str to_id = read_end(right, false, &to_side, &to_group);
    if (from_id.len == 0 || to_id.len == 0)
        return false;
    int from = service_named(a, from_id), to = service_named(a, to_id);
    if (from < 0 || to < 0)
        return false;
    bool sideways =
        (from_side == 'L' || from_side == 'R') && (to_side == 'L' || to_side == 'R');
    /* Which end is above the other, or before it. */
    bool backward = sideways ? from_side == 'L' : from_side == 'T' || to_side == 'B';
    dia_net_edge *e =
        dia_net_add_edge(a->d, &a->net, backward ? to : from, backward ? from : to);
    e->sideways = sideways;
    bool swap_groups = backward;
    int from_cluster = from_group ? a->net.nodes.items[from].cluster : -1;
    int to_cluster = to_group ? a->net.nodes.items[to].cluster : -1;
    e->from_cluster = swap_groups ? to_cluster : from_cluster;
    e->to_cluster = swap_groups ? from_cluster : to_cluster;
    e->from_tip = (backward ? to_tip : from_tip) ? DIA_TIP_ARROW : DIA_TIP_NONE;
    e->to_tip = (backward ? from_tip : to_tip) ? DIA_TIP_ARROW : DIA_TIP_NONE;
    if (label.len > 0)
        e->label = dia_label_edge(a->d, dia_unquoted(label));
    return true;
}

const sm_scene *dia_architecture(dia *d, size_t at)
{
    architecture a = {.d = d, .net = {.direction = DIA_DOWN, .node_gap = 44, .rank_gap = 44}};
    dia_line line;
    sm_str rest;
    while (dia_next_line(d, &at, &line) && a.net.clusters.count < 500) {
        if (dia_acc_statement(d, &line, &at))
            continue;
        if (dia_word(line.text, "group", &rest))
            add_group(&a, rest);
        else if (dia_word(line.text, "service", &rest))
            add_service(&a, rest, false);
        else if (dia_word(line.text, "junction", &rest))
            add_service(&a, rest, true);
        else if (dia_word(line.text, "title", &rest))
            d->title = rest;
        else if (!dia_word(line.text, "align", &rest) && !read_edge(&a, line.text))
            dia_ignore(d, &line);
    }
    if (a.net.nodes.count == 0 && a.net.clusters.count == 0 && d->title.len == 0 &&
        d->acc_title.len == 0)
        return NULL;
    if (a.net.nodes.count == 0 && a.net.clusters.count == 0) {
        dia_label nothing = dia_label_edge(d, SM_STR("(no services)"));
        dia_label_center(d, &nothing, (sm_point){0, 0});
    }
    dia_net_fill_clusters(d, &a.net);
    dia_net_draw(d, &a.net);
    return dia_finish(d, "Architecture diagram", "%zu services, %zu connections",
                      a.net.nodes.count, a.net.edges.count);
}
