#include "recognizer.h"
#include "specmill/base/utf8.h"
#include <string.h>

/* Records under construction: fields are stored by the rows of record_types.c, the same fact
 * stated twice is merged, and at the end each gets an id that is unique within its kind. */

rec_draft *rec_start(rec *r, sm_record_kind kind, sm_loc loc, const sm_block *origin,
                     const rec_place *place)
{
    rec_draft *draft = SM_NEW(r->arena, rec_draft);
    draft->kind = kind;
    draft->record = sm_arena_alloc(r->arena, 1, sm_record_types[kind].size);
    draft->record->loc = loc;
    draft->record->origin = origin;
    draft->record->section = place->section;
    if (kind == SM_QUESTIONS && place->answered)
        ((sm_question *)draft->record)->state = SM_QUESTION_ANSWERED;
    return draft;
}

void rec_put_extra(rec *r, rec_draft *draft, sm_str key, sm_str value)
{
    /* A record that is stated over and over stays small; so do the rows of a table, of which
     * each has its columns' names. */
    enum { EXTRAS_MAX = 64, LONGEST_KEY = 400 };
    if (sm_str_trim(value).len == 0 || draft->extra_count >= EXTRAS_MAX)
        return;
    sm_extra *extra = SM_NEW(r->arena, sm_extra);
    extra->key = sm_utf8_clip(key, LONGEST_KEY);
    extra->value = value;
    if (draft->last_extra == NULL)
        draft->record->extras = extra;
    else
        draft->last_extra->next = extra;
    draft->last_extra = extra;
    draft->extra_count++;
}

/* "a, b; c" as a list of texts. */
static sm_str_list split_list(rec *r, sm_str text)
{
    sm_str_builder list = {0};
    size_t start = 0;
    int depth = 0;
    for (size_t at = 0; at <= text.len; at++) {
        char c = at < text.len ? text.ptr[at] : ',';
        depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        sm_str here = sm_str_from(text, at);
        bool wide = sm_str_starts(here, SM_STR("、")) || sm_str_starts(here, SM_STR("，"));
        if (at < text.len && (depth > 0 || (c != ',' && c != ';' && !wide)))
            continue;
        sm_str piece = rec_trim_separators(sm_str_sub(text, start, at - start));
        if (piece.len != 0)
            SM_LIST_ADD(r->arena, &list, piece);
        start = at + (wide ? 3 : 1);
    }
    return (sm_str_list){list.items, list.count};
}

static bool is_dash(sm_str text)
{
    return text.len <= 8 && rec_trim_separators(text).len == 0;
}

static bool is_filled(const sm_field *field, const void *at)
{
    switch (field->type) {
    case SM_FIELD_TEXT:
        return ((const sm_str *)at)->ptr != NULL;
    case SM_FIELD_LIST:
        return ((const sm_str_list *)at)->count != 0;
    case SM_FIELD_LEVEL:
        return ((const sm_level *)at)->text.ptr != NULL;
    case SM_FIELD_DATE:
        return ((const sm_date *)at)->text.ptr != NULL;
    case SM_FIELD_ESTIMATE:
        return ((const sm_estimate *)at)->text.ptr != NULL;
    case SM_FIELD_TASK_STATE:
        return *(const sm_task_state *)at != SM_TASK_OPEN;
    case SM_FIELD_QUESTION_STATE:
        return *(const sm_question_state *)at != SM_QUESTION_OPEN;
    case SM_FIELD_SCOPE:
        return *(const sm_scope *)at != SM_SCOPE_NONE;
    case SM_FIELD_TRUTH:
        return *(const sm_truth *)at != SM_UNKNOWN;
    case SM_FIELD_SCORE:
        return *(const int *)at != 0;
    case SM_FIELD_ENTITY_FIELDS:
        return *(const sm_entity_field *const *)at != NULL;
    }
    return false;
}

static size_t field_size(sm_field_type type)
{
    switch (type) {
    case SM_FIELD_TEXT:
        return sizeof(sm_str);
    case SM_FIELD_LIST:
        return sizeof(sm_str_list);
    case SM_FIELD_LEVEL:
        return sizeof(sm_level);
    case SM_FIELD_DATE:
        return sizeof(sm_date);
    case SM_FIELD_ESTIMATE:
        return sizeof(sm_estimate);
    case SM_FIELD_TASK_STATE:
        return sizeof(sm_task_state);
    case SM_FIELD_QUESTION_STATE:
        return sizeof(sm_question_state);
    case SM_FIELD_SCOPE:
        return sizeof(sm_scope);
    case SM_FIELD_TRUTH:
        return sizeof(sm_truth);
    case SM_FIELD_SCORE:
        return sizeof(int);
    case SM_FIELD_ENTITY_FIELDS:
        return sizeof(const sm_entity_field *) + sizeof(size_t);
    }
    return 0;
}

