#include "specmill/press.h"
#include "specmill/base/input.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Placeholder command line: specmill SPEC -o FILE. */
int main(int argc, char **argv)
{
    if (argc != 4 || strcmp(argv[2], "-o") != 0) {
        fputs("usage: specmill SPEC -o FILE\n", stderr);
        return 2;
    }
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const char *dot = strrchr(argv[3], '.');
    const sm_backend *backend =
        sm_backend_for_extension(sm_str_from_cstr(dot != NULL ? dot + 1 : ""));
    sm_str bytes;
    bool ok = backend != NULL && sm_input_read(arena, argv[1], 0, &bytes, diag);
    if (ok) {
        const sm_source *source =
            sm_source_from_bytes(arena, sm_str_from_cstr(argv[1]), bytes, diag);
        sm_run_options options = {.theme = sm_theme_builtin(arena), .with_images = true};
        ok = sm_press(arena, source, &(sm_wanted){backend, argv[3]}, 1, &options, diag);
    }
    size_t count;
    const sm_finding *findings = sm_diag_findings(diag, &count);
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < count; i++)
        sm_finding_print(&buf, &findings[i], false);
    fwrite(buf.ptr, 1, buf.len, stderr);
    sm_arena_free(arena);
    return ok ? 0 : 1;
}
