/* Text that is a number, a percentage or a date, so that a column of such texts can be typed.
 */
#ifndef SPECMILL_EXPORT_XLSX_TYPED_H
#define SPECMILL_EXPORT_XLSX_TYPED_H

#include "book.h"

typedef enum xlsx_text_type {
    XLSX_TYPE_NONE, /* no text */
    XLSX_TYPE_NUMBER,
    XLSX_TYPE_PERCENT,
    XLSX_TYPE_DATE, /* ISO 8601, "2026-03-01" */
    XLSX_TYPE_OTHER
} xlsx_text_type;

typedef struct xlsx_typed {
    xlsx_text_type type;
    double number; /* what a cell holds: a percentage is a hundredth */
    int decimals;
} xlsx_typed;

/* Only spellings that come back the same are numbers: "1.0" and "007" are not. */
xlsx_typed xlsx_type_text(sm_str text);

/* What a whole column is, seen text by text from all zeros on. */
typedef struct xlsx_typing {
    xlsx_text_type type;
    int decimals;
} xlsx_typing;

void xlsx_see_text(xlsx_typing *typing, sm_str text);

/* XLSX_STYLE_TEXT when the texts are not all of one type. */
xlsx_style xlsx_typing_style(xlsx_typing typing);

/* The cell for TEXT in a column of STYLE. */
xlsx_cell xlsx_typed_cell(sm_str text, xlsx_style style);

#endif