static void *field_at(rec_draft *draft, const sm_field *field)
{
    return (char *)draft->record + field->offset;
}

bool rec_has_value(rec_draft *draft, const sm_field *field)
{
    return is_filled(field, field_at(draft, field));
}

/* A state or truth that TEXT names only in part is kept whole as an extra. */
static void put_enum(rec *r, rec_draft *draft, const sm_field *field, sm_str text)
{
    void *at = field_at(draft, field);
    bool known = true;
    switch (field->type) {
    case SM_FIELD_TASK_STATE:
        known = rec_task_state(r->vocabulary, text, at);
        break;
    case SM_FIELD_QUESTION_STATE:
        known = rec_question_state(r->vocabulary, text, at);
        break;
    case SM_FIELD_TRUTH:
        *(sm_truth *)at = rec_truth(r->vocabulary, text);
        known = *(sm_truth *)at != SM_UNKNOWN;
        break;
    case SM_FIELD_TEXT:
    case SM_FIELD_LIST:
    case SM_FIELD_LEVEL:
    case SM_FIELD_DATE:
    case SM_FIELD_ESTIMATE:
    case SM_FIELD_SCOPE:
    case SM_FIELD_SCORE:
    case SM_FIELD_ENTITY_FIELDS:
        break;
    }
    rec_short room;
    sm_str words = rec_normalize_short(&room, text);
    bool whole = rec_find(r->vocabulary, REC_TASK_STATE, words) != NULL ||
                 rec_find(r->vocabulary, REC_TRUTH, words) != NULL ||
                 rec_find(r->vocabulary, REC_ANSWERED, words) != NULL || words.len == 0;
    if (!known || !whole)
        rec_put_extra(r, draft, sm_str_from_cstr(field->label), text);
}

void rec_put(rec *r, rec_draft *draft, const sm_field *field, sm_str text, sm_str heading)
{
    void *at = field_at(draft, field);
    text = sm_str_trim(text);
    if (text.len == 0 || is_dash(text))
        return;
    if (is_filled(field, at)) {
        rec_put_extra(r, draft, sm_str_from_cstr(field->label), text);
        return;
    }
    switch (field->type) {
    case SM_FIELD_TEXT:
        *(sm_str *)at = text;
        break;
    case SM_FIELD_LIST:
        if (draft->kind == SM_TASKS && strcmp(field->name, "depends_on") == 0)
            draft->raw_depends = text;
        if (!rec_is_nothing(r->vocabulary, text))
            *(sm_str_list *)at = split_list(r, text);
        break;
    case SM_FIELD_LEVEL:
        *(sm_level *)at = rec_level(r->vocabulary, text);
        break;
    case SM_FIELD_DATE:
        *(sm_date *)at = rec_date(r->scratch, r->vocabulary, text);
        break;
    case SM_FIELD_ESTIMATE:
        *(sm_estimate *)at = rec_estimate(r->scratch, r->vocabulary, text, heading);
        break;
    case SM_FIELD_TASK_STATE:
    case SM_FIELD_QUESTION_STATE:
    case SM_FIELD_TRUTH:
        put_enum(r, draft, field, text);
        break;
    case SM_FIELD_SCOPE:
    case SM_FIELD_SCORE:
    case SM_FIELD_ENTITY_FIELDS:
        break; /* never read from a text */
    }
}

void rec_put_named(rec *r, rec_draft *draft, const char *name, sm_str text)
{
    const sm_record_type *type = &sm_record_types[draft->kind];
    for (size_t i = 0; i < type->field_count; i++)
        if (strcmp(type->fields[i].name, name) == 0)
            rec_put(r, draft, &type->fields[i], text, (sm_str){0});
}

const sm_field *rec_field(const rec *r, sm_record_kind kind, sm_str words)
{
    for (const rec_word *w = rec_find(r->vocabulary, REC_FIELD, words); w != NULL;
         w = rec_next(w))
        if (w->kind == (int)kind)
            return &sm_record_types[kind].fields[w->value];
    return NULL;
}

