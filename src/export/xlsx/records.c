#include "records.h"
#include "anchor.h"
#include "specmill/base/list.h"
#include "typed.h"

/* What a column's cells are made from. */
enum source {
    FROM_ID,
    FROM_FIELD,      /* column.from */
    FROM_WRITTEN,    /* a level as the author wrote it */
    FROM_AMOUNT,     /* an estimate in the unit column.number */
    FROM_DEPENDENCY, /* the column.number-th task that this one depends on */
    FROM_EXTRA,      /* column.key */
    FROM_MORE,       /* extras beyond the columns that there are */
    FROM_SECTION,
    FROM_LINE
};

enum { EXTRA_COLUMNS_MAX = 40, LINK_COLUMNS_MAX = 8 };

typedef struct rows {
    const sm_records *records;
    const sm_ids *tasks;
    const char *html_base;
    const sm_anchors *anchors;
    const sm_field *naming; /* says best what a record is about; NULL: none */
} rows;

static const char *const levels[] = {"Low", "Medium", "High", "Critical", NULL};
static const char *const task_states[] = {"Open", "Active", "Done", "Dropped", NULL};
static const char *const question_states[] = {"Open", "Answered", NULL};
static const char *const truths[] = {"Yes", "No", NULL};
static const char *const scopes[] = {"External", "Internal", NULL};

/* The table is named Risks. */
static const char score_formula[] =
    "=IFERROR(MATCH(Risks[[#This "
    "Row],[Probability]],{\"Low\",\"Medium\",\"High\",\"Critical\"},0)"
    "*MATCH(Risks[[#This Row],[Impact]],{\"Low\",\"Medium\",\"High\",\"Critical\"},0),\"\")";

/* Fields whose column is there even when nobody filled it in yet, because people will. */
static bool is_kept(const sm_record_type *type, const sm_field *field)
{
    static const struct {
        const char *type, *fields;
    } kept[] = {
        {"tasks", "title|state|owner|estimate|depends_on|priority"},
        {"risks", "title|probability|impact|mitigation|owner|score"},
        {"questions", "text|state|answer|owner"},
        {"approvals", "role|name|date|decision|signature"},
    };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (sm_str_equal(sm_str_from_cstr(type->name), sm_str_from_cstr(kept[i].type)))
            return sm_str_among(sm_str_from_cstr(field->name), kept[i].fields);
    return false;
}

static sm_str joined_lines(sm_arena *arena, sm_str_list list)
{
    return sm_str_join(arena, list, SM_STR("\n"));
}

static xlsx_cell entity_cell(sm_arena *arena, const sm_entity *entity)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < entity->field_count; i++) {
        const sm_entity_field *field = &entity->fields[i];
        if (i != 0)
            sm_buf_add_char(&buf, '\n');
        sm_buf_add_str(&buf, field->name);
        if (field->type.len != 0)
            sm_buf_addf(&buf, ": %.*s", SM_STR_ARG(field->type));
    }
    return xlsx_text(sm_buf_str(&buf));
}

static xlsx_cell score_cell(int score)
{
    return (xlsx_cell){.kind = score != 0 ? XLSX_NUMBER_FORMULA : XLSX_TEXT_FORMULA,
                       .number = score,
                       .target = SM_STR(score_formula)};
}

static xlsx_cell field_cell(sm_arena *arena, const rows *all, const sm_record *record,
                            const xlsx_column *column)
{
    static const char *const truth_names[] = {NULL, "No", "Yes"};
    const sm_field *field = column->from;
    const void *at = sm_record_field(record, field);
    switch (field->type) {
    case SM_FIELD_TEXT:
        return xlsx_typed_cell(*(const sm_str *)at, column->style);
    case SM_FIELD_LIST: {
        sm_str_list list = *(const sm_str_list *)at;
        if (column->style != XLSX_STYLE_LINK)
            return xlsx_text(joined_lines(arena, list));
        return list.count == 0 ? xlsx_text((sm_str){0})
                               : xlsx_jump(arena, all->tasks, list.items[0],
                                           sm_str_join(arena, list, SM_STR(", ")));
    }
    case SM_FIELD_LEVEL:
        return xlsx_text(xlsx_capital(arena, sm_level_name(((const sm_level *)at)->value)));
    case SM_FIELD_DATE:
        return xlsx_date(arena, *(const sm_date *)at);
    case SM_FIELD_ESTIMATE:
        return xlsx_text(((const sm_estimate *)at)->text);
    case SM_FIELD_TASK_STATE:
        return xlsx_text(xlsx_capital(arena, sm_task_state_name(*(const sm_task_state *)at)));
    case SM_FIELD_QUESTION_STATE:
        return xlsx_text(
            xlsx_capital(arena, sm_question_state_name(*(const sm_question_state *)at)));
    case SM_FIELD_SCOPE:
        return xlsx_text(xlsx_capital(arena, sm_scope_name(*(const sm_scope *)at)));
    case SM_FIELD_TRUTH:
        return xlsx_text(sm_str_from_cstr(truth_names[*(const sm_truth *)at]));
    case SM_FIELD_SCORE:
        return score_cell(*(const int *)at);
    case SM_FIELD_ENTITY_FIELDS:
        return entity_cell(arena, (const sm_entity *)(const void *)record);
    }
    return xlsx_text((sm_str){0});
}

