/* Scalars of a theme file to values. */
#ifndef SPECMILL_SRC_THEME_PARSE_H
#define SPECMILL_SRC_THEME_PARSE_H

#include "specmill/theme/theme.h"

/* "#rgb", "#rrggbb" or a name of CSS Color Module Level 4. */
bool theme_color(sm_str text, sm_color *color);

/* A number with one of the units pt mm cm in px (1/96 inch) behind it, with or without a blank;
 * 0 needs none. */
bool theme_length(sm_str text, sm_pt *length);

/* Decimal digits with at most one point, a sign before them, no exponent; any locale. */
bool theme_number(sm_str text, double *number);

/* true, false, and what else YAML 1.1 has for them. */
bool theme_flag(sm_str text, bool *flag);

#endif
