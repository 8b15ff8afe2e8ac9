/* Layout of a graph: cycles broken, an engine run with two rankings, the better one kept;
 * clusters with directions of their own laid out apart. */
#include "graph.h"
#include "specmill/base/list.h"
#include <math.h>
#include <string.h>

/* Beyond these a layout is limited, guarded by a process of its own, or made in plain rows. The
 * size of the problem is what network simplex sees: nodes and one more for each rank that an
 * edge passes. Measured with graphviz 2.42; see the notes at dia_graph_dot(). */
enum { LIMITED_SIZE = 400, GUARDED_SIZE = 250, ROWS_SIZE = 5000, ROWS_NODES = 1200 };

/* The node that stands for a cluster at the end of an edge: for a head one that nothing inside
 * points at, for a tail one that points at nothing inside. -1: the cluster has no node but
 * EXCEPT. */
enum { LOOK_MAX = 250000 };

static int representative(const dia_graph *g, int cluster, bool head, int except)
{
    int first = -1;
    for (size_t i = 0; i < g->node_count; i++) {
        if ((int)i == except || !dia_graph_cluster_holds(g, cluster, g->nodes[i].cluster))
            continue;
        if (first < 0)
            first = (int)i;
        bool inner_end = true;
        if (g->node_count * g->edge_count > LOOK_MAX)
            break;
        for (size_t e = 0; e < g->edge_count && inner_end; e++) {
            const dia_graph_edge *edge = &g->edges[e];
            if (edge->from_cluster >= 0 || edge->to_cluster >= 0 || edge->from == edge->to)
                continue;
            int mine = head ? edge->to : edge->from, other = head ? edge->from : edge->to;
            if (mine == (int)i && dia_graph_cluster_holds(g, cluster, g->nodes[other].cluster))
                inner_end = false;
        }
        if (inner_end)
            return (int)i;
    }
    return first;
}

static int common_cluster(const dia_graph *g, int a, int b)
{
    while (a >= 0 && !dia_graph_cluster_holds(g, a, b))
        a = g->clusters[a].parent;
    return a;
}

static dia_graph_job make_job(sm_arena *arena, dia_graph *g)
{
    dia_graph_job job = {.graph = g, .links = SM_NEW_ARRAY(arena, dia_link, g->edge_count + 1)};
    for (size_t i = 0; i < g->edge_count; i++) {
        dia_graph_edge *edge = &g->edges[i];
        dia_link link = {.edge = i, .tail = edge->from, .head = edge->to, .weight = 1};
        if (edge->from_cluster >= 0)
            link.tail = representative(g, edge->from_cluster, false,
                                       edge->to_cluster < 0 ? edge->to : -1);
        if (edge->to_cluster >= 0)
            link.head = representative(g, edge->to_cluster, true, link.tail);
        bool loop = edge->from_cluster >= 0 && edge->from_cluster == edge->to_cluster;
        if (loop || link.tail < 0 || link.head < 0 || link.tail == link.head)
            continue;
        int a = edge->from_cluster >= 0 ? g->clusters[edge->from_cluster].parent
                                        : g->nodes[link.tail].cluster;
        int b = edge->to_cluster >= 0 ? g->clusters[edge->to_cluster].parent
                                      : g->nodes[link.head].cluster;
        link.label_cluster = common_cluster(g, a, b);
        job.halved = job.halved || edge->label_width > 0 || edge->half_lengths > 0;
        link.sideways = edge->sideways;
        job.sideways = job.sideways || link.sideways;
        job.links[job.link_count++] = link;
    }
    return job;
}

/* Links by tail, in order: those of node N are items[starts[N]] to items[starts[N + 1] - 1]. */
typedef struct adjacency {
    size_t *starts, *items;
} adjacency;

