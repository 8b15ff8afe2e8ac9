#include "specmill/base/diag.h"
#include "unit/test.h"
#include <string.h>

static sm_arena *arena;

static const sm_source *source(const char *name, const char *text)
{
    return sm_source_from_bytes(arena, sm_str_from_cstr(name), sm_str_from_cstr(text),
                                sm_diag_new(arena));
}

static sm_loc at(const sm_source *s, uint32_t line, uint32_t column)
{
    return (sm_loc){s, line, column};
}

/* The finding at LOC as it is printed without color. */
static sm_str printed(sm_loc loc, const char *detail)
{
    sm_diag *diag = sm_diag_new(arena);
    if (detail != NULL)
        sm_report(diag, SM_DIAG_THEME_KEY, loc, "%s", detail);
    else
        sm_report(diag, SM_DIAG_THEME_KEY, loc, NULL);
    size_t count;
    sm_buf buf = sm_buf_new(arena);
    sm_finding_print(&buf, sm_diag_findings(diag, &count), false);
    return sm_buf_str(&buf);
}

static bool prints(sm_loc loc, const char *detail, const char *wanted)
{
    sm_str text = printed(loc, detail);
    bool same = sm_str_equal(text, sm_str_from_cstr(wanted));
    if (!same)
        printf("  is:\n%.*s  should be:\n%s", SM_STR_ARG(text), wanted);
    return same;
}

