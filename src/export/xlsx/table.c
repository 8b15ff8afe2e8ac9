#include "table.h"
#include "specmill/base/list.h"
#include <stdio.h>

enum {
    ROWS_AT_A_TIME = 512, /* between two renewals of the scratch arena */
    HEADER_MAX = 200,     /* bytes; Excel allows 255 characters */
    ARROW = 3             /* column units for the filter's arrow */
};

static const double width_min = 7, width_max = 62, width_wide = 32, width_least = 20,
                    sheet_width = 230;

/* HEADER as Excel accepts it in a table: one line, trimmed, not empty. */
static sm_str clean_header(sm_arena *arena, sm_str header)
{
    sm_buf buf = sm_buf_new(arena);
    sm_str source = sm_str_trim(header);
    for (size_t i = 0; i < source.len && buf.len < HEADER_MAX; i++) {
        bool control = (unsigned char)source.ptr[i] < 0x20;
        sm_buf_add_char(&buf, control ? ' ' : source.ptr[i]);
    }
    if (buf.len == 0)
        sm_buf_add_cstr(&buf, "Column");
    return sm_str_trim(sm_buf_str(&buf));
}

static xlsx_column *column_called(const xlsx_table *table, sm_str header)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (sm_str_equal_nocase(table->columns.items[i].header, header))
            return &table->columns.items[i];
    return NULL;
}

xlsx_column *xlsx_add_column(xlsx_book *book, xlsx_table *table, sm_str header,
                             xlsx_style style, int source)
{
    sm_str clean = clean_header(book->arena, header), unique = clean;
    xlsx_column *same = column_called(table, clean);
    while (same != NULL && column_called(table, unique) != NULL)
        unique = sm_str_printf(book->arena, "%.*s %zu", SM_STR_ARG(clean), ++same->repeats + 1);
    xlsx_column column = {.header = unique, .style = style, .source = source};
    SM_LIST_ADD(book->arena, &table->columns, column);
    return &table->columns.items[table->columns.count - 1];
}

/* Calls VISIT for every cell, row by row, with memory that lives as long as the call. */
typedef void visit_cell(xlsx_book *book, void *context, sm_arena *scratch, size_t row,
                        size_t column, xlsx_cell cell);

static void each_cell(xlsx_book *book, xlsx_table *table, visit_cell *visit, void *context)
{
    sm_arena *scratch = sm_arena_new(0);
    for (size_t row = 0; row < table->row_count; row++) {
        if (row % ROWS_AT_A_TIME == ROWS_AT_A_TIME - 1) {
            sm_arena_free(scratch);
            scratch = sm_arena_new(0);
        }
        for (size_t i = 0; i < table->columns.count; i++)
            visit(book, context, scratch, row, i,
                  table->cell(scratch, table, row, &table->columns.items[i]));
    }
    sm_arena_free(scratch);
}

static void measure(xlsx_book *book, void *context, sm_arena *scratch, size_t row,
                    size_t number, xlsx_cell cell)
{
    (void)scratch;
    (void)row;
    xlsx_column *column = &((xlsx_table *)context)->columns.items[number];
    double width = cell.text.len != 0 ? xlsx_text_width(book, cell.text, false) : 0;
    width += 3 * cell.indent;
    if (cell.kind == XLSX_NUMBER || cell.kind == XLSX_NUMBER_LINK)
        width = column->style == XLSX_STYLE_DATE ? 12 : 9;
    if (width > column->width)
        column->width = width;
    column->volume += width;
    column->sum += cell.number;
}

static bool is_wide(const xlsx_column *column)
{
    return column->width > width_wide;
}

/* Shares ROOM out to the wide columns: to each a part that grows with its text, to none more
 * than it wants or less than is readable. */
