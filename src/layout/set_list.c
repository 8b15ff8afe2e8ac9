#include "breaks.h"
#include "set.h"
#include "specmill/scene/build.h"
#include <math.h>

static const sm_pt box_size = 8, bullet_gutter = 13, definition_indent = 18, narrowest = 110;

static layout_style label_style(const layout_setter *setter, layout_context context,
                                uint32_t tag)
{
    layout_style style = layout_text_style(context, tag);
    style.color = setter->theme->muted_color;
    return style;
}

static sm_str label_text(layout_setter *setter, const sm_block *list, uint32_t number,
                         int depth)
{
    if (list->as.list.ordered)
        return sm_str_printf(setter->arena, "%u.", (unsigned)number);
    return depth % 2 == 0 ? SM_STR("\u2022") : SM_STR("\u2013");
}

/* How far the items of LIST hang. */
static sm_pt gutter(layout_setter *setter, layout_context context, const sm_block *list)
{
    if (!list->as.list.ordered)
        return bullet_gutter;
    uint32_t last = list->as.list.start;
    for (const sm_item *item = list->as.list.items; item != NULL && item->next != NULL;
         item = item->next)
        last++;
    layout_marks marks = {NULL, NULL};
    sm_pt width = layout_add_text(setter, &marks, label_text(setter, list, last, 0),
                                  label_style(setter, context, 0), (sm_point){0, 0},
                                  SM_ANCHOR_START, context.width);
    return fmin(fmax(width + 6, bullet_gutter + 3), context.width / 3);
}

/* A box to tick, its bottom near the base line. */
static void add_checkbox(layout_setter *setter, layout_marks *marks, sm_pt x, bool checked,
                         uint32_t tag)
{
    const sm_theme *theme = setter->theme;
    sm_pt top = -box_size + 0.8;
    sm_path box = sm_path_new(setter->arena);
    sm_path_round_rect(&box, (sm_rect){x, top, box_size, box_size}, 1.5);
    sm_ink ink = layout_ink(checked ? theme->tip_color : theme->muted_color);
    layout_add_path(setter->arena, marks, &box, checked ? ink : sm_ink_none(), ink, 0.9)
        ->mark.tag = tag;
    if (!checked)
        return;
    sm_path tick = sm_path_new(setter->arena);
    sm_path_move(&tick, x + box_size * 0.22, top + box_size * 0.52);
    sm_path_line(&tick, x + box_size * 0.43, top + box_size * 0.73);
    sm_path_line(&tick, x + box_size * 0.8, top + box_size * 0.28);
    layout_mark *mark =
        layout_add_path(setter->arena, marks, &tick, sm_ink_none(), layout_ink(0xffffff), 1.2);
    mark->mark.tag = tag;
    mark->mark.as.path.round = true;
}

/* Whether what ITEM says runs right to left: its label stands on the right then. */
static bool is_mirrored(const layout_setter *setter, const sm_item *item)
{
    if (setter->right_to_left)
        return true;
    if (item->blocks == NULL || item->blocks->kind != SM_PARAGRAPH)
        return false;
    sm_arena *scratch = sm_arena_new(0);
    bool mirrored = layout_runs_right_to_left(
        setter->breaker, sm_plain_text(scratch, item->blocks->as.paragraph));
    sm_arena_free(scratch);
    return mirrored;
}

/* The item's label from X on, or, MIRRORED, up to X; the text HANG from there. */
static void add_label(layout_setter *setter, layout_context context, const sm_block *list,
                      const sm_item *item, uint32_t number, uint32_t tag, sm_pt x, sm_pt hang,
                      bool mirrored)
{
    layout_marks label = {NULL, NULL};
    bool ordered = list->as.list.ordered;
    sm_pt text = ordered ? hang - 6 : 1, box = ordered ? hang : 0;
    if (ordered || item->checkbox == SM_NO_CHECKBOX)
        layout_add_text(setter, &label, label_text(setter, list, number, context.depth),
                        label_style(setter, context, tag),
                        (sm_point){mirrored ? x - text : x + text, 0},
                        ordered != mirrored ? SM_ANCHOR_END : SM_ANCHOR_START, context.width);
    if (item->checkbox != SM_NO_CHECKBOX)
        add_checkbox(setter, &label, mirrored ? x - box - box_size : x + box,
                     item->checkbox == SM_CHECKED, tag);
    layout_join(&setter->galley.label, label);
    setter->galley.has_label = true;
}

