/* Checking: what a reviewer would object to, as findings. */
#ifndef SPECMILL_CHECK_CHECK_H
#define SPECMILL_CHECK_CHECK_H

#include "specmill/base/diag.h"
#include "specmill/model/spec.h"

void sm_check(const sm_spec *spec, sm_diag *diag);

#endif
