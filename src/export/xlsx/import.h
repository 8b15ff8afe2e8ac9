/* The tasks once more, in the columns of the tracker's importer: people edit them here, and
 * save the sheet as CSV. */
#ifndef SPECMILL_EXPORT_XLSX_IMPORT_H
#define SPECMILL_EXPORT_XLSX_IMPORT_H

#include "book.h"

void xlsx_add_import(xlsx_book *book);

#endif