static adjacency links_by_tail(sm_arena *arena, const dia_graph_job *job)
{
    size_t nodes = job->graph->node_count;
    adjacency a = {SM_NEW_ARRAY(arena, size_t, nodes + 2),
                   SM_NEW_ARRAY(arena, size_t, job->link_count + 1)};
    for (size_t i = 0; i < job->link_count; i++)
        a.starts[job->links[i].tail + 2]++;
    for (size_t n = 2; n < nodes + 2; n++)
        a.starts[n] += a.starts[n - 1];
    for (size_t i = 0; i < job->link_count; i++)
        a.items[a.starts[job->links[i].tail + 1]++] = i;
    return a;
}

typedef struct walk {
    dia_graph_job *job;
    adjacency out;
    unsigned char *state; /* 0: not seen, 1: on the path, 2: done */
    size_t *stack, *next;
} walk;

/* Depth first from ROOT: links back to the path are reversed. */
static void walk_from(walk *w, size_t root)
{
    size_t depth = 0;
    w->stack[0] = root;
    w->state[root] = 1;
    for (;;) {
        size_t node = w->stack[depth];
        size_t begin = w->out.starts[node] + w->next[node];
        if (begin < w->out.starts[node + 1]) {
            w->next[node]++;
            dia_link *link = &w->job->links[w->out.items[begin]];
            size_t head = (size_t)link->head;
            if (w->state[head] == 1)
                link->reversed = true;
            else if (w->state[head] == 0) {
                w->state[head] = 1;
                w->stack[++depth] = head;
            }
            continue;
        }
        w->state[node] = 2;
        if (depth-- == 0)
            return;
    }
}

static void break_cycles(sm_arena *arena, dia_graph_job *job)
{
    size_t nodes = job->graph->node_count;
    walk w = {job, links_by_tail(arena, job), SM_NEW_ARRAY(arena, unsigned char, nodes + 1),
              SM_NEW_ARRAY(arena, size_t, nodes + 1), SM_NEW_ARRAY(arena, size_t, nodes + 1)};
    size_t *incoming = SM_NEW_ARRAY(arena, size_t, nodes + 1);
    for (size_t i = 0; i < job->link_count; i++)
        incoming[job->links[i].head]++;
    for (size_t n = 0; n < nodes; n++)
        if (incoming[n] == 0 && w.state[n] == 0)
            walk_from(&w, n);
    for (size_t n = 0; n < nodes; n++)
        if (w.state[n] == 0)
            walk_from(&w, n);
    for (size_t i = 0; i < job->link_count; i++) {
        dia_link *link = &job->links[i];
        if (link->reversed) {
            int tail = link->tail;
            link->tail = link->head;
            link->head = tail;
        }
    }
}

/* Links of chains want to be straight; those with labels as much. */
static void weigh(sm_arena *arena, dia_graph_job *job)
{
    size_t nodes = job->graph->node_count;
    size_t *out = SM_NEW_ARRAY(arena, size_t, nodes + 1);
    size_t *in = SM_NEW_ARRAY(arena, size_t, nodes + 1);
    for (size_t i = 0; i < job->link_count; i++) {
        out[job->links[i].tail]++;
        in[job->links[i].head]++;
    }
    for (size_t i = 0; i < job->link_count; i++) {
        dia_link *link = &job->links[i];
        bool alone_out = out[link->tail] == 1, alone_in = in[link->head] == 1;
        link->weight = link->reversed          ? 1
                       : alone_out && alone_in ? 6
                       : alone_in              ? 3
                       : alone_out             ? 2
                                               : 1;
    }
}

/* Nodes and the places that links take on the ranks they pass, by longest paths. */
static size_t problem_size(sm_arena *arena, const dia_graph_job *job)
{
    size_t nodes = job->graph->node_count, size = nodes;
    adjacency out = links_by_tail(arena, job);
    size_t *incoming = SM_NEW_ARRAY(arena, size_t, nodes + 1);
    size_t *rank = SM_NEW_ARRAY(arena, size_t, nodes + 1);
    size_t *queue = SM_NEW_ARRAY(arena, size_t, nodes + 1), first = 0, last = 0;
    for (size_t i = 0; i < job->link_count; i++)
        incoming[job->links[i].head]++;
    for (size_t n = 0; n < nodes; n++)
        if (incoming[n] == 0)
            queue[last++] = n;
    while (first < last) {
        size_t n = queue[first++];
        for (size_t i = out.starts[n]; i < out.starts[n + 1]; i++) {
            const dia_link *link = &job->links[out.items[i]];
            const dia_graph_edge *edge = &job->graph->edges[link->edge];
            size_t length = link->sideways ? 0 : (size_t)edge->length * (job->halved ? 2 : 1);
            if (rank[n] + length > rank[link->head])
                rank[link->head] = rank[n] + length;
            if (--incoming[link->head] == 0)
                queue[last++] = (size_t)link->head;
        }
    }
    for (size_t i = 0; i < job->link_count; i++)
        size += rank[job->links[i].head] - rank[job->links[i].tail];
    return size;
}

