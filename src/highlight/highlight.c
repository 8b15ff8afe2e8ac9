#include "specmill/highlight/highlight.h"

/* No language is known yet. */
size_t sm_highlight(sm_arena *arena, sm_str language, sm_str text, const sm_token **tokens)
{
    (void)arena;
    (void)language;
    (void)text;
    *tokens = NULL;
    return 0;
}
