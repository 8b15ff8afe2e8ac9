#include "specmill/specmill.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include "specmill/model/date.h"
#include "specmill/press.h"
#include <stdlib.h>
#include <string.h>

#ifndef SPECMILL_DATADIR
#define SPECMILL_DATADIR "/usr/local/share/specmill"
#endif

struct specmill_spec {
    sm_arena *arena;
    sm_diag *diag;
    sm_job job;
    bool loaded;
};

const char *specmill_version(void)
{
    return SPECMILL_VERSION;
}

static const char *cstr(sm_arena *arena, sm_str str)
{
    return str.len == 0 ? "" : sm_str_to_cstr(arena, str);
}

static const sm_theme *find_theme(specmill_spec *spec, const specmill_options *options)
{
    if (options->theme == NULL)
        return sm_theme_builtin(spec->arena);
    sm_str folders[] = {sm_str_from_cstr(options->theme_folder),
                        SM_STR(SPECMILL_DATADIR "/themes")};
    size_t first = options->theme_folder == NULL ? 1 : 0;
    char *name = sm_str_to_cstr(spec->arena, sm_str_from_cstr(options->theme));
    return sm_theme_load(spec->arena, name, (sm_str_list){folders + first, 2 - first},
                         spec->diag);
}

static bool read_options(specmill_spec *spec, const specmill_options *options,
                         sm_run_options *run)
{
    run->theme = find_theme(spec, options);
    run->with_images = !options->without_images;
    if (options->date == NULL)
        return run->theme != NULL;
    sm_str date = sm_str_copy(spec->arena, sm_str_from_cstr(options->date));
    if (sm_date_from_iso(date, &run->date))
        return run->theme != NULL;
    sm_report(spec->diag, SM_DIAG_OPTION_VALUE, (sm_loc){0}, "date: %s", options->date);
    return false;
}

static bool find_config(specmill_spec *spec, const sm_source *source,
                        const specmill_options *options, sm_run_options *run)
{
    if (options->without_config)
        return true;
    if (options->config == NULL) {
        run->config = sm_config_beside(spec->arena, source->folder, spec->diag);
        return true;
    }
    run->config = sm_config_load(spec->arena, options->config, spec->diag);
    return run->config != NULL;
}

/* A handle for what is read from PATH, or from BYTES called NAME when PATH is NULL. */
static specmill_spec *load(const char *path, sm_str bytes, const char *name,
                           const specmill_options *options)
{
    static const specmill_options defaults = SPECMILL_OPTIONS_INIT;
    sm_arena *arena = sm_arena_new(0);
    specmill_spec *spec = SM_NEW(arena, specmill_spec);
    *spec = (specmill_spec){.arena = arena, .diag = sm_diag_new(arena)};
    if (options == NULL)
        options = &defaults;
    sm_run_options run = {0};
    const sm_source *source = NULL;
    if (!read_options(spec, options, &run))
        return spec;
    if (path != NULL)
        source = sm_input_source(arena, path, options->max_size, spec->diag);
    else if (options->max_size != 0 && bytes.len > options->max_size)
        sm_report(spec->diag, SM_DIAG_FILE_TOO_LARGE, (sm_loc){0}, "the limit is %zu bytes",
                  options->max_size);
    else
        source = sm_source_in_folder(arena, sm_str_from_cstr(name),
                                     sm_str_from_cstr(options->folder),
                                     sm_str_copy(arena, bytes), spec->diag);
    if (source == NULL)
        return spec;
    if (!find_config(spec, source, options, &run))
        return spec;
    spec->job = sm_press_read(arena, source, &run, spec->diag);
    spec->loaded = true;
    return spec;
}

specmill_spec *specmill_load_file(const char *path, const specmill_options *options)
{
    return load(path, (sm_str){0}, NULL, options);
}

specmill_spec *specmill_load_bytes(const void *bytes, size_t len, const char *name,
                                   const specmill_options *options)
{
    sm_str given = {len == 0 ? "" : bytes, len};
    return load(NULL, given, name != NULL ? name : "<memory>", options);
}

bool specmill_is_loaded(const specmill_spec *spec)
{
    return spec->loaded;
}

void specmill_free(specmill_spec *spec)
{
    if (spec != NULL)
        sm_arena_free(spec->arena);
}

const char *specmill_title(const specmill_spec *spec)
{
    return spec->loaded ? cstr(spec->arena, spec->job.spec->metadata.title) : "";
}

