#include "specmill/export/columns.h"

/* Characters, as far as a column's width depends on them. */
static void measure(const sm_inline *content, size_t *length)
{
    for (; content != NULL; content = content->next)
        switch (content->kind) {
        case SM_TEXT:
        case SM_CODE:
        case SM_RAW:
            *length += content->as.text.len;
            break;
        case SM_SOFT_BREAK:
        case SM_LINE_BREAK:
        case SM_FOOTNOTE:
            *length += 1;
            break;
        case SM_EMPHASIS:
        case SM_STRONG:
        case SM_STRIKE:
        case SM_UNDERLINE:
        case SM_SUB:
        case SM_SUP:
        case SM_KBD:
        case SM_MARK:
            measure(content->as.children, length);
            break;
        case SM_LINK:
            measure(content->as.link.children, length);
            break;
        case SM_IMAGE:
            *length += 8;
            break;
        }
}

size_t sm_column_width(const sm_block *table, size_t column, size_t least, size_t most)
{
    size_t widest = 0;
    if (table->as.table.head != NULL)
        measure(table->as.table.head->cells[column].content, &widest);
    const sm_row *row = table->as.table.rows;
    for (; row != NULL && widest < most; row = row->next) {
        size_t length = 0;
        measure(row->cells[column].content, &length);
        if (length > widest)
            widest = length;
    }
    return widest < least ? least : widest < most ? widest : most;
}
