/* Blocks of the document in the markup of a tracker. */
#ifndef SPECMILL_EXPORT_JIRA_MARKUP_H
#define SPECMILL_EXPORT_JIRA_MARKUP_H

#include "specmill/model/spec.h"

typedef enum jira_markup { JIRA_WIKI, JIRA_MARKDOWN, JIRA_HTML } jira_markup;

/* Appends TEXT so that nothing in it is taken for markup. */
void jira_add_text(sm_buf *buf, sm_str text, jira_markup markup);

/* Appends BLOCKS without the sections, list items and table rows whose line is in TASK_LINES
 * (by line number): those are issues of their own. */
void jira_add_blocks(sm_buf *buf, const sm_block *blocks, jira_markup markup,
                     const bool *task_lines);

#endif
