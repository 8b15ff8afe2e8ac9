/* Links, destinations, outline and page labels. */
#ifndef SPECMILL_EXPORT_PDF_LINKS_H
#define SPECMILL_EXPORT_PDF_LINKS_H

#include "tags.h"

typedef struct pdf_links pdf_links;

pdf_links *pdf_links_new(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                         const uint32_t *page_objects, pdf_tags *tags);

/* A link on PAGE; the box in PDF coordinates. TEXT says where it leads when the mark has no
 * title. */
void pdf_links_add(pdf_links *links, size_t page, const double box[4], sm_str url, sm_str text,
                   uint32_t tag);

/* Any other annotation on PAGE. */
void pdf_links_add_annotation(pdf_links *links, size_t page, uint32_t annotation);

/* Writes the annotations into the pages. PAGE_DICTS: by page. */
void pdf_links_write(pdf_links *links, const HPDF_Page *page_dicts);

void pdf_outline_write(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                       const HPDF_Page *page_dicts);
void pdf_page_labels_write(sm_arena *arena, pdf_file *file, const sm_pages *pages);

#endif