static int kind_named(const char *name)
{
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++)
        if (strcmp(sm_record_types[kind].name, name) == 0)
            return kind;
    return -1;
}

size_t specmill_record_count(const specmill_spec *spec, const char *kind)
{
    int number = kind_named(kind);
    return !spec->loaded || number < 0 ? 0 : spec->job.spec->records[number].count;
}

const char *specmill_record_field(specmill_spec *spec, const char *kind, size_t index,
                                  const char *field)
{
    if (index >= specmill_record_count(spec, kind))
        return NULL;
    int number = kind_named(kind);
    const sm_record *record = spec->job.spec->records[number].items[index];
    const sm_record_type *type = &sm_record_types[number];
    if (strcmp(field, "id") == 0)
        return cstr(spec->arena, record->id);
    for (size_t i = 0; i < type->field_count; i++)
        if (strcmp(type->fields[i].name, field) == 0)
            return cstr(spec->arena, sm_field_text(spec->arena, record, &type->fields[i]));
    return NULL;
}

bool specmill_format_at(size_t index, specmill_format *format)
{
    for (size_t i = 0; sm_backends[i] != NULL; i++) {
        const sm_backend *b = sm_backends[i];
        if (b->internal || index-- != 0)
            continue;
        *format = (specmill_format){b->name, b->extension, b->summary, b->binary};
        return true;
    }
    return false;
}

/* The backend called FORMAT, or the one for PATH; NULL after reporting. */
static const sm_backend *backend_for(specmill_spec *spec, const char *format, const char *path)
{
    sm_str name =
        format != NULL ? sm_str_from_cstr(format) : sm_path_extension(sm_str_from_cstr(path));
    const sm_backend *backend = format != NULL ? sm_backend_named(name) : NULL;
    if (backend == NULL)
        backend = sm_backend_for_extension(name);
    if (backend == NULL)
        sm_report(spec->diag, SM_DIAG_OPTION_VALUE, (sm_loc){0}, "no format for \"%s\"",
                  format != NULL ? format : path);
    return backend;
}

bool specmill_export_file(specmill_spec *spec, const char *format, const char *path)
{
    const sm_backend *backend = spec->loaded ? backend_for(spec, format, path) : NULL;
    if (backend == NULL)
        return false;
    sm_output *output = sm_output_open(spec->arena, path, spec->diag);
    return sm_press_write(&spec->job, backend, output, spec->diag);
}

bool specmill_export_bytes(specmill_spec *spec, const char *format, void **bytes, size_t *len)
{
    *bytes = NULL;
    *len = 0;
    const sm_backend *backend = spec->loaded ? backend_for(spec, format, "") : NULL;
    if (backend == NULL)
        return false;
    sm_arena *arena = sm_arena_new(0); /* the handle's arena need not keep every export */
    sm_output *output = sm_output_memory(arena);
    bool ok = sm_press_write(&spec->job, backend, output, spec->diag);
    sm_str written = ok ? sm_output_bytes(output) : (sm_str){0};
    if (ok && (*bytes = malloc(written.len + 1)) != NULL) {
        memcpy(*bytes, written.ptr, written.len);
        ((char *)*bytes)[written.len] = '\0'; /* so that text can be used as a C string */
        *len = written.len;
    }
    sm_arena_free(arena);
    return *bytes != NULL;
}

size_t specmill_finding_count(const specmill_spec *spec)
{
    return sm_diag_count(spec->diag, SM_NOTE);
}

bool specmill_finding_at(specmill_spec *spec, size_t index, specmill_finding *finding)
{
    static const specmill_severity severities[] = {[SM_NOTE] = SPECMILL_NOTE,
                                                   [SM_WARNING] = SPECMILL_WARNING,
                                                   [SM_ERROR] = SPECMILL_ERROR};
    size_t count;
    const sm_finding *all = sm_diag_findings(spec->diag, &count);
    if (index >= count)
        return false;
    const sm_finding *f = &all[index];
    sm_buf printed = sm_buf_new(spec->arena);
    sm_finding_print(&printed, f, false);
    *finding = (specmill_finding){
        .severity = severities[sm_diag_severity(f->code)],
        .slug = sm_diag_slug(f->code),
        .text = sm_diag_text(f->code),
        .detail = cstr(spec->arena, f->detail),
        .file = f->loc.source != NULL ? cstr(spec->arena, f->loc.source->name) : "",
        .line = f->loc.line,
        .column = f->loc.column,
        .printed = cstr(spec->arena, sm_buf_str(&printed)),
    };
    return true;
}
