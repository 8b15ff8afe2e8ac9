#include "recognizer.h"
#include <string.h>

/* What a user adds to the vocabulary, as a map of YAML:
 *   columns:  { risks.mitigation: [safeguard] }     headings of columns and names of field
 * lines roles:    { risks: [perils] }                   headings of sections levels:   { high:
 * [scary] } metadata: { status: [lifecycle] }               keys, by the names of the built-in
 * ones What is not understood is reported and left out. */

static void complain(rec *r, const sm_value_pair *pair)
{
    sm_report(r->diag, SM_DIAG_TEACHING_UNKNOWN, pair->loc, "%.*s", SM_STR_ARG(pair->key));
}

/* Adds the text or the texts of VALUE as words; STRONG: they name the kind. */
static void add_words(rec *r, rec_domain domain, int kind, int number, const sm_value *value,
                      bool strong)
{
    const sm_value *item = value;
    if (value != NULL && value->kind == SM_VALUE_LIST)
        item = value->as.list;
    for (; item != NULL; item = item == value ? NULL : item->next) {
        sm_str text = sm_value_text(item);
        if (text.len != 0)
            rec_vocabulary_add(
                r->vocabulary, domain, kind, number,
                sm_str_to_cstr(r->scratch, sm_str_printf(r->scratch, "%s%.*s",
                                                         strong ? "!" : "", SM_STR_ARG(text))));
    }
}

static bool teach_column(rec *r, const sm_value_pair *pair)
{
    sm_str rest = pair->key, kind_name, field_name = {0};
    sm_str_split(&rest, '.', &kind_name);
    if (rest.ptr != NULL)
        field_name = rest;
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++) {
        const sm_record_type *type = &sm_record_types[kind];
        if (!sm_str_equal(kind_name, sm_str_from_cstr(type->name)))
            continue;
        for (size_t i = 0; i < type->field_count; i++)
            if (sm_str_equal(field_name, sm_str_from_cstr(type->fields[i].name))) {
                add_words(r, REC_FIELD, kind, (int)i, pair->value, true);
                return true;
            }
    }
    return false;
}

static bool teach_role(rec *r, const sm_value_pair *pair)
{
    for (int role = 1; role < SM_ROLE_COUNT; role++)
        if (sm_str_equal(pair->key, sm_str_from_cstr(sm_role_name((sm_role)role)))) {
            add_words(r, REC_ROLE, 0, role, pair->value, false);
            return true;
        }
    return false;
}

static bool teach_level(rec *r, const sm_value_pair *pair)
{
    for (int level = SM_LEVEL_LOW; level <= SM_LEVEL_CRITICAL; level++)
        if (sm_str_equal(pair->key, sm_str_from_cstr(sm_level_name((sm_level_value)level)))) {
            add_words(r, REC_LEVEL, 0, level, pair->value, false);
            return true;
        }
    return false;
}

static bool teach_key(rec *r, const sm_value_pair *pair)
{
    const rec_word *known =
        rec_find(r->vocabulary, REC_KEY, rec_normalize_key(r->scratch, pair->key));
    if (known == NULL)
        return false;
    add_words(r, REC_KEY, 0, known->value, pair->value, false);
    return true;
}

void rec_teach(rec *r, const sm_value *teaching)
{
    static const struct {
        const char *name;
        bool (*teach)(rec *, const sm_value_pair *);
    } parts[] = {{"columns", teach_column},
                 {"roles", teach_role},
                 {"levels", teach_level},
                 {"metadata", teach_key}};
    if (teaching == NULL || teaching->kind != SM_VALUE_MAP)
        return;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const sm_value *map = sm_value_find(teaching, sm_str_from_cstr(parts[i].name));
        if (map == NULL || map->kind != SM_VALUE_MAP)
            continue;
        for (const sm_value_pair *pair = map->as.map; pair != NULL; pair = pair->next)
            if (!parts[i].teach(r, pair))
                complain(r, pair);
    }
}
