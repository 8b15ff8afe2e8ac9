/* Labels: Mermaid's markup in texts read, broken into lines, measured and set. */
#ifndef SPECMILL_DIAGRAM_LABEL_H
#define SPECMILL_DIAGRAM_LABEL_H

#include "dia.h"

enum { DIA_BREAK = '\v' }; /* a line end inside a text; see join.h */

typedef struct dia_span {
    sm_str text;
    bool bold, italic;
    sm_pt width;
    const struct dia_span *next;
} dia_span;

typedef struct dia_label_line {
    const dia_span *spans; /* NULL: an empty line */
    sm_pt width;
    const struct dia_label_line *next;
} dia_label_line;

typedef struct dia_label {
    const dia_label_line *lines; /* NULL: no text at all */
    size_t count;
    sm_pt size, width, height;
    sm_ink ink;
} dia_label;

typedef struct dia_label_style {
    sm_pt size;
    sm_pt wrap; /* 0: only where the author breaks */
    bool bold, italic;
    bool markdown; /* emphasis without backticks, too */
    bool literal;  /* no tags, no Markdown: only entities and breaks */
    sm_ink ink;
} dia_label_style;

/* RAW as the author wrote it, without the quotes around it. */
dia_label dia_label_make(dia *d, sm_str raw, dia_label_style style);

/* DIA_TEXT_SIZE or DIA_SMALL_SIZE in the text color, wrapped. */
dia_label dia_label_node(dia *d, sm_str raw);
dia_label dia_label_edge(dia *d, sm_str raw);

/* Bold, DIA_TEXT_SIZE. */
dia_label dia_label_title(dia *d, sm_str raw, sm_pt wrap);

/* Centered at CENTER, or with its top left corner at TOP_LEFT. */
void dia_label_center(dia *d, const dia_label *label, sm_point center);
void dia_label_left(dia *d, const dia_label *label, sm_point top_left);

/* LABEL as one line without markup. */
sm_str dia_label_text(sm_arena *arena, const dia_label *label);

/* A single line of TEXT as it is. */
void dia_text(dia *d, sm_point at, sm_text_anchor anchor, sm_str text, sm_pt size, bool bold,
              sm_ink ink);

#endif
