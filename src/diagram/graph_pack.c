/* Nodes without edges, which an engine would line up in one row in any order, stand in a block
 * of rows that is one node for the engine. */
#include "graph.h"
#include <math.h>
#include <string.h>

typedef struct block {
    size_t count; /* of nodes in it */
    size_t taken;
    size_t per_row;
    sm_pt across, along, row_depth; /* where the next one goes */
    sm_pt breadth;                  /* of the widest row */
    int node;                       /* in the reduced graph, -1 */
    sm_pt width, height;
} block;

static bool *lonely_nodes(sm_arena *arena, const dia_graph *g)
{
    bool *lonely = SM_NEW_ARRAY(arena, bool, g->node_count + 1);
    for (size_t i = 0; i < g->node_count; i++)
        lonely[i] = true;
    for (size_t i = 0; i < g->edge_count; i++) {
        const dia_graph_edge *e = &g->edges[i];
        if (e->from_cluster < 0)
            lonely[e->from] = false;
        if (e->to_cluster < 0)
            lonely[e->to] = false;
    }
    return lonely;
}

static block *block_of(const dia_graph *g, block *blocks, const dia_graph_node *node)
{
    return &blocks[node->cluster >= 0 ? (size_t)node->cluster : g->cluster_count];
}

static size_t per_row(size_t count)
{
    return count <= 5 ? count : (size_t)ceil(sqrt((double)count * 1.6));
}

/* NODE's center relative to its block's corner, in the block's next place. */
static sm_point take_place(const dia_graph *g, block *b, const dia_graph_node *node)
{
    bool down = dia_graph_flows_down(g);
    sm_pt breadth = down ? node->width : node->height,
          depth = down ? node->height : node->width;
    sm_pt gap = g->node_gap * 0.8;
    if (b->taken > 0 && b->taken % b->per_row == 0) {
        b->along += b->row_depth + gap;
        b->across = b->row_depth = 0;
    }
    sm_pt across = b->across + breadth / 2, along = b->along + depth / 2;
    b->across += breadth + gap;
    b->row_depth = depth > b->row_depth ? depth : b->row_depth;
    b->breadth = b->across - gap > b->breadth ? b->across - gap : b->breadth;
    b->taken++;
    b->width = down ? b->breadth : b->along + b->row_depth;
    b->height = down ? b->along + b->row_depth : b->breadth;
    return down ? (sm_point){across, along} : (sm_point){along, across};
}

/* G with blocks instead of lonely nodes; *MAP tells where each node went. */
static dia_graph reduced_graph(sm_arena *arena, const dia_graph *g, const bool *lonely,
                               block *blocks, int *map)
{
    dia_graph small = dia_graph_copy(arena, g);
    small.node_count = 0;
    for (size_t i = 0; i < g->node_count; i++) {
        block *b = block_of(g, blocks, &g->nodes[i]);
        if (!lonely[i] || b->count < 2) {
            map[i] = (int)small.node_count;
            small.nodes[small.node_count++] = g->nodes[i];
            continue;
        }
        if (b->node < 0) {
            b->node = (int)small.node_count;
            small.nodes[small.node_count++] = (dia_graph_node){
                .width = b->width, .height = b->height, .cluster = g->nodes[i].cluster};
        }
        map[i] = b->node;
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        if (small.edges[i].from_cluster < 0)
            small.edges[i].from = map[small.edges[i].from];
        if (small.edges[i].to_cluster < 0)
            small.edges[i].to = map[small.edges[i].to];
    }
    return small;
}

static void take_reduced_places(dia_graph *g, const dia_graph *small, const int *map,
                                const sm_point *places, const bool *lonely, block *blocks)
{
    for (size_t i = 0; i < g->node_count; i++) {
        const block *b = block_of(g, blocks, &g->nodes[i]);
        sm_point at = small->nodes[map[i]].at;
        if (lonely[i] && b->count >= 2)
            at = (sm_point){at.x - b->width / 2 + places[i].x,
                            at.y - b->height / 2 + places[i].y};
        g->nodes[i].at = at;
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        memcpy(g->edges[i].curves, small->edges[i].curves, sizeof g->edges[i].curves);
        g->edges[i].label_at = small->edges[i].label_at;
    }
    if (g->cluster_count > 0)
        memcpy(g->clusters, small->clusters, g->cluster_count * sizeof *g->clusters);
    g->width = small->width;
    g->height = small->height;
}

bool dia_graph_pack(sm_arena *arena, dia_graph *g,
                    bool (*layout)(sm_arena *arena, dia_graph *graph))
{
    bool *lonely = lonely_nodes(arena, g), any = false;
    block *blocks = SM_NEW_ARRAY(arena, block, g->cluster_count + 1);
    for (size_t i = 0; i < g->node_count; i++) {
        block *b = block_of(g, blocks, &g->nodes[i]);
        b->count += lonely[i] ? 1 : 0;
        b->node = -1;
        any = any || b->count >= 2;
    }
    if (!any)
        return layout(arena, g);
    sm_point *places = SM_NEW_ARRAY(arena, sm_point, g->node_count + 1);
    int *map = SM_NEW_ARRAY(arena, int, g->node_count + 1);
    for (size_t i = 0; i < g->node_count; i++) {
        block *b = block_of(g, blocks, &g->nodes[i]);
        b->per_row = per_row(b->count);
        if (lonely[i] && b->count >= 2)
            places[i] = take_place(g, b, &g->nodes[i]);
    }
    dia_graph small = reduced_graph(arena, g, lonely, blocks, map);
    bool ok = layout(arena, &small);
    take_reduced_places(g, &small, map, places, lonely, blocks);
    return ok;
}
