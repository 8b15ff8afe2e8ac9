#include "description.h"
#include "specmill/base/path.h"
#include "specmill/base/utf8.h"

/* How each markup says it. */
static const struct {
    const char *bold, *bold_end, *list_start, *item, *line_end, *paragraph_end, *rule;
} marks[] = {
    [JIRA_WIKI] = {"*", "*", "\n", "* ", "\n", "\n\n", "----\n"},
    [JIRA_MARKDOWN] = {"**", "**", "\n\n", "- ", "\n", "\n\n", "---\n\n"},
    [JIRA_HTML] = {"<b>", "</b>", "<br>\n", "&bull; ", "<br>\n", "<br><br>\n", "<hr>\n"},
};

typedef struct describing {
    sm_buf *buf;
    sm_arena *arena;
    const sm_job *job;
    const jira_issues *issues;
    jira_markup markup;
    sm_str body; /* plain text of what the document says below the task; may be empty */
} describing;

/* The label of a list. */
static void add_label(const describing *d, const char *label)
{
    sm_buf_addf(d->buf, "%s%s:%s%s", marks[d->markup].bold, label, marks[d->markup].bold_end,
                marks[d->markup].list_start);
}

static void add_paragraph(const describing *d, sm_str text)
{
    if (text.len == 0)
        return;
    jira_add_text(d->buf, text, d->markup);
    sm_buf_add_cstr(d->buf, marks[d->markup].paragraph_end);
}

static void add_line(const describing *d, sm_str label, sm_str text)
{
    if (text.len == 0)
        return;
    sm_buf_add_cstr(d->buf, marks[d->markup].bold);
    jira_add_text(d->buf, label, d->markup);
    sm_buf_addf(d->buf, ":%s ", marks[d->markup].bold_end);
    jira_add_text(d->buf, text, d->markup);
    sm_buf_add_cstr(d->buf, marks[d->markup].paragraph_end);
}

/* What another issue is about: enough to recognize it. */
static void add_short(const describing *d, sm_str text)
{
    const size_t enough = 200;
    sm_str clipped = sm_utf8_clip(text, enough);
    jira_add_text(d->buf, clipped, d->markup);
    if (clipped.len < text.len)
        sm_buf_add_cstr(d->buf, "\u2026");
}

/* The requirements that the task meets, with their text where the specification has it. */
static void add_requirements(const describing *d, sm_str_list list)
{
    const sm_ids *ids = &d->issues->requirement_ids;
    if (list.count == 0)
        return;
    add_label(d, "Requirements");
    for (size_t i = 0; i < list.count; i++) {
        size_t at = sm_ids_find(ids, list.items[i]);
        sm_buf_add_cstr(d->buf, marks[d->markup].item);
        jira_add_text(d->buf, list.items[i], d->markup);
        if (at != SM_STR_NONE) {
            sm_buf_add_cstr(d->buf, ": ");
            const void *requirement = ids->records->items[at];
            add_short(d, ((const sm_requirement *)requirement)->text);
        }
        sm_buf_add_cstr(d->buf, marks[d->markup].line_end);
    }
    sm_buf_add_cstr(d->buf, marks[d->markup].line_end);
}

static void add_dependencies(const describing *d, sm_str_list list)
{
    const sm_ids *ids = &d->issues->task_ids;
    if (list.count == 0)
        return;
    add_label(d, "Depends on");
    for (size_t i = 0; i < list.count; i++) {
        size_t at = sm_ids_find(ids, list.items[i]);
        sm_buf_add_cstr(d->buf, marks[d->markup].item);
        jira_add_text(d->buf, list.items[i], d->markup);
        if (at != SM_STR_NONE) {
            const sm_task *task = (const sm_task *)(const void *)ids->records->items[at];
            sm_buf_add_char(d->buf, ' ');
            add_short(d, task->title);
            sm_str key = jira_issue_key(task->ticket);
            if (key.len != 0)
                sm_buf_addf(d->buf, " (%.*s)", SM_STR_ARG(key));
        }
        sm_buf_add_cstr(d->buf, marks[d->markup].line_end);
    }
    sm_buf_add_cstr(d->buf, marks[d->markup].line_end);
}

/* Whether the blocks that were copied from the document say TEXT already. */
static bool is_in_body(const describing *d, sm_str text)
{
    return text.len != 0 && sm_str_find(d->body, text) != SM_STR_NONE;
}

/* What has a column only when it was understood. */
static void add_as_written(const describing *d, const sm_task *task)
{
    bool sized = task->estimate.unit == SM_UNIT_HOURS || task->estimate.unit == SM_UNIT_POINTS;
    if (task->estimate.unit == SM_UNIT_LINES)
        add_line(d, SM_STR("Estimate in lines"), task->estimate.text);
    else if (!sized)
        add_line(d, SM_STR("Estimate"), task->estimate.text);
    if (task->priority.value == SM_LEVEL_NONE)
        add_line(d, SM_STR("Priority"), task->priority.text);
    if (task->due.day == 0)
        add_line(d, SM_STR("Due"), sm_date_text(d->arena, task->due));
    add_line(d, SM_STR("Ticket"), task->ticket);
    for (const sm_extra *extra = task->record.extras; extra != NULL; extra = extra->next)
        if (!is_in_body(d, extra->value))
            add_line(d, extra->key.len != 0 ? extra->key : SM_STR("Note"), extra->value);
}

