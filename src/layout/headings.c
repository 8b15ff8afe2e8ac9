#include "set.h"
#include "specmill/base/url.h"

/* The heading's title as one line of plain text. */
static void find_in(layout_setter *setter, const sm_block *blocks)
{
    for (const sm_block *b = blocks; b != NULL; b = b->next) {
        if (b->kind != SM_SECTION)
            continue;
        if (b != setter->spec->title_section) {
            layout_heading heading = {
                .section = b,
                .id = b->as.section.id,
                .strip = LAYOUT_NOWHERE,
                .level = b->as.section.level,
                .title = sm_plain_text(setter->arena, b->as.section.title),
            };
            if (heading.title.len == 0)
                heading.title = sm_say(setter->wording, SM_SAY_UNTITLED);
            if (layout_shows_number(setter, b))
                heading.number = b->as.section.number;
            SM_LIST_ADD(setter->arena, &setter->headings, heading);
        }
        find_in(setter, b->as.section.blocks);
    }
}

static bool is_contents(const layout_setter *setter, const layout_heading *heading)
{
    return heading->section != NULL &&
           sm_spec_role(setter->spec, heading->section) == SM_ROLE_CONTENTS;
}

const layout_heading *layout_own_contents(const layout_setter *setter)
{
    for (size_t i = 0; i < setter->headings.count; i++)
        if (is_contents(setter, &setter->headings.items[i]))
            return &setter->headings.items[i];
    return NULL;
}

uint32_t layout_linked_heading(const layout_setter *setter, const sm_inline *content)
{
    while (content != NULL && content->next == NULL &&
           (content->kind == SM_STRONG || content->kind == SM_EMPHASIS))
        content = content->as.children;
    if (content == NULL || content->next != NULL || content->kind != SM_LINK ||
        setter->heading_ids.count == 0 || !sm_str_starts(content->as.link.url, SM_STR("#")))
        return LAYOUT_NOWHERE;
    const sm_map_value *found =
        sm_map_find(&setter->heading_ids, sm_url_anchor(setter->arena, content->as.link.url));
    return found != NULL ? (uint32_t)(found->number - 1) : LAYOUT_NOWHERE;
}

/* Marks the headings that BLOCKS link to, those of lists as well. */
static void mark_linked(const layout_setter *setter, const sm_block *blocks, bool *linked)
{
    for (; blocks != NULL; blocks = blocks->next) {
        uint32_t heading = blocks->kind == SM_PARAGRAPH
                               ? layout_linked_heading(setter, blocks->as.paragraph)
                               : LAYOUT_NOWHERE;
        if (heading != LAYOUT_NOWHERE)
            linked[heading] = true;
        if (blocks->kind == SM_LIST)
            for (const sm_item *i = blocks->as.list.items; i != NULL; i = i->next)
                mark_linked(setter, i->blocks, linked);
    }
}

bool layout_lists_sections(const layout_setter *setter, const sm_block *blocks)
{
    int top = layout_top_level(setter);
    sm_arena *scratch = sm_arena_new(0);
    bool *linked = SM_NEW_ARRAY(scratch, bool, setter->headings.count);
    mark_linked(setter, blocks, linked);
    size_t parts = 0, listed = 0;
    for (size_t i = 0; i < setter->headings.count; i++) {
        const layout_heading *heading = &setter->headings.items[i];
        bool part =
            heading->level == top && heading->section != NULL && !is_contents(setter, heading);
        parts += part;
        listed += part && linked[i];
    }
    sm_arena_free(scratch);
    return listed > 1 && listed * 4 >= parts * 3;
}

/* Whether LIST begins with a link into the document. */
static bool begins_with_anchor(const sm_block *list)
{
    const sm_item *item = list->as.list.items;
    const sm_block *block = item != NULL ? item->blocks : NULL;
    const sm_inline *content =
        block != NULL && block->kind == SM_PARAGRAPH ? block->as.paragraph : NULL;
    return content != NULL && content->kind == SM_LINK &&
           sm_str_starts(content->as.link.url, SM_STR("#"));
}

static void index_headings(layout_setter *setter)
{
    for (size_t i = 0; i < setter->headings.count; i++)
        sm_map_at(setter->arena, &setter->heading_ids, setter->headings.items[i].id)->number =
            i + 1;
}

/* The list of links in front of the first section of BLOCKS, also folded away, that tools keep
 * up to date (doctoc, markdown-toc); or NULL. */
static const sm_block *leading_list(const sm_block *blocks)
{
    const sm_block *list = NULL;
    for (const sm_block *b = blocks; b != NULL && b->kind != SM_SECTION && list == NULL;
         b = b->next) {
        if (b->kind == SM_DETAILS)
            list = leading_list(b->as.details.blocks);
        else if (b->kind == SM_LIST && begins_with_anchor(b))
            list = b;
    }
    return list;
}

/* Sets SETTER's contents_list. */
static void find_contents_list(layout_setter *setter)
{
    const sm_block *title = setter->spec->title_section;
    const sm_block *list =
        leading_list(title != NULL ? title->as.section.blocks : setter->spec->doc->blocks);
    if (list == NULL)
        return;
    index_headings(setter);
    const sm_block alone = {.kind = SM_LIST, .as = list->as};
    if (layout_lists_sections(setter, &alone))
        setter->contents_list = list;
}

void layout_find_headings(layout_setter *setter)
{
    find_in(setter, setter->spec->doc->blocks);
    if (layout_own_contents(setter) != NULL)
        index_headings(setter);
    else
        find_contents_list(setter);
    if (!layout_wants_approval(setter))
        return;
    layout_heading heading = {
        .id = SM_STR(LAYOUT_SIGN_OFF),
        .strip = LAYOUT_NOWHERE,
        .level = layout_top_level(setter),
        .title = sm_say(setter->wording, SM_SAY_SIGN_OFF),
    };
    SM_LIST_ADD(setter->arena, &setter->headings, heading);
}

int layout_top_level(const layout_setter *setter)
{
    int top = 6;
    for (size_t i = 0; i < setter->headings.count; i++)
        if (setter->headings.items[i].level < top)
            top = setter->headings.items[i].level;
    return setter->headings.count == 0 ? 1 : top;
}

/* Headings are placed in the order they were found in. */
void layout_place_heading(layout_setter *setter, const sm_block *section, uint32_t strip)
{
    size_t next = setter->next_heading;
    if (next < setter->headings.count && setter->headings.items[next].section == section) {
        setter->headings.items[next].strip = strip;
        setter->next_heading++;
    }
}

bool layout_shows_number(const layout_setter *setter, const sm_block *section)
{
    return setter->theme->section_numbers && !section->as.section.numbered &&
           section->as.section.number.len > 0;
}

void layout_add_anchor(layout_setter *setter, sm_str id, uint32_t strip)
{
    layout_anchor anchor = {.id = id, .strip = strip, .note = setter->in_notes};
    if (id.len > 0)
        SM_LIST_ADD(setter->arena, &setter->anchors, anchor);
}
