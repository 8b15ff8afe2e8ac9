#include "specmill/base/utf8.h"
#include "unit/test.h"

static bool is(sm_str str, sm_str wanted)
{
    return sm_str_equal(str, wanted);
}

/* Whether C is itself again after it was written and read. */
static bool survives(uint32_t c)
{
    char bytes[4];
    size_t len = sm_utf8_encode(c, bytes), at = 0;
    sm_str str = {bytes, len};
    return sm_utf8_next(str, &at) == c && at == len && sm_utf8_invalid(str) == SM_STR_NONE &&
           sm_utf8_count(str) == 1 && sm_utf16_length(str) == (c > 0xFFFF ? 2u : 1u);
}

TEST(every_character_survives_a_round_trip)
{
    size_t lost = 0;
    for (uint32_t c = 0; c <= 0x10FFFF; c++)
        lost += (c < 0xD800 || c > 0xDFFF) && !survives(c);
    CHECK(lost == 0);
}

TEST(surrogates_and_beyond_are_replaced)
{
    char bytes[4];
    CHECK(sm_utf8_encode(0xD800, bytes) == 3 && is((sm_str){bytes, 3}, SM_STR("\xEF\xBF\xBD")));
    CHECK(sm_utf8_encode(0x110000, bytes) == 3 &&
          is((sm_str){bytes, 3}, SM_STR("\xEF\xBF\xBD")));
}

/* The number of replacements that decoding TEXT gives, and whether that is all it gives. */
static size_t replacements(sm_str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len;)
        count += sm_utf8_next(text, &at) == SM_REPLACEMENT;
    return count;
}

TEST(ill_formed_sequences_are_replaced_by_maximal_subparts)
{
    /* Unicode 15, table 3-8, and its neighbors */
    CHECK(replacements(SM_STR("\xC0\xAF")) == 2);
    CHECK(replacements(SM_STR("\xE0\x80\xBF")) == 3);
    CHECK(replacements(SM_STR("\xF0\x81\x82\x41")) == 3);
    CHECK(replacements(SM_STR("\xED\xA0\x80")) == 3);
    CHECK(replacements(SM_STR("\xF4\x91\x92\x93")) == 4);
    CHECK(replacements(SM_STR("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41")) == 4);
    CHECK(replacements(SM_STR("\x80")) == 1 && replacements(SM_STR("\xFF\xFE")) == 2);
    CHECK(replacements(SM_STR("\xE2\x82")) == 1 && replacements(SM_STR("\xF0\x9F\x98")) == 1);
}

TEST(a_cut_sequence_does_not_swallow_what_follows)
{
    size_t at = 0;
    sm_str text = SM_STR("\xE2\x82\x41");
    CHECK(sm_utf8_next(text, &at) == SM_REPLACEMENT && at == 2);
    CHECK(sm_utf8_next(text, &at) == 'A' && at == 3);
}

TEST(the_first_ill_formed_place_is_found)
{
    CHECK(sm_utf8_invalid(SM_STR("")) == SM_STR_NONE);
    CHECK(sm_utf8_invalid(SM_STR("plain \xE2\x82\xAC")) == SM_STR_NONE);
    CHECK(sm_utf8_invalid(SM_STR("ab\xE2\x82")) == 2);
    CHECK(sm_utf8_invalid(SM_STR("\xEF\xBF\xBD\x80")) == 3); /* a real U+FFFD is well-formed */
    CHECK(sm_utf8_invalid(SM_STR("0123456789abcdef\xC0")) == 16);
}

TEST(lengths_are_counted_in_characters_and_utf16_units)
{
    sm_str text = SM_STR("a\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80");
    CHECK(sm_utf8_count(text) == 4 && sm_utf16_length(text) == 5);
    CHECK(sm_utf8_count(SM_STR("")) == 0 && sm_utf16_length(SM_STR("")) == 0);
}

TEST(clipping_does_not_cut_a_character)
{
    sm_str text = SM_STR("a\xE6\xBC\xA2z");
    CHECK(sm_utf8_clip(text, 9).len == 5 && sm_utf8_clip(text, 4).len == 4);
    CHECK(sm_utf8_clip(text, 3).len == 1 && sm_utf8_clip(text, 2).len == 1);
    CHECK(sm_utf8_clip(text, 1).len == 1 && sm_utf8_clip(text, 0).len == 0);
}

TEST(utf16_is_converted_in_both_orders)
{
    sm_arena *arena = sm_arena_new(0);
    sm_str wanted = SM_STR("A\xE2\x82\xAC\xF0\x9F\x98\x80");
    CHECK(is(sm_utf8_from_utf16(arena, SM_STR("\x00\x41\x20\xAC\xD8\x3D\xDE\x00"), true),
             wanted));
    CHECK(is(sm_utf8_from_utf16(arena, SM_STR("\x41\x00\xAC\x20\x3D\xD8\x00\xDE"), false),
             wanted));
    sm_arena_free(arena);
}

TEST(broken_utf16_is_replaced)
{
    sm_arena *arena = sm_arena_new(0);
    sm_str bad = SM_STR("\xEF\xBF\xBD");
    CHECK(is(sm_utf8_from_utf16(arena, SM_STR("\xD8\x3D"), true), bad)); /* high alone */
    CHECK(is(sm_utf8_from_utf16(arena, SM_STR("\xDE\x00"), true), bad)); /* low alone */
    CHECK(is(sm_utf8_from_utf16(arena, SM_STR("\xD8\x3D\x00\x41"), true), SM_STR("\xEF\xBF\xBD"
                                                                                 "A")));
    CHECK(is(sm_utf8_from_utf16(arena, SM_STR("\x00\x41\x42"), true),
             SM_STR("A\xEF\xBF\xBD"))); /* half a unit */
    CHECK(sm_utf8_from_utf16(arena, SM_STR(""), true).len == 0);
    sm_arena_free(arena);
}

TEST(ill_formed_sequences_are_replaced)
{
    sm_arena *arena = sm_arena_new(0);
    sm_str good = SM_STR("a\xc3\xa4");
    CHECK(sm_utf8_clean(arena, good).ptr == good.ptr);
    CHECK(sm_str_equal(sm_utf8_clean(arena, SM_STR("a\xff\xc3z")),
                       SM_STR("a\xef\xbf\xbd\xef\xbf\xbdz")));
    CHECK(sm_utf8_clean(arena, (sm_str){0}).ptr == NULL);
    sm_arena_free(arena);
}

RUN_TESTS()
