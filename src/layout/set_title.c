/* The title block: what the document is, its state, whose it is; on the right where the
 * document runs right to left. */
#include "picture.h"
#include "rows.h"
#include "set.h"
#include "specmill/scene/build.h"
#include <math.h>

static void add_line(layout_setter *setter, layout_context context, sm_tag_kind kind,
                     sm_str text, layout_style style, sm_pt leading)
{
    if (text.len == 0)
        return;
    sm_arena *scratch = sm_arena_new(0);
    style.tag = layout_add_tag(setter, kind, context.tag);
    layout_para para = layout_para_new(setter, scratch, style, leading, (sm_loc){NULL, 0, 0});
    layout_para_add_text(&para, style, text);
    layout_para_finish(&para);
    layout_para_to_galley(&para, context, SM_ALIGN_NONE);
    sm_arena_free(scratch);
}

static void set_logo(layout_setter *setter, layout_context context)
{
    layout_picture logo = {.bytes = setter->theme->logo_bytes,
                           .alt = setter->theme->organization};
    if (logo.bytes.len == 0 || !layout_measure_picture(setter, &logo))
        return;
    layout_fit_picture(&logo, (sm_image_size){0}, 140, 40);
    uint32_t tag = layout_add_tag(setter, SM_TAG_FIGURE, context.tag);
    setter->tags.items[tag].alt = logo.alt.len > 0 ? logo.alt : SM_STR("Logo");
    layout_strip *strip = layout_add_strip(&setter->galley, NULL, logo.height, logo.height);
    layout_mark *made = layout_new_mark(setter->arena, &strip->marks, SM_MARK_IMAGE, tag);
    made->mark.as.image.box =
        (sm_rect){layout_at(setter, context, 0, logo.width), 0, logo.width, logo.height};
    made->mark.as.image.bytes = logo.bytes;
    made->mark.as.image.alt = setter->tags.items[tag].alt;
    layout_space(&setter->galley, 8);
}

static void set_organization(layout_setter *setter, layout_context context)
{
    layout_style style = {
        .font = {SM_FAMILY_HEADING, true, false},
        .size = setter->theme->text_size,
        .color = setter->theme->muted_color,
    };
    add_line(setter, context, SM_TAG_PARAGRAPH, setter->theme->organization, style, 1.4);
    layout_space(&setter->galley, 26);
}

/* The title as plain text, with what is still to be filled in marked. */
static void add_title_text(layout_para *para, layout_style style)
{
    const sm_spec *spec = para->setter->spec;
    sm_str rest = layout_title(para->setter);
    layout_style marked = style;
    marked.look |= LAYOUT_LOOK_PLACEHOLDER;
    marked.color = para->setter->theme->placeholder_color;
    for (size_t i = 0; i < spec->placeholder_count && spec->title_section != NULL; i++) {
        const sm_placeholder *p = &spec->placeholders[i];
        if (p->block != NULL && p->loc.line > spec->title_section->loc.line)
            break;
        size_t at = p->block == spec->title_section ? sm_str_find(rest, p->text) : SM_STR_NONE;
        if (at == SM_STR_NONE)
            continue;
        layout_para_add_text(para, style, sm_str_sub(rest, 0, at));
        layout_para_add_text(para, marked, p->text);
        rest = sm_str_from(rest, at + p->text.len);
    }
    layout_para_add_text(para, style, rest);
}

static layout_para title_para(layout_setter *setter, sm_arena *scratch, layout_style style)
{
    const sm_metadata *m = &setter->spec->metadata;
    layout_para para = layout_para_new(setter, scratch, style, 1.18, (sm_loc){NULL, 0, 0});
    if (m->title_content != NULL)
        layout_para_add(&para, style, m->title_content, NULL);
    else
        add_title_text(&para, style);
    layout_para_finish(&para);
    return para;
}

static void set_title_line(layout_setter *setter, layout_context context)
{
    const sm_theme *theme = setter->theme;
    sm_arena *scratch = sm_arena_new(0);
    layout_style style = {
        .font = {SM_FAMILY_HEADING, true, false},
        .size = theme->title_size,
        .color = theme->heading_color,
        .tag = layout_add_tag(setter, SM_TAG_TITLE, context.tag),
    };
    layout_para para = title_para(setter, scratch, style);
    for (int step = 0; step < 2 && layout_para_widest(&para) > 3 * context.width; step++) {
        style.size =
            fmax(style.size * 0.78, theme->heading_h1_size); /* more than three lines */
        para = title_para(setter, scratch, style);
    }
    uint32_t first = (uint32_t)setter->galley.count;
    layout_para_to_galley(&para, context, SM_ALIGN_NONE);
    if (setter->galley.count > first && layout_wants_approval(setter))
        layout_add_anchor(setter, SM_STR(LAYOUT_BEGINNING), first);
    if (setter->galley.count > first && setter->spec->title_section != NULL)
        layout_add_anchor(setter, setter->spec->title_section->as.section.id, first);
    sm_arena_free(scratch);
}

