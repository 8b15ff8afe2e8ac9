/* Front matter that is almost YAML: values that would have to be quoted and are not, such as
 * "created: {{date}}", "- @someone", "issue: [#885]", "title: Part one: the beginning". */
#include "loader.h"
#include "specmill/base/buf.h"

typedef enum doubt {
    SURE,        /* a value that can stand as it is */
    PLACEHOLDER, /* starts with {{ */
    FLOW_LIST,   /* [a, b] with items that need quotes */
    NEEDS_QUOTES
} doubt;

static bool starts_with_any(sm_str text, const char *characters)
{
    for (; text.len != 0 && *characters != '\0'; characters++)
        if (text.ptr[0] == *characters)
            return true;
    return false;
}

/* Where the bracket that starts TEXT is closed again, or SM_STR_NONE. */
static size_t closing(sm_str text)
{
    size_t depth = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '[' || c == '{')
            depth++;
        else if ((c == ']' || c == '}') && --depth == 0)
            return i;
    }
    return SM_STR_NONE;
}

static doubt doubt_about_flow(sm_str value)
{
    if (sm_str_starts(value, SM_STR("{{")) || sm_str_starts(value, SM_STR("{%")))
        return PLACEHOLDER;
    if (closing(value) != value.len - 1)
        return NEEDS_QUOTES;
    sm_str rest = sm_str_sub(value, 1, value.len - 2), item;
    if (value.ptr[0] == '{' || sm_str_find_char(rest, '[') != SM_STR_NONE ||
        sm_str_find_char(rest, '"') != SM_STR_NONE ||
        sm_str_find_char(rest, '\'') != SM_STR_NONE)
        return SURE;
    while (sm_str_split(&rest, ',', &item))
        if (starts_with_any(sm_str_trim(item), "@#%&*!|>`{") ||
            sm_str_find(item, SM_STR(": ")) != SM_STR_NONE)
            return FLOW_LIST;
    return SURE;
}

static doubt doubt_about(sm_str value)
{
    if (value.len == 0 || value.ptr[0] == '#')
        return SURE;
    char first = value.ptr[0], last = value.ptr[value.len - 1];
    if (first == '"' || first == '\'')
        return value.len > 1 && last == first ? SURE : NEEDS_QUOTES;
    if (first == '[' || first == '{')
        return doubt_about_flow(value);
    if (first == '|' || first == '>')
        return value.len <= 3 ? SURE : NEEDS_QUOTES;
    bool indicator = starts_with_any(value, "@`%*&!]},") ||
                     sm_str_starts(value, SM_STR("- ")) || sm_str_starts(value, SM_STR("? "));
    bool colon = last == ':' || sm_str_find(value, SM_STR(": ")) != SM_STR_NONE;
    return indicator || colon ? NEEDS_QUOTES : SURE;
}

static void add_quoted(sm_buf *buf, sm_str value)
{
    sm_buf_add_char(buf, '\'');
    for (size_t i = 0; i < value.len; i++) {
        sm_buf_add_char(buf, value.ptr[i]);
        if (value.ptr[i] == '\'')
            sm_buf_add_char(buf, '\'');
    }
    sm_buf_add_char(buf, '\'');
}

static void add_value(sm_buf *buf, sm_str value, bool *only_placeholders)
{
    sm_str rest, item;
    size_t comment;
    switch (doubt_about(value)) {
    case SURE:
        sm_buf_add_str(buf, value);
        return;
    case PLACEHOLDER:
        comment = sm_str_find(value, SM_STR(" #"));
        add_quoted(buf, comment == SM_STR_NONE ? value : sm_str_sub(value, 0, comment));
        return;
    case FLOW_LIST:
        *only_placeholders = false;
        rest = sm_str_sub(value, 1, value.len - 2);
        for (char separator = '['; sm_str_split(&rest, ',', &item); separator = ',') {
            sm_buf_add_char(buf, separator);
            add_quoted(buf, sm_str_trim(item));
        }
        sm_buf_add_char(buf, ']');
        return;
    case NEEDS_QUOTES:
        *only_placeholders = false;
        add_quoted(buf, value);
        return;
    }
}

/* Past the key of "key: value" in LINE, from AT on; AT when there is no key. */
static size_t after_key(sm_str line, size_t at)
{
    if (starts_with_any(sm_str_from(line, at), "\"'[{#&*!|>%@`"))
        return at;
    for (size_t i = at; i < line.len; i++)
        if (line.ptr[i] == ':' && (i + 1 == line.len || line.ptr[i + 1] == ' '))
            return i + 1;
    return at;
}

/* LINE with its value quoted where that is in doubt. Returns whether the lines that are
 * indented deeper belong to a block of text ("key: |"). */
static bool add_line(sm_buf *buf, sm_str line, bool *only_placeholders)
{
    size_t at = 0;
    for (; at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'); at++)
        sm_buf_add_cstr(buf, line.ptr[at] == '\t' ? "  " : " ");
    size_t start = at;
    while (at + 1 < line.len && line.ptr[at] == '-' && line.ptr[at + 1] == ' ')
        at += 2;
    at = after_key(line, at);
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    sm_buf_add_str(buf, sm_str_sub(line, start, at - start));
    sm_str value = sm_str_trim(sm_str_from(line, at));
    if (at == start) { /* neither key nor list item: the rest of a value above */
        sm_buf_add_str(buf, value);
        return false;
    }
    add_value(buf, value, only_placeholders);
    return starts_with_any(value, "|>") && value.len <= 3;
}

static size_t indent_of(sm_str line)
{
    size_t indent = 0;
    while (indent < line.len && line.ptr[indent] == ' ')
        indent++;
    return indent;
}

sm_str load_quote_yaml(sm_arena *arena, sm_str text, bool *only_placeholders)
{
    sm_buf buf = sm_buf_new(arena);
    sm_str line;
    bool in_block = false;
    size_t block_indent = 0;
    *only_placeholders = true;
    while (sm_str_split(&text, '\n', &line)) {
        size_t indent = indent_of(line);
        if (in_block && (indent > block_indent || sm_str_trim(line).len == 0)) {
            sm_buf_add_str(&buf, line);
        } else {
            in_block = add_line(&buf, line, only_placeholders);
            block_indent = indent;
        }
        sm_buf_add_char(&buf, '\n');
    }
    return sm_buf_str(&buf);
}
