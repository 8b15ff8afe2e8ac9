#include "specmill/base/nearest.h"
#include "unit/test.h"

TEST(distance_counts_edits_and_swaps)
{
    CHECK(sm_str_distance(SM_STR("theme"), SM_STR("theme"), 9) == 0);
    CHECK(sm_str_distance(SM_STR("theme"), SM_STR("Theme"), 9) == 0);
    CHECK(sm_str_distance(SM_STR("theme"), SM_STR("them"), 9) == 1);
    CHECK(sm_str_distance(SM_STR("thmee"), SM_STR("theme"), 9) == 1); /* a swap */
    CHECK(sm_str_distance(SM_STR("kitten"), SM_STR("sitting"), 9) == 3);
    CHECK(sm_str_distance(SM_STR(""), SM_STR("abc"), 9) == 3);
    CHECK(sm_str_distance(SM_STR("abc"), SM_STR("xyzuvw"), 2) == 3); /* the limit and one */
}

TEST(long_words_are_far_from_each_other)
{
    sm_str word =
        SM_STR("0123456789012345678901234567890123456789012345678901234567890123456789");
    CHECK(sm_str_distance(word, word, 4) == 5);
}

TEST(the_nearest_is_found_when_it_is_near_enough)
{
    const sm_str known[] = {SM_STR_INIT("strict"), SM_STR_INIT("theme"), SM_STR_INIT("to"),
                            SM_STR_INIT("text_size"), SM_STR_INIT("table_size")};
    sm_str_list list = {known, sizeof known / sizeof *known};
    CHECK(sm_str_nearest(SM_STR("strct"), list) == 0);
    CHECK(sm_str_nearest(SM_STR("themes"), list) == 1);
    CHECK(sm_str_nearest(SM_STR("text-size"), list) == 3);
    CHECK(sm_str_nearest(SM_STR("table_seize"), list) == 4);
    CHECK(sm_str_nearest(SM_STR("verbose"), list) == SM_STR_NONE);
    CHECK(sm_str_nearest(SM_STR("x"), list) == SM_STR_NONE);
    CHECK(sm_str_nearest(SM_STR(""), list) == SM_STR_NONE);
    CHECK(sm_str_nearest(SM_STR("theme"), (sm_str_list){0}) == SM_STR_NONE);
}

RUN_TESTS()
