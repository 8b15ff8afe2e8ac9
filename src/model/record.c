#include "specmill/model/record.h"
#include "specmill/base/list.h"

const void *sm_record_field(const sm_record *record, const sm_field *field)
{
    return (const char *)record + field->offset;
}

const char *sm_level_name(sm_level_value level)
{
    static const char *const names[] = {NULL, "low", "medium", "high", "critical"};
    return names[level];
}

const char *sm_task_state_name(sm_task_state state)
{
    static const char *const names[] = {"open", "done", "active", "dropped"};
    return names[state];
}

const char *sm_question_state_name(sm_question_state state)
{
    static const char *const names[] = {"open", "answered"};
    return names[state];
}

const char *sm_scope_name(sm_scope scope)
{
    static const char *const names[] = {NULL, "external", "internal"};
    return names[scope];
}

const char *sm_estimate_unit_name(sm_estimate_unit unit)
{
    static const char *const names[] = {NULL, "hours", "points", "lines"};
    return names[unit];
}

sm_str sm_date_text(sm_arena *arena, sm_date date)
{
    if (date.year == 0)
        return date.text;
    if (date.day == 0)
        return sm_str_printf(arena, "%04d-%02d", date.year, date.month);
    return sm_str_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static sm_str entity_fields_text(sm_arena *arena, const sm_entity *entity)
{
    sm_str_builder names = {0};
    for (size_t i = 0; i < entity->field_count; i++)
        SM_LIST_ADD(arena, &names, entity->fields[i].name);
    return sm_str_join(arena, (sm_str_list){names.items, names.count}, SM_STR(", "));
}

sm_str sm_field_text(sm_arena *arena, const sm_record *record, const sm_field *field)
{
    static const char *const truths[] = {NULL, "no", "yes"};
    const void *at = sm_record_field(record, field);
    switch (field->type) {
    case SM_FIELD_TEXT:
        return *(const sm_str *)at;
    case SM_FIELD_LIST:
        return ((const sm_str_list *)at)->count == 0
                   ? (sm_str){0}
                   : sm_str_join(arena, *(const sm_str_list *)at, SM_STR(", "));
    case SM_FIELD_LEVEL:
        return ((const sm_level *)at)->text;
    case SM_FIELD_DATE:
        return sm_date_text(arena, *(const sm_date *)at);
    case SM_FIELD_ESTIMATE:
        return ((const sm_estimate *)at)->text;
    case SM_FIELD_TASK_STATE:
        return sm_str_from_cstr(sm_task_state_name(*(const sm_task_state *)at));
    case SM_FIELD_QUESTION_STATE:
        return sm_str_from_cstr(sm_question_state_name(*(const sm_question_state *)at));
    case SM_FIELD_SCOPE:
        return sm_str_from_cstr(sm_scope_name(*(const sm_scope *)at));
    case SM_FIELD_TRUTH:
        return sm_str_from_cstr(truths[*(const sm_truth *)at]);
    case SM_FIELD_SCORE:
        return *(const int *)at == 0 ? (sm_str){0}
                                     : sm_str_printf(arena, "%d", *(const int *)at);
    case SM_FIELD_ENTITY_FIELDS:
        return entity_fields_text(arena, (const sm_entity *)(const void *)record);
    }
    return (sm_str){0};
}
