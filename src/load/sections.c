#include "loader.h"
#include "specmill/base/utf8.h"
#include "specmill/model/spec.h"
#include <string.h>

void load_sink_start(block_sink *sink, bool sections)
{
    *sink = (block_sink){.sections = sections};
    sink->chain.last = &sink->chain.first;
}

void load_sink_add(block_sink *sink, sm_block *block)
{
    const sm_block ***last = sink->directive != NULL ? &sink->directive_last
                             : sink->open != 0       ? &sink->lasts[sink->open - 1]
                                                     : &sink->chain.last;
    **last = block;
    *last = &block->next;
}

const sm_block *load_sink_blocks(load *l, block_sink *sink)
{
    if (sink->directive != NULL)
        load_directive_end(l, sink, sink->directive->end_line);
    return sink->chain.first;
}

sm_block *load_new_block(load *l, sm_block_kind kind, sm_loc loc)
{
    sm_block *block = SM_NEW(l->arena, sm_block);
    block->kind = kind;
    block->index = l->block_count++;
    block->loc = loc;
    block->end_line = loc.line;
    return block;
}

void load_sink_heading(load *l, block_sink *sink, int level, sm_loc loc, uint32_t end_line,
                       const sm_inline *title)
{
    if (sink->directive != NULL)
        load_directive_end(l, sink, loc.line);
    if (!sink->sections && title == NULL)
        return;
    if (!sink->sections) {
        sm_block *paragraph = load_new_block(l, SM_PARAGRAPH, loc);
        paragraph->end_line = end_line;
        sm_inline *strong = load_new_inline(l, SM_STRONG, loc);
        strong->as.children = title;
        paragraph->as.paragraph = strong;
        load_sink_add(sink, paragraph);
        return;
    }
    while (sink->open != 0 && sink->levels[sink->open - 1] >= level)
        sink->open--;
    sm_block *section = load_new_block(l, SM_SECTION, loc);
    section->end_line = end_line;
    section->as.section.level = level;
    section->as.section.title = title;
    load_sink_add(sink, section);
    heading entry = {section, sink->open != 0 ? sink->indexes[sink->open - 1] : SM_STR_NONE};
    sink->indexes[sink->open] = l->headings.count;
    sink->levels[sink->open] = level;
    sink->lasts[sink->open] = &section->as.section.blocks;
    sink->open++;
    SM_LIST_ADD(l->arena, &l->headings, entry);
}

/* --- ids, as GitHub makes them: lower case, blanks as hyphens, punctuation dropped --- */

typedef struct letter_range {
    uint32_t first, last;
    int step, delta; /* of lower case */
} letter_range;

static const letter_range kept[] = {
#define SLUG_KEPT(first, last) {first, last, 1, 0},
#include "slug.def"
};

static const letter_range upper[] = {
#define SLUG_LOWER(first, last, step, delta) {first, last, step, delta},
#include "slug.def"
};

/* The range that holds C, or NULL. */
static const letter_range *range_of(const letter_range *ranges, size_t count, uint32_t c)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ranges[low].first <= c ? &ranges[low] : NULL;
}

static uint32_t lower(uint32_t c)
{
    if (c < 0x80)
        return (uint32_t)sm_to_lower((char)c);
    const letter_range *range = range_of(upper, sizeof upper / sizeof *upper, c);
    if (c == 0x130)
        return 'i';
    if (range == NULL || (c - range->first) % (uint32_t)range->step != 0)
        return c;
    return (uint32_t)((int64_t)c + range->delta);
}

static bool in_id(uint32_t c)
{
    if (c < 0x80)
        return sm_is_alnum((char)c) || c == '-' || c == '_' || c == ' ';
    return range_of(kept, sizeof kept / sizeof *kept, c) != NULL;
}

/* The text of TITLE as code hosts take it: an image has none, but what is beside it stays
 * beside something, so that blanks there count. */
static void add_title_text(sm_buf *buf, const sm_inline *title)
{
    for (; title != NULL; title = title->next) {
        sm_inline one = *title;
        one.next = NULL;
        if (title->kind == SM_IMAGE)
            sm_buf_add_codepoint(buf, 0xfffc); /* no letter, so it falls out again */
        else if (sm_inline_children(title) != NULL)
            add_title_text(buf, sm_inline_children(title));
        else
            sm_inline_text(buf, &one);
    }
}

