/* The sandbox that specifications are converted in; see specmill/sandbox/sandbox.h. */
#ifndef SPECMILL_CLI_SANDBOX_H
#define SPECMILL_CLI_SANDBOX_H

#include "outputs.h"

/* From here on the process can read no more than the inputs of PLAN and what is beside and
 * below them, and fonts when there is a PDF among its outputs, and write no more than in the
 * folders of its outputs; unless the user does not want that. Everything else has to be read
 * before. */
void cli_enter_sandbox(const cli_settings *settings, const cli_plan *plan);

/* The same for building a site from the folder that is the only input to the folder of
 * --directory, which has to be there. */
void cli_enter_site_sandbox(const cli_settings *settings);

#endif