/* Copies what an engine put out from one graph to another of the same shape. */
static void copy_places(dia_graph *to, const dia_graph *from)
{
    memcpy(to->nodes, from->nodes, from->node_count * sizeof *to->nodes);
    memcpy(to->edges, from->edges, from->edge_count * sizeof *to->edges);
    if (from->cluster_count > 0)
        memcpy(to->clusters, from->clusters, from->cluster_count * sizeof *to->clusters);
    to->width = from->width;
    to->height = from->height;
}

dia_graph dia_graph_copy(sm_arena *arena, const dia_graph *g)
{
    dia_graph copy = *g;
    copy.nodes = SM_NEW_ARRAY(arena, dia_graph_node, g->node_count + 1);
    copy.edges = SM_NEW_ARRAY(arena, dia_graph_edge, g->edge_count + 1);
    copy.clusters = SM_NEW_ARRAY(arena, dia_graph_cluster, g->cluster_count + 1);
    copy_places(&copy, g);
    return copy;
}

/* Clusters can be ranked as units or with all nodes at once; neither is always better. */
static bool best_of_two_rankings(sm_arena *arena, dia_graph_job *job)
{
    if (job->graph->cluster_count == 0 || job->limited)
        return dia_graph_dot(arena, job, job->graph->cluster_count > 0);
    bool classic = dia_graph_dot(arena, job, false);
    if (classic && dia_graph_is_tidy(job))
        return true;
    dia_graph other = dia_graph_copy(arena, job->graph);
    dia_graph_job second = *job;
    second.graph = &other;
    bool newer = dia_graph_dot(arena, &second, true);
    if (newer && (!classic || dia_graph_score(&second) < dia_graph_score(job) * 0.98))
        copy_places(job->graph, &other);
    return classic || newer;
}

/* Where lines cross, the engine may do better when it is told of everything in the opposite
 * order. */
static bool best_of_orders(sm_arena *arena, dia_graph_job *job)
{
    bool ok = best_of_two_rankings(arena, job);
    if (!ok || job->guarded || dia_graph_crossings(job) == 0)
        return ok;
    dia_graph other = dia_graph_copy(arena, job->graph);
    dia_graph_job again = *job;
    again.graph = &other;
    again.last_first = true;
    if (best_of_two_rankings(arena, &again) &&
        dia_graph_crossings(&again) < dia_graph_crossings(job) &&
        dia_graph_score(&again) < dia_graph_score(job))
        copy_places(job->graph, &other);
    return true;
}

static void reverse_points(dia_graph_curve *curve)
{
    for (size_t i = 0, j = curve->count; i + 1 < j; i++) {
        sm_point swap = curve->points[i];
        curve->points[i] = curve->points[--j];
        curve->points[j] = swap;
    }
}

/* Back to the author's direction. */
static void turn_reversed(dia_graph_job *job)
{
    for (size_t i = 0; i < job->link_count; i++) {
        if (!job->links[i].reversed)
            continue;
        dia_graph_edge *edge = &job->graph->edges[job->links[i].edge];
        reverse_points(&edge->curves[0]);
        reverse_points(&edge->curves[1]);
        if (edge->curves[1].count > 0) {
            dia_graph_curve swap = edge->curves[0];
            edge->curves[0] = edge->curves[1];
            edge->curves[1] = swap;
        }
    }
}

