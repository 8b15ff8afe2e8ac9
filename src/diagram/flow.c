/* Flowcharts drawn: the model as a net, styles and links applied. */
#include "flow.h"
#include "kinds.h"

/* Mermaid 11's names for shapes, with all their aliases. */
static const struct {
    const char *names;
    dia_shape shape;
} shape_names[] = {
    {"rect|proc|process|rectangle|square|icon|image", DIA_RECT},
    {"rounded|event", DIA_ROUND},
    {"stadium|pill|terminal", DIA_STADIUM},
    {"fr-rect|framed-rectangle|subproc|subprocess|subroutine", DIA_SUBROUTINE},
    {"cyl|cylinder|database|db", DIA_CYLINDER},
    {"circle|circ", DIA_CIRCLE},
    {"odd|rect_left_inv_arrow", DIA_ODD},
    {"diam|decision|diamond|question|rhombus", DIA_DIAMOND},
    {"hex|hexagon|prepare", DIA_HEXAGON},
    {"lean-r|in-out|lean-right|lean_right", DIA_LEAN_RIGHT},
    {"lean-l|lean-left|lean_left|out-in", DIA_LEAN_LEFT},
    {"trap-b|priority|trapezoid|trapezoid-bottom", DIA_TRAPEZOID},
    {"trap-t|inv-trapezoid|inv_trapezoid|manual|trapezoid-top", DIA_TRAPEZOID_FLIPPED},
    {"dbl-circ|double-circle|doublecircle", DIA_DOUBLE_CIRCLE},
    {"ellipse", DIA_ELLIPSE},
    {"text", DIA_TEXT},
    {"notch-rect|card|notched-rectangle", DIA_CARD},
    {"lin-rect|lin-proc|lined-process|lined-proc|lined-rectangle|shaded-process",
     DIA_LINED_RECT},
    {"sm-circ|small-circle|start|f-circ|filled-circle", DIA_START},
    {"junction", DIA_JUNCTION},
    {"fr-circ|framed-circle|stop", DIA_STOP},
    {"fork|join|bar", DIA_BAR},
    {"hourglass|collate", DIA_HOURGLASS},
    {"brace|brace-l|comment", DIA_BRACE_LEFT},
    {"brace-r", DIA_BRACE_RIGHT},
    {"braces", DIA_BRACES},
    {"bolt|com-link|lightning-bolt", DIA_BOLT},
    {"doc|document", DIA_DOCUMENT},
    {"delay|half-rounded-rectangle", DIA_DELAY},
    {"h-cyl|das|horizontal-cylinder", DIA_DRUM},
    {"lin-cyl|disk|lined-cylinder", DIA_LINED_CYLINDER},
    {"curv-trap|curved-trapezoid|display", DIA_DISPLAY},
    {"div-rect|div-proc|divided-process|divided-rectangle", DIA_DIVIDED_RECT},
    {"tri|extract|triangle", DIA_TRIANGLE},
    {"win-pane|internal-storage|window-pane", DIA_WINDOW},
    {"lin-doc|lined-document", DIA_LINED_DOCUMENT},
    {"notch-pent|loop-limit|notched-pentagon", DIA_PENTAGON},
    {"flip-tri|flipped-triangle|manual-file", DIA_TRIANGLE_FLIPPED},
    {"sl-rect|manual-input|sloped-rectangle", DIA_SLOPED},
    {"docs|documents|st-doc|stacked-document", DIA_STACKED_DOCUMENT},
    {"st-rect|processes|procs|stacked-rectangle", DIA_STACKED_RECT},
    {"bow-rect|bow-tie-rectangle|stored-data", DIA_BOW_RECT},
    {"cross-circ|crossed-circle|summary", DIA_CROSSED_CIRCLE},
    {"tag-doc|tagged-document", DIA_TAGGED_DOCUMENT},
    {"tag-rect|tag-proc|tagged-process|tagged-rectangle", DIA_TAGGED_RECT},
    {"flag|paper-tape", DIA_FLAG},
    {"cloud|bang", DIA_ELLIPSE},
    {"datastore|data-store", DIA_DATASTORE},
};

bool dia_shape_named(sm_str name, dia_shape *shape)
{
    for (size_t i = 0; i < sizeof shape_names / sizeof *shape_names; i++)
        if (sm_str_among(name, shape_names[i].names)) {
            *shape = shape_names[i].shape;
            return true;
        }
    return false;
}

