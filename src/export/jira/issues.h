/* The tasks of a specification as issues of a tracker: phases are epics that own their tasks,
 * steps of a task are its sub-tasks. */
#ifndef SPECMILL_EXPORT_JIRA_ISSUES_H
#define SPECMILL_EXPORT_JIRA_ISSUES_H

#include "specmill/export/anchors.h"
#include "specmill/export/backend.h"
#include "specmill/model/ids.h"

typedef struct jira_issue {
    sm_issue_type type;
    size_t parent;         /* number of the issue that owns it; 0: none */
    sm_str title;          /* whole */
    sm_str epic;           /* the phase it belongs to or, of an epic, is; absent: none */
    const sm_task *task;   /* NULL: a phase */
    const sm_phase *phase; /* of a phase, when there is a record of it */
    const size_t *blocks;  /* numbers of the issues that depend on this one, ascending */
    size_t block_count;
} jira_issue;

/* Issues are numbered from 1 by their place: phases, then stories and tasks, then steps. */
typedef struct jira_issues {
    const jira_issue *items;
    size_t count;
    size_t most_blocks;    /* of any issue */
    const size_t *numbers; /* of each task's issue, by its place among the records; 0: none */
    sm_ids task_ids, requirement_ids;
    sm_anchors anchors;                  /* of records in the HTML; none unless asked for */
    const sm_item *const *items_by_line; /* the list item that begins there, or NULL */
    const bool *task_lines;              /* by line of the source: a task is stated there */
} jira_issues;

/* Leaves out what was dropped and, unless WITH_TICKETS, what has a ticket already, with a
 * finding for each. */
jira_issues jira_find_issues(sm_arena *arena, const sm_spec *spec, bool with_tickets,
                             sm_diag *diag);

/* The key of a Jira issue in TICKET ("PAY-12"), or absent. */
sm_str jira_issue_key(sm_str ticket);

#endif
