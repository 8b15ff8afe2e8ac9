#define _POSIX_C_SOURCE 200809L
#include "specmill/base/buf.h"
#include "unit/test.h"
#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static bool number_is(double number, int decimals, const char *text)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_number(&buf, number, decimals);
    bool same = sm_str_equal(sm_buf_str(&buf), sm_str_from_cstr(text));
    if (!same)
        printf("  %.17g with %d decimals is %.*s\n", number, decimals,
               SM_STR_ARG(sm_buf_str(&buf)));
    sm_arena_free(arena);
    return same;
}

TEST(a_new_buffer_is_empty_and_not_absent)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    CHECK(sm_buf_str(&buf).len == 0 && sm_buf_str(&buf).ptr != NULL);
    sm_buf_add(&buf, NULL, 0);
    sm_buf_add_str(&buf, (sm_str){0});
    sm_buf_add_cstr(&buf, "");
    CHECK(sm_buf_str(&buf).len == 0);
    sm_arena_free(arena);
}

TEST(appending_a_lot_keeps_everything)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    for (int i = 0; i < 100000; i++)
        sm_buf_addf(&buf, "%d,", i);
    sm_str rest = sm_buf_str(&buf), piece;
    for (int i = 0; i < 100000; i += 9999) {
        char text[16];
        snprintf(text, sizeof text, ",%d,", i);
        CHECK(i == 0 || sm_str_find(sm_buf_str(&buf), sm_str_from_cstr(text)) != SM_STR_NONE);
    }
    size_t count = 0;
    while (sm_str_split(&rest, ',', &piece))
        count++;
    CHECK(count == 100001);
    CHECK(sm_arena_used(arena) < 4 * buf.len);
    sm_arena_free(arena);
}

TEST(formatting_at_the_edge_of_the_capacity)
{
    for (size_t len = 0; len < 600; len++) {
        sm_arena *arena = sm_arena_new(0);
        sm_buf buf = sm_buf_new(arena);
        for (size_t i = 0; i < len; i++)
            sm_buf_add_char(&buf, 'x');
        sm_buf_addf(&buf, "%s", "end");
        CHECK(buf.len == len + 3 && memcmp(buf.ptr + len, "end", 3) == 0);
        CHECK(buf.len <= buf.capacity);
        sm_arena_free(arena);
    }
}

TEST(reserving_makes_room_for_what_is_added_by_hand)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, "ab");
    char *room = sm_buf_reserve(&buf, 5000);
    memset(room, 'c', 5000);
    buf.len += 5000;
    CHECK(buf.len == 5002 && buf.ptr[1] == 'b' && buf.ptr[5001] == 'c');
    sm_arena_free(arena);
}

TEST(codepoints_become_utf8)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_codepoint(&buf, 'A');
    sm_buf_add_codepoint(&buf, 0xE9);
    sm_buf_add_codepoint(&buf, 0x20AC);
    sm_buf_add_codepoint(&buf, 0x1F600);
    sm_buf_add_codepoint(&buf, 0xD800);
    CHECK(sm_str_equal(sm_buf_str(&buf),
                       SM_STR("A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xEF\xBF\xBD")));
    sm_arena_free(arena);
}

TEST(numbers_have_one_spelling)
{
    CHECK(number_is(0, 3, "0") && number_is(-0.0, 3, "0") && number_is(1, 0, "1"));
    CHECK(number_is(12.5, 2, "12.5") && number_is(12.50, 1, "12.5") &&
          number_is(12.5, 0, "13"));
    CHECK(number_is(-0.001, 2, "0") && number_is(-0.006, 2, "-0.01"));
    CHECK(number_is(0.1 + 0.2, 9, "0.3") && number_is(1.0 / 3, 4, "0.3333"));
    CHECK(number_is(0.05, 2, "0.05") && number_is(1.999, 2, "2") &&
          number_is(99.995, 1, "100"));
    CHECK(number_is(123456789.125, 3, "123456789.125"));
    CHECK(number_is(-72, 3, "-72") && number_is(1e-9, 9, "0.000000001"));
}

TEST(numbers_never_have_an_exponent)
{
    CHECK(number_is(1e15, 0, "1000000000000000") &&
          number_is(1e20, 3, "100000000000000000000"));
    CHECK(number_is(-1e16, 9, "-10000000000000000"));
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_number(&buf, DBL_MAX, 2);
    CHECK(buf.len == 309 && sm_str_find_char(sm_buf_str(&buf), 'e') == SM_STR_NONE);
    sm_arena_free(arena);
}

TEST(what_is_no_number_is_zero)
{
    CHECK(number_is((double)NAN, 2, "0") && number_is((double)INFINITY, 2, "0"));
    CHECK(number_is(-(double)INFINITY, 2, "0"));
}

TEST(odd_counts_of_decimals_mean_the_most)
{
    CHECK(number_is(0.5, -1, "0.5") && number_is(0.123456789, 99, "0.123456789"));
}

TEST(a_locale_with_a_comma_changes_nothing)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL) {
        printf("  skip: the locale de_DE.UTF-8 is missing\n");
        return;
    }
    char text[16];
    snprintf(text, sizeof text, "%.1f", 1.5);
    CHECK(strcmp(text, "1,5") == 0); /* the locale is really in force */
    CHECK(number_is(12.5, 2, "12.5") && number_is(1e17 + 0.5, 2, "100000000000000000"));
    setlocale(LC_ALL, "C");
}

RUN_TESTS()
