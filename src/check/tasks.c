#include "checker.h"
#include "specmill/base/list.h"
#include <stdlib.h>

/* The graph of tasks: dependencies that lead nowhere, and cycles. Depth-first with a stack of
 * its own, so that a chain of any length is walked in linear time and constant C stack. */

typedef struct named {
    sm_str id;
    size_t number;
} named;

typedef struct graph {
    const sm_spec *spec;
    const named *by_id; /* sorted */
    size_t count;
    struct {
        size_t *items; /* the task each dependency leads to, or SM_STR_NONE */
        size_t *first; /* of each task's; one more than there are tasks */
    } edges;
} graph;

static int compare_named(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = sm_str_compare(x->id, y->id);
    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static const sm_task *task_at(const graph *g, size_t number)
{
    return (const sm_task *)g->spec->records[SM_TASKS].items[number];
}

static size_t find(const graph *g, sm_str id)
{
    size_t low = 0, high = g->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sm_str_compare(g->by_id[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->count && sm_str_equal(g->by_id[low].id, id) ? g->by_id[low].number
                                                                : SM_STR_NONE;
}

/* Whether TEXT is meant as an id, so that it should lead somewhere: no blanks, and a digit. */
static bool looks_like_id(sm_str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.len; i++) {
        if (sm_is_space(text.ptr[i]))
            return false;
        digit = digit || sm_is_digit(text.ptr[i]);
    }
    return digit && text.len <= 24 && sm_is_alnum(text.ptr[0]) &&
           sm_is_alnum(text.ptr[text.len - 1]);
}

static void link_tasks(sm_arena *scratch, graph *g, sm_diag *diag)
{
    size_t total = 0;
    for (size_t i = 0; i < g->count; i++)
        total += task_at(g, i)->depends_on.count;
    g->edges.items = SM_NEW_ARRAY(scratch, size_t, total + 1);
    g->edges.first = SM_NEW_ARRAY(scratch, size_t, g->count + 1);
    total = 0;
    for (size_t i = 0; i < g->count; i++) {
        const sm_task *task = task_at(g, i);
        g->edges.first[i] = total;
        for (size_t j = 0; j < task->depends_on.count; j++) {
            sm_str id = task->depends_on.items[j];
            size_t found = find(g, id);
            g->edges.items[total++] = found;
            if (found == SM_STR_NONE && looks_like_id(id))
                sm_report(diag, SM_DIAG_UNKNOWN_DEPENDENCY, task->record.loc,
                          "%.*s depends on %.*s", SM_STR_ARG(task->record.id), SM_STR_ARG(id));
        }
    }
    g->edges.first[g->count] = total;
}

/* The tasks on the stack from the one that is met again, "T1 -> T2 -> T1". */
static void report_cycle(sm_arena *scratch, const graph *g, const size_t *stack, size_t depth,
                         size_t again, sm_diag *diag)
{
    enum { SHOWN = 6 };
    sm_buf path = sm_buf_new(scratch);
    size_t from = depth;
    while (from != 0 && stack[from - 1] != again && depth - from < SHOWN)
        from--;
    from = from == 0 ? 0 : from - 1;
    if (stack[from] != again) {
        sm_buf_add_str(&path, task_at(g, again)->record.id);
        sm_buf_add_cstr(&path, " -> ... -> ");
    }
    for (size_t i = from; i < depth; i++) {
        sm_buf_add_str(&path, task_at(g, stack[i])->record.id);
        sm_buf_add_cstr(&path, " -> ");
    }
    sm_buf_add_str(&path, task_at(g, again)->record.id);
    sm_str text = sm_buf_str(&path);
    sm_report(diag, SM_DIAG_DEPENDENCY_CYCLE, task_at(g, again)->record.loc, "%.*s",
              SM_STR_ARG(text));
}

static void find_cycles(sm_arena *scratch, const graph *g, sm_diag *diag)
{
    enum { UNSEEN, OPEN, CLOSED };
    char *state = SM_NEW_ARRAY(scratch, char, g->count + 1);
    size_t *stack = SM_NEW_ARRAY(scratch, size_t, g->count + 1);
    size_t *next = SM_NEW_ARRAY(scratch, size_t, g->count + 1);
    for (size_t root = 0; root < g->count; root++) {
        size_t depth = 0;
        if (state[root] == UNSEEN) {
            stack[depth++] = root;
            state[root] = OPEN;
            next[root] = g->edges.first[root];
        }
        while (depth != 0) {
            size_t at = stack[depth - 1];
            if (next[at] == g->edges.first[at + 1]) {
                state[at] = CLOSED;
                depth--;
                continue;
            }
            size_t to = g->edges.items[next[at]++];
            if (to == SM_STR_NONE)
                continue;
            if (state[to] == OPEN) {
                report_cycle(scratch, g, stack, depth, to, diag);
            } else if (state[to] == UNSEEN) {
                stack[depth++] = to;
                state[to] = OPEN;
                next[to] = g->edges.first[to];
            }
        }
    }
}

void check_tasks(sm_arena *scratch, const sm_spec *spec, sm_diag *diag)
{
    graph g = {.spec = spec, .count = spec->records[SM_TASKS].count};
    if (g.count == 0)
        return;
    named *by_id = SM_NEW_ARRAY(scratch, named, g.count);
    for (size_t i = 0; i < g.count; i++)
        by_id[i] = (named){task_at(&g, i)->record.id, i};
    qsort(by_id, g.count, sizeof *by_id, compare_named);
    g.by_id = by_id;
    link_tasks(scratch, &g, diag);
    find_cycles(scratch, &g, diag);
}
