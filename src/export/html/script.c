#include "html.h"

/* page.js, a line an item; made from it by the Makefile. */
static const char *const page_js[] = {
#include "page.js.inc"
};

sm_str html_script(sm_arena *arena)
{
    sm_buf script = sm_buf_new(arena);
    for (size_t i = 0; i < sizeof page_js / sizeof *page_js; i++)
        sm_buf_add_cstr(&script, page_js[i]);
    return sm_str_trim(sm_buf_str(&script));
}
