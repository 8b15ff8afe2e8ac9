#include "docbook.h"
#include "specmill/export/columns.h"

enum { LINE = 76 }; /* characters, on the paper of most stylesheets */

static void columns(docbook_writer *d, const sm_block *table)
{
    static const sm_str aligns[] = {
        [SM_ALIGN_NONE] = {0},
        [SM_ALIGN_LEFT] = SM_STR_INIT("left"),
        [SM_ALIGN_CENTER] = SM_STR_INIT("center"),
        [SM_ALIGN_RIGHT] = SM_STR_INIT("right"),
    };
    const size_t *widths = sm_column_widths(d->arena, table, LINE);
    for (size_t i = 0; i < table->as.table.columns; i++) {
        sm_align align = table->as.table.aligns[i];
        docbook_open_on_line(d, "colspec");
        docbook_attribute(d, "colname", sm_str_printf(d->arena, "c%zu", i + 1));
        docbook_attribute(d, "colwidth", sm_str_printf(d->arena, "%zu*", widths[i]));
        if (align != SM_ALIGN_NONE)
            docbook_attribute(d, "align", aligns[align]);
        docbook_close(d);
    }
}

static void row_of(docbook_writer *d, const sm_row *row, size_t count)
{
    docbook_open_on_line(d, "row");
    if (row != NULL)
        docbook_record(d, row->loc.line);
    for (size_t i = 0; i < count; i++) {
        docbook_open_on_line(d, "entry");
        if (row != NULL)
            docbook_inlines(d, row->cells[i].content, NULL);
        docbook_close(d);
    }
    docbook_close(d);
}

static void groups(docbook_writer *d, const sm_block *table)
{
    size_t count = table->as.table.columns;
    if (table->as.table.head != NULL) {
        docbook_open_on_line(d, "thead");
        row_of(d, table->as.table.head, count);
        docbook_close(d);
    }
    docbook_open_on_line(d, "tbody");
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        row_of(d, row, count);
    if (table->as.table.rows == NULL) /* there must be one */
        row_of(d, NULL, count);
    docbook_close(d);
}

void docbook_table(docbook_writer *d, const sm_block *table)
{
    bool formal = table->as.table.caption != NULL && !d->in_footnote;
    if (table->as.table.columns == 0)
        return;
    docbook_open_on_line(d, formal ? "table" : "informaltable");
    if (formal) {
        docbook_open_on_line(d, "title");
        docbook_inlines(d, table->as.table.caption, NULL);
        docbook_close(d);
    }
    d->in_formal_table = formal;
    docbook_open_on_line(d, "tgroup");
    docbook_number_attribute(d, "cols", table->as.table.columns);
    columns(d, table);
    groups(d, table);
    docbook_close(d);
    d->in_formal_table = false;
    docbook_close(d);
}
