/* The limits of a run, from the command line. */
#ifndef SPECMILL_CLI_LIMITS_H
#define SPECMILL_CLI_LIMITS_H

#include "settings.h"

/* NAME=VALUE of --limit. NULL, or what is wrong. */
const char *cli_set_limit(cli_settings *settings, const char *setting);

/* Puts the process under the memory limit, if there is one; workers have it from it. */
void cli_limit_memory(const cli_settings *settings);

/* The computing time of a specification counts from now. When it is over, the process ends with
 * status 3 and leaves nothing half-written. */
void cli_limit_time(const cli_settings *settings);

#endif
