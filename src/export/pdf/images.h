/* Images in a PDF: PNG decoded by libpng's simplified interface (libharu 2.3.0 fails on
 * interlaced and 16-bit ones), JPEG passed through, SVG drawn as pixels. */
#ifndef SPECMILL_EXPORT_PDF_IMAGES_H
#define SPECMILL_EXPORT_PDF_IMAGES_H

#include "file.h"
#include "specmill/scene/scene.h"

typedef struct pdf_images pdf_images;

/* OPAQUE: transparency is not allowed (PDF/A-1); images are laid on white. */
pdf_images *pdf_images_new(sm_arena *arena, pdf_file *file, bool opaque, const sm_diag *diag);

/* The number of the image (its resource name is Im and this), or 0 after reporting it at LOC
 * and by ALT. The same bytes are embedded once, those of an SVG once for each size in which it
 * is SHOWN (in points). */
unsigned pdf_image_number(pdf_images *images, sm_str bytes, sm_point shown, sm_str alt,
                          sm_loc loc, sm_diag *diag);

/* The entries of a resource dictionary's XObject. */
sm_str pdf_images_resources(const pdf_images *images);

#endif
