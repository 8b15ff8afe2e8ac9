#include "syntax.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include <assert.h>
#include <string.h>

enum {
    PIECE = 64 * 1024, /* bytes passed on at a time */
    INDENT_MAX = 20    /* levels that still move to the right: hostile nesting stays linear */
};

json_writer json_new(sm_arena *arena, sm_output *output)
{
    json_writer json = {.output = output, .buf = sm_buf_new(arena)};
    sm_buf_reserve(&json.buf, PIECE + PIECE / 4);
    return json;
}

static void pass_on(json_writer *json)
{
    sm_output_write(json->output, json->buf.ptr, json->buf.len);
    json->buf.len = 0;
}

void json_finish(json_writer *json)
{
    assert(json->containers.count == 0);
    sm_buf_add_char(&json->buf, '\n');
    pass_on(json);
}

static void new_line(json_writer *json)
{
    static const char blanks[] = "                                        ";
    size_t levels = json->indent < INDENT_MAX ? json->indent : INDENT_MAX;
    sm_buf_add_char(&json->buf, '\n');
    sm_buf_add(&json->buf, blanks, 2 * levels);
}

/* What separates the element that comes next from what is before it. */
static void next_element(json_writer *json)
{
    if (json->containers.count == 0)
        return;
    json_container *in = &json->containers.items[json->containers.count - 1];
    if (in->any)
        sm_buf_add_char(&json->buf, ',');
    if (in->layout == JSON_OPEN)
        new_line(json);
    else if (in->any)
        sm_buf_add_char(&json->buf, ' ');
    in->any = true;
}

static void next_value(json_writer *json)
{
    if (json->buf.len >= PIECE)
        pass_on(json);
    if (json->keyed)
        json->keyed = false;
    else
        next_element(json);
}

static void begin(json_writer *json, bool object, json_layout layout)
{
    next_value(json);
    sm_buf_add_char(&json->buf, object ? '{' : '[');
    json_container container = {.object = object, .layout = layout};
    SM_LIST_ADD(json->buf.arena, &json->containers, container);
    json->indent += layout == JSON_OPEN;
}

void json_object(json_writer *json, json_layout layout)
{
    begin(json, true, layout);
}

void json_array(json_writer *json, json_layout layout)
{
    begin(json, false, layout);
}

void json_end(json_writer *json)
{
    assert(json->containers.count != 0 && !json->keyed);
    json_container ended = json->containers.items[--json->containers.count];
    json->indent -= ended.layout == JSON_OPEN;
    if (ended.layout == JSON_OPEN && ended.any)
        new_line(json);
    sm_buf_add_char(&json->buf, ended.object ? '}' : ']');
}

void json_key(json_writer *json, const char *key)
{
    next_element(json);
    sm_buf_add_char(&json->buf, '"');
    sm_buf_add_cstr(&json->buf, key);
    sm_buf_add(&json->buf, "\": ", 3);
    json->keyed = true;
}

static void add_escaped(sm_buf *buf, char c)
{
    switch (c) {
    case '"':
        sm_buf_add(buf, "\\\"", 2);
        break;
    case '\\':
        sm_buf_add(buf, "\\\\", 2);
        break;
    case '\n':
        sm_buf_add(buf, "\\n", 2);
        break;
    case '\t':
        sm_buf_add(buf, "\\t", 2);
        break;
    case '\r':
        sm_buf_add(buf, "\\r", 2);
        break;
    default:
        sm_buf_addf(buf, "\\u%04x", (unsigned)(unsigned char)c);
        break;
    }
}

/* Whether the byte stands for itself in a JSON string. */
static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x80 && c != '"' && c != '\\';
}

void json_string(json_writer *json, sm_str text)
{
    if (text.ptr == NULL) {
        json_null(json);
        return;
    }
    next_value(json);
    sm_buf *buf = &json->buf;
    sm_buf_add_char(buf, '"');
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        while (i < text.len && is_plain(text.ptr[i]))
            i++;
        sm_buf_add(buf, text.ptr + from, i - from);
        if (i == text.len)
            break;
        if ((unsigned char)text.ptr[i] >= 0x80) /* a file's name need not be UTF-8 */
            sm_buf_add_codepoint(buf, sm_utf8_next(text, &i));
        else
            add_escaped(buf, text.ptr[i++]);
        if (buf->len >= PIECE)
            pass_on(json);
    }
    sm_buf_add_char(buf, '"');
}

void json_word(json_writer *json, const char *text)
{
    json_string(json, sm_str_from_cstr(text));
}

void json_integer(json_writer *json, size_t number)
{
    next_value(json);
    sm_buf_add_integer(&json->buf, (intmax_t)number);
}

void json_number(json_writer *json, double number)
{
    next_value(json);
    sm_buf_add_number(&json->buf, number, 6);
}

void json_bool(json_writer *json, bool value)
{
    next_value(json);
    sm_buf_add_cstr(&json->buf, value ? "true" : "false");
}

void json_null(json_writer *json)
{
    next_value(json);
    sm_buf_add(&json->buf, "null", 4);
}

void json_key_string(json_writer *json, const char *key, sm_str text)
{
    json_key(json, key);
    json_string(json, text);
}

void json_key_word(json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    json_word(json, text);
}

void json_key_integer(json_writer *json, const char *key, size_t number)
{
    json_key(json, key);
    json_integer(json, number);
}

void json_key_bool(json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}
