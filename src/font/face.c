#include "faces.h"
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

/* The PostScript name with what a PDF name would have to escape left out. */
static sm_str face_name(sm_arena *arena, hb_face_t *face)
{
    char text[128] = "";
    unsigned len = sizeof text;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &len, text);
    char *name = sm_arena_alloc(arena, sizeof text, 1);
    size_t kept = 0;
    for (size_t i = 0; i < len && i < sizeof text; i++)
        if (sm_is_alnum(text[i]) || text[i] == '-' || text[i] == '_')
            name[kept++] = text[i];
    return kept != 0 ? (sm_str){name, kept} : SM_STR("Font");
}

static double metric(hb_font_t *font, hb_ot_metrics_tag_t tag, double fallback)
{
    hb_position_t position;
    return hb_ot_metrics_get_position(font, tag, &position) && position != 0 ? position
                                                                             : fallback;
}

/* FontBBox from the head table (OpenType, "head": xMin at offset 36). */
static void read_box(hb_face_t *face, sm_face_facts *facts, double per_mille)
{
    facts->x_min = -500;
    facts->y_min = facts->descent;
    facts->x_max = 1500;
    facts->y_max = facts->ascent;
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(head, &len);
    if (len >= 44) {
        double box[4];
        for (size_t i = 0; i < 4; i++)
            box[i] = (int16_t)(bytes[36 + 2 * i] << 8 | bytes[37 + 2 * i]) * per_mille;
        facts->x_min = box[0];
        facts->y_min = box[1];
        facts->x_max = box[2];
        facts->y_max = box[3];
    }
    hb_blob_destroy(head);
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(table) != 0;
    hb_blob_destroy(table);
    return has;
}

static bool is_fixed_pitch(const sm_face *face)
{
    uint32_t i = font_face_glyph(face, 'i'), w = font_face_glyph(face, 'W');
    return i != 0 && w != 0 &&
           hb_font_get_glyph_h_advance(face->font, i) ==
               hb_font_get_glyph_h_advance(face->font, w);
}

static void read_facts(sm_arena *arena, sm_face *face)
{
    hb_font_t *font = face->font;
    sm_face_facts *facts = &face->facts;
    double em = hb_face_get_upem(face->face), per_mille = 1000 / em;
    hb_font_extents_t extents;
    hb_font_get_h_extents(font, &extents);
    double ascender = extents.ascender != 0 ? extents.ascender : 0.8 * em;
    double descender = extents.descender != 0 ? extents.descender : -0.2 * em;
    double x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, 0.5 * em);
    double cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, 0.7 * em);
    double thickness = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, 0.05 * em);
    double offset = -metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -0.1 * em);

    facts->name = face_name(arena, face->face);
    facts->is_cff = has_table(face->face, HB_TAG('C', 'F', 'F', ' '));
    facts->fixed_pitch = is_fixed_pitch(face);
    facts->bold = face->file.bold;
    facts->italic = face->file.italic;
    facts->glyph_count = hb_face_get_glyph_count(face->face);
    facts->units_per_em = em;
    facts->ascent = ascender * per_mille;
    facts->descent = descender * per_mille;
    facts->cap_height = cap_height * per_mille;
    facts->x_height = x_height * per_mille;
    facts->italic_angle = (double)hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
    read_box(face->face, facts, per_mille);
    face->metrics = (sm_font_metrics){
        .ascent = ascender / em,
        .descent = -descender / em,
        .x_height = x_height / em,
        .cap_height = cap_height / em,
        .underline_offset = offset / em,
        .underline_thickness = thickness / em,
    };
}

sm_face *font_face_open(sm_arena *arena, font_file file, size_t number)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(file.path);
    if (blob == NULL)
        return NULL;
    hb_face_t *hb = hb_face_create(blob, (unsigned)file.index);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(hb) == 0 || hb_face_get_upem(hb) == 0) {
        hb_face_destroy(hb);
        return NULL;
    }
    sm_face *face = SM_NEW(arena, sm_face);
    face->number = number;
    face->file = file;
    face->face = hb;
    face->font = hb_font_create(hb);
    read_facts(arena, face);
    return face;
}

void font_face_close(sm_face *face)
{
    hb_font_destroy(face->font);
    hb_face_destroy(face->face);
}

uint32_t font_face_glyph(const sm_face *face, uint32_t codepoint)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, codepoint, &glyph) ? glyph : 0;
}

uint32_t sm_face_glyph(const sm_face *face, uint32_t codepoint)
{
    return font_face_glyph(face, codepoint);
}

