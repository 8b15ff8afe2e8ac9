#include "specmill/export/placeholders.h"

sm_placeholder_index sm_placeholder_index_new(sm_arena *arena, const sm_spec *spec)
{
    sm_placeholder_index index = {0};
    if (spec == NULL || spec->placeholder_count == 0)
        return index;
    index.text = SM_NEW_ARRAY(arena, const sm_placeholder *, spec->placeholder_count);
    index.code = SM_NEW_ARRAY(arena, const sm_placeholder *, spec->placeholder_count);
    for (size_t i = 0; i < spec->placeholder_count; i++) {
        const sm_placeholder *p = &spec->placeholders[i];
        if (p->content != NULL)
            index.text[index.text_count++] = p;
        else if (p->block != NULL)
            index.code[index.code_count++] = p;
    }
    return index;
}

static uint32_t place_of(const sm_placeholder *p)
{
    return p->content != NULL ? p->content->index : p->block->index;
}

/* The first of ITEMS that stands at INDEX or later. */
static size_t first_from(const sm_placeholder *const *items, size_t count, uint32_t index)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (place_of(items[middle]) < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Those at INDEX. Writing goes through the document mostly forwards, so the one that is wanted
 * is mostly the next; only a step back or far ahead needs a search. */
static size_t those_at(const sm_placeholder *const *items, size_t count, uint32_t index,
                       size_t *next, const sm_placeholder *const **first)
{
    size_t at = *next;
    if (at > 0 && place_of(items[at - 1]) >= index)
        at = first_from(items, count, index);
    else if (at < count && place_of(items[at]) < index)
        at += first_from(items + at, count - at, index);
    *first = items + at;
    size_t end = at;
    while (end < count && place_of(items[end]) == index)
        end++;
    *next = at;
    return end - at;
}

size_t sm_placeholders_in_text(sm_placeholder_index *index, const sm_inline *content,
                               const sm_placeholder *const **first)
{
    if (index->text_count == 0)
        return 0;
    return those_at(index->text, index->text_count, content->index, &index->next_text, first);
}

size_t sm_placeholders_in_code(sm_placeholder_index *index, const sm_block *block,
                               const sm_placeholder *const **first)
{
    if (index->code_count == 0)
        return 0;
    return those_at(index->code, index->code_count, block->index, &index->next_code, first);
}

static bool is_before(const sm_placeholder *p, uint32_t line)
{
    return p->block == NULL && p->content == NULL && p->loc.line < line;
}

/* Those of the front matter come first, by line. */
static size_t first_on(const sm_spec *spec, uint32_t line)
{
    size_t low = 0, high = spec->placeholder_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(&spec->placeholders[middle], line))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A value reaches to the next entry: a list has a line for each item. */
size_t sm_placeholders_in_entry(const sm_spec *spec, size_t i, const sm_placeholder **first)
{
    const sm_metadata *m = &spec->metadata;
    *first = NULL;
    if (i >= m->entry_count || m->entries[i].block != NULL || spec->placeholder_count == 0)
        return 0;
    bool more = i + 1 < m->entry_count && m->entries[i + 1].block == NULL;
    size_t from = first_on(spec, m->entries[i].loc.line);
    size_t to = first_on(spec, more ? m->entries[i + 1].loc.line : UINT32_MAX);
    *first = &spec->placeholders[from];
    return to > from ? to - from : 0;
}

size_t sm_title_entry(const sm_spec *spec)
{
    const sm_metadata *m = &spec->metadata;
    for (size_t i = 0; i < m->entry_count; i++)
        if (sm_str_equal_nocase(m->entries[i].key, SM_STR("title")))
            return i;
    return m->entry_count;
}
