#include "parts.h"

/* Every link and image of a document, in order. */

typedef struct visit {
    void (*see)(void *context, const sm_inline *content);
    void *context;
} visit;

static void inlines(const visit *v, const sm_inline *n)
{
    for (; n != NULL; n = n->next) {
        if (n->kind == SM_LINK || n->kind == SM_IMAGE)
            v->see(v->context, n);
        inlines(v, sm_inline_children(n));
    }
}

static void rows(const visit *v, const sm_row *row, size_t columns)
{
    for (; row != NULL; row = row->next)
        for (size_t i = 0; i < columns; i++)
            inlines(v, row->cells[i].content);
}

static void blocks(const visit *v, const sm_block *b)
{
    for (; b != NULL; b = b->next)
        switch (b->kind) {
        case SM_SECTION:
            inlines(v, b->as.section.title);
            blocks(v, b->as.section.blocks);
            break;
        case SM_PARAGRAPH:
            inlines(v, b->as.paragraph);
            break;
        case SM_LIST:
            for (const sm_item *item = b->as.list.items; item != NULL; item = item->next)
                blocks(v, item->blocks);
            break;
        case SM_QUOTE:
            blocks(v, b->as.quote.blocks);
            break;
        case SM_TABLE:
            inlines(v, b->as.table.caption);
            rows(v, b->as.table.head, b->as.table.columns);
            rows(v, b->as.table.rows, b->as.table.columns);
            break;
        case SM_DETAILS:
            inlines(v, b->as.details.summary);
            blocks(v, b->as.details.blocks);
            break;
        case SM_CODE_BLOCK:
        case SM_RULE:
        case SM_HTML_BLOCK:
            break;
        }
}

void site_see_addresses(const sm_doc *doc, void (*see)(void *, const sm_inline *),
                        void *context)
{
    visit v = {see, context};
    blocks(&v, doc->blocks);
    for (size_t i = 0; i < doc->footnote_count; i++)
        blocks(&v, doc->footnotes[i].blocks);
}
