#define _XOPEN_SOURCE 700
#include "parts.h"
#include "specmill/base/input.h"
#include "specmill/base/map.h"
#include "specmill/base/path.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Finding the specifications of a folder. */

enum { FOLDER_DEPTH_MAX = 100, IGNORE_FILE_MAX = 1 << 20 };

typedef struct walk {
    sm_arena *arena;
    const sm_site_options *options;
    site_specs *specs;
    sm_diag *diag;
    const site_filter *filter;
    char *root;      /* of the folder, resolved, with its last slash */
    struct stat out; /* of the site, when it lies below */
    bool has_out;
} walk;

/* A link is followed to a file of this folder only, never to a folder. */
static bool is_wanted_link(const walk *w, const char *file)
{
    struct stat status;
    char *real = realpath(file, NULL);
    bool ok = real != NULL && strncmp(real, w->root, strlen(w->root)) == 0 &&
              stat(real, &status) == 0 && S_ISREG(status.st_mode);
    free(real);
    return ok;
}

bool site_is_left_out(const site_filter *filter, sm_str path, bool folder)
{
    return site_patterns_match(&filter->ignored, path, folder) > 0 ||
           site_patterns_match(&filter->excluded, path, folder) > 0;
}

static void walk_folder(walk *w, sm_str folder, int depth);

static void visit(walk *w, sm_str folder, const char *name, int depth)
{
    struct stat status;
    sm_str path = folder.len == 0
                      ? sm_str_copy(w->arena, sm_str_from_cstr(name))
                      : sm_str_printf(w->arena, "%.*s/%s", SM_STR_ARG(folder), name);
    sm_str file = sm_str_printf(w->arena, "%s/%.*s", w->options->folder, SM_STR_ARG(path));
    if (lstat(file.ptr, &status) != 0)
        return;
    if (S_ISDIR(status.st_mode)) {
        bool out =
            w->has_out && status.st_dev == w->out.st_dev && status.st_ino == w->out.st_ino;
        if (!out && strcmp(name, "node_modules") != 0 &&
            !site_is_left_out(w->filter, path, true))
            walk_folder(w, path, depth + 1);
        return;
    }
    if (!sm_path_is_markdown(path) || site_is_left_out(w->filter, path, false) ||
        (w->filter->included.count != 0 &&
         site_patterns_match(&w->filter->included, path, false) <= 0))
        return;
    if (S_ISREG(status.st_mode) || (S_ISLNK(status.st_mode) && is_wanted_link(w, file.ptr)))
        SM_LIST_ADD(w->arena, w->specs, ((site_spec){.path = path, .file = file}));
}

static void walk_folder(walk *w, sm_str folder, int depth)
{
    sm_str file = sm_str_printf(w->arena, "%s/%.*s", w->options->folder, SM_STR_ARG(folder));
    DIR *open = depth > FOLDER_DEPTH_MAX ? NULL : opendir(file.ptr);
    if (open == NULL) {
        sm_report(w->diag, SM_DIAG_FILE_UNREADABLE, sm_source_loc_of_file(w->arena, file), "%s",
                  depth > FOLDER_DEPTH_MAX ? "too many folders in each other"
                                           : strerror(errno));
        return;
    }
    sm_str_builder names = {0};
    for (struct dirent *entry; (entry = readdir(open)) != NULL;)
        if (entry->d_name[0] != '.')
            SM_LIST_ADD(w->arena, &names,
                        sm_str_copy(w->arena, sm_str_from_cstr(entry->d_name)));
    closedir(open);
    sm_str_sort(names.items, names.count);
    for (size_t i = 0; i < names.count; i++)
        visit(w, folder, names.items[i].ptr, depth);
}

static int compare_specs(const void *left, const void *right)
{
    const site_spec *a = left, *b = right;
    return sm_str_compare(a->path, b->path);
}

/* False when PATH is taken; ASCII case is ignored, since not every file system tells cases
 * apart.
 */
static bool claim(sm_arena *arena, sm_map *taken, sm_str path)
{
    return sm_map_add(arena, taken, sm_str_lower(arena, path));
}

/* "a/b.md" becomes "a/b"; "a/b.md.html" is the page of the one that comes second. What the site
 * has for itself is taken before. */
static void choose_stems(sm_arena *arena, site_specs *specs)
{
    sm_map taken = {0};
    claim(arena, &taken, SM_STR("index"));
    claim(arena, &taken, SM_STR("sitemap"));
    for (size_t i = 0; i < specs->count; i++) {
        site_spec *spec = &specs->items[i];
        sm_str path = spec->path;
        if (sm_str_starts_nocase(path, SM_STR("site/")))
            path = sm_str_printf(arena, "specs/%.*s", SM_STR_ARG(path));
        spec->stem = sm_path_stem(path);
        for (size_t n = 1; !claim(arena, &taken, spec->stem); n++)
            spec->stem = n == 1 ? path : sm_str_printf(arena, "%.*s-%zu", SM_STR_ARG(path), n);
    }
}

site_filter site_read_filter(sm_arena *arena, const sm_site_options *options)
{
    site_filter filter = {0};
    sm_str text;
    if (sm_input_read_inside(arena, sm_str_from_cstr(options->folder),
                             SM_STR(".specmillignore"), IGNORE_FILE_MAX, &text))
        site_add_pattern_file(arena, &filter.ignored, text);
    for (size_t i = 0; i < options->include.count; i++)
        site_add_pattern(arena, &filter.included, options->include.items[i]);
    for (size_t i = 0; i < options->exclude.count; i++)
        site_add_pattern(arena, &filter.excluded, options->exclude.items[i]);
    return filter;
}

bool site_walk(sm_arena *arena, const sm_site_options *options, const site_filter *filter,
               site_specs *specs, sm_diag *diag)
{
    walk w = {arena, options, specs, diag, .filter = filter};
    struct stat folder;
    char *real = realpath(options->folder, NULL);
    if (real == NULL || stat(real, &folder) != 0 || !S_ISDIR(folder.st_mode)) {
        sm_loc loc = sm_source_loc_of_file(arena, sm_str_from_cstr(options->folder));
        sm_report(diag, SM_DIAG_FILE_UNREADABLE, loc, "%s",
                  real == NULL ? strerror(errno) : "not a folder");
        free(real);
        return false;
    }
    w.root = sm_str_to_cstr(
        arena, sm_str_printf(arena, "%s%s", real, strcmp(real, "/") == 0 ? "" : "/"));
    free(real);
    w.has_out = stat(options->out, &w.out) == 0;
    walk_folder(&w, SM_STR(""), 0);
    if (specs->count != 0)
        qsort(specs->items, specs->count, sizeof *specs->items, compare_specs);
    choose_stems(arena, specs);
    return true;
}
