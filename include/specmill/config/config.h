/* The configuration, specmill.yaml: words that authors use here, and what their tracker wants.
 */
#ifndef SPECMILL_CONFIG_CONFIG_H
#define SPECMILL_CONFIG_CONFIG_H

#include "specmill/base/diag.h"
#include "specmill/export/tracker.h"
#include "specmill/model/value.h"

typedef struct sm_config {
    const sm_value *teaching;  /* for sm_recognize_taught(); NULL: nothing */
    const sm_tracker *tracker; /* NULL: as the profile has it */
} sm_config;

/* The configuration in the file at PATH. What is wrong in it is reported and left out; NULL,
 * after reporting, only when it cannot be read. */
const sm_config *sm_config_load(sm_arena *arena, const char *path, sm_diag *diag);

/* The same from the file "specmill.yaml" in FOLDER, but not through a link that leads out of
 * it. NULL when there is none, or when FOLDER is absent. */
const sm_config *sm_config_beside(sm_arena *arena, sm_str folder, sm_diag *diag);

#endif
