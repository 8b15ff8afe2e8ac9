/* What makes the file fit for keeping: properties as Info and XMP, identifier, output intent,
 * the source attached (PDF/A-3, ISO 19005-3; PDF/UA-1, ISO 14289-1). */
#ifndef SPECMILL_EXPORT_PDF_ARCHIVE_H
#define SPECMILL_EXPORT_PDF_ARCHIVE_H

#include "file.h"
#include "specmill/export/backend.h"
#include "specmill/layout/layout.h"

/* PART: of PDF/A, 1 to 3, level B. */
void pdf_archive_write(sm_arena *arena, pdf_file *file, const sm_job *job,
                       const sm_pages *pages, int part);

/* A profile of sRGB (ICC.1:1998), made by rule: the same on every machine. */
sm_str pdf_srgb_profile(sm_arena *arena);

#endif
