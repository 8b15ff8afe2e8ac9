#include "book.h"
#include "specmill/base/calendar.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include "specmill/font/metrics.h"

xlsx_cell xlsx_text(sm_str text)
{
    return (xlsx_cell){.kind = text.len != 0 ? XLSX_TEXT : XLSX_BLANK, .text = text};
}

xlsx_cell xlsx_number(double number)
{
    return (xlsx_cell){.kind = XLSX_NUMBER, .number = number};
}

bool xlsx_has_serial(sm_date date, double *serial)
{
    if (date.day == 0 || date.year < 1901 || date.year > 9999)
        return false;
    /* Days since 1899-12-30, Excel's day 0 for dates from March 1900 on. */
    const sm_day first = {1899, 12, 30}, day = {date.year, date.month, date.day};
    *serial = (double)(sm_day_number(day) - sm_day_number(first));
    return true;
}

xlsx_cell xlsx_date(sm_arena *arena, sm_date date)
{
    double serial;
    return xlsx_has_serial(date, &serial) ? xlsx_number(serial)
                                          : xlsx_text(sm_date_text(arena, date));
}

/* Whether TEXT goes on with what Excel reads as an escaped character, "_x0041_" (ECMA-376
 * 22.9.2.19). */
static bool is_escape(sm_str text, size_t at)
{
    if (text.len - at < 7 || text.ptr[at + 1] != 'x' || text.ptr[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++) {
        char c = sm_to_lower(text.ptr[i]);
        if (!sm_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
    }
    return true;
}

/* The library escapes what XML cannot hold below U+0020, and nothing else: ill-formed UTF-8,
 * U+FFFE and U+FFFF go out raw, and a literal "_x0041_" comes back as "A" (1.1.4). */
static void add_clean(sm_buf *buf, sm_str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        if (text.ptr[i] == '_' && is_escape(text, i)) {
            sm_buf_add_cstr(buf, "_x005F_");
            i++;
            continue;
        }
        uint32_t c = sm_utf8_next(text, &i);
        if (c == SM_REPLACEMENT || c == 0xFFFE || c == 0xFFFF || c == 0)
            sm_buf_add_codepoint(buf, SM_REPLACEMENT);
        else
            sm_buf_add(buf, text.ptr + from, i - from);
    }
}

/* The longest prefix of at most MAX UTF-16 units. */
static sm_str clip_utf16(sm_str text, size_t max)
{
    size_t units = 0, at = 0;
    while (at < text.len) {
        size_t next = at;
        units += sm_utf8_next(text, &next) >= 0x10000 ? 2 : 1;
        if (units > max)
            break;
        at = next;
    }
    return sm_str_sub(text, 0, at);
}

char *xlsx_cstr(xlsx_book *book, sm_arena *scratch, sm_str text, sm_loc loc)
{
    sm_buf buf = sm_buf_new(scratch);
    add_clean(&buf, text);
    sm_str clean = sm_buf_str(&buf);
    if (clean.len > XLSX_CELL_MAX && sm_utf16_length(clean) > XLSX_CELL_MAX) {
        sm_report(book->diag, SM_DIAG_CELL_TOO_LONG, loc, "%zu characters",
                  sm_utf8_count(text));
        clean = clip_utf16(clean, XLSX_CELL_MAX - 1);
        buf.len = clean.len;
        sm_buf_add_codepoint(&buf, 0x2026);
    }
    sm_buf_add_char(&buf, '\0');
    return buf.ptr;
}

void xlsx_formula_text(sm_buf *buf, sm_str text)
{
    sm_buf_add_char(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            sm_buf_add_char(buf, '"');
        sm_buf_add_char(buf, text.ptr[i]);
    }
    sm_buf_add_char(buf, '"');
}

/* A column unit is a digit of the workbook's default font, 7 pixels of 1/96 inch; 5 more are
 * the cell's padding. */
static const double unit = 7 * 72 / 96.0;

double xlsx_text_width(const xlsx_book *book, sm_str text, bool bold)
{
    const size_t enough = 400; /* bytes of a line: wider than any column may be */
    double widest = 0;
    sm_str line;
    while (sm_str_split(&text, '\n', &line)) {
        double width =
            sm_text_width(sm_utf8_clip(line, enough), book->job->theme->text_size, bold, false);
        if (width > widest)
            widest = width;
    }
    return widest / unit + 1.5;
}

enum { LINES_MAX = 40 }; /* beyond what a row can show */

/* As a program fills lines: word by word; what is wider than a line is broken anywhere. */
static size_t lines_of(const xlsx_book *book, sm_str line, double room)
{
    double size = book->job->theme->text_size, used = 0;
    double blank = sm_text_width(SM_STR(" "), size, false, false);
    size_t lines = 1;
    sm_str word;
    while (lines < LINES_MAX && sm_str_split(&line, ' ', &word)) {
        double width = sm_text_width(sm_utf8_clip(word, 2000), size, false, false);
        if (used > 0 && used + blank + width > room) {
            lines++;
            used = 0;
        } else if (used > 0) {
            used += blank;
        }
        used += width;
        while (used > room && lines < LINES_MAX) {
            used -= room;
            lines++;
        }
    }
    return lines;
}

size_t xlsx_wrapped_lines(const xlsx_book *book, sm_str text, double width)
{
    const double room = width * unit * 0.97; /* other programs measure a little differently */
    size_t lines = 0;
    sm_str line;
    while (lines < LINES_MAX && sm_str_split(&text, '\n', &line))
        lines += lines_of(book, line, room);
    return lines;
}

/* Excel finds the height of wrapped rows by itself, other programs only of the sheet in front:
 * rows of several lines are given theirs. */
void xlsx_set_height(const xlsx_book *book, lxw_worksheet *sheet, size_t row, size_t lines)
{
    const double leading = 1.38, most = 409; /* Excel's limit, in points */
    double height = (double)lines * book->job->theme->text_size * leading + 2;
    if (lines > 1)
        worksheet_set_row(sheet, (lxw_row_t)row, height < most ? height : most, NULL);
}

static bool write_link(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const char *target, const char *text, lxw_format *format)
{
    return worksheet_write_url_opt(sheet, row, column, target, format, text, NULL) ==
           LXW_NO_ERROR;
}

void xlsx_write(xlsx_book *book, lxw_worksheet *sheet, sm_arena *scratch, size_t row_number,
                size_t column_number, xlsx_cell cell, xlsx_style style)
{
    lxw_row_t row = (lxw_row_t)row_number;
    lxw_col_t column = (lxw_col_t)column_number;
    lxw_format *format = cell.indent != 0 ? book->indents[cell.indent] : book->styles[style];
    const char *text = cell.text.len != 0 ? xlsx_cstr(book, scratch, cell.text, cell.loc) : "";
    switch (cell.kind) {
    case XLSX_BLANK:
        worksheet_write_blank(sheet, row, column, format);
        break;
    case XLSX_TEXT:
        worksheet_write_string(sheet, row, column, text, format);
        break;
    case XLSX_NUMBER:
        worksheet_write_number(sheet, row, column, cell.number, format);
        break;
    case XLSX_NUMBER_FORMULA:
        worksheet_write_formula_num(sheet, row, column, sm_str_to_cstr(scratch, cell.target),
                                    format, cell.number);
        break;
    case XLSX_TEXT_FORMULA:
        worksheet_write_formula_str(sheet, row, column, sm_str_to_cstr(scratch, cell.target),
                                    format, text);
        break;
    case XLSX_LINK:
        if (!write_link(sheet, row, column, sm_str_to_cstr(scratch, cell.target), text, format))
            worksheet_write_string(sheet, row, column, text, format);
        break;
    case XLSX_NUMBER_LINK: /* the number takes the place of the text; the link stays */
        write_link(sheet, row, column, sm_str_to_cstr(scratch, cell.target), NULL, format);
        worksheet_write_number(sheet, row, column, cell.number, format);
        break;
    }
}
