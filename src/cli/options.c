#include "options.h"
#include "limits.h"
#include "run.h"
#include "say.h"
#include "specmill/base/nearest.h"
#include "specmill/model/date.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_MAX_FINDINGS = 50 };

static const char *add_output(cli_settings *settings, const char *path)
{
    if (*path == '\0')
        return "the name is empty";
    SM_LIST_ADD(settings->arena, &settings->outputs, path);
    return NULL;
}

static void add_format(cli_settings *settings, const sm_backend *backend)
{
    for (size_t i = 0; i < settings->formats.count; i++)
        if (settings->formats.items[i] == backend)
            return;
    SM_LIST_ADD(settings->arena, &settings->formats, backend);
}

static const char *no_such_format(sm_arena *arena, sm_str name)
{
    sm_str_builder known = {0};
    for (size_t i = 0; sm_backends[i] != NULL; i++)
        if (!sm_backends[i]->internal)
            SM_LIST_ADD(arena, &known, sm_str_from_cstr(sm_backends[i]->name));
    size_t nearest = sm_str_nearest(name, (sm_str_list){known.items, known.count});
    if (nearest == SM_STR_NONE || known.items == NULL)
        return "no such format; --list-formats shows them";
    return sm_str_to_cstr(arena, sm_str_printf(arena, "no such format; did you mean %.*s?",
                                               SM_STR_ARG(known.items[nearest])));
}

static const char *add_formats(cli_settings *settings, const char *names)
{
    sm_str rest = sm_str_from_cstr(names), name;
    while (sm_str_split(&rest, ',', &name)) {
        const sm_backend *backend = sm_backend_named(sm_str_trim(name));
        if (backend == NULL)
            backend = sm_backend_for_extension(sm_str_trim(name));
        if (backend != NULL) {
            add_format(settings, backend);
        } else if (sm_str_equal(sm_str_trim(name), SM_STR("all"))) {
            for (size_t i = 0; sm_backends[i] != NULL; i++)
                if (!sm_backends[i]->internal && !sm_backends[i]->on_request)
                    add_format(settings, sm_backends[i]);
        } else {
            return no_such_format(settings->arena, sm_str_trim(name));
        }
    }
    return NULL;
}

static const char *set_directory(cli_settings *settings, const char *path)
{
    settings->directory = path;
    return *path == '\0' ? "the name is empty" : NULL;
}

static const char *set_theme(cli_settings *settings, const char *name)
{
    settings->theme = name;
    return *name == '\0' ? "the name is empty" : NULL;
}

static const char *set_config(cli_settings *settings, const char *path)
{
    settings->config = path;
    settings->without_config = false;
    return *path == '\0' ? "the name is empty" : NULL;
}

static const char *set_without_config(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->without_config = true;
    return NULL;
}

static const char *set_date(cli_settings *settings, const char *text)
{
    settings->dated = true;
    return sm_date_from_iso(sm_str_from_cstr(text), &settings->date)
               ? NULL
               : "not a day as YYYY-MM-DD";
}

static const char *set_without_images(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->with_images = false;
    return NULL;
}

static const char *set_fragment(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->fragment = true;
    return NULL;
}

static const char *set_css(cli_settings *settings, const char *what)
{
    if (strcmp(what, "linked") == 0 || strcmp(what, "inline") == 0)
        settings->css_linked = *what == 'l';
    else if (sm_str_ends(sm_str_from_cstr(what), SM_STR(".css")))
        settings->css_file = what;
    else
        return "inline, linked, or the name of a .css file";
    return NULL;
}

static const char *set_images(cli_settings *settings, const char *how)
{
    if (strcmp(how, "link") != 0 && strcmp(how, "embed") != 0)
        return "one of embed, link";
    settings->link_images = *how == 'l';
    return NULL;
}

static const char *set_links(cli_settings *settings, const char *how)
{
    static const char *const names[] = {"run", "html", "keep"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(how, names[i]) == 0) {
            settings->links = (cli_links)i;
            return NULL;
        }
    return "one of run, html, keep";
}

