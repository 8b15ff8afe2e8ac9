/* What embedding a face in another file takes: its facts, its widths and its subset. */
#ifndef SPECMILL_FONT_FACE_H
#define SPECMILL_FONT_FACE_H

#include "specmill/font/font.h"

typedef struct sm_face_facts {
    sm_str name; /* PostScript name, ASCII, without spaces or delimiters */
    bool is_cff; /* CFF outlines, else TrueType */
    bool fixed_pitch, bold, italic;
    uint32_t glyph_count;
    double units_per_em;
    /* In units of 1/1000 em, as font descriptors have them. */
    double ascent, descent; /* descent is negative */
    double cap_height, x_height, italic_angle;
    double x_min, y_min, x_max, y_max;
} sm_face_facts;

/* A number of its own for each open face, counted from 0 in the order of opening. */
size_t sm_face_number(const sm_face *face);

const sm_face_facts *sm_face_about(const sm_face *face);

/* The glyph's advance in units of 1/1000 em. */
double sm_face_advance(const sm_face *face, uint32_t glyph);

typedef struct sm_face_subset {
    sm_str bytes;           /* a TrueType file, or a bare CFF font program */
    const uint32_t *glyphs; /* TrueType: the new id of each glyph asked for, in their order.
                               In CFF the ids stay the same. */
} sm_face_subset;

/* FACE reduced to GLYPHS (ascending, at least one, each once) and the missing-glyph box.
 * Without hinting and layout tables. Absent bytes when the font is broken. */
sm_face_subset sm_face_cut(sm_arena *arena, const sm_face *face, const uint32_t *glyphs,
                           size_t count);

/* FACE (TrueType) reduced to CODEPOINTS, with a character map, for a font that is addressed by
 * characters. */
sm_str sm_face_cut_text(sm_arena *arena, const sm_face *face, const uint32_t *codepoints,
                        size_t count);

/* The glyph of CODEPOINT; 0 when FACE has none. */
uint32_t sm_face_glyph(const sm_face *face, uint32_t codepoint);

/* Where an outline goes, in parts of an em, y upward. */
typedef struct sm_outline_pen {
    void *user;
    void (*move)(void *user, double x, double y);
    void (*line)(void *user, double x, double y);
    void (*curve)(void *user, const double points[6]); /* two controls and the end */
    void (*close)(void *user);
} sm_outline_pen;

/* Draws the outline of GLYPH with PEN. */
void sm_face_draw(const sm_face *face, uint32_t glyph, const sm_outline_pen *pen);

/* A TrueType face for plain text that people type into forms; NULL when there is none. */
const sm_face *sm_fonts_form_face(sm_fonts *fonts);

#endif
