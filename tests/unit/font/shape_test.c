#include "specmill/font/face.h"
#include "specmill/font/font.h"
#include "unit/test.h"
#include <math.h>
#include <string.h>

/* A theme of fonts that the tests install. */
static sm_theme theme_of(const char *text, const char *mono)
{
    static sm_str families[2];
    families[0] = sm_str_from_cstr(text);
    families[1] = sm_str_from_cstr(mono);
    sm_theme theme = {0};
    theme.font_text = theme.font_heading = (sm_str_list){&families[0], 1};
    theme.font_mono = (sm_str_list){&families[1], 1};
    return theme;
}

static const sm_font_style text_style = {SM_FAMILY_TEXT, false, false};
static const sm_font_style mono_style = {SM_FAMILY_MONO, false, false};

typedef struct setup {
    sm_arena *arena;
    sm_fonts *fonts;
    sm_diag *diag;
} setup;

static setup open_setup(void)
{
    setup s = {.arena = sm_arena_new(0)};
    sm_theme theme = theme_of("DejaVu Sans", "DejaVu Sans Mono");
    s.fonts = sm_fonts_open(&theme);
    s.diag = sm_diag_new(s.arena);
    return s;
}

static void close_setup(setup s)
{
    sm_fonts_close(s.fonts);
    sm_arena_free(s.arena);
}

static const sm_run *shaped(setup s, sm_font_style style, const char *text)
{
    return sm_shape(s.arena, s.fonts, style, 10, sm_str_from_cstr(text), false, (sm_loc){0},
                    s.diag);
}

TEST(a_word_is_one_run_of_the_themes_family)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, text_style, "Hello");
    CHECK(run != NULL && run->next == NULL);
    CHECK(run->glyph_count == 5 && run->width > 20 && run->width < 30);
    CHECK(sm_str_equal(sm_face_about(run->face)->name, SM_STR("DejaVuSans")));
    CHECK(!run->synthetic_bold && !run->synthetic_italic && !run->right_to_left);
    CHECK(run->glyphs[4].cluster == 4);
    CHECK(fabs(sm_run_width(run) - run->width) < 1e-9);
    close_setup(s);
}

TEST(nothing_has_no_runs)
{
    setup s = open_setup();
    CHECK(shaped(s, text_style, "") == NULL);
    CHECK(sm_run_width(NULL) == 0);
    close_setup(s);
}

TEST(the_same_word_is_shaped_once)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, text_style, "again");
    CHECK(run == shaped(s, text_style, "again"));
    CHECK(run != shaped(s, mono_style, "again"));
    CHECK(run != sm_shape(s.arena, s.fonts, text_style, 11, SM_STR("again"), false, (sm_loc){0},
                          s.diag));
    for (int i = 0; i < 3000; i++) {
        char word[16];
        snprintf(word, sizeof word, "w%d", i);
        CHECK(shaped(s, text_style, word) != NULL);
    }
    CHECK(run == shaped(s, text_style, "again"));
    close_setup(s);
}

TEST(letters_are_kerned)
{
    setup s = open_setup();
    sm_pt apart =
        sm_run_width(shaped(s, text_style, "A")) + sm_run_width(shaped(s, text_style, "V"));
    CHECK(sm_run_width(shaped(s, text_style, "AV")) < apart);
    close_setup(s);
}

TEST(code_has_no_ligatures_and_one_width)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, mono_style, "fi->ffl");
    CHECK(run->glyph_count == 7);
    for (size_t i = 1; i < run->glyph_count; i++)
        CHECK(fabs(run->glyphs[i].advance - run->glyphs[0].advance) < 1e-9);
    close_setup(s);
}

TEST(bold_and_italic_have_faces_of_their_own)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, (sm_font_style){SM_FAMILY_TEXT, true, true}, "x");
    CHECK(sm_face_about(run->face)->bold);
    CHECK(!run->synthetic_bold);
    close_setup(s);
}

TEST(box_drawing_in_code_is_of_the_same_face)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, mono_style, "┌──│▼→┐ok");
    CHECK(run != NULL && run->next == NULL);
    close_setup(s);
}

TEST(a_mark_stays_with_its_letter)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, text_style, "e\xCC\x81");
    CHECK(run->next == NULL && run->glyph_count == 1);
    run = shaped(s, text_style, "x\xCC\x82y");
    CHECK(run->next == NULL && run->glyphs[run->glyph_count - 1].cluster == 3);
    close_setup(s);
}

TEST(invisible_characters_draw_nothing)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, text_style,
                               "a\xE2\x80\x8B"
                               "b\xC2\xAD"); /* ZWSP, SHY */
    CHECK(run->next == NULL && run->glyph_count == 2);
    CHECK(sm_run_width(shaped(s, text_style, "\xE2\x80\x8B")) == 0);
    CHECK(sm_diag_count(s.diag, SM_NOTE) == 0);
    close_setup(s);
}

