/* What stands between the document and its approval, counted. */
#ifndef LAYOUT_READINESS_H
#define LAYOUT_READINESS_H

#include "setter.h"

enum { LAYOUT_CHECKS_MAX = 8, LAYOUT_PLACES_MAX = 5 };

typedef struct layout_check {
    const char *what;
    size_t count;                              /* of what is left to do */
    sm_str says;                               /* instead of the count, when present */
    const sm_block *places[LAYOUT_PLACES_MAX]; /* sections, each once */
    size_t place_count;
    size_t more; /* places beyond those */
} layout_check;

/* The checks that apply to SPEC, in CHECKS (room for LAYOUT_CHECKS_MAX); how many. */
size_t layout_readiness(const sm_spec *spec, layout_check *checks);

#endif
