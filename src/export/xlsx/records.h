/* One sheet for each kind of record. */
#ifndef SPECMILL_EXPORT_XLSX_RECORDS_H
#define SPECMILL_EXPORT_XLSX_RECORDS_H

#include "specmill/model/ids.h"
#include "table.h"

/* The first letter of a lower-case name as a capital: "open" as "Open". NULL gives an absent
 * string. */
sm_str xlsx_capital(sm_arena *arena, const char *name);

/* The formula that shows TEXT and jumps to the row of the task ID, wherever it was sorted to;
 * a text cell when a formula cannot hold it. */
xlsx_cell xlsx_jump(sm_arena *arena, const sm_ids *tasks, sm_str id, sm_str text);

/* The sheet of the records of KIND, of which there is at least one. */
void xlsx_add_records(xlsx_book *book, sm_record_kind kind, const sm_ids *tasks);

#endif
