/* Pages of HTML among other files: their sheet, and where their relative addresses lead. */
#ifndef SPECMILL_CLI_PAGES_H
#define SPECMILL_CLI_PAGES_H

#include "outputs.h"

typedef struct cli_page cli_page; /* a specification of the run and its page */

typedef struct cli_pages {
    const cli_settings *settings;
    const sm_theme *theme;
    sm_str css; /* of --css FILE */
    const cli_page *targets;
    size_t target_count; /* sorted by the specification's real path */
    const sm_str *names; /* of the files, sorted: as given and as they are */
    size_t name_count;
} cli_pages;

/* The pages of PLAN; writes the sheets that they share. False after reporting. */
bool cli_pages_begin(cli_settings *settings, const cli_plan *plan, const sm_theme *theme,
                     cli_pages *pages, sm_diag *diag);

/* How the page that WORK has at PATH is set up. */
const sm_html_setup *cli_page_setup(sm_arena *arena, const cli_pages *pages,
                                    const cli_work *work, const char *path);

#endif
