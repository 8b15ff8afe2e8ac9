/* Content stream operators (ISO 32000-1, annex A). State that is already set is not set again.
 */
#ifndef SPECMILL_EXPORT_PDF_OPERATORS_H
#define SPECMILL_EXPORT_PDF_OPERATORS_H

#include "specmill/base/buf.h"
#include "specmill/theme/theme.h"

typedef enum text_mode { TEXT_FILL, TEXT_STROKE, TEXT_FILL_STROKE } text_mode;

typedef struct pdf_operators {
    sm_buf buf;
    sm_color fill, stroke;
    double line_width, dash, gap;
    bool round;
    int opacity; /* percent */
    /* text objects */
    bool in_text;
    unsigned font;
    double size, rise;
    text_mode mode;
    bool slanted;
    double x, y;   /* start of the line, as written */
    double pen;    /* where a reader puts the next glyph of the line */
    sm_buf glyphs; /* of the operator that is being put together */
    bool adjusted; /* it has moves between glyphs */
} pdf_operators;

pdf_operators ops_new(sm_arena *arena);
/* Nothing is known of the state any more: everything is set anew. */
void ops_forget(pdf_operators *ops);
void ops_number(pdf_operators *ops, double number); /* two decimals and a blank */
void ops_fill_color(pdf_operators *ops, sm_color color);
void ops_stroke_color(pdf_operators *ops, sm_color color);
void ops_opacity(pdf_operators *ops, int percent);
void ops_line(pdf_operators *ops, double width, double dash, double gap, bool round);

/* Text: an object is begun by the first of these and ended by ops_end_text(). Glyphs are shown
 * together until something else changes. */
void ops_text_mode(pdf_operators *ops, text_mode mode);
void ops_font(pdf_operators *ops, unsigned font, double size);
void ops_text_at(pdf_operators *ops, double x, double y, bool slanted);
void ops_rise(pdf_operators *ops, double rise);
void ops_move(pdf_operators *ops, double thousandths); /* to the right, of the font size */
void ops_glyph(pdf_operators *ops, uint32_t glyph, double advance); /* thousandths, too */
void ops_begin_actual_text(pdf_operators *ops, sm_str text);
void ops_end_actual_text(pdf_operators *ops);
void ops_end_text(pdf_operators *ops);

#endif
