#include "vocabulary.h"
#include "specmill/base/list.h"
#include "specmill/base/map.h"
#include "specmill/base/utf8.h"
#include "vocabulary.inc" /* words, texts, slots: the table that make_vocabulary.c wrote */
#include "vocabulary_table.h"
#include "words.h"
#include <string.h>

/* What a text means to which a user's words gave a meaning: that first. */
typedef struct meanings SM_LIST(rec_word) meanings;

struct rec_vocabulary {
    sm_arena *arena;
    sm_map taught[REC_DOMAINS]; /* meanings */
    rec_date_order order;
};

rec_vocabulary *rec_vocabulary_new(sm_arena *arena)
{
    rec_vocabulary *vocabulary = SM_NEW(arena, rec_vocabulary);
    vocabulary->arena = arena;
    return vocabulary;
}

void rec_vocabulary_set_order(rec_vocabulary *vocabulary, rec_date_order order)
{
    vocabulary->order = order;
}

rec_date_order rec_vocabulary_order(const rec_vocabulary *vocabulary)
{
    return vocabulary->order;
}

/* --- the words of the table --- */

static const rec_word *find_in_table(rec_domain domain, sm_str text)
{
    enum { MASK = sizeof slots / sizeof *slots - 1 };
    for (size_t at = rec_word_hash(domain, text) & MASK; slots[at] != 0; at = (at + 1) & MASK) {
        const rec_word *word = &words[slots[at] - 1];
        if (word->domain == (uint8_t)domain &&
            sm_str_equal((sm_str){texts + word->start, word->length}, text))
            return word;
    }
    return NULL;
}

/* --- a user's words --- */

/* The meanings of TEXT, which is taught from here on; first those of the table. */
static meanings *taught(rec_vocabulary *vocabulary, rec_domain domain, sm_str text)
{
    sm_map_value *known = sm_map_at(vocabulary->arena, &vocabulary->taught[domain], text);
    if (known->pointer != NULL)
        return known->pointer;
    meanings *added = SM_NEW(vocabulary->arena, meanings);
    known->pointer = added;
    for (const rec_word *word = find_in_table(domain, text); word != NULL;
         word = rec_next(word))
        SM_LIST_ADD(vocabulary->arena, added, *word);
    return added;
}

void rec_vocabulary_put(rec_vocabulary *vocabulary, rec_domain domain, int kind, int value,
                        sm_str text)
{
    text = rec_normalize(vocabulary->arena, text);
    if (text.len == 0)
        return;
    rec_word word = {.length = (uint32_t)text.len,
                     .domain = (uint8_t)domain,
                     .kind = (uint8_t)kind,
                     .value = (int16_t)value,
                     .strong = domain == REC_FIELD};
    meanings *all = taught(vocabulary, domain, text);
    size_t at = 0; /* of the same meaning, which gives way */
    while (at < all->count &&
           (all->items[at].kind != word.kind || all->items[at].value != word.value))
        at++;
    if (at == all->count)
        SM_LIST_ADD(vocabulary->arena, all, word);
    memmove(all->items + 1, all->items, at * sizeof word);
    all->items[0] = word;
    for (size_t i = 0; i < all->count; i++)
        all->items[i].more = i + 1 < all->count;
}

/* --- both --- */

const rec_word *rec_find(const rec_vocabulary *vocabulary, rec_domain domain, sm_str text)
{
    const sm_map_value *taught = sm_map_find(&vocabulary->taught[domain], text);
    return taught != NULL ? ((const meanings *)taught->pointer)->items
                          : find_in_table(domain, text);
}

const rec_word *rec_next(const rec_word *word)
{
    return word->more ? word + 1 : NULL;
}

enum { EDGE_WORDS = 12 };

/* Where a word may end, counted from the front: before a blank or beside an ideograph. */
static size_t boundaries(sm_str text, size_t *ends, size_t *starts, size_t max)
{
    size_t count = 0, at = 0;
    while (at < text.len && count < max) {
        size_t next = at;
        uint32_t c = sm_utf8_next(text, &next);
        size_t after = next;
        uint32_t following = after < text.len ? sm_utf8_next(text, &after) : ' ';
        if (c != ' ' &&
            (following == ' ' || rec_is_ideograph(c) || rec_is_ideograph(following))) {
            ends[count] = next;
            starts[count] = following == ' ' && next < text.len ? next + 1 : next;
            count++;
        }
        at = next;
    }
    return count;
}

const rec_word *rec_find_prefix(const rec_vocabulary *vocabulary, rec_domain domain,
                                sm_str text)
{
    size_t ends[EDGE_WORDS], starts[EDGE_WORDS];
    size_t count = boundaries(text, ends, starts, EDGE_WORDS);
    while (count-- != 0) {
        const rec_word *word = rec_find(vocabulary, domain, sm_str_sub(text, 0, ends[count]));
        if (word != NULL && ((!word->whole && !word->ending) || ends[count] == text.len))
            return word;
    }
    return NULL;
}

const rec_word *rec_find_suffix(const rec_vocabulary *vocabulary, rec_domain domain,
                                sm_str text)
{
    enum { TAIL_BYTES = 96 };
    size_t skip = text.len > TAIL_BYTES ? text.len - TAIL_BYTES : 0;
    while (skip < text.len && skip != 0 && text.ptr[skip] != ' ')
        skip++; /* to the start of a word */
    text = sm_str_from(text, skip);
    size_t ends[TAIL_BYTES], starts[TAIL_BYTES];
    size_t count = boundaries(text, ends, starts, TAIL_BYTES);
    const rec_word *word = skip == 0 ? rec_find(vocabulary, domain, text) : NULL;
    for (size_t i = 0; i < count && word == NULL; i++) {
        if (starts[i] < text.len)
            word = rec_find(vocabulary, domain, sm_str_from(text, starts[i]));
        if (word != NULL && word->whole)
            word = NULL;
    }
    return word;
}
