/* A whole run in memory: the first byte chooses the backend, the rest is the specification. */
#include "specmill/press.h"
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static size_t backend_count(void)
{
    size_t count = 0;
    while (sm_backends[count] != NULL)
        count++;
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    const sm_backend *backend = sm_backends[bytes[0] % backend_count()];
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_str text = {(const char *)bytes + 1, size - 1};
    const sm_source *source = sm_source_from_bytes(arena, SM_STR("fuzz.md"), text, diag);
    sm_run_options options = {.theme = sm_theme_builtin(arena)};
    sm_job job = sm_press_read(arena, source, &options, diag);
    sm_output *output = sm_output_memory(arena);
    sm_press_write(&job, backend, output, diag);
    sm_output_bytes(output);
    size_t count;
    sm_diag_findings(diag, &count);
    sm_arena_free(arena);
    return 0;
}
