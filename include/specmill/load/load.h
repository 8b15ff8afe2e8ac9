/* Loading: Markdown (CommonMark, GFM), front matter and raw HTML to a document. */
#ifndef SPECMILL_LOAD_LOAD_H
#define SPECMILL_LOAD_LOAD_H

#include "specmill/base/diag.h"
#include "specmill/model/doc.h"

/* Never fails: what cannot be understood is kept as text and reported. */
const sm_doc *sm_load(sm_arena *arena, const sm_source *source, sm_diag *diag);

#endif
