#include "unit/test.h"
#include "specmill/model/wording.h"

static bool is(sm_str text, const char *wanted)
{
    return sm_str_equal(text, sm_str_from_cstr(wanted));
}

static sm_str primary(sm_wording wording)
{
    return sm_say(wording, SM_SAY_CONTENTS);
}

TEST(the_wording_is_that_of_the_language)
{
    CHECK(sm_wording_in(SM_STR("de")) == SM_WORDING_DE);
    CHECK(sm_wording_in(SM_STR("pt-BR")) == SM_WORDING_PT);
    CHECK(sm_wording_in(SM_STR("ZH-hans")) == SM_WORDING_ZH);
    CHECK(sm_wording_in(SM_STR("ko")) == SM_WORDING_KO);
    CHECK(sm_wording_in(SM_STR("ar-EG")) == SM_WORDING_AR);
    CHECK(sm_wording_in(SM_STR("vi")) == SM_WORDING_VI);
    CHECK(sm_wording_in(SM_STR("tlh")) == SM_WORDING_EN);
    CHECK(sm_wording_in((sm_str){0}) == SM_WORDING_EN);
    CHECK(is(primary(SM_WORDING_EN), "Contents"));
    CHECK(is(primary(SM_WORDING_DE), "Inhalt"));
    CHECK(is(primary(SM_WORDING_KO), "\xeb\xaa\xa9\xec\xb0\xa8"));
}

TEST(every_phrase_has_its_values_in_every_language)
{
    for (int phrase = 0; phrase < SM_PHRASE_COUNT; phrase++) {
        sm_str english = sm_say(SM_WORDING_EN, (sm_phrase)phrase);
        for (int wording = 0; wording < SM_WORDING_COUNT; wording++) {
            sm_str text = sm_say((sm_wording)wording, (sm_phrase)phrase);
            CHECK(text.len != 0);
            CHECK((sm_str_find(text, SM_STR("{1}")) != SM_STR_NONE) ==
                  (sm_str_find(english, SM_STR("{1}")) != SM_STR_NONE));
            CHECK((sm_str_find(text, SM_STR("{2}")) != SM_STR_NONE) ==
                  (sm_str_find(english, SM_STR("{2}")) != SM_STR_NONE));
        }
    }
}

TEST(values_stand_where_the_language_wants_them)
{
    sm_arena *arena = sm_arena_new(0);
    sm_str one = SM_STR("1"), two = SM_STR("20");
    CHECK(is(sm_say_with(arena, SM_WORDING_EN, SM_SAY_PAGE, one, two), "Page 1 of 20"));
    CHECK(is(sm_say_with(arena, SM_WORDING_TR, SM_SAY_CHECKS_OPEN, one, two),
             "20 denetimden 1 tanesi a\xc3\xa7\xc4\xb1k"));
    CHECK(is(sm_say_count(arena, SM_WORDING_DE, SM_SAY_AND_MORE, 7), "und 7 weitere"));
    CHECK(is(sm_say(SM_WORDING_EN, sm_phrase_of_kind(SM_PHASES)), "Phases"));
    CHECK(is(sm_say(SM_WORDING_FR, sm_phrase_of_state(SM_STATE_APPROVED)), "Approuv\xc3\xa9"));
    sm_arena_free(arena);
}

RUN_TESTS()