static void apply_all(const flow *f, const sm_str_builder *classes,
                      const sm_str_builder *styles, dia_style *style, bool with_default)
{
    if (with_default)
        dia_classes_apply(&f->classes, SM_STR("default"), style);
    for (size_t i = 0; i < classes->count; i++)
        dia_classes_apply(&f->classes, classes->items[i], style);
    for (size_t i = 0; i < styles->count; i++)
        dia_style_apply(style, styles->items[i]);
    dia_style_finish(style);
}

/* What the author's nodes and groups became in the net. */
typedef struct flow_map {
    int *node;      /* net node, or -1 */
    int *group;     /* net cluster, or -1: see box */
    int *group_box; /* net node that stands for an empty group, or -1 */
    int *as_group;  /* by node: the group that has the node's id, or -1 */
} flow_map;

static dia_label label_with(dia *d, sm_str text, const dia_style *style)
{
    return dia_label_make(d, text,
                          (dia_label_style){.size = DIA_TEXT_SIZE,
                                            .wrap = DIA_WRAP,
                                            .bold = style->bold,
                                            .italic = style->italic,
                                            .ink = style->text});
}

static void add_groups(flow *f, dia_net *net, flow_map *map)
{
    dia *d = f->d;
    bool *filled = SM_NEW_ARRAY(d->arena, bool, f->groups.count + 1);
    for (size_t n = 0; n < f->nodes.count; n++)
        for (int g = map->as_group[n] < 0 ? f->nodes.items[n].group : -1; g >= 0 && !filled[g];
             g = f->groups.items[g].parent)
            filled[g] = true;
    for (size_t g = 0; g < f->groups.count; g++) {
        const flow_group *group = &f->groups.items[g];
        dia_style style = dia_style_cluster(d);
        apply_all(f, &group->classes, &group->styles, &style, false);
        style.bold = true;
        dia_label title = label_with(d, group->title, &style);
        int parent = group->parent >= 0 ? map->group[group->parent] : -1;
        map->group[g] = map->group_box[g] = -1;
        if (filled[g]) {
            map->group[g] = (int)net->clusters.count;
            dia_net_cluster *c = dia_net_add_cluster(d, net, parent, title);
            c->style = style;
            c->has_direction = group->has_direction;
            c->direction = group->direction;
        } else {
            map->group_box[g] = (int)net->nodes.count;
            dia_net_add_node(d, net, DIA_RECT, title, parent)->style = style;
        }
    }
}

/* The address of the first link in TEXT: "<a href='there'>". */
static sm_str link_in(sm_str text)
{
    size_t tag = sm_str_find(text, SM_STR("<a "));
    if (tag == SM_STR_NONE)
        return (sm_str){0};
    sm_str rest = sm_str_from(text, tag);
    rest = sm_str_sub(rest, 0, sm_str_find_char(rest, '>'));
    size_t href = sm_str_find(rest, SM_STR("href="));
    if (href == SM_STR_NONE)
        return (sm_str){0};
    rest = sm_str_from(rest, href + 5);
    size_t end = 0;
    char quote = rest.len > 0 ? rest.ptr[0] : 0;
    if (quote != '\'' && quote != '"') {
        while (end < rest.len && !sm_is_space(rest.ptr[end]))
            end++;
        return sm_str_sub(rest, 0, end);
    }
    rest = sm_str_from(rest, 1);
    return sm_str_sub(rest, 0, sm_str_find_char(rest, quote));
}

static void add_nodes(flow *f, dia_net *net, flow_map *map)
{
    dia *d = f->d;
    for (size_t n = 0; n < f->nodes.count; n++) {
        const flow_node *node = &f->nodes.items[n];
        map->node[n] = -1;
        if (map->as_group[n] >= 0)
            continue;
        dia_style style = dia_style_node(d);
        apply_all(f, &node->classes, &node->styles, &style, true);
        sm_str text = node->text.ptr != NULL ? node->text : node->id;
        if (node->shape == DIA_START || node->shape == DIA_STOP || node->shape == DIA_BAR ||
            node->shape == DIA_JUNCTION || node->shape == DIA_CROSSED_CIRCLE ||
            (node->text.ptr == NULL &&
             (node->shape == DIA_HOURGLASS || node->shape == DIA_BOLT)))
            text = SM_STR("");
        dia_label label = label_with(d, text, &style);
        map->node[n] = (int)net->nodes.count;
        int cluster = node->group >= 0 ? map->group[node->group] : -1;
        dia_net_node *added = dia_net_add_node(d, net, node->shape, label, cluster);
        added->style = style;
        added->url = node->url.len > 0 ? node->url : link_in(text);
        added->tooltip = node->tooltip;
        if (node->shape == DIA_BAR &&
            (net->direction == DIA_RIGHT || net->direction == DIA_LEFT)) {
            added->width = 6;
            added->height = 70;
        }
    }
}

