#include "recognizer.h"
#include "specmill/base/nearest.h"
#include "specmill/recognize/recognize.h"

enum { GUESSES_MAX = 100 }; /* at what unknown names of a part might have meant */

/* What a user adds to the vocabulary; recognize.h says how it is written. */
typedef struct teacher {
    sm_arena *arena;
    rec_vocabulary *vocabulary;
    sm_diag *diag; /* NULL: what is not understood was reported before */
} teacher;

/* Reports the key of PAIR, which is none of KNOWN. */
static void complain(const teacher *t, const sm_value_pair *pair, sm_str_list known)
{
    size_t nearest = sm_str_nearest(pair->key, known);
    if (nearest == SM_STR_NONE)
        sm_report(t->diag, SM_DIAG_TEACHING_UNKNOWN, pair->loc, "%.*s", SM_STR_ARG(pair->key));
    else
        sm_report(t->diag, SM_DIAG_TEACHING_UNKNOWN, pair->loc, "%.*s; did you mean %.*s?",
                  SM_STR_ARG(pair->key), SM_STR_ARG(known.items[nearest]));
}

/* Adds the text or the texts of VALUE as words. */
static void add_words(const teacher *t, rec_domain domain, int kind, int number,
                      const sm_value *value)
{
    if (value->kind != SM_VALUE_LIST) {
        rec_vocabulary_put(t->vocabulary, domain, kind, number, sm_value_text(value));
        return;
    }
    for (const sm_value *item = value->as.list; item != NULL; item = item->next)
        rec_vocabulary_put(t->vocabulary, domain, kind, number, sm_value_text(item));
}

/* Whether the key of PAIR is NAME. Names that it is not go to KNOWN, unless that is NULL. */
static bool is_named(const teacher *t, const sm_value_pair *pair, sm_str name,
                     sm_str_builder *known)
{
    if (known != NULL)
        SM_LIST_ADD(t->arena, known, name);
    return sm_str_equal(pair->key, name);
}

/* "risks.mitigation": the heading of a column, the name of a field line. */
static bool teach_column(const teacher *t, const sm_value_pair *pair, sm_str_builder *known)
{
    sm_str rest = pair->key, kind_name;
    sm_str_split(&rest, '.', &kind_name);
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++) {
        const sm_record_type *type = &sm_record_types[kind];
        bool here = sm_str_equal(kind_name, sm_str_from_cstr(type->name));
        for (size_t i = 0; (here || known != NULL) && i < type->field_count; i++) {
            sm_str name = sm_str_printf(t->arena, "%s.%s", type->name, type->fields[i].name);
            if (!is_named(t, pair, name, known))
                continue;
            add_words(t, REC_FIELD, kind, (int)i, pair->value);
            return true;
        }
    }
    return false;
}

/* Looks for the key of PAIR among NAMES, whose values are FIRST and the following. */
static bool teach_named(const teacher *t, const sm_value_pair *pair, sm_str_builder *known,
                        rec_domain domain, const char *(*name_of)(int), int first, int end)
{
    for (int value = first; value < end; value++) {
        const char *name = name_of(value);
        if (name == NULL)
            continue;
        if (!is_named(t, pair, sm_str_from_cstr(name), known))
            continue;
        add_words(t, domain, 0, value, pair->value);
        return true;
    }
    return false;
}

static const char *role_name(int value)
{
    return sm_role_name((sm_role)value);
}

static bool teach_role(const teacher *t, const sm_value_pair *pair, sm_str_builder *known)
{
    return teach_named(t, pair, known, REC_ROLE, role_name, 1, SM_ROLE_COUNT);
}

static const char *level_name(int value)
{
    return sm_level_name((sm_level_value)value);
}

static bool teach_level(const teacher *t, const sm_value_pair *pair, sm_str_builder *known)
{
    return teach_named(t, pair, known, REC_LEVEL, level_name, SM_LEVEL_LOW,
                       SM_LEVEL_CRITICAL + 1);
}

static const char *state_name(int value)
{
    return sm_state_name((sm_state)value);
}

