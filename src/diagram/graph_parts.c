/* Parts of a graph that nothing joins are laid out one by one and stand beside each other in
 * the author's order; when that gets too wide, in rows. */
#include "graph.h"
#include "specmill/base/list.h"
#include <math.h>
#include <string.h>

static const sm_pt widest_row = 760; /* beyond this, rows are broken */

typedef struct member {
    int part, index; /* in the part */
} member;

typedef struct pieces {
    dia_graph *parts;
    size_t count;
    member *nodes, *clusters; /* by the whole's index */
    member *edges;
} pieces;

static int root_of(int *parent, int i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void join(int *parent, int a, int b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

/* Which part each node and cluster is in; parts are numbered by their first node. */
static size_t find_parts(sm_arena *arena, const dia_graph *g, pieces *p)
{
    int nodes = (int)g->node_count, clusters = (int)g->cluster_count;
    int *parent = SM_NEW_ARRAY(arena, int, g->node_count + g->cluster_count + 1);
    for (int i = 0; i < nodes + clusters; i++)
        parent[i] = i;
    for (int i = 0; i < nodes; i++)
        if (g->nodes[i].cluster >= 0)
            join(parent, i, nodes + g->nodes[i].cluster);
    for (int i = 0; i < clusters; i++)
        if (g->clusters[i].parent >= 0)
            join(parent, nodes + i, nodes + g->clusters[i].parent);
    for (size_t i = 0; i < g->edge_count; i++) {
        const dia_graph_edge *e = &g->edges[i];
        join(parent, e->from_cluster >= 0 ? nodes + e->from_cluster : e->from,
             e->to_cluster >= 0 ? nodes + e->to_cluster : e->to);
    }
    int *numbers = SM_NEW_ARRAY(arena, int, g->node_count + g->cluster_count + 1);
    size_t count = 0;
    for (int i = 0; i < nodes + clusters; i++) {
        int root = root_of(parent, i);
        if (numbers[root] == 0)
            numbers[root] = (int)++count;
        member *m = i < nodes ? &p->nodes[i] : &p->clusters[i - nodes];
        m->part = numbers[root] - 1;
    }
    return count;
}

/* Room in each part for its members, which are counted. */
static void make_room(sm_arena *arena, const dia_graph *g, pieces *p)
{
    for (size_t i = 0; i < p->count; i++) {
        p->parts[i] = *g;
        p->parts[i].node_count = p->parts[i].edge_count = p->parts[i].cluster_count = 0;
    }
    for (size_t i = 0; i < g->node_count; i++)
        p->nodes[i].index = (int)p->parts[p->nodes[i].part].node_count++;
    for (size_t i = 0; i < g->cluster_count; i++)
        p->clusters[i].index = (int)p->parts[p->clusters[i].part].cluster_count++;
    for (size_t i = 0; i < g->edge_count; i++) {
        const dia_graph_edge *e = &g->edges[i];
        p->edges[i].part =
            e->from_cluster >= 0 ? p->clusters[e->from_cluster].part : p->nodes[e->from].part;
        p->edges[i].index = (int)p->parts[p->edges[i].part].edge_count++;
    }
    for (size_t i = 0; i < p->count; i++) {
        dia_graph *part = &p->parts[i];
        part->nodes = SM_NEW_ARRAY(arena, dia_graph_node, part->node_count + 1);
        part->edges = SM_NEW_ARRAY(arena, dia_graph_edge, part->edge_count + 1);
        part->clusters = SM_NEW_ARRAY(arena, dia_graph_cluster, part->cluster_count + 1);
    }
}

static void hand_out(const dia_graph *g, pieces *p)
{
    for (size_t i = 0; i < g->node_count; i++) {
        dia_graph_node node = g->nodes[i];
        if (node.cluster >= 0)
            node.cluster = p->clusters[node.cluster].index;
        p->parts[p->nodes[i].part].nodes[p->nodes[i].index] = node;
    }
    for (size_t i = 0; i < g->cluster_count; i++) {
        dia_graph_cluster cluster = g->clusters[i];
        if (cluster.parent >= 0)
            cluster.parent = p->clusters[cluster.parent].index;
        p->parts[p->clusters[i].part].clusters[p->clusters[i].index] = cluster;
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        dia_graph_edge e = g->edges[i];
        if (e.from_cluster >= 0)
            e.from_cluster = p->clusters[e.from_cluster].index;
        else
            e.from = p->nodes[e.from].index;
        if (e.to_cluster >= 0)
            e.to_cluster = p->clusters[e.to_cluster].index;
        else
            e.to = p->nodes[e.to].index;
        p->parts[p->edges[i].part].edges[p->edges[i].index] = e;
    }
}

static void move_curve(dia_graph_curve *curve, sm_point by)
{
    for (size_t i = 0; i < curve->count; i++) {
        curve->points[i].x += by.x;
        curve->points[i].y += by.y;
    }
}

static void gather(dia_graph *g, const pieces *p, const sm_point *by)
{
    for (size_t i = 0; i < g->node_count; i++) {
        sm_point at = p->parts[p->nodes[i].part].nodes[p->nodes[i].index].at;
        sm_point move = by[p->nodes[i].part];
        g->nodes[i].at = (sm_point){at.x + move.x, at.y + move.y};
    }
    for (size_t i = 0; i < g->cluster_count; i++) {
        const dia_graph_cluster *c =
            &p->parts[p->clusters[i].part].clusters[p->clusters[i].index];
        sm_point move = by[p->clusters[i].part];
        g->clusters[i].box =
            (sm_rect){c->box.x + move.x, c->box.y + move.y, c->box.width, c->box.height};
        g->clusters[i].title_at = (sm_point){c->title_at.x + move.x, c->title_at.y + move.y};
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        const dia_graph_edge *e = &p->parts[p->edges[i].part].edges[p->edges[i].index];
        sm_point move = by[p->edges[i].part];
        memcpy(g->edges[i].curves, e->curves, sizeof e->curves);
        move_curve(&g->edges[i].curves[0], move);
        move_curve(&g->edges[i].curves[1], move);
        g->edges[i].label_at = (sm_point){e->label_at.x + move.x, e->label_at.y + move.y};
    }
}

/* Where each part goes. Rows run across the direction of flow. */
static sm_point *arrange(sm_arena *arena, dia_graph *g, const pieces *p)
{
    bool down = dia_graph_flows_down(g);
    sm_pt gap = g->node_gap * (g->cluster_count > 0 ? 0.9 : 1.5), total = 0, area = 0;
    for (size_t i = 0; i < p->count; i++) {
        const dia_graph *part = &p->parts[i];
        total += (down ? part->width : part->height) + gap;
        area += (part->width + gap) * (part->height + gap);
    }
    sm_pt limit = total;
    if (total > widest_row)
        limit = fmax(widest_row, sqrt(area * 1.8));
    sm_point *places = SM_NEW_ARRAY(arena, sm_point, p->count + 1);
    sm_pt across = 0, along = 0, depth = 0, breadth = 0;
    for (size_t i = 0; i < p->count; i++) {
        const dia_graph *part = &p->parts[i];
        sm_pt wide = down ? part->width : part->height;
        sm_pt deep = down ? part->height : part->width;
        if (across > 0 && across + wide > limit) {
            along += depth + gap;
            across = depth = 0;
        }
        places[i] = down ? (sm_point){across, along} : (sm_point){along, across};
        across += wide + gap;
        breadth = fmax(breadth, across - gap);
        depth = fmax(depth, deep);
    }
    g->width = down ? breadth : along + depth;
    g->height = down ? along + depth : breadth;
    if (g->direction == DIA_UP || g->direction == DIA_LEFT) /* they start at the other end */
        for (size_t i = 0; i < p->count; i++) {
            if (down)
                places[i].y = g->height - places[i].y - p->parts[i].height;
            else
                places[i].x = g->width - places[i].x - p->parts[i].width;
        }
    return places;
}

bool dia_graph_parts(sm_arena *arena, dia_graph *g,
                     bool (*layout)(sm_arena *arena, dia_graph *graph))
{
    pieces p = {.nodes = SM_NEW_ARRAY(arena, member, g->node_count + 1),
                .clusters = SM_NEW_ARRAY(arena, member, g->cluster_count + 1),
                .edges = SM_NEW_ARRAY(arena, member, g->edge_count + 1)};
    p.count = find_parts(arena, g, &p);
    if (p.count < 2)
        return layout(arena, g);
    p.parts = SM_NEW_ARRAY(arena, dia_graph, p.count);
    make_room(arena, g, &p);
    hand_out(g, &p);
    bool ok = true;
    for (size_t i = 0; i < p.count; i++)
        if (p.parts[i].node_count > 0)
            ok = layout(arena, &p.parts[i]) && ok;
    gather(g, &p, arrange(arena, g, &p));
    return ok;
}
