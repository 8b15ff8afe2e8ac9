#include "fonts.h"
#include "specmill/base/utf8.h"
#include "specmill/font/metrics.h"
#include <math.h>
#include <string.h>

enum { LONGEST_KEPT = 256 }; /* bytes; longer texts hardly come twice */

static hb_unicode_general_category_t category(uint32_t codepoint)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), codepoint);
}

static bool is_mark(uint32_t codepoint)
{
    if (codepoint < 0x300)
        return false;
    hb_unicode_general_category_t c = category(codepoint);
    return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* Characters that are never drawn (Default_Ignorable_Code_Point, and what no text should hold
 * but line ends may leave behind). */
static bool is_invisible(uint32_t c)
{
    if (c < 0xAD)
        return false;
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x17B4 ||
           c == 0x17B5 || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool composes(const sm_face *face, uint32_t base, uint32_t mark)
{
    hb_codepoint_t whole;
    return hb_unicode_compose(hb_unicode_funcs_get_default(), base, mark, &whole) &&
           font_face_glyph(face, whole) != 0;
}

static bool covers_mark(const sm_face *face, uint32_t base, uint32_t mark)
{
    return is_invisible(mark) || fonts_covers(face, mark) || composes(face, base, mark);
}

static void add_piece(sm_fonts *fonts, piece next)
{
    piece *last =
        fonts->pieces.count != 0 ? &fonts->pieces.items[fonts->pieces.count - 1] : NULL;
    bool joins = last != NULL && last->face == next.face && last->missing == next.missing;
    if (joins && next.script != HB_SCRIPT_COMMON && last->script != HB_SCRIPT_COMMON)
        joins = last->script == next.script;
    if (!joins) {
        SM_LIST_ADD(fonts->arena, &fonts->pieces, next);
        return;
    }
    last->end = next.end;
    if (last->script == HB_SCRIPT_COMMON)
        last->script = next.script;
}

static hb_script_t script_of(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return sm_is_alpha((char)codepoint) ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), codepoint);
    return script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN ? HB_SCRIPT_COMMON
                                                                        : script;
}

static void report_missing(sm_fonts *fonts, uint32_t codepoint, sm_str text, sm_loc loc,
                           sm_diag *diag)
{
    size_t low = 0, high = fonts->missing.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fonts->missing.items[middle] < codepoint)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < fonts->missing.count && fonts->missing.items[low] == codepoint)
        return;
    SM_LIST_ADD(fonts->arena, &fonts->missing, codepoint);
    uint32_t *items = fonts->missing.items;
    memmove(&items[low + 1], &items[low], (fonts->missing.count - 1 - low) * sizeof *items);
    items[low] = codepoint;
    sm_report(diag, SM_DIAG_FONT_MISSING, loc, "U+%04X %.*s", (unsigned)codepoint,
              SM_STR_ARG(text));
}

/* The face for BASE, which the marks up to END follow: rather one that has the marks too. */
static const sm_face *face_for_cluster(sm_fonts *fonts, sm_font_style style, sm_str text,
                                       uint32_t base, size_t marks, size_t end)
{
    const sm_face *face = fonts_face_for(fonts, style, base);
    if (face == NULL)
        return NULL;
    for (size_t at = marks; at < end;) {
        uint32_t mark = sm_utf8_next(text, &at);
        if (covers_mark(face, base, mark))
            continue;
        const sm_face *other = fonts_face_for(fonts, style, mark);
        return other != NULL && fonts_covers(other, base) ? other : face;
    }
    return face;
}

