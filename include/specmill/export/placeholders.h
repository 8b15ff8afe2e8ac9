/* The placeholders of a text or a code block, for writers that go through a document in order.
 */
#ifndef SPECMILL_EXPORT_PLACEHOLDERS_H
#define SPECMILL_EXPORT_PLACEHOLDERS_H

#include "specmill/model/spec.h"

/* Each list is in document order; the next ones are the first that were not asked for yet. */
typedef struct sm_placeholder_index {
    const sm_placeholder **text, **code;
    size_t text_count, code_count, next_text, next_code;
} sm_placeholder_index;

/* SPEC may be NULL: no placeholders. */
sm_placeholder_index sm_placeholder_index_new(sm_arena *arena, const sm_spec *spec);

/* Those in CONTENT (SM_TEXT or SM_CODE) from *FIRST on, ascending by offset; their number.
 * Asked in document order it takes constant time, else logarithmic. */
size_t sm_placeholders_in_text(sm_placeholder_index *index, const sm_inline *content,
                               const sm_placeholder *const **first);

/* The same for a code block's text. */
size_t sm_placeholders_in_code(sm_placeholder_index *index, const sm_block *block,
                               const sm_placeholder *const **first);

/* Those of ENTRY's value when the front matter gives it, else none; the entry is number I of
 * the metadata. They are SPEC's from *FIRST on; offsets do not count in the value. */
size_t sm_placeholders_in_entry(const sm_spec *spec, size_t i, const sm_placeholder **first);

/* The number of the entry that gives the title; the number of entries when the heading does. */
size_t sm_title_entry(const sm_spec *spec);

#endif
