/* Sheets that are one Excel table: typed columns over rows that are asked for cell by cell. */
#ifndef SPECMILL_EXPORT_XLSX_TABLE_H
#define SPECMILL_EXPORT_XLSX_TABLE_H

#include "book.h"

typedef enum xlsx_coloring {
    XLSX_NO_COLORS,
    XLSX_COLOR_LEVEL,
    XLSX_COLOR_STATE,
    XLSX_COLOR_SCORE
} xlsx_coloring;

typedef struct xlsx_column {
    sm_str header;
    size_t repeats; /* columns that the same was asked for */
    xlsx_style style;
    xlsx_coloring coloring;
    const char *const *choices; /* of a drop-down, NULL-ended; NULL: anything */
    const char *formula;        /* of a calculated column, or NULL */
    bool aside;                 /* for the screen only; such columns are the last ones */
    bool total;                 /* summed up in the total row */
    int source;                 /* for the table's own use: what the cells are made from ... */
    size_t number;
    const void *from;
    sm_str key;
    double width, volume, sum; /* filled in by xlsx_paint_table() */
} xlsx_column;

typedef struct xlsx_table xlsx_table;
struct xlsx_table {
    const char *name; /* an identifier, unique in the workbook */
    sm_str sheet;     /* sheet name, at most 31 characters */
    struct {
        xlsx_column *items;
        size_t count, capacity;
    } columns;
    size_t row_count; /* at least 1 */
    const void *rows;
    xlsx_cell (*cell)(sm_arena *arena, const xlsx_table *table, size_t row,
                      const xlsx_column *column);
    sm_str note;   /* for the Overview */
    double *given; /* by column, while widths are shared out */
};

/* Appends a column; its header is made unique in the table. */
xlsx_column *xlsx_add_column(xlsx_book *book, xlsx_table *table, sm_str header,
                             xlsx_style style, int source);

lxw_worksheet *xlsx_paint_table(xlsx_book *book, xlsx_table *table);

#endif
