#define _XOPEN_SOURCE 700
#include "outputs.h"
#include "say.h"
#include "specmill/base/path.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct outputs SM_LIST(cli_output) outputs;
typedef struct works SM_LIST(cli_work) works;

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* The format that the extension of PATH names, or NULL after saying so. */
static const sm_backend *backend_for_path(const char *path)
{
    sm_str whole = sm_str_from_cstr(path), extension = sm_path_extension(whole);
    if (is_standard(path)) {
        cli_say("-o -: name the format with --to");
        return NULL;
    }
    if (sm_path_name(whole).len == 0) {
        cli_say("-o %s: this is a folder; name it with --directory", path);
        return NULL;
    }
    const sm_backend *backend =
        extension.ptr == NULL ? NULL : sm_backend_for_extension(extension);
    if (backend == NULL)
        cli_say("-o %s: the extension names no format; add --to FORMAT (see --list-formats)",
                path);
    return backend;
}

/* Whether -t is about the files named by -o, and not about files named after the input. */
static bool formats_are_for_outputs(const cli_settings *settings)
{
    return settings->outputs.count != 0 && settings->directory == NULL;
}

static bool plan_named(cli_settings *settings, outputs *list)
{
    bool overridden = formats_are_for_outputs(settings) && settings->formats.count != 0;
    if (settings->outputs.count != 0 && settings->inputs.count > 1) {
        cli_say("-o %s: one file for %zu specifications; use --to and --directory",
                settings->outputs.items[0], settings->inputs.count);
        return false;
    }
    if (overridden && settings->formats.count > 1) {
        cli_say("-o with several formats in --to; add --directory, or one -o for each format");
        return false;
    }
    for (size_t i = 0; i < settings->outputs.count; i++) {
        const char *path = settings->outputs.items[i];
        const sm_backend *backend =
            overridden ? settings->formats.items[0] : backend_for_path(path);
        if (backend == NULL)
            return false;
        SM_LIST_ADD(settings->arena, list, ((cli_output){backend, path}));
    }
    return true;
}

sm_str cli_stem(sm_str path)
{
    sm_str name = sm_path_name(path);
    bool known = sm_path_is_markdown(name) || sm_str_among(sm_path_extension(name), "txt|text");
    return known ? sm_path_stem(name) : name;
}

static const char *path_after(const cli_settings *settings, const char *input,
                              const sm_backend *backend)
{
    const char *folder = settings->directory;
    bool slashed = folder == NULL || folder[strlen(folder) - 1] == '/';
    sm_str path = sm_str_printf(
        settings->arena, "%s%s%.*s.%s", folder == NULL ? "" : folder, slashed ? "" : "/",
        SM_STR_ARG(cli_stem(sm_str_from_cstr(input))), backend->extension);
    return sm_str_to_cstr(settings->arena, path);
}

static bool plan_formats(cli_settings *settings, const char *input, outputs *list)
{
    if (settings->formats.count == 0 || formats_are_for_outputs(settings))
        return true;
    bool standard = is_standard(input);
    if (standard && (settings->directory != NULL || settings->formats.count > 1)) {
        cli_say("standard input has no name to call outputs after; use -o");
        return false;
    }
    for (size_t i = 0; i < settings->formats.count; i++) {
        const sm_backend *backend = settings->formats.items[i];
        const char *path = standard ? "-" : path_after(settings, input, backend);
        SM_LIST_ADD(settings->arena, list, ((cli_output){backend, path}));
    }
    return true;
}

/* A path that has been seen, spelled in the one way that its file has. */
typedef struct claim {
    const char *real, *path;
    bool input;
} claim;

typedef struct claims SM_LIST(claim) claims;

const char *cli_real_path(sm_arena *arena, const char *path)
{
    sm_str parent = sm_path_folder(sm_str_from_cstr(path));
    char *real = realpath(path, NULL);
    sm_str made;
    if (real != NULL) {
        made = sm_str_copy(arena, sm_str_from_cstr(real));
    } else { /* a file yet to be made, in a folder that is there or will be */
        char *folder = sm_str_to_cstr(arena, parent.len == 0 ? SM_STR(".") : parent);
        real = realpath(folder, NULL);
        made = sm_str_printf(arena, "%s/%s", real != NULL ? real : folder, path + parent.len);
    }
    free(real);
    return made.ptr;
}