static sm_color state_color(const sm_theme *theme, sm_state state)
{
    switch (state) {
    case SM_STATE_UNKNOWN:
    case SM_STATE_SUPERSEDED:
        return theme->muted_color;
    case SM_STATE_DRAFT:
        return theme->warning_color;
    case SM_STATE_IN_REVIEW:
        return theme->note_color;
    case SM_STATE_APPROVED:
    case SM_STATE_IMPLEMENTED:
        return theme->tip_color;
    case SM_STATE_REJECTED:
        return theme->caution_color;
    }
    return theme->muted_color;
}

/* A pill with TEXT, base line at 0, that starts *AFTER the side where lines start, which moves
 * on behind it. */
static void add_badge(layout_setter *setter, layout_context context, layout_marks *marks,
                      sm_str text, sm_color color, bool solid, sm_pt *after, uint32_t tag)
{
    const sm_pt size = setter->theme->small_size + 0.5, pad = 8;
    layout_style style = {
        .font = {SM_FAMILY_TEXT, true, false},
        .size = size,
        .color = solid ? 0xffffff : color,
        .tag = tag,
    };
    layout_marks words = {NULL, NULL};
    sm_pt width =
        layout_add_text(setter, &words, text, style, (sm_point){pad, 0}, SM_ANCHOR_START, 220) +
        2 * pad;
    sm_pt x = layout_at(setter, context, *after, width);
    sm_path path = sm_path_new(setter->arena);
    sm_path_round_rect(&path, (sm_rect){x, -size - 2.6, width, size + 7.6}, size);
    layout_add_path(setter->arena, marks, &path,
                    layout_ink(solid ? color : layout_mix(0xffffff, color, 0.08)),
                    solid ? sm_ink_none() : layout_ink(layout_mix(0xffffff, color, 0.35)), 0.6);
    layout_move(words, x, 0);
    layout_join(marks, words);
    *after += width + 7;
}

static void set_badges(layout_setter *setter, layout_context context)
{
    const sm_metadata *m = &setter->spec->metadata;
    sm_str status = layout_status(setter), version = layout_version(setter);
    if (status.len == 0 && version.len == 0)
        return;
    layout_marks marks = {NULL, NULL};
    sm_pt after = 0;
    uint32_t tag = layout_add_tag(setter, SM_TAG_PARAGRAPH, context.tag);
    if (status.len > 0)
        add_badge(setter, context, &marks, status, state_color(setter->theme, m->state), true,
                  &after, tag);
    if (version.len > 0)
        add_badge(setter, context, &marks, version, setter->theme->muted_color, false, &after,
                  tag);
    layout_space(&setter->galley, 12);
    layout_strip *strip = layout_add_strip(&setter->galley, context.box, 17, 12.5);
    layout_move(marks, 0, 12.5);
    layout_join(&strip->marks, marks);
}

/* Whether the block above the table says it already. */
static bool said_above(const layout_setter *setter, const sm_entry *entry)
{
    const sm_metadata *m = &setter->spec->metadata;
    if (m->subtitle.len > 0 && sm_str_equal(entry->value, m->subtitle))
        return true;
    if (sm_str_equal_nocase(entry->key, SM_STR("title")))
        return sm_str_ends(m->title, entry->value);
    if (sm_str_equal_nocase(entry->key, SM_STR("status")))
        return layout_status(setter).len > 0 && sm_str_equal(entry->value, m->status);
    if (sm_str_equal_nocase(entry->key, SM_STR("version")))
        return sm_str_equal(entry->value, m->version);
    return sm_str_equal_nocase(entry->key, SM_STR("type")) &&
           sm_str_equal(entry->value, m->type);
}

