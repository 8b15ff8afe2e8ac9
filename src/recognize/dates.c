#include "values.h"
#include "specmill/base/calendar.h"
#include "specmill/base/utf8.h"
#include "words.h"
#include <string.h>

/* A date is read as a short run of tokens: numbers, month names, and words that may stand
 * beside them. Anything else, and the text is no date. */

typedef struct token {
    int number; /* -1: not a number */
    int digits;
    int month;   /* 1-12 from a name, else 0 */
    char before; /* the mark in front of it: '-', '/', '.', or ' ' */
} token;

enum { TOKENS_MAX = 6 };

/* DAY is 0 when only the month is known. */
static bool valid_date(int year, int month, int day)
{
    return year >= 1900 && year <= 2200 && sm_is_day((sm_day){year, month, day == 0 ? 1 : day});
}

static bool is_filler(sm_str word)
{
    return sm_str_among(word,
                        "of|de|del|den|der|le|the|on|st|nd|rd|th|er|г|года|monday|tuesday|"
                        "wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|"
                        "thur|thurs|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|"
                        "freitag|samstag|sonntag|年|月|日|일|년|월|号");
}

static bool word_token(sm_arena *scratch, const rec_vocabulary *vocabulary, sm_str word,
                       token *tokens, size_t *count, char before)
{
    sm_str text = rec_normalize(scratch, word);
    const rec_word *month = rec_find(vocabulary, REC_MONTH, text);
    if (month != NULL && *count < TOKENS_MAX) {
        tokens[(*count)++] = (token){-1, 0, month->value, before};
        return true;
    }
    return is_filler(text);
}

/* The end of the word that starts at AT: letters of one script run. */
static size_t word_end(sm_str text, size_t at)
{
    size_t end = at;
    while (end < text.len) {
        size_t next = end;
        uint32_t c = sm_utf8_next(text, &next);
        if (c < 0x80 ? !sm_is_alpha((char)c) : c < 0xC0)
            break;
        if (rec_is_ideograph(c) && end != at)
            break;
        end = next;
        if (rec_is_ideograph(c))
            break;
    }
    return end;
}

/* Cuts TEXT into tokens; false when it holds something that no date has. */
static bool tokenize(sm_arena *scratch, const rec_vocabulary *vocabulary, sm_str text,
                     token *tokens, size_t *count)
{
    char before = ' ';
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        if (sm_is_digit(c)) {
            token t = {0, 0, 0, before};
            for (; at < text.len && sm_is_digit(text.ptr[at]); at++, t.digits++)
                t.number = t.digits < 8 ? t.number * 10 + (text.ptr[at] - '0') : t.number;
            if (*count == TOKENS_MAX || t.digits > 8)
                return false;
            tokens[(*count)++] = t;
            before = ' ';
            if (at + 2 < text.len && text.ptr[at] == 'T' && sm_is_digit(text.ptr[at + 1]))
                return true; /* ISO 8601: the time follows */
            continue;
        }
        if (c == '(' || (c == '@' && *count != 0))
            return *count != 0; /* a remark follows */
        if (sm_is_alpha(c) || (unsigned char)c >= 0xC0) {
            size_t end = word_end(text, at);
            if (end == at || !word_token(scratch, vocabulary, sm_str_sub(text, at, end - at),
                                         tokens, count, before))
                return false;
            at = end;
            before = ' ';
            continue;
        }
        if (strchr(" ,./-'", c) == NULL)
            return c == ':' && *count >= 4; /* a time of day */
        if (c != ' ' || before == ' ')
            before = c == ',' || c == '\'' ? ' ' : c;
        at++;
    }
    return true;
}

static bool set(sm_date *date, int year, int month, int day)
{
    if (!valid_date(year, month, day))
        return false;
    date->year = year;
    date->month = month;
    date->day = day;
    return true;
}