/* Cuts TEXT where face or script changes. */
static void cut(sm_fonts *fonts, sm_font_style style, sm_str text, sm_loc loc, sm_diag *diag)
{
    fonts->pieces.count = 0;
    size_t offset = 0;
    while (offset < text.len) {
        size_t start = offset;
        uint32_t base = sm_utf8_next(text, &offset);
        size_t marks = offset;
        for (size_t next = offset; next < text.len; offset = next) {
            uint32_t c = sm_utf8_next(text, &next);
            if (!is_mark(c) && !is_invisible(c))
                break;
        }
        const sm_face *face = is_invisible(base)
                                  ? fonts_main_face(fonts, style)
                                  : face_for_cluster(fonts, style, text, base, marks, offset);
        piece next = {start, offset, face, script_of(base), face == NULL};
        if (face != NULL) {
            /* A mark that this face lacks is drawn from another, if only beside its base. */
            for (size_t at = marks; at < offset;) {
                size_t here = at;
                uint32_t mark = sm_utf8_next(text, &at);
                const sm_face *other =
                    covers_mark(face, base, mark) ? NULL : fonts_face_for(fonts, style, mark);
                if (other != NULL) {
                    next.end = here;
                    add_piece(fonts, next);
                    next = (piece){here, offset, other, HB_SCRIPT_COMMON, false};
                    break;
                }
            }
        } else {
            report_missing(fonts, base, sm_str_sub(text, start, marks - start), loc, diag);
        }
        add_piece(fonts, next);
    }
}

typedef struct cluster {
    size_t first, count; /* glyphs */
    sm_pt advance, wanted;
} cluster;

/* The cluster of RUN that starts with glyph FIRST. */
static cluster cluster_at(const sm_run *run, size_t first, sm_pt cell)
{
    cluster c = {.first = first};
    uint32_t start = run->glyphs[first].cluster, end = (uint32_t)run->text.len;
    while (first + c.count < run->glyph_count && run->glyphs[first + c.count].cluster == start)
        c.advance += run->glyphs[first + c.count++].advance;
    if (run->right_to_left) {
        if (first > 0)
            end = run->glyphs[first - 1].cluster;
    } else if (first + c.count < run->glyph_count) {
        end = run->glyphs[first + c.count].cluster;
    }
    c.wanted = (double)sm_text_cells(sm_str_sub(run->text, start, end - start)) * cell;
    return c;
}

/* Whether TEXT is in a script whose letters stand close: Hebrew to Khmer, but for Hangul. */
static bool is_woven(sm_str text)
{
    size_t offset = 0;
    uint32_t c = text.len == 0 ? 0 : sm_utf8_next(text, &offset);
    return (c >= 0x590 && c < 0x1100) || (c >= 0x1200 && c < 0x1E00) ||
           (c >= 0xA800 && c < 0xAC00) || (c >= 0xFB1D && c < 0xFEFF);
}

/* Such a word keeps its spacing: it starts on a cell, and so does what follows it. */
static void fit_word(sm_run *run, sm_glyph *glyphs, sm_pt cell)
{
    sm_pt wanted = (double)sm_text_cells(run->text) * cell;
    double factor = run->width > wanted ? fmax(wanted / run->width, 0.5) : 1;
    run->size *= factor;
    for (size_t i = 0; i < run->glyph_count; i++) {
        glyphs[i].advance *= factor;
        glyphs[i].dx *= factor;
        glyphs[i].dy *= factor;
    }
    sm_pt room = wanted - run->width * factor;
    run->width = wanted;
    if (run->right_to_left)
        for (size_t i = 0; i < run->glyph_count; i++)
            glyphs[i].dx += room;
    if (run->glyph_count > 0)
        glyphs[run->glyph_count - 1].advance += room;
}

/* Code keeps its columns: what another face lends to monospaced text is centered in as many
 * cells as a terminal gives it, and made smaller when it is too wide for them. */
static void fit_cells(sm_run *run, sm_glyph *glyphs, sm_pt cell)
{
    if (is_woven(run->text)) {
        fit_word(run, glyphs, cell);
        return;
    }
    double factor = 1;
    for (size_t i = 0; i < run->glyph_count;) {
        cluster c = cluster_at(run, i, cell);
        if (c.wanted > 0 && c.advance * factor > c.wanted)
            factor = c.wanted / c.advance;
        i += c.count;
    }
    if (factor < 0.5)
        factor = 0.5;
    run->size *= factor;
    run->width = 0;
    for (size_t i = 0; i < run->glyph_count;) {
        cluster c = cluster_at(run, i, cell);
        sm_pt room = c.wanted - c.advance * factor;
        for (size_t k = 0; k < c.count; k++) {
            glyphs[i + k].advance *= factor;
            glyphs[i + k].dy *= factor;
            glyphs[i + k].dx = glyphs[i + k].dx * factor + (c.wanted > 0 ? room / 2 : 0);
        }
        if (c.wanted > 0)
            glyphs[i + c.count - 1].advance += room;
        run->width += c.wanted > 0 ? c.wanted : c.advance * factor;
        i += c.count;
    }
}