static bool teach_state(const teacher *t, const sm_value_pair *pair, sm_str_builder *known)
{
    return teach_named(t, pair, known, REC_STATE, state_name, SM_STATE_UNKNOWN + 1,
                       SM_STATE_REJECTED + 1);
}

static const char *task_state_name(int value)
{
    return sm_task_state_name((sm_task_state)value);
}

static bool teach_task_state(const teacher *t, const sm_value_pair *pair, sm_str_builder *known)
{
    return teach_named(t, pair, known, REC_TASK_STATE, task_state_name, SM_TASK_OPEN,
                       SM_TASK_DROPPED + 1);
}

static const char *unit_name(int value)
{
    static const char *const names[] = {
        [REC_MINUTES] = "minutes", [REC_HOURS] = "hours",   [REC_DAYS] = "days",
        [REC_WEEKS] = "weeks",     [REC_MONTHS] = "months", [REC_POINTS] = "points",
        [REC_LINES] = "lines"};
    return names[value];
}

static bool teach_unit(const teacher *t, const sm_value_pair *pair, sm_str_builder *known)
{
    return teach_named(t, pair, known, REC_UNIT, unit_name, REC_MINUTES, REC_LINES + 1);
}

static const char *key_name(int value)
{
    static const char *const names[] = {[REC_KEY_TITLE] = "title",
                                        [REC_KEY_SUBTITLE] = "subtitle",
                                        [REC_KEY_ID] = "id",
                                        [REC_KEY_TYPE] = "type",
                                        [REC_KEY_STATUS] = "status",
                                        [REC_KEY_VERSION] = "version",
                                        [REC_KEY_AUTHORS] = "authors",
                                        [REC_KEY_OWNERS] = "owners",
                                        [REC_KEY_REVIEWERS] = "reviewers",
                                        [REC_KEY_APPROVERS] = "approvers",
                                        [REC_KEY_CREATED] = "created",
                                        [REC_KEY_UPDATED] = "updated",
                                        [REC_KEY_DATE] = "date",
                                        [REC_KEY_PRD] = "prd",
                                        [REC_KEY_PARENT] = "parent",
                                        [REC_KEY_LANGUAGE] = "language",
                                        [REC_KEY_TAGS] = "tags"};
    return names[value];
}

static bool teach_key(const teacher *t, const sm_value_pair *pair, sm_str_builder *known)
{
    return teach_named(t, pair, known, REC_KEY, key_name, REC_KEY_TITLE, REC_KEY_TAGS + 1);
}

const char *const sm_teaching_parts[] = {"columns",     "roles", "levels",   "states",
                                         "task_states", "units", "metadata", NULL};

/* In the same order. */
static bool (*const lessons[])(const teacher *, const sm_value_pair *,
                               sm_str_builder *known) = {
    teach_column,     teach_role, teach_level, teach_state,
    teach_task_state, teach_unit, teach_key};

static void teach(const teacher *t, const sm_value *teaching)
{
    for (size_t i = 0; sm_teaching_parts[i] != NULL; i++) {
        const sm_value *map = sm_value_find(teaching, sm_str_from_cstr(sm_teaching_parts[i]));
        if (map == NULL || map->kind != SM_VALUE_MAP)
            continue;
        size_t unknown = 0;
        for (const sm_value_pair *pair = map->as.map; pair != NULL; pair = pair->next) {
            sm_str_builder known = {0};
            if (lessons[i](t, pair, NULL) || t->diag == NULL)
                continue;
            if (unknown++ < GUESSES_MAX)
                lessons[i](t, pair, &known);
            complain(t, pair, (sm_str_list){known.items, known.count});
        }
    }
}

void rec_teach(rec *r, const sm_value *teaching)
{
    teach(&(teacher){r->scratch, r->vocabulary, NULL}, teaching);
}

void sm_teaching_check(const sm_value *teaching, sm_diag *diag)
{
    sm_arena *scratch = sm_arena_new(0);
    teach(&(teacher){scratch, rec_vocabulary_new(scratch), diag}, teaching);
    sm_arena_free(scratch);
}
