#include "specmill/base/str.h"
#include "unit/test.h"
#include <string.h>

static bool is(sm_str str, const char *text)
{
    return sm_str_equal(str, sm_str_from_cstr(text));
}

TEST(absent_and_empty_differ_and_are_equal)
{
    sm_str absent = sm_str_from_cstr(NULL), empty = SM_STR("");
    CHECK(absent.ptr == NULL && absent.len == 0 && empty.ptr != NULL);
    CHECK(sm_str_equal(absent, empty) && sm_str_compare(absent, empty) == 0);
    CHECK(sm_str_equal_nocase(absent, empty) && sm_str_hash(absent) == sm_str_hash(empty));
}

TEST(a_copy_of_an_absent_string_is_absent)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(sm_str_copy(arena, (sm_str){0}).ptr == NULL);
    CHECK(sm_str_lower(arena, (sm_str){0}).ptr == NULL);
    sm_str copy = sm_str_copy(arena, SM_STR(""));
    CHECK(copy.ptr != NULL && copy.len == 0 && copy.ptr[0] == '\0');
    CHECK(strcmp(sm_str_to_cstr(arena, (sm_str){0}), "") == 0);
    sm_arena_free(arena);
}

TEST(comparing_is_by_bytes_and_then_length)
{
    CHECK(sm_str_compare(SM_STR("a"), SM_STR("b")) < 0);
    CHECK(sm_str_compare(SM_STR("ab"), SM_STR("a")) > 0);
    CHECK(sm_str_compare(SM_STR("\xC3"), SM_STR("z")) > 0);
    CHECK(!sm_str_equal(SM_STR("ab"), SM_STR("aB")));
    CHECK(sm_str_equal_nocase(SM_STR("aB"), SM_STR("Ab")));
    CHECK(!sm_str_equal_nocase(SM_STR("\xC3\x84"), SM_STR("\xC3\xA4"))); /* ASCII only */
    CHECK(!sm_str_equal(SM_STR("a\0b"), SM_STR("a\0c")));
}

TEST(starts_and_ends)
{
    sm_str s = SM_STR("Sprint 3");
    CHECK(sm_str_starts(s, SM_STR("")) && sm_str_starts(s, SM_STR("Spr")) &&
          sm_str_starts(s, s));
    CHECK(!sm_str_starts(s, SM_STR("spr")) && sm_str_starts_nocase(s, SM_STR("SPR")));
    CHECK(!sm_str_starts(s, SM_STR("Sprint 33")));
    CHECK(sm_str_ends(s, SM_STR(" 3")) && sm_str_ends(s, SM_STR("")) &&
          !sm_str_ends(s, SM_STR("t")));
    CHECK(sm_str_ends((sm_str){0}, SM_STR("")) && !sm_str_ends(SM_STR(""), SM_STR("x")));
}

TEST(finding_gives_the_first_place)
{
    CHECK(sm_str_find(SM_STR("abcabc"), SM_STR("bc")) == 1);
    CHECK(sm_str_find(SM_STR("aaab"), SM_STR("aab")) == 1);
    CHECK(sm_str_find(SM_STR("abc"), SM_STR("abcd")) == SM_STR_NONE);
    CHECK(sm_str_find(SM_STR("abc"), SM_STR("c")) == 2);
    CHECK(sm_str_find(SM_STR("abc"), SM_STR("x")) == SM_STR_NONE);
    CHECK(sm_str_find(SM_STR("abc"), SM_STR("")) == 0);
    CHECK(sm_str_find((sm_str){0}, SM_STR("a")) == SM_STR_NONE);
    CHECK(sm_str_find_char(SM_STR("a\0b"), '\0') == 1);
    CHECK(sm_str_find_char((sm_str){0}, 'a') == SM_STR_NONE);
}

TEST(parts_are_clamped)
{
    sm_str s = SM_STR("hello");
    CHECK(is(sm_str_sub(s, 1, 3), "ell") && is(sm_str_sub(s, 3, 99), "lo"));
    CHECK(is(sm_str_sub(s, 9, 1), "") && is(sm_str_sub(s, 0, SM_STR_NONE), "hello"));
    CHECK(is(sm_str_from(s, 5), "") && is(sm_str_from(s, 6), "") && is(sm_str_from(s, 4), "o"));
    CHECK(sm_str_from((sm_str){0}, 3).ptr == NULL);
}

