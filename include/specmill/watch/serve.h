/* Serving a folder to the browsers of this machine, which load a page again when told to. */
#ifndef SPECMILL_WATCH_SERVE_H
#define SPECMILL_WATCH_SERVE_H

#include "specmill/base/str.h"
#include <poll.h>

enum { SM_SERVER_POLLED_MAX = 72 }; /* descriptors at a time */

typedef struct sm_server sm_server;

typedef struct sm_server_options {
    const char *folder;
    unsigned port;    /* 0: a free one */
    sm_str_list only; /* paths in the folder that are served; none: all but hidden ones */
    sm_str first;     /* where "/" leads; absent: to index.html */
} sm_server_options;

/* Listens on 127.0.0.1 and ::1, and nowhere else. NULL when it cannot; errno says why. What
 * OPTIONS point to has to stay. */
sm_server *sm_server_open(sm_arena *arena, const sm_server_options *options);
void sm_server_close(sm_server *server);
unsigned sm_server_port(const sm_server *server);

/* Fills in what to poll() for, and after it does what is possible without waiting. POLLED has
 * room for SM_SERVER_POLLED_MAX; the number of them. */
size_t sm_server_poll(sm_server *server, struct pollfd *polled);
void sm_server_step(sm_server *server, const struct pollfd *polled, size_t count);

/* Tells every open page to load itself again. */
void sm_server_reload(sm_server *server);

#endif
