#include "recognizer.h"
#include <string.h>

/* What a table lists. Each column heading is looked up among the words of record_types.c; a
 * kind scores for every field of its own that a column fills, for words that name the kind, and
 * for the section it stands in. The best kind wins when its score and its required fields
 * suffice. */

enum {
    STRONG = 4,          /* a column that names the kind: "Mitigation", "Threat" */
    WEAK = 2,            /* a column the kind has: "Description", "Owner" */
    UNKNOWN_COLUMN = 1,  /* taken off */
    UNKNOWN_COLUMNS = 3, /* ... for all of them together, at most */
    CERTAIN = 6,         /* the values are methods and paths of HTTP */
    OWN_SECTION = 6,     /* the label above, or the section's heading, names the kind */
    OUTER_SECTION = 3,
    ENOUGH = 7
};

/* The fields a kind cannot do without: one name of each group ("a|b c|d": a or b, and c or d).
 * The first group is what a record is called; in a section of the kind the first column may
 * take its place. */
static const struct {
    sm_role role;
    const char *required;
} shapes[SM_RECORD_COUNT] = {
    [SM_TASKS] =
        {SM_ROLE_TASKS,
         "title state|owner|estimate|depends_on|priority|phase|ticket|due|description"},
    [SM_RISKS] = {SM_ROLE_RISKS, "title probability|impact|mitigation"},
    [SM_ERRORS] = {SM_ROLE_ERRORS, "code|http_status meaning|action|http_status"},
    [SM_THREATS] = {SM_ROLE_THREATS, "title"},
    [SM_ENDPOINTS] = {SM_ROLE_ENDPOINTS, "path"},
    [SM_QUESTIONS] = {SM_ROLE_QUESTIONS, "text"},
    [SM_APPROVALS] = {SM_ROLE_APPROVALS, "role|name date|decision|signature|name"},
    [SM_REVISIONS] = {SM_ROLE_REVISIONS, "version|date changes|author"},
    [SM_TERMS] = {SM_ROLE_TERMS, "term definition"},
    [SM_DEPENDENCIES] = {SM_ROLE_DEPENDENCIES, "name"},
    [SM_METRICS] = {SM_ROLE_METRICS, "name target"},
    [SM_ALERTS] = {SM_ROLE_ALERTS, "name condition|severity|action"},
    [SM_FLAGS] = {SM_ROLE_FLAGS, "name purpose|default"},
    [SM_SETTINGS] = {SM_ROLE_SETTINGS, "name description|default"},
    [SM_ALTERNATIVES] = {SM_ROLE_ALTERNATIVES, "name pros|cons|reason"},
    [SM_REQUIREMENTS] = {SM_ROLE_REQUIREMENTS, "text"},
    [SM_ENTITIES] = {SM_ROLE_ENTITIES, NULL},
    [SM_SCHEMA_CHANGES] = {SM_ROLE_SCHEMA_CHANGES, "table column|change change|notes"},
    [SM_CASES] = {SM_ROLE_CASES, "case expected"},
    [SM_PHASES] = {SM_ROLE_PHASE, "name|goal goal|estimate"},
};

enum { COLUMNS_MAX = 64 };

typedef struct candidate {
    int score;
    const sm_field *fields[COLUMNS_MAX]; /* by column; NULL: extra */
    bool named;                          /* a column names the kind */
} candidate;

typedef struct table_reader {
    rec *r;
    const sm_block *table;
    const rec_place *place;
    rec_column *columns;
    size_t count;
} table_reader;

static sm_str without_remark(sm_str heading)
{
    size_t at = sm_str_find_char(heading, '(');
    return at == SM_STR_NONE || at == 0 ? heading : sm_str_sub(heading, 0, at);
}

/* "errorCode" as "error Code"; TEXT itself when it is not written so. */
static sm_str spaced(sm_arena *arena, sm_str text)
{
    enum { LONGEST = 40 };
    sm_buf buf = sm_buf_new(arena);
    bool camel = text.len != 0 && text.ptr[0] >= 'a' && text.ptr[0] <= 'z' &&
                 text.len <= LONGEST && sm_str_find_char(text, ' ') == SM_STR_NONE;
    for (size_t i = 0; camel && i < text.len; i++) {
        bool capital = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
        if (capital && text.ptr[i - 1] >= 'a' && text.ptr[i - 1] <= 'z')
            sm_buf_add_char(&buf, ' ');
        sm_buf_add_char(&buf, text.ptr[i]);
    }
    return buf.len > text.len ? sm_buf_str(&buf) : text;
}