/* Glyphs for a stretch that no face has: a visible box a character, in a face that has one. */
static sm_run *shape_missing(sm_arena *arena, sm_fonts *fonts, sm_font_style style, sm_pt size,
                             sm_pt cell, sm_str text)
{
    static const uint32_t boxes[] = {0x25AF, 0x25A1, 0xFFFD, '?'};
    const sm_face *face = NULL;
    uint32_t glyph = 0;
    for (size_t i = 0; glyph == 0 && i < sizeof boxes / sizeof *boxes; i++) {
        face = fonts_face_for(fonts, style, boxes[i]);
        glyph = face != NULL ? font_face_glyph(face, boxes[i]) : 0;
    }
    sm_run *run = SM_NEW(arena, sm_run);
    *run = (sm_run){.face = face, .size = size, .text = text};
    if (face == NULL)
        return run;
    sm_glyph *glyphs = SM_NEW_ARRAY(arena, sm_glyph, sm_utf8_count(text));
    for (size_t offset = 0; offset < text.len;) {
        size_t start = offset;
        uint32_t c = sm_utf8_next(text, &offset);
        if (is_mark(c) || is_invisible(c))
            continue;
        sm_pt advance = sm_face_advance(face, glyph) / 1000 * size;
        glyphs[run->glyph_count++] =
            (sm_glyph){.id = glyph, .cluster = (uint32_t)start, .advance = advance};
        run->width += advance;
    }
    run->glyphs = glyphs;
    if (cell > 0)
        fit_cells(run, glyphs, cell);
    return run;
}

/* Fonts without color have hatched shapes for colored ones; whoever draws them has the color.
 */
static void fill_buffer(const sm_fonts *fonts, sm_str text, const piece *p, bool right_to_left)
{
    hb_buffer_t *buffer = fonts->buffer;
    unsigned count;
    hb_buffer_reset(buffer);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(buffer, text.ptr, (int)text.len, (unsigned)p->start,
                       (int)(p->end - p->start));
    hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        uint32_t plain = fonts_plain_shape(infos[i].codepoint);
        if (plain != 0 && font_face_glyph(p->face, plain) != 0)
            infos[i].codepoint = plain;
    }
    hb_buffer_set_direction(buffer, right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, p->script);
    hb_buffer_set_language(buffer, fonts->language);
}

