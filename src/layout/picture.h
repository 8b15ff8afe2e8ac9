/* Image files: read from beside the specification, measured from their headers. */
#ifndef LAYOUT_PICTURE_H
#define LAYOUT_PICTURE_H

#include "para.h"

/* The image at URL, its size in points (96 pixels an inch) before any scaling; false after
 * reporting when it cannot be shown. */
bool layout_load_picture(layout_setter *setter, sm_str url, sm_loc loc,
                         layout_picture *picture);

/* Its size from its bytes; false when they are no PNG, JPEG or SVG. */
bool layout_measure_picture(layout_setter *setter, layout_picture *picture);

/* Makes PICTURE as large as the author wants it on a line of WIDTH, but not larger than that
 * and HEIGHT. */
void layout_fit_picture(layout_picture *picture, sm_image_size wanted, sm_pt width,
                        sm_pt height);

/* URL, without what a data URL holds. */
sm_str layout_shown_url(sm_str url);

/* What IMAGE shows, for people who cannot see it; never empty. */
sm_str layout_alternative(layout_setter *setter, const sm_inline *image);

#endif
