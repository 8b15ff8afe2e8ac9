#include "recognizer.h"

/* YAML front matter as metadata entries. Lists are joined, maps become "key: value" pairs. */

static void value_text(sm_buf *buf, const sm_value *value, int depth);

static void map_text(sm_buf *buf, const sm_value_pair *pair, int depth)
{
    for (bool first = true; pair != NULL; pair = pair->next, first = false) {
        if (!first)
            sm_buf_add_cstr(buf, ", ");
        sm_buf_add_str(buf, pair->key);
        if (pair->value == NULL || pair->value->kind == SM_VALUE_NULL)
            continue;
        sm_buf_add_cstr(buf, ": ");
        value_text(buf, pair->value, depth + 1);
    }
}

static void value_text(sm_buf *buf, const sm_value *value, int depth)
{
    if (value == NULL || depth > 16)
        return;
    switch (value->kind) {
    case SM_VALUE_NULL:
        break;
    case SM_VALUE_SCALAR:
        sm_buf_add_str(buf, value->as.scalar);
        break;
    case SM_VALUE_LIST:
        for (const sm_value *item = value->as.list; item != NULL; item = item->next) {
            if (item != value->as.list)
                sm_buf_add_cstr(buf, ", ");
            value_text(buf, item, depth + 1);
        }
        break;
    case SM_VALUE_MAP:
        map_text(buf, value->as.map, depth);
        break;
    }
}

/* A template's "created: {{date}}" is a map in YAML; the author meant the text. */
static sm_str braces_text(const sm_value_pair *pair)
{
    if (pair->value == NULL || pair->value->kind != SM_VALUE_MAP || pair->loc.source == NULL)
        return (sm_str){0};
    sm_str line = sm_source_line(pair->loc.source, pair->loc.line);
    size_t colon = sm_str_find_char(line, ':');
    sm_str text =
        colon == SM_STR_NONE ? (sm_str){0} : sm_str_trim(sm_str_from(line, colon + 1));
    return sm_str_starts(text, SM_STR("{{")) ? text : (sm_str){0};
}

/* A list of maps with name, email and so on, or of texts, as one list of people. */
static bool person_map_text(sm_buf *buf, const sm_value *item)
{
    static const char *const details[] = {"email", "mail", "handle", "github", "role", "title"};
    sm_str name = sm_value_text(sm_value_find(item, SM_STR("name")));
    if (name.ptr == NULL)
        return false;
    sm_buf_add_str(buf, name);
    for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
        sm_str text = sm_value_text(sm_value_find(item, sm_str_from_cstr(details[i])));
        if (text.len == 0)
            continue;
        bool handle = (i == 2 || i == 3) && text.ptr[0] != '@';
        sm_buf_add_cstr(buf, handle ? " (@" : " (");
        sm_buf_add_str(buf, text);
        sm_buf_add_char(buf, ')');
    }
    return true;
}

static sm_str entry_text(rec *r, const sm_value_pair *pair)
{
    sm_str braces = braces_text(pair);
    if (braces.ptr != NULL)
        return braces;
    sm_buf buf = sm_buf_new(r->arena);
    const sm_value *value = pair->value;
    if (value != NULL && value->kind == SM_VALUE_LIST) {
        for (const sm_value *item = value->as.list; item != NULL; item = item->next) {
            if (item != value->as.list)
                sm_buf_add_cstr(&buf, ", ");
            if (!person_map_text(&buf, item))
                value_text(&buf, item, 0);
        }
    } else if (value == NULL || !person_map_text(&buf, value)) {
        value_text(&buf, value, 0);
    }
    return buf.len == 0 ? (sm_str){0} : sm_str_trim(sm_buf_str(&buf));
}

void rec_front_matter(rec *r, rec_entries *entries)
{
    const sm_value *map = r->doc->front_matter;
    if (map == NULL || map->kind != SM_VALUE_MAP)
        return;
    for (const sm_value_pair *pair = map->as.map; pair != NULL; pair = pair->next) {
        sm_entry entry = {.key = pair->key, .value = entry_text(r, pair), .loc = pair->loc};
        SM_LIST_ADD(r->arena, entries, entry);
    }
}
