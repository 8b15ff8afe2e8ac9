#include "schedule.h"
#include <stdlib.h>

enum { STEPS_MAX = 64, HOURS_A_DAY = 8 };

typedef struct node {
    const sm_task *task;
    size_t place; /* among the records */
    double duration, start;
    bool assumed, placed;
    size_t waiting;         /* for how many nodes that are not placed yet */
    size_t *before, *after; /* nodes that wait for it; that it waits for */
    size_t before_count, after_count;
} node;

typedef struct graph {
    sm_arena *arena;
    const sm_ids *ids;
    node *nodes;
    size_t count;
    size_t *node_of; /* by place among the records: number of the node from 1; 0: none */
    sm_estimate_unit unit;
} graph;

static const sm_task *task_at(const sm_ids *ids, size_t i)
{
    return (const sm_task *)(const void *)ids->records->items[i];
}

/* The task that TASK is in the end a step of, or TASK. */
static size_t top_of(const sm_ids *ids, size_t place)
{
    for (int i = 0; i < STEPS_MAX; i++) {
        sm_str parent = task_at(ids, place)->parent;
        size_t above = parent.len != 0 ? sm_ids_find(ids, parent) : SM_STR_NONE;
        if (above == SM_STR_NONE || above == place)
            return place;
        place = above;
    }
    return place;
}

static void add_nodes(graph *g)
{
    size_t all = g->ids->records->count;
    g->nodes = SM_NEW_ARRAY(g->arena, node, all + 1);
    g->node_of = SM_NEW_ARRAY(g->arena, size_t, all + 1);
    for (size_t i = 0; i < all; i++) {
        const sm_task *task = task_at(g->ids, i);
        if (task->state == SM_TASK_DROPPED || top_of(g->ids, i) != i)
            continue;
        g->nodes[g->count] = (node){.task = task, .place = i};
        g->node_of[i] = ++g->count;
    }
}

/* The unit that most of the tasks are estimated in. */
static sm_estimate_unit usual_unit(const graph *g)
{
    size_t counts[SM_UNIT_LINES + 1] = {0};
    sm_estimate_unit most = SM_UNIT_NONE;
    for (size_t i = 0; i < g->count; i++)
        counts[g->nodes[i].task->estimate.unit]++;
    for (sm_estimate_unit unit = SM_UNIT_HOURS; unit <= SM_UNIT_LINES; unit++)
        if (counts[unit] > (most == SM_UNIT_NONE ? 0 : counts[most]))
            most = unit;
    return most;
}

/* Durations: of the task itself or, without an estimate, of its steps together. */
static void add_durations(graph *g)
{
    double factor = g->unit == SM_UNIT_HOURS ? 1.0 / HOURS_A_DAY : 1;
    for (size_t i = 0; i < g->ids->records->count; i++) {
        const sm_task *task = task_at(g->ids, i);
        size_t top = top_of(g->ids, i);
        if (g->unit == SM_UNIT_NONE || task->estimate.unit != g->unit || g->node_of[top] == 0)
            continue;
        node *n = &g->nodes[g->node_of[top] - 1];
        if (top == i)
            n->duration = task->estimate.amount * factor;
        else if (n->task->estimate.unit != g->unit)
            n->duration += task->estimate.amount * factor;
    }
    for (size_t i = 0; i < g->count; i++) {
        node *n = &g->nodes[i];
        n->assumed = n->duration <= 0;
        if (n->assumed)
            n->duration = 1;
    }
}

/* Counts the edges, or with FILL also stores them. Returns how many there are. */
static size_t add_edges(graph *g, bool fill)
{
    size_t total = 0;
    for (size_t i = 0; i < g->count; i++) {
        node *n = &g->nodes[i];
        sm_str_list list = n->task->depends_on;
        for (size_t d = 0; d < list.count; d++) {
            size_t place = sm_ids_find(g->ids, list.items[d]);
            size_t other = place != SM_STR_NONE ? g->node_of[top_of(g->ids, place)] : 0;
            if (other == 0 || other - 1 == i)
                continue;
            node *before = &g->nodes[other - 1];
            if (fill) {
                n->after[n->waiting++] = other - 1;
                before->before[before->before_count++] = i;
            } else {
                n->after_count++;
                before->before_count++;
            }
            total++;
        }
    }
    return total;
}

