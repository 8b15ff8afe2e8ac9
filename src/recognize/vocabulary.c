#include "vocabulary.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include "vocabulary.inc" /* words, texts, slots: the table that make_vocabulary.c wrote */
#include "vocabulary_table.h"
#include "words.h"
#include <string.h>

/* A text that a user's words gave a meaning, which stands before those of the table. */
typedef struct taught_text {
    sm_str text;
    rec_domain domain;
    struct rec_meanings SM_LIST(rec_word) meanings;
} taught_text;

struct rec_vocabulary {
    sm_arena *arena;
    taught_text **slots; /* hashed; a power of two of them, or none */
    size_t slot_count, used;
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

static taught_text **slot_of(const rec_vocabulary *vocabulary, rec_domain domain, sm_str text)
{
    size_t mask = vocabulary->slot_count - 1;
    for (size_t at = rec_word_hash(domain, text) & mask;; at = (at + 1) & mask) {
        taught_text *taught = vocabulary->slots[at];
        if (taught == NULL || (taught->domain == domain && sm_str_equal(taught->text, text)))
            return &vocabulary->slots[at];
    }
}

static void grow(rec_vocabulary *vocabulary)
{
    enum { FIRST_SLOTS = 64 };
    taught_text **old = vocabulary->slots;
    size_t count = vocabulary->slot_count;
    vocabulary->slot_count = count == 0 ? FIRST_SLOTS : count * 2;
    vocabulary->slots = SM_NEW_ARRAY(vocabulary->arena, taught_text *, vocabulary->slot_count);
    for (size_t i = 0; i < count; i++)
        if (old[i] != NULL)
            *slot_of(vocabulary, old[i]->domain, old[i]->text) = old[i];
}

/* TEXT as one that is taught, with what it means in the table. */
static taught_text *taught(rec_vocabulary *vocabulary, rec_domain domain, sm_str text)
{
    if (vocabulary->used >= vocabulary->slot_count / 4 * 3)
        grow(vocabulary);
    taught_text **slot = slot_of(vocabulary, domain, text);
    if (*slot == NULL) {
        *slot = SM_NEW(vocabulary->arena, taught_text);
        (*slot)->text = text;
        (*slot)->domain = domain;
        vocabulary->used++;
        for (const rec_word *word = find_in_table(domain, text); word != NULL;
             word = rec_next(word))
            SM_LIST_ADD(vocabulary->arena, &(*slot)->meanings, *word);
    }
    return *slot;
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
    struct rec_meanings *meanings = &taught(vocabulary, domain, text)->meanings;
    size_t at = 0; /* of the same meaning, which gives way */
    while (at < meanings->count &&
           (meanings->items[at].kind != word.kind || meanings->items[at].value != word.value))
        at++;
    if (at == meanings->count)
        SM_LIST_ADD(vocabulary->arena, meanings, word);
    memmove(meanings->items + 1, meanings->items, at * sizeof word);
    meanings->items[0] = word;
    for (size_t i = 0; i < meanings->count; i++)
        meanings->items[i].more = i + 1 < meanings->count;
}

/* --- both --- */

const rec_word *rec_find(const rec_vocabulary *vocabulary, rec_domain domain, sm_str text)
{
    const taught_text *taught =
        vocabulary->used != 0 ? *slot_of(vocabulary, domain, text) : NULL;
    return taught != NULL ? taught->meanings.items : find_in_table(domain, text);
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
