/* Builds the inlines of one block from left to right: adjacent text becomes one node, and
 * elements of raw HTML that are never closed become text again. */
#ifndef BUILDER_H
#define BUILDER_H

#include "loader.h"

/* An inline that is open: what follows goes into it. */
typedef struct frame {
    sm_inline *node;
    const sm_inline **start, **last; /* where its first child is, where the next one goes */
    sm_str tag;          /* the start tag as written, when the author wrote HTML; or absent */
    const char *element; /* its name then */
} frame;

typedef struct builder {
    load *l;
    const sm_inline *first;
    int open;            /* index of the innermost frame */
    size_t run, run_end; /* text so far as a part of the source; or else */
    bool run_copied;     /* it is in l->scratch */
    sm_loc run_loc;
    bool break_due; /* a line break comes before what follows, if something does */
    sm_loc break_loc;
    frame frames[SM_DEPTH_MAX + 1]; /* [0] is the block itself; valid up to [open] */
} builder;

/* Most of FRAMES is left as it is, for speed. */
void load_builder_start(builder *b, load *l);

/* Appends TEXT. When it stands in the source exactly like this, AT is where, and costs no copy;
 * LOC is for the case that a new run of text starts. */
void load_builder_text(builder *b, sm_str text, size_t at, sm_loc loc);

sm_inline *load_builder_add(builder *b, sm_inline_kind kind, sm_loc loc);

/* Opens NODE, just added: what follows are its CHILDREN. False when nesting is too deep. */
bool load_builder_can_open(builder *b, sm_loc loc);
void load_builder_open(builder *b, sm_inline *node, const sm_inline **children);

/* Closes the innermost frame that is not an author's HTML, and what was left open in it. */
void load_builder_close(builder *b);

/* Closes frames from INDEX on, with those above undone. */
void load_builder_close_at(builder *b, int index);

/* What follows, if something does, starts on a new line, unless it is the first. */
void load_builder_break(builder *b, sm_loc loc);

const sm_inline *load_builder_finish(builder *b);

#endif
