#define _GNU_SOURCE
#include "specmill/base/url.h"
#include "specmill/site/site.h"
#include "parts.h"
#include "specmill/base/digest.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Building a site: find, compare with what the manifest says, build what is out of date, then
 * what is made from all together, then remove what is no longer there. */

typedef struct run {
    sm_arena *arena;
    site_build build;
    site_specs specs;
    site_manifest old;
    site_filter filter;
    site_attached attached;
    sm_str digest; /* of what all pages depend on */
    size_t *stale;
    size_t stale_count;
    int lock;   /* the site's folder, or -1 */
    bool moved; /* a line is new, another one or gone */
    sm_site_result *result;
    sm_diag *diag;
} run;

/* What all pages depend on, apart from their specification. */
static sm_str options_digest(sm_arena *arena, const site_build *b)
{
    const sm_site_options *o = b->options;
    const sm_export_options *e = &o->run.export;
    sm_buf all = sm_buf_new(arena);
    sm_theme_write(&all, o->run.theme);
    sm_str texts[] = {o->tool,
                      b->title,
                      o->base_url,
                      o->run.theme->css,
                      o->run.theme->logo_bytes,
                      o->run.date.text,
                      o->css,
                      sm_str_from_cstr(e->profile),
                      sm_str_from_cstr(e->approvers)};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sm_buf_addf(&all, "%zu:", texts[i].len);
        sm_buf_add_str(&all, texts[i]);
    }
    for (size_t i = 0; i < o->format_count; i++)
        sm_buf_addf(&all, "%s,", o->formats[i]->name);
    sm_buf_addf(&all, "%d %d %d %d %d %d %d-%d-%d", o->run.with_images, o->run.pdf_part,
                e->byte_order_mark, e->with_tickets, e->all_tables, e->without_watermark,
                o->run.date.year, o->run.date.month, o->run.date.day);
    char *hex = SM_NEW_ARRAY(arena, char, 65);
    sm_sha256_hex(sm_buf_str(&all), hex);
    return (sm_str){hex, 64};
}

static bool same_images(run *r, const site_spec *spec, const sm_value *entry)
{
    sm_source beside = {.folder = sm_path_parent(spec->file),
                        .outside = r->build.options->outside};
    for (const sm_value *image = site_list(entry, "images"); image != NULL;
         image = image->next) {
        char hex[65];
        site_hash_image(&beside, site_item(image, 0), hex);
        if (!sm_str_equal(site_item(image, 1), sm_str_from_cstr(hex)))
            return false;
    }
    return true;
}

/* Whether what links lead to is still there, or still not. */
static bool same_targets(run *r, const sm_value *entry)
{
    const sm_value *path = site_list(entry, "targets");
    for (; path != NULL && path->next != NULL; path = path->next->next) {
        sm_str url = sm_url_of_path(r->arena, sm_value_text(path));
        site_target now = site_resolve(r->arena, &r->specs, SM_STR(""),
                                       sm_str_printf(r->arena, "/%.*s", SM_STR_ARG(url)));
        bool there = site_target_is_there(r->arena, &r->build, &now);
        if (there != sm_str_equal(sm_value_text(path->next), SM_STR("1")))
            return false;
    }
    return true;
}

static bool files_exist(run *r, const site_spec *old)
{
    for (size_t i = 0; i < old->owned.count; i++)
        if (!site_exists(r->arena, &r->build, old->owned.items[i]))
            return false;
    return true;
}

static bool is_fresh(run *r, const site_spec *spec, const site_spec *old)
{
    return !r->build.options->force && sm_str_equal(r->old.options, r->digest) &&
           sm_value_find(old->entry, SM_STR("problem")) != NULL &&
           sm_value_find(old->entry, SM_STR("problem"))->kind == SM_VALUE_NULL &&
           sm_str_equal(old->stem, spec->stem) &&
           sm_str_equal(site_text(old->entry, "sha256"), sm_str_from_cstr(spec->sha256)) &&
           sm_str_equal(site_text(old->entry, "config"),
                        sm_str_from_cstr(spec->config->sha256)) &&
           same_targets(r, old->entry) && same_images(r, spec, old->entry) &&
           files_exist(r, old);
}

