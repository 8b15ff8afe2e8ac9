/* How wide the columns of a table want to be. */
#ifndef SPECMILL_EXPORT_COLUMNS_H
#define SPECMILL_EXPORT_COLUMNS_H

#include "specmill/model/doc.h"

/* The widths of the columns of TABLE, in parts of a line of about LINE characters: that of the
 * longest cell where all have room, else what the longest word needs and a share of the rest.
 * One for each column, at least 1. */
const size_t *sm_column_widths(sm_arena *arena, const sm_block *table, size_t line);

#endif
