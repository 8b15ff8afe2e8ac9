/* Blocks to inlines, for places that hold only inlines: one line for each paragraph, item, row
 * and line of code. */
#include "builder.h"

static void add_blocks(builder *b, const sm_block *blocks);

/* CONTENT is copied node by node; what the nodes hold is shared. */
static void add_inlines(builder *b, const sm_inline *content)
{
    for (; content != NULL; content = content->next) {
        sm_inline *copy = load_builder_add(b, content->kind, content->loc);
        copy->as = content->as;
    }
}

static void add_line(builder *b, const sm_inline *content)
{
    if (content == NULL)
        return;
    load_builder_break(b, content->loc);
    add_inlines(b, content);
    load_builder_break(b, content->loc);
}

static void add_code(builder *b, const sm_block *block)
{
    sm_str text = block->as.code.text, line;
    while (sm_str_split(&text, '\n', &line)) {
        load_builder_break(b, block->loc);
        if (line.len != 0)
            load_builder_add(b, SM_CODE, block->loc)->as.text = line;
    }
    load_builder_break(b, block->loc);
}

static void add_list(builder *b, const sm_block *block)
{
    static const char *const boxes[] = {"\xE2\x80\xA2 ", "\xE2\x98\x90 ", "\xE2\x98\x91 "};
    uint32_t number = block->as.list.start;
    for (const sm_item *item = block->as.list.items; item != NULL; item = item->next) {
        sm_str mark = sm_str_from_cstr(boxes[item->checkbox]); /* U+2022, U+2610, U+2611 */
        if (block->as.list.ordered && item->checkbox == SM_NO_CHECKBOX)
            mark = sm_str_printf(b->l->arena, "%u. ", number++);
        load_builder_break(b, item->loc);
        load_builder_text(b, mark, SM_STR_NONE, item->loc);
        if (item->blocks != NULL && item->blocks->kind == SM_PARAGRAPH) {
            add_inlines(b, item->blocks->as.paragraph);
            add_blocks(b, item->blocks->next);
        } else {
            add_blocks(b, item->blocks);
        }
        load_builder_break(b, item->loc);
    }
}

static void add_row(builder *b, const sm_row *row, size_t columns)
{
    load_builder_break(b, row->loc);
    for (size_t i = 0; i < columns; i++) {
        if (i != 0)
            load_builder_text(b, SM_STR(" | "), SM_STR_NONE, row->loc);
        add_inlines(b, row->cells[i].content);
    }
    load_builder_break(b, row->loc);
}

static void add_table(builder *b, const sm_block *block)
{
    add_line(b, block->as.table.caption);
    if (block->as.table.head != NULL)
        add_row(b, block->as.table.head, block->as.table.columns);
    for (const sm_row *row = block->as.table.rows; row != NULL; row = row->next)
        add_row(b, row, block->as.table.columns);
}

static void add_blocks(builder *b, const sm_block *blocks)
{
    for (const sm_block *block = blocks; block != NULL; block = block->next)
        switch (block->kind) {
        case SM_SECTION:
            add_line(b, block->as.section.title);
            add_blocks(b, block->as.section.blocks);
            break;
        case SM_PARAGRAPH:
            add_line(b, block->as.paragraph);
            break;
        case SM_LIST:
            add_list(b, block);
            break;
        case SM_QUOTE:
            add_blocks(b, block->as.quote.blocks);
            break;
        case SM_CODE_BLOCK:
            add_code(b, block);
            break;
        case SM_TABLE:
            add_table(b, block);
            break;
        case SM_RULE:
            break;
        case SM_DETAILS:
            add_line(b, block->as.details.summary);
            add_blocks(b, block->as.details.blocks);
            break;
        case SM_HTML_BLOCK:
            load_builder_break(b, block->loc);
            load_builder_add(b, SM_RAW, block->loc)->as.text = block->as.html;
            load_builder_break(b, block->loc);
            break;
        }
}

const sm_inline *load_flatten(load *l, const sm_block *blocks)
{
    if (blocks == NULL)
        return NULL;
    if (blocks->kind == SM_PARAGRAPH && blocks->next == NULL)
        return blocks->as.paragraph;
    builder b;
    load_builder_start(&b, l);
    add_blocks(&b, blocks);
    return load_builder_finish(&b);
}
