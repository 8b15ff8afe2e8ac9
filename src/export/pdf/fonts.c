#include "fonts.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include <math.h>
#include <stdlib.h>

typedef struct used {
    uint32_t glyph;
    float advance;
    sm_str text;
} used;

enum { GLYPHS_IN_BLOCK = 128 };

struct pdf_font {
    pdf_fonts *owner;
    const sm_face *face;
    unsigned number;
    uint32_t object;
    uint16_t **places;         /* by glyph, in blocks: its place in used, from 1; 0: not used */
    struct SM_LIST(used) used; /* in the order of first use */
};

struct pdf_fonts {
    sm_arena *arena;
    pdf_file *file;
    bool cid_sets;
    struct SM_LIST(pdf_font *) fonts;
    pdf_font **by_face; /* by sm_face_number */
    size_t face_room;
};

typedef struct glyph_list SM_LIST(uint32_t) glyph_list;

pdf_fonts *pdf_fonts_new(sm_arena *arena, pdf_file *file, bool cid_sets)
{
    pdf_fonts *fonts = SM_NEW(arena, pdf_fonts);
    fonts->arena = arena;
    fonts->file = file;
    fonts->cid_sets = cid_sets;
    return fonts;
}

pdf_font *pdf_font_of(pdf_fonts *fonts, const sm_face *face)
{
    size_t number = sm_face_number(face);
    if (number >= fonts->face_room) {
        size_t room = number * 2 + 16;
        pdf_font **grown = SM_NEW_ARRAY(fonts->arena, pdf_font *, room);
        for (size_t i = 0; i < fonts->face_room; i++)
            grown[i] = fonts->by_face[i];
        fonts->by_face = grown;
        fonts->face_room = room;
    }
    if (fonts->by_face[number] != NULL)
        return fonts->by_face[number];
    pdf_font *font = SM_NEW(fonts->arena, pdf_font);
    font->owner = fonts;
    font->face = face;
    font->number = (unsigned)fonts->fonts.count + 1;
    font->object = pdf_reserve(fonts->file);
    size_t blocks = sm_face_about(face)->glyph_count / GLYPHS_IN_BLOCK + 1;
    font->places = SM_NEW_ARRAY(fonts->arena, uint16_t *, blocks);
    SM_LIST_ADD(fonts->arena, &fonts->fonts, font);
    fonts->by_face[number] = font;
    return font;
}

unsigned pdf_font_number(const pdf_font *font)
{
    return font->number;
}

/* Blanks are copied as blanks, whichever of them it was. */
static bool is_blank(sm_str text)
{
    return sm_str_equal(text, SM_STR(" ")) || sm_str_equal(text, SM_STR("\xC2\xA0")) ||
           sm_str_equal(text, SM_STR("\xE2\x80\xAF")) ||
           sm_str_equal(text, SM_STR("\xE2\x80\x87"));
}

bool pdf_font_use(pdf_font *font, uint32_t glyph, sm_str text)
{
    if (glyph >= sm_face_about(font->face)->glyph_count)
        return true;
    uint16_t **block = &font->places[glyph / GLYPHS_IN_BLOCK];
    if (*block == NULL)
        *block = SM_NEW_ARRAY(font->owner->arena, uint16_t, GLYPHS_IN_BLOCK);
    uint16_t *place_of = &(*block)[glyph % GLYPHS_IN_BLOCK];
    uint32_t place = *place_of;
    if (place != 0) {
        sm_str said = font->used.items[place - 1].text;
        return sm_str_equal(said, text) || (is_blank(said) && is_blank(text));
    }
    used next = {.glyph = glyph, .text = is_blank(text) ? SM_STR(" ") : text};
    next.advance = (float)(round(sm_face_advance(font->face, glyph) * 100) / 100);
    SM_LIST_ADD(font->owner->arena, &font->used, next);
    *place_of = (uint16_t)font->used.count; /* a face has at most 65,535 */
    return true;
}