TEST(every_code_is_complete_and_its_slug_its_own)
{
    for (int i = 0; i < SM_DIAG_COUNT; i++) {
        sm_diag_code code = (sm_diag_code)i;
        const char *slug = sm_diag_slug(code);
        CHECK(strlen(slug) >= 3 &&
              slug[strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0');
        CHECK(strlen(sm_diag_text(code)) > 5 && strlen(sm_diag_help(code)) > 20);
        CHECK(sm_diag_text(code)[strlen(sm_diag_text(code)) - 1] != '.');
        CHECK(sm_diag_help(code)[strlen(sm_diag_help(code)) - 1] == '.');
        for (int j = 0; j < i; j++)
            CHECK(strcmp(slug, sm_diag_slug((sm_diag_code)j)) != 0);
    }
}

TEST(findings_are_sorted_by_place_and_then_by_order)
{
    arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *a = source("a.md", "x\ny\n"), *b = source("b.md", "x\n");
    sm_report(diag, SM_DIAG_THEME_KEY, at(b, 1, 1), "1");
    sm_report(diag, SM_DIAG_THEME_KEY, at(a, 2, 1), "2");
    sm_report(diag, SM_DIAG_THEME_KEY, at(a, 1, 9), "3");
    sm_report(diag, SM_DIAG_THEME_VALUE, at(a, 1, 2), "4");
    sm_report(diag, SM_DIAG_THEME_KEY, at(a, 1, 2), "5");
    sm_report(diag, SM_DIAG_THEME_KEY, (sm_loc){0}, "6");
    sm_report(diag, SM_DIAG_THEME_KEY, at(a, 0, 0), "7");
    size_t count;
    const sm_finding *found = sm_diag_findings(diag, &count);
    CHECK(count == 7);
    for (size_t i = 0; i < 7 && count == 7; i++)
        CHECK(found[i].detail.ptr[0] == "6745321"[i]);
    sm_arena_free(arena);
}

TEST(the_same_finding_is_kept_once)
{
    arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *s = source("a.md", "x\n");
    for (int i = 0; i < 500; i++)
        for (uint32_t column = 1; column <= 40; column++)
            sm_report(diag, SM_DIAG_THEME_KEY, at(s, 1, column), "d%d", (int)column % 2);
    CHECK(sm_diag_count(diag, SM_NOTE) == 40);
    sm_report(diag, SM_DIAG_THEME_KEY, at(s, 1, 1), "other");
    sm_report(diag, SM_DIAG_THEME_VALUE, at(s, 1, 1), "d1");
    CHECK(sm_diag_count(diag, SM_NOTE) == 42);
    sm_arena_free(arena);
}

TEST(listing_between_reports_changes_nothing_and_costs_nothing)
{
    arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *s = source("a.md", "x\n");
    size_t count;
    for (uint32_t i = 200; i > 0; i--) {
        sm_report(diag, SM_DIAG_THEME_KEY, at(s, i, 1), NULL);
        const sm_finding *found = sm_diag_findings(diag, &count);
        sm_report(diag, SM_DIAG_THEME_KEY, at(s, i, 1), NULL);
        CHECK(found[0].loc.line == i && count == 201 - i);
    }
    CHECK(sm_diag_count(diag, SM_NOTE) == 200 && sm_arena_used(arena) < 200000);
    sm_arena_free(arena);
}

TEST(severities_are_counted_from_one_on)
{
    arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_report(diag, SM_DIAG_HTML_COMMENT, (sm_loc){0}, NULL);
    sm_report(diag, SM_DIAG_THEME_KEY, (sm_loc){0}, NULL);
    sm_report(diag, SM_DIAG_OUTPUT_FAILED, (sm_loc){0}, NULL);
    CHECK(sm_diag_count(diag, SM_NOTE) == 3 && sm_diag_count(diag, SM_WARNING) == 2 &&
          sm_diag_count(diag, SM_ERROR) == 1);
    sm_arena_free(arena);
}

TEST(a_finding_looks_like_a_compilers)
{
    arena = sm_arena_new(0);
    CHECK(prints(at(source("a/b.md", "first\ntext_sise: 1\n"), 2, 6), "text_sise",
                 "a/b.md:2:6: warning: unknown theme key: text_sise [theme-key]\n"
                 "  text_sise: 1\n"
                 "       ^\n"));
    CHECK(prints(at(source("a.md", "x"), 0, 0), NULL,
                 "a.md: warning: unknown theme key [theme-key]\n"));
    CHECK(prints((sm_loc){0}, NULL, "specmill: warning: unknown theme key [theme-key]\n"));
    sm_arena_free(arena);
}

TEST(the_caret_stands_under_the_character)
{
    arena = sm_arena_new(0);
    CHECK(prints(at(source("a", "\tkey"), 1, 2), NULL,
                 "a:1:2: warning: unknown theme key [theme-key]\n"
                 "   key\n"
                 "   ^\n"));
    CHECK(prints(at(source("a", "\xE6\xBC\xA2\xE5\xAD\x97 key"), 1, 4), NULL, /* wide ones */
                 "a:1:4: warning: unknown theme key [theme-key]\n"
                 "  \xE6\xBC\xA2\xE5\xAD\x97 key\n"
                 "       ^\n"));
    CHECK(prints(at(source("a", "e\xCC\x81 key"), 1, 4), NULL, /* a combining accent */
                 "a:1:4: warning: unknown theme key [theme-key]\n"
                 "  e\xCC\x81 key\n"
                 "    ^\n"));
    CHECK(prints(at(source("a", "end"), 1, 4), NULL, /* behind the last one */
                 "a:1:4: warning: unknown theme key [theme-key]\n"
                 "  end\n"
                 "     ^\n"));
    sm_arena_free(arena);
}

TEST(an_empty_line_and_a_column_beyond_it_have_no_caret)
{
    arena = sm_arena_new(0);
    CHECK(prints(at(source("a", "x\n\n"), 2, 1), NULL,
                 "a:2:1: warning: unknown theme key [theme-key]\n"));
    CHECK(prints(at(source("a", "xyz"), 1, 9), NULL,
                 "a:1:9: warning: unknown theme key [theme-key]\n"
                 "  xyz\n"));
    CHECK(prints(at(source("a", "xyz"), 7, 1), NULL,
                 "a:7:1: warning: unknown theme key [theme-key]\n"));
    sm_arena_free(arena);
}

TEST(of_a_long_line_the_part_around_the_place_is_shown)
{
    arena = sm_arena_new(0);
    char text[1001];
    memset(text, 'x', 1000);
    text[1000] = '\0';
    text[499] = '!';
    sm_str out = printed(at(source("a", text), 1, 500), NULL);
    sm_str rest = out, line = {0}, caret = {0};
    CHECK(sm_str_split(&rest, '\n', &line) && sm_str_split(&rest, '\n', &line) &&
          sm_str_split(&rest, '\n', &caret));
    CHECK(line.len < 140 && sm_str_starts(line, SM_STR("  ...x")) &&
          sm_str_ends(line, SM_STR("x...")));
    CHECK(sm_str_find_char(line, '!') == sm_str_find_char(caret, '^'));
    sm_arena_free(arena);
}

TEST(no_control_character_reaches_the_terminal)
{
    arena = sm_arena_new(0);
    sm_str out = printed(at(source("e\x1B[31mvil", "a\x1B]0;title\x07 \xC2\x9B"
                                                   "b \xE2\x80\xAE"
                                                   "c"),
                            1, 1),
                         "d\x1B[2J\x7F");
    for (size_t i = 0; i < out.len; i++)
        CHECK(out.ptr[i] == '\n' || (unsigned char)out.ptr[i] >= 0x20);
    CHECK(sm_str_find(out, SM_STR("\xC2\x9B")) == SM_STR_NONE);
    CHECK(sm_str_find(out, SM_STR("\xE2\x80\xAE")) == SM_STR_NONE);
    CHECK(sm_str_find(out, SM_STR("\x7F")) == SM_STR_NONE);
    sm_arena_free(arena);
}

TEST(a_long_detail_is_cut_between_characters)
{
    arena = sm_arena_new(0);
    char text[2000];
    for (size_t i = 0; i + 3 < sizeof text; i += 3)
        memcpy(text + i, "\xE6\xBC\xA2", 3);
    text[1998] = '\0';
    sm_diag *diag = sm_diag_new(arena);
    sm_report(diag, SM_DIAG_THEME_KEY, (sm_loc){0}, "%s", text);
    sm_report(diag, SM_DIAG_THEME_KEY, (sm_loc){0}, "x%s", text);
    size_t count;
    const sm_finding *found = sm_diag_findings(diag, &count);
    for (size_t i = 0; i < count; i++) {
        bool well_formed = true;
        for (size_t offset = 0; offset < found[i].detail.len;
             offset += i == 1 && offset == 0 ? 1 : 3)
            well_formed = well_formed && found[i].detail.len - offset != 1 &&
                          found[i].detail.len - offset != 2;
        CHECK(found[i].detail.len > 400 && well_formed);
    }
    sm_arena_free(arena);
}

TEST(color_adds_escapes_and_nothing_else)
{
    arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_loc loc = at(source("a.md", "key: 1"), 1, 1);
    sm_report(diag, SM_DIAG_THEME_KEY, loc, "key");
    size_t count;
    sm_buf colored = sm_buf_new(arena), bare = sm_buf_new(arena);
    sm_finding_print(&colored, sm_diag_findings(diag, &count), true);
    for (size_t i = 0; i < colored.len; i++) {
        if (colored.ptr[i] == '\x1B')
            while (colored.ptr[++i] != 'm') {
            }
        else
            sm_buf_add_char(&bare, colored.ptr[i]);
    }
    CHECK(colored.len > bare.len && sm_str_equal(sm_buf_str(&bare), printed(loc, "key")));
    sm_arena_free(arena);
}

TEST(a_copy_does_not_change_with_the_original)
{
    arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_diag *empty = sm_diag_copy(arena, diag);
    sm_loc loc = at(source("a.md", "key: 1"), 1, 1);
    sm_report(diag, SM_DIAG_THEME_KEY, loc, "key");
    sm_diag *copy = sm_diag_copy(arena, diag);
    sm_report(diag, SM_DIAG_THEME_KEY, loc, "other");
    CHECK(sm_diag_count(empty, SM_NOTE) == 0 && sm_diag_count(copy, SM_NOTE) == 1);
    sm_report(copy, SM_DIAG_THEME_KEY, loc, "key"); /* known already */
    CHECK(sm_diag_count(copy, SM_NOTE) == 1 && sm_diag_count(diag, SM_NOTE) == 2);
    sm_report(empty, SM_DIAG_THEME_KEY, loc, "key");
    CHECK(sm_diag_count(empty, SM_NOTE) == 1);
    sm_arena_free(arena);
}

RUN_TESTS()
