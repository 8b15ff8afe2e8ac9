#include "recognizer.h"

/* TOML front matter ("+++") as metadata entries: simple lines "key = value" with a string, a
 * list of strings, a number or a date. Loading shows such a block as code, where it stays. */

/* The text of a quoted string at the start of *REST, which moves behind it. */
static bool take_string(sm_str *rest, sm_str *text)
{
    char quote = rest->len == 0 ? '\0' : rest->ptr[0];
    if (quote != '"' && quote != '\'')
        return false;
    size_t end = sm_str_find_char(sm_str_from(*rest, 1), quote);
    if (end == SM_STR_NONE)
        return false;
    *text = sm_str_sub(*rest, 1, end);
    *rest = sm_str_trim(sm_str_from(*rest, end + 2));
    return true;
}

/* The strings of a list, joined by commas. */
static sm_str list_text(rec *r, sm_str list)
{
    sm_str_builder texts = {0};
    sm_str rest = sm_str_trim(sm_str_from(list, 1)), text;
    while (take_string(&rest, &text)) {
        SM_LIST_ADD(r->arena, &texts, text);
        if (sm_str_starts(rest, SM_STR(",")))
            rest = sm_str_trim(sm_str_from(rest, 1));
    }
    return sm_str_join(r->arena, (sm_str_list){texts.items, texts.count}, SM_STR(", "));
}

static bool is_bare_key(sm_str key)
{
    for (size_t i = 0; i < key.len; i++)
        if (!sm_is_alnum(key.ptr[i]) && key.ptr[i] != '_' && key.ptr[i] != '-' &&
            key.ptr[i] != '.')
            return false;
    return key.len != 0 && key.len <= 60;
}

/* The entry that LINE states; false when it is none. */
static bool line_entry(rec *r, sm_str line, sm_entry *entry)
{
    size_t equals = sm_str_find_char(line, '=');
    if (equals == SM_STR_NONE)
        return false;
    entry->key = sm_str_trim(sm_str_sub(line, 0, equals));
    sm_str value = sm_str_trim(sm_str_from(line, equals + 1)), rest = value;
    if (!is_bare_key(entry->key) || value.len == 0)
        return false;
    if (value.ptr[0] == '[')
        entry->value = list_text(r, value);
    else if (!take_string(&rest, &entry->value))
        entry->value = value;
    return true;
}

/* The lines from LOC up to a fence; false when one of them is no entry. */
static bool read_lines(rec *r, sm_loc loc, rec_entries *entries)
{
    enum { LINES_MAX = 200 };
    bool table = false; /* below "[extra]" the keys are another's */
    for (int i = 0; i < LINES_MAX; i++, loc.line++) {
        sm_str line = sm_str_trim(sm_source_line(loc.source, loc.line));
        sm_entry entry = {.loc = loc};
        if (sm_str_starts(line, SM_STR("+++")) || sm_str_starts(line, SM_STR("---")))
            return true;
        table = table || (line.len != 0 && line.ptr[0] == '[');
        if (line.len == 0 || line.ptr[0] == '#' || table)
            continue;
        if (!line_entry(r, line, &entry))
            return false;
        if (entry.value.len != 0)
            SM_LIST_ADD(r->arena, entries, entry);
    }
    return false;
}

void rec_toml(rec *r, rec_entries *entries)
{
    const sm_block *first = r->doc->blocks;
    if (first == NULL || first->loc.source == NULL || r->doc->front_matter != NULL)
        return;
    size_t before = entries->count;
    sm_loc loc = first->loc;
    bool fenced = first->kind == SM_CODE_BLOCK &&
                  sm_str_starts(sm_source_line(loc.source, loc.line), SM_STR("+++"));
    bool bare = first->kind == SM_PARAGRAPH && first->next != NULL &&
                first->next->kind == SM_RULE; /* the opening line is missing */
    loc.line += fenced;
    if ((!fenced && !bare) || !read_lines(r, loc, entries) ||
        (bare && entries->count < before + 2))
        entries->count = before;
}
