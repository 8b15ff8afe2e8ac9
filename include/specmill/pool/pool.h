/* Work spread over processes. Each piece runs in a worker, so that one that crashes or runs out
 * of memory takes nothing else down; what comes back is handed over in the order of the pieces,
 * so the number of workers shows nowhere. */
#ifndef SPECMILL_POOL_POOL_H
#define SPECMILL_POOL_POOL_H

#include "specmill/base/buf.h"
#include "specmill/base/str.h"

typedef enum sm_pool_fate {
    SM_POOL_DONE,
    SM_POOL_EXITED, /* the worker ended in the middle, by itself: the arena's end has status 3
                     */
    SM_POOL_KILLED  /* by a signal: a crash */
} sm_pool_fate;

typedef struct sm_pool_answer {
    sm_pool_fate fate;
    int number;   /* EXITED: the status; KILLED: the signal; else 0 */
    sm_str bytes; /* what the piece answered; empty unless it is done */
    sm_str said;  /* what it wrote to standard error, however it ended */
} sm_pool_answer;

typedef struct sm_pool {
    size_t processes; /* at most so many at a time; 0 counts as 1 */
    void *context;
    /* In a worker: does piece INDEX and appends to ANSWER what the parent has to know. It sees
     * the memory as it was when sm_pool_run() was called; changes to it are lost. */
    void (*work)(void *context, size_t index, sm_buf *answer);
    /* In the calling process, once for each piece, in ascending order; ANSWER ends with the
     * call. */
    void (*take)(void *context, size_t index, const sm_pool_answer *answer);
    /* In the calling process whenever COUNT pieces are through, in whatever order; may be
     * NULL. */
    void (*progress)(void *context, size_t count);
} sm_pool;

/* Does the pieces 0 to COUNT - 1 and returns when all were taken. Where no process can be
 * started, the work is done in this one; its standard error is then not caught. */
void sm_pool_run(const sm_pool *pool, size_t count);

/* Why a piece was not done, for people: "crashed (Segmentation fault)". */
sm_str sm_pool_reason(sm_arena *arena, const sm_pool_answer *answer);

/* How many processors there are to work with. */
size_t sm_pool_processors(void);

/* Ends all workers and waits for them, so that they remove what they have staged. For a process
 * about to end; may be called from a signal handler. */
void sm_pool_end_all(void);

#endif