static const char *allow_outside(cli_settings *settings, const char *path)
{
    if (*path == '\0')
        return "the name is empty";
    SM_LIST_ADD(settings->arena, &settings->outside, sm_str_from_cstr(path));
    return NULL;
}

static const char *set_without_sandbox(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->without_sandbox = true;
    return NULL;
}

static const char *set_docbook(cli_settings *settings, const char *kind)
{
    if (strcmp(kind, "book") != 0 && strcmp(kind, "article") != 0)
        return "one of article, book";
    settings->export.docbook_book = *kind == 'b';
    return NULL;
}

static const char *set_pdfa(cli_settings *settings, const char *level)
{
    static const char *const levels[] = {"1b", "2b", "3b"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcmp(level, levels[i]) == 0) {
            settings->pdf_part = (int)i + 1;
            return NULL;
        }
    return "one of 1b, 2b, 3b";
}

static const char *set_approvers(cli_settings *settings, const char *names)
{
    settings->export.approvers = names;
    return *names == '\0' ? "no names" : NULL;
}

static const char *set_without_watermark(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->export.without_watermark = true;
    return NULL;
}

static const char *want_verify(cli_settings *settings, const char *path)
{
    settings->run = cli_verify;
    settings->signed_pdf = path;
    return *path == '\0' ? "the name is empty" : NULL;
}

static const char *set_profile(cli_settings *settings, const char *name)
{
    for (size_t i = 0; sm_profile_names[i] != NULL; i++)
        if (strcmp(name, sm_profile_names[i]) == 0) {
            settings->export.profile = sm_profile_names[i];
            return NULL;
        }
    return "one of jira, jira-server, github, gitlab, azure, linear";
}

static const char *set_html_base(cli_settings *settings, const char *url)
{
    settings->export.html_base = url;
    return *url == '\0' ? "the address is empty" : NULL;
}

static const char *set_csv_bom(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->export.byte_order_mark = true;
    return NULL;
}

static const char *set_with_tickets(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->export.with_tickets = true;
    return NULL;
}

static const char *set_all_tables(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->export.all_tables = true;
    return NULL;
}

static const char *set_fail_on(cli_settings *settings, const char *name)
{
    for (sm_severity severity = SM_NOTE; severity <= SM_ERROR; severity++)
        if (strcmp(name, sm_severity_name(severity)) == 0) {
            settings->fails_on_findings = true;
            settings->fail_on = severity;
            return NULL;
        }
    return "one of note, warning, error";
}

static const char *set_strict(cli_settings *settings, const char *argument)
{
    (void)argument;
    return set_fail_on(settings, "warning");
}

