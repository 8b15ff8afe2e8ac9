/* What the program can be asked to do. */
#ifndef SPECMILL_CLI_RUN_H
#define SPECMILL_CLI_RUN_H

#include "settings.h"

cli_status cli_convert(cli_settings *settings);
cli_status cli_diagram(cli_settings *settings); /* specmill diagram FILE -o FILE.svg */
cli_status cli_verify(cli_settings *settings);  /* specmill --verify SIGNED.pdf SPEC.md */
cli_status cli_site(cli_settings *settings);    /* specmill site DIR -d OUT */

/* Builds the site that SETTINGS are about; *CHANGED (or NULL) tells whether anything in it did.
 */
cli_status cli_build_site(const cli_settings *settings, bool *changed);

cli_status cli_watch(cli_settings *settings); /* specmill watch SPEC|DIR, --watch, --serve */
cli_status cli_help(cli_settings *settings);
cli_status cli_version(cli_settings *settings);
cli_status cli_manual(cli_settings *settings);
cli_status cli_list_formats(cli_settings *settings);
cli_status cli_list_limits(cli_settings *settings);
cli_status cli_list_themes(cli_settings *settings);
cli_status cli_show_theme(cli_settings *settings);

/* The three everyday commands, on standard error: for a command line without an output. */
cli_status cli_short_usage(cli_settings *settings);

#endif
