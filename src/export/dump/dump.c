#include "specmill/export/backend.h"

static bool write_dump(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    (void)arena;
    (void)job;
    (void)diag;
    sm_output_write_str(output, SM_STR(""));
    return true;
}

const sm_backend sm_dump_backend = {
    .name = "dump",
    .extension = "txt",
    .summary = "pages as text, for tests",
    .internal = true,
    .write = write_dump,
};
