/* The run: bytes to document to specification to outputs. */
#ifndef SPECMILL_PRESS_H
#define SPECMILL_PRESS_H

#include "specmill/config/config.h"
#include "specmill/export/backend.h"

typedef struct sm_run_options {
    const sm_theme *theme;
    const sm_config *config; /* NULL: none */
    sm_date date;
    bool with_images;
    int pdf_part; /* as in sm_job */
    sm_export_options export;
    const sm_limits *limits; /* NULL: the default ones */
} sm_run_options;

/* Loads, recognizes, checks and draws SOURCE once, for any number of outputs. Findings go to
 * DIAG, which the job keeps. */
sm_job sm_press_read(sm_arena *arena, const sm_source *source, const sm_run_options *options,
                     sm_diag *diag);

/* SOURCE only loaded, without findings, for those who want a part of it. */
const sm_doc *sm_press_load(sm_arena *arena, const sm_source *source);

/* Writes the job to OUTPUT, whole or not at all, and finishes it; an output in memory keeps its
 * bytes. NULL (an output that could not be opened) is allowed. False after reporting. */
bool sm_press_write(const sm_job *job, const sm_backend *backend, sm_output *output,
                    sm_diag *diag);

#endif
