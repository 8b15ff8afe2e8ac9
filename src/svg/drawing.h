/* SVG files drawn by librsvg, in this process: for how long is up to the file. */
#ifndef SVG_DRAWING_H
#define SVG_DRAWING_H

#include "specmill/base/str.h"
#include <stdint.h>

/* Has the library loaded, once for all processes that are started from now on. */
void svg_get_ready(void);

/* As sm_svg_size() and sm_svg_draw() say. */
bool svg_size(sm_str bytes, double *width, double *height);
bool svg_draw(sm_str bytes, unsigned width, unsigned height, uint8_t *pixels);

#endif
