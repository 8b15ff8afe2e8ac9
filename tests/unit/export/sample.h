/* A small specification made by hand, so that the record backends are tested without loading
 * and recognizing, and a few ways to look at what they wrote. */
#ifndef SPECMILL_TESTS_UNIT_EXPORT_SAMPLE_H
#define SPECMILL_TESTS_UNIT_EXPORT_SAMPLE_H

#include "specmill/base/input.h"
#include "specmill/base/utf8.h"
#include "specmill/export/backend.h"
#include <string.h>

typedef struct sample {
    sm_arena *arena;
    sm_diag *findings, *diag; /* of the stages before; of the backend */
    sm_spec spec;
    sm_doc doc;
    const sm_source *source;
    sm_job job;
    const sm_record *records[SM_RECORD_COUNT][64];
} sample;

static inline sm_str str(const char *text)
{
    return sm_str_from_cstr(text);
}

static inline sm_loc at_line(const sample *s, uint32_t line)
{
    return (sm_loc){s->source, line, 1};
}

static inline sample *sample_new(void)
{
    sm_arena *arena = sm_arena_new(0);
    sample *s = SM_NEW(arena, sample);
    s->arena = arena;
    s->findings = sm_diag_new(arena);
    s->diag = sm_diag_new(arena);
    s->source =
        sm_source_from_bytes(arena, str("sample.md"), str("# Sample\n\ntext\n"), s->diag);
    s->doc.source = s->source;
    s->spec.doc = &s->doc;
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++)
        s->spec.records[kind].items = s->records[kind];
    s->spec.roles = SM_NEW_ARRAY(arena, sm_role, 256); /* all SM_ROLE_NONE */
    s->job =
        (sm_job){.spec = &s->spec, .theme = sm_theme_builtin(arena), .findings = s->findings};
    return s;
}

/* A new record of KIND with ID, zeroed otherwise, stated on LINE. */
static inline void *sample_record(sample *s, sm_record_kind kind, const char *id, uint32_t line)
{
    sm_record *record = sm_arena_alloc(s->arena, 1, sm_record_types[kind].size);
    uint32_t *lines = SM_NEW(s->arena, uint32_t);
    *lines = line;
    record->id = str(id);
    record->loc = at_line(s, line);
    record->lines = lines;
    record->line_count = 1;
    s->records[kind][s->spec.records[kind].count++] = record;
    return record;
}

static inline sm_task *sample_task(sample *s, const char *id, const char *title)
{
    sm_task *task = sample_record(s, SM_TASKS, id, 10);
    task->title = str(title);
    return task;
}

static inline sm_str_list list_of(sample *s, const char *a, const char *b)
{
    sm_str *items = SM_NEW_ARRAY(s->arena, sm_str, 2);
    items[0] = str(a);
    items[1] = str(b);
    return (sm_str_list){items, (size_t)(a != NULL) + (b != NULL)};
}

/* What BACKEND writes for the sample, NUL-ended. */
static inline const char *sample_text(sample *s, const sm_backend *backend)
{
    sm_output *output = sm_output_memory(s->arena);
    if (!backend->write(s->arena, &s->job, output, s->diag))
        return "";
    return sm_str_to_cstr(s->arena, sm_output_bytes(output));
}

static inline bool contains(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

static inline bool reported(const sample *s, sm_diag_code code)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(s->diag, &count);
    for (size_t i = 0; i < count; i++)
        if (findings[i].code == code)
            return true;
    return false;
}

#endif