/* The values under KEY, a line each; several columns may have the same heading. */
static sm_str extra_text(sm_arena *arena, const sm_record *record, sm_str key)
{
    sm_str text = {0};
    for (const sm_extra *extra = record->extras; extra != NULL; extra = extra->next) {
        if (!sm_str_equal(extra->key, key) || extra->value.len == 0)
            continue;
        text = text.len == 0 ? extra->value
                             : sm_str_printf(arena, "%.*s\n%.*s", SM_STR_ARG(text),
                                             SM_STR_ARG(extra->value));
    }
    return text;
}

static bool has_column(const xlsx_table *table, sm_str key)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        const xlsx_column *column = &table->columns.items[i];
        if (column->source == FROM_EXTRA && sm_str_equal(column->key, key))
            return true;
    }
    return false;
}

static sm_str more_text(sm_arena *arena, const xlsx_table *table, const sm_record *record)
{
    sm_buf buf = sm_buf_new(arena);
    for (const sm_extra *extra = record->extras; extra != NULL; extra = extra->next)
        if (!has_column(table, extra->key))
            sm_buf_addf(&buf, "%s%.*s: %.*s", buf.len != 0 ? "\n" : "", SM_STR_ARG(extra->key),
                        SM_STR_ARG(extra->value));
    return sm_buf_str(&buf);
}

static xlsx_cell dependency_cell(sm_arena *arena, const rows *all, const sm_record *record,
                                 size_t number)
{
    sm_str_list list = ((const sm_task *)(const void *)record)->depends_on;
    return number < list.count
               ? xlsx_jump(arena, all->tasks, list.items[number], list.items[number])
               : xlsx_text((sm_str){0});
}

static xlsx_cell record_cell(sm_arena *arena, const xlsx_table *table, size_t row,
                             const xlsx_column *column)
{
    const rows *all = table->rows;
    const sm_record *record = all->records->items[row];
    xlsx_cell cell = xlsx_text((sm_str){0});
    switch ((enum source)column->source) {
    case FROM_ID:
        cell = xlsx_text(record->id);
        break;
    case FROM_FIELD:
        cell = field_cell(arena, all, record, column);
        break;
    case FROM_WRITTEN:
        cell = xlsx_text(((const sm_level *)sm_record_field(record, column->from))->text);
        break;
    case FROM_AMOUNT: {
        const sm_estimate *estimate = sm_record_field(record, column->from);
        if (estimate->unit == (sm_estimate_unit)column->number)
            cell = xlsx_number(estimate->amount);
        break;
    }
    case FROM_DEPENDENCY:
        cell = dependency_cell(arena, all, record, column->number);
        break;
    case FROM_EXTRA:
        cell = xlsx_typed_cell(extra_text(arena, record, column->key), column->style);
        break;
    case FROM_MORE:
        cell = xlsx_text(more_text(arena, table, record));
        break;
    case FROM_SECTION:
        cell = xlsx_section_cell(arena, all->html_base, row, record->section);
        break;
    case FROM_LINE:
        cell = xlsx_record_line_cell(arena, all->html_base, row, all->anchors, record,
                                     all->naming != NULL
                                         ? *(const sm_str *)sm_record_field(record, all->naming)
                                         : (sm_str){0});
        break;
    }
    cell.loc = record->loc;
    return cell;
}

/* Levels: what was understood, with colors and a drop-down; beside it what the author wrote,
 * where that says more. */
static void add_level(xlsx_book *book, xlsx_table *table, const sm_records *records,
                      const sm_field *field)
{
    xlsx_column *column = xlsx_add_column(book, table, sm_str_from_cstr(field->label),
                                          XLSX_STYLE_TEXT, FROM_FIELD);
    column->from = field;
    column->choices = levels;
    column->coloring = XLSX_COLOR_LEVEL;
    for (size_t i = 0; i < records->count; i++) {
        const sm_level *level = sm_record_field(records->items[i], field);
        if (level->text.len == 0 ||
            sm_str_equal_nocase(level->text, sm_str_from_cstr(sm_level_name(level->value))))
            continue;
        sm_str header = sm_str_printf(book->arena, "%s (as written)", field->label);
        column = xlsx_add_column(book, table, header, XLSX_STYLE_MUTED, FROM_WRITTEN);
        column->from = field;
        return;
    }
}