static sm_run *shape_piece(sm_arena *arena, sm_fonts *fonts, sm_font_style style, sm_pt size,
                           sm_pt cell, sm_str text, const piece *p, bool right_to_left)
{
    unsigned count;
    unsigned feature_count = style.family == SM_FAMILY_MONO ? CODE_FEATURES : 0;
    fill_buffer(fonts, text, p, right_to_left);
    hb_shape(p->face->font, fonts->buffer, fonts->code_features, feature_count);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(fonts->buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(fonts->buffer, NULL);

    sm_run *run = SM_NEW(arena, sm_run);
    sm_glyph *glyphs = SM_NEW_ARRAY(arena, sm_glyph, count);
    double scale = size / p->face->facts.units_per_em;
    for (unsigned i = 0; i < count; i++) {
        glyphs[i] = (sm_glyph){
            .id = infos[i].codepoint,
            .cluster = infos[i].cluster - (uint32_t)p->start,
            .advance = positions[i].x_advance * scale,
            .dx = positions[i].x_offset * scale,
            .dy = positions[i].y_offset * scale,
        };
        run->width += glyphs[i].advance;
    }
    run->face = p->face;
    run->size = size;
    run->text = sm_str_sub(text, p->start, p->end - p->start);
    run->glyphs = glyphs;
    run->glyph_count = count;
    run->right_to_left = right_to_left;
    run->synthetic_bold = style.bold && !p->face->facts.bold;
    run->synthetic_italic = style.italic && !p->face->facts.italic;
    if (cell > 0 && p->face != fonts_main_face(fonts, style))
        fit_cells(run, glyphs, cell);
    return run;
}

/* In code every character stays what it is: of plain text in a font of one width HarfBuzz would
 * find the same, after reading the font's layout tables. NULL when it has to be asked. */
static sm_run *set_plain_code(sm_arena *arena, const sm_face *face, sm_font_style style,
                              sm_pt size, sm_str text)
{
    if (style.family != SM_FAMILY_MONO || !face->facts.fixed_pitch)
        return NULL;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < ' ' || text.ptr[i] > '~')
            return NULL;
    sm_glyph *glyphs = SM_NEW_ARRAY(arena, sm_glyph, text.len);
    sm_pt advance = sm_face_advance(face, font_face_glyph(face, 'i')) / 1000 * size;
    for (size_t i = 0; i < text.len; i++) {
        uint32_t id = font_face_glyph(face, (unsigned char)text.ptr[i]);
        if (id == 0)
            return NULL;
        glyphs[i] = (sm_glyph){.id = id, .cluster = (uint32_t)i, .advance = advance};
    }
    sm_run *run = SM_NEW(arena, sm_run);
    *run = (sm_run){
        .face = face,
        .size = size,
        .width = advance * (double)text.len,
        .text = text,
        .glyphs = glyphs,
        .glyph_count = text.len,
        .synthetic_bold = style.bold && !face->facts.bold,
        .synthetic_italic = style.italic && !face->facts.italic,
    };
    return run;
}

static sm_run *before(sm_run *run, const sm_run *next)
{
    run->next = next;
    return run;
}

static sm_run *after(sm_run *last, sm_run *run)
{
    last->next = run;
    return run;
}

static const sm_run *shape(sm_arena *arena, sm_fonts *fonts, sm_font_style style, sm_pt size,
                           sm_str text, bool right_to_left, sm_loc loc, sm_diag *diag)
{
    const sm_face *main_face = fonts_main_face(fonts, style);
    if (main_face == NULL) {
        if (!fonts->none_reported)
            sm_report(diag, SM_DIAG_FONT_NONE, loc, NULL);
        fonts->none_reported = true;
        return NULL;
    }
    sm_run *plain = right_to_left ? NULL : set_plain_code(arena, main_face, style, size, text);
    if (plain != NULL)
        return plain;
    sm_pt cell = 0;
    if (style.family == SM_FAMILY_MONO)
        cell = sm_face_advance(main_face, font_face_glyph(main_face, '0')) / 1000 * size;
    cut(fonts, style, text, loc, diag);
    sm_run *first = NULL, *last = NULL;
    for (size_t i = 0; i < fonts->pieces.count; i++) {
        const piece *p = &fonts->pieces.items[i];
        sm_run *run =
            p->missing ? shape_missing(arena, fonts, style, size, cell,
                                       sm_str_sub(text, p->start, p->end - p->start))
                       : shape_piece(arena, fonts, style, size, cell, text, p, right_to_left);
        if (first == NULL)
            first = last = run;
        else if (right_to_left)
            first = before(run, first);
        else
            last = after(last, run);
    }
    return first;
}

static shaped *find_word(shaped *words, size_t capacity, const shaped *key)
{
    size_t at = key->hash & (capacity - 1);
    for (;; at = (at + 1) & (capacity - 1)) {
        shaped *word = &words[at];
        if (word->text.ptr == NULL ||
            (word->hash == key->hash && word->style == key->style && word->size == key->size &&
             word->right_to_left == key->right_to_left && sm_str_equal(word->text, key->text)))
            return word;
    }
}

static uint32_t size_hash(sm_pt size)
{
    return (uint32_t)(size * 64) * 2246822519u;
}

