#define _XOPEN_SOURCE 700
#include "sandbox.h"
#include "say.h"
#include "specmill/base/path.h"
#include "specmill/font/font.h"
#include "specmill/sandbox/sandbox.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The file itself, wherever a link to it leads, and what is beside its name. */
static void allow_input(sm_arena *arena, sm_sandbox *sandbox, const char *path)
{
    if (strcmp(path, "-") == 0)
        return;
    char *real = realpath(path, NULL);
    if (real != NULL)
        sm_sandbox_allow_reading(sandbox, real);
    free(real);
    sm_sandbox_allow_reading(sandbox,
                             sm_str_to_cstr(arena, sm_path_parent(sm_str_from_cstr(path))));
}

static void allow_output(sm_arena *arena, sm_sandbox *sandbox, const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0)
        return;
    const char *real = cli_real_path(arena, path);
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        sm_sandbox_allow_writing(sandbox, real);
    else
        sm_sandbox_allow_writing(sandbox,
                                 sm_str_to_cstr(arena, sm_path_parent(sm_str_from_cstr(real))));
}

static void allow_fonts(sm_arena *arena, sm_sandbox *sandbox)
{
    sm_str_list caches, folders = sm_font_folders(arena, &caches);
    for (size_t i = 0; i < folders.count; i++)
        sm_sandbox_allow_reading(sandbox, folders.items[i].ptr);
    for (size_t i = 0; i < caches.count; i++)
        sm_sandbox_allow_writing(sandbox, caches.items[i].ptr);
}

static const char *yes(bool is)
{
    return is ? "yes" : "no";
}

static void enter(const cli_settings *settings, sm_arena *arena, sm_sandbox *sandbox,
                  bool with_fonts)
{
    for (size_t i = 0; i < settings->outside.count; i++)
        sm_sandbox_allow_reading(sandbox, settings->outside.items[i].ptr);
    if (with_fonts)
        allow_fonts(arena, sandbox);
    sm_sandbox_state state = sm_sandbox_enter(sandbox);
    if (settings->verbose)
        cli_say("sandbox: files %s, no network %s, no programs %s", yes(state.files),
                yes(state.network), yes(state.programs));
}

void cli_enter_sandbox(const cli_settings *settings, const cli_plan *plan)
{
    if (settings->without_sandbox)
        return;
    sm_arena *arena = sm_arena_new(0);
    sm_sandbox *sandbox = sm_sandbox_new(arena);
    bool fonts = false;
    for (size_t i = 0; i < plan->count; i++) {
        const cli_work *work = &plan->works[i];
        allow_input(arena, sandbox, work->input);
        for (size_t j = 0; j < work->count; j++) {
            allow_output(arena, sandbox, work->outputs[j].path);
            fonts = fonts || work->outputs[j].backend->needs_fonts;
        }
    }
    enter(settings, arena, sandbox, fonts);
    sm_arena_free(arena);
}

void cli_enter_site_sandbox(const cli_settings *settings)
{
    if (settings->without_sandbox)
        return;
    sm_arena *arena = sm_arena_new(0);
    sm_sandbox *sandbox = sm_sandbox_new(arena);
    sm_sandbox_allow_reading(sandbox, settings->inputs.items[0]);
    sm_sandbox_allow_building(sandbox, settings->directory);
    bool fonts = false;
    for (size_t i = 0; i < settings->formats.count; i++)
        fonts = fonts || settings->formats.items[i]->needs_fonts;
    enter(settings, arena, sandbox, fonts);
    sm_arena_free(arena);
}