static void set_item(layout_setter *setter, layout_context context, const sm_block *list,
                     const sm_item *item, uint32_t number, sm_pt hang)
{
    layout_galley *galley = &setter->galley;
    uint32_t item_tag = layout_add_tag(setter, SM_TAG_LIST_ITEM, context.tag);
    uint32_t label_tag = layout_add_tag(setter, SM_TAG_LABEL, item_tag);
    layout_context inner = context;
    inner.tag = layout_add_tag(setter, SM_TAG_LIST_BODY, item_tag);
    inner.depth++;
    inner.tight = list->as.list.tight;
    sm_pt indent = hang;
    if (item->checkbox != SM_NO_CHECKBOX)
        indent = (list->as.list.ordered ? hang : 0) + box_size + 6;
    bool room = context.width - indent >= narrowest, mirrored = is_mirrored(setter, item);
    if (room) {
        inner.x += mirrored ? 0 : indent;
        inner.width -= indent;
    }
    layout_space(galley, list->as.list.tight ? setter->theme->paragraph_space * 0.35
                                             : setter->theme->paragraph_space);
    /* Very deep lists do not move further right: the label hangs in the outer item's gutter. */
    sm_pt x = room ? context.x : fmax(context.x - indent, 0);
    add_label(setter, context, list, item, number, label_tag,
              mirrored ? context.x + context.width : x, hang, mirrored);
    layout_set_blocks(setter, inner, item->blocks);
    if (galley->has_label) /* nothing in it */
        layout_add_strip(galley, context.box, context.size * context.leading,
                         context.size * context.leading * 0.72)
            ->landscape = context.landscape;
}

/* The term, and what follows it indented, on one page with its first lines. */
static void set_definition(layout_setter *setter, layout_context context, const sm_item *item)
{
    layout_galley *galley = &setter->galley;
    uint32_t item_tag = layout_add_tag(setter, SM_TAG_LIST_ITEM, context.tag);
    sm_block *term = SM_NEW(setter->arena, sm_block);
    *term = *item->blocks;
    term->next = NULL;
    context.tag = layout_add_tag(setter, SM_TAG_LIST_BODY, item_tag);
    context.depth++;
    context.tight = true;
    layout_space(galley, setter->theme->paragraph_space * 0.7);
    layout_set_blocks(setter, context, term);
    if (item->blocks->next == NULL)
        return;
    if (galley->count != 0)
        galley->items[galley->count - 1].cut = LAYOUT_CUT_NEVER;
    if (context.width - definition_indent >= narrowest) {
        context.x += is_mirrored(setter, item) ? 0 : definition_indent;
        context.width -= definition_indent;
    }
    layout_set_blocks(setter, context, item->blocks->next);
}

/* Neither the first item nor the last stands alone at a page's end or start, when it is short.
 */
static void keep_ends(layout_galley *galley, size_t first_end, const size_t *ends)
{
    size_t last = galley->count - ends[1], before = ends[1] - ends[0];
    if (last <= 2 && before <= 3 && galley->items[ends[1] - 1].cut == LAYOUT_CUT_FREE)
        galley->items[ends[1] - 1].cut = LAYOUT_CUT_NEVER;
    if (first_end > 0 && galley->items[first_end - 1].cut == LAYOUT_CUT_FREE)
        galley->items[first_end - 1].cut = LAYOUT_CUT_NEVER;
}

void layout_set_list(layout_setter *setter, layout_context context, const sm_block *block)
{
    sm_pt space = context.depth > 0 && context.tight ? setter->theme->paragraph_space * 0.35
                                                     : setter->theme->paragraph_space;
    layout_space(&setter->galley, space);
    context.tag = layout_add_tag(setter, SM_TAG_LIST, context.tag);
    setter->tags.items[context.tag].ordered = block->as.list.ordered;
    sm_pt hang = gutter(setter, context, block);
    uint32_t number = block->as.list.start;
    size_t count = 0, ends[2] = {0, 0}; /* strips before the last two items */
    size_t first_end = 0;
    for (const sm_item *item = block->as.list.items; item != NULL; item = item->next) {
        ends[0] = ends[1];
        ends[1] = setter->galley.count;
        if (block->as.list.definitions)
            set_definition(setter, context, item);
        else
            set_item(setter, context, block, item, number++, hang);
        if (count++ == 0)
            first_end = setter->galley.count;
    }
    if (count >= 2)
        keep_ends(&setter->galley, first_end, ends);
    layout_space(&setter->galley, space);
}
