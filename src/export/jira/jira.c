#include "columns.h"
#include "csv.h"
#include "profiles.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include "specmill/export/task_table.h"

enum {
    LABELS_MAX = 10, /* repeated columns that every row has to have */
    COMPONENTS_MAX = 5,
    BLOCKS_MAX = 50,
    DESCRIPTION_MAX = 32767, /* characters */
    PIECE = 64 * 1024,       /* bytes passed on at a time */
    ROWS_AT_A_TIME = 64      /* between two renewals of the scratch arena */
};

typedef struct jira_file {
    sm_arena *arena;
    const sm_job *job;
    sm_output *output;
    sm_diag *diag;
    const jira_profile *profile;
    const sm_tracker *tracker; /* never NULL */
    jira_columns columns;
    jira_issues issues;
    sm_str_list labels;                               /* of every issue */
    size_t label_count, component_count, block_count; /* columns */
    size_t row_count;
    sm_buf row;
} jira_file;

/* Labels must not have blanks in them. */
static sm_str label_from(sm_arena *arena, sm_str text)
{
    sm_buf buf = sm_buf_new(arena);
    text = sm_str_trim(text);
    for (size_t i = 0; i < text.len; i++)
        if (!sm_is_space(text.ptr[i]))
            sm_buf_add_char(&buf, text.ptr[i]);
        else if (!sm_is_space(text.ptr[i - 1]))
            sm_buf_add_char(&buf, '-');
    return sm_utf8_clip(sm_buf_str(&buf), 250);
}

/* The values of the extra columns called one of NAMES ("label|labels"), split at commas. */
static sm_str_list extras_called(sm_arena *arena, const jira_issue *issue, const char *names,
                                 size_t max)
{
    sm_str_builder list = {0};
    const sm_extra *extra = issue->task != NULL ? issue->task->record.extras : NULL;
    for (; extra != NULL; extra = extra->next) {
        sm_str rest = extra->value, piece;
        if (!sm_str_among(sm_str_trim(extra->key), names))
            continue;
        while (list.count < max && sm_str_split(&rest, ',', &piece))
            if (sm_str_trim(piece).len != 0)
                SM_LIST_ADD(arena, &list, sm_str_trim(piece));
    }
    return (sm_str_list){list.items, list.count};
}

static sm_str_list labels_of(sm_arena *arena, const jira_file *file, const jira_issue *issue)
{
    sm_str_builder list = {0};
    for (size_t i = 0; i < file->labels.count; i++)
        SM_LIST_ADD(arena, &list, file->labels.items[i]);
    sm_str_list own = extras_called(arena, issue, "label|labels|tag|tags", LABELS_MAX);
    for (size_t i = 0; i < own.count && list.count < LABELS_MAX; i++)
        SM_LIST_ADD(arena, &list, label_from(arena, own.items[i]));
    return (sm_str_list){list.items, list.count};
}

static sm_str_list components_of(sm_arena *arena, const jira_file *file,
                                 const jira_issue *issue)
{
    sm_str_builder list = {0};
    for (size_t i = 0; i < file->tracker->components.count && i < COMPONENTS_MAX; i++)
        SM_LIST_ADD(arena, &list, file->tracker->components.items[i]);
    sm_str_list own =
        extras_called(arena, issue, "component|components|module", COMPONENTS_MAX - list.count);
    for (size_t i = 0; i < own.count; i++)
        SM_LIST_ADD(arena, &list, own.items[i]);
    return (sm_str_list){list.items, list.count};
}

/* The e-mail address of the person called NAME, where the metadata have it: names alone find
 * nobody in Jira Cloud. */
static sm_str email_of(const sm_metadata *metadata, sm_str name)
{
    const sm_people all[] = {metadata->authors, metadata->owners, metadata->reviewers,
                             metadata->approvers};
    for (size_t list = 0; list < sizeof all / sizeof *all; list++)
        for (size_t i = 0; i < all[list].count; i++) {
            const sm_person *person = &all[list].items[i];
            bool is_named =
                sm_str_equal_nocase(person->name, name) ||
                (person->handle.len != 0 && sm_str_equal_nocase(person->handle, name));
            if (is_named && person->email.len != 0)
                return person->email;
        }
    return (sm_str){0};
}

