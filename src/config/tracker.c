#include "tracker.h"
#include "specmill/base/nearest.h"
#include "specmill/export/backend.h"
#include <string.h>

enum { PAIRS_MAX = 100 }; /* columns that every row of the file and of the sheet has */

typedef struct reader {
    sm_arena *arena;
    sm_tracker *tracker;
    sm_diag *diag;
} reader;

typedef struct pairs SM_LIST(sm_tracker_pair) pairs;

bool config_knows(const sm_value_pair *pair, sm_str_list names, sm_diag *diag)
{
    for (size_t i = 0; i < names.count; i++)
        if (sm_str_equal(pair->key, names.items[i]))
            return true;
    size_t nearest = sm_str_nearest(pair->key, names);
    if (nearest == SM_STR_NONE)
        sm_report(diag, SM_DIAG_CONFIG_KEY, pair->loc, "%.*s", SM_STR_ARG(pair->key));
    else
        sm_report(diag, SM_DIAG_CONFIG_KEY, pair->loc, "%.*s; did you mean %.*s?",
                  SM_STR_ARG(pair->key), SM_STR_ARG(names.items[nearest]));
    return false;
}

static void reject(const reader *r, const sm_value_pair *pair, const char *why)
{
    sm_report(r->diag, SM_DIAG_CONFIG_VALUE, pair->value->loc, "%.*s: %s",
              SM_STR_ARG(pair->key), why);
}

static sm_str_list list_of(sm_arena *arena, const char *const *names, size_t count)
{
    sm_str_builder list = {0};
    for (size_t i = 0; i < count; i++)
        SM_LIST_ADD(arena, &list, sm_str_from_cstr(names[i]));
    return (sm_str_list){list.items, list.count};
}

/* A text that is not empty, or absent after reporting. */
static sm_str text_of(const reader *r, const sm_value_pair *pair)
{
    sm_str text = sm_str_trim(sm_value_text(pair->value));
    if (text.len != 0)
        return text;
    reject(r, pair, "a text belongs here");
    return (sm_str){0};
}

/* Importers stumble over these in the name of a column: "keep punctuation out of headers". */
static bool is_header(sm_str text)
{
    int open = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        open += strchr("([{", c) != NULL ? 1 : strchr(")]}", c) != NULL ? -1 : 0;
        if (c == '+' || c == '\n' || open < 0)
            return false;
    }
    return open == 0;
}

static void read_profile(const reader *r, const sm_value_pair *pair)
{
    sm_str text = text_of(r, pair);
    size_t count = 0;
    for (; sm_profile_names[count] != NULL; count++)
        if (sm_str_equal(text, sm_str_from_cstr(sm_profile_names[count])))
            r->tracker->profile = sm_profile_names[count];
    if (text.len == 0 || r->tracker->profile != NULL)
        return;
    sm_str all =
        sm_str_join(r->arena, list_of(r->arena, sm_profile_names, count), SM_STR(", "));
    sm_report(r->diag, SM_DIAG_CONFIG_VALUE, pair->value->loc, "profile: one of %.*s",
              SM_STR_ARG(all));
}

static void read_project(const reader *r, const sm_value_pair *pair)
{
    r->tracker->project = text_of(r, pair);
}

static sm_str_list texts_of(const reader *r, const sm_value_pair *pair)
{
    sm_str_builder list = {0};
    bool one = pair->value->kind == SM_VALUE_SCALAR;
    const sm_value *item = one                                  ? pair->value
                           : pair->value->kind == SM_VALUE_LIST ? pair->value->as.list
                                                                : NULL;
    for (; item != NULL; item = one ? NULL : item->next)
        if (sm_str_trim(sm_value_text(item)).len != 0)
            SM_LIST_ADD(r->arena, &list, sm_str_trim(sm_value_text(item)));
    if (list.count == 0)
        reject(r, pair, "a text or a list of texts belongs here");
    return (sm_str_list){list.items, list.count};
}

static void read_labels(const reader *r, const sm_value_pair *pair)
{
    r->tracker->labels = texts_of(r, pair);
}

static void read_components(const reader *r, const sm_value_pair *pair)
{
    r->tracker->components = texts_of(r, pair);
}

