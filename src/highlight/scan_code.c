/* The scanner of most languages: comments, strings, numbers and words. It only moves forward.
 */
#include "language.h"
#include <string.h>

static bool is_word_start(char c)
{
    return sm_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_word(const language *lang, char c)
{
    return is_word_start(c) || sm_is_digit(c) || (c == '-' && (lang->flags & DASH_NAMES) != 0);
}

static bool has(const char *characters, char c)
{
    return characters != NULL && c != '\0' && strchr(characters, c) != NULL;
}

/* WORD, of at most SIZE - 1 bytes, against a list. */
static bool is_listed(word_list list, const char *word)
{
    size_t low = 0, high = list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(word, list.words[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static sm_token_kind word_kind(const language *lang, sm_str word)
{
    char copy[32];
    if (word.len < sizeof copy) {
        for (size_t i = 0; i < word.len; i++)
            copy[i] = (lang->flags & NO_CASE) != 0 ? sm_to_lower(word.ptr[i]) : word.ptr[i];
        copy[word.len] = '\0';
        if (is_listed(lang->keywords, copy))
            return SM_TOKEN_KEYWORD;
        if (is_listed(lang->types, copy))
            return SM_TOKEN_TYPE;
        if (is_listed(lang->constants, copy))
            return SM_TOKEN_NUMBER;
    }
    bool upper = word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
    return upper && (lang->flags & UPPER_TYPES) != 0 ? SM_TOKEN_TYPE : SM_TOKEN_PLAIN;
}

/* --- each of these returns the end of what starts at AT, or AT when nothing does --- */

static size_t pass_comment(const scan *s, const language *lang, size_t at, size_t to)
{
    bool in_word = at != 0 && !sm_is_space(s->text.ptr[at - 1]);
    if (scan_starts(s, at, lang->comment_start)) {
        size_t depth = 1, i = at + strlen(lang->comment_start);
        while (i < to && depth != 0) {
            if (scan_starts(s, i, lang->comment_end)) {
                depth--;
                i += strlen(lang->comment_end);
            } else if ((lang->flags & NESTED_COMMENTS) != 0 &&
                       scan_starts(s, i, lang->comment_start)) {
                depth++;
                i += strlen(lang->comment_start);
            } else {
                i++;
            }
        }
        return i < to ? i : to;
    }
    for (size_t i = 0; i < 2; i++) {
        const char *mark = lang->line_comments[i];
        if (!scan_starts(s, at, mark))
            continue;
        bool alone = (mark[0] == '#' && (lang->flags & HASH_AFTER_BLANK) != 0) ||
                     (mark[0] == '/' && (lang->flags & CSS_COMMENTS) != 0) || mark[0] == ';';
        if (!alone || !in_word)
            return scan_line_end(s, at, to);
    }
    return at;
}

/* Past the string in three quotes at AT. */
static size_t pass_triple(const scan *s, size_t at, size_t to)
{
    char quote = s->text.ptr[at];
    char mark[] = {quote, quote, quote, '\0'};
    if (!scan_starts(s, at, mark))
        return at;
    for (size_t i = at + 3; i < to; i++) {
        if (s->text.ptr[i] == '\\')
            i++;
        else if (s->text.ptr[i] == quote && scan_starts(s, i, mark))
            return i + 3 < to ? i + 3 : to;
    }
    return to;
}

/* Rust's 'a' and '\n', but not 'a. */
static bool is_short_quote(const scan *s, size_t at, size_t to)
{
    if (at + 2 >= to || s->text.ptr[at + 1] == '\\')
        return true;
    size_t i = at + 2;
    while (i < to && ((unsigned char)s->text.ptr[i] & 0xC0) == 0x80)
        i++;
    return i < to && s->text.ptr[i] == '\'';
}

static size_t pass_string(const scan *s, const language *lang, size_t at, size_t to)
{
    char quote = s->text.ptr[at];
    if (!has(lang->quotes, quote) ||
        (quote == '\'' && (lang->flags & SHORT_QUOTE) != 0 && !is_short_quote(s, at, to)))
        return at;
    if ((lang->flags & TRIPLE) != 0 && quote != '`') {
        size_t end = pass_triple(s, at, to);
        if (end != at)
            return end;
    }
    bool over_lines = has(lang->long_quotes, quote);
    bool escapes = (lang->flags & (NO_ESCAPE | DOUBLED_QUOTES)) == 0;
    for (size_t i = at + 1; i < to; i++) {
        char c = s->text.ptr[i];
        if (c == '\n' && !over_lines)
            return i;
        if (c == '\\' && escapes && i + 1 < to && (over_lines || s->text.ptr[i + 1] != '\n'))
            i++;
        else if (c == quote && i + 1 < to && s->text.ptr[i + 1] == quote &&
                 (lang->flags & DOUBLED_QUOTES) != 0)
            i++;
        else if (c == quote)
            return i + 1;
    }
    return to;
}

static size_t pass_number(const scan *s, size_t at, size_t to)
{
    size_t i = at;
    while (i < to &&
           (sm_is_alnum(s->text.ptr[i]) || s->text.ptr[i] == '_' ||
            (s->text.ptr[i] == '.' && i > at && i + 1 < to && sm_is_digit(s->text.ptr[i + 1]))))
        i++;
    return i;
}

static size_t pass_word(const scan *s, const language *lang, size_t at, size_t to)
{
    size_t i = at;
    while (i < to && is_word(lang, s->text.ptr[i]))
        i++;
    return i;
}

/* $name, ${name}, $(name), $1 */
static size_t pass_variable(const scan *s, size_t at, size_t to)
{
    enum { VARIABLE_MAX = 200 }; /* looked for at every dollar, so not too far */
    size_t i = at + 1;
    if (i >= to)
        return at;
    char close = s->text.ptr[i] == '{' ? '}' : '\0';
    if (close == '\0') {
        while (i < to && (is_word_start(s->text.ptr[i]) || sm_is_digit(s->text.ptr[i])))
            i++;
        return i > at + 1 ? i : at;
    }
    size_t end = to - i < VARIABLE_MAX ? to : i + VARIABLE_MAX;
    while (i < end && s->text.ptr[i] != close && s->text.ptr[i] != '\n')
        i++;
    return i < end && s->text.ptr[i] == close ? i + 1 : at;
}

/* --- keys --- */

static size_t pass_blanks(const scan *s, size_t at, size_t to)
{
    while (at < to && (s->text.ptr[at] == ' ' || s->text.ptr[at] == '\t'))
        at++;
    return at;
}

static bool is_key_character(char c)
{
    return is_word_start(c) || sm_is_digit(c) || strchr("-._/ $*<", c) != NULL;
}

/* The key at the start of a line, at AT: its end, where the sign follows it; or AT. */
static size_t pass_line_key(const scan *s, const language *lang, size_t at, size_t to)
{
    char sign = (lang->flags & COLON_KEYS) != 0 ? ':' : '=';
    size_t i = at;
    if (i < to && has("\"'", s->text.ptr[i])) { /* "quoted key": */
        size_t end = pass_string(s, lang, i, to);
        size_t after = pass_blanks(s, end, to);
        return after < to && s->text.ptr[after] == sign ? end : at;
    }
    while (i < to && s->text.ptr[i] != '\0' && is_key_character(s->text.ptr[i]))
        i++;
    if (i >= to || s->text.ptr[i] != sign || i == at)
        return at;
    bool alone = sign == '=' || i + 1 >= to || sm_is_space(s->text.ptr[i + 1]);
    while (i > at && s->text.ptr[i - 1] == ' ')
        i--;
    return alone ? i : at;
}

/* What only stands at the start of a line; returns where the rest of it starts. */
static size_t scan_line_start(scan *s, const language *lang, size_t at, size_t to)
{
    size_t from = at;
    at = pass_blanks(s, at, to);
    while ((lang->flags & COLON_KEYS) != 0 && scan_starts(s, at, "- ") && at + 2 <= to)
        at = pass_blanks(s, at + 2, to);
    scan_add(s, SM_TOKEN_PLAIN, from, at);
    if (at >= to)
        return at;
    size_t end = at;
    if ((lang->flags & SECTIONS) != 0 && s->text.ptr[at] == '[') {
        end = scan_line_end(s, at, to);
        scan_add(s, SM_TOKEN_KEYWORD, at, end);
    } else if ((lang->flags & PREPROCESSOR) != 0 && s->text.ptr[at] == '#') {
        end = pass_word(s, lang, pass_blanks(s, at + 1, to), to);
        scan_add(s, SM_TOKEN_KEYWORD, at, end);
    } else if ((lang->flags & (COLON_KEYS | EQUAL_KEYS)) != 0) {
        size_t word_end = pass_word(s, lang, at, to); /* export A=b */
        if (word_end > at && word_end < to && s->text.ptr[word_end] == ' ' &&
            word_kind(lang, sm_str_sub(s->text, at, word_end - at)) == SM_TOKEN_KEYWORD) {
            scan_add(s, SM_TOKEN_KEYWORD, at, word_end);
            at = pass_blanks(s, word_end, to);
            scan_add(s, SM_TOKEN_PLAIN, word_end, at);
        }
        end = pass_line_key(s, lang, at, to);
        bool word =
            end != at && word_kind(lang, sm_str_sub(s->text, at, end - at)) == SM_TOKEN_KEYWORD;
        scan_add(s, word ? SM_TOKEN_KEYWORD : SM_TOKEN_TYPE, at, end);
    }
    return end;
}

/* --- the scanner --- */

static bool precedes(const scan *s, size_t at, size_t to, char sign)
{
    at = pass_blanks(s, at, to);
    return at < to && s->text.ptr[at] == sign && (at + 1 >= to || s->text.ptr[at + 1] != sign);
}

static size_t scan_word(scan *s, const language *lang, size_t at, size_t to)
{
    size_t end = pass_word(s, lang, at, to);
    sm_token_kind kind = word_kind(lang, sm_str_sub(s->text, at, end - at));
    if (kind == SM_TOKEN_PLAIN && (lang->flags & ASSIGNED_KEYS) != 0 &&
        precedes(s, end, to, '='))
        kind = SM_TOKEN_TYPE;
    scan_add(s, kind, at, end);
    return end;
}

/* One token from AT on; returns its end. */
static size_t scan_one(scan *s, const language *lang, size_t at, size_t to)
{
    char c = s->text.ptr[at];
    size_t end = pass_comment(s, lang, at, to);
    if (end != at) {
        scan_add(s, SM_TOKEN_COMMENT, at, end);
        return end;
    }
    if ((end = pass_string(s, lang, at, to)) != at) {
        bool key = (lang->flags & STRING_KEYS) != 0 && precedes(s, end, to, ':');
        scan_add(s, key ? SM_TOKEN_TYPE : SM_TOKEN_STRING, at, end);
        return end;
    }
    if (sm_is_digit(c)) {
        end = pass_number(s, at, to);
        scan_add(s, SM_TOKEN_NUMBER, at, end);
        return end;
    }
    if (is_word_start(c))
        return scan_word(s, lang, at, to);
    bool at_name = c == '@' && (lang->flags & (AT_NAMES | AT_KEYWORDS)) != 0;
    if (at_name && at + 1 < to && is_word_start(s->text.ptr[at + 1])) {
        end = pass_word(s, lang, at + 1, to);
        scan_add(s, (lang->flags & AT_NAMES) != 0 ? SM_TOKEN_TYPE : SM_TOKEN_KEYWORD, at, end);
        return end;
    }
    if (c == '$' && (lang->flags & VARIABLES) != 0 && (end = pass_variable(s, at, to)) != at) {
        scan_add(s, SM_TOKEN_TYPE, at, end);
        return end;
    }
    scan_add(s, SM_TOKEN_PLAIN, at, at + 1);
    return at + 1;
}

void scan_code(scan *s, const language *lang, size_t from, size_t to)
{
    bool line_start = true;
    unsigned at_start = COLON_KEYS | EQUAL_KEYS | SECTIONS | PREPROCESSOR;
    while (from < to) {
        if (line_start && (lang->flags & at_start) != 0) {
            line_start = false;
            from = scan_line_start(s, lang, from, to);
            continue;
        }
        line_start = s->text.ptr[from] == '\n';
        from = scan_one(s, lang, from, to);
    }
}
