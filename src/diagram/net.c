/* Nets of boxes and lines: handed to the layout, then painted. */
#include "net.h"

dia_style dia_style_node(const dia *d)
{
    return (dia_style){.fill = d->palette.node_fill,
                       .stroke = d->palette.node_stroke,
                       .text = d->palette.node_text,
                       .width = DIA_LINE};
}

dia_style dia_style_cluster(const dia *d)
{
    return (dia_style){.fill = d->palette.group_fill,
                       .stroke = d->palette.group_stroke,
                       .text = d->palette.text,
                       .width = 1};
}

dia_net_node *dia_net_add_node(dia *d, dia_net *net, dia_shape shape, dia_label label,
                               int cluster)
{
    dia_net_node node = {
        .shape = shape, .label = label, .style = dia_style_node(d), .cluster = cluster};
    SM_LIST_ADD(d->arena, &net->nodes, node);
    return &net->nodes.items[net->nodes.count - 1];
}

dia_net_edge *dia_net_add_edge(dia *d, dia_net *net, int from, int to)
{
    dia_net_edge edge = {.from = from,
                         .to = to,
                         .from_cluster = -1,
                         .to_cluster = -1,
                         .to_tip = DIA_TIP_ARROW,
                         .ink = d->palette.line,
                         .width = DIA_LINE,
                         .length = 1};
    SM_LIST_ADD(d->arena, &net->edges, edge);
    return &net->edges.items[net->edges.count - 1];
}

dia_net_cluster *dia_net_add_cluster(dia *d, dia_net *net, int parent, dia_label title)
{
    dia_net_cluster cluster = {
        .parent = parent, .title = title, .style = dia_style_cluster(d), .radius = 6};
    SM_LIST_ADD(d->arena, &net->clusters, cluster);
    return &net->clusters.items[net->clusters.count - 1];
}

void dia_net_fill_clusters(dia *d, dia_net *net)
{
    bool *filled = SM_NEW_ARRAY(d->arena, bool, net->clusters.count + 1);
    for (size_t i = 0; i < net->nodes.count; i++)
        for (int c = net->nodes.items[i].cluster; c >= 0 && !filled[c];
             c = net->clusters.items[c].parent)
            filled[c] = true;
    for (size_t k = net->clusters.count; k-- > 0;) {
        if (filled[k])
            continue;
        dia_net_node *node = dia_net_add_node(d, net, DIA_TEXT, (dia_label){0}, (int)k);
        node->width = 50;
        node->height = 7;
        for (int c = (int)k; c >= 0 && !filled[c]; c = net->clusters.items[c].parent)
            filled[c] = true;
    }
}

static void measure_node(dia_net_node *node)
{
    sm_pt width, height;
    dia_shape_measure(node->shape, node->label.width, node->label.height, &width, &height);
    if (node->width <= 0)
        node->width = width;
    if (node->height <= 0)
        node->height = height;
}

static sm_pt larger(sm_pt a, sm_pt b)
{
    return a > b ? a : b;
}

/* Labels at the ends need room between ranks. */
static sm_pt end_label_room(const dia_net *net)
{
    sm_pt room = 0;
    for (size_t i = 0; i < net->edges.count; i++) {
        const dia_net_edge *e = &net->edges.items[i];
        sm_pt from = net->direction == DIA_DOWN || net->direction == DIA_UP
                         ? e->from_label.height
                         : e->from_label.width;
        sm_pt to = net->direction == DIA_DOWN || net->direction == DIA_UP ? e->to_label.height
                                                                          : e->to_label.width;
        room = larger(room, (from > 0 ? from + 8 : 0) + (to > 0 ? to + 8 : 0));
    }
    return room;
}

