#include "fonts.h"
#include <string.h>

sm_fonts *sm_fonts_open(const sm_theme *theme)
{
    sm_arena *arena = sm_arena_new(0);
    sm_fonts *fonts = SM_NEW(arena, sm_fonts);
    fonts->arena = arena;
    fonts->catalog = font_catalog_open(arena);
    fonts->families[SM_FAMILY_TEXT] = theme->font_text;
    fonts->families[SM_FAMILY_HEADING] = theme->font_heading;
    fonts->families[SM_FAMILY_MONO] = theme->font_mono;
    fonts->buffer = hb_buffer_create();
    fonts->language = hb_language_from_string("en", 2);
    static const char ligatures[CODE_FEATURES][5] = {"liga", "clig", "calt", "dlig"};
    for (size_t i = 0; i < CODE_FEATURES; i++)
        fonts->code_features[i] = (hb_feature_t){.tag = hb_tag_from_string(ligatures[i], 4),
                                                 .value = 0,
                                                 .end = HB_FEATURE_GLOBAL_END};
    return fonts;
}

void sm_fonts_close(sm_fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (size_t i = 0; i < fonts->faces.count; i++)
        font_face_close(fonts->faces.items[i]);
    hb_buffer_destroy(fonts->buffer);
    font_catalog_close(fonts->catalog);
    sm_arena_free(fonts->arena);
}

bool sm_fonts_any(sm_fonts *fonts)
{
    return fonts_main_face(fonts, (sm_font_style){0}) != NULL;
}

size_t fonts_style_number(sm_font_style style)
{
    return (size_t)style.family * 4 + (style.bold ? 2 : 0) + (style.italic ? 1 : 0);
}

static const sm_face *open_face(sm_fonts *fonts, font_file file)
{
    for (size_t i = 0; i < fonts->faces.count; i++) {
        const sm_face *known = fonts->faces.items[i];
        if (known->file.index == file.index && strcmp(known->file.path, file.path) == 0)
            return known;
    }
    sm_face *face = font_face_open(fonts->arena, file, fonts->faces.count);
    if (face != NULL)
        SM_LIST_ADD(fonts->arena, &fonts->faces, face);
    return face;
}

/* The theme's NUMBERth font in STYLE, counting only families that are installed; NULL after the
 * last. */
static theme_font *theme_font_at(sm_fonts *fonts, sm_font_style style, size_t number)
{
    style_fonts *known = &fonts->styles[fonts_style_number(style)];
    sm_str_list families = fonts->families[style.family];
    if (known->fonts == NULL)
        known->fonts = SM_NEW_ARRAY(fonts->arena, theme_font, families.count + 1);
    while (known->count <= number && known->searched < families.count) {
        theme_font found = {0};
        if (font_catalog_find(fonts->catalog, families.items[known->searched++], style.bold,
                              style.italic, &found.file))
            known->fonts[known->count++] = found;
    }
    return number < known->count ? &known->fonts[number] : NULL;
}

static const sm_face *open_theme_font(sm_fonts *fonts, theme_font *font)
{
    if (!font->tried)
        font->face = open_face(fonts, font->file);
    font->tried = true;
    return font->face;
}

/* The first of the theme's faces in STYLE that can be opened. */
static const sm_face *theme_face(sm_fonts *fonts, sm_font_style style)
{
    const sm_face *face = NULL;
    theme_font *font;
    for (size_t i = 0; face == NULL && (font = theme_font_at(fonts, style, i)) != NULL; i++)
        face = open_theme_font(fonts, font);
    return face;
}

const sm_face *fonts_main_face(sm_fonts *fonts, sm_font_style style)
{
    const sm_face *face = theme_face(fonts, style);
    if (face == NULL && font_catalog_read_whole(fonts->catalog)) {
        fonts->styles[fonts_style_number(style)] = (style_fonts){0};
        face = theme_face(fonts, style);
    }
    if (face != NULL)
        return face;
    /* None of the theme's families is installed: whatever has letters. */
    return fonts_face_for(fonts, style, 'a');
}

uint32_t fonts_plain_shape(uint32_t codepoint)
{
    if (codepoint == 0x1F534 || codepoint == 0x1F535 ||
        (codepoint >= 0x1F7E0 && codepoint <= 0x1F7E4))
        return 0x25CF;
    return codepoint >= 0x1F7E5 && codepoint <= 0x1F7EB ? 0x25A0 : 0;
}

/* Characters that HarfBuzz and fill_buffer() show by another one's glyph when the face has none
 * of their own. */
