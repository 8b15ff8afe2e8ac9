/* The contents: a line a heading. Make-up adds leaders and page numbers, for which the lines
 * leave room, so that setting them never changes what stands where. */
#include "set.h"
#include <math.h>

enum { ONE_PAGE = 38, WORTH_IT = 5, MEASURED = 2000 }; /* entries */

/* How many headings are at most DEPTH levels below the top. */
static size_t count_listed(const layout_setter *setter, int top, int depth)
{
    size_t listed = 0;
    for (size_t i = 0; i < setter->headings.count; i++)
        listed += setter->headings.items[i].level - top < depth;
    return listed;
}

/* As many levels as the theme wants, but not the finer ones when the contents would then fill
 * more than a page. */
static int chosen_depth(const layout_setter *setter, int top)
{
    int depth = (int)setter->theme->contents_depth;
    while (depth > 2 && count_listed(setter, top, depth) > ONE_PAGE)
        depth--;
    return depth;
}

enum { CONTENTS_BEFORE = 3 }; /* sections that may stand before contents: status, history ... */

/* Whether the author wrote contents, near the beginning; with page numbers they do what ours
 * would. */
static bool has_contents(const layout_setter *setter)
{
    const layout_heading *own = layout_own_contents(setter);
    if (own == NULL)
        return setter->contents_list != NULL;
    return own - setter->headings.items <= CONTENTS_BEFORE &&
           layout_lists_sections(setter, own->section->as.section.blocks);
}

bool layout_wants_contents(const layout_setter *setter)
{
    int top = layout_top_level(setter);
    return setter->theme->contents &&
           count_listed(setter, top, chosen_depth(setter, top)) >= WORTH_IT &&
           !has_contents(setter);
}

static layout_style entry_style(const layout_setter *setter, layout_context context, int depth,
                                uint32_t tag)
{
    layout_style style = layout_text_style(context, tag);
    style.font.bold = depth == 0;
    style.color = depth == 0 ? setter->theme->heading_color : setter->theme->text_color;
    return style;
}

/* The room for the numbers of each depth, so that titles stand in a column. */
static void measure_numbers(layout_setter *setter, layout_context context, int top, int depth,
                            sm_pt *rooms)
{
    layout_marks unused = {NULL, NULL};
    for (size_t i = 0; i < setter->headings.count && i < MEASURED; i++) {
        const layout_heading *heading = &setter->headings.items[i];
        int level = heading->level - top;
        if (level >= depth || heading->number.len == 0)
            continue;
        sm_pt width = layout_add_text(setter, &unused, heading->number,
                                      entry_style(setter, context, level, 0), (sm_point){0, 0},
                                      SM_ANCHOR_START, context.width / 4);
        rooms[level] = fmax(rooms[level], width + 6);
    }
}

static sm_pt part_space(sm_pt leading)
{
    return (leading - 1) * 8;
}

static void set_entry(layout_setter *setter, layout_context context, uint32_t index, int depth,
                      uint32_t parent, const sm_pt *rooms)
{
    const layout_heading *heading = &setter->headings.items[index];
    sm_arena *scratch = sm_arena_new(0);
    uint32_t item = layout_add_tag(setter, SM_TAG_CONTENTS_ITEM, parent);
    layout_style style =
        entry_style(setter, context, depth, layout_add_tag(setter, SM_TAG_LINK, item));
    sm_pt indent = 0, room = rooms[depth < 6 ? depth : 5];
    for (int i = 0; i < depth && i < 6; i++)
        indent += rooms[i] > 0 ? rooms[i] : 16;
    layout_para para =
        layout_para_new(setter, scratch, style, context.leading, (sm_loc){NULL, 0, 0});
    layout_para_add_text(&para, style, heading->title);
    layout_para_add_text(&para, style, SM_STR(" ")); /* before the page's number */
    para.keeps_blank = true;
    layout_para_finish(&para);
    bool mirrored = setter->right_to_left;
    layout_context inner = context;
    inner.width -= indent + LAYOUT_NUMBER_ROOM;
    inner.x = layout_at(setter, context, indent, inner.width);
    if (heading->number.len > 0) {
        sm_str number = sm_str_printf(setter->arena, mirrored ? " %.*s" : "%.*s ",
                                      SM_STR_ARG(heading->number));
        layout_add_text(setter, &setter->galley.label, number, style,
                        (sm_point){mirrored ? inner.x + inner.width : inner.x, 0},
                        mirrored ? SM_ANCHOR_END : SM_ANCHOR_START, inner.width / 2);
        setter->galley.has_label = true;
        inner.x = layout_at(setter, inner, room, inner.width - room);
        inner.width -= room;
    }
    sm_pt width = context.width - indent;
    size_t first = setter->galley.count;
    layout_space(&setter->galley, depth == 0 ? part_space(context.leading) : 0);
    layout_para_to_galley(&para, inner, layout_near_side(setter));
    for (size_t i = first; i < setter->galley.count; i++) {
        layout_strip *strip = &setter->galley.items[i];
        layout_mark *link =
            layout_new_mark(setter->arena, &strip->marks, SM_MARK_LINK, style.tag);
        link->mark.as.link.box =
            (sm_rect){layout_at(setter, context, indent, width), 0, width, strip->height};
        link->mark.as.link.url = sm_str_printf(setter->arena, "#%.*s", SM_STR_ARG(heading->id));
        if (i + 1 == setter->galley.count)
            strip->entry = index;
    }
    sm_arena_free(scratch);
}

