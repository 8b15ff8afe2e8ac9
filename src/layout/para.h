/* Paragraphs: text with styles, cut into shaped pieces, set as lines of a width. */
#ifndef LAYOUT_PARA_H
#define LAYOUT_PARA_H

#include "breaks.h"
#include "setter.h"

enum {
    LAYOUT_LOOK_CODE = 1, /* on a surface */
    LAYOUT_LOOK_KEY = 2,
    LAYOUT_LOOK_MARKED = 4,
    LAYOUT_LOOK_PLACEHOLDER = 8,
    LAYOUT_LOOK_SURFACE =
        LAYOUT_LOOK_CODE | LAYOUT_LOOK_KEY | LAYOUT_LOOK_MARKED | LAYOUT_LOOK_PLACEHOLDER,
    LAYOUT_LOOK_UNDERLINE = 16,
    LAYOUT_LOOK_STRIKE = 32
};

typedef struct layout_style {
    sm_font_style font;
    sm_pt size, rise; /* rise: of the base line */
    sm_color color;
    unsigned look;
    uint32_t tag;
    uint32_t link; /* 0: none; else links.items[link - 1] */
} layout_style;

typedef struct layout_picture {
    sm_pt width, height;
    sm_str bytes, alt;
    sm_loc loc;
} layout_picture;

typedef struct layout_span {
    uint32_t start, end;
    layout_style style;
    const layout_picture *picture; /* text is then U+FFFC */
    uint32_t note;                 /* a reference to this footnote, or 0 */
} layout_span;

typedef struct layout_piece {
    uint32_t start, end;
    uint32_t span;
    uint8_t cut;         /* layout_break after it */
    uint8_t level;       /* of bidi embedding */
    sm_pt width;         /* without trailing blanks */
    sm_pt space;         /* of the trailing blanks */
    sm_pt before, after; /* padding at the ends of a surface */
    const sm_run *run;
} layout_piece;

typedef struct layout_link {
    sm_str url, title;
} layout_link;

typedef struct layout_para {
    layout_setter *setter;
    sm_arena *arena; /* everything but the text and the runs */
    sm_str text;
    sm_loc loc;
    sm_pt line_height, baseline; /* of an ordinary line */
    sm_pt widest_picture;        /* pictures are scaled down to this */
    bool right_to_left, mixed;   /* mixed: levels are not all 0 */
    bool keeps_blank;            /* at its end: for readers of the text behind the page */
    bool measured_only;          /* its text goes with its arena */
    sm_buf building;
    struct SM_LIST(layout_span) spans;
    struct SM_LIST(layout_piece) pieces;
    struct SM_LIST(layout_link) links;
} layout_para;

typedef struct layout_line {
    layout_marks marks; /* x from the left margin, y from the line's top */
    sm_pt height, baseline, width;
    uint32_t note, note_end; /* first references to footnotes [note, note_end) */
} layout_line;

typedef struct layout_lines SM_LIST(layout_line) layout_lines;

/* A new paragraph, whose scratch is in ARENA. BASE and LEADING give the line height. */
layout_para layout_para_new(layout_setter *setter, sm_arena *arena, layout_style base,
                            sm_pt leading, sm_loc loc);

/* Adds CONTENT and what follows it up to END (exclusive; NULL: all). */
void layout_para_add(layout_para *para, layout_style style, const sm_inline *content,
                     const sm_inline *end);
void layout_para_add_text(layout_para *para, layout_style style, sm_str text);
void layout_para_add_break(layout_para *para, layout_style style); /* of the line */

/* signs.c: the next sign in TEXT from *FROM on that has a color of its own: [*FROM, *END). */
bool layout_find_sign(sm_str text, size_t *from, size_t *end, sm_color *color);

/* Shapes what was added. Afterwards nothing can be added. */
void layout_para_finish(layout_para *para);

bool layout_para_is_empty(const layout_para *para);

/* Widths: on one line; of the longest word; of the longest part of a word when technical words
 * break where they may. */
sm_pt layout_para_widest(const layout_para *para);
sm_pt layout_para_narrowest(const layout_para *para, bool soft);

/* Appends the lines of PARA, set to WIDTH from X, to LINES. */
void layout_para_set(layout_para *para, sm_pt x, sm_pt width, sm_align align, sm_arena *arena,
                     layout_lines *lines);

/* The style of running text in CONTEXT. */
layout_style layout_text_style(layout_context context, uint32_t tag);

/* Appends PARA's lines to the galley as strips, with widows and orphans kept. */
void layout_para_to_galley(layout_para *para, layout_context context, sm_align align);

/* TEXT as one line that ends in "..." when it is wider than WIDTH, with its base line at AT
 * (ANCHOR says what x is). Returns its width. */
sm_pt layout_add_text(layout_setter *setter, layout_marks *marks, sm_str text,
                      layout_style style, sm_point at, sm_text_anchor anchor, sm_pt width);

#endif
