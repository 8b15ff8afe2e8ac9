/* Recognizing: what the document says about itself, its sections, and the records in it. It
 * adds and never removes: whatever is not understood stays in the document untouched. */
#ifndef SPECMILL_RECOGNIZE_RECOGNIZE_H
#define SPECMILL_RECOGNIZE_RECOGNIZE_H

#include "specmill/base/diag.h"
#include "specmill/model/spec.h"

const sm_spec *sm_recognize(sm_arena *arena, const sm_doc *doc, sm_diag *diag);

#endif