/* The words under which the vocabulary knows HEADING in DOMAIN: as it is, without its remark in
 * parentheses, the first of "Role / Title", without a plural's s, with the blanks of camel
 * case.
 */
static const rec_word *heading_word(rec *r, rec_domain domain, sm_str heading)
{
    sm_str tries[5] = {heading, without_remark(heading), heading, heading,
                       spaced(r->scratch, heading)};
    size_t slash = sm_str_find_char(heading, '/');
    if (slash != SM_STR_NONE)
        tries[2] = sm_str_sub(heading, 0, slash);
    if (sm_str_ends(heading, SM_STR("s")))
        tries[3].len--;
    for (size_t i = 0; i < 5; i++) {
        if (i != 0 && tries[i].len == heading.len)
            continue; /* the same again */
        sm_str words = rec_normalize(r->scratch, tries[i]);
        const rec_word *word = words.len == 0 ? NULL : rec_find(r->vocabulary, domain, words);
        if (word != NULL)
            return word;
    }
    return NULL;
}

/* Sections that often hold tables of a kind without being named for it. */
static const struct {
    sm_role role;
    sm_record_kind kind;
} also[] = {{SM_ROLE_PHASE, SM_TASKS},      {SM_ROLE_ENTITIES, SM_SCHEMA_CHANGES},
            {SM_ROLE_SECURITY, SM_THREATS}, {SM_ROLE_MONITORING, SM_ALERTS},
            {SM_ROLE_GOALS, SM_METRICS},    {SM_ROLE_ACCEPTANCE, SM_METRICS},
            {SM_ROLE_TASKS, SM_PHASES},     {SM_ROLE_ROLLOUT, SM_FLAGS}};

static bool role_is_of(sm_role role, sm_record_kind kind)
{
    if (role == shapes[kind].role)
        return role != SM_ROLE_NONE;
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        if (also[i].role == role && also[i].kind == kind)
            return true;
    return false;
}

typedef enum section_fit { NOT_OF_KIND, OUTER_OF_KIND, INHERITED, OWN } section_fit;

/* Whether a part of the section's heading is called after ROLE: "Risks & open questions". */
static bool heading_names(const table_reader *t, sm_role role)
{
    if (t->place->section == NULL || role == SM_ROLE_NONE)
        return false;
    sm_str rest = rec_skip_ordinal(rec_title_of(t->r, t->place->section)->start);
    for (size_t at; rest.len != 0; rest = sm_str_from(rest, at)) {
        at = 0;
        while (at < rest.len && rest.ptr[at] != '&' && rest.ptr[at] != '/' &&
               rest.ptr[at] != ',' && !sm_str_starts(sm_str_from(rest, at), SM_STR(" and ")))
            at++;
        if (rec_role_of(t->r, sm_str_trim(sm_str_sub(rest, 0, at))) == role)
            return true;
        at += at < rest.len && rest.ptr[at] == ' ' ? strlen(" and ") : at < rest.len;
    }
    return false;
}

static section_fit section_fits(const table_reader *t, sm_record_kind kind)
{
    const rec_place *place = t->place;
    sm_role role = shapes[kind].role;
    if (role == place->label_role || role == place->own)
        return OWN;
    if (place->own != SM_ROLE_NONE && kind == SM_RISKS && heading_names(t, role))
        return OWN;
    if (place->own == SM_ROLE_NONE && role == place->role)
        return INHERITED;
    if ((kind == SM_REQUIREMENTS && place->in_requirements) ||
        (place->role == SM_ROLE_NONE && role == t->r->title_role))
        return INHERITED; /* "# Risk register" */
    if (kind == SM_CASES && t->r->title_role == SM_ROLE_TESTING)
        return OUTER_OF_KIND; /* "# Test plan" */
    if (role_is_of(place->own, kind) || role_is_of(place->role, kind) ||
        role_is_of(place->outer, kind) || role_is_of(place->label_role, kind))
        return OUTER_OF_KIND;
    return NOT_OF_KIND;
}