static dia_graph make_graph(dia *d, const dia_net *net)
{
    dia_graph g = {.direction = net->direction,
                   .node_gap = net->node_gap > 0 ? net->node_gap : 26,
                   .rank_gap = net->rank_gap > 0 ? net->rank_gap : 38,
                   .node_count = net->nodes.count,
                   .edge_count = net->edges.count,
                   .cluster_count = net->clusters.count};
    g.rank_gap += end_label_room(net) + (g.cluster_count > 0 ? 20 : 0);
    g.nodes = SM_NEW_ARRAY(d->arena, dia_graph_node, g.node_count + 1);
    g.edges = SM_NEW_ARRAY(d->arena, dia_graph_edge, g.edge_count + 1);
    g.clusters = SM_NEW_ARRAY(d->arena, dia_graph_cluster, g.cluster_count + 1);
    for (size_t i = 0; i < g.node_count; i++) {
        dia_net_node *n = &net->nodes.items[i];
        measure_node(n);
        g.nodes[i] =
            (dia_graph_node){.width = n->width, .height = n->height, .cluster = n->cluster};
    }
    for (size_t i = 0; i < g.edge_count; i++) {
        const dia_net_edge *e = &net->edges.items[i];
        bool label = e->label.count > 0 && e->stroke != DIA_HIDDEN;
        /* The margins inside a cluster take from the line that ends at it. */
        int more = (e->from_cluster >= 0 ? 1 : 0) + (e->to_cluster >= 0 ? 1 : 0);
        g.edges[i] = (dia_graph_edge){.from = e->from,
                                      .to = e->to,
                                      .from_cluster = e->from_cluster,
                                      .to_cluster = e->to_cluster,
                                      .length = e->length,
                                      .half_lengths = label ? 0 : more,
                                      .sideways = e->sideways,
                                      .label_width = label ? e->label.width + 8 : 0,
                                      .label_height = label ? e->label.height + 3 : 0};
    }
    for (size_t i = 0; i < g.cluster_count; i++) {
        const dia_net_cluster *c = &net->clusters.items[i];
        bool title = c->title.count > 0;
        g.clusters[i] = (dia_graph_cluster){.parent = c->parent,
                                            .title_width = title ? c->title.width + 16 : 0,
                                            .title_height = title ? c->title.height + 4 : 0,
                                            .has_direction = c->has_direction,
                                            .direction = c->direction};
    }
    return g;
}

static void draw_cluster(dia *d, const dia_net_cluster *c)
{
    sm_path path = sm_path_new(d->arena);
    sm_path_round_rect(&path, c->box, c->radius);
    sm_mark *mark =
        sm_scene_add_path(&d->scene, &path, c->style.fill, c->style.stroke, c->style.width);
    mark->as.path.dash = c->style.dash;
    mark->as.path.gap = c->style.gap;
}

static sm_rect end_box(const dia_net *net, int node, int cluster)
{
    return cluster >= 0 ? net->clusters.items[cluster].box : net->nodes.items[node].box;
}

static sm_path end_outline(dia *d, const dia_net *net, int node, int cluster)
{
    if (cluster >= 0) {
        sm_path path = sm_path_new(d->arena);
        sm_path_rect(&path, end_box(net, node, cluster));
        return path;
    }
    return dia_shape_outline(d->arena, net->nodes.items[node].shape,
                             net->nodes.items[node].box);
}

/* A label beside the line's end: a cardinality or a role. */
static void draw_end_label(dia *d, const dia_net *net, const dia_label *label,
                           const dia_graph_curve *curve, dia_tip tip)
{
    if (label->count == 0 || curve->count < 4)
        return;
    bool down = net->direction == DIA_DOWN || net->direction == DIA_UP;
    sm_pt back = dia_tip_length(tip) + (down ? label->height : label->width) / 2 + 4;
    sm_point end = curve->points[curve->count - 1];
    sm_point at = dia_curve_at(curve, back);
    sm_point slope = {at.x - end.x, at.y - end.y};
    if (down) {
        /* On the outer side of a slanted line, where the lines of siblings do not run. */
        sm_pt side = slope.x < -0.5 ? -1 : 1;
        at.x += side * (label->width / 2 + 7);
    } else
        at.y += (slope.y < -0.5 ? -1 : 1) * (label->height / 2 + 5);
    dia_label_center(d, label, at);
}

static void draw_edge(dia *d, const dia_net *net, const dia_net_edge *e,
                      const dia_graph_edge *placed)
{
    dia_graph_curve curves[2] = {placed->curves[0], placed->curves[1]};
    if (curves[0].count == 0 || e->stroke == DIA_HIDDEN)
        return;
    bool split = curves[1].count > 0;
    dia_graph_curve *last = split ? &curves[1] : &curves[0];
    sm_path to = end_outline(d, net, e->to, e->to_cluster);
    sm_path from = end_outline(d, net, e->from, e->from_cluster);
    dia_curve_clip(d->arena, last, &to);
    dia_curve_reverse(&curves[0]);
    dia_curve_clip(d->arena, &curves[0], &from);
    sm_point start = curves[0].points[curves[0].count - 1];
    sm_pt from_length = dia_tip_length(e->from_tip);
    draw_end_label(d, net, &e->from_label, &curves[0], e->from_tip);
    dia_curve_shorten(&curves[0], from_length);
    sm_point before_start = dia_curve_at(&curves[0], from_length > 1 ? 0 : 6);
    dia_curve_reverse(&curves[0]);
    sm_point end = last->points[last->count - 1];
    draw_end_label(d, net, &e->to_label, last, e->to_tip);
    sm_pt to_length = dia_tip_length(e->to_tip);
    dia_curve_shorten(last, to_length);
    sm_point before_end = dia_curve_at(last, to_length > 1 ? 0 : 6);
    dia_curve_draw(d, &curves[0], e->stroke, e->ink, e->width, e->dash, e->gap);
    if (split)
        dia_curve_draw(d, &curves[1], e->stroke, e->ink, e->width, e->dash, e->gap);
    dia_tip_draw(d, e->from_tip, before_start, start, end_box(net, e->from, e->from_cluster),
                 e->ink, e->width);
    dia_tip_draw(d, e->to_tip, before_end, end, end_box(net, e->to, e->to_cluster), e->ink,
                 e->width);
}

