/* How good a layout of a graph is. */
#include "graph.h"
#include <math.h>

bool dia_graph_cluster_holds(const dia_graph *g, int cluster, int inner)
{
    while (inner >= 0 && inner != cluster)
        inner = g->clusters[inner].parent;
    return inner == cluster;
}

static sm_pt distance(sm_point a, sm_point b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

/* Titles that nodes cover are worse than anything. */
static double covered_titles(const dia_graph *g)
{
    double total = 0;
    for (size_t c = 0; c < g->cluster_count; c++) {
        const dia_graph_cluster *cluster = &g->clusters[c];
        for (size_t n = 0; n < g->node_count && cluster->title_width > 0; n++) {
            const dia_graph_node *node = &g->nodes[n];
            if (fabs(node->at.x - cluster->title_at.x) <
                    (node->width + cluster->title_width) / 2 &&
                fabs(node->at.y - cluster->title_at.y) <
                    (node->height + cluster->title_height) / 2 - 3)
                total += 3000;
        }
    }
    return total;
}

/* Twice the area of ABC; its sign tells on which side of AB the point C is. */
static double turn_of(sm_point a, sm_point b, sm_point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool cross(const sm_point *a, const sm_point *b)
{
    return fmin(a[0].x, a[1].x) < fmax(b[0].x, b[1].x) &&
           fmin(b[0].x, b[1].x) < fmax(a[0].x, a[1].x) &&
           turn_of(a[0], a[1], b[0]) * turn_of(a[0], a[1], b[1]) < 0 &&
           turn_of(b[0], b[1], a[0]) * turn_of(b[0], b[1], a[1]) < 0;
}

enum { CROSSING_LINKS_MAX = 60, STEPS = 2, POINTS_MAX = 17 };

typedef struct broken_line {
    sm_point points[POINTS_MAX];
    size_t count;
} broken_line;

static broken_line break_line(const dia_graph_edge *edge)
{
    broken_line line = {.count = 0};
    for (size_t c = 0; c < 2; c++) {
        const dia_graph_curve *curve = &edge->curves[c];
        for (size_t p = 0; p + 3 < curve->count && line.count + STEPS < POINTS_MAX; p += 3)
            for (int step = 0; step < STEPS; step++)
                line.points[line.count++] =
                    dia_bezier_at(&curve->points[p], step / (double)STEPS);
        if (curve->count > 0 && line.count < POINTS_MAX)
            line.points[line.count++] = curve->points[curve->count - 1];
    }
    return line;
}

static size_t crossings_of(const broken_line *a, const broken_line *b)
{
    size_t total = 0;
    for (size_t i = 0; i + 1 < a->count; i++)
        for (size_t k = 0; k + 1 < b->count; k++)
            total += cross(&a->points[i], &b->points[k]) ? 1 : 0;
    return total;
}

/* How often lines cross, as broken lines of a few pieces; 0 for a graph with more of them than
 * can be looked at quickly. */
size_t dia_graph_crossings(const dia_graph_job *job)
{
    broken_line lines[CROSSING_LINKS_MAX];
    size_t total = 0;
    for (size_t i = 0; i < job->link_count && job->link_count <= CROSSING_LINKS_MAX; i++) {
        lines[i] = break_line(&job->graph->edges[job->links[i].edge]);
        for (size_t k = 0; k < i; k++)
            total += crossings_of(&lines[i], &lines[k]);
    }
    return total;
}

static sm_pt line_length(const dia_graph_edge *edge)
{
    sm_pt length = 0;
    for (size_t c = 0; c < 2; c++)
        for (size_t p = 0; p + 3 < edge->curves[c].count; p += 3)
            length += distance(edge->curves[c].points[p], edge->curves[c].points[p + 3]);
    return length;
}

/* Whether LINK goes against the flow. */
static bool runs_back(const dia_graph *g, const dia_link *link)
{
    sm_point a = g->nodes[link->tail].at, b = g->nodes[link->head].at;
    sm_pt flow = g->direction == DIA_DOWN    ? b.y - a.y
                 : g->direction == DIA_UP    ? a.y - b.y
                 : g->direction == DIA_RIGHT ? b.x - a.x
                                             : a.x - b.x;
    return flow < 1 && !link->sideways;
}

/* Shorter lines on less paper are better, and so are fewer crossings. */
double dia_graph_score(const dia_graph_job *job)
{
    const dia_graph *g = job->graph;
    double total = sqrt(g->width * g->height) * 2 + covered_titles(g);
    total += 60 * (double)dia_graph_crossings(job);
    for (size_t i = 0; i < job->link_count; i++) {
        total += line_length(&g->edges[job->links[i].edge]);
        total += runs_back(g, &job->links[i]) ? 400 : 0;
    }
    return total;
}

/* Whether the line of LINK goes through a cluster that it has nothing to do with: it crosses a
 * diagonal of it then. */
static bool trespasses(const dia_graph *g, const dia_link *link)
{
    broken_line line = break_line(&g->edges[link->edge]);
    for (int c = 0; c < (int)g->cluster_count; c++) {
        sm_rect box = g->clusters[c].box;
        sm_point diagonals[2][2] = {{{box.x, box.y}, {box.x + box.width, box.y + box.height}},
                                    {{box.x + box.width, box.y}, {box.x, box.y + box.height}}};
        if (dia_graph_cluster_holds(g, c, g->nodes[link->tail].cluster) ||
            dia_graph_cluster_holds(g, c, g->nodes[link->head].cluster))
            continue;
        for (size_t p = 0; p + 1 < line.count; p++)
            if (cross(&line.points[p], diagonals[0]) || cross(&line.points[p], diagonals[1]))
                return true;
    }
    return false;
}

/* Whether another layout could hardly be better: nothing is crossed or covered, everything goes
 * its way, and the lines are not twice as long as the gaps that they have to bridge. */
bool dia_graph_is_tidy(const dia_graph_job *job)
{
    const dia_graph *g = job->graph;
    sm_pt drawn = 0, needed = 0;
    if (job->link_count > CROSSING_LINKS_MAX || dia_graph_crossings(job) != 0 ||
        covered_titles(g) > 0)
        return false;
    for (size_t i = 0; i < job->link_count; i++) {
        const dia_graph_edge *edge = &g->edges[job->links[i].edge];
        if (runs_back(g, &job->links[i]) || trespasses(g, &job->links[i]))
            return false;
        drawn += line_length(edge);
        needed += g->rank_gap;
        if (edge->label_width > 0)
            needed += g->rank_gap +
                      (dia_graph_flows_down(g) ? edge->label_height : edge->label_width);
    }
    return drawn < 2 * needed;
}
