/* What libxlsxwriter leaves to chance: where the parts of a workbook are kept, and whether the
 * package of them was written whole. */
#ifndef XLSX_PACKAGE_H
#define XLSX_PACKAGE_H

#include <stdbool.h>
#include <stdio.h>

/* A new file in memory, empty; NULL after setting errno. */
FILE *xlsx_memory_file(void);

/* Whether the ZIP file at PATH holds all that its directory says it holds. */
bool xlsx_package_is_whole(const char *path);

#endif
