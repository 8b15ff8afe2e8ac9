/* Showing findings. */
#ifndef SPECMILL_CLI_FINDINGS_H
#define SPECMILL_CLI_FINDINGS_H

#include "settings.h"
#include "specmill/pool/pool.h"

/* The findings of DIAG on standard error, sorted by place; when there are more than settings
 * allow, the most severe. Returns what they mean for the exit status. */
cli_status cli_show_findings(const cli_settings *settings, sm_diag *diag);

/* That the worker process for the specification at PATH did not finish. */
cli_status cli_show_death(const cli_settings *settings, const char *path,
                          const sm_pool_answer *answer);

#endif
