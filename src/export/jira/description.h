/* What an issue says about itself, in the markup of the tracker. */
#ifndef SPECMILL_EXPORT_JIRA_DESCRIPTION_H
#define SPECMILL_EXPORT_JIRA_DESCRIPTION_H

#include "issues.h"
#include "markup.h"

enum { JIRA_SUMMARY_MAX = 250 }; /* characters; Jira takes fewer than 255 */

/* Appends the description of ISSUE: what it is, its fields that have no column, what it depends
 * on, and where the specification states it. */
void jira_describe(sm_buf *buf, sm_arena *arena, const sm_job *job, const jira_issues *issues,
                   const jira_issue *issue, jira_markup markup);

#endif
