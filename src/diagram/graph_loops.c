/* Loops from a node or a cluster to itself, beside what the engine has placed. */
#include "graph.h"

static const sm_pt loop_reach = 24; /* how far a loop stands out */
static const sm_pt label_gap = 4;

struct dia_graph_loops {
    sm_pt *out;              /* by node: how far its loops stand out, labels included */
    sm_pt *widths, *heights; /* by node: without the room for them */
};

static bool is_loop(const dia_graph_edge *edge)
{
    return edge->from_cluster < 0 && edge->to_cluster < 0 && edge->from == edge->to;
}

/* What a loop's label takes across the flow. */
static sm_pt label_room(const dia_graph *g, const dia_graph_edge *edge)
{
    sm_pt label = dia_graph_flows_down(g) ? edge->label_width : edge->label_height;
    return label > 0 ? label + label_gap : 0;
}

/* The same on both sides, so that the node stays in the middle. */
static void widen(dia_graph *g, size_t node, sm_pt across, sm_pt along)
{
    dia_graph_node *n = &g->nodes[node];
    if (dia_graph_flows_down(g)) {
        n->width += 2 * across;
        n->height = along > n->height ? along : n->height;
    } else {
        n->height += 2 * across;
        n->width = along > n->width ? along : n->width;
    }
}

const dia_graph_loops *dia_graph_make_room(sm_arena *arena, dia_graph *g)
{
    dia_graph_loops *loops = NULL;
    for (size_t i = 0; i < g->edge_count; i++) {
        const dia_graph_edge *edge = &g->edges[i];
        if (!is_loop(edge))
            continue;
        if (loops == NULL) {
            loops = SM_NEW(arena, dia_graph_loops);
            loops->out = SM_NEW_ARRAY(arena, sm_pt, g->node_count);
            loops->widths = SM_NEW_ARRAY(arena, sm_pt, g->node_count);
            loops->heights = SM_NEW_ARRAY(arena, sm_pt, g->node_count);
            for (size_t n = 0; n < g->node_count; n++) {
                loops->widths[n] = g->nodes[n].width;
                loops->heights[n] = g->nodes[n].height;
            }
        }
        sm_pt room = loop_reach + label_room(g, edge);
        loops->out[edge->from] += room;
        widen(g, (size_t)edge->from, room,
              dia_graph_flows_down(g) ? edge->label_height : edge->label_width);
    }
    return loops;
}

/* A loop that leaves NODE's center to its right (below, when the graph flows sideways), reaches
 * OUT beyond its edge and comes back. SIDE is 1, or -1 for the opposite side. */
static void draw_loop(sm_arena *arena, const dia_graph *g, dia_graph_edge *edge, sm_pt out,
                      double side)
{
    const dia_graph_node *node = &g->nodes[edge->from];
    bool down = dia_graph_flows_down(g);
    sm_pt far = side * ((down ? node->width : node->height) / 2 + out);
    sm_pt spread = (down ? node->height : node->width) / 2 * 0.62;
    if (spread > 16)
        spread = 16;
    const sm_pt along[] = {0, far, far, far, far, far, 0};
    const sm_pt across[] = {-spread, -spread, -spread, 0, spread, spread, spread};
    edge->curves[0].points = SM_NEW_ARRAY(arena, sm_point, 7);
    edge->curves[0].count = 7;
    for (size_t i = 0; i < 7; i++)
        edge->curves[0].points[i] =
            down ? (sm_point){node->at.x + along[i], node->at.y + across[i]}
                 : (sm_point){node->at.x + across[i], node->at.y + along[i]};
    sm_pt beyond = far + side * (3 + (down ? edge->label_width : edge->label_height) / 2);
    edge->label_at = down ? (sm_point){node->at.x + beyond, node->at.y}
                          : (sm_point){node->at.x, node->at.y + beyond};
}

/* A loop from a cluster to itself, at its right edge. Rare, so that no room is kept for it. */
static void draw_cluster_loop(sm_arena *arena, dia_graph *g, dia_graph_edge *edge)
{
    sm_rect box = g->clusters[edge->from_cluster].box;
    sm_pt right = box.x + box.width, y = box.y + box.height / 2;
    sm_pt far = right + loop_reach;
    edge->curves[0].points = SM_NEW_ARRAY(arena, sm_point, 4);
    edge->curves[0].count = 4;
    edge->curves[0].points[0] = (sm_point){right - 4, y - 12};
    edge->curves[0].points[1] = (sm_point){far, y - 12};
    edge->curves[0].points[2] = (sm_point){far, y + 12};
    edge->curves[0].points[3] = (sm_point){right - 4, y + 12};
    edge->label_at = (sm_point){right + loop_reach + edge->label_width / 2, y};
}

/* Where NODE's loops and their labels would be on one side. */
static sm_rect side_area(const dia_graph *g, size_t node, sm_pt out, double side)
{
    const dia_graph_node *n = &g->nodes[node];
    bool down = dia_graph_flows_down(g);
    sm_pt half = (down ? n->width : n->height) / 2;
    sm_pt length = down ? n->height : n->width, start = side > 0 ? half : -half - out;
    return down ? (sm_rect){n->at.x + start, n->at.y - length / 2, out, length}
                : (sm_rect){n->at.x - length / 2, n->at.y + start, length, out};
}

void dia_graph_draw_loops(sm_arena *arena, dia_graph *g, const dia_graph_loops *loops)
{
    enum { LOOK_MAX = 300 };
    for (size_t i = 0; i < g->edge_count; i++)
        if (g->edges[i].from_cluster >= 0 && g->edges[i].from_cluster == g->edges[i].to_cluster)
            draw_cluster_loop(arena, g, &g->edges[i]);
    if (loops == NULL)
        return;
    for (size_t n = 0; n < g->node_count; n++) {
        g->nodes[n].width = loops->widths[n];
        g->nodes[n].height = loops->heights[n];
    }
    sm_pt *used = SM_NEW_ARRAY(arena, sm_pt, g->node_count);
    double *sides = SM_NEW_ARRAY(arena, double, g->node_count);
    for (size_t i = 0; i < g->edge_count; i++) {
        dia_graph_edge *edge = &g->edges[i];
        if (!is_loop(edge))
            continue;
        size_t n = (size_t)edge->from;
        if (sides[n] == 0)
            sides[n] = g->edge_count <= LOOK_MAX &&
                               dia_graph_lines_in(g, side_area(g, n, loops->out[n], -1)) <
                                   dia_graph_lines_in(g, side_area(g, n, loops->out[n], 1))
                           ? -1
                           : 1;
        draw_loop(arena, g, edge, used[n] + loop_reach - 6, sides[n]);
        used[n] += loop_reach + label_room(g, edge);
    }
}

size_t dia_graph_lines_in(const dia_graph *g, sm_rect box)
{
    enum { STEPS = 12 };
    size_t hits = 0;
    for (size_t e = 0; e < g->edge_count; e++)
        for (int c = 0; c < 2; c++) {
            const dia_graph_curve *curve = &g->edges[e].curves[c];
            for (size_t i = 0; i + 3 < curve->count; i += 3)
                for (int step = 0; step < STEPS; step++) {
                    sm_point p = dia_bezier_at(&curve->points[i], step / (double)STEPS);
                    if (p.x > box.x && p.x < box.x + box.width && p.y > box.y &&
                        p.y < box.y + box.height)
                        hits++;
                }
        }
    return hits;
}