static sm_str assignee_of(const jira_file *file, const sm_task *task)
{
    sm_str name = sm_str_trim(task->owner);
    size_t open = sm_str_find_char(name, '<'), close = sm_str_find_char(name, '>');
    if (open != SM_STR_NONE && close != SM_STR_NONE && open < close &&
        sm_str_find_char(sm_str_sub(name, open, close - open), '@') != SM_STR_NONE)
        return sm_str_sub(name, open + 1, close - open - 1);
    if (sm_str_starts(name, SM_STR("@")))
        name = sm_str_from(name, 1);
    sm_str email = email_of(&file->job->spec->metadata, name);
    return email.len != 0 ? email : name;
}

/* One line, short enough for the tracker; the description has the whole. */
static sm_str summary_of(sm_arena *arena, const jira_issue *issue)
{
    sm_buf buf = sm_buf_new(arena);
    size_t count = 0;
    for (size_t i = 0; i < issue->title.len && count <= JIRA_SUMMARY_MAX; count++) {
        size_t from = i;
        sm_utf8_next(issue->title, &i);
        if (count == JIRA_SUMMARY_MAX)
            sm_buf_add_cstr(&buf, "\u2026");
        else if (i - from == 1 && sm_is_space(issue->title.ptr[from]))
            sm_buf_add_char(&buf, ' ');
        else
            sm_buf_add(&buf, issue->title.ptr + from, i - from);
    }
    return sm_buf_str(&buf);
}

static sm_str amount_of(sm_arena *arena, const jira_issue *issue, sm_estimate_unit unit,
                        double factor, int decimals)
{
    if (issue->task == NULL || issue->task->estimate.unit != unit)
        return (sm_str){0};
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_number(&buf, issue->task->estimate.amount * factor, decimals);
    return sm_buf_str(&buf);
}

static sm_str number_text(sm_arena *arena, size_t number)
{
    return number != 0 ? sm_str_printf(arena, "%zu", number) : (sm_str){0};
}

/* How many issues own this one. */
static size_t depth_of(const jira_file *file, const jira_issue *issue)
{
    size_t depth = 0;
    for (; issue->parent != 0; issue = &file->issues.items[issue->parent - 1])
        depth++;
    return depth;
}

/* GitLab reads lines that begin with a slash as commands. */
static void add_actions(sm_buf *buf, sm_arena *arena, const jira_file *file,
                        const jira_issue *issue)
{
    sm_str hours = amount_of(arena, issue, SM_UNIT_HOURS, 1, 2);
    sm_str_list labels = labels_of(arena, file, issue);
    if (hours.len != 0)
        sm_buf_addf(buf, "\n\n/estimate %.*sh", SM_STR_ARG(hours));
    for (size_t i = 0; i < labels.count; i++)
        sm_buf_addf(buf, "\n\n/label ~\"%.*s\"", SM_STR_ARG(labels.items[i]));
}

/* Jira refuses issues whose description is longer. */
static sm_str shortened(const jira_file *file, const jira_issue *issue, sm_buf *buf)
{
    sm_str whole = sm_buf_str(buf);
    size_t count = whole.len > DESCRIPTION_MAX ? sm_utf8_count(whole) : 0;
    if (count <= DESCRIPTION_MAX)
        return whole;
    sm_loc loc = {.source = file->job->spec->doc->source};
    if (issue->task != NULL)
        loc = issue->task->record.loc;
    sm_report(file->diag, SM_DIAG_DESCRIPTION_CUT, loc, "%zu characters", count);
    size_t at = 0;
    for (size_t i = 0; i < DESCRIPTION_MAX - 1; i++)
        sm_utf8_next(whole, &at);
    buf->len = at;
    sm_buf_add_cstr(buf, "\u2026");
    return sm_buf_str(buf);
}