static bool from_tokens(const token *t, size_t count, rec_date_order order, sm_date *date)
{
    if (count >= 3 && t[0].digits == 4 && t[1].month == 0 && t[1].digits <= 2 &&
        t[2].month == 0 && t[2].digits <= 2)
        return set(date, t[0].number, t[1].number, t[2].number);
    if (count == 1 && t[0].digits == 8)
        return set(date, t[0].number / 10000, t[0].number / 100 % 100, t[0].number % 100);
    if (count >= 3 && t[0].month != 0 && t[1].digits <= 2 && t[2].digits == 4)
        return set(date, t[2].number, t[0].month, t[1].number); /* March 1, 2026 */
    if (count >= 3 && t[1].month != 0 && t[0].digits <= 2 && t[0].month == 0 &&
        t[2].digits == 4)
        return set(date, t[2].number, t[1].month, t[0].number); /* 1 March 2026, 01-Mar-2026 */
    if (count >= 3 && t[0].digits == 4 && t[1].month != 0 && t[2].digits <= 2)
        return set(date, t[0].number, t[1].month, t[2].number); /* 2026-Mar-01 */
    if (count >= 3 && t[0].digits <= 2 && t[1].digits <= 2 && t[0].month == 0 &&
        t[1].month == 0 && t[2].digits == 4) {
        if (t[1].before == '.' || t[0].number > 12 || order == REC_DAY_FIRST)
            return set(date, t[2].number, t[1].number, t[0].number); /* 01.03.2026 */
        if (t[1].number > 12 || order == REC_MONTH_FIRST)
            return set(date, t[2].number, t[0].number, t[1].number); /* 3/21/2026 */
        return false;                                                /* 3/4/2026: either */
    }
    if (count == 2 && t[0].month != 0 && t[1].digits == 4)
        return set(date, t[1].number, t[0].month, 0);
    if (count == 2 && t[0].digits == 4 && (t[1].month != 0 || t[1].digits <= 2))
        return set(date, t[0].number, t[1].month != 0 ? t[1].month : t[1].number, 0);
    return false;
}

sm_date rec_date(sm_arena *scratch, const rec_vocabulary *vocabulary, sm_str text)
{
    sm_date date = {.text = text};
    token tokens[TOKENS_MAX] = {{0}};
    size_t count = 0;
    sm_str trimmed = rec_trim_separators(text);
    if (trimmed.len == 0 || trimmed.len > 80)
        return date;
    if (tokenize(scratch, vocabulary, trimmed, tokens, &count) && count != 0)
        from_tokens(tokens, count, rec_vocabulary_order(vocabulary), &date);
    return date;
}

/* The number of one or two digits at *AT, which is moved past it; 0 when there is none. */
static int pass_number(sm_str text, size_t *at)
{
    int number = 0;
    size_t start = *at;
    while (*at < text.len && *at - start < 3 && sm_is_digit(text.ptr[*at]))
        number = number * 10 + text.ptr[(*at)++] - '0';
    return *at - start <= 2 ? number : 0;
}

rec_date_order rec_date_order_of(sm_str text)
{
    bool day = false, month = false;
    for (size_t at = 0; at < text.len;) {
        size_t slash = sm_str_find_char(sm_str_from(text, at), '/');
        if (slash == SM_STR_NONE)
            break;
        size_t first = at + slash, second = first + 1;
        while (first > at && at + slash - first < 3 && sm_is_digit(text.ptr[first - 1]))
            first--;
        size_t start = first;
        int a = pass_number(text, &first), b = pass_number(text, &second);
        size_t year = second + 1, end = year;
        bool whole =
            (start == 0 || (text.ptr[start - 1] != '/' && text.ptr[start - 1] != '-')) &&
            a > 0 && b > 0 && a <= 31 && b <= 31 && second < text.len &&
            text.ptr[second] == '/';
        while (whole && end < text.len && end - year < 5 && sm_is_digit(text.ptr[end]))
            end++;
        if (whole && end - year == 4) {
            day = day || a > 12;
            month = month || b > 12;
        }
        at += slash + 1;
    }
    return day == month ? REC_EITHER_FIRST : day ? REC_DAY_FIRST : REC_MONTH_FIRST;
}