static size_t link_nodes(graph *g)
{
    size_t total = add_edges(g, false);
    size_t *room = SM_NEW_ARRAY(g->arena, size_t, 2 * total + 1);
    for (size_t i = 0; i < g->count; i++) {
        g->nodes[i].after = room;
        room += g->nodes[i].after_count;
        g->nodes[i].before = room;
        room += g->nodes[i].before_count;
        g->nodes[i].before_count = 0;
    }
    add_edges(g, true);
    return total;
}

static void place(graph *g, node *n)
{
    n->placed = true;
    for (size_t i = 0; i < n->after_count; i++) {
        const node *before = &g->nodes[n->after[i]];
        double end = before->start + before->duration;
        if (before->placed && before != n && end > n->start)
            n->start = end;
    }
}

/* Kahn's algorithm ("Topological sorting of large networks", 1962). What it leaves over is in
 * a cycle or waits for one, and is placed in document order. Returns how many those are. */
static size_t place_nodes(graph *g)
{
    size_t *queue = SM_NEW_ARRAY(g->arena, size_t, g->count + 1), head = 0, tail = 0;
    for (size_t i = 0; i < g->count; i++)
        if (g->nodes[i].waiting == 0)
            queue[tail++] = i;
    while (head < tail) {
        node *n = &g->nodes[queue[head++]];
        place(g, n);
        for (size_t i = 0; i < n->before_count; i++)
            if (--g->nodes[n->before[i]].waiting == 0)
                queue[tail++] = n->before[i];
    }
    for (size_t i = 0; i < g->count; i++)
        if (!g->nodes[i].placed)
            place(g, &g->nodes[i]);
    return g->count - tail;
}

static int by_start(const void *a, const void *b)
{
    const node *x = *(const node *const *)a, *y = *(const node *const *)b;
    if (x->start < y->start || x->start > y->start)
        return x->start < y->start ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static xlsx_schedule schedule_of(graph *g)
{
    const node **order = SM_NEW_ARRAY(g->arena, const node *, g->count + 1);
    size_t *row_of = SM_NEW_ARRAY(g->arena, size_t, g->count + 1);
    xlsx_job *jobs = SM_NEW_ARRAY(g->arena, xlsx_job, g->count + 1);
    xlsx_schedule schedule = {.jobs = jobs, .count = g->count, .unit = g->unit};
    for (size_t i = 0; i < g->count; i++)
        order[i] = &g->nodes[i];
    qsort(order, g->count, sizeof *order, by_start);
    for (size_t i = 0; i < g->count; i++)
        row_of[order[i] - g->nodes] = i;
    for (size_t i = 0; i < g->count; i++) {
        const node *n = order[i];
        for (size_t a = 0; a < n->after_count; a++)
            n->after[a] = row_of[n->after[a]];
        jobs[i] = (xlsx_job){.task = n->task,
                             .duration = n->duration,
                             .start = n->start,
                             .assumed = n->assumed,
                             .in_cycle = n->waiting != 0,
                             .after = n->after,
                             .after_count = n->after_count};
        schedule.assumed += n->assumed;
        if (n->start + n->duration > schedule.length)
            schedule.length = n->start + n->duration;
    }
    return schedule;
}

xlsx_schedule xlsx_make_schedule(sm_arena *arena, const sm_ids *tasks)
{
    graph g = {.arena = arena, .ids = tasks};
    if (tasks->records->count > SCHEDULE_MAX)
        return (xlsx_schedule){.count = 0};
    add_nodes(&g);
    if (link_nodes(&g) == 0)
        return (xlsx_schedule){.count = 0};
    g.unit = usual_unit(&g);
    add_durations(&g);
    size_t in_cycles = place_nodes(&g);
    xlsx_schedule schedule = schedule_of(&g);
    schedule.in_cycles = in_cycles;
    return schedule;
}
