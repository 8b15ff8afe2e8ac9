/* The logical structure (ISO 32000-1, 14.7 and 14.8): elements from the pages' tags, and which
 * content and annotations belong to each. */
#ifndef SPECMILL_EXPORT_PDF_TAGS_H
#define SPECMILL_EXPORT_PDF_TAGS_H

#include "file.h"
#include "specmill/layout/layout.h"

typedef struct pdf_tags pdf_tags;

/* PAGE_OBJECTS: the object number of each page, filled in as pages are made. */
pdf_tags *pdf_tags_new(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                       const uint32_t *page_objects);

/* What marked content of TAG is called: "P", "H2". */
const char *pdf_tag_name(const pdf_tags *tags, uint32_t tag);

/* Marked content of TAG begins on PAGE; returns its MCID. Pages in order. */
unsigned pdf_tags_content(pdf_tags *tags, uint32_t tag, size_t page);

/* TAG itself when it is a link, else a new link below it. */
uint32_t pdf_tags_link(pdf_tags *tags, uint32_t tag);

/* The annotation ANNOTATION (object number) on PAGE belongs to TAG; returns its StructParent.
 */
unsigned pdf_tags_annotation(pdf_tags *tags, uint32_t tag, size_t page, uint32_t annotation);

/* The place of a figure on its page, in PDF coordinates. */
void pdf_tags_box(pdf_tags *tags, uint32_t tag, double x0, double y0, double x1, double y1);

/* Writes the structure tree and hangs it into the catalog. */
void pdf_tags_write(pdf_tags *tags);

#endif
