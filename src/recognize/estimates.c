#include "values.h"
#include "specmill/base/utf8.h"
#include "words.h"
#include <string.h>

/* An estimate is a sum of parts, each a number or a range of numbers and a unit. */

typedef struct scanner {
    sm_str rest;
    sm_arena *scratch;
    const rec_vocabulary *vocabulary;
} scanner;

static bool skip_any(scanner *s, const char *const *marks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (sm_str_starts_nocase(s->rest, sm_str_from_cstr(marks[i]))) {
            s->rest = sm_str_from(s->rest, strlen(marks[i]));
            return true;
        }
    return false;
}

static void skip_blanks(scanner *s)
{
    while (s->rest.len != 0 && sm_is_space(s->rest.ptr[0]))
        s->rest = sm_str_from(s->rest, 1);
}

static bool scan_number(scanner *s, double *number)
{
    size_t at = 0;
    double whole = 0, part = 0, scale = 1;
    while (at < s->rest.len && at < 9 && sm_is_digit(s->rest.ptr[at]))
        whole = whole * 10 + (s->rest.ptr[at++] - '0');
    if (at == 0)
        return false;
    if (at + 3 < s->rest.len && s->rest.ptr[at] == ',' && sm_is_digit(s->rest.ptr[at + 1]) &&
        sm_is_digit(s->rest.ptr[at + 2]) && sm_is_digit(s->rest.ptr[at + 3])) {
        for (at++; at < s->rest.len && sm_is_digit(s->rest.ptr[at]); at++)
            whole = whole * 10 + (s->rest.ptr[at] - '0'); /* 1,200 */
    } else if (at + 1 < s->rest.len && (s->rest.ptr[at] == '.' || s->rest.ptr[at] == ',') &&
               sm_is_digit(s->rest.ptr[at + 1])) {
        for (at++; at < s->rest.len && sm_is_digit(s->rest.ptr[at]); at++)
            part = part * 10 + (s->rest.ptr[at] - '0'), scale *= 10;
    }
    *number = whole + part / scale;
    s->rest = sm_str_from(s->rest, at);
    return true;
}

/* The unit at the start of the rest: the longest run of letters that is one. */
static const rec_word *scan_unit(scanner *s)
{
    size_t end = 0, words = 0;
    const rec_word *found = NULL;
    size_t found_end = 0;
    while (end < s->rest.len && words < 2 && end < 40) {
        size_t next = end;
        uint32_t c = sm_utf8_next(s->rest, &next);
        if (c < 0x80 && !sm_is_alpha((char)c)) {
            if (c != ' ' && c != '-' && c != '(' && c != ')')
                break;
            words++;
        }
        end = next;
        bool edge = end == s->rest.len || (unsigned char)s->rest.ptr[end] >= 0x80 ||
                    !sm_is_alpha(s->rest.ptr[end]) || rec_is_ideograph(c);
        if (!edge || (c < 0x80 && !sm_is_alpha((char)c)))
            continue;
        sm_str text = rec_normalize(s->scratch, sm_str_sub(s->rest, 0, end));
        const rec_word *word = text.len == 0 ? NULL : rec_find(s->vocabulary, REC_UNIT, text);
        if (word != NULL) {
            found = word;
            found_end = end;
        }
    }
    if (found != NULL)
        s->rest = sm_str_from(s->rest, found_end);
    return found;
}

static sm_estimate_unit unit_of(rec_unit unit, double *factor)
{
    *factor = 1;
    switch (unit) {
    case REC_MINUTES:
        *factor = 1.0 / 60;
        return SM_UNIT_HOURS;
    case REC_HOURS:
        return SM_UNIT_HOURS;
    case REC_DAYS:
        *factor = 8;
        return SM_UNIT_HOURS;
    case REC_WEEKS:
        *factor = 40;
        return SM_UNIT_HOURS;
    case REC_MONTHS:
        *factor = 160;
        return SM_UNIT_HOURS;
    case REC_POINTS:
        return SM_UNIT_POINTS;
    case REC_LINES:
        return SM_UNIT_LINES;
    }
    return SM_UNIT_NONE;
}

typedef struct part {
    double low, high;
    sm_estimate_unit unit; /* after applying the factor */
} part;

