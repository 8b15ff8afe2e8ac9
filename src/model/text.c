#include "specmill/model/doc.h"

const sm_block *sm_block_children(const sm_block *block)
{
    switch (block->kind) {
    case SM_SECTION:
        return block->as.section.blocks;
    case SM_QUOTE:
        return block->as.quote.blocks;
    case SM_DETAILS:
        return block->as.details.blocks;
    case SM_PARAGRAPH:
    case SM_LIST:
    case SM_CODE_BLOCK:
    case SM_TABLE:
    case SM_RULE:
    case SM_HTML_BLOCK:
        return NULL;
    }
    return NULL;
}

const sm_inline *sm_inline_children(const sm_inline *n)
{
    switch (n->kind) {
    case SM_EMPHASIS:
    case SM_STRONG:
    case SM_STRIKE:
    case SM_UNDERLINE:
    case SM_SUB:
    case SM_SUP:
    case SM_KBD:
    case SM_MARK:
        return n->as.children;
    case SM_LINK:
        return n->as.link.children;
    case SM_TEXT:
    case SM_SOFT_BREAK:
    case SM_LINE_BREAK:
    case SM_CODE:
    case SM_RAW:
    case SM_IMAGE:
    case SM_FOOTNOTE:
        break;
    }
    return NULL;
}

bool sm_inline_is_key(const sm_inline *content)
{
    if (content == NULL || content->kind != SM_STRONG)
        return false;
    const sm_inline *next = content->next, *last = content;
    if (next != NULL && next->kind == SM_TEXT && sm_str_starts(next->as.text, SM_STR(":")))
        return true;
    for (const sm_inline *n = content; n != NULL; n = sm_inline_children(last))
        for (last = n; last != content && last->next != NULL;)
            last = last->next;
    return last->kind == SM_TEXT && sm_str_ends(last->as.text, SM_STR(":"));
}

void sm_inline_text(sm_buf *buf, const sm_inline *content)
{
    for (; content != NULL; content = content->next)
        switch (content->kind) {
        case SM_TEXT:
        case SM_CODE:
        case SM_RAW:
            sm_buf_add_str(buf, content->as.text);
            break;
        case SM_SOFT_BREAK:
        case SM_LINE_BREAK:
            sm_buf_add_char(buf, ' ');
            break;
        case SM_EMPHASIS:
        case SM_STRONG:
        case SM_STRIKE:
        case SM_UNDERLINE:
        case SM_SUB:
        case SM_SUP:
        case SM_KBD:
        case SM_MARK:
            sm_inline_text(buf, content->as.children);
            break;
        case SM_LINK:
            sm_inline_text(buf, content->as.link.children);
            break;
        case SM_IMAGE:
            sm_buf_add_str(buf, content->as.image.alt);
            break;
        case SM_FOOTNOTE:
            break;
        }
}

/* Whether TEXT has no white space but single blanks. */
static bool is_collapsed(sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (sm_is_space(text.ptr[i]) &&
            (text.ptr[i] != ' ' || (i != 0 && text.ptr[i - 1] == ' ')))
            return false;
    return true;
}

sm_str sm_plain_text(sm_arena *arena, const sm_inline *content)
{
    bool alone = content != NULL && content->next == NULL &&
                 (content->kind == SM_TEXT || content->kind == SM_CODE);
    if (alone && content->as.text.len != 0) { /* mostly: a view will do */
        sm_str text = sm_str_trim(content->as.text);
        if (text.len != 0 && is_collapsed(text))
            return text;
    }
    sm_buf buf = sm_buf_new(arena);
    sm_inline_text(&buf, content);
    size_t len = 0;
    for (size_t i = 0; i < buf.len; i++) {
        char c = buf.ptr[i];
        if (!sm_is_space(c))
            buf.ptr[len++] = c;
        else if (len != 0 && buf.ptr[len - 1] != ' ')
            buf.ptr[len++] = ' ';
    }
    buf.len = len != 0 && buf.ptr[len - 1] == ' ' ? len - 1 : len;
    return sm_buf_str(&buf);
}

static void line_of(sm_buf *buf, const sm_inline *content)
{
    sm_inline_text(buf, content);
    sm_buf_add_char(buf, '\n');
}

static void row_text(sm_buf *buf, const sm_row *row, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        if (i != 0)
            sm_buf_add_char(buf, '\t');
        sm_inline_text(buf, row->cells[i].content);
    }
    sm_buf_add_char(buf, '\n');
}

static void table_text(sm_buf *buf, const sm_block *table)
{
    if (table->as.table.caption != NULL)
        line_of(buf, table->as.table.caption);
    if (table->as.table.head != NULL)
        row_text(buf, table->as.table.head, table->as.table.columns);
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        row_text(buf, row, table->as.table.columns);
}

void sm_block_text(sm_buf *buf, const sm_block *block)
{
    for (; block != NULL; block = block->next)
        switch (block->kind) {
        case SM_SECTION:
            line_of(buf, block->as.section.title);
            sm_block_text(buf, block->as.section.blocks);
            break;
        case SM_PARAGRAPH:
            line_of(buf, block->as.paragraph);
            break;
        case SM_LIST:
            for (const sm_item *item = block->as.list.items; item != NULL; item = item->next)
                sm_block_text(buf, item->blocks);
            break;
        case SM_QUOTE:
            sm_block_text(buf, block->as.quote.blocks);
            break;
        case SM_CODE_BLOCK:
            sm_buf_add_str(buf, block->as.code.text);
            break;
        case SM_TABLE:
            table_text(buf, block);
            break;
        case SM_RULE:
            break;
        case SM_DETAILS:
            line_of(buf, block->as.details.summary);
            sm_block_text(buf, block->as.details.blocks);
            break;
        case SM_HTML_BLOCK:
            sm_buf_add_str(buf, block->as.html);
            break;
        }
}

/* Whether TEXT ends with what stands before an anchor, the quote included. */
static bool ends_anchor_mark(sm_str text)
{
    static const sm_str marks[] = {SM_STR_INIT("id=\""), SM_STR_INIT("name=\""),
                                   SM_STR_INIT("id='"), SM_STR_INIT("name='")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sm_str_ends(text, marks[i]))
            return true;
    return false;
}

bool sm_doc_next_html_anchor(const sm_doc *doc, size_t *at, sm_str *anchor)
{
    enum { LONGEST = 200 };
    sm_str text = doc->source->text;
    for (size_t found;
         (found = sm_str_find_char(sm_str_from(text, *at), '=')) != SM_STR_NONE;) {
        size_t start = *at + found + 2; /* behind the quote */
        *at += found + 1;
        if (start > text.len || !ends_anchor_mark(sm_str_sub(text, 0, start)))
            continue;
        sm_str rest = sm_str_sub(text, start, LONGEST);
        *anchor = sm_str_sub(rest, 0, sm_str_find_char(rest, text.ptr[start - 1]));
        return true;
    }
    return false;
}
