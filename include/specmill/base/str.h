/* Strings as views: UTF-8, not NUL-ended, never owned. A string that is absent has a NULL
 * pointer; an empty one that is present has not. */
#ifndef SPECMILL_BASE_STR_H
#define SPECMILL_BASE_STR_H

#include "specmill/base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct sm_str {
    const char *ptr;
    size_t len;
} sm_str;

typedef struct sm_str_list {
    const sm_str *items;
    size_t count;
} sm_str_list;

/* A view of a string literal, as an expression and as a constant initializer. */
#define SM_STR(literal) ((sm_str){(literal), sizeof(literal) - 1})
#define SM_STR_INIT(literal)                                                                   \
    {                                                                                          \
        (literal), sizeof(literal) - 1                                                         \
    }

/* For printf: "%.*s". */
#define SM_STR_ARG(str) (int)(str).len, (str).len != 0 ? (str).ptr : ""

#define SM_STR_NONE ((size_t)-1)

/* The character classes of C's <ctype.h> in the "C" locale, safe for any char. */
static inline bool sm_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool sm_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool sm_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool sm_is_alnum(char c)
{
    return sm_is_alpha(c) || sm_is_digit(c);
}

static inline char sm_to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* 0 to 15; -1 for what is no hexadecimal digit. */
static inline int sm_hex_value(char c)
{
    char small = sm_to_lower(c);
    return sm_is_digit(c) ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* What follows is short and called for every word: inline. */

static inline bool sm_str_equal(sm_str a, sm_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool sm_str_starts(sm_str str, sm_str prefix)
{
    return str.len >= prefix.len &&
           (prefix.len == 0 || memcmp(str.ptr, prefix.ptr, prefix.len) == 0);
}

/* The rest of STR, and a part of it; FROM and LEN are clamped to STR. */
static inline sm_str sm_str_from(sm_str str, size_t from)
{
    if (from > str.len)
        from = str.len;
    return from == 0 ? str : (sm_str){str.ptr + from, str.len - from};
}

static inline sm_str sm_str_sub(sm_str str, size_t from, size_t len)
{
    sm_str rest = sm_str_from(str, from);
    return (sm_str){rest.ptr, len < rest.len ? len : rest.len};
}

sm_str sm_str_from_cstr(const char *text); /* NULL gives an absent string */
sm_str sm_str_copy(sm_arena *arena, sm_str str);
char *sm_str_to_cstr(sm_arena *arena, sm_str str); /* NUL-ended copy */
sm_str sm_str_printf(sm_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
sm_str sm_str_join(sm_arena *arena, sm_str_list list, sm_str separator);

bool sm_str_equal_nocase(sm_str a, sm_str b); /* ASCII letters only */
int sm_str_compare(sm_str a, sm_str b);       /* by bytes, for sorting */
bool sm_str_starts_nocase(sm_str str, sm_str prefix);
bool sm_str_ends(sm_str str, sm_str suffix);
size_t sm_str_find(sm_str str, sm_str part);      /* offset, or SM_STR_NONE */
size_t sm_str_find_char(sm_str str, char c);      /* offset, or SM_STR_NONE */
sm_str sm_str_trim(sm_str str);                   /* ASCII white space, both ends */
sm_str sm_str_lower(sm_arena *arena, sm_str str); /* ASCII letters only */

void sm_str_sort(sm_str *items, size_t count); /* by bytes */
bool sm_str_sorted_has(sm_str_list sorted, sm_str str);

/* Cuts the next piece up to SEPARATOR off *REST; false when nothing is left. */
bool sm_str_split(sm_str *rest, char separator, sm_str *piece);

/* Whether WORDS, alternatives separated by '|' ("owner|assignee"), holds WORD exactly
 * (ASCII case ignored). */
bool sm_str_among(sm_str word, const char *words);

/* For hash tables. Differs from run to run, so that no author can write texts that all fall
 * into one slot; no output may depend on it. */
unsigned sm_str_hash(sm_str str);

/* 32-bit FNV-1a: the same in every run, for names and for tables made when building. */
unsigned sm_str_fnv1a(sm_str str);

#endif