/* Makes CONTEXT's size and leading smaller when the contents then end on the title's page. */
static void choose_size(const layout_setter *setter, int top, int depth,
                        layout_context *context)
{
    static const struct {
        sm_pt leading, smaller;
    } choices[] = {{1.5, 0}, {1.4, 0}, {1.3, 0.25}, {1.24, 0.75}, {1.18, 1.25}};
    const layout_galley *galley = &setter->galley;
    sm_pt room = layout_column_height(&setter->portrait);
    for (size_t i = 0; i < galley->count; i++) {
        const layout_box *box = galley->items[i].box;
        room -= galley->items[i].before + galley->items[i].height;
        room -= box != NULL ? box->pad_top + box->pad_bottom : 0;
    }
    double entries = (double)count_listed(setter, top, depth);
    double parts = (double)count_listed(setter, top, 1);
    sm_pt size = context->size;
    context->leading = choices[0].leading;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        sm_pt smaller = fmax(size - choices[i].smaller, 7), leading = choices[i].leading;
        if (entries * smaller * leading + parts * part_space(leading) > room)
            continue;
        context->size = smaller;
        context->leading = leading;
        return;
    }
}

void layout_set_contents(layout_setter *setter, layout_context context)
{
    const sm_theme *theme = setter->theme;
    sm_arena *scratch = sm_arena_new(0);
    uint32_t section = layout_add_tag(setter, SM_TAG_SECTION, context.tag);
    layout_style style = {
        .font = {SM_FAMILY_HEADING, true, false},
        .size = theme->heading_h3_size,
        .color = theme->heading_color,
        .tag = layout_add_tag(setter, SM_TAG_PARAGRAPH, section),
    };
    layout_space(&setter->galley, 24);
    layout_para para = layout_para_new(setter, scratch, style, 1.3, (sm_loc){NULL, 0, 0});
    layout_para_add_text(&para, style, sm_say(setter->wording, SM_SAY_CONTENTS));
    layout_para_finish(&para);
    layout_para_to_galley(&para, context, layout_near_side(setter));
    setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_NEVER;
    layout_space(&setter->galley, 5);
    uint32_t list = layout_add_tag(setter, SM_TAG_CONTENTS, section);
    int top = layout_top_level(setter), depth = chosen_depth(setter, top);
    context.size = fmax(theme->text_size - 0.5, 7);
    choose_size(setter, top, depth, &context);
    int before = depth;
    sm_pt rooms[6] = {0};
    measure_numbers(setter, context, top, depth < 6 ? depth : 6, rooms);
    for (uint32_t i = 0; i < setter->headings.count; i++) {
        int level = setter->headings.items[i].level - top;
        if (level >= depth)
            continue;
        if (before == 0 && level > 0) /* a part is not parted from its first line */
            setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_NEVER;
        set_entry(setter, context, i, level, list, rooms);
        before = level;
    }
    setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_PART;
    layout_space(&setter->galley, 30);
    sm_arena_free(scratch);
}
