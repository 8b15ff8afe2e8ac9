#include "breaks.h"
#include "specmill/base/utf8.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

struct layout_breaker {
    sm_arena *arena;
    UBreakIterator *lines; /* NULL when ICU has no data: then only spaces break lines */
    UBiDi *bidi;
    bool right_to_left;
    bool opened;       /* the two are opened when a text needs them */
    UChar *units;      /* the text in UTF-16 ... */
    uint32_t *offsets; /* ... and each unit's byte; one more for the end */
    size_t capacity;
};

layout_breaker *layout_breaker_open(bool right_to_left)
{
    sm_arena *arena = sm_arena_new(0);
    layout_breaker *breaker = SM_NEW(arena, layout_breaker);
    breaker->arena = arena;
    breaker->right_to_left = right_to_left;
    return breaker;
}

static void open_icu(layout_breaker *breaker)
{
    if (breaker->opened)
        return;
    breaker->opened = true;
    UErrorCode error = U_ZERO_ERROR;
    breaker->lines = ubrk_open(UBRK_LINE, "en", NULL, 0, &error);
    if (U_FAILURE(error))
        breaker->lines = NULL;
    breaker->bidi = ubidi_open();
}

void layout_breaker_close(layout_breaker *breaker)
{
    if (breaker == NULL)
        return;
    if (breaker->lines != NULL)
        ubrk_close(breaker->lines);
    if (breaker->bidi != NULL)
        ubidi_close(breaker->bidi);
    sm_arena_free(breaker->arena);
}

/* TEXT in UTF-16, with offsets back; returns the number of units. */
static size_t to_utf16(layout_breaker *breaker, sm_str text)
{
    if (text.len + 1 > breaker->capacity) {
        size_t wanted = (text.len + 1) * 2;
        size_t old = breaker->capacity;
        breaker->units =
            sm_arena_resize(breaker->arena, breaker->units, old * sizeof *breaker->units,
                            wanted * sizeof *breaker->units);
        breaker->offsets =
            sm_arena_resize(breaker->arena, breaker->offsets, old * sizeof *breaker->offsets,
                            wanted * sizeof *breaker->offsets);
        breaker->capacity = wanted;
    }
    size_t count = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t at = (uint32_t)i;
        uint32_t c = sm_utf8_next(text, &i);
        breaker->offsets[count] = at;
        if (c >= 0x10000) {
            breaker->units[count++] = (UChar)(0xD800 + ((c - 0x10000) >> 10));
            breaker->offsets[count] = at;
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        breaker->units[count++] = (UChar)c;
    }
    breaker->offsets[count] = (uint32_t)text.len;
    return count;
}

static void find_breaks_at_spaces(sm_str text, uint8_t *breaks)
{
    for (size_t i = 1; i < text.len; i++)
        if (text.ptr[i - 1] == '\n')
            breaks[i] = LAYOUT_MUST_BREAK;
        else if (text.ptr[i - 1] == ' ' && text.ptr[i] != ' ')
            breaks[i] = LAYOUT_MAY_BREAK;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* Whether the word [from, to) is a path, a URL or an option, which breaks only in need. */
static bool is_technical(sm_str text, size_t from, size_t to)
{
    size_t slashes = 0;
    for (size_t i = from; i < to; i++) {
        char c = text.ptr[i];
        slashes += c == '/' || c == '\\';
        if (c == '_' || c == '=' || c == '@')
            return true;
        if (c == '-' && i + 1 < to && sm_is_digit(text.ptr[i + 1]))
            return true; /* a date, a ticket */
    }
    char first = text.ptr[from];
    if (first == '(' || first == '[' || first == '"' || first == '\'')
        first = from + 1 < to ? text.ptr[from + 1] : ' ';
    return slashes > 1 || first == '/' || first == '-' || first == '.' || first == '~';
}

/* UAX #14 lets lines break after each slash and hyphen; readers of specifications want paths,
 * URLs and options whole as long as they fit on a line. */
static void keep_technical_words(sm_str text, uint8_t *breaks)
{
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        while (i < text.len && text.ptr[i] != ' ' && text.ptr[i] != '\n')
            i++;
        if (i - from > 1 && is_technical(text, from, i))
            for (size_t at = from + 1; at < i; at++)
                if (breaks[at] == LAYOUT_MAY_BREAK && is_ascii(text.ptr[at]) &&
                    is_ascii(text.ptr[at - 1]))
                    breaks[at] = LAYOUT_NO_BREAK;
        i++;
    }
}