static sm_str description_of(sm_arena *arena, const jira_file *file, const jira_issue *issue)
{
    sm_buf buf = sm_buf_new(arena);
    jira_describe(&buf, arena, file->job, &file->issues, issue, file->profile->markup);
    if (file->profile->quick_actions)
        add_actions(&buf, arena, file, issue);
    return shortened(file, issue, &buf);
}

static sm_str item_of(sm_str_list list, size_t i)
{
    return i < list.count ? list.items[i] : (sm_str){0};
}

static sm_str blocks_of(sm_arena *arena, const jira_issue *issue)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < issue->block_count && i < BLOCKS_MAX; i++)
        sm_buf_addf(&buf, "%s%zu", i == 0 ? "" : ",", issue->blocks[i]);
    return sm_buf_str(&buf);
}

static sm_str type_name(const jira_file *file, sm_issue_type type)
{
    sm_str own = file->tracker->types[type];
    return own.len != 0 ? own : sm_str_from_cstr(file->profile->types[type]);
}

/* The text of the REPEAT-th column for COLUMN; absent: an empty cell. */
static sm_str cell_of(sm_arena *arena, const jira_file *file, const jira_issue *issue,
                      const jira_column *column, size_t repeat)
{
    const sm_task *task = issue->task;
    const jira_profile *profile = file->profile;
    sm_str none = {0};
    switch (column->field) {
    case JIRA_SUMMARY:
        return summary_of(arena, issue);
    case JIRA_TYPE:
        return type_name(file, issue->type);
    case JIRA_NUMBER:
        return number_text(arena, (size_t)(issue - file->issues.items) + 1);
    case JIRA_PARENT:
        return number_text(arena, issue->parent);
    case JIRA_STEP_PARENT:
        return issue->type == SM_ISSUE_STEP ? number_text(arena, issue->parent) : none;
    case JIRA_EPIC_NAME:
        return issue->type == SM_ISSUE_PHASE ? issue->epic : none;
    case JIRA_EPIC_LINK:
        return issue->type == SM_ISSUE_STORY || issue->type == SM_ISSUE_TASK ? issue->epic
                                                                             : none;
    case JIRA_MILESTONE:
        return issue->epic;
    case JIRA_DESCRIPTION:
        return description_of(arena, file, issue);
    case JIRA_PRIORITY:
        return task != NULL ? sm_str_from_cstr(profile->priorities[task->priority.value])
                            : none;
    case JIRA_LABELS:
        return item_of(labels_of(arena, file, issue), repeat);
    case JIRA_ALL_LABELS:
        return sm_str_join(arena, labels_of(arena, file, issue), SM_STR(","));
    case JIRA_COMPONENTS:
        return item_of(components_of(arena, file, issue), repeat);
    case JIRA_ASSIGNEE:
        return task != NULL ? assignee_of(file, task) : none;
    case JIRA_SECONDS:
        return amount_of(arena, issue, SM_UNIT_HOURS, 3600, 0);
    case JIRA_HOURS:
        return amount_of(arena, issue, SM_UNIT_HOURS, 1, 2);
    case JIRA_POINTS:
        return amount_of(arena, issue, SM_UNIT_POINTS, 1, 2);
    case JIRA_DUE:
        return task != NULL && task->due.day != 0 ? sm_date_text(arena, task->due) : none;
    case JIRA_STATUS:
        return sm_str_from_cstr(profile->states[task != NULL ? task->state : SM_TASK_OPEN]);
    case JIRA_BLOCKS:
        return repeat < issue->block_count ? number_text(arena, issue->blocks[repeat]) : none;
    case JIRA_ALL_BLOCKS:
        return blocks_of(arena, issue);
    case JIRA_KEY:
        return task != NULL ? jira_issue_key(task->ticket) : none;
    case JIRA_TITLE_1:
    case JIRA_TITLE_2:
    case JIRA_TITLE_3:
        return (size_t)(column->field - JIRA_TITLE_1) == depth_of(file, issue)
                   ? summary_of(arena, issue)
                   : none;
    case JIRA_PROJECT:
        return file->tracker->project;
    case JIRA_TEXT:
        return jira_fill_in(arena, file->job, issue, column->text);
    case JIRA_NOTHING:
        return none;
    }
    return none;
}

