#include "limits.h"
#include "options.h"
#include "streams.h"

int main(int argc, char **argv)
{
    cli_open_standard_streams();
    cli_discard_outputs_on_exit();
    sm_arena *arena = sm_arena_new(0);
    cli_settings settings = cli_settings_new(arena);
    cli_status status = CLI_USAGE;
    if (cli_parse(&settings, argc, argv)) {
        cli_limit_memory(&settings);
        status = settings.run(&settings);
    }
    sm_arena_free(arena);
    return (int)status;
}