bool rec_names_kind(const rec *r, sm_record_kind kind, sm_str words)
{
    for (const rec_word *w = rec_find(r->vocabulary, REC_FIELD, words); w != NULL;
         w = rec_next(w))
        if (w->kind == (int)kind && w->strong)
            return w->value == 0;
    return false;
}

/* --- identity --- */

static sm_str joined_key(rec *r, sm_str a, sm_str b)
{
    return sm_str_printf(r->scratch, "%.*s\t%.*s", SM_STR_ARG(a), SM_STR_ARG(b));
}

static sm_str words_key(rec *r, sm_str text)
{
    sm_str words = rec_normalize(r->scratch, text);
    return words.len != 0 ? words : text;
}

/* "phase 2" of "phase 2 storage", "milestone 2 1" of "Milestone 2.1: Storage", in WORDS, which
 * is NAME normalized; a name without a number is its own key. */
static sm_str phase_key(sm_str name, sm_str words)
{
    size_t blank = sm_str_find_char(words, ' '), at = 0;
    if (blank == SM_STR_NONE || blank + 1 >= words.len || !sm_is_digit(words.ptr[blank + 1]))
        return words;
    size_t numbers = 1, end = blank + 1;
    while (at < name.len && !sm_is_digit(name.ptr[at]))
        at++;
    for (; at + 1 < name.len && (sm_is_digit(name.ptr[at]) || name.ptr[at] == '.'); at++)
        numbers += name.ptr[at] == '.' && sm_is_digit(name.ptr[at + 1]);
    for (; end < words.len && numbers != 0; end++)
        if (words.ptr[end] == ' ' && --numbers == 0)
            break;
    return sm_str_sub(words, 0, end);
}

static sm_str section_key(rec *r, const sm_record *record)
{
    if (record->section == NULL)
        return (sm_str){0};
    const rec_title *title = rec_title_of(r, record->section);
    return title->start.len == title->text.len /* else too long to be compared */
               ? words_key(r, title->text)
               : sm_str_printf(r->scratch, "%u", (unsigned)record->section->index);
}

/* "/users?page=" and "/users?page={n}" are "/users"; "/index.php?action=users" is not. */
static sm_str without_parameters(sm_str path)
{
    size_t query = sm_str_find_char(path, '?');
    sm_str rest = sm_str_from(path, query);
    size_t equals = sm_str_find_char(rest, '=');
    if (equals == SM_STR_NONE)
        return path;
    rest = sm_str_from(rest, equals + 1);
    bool parameter =
        rest.len == 0 || sm_str_find_char(SM_STR("{<:[&"), rest.ptr[0]) != SM_STR_NONE;
    return parameter ? sm_str_sub(path, 0, query) : path;
}

/* What makes two statements the same fact; absent when nothing does. */
static sm_str identity(rec *r, const rec_draft *draft)
{
    const sm_record *record = draft->record;
    switch (draft->kind) {
    case SM_TASKS:
    case SM_RISKS:
    case SM_THREATS:
    case SM_REQUIREMENTS:
    case SM_QUESTIONS:
        if (record->id.ptr != NULL)
            return rec_id_key(r->scratch, record->id);
        if (draft->kind == SM_TASKS)
            return (sm_str){0};
        if (draft->kind == SM_RISKS)
            return words_key(r, ((const sm_risk *)record)->title);
        if (draft->kind == SM_THREATS)
            return words_key(r, ((const sm_threat *)record)->title);
        if (draft->kind == SM_QUESTIONS)
            return words_key(r, ((const sm_question *)record)->text);
        return words_key(r, ((const sm_requirement *)record)->text);
    case SM_ERRORS: {
        const sm_error_code *error = (const sm_error_code *)record;
        if (error->code.ptr == NULL)
            return (sm_str){0};
        return sm_str_lower(r->scratch, error->code);
    }
    case SM_ENDPOINTS: {
        const sm_endpoint *endpoint = (const sm_endpoint *)record;
        return joined_key(r, sm_str_lower(r->scratch, endpoint->method),
                          without_parameters(endpoint->path));
    }
    case SM_APPROVALS:
        return joined_key(r, words_key(r, ((const sm_approval *)record)->role),
                          words_key(r, ((const sm_approval *)record)->name));
    case SM_REVISIONS: {
        const sm_revision *revision = (const sm_revision *)record;
        return joined_key(r, joined_key(r, revision->version, revision->date.text),
                          revision->changes);
    }
    case SM_TERMS:
        return words_key(r, ((const sm_term *)record)->term);
    case SM_DEPENDENCIES:
        return words_key(r, ((const sm_dependency *)record)->name);
    case SM_METRICS: /* each service has an "Availability" */
        return joined_key(r, section_key(r, record),
                          joined_key(r, words_key(r, ((const sm_metric *)record)->name),
                                     ((const sm_metric *)record)->target));
    case SM_ALERTS:
        return words_key(r, ((const sm_alert *)record)->name);
    case SM_FLAGS:
        return ((const sm_flag *)record)->name;
    case SM_SETTINGS:
        return ((const sm_setting *)record)->name;
    case SM_ALTERNATIVES:
        return words_key(r, ((const sm_alternative *)record)->name);
    case SM_ENTITIES:
        return words_key(r, ((const sm_entity *)record)->name);
    case SM_SCHEMA_CHANGES: {
        const sm_schema_change *change = (const sm_schema_change *)record;
        return joined_key(r, joined_key(r, change->table, change->column), change->change);
    }
    case SM_CASES:
        return words_key(r, ((const sm_case *)record)->condition);
    case SM_PHASES:
        return phase_key(((const sm_phase *)record)->name,
                         words_key(r, ((const sm_phase *)record)->name));
    case SM_RECORD_COUNT:
        break;
    }
    return (sm_str){0};
}

