/* Make-up: the galley cut into pages. First a plan (which strip, where), then the painting. */
#ifndef LAYOUT_MAKEUP_H
#define LAYOUT_MAKEUP_H

#include "setter.h"

/* A strip's place on a page. */
typedef struct layout_placement {
    uint32_t strip;
    bool note;   /* of the notes' galley */
    bool repeat; /* a table head, set again */
    sm_pt y;     /* from the column's top */
} layout_placement;

/* The part of a box that lies on a page. */
typedef struct layout_fragment {
    const layout_box *box;
    sm_pt top, bottom;
    bool last; /* the box ends here */
} layout_fragment;

typedef struct layout_page_plan {
    size_t placement, placement_end;
    size_t fragment, fragment_end;
    bool landscape;
    sm_pt notes_rule; /* y of the rule over the notes; 0: none */
} layout_page_plan;

typedef struct layout_plan {
    struct SM_LIST(layout_page_plan) pages; /* none: there would be too many */
    struct SM_LIST(layout_placement) placements;
    struct SM_LIST(layout_fragment) fragments;
    uint32_t *page_of; /* by strip of the main galley */
    sm_pt *y_of;
    uint32_t *note_page_of;
    sm_pt *note_y_of;
} layout_plan;

layout_plan layout_plan_pages(sm_arena *arena, layout_setter *setter);

/* paint_pages.c */
const sm_pages *layout_paint_pages(layout_setter *setter, const layout_plan *plan);

/* furniture.c: running head and foot of page NUMBER (from 0) of COUNT. */
void layout_add_furniture(layout_setter *setter, layout_marks *marks,
                          const layout_format *format, size_t number, size_t count,
                          sm_str section);

/* watermark.c: the state's name across a page while it is not approved, or NULL. As an outline,
 * so that nobody selects, copies or searches it instead of the text over it. */
const sm_scene *layout_watermark(layout_setter *setter, const layout_format *format);

#endif
