/* Recognizing: what the document says about itself, its sections, and the records in it. It
 * adds and never removes: whatever is not understood stays in the document untouched. */
#ifndef SPECMILL_RECOGNIZE_RECOGNIZE_H
#define SPECMILL_RECOGNIZE_RECOGNIZE_H

#include "specmill/base/diag.h"
#include "specmill/model/spec.h"

const sm_spec *sm_recognize(sm_arena *arena, const sm_doc *doc, sm_diag *diag);

/* The same with words that a user adds to those that are built in. TEACHING is a map; in each
 * of its parts, which are maps too, the keys are names that the model has and the values a word
 * or a list of words: columns ("risks.mitigation"), roles ("risks"), levels ("high"), states
 * ("approved"), task_states ("done"), units ("days") and metadata ("status"). What it has
 * besides is passed over. NULL: none. */
const sm_spec *sm_recognize_taught(sm_arena *arena, const sm_doc *doc, const sm_value *teaching,
                                   sm_diag *diag);

extern const char *const sm_teaching_parts[]; /* their names; ends with NULL */

/* Reports the names in TEACHING's parts that the model does not have. */
void sm_teaching_check(const sm_value *teaching, sm_diag *diag);

#endif