static void hash_source(run *r, site_spec *spec)
{
    sm_arena *scratch = sm_arena_new(0);
    sm_str bytes;
    if (sm_input_read(scratch, spec->file.ptr, r->build.options->max_size, &bytes,
                      sm_diag_new(scratch)))
        sm_sha256_hex(bytes, spec->sha256);
    sm_arena_free(scratch);
}

/* Both lists are sorted by path. */
static void compare_with_old(run *r)
{
    r->stale = SM_NEW_ARRAY(r->arena, size_t, r->specs.count + 1);
    for (size_t i = 0; i < r->specs.count; i++) {
        site_spec *spec = &r->specs.items[i];
        const site_spec *old = site_find(&r->old.specs, spec->path);
        hash_source(r, spec);
        if (old != NULL)
            spec->owned = old->owned;
        if (old != NULL && is_fresh(r, spec, old)) {
            spec->line = old->line;
            spec->entry = old->entry;
        } else {
            r->stale[r->stale_count++] = i;
        }
    }
    for (size_t i = 0; i < r->old.specs.count; i++)
        if (site_find(&r->specs, r->old.specs.items[i].path) == NULL)
            r->result->removed++;
    r->moved = r->result->removed != 0;
}

static void add_output(run *r, sm_str path, sm_str_builder *files)
{
    if (r->build.options->force || !site_exists(r->arena, &r->build, path))
        SM_LIST_ADD(r->arena, files, path);
}

/* The files that SPEC will have, but for those that are there and not ours. */
static void add_outputs(run *r, const site_spec *spec, sm_str_builder *files)
{
    const sm_site_options *options = r->build.options;
    for (size_t i = 0; i <= options->format_count; i++) {
        const char *extension =
            i == options->format_count ? "html" : options->formats[i]->extension;
        add_output(r, sm_str_printf(r->arena, "%.*s.%s", SM_STR_ARG(spec->stem), extension),
                   files);
    }
}

/* Files that an interrupted run may leave are ours, too. */
static bool announce(run *r)
{
    sm_str_builder files = {0};
    bool changed = false;
    sm_str_list portal = site_portal_files(r->arena, &r->build);
    for (size_t i = 0; i < r->old.files.count; i++)
        SM_LIST_ADD(r->arena, &files, r->old.files.items[i]);
    for (size_t i = 0; i < portal.count; i++)
        if (r->build.options->force || site_owns(&r->build, portal.items[i]) ||
            !site_exists(r->arena, &r->build, portal.items[i]))
            SM_LIST_ADD(r->arena, &files, portal.items[i]);
    for (size_t i = 0; i < r->stale_count; i++)
        add_outputs(r, &r->specs.items[r->stale[i]], &files);
    for (size_t i = 0; i < r->attached.stale.count; i++)
        add_output(r, r->attached.stale.items[i], &files);
    sm_str text = site_manifest_text(r->arena, r->digest, SM_STR(""),
                                     (sm_str_list){files.items, files.count}, (sm_str_list){0},
                                     &r->specs);
    sm_str name = sm_str_from_cstr(site_manifest_name);
    r->build.owned = (sm_str_list){&name, 1}; /* the manifest may be damaged, and is ours */
    bool ok = site_put(r->arena, &r->build, name, text, &changed, r->diag);
    r->build.owned = r->old.files;
    return ok;
}

static void work_on(void *context, size_t index, sm_buf *answer)
{
    run *r = context;
    sm_arena *arena = sm_arena_new(0);
    site_build build = r->build; /* a copy: this may be the building process itself */
    build.spec = &r->specs.items[r->stale[index]];
    sm_buf line = sm_buf_new(arena);
    site_build_spec(arena, &build, &line);
    sm_buf_add_str(answer, sm_buf_str(&line));
    sm_arena_free(arena);
}

