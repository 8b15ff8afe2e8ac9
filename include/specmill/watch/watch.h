/* Waiting until files change (inotify). */
#ifndef SPECMILL_WATCH_WATCH_H
#define SPECMILL_WATCH_WATCH_H

#include "specmill/base/str.h"

typedef struct sm_watch sm_watch;

typedef struct sm_watch_options {
    /* Whether a change of the file FOLDER/NAME is of interest; folders always are. */
    bool (*wanted)(void *context, const char *folder, const char *name);
    void *context;
    const char *except; /* a folder that is not looked at, such as the one of the outputs; or
                           NULL */
} sm_watch_options;

/* NULL when the system has none to give; errno says why. */
sm_watch *sm_watch_new(sm_arena *arena, const sm_watch_options *options);
void sm_watch_free(sm_watch *watch);

/* FOLDER and, when DEEP, everything below it, but for hidden folders and node_modules; folders
 * that are made later, too. False when it cannot be watched; errno says why. */
bool sm_watch_add(sm_watch *watch, const char *folder, bool deep);

/* For poll(): readable when there may be a change. */
int sm_watch_descriptor(const sm_watch *watch);

/* Takes in what has happened and never waits. Whether anything of interest has. */
bool sm_watch_changed(sm_watch *watch);

#endif
