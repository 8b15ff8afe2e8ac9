#include "specmill/export/backend.h"

static bool write_html(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    (void)arena;
    (void)job;
    (void)diag;
    sm_output_write_str(output, SM_STR(""));
    return true;
}

const sm_backend sm_html_backend = {
    .name = "html",
    .extension = "html",
    .summary = "HTML page",
    .binary = false,
    .write = write_html,
};
