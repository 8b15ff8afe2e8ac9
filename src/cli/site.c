#define _GNU_SOURCE
#include "specmill/site/site.h"
#include "findings.h"
#include "limits.h"
#include "outputs.h"
#include "run.h"
#include "sandbox.h"
#include "say.h"
#include "specmill/base/input.h"
#include "specmill/specmill.h"
#include "streams.h"
#include "themes.h"
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* specmill site DIR -d OUT */

typedef struct telling {
    const cli_settings *settings;
    bool terminal; /* standard error shows the progress */
    bool line;     /* a line of progress stands there */
} telling;

static void show(void *context, sm_diag *diag)
{
    const telling *t = context;
    cli_show_findings(t->settings, diag);
}

static void begin(void *context)
{
    const telling *t = context;
    cli_limit_time(t->settings);
}

static void clear_line(telling *t)
{
    if (t->line)
        cli_say_text(SM_STR("\r\033[K"));
    t->line = false;
}

static void said(void *context, sm_str text)
{
    if (text.len == 0)
        return;
    clear_line(context);
    cli_say_text(text);
}

static void died(void *context, const char *file, const sm_pool_answer *answer)
{
    telling *t = context;
    clear_line(t);
    cli_show_death(t->settings, file, answer);
}

static void progress(void *context, size_t done, size_t count)
{
    telling *t = context;
    if (!t->terminal || (done % 8 != 0 && done != count))
        return;
    sm_arena *arena = sm_arena_new(0);
    cli_say_text(sm_str_printf(arena, "\r\033[Kspecmill: %zu of %zu", done, count));
    sm_arena_free(arena);
    t->line = true;
}

/* The linker's digest of the program (an ELF note), so that another one builds all anew. */
static int find_build_id(struct dl_phdr_info *object, size_t size, void *context)
{
    sm_buf *id = context;
    (void)size;
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[i];
        if (header->p_type != PT_NOTE)
            continue;
        const char *at = (const char *)(object->dlpi_addr + header->p_vaddr);
        const char *end = at + header->p_memsz;
        while ((size_t)(end - at) > sizeof(ElfW(Nhdr))) {
            ElfW(Nhdr) note;
            memcpy(&note, at, sizeof note);
            const char *bytes = at + sizeof note + ((note.n_namesz + 3) & ~3u);
            if (note.n_type == NT_GNU_BUILD_ID && bytes + note.n_descsz <= end)
                for (size_t j = 0; j < note.n_descsz; j++)
                    sm_buf_addf(id, "%02x", (unsigned)(unsigned char)bytes[j]);
            at = bytes + ((note.n_descsz + 3) & ~3u);
        }
    }
    return 1; /* the first object is the program; its libraries do not count */
}

static sm_str tool(sm_arena *arena)
{
    sm_buf text = sm_buf_new(arena);
    sm_buf_add_cstr(&text, SPECMILL_VERSION "-");
    dl_iterate_phdr(find_build_id, &text);
    return sm_buf_str(&text);
}

static sm_str base_url(const cli_settings *settings)
{
    sm_str url = sm_str_from_cstr(settings->site.base_url);
    return url.len == 0 || sm_str_ends(url, SM_STR("/"))
               ? url
               : sm_str_printf(settings->arena, "%s/", url.ptr);
}

/* The formats besides HTML, which is always there. */
static cli_formats formats(const cli_settings *settings)
{
    cli_formats list = {0};
    for (size_t i = 0; i < settings->formats.count; i++)
        if (settings->formats.items[i] != &sm_html_backend)
            SM_LIST_ADD(settings->arena, &list, settings->formats.items[i]);
    return list;
}

static void add_count(sm_buf *buf, size_t count, const char *noun)
{
    if (count != 0)
        sm_buf_addf(buf, "%s%zu %s%s", buf->len == 0 ? "" : ", ", count, noun,
                    count == 1 ? "" : "s");
}

static void tell_result(const telling *t, const sm_site_result *result)
{
    const cli_settings *settings = t->settings;
    sm_buf earlier = sm_buf_new(settings->arena);
    for (int severity = SM_ERROR; severity >= SM_WARNING; severity--)
        add_count(&earlier, result->earlier[severity], sm_severity_name((sm_severity)severity));
    if (earlier.len != 0 && !settings->quiet)
        cli_say("not shown again: %.*s of specifications that have not changed; --force shows "
                "them",
                SM_STR_ARG(sm_buf_str(&earlier)));
    if (settings->verbose || t->terminal)
        cli_say("specifications: %zu; built %zu, removed %zu, broken %zu", result->specs,
                result->built, result->removed, result->broken);
}