static bool read_number(const char *text, size_t *number)
{
    size_t value = 0;
    const char *c = text;
    for (; sm_is_digit(*c); c++) {
        size_t digit = (size_t)(*c - '0');
        if (value > (SIZE_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *number = value;
    return c != text && *c == '\0';
}

static const char *set_max_findings(cli_settings *settings, const char *text)
{
    return read_number(text, &settings->max_findings) ? NULL : "not a number";
}

static const char *set_max_size(cli_settings *settings, const char *text)
{
    sm_str setting = sm_str_printf(settings->arena, "input=%s", text);
    return sm_limits_set(&settings->limits, setting) == NULL
               ? NULL
               : "not a number of bytes, K, M or G";
}

static const char *set_jobs(cli_settings *settings, const char *text)
{
    return read_number(text, &settings->jobs) ? NULL : "not a number";
}

static const char *set_title(cli_settings *settings, const char *title)
{
    settings->site.title = title;
    return *title == '\0' ? "the title is empty" : NULL;
}

static const char *set_base_url(cli_settings *settings, const char *url)
{
    sm_str text = sm_str_from_cstr(url);
    settings->site.base_url = url;
    return sm_str_starts(text, SM_STR("https://")) || sm_str_starts(text, SM_STR("http://"))
               ? NULL
               : "not an address that begins with https:// or http://";
}

static const char *add_include(cli_settings *settings, const char *pattern)
{
    SM_LIST_ADD(settings->arena, &settings->site.include, sm_str_from_cstr(pattern));
    return *pattern == '\0' ? "the pattern is empty" : NULL;
}

static const char *add_exclude(cli_settings *settings, const char *pattern)
{
    SM_LIST_ADD(settings->arena, &settings->site.exclude, sm_str_from_cstr(pattern));
    return *pattern == '\0' ? "the pattern is empty" : NULL;
}

static const char *set_force(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->site.force = true;
    return NULL;
}

static const char *set_watch(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->watches = true;
    return NULL;
}

static const char *set_serve(cli_settings *settings, const char *text)
{
    size_t port;
    if (!read_number(text, &port) || port > 65535)
        return "not a port: a number up to 65535; 0 is a free one";
    settings->serves = true;
    settings->port = (unsigned)port;
    return NULL;
}

static const char *set_color(cli_settings *settings, const char *when)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(when, names[i]) == 0) {
            settings->color = (cli_color)i;
            return NULL;
        }
    return "one of auto, always, never";
}

static const char *set_quiet(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->quiet = true;
    settings->verbose = false;
    return NULL;
}

static const char *set_verbose(cli_settings *settings, const char *argument)
{
    (void)argument;
    settings->verbose = true;
    settings->quiet = false;
    return NULL;
}

#define DEED(deed)                                                                             \
    static const char *want_##deed(cli_settings *settings, const char *argument)               \
    {                                                                                          \
        (void)argument;                                                                        \
        settings->run = cli_##deed;                                                            \
        return NULL;                                                                           \
    }
DEED(help)
DEED(version)
DEED(manual)
DEED(list_formats)
DEED(list_limits)
DEED(list_themes)
DEED(show_theme)
#undef DEED

const cli_option cli_options[] = {
    {'o', "output", "FILE", "write FILE; its extension names the format; - is standard output",
     "May be given several times; the specification is read once. With "
     "--to, that one format is written whatever the extension says. A file is replaced only "
     "when the new one is complete.",
     add_output},
    {'t', "to", "FORMAT,...", "write these formats; all is every one",
     "A format is named by its name or its extension. Without -o, each output is named after "
     "its specification, with the format's extension. Only jira-mapping, "
     "which goes with jira, has to be named: all leaves it out.",
     add_formats},
    {'d', "directory", "DIR", "where outputs named after their specification go",
     "It is made when it does not exist. Without it they go to the current directory.",
     set_directory},
    {0, "theme", "NAME|FILE", "looks: a theme's name, or a theme.yaml", NULL, set_theme},
    {0, "config", "FILE", "words of yours and the tracker's fields, instead of specmill.yaml",
     "Without it a file specmill.yaml in the specification's folder is read. See "
     "CONFIGURATION.",
     set_config},
    {0, "no-config", NULL, "read no specmill.yaml", NULL, set_without_config},
    {0, "date", "YYYY-MM-DD", "the date of the outputs; no date unless given",
     "Without it the day of SOURCE_DATE_EPOCH is taken when that is set. The clock is never "
     "read, so the same input gives the same bytes.",
     set_date},
    {0, "allow-outside", "DIR", "images may also be read from DIR",
     "Without it they are read only from the specification's folder and those below it. May be "
     "given several times.",
     allow_outside},
    {0, "no-sandbox", NULL, "work outside of the sandbox",
     "On Linux the program gives up, before it reads a specification, what it does not need "
     "for "
     "it: it can then read only the folders of the specifications and of fonts, write only to "
     "the "
     "folders of the outputs, open no connection and start no other program. This turns that "
     "off, for fonts in unusual places, say.",
     set_without_sandbox},
    {0, "no-images", NULL, "do not read image files", NULL, set_without_images},
    {0, "fragment", NULL, "HTML: only the title block and the body, for a page of yours", NULL,
     set_fragment},
    {0, "css", "WHAT", "HTML: style inline (default), linked, or FILE.css to be added",
     "linked writes " CLI_SHEET_NAME " beside the pages of a folder, which share it. "
     "May be given twice, for linked and for a file.",
     set_css},
    {0, "images", "HOW", "HTML: embed images from the specification's folder, or link them",
     "embed is the default: nothing else is needed to show the page, and nothing from outside "
     "that folder gets into it.",
     set_images},
    {0, "links", "HOW", "HTML: which links to Markdown files lead to pages: run, html, keep",
     "run (the default): those to specifications of the same run, so that other.md#risks "
     "becomes "
     "other.html#risks. html: all. keep: none.",
     set_links},
    {0, "docbook", "KIND", "DocBook: an article (default) or a book", NULL, set_docbook},
    {0, "pdfa", "LEVEL", "which PDF/A the PDF is: 1b, 2b, 3b (default 3b)",
     "3b has the specification itself attached. 1b is for archives that take nothing newer: no "
     "attachment, no transparency, a larger file.",
     set_pdfa},
    {0, "approvers", "LIST", "PDF: a page to be signed by LIST: \"Role: Name, Role: Name\"",
     "Without it the page has a row for each approver that the specification names, else for "
     "each reviewer; a role without a name gives a row to write on.",
     set_approvers},
    {0, "no-watermark", NULL, "PDF: no DRAFT behind the text while it is not approved", NULL,
     set_without_watermark},
    {0, "verify", "SIGNED.pdf", "tell whether SIGNED.pdf is of the SPEC given, and who signed",
     "Compares the source that is attached to the PDF and the fingerprints in it with SPEC, "
     "and "
     "lists the signature fields. Status 0: it is of this specification; 1: it is not, or "
     "cannot be read; with --strict also 1 while a field is not signed. Whether signatures are "
     "valid, and whose they are, takes certificates: ask pdfsig(1) or a PDF reader.",
     want_verify},
    {0, "profile", "NAME", "whose importer the CSV is for (default jira, Jira Cloud)",
     "jira, jira-server (Data Center), github, gitlab, azure (DevOps Boards), linear.",
     set_profile},
    {0, "html-base", "URL", "where the HTML is published: CSV and workbook link to it",
     "The address of the page or, with a slash at its end, of the folder that has the pages of "
     "all "
     "specifications.",
     set_html_base},
    {0, "csv-bom", NULL, "begin the CSV with a byte order mark, for spreadsheets", NULL,
     set_csv_bom},
    {0, "with-tickets", NULL, "CSV: keep tasks that have a ticket, with its key, to update it",
     "Without it they are left out, since importing them would make second issues.",
     set_with_tickets},
    {0, "all-tables", NULL, "workbook: a sheet for every other table of the document, too",
     NULL, set_all_tables},
    {0, "strict", NULL, "status 1 when there are warnings or errors",
     "The same as --fail-on warning. The outputs are written all the same.", set_strict},
    {0, "fail-on", "SEVERITY", "status 1 from this severity on: note, warning, error", NULL,
     set_fail_on},
    {0, "max-findings", "N", "show at most N findings a specification; 0: all (default 50)",
     "The most severe ones are shown first, then as many of the others as fit.",
     set_max_findings},
    {0, "max-size", "SIZE", "refuse larger specifications; K, M, G (default 256M)",
     "The same as --limit input=SIZE. 0 is no limit.", set_max_size},
    {0, "limit", "NAME=VALUE", "raise or lower a limit; --list-limits shows them",
     "May be given several times. K, M and G count in powers of 1024; 0 is no limit.",
     cli_set_limit},
    {'j', "jobs", "N", "work on N specifications at a time (default: one a processor)",
     "Each is worked on in a process of its own, so that one that fails takes no other down. "
     "The outputs and the findings, and their order, are the same for every N.",
     set_jobs},
    {0, "title", "TEXT", "site: what it is called (default: the theme's organization)", NULL,
     set_title},
    {0, "base-url", "URL",
     "site: where it is published; for the site map and links from outside", NULL,
     set_base_url},
    {0, "include", "GLOB", "site: only specifications that match; may be given several times",
     "Patterns are those of .gitignore: without a slash they are about names in any folder, * "
     "and "
     "? stop at slashes, ** does not.",
     add_include},
    {0, "exclude", "GLOB", "site: no specifications or folders that match", NULL, add_exclude},
    {0, "force", NULL, "site: build all anew, over files that no earlier run made, too", NULL,
     set_force},
    {0, "watch", NULL, "build again whenever a specification changes, until interrupted",
     "Images, configurations and the theme are watched, too.", set_watch},
    {0, "serve", "PORT", "serve the pages to this machine's browsers, which follow the changes",
     "Only on 127.0.0.1 and ::1. 0 takes a free port. The address is printed on standard "
     "output. "
     "The script by which a page loads itself again is in what is served only, not in the "
     "files.",
     set_serve},
    {0, "color", "WHEN", "color findings: auto, always, never",
     "auto colors on a terminal, unless NO_COLOR is set or TERM is dumb.", set_color},
    {'q', "quiet", NULL, "show errors only", NULL, set_quiet},
    {'v', "verbose", NULL, "tell what was read and written, and the time it took", NULL,
     set_verbose},
    {0, "list-formats", NULL, "list the formats", NULL, want_list_formats},
    {0, "list-limits", NULL, "list the limits, what they bound, and what happens beyond", NULL,
     want_list_limits},
    {0, "list-themes", NULL, "list the themes and the folders they are looked for in", NULL,
     want_list_themes},
    {0, "show-theme", NULL, "print the theme with every key, to copy and change",
     "With --theme, that one.", want_show_theme},
    {'h', "help", NULL, "show this help", NULL, want_help},
    {'V', "version", NULL, "show the version", NULL, want_version},
    {0, "manual", NULL, NULL, NULL, want_manual},
};

const size_t cli_option_count = sizeof cli_options / sizeof *cli_options;

const cli_command cli_commands[] = {
    {"diagram", "FILE.mmd|SPEC.md[#NUMBER] -o FILE.svg|FILE.pdf",
     "one Mermaid diagram on its own: that of the file, or the one with that number; with -d "
     "DIR all of a specification",
     cli_diagram},
    {"site", "DIR -d OUT",
     "a site of all specifications below a folder: pages, an index, lists of questions, risks, "
     "tasks and terms, search, and the other formats that --to names; only what has changed is "
     "built",
     cli_site},
    {"watch", "SPEC|DIR [-o FILE|-d OUT]",
     "convert the specification, or build the site of the folder, whenever something changes; "
     "with --serve, for a browser that shows the new page by itself",
     cli_watch},
};

const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;

cli_settings cli_settings_new(sm_arena *arena)
{
    return (cli_settings){
        .arena = arena,
        .run = cli_convert,
        .with_images = true,
        .max_findings = DEFAULT_MAX_FINDINGS,
        .limits = sm_limits_default,
    };
}

static const cli_option *find_long(sm_str name)
{
    for (size_t i = 0; i < cli_option_count; i++)
        if (sm_str_equal(name, sm_str_from_cstr(cli_options[i].name)))
            return &cli_options[i];
    return NULL;
}

static const cli_command *find_command(const char *word)
{
    for (size_t i = 0; i < cli_command_count; i++)
        if (strcmp(word, cli_commands[i].name) == 0)
            return &cli_commands[i];
    return NULL;
}

static const cli_option *find_letter(char letter)
{
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].letter == letter)
            return &cli_options[i];
    return NULL;
}