/* Whether most of the first values in COLUMN satisfy TEST. */
static bool column_holds(table_reader *t, size_t column, bool (*test)(rec *, sm_str))
{
    enum { LOOKED_AT = 12 };
    int yes = 0, no = 0;
    for (const sm_row *row = t->table->as.table.rows; row != NULL && yes + no < LOOKED_AT;
         row = row->next) {
        sm_str text = sm_plain_text(t->r->scratch, row->cells[column].content);
        if (text.len == 0)
            continue;
        if (test(t->r, text))
            yes++;
        else
            no++;
    }
    return yes > no;
}

static bool is_level_text(rec *r, sm_str text)
{
    return text.len <= 24 &&
           rec_find(r->vocabulary, REC_LEVEL, rec_normalize(r->scratch, text)) != NULL;
}

static bool is_path_text(rec *r, sm_str text)
{
    sm_str method, path;
    bool folder = text.ptr[0] != '/' && sm_str_ends(text, SM_STR("/")); /* "logs/" */
    return text.ptr[0] == '/' || rec_split_endpoint(text, &method, &path) ||
           rec_is_placeholder(r, text) || sm_str_starts(text, SM_STR("http")) ||
           sm_str_starts(text, SM_STR("wss:")) ||
           (!folder && sm_str_find_char(text, '/') != SM_STR_NONE &&
            sm_str_find_char(text, ' ') == SM_STR_NONE);
}

static bool is_method(rec *r, sm_str text)
{
    (void)r;
    return sm_str_among(text, "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WS|GET/POST|POST/PUT");
}

static bool is_request(rec *r, sm_str text)
{
    sm_str method, path;
    (void)r;
    return rec_split_endpoint(text, &method, &path);
}

static bool is_id_text(rec *r, sm_str text)
{
    (void)r;
    return rec_is_id(text);
}

static bool is_http_status(rec *r, sm_str text)
{
    (void)r;
    return text.len >= 3 && text.ptr[0] >= '1' && text.ptr[0] <= '5' &&
           sm_is_digit(text.ptr[1]) && sm_is_digit(text.ptr[2]) &&
           (text.len == 3 || !sm_is_digit(text.ptr[3]));
}

/* Whether another column than COLUMN holds titles or descriptions of tasks. */
static bool described_beside(const table_reader *t, size_t column)
{
    for (size_t i = 0; i < t->count; i++)
        for (const rec_word *word = t->columns[i].known; word != NULL; word = rec_next(word))
            if (i != column && word->kind == SM_TASKS && word->value <= 1)
                return true;
    return false;
}

/* Whether COLUMN can be FIELD of KIND, going by its values. */
static bool values_fit(table_reader *t, size_t column, sm_record_kind kind,
                       const sm_field *field)
{
    if (kind == SM_ENDPOINTS && strcmp(field->name, "path") == 0)
        return column_holds(t, column, is_path_text);
    if ((kind == SM_RISKS || kind == SM_THREATS) && strcmp(field->name, "title") == 0)
        return !column_holds(t, column, is_level_text);
    if (kind == SM_ERRORS && strcmp(field->name, "http_status") == 0)
        return column_holds(t, column, is_http_status);
    if (kind == SM_TASKS && strcmp(field->name, "title") == 0) /* what would they be called? */
        return !column_holds(t, column, is_id_text) || described_beside(t, column);
    return true;
}

static size_t field_number(sm_record_kind kind, const sm_field *field)
{
    return (size_t)(field - sm_record_types[kind].fields);
}

/* Whether a column after COLUMN has the very name of FIELD: "Goal | Metric | Target". */
static bool is_called_later(const table_reader *t, size_t column, const sm_field *field)
{
    sm_str name = sm_str_from_cstr(field->name);
    if (sm_str_equal(t->columns[column].words, name))
        return false;
    for (size_t i = column + 1; i < t->count; i++)
        if (sm_str_equal(t->columns[i].words, name))
            return true;
    return false;
}

/* "| Status | Condition |": when the status is sent, not what the error is called. */
static void tell_conditions(const table_reader *t, candidate *c)
{
    const sm_field *fields = sm_record_types[SM_ERRORS].fields;
    size_t code = t->count;
    bool status = false;
    for (size_t i = 0; i < t->count; i++) {
        if (c->fields[i] == &fields[2])
            return;
        status = status || c->fields[i] == &fields[1];
        if (c->fields[i] == &fields[0])
            code = i;
    }
    if (status && code < t->count &&
        sm_str_among(t->columns[code].words, "condition|scenario|case|situation|when"))
        c->fields[code] = &fields[2];
}

