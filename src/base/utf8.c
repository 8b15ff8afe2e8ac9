#include "specmill/base/utf8.h"
#include "specmill/base/buf.h"
#include <string.h>

/* The second byte's range depends on the first: Unicode 15, table 3-7. */
static size_t sequence_length(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF) {
        if (first == 0xE0)
            *low = 0xA0;
        if (first == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (first == 0xF0)
            *low = 0x90;
        if (first == 0xF4)
            *high = 0x8F;
        return 4;
    }
    return 0;
}

/* Decodes at *OFFSET; false for an ill-formed sequence, with *OFFSET past its maximal subpart.
 */
static bool decode(sm_str str, size_t *offset, uint32_t *codepoint)
{
    unsigned char first = (unsigned char)str.ptr[(*offset)++];
    *codepoint = first;
    if (first < 0x80)
        return true;
    unsigned char low, high;
    size_t length = sequence_length(first, &low, &high);
    *codepoint = SM_REPLACEMENT;
    if (length == 0)
        return false;
    uint32_t value = first & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if (*offset >= str.len)
            return false;
        unsigned char next = (unsigned char)str.ptr[*offset];
        if (next < low || next > high)
            return false;
        value = value << 6 | (next & 0x3Fu);
        low = 0x80;
        high = 0xBF;
        ++*offset;
    }
    *codepoint = value;
    return true;
}

uint32_t sm_utf8_next(sm_str str, size_t *offset)
{
    uint32_t codepoint;
    decode(str, offset, &codepoint);
    return codepoint;
}

size_t sm_utf8_encode(uint32_t c, char *out)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = SM_REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Whether the eight bytes at TEXT are all ASCII. */
static bool is_ascii8(const char *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return (bytes & UINT64_C(0x8080808080808080)) == 0;
}

size_t sm_utf8_invalid(sm_str str)
{
    size_t offset = 0;
    while (offset < str.len) {
        if (str.len - offset >= 8 && is_ascii8(str.ptr + offset)) {
            offset += 8;
            continue;
        }
        size_t start = offset;
        uint32_t codepoint;
        if (!decode(str, &offset, &codepoint))
            return start;
    }
    return SM_STR_NONE;
}

bool sm_utf8_is_ascii(sm_str str)
{
    size_t i = 0;
    while (str.len - i >= 8 && is_ascii8(str.ptr + i))
        i += 8;
    while (i < str.len && (unsigned char)str.ptr[i] < 0x80)
        i++;
    return i == str.len;
}

size_t sm_utf8_count(sm_str str)
{
    size_t count = str.len, i = 0;
    for (; str.len - i >= 8; i += 8) { /* a byte 10xxxxxx gives a one in the place of its own */
        uint64_t bytes;
        memcpy(&bytes, str.ptr + i, sizeof bytes);
        bytes = bytes >> 7 & ~(bytes >> 6) & UINT64_C(0x0101010101010101);
        count -= bytes * UINT64_C(0x0101010101010101) >> 56;
    }
    for (; i < str.len; i++)
        count -= ((unsigned char)str.ptr[i] & 0xC0) == 0x80;
    return count;
}

size_t sm_utf16_length(sm_str str)
{
    size_t length = 0;
    for (size_t i = 0; i < str.len; i++) {
        unsigned char c = (unsigned char)str.ptr[i];
        length += (c & 0xC0) != 0x80;
        length += c >= 0xF0;
    }
    return length;
}

sm_str sm_utf8_clip(sm_str str, size_t max)
{
    if (str.len <= max)
        return str;
    while (max > 0 && ((unsigned char)str.ptr[max] & 0xC0) == 0x80)
        max--;
    return (sm_str){str.ptr, max};
}

static uint32_t unit_at(sm_str bytes, size_t i, bool big_endian)
{
    uint32_t a = (unsigned char)bytes.ptr[i], b = (unsigned char)bytes.ptr[i + 1];
    return big_endian ? a << 8 | b : b << 8 | a;
}

sm_str sm_utf8_from_utf16(sm_arena *arena, sm_str bytes, bool big_endian)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t c = unit_at(bytes, i, big_endian);
        if (c >= 0xD800 && c <= 0xDBFF && i + 3 < bytes.len) {
            uint32_t low = unit_at(bytes, i + 2, big_endian);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        sm_buf_add_codepoint(&buf, c);
    }
    if (bytes.len % 2 != 0)
        sm_buf_add_codepoint(&buf, SM_REPLACEMENT);
    return sm_buf_str(&buf);
}

sm_str sm_utf8_clean(sm_arena *arena, sm_str str)
{
    if (sm_utf8_invalid(str) == SM_STR_NONE)
        return str;
    sm_buf buf = sm_buf_new(arena);
    for (size_t at = 0; at < str.len;)
        sm_buf_add_codepoint(&buf, sm_utf8_next(str, &at));
    return sm_buf_str(&buf);
}
