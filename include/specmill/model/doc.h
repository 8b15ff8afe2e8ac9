/* The document: what the author wrote, as a closed tree. Built bottom up by the loader, const
 * afterwards. Headings are nested sections here. There are no parent links: context travels
 * down as parameters. The loader caps the depth, so everybody may recurse. */
#ifndef SPECMILL_MODEL_DOC_H
#define SPECMILL_MODEL_DOC_H

#include "specmill/base/buf.h"
#include "specmill/base/source.h"
#include "specmill/base/str.h"
#include "specmill/model/value.h"
#include <stdbool.h>
#include <stdint.h>

enum { SM_DEPTH_MAX = 64 }; /* of blocks in blocks, and again of inlines in inlines */

typedef enum sm_inline_kind {
    SM_TEXT,       /* as.text; adjacent texts are one */
    SM_SOFT_BREAK, /* a line end in the source: a space in the output */
    SM_LINE_BREAK,
    SM_CODE,     /* as.text */
    SM_RAW,      /* as.text: raw HTML that means nothing here, shown as written */
    SM_EMPHASIS, /* as.children, from here ... */
    SM_STRONG,
    SM_STRIKE,
    SM_UNDERLINE,
    SM_SUB,
    SM_SUP,
    SM_KBD,
    SM_MARK,    /* ... to here */
    SM_LINK,    /* as.link */
    SM_IMAGE,   /* as.image */
    SM_FOOTNOTE /* as.footnote: a reference to doc->footnotes */
} sm_inline_kind;

/* How large an image is to be shown, as <img> says it. */
typedef struct sm_image_size {
    uint16_t width, height; /* in pixels of CSS (96 an inch); 0: not said */
    uint8_t percent;        /* of the line's width, in place of WIDTH; 0: not said */
} sm_image_size;

typedef struct sm_inline sm_inline;
struct sm_inline {
    sm_inline_kind kind;
    uint32_t index; /* in document order, unique in the document */
    sm_loc loc;
    const sm_inline *next;
    union {
        sm_str text;
        const sm_inline *children;
        struct {
            sm_str url, title; /* title: absent when there is none; url as written, unescaped */
            const sm_inline *children;
            bool automatic; /* <https://...> or a bare URL: the text is the URL */
        } link;
        struct {
            sm_str url, title, alt;
            sm_image_size size;
        } image;
        struct {
            size_t number;    /* from 1: doc->footnotes[number - 1] */
            size_t reference; /* from 1: which reference to that note this is */
        } footnote;
    } as;
};

typedef enum sm_block_kind {
    SM_SECTION,
    SM_PARAGRAPH,
    SM_LIST,
    SM_QUOTE,
    SM_CODE_BLOCK,
    SM_TABLE,
    SM_RULE,
    SM_DETAILS,
    SM_HTML_BLOCK /* raw HTML that means nothing here, shown as written */
} sm_block_kind;

typedef enum sm_quote_kind {
    SM_QUOTE_PLAIN,
    SM_QUOTE_NOTE, /* from here on: GitHub alerts */
    SM_QUOTE_TIP,
    SM_QUOTE_IMPORTANT,
    SM_QUOTE_WARNING,
    SM_QUOTE_CAUTION
} sm_quote_kind;

typedef enum sm_checkbox { SM_NO_CHECKBOX, SM_UNCHECKED, SM_CHECKED } sm_checkbox;
typedef enum sm_align {
    SM_ALIGN_NONE,
    SM_ALIGN_LEFT,
    SM_ALIGN_CENTER,
    SM_ALIGN_RIGHT
} sm_align;

typedef struct sm_block sm_block;

typedef struct sm_item {
    sm_loc loc;
    sm_checkbox checkbox;
    const sm_block *blocks;
    const struct sm_item *next;
} sm_item;

typedef struct sm_cell {
    sm_loc loc;
    const sm_inline *content; /* NULL: empty */
} sm_cell;

typedef struct sm_row {
    sm_loc loc;
    const sm_cell *cells; /* as many as the table has columns */
    const struct sm_row *next;
} sm_row;

struct sm_block {
    sm_block_kind kind;
    uint32_t index; /* in document order from 0, unique in the document, sections included */
    sm_loc loc;
    uint32_t end_line; /* last source line */
    const sm_block *next;
    union {
        struct {
            int level;     /* 1-6, as written; a child's is larger, not always by one */
            sm_str id;     /* GitHub's slug, unique in the document */
            sm_str number; /* "7.1": the author's, or counted; absent on the title */
            bool numbered; /* the author wrote the number; it is part of the title */
            const sm_inline *title;
            sm_str label; /* the title's plain text, cut after 200 bytes: for what names the
                             section again and again */
            const sm_block *blocks;
        } section;
        const sm_inline *paragraph;
        struct {
            bool ordered, tight;
            bool definitions; /* <dl>: an item begins with a paragraph of one SM_STRONG, the
                                 term; its definition follows, or is that of the next item */
            uint32_t start;
            const sm_item *items;
        } list;
        struct {
            sm_quote_kind kind;
            const sm_block *blocks;
        } quote;
        struct {
            sm_str language; /* first word of the info string, in lower case; may be empty */
            sm_str info;     /* the whole info string */
            sm_str text;     /* with its last line end, if there is any text */
            bool fenced;
        } code;
        struct {
            size_t columns;
            const sm_align *aligns; /* one a column */
            const sm_row *head;     /* NULL: no header (a table in HTML) */
            const sm_row *rows;
            const sm_inline *caption; /* NULL mostly */
        } table;
        struct {
            const sm_inline *summary;
            const sm_block *blocks;
            bool open;
        } details;
        sm_str html;
    } as;
};

typedef struct sm_footnote {
    sm_str label; /* as written */
    sm_loc loc;
    const sm_block *blocks;
    size_t references; /* how often it is referred to; 0: defined, never used */
} sm_footnote;

typedef struct sm_comment {
    sm_str text; /* between <!-- and --> */
    sm_loc loc;
} sm_comment;

typedef struct sm_doc {
    const sm_source *source;
    const sm_value *front_matter; /* NULL: none, or not readable (then it is a code block) */
    const sm_block *blocks;       /* what stands before the first heading, then sections */
    const sm_footnote *footnotes;
    size_t footnote_count;
    const sm_comment *comments; /* HTML comments, in order */
    size_t comment_count;
    uint32_t block_count, inline_count;
} sm_doc;

/* The next anchor that the author set in HTML, id="x" or name="x" wherever it stands, from *AT
 * in the source's text on; *AT is moved past it. False when there is none. */
bool sm_doc_next_html_anchor(const sm_doc *doc, size_t *at, sm_str *anchor);

/* What the blocks directly in BLOCK are (section, quote, details), or NULL; a list has items.
 */
const sm_block *sm_block_children(const sm_block *block);

/* The inlines in N: of emphasis and the like, and of a link. NULL when it holds none. */
const sm_inline *sm_inline_children(const sm_inline *n);

/* Whether CONTENT starts with a key in bold: "**Key:** value" or "**Key**: value". Lines that
 * each start with one are lines, their author saw a list. */
bool sm_inline_is_key(const sm_inline *content);

/* Appends the plain text of CONTENT and what follows it: markup removed, breaks as a space,
 * images as their alternative text, footnote references left out. */
void sm_inline_text(sm_buf *buf, const sm_inline *content);

/* The same as a string, with white space runs as one blank and trimmed. */
sm_str sm_plain_text(sm_arena *arena, const sm_inline *content);

/* Appends the plain text of BLOCKS, one line a paragraph, row or item. */
void sm_block_text(sm_buf *buf, const sm_block *blocks);

#endif
