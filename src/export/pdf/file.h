/* A PDF file in the making. libharu keeps the catalog, the page tree, the outline and the
 * object numbers; objects that come in great numbers or hold bytes (structure elements, fonts,
 * contents) are texts of our own under a number of libharu's, which takes a tenth of the
 * memory. Written by our own writer: libharu's ignores write errors and knows no object
 * streams. */
#ifndef SPECMILL_EXPORT_PDF_FILE_H
#define SPECMILL_EXPORT_PDF_FILE_H

#include "specmill/base/buf.h"
#include "specmill/base/diag.h"
#include "specmill/base/output.h"
#include <hpdf.h>
#include <hpdf_catalog.h>
#include <hpdf_doc.h>
#include <hpdf_pages.h>

typedef struct pdf_file pdf_file;

/* COMPACT: object and cross-reference streams (PDF 1.5), else PDF 1.4. NULL after reporting. */
pdf_file *pdf_file_open(sm_arena *arena, bool compact, sm_diag *diag);
void pdf_file_close(pdf_file *file);

/* Writes everything. False after reporting what libharu complained of first. */
bool pdf_file_write(pdf_file *file, sm_output *output, sm_diag *diag);

HPDF_Doc pdf_doc(pdf_file *file);

/* A new page with these sizes in points, and its object number. */
HPDF_Page pdf_page(pdf_file *file, double width, double height, uint32_t *number);
void pdf_page_contents(pdf_file *file, HPDF_Page page, sm_str operators);

/* Objects of our own. A reserved number must be put; TEXT and ENTRIES (of a stream's
 * dictionary, without Length and Filter) must live as long as the file. */
uint32_t pdf_reserve(pdf_file *file);
void pdf_put(pdf_file *file, uint32_t number, sm_str text);
uint32_t pdf_add(pdf_file *file, sm_str text);
uint32_t pdf_add_stream(pdf_file *file, sm_str entries, sm_str bytes);     /* deflated here */
uint32_t pdf_add_raw_stream(pdf_file *file, sm_str entries, sm_str bytes); /* as it is */

/* Adds the object NUMBER under KEY of DICT, by reference. */
void pdf_link(pdf_file *file, HPDF_Dict dict, const char *key, uint32_t number);

/* Adds TEXT, an object as PDF spells it, under KEY of DICT. */
void pdf_set(pdf_file *file, HPDF_Dict dict, const char *key, sm_str text);

void pdf_add_reference(sm_buf *buf, uint32_t number); /* "12 0 R " */

/* A text string: ASCII in parentheses, else UTF-16BE in hexadecimal. */
void pdf_add_text(sm_buf *buf, sm_str text);
void pdf_add_utf16(sm_buf *buf, sm_str text);                               /* digits only */
void pdf_add_rect(sm_buf *buf, double x0, double y0, double x1, double y1); /* [...] */

#endif