static bool unknown_long(sm_arena *arena, sm_str name)
{
    sm_str_builder known = {0};
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].help != NULL)
            SM_LIST_ADD(arena, &known, sm_str_from_cstr(cli_options[i].name));
    size_t nearest = sm_str_nearest(name, (sm_str_list){known.items, known.count});
    if (nearest == SM_STR_NONE)
        cli_say("unknown option --%.*s; --help lists the options", SM_STR_ARG(name));
    else
        cli_say("unknown option --%.*s; did you mean --%.*s?", SM_STR_ARG(name),
                SM_STR_ARG(known.items[nearest]));
    return false;
}

static bool apply(cli_settings *settings, const cli_option *option, const char *argument)
{
    const char *wrong = option->apply(settings, argument);
    if (wrong == NULL)
        return true;
    cli_say("--%s '%s': %s", option->name, argument != NULL ? argument : "", wrong);
    return false;
}

/* The arguments that are left; the parser takes them off one by one. */
typedef struct words {
    char **next;
    int count;
} words;

static const char *take(words *rest)
{
    if (rest->count == 0)
        return NULL;
    rest->count--;
    return *rest->next++;
}

/* WORD is what follows the two hyphens: "name", "name=argument". */
static bool parse_long(cli_settings *settings, const char *word, words *rest)
{
    const char *equals = strchr(word, '=');
    sm_str name = sm_str_from_cstr(word);
    if (equals != NULL)
        name.len = (size_t)(equals - word);
    const cli_option *option = find_long(name);
    if (option == NULL)
        return unknown_long(settings->arena, name);
    if (option->argument == NULL && equals != NULL) {
        cli_say("--%s takes no argument", option->name);
        return false;
    }
    const char *argument = equals != NULL ? equals + 1 : NULL;
    if (option->argument != NULL && argument == NULL)
        argument = take(rest);
    if (option->argument != NULL && argument == NULL) {
        cli_say("--%s needs an argument: --%s %s", option->name, option->name,
                option->argument);
        return false;
    }
    return apply(settings, option, argument);
}

