/* Rows of cells, for tables and for the title block. */
#ifndef LAYOUT_ROWS_H
#define LAYOUT_ROWS_H

#include "para.h"

/* Appends the cells' lines side by side (they have their x already), PAD above and below: one
 * strip when HEIGHT_MAX allows, else one for each line. BOX is behind the row. */
void layout_add_row(layout_setter *setter, layout_context context, const layout_lines *cells,
                    size_t count, const layout_box *box, sm_pt height_max);

#endif
