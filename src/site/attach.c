#define _XOPEN_SOURCE 700
#include "parts.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include <sys/stat.h>

/* Files beside the specifications that their pages link to come along into the site, each at
 * its own path. */

/* Kinds that a browser shows or saves and never runs; what may hold script stays where it is.
 */
bool sm_site_takes(sm_str name)
{
    static const char kinds[] =
        "pdf|txt|log|csv|tsv|json|jsonl|yaml|yml|toml|ini|conf|sql|proto|graphql|avsc|sh|py|go|"
        "rs|java|kt|c|h|cpp|rb|tf|png|jpg|jpeg|gif|webp|docx|xlsx|pptx|odt|ods|odp|zip|gz|tgz|"
        "mmd|puml|drawio|mp4|webm|mp3";
    return sm_str_among(sm_path_extension(name), kinds);
}

/* Whether PATH leads through a hidden folder, one that is left out, or the site itself. */
static bool is_apart(sm_arena *arena, const site_build *build, sm_str path)
{
    struct stat out, here;
    bool has_out = stat(build->options->out, &out) == 0;
    if (sm_str_starts_nocase(path, SM_STR("site/")))
        return true; /* the site has that folder for itself */
    for (size_t i = 0; i <= path.len; i++) {
        if ((i == 0 || path.ptr[i - 1] == '/') && i < path.len && path.ptr[i] == '.')
            return true;
        if (i < path.len && path.ptr[i] != '/')
            continue;
        sm_str part = sm_str_sub(path, 0, i);
        if (site_is_left_out(build->filter, part, i < path.len))
            return true;
        sm_str file = sm_str_printf(arena, "%s/%.*s", build->options->folder, SM_STR_ARG(part));
        if (i < path.len && has_out && stat(file.ptr, &here) == 0 &&
            here.st_dev == out.st_dev && here.st_ino == out.st_ino)
            return true;
    }
    return false;
}

bool site_may_attach(sm_arena *arena, const site_build *build, sm_str path)
{
    struct stat status;
    if (path.len == 0 || !sm_site_takes(path) || !site_is_safe_path(path))
        return false;
    sm_str file = sm_str_printf(arena, "%s/%.*s", build->options->folder, SM_STR_ARG(path));
    return stat(file.ptr, &status) == 0 && S_ISREG(status.st_mode) &&
           !is_apart(arena, build, path);
}

bool site_target_is_there(sm_arena *arena, const site_build *build, const site_target *target)
{
    return target->spec != NULL || target->home ||
           (target->path.ptr != NULL && site_may_attach(arena, build, target->path));
}

/* An output of the site at the same path comes first. */
static sm_str_builder outputs(sm_arena *arena, const site_build *build)
{
    sm_str_builder all = {0};
    for (size_t i = 0; i < build->specs->count; i++)
        for (const sm_value *file = site_list(build->specs->items[i].entry, "files");
             file != NULL; file = file->next)
            SM_LIST_ADD(arena, &all, sm_value_text(file));
    sm_str_sort(all.items, all.count);
    return all;
}

/* What links of all pages lead to, sorted. */
static sm_str_builder linked(sm_arena *arena, const site_build *build)
{
    sm_str_builder all = {0};
    for (size_t i = 0; i < build->specs->count; i++)
        for (const sm_value *link = site_list(build->specs->items[i].entry, "links");
             link != NULL; link = link->next)
            if (site_item(link, 5).len == 0 && site_item(link, 3).len != 0)
                SM_LIST_ADD(arena, &all, site_item(link, 3));
    sm_str_sort(all.items, all.count);
    return all;
}

/* The site may be built into the folder of the specifications: then the file is there. */
static bool is_same_file(sm_arena *arena, const site_build *build, sm_str path)
{
    struct stat from, to;
    const site_build *b = build;
    return stat(sm_str_printf(arena, "%s/%.*s", b->options->folder, SM_STR_ARG(path)).ptr,
                &from) == 0 &&
           stat(sm_str_printf(arena, "%s/%.*s", b->options->out, SM_STR_ARG(path)).ptr, &to) ==
               0 &&
           from.st_dev == to.st_dev && from.st_ino == to.st_ino;
}

enum { ATTACHED_MAX = 64 << 20 }; /* bytes */

/* What begins like markup a browser could take for a page, whatever its name says. */
static bool read_attached(sm_arena *arena, const char *folder, sm_str path, sm_str *bytes)
{
    if (!sm_input_read_inside(arena, sm_str_from_cstr(folder), path, ATTACHED_MAX, bytes))
        return false;
    return !sm_str_starts(sm_str_trim(sm_str_sub(*bytes, 0, 1000)), SM_STR("<"));
}

static void look_at(sm_arena *arena, const site_build *build, sm_str path, site_attached *found)
{
    sm_arena *scratch = sm_arena_new(0);
    sm_str bytes, there;
    if (is_same_file(scratch, build, path)) {
        SM_LIST_ADD(arena, &found->all, path);
    } else if (read_attached(scratch, build->options->folder, path, &bytes)) {
        SM_LIST_ADD(arena, &found->all, path);
        bool same = read_attached(scratch, build->options->out, path, &there) &&
                    sm_str_equal(bytes, there);
        if (!same)
            SM_LIST_ADD(arena, &found->stale, path);
        if (!same || site_owns(build, path))
            SM_LIST_ADD(arena, &found->ours, path);
    }
    sm_arena_free(scratch);
}

site_attached site_find_attached(sm_arena *arena, const site_build *build)
{
    site_attached found = {0};
    sm_str_builder made = outputs(arena, build), paths = linked(arena, build);
    for (size_t i = 0; i < paths.count; i++)
        if ((i == 0 || !sm_str_equal(paths.items[i], paths.items[i - 1])) &&
            !sm_str_sorted_has((sm_str_list){made.items, made.count}, paths.items[i]) &&
            site_may_attach(arena, build, paths.items[i]))
            look_at(arena, build, paths.items[i], &found);
    return found;
}

bool site_is_attached(const site_build *build, sm_str path)
{
    return sm_str_sorted_has(build->attached, path);
}

bool site_write_attached(sm_arena *arena, const site_build *build, site_attached *found,
                         sm_diag *diag)
{
    sm_str_builder ours = {0};
    bool ok = true;
    for (size_t i = 0; i < found->ours.count; i++) {
        sm_arena *scratch = sm_arena_new(0);
        sm_str path = found->ours.items[i], bytes;
        bool stale =
                 sm_str_sorted_has((sm_str_list){found->stale.items, found->stale.count}, path),
             changed = false;
        bool done = !stale || (read_attached(scratch, build->options->folder, path, &bytes) &&
                               site_put(arena, build, path, bytes, &changed, diag));
        if (done || site_owns(build, path))
            SM_LIST_ADD(arena, &ours, path);
        ok = ok && done;
        sm_arena_free(scratch);
    }
    found->ours = ours;
    return ok;
}
