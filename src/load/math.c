/* Formulas as GitHub has them: $..$ in a line, $$..$$ also over several lines. They are shown
 * as code. Prices, shell variables and placeholders are none. */
#include "loader.h"
#include <string.h>

enum { FORMULA_MAX = 1000 };

static bool has_any(sm_str text, const char *characters)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(characters, text.ptr[i]) != NULL && text.ptr[i] != '\0')
            return true;
    return false;
}

/* $PROJECT_NAME$, as templates have it. */
static bool is_placeholder(sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!sm_is_digit(text.ptr[i]) && text.ptr[i] != '_' &&
            (text.ptr[i] < 'A' || text.ptr[i] > 'Z'))
            return false;
    return text.len > 3;
}

static bool is_formula(sm_str text)
{
    if (text.len == 0 || sm_is_space(text.ptr[0]) || sm_is_space(text.ptr[text.len - 1]) ||
        text.ptr[0] == '{' || is_placeholder(text))
        return false;
    if (sm_is_digit(text.ptr[0]) && has_any(text, " "))
        return has_any(text, "\\^=");
    if (has_any(text, "\\^_={}<>+"))
        return true;
    if (text.len > 3)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!sm_is_alpha(text.ptr[i]))
            return false;
    return true;
}

size_t load_formula_end(sm_str line, size_t at, sm_str *formula)
{
    char before = at != 0 ? line.ptr[at - 1] : ' ';
    if (sm_is_alnum(before) || before == '$' || before == '\\')
        return 0;
    bool twice = at + 1 < line.len && line.ptr[at + 1] == '$';
    size_t start = at + (twice ? 2 : 1);
    for (size_t i = start; i < line.len && i - start < FORMULA_MAX; i++) {
        char c = line.ptr[i];
        if (c == '`' || c == '\n')
            return 0;
        if (c == '\\')
            i++;
        if (c != '$')
            continue;
        *formula = sm_str_sub(line, start, i - start);
        if (twice && i + 1 < line.len && line.ptr[i + 1] == '$' && i > start)
            return i + 2;
        bool word =
            i + 1 < line.len && (sm_is_alnum(line.ptr[i + 1]) || line.ptr[i + 1] == '$');
        if (!twice && !word && is_formula(*formula))
            return i + 1;
        if (!twice && !word)
            return 0;
    }
    return 0;
}

size_t load_display_end(sm_str text, size_t at)
{
    enum { DISPLAY_MAX = 10000 };
    if (!sm_str_starts(sm_str_from(text, at), SM_STR("$$")))
        return 0;
    bool empty = false; /* the line so far */
    for (size_t i = at + 2; i + 1 < text.len && i - at < DISPLAY_MAX; i++) {
        char c = text.ptr[i];
        if (c == '\n' && empty)
            return 0;
        if (c == '\n')
            empty = true;
        else if (c != ' ' && c != '\t' && c != '>')
            empty = false;
        if (c == '`')
            return 0;
        if (c == '$' && text.ptr[i + 1] == '$') {
            size_t rest = i + 2;
            while (rest < text.len && (text.ptr[rest] == ' ' || text.ptr[rest] == '\t'))
                rest++;
            return rest >= text.len || text.ptr[rest] == '\n' ? i + 2 : 0;
        }
    }
    return 0;
}

void load_report_formula(load *l, sm_loc loc)
{
    sm_report(l->diag, SM_DIAG_MATH_AS_CODE, loc, NULL);
}

/* The lines between the dollars at FROM and those that end at TO, without the marks of quotes.
 */
static sm_str display_text(load *l, size_t from, size_t to)
{
    sm_buf buf = sm_buf_new(l->arena);
    sm_str rest = sm_str_sub(l->source->text, from + 2, to - from - 4), line;
    for (bool first = true; sm_str_split(&rest, '\n', &line); first = false) {
        size_t at = 0;
        while (!first && at < line.len && (line.ptr[at] == '>' || sm_is_space(line.ptr[at])))
            at++;
        line = sm_str_trim(sm_str_from(line, at));
        if (line.len == 0)
            continue;
        sm_buf_add_str(&buf, line);
        sm_buf_add_char(&buf, '\n');
    }
    return sm_buf_str(&buf);
}

bool load_display(load *l, block_sink *sink, size_t from, size_t to)
{
    size_t end = load_display_end(sm_str_sub(l->source->text, 0, to), from);
    if (end == 0 || sm_str_trim(sm_str_sub(l->source->text, end, to - end)).len != 0)
        return false;
    sm_block *block = load_new_block(l, SM_CODE_BLOCK, load_loc(l, from));
    block->end_line = load_loc(l, end - 1).line;
    block->as.code.language = block->as.code.info = SM_STR("math");
    block->as.code.text = display_text(l, from, end);
    block->as.code.fenced = true;
    load_sink_add(sink, block);
    load_report_formula(l, block->loc);
    return true;
}