static bool scan_part(scanner *s, const rec_word *heading_unit, part *out)
{
    static const char *const abouts[] = {
        "~",       "≈",      "<",        ">",       "≤",
        "≥",       "about ", "approx. ", "approx ", "approximately ",
        "around ", "ca. ",   "ca ",      "est. ",   "est ",
        "up to ",  "約",     "约",       "около ",  "etwa "};
    static const char *const ranges[] = {"-", "–", "—", "−", "to ", "〜", "～", "~", "bis "};
    double low = 0, high = 0, factor = 1;
    while (skip_any(s, abouts, sizeof abouts / sizeof *abouts))
        skip_blanks(s);
    if (!scan_number(s, &low))
        return false;
    high = low;
    skip_blanks(s);
    const rec_word *first = scan_unit(s); /* "30min-1h" */
    skip_blanks(s);
    double second_factor = 1, first_factor = 1;
    const rec_word *unit = first;
    scanner after_first = *s;
    if (skip_any(s, ranges, sizeof ranges / sizeof *ranges)) {
        skip_blanks(s);
        if (!scan_number(s, &high)) {
            *s = after_first;
        } else {
            skip_blanks(s);
            const rec_word *second = scan_unit(s);
            unit = second != NULL ? second : first;
        }
    }
    if (s->rest.len != 0 && s->rest.ptr[0] == '+')
        s->rest = sm_str_from(s->rest, 1);
    skip_blanks(s);
    if (unit == NULL)
        unit = scan_unit(s);
    if (unit == NULL)
        unit = heading_unit;
    if (unit == NULL)
        return false;
    out->unit = unit_of((rec_unit)unit->value, &second_factor);
    factor = second_factor;
    if (first != NULL && unit_of((rec_unit)first->value, &first_factor) != out->unit)
        return false;
    out->low = low * (first != NULL ? first_factor : factor);
    out->high = high * (high > low || first == NULL || unit != first ? factor : first_factor);
    if (out->high < out->low)
        out->high = out->low;
    return true;
}

/* The unit that a column's heading names: "est lines", "effort days", "hours". */
static const rec_word *heading_unit_of(const rec_vocabulary *vocabulary, sm_str heading)
{
    const rec_word *unit = rec_find(vocabulary, REC_UNIT, heading);
    if (unit == NULL && heading.len != 0)
        unit = rec_find_suffix(vocabulary, REC_UNIT, heading);
    return unit != NULL && unit->length > 1 ? unit : NULL;
}

sm_estimate rec_estimate(sm_arena *scratch, const rec_vocabulary *vocabulary, sm_str text,
                         sm_str heading)
{
    sm_estimate estimate = {.text = text};
    if (text.len == 0 || text.len > 200)
        return estimate;
    scanner s = {sm_str_trim(text), scratch, vocabulary};
    const rec_word *heading_unit = heading_unit_of(vocabulary, heading);
    double low = 0, high = 0;
    sm_estimate_unit unit = SM_UNIT_NONE;
    while (s.rest.len != 0 && (unsigned char)s.rest.ptr[0] >= 0x80 &&
           !sm_str_starts(s.rest, SM_STR("约")) && !sm_str_starts(s.rest, SM_STR("約")) &&
           !sm_str_starts(s.rest, SM_STR("≈"))) { /* an emoji */
        size_t at = 0;
        sm_utf8_next(s.rest, &at);
        s.rest = sm_str_trim(sm_str_from(s.rest, at));
    }
    for (int parts = 0; parts < 4; parts++) {
        part p = {0};
        scanner saved = s;
        if (!scan_part(&s, parts == 0 ? heading_unit : NULL, &p) ||
            (parts != 0 && p.unit != unit)) {
            s = saved;
            break;
        }
        unit = p.unit;
        low += p.low;
        high += p.high;
        while (s.rest.len != 0 && strchr(" +,", s.rest.ptr[0]) != NULL)
            s.rest = sm_str_from(s.rest, 1);
    }
    if (unit != SM_UNIT_NONE) {
        estimate.unit = unit;
        estimate.amount = (low + high) / 2;
    }
    return estimate;
}