static void share_room(xlsx_table *table, double room)
{
    enum { ROUNDS = 8 }; /* what one column has too much the next round gives to the others */
    double *given = table->given;
    for (size_t i = 0; i < table->columns.count; i++)
        if (is_wide(&table->columns.items[i])) {
            given[i] = width_least;
            room -= width_least;
        }
    for (int round = 0; round < ROUNDS && room > 1; round++) {
        double volume = 0, left = 0;
        for (size_t i = 0; i < table->columns.count; i++)
            if (given[i] > 0 && given[i] < table->columns.items[i].width)
                volume += table->columns.items[i].volume;
        for (size_t i = 0; i < table->columns.count && volume > 0; i++) {
            const xlsx_column *column = &table->columns.items[i];
            if (given[i] <= 0 || given[i] >= column->width)
                continue;
            given[i] += room * column->volume / volume;
            left += given[i] > column->width ? given[i] - column->width : 0;
            given[i] = given[i] > column->width ? column->width : given[i];
        }
        room = left;
    }
    for (size_t i = 0; i < table->columns.count; i++)
        if (given[i] > 0)
            table->columns.items[i].width = given[i];
}

/* Widths from the content; when the sheet gets too wide for a page, the widest columns wrap
 * earlier. */
static void fit_columns(xlsx_book *book, xlsx_table *table)
{
    each_cell(book, table, measure, table);
    double narrow = 0, wide = 0;
    for (size_t i = 0; i < table->columns.count; i++) {
        xlsx_column *column = &table->columns.items[i];
        double least = xlsx_text_width(book, column->header, true) + ARROW;
        if (least > width_wide) /* a long header wraps */
            least = width_wide;
        if (column->width < least)
            column->width = least;
        if (column->width < width_min)
            column->width = width_min;
        if (column->width > width_max)
            column->width = width_max;
        if (!column->aside)
            *(is_wide(column) ? &wide : &narrow) += column->width;
    }
    if (narrow + wide <= sheet_width || wide <= 0)
        return;
    table->given = SM_NEW_ARRAY(book->arena, double, table->columns.count);
    share_room(table, sheet_width - narrow);
}

/* The library's structs point at texts that are not const. */
static char *mutable_copy(const xlsx_book *book, const char *text)
{
    return text != NULL ? sm_str_to_cstr(book->arena, sm_str_from_cstr(text)) : NULL;
}

static void when(xlsx_book *book, lxw_worksheet *sheet, const lxw_row_t rows[2],
                 lxw_col_t column, const char *value, xlsx_tone tone)
{
    char quoted[40];
    snprintf(quoted, sizeof quoted, "\"%s\"", value);
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_CELL,
        .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
        .value_string = quoted,
        .format = book->tones[tone],
        .stop_if_true = LXW_TRUE,
    };
    worksheet_conditional_format_range(sheet, rows[0], column, rows[1], column, &rule);
}

static void scale(xlsx_book *book, lxw_worksheet *sheet, const lxw_row_t rows[2],
                  lxw_col_t column)
{
    const sm_theme *theme = book->job->theme;
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_3_COLOR_SCALE,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = 1,
        .mid_value = 6,
        .max_value = 16,
        .min_color = xlsx_mix(theme->tip_color, 0xffffff, 0.25),
        .mid_color = xlsx_mix(theme->warning_color, 0xffffff, 0.25),
        .max_color = xlsx_mix(theme->caution_color, 0xffffff, 0.45),
    };
    worksheet_conditional_format_range(sheet, rows[0], column, rows[1], column, &rule);
}

static void color(xlsx_book *book, lxw_worksheet *sheet, const lxw_row_t rows[2],
                  lxw_col_t column, xlsx_coloring coloring)
{
    switch (coloring) {
    case XLSX_NO_COLORS:
        break;
    case XLSX_COLOR_LEVEL:
        when(book, sheet, rows, column, "Low", XLSX_TONE_GOOD);
        when(book, sheet, rows, column, "Medium", XLSX_TONE_MEDIUM);
        when(book, sheet, rows, column, "High", XLSX_TONE_BAD);
        when(book, sheet, rows, column, "Critical", XLSX_TONE_WORST);
        break;
    case XLSX_COLOR_STATE:
        when(book, sheet, rows, column, "Done", XLSX_TONE_GOOD);
        when(book, sheet, rows, column, "Answered", XLSX_TONE_GOOD);
        when(book, sheet, rows, column, "Active", XLSX_TONE_ACTIVE);
        when(book, sheet, rows, column, "Dropped", XLSX_TONE_QUIET);
        break;
    case XLSX_COLOR_SCORE:
        scale(book, sheet, rows, column);
        break;
    }
}

