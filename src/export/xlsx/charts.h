/* Sheets that show records as a picture made of cells. Each adds nothing when there is nothing
 * to show. */
#ifndef SPECMILL_EXPORT_XLSX_CHARTS_H
#define SPECMILL_EXPORT_XLSX_CHARTS_H

#include "book.h"
#include "specmill/model/ids.h"

/* How many risks have which probability and impact. */
void xlsx_add_matrix(xlsx_book *book);

/* The tasks over time. */
void xlsx_add_plan(xlsx_book *book, const sm_ids *tasks);

#endif
