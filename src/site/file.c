#define _XOPEN_SOURCE 700
#include "parts.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files of the site. Only those that the manifest names are ever written over or removed. */

static char *full_path(sm_arena *arena, const site_build *build, sm_str path)
{
    return sm_str_to_cstr(
        arena, sm_str_printf(arena, "%s/%.*s", build->options->out, SM_STR_ARG(path)));
}

bool site_is_safe_path(sm_str path)
{
    sm_str rest = path, name;
    if (path.len == 0 || sm_str_find_char(path, '\0') != SM_STR_NONE)
        return false;
    while (sm_str_split(&rest, '/', &name))
        if (name.len == 0 || sm_str_equal(name, SM_STR(".")) ||
            sm_str_equal(name, SM_STR("..")))
            return false;
    return true;
}

bool site_owns(const site_build *build, sm_str path)
{
    /* An interrupted run has not said which diagrams there are. */
    if (build->again && sm_str_starts(path, SM_STR("site/diagrams/")))
        return true;
    return sm_str_sorted_has(build->owned, path);
}

bool site_exists(sm_arena *arena, const site_build *build, sm_str path)
{
    struct stat status;
    return lstat(full_path(arena, build, path), &status) == 0;
}

/* Makes the folders above FILE, which begins with the site's own. */
static void make_folders(const site_build *build, char *file)
{
    for (char *c = file + strlen(build->options->out) + 1; *c != '\0'; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        mkdir(file, 0777); /* opening the file tells whether they are there */
        *c = '/';
    }
}

sm_output *site_open(sm_arena *arena, const site_build *build, sm_str path, sm_diag *diag)
{
    struct stat status;
    char *file = full_path(arena, build, path);
    if (!build->options->force && !site_owns(build, path) && lstat(file, &status) == 0) {
        sm_report(diag, SM_DIAG_FILE_NOT_OURS,
                  sm_source_loc_of_file(arena, sm_str_from_cstr(file)), NULL);
        return NULL;
    }
    make_folders(build, file);
    sm_output *output = sm_output_open(arena, file, diag);
    if (output != NULL)
        sm_output_without_sync(output); /* all at once, before the manifest */
    return output;
}

bool site_put(sm_arena *arena, const site_build *build, sm_str path, sm_str bytes,
              bool *changed, sm_diag *diag)
{
    sm_arena *scratch = sm_arena_new(0);
    sm_str old;
    bool same =
        site_owns(build, path) &&
        sm_input_read_inside(scratch, sm_str_from_cstr(build->options->out), path, 0, &old) &&
        sm_str_equal(old, bytes);
    sm_arena_free(scratch);
    if (same)
        return true;
    sm_output *output = site_open(arena, build, path, diag);
    if (output == NULL)
        return false;
    sm_output_write_str(output, bytes);
    *changed = true;
    return sm_output_commit(output, diag);
}

/* Whether the folder of FILE is, links resolved, where it seems to be: in the site. */
static bool is_inside(sm_arena *arena, const site_build *build, const char *file)
{
    sm_str above = sm_path_parent(sm_str_from_cstr(file));
    char *root = realpath(build->options->out, NULL);
    char *folder = realpath(sm_str_to_cstr(arena, above), NULL);
    size_t len = root != NULL ? strlen(root) : 0;
    bool inside = root != NULL && folder != NULL && strncmp(folder, root, len) == 0 &&
                  (folder[len] == '\0' || folder[len] == '/');
    free(folder);
    free(root);
    return inside;
}

void site_remove(sm_arena *arena, const site_build *build, sm_str path)
{
    struct stat status;
    if (!site_is_safe_path(path))
        return;
    char *file = full_path(arena, build, path);
    if (lstat(file, &status) != 0 || !S_ISREG(status.st_mode) || !is_inside(arena, build, file))
        return;
    unlink(file);
    char *root = file + strlen(build->options->out);
    for (char *slash; (slash = strrchr(root + 1, '/')) != NULL;) {
        *slash = '\0';
        if (rmdir(file) != 0) /* there is something else in it */
            break;
    }
}