static uint32_t stand_in(uint32_t codepoint)
{
    if (codepoint == 0xA0 || (codepoint >= 0x2000 && codepoint <= 0x200A) ||
        codepoint == 0x202F || codepoint == 0x205F || codepoint == 0x3000)
        return ' ';
    if (codepoint == 0x2011)
        return 0x2010;
    return fonts_plain_shape(codepoint);
}

bool fonts_covers(const sm_face *face, uint32_t codepoint)
{
    if (font_face_glyph(face, codepoint) != 0)
        return true;
    uint32_t other = stand_in(codepoint);
    return other != 0 && font_face_glyph(face, other) != 0;
}

static const sm_face *search_face(sm_fonts *fonts, sm_font_style style, uint32_t codepoint)
{
    const sm_face *face;
    theme_font *font;
    uint32_t other = stand_in(codepoint);
    for (size_t i = 0; (font = theme_font_at(fonts, style, i)) != NULL; i++) {
        if (!font_file_may_have(&font->file, codepoint) &&
            (other == 0 || !font_file_may_have(&font->file, other)))
            continue;
        face = open_theme_font(fonts, font);
        if (face != NULL && fonts_covers(face, codepoint))
            return face;
    }
    font_file file;
    if (!font_catalog_covering(fonts->catalog, codepoint, style.family == SM_FAMILY_MONO,
                               style.bold, style.italic, &file))
        return NULL;
    face = open_face(fonts, file);
    return face != NULL && fonts_covers(face, codepoint) ? face : NULL;
}

static choice *find_choice(choice *choices, size_t capacity, uint32_t key)
{
    size_t at = (key * 2654435761u) & (capacity - 1);
    while (choices[at].key != 0 && choices[at].key != key)
        at = (at + 1) & (capacity - 1);
    return &choices[at];
}

static void grow_choices(sm_fonts *fonts)
{
    size_t capacity = fonts->choice_capacity == 0 ? 512 : fonts->choice_capacity * 2;
    choice *choices = SM_NEW_ARRAY(fonts->arena, choice, capacity);
    for (size_t i = 0; i < fonts->choice_capacity; i++)
        if (fonts->choices[i].key != 0)
            *find_choice(choices, capacity, fonts->choices[i].key) = fonts->choices[i];
    fonts->choices = choices;
    fonts->choice_capacity = capacity;
}

const sm_face *fonts_face_for(sm_fonts *fonts, sm_font_style style, uint32_t codepoint)
{
    if (fonts->choice_count * 2 >= fonts->choice_capacity)
        grow_choices(fonts);
    uint32_t key = (uint32_t)fonts_style_number(style) << 21 | (codepoint + 1);
    choice *known = find_choice(fonts->choices, fonts->choice_capacity, key);
    if (known->key == 0) {
        known->key = key;
        known->face = search_face(fonts, style, codepoint);
        fonts->choice_count++;
    }
    return known->face;
}

const sm_face *sm_fonts_form_face(sm_fonts *fonts)
{
    static const char *const others[] = {"Liberation Sans", "DejaVu Sans", "Noto Sans"};
    const sm_font_style plain = {SM_FAMILY_TEXT, false, false};
    const sm_face *face;
    theme_font *font;
    for (size_t i = 0; (font = theme_font_at(fonts, plain, i)) != NULL; i++) {
        face = open_theme_font(fonts, font);
        if (face != NULL && !face->facts.is_cff && fonts_covers(face, 'a'))
            return face;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        font_file file;
        if (!font_catalog_find(fonts->catalog, sm_str_from_cstr(others[i]), false, false,
                               &file))
            continue;
        face = open_face(fonts, file);
        if (face != NULL && !face->facts.is_cff)
            return face;
    }
    return NULL;
}

sm_font_metrics sm_fonts_metrics(sm_fonts *fonts, sm_font_style style, sm_pt size)
{
    const sm_face *face = fonts_main_face(fonts, style);
    sm_font_metrics m = face != NULL ? face->metrics
                                     : (sm_font_metrics){.ascent = 0.8,
                                                         .descent = 0.2,
                                                         .x_height = 0.5,
                                                         .cap_height = 0.7,
                                                         .underline_offset = 0.1,
                                                         .underline_thickness = 0.05};
    m.ascent *= size;
    m.descent *= size;
    m.x_height *= size;
    m.cap_height *= size;
    m.underline_offset *= size;
    m.underline_thickness *= size;
    return m;
}