/* "lastModified" and "last_modified" as people write it: "Last modified". */
static sm_str key_label(layout_setter *setter, sm_str key)
{
    sm_buf buf = sm_buf_new(setter->arena);
    for (size_t i = 0; i < key.len; i++) {
        char c = key.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool hump = upper && i > 0 && key.ptr[i - 1] >= 'a' && key.ptr[i - 1] <= 'z';
        bool last_hump = i + 1 >= key.len || (key.ptr[i + 1] >= 'A' && key.ptr[i + 1] <= 'Z');
        if (hump)
            sm_buf_add_char(&buf, ' ');
        if (c == '_' && i > 0)
            c = ' ';
        if (i == 0 && c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        else if (hump && !last_hump)
            c = sm_to_lower(c);
        sm_buf_add_char(&buf, c);
    }
    return sm_buf_str(&buf);
}

/* Front matter has no inlines: whether its VALUE is one of the placeholders. */
static bool is_placeholder(const sm_spec *spec, const sm_entry *entry)
{
    for (size_t i = 0; i < spec->placeholder_count; i++) {
        const sm_placeholder *p = &spec->placeholders[i];
        if (p->block != NULL || p->content != NULL)
            return false; /* those of the front matter come first */
        if (sm_str_find(entry->value, p->text) != SM_STR_NONE)
            return true;
    }
    return false;
}

static bool is_web_address(sm_str text)
{
    return (sm_str_starts(text, SM_STR("https://")) ||
            sm_str_starts(text, SM_STR("http://"))) &&
           sm_str_find_char(text, ' ') == SM_STR_NONE;
}

static void add_value(layout_setter *setter, layout_para *para, layout_style style,
                      const sm_entry *entry)
{
    if (entry->content != NULL) {
        layout_para_add(para, style, entry->content, entry->content_end);
        return;
    }
    if (is_placeholder(setter->spec, entry)) {
        style.look |= LAYOUT_LOOK_PLACEHOLDER;
        style.color = setter->theme->placeholder_color;
    } else if (is_web_address(entry->value)) {
        layout_link link = {entry->value, {NULL, 0}};
        SM_LIST_ADD(para->arena, &para->links, link);
        style.link = (uint32_t)para->links.count;
        style.color = setter->theme->accent_color;
        style.tag = layout_add_tag(setter, SM_TAG_LINK, style.tag);
    }
    layout_para_add_text(para, style, entry->value);
}

static void set_entry(layout_setter *setter, layout_context context, const sm_entry *entry,
                      sm_pt label_width, const layout_box *box, uint32_t table)
{
    sm_arena *scratch = sm_arena_new(0);
    layout_lines cells[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
    uint32_t row = layout_add_tag(setter, SM_TAG_TABLE_ROW, table);
    uint32_t head = layout_add_tag(setter, SM_TAG_HEADER_CELL, row);
    setter->tags.items[head].row_header = true;
    layout_style style = layout_text_style(context, head);
    style.color = setter->theme->muted_color;
    layout_para label = layout_para_new(setter, scratch, style, context.leading, entry->loc);
    layout_para_add_text(&label, style, key_label(setter, entry->key));
    layout_para_finish(&label);
    layout_para_set(&label, layout_at(setter, context, 0, label_width - 12), label_width - 12,
                    layout_near_side(setter), scratch, &cells[0]);
    style = layout_text_style(context, layout_add_tag(setter, SM_TAG_DATA_CELL, row));
    layout_para value = layout_para_new(setter, scratch, style, context.leading, entry->loc);
    add_value(setter, &value, style, entry);
    layout_para_finish(&value);
    sm_pt room = context.width - label_width;
    layout_para_set(&value, layout_at(setter, context, label_width, room), room, SM_ALIGN_NONE,
                    scratch, &cells[1]);
    layout_add_row(setter, context, cells, 2, box, layout_column_height(&setter->portrait) / 2);
    sm_arena_free(scratch);
}

static sm_pt label_width(layout_setter *setter, layout_context context)
{
    const sm_metadata *m = &setter->spec->metadata;
    sm_pt widest = 60;
    layout_marks unused = {NULL, NULL};
    for (size_t i = 0; i < m->entry_count; i++)
        widest =
            fmax(widest, layout_add_text(setter, &unused, key_label(setter, m->entries[i].key),
                                         layout_text_style(context, 0), (sm_point){0, 0},
                                         SM_ANCHOR_START, context.width * 0.3));
    return widest + 20;
}

static void set_entries(layout_setter *setter, layout_context context)
{
    const sm_metadata *m = &setter->spec->metadata;
    const layout_box *box = NULL;
    sm_pt labels = label_width(setter, context);
    uint32_t table = 0;
    layout_space(&setter->galley, 18);
    for (size_t i = 0; i < m->entry_count; i++) {
        if (said_above(setter, &m->entries[i]))
            continue;
        if (table == 0)
            table = layout_add_tag(setter, SM_TAG_TABLE, context.tag);
        layout_box *row = SM_NEW(setter->arena, layout_box);
        *row = (layout_box){
            .x = context.x,
            .width = context.width,
            .pad_top = 3.5,
            .pad_bottom = 3.5,
            .under = layout_ink(setter->theme->rule_color),
            .under_width = 0.5,
        };
        box = row;
        set_entry(setter, context, &m->entries[i], labels, box, table);
    }
    layout_space(&setter->galley, 24);
}

void layout_set_title(layout_setter *setter, layout_context context)
{
    const sm_theme *theme = setter->theme;
    const sm_metadata *m = &setter->spec->metadata;
    set_logo(setter, context);
    set_organization(setter, context);
    layout_style kicker = {
        .font = {SM_FAMILY_HEADING, true, false},
        .size = theme->text_size,
        .color = theme->accent_color,
    };
    add_line(setter, context, SM_TAG_PARAGRAPH, m->type, kicker, 1.5);
    layout_space(&setter->galley, 4);
    set_title_line(setter, context);
    layout_style subtitle = {
        .font = {SM_FAMILY_HEADING, false, false},
        .size = theme->heading_h3_size,
        .color = theme->muted_color,
    };
    layout_space(&setter->galley, 5);
    add_line(setter, context, SM_TAG_PARAGRAPH, m->subtitle, subtitle, 1.35);
    set_badges(setter, context);
    context.size = fmax(theme->text_size - 0.5, 7);
    context.leading = 1.4;
    set_entries(setter, context);
}
