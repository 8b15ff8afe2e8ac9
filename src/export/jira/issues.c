#include "issues.h"
#include "specmill/base/list.h"
#include "specmill/base/map.h"

enum { STEPS_MAX = 64 }; /* from a step to its task: "parent" may lead in a circle */

/* Epics by the lower-case name of their phase. */
typedef struct epic_table {
    sm_arena *arena;
    struct {
        jira_issue *items;
        size_t count, capacity;
    } list;
    sm_map numbers; /* in the list, from 1, by their names in lower case */
} epic_table;

typedef struct planning {
    sm_arena *arena;
    const sm_records *tasks;
    const sm_ids *ids;
    epic_table epics;
    bool *taken;     /* whether a task becomes an issue, by its place among the records */
    size_t *numbers; /* see jira_issues */
} planning;

static const sm_task *task_at(const sm_records *tasks, size_t i)
{
    return (const sm_task *)(const void *)tasks->items[i];
}

sm_str jira_issue_key(sm_str ticket)
{
    for (size_t i = 0; i < ticket.len; i++) {
        size_t at = i;
        if (i != 0 && (sm_is_alnum(ticket.ptr[i - 1]) || ticket.ptr[i - 1] == '_'))
            continue;
        while (at < ticket.len &&
               ((ticket.ptr[at] >= 'A' && ticket.ptr[at] <= 'Z') ||
                (at > i && (sm_is_digit(ticket.ptr[at]) || ticket.ptr[at] == '_'))))
            at++;
        if (at - i < 2 || at == ticket.len || ticket.ptr[at] != '-')
            continue;
        size_t digits = at + 1;
        while (digits < ticket.len && sm_is_digit(ticket.ptr[digits]))
            digits++;
        bool ended = digits == ticket.len || !sm_is_alnum(ticket.ptr[digits]);
        if (digits > at + 1 && ended)
            return sm_str_sub(ticket, i, digits - i);
    }
    return (sm_str){0};
}

static void choose_tasks(planning *p, bool with_tickets, sm_diag *diag)
{
    for (size_t i = 0; i < p->tasks->count; i++) {
        const sm_task *task = task_at(p->tasks, i);
        sm_str key = jira_issue_key(task->ticket);
        if (key.len != 0 && !with_tickets)
            sm_report(diag, SM_DIAG_TASK_HAS_TICKET, task->record.loc, "%.*s is %.*s",
                      SM_STR_ARG(task->record.id), SM_STR_ARG(key));
        else if (task->state == SM_TASK_DROPPED)
            sm_report(diag, SM_DIAG_TASK_DROPPED, task->record.loc, "%.*s",
                      SM_STR_ARG(task->record.id));
        else
            p->taken[i] = true;
    }
}

/* The number of the epic for PHASE, made when it is the first of that name. */
static size_t epic_for(epic_table *epics, sm_str phase)
{
    sm_str name = sm_str_lower(epics->arena, sm_str_trim(phase));
    sm_map_value *known = sm_map_at(epics->arena, &epics->numbers, name);
    if (known->number != 0)
        return known->number;
    jira_issue epic = {
        .type = SM_ISSUE_PHASE, .title = sm_str_trim(phase), .epic = sm_str_trim(phase)};
    SM_LIST_ADD(epics->arena, &epics->list, epic);
    known->number = epics->list.count;
    return epics->list.count;
}

/* Goals and estimates of phases that the specification states somewhere. */
static void join_phases(epic_table *epics, const sm_records *phases)
{
    for (size_t i = 0; i < phases->count; i++) {
        const sm_phase *phase = (const sm_phase *)(const void *)phases->items[i];
        sm_str name = sm_str_lower(epics->arena, sm_str_trim(phase->name));
        const sm_map_value *known = sm_map_find(&epics->numbers, name);
        if (known == NULL || !SM_LIST_HAS(&epics->list, known->number - 1))
            continue;
        jira_issue *epic = &epics->list.items[known->number - 1];
        if (epic->phase == NULL)
            epic->phase = phase;
    }
}

static void find_epics(planning *p, const sm_spec *spec)
{
    epic_table *epics = &p->epics;
    *epics = (epic_table){.arena = p->arena};
    for (size_t i = 0; i < p->tasks->count; i++)
        if (p->taken[i] && task_at(p->tasks, i)->phase.len != 0)
            epic_for(epics, task_at(p->tasks, i)->phase);
    join_phases(epics, &spec->records[SM_PHASES]);
}

/* The place of the task that TASK is in the end a step of, or SM_STR_NONE. Trackers know one
 * level of sub-tasks only. */
static size_t owner_of(const planning *p, const sm_task *task)
{
    size_t owner = SM_STR_NONE;
    for (int steps = 0; steps < STEPS_MAX && task->parent.len != 0; steps++) {
        size_t at = sm_ids_find(p->ids, task->parent);
        if (at == SM_STR_NONE || !p->taken[at] || task_at(p->tasks, at) == task)
            break;
        owner = at;
        task = task_at(p->tasks, at);
    }
    return owner;
}

/* In a circle of parents each would be a sub-task of another one: those are plain tasks. */
static bool is_step(const planning *p, size_t i)
{
    size_t owner = owner_of(p, task_at(p->tasks, i));
    return owner != SM_STR_NONE && owner != i &&
           owner_of(p, task_at(p->tasks, owner)) == SM_STR_NONE;
}

