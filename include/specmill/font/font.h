/* Fonts: finding faces for the theme's families and for every character (fontconfig),
 * shaping, metrics and subsetting (HarfBuzz). Opened only when pages are laid out; see
 * metrics.h for widths that need no font file. */
#ifndef SPECMILL_FONT_FONT_H
#define SPECMILL_FONT_FONT_H

#include "specmill/base/diag.h"
#include "specmill/base/str.h"
#include "specmill/theme/theme.h"

typedef enum sm_family { SM_FAMILY_TEXT, SM_FAMILY_HEADING, SM_FAMILY_MONO } sm_family;

typedef struct sm_font_style {
    sm_family family;
    bool bold, italic;
} sm_font_style;

typedef struct sm_fonts sm_fonts; /* owns the open faces; close with sm_fonts_close() */
typedef struct sm_face sm_face;   /* one font file's face */

typedef struct sm_glyph {
    uint32_t id;
    uint32_t cluster; /* byte offset in the run's text where its characters start */
    sm_pt advance;    /* at the run's size; of the whole glyph */
    sm_pt dx, dy;     /* offset from the pen; dy is upward */
} sm_glyph;

/* A stretch of text in one face and one direction. Glyphs are in visual order, left to right.
 */
typedef struct sm_run {
    const sm_face *face;
    sm_pt size;
    sm_pt width;
    sm_str text;
    const sm_glyph *glyphs;
    size_t glyph_count;
    bool right_to_left;
    bool synthetic_bold, synthetic_italic;
    const struct sm_run *next; /* to the right */
} sm_run;

sm_fonts *sm_fonts_open(const sm_theme *theme);
void sm_fonts_close(sm_fonts *fonts);
bool sm_fonts_any(sm_fonts *fonts); /* false: no usable font is installed, nothing can be set */

/* TEXT (one line, one level of direction) as runs, falling back by character. RIGHT_TO_LEFT is
 * the direction of the whole text. Characters without any font are reported once each at LOC
 * and shown as a box. What was shaped before costs a table look-up: call it for each word. NULL
 * for an empty text, and when no font is installed. The runs live as long as FONTS and ARENA.
 */
const sm_run *sm_shape(sm_arena *arena, sm_fonts *fonts, sm_font_style style, sm_pt size,
                       sm_str text, bool right_to_left, sm_loc loc, sm_diag *diag);

sm_pt sm_run_width(const sm_run *runs); /* of the whole list */

typedef struct sm_font_metrics {
    sm_pt ascent, descent; /* above and below the base line, both positive */
    sm_pt x_height, cap_height;
    sm_pt underline_offset, underline_thickness; /* offset below the base line */
} sm_font_metrics;

sm_font_metrics sm_fonts_metrics(sm_fonts *fonts, sm_font_style style, sm_pt size);

/* The folders that fonts and what says where they are are read from; *CACHES: those where what
 * was found is remembered, which are written to as well. */
sm_str_list sm_font_folders(sm_arena *arena, sm_str_list *caches);

#endif