/* Whether an id in these kinds is enough, so that differing texts do not matter. */
static bool is_named_by_id(const rec_draft *draft)
{
    return draft->record->id.ptr != NULL &&
           (draft->kind == SM_TASKS || draft->kind == SM_RISKS || draft->kind == SM_THREATS ||
            draft->kind == SM_REQUIREMENTS || draft->kind == SM_QUESTIONS);
}

/* Whether a third of the longer words of A occur in B. */
static bool shares_word(sm_str a, sm_str b)
{
    enum { WORDS_MAX = 16, SHORT = 4 };
    sm_str rest = a, word;
    int words = 0, shared = 0;
    b = sm_str_sub(b, 0, 400);
    while (words < WORDS_MAX && sm_str_split(&rest, ' ', &word)) {
        if (word.len < SHORT)
            continue;
        words++;
        shared += sm_str_find(b, word) != SM_STR_NONE;
    }
    return words == 0 ? sm_str_find(b, a) != SM_STR_NONE : shared * 3 >= words;
}

static sm_str main_text(const rec_draft *draft)
{
    const sm_field *field = &sm_record_types[draft->kind].fields[0];
    return field->type == SM_FIELD_TEXT ? *(const sm_str *)sm_record_field(draft->record, field)
                                        : (sm_str){0};
}

/* The same id with another text may be another thing: "1" in two tables. */
static bool same_thing(rec *r, const rec_draft *a, const rec_draft *b)
{
    sm_str x = main_text(a), y = main_text(b);
    if (x.ptr == NULL || y.ptr == NULL)
        return true;
    sm_str p = rec_normalize(r->scratch, x), q = rec_normalize(r->scratch, y);
    if (a->kind == SM_PHASES) {
        p = sm_str_trim(sm_str_from(p, phase_key(x, p).len));
        q = sm_str_trim(sm_str_from(q, phase_key(y, q).len));
        if (p.len == 0 || q.len == 0)
            return true;
    }
    return p.len <= q.len ? shares_word(p, q) : shares_word(q, p);
}

static bool field_conflicts(rec *r, const rec_draft *into, const rec_draft *from)
{
    if (is_named_by_id(from) || from->kind == SM_PHASES || from->kind == SM_ERRORS ||
        from->kind == SM_ENDPOINTS)
        return false;
    const sm_record_type *type = &sm_record_types[into->kind];
    for (size_t i = 0; i < type->field_count; i++) {
        const void *a = sm_record_field(into->record, &type->fields[i]);
        const void *b = sm_record_field(from->record, &type->fields[i]);
        if (type->fields[i].type != SM_FIELD_TEXT || !is_filled(&type->fields[i], a) ||
            !is_filled(&type->fields[i], b))
            continue;
        if (!sm_str_equal(words_key(r, *(const sm_str *)a), words_key(r, *(const sm_str *)b)))
            return true;
    }
    return false;
}

static bool errors_conflict(const rec_draft *into, const rec_draft *from)
{
    if (into->kind != SM_ERRORS)
        return false;
    const sm_error_code *a = (const sm_error_code *)into->record;
    const sm_error_code *b = (const sm_error_code *)from->record;
    return a->http_status.ptr != NULL && b->http_status.ptr != NULL &&
           !sm_str_equal(sm_str_sub(a->http_status, 0, 3), sm_str_sub(b->http_status, 0, 3));
}

