/* The columns of the file: those of the profile, as the configuration wants them. */
#ifndef SPECMILL_EXPORT_JIRA_COLUMNS_H
#define SPECMILL_EXPORT_JIRA_COLUMNS_H

#include "profiles.h"

typedef struct jira_column {
    sm_str header;
    jira_field field;
    sm_str text; /* of JIRA_TEXT: may have "{owner}" in it */
} jira_column;

typedef struct jira_columns {
    const jira_column *items;
    size_t count;
} jira_columns;

/* TRACKER may be NULL. */
jira_columns jira_find_columns(sm_arena *arena, const jira_profile *profile,
                               const sm_tracker *tracker);

/* The first row of the file for JOB. */
sm_str_list jira_header(sm_arena *arena, const sm_job *job);

/* TEXT with what stands in braces replaced by what ISSUE has of that name: "id", "line",
 * "file", "section", a task's field or the heading of an author's column. Empty when all of
 * that is. */
sm_str jira_fill_in(sm_arena *arena, const sm_job *job, const jira_issue *issue, sm_str text);

#endif
