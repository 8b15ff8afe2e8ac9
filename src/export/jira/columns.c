#include "columns.h"
#include "specmill/base/list.h"
#include "specmill/base/path.h"

/* What the configuration calls FIELD, or SM_TRACKER_FIELD_COUNT. */
static sm_tracker_field tracker_field(jira_field field)
{
    static const struct {
        jira_field field;
        sm_tracker_field name;
    } names[] = {
        {JIRA_SUMMARY, SM_TRACKER_SUMMARY},
        {JIRA_TYPE, SM_TRACKER_TYPE},
        {JIRA_KEY, SM_TRACKER_KEY},
        {JIRA_NUMBER, SM_TRACKER_NUMBER},
        {JIRA_PARENT, SM_TRACKER_PARENT},
        {JIRA_STEP_PARENT, SM_TRACKER_PARENT},
        {JIRA_EPIC_NAME, SM_TRACKER_EPIC_NAME},
        {JIRA_EPIC_LINK, SM_TRACKER_EPIC_LINK},
        {JIRA_MILESTONE, SM_TRACKER_MILESTONE},
        {JIRA_DESCRIPTION, SM_TRACKER_DESCRIPTION},
        {JIRA_PRIORITY, SM_TRACKER_PRIORITY},
        {JIRA_LABELS, SM_TRACKER_LABELS},
        {JIRA_ALL_LABELS, SM_TRACKER_LABELS},
        {JIRA_COMPONENTS, SM_TRACKER_COMPONENTS},
        {JIRA_ASSIGNEE, SM_TRACKER_ASSIGNEE},
        {JIRA_SECONDS, SM_TRACKER_ESTIMATE},
        {JIRA_HOURS, SM_TRACKER_ESTIMATE},
        {JIRA_POINTS, SM_TRACKER_POINTS},
        {JIRA_DUE, SM_TRACKER_DUE},
        {JIRA_STATUS, SM_TRACKER_STATUS},
        {JIRA_BLOCKS, SM_TRACKER_BLOCKS},
        {JIRA_ALL_BLOCKS, SM_TRACKER_BLOCKS},
        {JIRA_PROJECT, SM_TRACKER_PROJECT},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].field == field)
            return names[i].name;
    return SM_TRACKER_FIELD_COUNT;
}

jira_columns jira_find_columns(sm_arena *arena, const jira_profile *profile,
                               const sm_tracker *tracker)
{
    struct SM_LIST(jira_column) list = {0};
    for (const jira_profile_column *from = profile->columns; from->header != NULL; from++) {
        jira_column column = {.header = sm_str_from_cstr(from->header), .field = from->field};
        sm_tracker_field name = tracker_field(from->field);
        if (tracker != NULL && name != SM_TRACKER_FIELD_COUNT &&
            tracker->headers[name].ptr != NULL)
            column.header = tracker->headers[name];
        if (column.header.len != 0)
            SM_LIST_ADD(arena, &list, column);
    }
    for (size_t i = 0; tracker != NULL && i < tracker->column_count; i++) {
        const sm_tracker_pair *pair = &tracker->columns[i];
        jira_column column = {pair->name, JIRA_TEXT, pair->value};
        SM_LIST_ADD(arena, &list, column);
    }
    return (jira_columns){list.items, list.count};
}

static sm_str extra_called(const sm_record *record, sm_str name)
{
    for (const sm_extra *extra = record->extras; extra != NULL; extra = extra->next)
        if (sm_str_equal_nocase(sm_str_trim(extra->key), name))
            return extra->value;
    return (sm_str){0};
}

static sm_str field_called(sm_arena *arena, const sm_job *job, const jira_issue *issue,
                           sm_str name)
{
    const sm_source *source = job->spec->doc->source;
    if (sm_str_equal(name, SM_STR("file")))
        return sm_path_name(source->name);
    const sm_record_type *type = &sm_record_types[SM_TASKS];
    const sm_record *record = issue->task != NULL    ? &issue->task->record
                              : issue->phase != NULL ? &issue->phase->record
                                                     : NULL;
    if (issue->task == NULL && sm_str_equal(name, SM_STR("title")))
        return issue->title;
    if (record == NULL)
        return (sm_str){0};
    if (sm_str_equal(name, SM_STR("id")))
        return record->id;
    if (sm_str_equal(name, SM_STR("line")))
        return sm_str_printf(arena, "%u", record->loc.line);
    if (sm_str_equal(name, SM_STR("section")))
        return record->section != NULL ? record->section->as.section.label : (sm_str){0};
    for (size_t i = 0; issue->task != NULL && i < type->field_count; i++)
        if (sm_str_equal(name, sm_str_from_cstr(type->fields[i].name)))
            return sm_field_text(arena, record, &type->fields[i]);
    return extra_called(record, name);
}

sm_str jira_fill_in(sm_arena *arena, const sm_job *job, const jira_issue *issue, sm_str text)
{
    sm_buf buf = sm_buf_new(arena);
    bool asked = false, answered = false;
    while (text.len != 0) {
        size_t open = sm_str_find_char(text, '{');
        size_t close =
            open == SM_STR_NONE ? SM_STR_NONE : sm_str_find_char(sm_str_from(text, open), '}');
        if (close == SM_STR_NONE)
            break;
        sm_str name = sm_str_trim(sm_str_sub(text, open + 1, close - 1));
        sm_str value = field_called(arena, job, issue, name);
        sm_buf_add_str(&buf, sm_str_sub(text, 0, open));
        sm_buf_add_str(&buf, value);
        if (!sm_str_equal(name, SM_STR("file"))) { /* which answers for every issue */
            asked = true;
            answered = answered || value.len != 0;
        }
        text = sm_str_from(text, open + close + 1);
    }
    sm_buf_add_str(&buf, text);
    return asked && !answered ? (sm_str){0} : sm_buf_str(&buf);
}
