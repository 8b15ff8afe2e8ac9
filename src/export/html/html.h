/* Private to the HTML backend. */
#ifndef SPECMILL_EXPORT_HTML_HTML_H
#define SPECMILL_EXPORT_HTML_HTML_H

#include "specmill/base/output.h"
#include "specmill/export/anchors.h"
#include "specmill/export/html.h"
#include "specmill/export/placeholders.h"
#include "specmill/model/wording.h"

/* Where a page is being written and what is known on the way. */
typedef struct html_writer {
    sm_arena *arena;
    sm_buf *buf;
    sm_output *output; /* takes what is in buf from time to time; NULL: all stays in buf */
    const sm_doc *doc;
    const sm_html_options *options;
    const sm_html_setup *setup; /* never NULL */
    const sm_spec *spec;        /* NULL: only the document is known */
    sm_wording wording;         /* of what is said besides the text */

    sm_placeholder_index placeholders;
    sm_level *levels; /* as the author writes them */
    size_t level_count;
    bool *has_levels; /* by block: a table that states some; NULL without levels */
    sm_anchors anchors;
    sm_str section_title; /* the label of the section being written; for table labels */
    size_t tables;        /* written so far */
    size_t image_bytes;   /* embedded so far */
    bool in_link;         /* no link may stand in a link */
    bool right_to_left;   /* as the page runs, which its list items may not */
    bool bare;            /* no ids, links and notes: the text is a copy, for the contents */
} html_writer;

html_writer html_writer_new(sm_arena *arena, sm_buf *buf, const sm_doc *doc,
                            const sm_html_options *options);

static inline void html_put(html_writer *w, sm_str markup)
{
    sm_buf_add_str(w->buf, markup);
}

/* escape.c: TEXT for element content and for attribute values in double quotes.
 * What HTML forbids becomes U+FFFD. */
void html_text(sm_buf *buf, sm_str text);

/* What specmill says, escaped; COUNT in place of {1}. */
void html_say(html_writer *w, sm_phrase phrase);
void html_say_count(html_writer *w, sm_phrase phrase, size_t count);

/* inline.c: CONTENT up to END (exclusive; NULL: all). */
void html_inlines(html_writer *w, const sm_inline *content, const sm_inline *end);

/* image.c */
void html_image(html_writer *w, const sm_inline *image);

/* body.c: DEPTH is the level of the next heading inside, 1-6. */
void html_blocks(html_writer *w, const sm_block *block, int depth);
void html_body(html_writer *w);

/* code.c, table.c, note.c */
void html_code_block(html_writer *w, const sm_block *block);
void html_table(html_writer *w, const sm_block *block);
void html_footnote_reference(html_writer *w, const sm_inline *reference);
void html_footnotes(html_writer *w);

/* title.c, toc.c, style.c */
void html_title_block(html_writer *w);
void html_contents(html_writer *w);
sm_str html_style(sm_arena *arena, const sm_theme *theme, sm_str more);

/* frame.c: the head up to its last element, the body up to what the page is about. */
const sm_html_setup *html_setup_of(const sm_html_setup *setup); /* never NULL */
void html_head(sm_arena *arena, sm_buf *buf, const sm_html_frame *frame);
void html_meta(sm_buf *buf, const char *name, sm_str content);
void html_begin_body(sm_buf *buf, const sm_html_frame *frame);
void html_link(sm_buf *buf, const char *attributes, sm_html_link link);

/* address.c: URL, which the author wrote and may be live, as the value of an attribute. */
bool html_is_remote(sm_str url); /* with a scheme or a host */
void html_author_url(html_writer *w, sm_str url, bool image);

/* script.c: comfort for readers; the page is whole without it. */
sm_str html_script(sm_arena *arena);

/* The id that SECTION's heading has in the page. */
void html_section_id(html_writer *w, const sm_block *section);

/* The same as a part of an address. */
void html_section_fragment(html_writer *w, const sm_block *section);

/* records.c: the name of the level ("high") that a cell of a table of records holds, or NULL.
 */
void html_collect_levels(html_writer *w);
const char *html_cell_level(const html_writer *w, const sm_block *table, const sm_cell *cell);
void html_record_summary(html_writer *w);

/* The id attribute of the element that begins on LINE, if a record is stated there that has
 * none yet. */
void html_anchor(html_writer *w, uint32_t line);
void html_tell_anchors(const html_writer *w); /* those that are written, to the setup */

/* readiness.c */
void html_readiness(html_writer *w);

/* Hands what is in the buffer on when it is much. */
void html_flush(html_writer *w, bool all);

#endif