/* A drop-down that warns about other values instead of refusing them. */
static void offer(xlsx_book *book, lxw_worksheet *sheet, const lxw_row_t rows[2],
                  lxw_col_t column, const char *const *choices)
{
    size_t count = 0;
    while (choices[count] != NULL)
        count++;
    char **list = SM_NEW_ARRAY(book->arena, char *, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = mutable_copy(book, choices[i]);
    lxw_data_validation validation = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .value_list = (void *)list, /* const since libxlsxwriter 1.2 */
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
        .error_title = mutable_copy(book, "Not in the list"),
        .error_message =
            mutable_copy(book, "This value is not one of the usual ones. Keep it?"),
    };
    worksheet_data_validation_range(sheet, rows[0], column, rows[1], column, &validation);
}

/* Every other row tinted, in the columns from FIRST to LAST. */
static void band(xlsx_book *book, lxw_worksheet *sheet, const lxw_row_t rows[2], size_t first,
                 size_t last)
{
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = mutable_copy(book, "=MOD(ROW(),2)=1"),
        .format = book->tones[XLSX_TONE_BAND],
    };
    worksheet_conditional_format_range(sheet, rows[0], (lxw_col_t)first, rows[1],
                                       (lxw_col_t)last, &rule);
}

/* LibreOffice obeys one rule set a cell: the tint comes last in the sets of colored columns,
 * and has sets of its own between them. */
static void band_all(xlsx_book *book, lxw_worksheet *sheet, const lxw_row_t rows[2],
                     const xlsx_table *table)
{
    size_t first = 0;
    for (size_t i = 0; i < table->columns.count; i++) {
        if (table->columns.items[i].coloring == XLSX_NO_COLORS)
            continue;
        if (first < i)
            band(book, sheet, rows, first, i - 1);
        if (table->columns.items[i].coloring != XLSX_COLOR_SCORE)
            band(book, sheet, rows, i, i);
        first = i + 1;
    }
    if (first < table->columns.count)
        band(book, sheet, rows, first, table->columns.count - 1);
}

typedef struct painting {
    lxw_worksheet *sheet;
    const xlsx_table *table;
    size_t lines; /* of the row so far, once its texts are wrapped */
} painting;

static void paint(xlsx_book *book, void *context, sm_arena *scratch, size_t row, size_t column,
                  xlsx_cell cell)
{
    painting *p = context;
    const xlsx_column *at = &p->table->columns.items[column];
    xlsx_style style = at->style;
    if (style == XLSX_STYLE_LINK && cell.kind != XLSX_LINK && cell.kind != XLSX_TEXT_FORMULA)
        style = XLSX_STYLE_TEXT;
    if (cell.kind == XLSX_NUMBER_LINK)
        style = XLSX_STYLE_NUMBER_LINK;
    xlsx_write(book, p->sheet, scratch, row + 1, column, cell, style);
    size_t lines = cell.text.len != 0 ? xlsx_wrapped_lines(book, cell.text, at->width) : 1;
    p->lines = column == 0 || lines > p->lines ? lines : p->lines;
    if (column == p->table->columns.count - 1)
        xlsx_set_height(book, p->sheet, row + 1, p->lines);
}

/* Declares the table; its cells are written later, over what this leaves in them (the library
 * fills a calculated column with zeros). */
