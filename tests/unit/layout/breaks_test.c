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
    layout_breaker *breaker = layout_breaker_open(false);
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
    layout_breaker *breaker = layout_breaker_open(false);
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
    layout_breaker *breaker = layout_breaker_open(false);
    CHECK(layout_runs_right_to_left(breaker, SM_STR("1. \u05d0 ab")));
    CHECK(!layout_runs_right_to_left(breaker, SM_STR("ab \u05d0")));
    CHECK(!layout_runs_right_to_left(breaker, SM_STR("\u2014 \U0001F600")));
    CHECK(!layout_runs_right_to_left(breaker, SM_STR("")));
    layout_breaker_close(breaker);
}

TEST(a_document_gives_its_paragraphs_their_direction)
{
    layout_breaker *breaker = layout_breaker_open(true);
    uint8_t levels[8];
    bool right_to_left = false;
    CHECK(layout_runs_right_to_left(breaker, SM_STR("ab \u05d0")));
    CHECK(!layout_runs_right_to_left(breaker, SM_STR("ab")));
    CHECK(layout_find_levels(breaker, SM_STR("ab \u05d0"), levels, &right_to_left));
    CHECK(right_to_left && levels[0] == 2 && levels[2] == 1 && levels[3] == 1);
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

/* Whether the COUNT characters break where ICU breaks them; also true if they are not plain. */
static bool breaks_as_icu(UBreakIterator *lines, const uint32_t *characters, int count,
                          size_t *plain)
{
    enum { LONGEST = 12 };
    UChar units[LONGEST * 2];
    size_t offsets[LONGEST * 2 + 1], len = 0; /* where the units' bytes start */
    char text[LONGEST * 4];
    uint8_t ours[LONGEST * 4 + 1], theirs[LONGEST * 4 + 1] = {0};
    int unit_count = 0;
    for (int i = 0; i < count; i++) {
        UBool failed = false;
        int first = unit_count;
        U16_APPEND(units, unit_count, LONGEST * 2, characters[i], failed);
        CHECK(!failed);
        for (int k = first; k < unit_count; k++)
            offsets[k] = len;
        len += sm_utf8_encode(characters[i], text + len);
    }
    offsets[unit_count] = len;
    if (!layout_find_plain_breaks((sm_str){text, len}, ours))
        return true;
    ++*plain;
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(lines, units, unit_count, &error);
    theirs[len] = LAYOUT_MUST_BREAK;
    for (int32_t at = ubrk_first(lines); at != UBRK_DONE; at = ubrk_next(lines))
        if (at > 0 && at < unit_count)
            theirs[offsets[at]] = ubrk_getRuleStatus(lines) >= UBRK_LINE_HARD
                                      ? LAYOUT_MUST_BREAK
                                      : LAYOUT_MAY_BREAK;
    return memcmp(ours, theirs, len + 1) == 0;
}

static UBreakIterator *icu_lines(void)
{
    if (strcmp(U_ICU_VERSION, "72.1") != 0) { /* later ones have other rules (Unicode 15.1) */
        printf("  skip: ICU is %s, not 72.1\n", U_ICU_VERSION);
        return NULL;
    }
    UErrorCode error = U_ZERO_ERROR;
    return ubrk_open(UBRK_LINE, "en", NULL, 0, &error);
}

TEST(plain_text_breaks_where_icu_breaks_it)
{
    static const uint32_t of[] = {
        'a',    'b',    '1',    '2',     ' ',     ' ',    '\n',   '(',    ')',     '{',
        '}',    '[',    ']',    '!',     '?',     '.',    ',',    ':',    '/',     '"',
        '\'',   '-',    '$',    '\\',    '%',     '|',    '_',    0xA0,   0xB0,    0xE9,
        0x2011, 0x2013, 0x2014, 0x2019,  0x201C,  0x2026, 0x20AC, 0x2192, 0x2212,  0x4F50,
        0x3000, 0x3001, 0x3005, 0x300C,  0x300D,  0x3042, 0x3063, 0x30FB, 0x30FC,  0xAC00,
        0xAC01, 0xFF01, 0xFF05, 0xFF08,  0xFF09,  0xFF0C, 0xFF1A, 0xFF21, 0xFF71,  0xFFE5,
        0x301,  0xFE0F, 0x20E3, 0x1F680, 0x1F44D, 0x26A0, 0x2705, 0x2764, 0x1F50D, 0xFFFD,
    };
    enum { LONGEST = 12, TEXTS = 80000 };
    UBreakIterator *lines = icu_lines();
    if (lines == NULL)
        return;
    uint32_t random = 1;
    size_t different = 0, plain = 0;
    for (int n = 0; n < TEXTS; n++) {
        uint32_t characters[LONGEST];
        int count = 1 + n % LONGEST;
        for (int i = 0; i < count; i++) {
            random = random * 1664525u + 1013904223u;
            characters[i] = of[(random >> 16) % (sizeof of / sizeof *of)];
        }
        different += !breaks_as_icu(lines, characters, count, &plain);
    }
    ubrk_close(lines);
    CHECK(different == 0);
    CHECK(plain == TEXTS);
}

/* Beside letters, ideographs, digits and brackets, of which each class breaks differently. */
TEST(every_plain_character_has_its_class)
{
    UBreakIterator *lines = icu_lines();
    if (lines == NULL)
        return;
    size_t different = 0, plain = 0;
    for (uint32_t c = 1; c < 0x20000; c++) {
        const uint32_t some[] = {'a', c, 'a', 0x4E00, c, 0x4E00, '1', c, '1', c, '(', c};
        const uint32_t more[] = {')', ' ', c, c, ' ', '(', '$', c, '"', ' ', c, 0x2026};
        if (c >= 0xD800 && c < 0xE000)
            continue;
        different += !breaks_as_icu(lines, some, 12, &plain);
        different += !breaks_as_icu(lines, more, 12, &plain);
    }
    ubrk_close(lines);
    CHECK(different == 0);
    CHECK(plain > 2 * (0x9FFF - 0x4E00 + 0xD7A3 - 0xAC00));
}

TEST(other_characters_are_not_plain)
{
    uint8_t breaks[64];
    CHECK(layout_find_plain_breaks(SM_STR("\u00e9t\u00e9 \u2013 \u4e00"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\u05d0"), breaks));
    CHECK(layout_find_plain_breaks(SM_STR("\u3002\u30ab\uac00"), breaks));
    CHECK(layout_find_plain_breaks(SM_STR("\u26a0\ufe0f \U0001F680"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\U0001F44D\U0001F3FD"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\U0001F469\u200d\U0001F4BB"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\U0001F1E9\U0001F1EA"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\u0e01"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("\u1100\u1161"), breaks));
    CHECK(!layout_find_plain_breaks(SM_STR("a\tb"), breaks));
}

RUN_TESTS()
