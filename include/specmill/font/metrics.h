/* Text widths without a font file: the advances of Arial and of Courier (Liberation has the
 * same), with one em for East Asian wide characters and emoji. For diagrams, whose SVG is set
 * in Arial or a face of the same widths. */
#ifndef SPECMILL_FONT_METRICS_H
#define SPECMILL_FONT_METRICS_H

#include "specmill/base/str.h"
#include "specmill/theme/theme.h"

sm_pt sm_text_width(sm_str text, sm_pt size, bool bold, bool mono);

/* Whether the character takes the width of two in a terminal (UAX #11 W or F, emoji). */
bool sm_is_wide(uint32_t codepoint);

/* The cells that TEXT takes in a terminal: two for wide characters, none for marks; joined
 * emoji are one character. */
size_t sm_text_cells(sm_str text);

#endif
