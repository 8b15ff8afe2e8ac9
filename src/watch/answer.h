/* Private to watching: what the server answers. */
#ifndef SPECMILL_WATCH_ANSWER_H
#define SPECMILL_WATCH_ANSWER_H

#include "specmill/watch/serve.h"

/* The whole answer to REQUEST (RFC 9112), which came to PORT. *STAYS: more will follow. */
sm_str watch_answer(sm_arena *arena, const sm_server_options *options, unsigned port,
                    sm_str request, bool *stays);

#endif
