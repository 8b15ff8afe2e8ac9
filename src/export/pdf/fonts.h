/* Fonts in a PDF: Type 0, subset, with ToUnicode. libharu's own TrueType
 * path (2.3.0) loses accents, high glyph ids and everything beyond U+FFFF. */
#ifndef SPECMILL_EXPORT_PDF_FONTS_H
#define SPECMILL_EXPORT_PDF_FONTS_H

#include "file.h"
#include "specmill/font/face.h"

typedef struct pdf_font pdf_font;
typedef struct pdf_fonts pdf_fonts;

pdf_fonts *pdf_fonts_new(sm_arena *arena, pdf_file *file, bool cid_sets);

/* The font of FACE in this file; it is part of it from now on. */
pdf_font *pdf_font_of(pdf_fonts *fonts, const sm_face *face);

unsigned pdf_font_number(const pdf_font *font); /* its resource name is F and this */

/* GLYPH is shown for TEXT. False when a reader would copy something else, because the glyph has
 * stood for another text before; the caller then has to say it with ActualText. */
bool pdf_font_use(pdf_font *font, uint32_t glyph, sm_str text);

/* How a glyph that was used is written: two bytes. ADVANCE (NULL: not wanted) gets its advance
 * as the file states it, in thousandths of the size. */
uint32_t pdf_font_code(const pdf_font *font, uint32_t glyph, double *advance);

/* Writes all fonts once everything is painted. */
void pdf_fonts_write(pdf_fonts *fonts, sm_diag *diag);

/* The entries of a resource dictionary's Font: "/F1 5 0 R ...". */
sm_str pdf_fonts_resources(const pdf_fonts *fonts);

/* A simple font (WinAnsiEncoding, whole) for fields that people type into. FACE is TrueType. */
uint32_t pdf_form_font(sm_arena *arena, pdf_file *file, const sm_face *face);

#endif
