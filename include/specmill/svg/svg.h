/* SVG files (SVG 2, CSS), drawn as pixels by librsvg. Nothing but the file is read: no other
 * file, no network, no script; embedded PNG and JPEG (data:) are drawn.
 *
 * How long that takes is up to the file (filters, patterns in patterns), so a process of its
 * own does it, with 2 GB of memory at most and at most a third of the SECONDS of computing time
 * that are left; what it takes is taken off them. */
#ifndef SPECMILL_SVG_SVG_H
#define SPECMILL_SVG_SVG_H

#include "specmill/base/str.h"
#include <stdint.h>

/* The size of the file BYTES in pixels of CSS (96 an inch); that of its view box when it does
 * not say. False when it cannot be drawn. */
bool sm_svg_size(sm_str bytes, double *seconds, double *width, double *height);

/* The file drawn WIDTH by HEIGHT pixels large, row by row from the top, four bytes each: red,
 * green, blue and alpha (not premultiplied); PIXELS has room for them. False when it cannot be
 * drawn. */
bool sm_svg_draw(sm_str bytes, double *seconds, unsigned width, unsigned height,
                 uint8_t *pixels);

/* Whether it has text as HTML (<foreignObject>) and nothing in place of it for readers without
 * HTML: these are not drawn. */
bool sm_svg_has_html(sm_str bytes);

#endif
