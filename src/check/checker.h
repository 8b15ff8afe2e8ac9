/* The parts of checking; each reports what it finds. */
#ifndef CHECK_CHECKER_H
#define CHECK_CHECKER_H

#include "specmill/base/diag.h"
#include "specmill/model/spec.h"

void check_structure(sm_arena *scratch, const sm_spec *spec,
                     sm_diag *diag);                                     /* headings, links */
void check_tasks(sm_arena *scratch, const sm_spec *spec, sm_diag *diag); /* dependencies */

#endif
