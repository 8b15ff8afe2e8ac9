/* The theme's keys as rows, for readers, writers and the manual. */
#ifndef SPECMILL_THEME_KEYS_H
#define SPECMILL_THEME_KEYS_H

#include "specmill/theme/theme.h"

typedef enum sm_theme_type {
    SM_IS_COLOR,  /* sm_color */
    SM_IS_LENGTH, /* sm_pt */
    SM_IS_NUMBER, /* double */
    SM_IS_TEXT,   /* sm_str */
    SM_IS_LIST,   /* sm_str_list */
    SM_IS_FLAG    /* bool */
} sm_theme_type;

typedef struct sm_theme_key {
    const char *name, *help;
    sm_theme_type type;
    size_t offset; /* in sm_theme */
} sm_theme_key;

extern const sm_theme_key sm_theme_keys[];
extern const size_t sm_theme_key_count;

const char *sm_theme_type_name(sm_theme_type type); /* "color", "length" ... */

/* Appends the value of KEY in THEME as YAML has it. */
void sm_theme_add_value(sm_buf *buf, const sm_theme *theme, const sm_theme_key *key);

#endif