static void add_estimate(xlsx_book *book, xlsx_table *table, const sm_records *records,
                         const sm_field *field)
{
    bool seen[SM_UNIT_LINES + 1] = {false};
    for (size_t i = 0; i < records->count; i++)
        seen[((const sm_estimate *)sm_record_field(records->items[i], field))->unit] = true;
    xlsx_add_column(book, table, sm_str_from_cstr(field->label), XLSX_STYLE_TEXT, FROM_FIELD)
        ->from = field;
    for (size_t unit = SM_UNIT_HOURS; unit <= SM_UNIT_LINES; unit++) {
        if (!seen[unit])
            continue;
        sm_str header =
            xlsx_capital(book->arena, sm_estimate_unit_name((sm_estimate_unit)unit));
        xlsx_column *column = xlsx_add_column(
            book, table, header, unit == SM_UNIT_HOURS ? XLSX_STYLE_HOURS : XLSX_STYLE_NUMBER,
            FROM_AMOUNT);
        column->from = field;
        column->number = unit;
        column->total = true;
    }
}

static xlsx_column *add_plain(xlsx_book *book, xlsx_table *table, const sm_field *field,
                              xlsx_style style)
{
    xlsx_column *column =
        xlsx_add_column(book, table, sm_str_from_cstr(field->label), style, FROM_FIELD);
    column->from = field;
    return column;
}

static void add_text(xlsx_book *book, xlsx_table *table, const sm_records *records,
                     const sm_field *field)
{
    xlsx_typing typing = {XLSX_TYPE_NONE, 0};
    if (sm_str_equal(sm_str_from_cstr(field->name), SM_STR("version")))
        typing.type = XLSX_TYPE_OTHER; /* "1.10" is no number, so neither is "1.9" */
    for (size_t i = 0; i < records->count; i++)
        xlsx_see_text(&typing, *(const sm_str *)sm_record_field(records->items[i], field));
    add_plain(book, table, field, xlsx_typing_style(typing));
}

/* A list of task ids jumps to the first; more have a column each, at the table's end. */
static void add_list(xlsx_book *book, xlsx_table *table, const sm_field *field)
{
    bool ids = sm_str_equal(sm_str_from_cstr(field->name), SM_STR("depends_on"));
    add_plain(book, table, field, ids ? XLSX_STYLE_LINK : XLSX_STYLE_TEXT);
}

static void add_choice(xlsx_book *book, xlsx_table *table, const sm_field *field,
                       const char *const *choices)
{
    xlsx_column *column = add_plain(book, table, field, XLSX_STYLE_TEXT);
    column->choices = choices;
    column->coloring = XLSX_COLOR_STATE;
}

static void add_field(xlsx_book *book, xlsx_table *table, const sm_records *records,
                      const sm_field *field)
{
    switch (field->type) {
    case SM_FIELD_TEXT:
        add_text(book, table, records, field);
        break;
    case SM_FIELD_LIST:
        add_list(book, table, field);
        break;
    case SM_FIELD_LEVEL:
        add_level(book, table, records, field);
        break;
    case SM_FIELD_DATE:
        add_plain(book, table, field, XLSX_STYLE_DATE);
        break;
    case SM_FIELD_ESTIMATE:
        add_estimate(book, table, records, field);
        break;
    case SM_FIELD_TASK_STATE:
        add_choice(book, table, field, task_states);
        break;
    case SM_FIELD_QUESTION_STATE:
        add_choice(book, table, field, question_states);
        break;
    case SM_FIELD_SCOPE:
        add_choice(book, table, field, scopes);
        break;
    case SM_FIELD_TRUTH:
        add_choice(book, table, field, truths);
        break;
    case SM_FIELD_SCORE: {
        xlsx_column *column = add_plain(book, table, field, XLSX_STYLE_NUMBER);
        column->coloring = XLSX_COLOR_SCORE;
        column->formula = score_formula;
        break;
    }
    case SM_FIELD_ENTITY_FIELDS:
        add_plain(book, table, field, XLSX_STYLE_TEXT);
        break;
    }
}

/* Whether any of the records has something in FIELD. */
static bool is_used(const sm_records *records, const sm_field *field)
{
    sm_arena *scratch = sm_arena_new(0);
    bool used = false;
    for (size_t i = 0; i < records->count && !used; i++)
        used = sm_field_text(scratch, records->items[i], field).len != 0;
    sm_arena_free(scratch);
    return used;
}

