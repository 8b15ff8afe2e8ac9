/* The run: bytes to document to specification to outputs. */
#ifndef SPECMILL_PRESS_H
#define SPECMILL_PRESS_H

#include "specmill/export/backend.h"

typedef struct sm_wanted {
    const sm_backend *backend;
    const char *path; /* "-": standard output */
} sm_wanted;

typedef struct sm_run_options {
    const sm_theme *theme;
    sm_date date;
    bool with_images;
} sm_run_options;

/* Loads, recognizes, checks and draws SOURCE, then writes every output wanted. Findings go to
 * DIAG. False when one of them was not written. */
bool sm_press(sm_arena *arena, const sm_source *source, const sm_wanted *wanted, size_t count,
              const sm_run_options *options, sm_diag *diag);

#endif
