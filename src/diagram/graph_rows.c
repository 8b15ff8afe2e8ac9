/* The plain arrangement: ranks by longest paths become rows, too long rows are broken, clusters
 * are arranged inside first and are then boxes among the others. Linear, and never fails. */
#include "graph.h"
#include "specmill/base/list.h"
#include <math.h>

typedef struct item {
    int node, cluster; /* one of them is -1 */
    sm_pt width, height, x, y;
    size_t rank;
} item;

typedef struct rows {
    sm_arena *arena;
    dia_graph_job *job;
    dia_graph *g;
    bool sideways;
    size_t *rank; /* by node */
} rows;

static void rank_nodes(rows *r)
{
    size_t nodes = r->g->node_count, links = r->job->link_count;
    r->rank = SM_NEW_ARRAY(r->arena, size_t, nodes + 1);
    size_t *incoming = SM_NEW_ARRAY(r->arena, size_t, nodes + 1);
    size_t *starts = SM_NEW_ARRAY(r->arena, size_t, nodes + 2);
    size_t *heads = SM_NEW_ARRAY(r->arena, size_t, links + 1);
    for (size_t i = 0; i < links; i++) {
        incoming[r->job->links[i].head]++;
        starts[r->job->links[i].tail + 2]++;
    }
    for (size_t n = 2; n < nodes + 2; n++)
        starts[n] += starts[n - 1];
    for (size_t i = 0; i < links; i++)
        heads[starts[r->job->links[i].tail + 1]++] = (size_t)r->job->links[i].head;
    size_t *queue = SM_NEW_ARRAY(r->arena, size_t, nodes + 1), first = 0, last = 0;
    for (size_t n = 0; n < nodes; n++)
        if (incoming[n] == 0)
            queue[last++] = n;
    while (first < last) {
        size_t n = queue[first++];
        for (size_t i = starts[n]; i < starts[n + 1]; i++) {
            if (r->rank[heads[i]] < r->rank[n] + 1)
                r->rank[heads[i]] = r->rank[n] + 1;
            if (--incoming[heads[i]] == 0)
                queue[last++] = heads[i];
        }
    }
}

/* Along the flow and across it. */
static sm_pt depth_of(const rows *r, const item *i)
{
    return r->sideways ? i->width : i->height;
}

static sm_pt breadth_of(const rows *r, const item *i)
{
    return r->sideways ? i->height : i->width;
}

typedef struct item_list SM_LIST(item) item_list;

/* Counting sort by rank keeps the author's order. */
static item *by_rank(rows *r, const item_list *list)
{
    size_t ranks = 1;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].rank + 1 > ranks)
            ranks = list->items[i].rank + 1;
    size_t *starts = SM_NEW_ARRAY(r->arena, size_t, ranks + 1);
    item *sorted = SM_NEW_ARRAY(r->arena, item, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        starts[list->items[i].rank + 1]++;
    for (size_t i = 1; i <= ranks; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < list->count; i++)
        sorted[starts[list->items[i].rank]++] = list->items[i];
    return sorted;
}

/* Sets items in rows from the top left corner; *WIDTH and *HEIGHT are what they take. */
static void set_rows(rows *r, item *items, size_t count, sm_pt *width, sm_pt *height)
{
    sm_pt area = 0, along = 0, breadth = 0;
    for (size_t i = 0; i < count; i++)
        area += (items[i].width + r->g->node_gap) * (items[i].height + r->g->rank_gap);
    sm_pt limit = sqrt(area) * 1.6;
    for (size_t i = 0; i < count;) {
        sm_pt across = 0, deep = 0;
        size_t start = i;
        while (i < count && items[i].rank == items[start].rank &&
               (i == start || across + breadth_of(r, &items[i]) <= limit)) {
            items[i].x = across;
            items[i].y = along;
            across += breadth_of(r, &items[i]) + r->g->node_gap;
            deep = depth_of(r, &items[i]) > deep ? depth_of(r, &items[i]) : deep;
            i++;
        }
        breadth = across - r->g->node_gap > breadth ? across - r->g->node_gap : breadth;
        along += deep + r->g->rank_gap;
    }
    along -= count > 0 ? r->g->rank_gap : 0;
    for (size_t i = 0; i < count; i++)
        if (r->sideways) {
            sm_pt x = items[i].x;
            items[i].x = items[i].y;
            items[i].y = x;
        }
    *width = r->sideways ? along : breadth;
    *height = r->sideways ? breadth : along;
}

