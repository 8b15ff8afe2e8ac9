#include "charts.h"
#include <stdlib.h>

/* The grid begins at C4: impact to the right, probability upwards. */
enum {
    GRID_ROW = 3,
    GRID_COLUMN = 2,
    LEVELS = 4,
    TOP_ROW = GRID_ROW + LEVELS + 3,
    TOP_MAX = 25,
    WIDTH = 15, /* of a column, and of the last one */
    WIDE = 60
};

static const char *const level_names[LEVELS] = {"Low", "Medium", "High", "Critical"};

static const sm_risk *risk_at(const sm_records *risks, size_t i)
{
    return (const sm_risk *)(const void *)risks->items[i];
}

/* From green over amber to red with the product of both. */
static lxw_color_t heat(const sm_theme *theme, int score)
{
    if (score <= 2)
        return xlsx_mix(theme->tip_color, 0xffffff, 0.22);
    if (score <= 4)
        return xlsx_mix(theme->warning_color, 0xffffff, 0.18);
    if (score <= 8)
        return xlsx_mix(theme->warning_color, 0xffffff, 0.38);
    return xlsx_mix(theme->caution_color, 0xffffff, score <= 9 ? 0.35 : 0.6);
}

static void put(xlsx_book *book, lxw_worksheet *sheet, size_t row, size_t column,
                const char *text, xlsx_style style)
{
    xlsx_write(book, sheet, book->arena, row, column, xlsx_text(sm_str_from_cstr(text)), style);
}

static void write_cell(xlsx_book *book, lxw_worksheet *sheet, int probability, int impact,
                       size_t count)
{
    const sm_theme *theme = book->job->theme;
    lxw_format *format = xlsx_new_style(book, theme->text_size + 4, theme->text_color);
    format_set_bg_color(format, heat(theme, (probability + 1) * (impact + 1)));
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, xlsx_mix(0xffffff, 0, 1));
    format_set_num_format(format, "0;;");
    char formula[120];
    snprintf(formula, sizeof formula,
             "=COUNTIFS(Risks[Probability],\"%s\",Risks[Impact],\"%s\")",
             level_names[probability], level_names[impact]);
    worksheet_write_formula_num(sheet, (lxw_row_t)(GRID_ROW + LEVELS - 1 - probability),
                                (lxw_col_t)(GRID_COLUMN + impact), formula, format,
                                (double)count);
}

static void write_grid(xlsx_book *book, lxw_worksheet *sheet, const sm_records *risks)
{
    size_t counts[LEVELS][LEVELS] = {{0}};
    for (size_t i = 0; i < risks->count; i++) {
        const sm_risk *risk = risk_at(risks, i);
        if (risk->probability.value != SM_LEVEL_NONE && risk->impact.value != SM_LEVEL_NONE)
            counts[risk->probability.value - 1][risk->impact.value - 1]++;
    }
    put(book, sheet, GRID_ROW - 2, GRID_COLUMN, "Impact", XLSX_STYLE_KEY);
    put(book, sheet, GRID_ROW - 1, 1, "Probability", XLSX_STYLE_KEY);
    for (int level = 0; level < LEVELS; level++) {
        put(book, sheet, GRID_ROW - 1, (size_t)(GRID_COLUMN + level), level_names[level],
            XLSX_STYLE_HEAD);
        put(book, sheet, (size_t)(GRID_ROW + LEVELS - 1 - level), 1, level_names[level],
            XLSX_STYLE_HEAD);
        worksheet_set_row(sheet, (lxw_row_t)(GRID_ROW + level), 44, NULL);
        for (int impact = 0; impact < LEVELS; impact++)
            write_cell(book, sheet, level, impact, counts[level][impact]);
    }
}

static int by_score(const void *a, const void *b)
{
    const sm_risk *x = *(const sm_risk *const *)a, *y = *(const sm_risk *const *)b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->record.loc.line < y->record.loc.line ? -1
                                                   : x->record.loc.line > y->record.loc.line;
}

/* The worst, as they stood when the workbook was made. */
static void write_top(xlsx_book *book, lxw_worksheet *sheet, const sm_records *risks)
{
    static const char *const heads[] = {"ID", "Score", "Risk", "", "", "Mitigation"};
    const sm_risk **order = SM_NEW_ARRAY(book->arena, const sm_risk *, risks->count);
    for (size_t i = 0; i < risks->count; i++)
        order[i] = risk_at(risks, i);
    qsort(order, risks->count, sizeof *order, by_score);
    put(book, sheet, TOP_ROW - 1, 1, "Highest scores", XLSX_STYLE_SUBTITLE);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        put(book, sheet, TOP_ROW, 1 + i, heads[i], XLSX_STYLE_HEAD);
    for (size_t i = 0; i < risks->count && i < TOP_MAX && order[i]->score != 0; i++) {
        size_t row = TOP_ROW + 1 + i;
        const sm_risk *risk = order[i];
        xlsx_write(book, sheet, book->arena, row, 1, xlsx_text(risk->record.id), XLSX_STYLE_ID);
        xlsx_write(book, sheet, book->arena, row, 2, xlsx_number(risk->score),
                   XLSX_STYLE_NUMBER);
        xlsx_cell cell = xlsx_text(risk->title);
        cell.loc = risk->record.loc;
        worksheet_merge_range(sheet, (lxw_row_t)row, 3, (lxw_row_t)row, 5, "",
                              book->styles[XLSX_STYLE_TEXT]);
        xlsx_write(book, sheet, book->arena, row, 3, cell, XLSX_STYLE_TEXT);
        cell.text = risk->mitigation;
        cell.kind = risk->mitigation.len != 0 ? XLSX_TEXT : XLSX_BLANK;
        xlsx_write(book, sheet, book->arena, row, 6, cell, XLSX_STYLE_TEXT);
        size_t lines = xlsx_wrapped_lines(book, risk->title, 3 * WIDTH);
        size_t other = xlsx_wrapped_lines(book, risk->mitigation, WIDE);
        xlsx_set_height(book, sheet, row, lines > other ? lines : other);
    }
}

void xlsx_add_matrix(xlsx_book *book)
{
    const sm_records *risks = &book->job->spec->records[SM_RISKS];
    size_t rated = 0;
    for (size_t i = 0; i < risks->count; i++)
        rated += risk_at(risks, i)->score != 0;
    if (rated == 0)
        return;
    xlsx_entry entry = {
        .sheet = SM_STR("Risk matrix"),
        .note = sm_str_printf(book->arena, "%zu of %zu risks are rated", rated, risks->count)};
    lxw_worksheet *sheet = xlsx_add_sheet(book, entry, true);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_column(sheet, 0, 0, 2, NULL);
    worksheet_set_column(sheet, 1, 1 + LEVELS, WIDTH, NULL);
    worksheet_set_column(sheet, 2 + LEVELS, 2 + LEVELS, WIDE, NULL);
    put(book, sheet, 0, 1, "Risk matrix", XLSX_STYLE_TITLE);
    worksheet_set_row(sheet, 0, 30, NULL);
    write_grid(book, sheet, risks);
    write_top(book, sheet, risks);
}
