/* Diagrams: Mermaid text to scenes. */
#ifndef SPECMILL_DIAGRAM_DIAGRAM_H
#define SPECMILL_DIAGRAM_DIAGRAM_H

#include "specmill/base/diag.h"
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

/* The drawing of BLOCK, or NULL. */
const sm_scene *sm_figure(sm_figures figures, const sm_block *block);

#endif
