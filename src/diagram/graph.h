/* Placing the nodes of a graph and routing its edges: the one door to whatever engine does it.
 * Boxes in, places out; nothing here knows what a node looks like. */
#ifndef SPECMILL_DIAGRAM_GRAPH_H
#define SPECMILL_DIAGRAM_GRAPH_H

#include "specmill/scene/scene.h"

typedef enum dia_direction { DIA_DOWN, DIA_UP, DIA_RIGHT, DIA_LEFT } dia_direction;

typedef struct dia_graph_node {
    sm_pt width, height;
    int cluster; /* the innermost one around it, -1: none */
    sm_point at; /* out: center */
} dia_graph_node;

typedef struct dia_graph_curve {
    sm_point *points; /* cubic Béziers: 1 + 3n points */
    size_t count;     /* 0: none */
} dia_graph_curve;

typedef struct dia_graph_edge {
    int from, to;                    /* nodes */
    int from_cluster, to_cluster;    /* -1, or the cluster that the edge really ends at; FROM or
                                        TO is then ignored */
    sm_pt label_width, label_height; /* 0: no label */
    int length;                      /* ranks to span, at least 1 */
    int half_lengths;                /* half ranks more */
    bool sideways;                   /* TO stands beside FROM, behind it, if that can be */
    dia_graph_curve curves[2];       /* out: from center to center, for the caller to clip; with
                                        a label two, up to it and on from it */
    sm_point label_at;               /* out: center */
} dia_graph_edge;

typedef struct dia_graph_cluster {
    int parent; /* an earlier cluster, -1: none */
    sm_pt title_width, title_height;
    bool has_direction;
    dia_direction direction;
    sm_rect box;       /* out */
    sm_point title_at; /* out: center */
} dia_graph_cluster;

typedef struct dia_graph {
    dia_direction direction;
    sm_pt node_gap, rank_gap;
    dia_graph_node *nodes;
    size_t node_count;
    dia_graph_edge *edges;
    size_t edge_count;
    dia_graph_cluster *clusters;
    size_t cluster_count;
    sm_pt width, height; /* out */
} dia_graph;

/* Fills in everything marked out. True when the real engine did it; false when the graph was
 * too much for it and a plain arrangement in rows was made instead. */
bool dia_graph_layout(sm_arena *arena, dia_graph *graph);

/* What an engine gets: no self loops, no cycles, clusters without directions of their own. */
typedef struct dia_link {
    size_t edge;
    int tail, head; /* nodes; swapped when reversed */
    bool reversed, sideways;
    int weight;        /* how much it wants to be straight */
    int label_cluster; /* the innermost cluster that holds both ends */
} dia_link;

typedef struct dia_graph_job {
    dia_graph *graph;
    dia_link *links;
    size_t link_count;
    bool halved;     /* ranks are halves, since a label or a half length takes one */
    bool limited;    /* a dense graph: less effort */
    bool guarded;    /* in a process of its own */
    bool last_first; /* the engine is told of nodes and links in this order */
    bool sideways;   /* whether any link is */
} dia_graph_job;

/* LAYOUT for GRAPH with the nodes of each cluster that have no edges gathered in blocks. */
bool dia_graph_pack(sm_arena *arena, dia_graph *graph,
                    bool (*layout)(sm_arena *arena, dia_graph *graph));

/* LAYOUT for each part of GRAPH that no edge and no cluster joins to the rest. */
bool dia_graph_parts(sm_arena *arena, dia_graph *graph,
                     bool (*layout)(sm_arena *arena, dia_graph *graph));

/* Loops from a node or a cluster to itself, which no engine sees: room for them is kept at the
 * nodes while they are placed, then they are drawn on the side where fewer lines run. */
typedef struct dia_graph_loops dia_graph_loops;

const dia_graph_loops *dia_graph_make_room(sm_arena *arena, dia_graph *graph);
void dia_graph_draw_loops(sm_arena *arena, dia_graph *graph, const dia_graph_loops *loops);

/* How many points of the lines, taken at even steps, fall into BOX. */
size_t dia_graph_lines_in(const dia_graph *graph, sm_rect box);

sm_point dia_bezier_at(const sm_point *points, double t);

dia_graph dia_graph_copy(sm_arena *arena, const dia_graph *graph);
bool dia_graph_flows_down(const dia_graph *graph); /* or up, not sideways */

/* Whether the cluster INNER (-1: none) is CLUSTER or in it. */
bool dia_graph_cluster_holds(const dia_graph *graph, int cluster, int inner);

/* graph_score.c: how often lines cross, how bad the layout is in points of length, and whether
 * another one could hardly be better. */
size_t dia_graph_crossings(const dia_graph_job *job);
double dia_graph_score(const dia_graph_job *job);
bool dia_graph_is_tidy(const dia_graph_job *job);

/* Place nodes, clusters and labels and route the links, from tail to head. The first may fail
 * and leaves GRAPH without meaning then. */
bool dia_graph_dot(sm_arena *arena, dia_graph_job *job, bool new_ranking);
void dia_graph_rows(sm_arena *arena, dia_graph_job *job);

#endif
