/* What a specification is called in an output. */
#ifndef SPECMILL_EXPORT_TITLE_H
#define SPECMILL_EXPORT_TITLE_H

#include "specmill/model/spec.h"

/* The title, else the name of the file (without its folder); never empty. */
sm_str sm_spec_title(const sm_spec *spec);

#endif
