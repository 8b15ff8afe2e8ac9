#include "recognizer.h"
#include <string.h>

/* The rows of a table as records of one kind. */

typedef struct row_reader {
    rec *r;
    const sm_block *table;
    const rec_place *place;
    sm_record_kind kind;
    const rec_column *columns;
    size_t count;
    sm_str group; /* the last row that was a heading within the table */
    bool ids;     /* most names start with an id */
} row_reader;

static bool is_total(rec *r, sm_str text)
{
    rec_short room;
    sm_str words = rec_normalize_short(&room, text);
    return words.len != 0 && words.len < 40 &&
           (rec_find(r->vocabulary, REC_TOTAL, words) != NULL ||
            rec_find_prefix(r->vocabulary, REC_TOTAL, words) != NULL);
}

static size_t filled_cells(const row_reader *t, const sm_row *row, size_t *first)
{
    size_t filled = 0;
    *first = t->count;
    for (size_t i = 0; i < t->count; i++) {
        if (row->cells[i].content == NULL)
            continue;
        if (*first == t->count)
            *first = i;
        filled++;
    }
    return filled;
}

static bool is_bold(const sm_inline *content)
{
    return content != NULL && (content->kind == SM_STRONG || content->kind == SM_EMPHASIS) &&
           content->next == NULL;
}

/* Rows that are no records: empty, sums, struck through, headings within the table. */
static bool skip_row(row_reader *t, const sm_row *row)
{
    size_t first = 0, filled = filled_cells(t, row, &first);
    if (filled == 0)
        return true;
    sm_str text = sm_plain_text(t->r->arena, row->cells[first].content);
    if ((t->kind == SM_TASKS || t->kind == SM_PHASES || t->kind == SM_METRICS) &&
        is_total(t->r, text))
        return true;
    bool struck = false;
    for (size_t i = 0; i < t->count && !struck; i++)
        struck = t->columns[i].field == &sm_record_types[t->kind].fields[0] &&
                 rec_is_struck(row->cells[i].content);
    if (struck)
        return true;
    if (filled == 1 && t->count > 2 && first == 0 && is_bold(row->cells[0].content)) {
        t->group = text;
        return true;
    }
    return false;
}

static bool is_number(sm_str text)
{
    size_t at = 0;
    while (at < text.len && (sm_is_digit(text.ptr[at]) || text.ptr[at] == '.'))
        at++;
    return at == text.len && at != 0 && at <= 4;
}

/* "T8.4.1" in the Task column and its text in Description; "T1: Create it" in one cell. */
static void settle_id(row_reader *t, rec_draft *draft)
{
    sm_record *record = draft->record;
    const sm_field *name = &sm_record_types[t->kind].fields[0];
    if (name->type != SM_FIELD_TEXT ||
        (t->kind != SM_TASKS && t->kind != SM_RISKS && t->kind != SM_THREATS &&
         t->kind != SM_QUESTIONS && t->kind != SM_REQUIREMENTS && t->kind != SM_PHASES))
        return;
    sm_str *title = (sm_str *)((char *)record + name->offset), id, rest;
    if (t->kind == SM_PHASES) {
        sm_phase *phase = (sm_phase *)record;
        if (phase->name.ptr == NULL) {
            phase->name = phase->goal;
            phase->goal = (sm_str){0};
        } else if (record->id.ptr == NULL && phase->goal.ptr != NULL &&
                   is_number(phase->name)) {
            record->id = phase->name; /* "| 1 | Design | 2 weeks |" */
            phase->name = phase->goal;
            phase->goal = (sm_str){0};
        }
        return;
    }
    bool letter = t->kind == SM_TASKS && title->len == 1 && sm_is_alnum(title->ptr[0]);
    if (record->id.ptr == NULL && title->ptr != NULL && (letter || rec_is_id(*title))) {
        record->id = *title;
        *title = (sm_str){0};
    } else if (record->id.ptr == NULL && title->ptr != NULL &&
               rec_split_id(*title, &id, &rest) && rest.len != 0 &&
               (t->ids || rec_is_common_id(id) || !rec_is_loose_id(id, rest))) {
        record->id = id;
        if (rest.ptr[0] != '(') /* "DR-42 (steel)" */
            *title = rest;
    }
    if (t->kind != SM_TASKS || title->ptr != NULL)
        return;
    sm_task *task = (sm_task *)record;
    if (task->description.ptr != NULL) {
        task->title = task->description;
        task->description = (sm_str){0};
    }
}

static void settle_endpoint(sm_endpoint *endpoint)
{
    sm_str method, path;
    if (endpoint->method.ptr == NULL && endpoint->path.ptr != NULL &&
        rec_split_endpoint(endpoint->path, &method, &path)) {
        endpoint->method = method;
        endpoint->path = path;
    }
}

/* What has an answer is answered, where no column says otherwise. */
static void settle_question(const row_reader *t, sm_question *question)
{
    const sm_field *fields = sm_record_types[SM_QUESTIONS].fields;
    bool answers = false;
    for (size_t i = 0; i < t->count; i++) {
        if (t->columns[i].field == &fields[1])
            return;
        answers = answers || (t->columns[i].field == &fields[2] &&
                              sm_str_among(t->columns[i].words,
                                           "answer|resolution|antwort|respuesta|resposta|"
                                           "reponse|ответ|答案|回答|답변|结论"));
    }
    if (answers && question->answer.len != 0 && question->state == SM_QUESTION_OPEN &&
        !rec_is_nothing(t->r->vocabulary, question->answer) &&
        !rec_is_placeholder(t->r, question->answer))
        question->state = SM_QUESTION_ANSWERED;
}

