/* Kinds of image files, told by their first bytes as browsers do (WHATWG MIME Sniffing, 6.1),
 * SVG by its first element. */
#ifndef SPECMILL_BASE_IMAGE_H
#define SPECMILL_BASE_IMAGE_H

#include "specmill/base/buf.h"

typedef enum sm_image_kind {
    SM_IMAGE_UNKNOWN,
    SM_IMAGE_PNG,
    SM_IMAGE_JPEG,
    SM_IMAGE_GIF,
    SM_IMAGE_WEBP,
    SM_IMAGE_SVG
} sm_image_kind;

sm_image_kind sm_image_kind_of(sm_str bytes);

/* "image/png"; absent for an unknown kind. Static. */
sm_str sm_image_media_type(sm_image_kind kind);

/* Appends the image BYTES as an address that holds them (RFC 2397). */
void sm_image_write_url(sm_buf *buf, sm_str bytes);

#endif