size_t sm_face_number(const sm_face *face)
{
    return face->number;
}

const sm_face_facts *sm_face_about(const sm_face *face)
{
    return &face->facts;
}

double sm_face_advance(const sm_face *face, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(face->font, glyph) * 1000.0 / face->facts.units_per_em;
}

/* FACE with only what a PDF reader looks at in an embedded font: layout is done, the names are
 * in the PDF's own objects, and variations are fixed at the default instance. The subsetter
 * (HarfBuzz 6.0) reads through every table there is, above all the whole cmap. */
static hb_face_t *bare_face(const sm_face *face, bool keep_characters)
{
    static const char tags[][5] = {"cmap", "head", "hhea", "hmtx",
                                   "maxp", "glyf", "loca", "CFF "};
    hb_face_t *bare = hb_face_builder_create();
    for (size_t i = keep_characters ? 0 : 1; i < sizeof tags / sizeof *tags; i++) {
        hb_tag_t tag = hb_tag_from_string(tags[i], 4);
        hb_blob_t *table = hb_face_reference_table(face->face, tag);
        if (hb_blob_get_length(table) != 0)
            hb_face_builder_add_table(bare, tag, table);
        hb_blob_destroy(table);
    }
    return bare;
}

static sm_str copy_blob(sm_arena *arena, hb_blob_t *blob)
{
    unsigned len;
    const char *bytes = hb_blob_get_data(blob, &len);
    sm_str copy = len != 0 ? sm_str_copy(arena, (sm_str){bytes, len}) : (sm_str){0};
    hb_blob_destroy(blob);
    return copy;
}

/* The ids that PLAN gave to GLYPHS. */
static const uint32_t *renumbered(sm_arena *arena, const hb_subset_plan_t *plan,
                                  const uint32_t *glyphs, size_t count)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    uint32_t *ids = SM_NEW_ARRAY(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        hb_codepoint_t id = hb_map_get(map, glyphs[i]);
        ids[i] = id == HB_MAP_VALUE_INVALID ? 0 : id;
    }
    return ids;
}

/* Carries out INPUT, which it ends; *PLAN is the caller's to end. NULL when FACE is broken. */
static hb_face_t *cut(const sm_face *face, bool keep_characters, hb_subset_input_t *input,
                      hb_subset_plan_t **plan)
{
    hb_face_t *bare = bare_face(face, keep_characters);
    *plan = hb_subset_plan_create_or_fail(bare, input);
    hb_subset_input_destroy(input);
    hb_face_t *made = *plan != NULL ? hb_subset_plan_execute_or_fail(*plan) : NULL;
    hb_face_destroy(bare);
    return made;
}

sm_face_subset sm_face_cut(sm_arena *arena, const sm_face *face, const uint32_t *glyphs,
                           size_t count)
{
    sm_face_subset subset = {0};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return subset;
    hb_set_t *set = hb_subset_input_glyph_set(input);
    hb_set_add(set, 0);
    for (size_t i = 0; i < count; i++)
        hb_set_add(set, glyphs[i]);
    hb_subset_input_set_flags(input,
                              HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                                  (face->facts.is_cff ? HB_SUBSET_FLAGS_RETAIN_GIDS : 0U));
    hb_subset_plan_t *plan;
    hb_face_t *made = cut(face, false, input, &plan);
    if (made != NULL) {
        hb_blob_t *blob = face->facts.is_cff
                              ? hb_face_reference_table(made, HB_TAG('C', 'F', 'F', ' '))
                              : hb_face_reference_blob(made);
        subset.bytes = copy_blob(arena, blob);
        subset.glyphs = renumbered(arena, plan, glyphs, count);
        hb_face_destroy(made);
    }
    hb_subset_plan_destroy(plan);
    return subset;
}

sm_str sm_face_cut_text(sm_arena *arena, const sm_face *face, const uint32_t *codepoints,
                        size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return (sm_str){0};
    for (size_t i = 0; i < count; i++)
        hb_set_add(hb_subset_input_unicode_set(input), codepoints[i]);
    hb_subset_input_set_flags(input,
                              HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_subset_plan_t *plan;
    hb_face_t *made = cut(face, true, input, &plan);
    sm_str bytes = {0};
    if (made != NULL)
        bytes = copy_blob(arena, hb_face_reference_blob(made));
    hb_face_destroy(made);
    hb_subset_plan_destroy(plan);
    return bytes;
}
