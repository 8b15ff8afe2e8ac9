#include "model.h"
#include "specmill/export/backend.h"

enum { JSON_MODEL_VERSION = 1 };

static void write_source(json_writer *json, const sm_source *source)
{
    json_key(json, "source");
    json_object(json, JSON_OPEN);
    json_key_string(json, "name", source->name);
    char digest[65];
    sm_source_digest(source, digest);
    json_key_word(json, "sha256", digest);
    json_key_integer(json, "lines", source->lines);
    json_end(json);
}

static void write_sections(json_writer *json, sm_arena *arena, const sm_spec *spec)
{
    json_key(json, "sections");
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < spec->section_count; i++) {
        const sm_block *section = spec->sections[i];
        json_object(json, JSON_FLAT);
        json_key_string(json, "id", section->as.section.id);
        json_key_string(json, "title", sm_plain_text(arena, section->as.section.title));
        json_key_integer(json, "level", (size_t)section->as.section.level);
        json_key_string(json, "number", section->as.section.number);
        json_key_word(json, "role", sm_role_name(sm_spec_role(spec, section)));
        json_key_integer(json, "line", section->loc.line);
        json_end(json);
    }
    json_end(json);
}

static void write_placeholders(json_writer *json, const sm_spec *spec)
{
    json_key(json, "placeholders");
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < spec->placeholder_count; i++) {
        const sm_placeholder *placeholder = &spec->placeholders[i];
        const sm_block *section = placeholder->section;
        json_object(json, JSON_FLAT);
        json_key_string(json, "text", placeholder->text);
        json_key_integer(json, "line", placeholder->loc.line);
        json_key_string(json, "section",
                        section != NULL ? section->as.section.id : (sm_str){0});
        json_end(json);
    }
    json_end(json);
}

static void write_finding(json_writer *json, sm_arena *arena, const sm_finding *finding)
{
    sm_str text = sm_str_from_cstr(sm_diag_text(finding->code));
    if (finding->detail.ptr != NULL)
        text =
            sm_str_printf(arena, "%.*s: %.*s", SM_STR_ARG(text), SM_STR_ARG(finding->detail));
    json_object(json, JSON_FLAT);
    json_key_word(json, "code", sm_diag_slug(finding->code));
    json_key_word(json, "severity", sm_severity_name(sm_diag_severity(finding->code)));
    json_key_integer(json, "line", finding->loc.line);
    json_key_integer(json, "column", finding->loc.column);
    json_key_string(json, "text", text);
    json_end(json);
}

static void write_findings(json_writer *json, sm_arena *arena, sm_diag *diag)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(diag, &count);
    json_key(json, "findings");
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < count; i++)
        write_finding(json, arena, &findings[i]);
    json_end(json);
}

static bool write_json(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    (void)diag;
    const sm_spec *spec = job->spec;
    json_writer json = json_new(arena, output);
    json_object(&json, JSON_OPEN);
    json_key_integer(&json, "specmill", JSON_MODEL_VERSION);
    write_source(&json, spec->doc->source);
    json_key(&json, "metadata");
    json_metadata(&json, arena, &spec->metadata);
    write_sections(&json, arena, spec);
    json_key(&json, "records");
    json_records(&json, arena, spec);
    write_placeholders(&json, spec);
    write_findings(&json, arena, job->findings);
    json_key(&json, "document");
    json_document(&json, spec);
    json_end(&json);
    json_finish(&json);
    return true;
}

const sm_backend sm_json_backend = {
    .name = "json",
    .extension = "json",
    .summary = "the model, for scripts",
    .binary = false,
    .write = write_json,
};
