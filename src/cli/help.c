#include "options.h"
#include "run.h"
#include "say.h"
#include "specmill/specmill.h"
#include <string.h>

enum { HELP_COLUMN = 26 };

static cli_status print(const sm_buf *buf)
{
    return cli_print(sm_buf_str(buf)) ? CLI_OK : CLI_FAILED;
}

static void add_option(sm_buf *buf, const cli_option *option)
{
    size_t start = buf->len;
    if (option->letter != 0)
        sm_buf_addf(buf, "  -%c, --%s", option->letter, option->name);
    else
        sm_buf_addf(buf, "      --%s", option->name);
    if (option->argument != NULL)
        sm_buf_addf(buf, " %s", option->argument);
    size_t width = buf->len - start;
    if (width + 2 > HELP_COLUMN)
        sm_buf_addf(buf, "\n%*s", HELP_COLUMN, "");
    else
        sm_buf_addf(buf, "%*s", (int)(HELP_COLUMN - width), "");
    cli_wrap(buf, option->help, HELP_COLUMN, HELP_COLUMN);
}

static void add_formats(sm_buf *buf, const char *indent)
{
    for (size_t i = 0; sm_backends[i] != NULL; i++) {
        if (sm_backends[i]->internal)
            continue;
        size_t start = buf->len;
        sm_buf_addf(buf, "%s%-12s .%-8s ", indent, sm_backends[i]->name,
                    sm_backends[i]->extension);
        cli_wrap(buf, sm_backends[i]->summary, buf->len - start, buf->len - start);
    }
}

cli_status cli_help(cli_settings *settings)
{
    sm_buf buf = sm_buf_new(settings->arena);
    sm_buf_add_cstr(&buf,
                    "Usage: specmill [OPTIONS] SPEC...\n"
                    "Turns technical specifications in Markdown into documents and data.\n"
                    "\nEveryday commands:\n"
                    "  specmill spec.md -o spec.html\n"
                    "  specmill spec.md -o spec.pdf -o tasks.xlsx\n"
                    "  specmill -t all -d out specs/*.md\n"
                    "\nOptions:\n");
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].help != NULL)
            add_option(&buf, &cli_options[i]);
    sm_buf_add_cstr(&buf, "\nCommands, in place of SPEC...:\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        sm_buf_addf(&buf, "  %s %s\n      ", cli_commands[i].name, cli_commands[i].operands);
        cli_wrap(&buf, cli_commands[i].help, 6, 6);
    }
    sm_buf_add_cstr(&buf, "\nFormats (name, extension):\n");
    add_formats(&buf, "  ");
    sm_buf_add_cstr(&buf, "\nSPEC is a Markdown file, or - for standard input. Findings go to "
                          "standard error.\n"
                          "Exit status: 0 written; 1 something was not written, or findings at "
                          "--strict;\n2 bad usage; 3 out of memory or over a limit. "
                          "The manual is specmill(1).\n");
    return print(&buf);
}

cli_status cli_version(cli_settings *settings)
{
    sm_buf buf = sm_buf_new(settings->arena);
    sm_buf_add_cstr(&buf, "specmill " SPECMILL_VERSION "\n");
    return print(&buf);
}

cli_status cli_list_formats(cli_settings *settings)
{
    sm_buf buf = sm_buf_new(settings->arena);
    add_formats(&buf, "");
    return print(&buf);
}

/* Whether a shell takes PATH as it stands. */
static bool is_plain(const char *path)
{
    return path[0] != '-' &&
           path[strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                             "/._-")] == '\0';
}

cli_status cli_short_usage(cli_settings *settings)
{
    sm_buf buf = sm_buf_new(settings->arena);
    const char *spec = "spec.md";
    if (settings->inputs.count == 0) {
        sm_buf_add_cstr(&buf, "specmill: no specification named\n");
    } else {
        sm_buf_add_cstr(&buf, "specmill: no output named\n");
        if (is_plain(settings->inputs.items[0]))
            spec = settings->inputs.items[0];
    }
    sm_buf_addf(&buf,
                "\n"
                "  specmill %s -o spec.html                a page to read and share\n"
                "  specmill %s -o spec.pdf -o tasks.xlsx   for sign-off, and for tracking\n"
                "  specmill %s -t all -d out               every format, into the folder out\n"
                "\nspecmill --help shows all options.\n",
                spec, spec, spec);
    cli_say_text(sm_buf_str(&buf));
    return CLI_USAGE;
}
