/* The kinds of diagrams, one function each: the scene of the text from AT (behind the header's
 * keyword) on, or NULL when there is nothing to draw; what is odd has then been reported. */
#ifndef SPECMILL_DIAGRAM_KINDS_H
#define SPECMILL_DIAGRAM_KINDS_H

#include "dia.h"

const sm_scene *dia_flowchart(dia *d, size_t at);
const sm_scene *dia_sequence(dia *d, size_t at);
const sm_scene *dia_c4(dia *d, size_t at);
const sm_scene *dia_state(dia *d, size_t at);
const sm_scene *dia_er(dia *d, size_t at);
const sm_scene *dia_class_diagram(dia *d, size_t at);
const sm_scene *dia_gantt(dia *d, size_t at);
const sm_scene *dia_pie(dia *d, size_t at);
const sm_scene *dia_journey(dia *d, size_t at);
const sm_scene *dia_git(dia *d, size_t at);
const sm_scene *dia_mindmap(dia *d, size_t at);
const sm_scene *dia_timeline(dia *d, size_t at);
const sm_scene *dia_quadrant(dia *d, size_t at);
const sm_scene *dia_xychart(dia *d, size_t at);
const sm_scene *dia_block(dia *d, size_t at);
const sm_scene *dia_requirement(dia *d, size_t at);
const sm_scene *dia_packet(dia *d, size_t at);
const sm_scene *dia_kanban(dia *d, size_t at);
const sm_scene *dia_architecture(dia *d, size_t at);
const sm_scene *dia_sankey(dia *d, size_t at);
const sm_scene *dia_radar(dia *d, size_t at);
const sm_scene *dia_treemap(dia *d, size_t at);
const sm_scene *dia_tree_view(dia *d, size_t at);

#endif
