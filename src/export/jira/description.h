/* What an issue says about itself, in the markup of the tracker. */
#ifndef SPECMILL_EXPORT_JIRA_DESCRIPTION_H
#define SPECMILL_EXPORT_JIRA_DESCRIPTION_H

#include "issues.h"

enum { JIRA_SUMMARY_MAX = 250 }; /* characters; Jira takes fewer than 255 */

typedef enum jira_markup { JIRA_WIKI, JIRA_MARKDOWN, JIRA_HTML } jira_markup;

/* Appends the description of ISSUE: what it is, its fields that have no column, what it depends
 * on, and where the specification states it. */
void jira_describe(sm_buf *buf, sm_arena *arena, const sm_job *job, const jira_issues *issues,
                   const jira_issue *issue, jira_markup markup);

/* Appends TEXT so that nothing in it is taken for markup. */
void jira_add_text(sm_buf *buf, sm_str text, jira_markup markup);

#endif
