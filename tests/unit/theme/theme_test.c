#define _POSIX_C_SOURCE 200809L
#include "specmill/theme/theme.h"
#include "specmill/theme/keys.h"
#include "unit/test.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static sm_str in_folder(sm_arena *arena, const char *path)
{
    return sm_str_printf(arena, "%s/%s", folder, path);
}

static void write_bytes(const char *path, sm_str bytes)
{
    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/specmill-theme-XXXXXX");
        CHECK(mkdtemp(folder) != NULL);
    }
    sm_arena *arena = sm_arena_new(0);
    sm_str full = in_folder(arena, path);
    char *slash = strrchr(full.ptr, '/');
    *slash = '\0';
    mkdir(full.ptr, 0777);
    *slash = '/';
    FILE *file = fopen(full.ptr, "wb");
    CHECK(file != NULL && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len);
    if (file != NULL)
        fclose(file);
    sm_arena_free(arena);
}

static void write_file(const char *path, const char *text)
{
    write_bytes(path, sm_str_from_cstr(text));
}

/* The theme in the file at PATH (in the test's folder), or called so. */
static const sm_theme *load(sm_arena *arena, const char *name, sm_diag *diag)
{
    sm_str search = sm_str_from_cstr(folder);
    if (strchr(name, '/') != NULL)
        name = in_folder(arena, name).ptr;
    return sm_theme_load(arena, name, (sm_str_list){&search, 1}, diag);
}

static const sm_theme *load_text(sm_arena *arena, const char *text, sm_diag *diag)
{
    write_file("one/theme.yaml", text);
    return load(arena, "one/theme.yaml", diag);
}

/* Whether the findings are just COUNT, the first of them CODE with DETAIL in it. */
static bool found(sm_diag *diag, size_t count, sm_diag_code code, const char *detail)
{
    size_t all;
    const sm_finding *findings = sm_diag_findings(diag, &all);
    return all == count && findings[0].code == code &&
           sm_str_find(findings[0].detail, sm_str_from_cstr(detail)) != SM_STR_NONE;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 0.001;
}

TEST(lengths_have_units)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t = load_text(arena,
                                  "page_margin_top: 1in\npage_margin_bottom: 2cm\n"
                                  "page_margin_left: 25.4 mm\npage_margin_right: 96px\n"
                                  "text_size: 11.5PT\nparagraph_space: 0\n",
                                  diag);
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    CHECK(near(t->page_margin_top, 72) && near(t->page_margin_bottom, 56.6929));
    CHECK(near(t->page_margin_left, 72) && near(t->page_margin_right, 72));
    CHECK(near(t->text_size, 11.5) && near(t->paragraph_space, 0));
    CHECK(near(t->title_size, sm_theme_builtin(arena)->title_size));
    sm_arena_free(arena);
}

TEST(a_length_without_unit_is_told_so)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t = load_text(arena, "text_size: 12\n", diag);
    CHECK(near(t->text_size, sm_theme_builtin(arena)->text_size));
    CHECK(found(diag, 1, SM_DIAG_THEME_VALUE, "needs a unit"));
    sm_arena_free(arena);
}

TEST(colors_are_hexadecimal_or_named)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t =
        load_text(arena,
                  "text_color: \"#1a2B3c\"\nrule_color: '#f80'\n"
                  "accent_color: RebeccaPurple\nnote_color: lightgoldenrodyellow\n",
                  diag);
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    CHECK(t->text_color == 0x1a2b3c && t->rule_color == 0xff8800);
    CHECK(t->accent_color == 0x663399 && t->note_color == 0xfafad2);
    sm_arena_free(arena);
}

TEST(colors_that_are_none_change_nothing)
{
    static const char *const bad[] = {"text_color: \"#12345\"",   "text_color: \"#12345g\"",
                                      "text_color: purplish",     "text_color: \"#\"",
                                      "text_color: [red, green]", "text_color: {r: 1}",
                                      "text_color: \"\"",         "text_color: 1a2b3c"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sm_arena *arena = sm_arena_new(0);
        sm_diag *diag = sm_diag_new(arena);
        const sm_theme *t = load_text(arena, bad[i], diag);
        CHECK(t->text_color == sm_theme_builtin(arena)->text_color);
        CHECK(found(diag, 1, SM_DIAG_THEME_VALUE, "not a color"));
        sm_arena_free(arena);
    }
}

TEST(a_color_that_became_a_comment_is_explained)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    load_text(arena, "accent_color: #ff0000\n", diag);
    CHECK(found(diag, 1, SM_DIAG_THEME_VALUE, "quotes"));
    sm_arena_free(arena);
}

