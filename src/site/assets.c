#include "markup.h"

/* site.css and search.js, a line an item; made from them by the Makefile. */
static const char *const style_lines[] = {
#include "site.css.inc"
};
static const char *const script_lines[] = {
#include "search.js.inc"
};

static sm_str joined(sm_arena *arena, const char *const *lines, size_t count)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < count; i++)
        sm_buf_add_cstr(&buf, lines[i]);
    return sm_buf_str(&buf);
}

sm_str site_style(sm_arena *arena)
{
    return joined(arena, style_lines, sizeof style_lines / sizeof *style_lines);
}

sm_str site_script(sm_arena *arena)
{
    return joined(arena, script_lines, sizeof script_lines / sizeof *script_lines);
}
