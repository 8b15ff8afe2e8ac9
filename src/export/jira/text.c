#include "markup.h"
#include <string.h>

/* Characters that mean something anywhere, and those that begin emphasis before a word. */
static const struct {
    const char *active, *at_word_start;
} signs[] = {
    [JIRA_WIKI] = {"{}[]|", "*_-+^~!?"},
    [JIRA_MARKDOWN] = {"\\`*_[]<>|", "~"},
    [JIRA_HTML] = {"", ""},
};

static bool is_word(char c)
{
    return sm_is_alnum(c) || (unsigned char)c >= 0x80;
}

static void add_html(sm_buf *buf, char c)
{
    switch (c) {
    case '&':
        sm_buf_add_cstr(buf, "&amp;");
        break;
    case '<':
        sm_buf_add_cstr(buf, "&lt;");
        break;
    case '>':
        sm_buf_add_cstr(buf, "&gt;");
        break;
    case '"':
        sm_buf_add_cstr(buf, "&quot;");
        break;
    case '\n':
        sm_buf_add_cstr(buf, "<br>\n");
        break;
    default:
        sm_buf_add_char(buf, c);
        break;
    }
}

/* How many characters at AT are a number and its point, "12. ": a list in Markdown. */
static size_t list_number(sm_str line)
{
    size_t digits = 0;
    while (digits < line.len && digits < 9 && sm_is_digit(line.ptr[digits]))
        digits++;
    bool list = digits != 0 && digits + 1 < line.len &&
                (line.ptr[digits] == '.' || line.ptr[digits] == ')') &&
                line.ptr[digits + 1] == ' ';
    return list ? digits : 0;
}

/* Where in LINE a backslash keeps it from being a list item, a heading or a quotation, or
 * SM_STR_NONE. Escaping letters and digits would show the backslash. */
static size_t block_sign(sm_str line, jira_markup markup)
{
    const char *starts = markup == JIRA_WIKI ? "#*-" : "#-+";
    size_t count = 0;
    if (markup == JIRA_WIKI && line.len > 2 && line.ptr[2] == '.' &&
        ((line.ptr[0] == 'h' && sm_is_digit(line.ptr[1])) ||
         (line.ptr[0] == 'b' && line.ptr[1] == 'q')))
        return 2;
    if (markup == JIRA_MARKDOWN && list_number(line) != 0)
        return list_number(line);
    while (count < line.len && line.ptr[count] != '\0' && strchr(starts, line.ptr[count]))
        count++;
    return count != 0 && (count == line.len || line.ptr[count] == ' ') ? 0 : SM_STR_NONE;
}

/* Whether Jira shows a picture for what begins REST: "(x)", "(i)", ":)". */
static bool is_emoticon(sm_str rest, bool after_word)
{
    static const char *const names[] = {"(y)",  "(n)",  "(i)",  "(/)",  "(x)",    "(!)",
                                        "(+)",  "(-)",  "(?)",  "(on)", "(off)",  "(*)",
                                        "(*r)", "(*g)", "(*b)", "(*y)", "(flag)", "(flagoff)",
                                        ":)",   ":(",   ":P",   ":D",   ";)"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((names[i][0] == '(' || !after_word) &&
            sm_str_starts(rest, sm_str_from_cstr(names[i])))
            return true;
    return false;
}

/* Whether REST, which begins with "&", is a character reference. */
static bool is_reference(sm_str rest)
{
    size_t i = 1;
    while (i < rest.len && i < 12 && (sm_is_alnum(rest.ptr[i]) || rest.ptr[i] == '#'))
        i++;
    return i > 1 && i < rest.len && rest.ptr[i] == ';';
}

/* Adds the wiki text for the character at I of TEXT if it is no plain one. Two backslashes are
 * a line break and one escapes a sign, but before a letter it is itself. */
static bool add_wiki_special(sm_buf *buf, sm_str text, size_t i)
{
    sm_str rest = sm_str_from(text, i);
    bool after_word = i != 0 && is_word(text.ptr[i - 1]);
    if (text.ptr[i] == '\\' && rest.len > 1 && (is_word(rest.ptr[1]) || rest.ptr[1] == ' '))
        sm_buf_add_char(buf, '\\');
    else if (text.ptr[i] == '\\')
        sm_buf_add_cstr(buf, "&#92;");
    else if (text.ptr[i] == '&' && is_reference(rest))
        sm_buf_add_cstr(buf, "&amp;");
    else if (is_emoticon(rest, after_word))
        sm_buf_addf(buf, "\\%c", text.ptr[i]);
    else
        return false;
    return true;
}

/* GitLab runs lines that begin with a slash and a word: "/close". */
static bool is_quick_action(const sm_buf *buf, sm_str rest)
{
    return (buf->len == 0 || buf->ptr[buf->len - 1] == '\n') && rest.len > 1 &&
           rest.ptr[0] == '/' && sm_is_alpha(rest.ptr[1]);
}

void jira_add_text(sm_buf *buf, sm_str text, jira_markup markup)
{
    size_t sign = SM_STR_NONE; /* to be escaped because of where it stands in its line */
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (markup == JIRA_HTML) {
            add_html(buf, c);
            continue;
        }
        if (i == 0 || text.ptr[i - 1] == '\n') {
            size_t at = block_sign(sm_str_from(text, i), markup);
            sign = at == SM_STR_NONE ? SM_STR_NONE : i + at;
        }
        if (markup == JIRA_WIKI && add_wiki_special(buf, text, i))
            continue;
        sm_str rest = sm_str_from(text, i);
        bool reference = c == '&' && is_reference(rest);
        bool action = markup == JIRA_MARKDOWN && is_quick_action(buf, rest);
        bool word_start = (i == 0 || !is_word(text.ptr[i - 1])) && i + 1 < text.len &&
                          !sm_is_space(text.ptr[i + 1]);
        if (c != '\0' && (strchr(signs[markup].active, c) != NULL ||
                          (word_start && strchr(signs[markup].at_word_start, c) != NULL) ||
                          i == sign || reference || action))
            sm_buf_add_char(buf, '\\');
        sm_buf_add_char(buf, c);
    }
}