bool dia_graph_flows_down(const dia_graph *g)
{
    return g->direction == DIA_DOWN || g->direction == DIA_UP;
}

/* More nodes side by side that stand against the author's order than in it. */
static bool is_backward(const dia_graph *g)
{
    enum { NODES_MAX = 200 };
    bool down = dia_graph_flows_down(g);
    int balance = 0;
    for (size_t i = 0; i < g->node_count && g->node_count <= NODES_MAX; i++)
        for (size_t k = i + 1; k < g->node_count; k++) {
            sm_point a = g->nodes[i].at, b = g->nodes[k].at;
            if (fabs(down ? a.y - b.y : a.x - b.x) < 3)
                balance += (down ? a.x < b.x : a.y < b.y) ? 1 : -1;
        }
    return balance < 0;
}

static sm_point mirrored(const dia_graph *g, sm_point at)
{
    return dia_graph_flows_down(g) ? (sm_point){g->width - at.x, at.y}
                                   : (sm_point){at.x, g->height - at.y};
}

/* Left for right, or top for bottom when the graph flows sideways. */
static void mirror(dia_graph *g)
{
    for (size_t i = 0; i < g->node_count; i++)
        g->nodes[i].at = mirrored(g, g->nodes[i].at);
    for (size_t i = 0; i < g->cluster_count; i++) {
        dia_graph_cluster *c = &g->clusters[i];
        c->title_at = mirrored(g, c->title_at);
        if (dia_graph_flows_down(g))
            c->box.x = g->width - c->box.x - c->box.width;
        else
            c->box.y = g->height - c->box.y - c->box.height;
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        dia_graph_edge *e = &g->edges[i];
        e->label_at = mirrored(g, e->label_at);
        for (size_t c = 0; c < 2; c++)
            for (size_t p = 0; p < e->curves[c].count; p++)
                e->curves[c].points[p] = mirrored(g, e->curves[c].points[p]);
    }
}

/* Titles stand above what is in their clusters, so a graph with clusters that flows sideways
 * cannot be turned upside down: it is laid out again with everything in the opposite order,
 * and the better one of the two is kept. */
static void turn_order(sm_arena *arena, dia_graph_job *job)
{
    dia_graph *g = job->graph;
    if (job->sideways || !is_backward(g))
        return;
    if (dia_graph_flows_down(g) || g->cluster_count == 0) {
        mirror(g);
        return;
    }
    if (job->guarded)
        return;
    dia_graph other = dia_graph_copy(arena, g);
    dia_graph_job again = *job;
    again.graph = &other;
    again.last_first = true;
    if (best_of_two_rankings(arena, &again) && !is_backward(&other) &&
        dia_graph_score(&again) < dia_graph_score(job) * 1.1)
        copy_places(g, &other);
}

/* The engines' part. */
static bool layout_engine(sm_arena *arena, dia_graph *g)
{
    const dia_graph_loops *loops = dia_graph_make_room(arena, g);
    dia_graph_job job = make_job(arena, g);
    break_cycles(arena, &job);
    weigh(arena, &job);
    size_t size = problem_size(arena, &job) + 8 * g->cluster_count;
    job.limited = size > LIMITED_SIZE;
    /* Lines inside a rank are where graphviz is at its weakest. */
    job.guarded = size > GUARDED_SIZE || job.sideways;
    bool fits = size <= ROWS_SIZE && g->node_count <= ROWS_NODES;
    bool ok = fits && best_of_orders(arena, &job);
    if (!ok && fits && job.sideways) {
        for (size_t i = 0; i < job.link_count; i++)
            job.links[i].sideways = false;
        job.sideways = false;
        ok = best_of_two_rankings(arena, &job);
    }
    if (!ok)
        dia_graph_rows(arena, &job);
    else
        turn_order(arena, &job);
    turn_reversed(&job);
    dia_graph_draw_loops(arena, g, loops);
    return ok;
}

static bool layout_parts(sm_arena *arena, dia_graph *g)
{
    return dia_graph_parts(arena, g, layout_engine);
}

