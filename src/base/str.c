#include "specmill/base/str.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

sm_str sm_str_from_cstr(const char *text)
{
    return (sm_str){text, text == NULL ? 0 : strlen(text)};
}

sm_str sm_str_copy(sm_arena *arena, sm_str str)
{
    if (str.ptr == NULL)
        return str;
    return (sm_str){sm_str_to_cstr(arena, str), str.len};
}

char *sm_str_to_cstr(sm_arena *arena, sm_str str)
{
    char *copy = sm_arena_resize(arena, NULL, 0, str.len + 1);
    if (str.len != 0)
        memcpy(copy, str.ptr, str.len);
    copy[str.len] = '\0';
    return copy;
}

sm_str sm_str_printf(sm_arena *arena, const char *format, ...)
{
    char guess[128]; /* enough, so that formatting twice is rare */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(guess, sizeof guess, format, args);
    va_end(args);
    size_t size = len < 0 ? 1 : (size_t)len + 1;
    char *text = sm_arena_resize(arena, NULL, 0, size);
    text[0] = '\0';
    if (size <= sizeof guess && len >= 0)
        memcpy(text, guess, size);
    else
        vsnprintf(text, size, format, again);
    va_end(again);
    return (sm_str){text, size - 1};
}

sm_str sm_str_join(sm_arena *arena, sm_str_list list, sm_str separator)
{
    size_t len = 0;
    for (size_t i = 0; i < list.count; i++)
        len += list.items[i].len + (i == 0 ? 0 : separator.len);
    char *text = sm_arena_resize(arena, NULL, 0, len + 1);
    char *end = text;
    for (size_t i = 0; i < list.count; i++) {
        if (i != 0 && separator.len != 0)
            end = (char *)memcpy(end, separator.ptr, separator.len) + separator.len;
        if (list.items[i].len != 0)
            end = (char *)memcpy(end, list.items[i].ptr, list.items[i].len) + list.items[i].len;
    }
    *end = '\0';
    return (sm_str){text, len};
}

bool sm_str_equal_nocase(sm_str a, sm_str b)
{
    return a.len == b.len && sm_str_starts_nocase(a, b);
}

int sm_str_compare(sm_str a, sm_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len == 0 ? 0 : memcmp(a.ptr, b.ptr, len);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool sm_str_starts_nocase(sm_str str, sm_str prefix)
{
    if (str.len < prefix.len)
        return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (sm_to_lower(str.ptr[i]) != sm_to_lower(prefix.ptr[i]))
            return false;
    return true;
}

bool sm_str_ends(sm_str str, sm_str suffix)
{
    return str.len >= suffix.len &&
           sm_str_equal(sm_str_from(str, str.len - suffix.len), suffix);
}

size_t sm_str_find(sm_str str, sm_str part)
{
    if (part.len == 0)
        return 0;
    if (str.len < part.len)
        return SM_STR_NONE;
    const char *from = str.ptr, *last = str.ptr + (str.len - part.len);
    while (from <= last) {
        const char *hit = memchr(from, part.ptr[0], (size_t)(last - from) + 1);
        if (hit == NULL)
            return SM_STR_NONE;
        if (memcmp(hit, part.ptr, part.len) == 0)
            return (size_t)(hit - str.ptr);
        from = hit + 1;
    }
    return SM_STR_NONE;
}

size_t sm_str_find_char(sm_str str, char c)
{
    const char *hit = str.len == 0 ? NULL : memchr(str.ptr, c, str.len);
    return hit == NULL ? SM_STR_NONE : (size_t)(hit - str.ptr);
}

sm_str sm_str_trim(sm_str str)
{
    while (str.len != 0 && sm_is_space(str.ptr[0]))
        str = sm_str_from(str, 1);
    while (str.len != 0 && sm_is_space(str.ptr[str.len - 1]))
        str.len--;
    return str;
}

sm_str sm_str_lower(sm_arena *arena, sm_str str)
{
    if (str.ptr == NULL)
        return str;
    char *copy = sm_str_to_cstr(arena, str);
    for (size_t i = 0; i < str.len; i++)
        copy[i] = sm_to_lower(copy[i]);
    return (sm_str){copy, str.len};
}

bool sm_str_split(sm_str *rest, char separator, sm_str *piece)
{
    if (rest->ptr == NULL)
        return false;
    size_t at = sm_str_find_char(*rest, separator);
    if (at == SM_STR_NONE) {
        *piece = *rest;
        *rest = (sm_str){NULL, 0};
    } else {
        *piece = sm_str_sub(*rest, 0, at);
        *rest = sm_str_from(*rest, at + 1);
    }
    return true;
}

bool sm_str_among(sm_str word, const char *words)
{
    for (const char *p = words; p != NULL; p++) {
        size_t i = 0;
        while (i < word.len && p[i] != '\0' && p[i] != '|' &&
               sm_to_lower(word.ptr[i]) == sm_to_lower(p[i]))
            i++;
        if (i == word.len && (p[i] == '|' || p[i] == '\0'))
            return true;
        p = strchr(p + i, '|');
        if (p == NULL)
            return false;
    }
    return false;
}

unsigned sm_str_fnv1a(sm_str str)
{
    unsigned hash = 2166136261u;
    for (size_t i = 0; i < str.len; i++)
        hash = (hash ^ (unsigned char)str.ptr[i]) * 16777619u;
    return hash;
}

static uint64_t rotated(uint64_t x, unsigned n)
{
    return x << n | x >> (64 - n);
}

static void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotated(v[1], 13) ^ v[0];
    v[0] = rotated(v[0], 32);
    v[2] += v[3];
    v[3] = rotated(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotated(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotated(v[1], 17) ^ v[2];
    v[2] = rotated(v[2], 32);
}

/* The next eight bytes of STR from AT on; what is beyond it is zero, and its length is last. */
static uint64_t sip_word(sm_str str, size_t at)
{
    uint64_t word = 0;
    if (str.len - at >= sizeof word) {
        memcpy(&word, str.ptr + at, sizeof word);
        return word;
    }
    for (size_t i = at; i < str.len; i++)
        word |= (uint64_t)(unsigned char)str.ptr[i] << 8 * (i - at);
    return word | (uint64_t)str.len << 56;
}

/* SipHash-1-3 (J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF"). Its key is
 * where the program is: the system loads each run's somewhere else. */
unsigned sm_str_hash(sm_str str)
{
    static const char anywhere = 0;
    uint64_t key = (uintptr_t)&anywhere;
    uint64_t v[4] = {key ^ 0x736f6d6570736575, key ^ 0x646f72616e646f6d,
                     key ^ 0x6c7967656e657261, key ^ 0x7465646279746573};
    for (size_t at = 0; at <= str.len; at += 8) {
        uint64_t word = sip_word(str, at);
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 3; i++)
        sip_round(v);
    return (unsigned)(v[0] ^ v[1] ^ v[2] ^ v[3]);
}

static int compare_items(const void *a, const void *b)
{
    return sm_str_compare(*(const sm_str *)a, *(const sm_str *)b);
}

void sm_str_sort(sm_str *items, size_t count)
{
    if (count != 0)
        qsort(items, count, sizeof *items, compare_items);
}

bool sm_str_sorted_has(sm_str_list sorted, sm_str str)
{
    return sorted.count != 0 &&
           bsearch(&str, sorted.items, sorted.count, sizeof str, compare_items) != NULL;
}
