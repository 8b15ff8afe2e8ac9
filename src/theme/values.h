/* Values of a theme file, checked, into a theme. */
#ifndef SPECMILL_SRC_THEME_VALUES_H
#define SPECMILL_SRC_THEME_VALUES_H

#include "specmill/model/value.h"
#include "specmill/theme/theme.h"

/* Sets what KEY names in THEME to VALUE. An unknown key and a value that cannot be used are
 * reported; the theme then keeps what it has. */
void theme_set(sm_arena *arena, sm_theme *theme, const sm_value_pair *pair, sm_diag *diag);

/* Puts the margins of WHOLE back to those of BEFORE, after reporting at LOC, when they leave no
 * room for text on the page. */
void theme_check_page(sm_theme *whole, const sm_theme *before, sm_loc loc, sm_diag *diag);

#endif
