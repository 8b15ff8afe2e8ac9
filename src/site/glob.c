#include "parts.h"
#include "specmill/base/path.h"

/* Patterns as gitignore(5) describes them. */

/* Whether C is in the class at *AT of PATTERN, just behind its bracket; *AT moves behind the
 * closing one. A class that is never closed matches nothing. */
static bool in_class(sm_str pattern, size_t *at, char c)
{
    size_t i = *at;
    bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
    bool found = false;
    i += negated;
    for (size_t first = i; i < pattern.len && (pattern.ptr[i] != ']' || i == first); i++) {
        if (pattern.ptr[i] == '\\' && i + 1 < pattern.len)
            i++;
        char low = pattern.ptr[i], high = low;
        if (i + 2 < pattern.len && pattern.ptr[i + 1] == '-' && pattern.ptr[i + 2] != ']') {
            high = pattern.ptr[i + 2];
            i += 2;
        }
        found = found || (c >= low && c <= high);
    }
    bool closed = i < pattern.len;
    *at = i + 1;
    return closed && c != '/' && found != negated;
}

/* Whether the one byte C matches what stands at *AT, which moves behind it. */
static bool one(sm_str pattern, size_t *at, char c)
{
    char p = pattern.ptr[(*at)++];
    if (p == '?')
        return c != '/';
    if (p == '[')
        return in_class(pattern, at, c);
    if (p == '\\' && *at < pattern.len)
        p = pattern.ptr[(*at)++];
    return p == c;
}

/* How a star is gone back to: where the pattern goes on, how much of the text it has eaten. */
typedef struct star {
    size_t pattern, text;
    bool set;
    bool names; /* what follows begins a name */
} star;

/* Two stars with slashes around cross folders, one star does not. Going back to the last star
 * of each kind is enough, so the time is at most the product of the lengths. */
static bool matches(sm_str pattern, sm_str text)
{
    star single = {0}, twin = {0};
    size_t p = 0, t = 0;
    for (;;) {
        bool two = p + 1 < pattern.len && pattern.ptr[p] == '*' && pattern.ptr[p + 1] == '*';
        if (two) {
            p += 2;
            bool names = p < pattern.len && pattern.ptr[p] == '/';
            p += names; /* no folder at all is one of the possibilities */
            twin = (star){p, t, true, names};
            single.set = false;
            continue;
        }
        if (p < pattern.len && pattern.ptr[p] == '*') {
            single = (star){++p, t, true, false};
            continue;
        }
        if (p == pattern.len && t == text.len)
            return true;
        if (p < pattern.len && t < text.len && one(pattern, &p, text.ptr[t])) {
            t++;
        } else if (single.set && single.text < text.len && text.ptr[single.text] != '/') {
            p = single.pattern;
            t = ++single.text;
        } else if (twin.set && twin.text < text.len) {
            p = twin.pattern;
            t = ++twin.text;
            while (twin.names && t < text.len && text.ptr[t - 1] != '/')
                t = ++twin.text;
            single.set = false;
        } else {
            return false;
        }
    }
}

void site_add_pattern(sm_arena *arena, site_patterns *patterns, sm_str line)
{
    if (line.len != 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    while (line.len != 0 && line.ptr[line.len - 1] == ' ' &&
           (line.len < 2 || line.ptr[line.len - 2] != '\\'))
        line.len--;
    if (line.len == 0 || line.ptr[0] == '#')
        return;
    site_pattern pattern = {0};
    if (line.ptr[0] == '!') {
        pattern.negated = true;
        line = sm_str_from(line, 1);
    }
    if (line.len != 0 && line.ptr[line.len - 1] == '/') {
        pattern.folder_only = true;
        line.len--;
    }
    pattern.anchored = sm_str_find_char(line, '/') != SM_STR_NONE;
    if (line.len != 0 && line.ptr[0] == '/')
        line = sm_str_from(line, 1);
    if (sm_str_starts(line, SM_STR("./")))
        line = sm_str_from(line, 2);
    pattern.text = sm_str_copy(arena, line);
    if (line.len != 0)
        SM_LIST_ADD(arena, patterns, pattern);
}

void site_add_pattern_file(sm_arena *arena, site_patterns *patterns, sm_str text)
{
    for (sm_str line; sm_str_split(&text, '\n', &line);)
        site_add_pattern(arena, patterns, line);
}

int site_patterns_match(const site_patterns *patterns, sm_str path, bool folder)
{
    sm_str name = sm_path_name(path);
    for (size_t i = patterns->count; i-- > 0;) {
        const site_pattern *pattern = &patterns->items[i];
        if (pattern->folder_only && !folder)
            continue;
        if (matches(pattern->text, pattern->anchored ? path : name))
            return pattern->negated ? -1 : 1;
    }
    return 0;
}
