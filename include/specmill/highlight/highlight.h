/* Source code to tokens for coloring. A language is a table row. */
#ifndef SPECMILL_HIGHLIGHT_HIGHLIGHT_H
#define SPECMILL_HIGHLIGHT_HIGHLIGHT_H

#include "specmill/base/str.h"

typedef enum sm_token_kind {
    SM_TOKEN_PLAIN,
    SM_TOKEN_KEYWORD,
    SM_TOKEN_STRING,
    SM_TOKEN_NUMBER, /* and constants such as true */
    SM_TOKEN_COMMENT,
    SM_TOKEN_TYPE,  /* also tags, keys, attribute names */
    SM_TOKEN_ADDED, /* diff */
    SM_TOKEN_REMOVED
} sm_token_kind;

typedef struct sm_token {
    sm_token_kind kind;
    size_t offset, len; /* in the text; tokens are adjacent and cover it */
} sm_token;

/* The tokens of TEXT in *TOKENS and their number; 0 when LANGUAGE (a fence's label, lower case)
 * is not known. Time is linear in the text. */
size_t sm_highlight(sm_arena *arena, sm_str language, sm_str text, const sm_token **tokens);

#endif
