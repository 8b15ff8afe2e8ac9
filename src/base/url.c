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