/* Arranges what is directly in each cluster, inner ones first, then the top level. Boxes hold
 * places relative to their cluster until the end. */
static void arrange(rows *r)
{
    dia_graph *g = r->g;
    const sm_pt margin = 12;
    item_list *inside = SM_NEW_ARRAY(r->arena, item_list, g->cluster_count + 1);
    for (size_t n = 0; n < g->node_count; n++) {
        int c = g->nodes[n].cluster;
        item_list *list = &inside[c >= 0 ? (size_t)c : g->cluster_count];
        item it = {(int)n, -1, g->nodes[n].width, g->nodes[n].height, 0, 0, r->rank[n]};
        SM_LIST_ADD(r->arena, list, it);
    }
    for (size_t k = g->cluster_count + 1; k-- > 0;) {
        /* Clusters come after their parents, so this order meets inner ones first. */
        size_t c = k == 0 ? g->cluster_count : k - 1;
        item *sorted = by_rank(r, &inside[c]);
        sm_pt width, height;
        set_rows(r, sorted, inside[c].count, &width, &height);
        bool top = c == g->cluster_count;
        sm_pt head = top ? 0 : margin + g->clusters[c].title_height;
        if (!top && width < g->clusters[c].title_width)
            width = g->clusters[c].title_width;
        for (size_t i = 0; i < inside[c].count; i++) {
            sm_point at = {sorted[i].x + (top ? 0 : margin), sorted[i].y + head};
            if (sorted[i].node >= 0)
                g->nodes[sorted[i].node].at =
                    (sm_point){at.x + sorted[i].width / 2, at.y + sorted[i].height / 2};
            else {
                g->clusters[sorted[i].cluster].box.x = at.x;
                g->clusters[sorted[i].cluster].box.y = at.y;
            }
        }
        if (top) {
            g->width = width;
            g->height = height;
            break;
        }
        g->clusters[c].box.width = width + 2 * margin;
        g->clusters[c].box.height = height + head + margin;
        int parent = g->clusters[c].parent;
        item_list *list = &inside[parent >= 0 ? (size_t)parent : g->cluster_count];
        item it = {-1,
                   (int)c,
                   g->clusters[c].box.width,
                   g->clusters[c].box.height,
                   0,
                   0,
                   inside[c].count > 0 ? sorted[0].rank : 0};
        SM_LIST_ADD(r->arena, list, it);
    }
}

static void make_absolute(dia_graph *g)
{
    for (size_t c = 0; c < g->cluster_count; c++) {
        dia_graph_cluster *cluster = &g->clusters[c];
        if (cluster->parent >= 0) {
            cluster->box.x += g->clusters[cluster->parent].box.x;
            cluster->box.y += g->clusters[cluster->parent].box.y;
        }
        cluster->title_at = (sm_point){cluster->box.x + cluster->box.width / 2,
                                       cluster->box.y + 6 + cluster->title_height / 2};
    }
    for (size_t n = 0; n < g->node_count; n++)
        if (g->nodes[n].cluster >= 0) {
            g->nodes[n].at.x += g->clusters[g->nodes[n].cluster].box.x;
            g->nodes[n].at.y += g->clusters[g->nodes[n].cluster].box.y;
        }
}

static dia_graph_curve straight(sm_arena *arena, sm_point from, sm_point to)
{
    dia_graph_curve curve = {SM_NEW_ARRAY(arena, sm_point, 4), 4};
    curve.points[0] = from;
    curve.points[1] = (sm_point){from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3};
    curve.points[2] = (sm_point){to.x - (to.x - from.x) / 3, to.y - (to.y - from.y) / 3};
    curve.points[3] = to;
    return curve;
}

void dia_graph_rows(sm_arena *arena, dia_graph_job *job)
{
    rows r = {.arena = arena, .job = job, .g = job->graph};
    r.sideways = r.g->direction == DIA_RIGHT || r.g->direction == DIA_LEFT;
    rank_nodes(&r);
    arrange(&r);
    make_absolute(r.g);
    for (size_t i = 0; i < job->link_count; i++) {
        dia_graph_edge *edge = &r.g->edges[job->links[i].edge];
        sm_point tail = r.g->nodes[job->links[i].tail].at,
                 head = r.g->nodes[job->links[i].head].at;
        edge->curves[0] = straight(arena, tail, head);
        edge->curves[1] = (dia_graph_curve){0};
        edge->label_at = (sm_point){(tail.x + head.x) / 2, (tail.y + head.y) / 2};
    }
}
