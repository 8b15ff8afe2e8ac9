/* Open faces. */
#ifndef SPECMILL_FONT_FACES_H
#define SPECMILL_FONT_FACES_H

#include "catalog.h"
#include "specmill/font/face.h"
#include <hb.h>

struct sm_face {
    size_t number;
    font_file file;
    hb_face_t *face;
    hb_font_t *font; /* scaled to units per em */
    sm_face_facts facts;
    sm_font_metrics metrics; /* at 1 pt */
};

/* FILE's face; NULL when it is no font. Close it with font_face_close(). */
sm_face *font_face_open(sm_arena *arena, font_file file, size_t number);
void font_face_close(sm_face *face);

/* The glyph of CODEPOINT, or 0. */
uint32_t font_face_glyph(const sm_face *face, uint32_t codepoint);

#endif
