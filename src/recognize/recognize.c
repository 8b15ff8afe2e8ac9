#include "specmill/recognize/recognize.h"

const sm_spec *sm_recognize(sm_arena *arena, const sm_doc *doc, sm_diag *diag)
{
    (void)diag;
    sm_spec *spec = SM_NEW(arena, sm_spec);
    spec->doc = doc;
    spec->roles = SM_NEW_ARRAY(arena, sm_role, doc->block_count + 1);
    return spec;
}
