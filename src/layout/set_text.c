/* Paragraphs, headings, rules, lines of text for furniture. */
#include "para.h"
#include "set.h"
#include "specmill/base/utf8.h"
#include "specmill/scene/build.h"
#include <math.h>

static void add_lines(layout_setter *setter, layout_context context, const layout_lines *lines)
{
    size_t first = setter->galley.count;
    for (size_t i = 0; i < lines->count; i++) {
        const layout_line *line = &lines->items[i];
        layout_strip *strip =
            layout_add_strip(&setter->galley, context.box, line->height, line->baseline);
        layout_join(&strip->marks, line->marks);
        strip->landscape = context.landscape;
        strip->note = line->note;
        strip->note_end = line->note_end;
    }
    if (lines->count >= 2) { /* no orphans, no widows */
        setter->galley.items[first].cut = LAYOUT_CUT_NEVER;
        setter->galley.items[setter->galley.count - 2].cut = LAYOUT_CUT_NEVER;
    }
}

void layout_para_to_galley(layout_para *para, layout_context context, sm_align align)
{
    layout_lines lines = {NULL, 0, 0};
    layout_para_set(para, context.x, context.width, align, para->arena, &lines);
    add_lines(para->setter, context, &lines);
}

sm_pt layout_add_text(layout_setter *setter, layout_marks *marks, sm_str text,
                      layout_style style, sm_point at, sm_text_anchor anchor, sm_pt width)
{
    enum { ENOUGH = 4000 }; /* bytes for any line; a title may be much longer */
    sm_arena *scratch = sm_arena_new(0);
    layout_para para = layout_para_new(setter, scratch, style, 1, (sm_loc){NULL, 0, 0});
    para.keeps_blank = true;
    layout_para_add_text(&para, style, sm_utf8_clip(text, ENOUGH));
    layout_para_finish(&para);
    if (layout_para_widest(&para) > width) { /* as much as fits, and an ellipsis */
        layout_lines all = {NULL, 0, 0};
        const sm_run *dots = sm_shape(setter->arena, setter->fonts, style.font, style.size,
                                      SM_STR("\u2026"), false, para.loc, setter->diag);
        layout_para_set(&para, 0, fmax(width - sm_run_width(dots), 1), SM_ALIGN_LEFT, scratch,
                        &all);
        sm_buf buf = sm_buf_new(scratch);
        for (const layout_mark *m = all.items[0].marks.first; m != NULL; m = m->next)
            if (m->mark.kind == SM_MARK_TEXT)
                sm_buf_add_str(&buf, m->mark.as.text.text);
        sm_str kept = sm_str_trim(sm_buf_str(&buf));
        para = layout_para_new(setter, scratch, style, 1, (sm_loc){NULL, 0, 0});
        layout_para_add_text(&para, style, kept);
        layout_para_add_text(&para, style, SM_STR("\u2026"));
        layout_para_finish(&para);
    }
    sm_pt used = layout_para_widest(&para);
    layout_lines lines = {NULL, 0, 0};
    layout_para_set(&para, 0, used + 1, SM_ALIGN_LEFT, scratch, &lines);
    if (lines.count > 0) {
        sm_pt x = at.x;
        x -= anchor == SM_ANCHOR_END ? used : anchor == SM_ANCHOR_MIDDLE ? used / 2 : 0;
        layout_move(lines.items[0].marks, x, at.y - lines.items[0].baseline);
        layout_join(marks, lines.items[0].marks);
    }
    sm_arena_free(scratch);
    return used;
}

/* Lines that each start with a bold key are kept as lines: their author saw a list. */
static void add_keyed_lines(layout_para *para, layout_style style, const sm_inline *content)
{
    const sm_inline *from = content;
    for (const sm_inline *i = content; i != NULL; i = i->next)
        if (i->kind == SM_SOFT_BREAK && sm_inline_is_key(i->next)) {
            layout_para_add(para, style, from, i);
            layout_para_add_break(para, style);
            from = i->next;
        }
    layout_para_add(para, style, from, NULL);
}

/* Whether the paragraph BLOCK, set in LINES lines, is there for what follows it. */
static bool introduces(const layout_para *para, const sm_block *block, size_t lines)
{
    const sm_block *next = block->next;
    const sm_inline *content = block->as.paragraph;
    if (next == NULL || next->kind == SM_SECTION || next->kind == SM_RULE)
        return false;
    if (lines == 1 && content != NULL && content->kind == SM_STRONG && content->next == NULL)
        return true; /* a heading by another name */
    if (next->kind == SM_PARAGRAPH)
        return false;
    if (sm_str_ends(para->text, SM_STR(":")))
        return true;
    return lines == 1 && (next->kind == SM_CODE_BLOCK || next->kind == SM_TABLE);
}