static void find_breaks(layout_breaker *breaker, sm_str text, uint8_t *breaks)
{
    open_icu(breaker);
    memset(breaks, LAYOUT_NO_BREAK, text.len + 1);
    breaks[text.len] = LAYOUT_MUST_BREAK;
    size_t units = to_utf16(breaker, text);
    UErrorCode error = U_ZERO_ERROR;
    if (breaker->lines != NULL)
        ubrk_setText(breaker->lines, breaker->units, (int32_t)units, &error);
    if (breaker->lines == NULL || U_FAILURE(error)) {
        find_breaks_at_spaces(text, breaks);
        return;
    }
    for (int32_t at = ubrk_first(breaker->lines); at != UBRK_DONE;
         at = ubrk_next(breaker->lines)) {
        if (at <= 0 || (size_t)at >= units)
            continue;
        bool must = ubrk_getRuleStatus(breaker->lines) >= UBRK_LINE_HARD;
        breaks[breaker->offsets[at]] = must ? LAYOUT_MUST_BREAK : LAYOUT_MAY_BREAK;
    }
}

void layout_find_breaks(layout_breaker *breaker, sm_str text, uint8_t *breaks)
{
    if (!layout_find_plain_breaks(text, breaks))
        find_breaks(breaker, text, breaks);
    keep_technical_words(text, breaks);
}

/* Whether C makes text run right to left, or may. */
static bool is_rtl(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8FF) || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
           (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

bool layout_may_run_right_to_left(sm_str text)
{
    for (size_t i = 0; i < text.len;) {
        unsigned char lead = (unsigned char)text.ptr[i];
        if (lead < 0xD6) /* below U+0580 */
            i++;
        else if (is_rtl(sm_utf8_next(text, &i)))
            return true;
    }
    return false;
}

static bool find_levels(layout_breaker *breaker, sm_str text, UBiDiLevel base, uint8_t *levels)
{
    if (!layout_may_run_right_to_left(text))
        return false;
    open_icu(breaker);
    if (breaker->bidi == NULL)
        return false;
    size_t units = to_utf16(breaker, text);
    UErrorCode error = U_ZERO_ERROR;
    ubidi_setPara(breaker->bidi, breaker->units, (int32_t)units, base, NULL, &error);
    if (U_FAILURE(error) || ubidi_getDirection(breaker->bidi) == UBIDI_LTR)
        return false;
    const UBiDiLevel *found = ubidi_getLevels(breaker->bidi, &error);
    if (U_FAILURE(error))
        return false;
    for (size_t i = 0; i < units; i++)
        for (uint32_t at = breaker->offsets[i]; at < breaker->offsets[i + 1]; at++)
            levels[at] = found[i];
    return true;
}

bool layout_find_levels(layout_breaker *breaker, sm_str text, uint8_t *levels,
                        bool *right_to_left)
{
    bool mixed = find_levels(breaker, text,
                             breaker->right_to_left ? UBIDI_RTL : UBIDI_DEFAULT_LTR, levels);
    *right_to_left = mixed && (ubidi_getParaLevel(breaker->bidi) & 1) != 0;
    return mixed;
}

bool layout_find_code_levels(layout_breaker *breaker, sm_str text, uint8_t *levels)
{
    return find_levels(breaker, text, UBIDI_LTR, levels);
}

void layout_order_levels(const uint8_t *levels, size_t count, int32_t *order)
{
    ubidi_reorderVisual(levels, (int32_t)count, order);
}

bool layout_runs_right_to_left(layout_breaker *breaker, sm_str text)
{
    if (!layout_may_run_right_to_left(text))
        return false;
    if (breaker->right_to_left)
        return true;
    size_t units = to_utf16(breaker, text); /* moves what it fills */
    return ubidi_getBaseDirection(breaker->units, (int32_t)units) == UBIDI_RTL;
}

bool layout_is_soft_break(sm_str text, size_t at)
{
    if (at == 0 || at >= text.len)
        return false;
    char before = text.ptr[at - 1], after = text.ptr[at];
    if (before == '/' || before == '\\')
        return after != '/' && after != '\\';
    if (before == '-') /* not in dates, tickets and options */
        return (is_lower(after) || is_upper(after)) && at > 1 && text.ptr[at - 2] != '-' &&
               text.ptr[at - 2] != ' ';
    if (before == ':' || before == ';' || before == ',' || before == '&' || before == '=' ||
        before == '?' || before == '_' || before == '+' || before == '|' || before == ')' ||
        before == ']' || before == '}')
        return sm_is_alnum(after) || after == '{' || after == '<' || after == '$' ||
               after == '"' || !is_ascii(after);
    if (after == '.' || after == '#' || after == '%' || after == '@' || after == '(' ||
        after == '[' || after == '{')
        return sm_is_alnum(before) || before == ')' || before == ']' || before == '}';
    return is_lower(before) && is_upper(after);
}

bool layout_starts_character(sm_str text, size_t at)
{
    if (at >= text.len)
        return true;
    if (((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        return false;
    if (is_ascii(text.ptr[at]))
        return true;
    size_t next = at;
    uint32_t c = sm_utf8_next(text, &next);
    if (c < 0x300)
        return true;
    int grapheme = u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_CLUSTER_BREAK);
    return grapheme != U_GCB_EXTEND && grapheme != U_GCB_SPACING_MARK &&
           grapheme != U_GCB_ZWJ && grapheme != U_GCB_V && grapheme != U_GCB_T;
}
