#include "parts.h"
#include <string.h>

/* Reading and writing JSON (RFC 8259) as the manifest has it. Numbers and the three words are
 * scalars without quotes. */

typedef struct reader {
    sm_arena *arena;
    sm_str text;
    size_t at;
    int depth;
} reader;

enum { DEPTH_MAX = 16 };

static void skip_space(reader *r)
{
    while (r->at < r->text.len && sm_is_space(r->text.ptr[r->at]))
        r->at++;
}

static bool take(reader *r, char c)
{
    skip_space(r);
    if (r->at == r->text.len || r->text.ptr[r->at] != c)
        return false;
    r->at++;
    return true;
}

static bool hex4(reader *r, uint32_t *value)
{
    *value = 0;
    if (r->text.len - r->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        int digit = sm_hex_value(r->text.ptr[r->at++]);
        if (digit < 0)
            return false;
        *value = *value << 4 | (uint32_t)digit;
    }
    return true;
}

static bool escape(reader *r, sm_buf *buf)
{
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (r->at == r->text.len)
        return false;
    char c = r->text.ptr[r->at++];
    const char *name = c != '\0' ? strchr(names, c) : NULL;
    uint32_t codepoint;
    if (name != NULL)
        sm_buf_add_char(buf, meanings[name - names]);
    else if (c == 'u' && hex4(r, &codepoint))
        sm_buf_add_codepoint(buf, codepoint); /* we write control characters so, no pairs */
    else
        return false;
    return true;
}

/* Behind the opening quote. Most strings are views of the text. */
static bool read_string(reader *r, sm_str *string)
{
    size_t start = r->at;
    while (r->at < r->text.len && r->text.ptr[r->at] != '"' && r->text.ptr[r->at] != '\\')
        r->at++;
    *string = sm_str_sub(r->text, start, r->at - start);
    if (r->at < r->text.len && r->text.ptr[r->at] == '\\') {
        sm_buf buf = sm_buf_new(r->arena);
        sm_buf_add_str(&buf, *string);
        while (r->at < r->text.len && r->text.ptr[r->at] != '"') {
            char c = r->text.ptr[r->at++];
            if (c != '\\')
                sm_buf_add_char(&buf, c);
            else if (!escape(r, &buf))
                return false;
        }
        *string = sm_buf_str(&buf);
    }
    return r->at++ < r->text.len;
}

static const sm_value *read_value(reader *r);

static bool read_items(reader *r, sm_value *value)
{
    const sm_value **end = &value->as.list;
    value->kind = SM_VALUE_LIST;
    if (take(r, ']'))
        return true;
    do {
        sm_value *item = SM_NEW(r->arena, sm_value);
        const sm_value *read = read_value(r);
        if (read == NULL)
            return false;
        *item = *read;
        *end = item;
        end = &item->next;
    } while (take(r, ','));
    return take(r, ']');
}

static bool read_pairs(reader *r, sm_value *value)
{
    const sm_value_pair **end = &value->as.map;
    value->kind = SM_VALUE_MAP;
    if (take(r, '}'))
        return true;
    do {
        sm_value_pair *pair = SM_NEW(r->arena, sm_value_pair);
        if (!take(r, '"') || !read_string(r, &pair->key) || !take(r, ':') ||
            (pair->value = read_value(r)) == NULL)
            return false;
        *end = pair;
        end = &pair->next;
    } while (take(r, ','));
    return take(r, '}');
}

static bool read_word(reader *r, sm_value *value)
{
    size_t start = r->at;
    while (r->at < r->text.len && (sm_is_alnum(r->text.ptr[r->at]) ||
                                   r->text.ptr[r->at] == '-' || r->text.ptr[r->at] == '.'))
        r->at++;
    sm_str word = sm_str_sub(r->text, start, r->at - start);
    value->kind = sm_str_equal(word, SM_STR("null")) ? SM_VALUE_NULL : SM_VALUE_SCALAR;
    if (value->kind == SM_VALUE_SCALAR)
        value->as.scalar = word;
    return word.len != 0;
}

static const sm_value *read_value(reader *r)
{
    sm_value *value = SM_NEW(r->arena, sm_value);
    bool ok;
    if (++r->depth > DEPTH_MAX)
        return NULL;
    if (take(r, '"')) {
        value->kind = SM_VALUE_SCALAR;
        ok = read_string(r, &value->as.scalar);
    } else if (take(r, '[')) {
        ok = read_items(r, value);
    } else if (take(r, '{')) {
        ok = read_pairs(r, value);
    } else {
        ok = read_word(r, value);
    }
    r->depth--;
    return ok ? value : NULL;
}

const sm_value *site_json_read(sm_arena *arena, sm_str text)
{
    reader r = {.arena = arena, .text = text};
    const sm_value *value = read_value(&r);
    skip_space(&r);
    return r.at == text.len ? value : NULL;
}

void site_json_string(sm_buf *buf, sm_str text)
{
    if (text.ptr == NULL) {
        sm_buf_add_cstr(buf, "null");
        return;
    }
    sm_buf_add_char(buf, '"');
    size_t plain = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        sm_buf_add(buf, text.ptr + plain, i - plain);
        plain = i + 1;
        if (c < 0x20)
            sm_buf_addf(buf, "\\u%04x", c);
        else
            sm_buf_addf(buf, "\\%c", c);
    }
    sm_buf_add(buf, text.ptr + plain, text.len - plain);
    sm_buf_add_char(buf, '"');
}

sm_str site_text(const sm_value *map, const char *key)
{
    return sm_value_text(sm_value_find(map, sm_str_from_cstr(key)));
}

static size_t number_of(sm_str text)
{
    size_t number = 0;
    for (size_t i = 0; i < text.len && i < 15 && sm_is_digit(text.ptr[i]); i++)
        number = number * 10 + (size_t)(text.ptr[i] - '0');
    return number;
}

size_t site_number(const sm_value *map, const char *key)
{
    return number_of(site_text(map, key));
}

const sm_value *site_list(const sm_value *map, const char *key)
{
    const sm_value *list = sm_value_find(map, sm_str_from_cstr(key));
    return list != NULL && list->kind == SM_VALUE_LIST ? list->as.list : NULL;
}

static const sm_value *nth(const sm_value *list, size_t index)
{
    if (list == NULL || list->kind != SM_VALUE_LIST)
        return NULL;
    const sm_value *item = list->as.list;
    while (item != NULL && index-- > 0)
        item = item->next;
    return item;
}

sm_str site_item(const sm_value *list, size_t index)
{
    return sm_value_text(nth(list, index));
}

size_t site_item_number(const sm_value *list, size_t index)
{
    return number_of(site_item(list, index));
}

void site_json_strings(sm_buf *line, const char *name, const sm_str *items, size_t count)
{
    sm_buf_addf(line, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        if (i != 0)
            sm_buf_add_char(line, ',');
        site_json_string(line, items[i]);
    }
    sm_buf_add_char(line, ']');
}