/* How many columns FIELD takes. */
static size_t width_of(const jira_file *file, jira_field field)
{
    if (field == JIRA_KEY)
        return file->job->options.with_tickets ? 1 : 0;
    if (field == JIRA_PROJECT)
        return file->tracker->project.len != 0 ? 1 : 0;
    if (field == JIRA_LABELS)
        return file->label_count;
    if (field == JIRA_COMPONENTS)
        return file->component_count;
    if (field == JIRA_BLOCKS)
        return file->block_count;
    return 1;
}

static void end_row(jira_file *file, bool last)
{
    if (!last)
        jira_csv_end_row(&file->row);
    if (last || file->row.len >= PIECE) {
        sm_output_write_str(file->output, sm_buf_str(&file->row));
        file->row.len = 0;
    }
}

static sm_str_list header_of(const jira_file *file)
{
    sm_str_builder header = {0};
    for (size_t c = 0; c < file->columns.count; c++)
        for (size_t i = 0; i < width_of(file, file->columns.items[c].field); i++)
            SM_LIST_ADD(file->arena, &header, file->columns.items[c].header);
    return (sm_str_list){header.items, header.count};
}

static void write_header(jira_file *file)
{
    sm_str_list header = header_of(file);
    for (size_t i = 0; i < header.count; i++)
        jira_csv_cell(&file->row, header.items[i], i == 0);
    end_row(file, false);
}

static void write_issue(jira_file *file, sm_arena *scratch, const jira_issue *issue)
{
    bool first = true;
    for (size_t c = 0; c < file->columns.count; c++) {
        const jira_column *column = &file->columns.items[c];
        for (size_t i = 0; i < width_of(file, column->field); i++) {
            sm_str text = cell_of(scratch, file, issue, column, i);
            if (jira_csv_cell(&file->row, text, first) && issue->task != NULL)
                sm_report(file->diag, SM_DIAG_CELL_DEFUSED, issue->task->record.loc,
                          "%.*s of %.*s", SM_STR_ARG(column->header),
                          SM_STR_ARG(issue->task->record.id));
            first = false;
        }
    }
    end_row(file, false);
}

static void count_columns(jira_file *file)
{
    const sm_metadata *metadata = &file->job->spec->metadata;
    const sm_str_list sources[] = {file->tracker->labels, metadata->tags};
    sm_str_builder labels = {0};
    for (size_t s = 0; s < sizeof sources / sizeof *sources; s++)
        for (size_t i = 0; i < sources[s].count && labels.count < LABELS_MAX; i++)
            SM_LIST_ADD(file->arena, &labels, label_from(file->arena, sources[s].items[i]));
    file->labels = (sm_str_list){labels.items, labels.count};
    file->label_count = 1;
    sm_arena *scratch = sm_arena_new(0);
    for (size_t i = 0; i < file->issues.count; i++) {
        size_t count = labels_of(scratch, file, &file->issues.items[i]).count;
        file->label_count = count > file->label_count ? count : file->label_count;
        count = components_of(scratch, file, &file->issues.items[i]).count;
        file->component_count = count > file->component_count ? count : file->component_count;
    }
    sm_arena_free(scratch);
    file->block_count = file->issues.most_blocks;
    if (file->block_count > BLOCKS_MAX) {
        file->block_count = BLOCKS_MAX;
        sm_report(file->diag, SM_DIAG_LINKS_CUT,
                  (sm_loc){.source = file->job->spec->doc->source}, "%zu tasks depend on one",
                  file->issues.most_blocks);
    }
}

/* The issues in the order in which each stands directly after its owner. */
static const size_t *tree_order(sm_arena *arena, const jira_issues *issues)
{
    size_t *first = SM_NEW_ARRAY(arena, size_t, issues->count + 1); /* children, as numbers */
    size_t *next = SM_NEW_ARRAY(arena, size_t, issues->count + 1);
    size_t *order = SM_NEW_ARRAY(arena, size_t, issues->count + 1), count = 0;
    for (size_t number = issues->count; number > 0; number--) {
        size_t parent = issues->items[number - 1].parent;
        next[number] = first[parent];
        first[parent] = number;
    }
    for (size_t number = first[0]; number != 0;) {
        order[count++] = number - 1;
        size_t at = number;
        number = first[at];
        for (; number == 0 && at != 0; at = issues->items[at - 1].parent)
            number = next[at];
    }
    return order;
}

