/* Sheets about the specification itself. Each adds nothing when it would be empty. */
#ifndef SPECMILL_EXPORT_XLSX_LISTS_H
#define SPECMILL_EXPORT_XLSX_LISTS_H

#include "table.h"

void xlsx_add_placeholders(xlsx_book *book);
void xlsx_add_findings(xlsx_book *book);
void xlsx_add_outline(xlsx_book *book);
void xlsx_add_entity_fields(xlsx_book *book); /* of all entities, a row each */

#endif
