/* Raw HTML in Markdown: what its elements mean here. */
#ifndef HTML_H
#define HTML_H

#include "builder.h"

typedef enum html_role {
    HTML_UNSUPPORTED, /* an element that has no meaning in a document: shown as written */
    HTML_NOTHING,     /* nothing to show and nothing in it */
    HTML_INLINE,      /* no meaning of its own; what it holds counts */
    HTML_BLOCK,       /* the same, on lines of its own */
    HTML_SPAN,        /* an inline of the given kind */
    HTML_CODE,
    HTML_LINK,
    HTML_IMAGE,
    HTML_BREAK,
    HTML_RULE,
    HTML_HEADING,
    HTML_LIST,
    HTML_ITEM,
    HTML_QUOTE,
    HTML_PRE,
    HTML_DETAILS,
    HTML_SUMMARY,
    HTML_DEFINITIONS,
    HTML_TERM,
    HTML_TABLE,
    HTML_CAPTION,
    HTML_ROWS,
    HTML_ROW,
    HTML_CELL,
    HTML_CHECKBOX,
    HTML_MARKDOWN /* stands for a Markdown block between raw HTML */
} html_role;

typedef struct html_element {
    const char *name;
    html_role role;
    int detail; /* SPAN: the sm_inline_kind; HEADING: the level */
} html_element;

/* The element called NAME (any case), or NULL when HTML has no such element. */
const html_element *load_html_find_element(sm_str name);

/* One tag, as written: its name, and whether it closes an element. */
typedef struct html_tag {
    sm_str name, whole;
    bool closes, empty; /* empty: "<br/>" */
    bool broken;        /* it never ends, or has a '<' in it */
    size_t attributes;  /* an upper bound of their number */
} html_tag;

/* The next tag in HTML from *OFFSET on, which is moved past it; false when there is none.
 * Comments, declarations and instructions are passed over. */
bool load_html_next_tag(sm_str html, size_t *offset, html_tag *tag);

/* The name of the element that stands for a Markdown block. */
#define HTML_MARKDOWN_NAME "specmill-markdown"

/* --- html_blocks.c --- */

struct cmark_node;

/* For each HTML block among PARENT's children, in order, the number of the one that closes what
 * it opens; its own when there is nothing to close. NULL when there are no HTML blocks. */
size_t *load_html_group_ends(load *l, struct cmark_node *parent);

/* Whether an HTML block among PARENT's children opens what none of them closes. */
bool load_html_is_open(load *l, struct cmark_node *parent);

/* Converts the HTML block FIRST, with everything up to LAST if that makes sense together.
 * Returns the first node that is not converted. */
struct cmark_node *load_html_add_blocks(load *l, block_sink *sink, struct cmark_node *first,
                                        struct cmark_node *last, int depth);

/* --- html_parse.c: libxml2 --- */

struct _xmlNode;
struct _xmlDoc;

/* HTML as a tree, or NULL when it is broken or too much for the parser. */
struct _xmlDoc *load_html_parse(load *l, sm_str html);
void load_html_free(struct _xmlDoc *doc);
void load_html_close_parser(load *l);

/* The value of attribute NAME in the arena; absent when there is none. */
sm_str load_html_attribute(load *l, struct _xmlNode *element, const char *name);

/* Fills in IMAGE from the attributes of an <img>. */
void load_html_image(load *l, struct _xmlNode *element, sm_inline *image);

/* What one start TAG says, as written: of a link, or of an image. */
typedef struct html_attributes {
    sm_str href, title;
    sm_inline image;
} html_attributes;
html_attributes load_html_tag_attributes(load *l, sm_str tag);

#endif
