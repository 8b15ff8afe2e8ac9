#include "../../../src/recognize/vocabulary.h"
#include "specmill/model/record.h"
#include "specmill/model/spec.h"
#include "unit/test.h"

TEST(a_users_word_comes_first_and_hides_nothing)
{
    sm_arena *arena = sm_arena_new(0);
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena);
    CHECK(rec_find(vocabulary, REC_FIELD, SM_STR("peril")) == NULL);
    rec_vocabulary_put(vocabulary, REC_FIELD, SM_RISKS, 0, SM_STR("Péril!"));
    const rec_word *word = rec_find(vocabulary, REC_FIELD, SM_STR("peril"));
    CHECK(word != NULL && word->kind == SM_RISKS && word->strong && rec_next(word) == NULL);

    const rec_word *before = rec_find(vocabulary, REC_FIELD, SM_STR("status"));
    size_t count = 0;
    for (word = before; word != NULL; word = rec_next(word))
        count++;
    CHECK(count > 1);
    for (int i = 0; i < 3; i++) /* the same again adds nothing */
        rec_vocabulary_put(vocabulary, REC_FIELD, SM_RISKS, 99, SM_STR("Status"));
    word = rec_find(vocabulary, REC_FIELD, SM_STR("status"));
    CHECK(word->kind == SM_RISKS && word->value == 99);
    for (word = rec_next(word); word != NULL && before != NULL; word = rec_next(word)) {
        CHECK(word->kind == before->kind && word->value == before->value);
        before = rec_next(before);
        count--;
    }
    CHECK(count == 0);
    sm_arena_free(arena);
}

TEST(many_words_of_users_are_found)
{
    sm_arena *arena = sm_arena_new(0);
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena);
    enum { WORDS = 500 };
    for (int i = 0; i < WORDS; i++)
        rec_vocabulary_put(vocabulary, REC_ROLE, 0, i, sm_str_printf(arena, "own %d", i));
    for (int i = 0; i < WORDS; i++) {
        const rec_word *word =
            rec_find(vocabulary, REC_ROLE, sm_str_printf(arena, "own %d", i));
        CHECK(word != NULL && word->value == i);
        CHECK(rec_find(vocabulary, REC_TYPE, sm_str_printf(arena, "own %d", i)) == NULL);
    }
    CHECK(rec_find(vocabulary, REC_ROLE, SM_STR("risks"))->value == SM_ROLE_RISKS);
    sm_arena_free(arena);
}

TEST(words_are_compared_without_case_and_accents)
{
    sm_arena *arena = sm_arena_new(0);
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena);
    static const char *const known[] = {"metricas", "риски", "风险", "uberblick"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        CHECK(rec_find(vocabulary, REC_ROLE, sm_str_from_cstr(known[i])) != NULL);
    CHECK(rec_find(vocabulary, REC_ROLE, SM_STR("métricas")) == NULL); /* not normalized */
    sm_arena_free(arena);
}

TEST(prefixes_and_suffixes_are_whole_words)
{
    sm_arena *arena = sm_arena_new(0);
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena);
    const rec_word *word =
        rec_find_prefix(vocabulary, REC_ROLE, SM_STR("risks and mitigations"));
    CHECK(word != NULL && word->value == SM_ROLE_RISKS);
    word = rec_find_suffix(vocabulary, REC_ROLE, SM_STR("the open questions"));
    CHECK(word != NULL && word->value == SM_ROLE_QUESTIONS);
    CHECK(rec_find_prefix(vocabulary, REC_ROLE, SM_STR("riskscape")) == NULL);
    word = rec_find_prefix(vocabulary, REC_ROLE, SM_STR("风险与对策"));
    CHECK(word != NULL && word->value == SM_ROLE_RISKS);
    sm_arena_free(arena);
}

TEST(whole_words_do_not_match_parts)
{
    sm_arena *arena = sm_arena_new(0);
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena);
    CHECK(rec_find_suffix(vocabulary, REC_ROLE, SM_STR("imported signatures")) == NULL);
    CHECK(rec_find_prefix(vocabulary, REC_ROLE, SM_STR("signatures")) != NULL);
    CHECK(rec_find_prefix(vocabulary, REC_ROLE, SM_STR("")) == NULL);
    sm_arena_free(arena);
}

RUN_TESTS()
