/* Languages that are read line by line: differences and HTTP messages. */
#include "language.h"
#include <string.h>

static sm_token_kind diff_kind(const scan *s, size_t at)
{
    if (scan_starts(s, at, "+++") || scan_starts(s, at, "---") || scan_starts(s, at, "diff ") ||
        scan_starts(s, at, "index "))
        return SM_TOKEN_COMMENT;
    if (scan_starts(s, at, "@@"))
        return SM_TOKEN_KEYWORD;
    switch (s->text.ptr[at]) {
    case '+':
    case '>':
        return SM_TOKEN_ADDED;
    case '-':
    case '<':
        return SM_TOKEN_REMOVED;
    default: /* a line of context */
        return SM_TOKEN_PLAIN;
    }
}

void scan_diff(scan *s)
{
    for (size_t at = 0; at < s->text.len;) {
        size_t end = scan_line_end(s, at, s->text.len);
        scan_add(s, diff_kind(s, at), at, end);
        scan_add(s, SM_TOKEN_PLAIN, end, end + 1 <= s->text.len ? end + 1 : end);
        at = end + 1;
    }
}

static const char *const methods[] = {"GET",  "POST",    "PUT",   "PATCH",   "DELETE",
                                      "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY"};

/* The end of the method or the protocol that the line at AT starts with, or AT. */
static size_t pass_method(const scan *s, size_t at, size_t end)
{
    size_t word = at;
    while (word < end && !sm_is_space(s->text.ptr[word]))
        word++;
    sm_str first = sm_str_sub(s->text, at, word - at);
    if (sm_str_starts(first, SM_STR("HTTP/")))
        return word;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (sm_str_equal(first, sm_str_from_cstr(methods[i])))
            return word;
    return at;
}

/* The end of "Name" in "Name: value", or AT. */
static size_t pass_field(const scan *s, size_t at, size_t end)
{
    size_t i = at;
    while (i < end &&
           (sm_is_alnum(s->text.ptr[i]) || s->text.ptr[i] == '-' || s->text.ptr[i] == '_'))
        i++;
    return i < end && s->text.ptr[i] == ':' ? i : at;
}

static void scan_http_line(scan *s, size_t at, size_t end)
{
    size_t method = pass_method(s, at, end), field = pass_field(s, at, end);
    if (method == at) {
        scan_add(s, SM_TOKEN_TYPE, at, field);
        scan_add(s, SM_TOKEN_PLAIN, field, end);
        return;
    }
    scan_add(s, SM_TOKEN_KEYWORD, at, method);
    size_t digits = method;
    while (digits < end && s->text.ptr[digits] == ' ')
        digits++;
    scan_add(s, SM_TOKEN_PLAIN, method, digits);
    method = digits;
    while (digits < end && sm_is_digit(s->text.ptr[digits]))
        digits++;
    scan_add(s, SM_TOKEN_NUMBER, method, digits);
    scan_add(s, SM_TOKEN_PLAIN, digits, end);
}

/* Whether the line at AT starts a body in JSON. */
static bool starts_json(const scan *s, size_t at, size_t end)
{
    while (at < end && sm_is_space(s->text.ptr[at]))
        at++;
    return at < end && (s->text.ptr[at] == '{' || s->text.ptr[at] == '[');
}

/* Where the body that starts at AT ends: at the next line with a method. */
static size_t body_end(const scan *s, size_t at)
{
    while (at < s->text.len) {
        size_t end = scan_line_end(s, at, s->text.len);
        if (pass_method(s, at, end) != at)
            return at;
        at = end + 1;
    }
    return s->text.len;
}

void scan_http(scan *s)
{
    const language *json = language_find(SM_STR("json"));
    for (size_t at = 0; at < s->text.len;) {
        size_t end = scan_line_end(s, at, s->text.len);
        if (starts_json(s, at, end)) {
            end = body_end(s, at);
            scan_code(s, json, at, end);
            at = end;
            continue;
        }
        scan_http_line(s, at, end);
        if (end < s->text.len)
            scan_add(s, SM_TOKEN_PLAIN, end, end + 1);
        at = end + 1;
    }
}
