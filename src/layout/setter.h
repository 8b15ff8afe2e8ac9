/* What all set_*.c share: the run's values, the galley they fill, the tables they add to. */
#ifndef LAYOUT_SETTER_H
#define LAYOUT_SETTER_H

#include "galley.h"
#include "specmill/base/map.h"
#include "specmill/model/wording.h"

typedef struct layout_breaker layout_breaker; /* breaks.h */

/* A section's heading: outline, contents and running heads are made from these. */
typedef struct layout_heading {
    const sm_block *section; /* NULL: of the sign-off page */
    sm_str id;
    uint32_t strip; /* where it stands in the galley */
    int level;
    sm_str number, title; /* plain; number absent when it is part of the title */
} layout_heading;

typedef struct layout_anchor {
    sm_str id;
    uint32_t strip;
    bool note; /* in the notes' galley */
} layout_anchor;

/* An image file that was read already. */
typedef struct layout_read_image {
    sm_str url, bytes;
    sm_pt width, height; /* before any scaling */
    const char *reason;  /* that it cannot be shown, or NULL */
} layout_read_image;

typedef struct layout_field {
    sm_form_kind kind;
    sm_str name, tooltip;
    uint32_t strip, tag;
    sm_rect box; /* in the strip */
} layout_field;

/* The measures of a page and what stands on it. */
typedef struct layout_format {
    sm_pt width, height;            /* of the page */
    sm_pt left, right, top, bottom; /* margins */
} layout_format;

typedef struct layout_setter {
    sm_arena *arena; /* of the pages */
    const sm_spec *spec;
    sm_figures figures;
    const sm_theme *theme;
    sm_fonts *fonts;
    const sm_layout_options *options;
    sm_diag *diag;
    sm_wording wording; /* of what is said besides the text */
    bool right_to_left; /* so runs the document: lines, columns and margins are mirrored */
    char digest[65];    /* of the source; empty when there is none */
    layout_format portrait, landscape;
    layout_breaker *breaker;
    const uint32_t *block_placeholders; /* by block: 1 + its first placeholder in code, or 0 */
    layout_galley galley;
    layout_galley notes;   /* all footnotes, in order */
    uint32_t *note_strips; /* by footnote number - 1: its first strip in NOTES */
    uint32_t *note_tags;   /* by footnote number - 1: its tag, or 0 when it has none yet */
    uint32_t last_note;    /* the highest number referred to so far */
    bool in_notes;
    struct SM_LIST(sm_tag) tags;
    struct SM_LIST(layout_heading) headings;
    size_t next_heading;           /* to be placed */
    const sm_block *contents_list; /* in front of all sections, of links to them; or NULL */
    sm_map heading_ids; /* 1 + the heading with each; empty without contents of the author's */
    struct SM_LIST(layout_anchor) anchors;
    struct SM_LIST(layout_field) fields;
    struct SM_LIST(layout_read_image) images;
    size_t image_bytes; /* read so far */
    double svg_seconds; /* that may still be spent on finding out the sizes of SVG images */
} layout_setter;

/* What a block is set in. Goes down by value. */
typedef struct layout_context {
    sm_pt x, width; /* from the left margin */
    const layout_box *box;
    uint32_t tag;   /* what its tags are children of */
    sm_pt size;     /* of text */
    sm_color color; /* of text */
    sm_pt leading;  /* times the size */
    bool landscape;
    bool tight;    /* in a tight list: no space between paragraphs */
    bool contents; /* in contents that the author wrote */
    int depth;     /* of lists */
} layout_context;

sm_pt layout_measure(const layout_format *format);       /* width of the text */
sm_pt layout_column_height(const layout_format *format); /* height of the text */

/* How tall one thing may be: PART of the column; less in a footnote, which has to leave room.
 */
sm_pt layout_tallest(const layout_setter *setter, double part);

/* Where lines start: on the right in a document that runs right to left. */
sm_align layout_near_side(const layout_setter *setter);

/* The left edge of what is WIDTH wide and starts AFTER the side where CONTEXT's lines start. */
sm_pt layout_at(const layout_setter *setter, layout_context context, sm_pt after, sm_pt width);

uint32_t layout_add_tag(layout_setter *setter, sm_tag_kind kind, uint32_t parent);

#endif
