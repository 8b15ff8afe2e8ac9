/* Where a backend's bytes go. A file is staged in its target's folder (without a name where the
 * file system can do that) and takes the target's place in one step by sm_output_commit(), so a
 * reader sees the old file or the whole new one, and a failed run leaves the old one. Write
 * errors are remembered; only committing tells. */
#ifndef SPECMILL_BASE_OUTPUT_H
#define SPECMILL_BASE_OUTPUT_H

#include "specmill/base/buf.h"
#include "specmill/base/diag.h"
#include <stdbool.h>

typedef struct sm_output sm_output;

/* A staged file for PATH; "-" is standard output. NULL after reporting. */
sm_output *sm_output_open(sm_arena *arena, const char *path, sm_diag *diag);

/* Bytes kept in memory, in ARENA; see sm_output_bytes(). */
sm_output *sm_output_memory(sm_arena *arena);

void sm_output_write(sm_output *output, const void *bytes, size_t len);
void sm_output_write_str(sm_output *output, sm_str str);

/* Nothing follows: what was written starts on its way to the disk while the caller frees what
 * it wrote from, so that the commit has less to wait for. May be left out. */
void sm_output_written(sm_output *output);

/* Leaves it to the caller to see that the bytes reach the disk (syncfs), for many files. */
void sm_output_without_sync(sm_output *output);

/* A path that a library can open, truncate and write the whole output to, in place of
 * sm_output_write(); it stays valid until commit or discard. NULL after remembering the error.
 */
const char *sm_output_path(sm_output *output);

/* What was written so far, for an output in memory; valid after its commit, too. */
sm_str sm_output_bytes(sm_output *output);

/* Finishes the output. False after reporting; the old file is then as it was. */
bool sm_output_commit(sm_output *output, sm_diag *diag);

/* Forgets the output; the old file is as it was. NULL is allowed. */
void sm_output_discard(sm_output *output);

/* Removes the staged files of all outputs that were neither committed nor discarded. For a
 * process about to end; may be called from a signal handler. */
void sm_output_discard_all(void);

/* Leaves the staged files to the process that this one was forked from. */
void sm_output_leave_all(void);

#endif
