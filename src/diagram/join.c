/* Texts over more than one line joined, so that a statement is a line everywhere else. */
#include "join.h"
#include "label.h"
#include "specmill/base/str.h"
#include <string.h>

enum { LINES_MAX = 8 };

static size_t line_end(const char *text, size_t len, size_t at)
{
    const char *newline = at < len ? memchr(text + at, '\n', len - at) : NULL;
    return newline != NULL ? (size_t)(newline - text) : len;
}

static bool has_odd(const char *text, size_t at, size_t end, char quote)
{
    bool odd = false;
    for (; at < end; at++)
        odd ^= text[at] == quote;
    return odd;
}

/* How many more brackets open than close. */
static int open_brackets(const char *text, size_t at, size_t end)
{
    int open = 0;
    for (; at < end; at++)
        open += strchr("([{", text[at]) != NULL && text[at] != '\0'   ? 1
                : strchr(")]}", text[at]) != NULL && text[at] != '\0' ? -1
                                                                      : 0;
    return open;
}

/* The end of the last line of the text that the line AT to END leaves open; END if none. */
static size_t find_last(const char *text, size_t len, size_t at, size_t end,
                        dia_joining joining, char quote)
{
    bool brackets = joining == DIA_JOIN_BRACKETS;
    int open = open_brackets(text, at, end);
    if (brackets ? open <= 0 : !has_odd(text, at, end, quote))
        return end;
    for (size_t i = 0, last = end; i < LINES_MAX && last < len; i++) {
        size_t next = last + 1;
        last = line_end(text, len, next);
        open += open_brackets(text, next, last);
        if (brackets ? open == 0 : has_odd(text, next, last, quote))
            return last;
    }
    return end;
}

/* A line of nothing but "{" belongs to the one before. */
static void join_braces(char *text, size_t len, size_t from)
{
    size_t last_end = 0;
    for (size_t at = from; at < len; at = line_end(text, len, at) + 1) {
        size_t end = line_end(text, len, at);
        sm_str line = sm_str_trim((sm_str){text + at, end - at});
        if (sm_str_equal(line, SM_STR("{")) && last_end > from)
            for (size_t i = last_end; i < at; i++)
                text[i] = ' ';
        if (line.len > 0)
            last_end = end;
    }
}

void dia_join_lines(char *text, size_t len, size_t from, dia_joining joining)
{
    if (joining == DIA_JOIN_NOTHING)
        return;
    for (size_t at = from; at < len;) {
        size_t end = line_end(text, len, at);
        sm_str line = sm_str_trim((sm_str){text + at, end - at});
        bool wanted = joining != DIA_JOIN_CLICKS || sm_str_starts(line, SM_STR("click "));
        size_t last = wanted ? find_last(text, len, at, end, joining, '"') : end;
        if (last == end && joining == DIA_JOIN_QUOTES)
            last = find_last(text, len, at, end, joining, '`');
        for (size_t i = end; i < last; i++)
            if (text[i] == '\n')
                text[i] = DIA_BREAK;
        at = last + 1;
    }
    if (joining == DIA_JOIN_QUOTES)
        join_braces(text, len, from);
}

void dia_clean_tags(char *text, size_t len)
{
    enum { TAG_MAX = 400 };
    for (size_t i = 0; i + 1 < len; i++) {
        if (text[i] != '<' || !sm_is_alpha(text[i + 1]))
            continue;
        size_t end = i + 1, equals = 0;
        while (end < len && end - i < TAG_MAX && text[end] != '>' && text[end] != '<' &&
               text[end] != '\n') {
            equals += text[end] == '=' && end + 1 < len && text[end + 1] == '"' ? 1 : 0;
            end++;
        }
        if (equals == 0 || end >= len || text[end] != '>')
            continue;
        for (size_t k = i; k < end; k++)
            if (text[k] == '"')
                text[k] = '\'';
        i = end;
    }
}