/* TEXT as a link to the place ID of the published specification, if it is published. */
static void add_link(const describing *d, sm_str text, sm_str id)
{
    const char *base = d->job->options.html_base, *hash = id.len != 0 ? "#" : "";
    if (base == NULL) {
        jira_add_text(d->buf, text, d->markup);
        return;
    }
    switch (d->markup) {
    case JIRA_WIKI:
        sm_buf_add_char(d->buf, '[');
        jira_add_text(d->buf, text, d->markup);
        sm_buf_addf(d->buf, "|%s%s%.*s]", base, hash, SM_STR_ARG(id));
        break;
    case JIRA_MARKDOWN:
        sm_buf_add_char(d->buf, '[');
        jira_add_text(d->buf, text, d->markup);
        sm_buf_addf(d->buf, "](%s%s%.*s)", base, hash, SM_STR_ARG(id));
        break;
    case JIRA_HTML:
        sm_buf_addf(d->buf, "<a href=\"%s%s%.*s\">", base, hash, SM_STR_ARG(id));
        jira_add_text(d->buf, text, d->markup);
        sm_buf_add_cstr(d->buf, "</a>");
        break;
    }
}

/* Where, and as which ID, the specification states it; a link when it is published. */
static void add_source(const describing *d, const sm_record *record, sm_str id)
{
    const sm_source *source = d->job->spec->doc->source;
    const sm_block *section = record->section;
    sm_str name = section != NULL ? section->as.section.label : (sm_str){0};
    sm_buf where = sm_buf_new(d->arena);
    /* without the folders, which mean nothing to those who read the issue */
    sm_buf_addf(&where, "%.*s line %u", SM_STR_ARG(sm_path_name(source->name)),
                record->loc.line);
    if (d->buf->len != 0)
        sm_buf_add_cstr(d->buf, marks[d->markup].rule);
    sm_buf_add_cstr(d->buf, "Specified ");
    if (id.len != 0) {
        sm_buf_add_cstr(d->buf, "as ");
        jira_add_text(d->buf, id, d->markup);
        sm_buf_add_char(d->buf, ' ');
    }
    sm_buf_add_cstr(d->buf, "in ");
    sm_str anchor = sm_anchor_id(&d->issues->anchors, record);
    if (anchor.len == 0 && section != NULL)
        anchor = section->as.section.id;
    add_link(d, sm_buf_str(&where), anchor);
    if (name.len != 0) {
        sm_buf_add_cstr(d->buf, ", ");
        jira_add_text(d->buf, name, d->markup);
    }
}

/* What stands below the task in the document: the rest of its section or list item, without
 * the tasks in it. */
static const sm_block *blocks_below(const describing *d, const sm_record *record)
{
    const sm_block *origin = record->origin;
    if (origin == NULL)
        return NULL;
    if (origin->kind == SM_SECTION && origin->loc.line == record->loc.line)
        return origin->as.section.blocks;
    if (record->loc.line > d->job->spec->doc->source->lines)
        return NULL;
    const sm_item *item = d->issues->items_by_line[record->loc.line];
    if (origin->kind != SM_LIST || item == NULL || item->blocks == NULL)
        return NULL;
    return item->blocks->kind == SM_PARAGRAPH ? item->blocks->next : item->blocks;
}

static void add_body(describing *d, const sm_block *blocks)
{
    if (blocks == NULL)
        return;
    size_t before = d->buf->len;
    jira_add_blocks(d->buf, blocks, d->markup, d->issues->task_lines);
    if (d->buf->len == before)
        return;
    if (!sm_str_ends(sm_buf_str(d->buf), SM_STR("\n\n")))
        sm_buf_add_cstr(d->buf, "\n");
    sm_buf text = sm_buf_new(d->arena);
    sm_block_text(&text, blocks);
    d->body = sm_buf_str(&text);
}

static void describe_task(describing *d, const jira_issue *issue)
{
    const sm_task *task = issue->task;
    if (sm_utf8_count(issue->title) > JIRA_SUMMARY_MAX)
        add_paragraph(d, issue->title);
    add_body(d, blocks_below(d, &task->record));
    if (!sm_str_equal(task->description, issue->title) && !is_in_body(d, task->description))
        add_paragraph(d, task->description);
    add_requirements(d, task->requirements);
    add_as_written(d, task);
    add_dependencies(d, task->depends_on);
    add_source(d, &task->record, task->record.id_made ? (sm_str){0} : task->record.id);
}

static void describe_epic(const describing *d, const jira_issue *issue)
{
    const sm_metadata *metadata = &d->job->spec->metadata;
    if (sm_utf8_count(issue->title) > JIRA_SUMMARY_MAX)
        add_paragraph(d, issue->title);
    if (issue->phase != NULL) {
        add_paragraph(d, issue->phase->goal);
        add_line(d, SM_STR("Estimate"), issue->phase->estimate.text);
        for (const sm_extra *e = issue->phase->record.extras; e != NULL; e = e->next)
            add_line(d, e->key, e->value);
        add_source(d, &issue->phase->record, (sm_str){0});
        return;
    }
    sm_buf_add_cstr(d->buf, "Phase of ");
    jira_add_text(d->buf,
                  metadata->title.len != 0 ? metadata->title : d->job->spec->doc->source->name,
                  d->markup);
}

void jira_describe(sm_buf *buf, sm_arena *arena, const sm_job *job, const jira_issues *issues,
                   const jira_issue *issue, jira_markup markup)
{
    describing d = {.buf = buf, .arena = arena, .job = job, .issues = issues, .markup = markup};
    if (issue->task != NULL)
        describe_task(&d, issue);
    else
        describe_epic(&d, issue);
}
