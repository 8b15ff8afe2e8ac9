#include "limits.h"
#include "options.h"
#include "run.h"
#include "streams.h"

int main(int argc, char **argv)
{
    cli_open_standard_streams();
    cli_discard_outputs_on_exit();
    cli_clean_environment();
    sm_arena *arena = sm_arena_new(0);
    cli_settings settings = cli_settings_new(arena);
    cli_status status = CLI_USAGE;
    if (cli_parse(&settings, argc, argv)) {
        cli_limit_memory(&settings);
        bool stays = settings.watches || settings.serves;
        bool builds = settings.run == cli_convert || settings.run == cli_site;
        status = stays && builds ? cli_watch(&settings) : settings.run(&settings);
    }
    sm_arena_free(arena);
    return (int)status;
}
