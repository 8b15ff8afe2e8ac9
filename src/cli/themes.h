/* Where themes are. */
#ifndef SPECMILL_CLI_THEMES_H
#define SPECMILL_CLI_THEMES_H

#include "settings.h"

/* The folders that hold themes by name: beside the build's folder, and under share beside the
 * folder that the program is installed in. */
sm_str_list cli_theme_folders(sm_arena *arena);

/* The theme that SETTINGS name, or NULL after reporting. */
const sm_theme *cli_find_theme(const cli_settings *settings, sm_diag *diag);

#endif
