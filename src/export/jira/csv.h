/* CSV (RFC 4180): CRLF after each row, quotes only where they are needed. */
#ifndef SPECMILL_EXPORT_JIRA_CSV_H
#define SPECMILL_EXPORT_JIRA_CSV_H

#include "specmill/base/buf.h"

/* Appends TEXT as the next cell of a row; FIRST when it is the row's first. A cell that a
 * spreadsheet would run as a formula is begun with an apostrophe; then true. */
bool jira_csv_cell(sm_buf *buf, sm_str text, bool first);

void jira_csv_end_row(sm_buf *buf);

#endif
