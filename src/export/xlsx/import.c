#include "import.h"
#include "specmill/export/task_table.h"
#include "typed.h"

enum { ROWS_MAX = 20000, WIDTH_MAX = 60 };

/* Numbers as numbers, so that the CSV has them without quotes; titles and dates as they are. */
static xlsx_cell cell_of(sm_str header, sm_str text)
{
    xlsx_typed typed = xlsx_type_text(text);
    if (typed.type == XLSX_TYPE_NUMBER &&
        !sm_str_among(header, "summary|title|description|body"))
        return xlsx_number(typed.number);
    return xlsx_text(text);
}

/* Not an Excel table: those want every heading once, importers want some of them repeated. */
void xlsx_add_import(xlsx_book *book)
{
    size_t tasks = book->job->spec->records[SM_TASKS].count;
    if (tasks > ROWS_MAX)
        sm_report(book->diag, SM_DIAG_SHEET_LEFT_OUT,
                  (sm_loc){.source = book->job->spec->doc->source}, "Task import: %zu", tasks);
    if (tasks == 0 || tasks > ROWS_MAX)
        return;
    sm_arena *arena = book->arena;
    sm_task_table table = sm_task_table_new(arena, book->job, sm_diag_new(arena));
    size_t columns = table.header.count;
    if (table.row_count == 0)
        return;
    xlsx_entry entry = {.sheet = SM_STR("Task import"),
                        .note = SM_STR("to edit and save as CSV for the tracker")};
    lxw_worksheet *sheet = xlsx_add_sheet(book, entry, true);
    for (size_t i = 0; i < columns; i++) {
        double widest = xlsx_text_width(book, table.header.items[i], true) + 3;
        xlsx_write(book, sheet, arena, 0, i, xlsx_text(table.header.items[i]), XLSX_STYLE_HEAD);
        for (size_t row = 0; row < table.row_count; row++) {
            sm_str text = table.cells[row * columns + i];
            xlsx_cell cell = cell_of(table.header.items[i], text);
            double width = xlsx_text_width(book, text, false);
            widest = width > widest ? width : widest;
            xlsx_write(book, sheet, arena, row + 1, i, cell,
                       cell.kind == XLSX_NUMBER ? XLSX_STYLE_NUMBER : XLSX_STYLE_PLAIN);
        }
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i,
                             widest < WIDTH_MAX ? widest : WIDTH_MAX, NULL);
    }
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)table.row_count, (lxw_col_t)(columns - 1));
    worksheet_set_row(sheet, 0, 24, NULL);
    worksheet_set_default_row(sheet, 15, LXW_FALSE);
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_repeat_rows(sheet, 0, 0);
}