TEST(an_unknown_key_names_the_nearest)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t = load_text(arena, "heading_hl_size: 20pt\ntext_size: 11pt\n", diag);
    CHECK(near(t->text_size, 11));
    CHECK(found(diag, 1, SM_DIAG_THEME_KEY, "heading_hl_size; did you mean heading_h1_size?"));
    sm_arena_free(arena);
}

TEST(a_key_like_no_other_has_no_suggestion)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    load_text(arena, "zzz: 1\n", diag);
    CHECK(found(diag, 1, SM_DIAG_THEME_KEY, "zzz"));
    size_t count;
    CHECK(sm_str_find(sm_diag_findings(diag, &count)->detail, SM_STR("mean")) == SM_STR_NONE);
    sm_arena_free(arena);
}

TEST(numbers_lengths_and_flags_are_held_to_their_range)
{
    static const char *const bad[] = {
        "text_size: 500pt",    "text_size: 0pt",        "text_size: -3pt",
        "text_leading: 0.2",   "text_leading: 1,5",     "text_leading: 1e3",
        "contents_depth: 7",   "contents: perhaps",     "page_size: B5",
        "page_size: [A4, A5]", "page_margin_top: 99in", "table_cell_padding: 40pt",
        "text_leading: ''",    "text_leading: 1.2.3",   "text_size: pt",
        "font_text: []",       "font_text: {a: b}",     "contents:",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sm_arena *arena = sm_arena_new(0);
        sm_diag *diag = sm_diag_new(arena);
        const sm_theme *t = load_text(arena, bad[i], diag);
        sm_buf is = sm_buf_new(arena), should = sm_buf_new(arena);
        for (size_t key = 0; key < sm_theme_key_count; key++) {
            sm_theme_add_value(&is, t, &sm_theme_keys[key]);
            sm_theme_add_value(&should, sm_theme_builtin(arena), &sm_theme_keys[key]);
        }
        CHECK(sm_str_equal(sm_buf_str(&is), sm_buf_str(&should)));
        CHECK(found(diag, 1, SM_DIAG_THEME_VALUE, ""));
        sm_arena_free(arena);
    }
}

TEST(margins_leave_room_for_text)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t = load_text(
        arena, "page_size: A5\npage_margin_left: 6cm\npage_margin_right: 6cm\ntext_size: 9pt\n",
        diag);
    CHECK(found(diag, 1, SM_DIAG_THEME_VALUE, "page margins"));
    CHECK(near(t->page_margin_left, 68) && near(t->page_margin_right, 68));
    CHECK(sm_str_equal(t->page_size, SM_STR("A4")) && near(t->text_size, 9));
    sm_arena_free(arena);
}

TEST(paper_has_a_size)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_pt width, height;
    const sm_theme *t = load_text(arena, "page_size: Letter\n", diag);
    sm_theme_page(t, &width, &height);
    CHECK(near(width, 612) && near(height, 792));
    CHECK(sm_str_equal(t->page_size, SM_STR("letter")));
    sm_theme_page(sm_theme_builtin(arena), &width, &height);
    CHECK(near(width, 595.276) && near(height, 841.89));
    sm_arena_free(arena);
}

TEST(lists_hold_names)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t = load_text(
        arena, "font_text: [Source Serif 4, 'DejaVu Serif']\nfont_mono: Iosevka\n", diag);
    CHECK(t->font_text.count == 2);
    CHECK(sm_str_equal(t->font_text.items[0], SM_STR("Source Serif 4")));
    CHECK(sm_str_equal(t->font_text.items[1], SM_STR("DejaVu Serif")));
    CHECK(t->font_mono.count == 1 && sm_str_equal(t->font_mono.items[0], SM_STR("Iosevka")));
    sm_arena_free(arena);
}

TEST(a_theme_inherits_by_name_and_by_path)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    write_file("base/theme.yaml", "text_size: 12pt\ntitle_size: 30pt\nsection_numbers: no\n");
    write_file("base/page.css", "p { color: red }");
    write_file("middle/theme.yaml", "inherits: base\ntitle_size: 40pt\n");
    write_file("top/theme.yaml", "title_size: 44pt\ninherits: ../middle/theme.yaml\n");
    write_file("top/page.css", "h1 { color: blue }");
    const sm_theme *t = load(arena, "top", diag);
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    CHECK(near(t->text_size, 12) && near(t->title_size, 44) && !t->section_numbers);
    CHECK(sm_str_equal(t->css, SM_STR("p { color: red }\nh1 { color: blue }")));
    CHECK(sm_str_equal(t->name, SM_STR("top")));
    sm_arena_free(arena);
}