static void assign_columns(table_reader *t, sm_record_kind kind, candidate *c)
{
    bool taken[32] = {false};
    for (int strong = 1; strong >= 0; strong--)
        for (size_t i = 0; i < t->count; i++) {
            const rec_word *word = t->columns[i].known;
            for (; word != NULL && c->fields[i] == NULL; word = rec_next(word)) {
                const sm_field *field = &sm_record_types[kind].fields[word->value];
                if (word->kind != (int)kind || word->strong != (bool)strong ||
                    taken[word->value] || !values_fit(t, i, kind, field) ||
                    is_called_later(t, i, field))
                    continue;
                taken[word->value] = true;
                c->fields[i] = field;
                if (kind == SM_ERRORS && word->value == 1) {
                    c->score += WEAK; /* the values are statuses of HTTP */
                    c->named = true;
                }
                c->score += strong ? STRONG : WEAK;
                c->named = c->named || strong;
            }
        }
    if (kind == SM_ERRORS && !taken[1])
        for (size_t i = 0; i < t->count; i++)
            if (column_holds(t, i, is_http_status) &&
                (c->fields[i] == NULL || field_number(kind, c->fields[i]) != 0)) {
                c->score += c->fields[i] == NULL ? WEAK + UNKNOWN_COLUMN : 0;
                c->fields[i] = &sm_record_types[kind].fields[1];
                break;
            }
    if (kind == SM_ERRORS)
        tell_conditions(t, c);
}

/* Whether the columns of an endpoint hold what only they can hold: "POST" and "/users", or both
 * in one cell. */
static bool holds_requests(table_reader *t, const candidate *c)
{
    bool method = false, path = false;
    for (size_t i = 0; i < t->count; i++) {
        if (c->fields[i] == NULL) {
            if (sm_str_among(t->columns[i].words, "target|p95|p99|latency|goal|budget|limit"))
                return false; /* how fast, not what */
            continue;
        }
        size_t number = field_number(SM_ENDPOINTS, c->fields[i]);
        method = method || (number == 0 && column_holds(t, i, is_method)) ||
                 (number == 1 && column_holds(t, i, is_request));
        path = path || number == 1;
    }
    return method && path;
}

static bool has_field(const candidate *c, size_t count, sm_str names)
{
    sm_str name;
    while (sm_str_split(&names, '|', &name))
        for (size_t i = 0; i < count; i++)
            if (c->fields[i] != NULL &&
                sm_str_equal(sm_str_from_cstr(c->fields[i]->name), name))
                return true;
    return false;
}

/* In a section of the kind an unknown first column is what the records are called. */
static bool take_first_column(table_reader *t, sm_record_kind kind, candidate *c)
{
    bool any_name = kind == SM_TASKS || kind == SM_RISKS || kind == SM_THREATS ||
                    kind == SM_ERRORS || kind == SM_QUESTIONS || kind == SM_CASES ||
                    kind == SM_ALTERNATIVES || kind == SM_APPROVALS ||
                    kind == SM_DEPENDENCIES || kind == SM_METRICS;
    if (!any_name)
        return false;
    for (size_t i = 0; i < t->count && i < 2; i++)
        if (c->fields[i] == NULL && t->columns[i].use != REC_COLUMN_ID) {
            c->fields[i] = &sm_record_types[kind].fields[0];
            return true;
        }
    return false;
}

/* "| Task | Deliverable |" below "Phase 1". */
static bool lists_steps(const table_reader *t, sm_record_kind kind, const candidate *c)
{
    return kind == SM_TASKS && c->named && t->place->phase.len != 0 &&
           has_field(c, t->count, SM_STR("title"));
}

/* "| Risk | Notes |" below "Risks"; in a column "Risks" there may be several, or how many. */
static bool has_column_of_kind(const table_reader *t, sm_record_kind kind, const candidate *c)
{
    for (size_t i = 0; i < t->count; i++)
        if (c->fields[i] == &sm_record_types[kind].fields[0] && c->named &&
            !sm_str_among(t->columns[i].words, "risks|options|alternatives"))
            return true;
    return false;
}

