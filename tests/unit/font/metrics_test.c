#include "specmill/font/metrics.h"
#include "unit/test.h"
#include <math.h>

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static sm_pt em(const char *text, bool bold, bool mono)
{
    return sm_text_width(sm_str_from_cstr(text), 2048, bold, mono);
}

TEST(text_has_the_advances_of_arial)
{
    CHECK(near(em("A", false, false), 1366));
    CHECK(near(em("A", true, false), 1479));
    CHECK(near(em("i", false, false), 455));
    CHECK(near(em("Hi", false, false), 1479 + 455));
    CHECK(near(em("", false, false), 0));
    CHECK(near(em("é", false, false), 1139));
    CHECK(near(em("Ж", false, false), 1891));
    CHECK(near(sm_text_width(SM_STR("A"), 10, false, false), 1366 / 204.8));
}

TEST(mono_is_six_tenths_of_an_em)
{
    CHECK(near(em("Wi", false, true), 2 * 0.6 * 2048));
    CHECK(near(em("┌─", true, true), 2 * 0.6 * 2048));
}

TEST(wide_characters_take_an_em)
{
    CHECK(near(em("中", false, false), 2048));
    CHECK(near(em("中", false, true), 2048));
    CHECK(near(em("한", false, false), 2048));
    CHECK(near(em("😀", false, true), 2048));
    CHECK(near(em("\xF0\xA0\x80\x80", false, true), 2048)); /* U+20000 */
    CHECK(sm_is_wide(0xFF21) && sm_is_wide(0x3042) && sm_is_wide(0x1F600));
    CHECK(!sm_is_wide('A') && !sm_is_wide(0x2500) && !sm_is_wide(0x10FFFF) && !sm_is_wide(0));
}

TEST(marks_and_controls_take_nothing)
{
    CHECK(near(em("e\xCC\x81", false, false), 1139)); /* e + U+0301 */
    CHECK(near(em("a\xE2\x80\x8B", false, true), 0.6 * 2048));
    CHECK(near(em("\t\n\x7F", false, true), 0));
}

TEST(emoji_sequences_are_one_picture)
{
    CHECK(near(em("⚠️", false, false), 2048));
    CHECK(near(em("👩‍💻", false, false), 2048));
    CHECK(near(em("👍🏽", false, false), 2048));
}

TEST(ill_formed_text_has_a_width_too)
{
    CHECK(em("\xFF\xFE", false, true) > 0);
}

TEST(text_takes_the_cells_of_a_terminal)
{
    CHECK(sm_text_cells(SM_STR("")) == 0);
    CHECK(sm_text_cells(SM_STR("a\u2500b")) == 3);
    CHECK(sm_text_cells(SM_STR("\u65e5\u672c")) == 4);
    CHECK(sm_text_cells(SM_STR("e\u0301")) == 1);
    CHECK(sm_text_cells(SM_STR("\u0e2a\u0e33")) == 2); /* Thai: shaped together */
    CHECK(sm_text_cells(SM_STR("\U0001F468\u200D\U0001F469\u200D\U0001F467")) == 2);
    CHECK(sm_text_cells(SM_STR("\U0001F44D\U0001F3FD")) == 2);
    CHECK(sm_text_cells(SM_STR("\u1112\u1161\u11ab")) == 2); /* Hangul in parts */
}

RUN_TESTS()
