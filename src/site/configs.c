#include "parts.h"
#include "specmill/base/digest.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include <stdlib.h>

/* specmill.yaml in a specification's folder, else in the nearest one above it that is still in
 * the folder of the site. */

enum { CONFIG_MAX = 1 << 20 };

typedef struct found_configs SM_LIST(const site_config *) found_configs;

static sm_str folder_of(sm_str path)
{
    sm_str folder = sm_path_folder(path);
    return sm_str_sub(folder, 0, folder.len != 0 ? folder.len - 1 : 0);
}

static sm_str full_folder(sm_arena *arena, const sm_site_options *options, sm_str folder)
{
    return folder.len == 0
               ? sm_str_from_cstr(options->folder)
               : sm_str_printf(arena, "%s/%.*s", options->folder, SM_STR_ARG(folder));
}

static bool digest_of(sm_str folder, char hex[65])
{
    sm_arena *scratch = sm_arena_new(0);
    sm_str bytes;
    bool there =
        sm_input_read_inside(scratch, folder, SM_STR("specmill.yaml"), CONFIG_MAX, &bytes);
    if (there)
        sm_sha256_hex(bytes, hex);
    sm_arena_free(scratch);
    return there;
}

static const site_config *load(sm_arena *arena, const sm_site_options *options,
                               found_configs *known, sm_str folder, sm_diag *diag)
{
    site_config *made = SM_NEW(arena, site_config);
    for (;; folder = folder_of(folder)) {
        for (size_t i = 0; i < known->count; i++)
            if (sm_str_equal(known->items[i]->folder, folder))
                return known->items[i];
        sm_str full = full_folder(arena, options, folder);
        if (digest_of(full, made->sha256)) {
            made->folder = folder;
            made->config = sm_config_beside(arena, full, diag);
            SM_LIST_ADD(arena, known, made);
            return made;
        }
        if (folder.len == 0)
            return made;
    }
}

void site_find_configs(sm_arena *arena, const sm_site_options *options, site_specs *specs,
                       sm_diag *diag)
{
    found_configs known = {0};
    const site_config *last = NULL;
    sm_str last_folder = {0};
    site_config *same = SM_NEW(arena, site_config);
    if (options->config != NULL) {
        same->config = options->config;
        sm_sha256_hex(options->config_bytes, same->sha256);
    }
    for (size_t i = 0; i < specs->count; i++) {
        sm_str folder = folder_of(specs->items[i].path);
        if (options->without_config || options->config != NULL)
            last = same;
        else if (last == NULL || !sm_str_equal(folder, last_folder))
            last = load(arena, options, &known, folder, diag);
        last_folder = folder;
        specs->items[i].config = last;
    }
}
