#include "specmill/export/backend.h"

static bool write_docbook(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    (void)arena;
    (void)job;
    (void)diag;
    sm_output_write_str(output, SM_STR(""));
    return true;
}

const sm_backend sm_docbook_backend = {
    .name = "docbook",
    .extension = "xml",
    .summary = "DocBook 5 article",
    .binary = false,
    .write = write_docbook,
};
