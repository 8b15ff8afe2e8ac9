/* A sandbox around the process and those it starts: which files may be read and which folders
 * written to, and beyond that no file, no network, no other program. Made of Landlock and
 * seccomp, so on Linux only; elsewhere, and on kernels without them, entering does nothing. */
#ifndef SPECMILL_SANDBOX_SANDBOX_H
#define SPECMILL_SANDBOX_SANDBOX_H

#include "specmill/base/arena.h"
#include <stdbool.h>

typedef struct sm_sandbox sm_sandbox;

/* One in which nothing is allowed but the libraries that the process is made of. */
sm_sandbox *sm_sandbox_new(sm_arena *arena);

/* The file PATH, or all below the folder PATH, may be read. What does not exist is passed over.
 */
void sm_sandbox_allow_reading(sm_sandbox *sandbox, const char *path);

/* In the folder PATH files may be made, read, replaced and removed; or the file PATH, such as a
 * device, written to. */
void sm_sandbox_allow_writing(sm_sandbox *sandbox, const char *path);

/* The same in all folders below the folder PATH, which may be made and removed, too. */
void sm_sandbox_allow_building(sm_sandbox *sandbox, const char *path);

/* What of it is in force. */
typedef struct sm_sandbox_state {
    bool files;    /* Landlock: files, from Linux 5.13 on */
    bool network;  /* no sockets (seccomp) */
    bool programs; /* no other program can be started (seccomp) */
} sm_sandbox_state;

/* From here on, until the process ends. */
sm_sandbox_state sm_sandbox_enter(const sm_sandbox *sandbox);

#endif