static cli_status status_of(const cli_settings *settings, const sm_site_result *result)
{
    if (result->broken != 0)
        return CLI_FAILED;
    for (size_t s = settings->fail_on; settings->fails_on_findings && s <= SM_ERROR; s++)
        if (result->findings[s] != 0)
            return CLI_FAILED;
    return CLI_OK;
}

/* What is read once for all specifications. */
typedef struct site_setup {
    const sm_theme *theme;
    const sm_config *config; /* of --config; NULL: each has its own */
    sm_str config_bytes, css;
} site_setup;

static bool read_setup(const cli_settings *settings, sm_arena *arena, site_setup *setup,
                       sm_diag *diag)
{
    *setup = (site_setup){.theme = cli_find_theme(settings, diag)};
    bool ok = setup->theme != NULL;
    if (settings->css_file != NULL)
        ok = sm_input_read(arena, settings->css_file, 1 << 20, &setup->css, diag) && ok;
    if (settings->config == NULL || settings->without_config)
        return ok;
    setup->config = sm_config_load(arena, settings->config, diag);
    return setup->config != NULL &&
           sm_input_read(arena, settings->config, 1 << 20, &setup->config_bytes, diag) && ok;
}

static cli_status build(const cli_settings *settings, const site_setup *setup, bool *changed)
{
    sm_arena *arena = sm_arena_new(0);
    cli_settings told = *settings; /* a worker's standard error is no terminal */
    told.arena = arena;
    told.color = cli_colored(settings) ? CLI_COLOR_ALWAYS : CLI_COLOR_NEVER;
    telling t = {&told, isatty(STDERR_FILENO) && !settings->quiet, false};
    cli_formats others = formats(&told);
    sm_site_options options = {
        .folder = settings->inputs.items[0],
        .out = settings->directory,
        .run = {.theme = setup->theme,
                .limits = &settings->limits,
                .date = settings->date,
                .with_images = settings->with_images,
                .pdf_part = settings->pdf_part,
                .export = settings->export},
        .formats = others.items,
        .format_count = others.count,
        .title = sm_str_from_cstr(settings->site.title),
        .base_url = base_url(&told),
        .include = {settings->site.include.items, settings->site.include.count},
        .exclude = {settings->site.exclude.items, settings->site.exclude.count},
        .force = settings->site.force,
        .unsynced = settings->run == cli_watch || settings->watches,
        .processes = settings->jobs != 0 ? settings->jobs : sm_pool_processors(),
        .max_size = settings->limits.at_most[SM_LIMIT_INPUT],
        .config = setup->config,
        .config_bytes = setup->config_bytes,
        .without_config = settings->without_config,
        .css = setup->css,
        .outside = {settings->outside.items, settings->outside.count},
        .tool = tool(arena),
    };
    sm_site_teller teller = {&t, begin, show, said, died, progress};
    sm_site_result result;
    sm_diag *diag = sm_diag_new(arena);
    bool ok = sm_site_build(arena, &options, &teller, &result, diag);
    clear_line(&t);
    cli_status status = cli_show_findings(&told, diag);
    if (ok)
        tell_result(&t, &result);
    if (!ok || status != CLI_OK || status_of(settings, &result) != CLI_OK)
        status = CLI_FAILED;
    if (changed != NULL)
        *changed = result.changed;
    sm_arena_free(arena);
    return status;
}

cli_status cli_build_site(const cli_settings *settings, bool *changed)
{
    sm_arena *arena = sm_arena_new(0);
    cli_settings own = *settings;
    own.arena = arena;
    sm_diag *diag = sm_diag_new(arena);
    site_setup setup;
    bool ok = read_setup(&own, arena, &setup, diag);
    cli_status status = cli_show_findings(&own, diag), built = CLI_FAILED;
    struct stat folder;
    bool there = stat(own.inputs.items[0], &folder) == 0; /* else the site says so */
    if (ok && (!there || cli_make_folder(arena, own.directory))) {
        if (there)
            cli_enter_site_sandbox(&own);
        built = build(&own, &setup, changed);
    }
    sm_arena_free(arena);
    return built > status ? built : status;
}

cli_status cli_site(cli_settings *settings)
{
    if (settings->inputs.count != 1 || settings->directory == NULL ||
        settings->outputs.count != 0) {
        cli_say("usage: specmill site DIR -d OUT [-t pdf,xlsx,...]");
        return CLI_USAGE;
    }
    return cli_build_site(settings, NULL);
}
