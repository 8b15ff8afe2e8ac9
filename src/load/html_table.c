/* HTML tables to tables. Cells hold inlines in the model: blocks in a cell go line by line. */
#include "html_dom.h"
#include <string.h>

static size_t span_of(dom *d, xmlNode *cell)
{
    enum { SPAN_MAX = 100 };
    sm_str text = load_html_attribute(d->l, cell, "colspan");
    size_t span = 0;
    for (size_t i = 0; i < text.len && sm_is_digit(text.ptr[i]) && span <= SPAN_MAX; i++)
        span = span * 10 + (size_t)(text.ptr[i] - '0');
    return span == 0 ? 1 : span < SPAN_MAX ? span : SPAN_MAX;
}

static bool is_role(const xmlNode *node, html_role role)
{
    const html_element *element = load_html_element_of(node);
    return element != NULL && element->role == role;
}

/* The rows of TABLE in order, whatever they are grouped in: the one after ROW, or the first. */
static xmlNode *next_row(xmlNode *table, xmlNode *row)
{
    xmlNode *node = row == NULL ? table->children : row->next;
    xmlNode *group = row == NULL || row->parent == table ? NULL : row->parent;
    for (;;) {
        for (; node != NULL; node = node->next) {
            if (is_role(node, HTML_ROW))
                return node;
            if (is_role(node, HTML_ROWS) && node->children != NULL) {
                xmlNode *inner = node->children;
                while (inner != NULL && !is_role(inner, HTML_ROW))
                    inner = inner->next;
                if (inner != NULL)
                    return inner;
            }
        }
        if (group == NULL)
            return NULL;
        node = group->next;
        group = NULL;
    }
}

static size_t count_columns(dom *d, xmlNode *table)
{
    size_t columns = 0;
    for (xmlNode *row = next_row(table, NULL); row != NULL; row = next_row(table, row)) {
        size_t count = 0;
        for (xmlNode *n = row->children; n != NULL; n = n->next)
            count += is_role(n, HTML_CELL) ? span_of(d, n) : 0;
        columns = count > columns ? count : columns;
    }
    return columns;
}

static sm_align align_of(dom *d, xmlNode *cell)
{
    sm_str align = load_html_attribute(d->l, cell, "align");
    if (sm_str_equal_nocase(align, SM_STR("left")))
        return SM_ALIGN_LEFT;
    if (sm_str_equal_nocase(align, SM_STR("center")))
        return SM_ALIGN_CENTER;
    if (sm_str_equal_nocase(align, SM_STR("right")))
        return SM_ALIGN_RIGHT;
    return SM_ALIGN_NONE;
}

static bool is_head(xmlNode *row)
{
    if (strcmp((const char *)row->parent->name, "thead") == 0)
        return true;
    bool any = false;
    for (xmlNode *n = row->children; n != NULL; n = n->next)
        if (is_role(n, HTML_CELL)) {
            any = true;
            if (strcmp((const char *)n->name, "th") != 0)
                return false;
        }
    return any;
}

static sm_row *new_row(dom *d, xmlNode *node, size_t columns, sm_align *aligns, int depth)
{
    sm_row *row = SM_NEW(d->l->arena, sm_row);
    sm_cell *cells = SM_NEW_ARRAY(d->l->arena, sm_cell, columns);
    row->loc = load_html_place(d, node);
    row->cells = cells;
    for (size_t i = 0; i < columns; i++)
        cells[i].loc = row->loc;
    size_t i = 0;
    for (xmlNode *n = node->children; n != NULL && i < columns; n = n->next) {
        if (n->type == XML_COMMENT_NODE)
            load_html_add_comment(d, n);
        if (!is_role(n, HTML_CELL))
            continue;
        cells[i].loc = load_html_place(d, n);
        cells[i].content = load_flatten(d->l, load_html_blocks(d, n, depth + 1));
        if (aligns[i] == SM_ALIGN_NONE)
            aligns[i] = align_of(d, n);
        i += span_of(d, n);
    }
    return row;
}

void load_html_add_table(dom *d, block_sink *sink, xmlNode *node, int depth)
{
    size_t columns = count_columns(d, node);
    if (columns == 0)
        return;
    sm_block *block = load_new_block(d->l, SM_TABLE, load_html_place(d, node));
    load_sink_add(sink, block);
    sm_align *aligns = SM_NEW_ARRAY(d->l->arena, sm_align, columns);
    block->as.table.columns = columns;
    block->as.table.aligns = aligns;
    for (xmlNode *n = node->children; n != NULL; n = n->next) {
        if (is_role(n, HTML_CAPTION) && block->as.table.caption == NULL)
            block->as.table.caption = load_html_inlines(d, n);
        if (n->type == XML_COMMENT_NODE)
            load_html_add_comment(d, n);
    }
    const sm_row **last = &block->as.table.rows;
    for (xmlNode *n = next_row(node, NULL); n != NULL; n = next_row(node, n)) {
        sm_row *row = new_row(d, n, columns, aligns, depth);
        if (block->as.table.head == NULL && last == &block->as.table.rows && is_head(n)) {
            block->as.table.head = row;
            continue;
        }
        *last = row;
        last = &row->next;
    }
    block->end_line = load_loc(d->l, d->cursor).line;
}
