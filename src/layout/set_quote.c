/* Block quotes, alerts and details. */
#include "set.h"
#include "specmill/scene/build.h"
#include <math.h>

typedef struct alert_look {
    sm_phrase label; /* of an alert */
    sm_color color;
} alert_look;

static alert_look look_of(const sm_theme *theme, sm_quote_kind kind)
{
    switch (kind) {
    case SM_QUOTE_PLAIN:
        return (alert_look){.color = theme->rule_color};
    case SM_QUOTE_NOTE:
        return (alert_look){SM_SAY_NOTE, theme->note_color};
    case SM_QUOTE_TIP:
        return (alert_look){SM_SAY_TIP, theme->tip_color};
    case SM_QUOTE_IMPORTANT:
        return (alert_look){SM_SAY_IMPORTANT, theme->important_color};
    case SM_QUOTE_WARNING:
        return (alert_look){SM_SAY_WARNING, theme->warning_color};
    case SM_QUOTE_CAUTION:
        return (alert_look){SM_SAY_CAUTION, theme->caution_color};
    }
    return (alert_look){.color = theme->rule_color};
}

/* What stands in BOX, PAD from its sides; very deep nesting does not get narrower. */
static layout_context inside(layout_context context, const layout_box *box, sm_pt left,
                             sm_pt right)
{
    layout_context inner = context;
    inner.box = box;
    if (context.width - left - right >= 110) {
        inner.x += left;
        inner.width -= left + right;
    }
    return inner;
}

static void add_label(layout_setter *setter, layout_context context, sm_phrase label,
                      sm_color color)
{
    sm_arena *scratch = sm_arena_new(0);
    layout_style style =
        layout_text_style(context, layout_add_tag(setter, SM_TAG_PARAGRAPH, context.tag));
    style.font.bold = true;
    style.color = color;
    layout_para para =
        layout_para_new(setter, scratch, style, context.leading, (sm_loc){NULL, 0, 0});
    layout_para_add_text(&para, style, sm_say(setter->wording, label));
    layout_para_finish(&para);
    layout_para_to_galley(&para, context, SM_ALIGN_NONE);
    if (setter->galley.count > 0)
        setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_NEVER;
    layout_space(&setter->galley, 2);
    sm_arena_free(scratch);
}

void layout_set_quote(layout_setter *setter, layout_context context, const sm_block *block)
{
    const sm_theme *theme = setter->theme;
    bool alert = block->as.quote.kind != SM_QUOTE_PLAIN;
    bool mirrored = setter->right_to_left;
    alert_look look = look_of(theme, block->as.quote.kind);
    layout_box *box = SM_NEW(setter->arena, layout_box);
    *box = (layout_box){
        .parent = context.box,
        .x = context.x,
        .width = context.width,
        .pad_top = alert ? 8 : 1,
        .pad_bottom = alert ? 8 : 1,
        .fill = alert ? layout_ink(layout_mix(0xffffff, look.color, 0.06)) : sm_ink_none(),
        .bar = layout_ink(look.color),
        .bar_width = 3,
        .bar_right = mirrored,
    };
    layout_space(&setter->galley, theme->paragraph_space * 1.3);
    sm_pt other = alert ? 10 : 0;
    layout_context inner = inside(context, box, mirrored ? other : 14, mirrored ? 14 : other);
    inner.tag = layout_add_tag(setter, alert ? SM_TAG_SECTION : SM_TAG_QUOTE, context.tag);
    inner.tight = false;
    if (alert)
        add_label(setter, inner, look.label, look.color);
    else
        inner.color = theme->muted_color;
    size_t first = setter->galley.count;
    layout_set_blocks(setter, inner, block->as.quote.blocks);
    const sm_block *next = block->next;
    if (!alert && setter->galley.count == first + 1 && next != NULL &&
        (next->kind == SM_CODE_BLOCK || next->kind == SM_TABLE)) /* a line that introduces it */
        setter->galley.items[first].cut = LAYOUT_CUT_NEVER;
    layout_space(&setter->galley, theme->paragraph_space * 1.3);
}

static void add_summary(layout_setter *setter, layout_context context, const sm_block *block)
{
    sm_arena *scratch = sm_arena_new(0);
    layout_style style =
        layout_text_style(context, layout_add_tag(setter, SM_TAG_PARAGRAPH, context.tag));
    style.font.bold = true;
    layout_para para = layout_para_new(setter, scratch, style, context.leading, block->loc);
    layout_para_add(&para, style, block->as.details.summary, NULL);
    layout_para_finish(&para);
    if (!layout_para_is_empty(&para)) {
        layout_para_to_galley(&para, context, SM_ALIGN_NONE);
        setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_NEVER;
        layout_space(&setter->galley, setter->theme->paragraph_space * 0.6);
    }
    sm_arena_free(scratch);
}

static bool holds(const sm_block *blocks, const sm_block *wanted)
{
    while (blocks != NULL && blocks != wanted)
        blocks = blocks->next;
    return blocks != NULL;
}

void layout_set_details(layout_setter *setter, layout_context context, const sm_block *block)
{
    if (holds(block->as.details.blocks,
              setter->contents_list)) { /* leaders have no room in it */
        context.tag = layout_add_tag(setter, SM_TAG_SECTION, context.tag);
        add_summary(setter, context, block);
        layout_set_blocks(setter, context, block->as.details.blocks);
        layout_space(&setter->galley, setter->theme->paragraph_space * 1.3);
        return;
    }
    layout_box *box = SM_NEW(setter->arena, layout_box);
    *box = (layout_box){
        .parent = context.box,
        .x = context.x,
        .width = context.width,
        .pad_top = 8,
        .pad_bottom = 8,
        .radius = 3,
        .border = layout_ink(setter->theme->rule_color),
        .border_width = 0.75,
    };
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.3);
    layout_context inner = inside(context, box, 10, 10);
    inner.tag = layout_add_tag(setter, SM_TAG_SECTION, context.tag);
    add_summary(setter, inner, block);
    layout_set_blocks(setter, inner, block->as.details.blocks);
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.3);
}