/* A label that an engine could not keep free of lines (CLEAR), or did not know of, stands on a
 * piece of paper. */
static void draw_edge_label(dia *d, const dia_net_edge *e, const dia_graph *g, size_t index,
                            bool clear)
{
    const dia_graph_edge *placed = &g->edges[index];
    if (e->label.count == 0 || e->stroke == DIA_HIDDEN || placed->curves[0].count == 0)
        return;
    sm_rect area = {placed->label_at.x - e->label.width / 2 - 3,
                    placed->label_at.y - e->label.height / 2 - 1, e->label.width + 6,
                    e->label.height + 2};
    bool loop = placed->curves[1].count == 0;
    if (!clear || (loop && dia_graph_lines_in(g, area) > 0)) {
        sm_path path = sm_path_new(d->arena);
        sm_path_round_rect(&path, area, 2);
        sm_scene_add_path(&d->scene, &path, d->palette.background, sm_ink_none(), 0);
    }
    dia_label_center(d, &e->label, placed->label_at);
}

static void draw_node(dia *d, const dia_net_node *node)
{
    sm_scene_builder outer = d->scene;
    bool linked = node->url.len > 0 && dia_url_is_safe(node->url);
    if (linked)
        d->scene = sm_scene_build(d->arena);
    dia_shape_draw(d, node->shape, node->box, &node->style);
    if (node->draw != NULL)
        node->draw(d, node, node->box);
    else {
        sm_point center = {node->box.x + node->box.width / 2,
                           node->box.y + node->box.height / 2 +
                               dia_shape_label_shift(node->shape, node->box)};
        dia_label_center(d, &node->label, center);
    }
    if (!linked)
        return;
    const sm_mark *marks = d->scene.first;
    d->scene = outer;
    sm_mark *link = sm_scene_add(&d->scene, SM_MARK_LINK);
    link->as.link.box = node->box;
    link->as.link.url = node->url;
    link->as.link.title = node->tooltip;
    link->as.link.marks = marks;
}

static void take_places(dia_net *net, const dia_graph *g)
{
    for (size_t i = 0; i < net->nodes.count; i++) {
        dia_net_node *n = &net->nodes.items[i];
        n->box = (sm_rect){g->nodes[i].at.x - n->width / 2, g->nodes[i].at.y - n->height / 2,
                           n->width, n->height};
    }
    for (size_t i = 0; i < net->clusters.count; i++)
        net->clusters.items[i].box = g->clusters[i].box;
}

/* What is to be seen at BOX in CLUSTER, without the lines. */
static void draw_paper(dia *d, const dia_net *net, int cluster, sm_rect box)
{
    enum { DEPTH_MAX = 16 };
    sm_ink fills[DEPTH_MAX + 1];
    size_t count = 0;
    for (; cluster >= 0 && count < DEPTH_MAX; cluster = net->clusters.items[cluster].parent)
        fills[count++] = net->clusters.items[cluster].style.fill;
    fills[count++] = d->palette.background;
    while (count-- > 0) {
        sm_path path = sm_path_new(d->arena);
        sm_path_round_rect(&path, box, 3);
        sm_scene_add_path(&d->scene, &path, fills[count], sm_ink_none(), 0);
    }
}

