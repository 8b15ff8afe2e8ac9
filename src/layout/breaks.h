/* Where lines may be broken (UAX #14) and which way text runs (UAX #9), through ICU
 * where text is more than plain. */
#ifndef LAYOUT_BREAKS_H
#define LAYOUT_BREAKS_H

#include "specmill/base/arena.h"
#include "specmill/base/str.h"
#include <stdint.h>

typedef struct layout_breaker layout_breaker; /* keeps ICU's iterators; not for two threads */

/* RIGHT_TO_LEFT: so runs the document, and with it every text that has letters of such a
 * script; else what a text's first letter says. */
layout_breaker *layout_breaker_open(bool right_to_left);
void layout_breaker_close(layout_breaker *breaker); /* NULL is allowed */

typedef enum layout_break { LAYOUT_NO_BREAK, LAYOUT_MAY_BREAK, LAYOUT_MUST_BREAK } layout_break;

/* BREAKS[i] tells about the place before byte i of TEXT, for i from 0 to TEXT.len. */
void layout_find_breaks(layout_breaker *breaker, sm_str text, uint8_t *breaks);

/* The same for the most usual characters; false, with BREAKS undefined, when TEXT has others.
 */
bool layout_find_plain_breaks(sm_str text, uint8_t *breaks);

/* Whether TEXT has characters that may run right to left: cheap. */
bool layout_may_run_right_to_left(sm_str text);

/* The embedding level of each byte of TEXT in LEVELS, which has room for them, and whether the
 * paragraph as a whole runs right to left. False, with LEVELS untouched, when everything runs
 * left to right. */
bool layout_find_levels(layout_breaker *breaker, sm_str text, uint8_t *levels,
                        bool *right_to_left);

/* The same for code, which always runs left to right as a whole. */
bool layout_find_code_levels(layout_breaker *breaker, sm_str text, uint8_t *levels);

/* Rule L2 of UAX #9: ORDER gets the indices of the LEVELS from left to right. */
void layout_order_levels(const uint8_t *levels, size_t count, int32_t *order);

/* Whether TEXT as a paragraph runs right to left. */
bool layout_runs_right_to_left(layout_breaker *breaker, sm_str text);

/* Whether a long word may be broken before byte AT when there is no better place: after the
 * separators of paths, URLs and identifiers, before the first letter of the next camel word. */
bool layout_is_soft_break(sm_str text, size_t at);

/* Whether byte AT starts a character that is not a combining one. */
bool layout_starts_character(sm_str text, size_t at);

#endif
