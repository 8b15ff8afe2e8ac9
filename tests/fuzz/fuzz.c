#include "fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct {
    const char *name;
    void (*run)(const uint8_t *bytes, size_t size);
} harnesses[] = {
#define FUZZ_ROW(name) {#name, fuzz_##name},
    FUZZ_HARNESSES(FUZZ_ROW)
#undef FUZZ_ROW
};

static void (*chosen)(const uint8_t *bytes, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *slash = strrchr(**argv, '/'), *name = slash != NULL ? slash + 1 : **argv;
    bool list = *argc == 2 && strcmp((*argv)[1], "--list") == 0;
    for (size_t i = 0; i < sizeof harnesses / sizeof *harnesses; i++) {
        if (list)
            puts(harnesses[i].name);
        if (strcmp(harnesses[i].name, name) == 0)
            chosen = harnesses[i].run;
    }
    if (list)
        exit(0);
    if (chosen == NULL) {
        fprintf(stderr, "there is no harness called %s\n", name);
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    chosen(bytes, size);
    return 0;
}

fuzz_run fuzz_begin(void)
{
    sm_arena *arena = sm_arena_new(0);
    return (fuzz_run){arena, sm_diag_new(arena)};
}

void fuzz_end(fuzz_run run)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(run.diag, &count);
    sm_buf buf = sm_buf_new(run.arena);
    for (size_t i = 0; i < count && i < 50; i++)
        sm_finding_print(&buf, &findings[i], false);
    sm_arena_free(run.arena);
}

const sm_source *fuzz_source(fuzz_run run, const char *name, const void *bytes, size_t size)
{
    return sm_source_from_bytes(run.arena, sm_str_from_cstr(name), (sm_str){bytes, size},
                                run.diag);
}

void fuzz_write(fuzz_run run, const sm_source *source, const sm_backend *backend,
                sm_run_options options)
{
    if (options.theme == NULL)
        options.theme = sm_theme_builtin(run.arena);
    sm_job job = sm_press_read(run.arena, source, &options, run.diag);
    sm_output *output = sm_output_memory(run.arena);
    sm_press_write(&job, backend, output, run.diag);
    sm_output_bytes(output);
}