/* A graph whose clusters all flow its way. */
static bool layout_plain(sm_arena *arena, dia_graph *g)
{
    return dia_graph_pack(arena, g, layout_parts);
}

/* Whether CLUSTER can be laid out on its own: it wants another direction and no edge joins its
 * inside to the outside. */
static bool stands_apart(const dia_graph *g, int cluster)
{
    const dia_graph_cluster *c = &g->clusters[cluster];
    if (!c->has_direction || c->direction == g->direction)
        return false;
    bool any = false;
    for (size_t i = 0; i < g->node_count && !any; i++)
        any = dia_graph_cluster_holds(g, cluster, g->nodes[i].cluster);
    for (size_t i = 0; any && i < g->edge_count; i++) {
        const dia_graph_edge *e = &g->edges[i];
        int from = e->from_cluster >= 0 ? e->from_cluster : g->nodes[e->from].cluster;
        int to = e->to_cluster >= 0 ? e->to_cluster : g->nodes[e->to].cluster;
        bool from_in = e->from_cluster != cluster && dia_graph_cluster_holds(g, cluster, from);
        bool to_in = e->to_cluster != cluster && dia_graph_cluster_holds(g, cluster, to);
        if (from_in != to_in)
            return false;
    }
    return any;
}

/* A graph cut in two: which node, edge and cluster of the whole became which of a part. */
typedef struct part {
    dia_graph graph;
    int *nodes, *clusters; /* by the whole's index: the part's, or -1 */
    size_t *edges;         /* by the part's index: the whole's */
} part;

static part new_part(sm_arena *arena, const dia_graph *g)
{
    part p = {.graph = *g};
    p.graph.nodes = SM_NEW_ARRAY(arena, dia_graph_node, g->node_count + 1);
    p.graph.edges = SM_NEW_ARRAY(arena, dia_graph_edge, g->edge_count + 1);
    p.graph.clusters = SM_NEW_ARRAY(arena, dia_graph_cluster, g->cluster_count + 1);
    p.graph.node_count = p.graph.edge_count = p.graph.cluster_count = 0;
    p.nodes = SM_NEW_ARRAY(arena, int, g->node_count + 1);
    p.clusters = SM_NEW_ARRAY(arena, int, g->cluster_count + 1);
    p.edges = SM_NEW_ARRAY(arena, size_t, g->edge_count + 1);
    return p;
}

/* The part of G inside CLUSTER, or all that is outside (with CLUSTER as the node BOX). */
static part take_part(sm_arena *arena, const dia_graph *g, int cluster, bool inside)
{
    part p = new_part(arena, g);
    for (size_t i = 0; i < g->cluster_count; i++) {
        p.clusters[i] = -1;
        if (dia_graph_cluster_holds(g, cluster, (int)i) != inside || (int)i == cluster)
            continue;
        dia_graph_cluster c = g->clusters[i];
        c.parent = c.parent >= 0 && c.parent != cluster ? p.clusters[c.parent] : -1;
        p.clusters[i] = (int)p.graph.cluster_count;
        p.graph.clusters[p.graph.cluster_count++] = c;
    }
    for (size_t i = 0; i < g->node_count; i++) {
        p.nodes[i] = -1;
        dia_graph_node n = g->nodes[i];
        if (dia_graph_cluster_holds(g, cluster, n.cluster) != inside)
            continue;
        n.cluster = n.cluster >= 0 && n.cluster != cluster ? p.clusters[n.cluster] : -1;
        p.nodes[i] = (int)p.graph.node_count;
        p.graph.nodes[p.graph.node_count++] = n;
    }
    return p;
}

/* One end of an edge moved into a part. BOX is the node that stands for CLUSTER, or -1. */
static bool move_end(const part *p, int cluster, int box, int *node, int *node_cluster)
{
    if (*node_cluster == cluster) {
        *node_cluster = -1;
        *node = box;
        return box >= 0;
    }
    if (*node_cluster >= 0) {
        *node_cluster = p->clusters[*node_cluster];
        return *node_cluster >= 0;
    }
    *node = p->nodes[*node];
    return *node >= 0;
}

