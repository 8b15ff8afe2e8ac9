#include "specmill/base/diag.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct code_row {
    sm_severity severity;
    const char *slug, *text, *help;
} code_row;

static const code_row codes[SM_DIAG_COUNT] = {
#define SM_DIAG(code, severity, slug, text, help) {severity, slug, text, help},
#include "specmill/base/diag_codes.def"
#undef SM_DIAG
};

struct sm_diag {
    sm_arena *arena;
    struct SM_LIST(sm_finding) list;
    size_t *slots; /* hash table of list index + 1, to find repetitions */
    size_t slot_count;
    bool sorted;
    sm_limits limits;
    bool limit_reported[SM_LIMIT_COUNT];
};

sm_diag *sm_diag_new(sm_arena *arena)
{
    sm_diag *diag = SM_NEW(arena, sm_diag);
    diag->arena = arena;
    diag->limits = sm_limits_default;
    return diag;
}

size_t sm_limit(const sm_diag *diag, sm_limit_code code)
{
    const sm_limits *limits = diag != NULL ? &diag->limits : &sm_limits_default;
    size_t at_most = limits->at_most[code];
    return at_most == 0 ? SIZE_MAX : at_most;
}

void sm_diag_set_limits(sm_diag *diag, const sm_limits *limits)
{
    diag->limits = *limits;
}

void sm_report_limit(sm_diag *diag, sm_limit_code code, sm_loc loc)
{
    if (diag->limit_reported[code])
        return;
    diag->limit_reported[code] = true;
    char value[32];
    const sm_limit_row *row = &sm_limit_rows[code];
    sm_limit_print(value, diag->limits.at_most[code]);
    sm_report(diag, code == SM_LIMIT_PAGES ? SM_DIAG_TOO_MANY_PAGES : SM_DIAG_OVER_LIMIT, loc,
              "%s: more than %s; --limit %s=VALUE raises it", row->what, value, row->name);
}

static bool same(const sm_finding *a, const sm_finding *b)
{
    return a->code == b->code && a->loc.source == b->loc.source && a->loc.line == b->loc.line &&
           a->loc.column == b->loc.column && sm_str_equal(a->detail, b->detail);
}

static size_t hash(const sm_finding *f)
{
    return (size_t)f->code * 31u + f->loc.line * 2654435761u + f->loc.column * 40503u +
           sm_str_hash(f->detail);
}

/* The slot of F or of where it would go. */
static size_t *find_slot(sm_diag *diag, const sm_finding *f)
{
    size_t mask = diag->slot_count - 1, at = hash(f) & mask;
    while (diag->slots[at] != 0 && !same(&diag->list.items[diag->slots[at] - 1], f))
        at = (at + 1) & mask;
    return &diag->slots[at];
}

/* Fills the table anew: it is twice as large when it was half full, and knows the findings'
 * places again after they were sorted. */
static void rehash(sm_diag *diag)
{
    if (diag->list.count * 2 >= diag->slot_count) {
        diag->slot_count = diag->slot_count == 0 ? 64 : diag->slot_count * 2;
        diag->slots = SM_NEW_ARRAY(diag->arena, size_t, diag->slot_count);
    } else {
        memset(diag->slots, 0, diag->slot_count * sizeof *diag->slots);
    }
    diag->sorted = false;
    for (size_t i = 0; i < diag->list.count; i++)
        *find_slot(diag, &diag->list.items[i]) = i + 1;
}

sm_diag *sm_diag_for_part(sm_arena *arena, const sm_diag *diag)
{
    sm_diag *part = sm_diag_new(arena);
    part->limits = diag->limits;
    return part;
}

sm_diag *sm_diag_copy(sm_arena *arena, const sm_diag *diag)
{
    sm_diag *copy = SM_NEW(arena, sm_diag);
    copy->arena = arena;
    copy->limits = diag->limits;
    memcpy(copy->limit_reported, diag->limit_reported, sizeof copy->limit_reported);
    for (size_t i = 0; i < diag->list.count; i++)
        SM_LIST_ADD(arena, &copy->list, diag->list.items[i]);
    copy->slot_count = diag->slot_count;
    copy->slots = SM_NEW_ARRAY(arena, size_t, copy->slot_count + 1);
    if (copy->slot_count != 0)
        rehash(copy);
    return copy;
}

void sm_report(sm_diag *diag, sm_diag_code code, sm_loc loc, const char *detail, ...)
{
    sm_finding finding = {.code = code, .loc = loc, .order = diag->list.count};
    char text[512];
    if (detail != NULL) {
        va_list args;
        va_start(args, detail);
        vsnprintf(text, sizeof text, detail, args);
        va_end(args);
        finding.detail = sm_str_from_cstr(text);
        if (finding.detail.len == sizeof text - 1) /* the cut may have split a character */
            while (finding.detail.len != 0 && sm_utf8_invalid(finding.detail) != SM_STR_NONE)
                finding.detail.len--;
    }
    if (diag->list.count >= sm_limit(diag, SM_LIMIT_FINDINGS) &&
        codes[code].severity != SM_ERROR && code != SM_DIAG_OVER_LIMIT) {
        sm_report_limit(diag, SM_LIMIT_FINDINGS, (sm_loc){loc.source, 0, 0});
        return;
    }
    if (diag->sorted || diag->list.count * 2 >= diag->slot_count)
        rehash(diag);
    size_t *slot = find_slot(diag, &finding);
    if (*slot != 0)
        return;
    finding.detail = sm_str_copy(diag->arena, finding.detail);
    SM_LIST_ADD(diag->arena, &diag->list, finding);
    *slot = diag->list.count;
}

