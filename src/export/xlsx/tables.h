/* Tables of the document that are not records, on request. */
#ifndef SPECMILL_EXPORT_XLSX_TABLES_H
#define SPECMILL_EXPORT_XLSX_TABLES_H

#include "table.h"

/* A sheet for each table that no record and no metadata come from. */
void xlsx_add_tables(xlsx_book *book);

#endif
