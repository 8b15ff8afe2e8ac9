#define _POSIX_C_SOURCE 200809L
#include "parts.h"
#include "specmill/base/input.h"
#include <stdlib.h>
#include <sys/stat.h>

/* Links between specifications that lead nowhere, as findings with their place. */

typedef struct anchor_list {
    sm_str *items; /* sorted; NULL: not yet collected */
    size_t count;
    bool known;
} anchor_list;

typedef struct checker {
    sm_arena *arena;
    const site_build *build;
    anchor_list *anchors; /* by number of the specification */
    const sm_source *source;
    sm_diag *diag;
} checker;

static bool has_anchor(checker *c, const site_spec *spec, sm_str id)
{
    anchor_list *list = &c->anchors[spec - c->build->specs->items];
    if (!list->known) {
        sm_str_builder all = {0};
        for (const sm_value *a = site_list(spec->entry, "anchors"); a != NULL; a = a->next)
            SM_LIST_ADD(c->arena, &all, sm_value_text(a));
        sm_str_sort(all.items, all.count);
        *list = (anchor_list){all.items, all.count, true};
    }
    return sm_str_equal(id, SM_STR("top")) ||
           sm_str_sorted_has((sm_str_list){list->items, list->count}, id);
}

static bool is_file(checker *c, sm_str path)
{
    struct stat status;
    sm_str file =
        sm_str_printf(c->arena, "%s/%.*s", c->build->options->folder, SM_STR_ARG(path));
    return stat(file.ptr, &status) == 0;
}

/* The specification's text, so that the line can be shown; read for the first finding only. */
static sm_loc place(checker *c, const site_spec *spec, const sm_value *link)
{
    if (c->source == NULL)
        c->source = sm_input_source(c->arena, spec->file.ptr, c->build->options->max_size,
                                    sm_diag_new(c->arena));
    if (c->source == NULL)
        c->source = sm_source_loc_of_file(c->arena, spec->file).source;
    return (sm_loc){c->source, (uint32_t)site_item_number(link, 0),
                    (uint32_t)site_item_number(link, 1)};
}

static void check_link(checker *c, const site_spec *spec, const sm_value *link)
{
    sm_str url = sm_str_sub(site_item(link, 2), 0, 200), path = site_item(link, 3);
    sm_str fragment = site_item(link, 4), kind = site_item(link, 5);
    if (sm_str_equal(kind, SM_STR("folder")) || site_is_attached(c->build, path))
        return;
    if (sm_str_equal(kind, SM_STR(""))) {
        bool there = path.len == 0 || is_file(c, path); /* what leads out is not looked at */
        sm_report(c->diag, there ? SM_DIAG_LINK_OUTSIDE : SM_DIAG_BROKEN_LINK,
                  place(c, spec, link), "%.*s", SM_STR_ARG(url));
        return;
    }
    const site_spec *target = site_find(c->build->specs, path);
    if (target == NULL || fragment.len == 0 ||
        site_text(target->entry, "problem").ptr != NULL || has_anchor(c, target, fragment))
        return;
    sm_report(c->diag, SM_DIAG_BROKEN_LINK, place(c, spec, link),
              "%.*s: no heading there has this anchor", SM_STR_ARG(url));
}

void site_check_links(sm_arena *arena, const site_build *build, sm_diag *diag)
{
    checker c = {.arena = arena, .build = build, .diag = diag};
    c.anchors = SM_NEW_ARRAY(arena, anchor_list, build->specs->count + 1);
    for (size_t i = 0; i < build->specs->count; i++) {
        const site_spec *spec = &build->specs->items[i];
        c.source = NULL;
        for (const sm_value *link = site_list(spec->entry, "links"); link != NULL;
             link = link->next)
            check_link(&c, spec, link);
    }
}
