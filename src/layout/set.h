/* What the set_*.c modules call of each other. */
#ifndef LAYOUT_SET_H
#define LAYOUT_SET_H

#include "para.h"

void layout_set_paragraph(layout_setter *setter, layout_context context, const sm_block *block);
void layout_set_heading(layout_setter *setter, layout_context context, const sm_block *section);
void layout_set_rule(layout_setter *setter, layout_context context);

/* set_blocks.c: BLOCKS and what follows them. */
void layout_set_blocks(layout_setter *setter, layout_context context, const sm_block *blocks);
void layout_set_body(layout_setter *setter, layout_context context);
void layout_set_notes(layout_setter *setter, layout_context context);

/* set_list.c */
void layout_set_list(layout_setter *setter, layout_context context, const sm_block *block);

/* set_quote.c */
void layout_set_quote(layout_setter *setter, layout_context context, const sm_block *block);
void layout_set_details(layout_setter *setter, layout_context context, const sm_block *block);

/* set_code.c: TEXT as code; MUTED is for raw HTML. */
void layout_set_code(layout_setter *setter, layout_context context, sm_str language,
                     sm_str text, bool muted, const sm_block *block);

/* set_table.c */
void layout_set_table(layout_setter *setter, layout_context context, const sm_block *block);

/* set_picture.c: a diagram; false when there is none for BLOCK. An image as a block. The image
 * that is all of CONTENT (LINK gets the URL of a link around it), or NULL. */
bool layout_set_figure(layout_setter *setter, layout_context context, const sm_block *block);
void layout_set_image(layout_setter *setter, layout_context context, const sm_inline *image,
                      sm_str link);
const sm_inline *layout_only_image(const sm_inline *content, sm_str *link);

/* words.c: the document's title, else its file's name; the status as a reader expects it
 * (absent when it is not known). */
sm_str layout_title(const layout_setter *setter);
sm_str layout_status(const layout_setter *setter);
sm_str layout_version(layout_setter *setter); /* "Version 1.2" */

/* set_title.c, set_contents.c, set_approval.c */
void layout_set_title(layout_setter *setter, layout_context context);
bool layout_wants_contents(const layout_setter *setter);
void layout_set_contents(layout_setter *setter, layout_context context);
/* Places in the pages that no heading's id can be. */
#define LAYOUT_BEGINNING ":title"
#define LAYOUT_SIGN_OFF  ":sign-off"

bool layout_wants_approval(const layout_setter *setter);
void layout_set_approval(layout_setter *setter, layout_context context);

/* headings.c: the table of headings, made before anything is set. */
void layout_find_headings(layout_setter *setter);

/* The heading of contents that the author wrote, or NULL. The heading that is all that CONTENT
 * links to, in a specification with such contents, or LAYOUT_NOWHERE. */
const layout_heading *layout_own_contents(const layout_setter *setter);
uint32_t layout_linked_heading(const layout_setter *setter, const sm_inline *content);

/* Whether the lists in BLOCKS link to most of the sections at the top. */
bool layout_lists_sections(const layout_setter *setter, const sm_block *blocks);

void layout_place_heading(layout_setter *setter, const sm_block *section, uint32_t strip);
int layout_top_level(const layout_setter *setter);
bool layout_shows_number(const layout_setter *setter, const sm_block *section);
void layout_add_anchor(layout_setter *setter, sm_str id, uint32_t strip);

#endif
