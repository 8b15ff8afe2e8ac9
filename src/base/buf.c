#include "specmill/base/buf.h"
#include "specmill/base/utf8.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

sm_buf sm_buf_new(sm_arena *arena)
{
    return (sm_buf){.arena = arena};
}

char *sm_buf_reserve(sm_buf *buf, size_t len)
{
    if (buf->ptr == NULL || buf->capacity - buf->len < len) {
        size_t wanted = buf->capacity < 128 ? 256 : buf->capacity * 2;
        if (wanted < buf->len + len)
            wanted = buf->len + len;
        buf->ptr = sm_arena_resize(buf->arena, buf->ptr, buf->capacity, wanted);
        buf->capacity = wanted;
    }
    return buf->ptr + buf->len;
}

void sm_buf_add(sm_buf *buf, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    memcpy(sm_buf_reserve(buf, len), bytes, len);
    buf->len += len;
}

void sm_buf_add_str(sm_buf *buf, sm_str str)
{
    sm_buf_add(buf, str.ptr, str.len);
}

void sm_buf_add_cstr(sm_buf *buf, const char *text)
{
    sm_buf_add(buf, text, strlen(text));
}

void sm_buf_add_char(sm_buf *buf, char c)
{
    *sm_buf_reserve(buf, 1) = c;
    buf->len++;
}

void sm_buf_add_codepoint(sm_buf *buf, uint32_t codepoint)
{
    buf->len += sm_utf8_encode(codepoint, sm_buf_reserve(buf, 4));
}

void sm_buf_addf(sm_buf *buf, const char *format, ...)
{
    enum { MOSTLY = 64 }; /* enough, so that formatting twice is rare */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char *room = sm_buf_reserve(buf, MOSTLY);
    int len = vsnprintf(room, MOSTLY, format, args);
    va_end(args);
    if (len >= MOSTLY)
        vsnprintf(sm_buf_reserve(buf, (size_t)len + 1), (size_t)len + 1, format, again);
    if (len > 0)
        buf->len += (size_t)len;
    va_end(again);
}

void sm_buf_add_integer(sm_buf *buf, intmax_t number)
{
    char text[24];
    size_t start = sizeof text;
    uintmax_t rest = number < 0 ? -(uintmax_t)number : (uintmax_t)number;
    do
        text[--start] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (number < 0)
        text[--start] = '-';
    sm_buf_add(buf, text + start, sizeof text - start);
}

void sm_buf_add_hex(sm_buf *buf, uint32_t number)
{
    char text[8];
    size_t start = sizeof text;
    do
        text[--start] = "0123456789ABCDEF"[number & 15];
    while ((number >>= 4) != 0 || start > sizeof text - 4);
    sm_buf_add(buf, text + start, sizeof text - start);
}

void sm_buf_add_number(sm_buf *buf, double number, int decimals)
{
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    if (!isfinite(number))
        number = 0;
    if (decimals < 0 || decimals > 9)
        decimals = 9;
    double scaled = fabs(number) * powers[decimals];
    if (scaled >= 9e15) { /* beyond what a double counts exactly: no fraction left to print */
        char text[400];
        int len = snprintf(text, sizeof text, "%.0f", number);
        sm_buf_add(buf, text, (size_t)len);
        return;
    }
    uint64_t units = (uint64_t)(scaled + 0.5);
    if (number < 0 && units != 0)
        sm_buf_add_char(buf, '-');
    /* From the last digit to the first; zeros at the end of the fraction are not written. */
    char text[32];
    size_t start = sizeof text;
    bool fraction = false;
    for (int i = 0; i < decimals; i++, units /= 10) {
        fraction = fraction || units % 10 != 0;
        if (fraction)
            text[--start] = (char)('0' + units % 10);
    }
    if (fraction)
        text[--start] = '.';
    do
        text[--start] = (char)('0' + units % 10);
    while ((units /= 10) != 0);
    sm_buf_add(buf, text + start, sizeof text - start);
}

void sm_buf_add_base64(sm_buf *buf, sm_str bytes)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    char *out = sm_buf_reserve(buf, (bytes.len + 2) / 3 * 4);
    for (size_t i = 0; i < bytes.len; i += 3, buf->len += 4) {
        size_t left = bytes.len - i;
        unsigned second = left > 1 ? p[i + 1] : 0, third = left > 2 ? p[i + 2] : 0;
        *out++ = digits[p[i] >> 2];
        *out++ = digits[(p[i] & 3u) << 4 | second >> 4];
        *out++ = left > 1 ? digits[(second & 15u) << 2 | third >> 6] : '=';
        *out++ = left > 2 ? digits[third & 63u] : '=';
    }
}

sm_str sm_buf_str(const sm_buf *buf)
{
    return (sm_str){buf->ptr != NULL ? buf->ptr : "", buf->len};
}
