#include "model.h"

static void write_list(json_writer *json, sm_str_list list)
{
    json_array(json, JSON_FLAT);
    for (size_t i = 0; i < list.count; i++)
        json_string(json, list.items[i]);
    json_end(json);
}

static void write_level(json_writer *json, sm_level level)
{
    json_object(json, JSON_FLAT);
    json_key_string(json, "text", level.text);
    json_key_word(json, "level", sm_level_name(level.value));
    json_end(json);
}

static void write_estimate(json_writer *json, sm_estimate estimate)
{
    json_object(json, JSON_FLAT);
    json_key_string(json, "text", estimate.text);
    if (estimate.unit != SM_UNIT_NONE) {
        json_key(json, sm_estimate_unit_name(estimate.unit));
        json_number(json, estimate.amount);
    }
    json_end(json);
}

static void write_truth(json_writer *json, sm_truth truth)
{
    if (truth == SM_UNKNOWN)
        json_null(json);
    else
        json_bool(json, truth == SM_YES);
}

static void write_entity_fields(json_writer *json, const sm_entity *entity)
{
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < entity->field_count; i++) {
        json_object(json, JSON_FLAT);
        json_key_string(json, "name", entity->fields[i].name);
        json_key_string(json, "type", entity->fields[i].type);
        json_key_string(json, "constraints", entity->fields[i].constraints);
        json_key_string(json, "description", entity->fields[i].description);
        json_end(json);
    }
    json_end(json);
}

static void write_field(json_writer *json, sm_arena *arena, const sm_record *record,
                        const sm_field *field)
{
    const void *at = sm_record_field(record, field);
    json_key(json, field->name);
    switch (field->type) {
    case SM_FIELD_TEXT:
        json_string(json, *(const sm_str *)at);
        break;
    case SM_FIELD_LIST:
        write_list(json, *(const sm_str_list *)at);
        break;
    case SM_FIELD_LEVEL:
        write_level(json, *(const sm_level *)at);
        break;
    case SM_FIELD_DATE:
        json_string(json, sm_date_text(arena, *(const sm_date *)at));
        break;
    case SM_FIELD_ESTIMATE:
        write_estimate(json, *(const sm_estimate *)at);
        break;
    case SM_FIELD_TASK_STATE:
        json_word(json, sm_task_state_name(*(const sm_task_state *)at));
        break;
    case SM_FIELD_QUESTION_STATE:
        json_word(json, sm_question_state_name(*(const sm_question_state *)at));
        break;
    case SM_FIELD_SCOPE:
        json_word(json, sm_scope_name(*(const sm_scope *)at));
        break;
    case SM_FIELD_TRUTH:
        write_truth(json, *(const sm_truth *)at);
        break;
    case SM_FIELD_SCORE:
        if (*(const int *)at == 0)
            json_null(json);
        else
            json_integer(json, (size_t) * (const int *)at);
        break;
    case SM_FIELD_ENTITY_FIELDS:
        write_entity_fields(json, (const sm_entity *)(const void *)record);
        break;
    }
}

static void write_extra(json_writer *json, sm_str key, sm_str value)
{
    json_object(json, JSON_FLAT);
    json_key_string(json, "key", key);
    json_key_string(json, "value", value);
    json_end(json);
}

static void write_record(json_writer *json, sm_arena *arena, const sm_record *record,
                         const sm_record_type *type)
{
    json_object(json, JSON_OPEN);
    json_key_string(json, "id", record->id);
    json_key_integer(json, "line", record->loc.line);
    json_key(json, "lines");
    json_array(json, JSON_FLAT);
    for (size_t i = 0; i < record->line_count; i++)
        json_integer(json, record->lines[i]);
    if (record->line_count == 0)
        json_integer(json, record->loc.line);
    json_end(json);
    json_key_string(json, "section",
                    record->section != NULL ? record->section->as.section.id : (sm_str){0});
    for (size_t i = 0; i < type->field_count; i++)
        write_field(json, arena, record, &type->fields[i]);
    json_key(json, "extra");
    json_array(json, JSON_OPEN);
    for (const sm_extra *extra = record->extras; extra != NULL; extra = extra->next)
        write_extra(json, extra->key, extra->value);
    json_end(json);
    json_end(json);
}

void json_records(json_writer *json, sm_arena *arena, const sm_spec *spec)
{
    json_object(json, JSON_OPEN);
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++) {
        json_key(json, sm_record_types[kind].name);
        json_array(json, JSON_OPEN);
        for (size_t i = 0; i < spec->records[kind].count; i++)
            write_record(json, arena, spec->records[kind].items[i], &sm_record_types[kind]);
        json_end(json);
    }
    json_end(json);
}

static void write_people(json_writer *json, const char *key, sm_people people)
{
    json_key(json, key);
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < people.count; i++) {
        json_object(json, JSON_FLAT);
        json_key_string(json, "name", people.items[i].name);
        json_key_string(json, "email", people.items[i].email);
        json_key_string(json, "handle", people.items[i].handle);
        json_key_string(json, "role", people.items[i].role);
        json_end(json);
    }
    json_end(json);
}

void json_metadata(json_writer *json, sm_arena *arena, const sm_metadata *metadata)
{
    json_object(json, JSON_OPEN);
    json_key_string(json, "title", metadata->title);
    json_key_string(json, "subtitle", metadata->subtitle);
    json_key_string(json, "id", metadata->id);
    json_key_string(json, "type", metadata->type);
    json_key_string(json, "status", metadata->status);
    json_key_word(json, "state", sm_state_name(metadata->state));
    json_key_string(json, "version", metadata->version);
    write_people(json, "authors", metadata->authors);
    write_people(json, "owners", metadata->owners);
    write_people(json, "reviewers", metadata->reviewers);
    write_people(json, "approvers", metadata->approvers);
    json_key_string(json, "created", sm_date_text(arena, metadata->created));
    json_key_string(json, "updated", sm_date_text(arena, metadata->updated));
    json_key_string(json, "date", sm_date_text(arena, metadata->date));
    json_key(json, "prd");
    json_object(json, JSON_FLAT);
    json_key_string(json, "text", metadata->prd.text);
    json_key_string(json, "url", metadata->prd.url);
    json_end(json);
    json_key_string(json, "parent", metadata->parent);
    json_key_string(json, "language", metadata->language);
    json_key(json, "tags");
    write_list(json, metadata->tags);
    json_key(json, "extra");
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < metadata->entry_count; i++)
        if (!metadata->entries[i].known)
            write_extra(json, metadata->entries[i].key, metadata->entries[i].value);
    json_end(json);
    json_end(json);
}