static void declare(xlsx_book *book, lxw_worksheet *sheet, const xlsx_table *table,
                    bool with_total)
{
    size_t count = table->columns.count;
    lxw_table_column *columns = SM_NEW_ARRAY(book->arena, lxw_table_column, count);
    lxw_table_column **list = SM_NEW_ARRAY(book->arena, lxw_table_column *, count + 1);
    for (size_t i = 0; i < count; i++) {
        const xlsx_column *from = &table->columns.items[i];
        columns[i].header = xlsx_cstr(book, book->arena, from->header, (sm_loc){0});
        columns[i].header_format = book->styles[XLSX_STYLE_HEAD];
        columns[i].formula = mutable_copy(book, from->formula);
        columns[i].format = book->styles[from->style];
        if (with_total && i == 0)
            columns[i].total_string = mutable_copy(book, "Total");
        if (from->total) {
            columns[i].total_function = LXW_TABLE_FUNCTION_SUM;
            columns[i].total_value = from->sum;
        }
        list[i] = &columns[i];
    }
    lxw_table_options options = {
        .name = mutable_copy(book, table->name),
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = 1,
        .no_banded_rows = LXW_TRUE,
        .total_row = with_total,
        .columns = list,
    };
    worksheet_add_table(sheet, 0, 0, (lxw_row_t)(table->row_count + with_total),
                        (lxw_col_t)(count - 1), &options);
}

/* The library writes the total row's cells without a format, and a formula that LibreOffice
 * cannot read when the column's name has signs in it: written again. */
static void write_totals(xlsx_book *book, lxw_worksheet *sheet, const xlsx_table *table)
{
    size_t row = table->row_count + 1;
    for (size_t i = 0; i < table->columns.count; i++) {
        const xlsx_column *column = &table->columns.items[i];
        xlsx_cell cell = xlsx_text(i == 0 ? SM_STR("Total") : (sm_str){0});
        if (column->total) {
            cell = xlsx_number(column->sum);
            cell.kind = XLSX_NUMBER_FORMULA;
            cell.target = sm_str_printf(book->arena, "=SUBTOTAL(109,%s[%.*s])", table->name,
                                        SM_STR_ARG(column->header));
        }
        xlsx_write(book, sheet, book->arena, row, i, cell,
                   column->total && column->style == XLSX_STYLE_HOURS ? XLSX_STYLE_TOTAL_HOURS
                                                                      : XLSX_STYLE_TOTAL);
    }
}

static void dress(xlsx_book *book, lxw_worksheet *sheet, const xlsx_table *table,
                  bool with_total)
{
    const lxw_row_t rows[2] = {1, (lxw_row_t)table->row_count};
    for (size_t i = 0; i < table->columns.count; i++) {
        const xlsx_column *column = &table->columns.items[i];
        lxw_col_t number = (lxw_col_t)i;
        worksheet_set_column(sheet, number, number, column->width, NULL);
        color(book, sheet, rows, number, column->coloring);
        if (column->choices != NULL)
            offer(book, sheet, rows, number, column->choices);
    }
    if (book->job->theme->table_zebra)
        band_all(book, sheet, rows, table);
    worksheet_set_row(sheet, 0, 24, NULL);
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_repeat_rows(sheet, 0, 0);
    size_t printed = table->columns.count;
    while (printed > 1 && table->columns.items[printed - 1].aside)
        printed--;
    if (printed < table->columns.count)
        worksheet_print_area(sheet, 0, 0, (lxw_row_t)(table->row_count + with_total),
                             (lxw_col_t)(printed - 1));
}

lxw_worksheet *xlsx_paint_table(xlsx_book *book, xlsx_table *table)
{
    xlsx_entry entry = {table->sheet, table->row_count, table->name, table->note};
    lxw_worksheet *sheet = xlsx_add_sheet(book, entry, true);
    bool with_total = false;
    for (size_t i = 0; i < table->columns.count; i++)
        with_total = with_total || table->columns.items[i].total;
    fit_columns(book, table);
    declare(book, sheet, table, with_total);
    painting p = {sheet, table, 0};
    each_cell(book, table, paint, &p);
    if (with_total)
        write_totals(book, sheet, table);
    dress(book, sheet, table, with_total);
    return sheet;
}