/* In the scratch buffer. */
static sm_str title_text(load *l, const sm_inline *title)
{
    l->scratch.len = 0;
    add_title_text(&l->scratch, title);
    return sm_str_trim(sm_buf_str(&l->scratch));
}

/* What a heading's text says beyond LONGEST_ID bytes is not in its id: every record below a
 * heading names it. */
static sm_str slug(load *l, sm_str title, sm_buf *buf)
{
    enum { LONGEST_ID = 1000 };
    buf->len = 0;
    for (size_t at = 0; at < title.len && buf->len < LONGEST_ID;) {
        uint32_t c = sm_utf8_next(title, &at);
        if (in_id(c))
            sm_buf_add_codepoint(buf, c == ' ' ? '-' : lower(c));
        if (c == 0x130) /* the dotted I: its lower case is two characters */
            sm_buf_add_codepoint(buf, 0x307);
    }
    return buf->len != 0 ? sm_str_copy(l->arena, sm_buf_str(buf)) : SM_STR("section");
}

/* WANTED, or WANTED with a number behind it that makes it unique. The value of an id in TAKEN
 * is how often it was wanted again. */
static sm_str unique_id(load *l, sm_map *taken, sm_str wanted)
{
    sm_str id = wanted;
    while (!sm_map_add(l->arena, taken, id))
        id = sm_str_printf(l->arena, "%.*s-%zu", SM_STR_ARG(wanted),
                           ++sm_map_at(l->arena, taken, wanted)->number);
    return id;
}

static sm_str label(load *l, const sm_inline *title)
{
    enum { LONGEST_LABEL = 200 };
    sm_str text = sm_plain_text(l->arena, title), cut = sm_utf8_clip(text, LONGEST_LABEL);
    return cut.len == text.len
               ? text
               : sm_str_printf(l->arena, "%.*s\u2026", SM_STR_ARG(sm_str_trim(cut)));
}

static void name_sections(load *l)
{
    sm_map taken = {0};
    sm_buf buf = sm_buf_new(l->arena);
    for (size_t i = 0; i < l->headings.count; i++) {
        sm_block *block = l->headings.items[i].block;
        sm_str title = title_text(l, block->as.section.title);
        block->as.section.id = unique_id(l, &taken, slug(l, title, &buf));
        block->as.section.label = label(l, block->as.section.title);
    }
}

/* --- numbers --- */

/* The number an author wrote before a title: "1.", "1.2", "1)", "A.", "A1.", "A.1"; or
 * absent. */
static sm_str written_number(sm_str title)
{
    sm_str none = {0};
    size_t at = 0, parts = 0;
    bool letter = title.len != 0 && title.ptr[0] >= 'A' && title.ptr[0] <= 'Z';
    bool dot = false;
    while (at < title.len) {
        size_t start = at;
        if (letter && at == 0)
            at++;
        while (at < title.len && sm_is_digit(title.ptr[at]))
            at++;
        if (at == start || at - start > 3)
            break;
        parts++;
        dot = at < title.len && title.ptr[at] == '.';
        if (!dot)
            break;
        at++;
    }
    size_t len = dot && at != 0 ? at - 1 : at;
    bool paren = !dot && at < title.len && title.ptr[at] == ')';
    if (paren)
        at++;
    bool version = letter && parts > 1 && sm_is_digit(title.ptr[1]); /* "V1.1 milestones" */
    if (parts == 0 || version || at >= title.len || title.ptr[at] != ' ' ||
        (parts == 1 && !dot && !paren))
        return none;
    return (sm_str){title.ptr, len};
}

static const char *const headings[] = {
#define SM_ROLE(role, name, headings) [SM_ROLE_##role] = headings,
#include "specmill/model/roles.def"
#undef SM_ROLE
};

/* The "3" of TITLE "3 Doors", of heading INDEX, when the first section in it is "3.1 ..."; or
 * absent. */
