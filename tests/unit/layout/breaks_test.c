#include "../../../src/layout/breaks.h"
#include "unit/test.h"
#include "specmill/base/utf8.h"
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uversion.h>

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

TEST(the_first_letter_gives_a_paragraph_its_direction)
{
    layout_breaker *breaker = layout_breaker_open();
    CHECK(layout_runs_right_to_left(breaker, SM_STR("1. \u05d0 ab")));
    CHECK(!layout_runs_right_to_left(breaker, SM_STR("ab \u05d0")));
    CHECK(!layout_runs_right_to_left(breaker, SM_STR("\u2014 \U0001F600")));
    CHECK(!layout_runs_right_to_left(breaker, SM_STR("")));
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

/* ICU's breaks of the CHARACTERS, as layout_find_plain_breaks() has them of the same text in
 * UTF-8, whose bytes start at OFFSETS. */
static void find_with_icu(UBreakIterator *lines, const UChar *characters, const size_t *offsets,
                          int count, uint8_t *breaks)
{
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(lines, characters, count, &error);
    memset(breaks, LAYOUT_NO_BREAK, offsets[count] + 1);
    breaks[offsets[count]] = LAYOUT_MUST_BREAK;
    for (int32_t at = ubrk_first(lines); at != UBRK_DONE; at = ubrk_next(lines))
        if (at > 0 && at < count)
            breaks[offsets[at]] = ubrk_getRuleStatus(lines) >= UBRK_LINE_HARD
                                      ? LAYOUT_MUST_BREAK
                                      : LAYOUT_MAY_BREAK;
}

TEST(plain_text_breaks_where_icu_breaks_it)
{
    static const UChar of[] = {
        'a',    'b',    '1',    '2',    ' ',    ' ',    '\n',   '(',    ')',    '{',
        '}',    '[',    ']',    '!',    '?',    '.',    ',',    ':',    '/',    '"',
        '\'',   '-',    '$',    '\\',   '%',    '|',    '_',    0xA0,   0xB0,   0xE9,
        0x2011, 0x2013, 0x2014, 0x2019, 0x201C, 0x2026, 0x20AC, 0x2192, 0x2212, 0x4F50,
    };
    enum { LONGEST = 12, TEXTS = 40000 };
    if (strcmp(U_ICU_VERSION, "72.1") != 0) { /* later ones have other rules (Unicode 15.1) */
        printf("  skip: ICU is %s, not 72.1\n", U_ICU_VERSION);
        return;
    }
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *lines = ubrk_open(UBRK_LINE, "en", NULL, 0, &error);
    uint32_t random = 1;
    size_t different = 0;
    for (int n = 0; n < TEXTS; n++) {
        UChar units[LONGEST];
        size_t offsets[LONGEST + 1], len = 0;
        char text[LONGEST * 4];
        uint8_t ours[LONGEST * 4], theirs[LONGEST * 4];
        int count = 1 + n % LONGEST;
        for (int i = 0; i < count; i++) {
            random = random * 1664525u + 1013904223u;
            units[i] = of[(random >> 16) % (sizeof of / sizeof *of)];
            offsets[i] = len;
            len += sm_utf8_encode(units[i], text + len);
        }
        offsets[count] = len;
        find_with_icu(lines, units, offsets, count, theirs);
        different += !layout_find_plain_breaks((sm_str){text, len}, ours) ||
                     memcmp(ours, theirs, len + 1) != 0;
    }
    ubrk_close(lines);
    CHECK(different == 0);
}

TEST(other_characters_are_not_plain)
{
    uint8_t breaks[64];
    CHECK(layout_find_plain_breaks(SM_STR("\u00e9t\u00e9 \u2013 \u4e00"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("a\u0301"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\u05d0"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\u3002"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("a\tb"), breaks));
}

RUN_TESTS()