/* A title stands in the middle, or at the side where fewer lines run through it. */
static void draw_cluster_title(dia *d, const dia_net *net, const dia_graph *g, size_t index)
{
    enum { LOOK_MAX = 300 };
    const dia_label *title = &net->clusters.items[index].title;
    if (title->count == 0)
        return;
    sm_rect box = g->clusters[index].box;
    sm_point at = g->clusters[index].title_at;
    sm_pt half = title->width / 2 + 4;
    const sm_pt x[] = {at.x, box.x + half + 4, box.x + box.width - half - 4};
    size_t best = 0, fewest = SM_STR_NONE;
    for (size_t i = 0; i < 3 && g->edge_count < LOOK_MAX; i++) {
        sm_rect area = {x[i] - half, at.y - title->height / 2, 2 * half, title->height};
        size_t hits = dia_graph_lines_in(g, area);
        if (hits < fewest) {
            fewest = hits;
            best = i;
        }
    }
    at.x = x[best];
    if (fewest > 0)
        draw_paper(d, net, (int)index,
                   (sm_rect){at.x - half, at.y - title->height / 2, 2 * half, title->height});
    dia_label_center(d, title, at);
}

static sm_str name_of_end(dia *d, const dia_net *net, int node, int cluster)
{
    if (cluster >= 0)
        return dia_label_text(d->arena, &net->clusters.items[cluster].title);
    const dia_net_node *n = &net->nodes.items[node];
    if (n->shape == DIA_START || n->shape == DIA_STOP)
        return n->shape == DIA_START ? SM_STR("start") : SM_STR("end");
    return n->name.len > 0 ? n->name : dia_label_text(d->arena, &n->label);
}

/* Which leads to which; then what nothing leads to. */
static void tell_net(dia *d, const dia_net *net)
{
    bool *told = SM_NEW_ARRAY(d->arena, bool, net->nodes.count + 1);
    for (size_t i = 0; i < net->edges.count; i++) {
        const dia_net_edge *e = &net->edges.items[i];
        if (e->from_cluster < 0)
            told[e->from] = true;
        if (e->to_cluster < 0)
            told[e->to] = true;
        if (e->stroke == DIA_HIDDEN)
            continue;
        bool backward = e->from_tip != DIA_TIP_NONE && e->to_tip == DIA_TIP_NONE;
        sm_str from = name_of_end(d, net, e->from, e->from_cluster);
        sm_str to = name_of_end(d, net, e->to, e->to_cluster);
        sm_str label = dia_label_text(d->arena, &e->label);
        dia_tell(d, label.len > 0 ? "%.*s to %.*s: %.*s" : "%.*s to %.*s%.*s",
                 SM_STR_ARG(backward ? to : from), SM_STR_ARG(backward ? from : to),
                 SM_STR_ARG(label));
    }
    for (size_t i = 0; i < net->nodes.count; i++) {
        sm_str name = name_of_end(d, net, (int)i, -1);
        if (!told[i] && name.len > 0)
            dia_tell(d, "%.*s", SM_STR_ARG(name));
    }
}

static dia_direction turned(dia_direction direction)
{
    switch (direction) {
    case DIA_DOWN:
        return DIA_RIGHT;
    case DIA_UP:
        return DIA_LEFT;
    case DIA_RIGHT:
        return DIA_DOWN;
    case DIA_LEFT:
        return DIA_UP;
    }
    return DIA_DOWN;
}

void dia_net_draw(dia *d, dia_net *net)
{
    if (d->turn) {
        net->direction = turned(net->direction);
        for (size_t i = 0; i < net->clusters.count; i++)
            net->clusters.items[i].direction = turned(net->clusters.items[i].direction);
        d->turned = true;
    }
    enum { PARTS_MAX = 20000 };
    d->too_large = d->too_large || net->nodes.count > dia_most(d, PARTS_MAX) ||
                   net->edges.count > dia_most(d, PARTS_MAX);
    if (d->too_large)
        return;
    tell_net(d, net);
    dia_graph g = make_graph(d, net);
    bool placed = dia_graph_layout(d->arena, &g);
    if (!placed)
        dia_report(d, SM_DIAG_DIAGRAM_SIMPLIFIED, 0, "%zu nodes and %zu connections",
                   net->nodes.count, net->edges.count);
    take_places(net, &g);
    for (size_t i = 0; i < net->clusters.count; i++)
        draw_cluster(d, &net->clusters.items[i]);
    for (size_t i = 0; i < net->edges.count; i++)
        draw_edge(d, net, &net->edges.items[i], &g.edges[i]);
    for (size_t i = 0; i < net->clusters.count; i++)
        draw_cluster_title(d, net, &g, i);
    for (size_t i = 0; i < net->nodes.count; i++)
        draw_node(d, &net->nodes.items[i]);
    for (size_t i = 0; i < net->edges.count; i++)
        draw_edge_label(d, &net->edges.items[i], &g, i, placed);
}