static void settle(row_reader *t, rec_draft *draft)
{
    if (t->kind == SM_QUESTIONS)
        settle_question(t, (sm_question *)draft->record);
    settle_id(t, draft);
    if (t->kind == SM_ENDPOINTS)
        settle_endpoint((sm_endpoint *)draft->record);
    if (t->kind == SM_ERRORS && t->place->endpoint.ptr != NULL)
        ((sm_error_code *)draft->record)->endpoint = t->place->endpoint;
    if (t->kind == SM_TASKS) {
        sm_task *task = (sm_task *)draft->record;
        if (task->phase.ptr == NULL)
            task->phase = t->group.ptr != NULL ? t->group : t->place->phase;
        if (task->parent.ptr == NULL && t->place->task != NULL)
            task->parent = t->place->task->record->id;
    }
    if (t->kind == SM_DEPENDENCIES) {
        sm_dependency *dependency = (sm_dependency *)draft->record;
        sm_str title = t->place->section == NULL ? (sm_str){0}
                                                 : rec_title_of(t->r, t->place->section)->words;
        sm_str label = rec_normalize(t->r->scratch, t->place->label);
        dependency->scope = rec_scope_of(label.len != 0 ? label : title);
        if (dependency->scope == SM_SCOPE_NONE)
            dependency->scope = rec_scope_of(title);
        for (const sm_extra *e = draft->record->extras;
             e != NULL && dependency->scope == SM_SCOPE_NONE; e = e->next)
            if (e->value.len < 20) /* a column "Type: External" */
                dependency->scope = rec_scope_of(rec_normalize(t->r->scratch, e->value));
    }
}

/* The id in a cell: "R6 (done in v2)" is R6 and a remark. */
static void put_id(row_reader *t, rec_draft *draft, const rec_column *column, sm_str text)
{
    size_t open = sm_str_find(text, SM_STR(" ("));
    sm_str id = sm_str_trim(sm_str_sub(text, 0, open));
    if (open == SM_STR_NONE || !rec_is_id(id)) {
        draft->record->id = text;
        return;
    }
    draft->record->id = id;
    rec_put_extra(t->r, draft, column->heading, sm_str_trim(sm_str_from(text, open)));
}

static void put_cell(row_reader *t, rec_draft *draft, size_t i, sm_str text)
{
    const rec_column *column = &t->columns[i];
    switch (column->use) {
    case REC_COLUMN_ID:
        if (draft->record->id.ptr == NULL && text.len != 0 &&
            rec_trim_separators(text).len != 0)
            put_id(t, draft, column, text);
        break;
    case REC_COLUMN_FIELD:
        if (column->field->type == SM_FIELD_TASK_STATE && t->kind == SM_TASKS) {
            sm_task *task = (sm_task *)draft->record;
            task->state = SM_TASK_OPEN;
        }
        rec_put(t->r, draft, column->field, text, column->words);
        break;
    case REC_COLUMN_EXTRA:
        if (t->kind == SM_TASKS &&
            sm_str_among(column->words, "blocks|unblocks|required by|successor|successors|"
                                        "nachfolger|successeur|successeurs|sucesor|"
                                        "sucesores|sucessoras|последователи|后续任务"))
            draft->unblocks = text;
        rec_put_extra(t->r, draft, column->heading, text);
        break;
    }
}

/* Whether DRAFT says anything a record of its kind must say. */
static bool is_record(const row_reader *t, const rec_draft *draft)
{
    const sm_record_type *type = &sm_record_types[t->kind];
    if (draft->record->id.ptr != NULL && t->kind != SM_APPROVALS)
        return true;
    for (size_t i = 0; i < type->field_count && i < 3; i++)
        if (type->fields[i].type == SM_FIELD_TEXT &&
            ((const sm_str *)sm_record_field(draft->record, &type->fields[i]))->ptr != NULL)
            return true;
    return t->kind == SM_REVISIONS || t->kind == SM_APPROVALS;
}

/* Whether most of the first rows say "A1 Write it" where their name is. */
static bool names_have_ids(const row_reader *t)
{
    enum { LOOKED_AT = 24 };
    size_t name = 0, rows = 0, ids = 0;
    while (name < t->count && t->columns[name].field != &sm_record_types[t->kind].fields[0])
        name++;
    for (const sm_row *row = t->table->as.table.rows;
         row != NULL && name < t->count && rows < LOOKED_AT; row = row->next, rows++) {
        sm_str id, rest;
        ids +=
            rec_split_id(sm_plain_text(t->r->scratch, row->cells[name].content), &id, &rest) &&
            !rec_is_term(id);
    }
    return ids * 2 > rows;
}

void rec_rows(rec *r, const sm_block *table, const rec_place *place, sm_record_kind kind,
              rec_column *columns)
{
    row_reader t = {.r = r,
                    .table = table,
                    .place = place,
                    .kind = kind,
                    .columns = columns,
                    .count = table->as.table.columns};
    t.ids = names_have_ids(&t);
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next) {
        if (skip_row(&t, row))
            continue;
        rec_draft *draft = rec_start(r, kind, row->loc, table, place);
        for (size_t i = 0; i < t.count; i++)
            put_cell(&t, draft, i, sm_plain_text(r->arena, row->cells[i].content));
        settle(&t, draft);
        if (is_record(&t, draft))
            rec_keep(r, draft);
    }
}
