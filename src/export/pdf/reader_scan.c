/* The words of a PDF (ISO 32000-1, 7.2 and 7.3). */
#include "reader.h"
#include <string.h>

enum { DEPTH_MAX = 64, TOKEN_ROOM = 64 };

static pdf_value scan_value(pdf_scan *scan, int depth);

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool at_end(const pdf_scan *scan)
{
    return scan->at >= scan->bytes.len;
}

static char peek(const pdf_scan *scan)
{
    return at_end(scan) ? '\0' : scan->bytes.ptr[scan->at];
}

void pdf_scan_blank(pdf_scan *scan)
{
    for (; !at_end(scan); scan->at++) {
        if (peek(scan) == '%')
            while (!at_end(scan) && peek(scan) != '\n' && peek(scan) != '\r')
                scan->at++;
        else if (!is_blank(peek(scan)))
            return;
    }
}

/* A word of regular characters; at least one byte, so that scanning moves on. */
static sm_str scan_word(pdf_scan *scan)
{
    size_t start = scan->at;
    while (!at_end(scan) && !is_blank(peek(scan)) && !is_delimiter(peek(scan)))
        scan->at++;
    if (scan->at == start && !at_end(scan))
        scan->at++;
    return sm_str_sub(scan->bytes, start, scan->at - start);
}

static bool number_of(sm_str word, double *number)
{
    double value = 0, unit = 1;
    bool digits = false, point = false, minus = word.len != 0 && word.ptr[0] == '-';
    for (size_t i = minus || (word.len != 0 && word.ptr[0] == '+') ? 1 : 0; i < word.len; i++) {
        if (word.ptr[i] == '.' && !point) {
            point = true;
        } else if (sm_is_digit(word.ptr[i])) {
            digits = true;
            value = value * 10 + (word.ptr[i] - '0');
            unit = point ? unit * 10 : unit;
        } else {
            return false;
        }
    }
    *number = (minus ? -value : value) / unit;
    return digits;
}

/* "#20" in a name is a byte. */
static sm_str name_of(sm_arena *arena, sm_str word)
{
    if (sm_str_find_char(word, '#') == SM_STR_NONE)
        return word;
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < word.len; i++) {
        int high = word.ptr[i] == '#' && i + 2 < word.len ? sm_hex_value(word.ptr[i + 1]) : -1;
        int low = high >= 0 ? sm_hex_value(word.ptr[i + 2]) : -1;
        sm_buf_add_char(&buf, low >= 0 ? (char)(high << 4 | low) : word.ptr[i]);
        i += low >= 0 ? 2 : 0;
    }
    return sm_buf_str(&buf);
}