TEST(trimming_takes_ascii_white_space)
{
    CHECK(is(sm_str_trim(SM_STR(" \t\r\n\v\f a b \n")), "a b"));
    CHECK(is(sm_str_trim(SM_STR(" \n ")), "") && is(sm_str_trim(SM_STR("")), ""));
    CHECK(is(sm_str_trim(SM_STR("\xC2\xA0x")), "\xC2\xA0x"));
    CHECK(sm_str_trim((sm_str){0}).len == 0);
}

TEST(splitting_gives_every_piece_once)
{
    sm_str rest = SM_STR("a,,b,"), piece;
    CHECK(sm_str_split(&rest, ',', &piece) && is(piece, "a"));
    CHECK(sm_str_split(&rest, ',', &piece) && is(piece, ""));
    CHECK(sm_str_split(&rest, ',', &piece) && is(piece, "b"));
    CHECK(sm_str_split(&rest, ',', &piece) && is(piece, "") && piece.ptr != NULL);
    CHECK(!sm_str_split(&rest, ',', &piece));
    rest = SM_STR("");
    CHECK(sm_str_split(&rest, ',', &piece) && is(piece, "") &&
          !sm_str_split(&rest, ',', &piece));
    rest = (sm_str){0};
    CHECK(!sm_str_split(&rest, ',', &piece));
}

TEST(a_word_is_among_whole_alternatives_only)
{
    CHECK(sm_str_among(SM_STR("Owner"), "assignee|owner"));
    CHECK(!sm_str_among(SM_STR("own"), "assignee|owner") &&
          !sm_str_among(SM_STR("owner|"), "owner|x"));
    CHECK(!sm_str_among(SM_STR(""), "a|b") && sm_str_among(SM_STR(""), "a||b"));
}

TEST(printing_joining_and_lowering)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(is(sm_str_printf(arena, "%d-%s", 7, "x"), "7-x"));
    CHECK(is(sm_str_printf(arena, "%.*s", SM_STR_ARG((sm_str){0})), ""));
    sm_str items[] = {SM_STR("a"), {0}, SM_STR("c")};
    CHECK(is(sm_str_join(arena, (sm_str_list){items, 3}, SM_STR(", ")), "a, , c"));
    CHECK(is(sm_str_join(arena, (sm_str_list){items, 0}, SM_STR(", ")), ""));
    CHECK(is(sm_str_lower(arena, SM_STR("A\xC3\x84Z9")), "a\xC3\x84z9"));
    sm_arena_free(arena);
}

TEST(character_classes_are_safe_for_any_char)
{
    for (int c = -128; c < 128; c++) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        CHECK(sm_is_alpha((char)c) == letter);
        CHECK(sm_is_alnum((char)c) == (letter || (c >= '0' && c <= '9')));
        CHECK(sm_is_space((char)c) == (c == ' ' || (c >= 9 && c <= 13)));
        CHECK(sm_to_lower((char)c) == (c >= 'A' && c <= 'Z' ? c + 32 : c));
    }
}

/* Eight pairs that FNV-1a cannot tell apart: 256 texts, all with one hash. */
TEST(texts_that_were_made_to_collide_do_not)
{
    static const char pairs[8][2][9] = {
        {"agueykep", "xiwfwglq"}, {"dcjlveyx", "zixpdqsr"}, {"arxlimus", "mnysphgo"},
        {"xrhsgknq", "mvgyrycs"}, {"elftwqzi", "daqgwmhk"}, {"ueocancv", "qhflyvsw"},
        {"nypcfmqa", "wrmvzutl"}, {"qsfimzpv", "xsngvbjt"},
    };
    char text[64];
    bool taken[1024] = {false};
    unsigned first = 0, same = 0, slots = 0;
    for (unsigned number = 0; number < 256; number++) {
        for (unsigned i = 0; i < 8; i++)
            memcpy(text + 8 * i, pairs[i][number >> i & 1], 8);
        sm_str str = {text, sizeof text};
        first = number == 0 ? sm_str_fnv1a(str) : first;
        same += sm_str_fnv1a(str) == first;
        unsigned slot = sm_str_hash(str) % 1024;
        slots += !taken[slot];
        taken[slot] = true;
    }
    CHECK(same == 256);
    CHECK(slots > 180); /* 226, give or take five */
}

TEST(fnv_1a_is_the_published_one)
{
    CHECK(sm_str_fnv1a(SM_STR("")) == 2166136261u);
    CHECK(sm_str_fnv1a(SM_STR("a")) == 0xE40C292Cu);
    CHECK(sm_str_fnv1a(SM_STR("foobar")) == 0xBF9CF968u);
}

RUN_TESTS()
