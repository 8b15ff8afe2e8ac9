/* The first sheet: what the specification is, what is in the workbook, how ready it is. */
#ifndef SPECMILL_EXPORT_XLSX_OVERVIEW_H
#define SPECMILL_EXPORT_XLSX_OVERVIEW_H

#include "book.h"

/* Fills SHEET when all others are in book->index. */
void xlsx_paint_overview(xlsx_book *book, lxw_worksheet *sheet);

#endif
