/* The open fonts of one run: which face shows which character in which style. */
#ifndef SPECMILL_FONT_FONTS_H
#define SPECMILL_FONT_FONTS_H

#include "faces.h"
#include "specmill/base/list.h"

enum {
    FAMILY_COUNT = SM_FAMILY_MONO + 1,
    STYLE_COUNT = FAMILY_COUNT * 4,
    CODE_FEATURES = 4,
    USUAL_SIZES = 8
};

/* A file of one of the theme's families, opened when it is needed. */
typedef struct theme_font {
    font_file file;
    const sm_face *face;
    bool tried; /* to open it */
} theme_font;

/* The theme's families in one style, found as far as they were needed. */
typedef struct style_fonts {
    theme_font *fonts;
    size_t count;    /* found so far */
    size_t searched; /* families looked for so far */
} style_fonts;

typedef struct choice {
    uint32_t key; /* codepoint and style, plus one; 0: free */
    const sm_face *face;
} choice;

typedef struct shaped {
    sm_str text;
    const sm_run *runs;
    double size;
    uint32_t hash;
    uint8_t style;
    bool right_to_left;
} shaped;

/* A stretch of a text that is shaped in one go. */
typedef struct piece {
    size_t start, end;
    const sm_face *face;
    hb_script_t script;
    bool missing; /* no face has these characters */
} piece;

struct sm_fonts {
    sm_arena *arena;
    font_catalog *catalog;
    sm_str_list families[FAMILY_COUNT];
    struct SM_LIST(sm_face *) faces;
    style_fonts styles[STYLE_COUNT];
    choice *choices; /* open addressing; by character and style */
    size_t choice_count, choice_capacity;
    shaped *words; /* open addressing; what was shaped before */
    size_t word_count, word_capacity;
    sm_pt sizes[USUAL_SIZES]; /* the first ones: texts come again in one of them */
    size_t size_count;
    struct SM_LIST(piece) pieces;     /* of the text in hand */
    struct SM_LIST(uint32_t) missing; /* reported, ascending */
    bool none_reported;
    hb_buffer_t *buffer;
    hb_language_t language;                    /* not the locale's */
    hb_feature_t code_features[CODE_FEATURES]; /* in code every character stays what it is */
};

size_t fonts_style_number(sm_font_style style);

/* The face of the best family in STYLE; NULL when no font at all is installed. */
const sm_face *fonts_main_face(sm_fonts *fonts, sm_font_style style);

/* The face that shows CODEPOINT in STYLE, or NULL. */
const sm_face *fonts_face_for(sm_fonts *fonts, sm_font_style style, uint32_t codepoint);

/* The plain shape that stands for a colored one (a filled circle for a red one); 0: none. */
uint32_t fonts_plain_shape(uint32_t codepoint);

/* Whether FACE can show CODEPOINT, also by what stands for it (a plain space for a fixed one).
 */
bool fonts_covers(const sm_face *face, uint32_t codepoint);

#endif