TEST(themes_that_inherit_from_each_other_are_refused)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    write_file("chicken/theme.yaml", "inherits: egg\n");
    write_file("egg/theme.yaml", "inherits: chicken\n");
    write_file("self/theme.yaml", "inherits: ./../self/theme.yaml\n");
    CHECK(load(arena, "chicken", diag) == NULL);
    CHECK(found(diag, 1, SM_DIAG_THEME_UNREADABLE, "inherit from each other"));
    CHECK(load(arena, "self", diag) == NULL);
    sm_arena_free(arena);
}

TEST(what_is_no_theme_is_refused)
{
    static const char *const bad[] = {"- a\n- b\n", "just text", "a: [1, 2", "\ta: 1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sm_arena *arena = sm_arena_new(0);
        sm_diag *diag = sm_diag_new(arena);
        CHECK(load_text(arena, bad[i], diag) == NULL);
        CHECK(found(diag, 1, SM_DIAG_THEME_UNREADABLE, ""));
        sm_arena_free(arena);
    }
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    CHECK(load(arena, "nobody", diag) == NULL);
    CHECK(found(diag, 1, SM_DIAG_THEME_UNREADABLE, "nobody"));
    CHECK(load(arena, "no/where.yaml", diag) == NULL);
    CHECK(sm_diag_count(diag, SM_ERROR) == 2);
    sm_arena_free(arena);
}

TEST(an_empty_theme_is_the_built_in_one)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t = load_text(arena, "# nothing yet\n", diag);
    CHECK(t != NULL && t->text_color == sm_theme_builtin(arena)->text_color);
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    sm_arena_free(arena);
}

TEST(the_built_in_theme_needs_no_file)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t = sm_theme_load(arena, "default", (sm_str_list){0}, diag);
    CHECK(t != NULL && sm_diag_count(diag, SM_NOTE) == 0);
    sm_arena_free(arena);
}

TEST(a_logo_is_an_image_in_the_folder_of_the_theme_that_names_it)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_str png = SM_STR("\x89PNG\r\n\x1A\nrest");
    write_bytes("brand/logo.png", png);
    write_file("brand/theme.yaml", "logo: logo.png\n");
    write_file("child/theme.yaml", "inherits: brand\n");
    const sm_theme *t = load(arena, "child", diag);
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    CHECK(sm_str_equal(t->logo_bytes, png));
    CHECK(sm_str_equal(t->folder, in_folder(arena, "brand")));
    sm_arena_free(arena);
}

TEST(a_logo_may_be_an_svg)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_str svg = SM_STR("<?xml version=\"1.0\"?><svg/>");
    write_bytes("brand/logo.svg", svg);
    write_file("brand/theme.yaml", "logo: logo.svg\n");
    CHECK(sm_str_equal(load(arena, "brand", diag)->logo_bytes, svg));
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    sm_arena_free(arena);
}

TEST(a_logo_that_cannot_be_used_is_none)
{
    static const char *const bad[] = {"logo: none.png", "logo: ../brand/logo.png",
                                      "logo: /etc/passwd", "logo: theme.yaml"};
    write_bytes("brand/logo.png", SM_STR("\x89PNG\r\n\x1A\nrest"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sm_arena *arena = sm_arena_new(0);
        sm_diag *diag = sm_diag_new(arena);
        const sm_theme *t = load_text(arena, bad[i], diag);
        CHECK(found(diag, 1, SM_DIAG_THEME_VALUE, "logo"));
        CHECK(t->logo.len == 0 && t->logo_bytes.ptr == NULL);
        sm_arena_free(arena);
    }
}

TEST(a_written_theme_reads_back_as_it_was)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *t =
        load_text(arena,
                  "text_size: 11.25pt\norganization: 'Acme \"East\" \\ Co'\n"
                  "accent_color: teal\nfont_text: [A B, 'C, D']\ncontents: no\n",
                  diag);
    sm_buf text = sm_buf_new(arena), again = sm_buf_new(arena);
    sm_theme_write(&text, t);
    write_bytes("one/theme.yaml", sm_buf_str(&text));
    sm_theme_write(&again, load(arena, "one/theme.yaml", diag));
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    CHECK(sm_str_equal(sm_buf_str(&text), sm_buf_str(&again)));
    CHECK(sm_str_find(sm_buf_str(&text), SM_STR("text_size: 11.25pt")) != SM_STR_NONE);
    sm_arena_free(arena);
}

TEST(the_test_folder_is_removed)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(system(sm_str_printf(arena, "rm -r %s", folder).ptr) == 0);
    sm_arena_free(arena);
}

RUN_TESTS()
