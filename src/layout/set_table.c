/* Tables: column widths from what the cells need, as CSS does it (CSS 2.1, 17.5.2.2). */
#include "columns.h"
#include "rows.h"
#include "set.h"
#include <math.h>

enum { NARROWEST = 15 }; /* points for a column: below that no table can be read */

typedef struct table_setter {
    layout_setter *setter;
    layout_context context;
    const sm_block *block;
    size_t columns;
    sm_pt *widths; /* of the cells with their padding */
    sm_pt pad;
    sm_pt height_max;        /* of a row that is kept whole */
    uint32_t head, head_end; /* strips of the head */
} table_setter;

static layout_para cell_para(layout_setter *setter, layout_context context, sm_arena *arena,
                             const sm_cell *cell, uint32_t tag, bool head)
{
    layout_style style = layout_text_style(context, tag);
    style.font.bold = head;
    if (head)
        style.color = setter->theme->heading_color;
    layout_para para = layout_para_new(setter, arena, style, context.leading, cell->loc);
    para.widest_picture = context.width / 2;
    layout_para_add(&para, style, cell->content, NULL);
    return para;
}

static void measure_row(layout_setter *setter, layout_context context, const sm_row *row,
                        size_t columns, bool head, layout_column *found)
{
    sm_arena *scratch = sm_arena_new(0);
    size_t tags = setter->tags.count;
    for (size_t i = 0; i < columns; i++) {
        if (row->cells[i].content == NULL)
            continue;
        layout_para para = cell_para(setter, context, scratch, &row->cells[i], 0, head);
        para.measured_only = true;
        layout_para_finish(&para);
        found[i].widest = fmax(found[i].widest, layout_para_widest(&para));
        found[i].word = fmax(found[i].word, layout_para_narrowest(&para, false));
        found[i].part = fmax(found[i].part, layout_para_narrowest(&para, true));
    }
    setter->tags.count = tags; /* they are made again when the cell is set */
    sm_arena_free(scratch);
}

static bool is_empty_row(const sm_row *row, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        if (row->cells[i].content != NULL)
            return false;
    return true;
}

static const layout_box *row_box(const table_setter *t, bool head, size_t number)
{
    const sm_theme *theme = t->setter->theme;
    layout_box *box = SM_NEW(t->setter->arena, layout_box);
    sm_color stripe = layout_mix(0xffffff, theme->surface_color, 0.55);
    *box = (layout_box){
        .parent = t->context.box,
        .x = t->context.x,
        .width = t->context.width,
        .pad_top = t->pad,
        .pad_bottom = t->pad,
        .fill = head                                    ? layout_ink(theme->surface_color)
                : theme->table_zebra && number % 2 == 1 ? layout_ink(stripe)
                                                        : sm_ink_none(),
        .under = layout_ink(head ? layout_mix(theme->rule_color, theme->muted_color, 0.6)
                                 : theme->rule_color),
        .under_width = head ? 1 : 0.5,
    };
    return box;
}

static void set_row(table_setter *t, const sm_row *row, bool head, size_t number,
                    uint32_t parent)
{
    layout_setter *setter = t->setter;
    sm_arena *scratch = sm_arena_new(0);
    layout_lines *cells = SM_NEW_ARRAY(scratch, layout_lines, t->columns);
    uint32_t row_tag = layout_add_tag(setter, SM_TAG_TABLE_ROW, parent);
    sm_pt after = 0;
    for (size_t i = 0; i < t->columns; i++) {
        uint32_t tag =
            layout_add_tag(setter, head ? SM_TAG_HEADER_CELL : SM_TAG_DATA_CELL, row_tag);
        if (row->cells[i].content != NULL) {
            layout_para para =
                cell_para(setter, t->context, scratch, &row->cells[i], tag, head);
            layout_para_finish(&para);
            sm_pt x = layout_at(setter, t->context, after, t->widths[i]);
            layout_para_set(&para, x + t->pad * 1.5, fmax(t->widths[i] - t->pad * 3, 4),
                            t->block->as.table.aligns[i], scratch, &cells[i]);
        }
        after += t->widths[i];
    }
    uint32_t first = (uint32_t)setter->galley.count;
    layout_add_row(setter, t->context, cells, t->columns, row_box(t, head, number),
                   t->height_max);
    if (!head && t->head_end > t->head)
        for (size_t i = first; i < setter->galley.count; i++) {
            setter->galley.items[i].repeat = t->head;
            setter->galley.items[i].repeat_end = t->head_end;
        }
    sm_arena_free(scratch);
}

static void set_head(table_setter *t, uint32_t tag)
{
    layout_setter *setter = t->setter;
    const sm_row *head = t->block->as.table.head;
    if (head == NULL || is_empty_row(head, t->columns))
        return;
    t->head = (uint32_t)setter->galley.count;
    uint32_t part = layout_add_tag(setter, SM_TAG_TABLE_HEAD, tag);
    for (const sm_row *row = head; row != NULL; row = row->next)
        set_row(t, row, true, 0, part);
    t->head_end = (uint32_t)setter->galley.count;
    sm_pt height = 0;
    for (uint32_t i = t->head; i < t->head_end; i++) {
        setter->galley.items[i].cut = LAYOUT_CUT_NEVER;
        height += setter->galley.items[i].height + 2 * t->pad;
    }
    if (height > layout_column_height(&setter->landscape) / 3)
        t->head_end = t->head; /* too tall to be repeated */
    else
        t->height_max -= height;
}