static void resolve_end(const flow_map *map, int node, int *net_node, int *net_cluster)
{
    int group = map->as_group[node];
    *net_cluster = group >= 0 ? map->group[group] : -1;
    *net_node = group >= 0 ? map->group_box[group] : map->node[node];
    if (*net_node < 0)
        *net_node = 0;
}

static void style_edge(dia_net_edge *edge, sm_str css)
{
    dia_style style = {.stroke = edge->ink,
                       .text = edge->label.ink,
                       .width = edge->width,
                       .dash = edge->dash,
                       .gap = edge->gap};
    dia_style_apply(&style, css);
    edge->ink = style.stroke;
    edge->width = style.width;
    edge->dash = style.dash;
    edge->gap = style.gap;
    edge->label.ink = style.text;
}

/* "default" first, then those with numbers ("0,2,5"), in the author's order. */
static void style_edges(const flow *f, dia_net *net)
{
    for (size_t i = 0; i < f->link_styles.count; i++)
        if (sm_str_equal(f->link_styles.items[i].targets, SM_STR("default")))
            for (size_t e = 0; e < net->edges.count && i < 20; e++)
                style_edge(&net->edges.items[e], f->link_styles.items[i].style);
    for (size_t i = 0; i < f->link_styles.count; i++) {
        sm_str list = f->link_styles.items[i].targets, piece, rest;
        double number;
        while (sm_str_split(&list, ',', &piece))
            if (dia_number(sm_str_trim(piece), &number, &rest) && number >= 0 &&
                number < (double)net->edges.count)
                style_edge(&net->edges.items[(size_t)number], f->link_styles.items[i].style);
    }
}

static void add_edges(flow *f, dia_net *net, const flow_map *map)
{
    dia *d = f->d;
    for (size_t i = 0; i < f->edges.count; i++) {
        const flow_edge *edge = &f->edges.items[i];
        dia_net_edge *added = dia_net_add_edge(d, net, 0, 0);
        resolve_end(map, edge->from, &added->from, &added->from_cluster);
        resolve_end(map, edge->to, &added->to, &added->to_cluster);
        if (edge->text.len > 0)
            added->label = dia_label_edge(d, edge->text);
        added->from_tip = edge->from_tip;
        added->to_tip = edge->to_tip;
        added->stroke = edge->stroke;
        added->length = edge->length;
    }
    style_edges(f, net);
}

/* A node whose id is a group's is that group, unless it has a text of its own. */
static void find_groups(const flow *f, flow_map *map)
{
    for (size_t n = 0; n < f->nodes.count; n++) {
        const flow_node *node = &f->nodes.items[n];
        map->as_group[n] =
            node->text.ptr == NULL ? dia_names_find(&f->group_names, node->id) : -1;
    }
}

const sm_scene *dia_flowchart(dia *d, size_t at)
{
    flow f = {.d = d, .s = d->text, .at = at};
    flow_parse(&f);
    if (d->too_large || (f.nodes.count == 0 && f.groups.count == 0))
        return NULL;
    flow_map map = {SM_NEW_ARRAY(d->arena, int, f.nodes.count + 1),
                    SM_NEW_ARRAY(d->arena, int, f.groups.count + 1),
                    SM_NEW_ARRAY(d->arena, int, f.groups.count + 1),
                    SM_NEW_ARRAY(d->arena, int, f.nodes.count + 1)};
    dia_net net = {.direction = f.direction};
    find_groups(&f, &map);
    add_groups(&f, &net, &map);
    add_nodes(&f, &net, &map);
    add_edges(&f, &net, &map);
    dia_net_draw(d, &net);
    return dia_finish(d, "Flowchart", "%zu nodes, %zu connections", net.nodes.count,
                      net.edges.count);
}