static pdf_value hex_string(pdf_scan *scan)
{
    sm_buf buf = sm_buf_new(scan->arena);
    int high = -1;
    sm_buf_reserve(&buf, 1);
    for (; !at_end(scan) && peek(scan) != '>'; scan->at++) {
        int digit = sm_hex_value(peek(scan));
        if (digit >= 0 && high >= 0)
            sm_buf_add_char(&buf, (char)(high << 4 | digit));
        if (digit >= 0)
            high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        sm_buf_add_char(&buf, (char)(high << 4));
    scan->at += at_end(scan) ? 0 : 1;
    return (pdf_value){.kind = PDF_STRING, .text = sm_buf_str(&buf)};
}

/* What follows a backslash in a string. */
static void add_escape(pdf_scan *scan, sm_buf *buf)
{
    static const char letters[] = "nrtbf", bytes[] = "\n\r\t\b\f";
    char c = peek(scan);
    const char *known = c != '\0' ? strchr(letters, c) : NULL;
    if (c >= '0' && c <= '7') {
        int value = 0;
        for (int i = 0; i < 3 && peek(scan) >= '0' && peek(scan) <= '7'; i++, scan->at++)
            value = value * 8 + (peek(scan) - '0');
        sm_buf_add_char(buf, (char)value);
        return;
    }
    scan->at += at_end(scan) ? 0 : 1;
    if (known != NULL)
        sm_buf_add_char(buf, bytes[known - letters]);
    else if (c == '\r')
        scan->at += peek(scan) == '\n' ? 1 : 0; /* the line goes on */
    else if (c != '\n')
        sm_buf_add_char(buf, c);
}

static pdf_value string(pdf_scan *scan)
{
    sm_buf buf = sm_buf_new(scan->arena);
    sm_buf_reserve(&buf, 1);
    for (size_t open = 1; !at_end(scan);) {
        char c = scan->bytes.ptr[scan->at++];
        if (c == '\\') {
            add_escape(scan, &buf);
            continue;
        }
        open += c == '(' ? 1 : 0;
        if (c == ')' && --open == 0)
            break;
        if (c == '\r' && peek(scan) == '\n')
            scan->at++;
        sm_buf_add_char(&buf, c == '\r' ? '\n' : c);
    }
    return (pdf_value){.kind = PDF_STRING, .text = sm_buf_str(&buf)};
}

/* The values up to CLOSE, which is "]" or ">>". */
static pdf_value list(pdf_scan *scan, pdf_kind kind, const char *close, int depth)
{
    struct SM_LIST(pdf_value) items = {0};
    for (;;) {
        pdf_value value = scan_value(scan, depth + 1);
        if (value.kind == PDF_END)
            break;
        SM_LIST_ADD(scan->arena, &items, value);
    }
    if (sm_str_starts(sm_str_from(scan->bytes, scan->at), sm_str_from_cstr(close)))
        scan->at += strlen(close);
    return (pdf_value){.kind = kind, .items = items.items, .count = items.count};
}

/* "12 0 R" from "12" on; else only the number. */
static pdf_value reference_or(pdf_scan *scan, pdf_value number)
{
    size_t after = scan->at;
    double generation;
    if (!scan->references || number.number < 0)
        return number;
    pdf_scan_blank(scan);
    if (scan->at - after < TOKEN_ROOM && sm_is_digit(peek(scan)) &&
        number_of(scan_word(scan), &generation)) {
        pdf_scan_blank(scan);
        if (peek(scan) == 'R' && scan->at - after < TOKEN_ROOM &&
            sm_str_equal(scan_word(scan), SM_STR("R")))
            return (pdf_value){.kind = PDF_REFERENCE, .number = number.number};
    }
    scan->at = after;
    return number;
}

static pdf_value plain_word(pdf_scan *scan)
{
    sm_str word = scan_word(scan);
    pdf_value value = {.kind = PDF_OPERATOR, .text = word};
    if (number_of(word, &value.number)) {
        value.kind = PDF_NUMBER;
        return reference_or(scan, value);
    }
    if (sm_str_equal(word, SM_STR("true")) || sm_str_equal(word, SM_STR("false")))
        value = (pdf_value){.kind = PDF_BOOLEAN, .number = word.len == 4};
    else if (sm_str_equal(word, SM_STR("null")))
        value = (pdf_value){.kind = PDF_NULL};
    return value;
}

static pdf_value scan_value(pdf_scan *scan, int depth)
{
    pdf_scan_blank(scan);
    char c = peek(scan),
         next = scan->at + 1 < scan->bytes.len ? scan->bytes.ptr[scan->at + 1] : '\0';
    if (at_end(scan) || depth > DEPTH_MAX || c == ']' || (c == '>' && next == '>'))
        return (pdf_value){.kind = PDF_END};
    if (c == '<' && next == '<') {
        scan->at += 2;
        return list(scan, PDF_DICT, ">>", depth);
    }
    if (c == '[' || c == '(' || c == '<' || c == '/')
        scan->at++;
    switch (c) {
    case '[':
        return list(scan, PDF_ARRAY, "]", depth);
    case '(':
        return string(scan);
    case '<':
        return hex_string(scan);
    case '/': {
        bool empty = at_end(scan) || is_blank(peek(scan)) || is_delimiter(peek(scan));
        sm_str word = empty ? SM_STR("") : scan_word(scan);
        return (pdf_value){.kind = PDF_NAME, .text = name_of(scan->arena, word)};
    }
    default:
        return plain_word(scan);
    }
}

pdf_value pdf_scan_value(pdf_scan *scan)
{
    return scan_value(scan, 0);
}