static void add_caption(layout_setter *setter, layout_context context, const sm_block *block,
                        uint32_t tag)
{
    if (block->as.table.caption == NULL)
        return;
    sm_arena *scratch = sm_arena_new(0);
    context.size = setter->theme->small_size;
    layout_style style =
        layout_text_style(context, layout_add_tag(setter, SM_TAG_CAPTION, tag));
    style.font.bold = true;
    layout_para para = layout_para_new(setter, scratch, style, context.leading, block->loc);
    layout_para_add(&para, style, block->as.table.caption, NULL);
    layout_para_finish(&para);
    size_t first = setter->galley.count;
    layout_para_to_galley(&para, context, SM_ALIGN_NONE);
    for (size_t i = first; i < setter->galley.count; i++)
        setter->galley.items[i].cut = LAYOUT_CUT_NEVER;
    layout_space(&setter->galley, 4);
    sm_arena_free(scratch);
}

/* The size and the widths of the columns; turns the page when that is what it takes. */
static void fit(table_setter *t)
{
    layout_setter *setter = t->setter;
    const sm_block *block = t->block;
    sm_arena *scratch = sm_arena_new(0);
    layout_column *found = SM_NEW_ARRAY(scratch, layout_column, t->columns);
    for (const sm_row *row = block->as.table.head; row != NULL; row = row->next)
        measure_row(setter, t->context, row, t->columns, true, found);
    for (const sm_row *row = block->as.table.rows; row != NULL; row = row->next)
        measure_row(setter, t->context, row, t->columns, false, found);
    for (size_t i = 0; i < t->columns; i++)
        found[i].padding = t->pad * 3;
    bool may_turn = !setter->in_notes && t->context.box == NULL && t->context.x <= 0 &&
                    !t->context.landscape;
    layout_fit fitted =
        layout_fit_columns(found, t->columns, t->context.width,
                           may_turn ? layout_measure(&setter->landscape) : 0, t->widths);
    t->context.size *= fitted.scale;
    t->pad *= fitted.scale;
    if (fitted.landscape) {
        t->context.landscape = true;
        t->context.width = layout_measure(&setter->landscape);
    }
    sm_arena_free(scratch);
}

/* A cell as a line of its own: "Head: content". */
static void set_stacked_cell(layout_setter *setter, layout_context context, const sm_cell *head,
                             const sm_cell *cell, uint32_t parent)
{
    sm_arena *scratch = sm_arena_new(0);
    layout_style style =
        layout_text_style(context, layout_add_tag(setter, SM_TAG_PARAGRAPH, parent));
    layout_para para = layout_para_new(setter, scratch, style, context.leading, cell->loc);
    para.widest_picture = context.width;
    if (head != NULL && head->content != NULL) {
        layout_style bold = style;
        bold.font.bold = true;
        layout_para_add(&para, bold, head->content, NULL);
        layout_para_add_text(&para, style, SM_STR(": "));
    }
    layout_para_add(&para, style, cell->content, NULL);
    layout_para_finish(&para);
    layout_para_to_galley(&para, context, SM_ALIGN_NONE);
    sm_arena_free(scratch);
}

/* A table of more columns than a page can hold: row by row, its cells one below the other. */
static void set_stacked(layout_setter *setter, layout_context context, const sm_block *block)
{
    const sm_row *head = block->as.table.head;
    const sm_row *row = block->as.table.rows != NULL ? block->as.table.rows : head;
    for (; row != NULL; row = row->next) {
        uint32_t tag = layout_add_tag(setter, SM_TAG_SECTION, context.tag);
        layout_space(&setter->galley, setter->theme->paragraph_space);
        for (size_t i = 0; i < block->as.table.columns; i++)
            if (row->cells[i].content != NULL ||
                (head != NULL && row == block->as.table.rows && head->cells[i].content != NULL))
                set_stacked_cell(setter, context,
                                 head == NULL || row == head ? NULL : &head->cells[i],
                                 &row->cells[i], tag);
    }
    layout_space(&setter->galley, setter->theme->paragraph_space);
}

void layout_set_table(layout_setter *setter, layout_context context, const sm_block *block)
{
    if (block->as.table.columns == 0)
        return;
    if (context.width / (double)block->as.table.columns < NARROWEST) {
        set_stacked(setter, context, block);
        return;
    }
    sm_arena *scratch = sm_arena_new(0);
    table_setter t = {
        .setter = setter,
        .context = context,
        .block = block,
        .columns = block->as.table.columns,
        .widths = SM_NEW_ARRAY(scratch, sm_pt, block->as.table.columns),
        .pad = setter->theme->table_cell_padding,
    };
    t.context.size = fmin(setter->theme->table_size, context.size);
    t.context.leading = 1.35;
    fit(&t);
    sm_pt column =
        layout_column_height(t.context.landscape ? &setter->landscape : &setter->portrait);
    t.height_max = setter->in_notes ? layout_tallest(setter, 1) : column - 40;
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.4);
    uint32_t tag = layout_add_tag(setter, SM_TAG_TABLE, context.tag);
    add_caption(setter, t.context, block, tag);
    set_head(&t, tag);
    uint32_t body = layout_add_tag(setter, SM_TAG_TABLE_BODY, tag);
    size_t number = 0, before_last = 0;
    for (const sm_row *row = block->as.table.rows; row != NULL; row = row->next) {
        before_last = setter->galley.count;
        set_row(&t, row, false, number++, body);
        if (number == 1 && row->next != NULL)
            setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_NEVER;
    }
    if (number >= 3) /* no row alone on the next page */
        setter->galley.items[before_last - 1].cut = LAYOUT_CUT_NEVER;
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.4);
    sm_arena_free(scratch);
}