void sm_diag_add(sm_diag *diag, sm_diag *attempt)
{
    for (size_t i = 0; i < attempt->list.count; i++) {
        const sm_finding *f = &attempt->list.items[i];
        sm_report(diag, f->code, f->loc, f->detail.ptr != NULL ? "%.*s" : NULL,
                  SM_STR_ARG(f->detail));
    }
}

static int compare(const void *left, const void *right)
{
    const sm_finding *a = left, *b = right;
    if (a->loc.source != b->loc.source) {
        sm_str none = {0};
        int order = sm_str_compare(a->loc.source != NULL ? a->loc.source->name : none,
                                   b->loc.source != NULL ? b->loc.source->name : none);
        if (order != 0)
            return order;
    }
    if (a->loc.line != b->loc.line)
        return a->loc.line < b->loc.line ? -1 : 1;
    if (a->loc.column != b->loc.column)
        return a->loc.column < b->loc.column ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

const sm_finding *sm_diag_findings(sm_diag *diag, size_t *count)
{
    if (diag->list.count != 0 && !diag->sorted)
        qsort(diag->list.items, diag->list.count, sizeof *diag->list.items, compare);
    diag->sorted = true;
    *count = diag->list.count;
    return diag->list.items;
}

size_t sm_diag_count(const sm_diag *diag, sm_severity at_least)
{
    size_t count = 0;
    for (size_t i = 0; i < diag->list.count; i++)
        count += codes[diag->list.items[i].code].severity >= at_least;
    return count;
}

sm_severity sm_diag_severity(sm_diag_code code)
{
    return codes[code].severity;
}

const char *sm_diag_slug(sm_diag_code code)
{
    return codes[code].slug;
}

const char *sm_diag_text(sm_diag_code code)
{
    return codes[code].text;
}

const char *sm_diag_help(sm_diag_code code)
{
    return codes[code].help;
}

const char *sm_severity_name(sm_severity severity)
{
    switch (severity) {
    case SM_NOTE:
        return "note";
    case SM_WARNING:
        return "warning";
    case SM_ERROR:
        return "error";
    }
    return "";
}

/* Text of the world on a terminal: no control character gets through, and a tab is a blank. */
static void add_visible(sm_buf *buf, sm_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = sm_utf8_next(text, &at);
        if (c == '\t')
            c = ' ';
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
                       (c >= 0x2066 && c <= 0x2069);
        sm_buf_add_codepoint(buf, control ? SM_REPLACEMENT : c);
    }
}

/* Columns of a terminal that C takes. */
static int width_of(uint32_t c)
{
    if ((c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
        (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF)
        return 0;
    bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

/* The part of LINE that is shown: all of it, or what stands around the column in a line too
 * long for a terminal. *COLUMN becomes the column in that part. */
static sm_str excerpt(sm_str line, uint32_t *column)
{
    enum { SHOWN = 120, BEFORE = 60 }; /* characters */
    size_t from = 0, to = 0, skipped = 0, count = 0;
    size_t first = *column > SHOWN - 20 ? *column - BEFORE : 1; /* the first that is shown */
    while (to < line.len && count < SHOWN) {
        sm_utf8_next(line, &to);
        if (skipped + 1 < first) {
            skipped++;
            from = to;
        } else {
            count++;
        }
    }
    if (*column != 0)
        *column -= (uint32_t)skipped;
    return sm_str_sub(line, from, to - from);
}

/* The source line, cut to what a terminal shows, and a caret under the column. */
static void add_excerpt(sm_buf *buf, sm_loc loc, bool color)
{
    sm_str line = sm_source_line(loc.source, loc.line);
    if (sm_str_trim(line).len == 0)
        return;
    uint32_t caret = loc.column <= sm_utf8_count(line) + 1 ? loc.column : 0;
    sm_str shown = excerpt(line, &caret);
    sm_buf_add_cstr(buf, shown.ptr == line.ptr ? "  " : "  ...");
    add_visible(buf, shown);
    sm_buf_add_cstr(buf, shown.ptr + shown.len == line.ptr + line.len ? "\n" : "...\n");
    if (caret == 0)
        return;
    sm_buf_add_cstr(buf, shown.ptr == line.ptr ? "  " : "     ");
    size_t at = 0;
    for (uint32_t column = 1; column < caret && at < shown.len; column++)
        sm_buf_addf(buf, "%*s", width_of(sm_utf8_next(shown, &at)), "");
    sm_buf_add_cstr(buf, color ? "\033[32m^\033[0m\n" : "^\n");
}

void sm_finding_print(sm_buf *buf, const sm_finding *finding, bool color)
{
    static const char *const colors[] = {"\033[36m", "\033[35m", "\033[31m"};
    sm_severity severity = sm_diag_severity(finding->code);
    sm_loc loc = finding->loc;
    if (color)
        sm_buf_add_cstr(buf, "\033[1m");
    if (loc.source != NULL) {
        add_visible(buf, loc.source->name);
        if (loc.line != 0)
            sm_buf_addf(buf, ":%u:%u", loc.line, loc.column == 0 ? 1 : loc.column);
    } else {
        sm_buf_add_cstr(buf, "specmill");
    }
    sm_buf_addf(buf, ": %s%s%s: %s", color ? colors[severity] : "", sm_severity_name(severity),
                color ? "\033[0m" : "", sm_diag_text(finding->code));
    if (finding->detail.len != 0) {
        sm_buf_add_cstr(buf, ": ");
        add_visible(buf, finding->detail);
    }
    sm_buf_addf(buf, " [%s]\n", sm_diag_slug(finding->code));
    if (loc.source != NULL && loc.line != 0)
        add_excerpt(buf, loc, color);
}