static void take_line(void *context, size_t index, const sm_pool_answer *answer)
{
    run *r = context;
    site_spec *spec = &r->specs.items[r->stale[index]];
    const sm_site_teller *teller = r->build.teller;
    sm_buf line = sm_buf_new(r->arena);
    teller->said(teller->context, answer->said);
    if (answer->fate == SM_POOL_DONE) {
        sm_buf_add_str(&line, answer->bytes);
        r->result->built++;
    } else {
        teller->died(teller->context, spec->file.ptr, answer);
        site_broken_line(&line, spec, sm_pool_reason(r->arena, answer));
    }
    spec->line = sm_buf_str(&line);
    spec->entry = site_json_read(r->arena, spec->line);
    const site_spec *old = site_find(&r->old.specs, spec->path);
    r->moved = r->moved || old == NULL || !sm_str_equal(old->line, spec->line);
}

static void tell_progress(void *context, size_t done)
{
    run *r = context;
    if (r->build.teller->progress != NULL)
        r->build.teller->progress(r->build.teller->context, done, r->stale_count);
}

static void build_stale(run *r)
{
    sm_pool pool = {
        .processes = r->build.options->processes,
        .context = r,
        .work = work_on,
        .take = take_line,
        .progress = tell_progress,
    };
    sm_pool_run(&pool, r->stale_count);
}

/* What all specifications come to, those that were not built now included. */
static void sum_up(run *r)
{
    size_t next = 0;
    r->result->specs = r->specs.count;
    for (size_t i = 0; i < r->specs.count; i++) {
        const sm_value *entry = r->specs.items[i].entry;
        bool now = next < r->stale_count && r->stale[next] == i;
        next += now;
        const sm_value *counts = sm_value_find(entry, SM_STR("findings"));
        for (size_t s = 0; s <= SM_ERROR; s++) {
            r->result->findings[s] += site_item_number(counts, s);
            r->result->earlier[s] += now ? 0 : site_item_number(counts, s);
        }
        r->result->broken += site_text(entry, "problem").ptr != NULL;
    }
}

/* Removes the files that earlier runs made and this one would not. */
static void remove_rest(run *r, sm_str_list portal_files)
{
    sm_str_builder kept = {0};
    for (size_t i = 0; i < portal_files.count; i++)
        SM_LIST_ADD(r->arena, &kept, portal_files.items[i]);
    for (size_t i = 0; i < r->attached.ours.count; i++)
        SM_LIST_ADD(r->arena, &kept, r->attached.ours.items[i]);
    for (size_t i = 0; i < r->specs.count; i++)
        for (const sm_value *file = site_list(r->specs.items[i].entry, "files"); file != NULL;
             file = file->next)
            SM_LIST_ADD(r->arena, &kept, sm_value_text(file));
    sm_str_sort(kept.items, kept.count);
    for (size_t i = 0; i < r->old.files.count; i++) {
        sm_str file = r->old.files.items[i];
        if (!sm_str_sorted_has((sm_str_list){kept.items, kept.count}, file))
            site_remove(r->arena, &r->build, file);
    }
}

static bool portal_is_there(run *r)
{
    if (r->old.portal.len == 0 || r->moved || r->build.options->force ||
        !sm_str_equal(r->old.options, r->digest))
        return false;
    for (size_t i = 0; i < r->old.portal_files.count; i++)
        if (!site_exists(r->arena, &r->build, r->old.portal_files.items[i]))
            return false;
    return true;
}

static void find_attached(run *r)
{
    r->attached = site_find_attached(r->arena, &r->build);
    r->build.attached = (sm_str_list){r->attached.all.items, r->attached.all.count};
}

static bool attached_changed(const run *r)
{
    bool changed =
        r->attached.stale.count != 0 || r->attached.ours.count != r->old.attached.count;
    for (size_t i = 0; i < r->attached.ours.count && !changed; i++)
        changed = !sm_str_equal(r->attached.ours.items[i], r->old.attached.items[i]);
    return changed;
}

