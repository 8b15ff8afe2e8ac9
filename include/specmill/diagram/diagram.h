/* Diagrams: Mermaid text to scenes. */
#ifndef SPECMILL_DIAGRAM_DIAGRAM_H
#define SPECMILL_DIAGRAM_DIAGRAM_H

#include "specmill/base/diag.h"
#include "specmill/base/list.h"
#include "specmill/model/doc.h"
#include "specmill/scene/scene.h"

/* The drawings of a document's Mermaid blocks, by sm_block.index. */
typedef struct sm_figures {
    const sm_scene *const *scenes; /* NULL: no diagrams at all; an entry is NULL for other
                                      blocks and for diagrams that could not be drawn */
    size_t count;
} sm_figures;

sm_figures sm_draw_all(sm_arena *arena, const sm_doc *doc, const sm_theme *theme,
                       sm_diag *diag);

/* The drawing of one Mermaid TEXT that starts at LOC, or NULL after reporting. */
const sm_scene *sm_draw(sm_arena *arena, sm_str text, sm_loc loc, const sm_theme *theme,
                        sm_diag *diag);

/* The Mermaid blocks of DOC in document order, those of footnotes last. */
typedef struct sm_diagram_blocks SM_LIST(const sm_block *) sm_diagram_blocks;
sm_diagram_blocks sm_find_diagrams(sm_arena *arena, const sm_doc *doc);
const sm_scene *sm_draw_block(sm_arena *arena, const sm_block *block, const sm_theme *theme,
                              sm_diag *diag);

/* The same with its flow turned by a right angle, for paper that it would be too small on;
 * NULL when nothing flows in it. Reports nothing. */
const sm_scene *sm_draw_turned(sm_arena *arena, const sm_block *block, const sm_theme *theme);

/* The drawing of BLOCK, or NULL. */
const sm_scene *sm_figure(sm_figures figures, const sm_block *block);

#endif
