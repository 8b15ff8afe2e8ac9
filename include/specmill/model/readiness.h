/* What stands between a specification and its approval, counted. */
#ifndef SPECMILL_MODEL_READINESS_H
#define SPECMILL_MODEL_READINESS_H

#include "specmill/base/diag.h"
#include "specmill/model/wording.h"

enum { SM_HURDLES_MAX = 8, SM_HURDLE_PLACES = 5 };

typedef struct sm_hurdle {
    sm_phrase what;                           /* "Open questions" */
    size_t count;                             /* of what is left to do; 0: taken */
    sm_str says;                              /* instead of the count, when present */
    const sm_block *places[SM_HURDLE_PLACES]; /* sections, each once */
    size_t place_count;
    size_t more; /* places beyond those */
} sm_hurdle;

/* The hurdles that apply to SPEC, in HURDLES (room for SM_HURDLES_MAX); how many. FINDINGS
 * (NULL: not known) are one of them: its warnings and errors, but those that another hurdle
 * counts. */
size_t sm_spec_hurdles(const sm_spec *spec, sm_diag *findings, sm_hurdle *hurdles);

/* A high risk that nobody says anything to: no mitigation, or "none", "TBD" and the like. */
bool sm_risk_is_bare(const sm_risk *risk);

#endif
