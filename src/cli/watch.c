#define _GNU_SOURCE
#include "specmill/watch/watch.h"
#include "outputs.h"
#include "run.h"
#include "say.h"
#include "specmill/base/path.h"
#include "specmill/pool/pool.h"
#include "specmill/site/site.h"
#include "specmill/watch/serve.h"
#include "streams.h"
#include "themes.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* specmill watch SPEC|DIR, --watch, --serve: build, wait for changes, build again. */

typedef struct watching {
    const cli_settings *settings;
    bool site;           /* else specifications are converted */
    cli_status status;   /* of the last build */
    bool changed;        /* the last build wrote something */
    cli_paths names;     /* of files that matter wherever they are: the theme's ... */
    sm_server *server;   /* NULL: none */
    const char *folder;  /* that is served */
    sm_str_builder only; /* outputs in it; none: all */
    sm_str first;
} watching;

/* In a process of its own, so that no specification can end the watching. */
static void build_here(void *context, size_t index, sm_buf *answer)
{
    const watching *w = context;
    (void)index;
    bool changed = true;
    cli_settings own = *w->settings;
    own.arena = sm_arena_new(0);
    cli_status status = w->site ? cli_build_site(&own, &changed) : cli_convert(&own);
    sm_buf_add_char(answer, (char)status);
    sm_buf_add_char(answer, (char)changed);
    sm_arena_free(own.arena);
}

static void take_status(void *context, size_t index, const sm_pool_answer *answer)
{
    watching *w = context;
    sm_arena *arena = sm_arena_new(0);
    (void)index;
    cli_say_text(answer->said);
    w->status = CLI_FAILED;
    w->changed = false;
    if (answer->fate == SM_POOL_DONE && answer->bytes.len == 2) {
        w->status = (cli_status)answer->bytes.ptr[0];
        w->changed = answer->bytes.ptr[1] != 0;
    } else {
        cli_say("the build did not finish: %.*s", SM_STR_ARG(sm_pool_reason(arena, answer)));
    }
    sm_arena_free(arena);
}

static void build(watching *w)
{
    double start = cli_now_ms();
    sm_pool pool = {.processes = 1, .context = w, .work = build_here, .take = take_status};
    sm_pool_run(&pool, 1);
    if (!w->settings->quiet)
        cli_say("%s in %.0f ms", w->status == CLI_OK ? "built" : "built with errors",
                cli_now_ms() - start);
    if (w->changed && w->server != NULL)
        sm_server_reload(w->server);
}

/* What matters: specifications, images, configuration, themes. Outputs do not, though they may
 * be in the same folder, and neither do what editors leave beside a file. */
static bool is_wanted(void *context, const char *folder, const char *name)
{
    static const char others[] = "yaml|yml|png|jpg|jpeg|gif|webp|svg";
    const watching *w = context;
    sm_str extension = sm_path_extension(sm_str_from_cstr(name));
    (void)folder;
    if (strcmp(name, ".specmillignore") == 0)
        return true;
    for (size_t i = 0; i < w->names.count; i++)
        if (strcmp(w->names.items[i], name) == 0)
            return true;
    if (name[0] == '.')
        return false;
    if (w->site && sm_site_takes(sm_str_from_cstr(name)))
        return true;
    if (sm_path_is_markdown(sm_str_from_cstr(name)) || sm_str_among(extension, "txt"))
        return w->site;
    return sm_str_among(extension, others);
}

