/* The rows that the task CSV has, for other backends. */
#ifndef SPECMILL_EXPORT_TASK_TABLE_H
#define SPECMILL_EXPORT_TASK_TABLE_H

#include "specmill/export/backend.h"

typedef struct sm_task_table {
    sm_str_list header;  /* names may repeat */
    const sm_str *cells; /* row by row; absent: empty */
    size_t row_count;
} sm_task_table;

/* The table for the tracker that JOB's options name. Findings go to DIAG. */
sm_task_table sm_task_table_new(sm_arena *arena, const sm_job *job, sm_diag *diag);

#endif
