/* When tasks can begin, from what they depend on and how long they take. */
#ifndef SPECMILL_EXPORT_XLSX_SCHEDULE_H
#define SPECMILL_EXPORT_XLSX_SCHEDULE_H

#include "specmill/model/ids.h"

typedef struct xlsx_job {
    const sm_task *task;
    double duration, start; /* in units of the schedule */
    bool assumed;           /* no estimate in that unit: a duration of one */
    bool in_cycle;          /* depends on itself in the end */
    const size_t *after;    /* the jobs that it waits for, by their place in the schedule */
    size_t after_count;
} xlsx_job;

typedef struct xlsx_schedule {
    const xlsx_job *jobs;  /* by start, then in document order */
    size_t count;          /* 0: the tasks do not allow one */
    sm_estimate_unit unit; /* what durations were estimated in; hours are days of eight here */
    double length;
    size_t assumed, in_cycles;
} xlsx_schedule;

/* A schedule of the tasks that are neither dropped nor steps of another one, as early as their
 * dependencies allow. There is none without a dependency among them, or with more than
 * SCHEDULE_MAX tasks. */
xlsx_schedule xlsx_make_schedule(sm_arena *arena, const sm_ids *tasks);

enum { SCHEDULE_MAX = 3000 };

#endif
