/* "Did you mean": the known word nearest to a mistyped one. */
#ifndef SPECMILL_BASE_NEAREST_H
#define SPECMILL_BASE_NEAREST_H

#include "specmill/base/str.h"

/* Letters to insert, delete, change or swap with a neighbor to make A of B, ASCII case ignored;
 * at most LIMIT + 1 is told. Words over 64 bytes are further than any limit from each other. */
size_t sm_str_distance(sm_str a, sm_str b, size_t limit);

/* The index of the word in KNOWN that is nearest to WORD, the first of equals; SM_STR_NONE when
 * none is near enough to be meant. */
size_t sm_str_nearest(sm_str word, sm_str_list known);

#endif