/* "US-12", "US1.1", "Story 3", "STORY-3", "User Story 3". */
static bool is_story(sm_str id)
{
    static const char *const names[] = {"user story", "story", "us"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        sm_str name = sm_str_from_cstr(names[i]);
        if (!sm_str_starts_nocase(id, name))
            continue;
        sm_str rest = sm_str_from(id, name.len);
        while (rest.len != 0 && sm_str_find_char(SM_STR(" -_#"), rest.ptr[0]) != SM_STR_NONE)
            rest = sm_str_from(rest, 1);
        return rest.len != 0 && sm_is_digit(rest.ptr[0]);
    }
    return false;
}

static jira_issue issue_of(planning *p, size_t i, bool step)
{
    const sm_task *task = task_at(p->tasks, i);
    jira_issue issue = {.type = SM_ISSUE_TASK, .title = task->title, .task = task};
    if (step)
        issue.type = SM_ISSUE_STEP;
    else if (is_story(task->record.id))
        issue.type = SM_ISSUE_STORY;
    if (step)
        issue.parent = p->numbers[owner_of(p, task)];
    else if (task->phase.len != 0)
        issue.parent = epic_for(&p->epics, task->phase);
    if (task->phase.len != 0)
        issue.epic = sm_str_trim(task->phase);
    if (issue.title.len == 0)
        issue.title = task->description.len != 0 ? task->description : task->record.id;
    return issue;
}

/* Who waits for each issue: counted, then filled in, both in document order. */
static size_t link_issues(planning *p, jira_issue *issues, size_t count)
{
    size_t *room = SM_NEW_ARRAY(p->arena, size_t, count + 1), total = 0, most = 0;
    for (int pass = 0; pass < 2; pass++) {
        size_t *places = pass == 1 ? SM_NEW_ARRAY(p->arena, size_t, total + 1) : NULL;
        for (size_t n = 0, at = 0; pass == 1 && n < count; at += room[n++])
            issues[n].blocks = places + at;
        for (size_t i = 0; i < p->tasks->count; i++) {
            const sm_task *task = task_at(p->tasks, i);
            for (size_t d = 0; p->numbers[i] != 0 && d < task->depends_on.count; d++) {
                size_t at = sm_ids_find(p->ids, task->depends_on.items[d]);
                if (at == SM_STR_NONE || at == i || p->numbers[at] == 0)
                    continue;
                jira_issue *blocker = &issues[p->numbers[at] - 1];
                if (pass == 0)
                    room[p->numbers[at] - 1]++, total++;
                else
                    places[(size_t)(blocker->blocks - places) + blocker->block_count++] =
                        p->numbers[i];
                most = blocker->block_count > most ? blocker->block_count : most;
            }
        }
    }
    return most;
}

static const bool *lines_of(sm_arena *arena, const sm_spec *spec)
{
    const sm_records *tasks = &spec->records[SM_TASKS];
    size_t count = spec->doc->source->lines;
    bool *lines = SM_NEW_ARRAY(arena, bool, count + 1);
    for (size_t i = 0; i < tasks->count; i++)
        for (size_t n = 0; n < tasks->items[i]->line_count; n++)
            if (tasks->items[i]->lines[n] <= count)
                lines[tasks->items[i]->lines[n]] = true;
    return lines;
}

/* Items in ITEMS by their line. */
static void collect_items(const sm_item **items, size_t lines, const sm_block *blocks)
{
    for (; blocks != NULL; blocks = blocks->next) {
        const sm_item *item = blocks->kind == SM_LIST ? blocks->as.list.items : NULL;
        for (; item != NULL; item = item->next) {
            if (item->loc.line <= lines)
                items[item->loc.line] = item;
            collect_items(items, lines, item->blocks);
        }
        collect_items(items, lines, sm_block_children(blocks));
    }
}

static const sm_item *const *items_of(sm_arena *arena, const sm_doc *doc)
{
    const sm_item **items = SM_NEW_ARRAY(arena, const sm_item *, doc->source->lines + 1);
    collect_items(items, doc->source->lines, doc->blocks);
    return items;
}

jira_issues jira_find_issues(sm_arena *arena, const sm_spec *spec, bool with_tickets,
                             sm_diag *diag)
{
    const sm_records *tasks = &spec->records[SM_TASKS];
    sm_ids ids = sm_ids_new(arena, tasks);
    planning p = {.arena = arena,
                  .tasks = tasks,
                  .ids = &ids,
                  .taken = SM_NEW_ARRAY(arena, bool, tasks->count + 1),
                  .numbers = SM_NEW_ARRAY(arena, size_t, tasks->count + 1)};
    choose_tasks(&p, with_tickets, diag);
    find_epics(&p, spec);
    size_t count = p.epics.list.count;
    jira_issue *issues = SM_NEW_ARRAY(arena, jira_issue, count + tasks->count + 1);
    for (size_t i = 0; i < count; i++)
        issues[i] = p.epics.list.items[i];
    for (int steps = 0; steps < 2; steps++) {
        for (size_t i = 0; i < tasks->count; i++) {
            if (!p.taken[i] || is_step(&p, i) != (steps == 1))
                continue;
            issues[count++] = issue_of(&p, i, steps == 1);
            p.numbers[i] = count;
        }
    }
    size_t most = link_issues(&p, issues, count);
    return (jira_issues){
        .items = issues,
        .count = count,
        .most_blocks = most,
        .numbers = p.numbers,
        .task_ids = ids,
        .task_lines = lines_of(arena, spec),
        .items_by_line = items_of(arena, spec->doc),
        .requirement_ids = sm_ids_new(arena, &spec->records[SM_REQUIREMENTS]),
    };
}