static void take_edges(part *p, const dia_graph *g, int cluster, int box)
{
    for (size_t i = 0; i < g->edge_count; i++) {
        dia_graph_edge e = g->edges[i];
        if (!move_end(p, cluster, box, &e.from, &e.from_cluster) ||
            !move_end(p, cluster, box, &e.to, &e.to_cluster))
            continue;
        p->edges[p->graph.edge_count] = i;
        p->graph.edges[p->graph.edge_count++] = e;
    }
}

static void shift_curve(dia_graph_curve *curve, sm_point by)
{
    for (size_t i = 0; i < curve->count; i++) {
        curve->points[i].x += by.x;
        curve->points[i].y += by.y;
    }
}

/* The places found in P put into the whole, moved by BY. */
static void put_back(dia_graph *g, const part *p, sm_point by)
{
    for (size_t i = 0; i < g->node_count; i++)
        if (p->nodes[i] >= 0) {
            sm_point at = p->graph.nodes[p->nodes[i]].at;
            g->nodes[i].at = (sm_point){at.x + by.x, at.y + by.y};
        }
    for (size_t i = 0; i < g->cluster_count; i++)
        if (p->clusters[i] >= 0) {
            const dia_graph_cluster *c = &p->graph.clusters[p->clusters[i]];
            g->clusters[i].box =
                (sm_rect){c->box.x + by.x, c->box.y + by.y, c->box.width, c->box.height};
            g->clusters[i].title_at = (sm_point){c->title_at.x + by.x, c->title_at.y + by.y};
        }
    for (size_t i = 0; i < p->graph.edge_count; i++) {
        const dia_graph_edge *e = &p->graph.edges[i];
        dia_graph_edge *whole = &g->edges[p->edges[i]];
        memcpy(whole->curves, e->curves, sizeof e->curves);
        shift_curve(&whole->curves[0], by);
        shift_curve(&whole->curves[1], by);
        whole->label_at = (sm_point){e->label_at.x + by.x, e->label_at.y + by.y};
    }
}

static bool layout_apart(sm_arena *arena, dia_graph *g, int cluster)
{
    const sm_pt margin = 12;
    dia_graph_cluster *c = &g->clusters[cluster];
    part in = take_part(arena, g, cluster, true);
    take_edges(&in, g, cluster, -1);
    in.graph.direction = c->direction;
    bool ok = dia_graph_layout(arena, &in.graph);

    sm_pt width = in.graph.width > c->title_width ? in.graph.width : c->title_width;
    part out = take_part(arena, g, cluster, false);
    int box = (int)out.graph.node_count++;
    out.graph.nodes =
        sm_arena_resize(arena, out.graph.nodes, g->node_count * sizeof *out.graph.nodes,
                        (g->node_count + 2) * sizeof *out.graph.nodes);
    out.graph.nodes[box] = (dia_graph_node){
        .width = width + 2 * margin,
        .height = in.graph.height + 2 * margin + c->title_height,
        .cluster = c->parent >= 0 ? out.clusters[c->parent] : -1,
    };
    take_edges(&out, g, cluster, box);
    ok = dia_graph_layout(arena, &out.graph) && ok;
    put_back(g, &out, (sm_point){0, 0});
    const dia_graph_node *b = &out.graph.nodes[box];
    c->box = (sm_rect){b->at.x - b->width / 2, b->at.y - b->height / 2, b->width, b->height};
    c->title_at = (sm_point){b->at.x, c->box.y + margin / 2 + c->title_height / 2};
    put_back(g, &in,
             (sm_point){b->at.x - in.graph.width / 2, c->box.y + margin + c->title_height});
    g->width = out.graph.width;
    g->height = out.graph.height;
    return ok;
}

bool dia_graph_layout(sm_arena *arena, dia_graph *graph)
{
    if (graph->node_count == 0)
        return true;
    for (size_t i = 0; i < graph->cluster_count && graph->cluster_count < 100; i++)
        if (stands_apart(graph, (int)i))
            return layout_apart(arena, graph, (int)i);
    return layout_plain(arena, graph);
}