/* The index and lists, the removals, and the manifest that says that all is done. */
static bool finish(run *r)
{
    bool changed = false, kept = portal_is_there(r), attached = attached_changed(r);
    site_portal_result portal = {r->old.portal_files, true, false};
    if (!kept)
        portal = site_write_portal(r->arena, &r->build, r->diag);
    bool copied = site_write_attached(r->arena, &r->build, &r->attached, r->diag);
    remove_rest(r, portal.files);
    sm_str text = site_manifest_text(
        r->arena, r->digest, portal.ok ? SM_STR("whole") : SM_STR(""), portal.files,
        (sm_str_list){r->attached.ours.items, r->attached.ours.count}, &r->specs);
    sm_str name = sm_str_from_cstr(site_manifest_name);
    r->build.owned = (sm_str_list){&name, 1};
    if (!r->build.options->unsynced) /* nothing is said to be there that the disk may lose */
        syncfs(r->lock);
    bool ok = site_put(r->arena, &r->build, name, text, &changed, r->diag);
    r->build.owned = r->old.files;
    r->result->changed =
        r->moved || portal.changed || attached || !sm_str_equal(r->old.options, r->digest);
    return ok && portal.ok && copied;
}

static int compare_paths(const void *a, const void *b)
{
    return sm_str_compare(((const site_spec *)a)->path, ((const site_spec *)b)->path);
}

static bool build_site(run *r)
{
    const sm_site_options *options = r->build.options;
    site_read_manifest(r->arena, options, &r->old);
    if (r->old.specs.count != 0)
        qsort(r->old.specs.items, r->old.specs.count, sizeof *r->old.specs.items,
              compare_paths);
    site_find_configs(r->arena, options, &r->specs, r->diag);
    r->build.specs = &r->specs;
    r->build.owned = r->old.files;
    r->build.again = r->old.found;
    r->digest = options_digest(r->arena, &r->build);
    compare_with_old(r);
    bool needed = r->stale_count != 0 || !portal_is_there(r);
    if (needed && !announce(r))
        return false;
    build_stale(r);
    sum_up(r);
    find_attached(r);
    site_check_links(r->arena, &r->build, r->diag);
    if (!needed && !attached_changed(r))
        return true;
    if (r->attached.stale.count != 0 && !announce(r))
        return false;
    return finish(r);
}

static sm_str without_slashes(sm_arena *arena, const char *folder)
{
    sm_str path = sm_str_from_cstr(folder);
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    return sm_str_copy(arena, path);
}

/* Makes the site's folder and those above it; false after reporting. */
static bool make_out(sm_arena *arena, const char *out, sm_diag *diag)
{
    char *part = sm_str_to_cstr(arena, sm_str_from_cstr(out));
    struct stat status;
    for (char *c = part + 1; *c != '\0'; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        mkdir(part, 0777); /* the last one tells whether they are there */
        *c = '/';
    }
    if (mkdir(part, 0777) == 0 || (stat(part, &status) == 0 && S_ISDIR(status.st_mode)))
        return true;
    sm_report(diag, SM_DIAG_OUTPUT_FAILED, sm_source_loc_of_file(arena, sm_str_from_cstr(out)),
              "%s", strerror(errno));
    return false;
}

bool sm_site_build(sm_arena *arena, const sm_site_options *options,
                   const sm_site_teller *teller, sm_site_result *result, sm_diag *diag)
{
    sm_site_options plain = *options;
    *result = (sm_site_result){0};
    plain.folder = without_slashes(arena, options->folder).ptr;
    plain.out = without_slashes(arena, options->out).ptr;
    run r = {
        .arena = arena,
        .build = {.options = &plain, .teller = teller, .title = options->title},
        .result = result,
        .diag = diag,
    };
    if (r.build.title.len == 0)
        r.build.title = options->run.theme->organization;
    if (r.build.title.len == 0)
        r.build.title = SM_STR("Specifications");
    /* Images may come from the whole folder: what is in it is published together. */
    sm_str_builder outside = {0};
    SM_LIST_ADD(arena, &outside, sm_str_from_cstr(plain.folder));
    for (size_t i = 0; i < options->outside.count; i++)
        SM_LIST_ADD(arena, &outside, options->outside.items[i]);
    plain.outside = (sm_str_list){outside.items, outside.count};
    r.filter = site_read_filter(arena, &plain);
    r.build.filter = &r.filter;
    if (!site_walk(arena, &plain, &r.filter, &r.specs, diag) ||
        !make_out(arena, plain.out, diag))
        return false;
    r.lock = open(plain.out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (r.lock >= 0)
        flock(r.lock, LOCK_EX); /* another run into the same folder comes before or after */
    bool ok = build_site(&r);
    if (r.lock >= 0)
        close(r.lock);
    return ok;
}
