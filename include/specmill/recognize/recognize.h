/* Recognizing: what the document says about itself, its sections, and the records in it. It
 * adds and never removes: whatever is not understood stays in the document untouched. */
#ifndef SPECMILL_RECOGNIZE_RECOGNIZE_H
#define SPECMILL_RECOGNIZE_RECOGNIZE_H

#include "specmill/base/diag.h"
#include "specmill/model/spec.h"

const sm_spec *sm_recognize(sm_arena *arena, const sm_doc *doc, sm_diag *diag);

/* The same with words that a user adds: a map with "columns" ("risks.mitigation": words),
 * "roles" ("risks": words), "levels" ("high": words) and "metadata" ("status": words), where
 * words are a text or a list of texts. NULL: none. */
const sm_spec *sm_recognize_taught(sm_arena *arena, const sm_doc *doc, const sm_value *teaching,
                                   sm_diag *diag);

#endif
