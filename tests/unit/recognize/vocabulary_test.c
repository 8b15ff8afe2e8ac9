#include "../../../src/recognize/vocabulary.h"
#include "specmill/model/record.h"
#include "specmill/model/spec.h"
#include "unit/test.h"

TEST(a_word_can_be_added_at_run_time)
{
    sm_arena *arena = sm_arena_new(0);
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena, SM_STR("风险"));
    CHECK(rec_find(vocabulary, REC_FIELD, SM_STR("peril")) == NULL);
    rec_vocabulary_add(vocabulary, REC_FIELD, SM_RISKS, 0, "!Peril|danger");
    const rec_word *word = rec_find(vocabulary, REC_FIELD, SM_STR("peril"));
    CHECK(word != NULL && word->kind == SM_RISKS && word->strong);
    CHECK(!rec_find(vocabulary, REC_FIELD, SM_STR("danger"))->strong);
    sm_arena_free(arena);
}

TEST(prefixes_and_suffixes_are_whole_words)
{
    sm_arena *arena = sm_arena_new(0);
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena, SM_STR("风险"));
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
    rec_vocabulary *vocabulary = rec_vocabulary_new(arena, SM_STR("风险"));
    CHECK(rec_find_suffix(vocabulary, REC_ROLE, SM_STR("imported signatures")) == NULL);
    CHECK(rec_find_prefix(vocabulary, REC_ROLE, SM_STR("signatures")) != NULL);
    CHECK(rec_find_prefix(vocabulary, REC_ROLE, SM_STR("")) == NULL);
    sm_arena_free(arena);
}

TEST(words_of_scripts_that_a_document_does_not_have_are_left_out)
{
    sm_arena *arena = sm_arena_new(0);
    const struct {
        sm_str about, word;
        bool known;
    } cases[] = {
        {SM_STR("Plain “text” – ok → ✅"), SM_STR("风险"), false},
        {SM_STR("Résumé"), SM_STR("risks"), true},
        {SM_STR("Résumé"), SM_STR("metricas"), true}, /* in the table with its accent */
        {SM_STR("## 风险"), SM_STR("风险"), true},
        {SM_STR("## Риски"), SM_STR("риски"), true},
        {SM_STR("## &#39118;&#38505;"), SM_STR("风险"), true},
        {SM_STR("title: \"\\u98CE\""), SM_STR("风险"), true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rec_vocabulary *vocabulary = rec_vocabulary_new(arena, cases[i].about);
        CHECK((rec_find(vocabulary, REC_ROLE, cases[i].word) != NULL) == cases[i].known);
    }
    sm_arena_free(arena);
}

RUN_TESTS()
