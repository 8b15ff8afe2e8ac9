#include "loader.h"

static bool holds_words(sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (sm_is_alnum(text.ptr[i]) || (unsigned char)text.ptr[i] >= 0x80)
            return true;
    return false;
}

void load_comment(load *l, size_t offset, sm_str text)
{
    sm_comment comment = {.text = text, .loc = load_loc(l, offset)};
    SM_LIST_ADD(l->arena, &l->comments, comment);
    if (holds_words(text))
        sm_report(l->diag, SM_DIAG_HTML_COMMENT, comment.loc, NULL);
}