/* A row of a table defines an error; a response only shows it. */
static bool defines_better(const rec_draft *into, const rec_draft *from)
{
    return into->kind == SM_ERRORS && into->record->origin->kind == SM_CODE_BLOCK &&
           from->record->origin->kind == SM_TABLE;
}

static void merge(rec *r, rec_draft *into, const rec_draft *from)
{
    const sm_record_type *type = &sm_record_types[into->kind];
    for (size_t i = 0; i < type->field_count; i++) {
        const sm_field *field = &type->fields[i];
        const void *value = sm_record_field(from->record, field);
        if (!is_filled(field, value))
            continue;
        if (!is_filled(field, field_at(into, field))) {
            memcpy(field_at(into, field), value, field_size(field->type));
            continue;
        }
        sm_str before = sm_field_text(r->scratch, into->record, field);
        sm_str after = sm_field_text(r->scratch, from->record, field);
        if (field->type == SM_FIELD_TEXT && defines_better(into, from)) {
            memcpy(field_at(into, field), value, field_size(field->type));
            after = before;
            before = sm_field_text(r->scratch, from->record, field);
        }
        bool state =
            field->type == SM_FIELD_TASK_STATE || field->type == SM_FIELD_QUESTION_STATE;
        bool list = field->type == SM_FIELD_LIST && into->kind == SM_TASKS;
        if (!state && !list && !sm_str_equal(words_key(r, before), words_key(r, after)))
            rec_put_extra(r, into, sm_str_from_cstr(field->label),
                          sm_str_copy(r->arena, after));
    }
    enum { DEPENDS_MAX = 2000 };
    if (into->raw_depends.ptr == NULL)
        into->raw_depends = from->raw_depends;
    else if (from->raw_depends.len != 0 && into->raw_depends.len < DEPENDS_MAX)
        into->raw_depends = sm_str_printf(r->arena, "%.*s, %.*s", SM_STR_ARG(into->raw_depends),
                                          SM_STR_ARG(from->raw_depends));
    if (into->unblocks.ptr == NULL)
        into->unblocks = from->unblocks;
    for (const sm_extra *e = from->record->extras; e != NULL; e = e->next)
        rec_put_extra(r, into, e->key, e->value);
    uint32_t line = from->record->loc.line;
    if (into->lines.count == 0 || into->lines.items[into->lines.count - 1] != line)
        SM_LIST_ADD(r->arena, &into->lines, line);
}

/* Another thing under the id of KNOWN: "1" of a second list is one of its own, a second "T1" is
 * a mistake. Returns the record that it repeats, if any. */
static rec_draft *keep_namesake(rec *r, rec_draft *draft, const rec_draft *known, sm_str key)
{
    sm_str full = joined_key(r, key, words_key(r, main_text(draft)));
    sm_map_value *at = sm_map_at(r->scratch, &r->by_key[draft->kind], full);
    if (at->pointer != NULL) {
        merge(r, at->pointer, draft);
        return at->pointer;
    }
    at->pointer = draft;
    if (draft->record->id.ptr != NULL && sm_is_alpha(draft->record->id.ptr[0]))
        sm_report(r->diag, SM_DIAG_DUPLICATE_ID, draft->record->loc, "%.*s, first in line %u",
                  SM_STR_ARG(draft->record->id), (unsigned)known->record->loc.line);
    return NULL;
}

/* The record of the same title that DRAFT repeats: one of them has no id, and a task is
 * repeated only in another form (in a table and again in a list), within the same phase. KEY:
 * DRAFT's. */