static const char *name_of(const char *path)
{
    return sm_path_name(sm_str_from_cstr(path)).ptr;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool add(sm_watch *watch, const char *folder, bool deep)
{
    if (sm_watch_add(watch, folder, deep))
        return true;
    cli_say("%s: cannot be watched: %s", folder,
            errno == ENOSPC ? "the system's limit of watched folders is reached"
                            : strerror(errno));
    return false;
}

/* The folder of a file that an option names, which may be changed, too. */
static void add_file(watching *w, sm_arena *arena, sm_watch *watch, const char *path)
{
    if (path == NULL)
        return;
    SM_LIST_ADD(arena, &w->names, name_of(path));
    add(watch, sm_str_to_cstr(arena, sm_path_parent(sm_str_from_cstr(path))), false);
}

/* The theme that an option names, by its file or by its name, and the style sheet beside it. */
static void add_theme(watching *w, sm_arena *arena, sm_watch *watch)
{
    const char *theme = w->settings->theme;
    if (theme == NULL)
        return;
    SM_LIST_ADD(arena, &w->names, "page.css");
    if (strchr(theme, '/') != NULL || strchr(theme, '.') != NULL) {
        add_file(w, arena, watch, theme);
        return;
    }
    sm_str_list folders = cli_theme_folders(arena);
    for (size_t i = 0; i < folders.count; i++) {
        sm_str folder = sm_str_printf(arena, "%s/%s", folders.items[i].ptr, theme);
        if (is_folder(folder.ptr))
            add(watch, folder.ptr, false);
    }
}

static sm_watch *watch_all(watching *w, sm_arena *arena)
{
    const cli_settings *s = w->settings;
    sm_watch_options options = {is_wanted, w, w->site ? s->directory : NULL};
    sm_watch *watch = sm_watch_new(arena, &options);
    bool ok = watch != NULL;
    if (!ok)
        cli_say("files cannot be watched: %s", strerror(errno));
    for (size_t i = 0; ok && i < s->inputs.count; i++) {
        const char *input = s->inputs.items[i];
        if (!w->site)
            SM_LIST_ADD(arena, &w->names, name_of(input));
        ok = add(watch,
                 w->site ? input
                         : sm_str_to_cstr(arena, sm_path_parent(sm_str_from_cstr(input))),
                 true);
    }
    if (!ok) {
        sm_watch_free(watch);
        return NULL;
    }
    add_theme(w, arena, watch);
    add_file(w, arena, watch, s->config);
    add_file(w, arena, watch, s->css_file);
    return watch;
}

/* The pages that a conversion writes are what is served, from the folder of the first. */
static bool choose_pages(watching *w, sm_arena *arena)
{
    cli_plan plan;
    cli_settings own = *w->settings;
    own.arena = arena;
    if (!cli_plan_outputs(&own, &plan))
        return false;
    for (size_t i = 0; i < plan.count; i++)
        for (size_t j = 0; j < plan.works[i].count; j++) {
            const char *path = plan.works[i].outputs[j].path;
            char *folder = sm_str_to_cstr(arena, sm_path_parent(sm_str_from_cstr(path)));
            if (w->folder == NULL)
                w->folder = folder;
            if (strcmp(w->folder, folder) != 0)
                continue;
            SM_LIST_ADD(arena, &w->only, sm_str_from_cstr(name_of(path)));
            bool page = plan.works[i].outputs[j].backend == &sm_html_backend;
            if (page && w->first.len == 0)
                w->first = sm_str_from_cstr(name_of(path));
        }
    SM_LIST_ADD(arena, &w->only, SM_STR(CLI_SHEET_NAME));
    if (w->first.len != 0)
        return true;
    cli_say("--serve is for pages: add --to html or -o FILE.html");
    return false;
}

static bool serve(watching *w, sm_arena *arena)
{
    const cli_settings *s = w->settings;
    if (!s->serves)
        return true;
    if (w->site)
        w->folder = s->directory;
    else if (!choose_pages(w, arena))
        return false;
    sm_server_options options = {w->folder, s->port, {w->only.items, w->only.count}, w->first};
    w->server = sm_server_open(arena, &options);
    if (w->server == NULL) {
        cli_say("port %u cannot be served: %s", s->port, strerror(errno));
        return false;
    }
    sm_str line = sm_str_printf(arena, "http://localhost:%u/\n", sm_server_port(w->server));
    return cli_print(line);
}

/* Waits for a change or a request; milliseconds, -1: as long as it takes. */
static bool wait_once(watching *w, sm_watch *watch, int patience)
{
    struct pollfd polled[SM_SERVER_POLLED_MAX + 1];
    size_t count = w->server != NULL ? sm_server_poll(w->server, polled) : 0;
    size_t all = count;
    if (watch != NULL)
        polled[all++] = (struct pollfd){.fd = sm_watch_descriptor(watch), .events = POLLIN};
    int ready = poll(polled, (nfds_t)all, patience);
    if (ready < 0)
        return false;
    if (w->server != NULL)
        sm_server_step(w->server, polled, count);
    return watch != NULL && ready > 0 && sm_watch_changed(watch);
}

/* Editors write a file in several steps; the build waits until they are through. */
static void settle(watching *w, sm_watch *watch)
{
    enum { QUIET_MS = 60, LONGEST_MS = 1000 };
    double start = cli_now_ms(), last = start;
    while (cli_now_ms() - last < QUIET_MS && cli_now_ms() - start < LONGEST_MS)
        if (wait_once(w, watch, QUIET_MS / 3))
            last = cli_now_ms();
}

static void loop(watching *w, sm_watch *watch)
{
    enum { TICK_MS = 2000 }; /* for connections that say nothing */
    for (;;) {
        if (!wait_once(w, watch, w->server != NULL ? TICK_MS : -1))
            continue;
        settle(w, watch);
        build(w);
    }
}

cli_status cli_watch(cli_settings *settings)
{
    sm_arena *arena = settings->arena;
    bool folder = settings->inputs.count == 1 && is_folder(settings->inputs.items[0]);
    watching w = {.site = settings->run == cli_site || folder};
    cli_settings told = *settings;
    told.color = cli_colored(settings) ? CLI_COLOR_ALWAYS : CLI_COLOR_NEVER;
    w.settings = &told;
    if (settings->inputs.count == 0 || (w.site && settings->directory == NULL) ||
        (!w.site && settings->outputs.count == 0 && settings->formats.count == 0)) {
        cli_say("usage: specmill watch SPEC -o FILE, or specmill watch DIR -d OUT "
                "[--serve PORT]");
        return CLI_USAGE;
    }
    bool watches = settings->run == cli_watch || settings->watches;
    sm_watch *watch = watches ? watch_all(&w, arena) : NULL;
    if ((watches && watch == NULL) || !serve(&w, arena))
        return CLI_FAILED;
    build(&w); /* after the watch began, so that no change is missed */
    loop(&w, watch);
    return CLI_OK; /* it ends by a signal only */
}
