/* The options and commands: tables that drive parsing, --help and the manual page. */
#ifndef SPECMILL_CLI_OPTIONS_H
#define SPECMILL_CLI_OPTIONS_H

#include "settings.h"

typedef struct cli_option {
    char letter;          /* 0: none */
    const char *name;     /* without the hyphens */
    const char *argument; /* what --help calls it; NULL: the option takes none */
    const char *help;     /* for --help; NULL: not shown there */
    const char *manual;   /* what the manual says beyond that, or NULL */
    /* Notes it in SETTINGS. NULL, or what is wrong with ARGUMENT. */
    const char *(*apply)(cli_settings *settings, const char *argument);
} cli_option;

extern const cli_option cli_options[];
extern const size_t cli_option_count;

/* What the first word may ask for in place of converting specifications; a file of that name is
 * written ./NAME. */
typedef struct cli_command {
    const char *name;
    const char *operands; /* what follows it, for --help */
    const char *help;
    cli_status (*run)(cli_settings *settings);
} cli_command;

extern const cli_command cli_commands[];
extern const size_t cli_command_count;

cli_settings cli_settings_new(sm_arena *arena);

/* Fills SETTINGS from the command line and the environment (SOURCE_DATE_EPOCH). False after
 * telling the user what is wrong. */
bool cli_parse(cli_settings *settings, int argc, char **argv);

#endif
