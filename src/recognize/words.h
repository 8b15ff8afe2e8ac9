/* Words as authors write them, brought into one spelling so that tables can hold them. */
#ifndef RECOGNIZE_WORDS_H
#define RECOGNIZE_WORDS_H

#include "specmill/base/str.h"
#include <stdint.h>

/* TEXT in lower case, with every run of punctuation, symbols, emoji and blanks as one blank:
 * "Est. Lines" gives "est lines", "🔒 Risks & Mitigations:" gives "risks mitigations". */
sm_str rec_normalize(sm_arena *arena, sm_str text);

/* rec_normalize() without an allocation, for short texts: what does not fit is left off. */
typedef struct rec_short {
    char bytes[160];
} rec_short;
sm_str rec_normalize_short(rec_short *room, sm_str text);

/* The same for keys of YAML, where "lastModified" is two words. */
sm_str rec_normalize_key(sm_arena *arena, sm_str text);

/* TEXT without the number, letter or emoji in front of a heading: "7.1 Risks", "A. Risks". */
sm_str rec_skip_ordinal(sm_str text);

/* Whether TEXT starts with a character that belongs to no word. */
bool rec_normalize_starts_with_sign(sm_str text);

/* TEXT without emoji and blanks in front. */
sm_str rec_skip_symbols(sm_str text);

/* TEXT without white space, dashes, colons and other separators at either end. */
sm_str rec_trim_separators(sm_str text);

/* Whether CODEPOINT belongs to a script that is written without blanks. */
bool rec_is_ideograph(uint32_t codepoint);

/* The simplified form of a traditional Chinese character of the vocabulary, else C. */
uint32_t rec_simplified(uint32_t c);

/* Splits "T1: Title", "TASK-3 - Title", "1.2 Title", "Task 3: Title", "[T1] Title". */
bool rec_split_id(sm_str text, sm_str *id, sm_str *rest);

/* Whether nothing but blanks stands between ID and REST, and ID could be a word: "A1 Write it".
 */
bool rec_is_loose_id(sm_str id, sm_str rest);

/* Whether ID is a word of the trade: S3, E2E, P95. */
bool rec_is_term(sm_str id);

/* Whether ID starts with letters that records are numbered with: T4, R2, FR7. */
bool rec_is_common_id(sm_str id);

/* Whether TEXT as a whole is an identifier such as T1, R-001, T8.4.1, US-043, 1.2. */
bool rec_is_id(sm_str text);

/* ID in the spelling that ids are compared in: upper case, "Task 3" as "3", no decoration. */
sm_str rec_id_key(sm_arena *arena, sm_str id);

/* Splits "Name: text", "Name - text", "Name — text", "Name (text)" at the first separator that
 * is outside brackets; false (and *NAME the whole) when there is none. */
bool rec_split_name(sm_str text, sm_str *name, sm_str *rest);

/* Whether TEXT is "GET /path" or "[METHOD] /path"; *METHOD and *PATH then. A path alone has no
 * method and is refused. */
bool rec_split_endpoint(sm_str text, sm_str *method, sm_str *path);

/* The letters that ID starts with, up to its number. */
sm_str rec_id_letters(sm_str id);

/* Whether ID names its kind as FR-3, NFR1 and REQ-12 do, in any language's habit. */
bool rec_names_requirement(sm_str id);

#endif
