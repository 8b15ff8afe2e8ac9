#include "specmill/export/backend.h"

static bool write_xlsx(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    (void)arena;
    (void)job;
    (void)diag;
    sm_output_write_str(output, SM_STR(""));
    return true;
}

const sm_backend sm_xlsx_backend = {
    .name = "xlsx",
    .extension = "xlsx",
    .summary = "Excel workbook",
    .binary = true,
    .write = write_xlsx,
};
