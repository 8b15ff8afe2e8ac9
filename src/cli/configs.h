/* Which configuration holds for which specification. */
#ifndef SPECMILL_CLI_CONFIGS_H
#define SPECMILL_CLI_CONFIGS_H

#include "outputs.h"
#include "specmill/config/config.h"

typedef struct cli_folder_config cli_folder_config;

typedef struct cli_configs {
    const sm_config *given;           /* that --config names; NULL: beside the specifications */
    const cli_folder_config *folders; /* sorted by name */
    size_t folder_count;
} cli_configs;

/* Reads what --config names, or what is in the folders of PLAN. False after reporting that the
 * named one cannot be read. */
bool cli_configs_begin(const cli_settings *settings, const cli_plan *plan, cli_configs *configs,
                       sm_diag *diag);

/* The configuration for the specification INPUT, or NULL. */
const sm_config *cli_config_for(const cli_configs *configs, const char *input);

#endif
