/* The galley: one endless column of strips, set to a width, that make-up cuts into pages. */
#ifndef LAYOUT_GALLEY_H
#define LAYOUT_GALLEY_H

#include "specmill/base/list.h"
#include "specmill/layout/layout.h"
#include "specmill/scene/build.h"

#define LAYOUT_NOWHERE 0xFFFFFFFFu

/* A mark that can still be moved: x from the left margin, y from the strip's top. Make-up moves
 * it to its page. */
typedef struct layout_mark {
    sm_mark mark;
    sm_segment *segments; /* of a path */
    struct layout_mark *next;
} layout_mark;

typedef struct layout_marks {
    layout_mark *first, *last;
} layout_marks;

/* A surface behind strips, continued over pages: code blocks, alerts, table rows. */
typedef struct layout_box {
    const struct layout_box *parent;
    sm_pt x, width;
    sm_pt pad_top, pad_bottom; /* between its edges and the strips in it */
    sm_pt radius;
    sm_ink fill, border, bar, under; /* bar: along an edge; under: a line at the bottom */
    sm_pt border_width, bar_width, under_width;
    bool bar_right; /* it is the right edge */
    bool dashed;
} layout_box;

typedef enum layout_cut {
    LAYOUT_CUT_FREE,
    LAYOUT_CUT_NEVER, /* kept with what follows, as far as a page can */
    LAYOUT_CUT_PART,  /* a new page follows when this one is fairly full */
    LAYOUT_CUT_PAGE   /* a new page follows */
} layout_cut;

enum { LAYOUT_NUMBER_ROOM = 34 }; /* points: for leaders and the number of a page */

typedef struct layout_strip {
    sm_pt before; /* space above, dropped at a page's top */
    sm_pt height;
    sm_pt least;    /* a figure may be made smaller than its height, down to this; 0: not */
    sm_pt baseline; /* of the first line, from the top */
    layout_cut cut;
    bool landscape;
    const layout_box *box;       /* innermost, or NULL */
    uint32_t repeat, repeat_end; /* the strips of a table head that is set again on a new page,
                                    or LAYOUT_NOWHERE */
    sm_pt center;                /* of a figure that may be made smaller: x */
    uint32_t entry;              /* contents line: the heading it is for, or LAYOUT_NOWHERE; its
                                    text leaves LAYOUT_NUMBER_ROOM on the right */
    uint32_t note, note_end; /* footnotes referred to here first: numbers [note, note_end) */
    layout_marks marks;
} layout_strip;

typedef struct layout_galley {
    sm_arena *arena;
    layout_strip *items;
    size_t count, capacity;
    sm_pt pending_space; /* what the last block wants below it */
    layout_marks label;  /* waits for the next strip: y is relative to its base line */
    bool has_label;
} layout_galley;

layout_galley layout_galley_new(sm_arena *arena);

/* Wants SPACE between the strips before and after: the largest wish counts. */
void layout_space(layout_galley *galley, sm_pt space);

/* Appends a strip of HEIGHT whose first base line is at BASELINE, with the space wished for. */
layout_strip *layout_add_strip(layout_galley *galley, const layout_box *box, sm_pt height,
                               sm_pt baseline);

/* Keeps the strips [first, count) together. */
void layout_keep(layout_galley *galley, size_t first);

/* Marks. */
layout_mark *layout_new_mark(sm_arena *arena, layout_marks *marks, sm_mark_kind kind,
                             uint32_t tag);
layout_mark *layout_add_path(sm_arena *arena, layout_marks *marks, const sm_path *path,
                             sm_ink fill, sm_ink stroke, sm_pt stroke_width);
layout_mark *layout_add_rect(sm_arena *arena, layout_marks *marks, sm_rect rect, sm_ink fill);
layout_mark *layout_add_line(sm_arena *arena, layout_marks *marks, sm_point from, sm_point to,
                             sm_ink ink, sm_pt width);
void layout_join(layout_marks *marks, layout_marks more); /* MORE is used up */
void layout_move(layout_marks marks, sm_pt dx, sm_pt dy);
/* Makes the figures among MARKS smaller, towards the top and CENTER (an x). */
void layout_shrink(layout_marks marks, double factor, sm_pt center);
layout_marks layout_copy(sm_arena *arena, layout_marks marks); /* as decoration */

sm_ink layout_ink(sm_color color);
sm_color layout_mix(sm_color a, sm_color b, double part_of_b);

#endif
