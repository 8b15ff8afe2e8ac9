/* The workbook under construction, its styles, and single cells. */
#ifndef SPECMILL_EXPORT_XLSX_BOOK_H
#define SPECMILL_EXPORT_XLSX_BOOK_H

#include "specmill/export/anchors.h"
#include "specmill/export/backend.h"
#include <xlsxwriter.h>

/* How a cell looks; style.c is the table. */
typedef enum xlsx_style {
    XLSX_STYLE_TEXT,
    XLSX_STYLE_ID,
    XLSX_STYLE_NUMBER,
    XLSX_STYLE_DATE,
    XLSX_STYLE_PERCENT_0, /* and with 1, 2, 3 decimals */
    XLSX_STYLE_PERCENT_1,
    XLSX_STYLE_PERCENT_2,
    XLSX_STYLE_PERCENT_3,
    XLSX_STYLE_HOURS,
    XLSX_STYLE_LINK,
    XLSX_STYLE_NUMBER_LINK,
    XLSX_STYLE_MUTED,
    XLSX_STYLE_PLAIN, /* on one line, whatever is in it */
    XLSX_STYLE_HEAD,
    XLSX_STYLE_TOTAL,
    XLSX_STYLE_TOTAL_HOURS,
    XLSX_STYLE_TITLE, /* the Overview, from here on: no cell borders */
    XLSX_STYLE_SUBTITLE,
    XLSX_STYLE_HEADING,
    XLSX_STYLE_KEY,
    XLSX_STYLE_VALUE,
    XLSX_STYLE_VALUE_DATE,
    XLSX_STYLE_VALUE_NUMBER,
    XLSX_STYLE_VALUE_LINK,
    XLSX_STYLE_COUNT
} xlsx_style;

/* Colors for states and levels, from the theme: text on a tint. */
typedef enum xlsx_tone {
    XLSX_TONE_GOOD,
    XLSX_TONE_MEDIUM,
    XLSX_TONE_BAD,
    XLSX_TONE_WORST,
    XLSX_TONE_ACTIVE,
    XLSX_TONE_QUIET,
    XLSX_TONE_BAND, /* every other row of a table */
    XLSX_TONE_BAR,  /* of the plan */
    XLSX_TONE_DONE_BAR,
    XLSX_TONE_COUNT
} xlsx_tone;

enum { XLSX_INDENT_MAX = 5 };

typedef struct xlsx_entry {
    sm_str sheet; /* its name */
    size_t count;
    const char *table; /* whose rows are counted; NULL: not a table */
    sm_str note;
} xlsx_entry;

typedef struct xlsx_book {
    sm_arena *arena;
    const sm_job *job;
    sm_diag *diag;
    lxw_workbook *workbook;
    sm_anchors anchors; /* of the records in the HTML; none unless it is published */
    lxw_format *styles[XLSX_STYLE_COUNT];
    lxw_format *indents[XLSX_INDENT_MAX + 1]; /* XLSX_STYLE_TEXT further to the right */
    lxw_format *tones[XLSX_TONE_COUNT];       /* for conditional formats */
    struct {
        xlsx_entry *items;
        size_t count, capacity;
    } index; /* of the sheets, for the Overview */
} xlsx_book;

typedef enum xlsx_cell_kind {
    XLSX_BLANK,
    XLSX_TEXT,
    XLSX_NUMBER,         /* dates too, as days since 1899-12-30 */
    XLSX_NUMBER_FORMULA, /* with its value in number */
    XLSX_TEXT_FORMULA,   /* with its value in text */
    XLSX_LINK,           /* text that leads to target */
    XLSX_NUMBER_LINK     /* number that leads to target */
} xlsx_cell_kind;

typedef struct xlsx_cell {
    xlsx_cell_kind kind;
    double number;
    sm_str text;
    sm_str target; /* of a link ("internal:'Tasks'!A2", a URL); the formula, with its "=" */
    sm_loc loc;    /* where the text stands in the source */
    int indent;    /* of text, in steps of three characters; at most XLSX_INDENT_MAX */
} xlsx_cell;

enum {
    XLSX_CELL_MAX = 32767, /* UTF-16 units in a cell (ECMA-376 leaves it to Excel) */
    XLSX_URL_MAX = 2000,
    XLSX_LINKS_MAX = 65000,     /* hyperlinks in a sheet */
    XLSX_FORMULA_TEXT_MAX = 255 /* characters in a string literal of a formula */
};

/* style.c */
void xlsx_styles(xlsx_book *book);
lxw_format *xlsx_new_style(xlsx_book *book, double size, sm_color color);
lxw_color_t xlsx_mix(sm_color color, sm_color with, double part); /* PART of COLOR */

/* cell.c */
xlsx_cell xlsx_text(sm_str text); /* blank when TEXT is absent or empty */
xlsx_cell xlsx_number(double number);

/* DATE as Excel counts days, if it is a whole date of the years that it has. */
bool xlsx_has_serial(sm_date date, double *serial);
xlsx_cell xlsx_date(sm_arena *arena, sm_date date); /* as a number, or as text */

void xlsx_write(xlsx_book *book, lxw_worksheet *sheet, sm_arena *scratch, size_t row,
                size_t column, xlsx_cell cell, xlsx_style style);

/* TEXT as Excel stores it, NUL-ended: well-formed, without what XML cannot hold, cut to a
 * cell's size with a finding at LOC. */
char *xlsx_cstr(xlsx_book *book, sm_arena *scratch, sm_str text, sm_loc loc);

/* TEXT as a string literal in a formula. */
void xlsx_formula_text(sm_buf *buf, sm_str text);

/* The width that TEXT's longest line wants, in Excel's column units. */
double xlsx_text_width(const xlsx_book *book, sm_str text, bool bold);

/* How many lines TEXT takes in a column of WIDTH: about, and rather too many. */
size_t xlsx_wrapped_lines(const xlsx_book *book, sm_str text, double width);

/* Makes ROW high enough for so many LINES. */
void xlsx_set_height(const xlsx_book *book, lxw_worksheet *sheet, size_t row, size_t lines);

/* A new sheet with the theme's paper, landscape or not, fit to the page's width, and its entry
 * in the index. */
lxw_worksheet *xlsx_add_sheet(xlsx_book *book, xlsx_entry entry, bool landscape);

#endif
