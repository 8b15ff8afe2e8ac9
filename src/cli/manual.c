#include "options.h"
#include "run.h"
#include "say.h"

cli_status cli_manual(cli_settings *settings)
{
    (void)settings;
    cli_say("not yet");
    return CLI_FAILED;
}
