/* What libxlsxwriter leaves to chance: whether the package was written whole, and where its
 * parts are kept meanwhile (in memory). */
#ifndef XLSX_PACKAGE_H
#define XLSX_PACKAGE_H

#include <stdbool.h>
/* Whether the ZIP file at PATH holds all that its directory says it holds. */
bool xlsx_package_is_whole(const char *path);

#endif
