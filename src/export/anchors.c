#include "specmill/export/anchors.h"
#include "specmill/base/map.h"
#include <stdlib.h>

typedef struct candidate {
    const sm_record *record;
    sm_record_kind kind;
} candidate;

/* --- the lines that can carry an id --- */

static void mark_line(bool *lines, size_t count, uint32_t line)
{
    if (line < count)
        lines[line] = true;
}

static void mark_blocks(const sm_spec *spec, const sm_block *block, bool *lines, size_t count);

static void mark_block(const sm_spec *spec, const sm_block *block, bool *lines, size_t count)
{
    bool carries = block->kind == SM_SECTION
                       ? block != spec->title_section && block->as.section.title != NULL
                       : block->kind == SM_PARAGRAPH;
    if (carries)
        mark_line(lines, count, block->loc.line);
    if (block->kind == SM_TABLE)
        for (const sm_row *row = block->as.table.rows; row != NULL; row = row->next)
            mark_line(lines, count, row->loc.line);
    if (block->kind != SM_LIST) {
        mark_blocks(spec, sm_block_children(block), lines, count);
        return;
    }
    for (const sm_item *item = block->as.list.items; item != NULL; item = item->next) {
        mark_line(lines, count, item->loc.line);
        mark_blocks(spec, item->blocks, lines, count);
    }
}

static void mark_blocks(const sm_spec *spec, const sm_block *block, bool *lines, size_t count)
{
    for (; block != NULL; block = block->next)
        if (!sm_spec_in_title_block(spec, block))
            mark_block(spec, block, lines, count);
}

/* --- the ids --- */

static bool is_word(char c)
{
    return sm_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* WORD and ID in lower case, with a hyphen for everything between letters and digits. */
static sm_str id_of(sm_arena *arena, const char *word, sm_str id)
{
    sm_buf buf = sm_buf_new(arena);
    for (; *word != '\0'; word++)
        sm_buf_add_char(&buf, is_word(*word) ? *word : '-');
    bool hyphen = true;
    for (size_t i = 0; i < id.len; i++) {
        hyphen = hyphen || !is_word(id.ptr[i]);
        if (!is_word(id.ptr[i]))
            continue;
        if (hyphen)
            sm_buf_add_char(&buf, '-');
        sm_buf_add_char(&buf, sm_to_lower(id.ptr[i]));
        hyphen = false;
    }
    return sm_buf_str(&buf);
}

static int compare_candidates(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->record->loc.line != b->record->loc.line)
        return a->record->loc.line < b->record->loc.line ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

static size_t collect_candidates(sm_arena *arena, const sm_spec *spec, candidate **candidates)
{
    size_t count = 0;
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++)
        count += spec->records[kind].count;
    candidate *list = SM_NEW_ARRAY(arena, candidate, count + 1);
    count = 0;
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++)
        for (size_t i = 0; i < spec->records[kind].count; i++)
            list[count++] = (candidate){spec->records[kind].items[i], (sm_record_kind)kind};
    if (count != 0)
        qsort(list, count, sizeof *list, compare_candidates);
    *candidates = list;
    return count;
}

/* The ids that headings have. */
static sm_map heading_ids(sm_arena *arena, const sm_spec *spec)
{
    sm_map ids = {0};
    for (size_t i = 0; i < spec->section_count; i++)
        if (spec->sections[i]->as.section.id.len != 0)
            sm_map_add(arena, &ids, spec->sections[i]->as.section.id);
    return ids;
}

sm_anchors sm_anchors_new(sm_arena *arena, const sm_spec *spec)
{
    candidate *list;
    sm_anchors anchors = {0};
    size_t count = collect_candidates(arena, spec, &list);
    if (count == 0 || spec->doc->source == NULL)
        return anchors;
    size_t line_count = spec->doc->source->lines + 2;
    bool *lines = SM_NEW_ARRAY(arena, bool, line_count);
    mark_blocks(spec, spec->doc->blocks, lines, line_count);
    sm_map ids = heading_ids(arena, spec);
    anchors.items = SM_NEW_ARRAY(arena, sm_anchor, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t line = list[i].record->loc.line;
        if (line >= line_count || !lines[line])
            continue;
        sm_str id = id_of(arena, sm_record_types[list[i].kind].noun, list[i].record->id);
        if (!sm_map_add(arena, &ids, id))
            continue;
        lines[line] = false; /* taken */
        anchors.items[anchors.count++] =
            (sm_anchor){line, id, list[i].record, list[i].kind, false};
    }
    return anchors;
}

static int compare_lines(const void *key, const void *element)
{
    uint32_t line = *(const uint32_t *)key, other = ((const sm_anchor *)element)->line;
    return (line > other) - (line < other);
}

sm_anchor *sm_anchor_at(const sm_anchors *anchors, uint32_t line)
{
    return anchors->count == 0 ? NULL
                               : bsearch(&line, anchors->items, anchors->count,
                                         sizeof *anchors->items, compare_lines);
}

sm_str sm_anchor_id(const sm_anchors *anchors, const sm_record *record)
{
    const sm_anchor *anchor = sm_anchor_at(anchors, record->loc.line);
    return anchor == NULL ? (sm_str){0} : anchor->id;
}
