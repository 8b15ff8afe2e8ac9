/* The form: text fields and empty signature fields (ISO 32000-1, 12.7). */
#ifndef SPECMILL_EXPORT_PDF_FORM_H
#define SPECMILL_EXPORT_PDF_FORM_H

#include "links.h"

/* Nothing when the pages have no fields. */
void pdf_form_write(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                    const uint32_t *page_objects, pdf_tags *tags, pdf_links *links,
                    sm_fonts *fonts);

#endif
