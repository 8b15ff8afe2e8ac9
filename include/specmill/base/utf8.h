/* UTF-8 (RFC 3629) and UTF-16 (RFC 2781). */
#ifndef SPECMILL_BASE_UTF8_H
#define SPECMILL_BASE_UTF8_H

#include "specmill/base/str.h"
#include <stdint.h>

#define SM_REPLACEMENT 0xFFFDu

/* The character at *OFFSET, which is moved past it. An ill-formed sequence gives
 * SM_REPLACEMENT and moves past its maximal subpart (Unicode 15, table 3-8). *OFFSET must be
 * less than str.len. */
uint32_t sm_utf8_next(sm_str str, size_t *offset);

/* Writes CODEPOINT to OUT (room for 4) and returns the number of bytes. */
size_t sm_utf8_encode(uint32_t codepoint, char *out);

/* The offset of the first ill-formed sequence, or SM_STR_NONE. */
size_t sm_utf8_invalid(sm_str str);

bool sm_utf8_is_ascii(sm_str str);
size_t sm_utf8_count(sm_str str);   /* characters */
size_t sm_utf16_length(sm_str str); /* UTF-16 code units */

/* STR, with SM_REPLACEMENT for each ill-formed sequence; STR itself when there is none. */
sm_str sm_utf8_clean(sm_arena *arena, sm_str str);

/* The longest prefix of at most MAX bytes that does not cut a character. */
sm_str sm_utf8_clip(sm_str str, size_t max);

/* UTF-16 text (without its byte order mark) as UTF-8; lone surrogates become SM_REPLACEMENT. */
sm_str sm_utf8_from_utf16(sm_arena *arena, sm_str bytes, bool big_endian);

#endif
