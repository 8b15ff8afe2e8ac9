/* How wide the columns of a table want to be. */
#ifndef SPECMILL_EXPORT_COLUMNS_H
#define SPECMILL_EXPORT_COLUMNS_H

#include "specmill/model/doc.h"

/* The length of COLUMN's longest cell in TABLE (the head included), in bytes of text and about
 * characters; between LEAST and MOST. */
size_t sm_column_width(const sm_block *table, size_t column, size_t least, size_t most);

#endif
