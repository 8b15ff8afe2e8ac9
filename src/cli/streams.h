/* The process's own standing: descriptors, signals, the clock, terminals. */
#ifndef SPECMILL_CLI_STREAMS_H
#define SPECMILL_CLI_STREAMS_H

#include "settings.h"

/* Makes sure that descriptors 0 to 2 are taken, so that no output file becomes one of them. */
void cli_open_standard_streams(void);

/* However the process ends, no half-written file stays: signals, status 3 from an arena. A
 * broken pipe is an error like any other. */
void cli_discard_outputs_on_exit(void);

/* Forgets the variables of the environment by which libraries would do other than they do for
 * everybody else. Those that say where fonts are stay. */
void cli_clean_environment(void);

/* Milliseconds since some moment. No output depends on it. */
double cli_now_ms(void);

/* Whether findings are colored. */
bool cli_colored(const cli_settings *settings);

#endif