static const used *used_of(const pdf_font *font, uint32_t glyph)
{
    if (glyph >= sm_face_about(font->face)->glyph_count)
        return NULL;
    const uint16_t *block = font->places[glyph / GLYPHS_IN_BLOCK];
    uint32_t place = block != NULL ? block[glyph % GLYPHS_IN_BLOCK] : 0;
    return place != 0 ? &font->used.items[place - 1] : NULL;
}

/* A code of a bare CFF font is the glyph's id (ISO 32000-1, 9.7.4.2); for TrueType there is a
 * map, so that they can be small. */
uint32_t pdf_font_code(const pdf_font *font, uint32_t glyph, double *advance)
{
    const used *u = used_of(font, glyph);
    if (advance != NULL)
        *advance = u != NULL ? (double)u->advance : 0;
    if (u == NULL)
        return 0;
    return sm_face_about(font->face)->is_cff ? glyph : (uint32_t)(u - font->used.items) + 1;
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static glyph_list used_glyphs(const pdf_font *font)
{
    glyph_list list = {0};
    for (size_t i = 0; i < font->used.count; i++)
        SM_LIST_ADD(font->owner->arena, &list, font->used.items[i].glyph);
    if (list.count != 0)
        qsort(list.items, list.count, sizeof *list.items, ascending);
    return list;
}

/* Those GLYPHS in the order of their codes. */
static const used **by_code(const pdf_font *font, const glyph_list *glyphs)
{
    const used **list = SM_NEW_ARRAY(font->owner->arena, const used *, glyphs->count);
    bool is_cff = sm_face_about(font->face)->is_cff;
    for (size_t i = 0; i < glyphs->count; i++)
        list[i] = is_cff ? used_of(font, glyphs->items[i]) : &font->used.items[i];
    return list;
}

/* Six letters that tell this subset from others of the same font (ISO 32000-1, 9.6.4). */
static sm_str subset_name(const pdf_font *font, const glyph_list *glyphs)
{
    uint32_t hash = sm_str_fnv1a(
        (sm_str){(const char *)glyphs->items, glyphs->count * sizeof *glyphs->items});
    char tag[7] = {0};
    for (size_t i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return sm_str_printf(font->owner->arena, "%s+%.*s", tag,
                         SM_STR_ARG(sm_face_about(font->face)->name));
}

/* Starts a run of widths: that of CODE is the next. */
static void add_first_code(sm_buf *buf, size_t index, uint32_t code)
{
    sm_buf_add_cstr(buf, index != 0 ? "]" : "");
    sm_buf_add_integer(buf, code);
    sm_buf_add_char(buf, '[');
}

static void add_widths(sm_buf *buf, const pdf_font *font, const used **list)
{
    sm_buf_add_cstr(buf, "/W[");
    uint32_t before = 0;
    for (size_t i = 0; i < font->used.count; i++) {
        uint32_t code = pdf_font_code(font, list[i]->glyph, NULL);
        if (i == 0 || code != before + 1)
            add_first_code(buf, i, code);
        else
            sm_buf_add_char(buf, ' ');
        sm_buf_add_number(buf, (double)list[i]->advance, 2);
        before = code;
    }
    sm_buf_add_cstr(buf, "]]");
}

static sm_str to_unicode(const pdf_font *font, const used **list)
{
    enum { IN_BLOCK = 100 }; /* the most that a CMap block may have */
    sm_buf buf = sm_buf_new(font->owner->arena);
    sm_buf_add_cstr(&buf, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> "
                          "def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < font->used.count; i++) {
        size_t left = font->used.count - i;
        if (i % IN_BLOCK == 0)
            sm_buf_addf(&buf, "%s%zu beginbfchar\n", i != 0 ? "endbfchar\n" : "",
                        left < IN_BLOCK ? left : IN_BLOCK);
        sm_buf_add_char(&buf, '<');
        sm_buf_add_hex(&buf, pdf_font_code(font, list[i]->glyph, NULL));
        sm_buf_add_cstr(&buf, "> <");
        pdf_add_utf16(&buf, list[i]->text);
        sm_buf_add_cstr(&buf, ">\n");
    }
    sm_buf_add_cstr(&buf, "endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\n"
                          "end\nend\n");
    return sm_buf_str(&buf);
}

/* Where each code is found in the subset, two bytes each. */
static sm_str code_to_id(const pdf_font *font, const glyph_list *glyphs, const uint32_t *ids)
{
    size_t len = (glyphs->count + 1) * 2;
    char *map = sm_arena_alloc(font->owner->arena, len, 1);
    for (size_t i = 0; i < glyphs->count; i++) {
        uint32_t code = pdf_font_code(font, glyphs->items[i], NULL);
        map[2 * code] = (char)(ids[i] >> 8);
        map[2 * code + 1] = (char)(ids[i] & 0xFF);
    }
    return (sm_str){map, len};
}

static sm_str cid_set(const pdf_font *font, const used **list)
{
    uint32_t last = pdf_font_code(font, list[font->used.count - 1]->glyph, NULL);
    size_t len = (size_t)last / 8 + 1;
    unsigned char *bits = sm_arena_alloc(font->owner->arena, len, 1);
    bits[0] |= 0x80;
    for (size_t i = 0; i < font->used.count; i++) {
        uint32_t code = pdf_font_code(font, list[i]->glyph, NULL);
        bits[code / 8] |= (unsigned char)(0x80 >> code % 8);
    }
    return (sm_str){(const char *)bits, len};
}

/* ISO 32000-1, 9.8: the descriptor, up to the font file's entry. */
static void add_descriptor(sm_buf *buf, const sm_face_facts *facts, sm_str name, bool symbolic)
{
    enum { FIXED_PITCH = 1, SYMBOLIC = 4, NONSYMBOLIC = 32, ITALIC = 64 };
    int flags = (facts->fixed_pitch ? FIXED_PITCH : 0) | (facts->italic ? ITALIC : 0) |
                (symbolic ? SYMBOLIC : NONSYMBOLIC);
    sm_buf_addf(buf, "<</Type/FontDescriptor/FontName/%.*s/Flags %d/StemV %d/FontBBox",
                SM_STR_ARG(name), flags, facts->bold ? 140 : 80);
    pdf_add_rect(buf, floor(facts->x_min), floor(facts->y_min), ceil(facts->x_max),
                 ceil(facts->y_max));
    sm_buf_add_cstr(buf, "/Ascent ");
    sm_buf_add_number(buf, facts->ascent, 0);
    sm_buf_add_cstr(buf, "/Descent ");
    sm_buf_add_number(buf, facts->descent, 0);
    sm_buf_add_cstr(buf, "/CapHeight ");
    sm_buf_add_number(buf, facts->cap_height, 0);
    sm_buf_add_cstr(buf, "/ItalicAngle ");
    sm_buf_add_number(buf, facts->italic_angle, 1);
}

static void write_font(pdf_font *font, sm_diag *diag)
{
    sm_arena *arena = font->owner->arena;
    pdf_file *file = font->owner->file;
    const sm_face_facts *facts = sm_face_about(font->face);
    if (font->used.count == 0) /* opened for a run without glyphs */
        pdf_font_use(font, 0, SM_STR(" "));
    glyph_list glyphs = used_glyphs(font);
    const used **list = by_code(font, &glyphs);
    sm_face_subset subset = sm_face_cut(arena, font->face, glyphs.items, glyphs.count);
    if (subset.bytes.ptr == NULL)
        sm_report(diag, SM_DIAG_FONT_BROKEN, (sm_loc){0}, "%.*s", SM_STR_ARG(facts->name));
    sm_str name = subset_name(font, &glyphs);

    uint32_t program =
        pdf_add_stream(file,
                       facts->is_cff ? SM_STR("/Subtype/CIDFontType0C")
                                     : sm_str_printf(arena, "/Length1 %zu", subset.bytes.len),
                       subset.bytes);
    sm_buf descriptor = sm_buf_new(arena);
    add_descriptor(&descriptor, facts, name, true);
    if (font->owner->cid_sets)
        sm_buf_addf(&descriptor, "/CIDSet %u 0 R",
                    (unsigned)pdf_add_stream(file, SM_STR(""), cid_set(font, list)));
    sm_buf_addf(&descriptor, "/FontFile%c %u 0 R>>", facts->is_cff ? '3' : '2',
                (unsigned)program);

    sm_buf cid = sm_buf_new(arena);
    sm_buf_addf(
        &cid,
        "<</Type/Font/Subtype/CIDFontType%c/BaseFont/%.*s/CIDSystemInfo<</Registry(Adobe)"
        "/Ordering(Identity)/Supplement 0>>/FontDescriptor %u 0 R/DW 1000",
        facts->is_cff ? '0' : '2', SM_STR_ARG(name),
        (unsigned)pdf_add(file, sm_buf_str(&descriptor)));
    add_widths(&cid, font, list);
    if (!facts->is_cff && subset.glyphs != NULL)
        sm_buf_addf(&cid, "/CIDToGIDMap %u 0 R",
                    (unsigned)pdf_add_stream(file, SM_STR(""),
                                             code_to_id(font, &glyphs, subset.glyphs)));
    sm_buf_add_cstr(&cid, ">>");

    uint32_t cmap = pdf_add_stream(file, SM_STR(""), to_unicode(font, list));
    pdf_put(file, font->object,
            sm_str_printf(arena,
                          "<</Type/Font/Subtype/Type0/BaseFont/%.*s%s/Encoding/Identity-H"
                          "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
                          SM_STR_ARG(name), facts->is_cff ? "-Identity-H" : "",
                          (unsigned)pdf_add(file, sm_buf_str(&cid)), (unsigned)cmap));
}

void pdf_fonts_write(pdf_fonts *fonts, sm_diag *diag)
{
    for (size_t i = 0; i < fonts->fonts.count; i++)
        write_font(fonts->fonts.items[i], diag);
}

sm_str pdf_fonts_resources(const pdf_fonts *fonts)
{
    sm_buf buf = sm_buf_new(fonts->arena);
    for (size_t i = 0; i < fonts->fonts.count; i++)
        sm_buf_addf(&buf, "/F%u %u 0 R", fonts->fonts.items[i]->number,
                    (unsigned)fonts->fonts.items[i]->object);
    return sm_buf_str(&buf);
}

/* Code page 1252, codes 0x80 to 0x9F (ISO 32000-1, annex D.2). */
static uint32_t winansi(unsigned code)
{
    static const uint16_t high[32] = {
        0x20AC, 0x2022, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x2022, 0x017D, 0x2022, 0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x2022, 0x017E, 0x0178,
    };
    return code >= 0x80 && code < 0xA0 ? high[code - 0x80] : code;
}

uint32_t pdf_form_font(sm_arena *arena, pdf_file *file, const sm_face *face)
{
    enum { FIRST = 32, LAST = 255 };
    const sm_face_facts *facts = sm_face_about(face);
    uint32_t codepoints[LAST - FIRST + 1];
    sm_buf widths = sm_buf_new(arena);
    for (unsigned code = FIRST; code <= LAST; code++) {
        codepoints[code - FIRST] = winansi(code);
        sm_buf_add_number(&widths, sm_face_advance(face, sm_face_glyph(face, winansi(code))),
                          0);
        sm_buf_add_char(&widths, ' ');
    }
    sm_str bytes = sm_face_cut_text(arena, face, codepoints, LAST - FIRST + 1);
    uint32_t program =
        pdf_add_stream(file, sm_str_printf(arena, "/Length1 %zu", bytes.len), bytes);
    sm_str name = sm_str_printf(arena, "FORMAA+%.*s", SM_STR_ARG(facts->name));
    sm_buf descriptor = sm_buf_new(arena);
    add_descriptor(&descriptor, facts, name, false);
    sm_buf_addf(&descriptor, "/FontFile2 %u 0 R>>", (unsigned)program);
    return pdf_add(file,
                   sm_str_printf(arena,
                                 "<</Type/Font/Subtype/TrueType/BaseFont/%.*s"
                                 "/Encoding/WinAnsiEncoding/FirstChar %d/LastChar %d"
                                 "/Widths[%.*s]/FontDescriptor %u 0 R>>",
                                 SM_STR_ARG(name), FIRST, LAST, SM_STR_ARG(sm_buf_str(&widths)),
                                 (unsigned)pdf_add(file, sm_buf_str(&descriptor))));
}