static void claim_path(sm_arena *arena, claims *list, const char *path, bool input)
{
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return; /* devices and pipes are never replaced, and may be named twice */
    SM_LIST_ADD(arena, list, ((claim){cli_real_path(arena, path), path, input}));
}

static int compare_claims(const void *left, const void *right)
{
    const claim *a = left, *b = right;
    int order = strcmp(a->real, b->real);
    return order != 0 ? order : b->input - a->input; /* inputs first */
}

static bool are_apart(const claims *list)
{
    if (list->count != 0)
        qsort(list->items, list->count, sizeof *list->items, compare_claims);
    for (size_t i = 1; i < list->count; i++) {
        const claim *a = &list->items[i - 1], *b = &list->items[i];
        if (strcmp(a->real, b->real) != 0 || (a->input && b->input))
            continue;
        if (a->input)
            cli_say("%s is a specification and would be overwritten", b->path);
        else
            cli_say("%s would be written twice; give specifications of one name "
                    "different folders",
                    b->path);
        return false;
    }
    return true;
}

/* Nothing may be overwritten: neither an input nor what another output has just written. */
static bool check_files(cli_settings *settings, const works *list)
{
    claims claimed = {0};
    for (size_t i = 0; i < list->count; i++) {
        const cli_work *work = &list->items[i];
        if (!is_standard(work->input))
            claim_path(settings->arena, &claimed, work->input, true);
        for (size_t j = 0; j < work->count; j++)
            if (!is_standard(work->outputs[j].path))
                claim_path(settings->arena, &claimed, work->outputs[j].path, false);
    }
    if (settings->css_file != NULL && !is_standard(settings->css_file))
        claim_path(settings->arena, &claimed, settings->css_file, true);
    return are_apart(&claimed);
}

static bool check_streams(const works *list)
{
    size_t reads = 0, writes = 0;
    for (size_t i = 0; i < list->count; i++) {
        const cli_work *work = &list->items[i];
        reads += is_standard(work->input);
        for (size_t j = 0; j < work->count; j++) {
            if (!is_standard(work->outputs[j].path))
                continue;
            writes++;
            if (work->outputs[j].backend->binary && isatty(STDOUT_FILENO)) {
                cli_say("%s is not for a terminal; name a file with -o, or redirect the output",
                        work->outputs[j].backend->summary);
                return false;
            }
        }
    }
    if (reads > 1)
        cli_say("standard input can be read only once");
    if (writes > 1)
        cli_say("standard output can take only one output");
    return reads <= 1 && writes <= 1;
}

bool cli_plan_outputs(cli_settings *settings, cli_plan *plan)
{
    works list = {0};
    outputs named = {0};
    if (!plan_named(settings, &named))
        return false;
    for (size_t i = 0; i < settings->inputs.count; i++) {
        const char *input = settings->inputs.items[i];
        outputs all = i == 0 ? named : (outputs){0};
        if (!plan_formats(settings, input, &all))
            return false;
        SM_LIST_ADD(settings->arena, &list, ((cli_work){input, all.items, all.count}));
    }
    *plan = (cli_plan){list.items, list.count};
    return check_streams(&list) && check_files(settings, &list);
}

bool cli_make_folder(sm_arena *arena, const char *path)
{
    char *part = sm_str_to_cstr(arena, sm_str_from_cstr(path));
    for (char *c = part + 1; *c != '\0'; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        mkdir(part, 0777); /* the last one tells whether they are there */
        *c = '/';
    }
    struct stat status;
    if (mkdir(part, 0777) == 0 || (stat(part, &status) == 0 && S_ISDIR(status.st_mode)))
        return true;
    cli_say("%s: cannot make the folder: %s", path, strerror(errno));
    return false;
}
