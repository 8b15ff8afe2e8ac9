/* The configuration file of Jira's external CSV importer: which column is which field, so that
 * nobody has to say it in the wizard. Jira writes such files itself at the end of an import
 * ("Save the configuration") and takes them at its beginning. */
#include "columns.h"
#include <string.h>

/* What the importer calls the fields; those of Jira Data Center where they differ. */
static const struct {
    jira_field field;
    const char *name;
} fields[] = {
    {JIRA_SUMMARY, "summary"},
    {JIRA_TYPE, "issuetype"},
    {JIRA_KEY, "issuekey"},
    {JIRA_NUMBER, "issue-id"},
    {JIRA_PARENT, "parent"},
    {JIRA_STEP_PARENT, "subtask-parent-id"},
    {JIRA_DESCRIPTION, "description"},
    {JIRA_PRIORITY, "priority"},
    {JIRA_LABELS, "labels"},
    {JIRA_COMPONENTS, "components"},
    {JIRA_ASSIGNEE, "assignee"},
    {JIRA_SECONDS, "timeoriginalestimate"},
    {JIRA_DUE, "duedate"},
    {JIRA_STATUS, "status"},
};

/* The link type "Blocks" of a new Jira. */
static const char blocks_type[] = "10000";

static void add_text(sm_buf *buf, sm_str text)
{
    sm_buf_add_char(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\')
            sm_buf_addf(buf, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            sm_buf_addf(buf, "\\u%04x", c);
        else
            sm_buf_add_char(buf, (char)c);
    }
    sm_buf_add_char(buf, '"');
}

/* The number that the configuration gives for the column HEADER, or absent. */
static sm_str number_of(const sm_tracker *tracker, sm_str header)
{
    for (size_t i = 0; tracker != NULL && i < tracker->custom_field_count; i++)
        if (sm_str_equal(tracker->custom_fields[i].name, header))
            return tracker->custom_fields[i].value;
    return (sm_str){0};
}

static const char *field_name(jira_field field)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].field == field)
            return fields[i].name;
    return NULL;
}

/* Columns whose field has another number in every Jira are left to be mapped by hand. */
static void add_mapping(sm_buf *buf, const sm_tracker *tracker, const jira_column *column,
                        bool *first)
{
    sm_str number = number_of(tracker, column->header);
    const char *kind = "existing.custom.field", *name = field_name(column->field);
    sm_str value = number;
    if (column->field == JIRA_BLOCKS) {
        kind = "link.type";
        value = number.len != 0 ? number : sm_str_from_cstr(blocks_type);
    } else if (number.len == 0 && name != NULL) {
        kind = "jira.field";
        value = sm_str_from_cstr(name);
    }
    if (value.len == 0)
        return;
    sm_buf_add_cstr(buf, *first ? "\n    " : ",\n    ");
    add_text(buf, column->header);
    sm_buf_addf(buf, ": {\"%s\": ", kind);
    add_text(buf, value);
    sm_buf_add_char(buf, '}');
    *first = false;
}

static bool is_among(sm_str text, sm_str_list list)
{
    for (size_t i = 0; i < list.count; i++)
        if (sm_str_equal(text, list.items[i]))
            return true;
    return false;
}

static bool write_mapping(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    const sm_tracker *tracker = job->options.tracker;
    const jira_profile *profile = jira_profile_named(job->options.profile);
    if (!profile->takes_mapping) {
        sm_report(diag, SM_DIAG_NO_MAPPING, (sm_loc){.source = job->spec->doc->source}, "%s",
                  profile->summary);
        return false;
    }
    jira_columns columns = jira_find_columns(arena, profile, tracker);
    sm_buf buf = sm_buf_new(arena);
    bool first = true;
    sm_buf_add_cstr(&buf, "{\n  \"config.version\": \"2.0\",\n"
                          "  \"config.project.from.csv\": \"false\",\n"
                          "  \"config.encoding\": \"UTF-8\",\n"
                          "  \"config.email.suffix\": \"@\",\n"
                          "  \"config.field.mappings\": {");
    sm_str_list header = jira_header(arena, job);
    for (size_t i = 0; i < columns.count; i++)
        if (is_among(columns.items[i].header, header))
            add_mapping(&buf, tracker, &columns.items[i], &first);
    sm_buf_add_cstr(&buf, "\n  },\n  \"config.value.mappings\": {},\n"
                          "  \"config.delimiter\": \",\",\n"
                          "  \"config.project\": {\n    \"project.type\": null,\n"
                          "    \"project.key\": ");
    if (tracker != NULL && tracker->project.len != 0)
        add_text(&buf, tracker->project);
    else
        sm_buf_add_cstr(&buf, "null");
    sm_buf_add_cstr(&buf, ",\n    \"project.description\": null,\n    \"project.url\": null,\n"
                          "    \"project.name\": null,\n    \"project.lead\": null\n  },\n"
                          "  \"config.date.format\": \"yyyy-MM-dd\"\n}\n");
    sm_output_write_str(output, sm_buf_str(&buf));
    return true;
}

const sm_backend sm_jira_mapping_backend = {
    .name = "jira-mapping",
    .extension = "jira.txt",
    .summary = "configuration file for Jira's external CSV importer",
    .on_request = true,
    .write = write_mapping,
};
