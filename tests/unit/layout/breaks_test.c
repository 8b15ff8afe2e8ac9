#include "../../../src/layout/breaks.h"
#include "unit/test.h"
#include <string.h>

/* TEXT with a '|' wherever its line may be broken. */
static const char *broken(const char *text, char *out)
{
    uint8_t breaks[512];
    layout_breaker *breaker = layout_breaker_open();
    sm_str str = sm_str_from_cstr(text);
    layout_find_breaks(breaker, str, breaks);
    char *to = out;
    for (size_t i = 0; i < str.len; i++) {
        if (i > 0 && breaks[i] != LAYOUT_NO_BREAK)
            *to++ = breaks[i] == LAYOUT_MUST_BREAK ? '!' : '|';
        *to++ = str.ptr[i];
    }
    *to = '\0';
    layout_breaker_close(breaker);
    return out;
}

static bool breaks_as(const char *text, const char *wanted)
{
    char out[1024];
    bool same = strcmp(broken(text, out), wanted) == 0;
    if (!same)
        printf("  %s, not %s\n", out, wanted);
    return same;
}

TEST(lines_break_after_blanks_and_hyphens)
{
    CHECK(breaks_as("a quick test", "a |quick |test"));
    CHECK(breaks_as("well-known fact", "well-|known |fact"));
    CHECK(breaks_as("", ""));
}

TEST(punctuation_stays_with_its_word)
{
    CHECK(breaks_as("(see \"this\"), yes!", "(see |\"this\"), |yes!"));
    CHECK(breaks_as("100 % of 5 km", "100 % |of |5 |km") ||
          breaks_as("100 % of 5 km", "100 |% |of |5 |km"));
}

TEST(paths_urls_options_and_dates_are_kept_whole)
{
    CHECK(breaks_as("see src/load/load.c now", "see |src/load/load.c |now"));
    CHECK(breaks_as("https://example.com/a-b/c", "https://example.com/a-b/c"));
    CHECK(breaks_as("use --dry-run here", "use |--dry-run |here"));
    CHECK(breaks_as("on 2026-01-09 or ABC-123", "on |2026-01-09 |or |ABC-123"));
}

TEST(han_breaks_between_characters_but_not_before_a_full_stop)
{
    CHECK(breaks_as("\u4e00\u4e8c\u3002\u4e09", "\u4e00|\u4e8c\u3002|\u4e09"));
}

TEST(a_line_end_must_break)
{
    CHECK(breaks_as("a\nb", "a\n!b"));
}

TEST(soft_breaks_stand_where_a_reader_expects_them)
{
    sm_str path = SM_STR("src/loadFile_name.c");
    CHECK(layout_is_soft_break(path, 4));  /* after the slash */
    CHECK(layout_is_soft_break(path, 8));  /* before F */
    CHECK(layout_is_soft_break(path, 13)); /* after the underscore */
    CHECK(layout_is_soft_break(path, 17)); /* before the point */
    CHECK(!layout_is_soft_break(path, 6));
    CHECK(!layout_is_soft_break(path, 0));
    CHECK(!layout_is_soft_break(path, path.len));
    CHECK(!layout_is_soft_break(SM_STR("https://x"), 7)); /* not between two slashes */
    CHECK(!layout_is_soft_break(SM_STR("2026-01"), 5));
}

TEST(right_to_left_text_has_odd_levels)
{
    uint8_t levels[64];
    bool rtl = true;
    layout_breaker *breaker = layout_breaker_open();
    CHECK(!layout_find_levels(breaker, SM_STR("plain text"), levels, &rtl));
    CHECK(!rtl);
    sm_str mixed = SM_STR("ab \u05d0\u05d1 cd");
    CHECK(layout_find_levels(breaker, mixed, levels, &rtl));
    CHECK(!rtl && levels[0] == 0 && levels[3] == 1 && levels[6] == 1 && levels[9] == 0);
    CHECK(layout_find_levels(breaker, SM_STR("\u05d0 ab"), levels, &rtl));
    CHECK(rtl && levels[0] == 1 && levels[3] == 2);
    layout_breaker_close(breaker);
}

TEST(combining_marks_start_no_character)
{
    sm_str text = SM_STR("e\u0301x");
    CHECK(layout_starts_character(text, 0));
    CHECK(!layout_starts_character(text, 1));
    CHECK(!layout_starts_character(text, 2));
    CHECK(layout_starts_character(text, 3));
}

RUN_TESTS()
