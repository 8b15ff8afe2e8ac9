/* Markdown texts on standard input, each ended by a NUL, to the HTML of their bodies on
 * standard output, each ended by a NUL. For tests/spec/spec.py. */
#include "specmill/base/input.h"
#include "specmill/export/html.h"
#include "specmill/load/load.h"
#include <stdio.h>

int main(void)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_str all, one;
    if (!sm_input_read(arena, "-", 0, &all, diag))
        return 1;
    while (all.len != 0 && sm_str_split(&all, '\0', &one)) {
        const sm_source *source = sm_source_from_bytes(arena, SM_STR("example"), one, diag);
        sm_buf html = sm_buf_new(arena);
        sm_html_body(arena, &html, sm_load(arena, source, diag),
                     &(sm_html_options){.any_scheme = true});
        sm_buf_add_char(&html, '\0');
        fwrite(html.ptr, 1, html.len, stdout);
    }
    sm_arena_free(arena);
    return 0;
}
