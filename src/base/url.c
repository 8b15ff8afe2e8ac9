#include "specmill/base/url.h"
#include <string.h>

sm_str sm_url_decode(sm_arena *arena, sm_str text)
{
    sm_buf buf = sm_buf_new(arena);
    char *to = sm_buf_reserve(&buf, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        int high = text.ptr[i] == '%' && i + 2 < text.len ? sm_hex_value(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? sm_hex_value(text.ptr[i + 2]) : -1;
        if (low >= 0 && (high != 0 || low != 0)) {
            to[buf.len++] = (char)(high << 4 | low);
            i += 2;
        } else {
            to[buf.len++] = text.ptr[i];
        }
    }
    return sm_buf_str(&buf);
}

sm_str sm_url_path(sm_arena *arena, sm_str url)
{
    size_t end = 0;
    while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#')
        end++;
    return sm_url_decode(arena, sm_str_sub(url, 0, end));
}

sm_str sm_url_anchor(sm_arena *arena, sm_str url)
{
    static const sm_str hosted = SM_STR_INIT("user-content-");
    size_t hash = sm_str_find_char(url, '#');
    if (hash == SM_STR_NONE)
        return (sm_str){0};
    sm_str id = sm_str_lower(arena, sm_url_decode(arena, sm_str_from(url, hash + 1)));
    return sm_str_starts(id, hosted) ? sm_str_from(id, hosted.len) : id;
}

void sm_url_encode(sm_buf *buf, sm_str text, const char *kept)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (sm_is_alnum(text.ptr[i]) || (c != '\0' && strchr(kept, c) != NULL))
            sm_buf_add_char(buf, text.ptr[i]);
        else
            sm_buf_add(buf, (const char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
    }
}

/* The value of a base64 digit (RFC 4648, 4), or -1. */
static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool sm_url_data(sm_arena *arena, sm_str url, size_t limit, sm_str *bytes)
{
    const sm_str mark = SM_STR(";base64,");
    size_t at =
        sm_str_starts_nocase(url, SM_STR("data:")) ? sm_str_find(url, mark) : SM_STR_NONE;
    if (at == SM_STR_NONE)
        return false;
    sm_str text = sm_url_decode(arena, sm_str_from(url, at + mark.len));
    if (text.len / 4 * 3 > limit)
        return false;
    unsigned char *out = sm_arena_alloc(arena, text.len / 4 + 1, 3);
    size_t len = 0, digits = 0;
    uint32_t group = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        int value = base64_value(text.ptr[i]);
        if (value < 0)
            return false;
        group = group << 6 | (uint32_t)value;
        if (++digits % 4 != 0)
            continue;
        out[len++] = (unsigned char)(group >> 16);
        out[len++] = (unsigned char)(group >> 8);
        out[len++] = (unsigned char)group;
    }
    if (digits % 4 == 1)
        return false;
    if (digits % 4 >= 2)
        out[len++] = (unsigned char)(digits % 4 == 2 ? group >> 4 : group >> 10);
    if (digits % 4 == 3)
        out[len++] = (unsigned char)(group >> 2);
    *bytes = (sm_str){(const char *)out, len};
    return true;
}

sm_str sm_url_of_path(sm_arena *arena, sm_str path)
{
    sm_buf buf = sm_buf_new(arena);
    sm_url_encode(&buf, path, "/-._~:");
    return sm_buf_str(&buf);
}

sm_str sm_url_between(sm_arena *arena, sm_str from, sm_str to)
{
    sm_buf url = sm_buf_new(arena);
    size_t same = 0; /* up to the last slash that both have */
    for (size_t i = 0; i < from.len && i < to.len && from.ptr[i] == to.ptr[i]; i++)
        if (from.ptr[i] == '/')
            same = i + 1;
    for (size_t i = same; i < from.len; i++)
        if (from.ptr[i] == '/')
            sm_buf_add_cstr(&url, "../");
    sm_str rest = sm_url_of_path(arena, sm_str_from(to, same));
    size_t slash = sm_str_find_char(rest, '/'), colon = sm_str_find_char(rest, ':');
    if (url.len == 0 && colon != SM_STR_NONE && colon < slash)
        sm_buf_add_cstr(&url, "./"); /* else it would be a scheme (RFC 3986, 4.2) */
    sm_buf_add_str(&url, rest);
    return sm_buf_str(&url);
}
