#define _XOPEN_SOURCE 700
#include "limits.h"
#include "run.h"
#include "say.h"
#include "specmill/base/output.h"
#include "specmill/pool/pool.h"
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

const char *cli_set_limit(cli_settings *settings, const char *setting)
{
    return sm_limits_set(&settings->limits, sm_str_from_cstr(setting));
}

cli_status cli_list_limits(cli_settings *settings)
{
    enum { NAME_WIDTH = 14, VALUE_WIDTH = 9 };
    sm_buf buf = sm_buf_new(settings->arena);
    for (size_t i = 0; i < SM_LIMIT_COUNT; i++) {
        const sm_limit_row *row = &sm_limit_rows[i];
        char value[32];
        sm_limit_print(value, settings->limits.at_most[i]);
        sm_buf_addf(&buf, "%-*s%-*s", NAME_WIDTH, row->name, VALUE_WIDTH, value);
        size_t indent = NAME_WIDTH + VALUE_WIDTH;
        cli_wrap(&buf, row->what, indent, indent);
        sm_buf_addf(&buf, "%*s", (int)indent, "");
        cli_wrap(&buf, row->beyond, indent, indent);
    }
    return cli_print(sm_buf_str(&buf)) ? CLI_OK : CLI_FAILED;
}

void cli_limit_memory(const cli_settings *settings)
{
    size_t bytes = settings->limits.at_most[SM_LIMIT_MEMORY];
    struct rlimit limit;
    if (bytes == 0 || getrlimit(RLIMIT_AS, &limit) != 0)
        return;
    if (limit.rlim_max == RLIM_INFINITY || bytes < limit.rlim_max)
        limit.rlim_cur = bytes;
    setrlimit(RLIMIT_AS, &limit);
}

static void end_of_time(int number)
{
    (void)number;
    sm_pool_end_all();
    sm_output_discard_all();
    cli_say("over the limit: the computing time of a specification; --limit time=SECONDS "
            "raises it");
    _exit(CLI_LIMIT);
}

void cli_limit_time(const cli_settings *settings)
{
    size_t seconds = settings->limits.at_most[SM_LIMIT_TIME];
    if (seconds == 0)
        return;
    struct sigaction action = {.sa_handler = end_of_time};
    sigfillset(&action.sa_mask);
    sigaction(SIGPROF, &action, NULL);
    struct itimerval timer = {.it_value.tv_sec =
                                  (time_t)(seconds < 1 << 30 ? seconds : 1 << 30)};
    setitimer(ITIMER_PROF, &timer, NULL);
}
