/* A program of its own, run when specmill is built: writes the table of the built-in words as
 * C. Normalizing and hashing them at every start would take longer than reading a short
 * document. */
#include "specmill/base/list.h"
#include "specmill/base/map.h"
#include "specmill/model/record.h"
#include "specmill/model/spec.h"
#include "vocabulary_table.h"
#include "words.h"
#include <stdio.h>
#include <stdlib.h>

enum {
    SLOTS = 1 << 14, /* more than twice the words */
    NUMBERS_A_LINE = 24
};

typedef struct entry {
    rec_word word;
    sm_str text;
    struct entry *next; /* of the same text and domain */
} entry;

typedef struct maker {
    sm_arena *arena;
    sm_map texts[REC_DOMAINS];                 /* the first entry of each */
    struct entry_list SM_LIST(entry *) firsts; /* of each text */
    size_t count;
} maker;

static const struct {
    rec_domain domain;
    int kind, value;
    const char *words;
} rows[] = {
#define REC_WORDS(domain, value, words) {REC_##domain, 0, value, words},
#include "vocabulary.def"
#undef REC_WORDS
};

static const char *const roles[] = {
#define SM_ROLE(role, name, headings) headings,
#include "specmill/model/roles.def"
#undef SM_ROLE
};

static void add_word(maker *m, rec_word word, sm_str text)
{
    entry *added = SM_NEW(m->arena, entry);
    *added = (entry){.word = word, .text = text};
    sm_map_value *known = sm_map_at(m->arena, &m->texts[word.domain], text);
    entry *last = known->pointer;
    if (last == NULL) {
        known->pointer = added;
        SM_LIST_ADD(m->arena, &m->firsts, added);
    } else {
        while (last->next != NULL)
            last = last->next;
        last->next = added;
    }
    m->count++;
}

/* Adds WORDS, alternatives separated by '|'; a leading '!' makes one strong, '=' whole, '$'
 * ending. */
static void add_words(maker *m, rec_domain domain, int kind, int value, const char *words)
{
    sm_str rest = sm_str_from_cstr(words), piece;
    while (sm_str_split(&rest, '|', &piece)) {
        char mark = piece.len != 0 ? piece.ptr[0] : ' ';
        rec_word word = {.domain = (uint8_t)domain,
                         .kind = (uint8_t)kind,
                         .value = (int16_t)value,
                         .strong = mark == '!',
                         .whole = mark == '=',
                         .ending = mark == '$'};
        bool marked = word.strong || word.whole || word.ending;
        sm_str text = rec_normalize(m->arena, sm_str_from(piece, marked));
        word.length = (uint32_t)text.len;
        if (text.len != 0)
            add_word(m, word, text);
    }
}

static void add_all(maker *m)
{
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++)
        for (size_t i = 0; i < sm_record_types[kind].field_count; i++)
            if (sm_record_types[kind].fields[i].headings != NULL)
                add_words(m, REC_FIELD, kind, (int)i, sm_record_types[kind].fields[i].headings);
    for (int role = 0; role < SM_ROLE_COUNT; role++)
        add_words(m, REC_ROLE, 0, role, roles[role]);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        add_words(m, rows[i].domain, rows[i].kind, rows[i].value, rows[i].words);
}

/* The words of a text follow each other. */
static void write_words(const maker *m)
{
    size_t start = 0;
    puts("static const rec_word words[] = {");
    for (size_t i = 0; i < m->firsts.count; i++) {
        for (const entry *e = m->firsts.items[i]; e != NULL; e = e->next)
            printf("{%zu, %u, %d, %u, %u, %d, %d, %d, %d},\n", start, (unsigned)e->word.length,
                   e->word.value, e->word.kind, e->word.domain, e->word.strong, e->word.whole,
                   e->word.ending, e->next != NULL);
        start += m->firsts.items[i]->text.len;
    }
    puts("};");
}

static void write_texts(const maker *m)
{
    puts("static const char texts[] = {");
    for (size_t i = 0; i < m->firsts.count; i++) {
        sm_str text = m->firsts.items[i]->text;
        for (size_t k = 0; k < text.len; k++)
            printf("'\\x%02x',", (unsigned char)text.ptr[k]);
        putchar('\n');
    }
    puts("};");
}

/* Each slot has the number of a text's first word, counted from 1, or 0. */
static void write_slots(const maker *m)
{
    size_t *numbers = SM_NEW_ARRAY(m->arena, size_t, SLOTS), number = 1;
    for (size_t i = 0; i < m->firsts.count; i++) {
        const entry *first = m->firsts.items[i];
        size_t at = rec_word_hash((rec_domain)first->word.domain, first->text) & (SLOTS - 1);
        while (numbers[at] != 0)
            at = (at + 1) & (SLOTS - 1);
        numbers[at] = number;
        for (const entry *e = first; e != NULL; e = e->next)
            number++;
    }
    puts("static const uint16_t slots[] = {");
    for (size_t i = 0; i < SLOTS; i++)
        printf("%zu,%s", numbers[i], i % NUMBERS_A_LINE == NUMBERS_A_LINE - 1 ? "\n" : "");
    puts("};");
}

int main(void)
{
    maker m = {.arena = sm_arena_new(0)};
    add_all(&m);
    if (m.firsts.count > SLOTS / 2 || m.count > UINT16_MAX) {
        fprintf(stderr, "make_vocabulary: %zu words are too many for %d slots\n", m.count,
                SLOTS);
        return EXIT_FAILURE;
    }
    write_words(&m);
    write_texts(&m);
    write_slots(&m);
    sm_arena_free(m.arena);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
