#include "markup.h"
#include <string.h>

/* Characters that mean something anywhere, and those that begin emphasis before a word. */
static const struct {
    const char *active, *at_word_start;
} signs[] = {
    [JIRA_WIKI] = {"{}[]|\\", "*_-+^~!?"},
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

/* Whether the line that begins at AT would be a list item, a heading or a quotation. */
static bool begins_block(sm_str text, size_t at, jira_markup markup)
{
    sm_str line = sm_str_from(text, at);
    if (markup == JIRA_WIKI && line.len > 2 && line.ptr[0] == 'h' && sm_is_digit(line.ptr[1]) &&
        line.ptr[2] == '.')
        return true;
    const char *starts = markup == JIRA_WIKI ? "#*-" : "#-+";
    size_t count = 0;
    while (count < line.len && line.ptr[count] != '\0' && strchr(starts, line.ptr[count]))
        count++;
    return count != 0 && (count == line.len || line.ptr[count] == ' ');
}

void jira_add_text(sm_buf *buf, sm_str text, jira_markup markup)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (markup == JIRA_HTML) {
            add_html(buf, c);
            continue;
        }
        bool line_start = i == 0 || text.ptr[i - 1] == '\n';
        bool word_start = (i == 0 || !is_word(text.ptr[i - 1])) && i + 1 < text.len &&
                          !sm_is_space(text.ptr[i + 1]);
        if (c != '\0' && (strchr(signs[markup].active, c) != NULL ||
                          (word_start && strchr(signs[markup].at_word_start, c) != NULL) ||
                          (line_start && begins_block(text, i, markup))))
            sm_buf_add_char(buf, '\\');
        sm_buf_add_char(buf, c);
    }
}
