#define _POSIX_C_SOURCE 200809L
#include "streams.h"
#include "specmill/base/output.h"
#include "specmill/pool/pool.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void cli_open_standard_streams(void)
{
    struct stat status;
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fstat(fd, &status) != 0) /* opened the wrong way round, so that using it fails */
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void discard_and_die(int number)
{
    sm_pool_end_all();
    sm_output_discard_all();
    raise(number); /* its default action, which is to end us, is back in force */
}

void cli_discard_outputs_on_exit(void)
{
    static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGXCPU};
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) {
        struct sigaction old,
            new = {.sa_handler = discard_and_die, .sa_flags = (int)SA_RESETHAND};
        sigfillset(&new.sa_mask);
        if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(deadly[i], &new, NULL);
    }
    signal(SIGPIPE, SIG_IGN); /* errors like any other: EPIPE, EFBIG */
    signal(SIGXFSZ, SIG_IGN);
    atexit(sm_output_discard_all);
    atexit(sm_pool_end_all); /* before it */
}

void cli_clean_environment(void)
{
    static const char *const names[] = {
        "HB_SHAPER_LIST",
        "HB_OPTIONS",
        "HB_FONT_FUNCS", /* HarfBuzz */
        "ICU_DATA",
        "ICU_TIMEZONE_FILES_DIR", /* ICU */
        "DOTFONTPATH",
        "GVBINDIR",
        "GV_FILE_PATH",
        "SERVER_NAME", /* Graphviz */
        "XML_CATALOG_FILES",
        "XML_DEBUG_CATALOG",
        "FREETYPE_PROPERTIES",
        "FC_DEBUG",
        "LANG",
        "LANGUAGE",
        "LC_ALL",
        "LC_CTYPE",
        "LC_MESSAGES", /* librsvg's choice of a <switch>, fontconfig's of a font for it */
        "RSVG_LOG",
        "G_DEBUG",
        "G_SLICE",
        "GIO_EXTRA_MODULES",
        "GIO_MODULE_DIR",
        "GDK_PIXBUF_MODULE_FILE",
        "GDK_PIXBUF_MODULEDIR", /* GLib and gdk-pixbuf, which librsvg needs */
        "PANGO_LANGUAGE",
        "PANGOCAIRO_BACKEND",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
}

double cli_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

bool cli_colored(const cli_settings *settings)
{
    switch (settings->color) {
    case CLI_COLOR_ALWAYS:
        return true;
    case CLI_COLOR_NEVER:
        return false;
    case CLI_COLOR_AUTO:
        break;
    }
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return (no_color == NULL || *no_color == '\0') &&
           (terminal != NULL && strcmp(terminal, "dumb") != 0) && isatty(STDERR_FILENO);
}
