#include "html.h"
#include "specmill/base/utf8.h"

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

/* With its first line, cut to what fits a message. */
void load_html_unsupported(load *l, sm_loc loc, sm_str html)
{
    enum { SHOWN = 40 };
    sm_str line = sm_str_trim(html);
    size_t end = sm_str_find_char(line, '\n');
    line = sm_utf8_clip(end == SM_STR_NONE ? line : sm_str_sub(line, 0, end), SHOWN);
    sm_report(l->diag, SM_DIAG_HTML_UNSUPPORTED, loc, "%.*s", SM_STR_ARG(line));
}
