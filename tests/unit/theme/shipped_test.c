#include "specmill/theme/keys.h"
#include "specmill/theme/theme.h"
#include "unit/test.h"
#include <math.h>
#include <string.h>

/* The themes in the tree; unit tests run in its top folder. */
static const char *const shipped[] = {"default", "ledger", "compact"};
enum { SHIPPED = sizeof shipped / sizeof *shipped };

static const sm_theme *load(sm_arena *arena, const char *name, sm_diag *diag)
{
    sm_str folder = SM_STR("themes");
    return sm_theme_load(arena, name, (sm_str_list){&folder, 1}, diag);
}

/* WCAG 2.1: relative luminance and contrast ratio. */
static double luminance(sm_color color)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (size_t i = 0; i < 3; i++, color >>= 8) {
        double c = (color & 0xFF) / 255.0;
        sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(sm_color a, sm_color b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

static sm_color color_named(const sm_theme *theme, const char *name)
{
    for (size_t i = 0; i < sm_theme_key_count; i++)
        if (strcmp(sm_theme_keys[i].name, name) == 0)
            return *(const sm_color *)(const void *)((const char *)theme +
                                                     sm_theme_keys[i].offset);
    CHECK(name == NULL);
    return 0;
}

/* Whether text of every color in THEME can be read on every background it stands on. */
static void check_contrast(const sm_theme *theme, bool dark)
{
    sm_color page = dark ? theme->dark_background_color : theme->background_color;
    sm_color surface = dark ? theme->dark_surface_color : theme->surface_color;
    for (size_t i = 0; i < sm_theme_key_count; i++) {
        const sm_theme_key *key = &sm_theme_keys[i];
        bool is_dark = strncmp(key->name, "dark_", 5) == 0;
        const char *name = key->name + (is_dark ? 5 : 0);
        if (key->type != SM_IS_COLOR || is_dark != dark ||
            strstr("background_color surface_color rule_color placeholder_color "
                   "placeholder_surface",
                   name) != NULL)
            continue;
        sm_color color = color_named(theme, key->name);
        if (contrast(color, page) < 4.5 || contrast(color, surface) < 4.5)
            printf("  %.*s: %s\n", SM_STR_ARG(theme->name), key->name);
        CHECK(contrast(color, page) >= 4.5 && contrast(color, surface) >= 4.5);
    }
    CHECK(dark ? contrast(theme->dark_placeholder_color, theme->dark_placeholder_surface) >= 4.5
               : contrast(theme->placeholder_color, theme->placeholder_surface) >= 4.5);
}

TEST(shipped_themes_are_read_without_findings)
{
    for (size_t i = 0; i < SHIPPED; i++) {
        sm_arena *arena = sm_arena_new(0);
        sm_diag *diag = sm_diag_new(arena);
        CHECK(load(arena, shipped[i], diag) != NULL && sm_diag_count(diag, SM_NOTE) == 0);
        sm_arena_free(arena);
    }
}

TEST(text_can_be_read_in_every_color_in_light_and_dark)
{
    for (size_t i = 0; i < SHIPPED; i++) {
        sm_arena *arena = sm_arena_new(0);
        const sm_theme *theme = load(arena, shipped[i], sm_diag_new(arena));
        check_contrast(theme, false);
        check_contrast(theme, true);
        sm_arena_free(arena);
    }
}

TEST(the_default_theme_has_every_key_and_the_built_in_values)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf file = sm_buf_new(arena), builtin = sm_buf_new(arena);
    sm_theme_write(&file, load(arena, "default", sm_diag_new(arena)));
    sm_theme_write(&builtin, sm_theme_builtin(arena));
    CHECK(sm_str_equal(sm_buf_str(&file), sm_buf_str(&builtin)));
    sm_arena_free(arena);
}

RUN_TESTS()