static void add_links(xlsx_book *book, xlsx_table *table, const sm_records *tasks)
{
    size_t most = 0;
    for (size_t i = 0; i < tasks->count; i++) {
        size_t count = ((const sm_task *)(const void *)tasks->items[i])->depends_on.count;
        most = count > most ? count : most;
    }
    for (size_t i = 0; most > 1 && i < most && i < LINK_COLUMNS_MAX; i++) {
        sm_str header = sm_str_printf(book->arena, "Go to %zu", i + 1);
        xlsx_column *column =
            xlsx_add_column(book, table, header, XLSX_STYLE_LINK, FROM_DEPENDENCY);
        column->number = i;
        column->aside = true;
    }
}

/* Returns whether there are more extras than columns. */
static bool add_extra(xlsx_book *book, xlsx_table *table, const sm_extra *extra, size_t *count)
{
    if (has_column(table, extra->key))
        return false;
    if (*count == EXTRA_COLUMNS_MAX)
        return true;
    xlsx_add_column(book, table, extra->key, XLSX_STYLE_TEXT, FROM_EXTRA)->key = extra->key;
    ++*count;
    return false;
}

static void add_extras(xlsx_book *book, xlsx_table *table, const sm_records *records)
{
    bool more = false;
    size_t count = 0, first = table->columns.count;
    for (size_t i = 0; i < records->count; i++)
        for (const sm_extra *e = records->items[i]->extras; e != NULL; e = e->next)
            more = add_extra(book, table, e, &count) || more;
    sm_arena *scratch = sm_arena_new(0);
    for (size_t i = first; i < table->columns.count; i++) {
        xlsx_typing typing = {XLSX_TYPE_NONE, 0};
        for (size_t row = 0; row < records->count; row++)
            xlsx_see_text(
                &typing, extra_text(scratch, records->items[row], table->columns.items[i].key));
        table->columns.items[i].style = xlsx_typing_style(typing);
    }
    sm_arena_free(scratch);
    if (more)
        xlsx_add_column(book, table, SM_STR("More"), XLSX_STYLE_TEXT, FROM_MORE);
}

/* "3 done, 1 active" for the Overview. */
static sm_str note_for(sm_arena *arena, sm_record_kind kind, const sm_records *records)
{
    size_t first = 0, second = 0;
    for (size_t i = 0; i < records->count; i++) {
        const void *record = records->items[i];
        if (kind == SM_TASKS) {
            first += ((const sm_task *)record)->state == SM_TASK_DONE;
            second += ((const sm_task *)record)->state == SM_TASK_ACTIVE;
        } else if (kind == SM_RISKS) {
            first += ((const sm_risk *)record)->score >= 9;
            second += ((const sm_risk *)record)->mitigation.len == 0;
        } else if (kind == SM_QUESTIONS) {
            first += ((const sm_question *)record)->state == SM_QUESTION_OPEN;
            second += ((const sm_question *)record)->blocking == SM_YES;
        }
    }
    if (kind == SM_TASKS)
        return sm_str_printf(arena, "%zu done, %zu in progress", first, second);
    if (kind == SM_RISKS)
        return sm_str_printf(arena, "%zu with a score of 9 or more, %zu without mitigation",
                             first, second);
    if (kind == SM_QUESTIONS)
        return sm_str_printf(arena, "%zu open, %zu blocking", first, second);
    return (sm_str){0};
}

/* The first text of the type: a title, a name, a question. */
static const sm_field *naming_field(const sm_record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].type == SM_FIELD_TEXT)
            return &type->fields[i];
    return NULL;
}

void xlsx_add_records(xlsx_book *book, sm_record_kind kind, const sm_ids *tasks)
{
    const sm_record_type *type = &sm_record_types[kind];
    const sm_records *records = &book->job->spec->records[kind];
    const rows all = {.records = records,
                      .tasks = tasks,
                      .html_base = book->job->options.html_base,
                      .anchors = &book->anchors,
                      .naming = naming_field(type)};
    xlsx_table table = {
        .name = sm_str_to_cstr(book->arena, xlsx_capital(book->arena, type->name)),
        .sheet = sm_str_from_cstr(type->label),
        .row_count = records->count,
        .rows = &all,
        .cell = record_cell,
        .note = note_for(book->arena, kind, records),
    };
    xlsx_add_column(book, &table, SM_STR("ID"), XLSX_STYLE_ID, FROM_ID);
    for (size_t i = 0; i < type->field_count; i++)
        if (is_kept(type, &type->fields[i]) || is_used(records, &type->fields[i]))
            add_field(book, &table, records, &type->fields[i]);
    add_extras(book, &table, records);
    xlsx_add_column(book, &table, SM_STR("Section"),
                    all.html_base != NULL ? XLSX_STYLE_LINK : XLSX_STYLE_MUTED, FROM_SECTION);
    xlsx_add_column(book, &table, SM_STR("Line"), XLSX_STYLE_NUMBER, FROM_LINE);
    if (kind == SM_TASKS)
        add_links(book, &table, records);
    xlsx_paint_table(book, &table);
}
