#include "specmill/load/load.h"

const sm_doc *sm_load(sm_arena *arena, const sm_source *source, sm_diag *diag)
{
    (void)diag;
    sm_doc *doc = SM_NEW(arena, sm_doc);
    doc->source = source;
    return doc;
}
