#include "csv.h"
#include "specmill/base/utf8.h"

/* Whether spreadsheets take TEXT for a formula: "=", "+", "-", "@", a tab or a carriage return
 * in front, and the full-width forms that East Asian versions accept (OWASP, CSV injection). */
static bool is_formula(sm_str text)
{
    if (text.len == 0)
        return false;
    size_t offset = 0;
    switch (sm_utf8_next(text, &offset)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
        return true;
    default:
        return false;
    }
}

static bool needs_quotes(sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '"' || text.ptr[i] == ',' || text.ptr[i] == '\n' ||
            text.ptr[i] == '\r' || text.ptr[i] == ';')
            return true;
    return text.len != 0 && (sm_is_space(text.ptr[0]) || sm_is_space(text.ptr[text.len - 1]));
}

bool jira_csv_cell(sm_buf *buf, sm_str text, bool first)
{
    bool formula = is_formula(text), quoted = needs_quotes(text);
    if (!first)
        sm_buf_add_char(buf, ',');
    if (quoted)
        sm_buf_add_char(buf, '"');
    if (formula)
        sm_buf_add_char(buf, '\'');
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        uint32_t c = sm_utf8_next(text, &i);
        if (c == '"')
            sm_buf_add_char(buf, '"');
        if (c == SM_REPLACEMENT)
            sm_buf_add_codepoint(buf, c);
        else
            sm_buf_add(buf, text.ptr + from, i - from);
    }
    if (quoted)
        sm_buf_add_char(buf, '"');
    return formula;
}

void jira_csv_end_row(sm_buf *buf)
{
    sm_buf_add(buf, "\r\n", 2);
}
