#include "parts.h"
#include "specmill/base/path.h"
#include "specmill/base/url.h"

/* From one specification to another: what relative addresses mean in the site. */

/* RELATIVE as seen from FOLDER ("" or with its last slash) without "." and ".."; absent when it
 * leads out. A slash at the start is the folder of all specifications, as on code hosts. */
static sm_str joined(sm_arena *arena, sm_str folder, sm_str relative)
{
    sm_buf path = sm_buf_new(arena);
    bool rooted = sm_str_starts(relative, SM_STR("/"));
    if (!rooted)
        sm_buf_add_str(&path, folder);
    sm_str rest = relative.len == 0 ? (sm_str){0} : relative, name;
    while (sm_str_split(&rest, '/', &name)) {
        if (sm_str_equal(name, SM_STR("..")) && path.len == 0)
            return (sm_str){0};
        if (sm_str_equal(name, SM_STR("..")))
            path.len = sm_path_folder((sm_str){path.ptr, path.len - 1}).len;
        if (name.len == 0 || sm_str_equal(name, SM_STR(".")) ||
            sm_str_equal(name, SM_STR("..")))
            continue;
        sm_buf_add_str(&path, name);
        sm_buf_add_char(&path, '/');
    }
    sm_str found = sm_buf_str(&path);
    return path.len != 0 ? sm_str_sub(found, 0, path.len - 1) : found;
}

static const site_spec *lookup(const site_specs *specs, sm_str path, size_t *place)
{
    size_t low = 0, high = specs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = sm_str_compare(specs->items[middle].path, path);
        if (order == 0)
            return &specs->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (place != NULL)
        *place = low;
    return NULL;
}

const site_spec *site_find(const site_specs *specs, sm_str path)
{
    return lookup(specs, path, NULL);
}

static const site_spec *find_with(sm_arena *arena, const site_specs *specs, sm_str path,
                                  const char *const *endings, size_t count)
{
    const site_spec *found = NULL;
    for (size_t i = 0; i < count && found == NULL; i++)
        found =
            lookup(specs, sm_str_printf(arena, "%.*s%s", SM_STR_ARG(path), endings[i]), NULL);
    return found;
}

/* The specification that stands for the folder PATH: its README, as on code hosts. */
static const site_spec *find_folder(sm_arena *arena, const site_specs *specs, sm_str path,
                                    bool *is_folder)
{
    static const char *const names[] = {"README.md", "readme.md", "index.md"};
    sm_str inside = path.len == 0 ? path : sm_str_printf(arena, "%.*s/", SM_STR_ARG(path));
    size_t place = 0;
    lookup(specs, inside, &place);
    *is_folder = place < specs->count && sm_str_starts(specs->items[place].path, inside);
    return *is_folder ? find_with(arena, specs, inside, names, sizeof names / sizeof *names)
                      : NULL;
}

site_target site_resolve(sm_arena *arena, const site_specs *specs, sm_str from, sm_str url)
{
    static const char *const endings[] = {"", ".md", ".markdown"};
    site_target target = {.fragment = sm_url_anchor(arena, url)};
    sm_str relative = sm_url_path(arena, url);
    target.path = joined(arena, sm_path_folder(from), relative);
    if (target.path.ptr == NULL)
        return target;
    if (relative.len == 0)
        target.path = from;
    target.spec =
        find_with(arena, specs, target.path, endings, sizeof endings / sizeof *endings);
    if (target.spec == NULL && sm_str_ends(target.path, SM_STR(".html")))
        target.spec = find_with(arena, specs, sm_str_sub(target.path, 0, target.path.len - 5),
                                endings + 1, 2);
    if (target.spec == NULL)
        target.spec = find_folder(arena, specs, target.path, &target.home);
    if (target.spec != NULL) {
        target.path = target.spec->path;
        target.home = false;
    }
    return target;
}

sm_str site_page(sm_arena *arena, sm_str stem)
{
    return sm_str_printf(arena, "%.*s.html", SM_STR_ARG(stem));
}

sm_str site_url_of(sm_arena *arena, sm_str from, const site_target *target)
{
    if (target->spec == NULL)
        return target->home ? sm_url_between(arena, from, SM_STR("index.html")) : (sm_str){0};
    sm_str page = site_page(arena, target->spec->stem);
    sm_str url = sm_str_equal(page, from) && target->fragment.len != 0
                     ? SM_STR("")
                     : sm_url_between(arena, from, page);
    if (target->fragment.len == 0)
        return url;
    return sm_str_printf(arena, "%.*s#%.*s", SM_STR_ARG(url),
                         SM_STR_ARG(sm_url_of_path(arena, target->fragment)));
}
