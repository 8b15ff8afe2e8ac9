/* The plan of a run: which specification becomes which files. */
#ifndef SPECMILL_CLI_OUTPUTS_H
#define SPECMILL_CLI_OUTPUTS_H

#include "settings.h"

typedef struct cli_output {
    const sm_backend *backend;
    const char *path; /* "-": standard output */
} cli_output;

typedef struct cli_work {
    const char *input; /* "-": standard input */
    const cli_output *outputs;
    size_t count;
} cli_work;

typedef struct cli_plan {
    const cli_work *works;
    size_t count;
} cli_plan;

/* What SETTINGS come to. False after telling the user why it cannot be done: an unknown format,
 * outputs that would overwrite each other or an input, binary output on a terminal ... */
bool cli_plan_outputs(cli_settings *settings, cli_plan *plan);

/* PATH's file name without an extension that says Markdown or text. */
sm_str cli_stem(sm_str path);

/* Makes the folder PATH and those above it that are missing. False after saying why not. */
bool cli_make_folder(sm_arena *arena, const char *path);

/* PATH spelled in the one way that its file has, also when the file is yet to be made. */
const char *cli_real_path(sm_arena *arena, const char *path);

#endif
