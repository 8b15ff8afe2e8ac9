/* Specifications from text, written by one backend into memory. */
#ifndef SPECMILL_TESTS_UNIT_EXPORT_PAGE_H
#define SPECMILL_TESTS_UNIT_EXPORT_PAGE_H

#include "specmill/base/output.h"
#include "specmill/press.h"
#include "specmill/theme/theme.h"

typedef struct page {
    sm_job job;
    sm_str bytes;
    sm_diag *diag;
} page;

/* TEXT as the backend named NAME writes it, as EXPORT wants it, with FOLDER for images (absent:
 * none). */
static page page_with(sm_arena *arena, const char *name, sm_str text, sm_str folder,
                      sm_export_options export)
{
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *read = sm_source_from_bytes(arena, SM_STR("spec.md"), text, diag);
    sm_source *source = SM_NEW(arena, sm_source);
    *source = *read;
    source->folder = folder;
    sm_run_options options = {
        .theme = sm_theme_builtin(arena), .with_images = true, .export = export};
    sm_job job = sm_press_read(arena, source, &options, diag);
    sm_output *output = sm_output_memory(arena);
    sm_press_write(&job, sm_backend_named(sm_str_from_cstr(name)), output, diag);
    return (page){job, sm_output_bytes(output), diag};
}

static inline page page_of(sm_arena *arena, const char *name, sm_str text, sm_str folder)
{
    return page_with(arena, name, text, folder, (sm_export_options){0});
}

static inline bool page_has(const page *p, const char *part)
{
    return sm_str_find(p->bytes, sm_str_from_cstr(part)) != SM_STR_NONE;
}

static inline size_t page_count(const page *p, const char *part)
{
    sm_str rest = p->bytes, wanted = sm_str_from_cstr(part);
    size_t count = 0;
    for (size_t at; (at = sm_str_find(rest, wanted)) != SM_STR_NONE; count++)
        rest = sm_str_from(rest, at + wanted.len);
    return count;
}

static inline bool page_reports(const page *p, sm_diag_code code)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(p->diag, &count);
    for (size_t i = 0; i < count; i++)
        if (findings[i].code == code)
            return true;
    return false;
}

#endif
