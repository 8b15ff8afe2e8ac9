#include "parts.h"
#include "specmill/base/input.h"
#include <stdlib.h>

/* The manifest: one object, a line for each specification, so that lines can be kept as they
 * are. It may come from anywhere, so nothing in it is believed that could lead out of the
 * site. */

const char site_manifest_name[] = ".specmill-site.json";

static void add_file(sm_arena *arena, sm_str_builder *files, sm_str path)
{
    if (site_is_safe_path(path))
        SM_LIST_ADD(arena, files, path);
}

static sm_str_list files_of(sm_arena *arena, const sm_value *map, const char *key,
                            sm_str_builder *all)
{
    sm_str_builder files = {0};
    for (const sm_value *item = site_list(map, key); item != NULL; item = item->next) {
        add_file(arena, &files, sm_value_text(item));
        add_file(arena, all, sm_value_text(item));
    }
    return (sm_str_list){files.items, files.count};
}

static bool read_head(sm_arena *arena, sm_str line, site_manifest *manifest,
                      sm_str_builder *all)
{
    /* The first line opens the list of the specifications, which the others close. */
    const sm_value *head =
        site_json_read(arena, sm_str_printf(arena, "%.*s]}", SM_STR_ARG(line)));
    if (head == NULL || site_number(head, "specmill-site") != 1)
        return false;
    manifest->options = site_text(head, "options");
    manifest->portal = site_text(head, "portal");
    manifest->portal_files = files_of(arena, head, "files", all);
    manifest->attached = files_of(arena, head, "attached", all);
    return true;
}

static bool read_spec(sm_arena *arena, sm_str line, site_manifest *manifest,
                      sm_str_builder *all)
{
    if (sm_str_ends(line, SM_STR(",")))
        line.len--;
    site_spec spec = {.line = line, .entry = site_json_read(arena, line)};
    spec.path = site_text(spec.entry, "path");
    if (spec.entry == NULL || spec.path.len == 0)
        return false;
    spec.stem = site_text(spec.entry, "stem");
    spec.owned = files_of(arena, spec.entry, "files", all);
    SM_LIST_ADD(arena, &manifest->specs, spec);
    return true;
}

void site_read_manifest(sm_arena *arena, const sm_site_options *options,
                        site_manifest *manifest)
{
    sm_str text, line;
    sm_str_builder all = {0};
    if (!sm_input_read_inside(arena, sm_str_from_cstr(options->out),
                              sm_str_from_cstr(site_manifest_name), 0, &text) ||
        !sm_str_split(&text, '\n', &line) || !read_head(arena, line, manifest, &all))
        return;
    manifest->found = true;
    while (sm_str_split(&text, '\n', &line) && !sm_str_equal(line, SM_STR("]}")))
        if (!read_spec(arena, line, manifest, &all))
            break; /* what is missing is built again */
    sm_str_sort(all.items, all.count);
    manifest->files = (sm_str_list){all.items, all.count};
}

sm_str site_manifest_text(sm_arena *arena, sm_str digest, sm_str portal,
                          sm_str_list portal_files, sm_str_list attached,
                          const site_specs *specs)
{
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, "{\"specmill-site\":1,\"options\":");
    site_json_string(&buf, digest);
    sm_buf_add_cstr(&buf, ",\"portal\":");
    site_json_string(&buf, portal);
    site_json_strings(&buf, "files", portal_files.items, portal_files.count);
    site_json_strings(&buf, "attached", attached.items, attached.count);
    sm_buf_add_cstr(&buf, ",\"specs\":[\n");
    for (size_t i = 0, any = 0; i < specs->count; i++) {
        if (specs->items[i].line.len == 0)
            continue;
        if (any++ != 0)
            sm_buf_add_cstr(&buf, ",\n");
        sm_buf_add_str(&buf, specs->items[i].line);
    }
    sm_buf_add_cstr(&buf, "\n]}\n");
    return sm_buf_str(&buf);
}