/* The text of KEY in another of the usual sizes, or NULL. */
static const shaped *in_other_size(sm_fonts *fonts, const shaped *key)
{
    for (size_t i = 0; i < fonts->size_count; i++) {
        shaped other = *key;
        other.size = fonts->sizes[i];
        other.hash += size_hash(other.size) - size_hash(key->size);
        const shaped *word = find_word(fonts->words, fonts->word_capacity, &other);
        if (word->text.ptr != NULL)
            return word;
    }
    bool known = fonts->size_count == USUAL_SIZES || key->size <= 0; /* nothing to scale */
    for (size_t i = 0; i < fonts->size_count; i++)
        known = known || fonts->sizes[i] == key->size;
    if (!known)
        fonts->sizes[fonts->size_count++] = key->size;
    return NULL;
}

/* RUNS in another size, FACTOR times theirs: shaping does not depend on the size. */
static const sm_run *scaled(sm_arena *arena, const sm_run *runs, double factor)
{
    sm_run *first = NULL, *last = NULL;
    for (; runs != NULL; runs = runs->next) {
        sm_run *run = SM_NEW(arena, sm_run);
        sm_glyph *glyphs = SM_NEW_ARRAY(arena, sm_glyph, runs->glyph_count);
        *run = *runs;
        run->size *= factor;
        run->width *= factor;
        run->glyphs = glyphs;
        run->next = NULL;
        for (size_t i = 0; i < runs->glyph_count; i++) {
            glyphs[i] = runs->glyphs[i];
            glyphs[i].advance *= factor;
            glyphs[i].dx *= factor;
            glyphs[i].dy *= factor;
        }
        if (first == NULL)
            first = last = run;
        else
            last = after(last, run);
    }
    return first;
}

static void grow_words(sm_fonts *fonts)
{
    size_t capacity = fonts->word_capacity == 0 ? 2048 : fonts->word_capacity * 2;
    shaped *words = SM_NEW_ARRAY(fonts->arena, shaped, capacity);
    for (size_t i = 0; i < fonts->word_capacity; i++)
        if (fonts->words[i].text.ptr != NULL)
            *find_word(words, capacity, &fonts->words[i]) = fonts->words[i];
    fonts->words = words;
    fonts->word_capacity = capacity;
}

/* TEXT with blanks for other white space of one byte, copied to ARENA if there is any. */
static sm_str with_blanks(sm_arena *arena, sm_str text)
{
    char *copy = NULL;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '\t' && c != '\n' && c != '\r')
            continue;
        if (copy == NULL)
            copy = sm_str_to_cstr(arena, text);
        copy[i] = ' ';
    }
    return copy != NULL ? (sm_str){copy, text.len} : text;
}

const sm_run *sm_shape(sm_arena *arena, sm_fonts *fonts, sm_font_style style, sm_pt size,
                       sm_str text, bool right_to_left, sm_loc loc, sm_diag *diag)
{
    if (text.len == 0)
        return NULL;
    if (text.len > LONGEST_KEPT)
        return shape(arena, fonts, style, size, with_blanks(arena, text), right_to_left, loc,
                     diag);
    if (fonts->word_count >= fonts->word_capacity / 4 * 3)
        grow_words(fonts);
    size_t number = fonts_style_number(style);
    shaped key = {.text = text,
                  .size = size,
                  .style = (uint8_t)number,
                  .right_to_left = right_to_left,
                  .hash = (sm_str_hash(text) ^ (uint32_t)number * 40503u) + size_hash(size)};
    shaped *word = find_word(fonts->words, fonts->word_capacity, &key);
    if (word->text.ptr == NULL) {
        const shaped *other = in_other_size(fonts, &key);
        key.text = other != NULL ? other->text : sm_str_copy(fonts->arena, text);
        key.runs = other != NULL
                       ? scaled(fonts->arena, other->runs, size / other->size)
                       : shape(fonts->arena, fonts, style, size,
                               with_blanks(fonts->arena, key.text), right_to_left, loc, diag);
        *word = key;
        fonts->word_count++;
    }
    return word->runs;
}

sm_pt sm_run_width(const sm_run *runs)
{
    sm_pt width = 0;
    for (; runs != NULL; runs = runs->next)
        width += runs->width;
    return width;
}
