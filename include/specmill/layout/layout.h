/* Layout: a specification to pages. Widths first (set_*.c), one endless galley of strips, then
 * make-up cuts it into pages. */
#ifndef SPECMILL_LAYOUT_LAYOUT_H
#define SPECMILL_LAYOUT_LAYOUT_H

#include "specmill/base/diag.h"
#include "specmill/diagram/diagram.h"
#include "specmill/model/spec.h"
#include "specmill/scene/scene.h"

/* Standard structure types of ISO 32000-1, 14.8.4. */
typedef enum sm_tag_kind {
    SM_TAG_DOCUMENT,
    SM_TAG_SECTION,
    SM_TAG_TITLE,   /* the document's title: H1 in PDF 1.7 */
    SM_TAG_HEADING, /* with a level */
    SM_TAG_PARAGRAPH,
    SM_TAG_LIST,
    SM_TAG_LIST_ITEM,
    SM_TAG_LABEL,
    SM_TAG_LIST_BODY,
    SM_TAG_TABLE,
    SM_TAG_TABLE_HEAD,
    SM_TAG_TABLE_BODY,
    SM_TAG_TABLE_ROW,
    SM_TAG_HEADER_CELL,
    SM_TAG_DATA_CELL,
    SM_TAG_FIGURE,
    SM_TAG_CAPTION,
    SM_TAG_CODE,
    SM_TAG_QUOTE,
    SM_TAG_NOTE,      /* a footnote's body */
    SM_TAG_REFERENCE, /* a footnote's mark */
    SM_TAG_LINK,
    SM_TAG_SPAN,
    SM_TAG_CONTENTS, /* TOC */
    SM_TAG_CONTENTS_ITEM,
    SM_TAG_FORM
} sm_tag_kind;

/* A node of the logical structure. Tags stand in document order; a mark names its tag by index
 * (sm_mark.tag; 0 is decoration, so tags[0] is unused). The children of a tag are the marks and
 * tags that name it, in the order of their first mark or their own index. */
typedef struct sm_tag {
    sm_tag_kind kind;
    uint32_t parent;      /* 0 for the root, tags[1], a SM_TAG_DOCUMENT */
    int level;            /* SM_TAG_HEADING: 1-6 */
    sm_str alt;           /* SM_TAG_FIGURE: alternative text */
    bool ordered;         /* SM_TAG_LIST */
    bool row_header;      /* SM_TAG_HEADER_CELL: heads its row, not its column */
    uint32_t column_span; /* cells: 0 and 1 mean one */
} sm_tag;

typedef struct sm_outline_entry {
    int level; /* 1-6 */
    sm_str title;
    size_t page; /* from 0 */
    sm_point at;
} sm_outline_entry;

typedef struct sm_destination {
    sm_str id; /* of a section or footnote */
    size_t page;
    sm_point at;
} sm_destination;

typedef enum sm_form_kind { SM_FORM_TEXT, SM_FORM_SIGNATURE } sm_form_kind;

typedef struct sm_form_field {
    sm_form_kind kind;
    sm_str name, tooltip;
    size_t page;
    sm_rect box;
    uint32_t tag;
} sm_form_field;

typedef struct sm_page {
    const sm_scene *scene; /* its width and height are the page's */
    sm_str label;          /* as printed: "3" */
} sm_page;

typedef struct sm_pages {
    const sm_page *pages;
    size_t count;
    const sm_tag *tags;
    size_t tag_count; /* with the unused first one */
    const sm_outline_entry *outline;
    size_t outline_count;
    const sm_destination *destinations; /* sorted by id (sm_str_compare) */
    size_t destination_count;
    const sm_form_field *fields;
    size_t field_count;
    sm_str title, language;
    sm_str digest; /* SHA-256 of the source, as the pages show it; empty without a source */
} sm_pages;

/* What a user may ask of the pages. All zeros but for images is the default. */
typedef struct sm_layout_options {
    bool with_images;       /* read image files from the specification's folder */
    bool without_watermark; /* no state's name behind the text */
    const char *approvers;  /* "Role: Name, Name": rows to sign on, instead of those that the
                               specification names; NULL: those */
    sm_diag *findings;      /* of reading it, for the sign-off page; may be NULL */
    sm_str language;        /* a BCP 47 tag; absent: "en" */
} sm_layout_options;

/* FONTS must outlive the pages, whose runs point at its faces. NULL after reporting when there
 * would be more pages than the limit. */
const sm_pages *sm_layout(sm_arena *arena, const sm_spec *spec, sm_figures figures,
                          const sm_theme *theme, sm_fonts *fonts,
                          const sm_layout_options *options, sm_diag *diag);

#endif