static sm_str bare_number(load *l, size_t index, sm_str title)
{
    size_t len = 0;
    while (len < title.len && len < 3 && sm_is_digit(title.ptr[len]))
        len++;
    const heading *next = &l->headings.items[index] + 1;
    if (len == 0 || len == title.len || title.ptr[len] != ' ' ||
        index + 1 == l->headings.count || next->parent != index)
        return (sm_str){0};
    sm_str below = title_text(l, next->block->as.section.title);
    bool same = sm_str_starts(below, sm_str_sub(title, 0, len)) && below.len > len + 1 &&
                below.ptr[len] == '.' && sm_is_digit(below.ptr[len + 1]);
    return same ? sm_str_sub(title, 0, len) : (sm_str){0};
}

/* A list of contents is no section of them: what it lists is counted without it. It is known by
 * its id, which is its title in lower case, with hyphens for blanks. */
static bool is_contents(sm_str id)
{
    sm_str rest = sm_str_from_cstr(headings[SM_ROLE_CONTENTS]), words;
    while (sm_str_split(&rest, '|', &words)) {
        size_t at = 0;
        words = sm_str_from(words, sm_str_starts(words, SM_STR("=")));
        while (at < words.len && at < id.len &&
               id.ptr[at] == (words.ptr[at] == ' ' ? '-' : words.ptr[at]))
            at++;
        if (at == words.len && at == id.len)
            return true;
    }
    return false;
}

typedef struct counter {
    size_t count;
    bool written; /* a sibling has the author's number, so counting would only confuse */
} counter;

/* The index of the heading that is the document's title, or SM_STR_NONE: the first H1, unless
 * the front matter names another title and there are more H1s, which then are chapters. */
static size_t title_index(const load *l)
{
    size_t first = SM_STR_NONE, count = 0;
    for (size_t i = 0; i < l->headings.count; i++)
        if (l->headings.items[i].block->as.section.level == 1 && count++ == 0)
            first = i;
    const sm_value *named = sm_value_find(l->doc->front_matter, SM_STR("title"));
    if (count < 2 || sm_value_text(named).len == 0)
        return first;
    const sm_inline *content = l->headings.items[first].block->as.section.title;
    sm_str title = sm_plain_text(l->arena, content);
    return sm_str_equal_nocase(title, sm_str_trim(sm_value_text(named))) ? first : SM_STR_NONE;
}

/* Sections are counted within the section they stand in; those right below the title and
 * further H1s are counted together. */
static void name_numbers(load *l)
{
    size_t count = l->headings.count;
    counter *counters = SM_NEW_ARRAY(l->arena, counter, count + 1); /* [0]: the top */
    size_t named = title_index(l);
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            const heading *h = &l->headings.items[i];
            sm_block *block = h->block;
            if (i == named)
                continue;
            bool top = h->parent == SM_STR_NONE || h->parent == named;
            counter *siblings = &counters[top ? 0 : h->parent + 1];
            if (pass == 0) {
                sm_str title = title_text(l, block->as.section.title);
                sm_str written = written_number(title);
                if (written.ptr == NULL)
                    written = bare_number(l, i, title);
                block->as.section.number = sm_str_copy(l->arena, written);
                block->as.section.numbered = block->as.section.number.ptr != NULL;
                siblings->written = siblings->written || block->as.section.numbered;
            } else if (!siblings->written && !is_contents(block->as.section.id)) {
                sm_str above =
                    top ? (sm_str){0} : l->headings.items[h->parent].block->as.section.number;
                siblings->count++;
                if (top)
                    block->as.section.number = sm_str_printf(l->arena, "%zu", siblings->count);
                else if (above.ptr != NULL)
                    block->as.section.number =
                        sm_str_printf(l->arena, "%.*s.%zu", SM_STR_ARG(above), siblings->count);
            }
        }
}

/* A section ends with the last block in it; backwards, so that those in it are done before. */
static void find_ends(load *l)
{
    for (size_t i = l->headings.count; i-- > 0;) {
        sm_block *section = l->headings.items[i].block;
        for (const sm_block *b = section->as.section.blocks; b != NULL; b = b->next)
            if (b->end_line > section->end_line)
                section->end_line = b->end_line;
    }
}

void load_name_sections(load *l)
{
    if (l->headings.count == 0)
        return;
    find_ends(l);
    name_sections(l);
    name_numbers(l);
}
