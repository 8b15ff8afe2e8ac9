/* Pages of HTML: how the one of a specification is set up, and the frame of it for pages of
 * other kinds, such as an index of specifications. All zeros is one page that needs no other
 * file. */
#ifndef SPECMILL_EXPORT_HTML_PAGE_H
#define SPECMILL_EXPORT_HTML_PAGE_H

#include "specmill/base/buf.h"
#include "specmill/base/str.h"
#include "specmill/model/doc.h"
#include "specmill/model/record.h"
#include "specmill/theme/theme.h"

typedef struct sm_html_link {
    sm_str text, url; /* the URL as it is to stand in the page; absent: no link */
    bool current;     /* this very page */
} sm_html_link;

/* What a page shows of the pages around it. Absent texts and empty lists leave their part out.
 */
typedef struct sm_html_site {
    sm_html_link home;         /* the site's name and its index, in a bar at the top */
    const sm_html_link *links; /* beside it */
    size_t link_count;
    sm_html_link previous, next;   /* at the end of the page */
    const sm_html_link *downloads; /* the same specification in other formats */
    size_t download_count;
} sm_html_site;

typedef struct sm_html_setup {
    bool fragment;    /* the title block and the body alone, to be put into another page */
    bool link_images; /* images stay links to their files; else they become part of the page */
    sm_str style_url; /* of a file with sm_html_sheet(); absent: the style is in the page */
    sm_str css;       /* style to be added to the theme's */
    const sm_html_site *site; /* NULL: the page stands alone */

    /* What the author's relative URL is in this page, the fragment included; with IMAGE it is
     * an image's. An absent string: as written. NULL: all as written. */
    sm_str (*rewrite)(void *context, sm_arena *arena, sm_str url, bool image);
    /* Where the drawing of BLOCK has a page of its own; absent: nowhere. NULL: for none. */
    sm_str (*diagram_url)(void *context, sm_arena *arena, const sm_block *block);
    /* Told, when the page is written, the id that it gave to record INDEX of KIND. NULL: nobody
     * is. */
    void (*record_id)(void *context, sm_record_kind kind, size_t index, sm_str id);
    void *context; /* of all three */
} sm_html_setup;

/* The style sheet that pages with a style_url share. */
sm_str sm_html_sheet(sm_arena *arena, const sm_theme *theme, const sm_html_setup *setup);

/* A page that is not a specification's. */
typedef struct sm_html_frame {
    const sm_theme *theme;
    const sm_html_setup *setup; /* NULL: all zeros */
    sm_str language;            /* BCP 47; absent: "en" */
    sm_str title, description;  /* description may be absent */
    sm_str script;              /* run after the page's own; it may not hold "</script" */
    sm_str_list script_urls;    /* files loaded before both */
} sm_html_frame;

/* Appends everything before the content of the main element, and everything behind it. */
void sm_html_open(sm_arena *arena, sm_buf *buf, const sm_html_frame *frame);
void sm_html_close(sm_arena *arena, sm_buf *buf, const sm_html_frame *frame);

/* Appends TEXT for element content and for attribute values in double quotes. */
void sm_html_text(sm_buf *buf, sm_str text);

#endif