/* The first pair of PAIR's map; NULL, after reporting, when it is none. */
static const sm_value_pair *map_of(const reader *r, const sm_value_pair *pair)
{
    if (pair->value->kind == SM_VALUE_MAP)
        return pair->value->as.map;
    if (pair->value->kind != SM_VALUE_NULL)
        reject(r, pair, "keys and values belong here");
    return NULL;
}

static size_t index_of(sm_str_list names, sm_str name)
{
    size_t i = 0;
    while (i < names.count && !sm_str_equal(names.items[i], name))
        i++;
    return i;
}

static void read_types(const reader *r, const sm_value_pair *part)
{
    sm_str_list names = list_of(r->arena, sm_issue_type_names, SM_ISSUE_TYPE_COUNT);
    for (const sm_value_pair *pair = map_of(r, part); pair != NULL; pair = pair->next)
        if (config_knows(pair, names, r->diag))
            r->tracker->types[index_of(names, pair->key)] = text_of(r, pair);
}

/* An empty header takes the column away. */
static void read_headers(const reader *r, const sm_value_pair *part)
{
    sm_str_list names = list_of(r->arena, sm_tracker_field_names, SM_TRACKER_FIELD_COUNT);
    for (const sm_value_pair *pair = map_of(r, part); pair != NULL; pair = pair->next) {
        if (!config_knows(pair, names, r->diag))
            continue;
        sm_str text = sm_str_trim(sm_value_text(pair->value));
        if (pair->value->kind == SM_VALUE_LIST || pair->value->kind == SM_VALUE_MAP)
            reject(r, pair, "a text belongs here; an empty one takes the column away");
        else if (!is_header(text))
            reject(r, pair, "importers cannot take such a header: no +, no single brackets");
        else
            r->tracker->headers[index_of(names, pair->key)] = text.len != 0 ? text : SM_STR("");
    }
}

static pairs read_pairs(const reader *r, const sm_value_pair *part, bool empty_too)
{
    pairs list = {0};
    for (const sm_value_pair *pair = map_of(r, part); pair != NULL; pair = pair->next) {
        sm_tracker_pair read = {sm_str_trim(pair->key), sm_value_text(pair->value)};
        bool is_text = pair->value->kind == SM_VALUE_SCALAR ||
                       (empty_too && pair->value->kind == SM_VALUE_NULL);
        if (!is_text)
            reject(r, pair, "a text belongs here");
        else if (read.name.len == 0 || !is_header(read.name))
            reject(r, pair, "importers cannot take such a header: no +, no single brackets");
        else if (list.count == PAIRS_MAX)
            reject(r, pair, "too many; the first hundred count");
        else
            SM_LIST_ADD(r->arena, &list, read);
    }
    return list;
}

static void read_columns(const reader *r, const sm_value_pair *pair)
{
    pairs list = read_pairs(r, pair, true);
    r->tracker->columns = list.items;
    r->tracker->column_count = list.count;
}

static void read_custom_fields(const reader *r, const sm_value_pair *pair)
{
    pairs list = read_pairs(r, pair, false);
    r->tracker->custom_fields = list.items;
    r->tracker->custom_field_count = list.count;
}

const sm_tracker *config_tracker(sm_arena *arena, const sm_value *map, sm_diag *diag)
{
    static const char *const names[] = {"profile",    "project", "types",   "labels",
                                        "components", "headers", "columns", "custom_fields"};
    static void (*const readers[])(const reader *, const sm_value_pair *) = {
        read_profile,    read_project, read_types,   read_labels,
        read_components, read_headers, read_columns, read_custom_fields};
    enum { COUNT = sizeof names / sizeof *names };
    if (map == NULL || map->kind != SM_VALUE_MAP)
        return NULL;
    reader r = {arena, SM_NEW(arena, sm_tracker), diag};
    sm_str_list known = list_of(arena, names, COUNT);
    for (const sm_value_pair *pair = map->as.map; pair != NULL; pair = pair->next)
        if (config_knows(pair, known, diag))
            readers[index_of(known, pair->key)](&r, pair);
    return r.tracker;
}