/* The issues that are rows, in their order; as many as file->row_count says afterwards. */
static const size_t *row_order(jira_file *file)
{
    if (file->profile->as_tree) {
        file->row_count = file->issues.count;
        return tree_order(file->arena, &file->issues);
    }
    size_t *order = SM_NEW_ARRAY(file->arena, size_t, file->issues.count + 1);
    for (size_t i = 0; i < file->issues.count; i++)
        if (!file->profile->without_epics || file->issues.items[i].type != SM_ISSUE_PHASE)
            order[file->row_count++] = i;
    return order;
}

static void write_issues(jira_file *file)
{
    const size_t *order = row_order(file);
    size_t most = file->profile->rows_max;
    if (most != 0 && file->row_count > most)
        sm_report(file->diag, SM_DIAG_ROWS_TOO_MANY,
                  (sm_loc){.source = file->job->spec->doc->source}, "%zu rows, %s takes %zu",
                  file->row_count, file->profile->summary, most);
    sm_arena *scratch = sm_arena_new(0);
    for (size_t i = 0; i < file->row_count; i++) {
        if (i % ROWS_AT_A_TIME == ROWS_AT_A_TIME - 1) {
            sm_arena_free(scratch);
            scratch = sm_arena_new(0);
        }
        write_issue(file, scratch, &file->issues.items[order[i]]);
    }
    sm_arena_free(scratch);
}

static jira_file open_file(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    static const sm_tracker plain = {0};
    jira_file file = {
        .arena = arena,
        .job = job,
        .output = output,
        .diag = diag,
        .profile = jira_profile_named(job->options.profile),
        .tracker = job->options.tracker != NULL ? job->options.tracker : &plain,
        .issues = jira_find_issues(arena, job->spec, job->options.with_tickets, diag),
        .row = sm_buf_new(arena),
    };
    if (job->options.html_base != NULL)
        file.issues.anchors = sm_anchors_new(arena, job->spec);
    file.columns = jira_find_columns(arena, file.profile, file.tracker);
    if (file.issues.count == 0)
        sm_report(diag, SM_DIAG_NO_TASKS, (sm_loc){.source = job->spec->doc->source}, NULL);
    count_columns(&file);
    return file;
}

sm_str_list jira_header(sm_arena *arena, const sm_job *job)
{
    jira_file file = open_file(arena, job, NULL, sm_diag_new(arena));
    return header_of(&file);
}

sm_task_table sm_task_table_new(sm_arena *arena, const sm_job *job, sm_diag *diag)
{
    jira_file file = open_file(arena, job, NULL, diag);
    const size_t *order = row_order(&file);
    sm_str_builder cells = {0};
    const jira_columns *columns = &file.columns;
    for (size_t row = 0; row < file.row_count; row++)
        for (size_t c = 0; c < columns->count; c++)
            for (size_t i = 0; i < width_of(&file, columns->items[c].field); i++) {
                const jira_issue *issue = &file.issues.items[order[row]];
                SM_LIST_ADD(arena, &cells, cell_of(arena, &file, issue, &columns->items[c], i));
            }
    return (sm_task_table){
        .header = header_of(&file), .cells = cells.items, .row_count = file.row_count};
}

static bool write_jira(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    jira_file file = open_file(arena, job, output, diag);
    if (job->options.byte_order_mark)
        sm_buf_add_cstr(&file.row, "\ufeff");
    write_header(&file);
    write_issues(&file);
    end_row(&file, true);
    return true;
}

const sm_backend sm_jira_backend = {
    .name = "jira",
    .extension = "csv",
    .summary = "CSV of the tasks for Jira's importer",
    .binary = false,
    .write = write_jira,
};
