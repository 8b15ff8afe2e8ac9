/* A tree of HTML on its way into the document. */
#ifndef HTML_DOM_H
#define HTML_DOM_H

#include "html.h"
#include <libxml/tree.h>

typedef struct dom {
    load *l;
    size_t cursor, to; /* in the source: what has been converted ends, and all of it */
    struct cmark_node *markdown; /* the next Markdown block */
    struct cmark_node *after;    /* the first node that is not in the group */
    builder b;                   /* of the paragraph that is open */
    bool in_text, space_due;     /* something is in it; a blank comes before what follows */
    sm_loc start;
} dom;

/* What NODE is, or NULL when it is no element. */
const html_element *load_html_element_of(const xmlNode *node);
bool load_html_is_inline(html_role role);
bool load_html_is_blank(const xmlNode *node);

/* Whether everything below TOP has a meaning in the model, in at most DEPTH levels. */
bool load_html_is_simple(xmlNode *top, int depth);

/* The place of NODE, which follows what has been converted. */
sm_loc load_html_place(dom *d, const xmlNode *node);

void load_html_start_text(dom *d);
void load_html_add_inline(dom *d, xmlNode *node);
void load_html_add_comment(dom *d, xmlNode *node);

/* What NODE holds, as the inlines of a title or summary. */
const sm_inline *load_html_inlines(dom *d, xmlNode *node);

/* Its text, without markup. */
sm_str load_html_text(dom *d, xmlNode *node);

/* What NODE holds, as blocks. */
const sm_block *load_html_blocks(dom *d, xmlNode *node, int depth);

void load_html_add_table(dom *d, block_sink *sink, xmlNode *node, int depth);

#endif
