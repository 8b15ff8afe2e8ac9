/* What the command line asks for. */
#ifndef SPECMILL_CLI_SETTINGS_H
#define SPECMILL_CLI_SETTINGS_H

#include "specmill/base/list.h"
#include "specmill/export/backend.h"

typedef enum cli_status {
    CLI_OK = 0,
    CLI_FAILED = 1, /* something was not written, or findings at or above --fail-on */
    CLI_USAGE = 2,
    CLI_LIMIT = 3 /* out of memory or over a limit; the arena ends the process with it, too */
} cli_status;

typedef enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } cli_color;

/* Links of a page to other specifications. */
typedef enum cli_links {
    CLI_LINKS_RUN,  /* those of the same run lead to their pages */
    CLI_LINKS_HTML, /* so do all others that name Markdown files */
    CLI_LINKS_KEEP  /* as written */
} cli_links;

#define CLI_SHEET_NAME "specmill.css"

typedef struct cli_paths SM_LIST(const char *) cli_paths;
typedef struct cli_formats SM_LIST(const sm_backend *) cli_formats;

typedef struct cli_settings cli_settings;
struct cli_settings {
    sm_arena *arena;
    cli_status (*run)(cli_settings *settings); /* the deed: converting, or --help ... */
    cli_paths inputs;
    cli_paths outputs; /* -o, in order */
    cli_formats formats;
    const char *directory;  /* NULL: not given */
    const char *theme;      /* NULL: the built-in one */
    const char *config;     /* NULL: specmill.yaml beside each specification */
    const char *signed_pdf; /* to verify; NULL: none */
    sm_date date;
    sm_export_options export;
    const char *css_file; /* NULL: none */
    size_t max_findings;  /* 0: all */
    sm_limits limits;
    sm_str_builder outside;           /* folders that files may be read from, too */
    size_t jobs;                      /* worker processes; 0: as many as there are processors */
    struct {                          /* of specmill site */
        const char *title, *base_url; /* NULL: none */
        sm_str_builder include, exclude;
        bool force;
    } site;
    unsigned port; /* when it serves; 0: a free one */
    int pdf_part;  /* 0: not given */
    cli_links links;
    cli_color color;
    sm_severity fail_on; /* when fails_on_findings */
    bool fails_on_findings;
    bool without_config, without_sandbox;
    bool dated; /* --date was given */
    bool with_images;
    bool fragment, link_images, css_linked; /* of pages */
    bool watches, serves;
    bool quiet, verbose;
};

#endif