void layout_set_paragraph(layout_setter *setter, layout_context context, const sm_block *block)
{
    const sm_inline *content = block->as.paragraph;
    sm_pt space =
        context.tight ? setter->theme->paragraph_space * 0.35 : setter->theme->paragraph_space;
    layout_space(&setter->galley, space);
    sm_str link = {NULL, 0};
    const sm_inline *image = layout_only_image(content, &link);
    if (image != NULL) {
        layout_set_image(setter, context, image, link);
        layout_space(&setter->galley, space);
        return;
    }
    sm_arena *scratch = sm_arena_new(0);
    uint32_t tag = layout_add_tag(setter, SM_TAG_PARAGRAPH, context.tag);
    layout_style style = layout_text_style(context, tag);
    uint32_t entry = context.contents && context.box == NULL
                         ? layout_linked_heading(setter, content)
                         : LAYOUT_NOWHERE;
    if (entry != LAYOUT_NOWHERE) {
        context.x += setter->right_to_left ? LAYOUT_NUMBER_ROOM : 0;
        context.width = fmax(context.width - LAYOUT_NUMBER_ROOM, LAYOUT_NUMBER_ROOM);
    }
    layout_para para = layout_para_new(setter, scratch, style, context.leading, block->loc);
    para.widest_picture = context.width;
    if (sm_inline_is_key(content))
        add_keyed_lines(&para, style, content);
    else
        layout_para_add(&para, style, content, NULL);
    if (entry != LAYOUT_NOWHERE) {
        layout_para_add_text(&para, style, SM_STR(" ")); /* before the page's number */
        para.keeps_blank = true;
    }
    layout_para_finish(&para);
    size_t first = setter->galley.count;
    layout_para_to_galley(&para, context, SM_ALIGN_NONE);
    size_t count = setter->galley.count;
    if (entry != LAYOUT_NOWHERE && count > first)
        setter->galley.items[count - 1].entry = entry;
    else if (count > first && introduces(&para, block, count - first))
        setter->galley.items[count - 1].cut = LAYOUT_CUT_NEVER;
    layout_space(&setter->galley, space);
    sm_arena_free(scratch);
}

static sm_pt heading_size(const sm_theme *theme, int level)
{
    const sm_pt sizes[] = {theme->heading_h1_size, theme->heading_h2_size,
                           theme->heading_h3_size, theme->heading_h4_size,
                           theme->heading_h5_size, theme->heading_h6_size};
    return sizes[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

/* The number before the heading, which hangs: wrapped lines stand under the title. It ends at X
 * when the title is MIRRORED, and starts there otherwise. */
static sm_pt add_number(layout_setter *setter, const sm_block *section, layout_style style,
                        sm_pt x, bool mirrored)
{
    if (!layout_shows_number(setter, section))
        return 0;
    style.color = setter->theme->accent_color;
    sm_str number =
        sm_str_printf(setter->arena, "%.*s ", SM_STR_ARG(section->as.section.number));
    layout_marks marks = {NULL, NULL};
    sm_pt width = layout_add_text(setter, &marks, number, style, (sm_point){x, 0},
                                  mirrored ? SM_ANCHOR_END : SM_ANCHOR_START, 200);
    layout_join(&setter->galley.label, marks);
    setter->galley.has_label = true;
    return width + style.size * 0.6;
}

void layout_set_heading(layout_setter *setter, layout_context context, const sm_block *section)
{
    const sm_theme *theme = setter->theme;
    int level = section->as.section.level;
    sm_pt size = heading_size(theme, level);
    layout_space(&setter->galley, level <= 2 ? size * 1.5 : size * 1.25);
    uint32_t tag = layout_add_tag(setter, SM_TAG_HEADING, context.tag);
    setter->tags.items[tag].level = level;
    layout_style style = {
        .font = {SM_FAMILY_HEADING, true, false},
        .size = size,
        .color = level >= 6 ? theme->muted_color : theme->heading_color,
        .tag = tag,
    };
    sm_arena *scratch = sm_arena_new(0);
    layout_para para = layout_para_new(setter, scratch, style, 1.25, section->loc);
    layout_para_add(&para, style, section->as.section.title, NULL);
    layout_para_finish(&para);
    bool mirrored =
        setter->right_to_left || layout_runs_right_to_left(setter->breaker, para.text);
    sm_pt indent = add_number(setter, section, style,
                              mirrored ? context.x + context.width : context.x, mirrored);
    size_t first = setter->galley.count;
    layout_context inner = context;
    inner.x += mirrored ? 0 : indent;
    inner.width = fmax(context.width - indent, context.width / 2);
    layout_para_to_galley(&para, inner, SM_ALIGN_NONE);
    if (setter->galley.count == first) /* an empty heading still has a place */
        layout_add_strip(&setter->galley, context.box,
                         setter->galley.has_label ? size * 1.25 : 0, size);
    for (size_t i = first; i < setter->galley.count; i++)
        setter->galley.items[i].cut = LAYOUT_CUT_NEVER;
    layout_add_anchor(setter, section->as.section.id, (uint32_t)first);
    layout_place_heading(setter, section, (uint32_t)first);
    layout_space(&setter->galley, fmax(size * 0.4, theme->paragraph_space * 0.8));
    sm_arena_free(scratch);
}

void layout_set_rule(layout_setter *setter, layout_context context)
{
    layout_space(&setter->galley, 10);
    layout_strip *strip = layout_add_strip(&setter->galley, context.box, 1, 1);
    strip->landscape = context.landscape;
    layout_add_line(setter->arena, &strip->marks, (sm_point){context.x, 0.5},
                    (sm_point){context.x + context.width, 0.5},
                    layout_ink(setter->theme->rule_color), 0.75);
    layout_space(&setter->galley, 10);
}
