#include "specmill/export/columns.h"

/* Bytes of text, which are about characters. */
typedef struct extent {
    size_t all, word; /* in all and of the longest word */
    size_t run;       /* of the word that is being read */
} extent;

static void add_text(extent *e, sm_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        e->run = sm_is_space(text.ptr[i]) ? 0 : e->run + 1;
        if (e->run > e->word)
            e->word = e->run;
    }
    e->all += text.len;
}

static void measure(const sm_inline *content, extent *e)
{
    for (; content != NULL; content = content->next)
        switch (content->kind) {
        case SM_TEXT:
        case SM_CODE:
        case SM_RAW:
            add_text(e, content->as.text);
            break;
        case SM_SOFT_BREAK:
        case SM_LINE_BREAK:
            add_text(e, SM_STR(" "));
            break;
        case SM_FOOTNOTE:
            add_text(e, SM_STR("1"));
            break;
        case SM_EMPHASIS:
        case SM_STRONG:
        case SM_STRIKE:
        case SM_UNDERLINE:
        case SM_SUB:
        case SM_SUP:
        case SM_KBD:
        case SM_MARK:
        case SM_LINK:
            measure(sm_inline_children(content), e);
            break;
        case SM_IMAGE:
            add_text(e, SM_STR("an image"));
            break;
        }
}

enum { SPACE = 2, NARROWEST = 6, WIDEST = 60, LONGEST_WORD = 26 }; /* characters */

static size_t between(size_t least, size_t value, size_t most)
{
    return value < least ? least : value > most ? most : value;
}

static void widen(extent *widest, const sm_row *row, size_t column)
{
    extent cell = {0};
    measure(row->cells[column].content, &cell);
    widest->all = cell.all > widest->all ? cell.all : widest->all;
    widest->word = cell.word > widest->word ? cell.word : widest->word;
}

static extent extent_of(const sm_block *table, size_t column)
{
    extent widest = {0};
    if (table->as.table.head != NULL)
        widen(&widest, table->as.table.head, column);
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        widen(&widest, row, column);
    return widest;
}

const size_t *sm_column_widths(sm_arena *arena, const sm_block *table, size_t line)
{
    size_t count = table->as.table.columns, wanted = 0, needed = 0;
    size_t *widths = SM_NEW_ARRAY(arena, size_t, count),
           *least = SM_NEW_ARRAY(arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        extent e = extent_of(table, i);
        widths[i] = between(NARROWEST, e.all, WIDEST) + SPACE;
        least[i] = between(NARROWEST, e.word, LONGEST_WORD) + SPACE;
        wanted += widths[i];
        needed += least[i];
    }
    if (wanted <= line)
        return widths;
    size_t rest = needed < line ? line - needed : 0;
    for (size_t i = 0; i < count; i++)
        widths[i] =
            least[i] + (widths[i] - least[i]) * rest / (wanted > needed ? wanted - needed : 1);
    return widths;
}