static rec_draft *same_title(rec *r, rec_draft *draft, sm_str key)
{
    sm_str title = words_key(r, main_text(draft));
    bool task = draft->kind == SM_TASKS, phase = draft->kind == SM_PHASES;
    sm_str lead = phase ? phase_key(main_text(draft), title) : title;
    if (lead.len < title.len) /* "phase 2: storage" and "storage" */
        title = sm_str_trim(sm_str_from(title, lead.len));
    if ((!task && !phase && draft->kind != SM_RISKS && draft->kind != SM_THREATS) ||
        title.len < 8 || sm_str_find_char(title, ' ') == SM_STR_NONE)
        return NULL;
    sm_map_value *at = sm_map_at(r->scratch, &r->by_title[draft->kind], title);
    rec_draft *known = at->pointer;
    if (known == NULL) {
        at->pointer = draft;
        return NULL;
    }
    if (phase && known->record->origin->kind == draft->record->origin->kind)
        return NULL;
    if (known == draft ||
        (!phase && known->record->id.ptr != NULL && draft->record->id.ptr != NULL))
        return NULL;
    if (task) {
        const sm_task *a = (const sm_task *)known->record, *b = (const sm_task *)draft->record;
        if (known->record->origin->kind == draft->record->origin->kind ||
            (a->phase.len != 0 && b->phase.len != 0 && !sm_str_equal(a->phase, b->phase)))
            return NULL;
    }
    if (known->record->id.ptr == NULL && draft->record->id.ptr != NULL) {
        known->record->id = draft->record->id;
        sm_map_at(r->scratch, &r->by_key[draft->kind], key)->pointer = known;
    }
    merge(r, known, draft);
    return known;
}

rec_draft *rec_keep(rec *r, rec_draft *draft)
{
    SM_LIST_ADD(r->arena, &draft->lines, draft->record->loc.line);
    if (r->kept >= sm_limit(r->diag, SM_LIMIT_RECORDS)) {
        sm_report_limit(r->diag, SM_LIMIT_RECORDS, draft->record->loc);
        return draft;
    }
    sm_str key = identity(r, draft);
    if (key.len != 0) {
        sm_map_value *at = sm_map_at(r->scratch, &r->by_key[draft->kind], key);
        rec_draft *known = at->pointer;
        if (known == NULL) {
            at->pointer = draft;
        } else if (!errors_conflict(known, draft) && !field_conflicts(r, known, draft) &&
                   ((!is_named_by_id(draft) && draft->kind != SM_PHASES) ||
                    same_thing(r, known, draft))) {
            merge(r, known, draft);
            return known;
        } else if (is_named_by_id(draft) || draft->kind == SM_PHASES) {
            rec_draft *other = keep_namesake(r, draft, known, key);
            if (other != NULL)
                return other;
        }
    }
    rec_draft *namesake = same_title(r, draft, key);
    if (namesake != NULL)
        return namesake;
    SM_LIST_ADD(r->arena, &r->drafts[draft->kind], draft);
    r->kept++;
    return draft;
}

/* --- the end --- */

static void number_records(rec *r, sm_record_kind kind)
{
    rec_drafts *drafts = &r->drafts[kind];
    sm_map taken = {0}; /* how often each id was there */
    for (size_t i = 0; i < drafts->count; i++) {
        sm_record *record = drafts->items[i]->record;
        if (record->id.ptr == NULL)
            continue;
        sm_map_value *tries = sm_map_at(r->scratch, &taken, record->id);
        for (size_t n = 2; tries->number != 0; n++) { /* the same id for another thing */
            n = tries->number + 1 > n ? tries->number + 1 : n;
            tries->number = n;
            record->id = sm_str_printf(r->arena, "%.*s (%zu)", SM_STR_ARG(record->id), n);
            tries = sm_map_at(r->scratch, &taken, record->id);
        }
        tries->number = 1;
    }
    size_t number = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        sm_record *record = drafts->items[i]->record;
        if (record->id.ptr != NULL)
            continue;
        do
            record->id =
                sm_str_printf(r->arena, "%s%zu", sm_record_types[kind].prefix, ++number);
        while (!sm_map_add(r->scratch, &taken, record->id));
        record->id_made = true;
    }
}

void rec_finish_records(rec *r)
{
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++)
        number_records(r, (sm_record_kind)kind);
    rec_resolve_dependencies(r);
    rec_settle_scales(r);
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++) {
        rec_drafts *drafts = &r->drafts[kind];
        const sm_record **items = SM_NEW_ARRAY(r->arena, const sm_record *, drafts->count + 1);
        for (size_t i = 0; i < drafts->count; i++) {
            sm_record *record = drafts->items[i]->record;
            record->lines = drafts->items[i]->lines.items;
            record->line_count = drafts->items[i]->lines.count;
            if (kind == SM_RISKS) {
                sm_risk *risk = (sm_risk *)record;
                risk->score = (int)risk->probability.value * (int)risk->impact.value;
            }
            sm_task *task = kind == SM_TASKS ? (sm_task *)record : NULL;
            if (task != NULL && task->title.ptr == NULL) /* a tracker wants a summary */
                task->title = record->id;
            items[i] = record;
        }
        r->spec->records[kind] = (sm_records){items, drafts->count};
    }
}