static bool meets_requirements(table_reader *t, sm_record_kind kind, candidate *c, bool own)
{
    if (shapes[kind].required == NULL)
        return false;
    if (kind == SM_PHASES && t->place->phase.len != 0 &&
        !has_field(c, t->count, SM_STR("name")))
        return false; /* what a phase holds is no phase, unless it is called one */
    if (lists_steps(t, kind, c))
        return true;
    if (own && (kind == SM_RISKS || kind == SM_ALTERNATIVES) && has_column_of_kind(t, kind, c))
        return true;
    sm_str rest = sm_str_from_cstr(shapes[kind].required), group;
    for (bool first = true; sm_str_split(&rest, ' ', &group); first = false)
        if (!has_field(c, t->count, group) && !(first && own && take_first_column(t, kind, c)))
            return false;
    return true;
}

static bool is_of_kind(const rec_word *word, sm_record_kind kind)
{
    while (word != NULL && word->kind != (int)kind)
        word = rec_next(word);
    return word != NULL;
}

static void score_kind(table_reader *t, sm_record_kind kind, candidate *c)
{
    static const int section_points[] = {0, OUTER_SECTION, OWN_SECTION, OWN_SECTION};
    section_fit fit = section_fits(t, kind);
    bool own = fit == OWN, has_ids = false;
    assign_columns(t, kind, c);
    if (!meets_requirements(t, kind, c, own)) {
        c->score = 0;
        return;
    }
    int filled = 0, unknown = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (c->fields[i] != NULL)
            filled++;
        else if (t->columns[i].use == REC_COLUMN_ID)
            has_ids = true;
        else if (!is_of_kind(t->columns[i].known, kind)) /* else a second "Description" */
            unknown += UNKNOWN_COLUMN;
    }
    c->score -= unknown < UNKNOWN_COLUMNS ? unknown : UNKNOWN_COLUMNS;
    bool certain = kind == SM_ENDPOINTS && holds_requests(t, c);
    c->score += certain ? CERTAIN : 0;
    bool steps = lists_steps(t, kind, c);
    c->score += steps ? STRONG : 0;
    bool alone = filled == 1 && !own && !certain && !steps && !(fit == INHERITED && has_ids);
    if (!c->named && fit < INHERITED)
        c->score -= WEAK; /* only words that any table may have */
    c->score = alone && kind != SM_REQUIREMENTS ? 0 : c->score + section_points[fit];
}

static void read_columns(table_reader *t)
{
    const sm_row *head = t->table->as.table.head;
    for (size_t i = 0; i < t->count; i++) {
        rec_column *column = &t->columns[i];
        if (head != NULL)
            column->heading = sm_plain_text(t->r->arena, head->cells[i].content);
        column->words = rec_normalize(t->r->arena, column->heading);
        column->known = heading_word(t->r, REC_FIELD, column->heading);
        bool sign = (column->heading.len <= 2 && sm_str_starts(column->heading, SM_STR("#"))) ||
                    (column->heading.len <= 10 && sm_str_starts(column->heading, SM_STR("№")));
        const rec_word *id = heading_word(t->r, REC_ID_COLUMN, column->heading);
        if (i < 2 &&
            (sign || id != NULL || (column->words.len == 0 && column_holds(t, i, is_id_text)) ||
             (i == 0 && column->known == NULL && column_holds(t, 0, is_id_text))))
            column->use = REC_COLUMN_ID;
    }
}

/* The parts of an entity's field, and which column of the table has each. */
enum { PART_NAME, PART_TYPE, PART_CONSTRAINTS, PART_DESCRIPTION, PARTS };

/* Where no column has a part, the number of columns. */
static void find_parts(const table_reader *t, size_t columns[PARTS])
{
    static const char *const headings[PARTS] = {
        [PART_NAME] = ("field|column|attribute|property|name|field name|column name|feld|campo|"
                       "champ|поле|字段|字段名|フィールド|カラム|属性|属性名|列名"),
        [PART_TYPE] =
            "type|data type|datatype|typ|tipo|тип|类型|数据类型|型|データ型|타입|sql type",
        [PART_CONSTRAINTS] = ("constraints|constraint|required|nullable|rules|validation|null|"
                              "key|必填|必須|约束|制约|pflicht|обязательное"),
        [PART_DESCRIPTION] = ("description|notes|purpose|meaning|comment|beschreibung|"
                              "descripcion|descricao|описание|说明|描述|설명|备注"),
    };
    for (size_t p = 0; p < PARTS; p++)
        columns[p] = t->count;
    for (size_t i = 0; i < t->count; i++)
        for (size_t p = 0; p < PARTS; p++)
            if (columns[p] == t->count && sm_str_among(t->columns[i].words, headings[p])) {
                columns[p] = i;
                break;
            }
}