TEST(tabs_and_fixed_spaces_are_blanks)
{
    setup s = open_setup();
    sm_pt blank = sm_run_width(shaped(s, mono_style, " "));
    CHECK(blank > 0);
    CHECK(sm_run_width(shaped(s, mono_style, "\t")) == blank);
    CHECK(sm_run_width(shaped(s, mono_style, "\xC2\xA0")) == blank);
    CHECK(sm_diag_count(s.diag, SM_NOTE) == 0);
    close_setup(s);
}

TEST(right_to_left_text_is_in_visual_order)
{
    setup s = open_setup();
    const sm_run *run =
        sm_shape(s.arena, s.fonts, text_style, 10, SM_STR("שלום"), true, (sm_loc){0}, s.diag);
    CHECK(run != NULL && run->right_to_left && run->glyph_count == 4);
    CHECK(run->glyphs[0].cluster == 6 && run->glyphs[3].cluster == 0);
    close_setup(s);
}

TEST(a_character_without_font_is_reported_once_and_boxed)
{
    setup s = open_setup();
    const char *text = "\xF3\xB0\x80\x80"; /* U+F0000, private use */
    const sm_run *run = shaped(s, text_style, text);
    CHECK(run != NULL && run->glyph_count == 1 && run->glyphs[0].id != 0 && run->width > 0);
    CHECK(sm_diag_count(s.diag, SM_WARNING) == 1);
    shaped(s, text_style, text);
    shaped(s, mono_style, "a\xF3\xB0\x80\x80");
    CHECK(sm_diag_count(s.diag, SM_WARNING) == 1);
    shaped(s, mono_style, "\xF3\xB0\x80\x81");
    CHECK(sm_diag_count(s.diag, SM_WARNING) == 2);
    close_setup(s);
}

TEST(hangul_needs_a_font_that_is_not_always_there)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, text_style, "\xED\x95\x9C\xEA\xB8\x80"); /* two syllables */
    CHECK(run != NULL && run->next == NULL && run->width > 0);
    if (sm_diag_count(s.diag, SM_WARNING) == 0)
        CHECK(run->glyph_count == 2);
    else
        printf("  skip: no font for Hangul is installed (fonts-nanum)\n");
    close_setup(s);
}

TEST(an_unknown_family_falls_back_to_what_is_there)
{
    sm_arena *arena = sm_arena_new(0);
    sm_theme theme = theme_of("No Such Family", "");
    sm_fonts *fonts = sm_fonts_open(&theme);
    CHECK(sm_fonts_any(fonts));
    sm_diag *diag = sm_diag_new(arena);
    CHECK(sm_shape(arena, fonts, text_style, 10, SM_STR("a"), false, (sm_loc){0}, diag) !=
          NULL);
    sm_fonts_close(fonts);
    sm_arena_free(arena);
}

TEST(metrics_grow_with_the_size)
{
    setup s = open_setup();
    sm_font_metrics m = sm_fonts_metrics(s.fonts, mono_style, 10);
    sm_font_metrics twice = sm_fonts_metrics(s.fonts, mono_style, 20);
    CHECK(m.ascent > 7 && m.descent > 1 && m.ascent + m.descent < 16);
    CHECK(m.x_height > 4 && m.cap_height > m.x_height && m.underline_thickness > 0);
    CHECK(m.underline_offset > 0);
    CHECK(fabs(twice.ascent - 2 * m.ascent) < 1e-9);
    close_setup(s);
}

TEST(a_subset_is_small_and_keeps_track_of_its_glyphs)
{
    setup s = open_setup();
    const sm_run *run = shaped(s, text_style, "AB");
    uint32_t glyphs[2] = {run->glyphs[0].id, run->glyphs[1].id};
    sm_face_subset subset = sm_face_cut(s.arena, run->face, glyphs, 2);
    CHECK(subset.bytes.len > 100 && subset.bytes.len < 10000);
    CHECK(subset.glyphs[0] == 1 && subset.glyphs[1] == 2);
    CHECK(fabs(sm_face_advance(run->face, glyphs[0]) - 684) < 1);
    close_setup(s);
}

TEST(hostile_text_is_shaped)
{
    setup s = open_setup();
    char text[5000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 7919 % 251);
    const sm_run *runs = sm_shape(s.arena, s.fonts, text_style, 10, (sm_str){text, sizeof text},
                                  true, (sm_loc){0}, s.diag);
    CHECK(runs != NULL);
    for (size_t i = 0; i + 1 < sizeof text; i += 2) { /* one letter, many marks */
        text[i] = '\xCC';
        text[i + 1] = '\x81';
    }
    CHECK(sm_shape(s.arena, s.fonts, text_style, 10, (sm_str){text, sizeof text}, false,
                   (sm_loc){0}, s.diag) != NULL);
    close_setup(s);
}

RUN_TESTS()
