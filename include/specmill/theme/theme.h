/* A theme: everything about looks that a user can change, typed and complete. Themes are YAML
 * files with flat keys ("heading_h1_size: 20pt"); theme_keys.def lists every key once. */
#ifndef SPECMILL_THEME_THEME_H
#define SPECMILL_THEME_THEME_H

#include "specmill/base/diag.h"
#include "specmill/base/str.h"
#include <stdint.h>

typedef double sm_pt;      /* a length in points, 1/72 inch */
typedef uint32_t sm_color; /* 0xRRGGBB */

/* The color that CSS Color Module Level 4, 6.1 calls NAME, whatever its case; false: none. */
bool sm_color_named(sm_str name, sm_color *color);

typedef struct sm_theme {
    sm_str name;
    sm_str folder; /* of the theme.yaml that names the logo, or of the last one; absent: built
                      in */
    sm_str css; /* the page.css beside each theme.yaml, the inherited one first; may be empty.
                   As written: a writer of HTML must keep "</style" in it from ending the
                   element */
    sm_str logo_bytes; /* the PNG, JPEG or SVG file that logo names; absent: none */
#define SM_THEME_COLOR(key, value, help)  sm_color key;
#define SM_THEME_LENGTH(key, value, help) sm_pt key;
#define SM_THEME_NUMBER(key, value, help) double key;
#define SM_THEME_TEXT(key, value, help)   sm_str key;
#define SM_THEME_LIST(key, value, help)   sm_str_list key;
#define SM_THEME_FLAG(key, value, help)   bool key;
#include "specmill/theme/theme_keys.def"
} sm_theme;

/* The built-in theme that every other one inherits from in the end. */
const sm_theme *sm_theme_builtin(sm_arena *arena);

/* The theme NAME_OR_FILE: a path when it holds a '/' or ends in .yaml or .yml, else the folder
 * of that name in one of the folders of SEARCH; "default" is the built-in one when no folder
 * has it. Its key "inherits" names another in the same way, or by a path relative to its own
 * folder. Unknown keys and unusable values are reported and skipped, so every value is one that
 * can be laid out; NULL after reporting when there is no such theme. */
const sm_theme *sm_theme_load(sm_arena *arena, const char *name_or_file, sm_str_list search,
                              sm_diag *diag);

/* Every key of THEME as a theme.yaml, each with its help as a comment. */
void sm_theme_write(sm_buf *buf, const sm_theme *theme);

/* The page's size from page_size. */
void sm_theme_page(const sm_theme *theme, sm_pt *width, sm_pt *height);

#endif
