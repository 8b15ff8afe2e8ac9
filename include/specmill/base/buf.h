/* A byte buffer that grows; appending cannot fail, so writers have no error branches. */
#ifndef SPECMILL_BASE_BUF_H
#define SPECMILL_BASE_BUF_H

#include "specmill/base/arena.h"
#include "specmill/base/str.h"
#include <stdint.h>

typedef struct sm_buf {
    sm_arena *arena;
    char *ptr;
    size_t len, capacity;
} sm_buf;

sm_buf sm_buf_new(sm_arena *arena);
void sm_buf_add(sm_buf *buf, const void *bytes, size_t len);
void sm_buf_add_str(sm_buf *buf, sm_str str);
void sm_buf_add_cstr(sm_buf *buf, const char *text);
void sm_buf_add_char(sm_buf *buf, char c);
void sm_buf_add_codepoint(sm_buf *buf, uint32_t codepoint); /* as UTF-8 */
void sm_buf_addf(sm_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* NUMBER in decimal; as four or more digits in hexadecimal. For what comes very often: a format
 * takes ten times as long. */
void sm_buf_add_integer(sm_buf *buf, intmax_t number);
void sm_buf_add_hex(sm_buf *buf, uint32_t number);

/* NUMBER with at most DECIMALS digits after a point, without trailing zeros, "-0" or
 * exponent, whatever the locale: the one spelling of numbers in all outputs. */
void sm_buf_add_number(sm_buf *buf, double number, int decimals);

/* BYTES in base64 (RFC 4648, 4). */
void sm_buf_add_base64(sm_buf *buf, sm_str bytes);

/* Makes room for LEN more bytes and returns where they go; the caller then adds to len. */
char *sm_buf_reserve(sm_buf *buf, size_t len);

sm_str sm_buf_str(const sm_buf *buf); /* a view, valid until the next append */

#endif