/* An entity: a table of its fields under a heading that names it. */
static bool entity_table(table_reader *t)
{
    const rec_place *place = t->place;
    bool in_model = place->role == SM_ROLE_ENTITIES || place->outer == SM_ROLE_ENTITIES ||
                    place->role == SM_ROLE_SCHEMA_CHANGES;
    size_t columns[PARTS];
    find_parts(t, columns);
    if (!in_model || columns[PART_NAME] == t->count || columns[PART_TYPE] == t->count ||
        place->section == NULL)
        return false;
    rec_draft *draft = rec_start(t->r, SM_ENTITIES, t->table->loc, t->table, place);
    sm_entity *entity = (sm_entity *)draft->record;
    entity->name = place->label.len != 0 && place->label_role == SM_ROLE_NONE
                       ? place->label
                       : rec_skip_ordinal(rec_title_of(t->r, place->section)->text);
    struct SM_LIST(sm_entity_field) fields = {0};
    for (const sm_row *row = t->table->as.table.rows; row != NULL; row = row->next) {
        sm_entity_field field = {0};
        sm_str *parts[PARTS] = {&field.name, &field.type, &field.constraints,
                                &field.description};
        for (size_t p = 0; p < PARTS; p++) {
            sm_str text = columns[p] == t->count
                              ? (sm_str){0}
                              : sm_plain_text(t->r->arena, row->cells[columns[p]].content);
            *parts[p] = text.len == 0 ? (sm_str){0} : text;
        }
        SM_LIST_ADD(t->r->arena, &fields, field);
    }
    entity->fields = fields.items;
    entity->field_count = fields.count;
    rec_keep(t->r, draft);
    return true;
}

static bool is_bold_row(const sm_row *row, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        const sm_inline *content = row->cells[i].content;
        if (content == NULL || content->kind != SM_STRONG || content->next != NULL)
            return false;
    }
    return true;
}

/* TABLE with its first row as its head, where that is bold and the head is empty, as converters
 * from word processors write it; else TABLE. */
static const sm_block *with_head(rec *r, const sm_block *table)
{
    const sm_row *head = table->as.table.head, *first = table->as.table.rows;
    size_t columns = table->as.table.columns;
    if (head == NULL || first == NULL || first->next == NULL || !is_bold_row(first, columns))
        return table;
    for (size_t i = 0; i < columns; i++)
        if (head->cells[i].content != NULL)
            return table;
    sm_block *copy = SM_NEW(r->arena, sm_block);
    *copy = *table;
    copy->as.table.head = first;
    copy->as.table.rows = first->next;
    return copy;
}

bool rec_table(rec *r, const sm_block *table, const rec_place *place)
{
    table = with_head(r, table);
    table_reader t = {.r = r, .table = table, .place = place, .count = table->as.table.columns};
    if (t.count < 2 || t.count > COLUMNS_MAX || table->as.table.rows == NULL ||
        table->as.table.head == NULL || place->role == SM_ROLE_CONTENTS)
        return false;
    if (rec_approval_table(r, table, place))
        return true;
    t.columns = SM_NEW_ARRAY(r->scratch, rec_column, t.count);
    read_columns(&t);
    candidate best = {0};
    sm_record_kind best_kind = SM_RECORD_COUNT;
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++) {
        candidate c = {0};
        score_kind(&t, (sm_record_kind)kind, &c);
        if (c.score > best.score) {
            best = c;
            best_kind = (sm_record_kind)kind;
        }
    }
    if (best.score < ENOUGH)
        return entity_table(&t);
    for (size_t i = 0; i < t.count; i++) {
        t.columns[i].field = best.fields[i];
        if (best.fields[i] != NULL)
            t.columns[i].use = REC_COLUMN_FIELD;
    }
    rec_rows(r, table, place, best_kind, t.columns);
    return true;
}
