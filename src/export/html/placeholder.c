#include "html.h"

void html_collect_placeholders(html_writer *w)
{
    if (w->spec == NULL || w->spec->placeholder_count == 0)
        return;
    size_t count = w->spec->placeholder_count;
    w->in_text = SM_NEW_ARRAY(w->arena, const sm_placeholder *, count);
    w->in_code = SM_NEW_ARRAY(w->arena, const sm_placeholder *, count);
    for (size_t i = 0; i < count; i++) {
        const sm_placeholder *p = &w->spec->placeholders[i];
        if (p->content != NULL)
            w->in_text[w->in_text_count++] = p;
        else if (p->block != NULL)
            w->in_code[w->in_code_count++] = p;
    }
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

size_t html_placeholders_in_text(html_writer *w, const sm_inline *content,
                                 const sm_placeholder *const **first)
{
    if (w->in_text_count == 0)
        return 0;
    return those_at(w->in_text, w->in_text_count, content->index, &w->next_in_text, first);
}

size_t html_placeholders_in_code(html_writer *w, const sm_block *block,
                                 const sm_placeholder *const **first)
{
    if (w->in_code_count == 0)
        return 0;
    return those_at(w->in_code, w->in_code_count, block->index, &w->next_in_code, first);
}
