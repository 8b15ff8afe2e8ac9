#include "vocabulary.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include "specmill/model/record.h"
#include "specmill/model/spec.h"
#include "words.h"
#include <string.h>

enum { FIRST_SLOTS = 1 << 13 }; /* room for the words of the tables */

struct rec_vocabulary {
    sm_arena *arena;
    bool other_scripts; /* has words that are not written in Latin letters */
    rec_word **slots;   /* the first word of each text */
    size_t slot_count, used;
    rec_date_order order;
};

void rec_vocabulary_set_order(rec_vocabulary *vocabulary, rec_date_order order)
{
    vocabulary->order = order;
}

rec_date_order rec_vocabulary_order(const rec_vocabulary *vocabulary)
{
    return vocabulary->order;
}

static const struct {
    rec_domain domain;
    int kind, value;
    const char *words;
} rows[] = {
#define REC_WORDS(domain, value, words) {REC_##domain, 0, value, words},
#include "vocabulary.def"
#undef REC_WORDS
};

static size_t slot_of(const rec_vocabulary *vocabulary, rec_domain domain, sm_str text)
{
    size_t mask = vocabulary->slot_count - 1;
    size_t at = (sm_str_hash(text) * 31u + (unsigned)domain * 2654435761u) & mask;
    for (;; at = (at + 1) & mask) {
        const rec_word *word = vocabulary->slots[at];
        if (word == NULL || (word->domain == (uint8_t)domain && sm_str_equal(word->text, text)))
            return at;
    }
}

static void grow(rec_vocabulary *vocabulary)
{
    rec_word **old = vocabulary->slots;
    size_t count = vocabulary->slot_count;
    vocabulary->slot_count = count == 0 ? FIRST_SLOTS : count * 2;
    vocabulary->slots = SM_NEW_ARRAY(vocabulary->arena, rec_word *, vocabulary->slot_count);
    for (size_t i = 0; i < count; i++)
        if (old[i] != NULL)
            vocabulary->slots[slot_of(vocabulary, old[i]->domain, old[i]->text)] = old[i];
}

static void add_word(rec_vocabulary *vocabulary, rec_word word, bool in_front)
{
    if (vocabulary->used >= vocabulary->slot_count / 4 * 3)
        grow(vocabulary);
    rec_word *added = SM_NEW(vocabulary->arena, rec_word);
    *added = word;
    rec_word **place = &vocabulary->slots[slot_of(vocabulary, word.domain, word.text)];
    vocabulary->used += *place == NULL;
    if (in_front) {
        added->next_same = *place;
    } else {
        while (*place != NULL)
            place = &(*place)->next_same;
    }
    *place = added;
}

static rec_word word_of(rec_domain domain, int kind, int value, sm_str text)
{
    return (rec_word){.text = text,
                      .domain = (uint8_t)domain,
                      .kind = (int16_t)kind,
                      .value = (int16_t)value};
}

/* Whether TEXT has letters that are not Latin, by the first bytes of their UTF-8, or may get
 * some by an entity or escape. */
static bool has_other_scripts(sm_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        char next = i + 1 < text.len ? text.ptr[i + 1] : ' ';
        if ((c >= 0xCD && c <= 0xED && c != 0xE2) || (c == '&' && next == '#') ||
            (c == '\\' && (next == 'u' || next == 'U')))
            return true;
    }
    return false;
}

void rec_vocabulary_add(rec_vocabulary *vocabulary, rec_domain domain, int kind, int value,
                        const char *words)
{
    sm_str rest = sm_str_from_cstr(words), piece;
    while (sm_str_split(&rest, '|', &piece)) {
        bool strong = piece.len != 0 && piece.ptr[0] == '!';
        bool whole = piece.len != 0 && piece.ptr[0] == '=';
        bool ending = piece.len != 0 && piece.ptr[0] == '$';
        sm_str text = sm_str_from(piece, strong || whole || ending);
        bool plain = rec_is_normalized(text);
        if (!plain && !vocabulary->other_scripts && has_other_scripts(text))
            continue;
        if (!plain)
            text = rec_normalize(vocabulary->arena, text);
        if (text.len == 0)
            continue;
        rec_word word = word_of(domain, kind, value, text);
        word.strong = strong;
        word.whole = whole;
        word.ending = ending;
        add_word(vocabulary, word, false);
    }
}

void rec_vocabulary_put(rec_vocabulary *vocabulary, rec_domain domain, int kind, int value,
                        sm_str text)
{
    text = rec_normalize(vocabulary->arena, text);
    rec_word word = word_of(domain, kind, value, text);
    word.strong = domain == REC_FIELD;
    if (text.len != 0)
        add_word(vocabulary, word, true);
}

rec_vocabulary *rec_vocabulary_new(sm_arena *arena, sm_str about)
{
    static const char *const roles[] = {
#define SM_ROLE(role, name, headings) headings,
#include "specmill/model/roles.def"
#undef SM_ROLE
    };
    rec_vocabulary *vocabulary = SM_NEW(arena, rec_vocabulary);
    vocabulary->arena = arena;
    vocabulary->other_scripts = has_other_scripts(about);
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++)
        for (size_t i = 0; i < sm_record_types[kind].field_count; i++)
            if (sm_record_types[kind].fields[i].headings != NULL)
                rec_vocabulary_add(vocabulary, REC_FIELD, kind, (int)i,
                                   sm_record_types[kind].fields[i].headings);
    for (int role = 0; role < SM_ROLE_COUNT; role++)
        rec_vocabulary_add(vocabulary, REC_ROLE, 0, role, roles[role]);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        rec_vocabulary_add(vocabulary, rows[i].domain, rows[i].kind, rows[i].value,
                           rows[i].words);
    return vocabulary;
}

const rec_word *rec_find(const rec_vocabulary *vocabulary, rec_domain domain, sm_str text)
{
    return vocabulary->slots[slot_of(vocabulary, domain, text)];
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
