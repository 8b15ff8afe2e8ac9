#include "specmill/export/backend.h"

static bool write_jira(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    (void)arena;
    (void)job;
    (void)diag;
    sm_output_write_str(output, SM_STR(""));
    return true;
}

const sm_backend sm_jira_backend = {
    .name = "jira",
    .extension = "csv",
    .summary = "CSV of the tasks for Jira's importer",
    .binary = false,
    .write = write_jira,
};
