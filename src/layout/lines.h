/* One line: pieces chosen by the breaker in para_set.c, placed and painted. */
#ifndef LAYOUT_LINES_H
#define LAYOUT_LINES_H

#include "para.h"

/* Paints PIECES (COUNT of them, in logical order) as a line whose left edge is X. */
layout_line layout_paint_line(layout_para *para, layout_piece *pieces, size_t count, sm_pt x,
                              sm_pt width, sm_align align);

/* Shapes the part [start, end) of PIECE anew. */
layout_piece layout_piece_part(const layout_para *para, const layout_piece *piece,
                               uint32_t start, uint32_t end);

#endif