/* WORD is what follows the hyphen: letters in a row, the last of which may have its argument
 * right behind it or in the next word. */
static bool parse_letters(cli_settings *settings, const char *word, words *rest)
{
    for (; *word != '\0'; word++) {
        const cli_option *option = find_letter(*word);
        if (option == NULL) {
            cli_say("unknown option -%c; --help lists the options", *word);
            return false;
        }
        if (option->argument == NULL) {
            if (!apply(settings, option, NULL))
                return false;
            continue;
        }
        const char *argument = word[1] != '\0' ? word + 1 : take(rest);
        if (argument == NULL) {
            cli_say("-%c needs an argument: -%c %s", *word, *word, option->argument);
            return false;
        }
        return apply(settings, option, argument);
    }
    return true;
}

static bool read_environment(cli_settings *settings)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch == NULL || settings->dated ||
        sm_date_from_epoch(settings->arena, sm_str_from_cstr(epoch), &settings->date))
        return true;
    cli_say("SOURCE_DATE_EPOCH '%s': not a number of seconds", epoch);
    return false;
}

bool cli_parse(cli_settings *settings, int argc, char **argv)
{
    words rest = {argv + 1, argc > 0 ? argc - 1 : 0};
    bool options_end = false;
    for (const char *word; (word = take(&rest)) != NULL;) {
        bool ok = true;
        const cli_command *command = find_command(word);
        bool may_be_command = settings->inputs.count == 0 && !options_end;
        if (command != NULL && may_be_command && settings->run == cli_convert)
            settings->run = command->run;
        else if (options_end || word[0] != '-' || word[1] == '\0' || word[1] == '#')
            SM_LIST_ADD(settings->arena, &settings->inputs, word);
        else if (strcmp(word, "--") == 0)
            options_end = true;
        else if (word[1] == '-')
            ok = parse_long(settings, word + 2, &rest);
        else
            ok = parse_letters(settings, word + 1, &rest);
        if (!ok)
            return false;
    }
    return read_environment(settings);
}
