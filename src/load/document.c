/* The whole of the Markdown text: its blocks, then its footnotes. cmark drops footnotes that
 * nothing refers to, so where there are some, the text is read again with references to them in
 * a paragraph before it. */
#include "loader.h"
#include <cmark-gfm.h>

bool load_is_note(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

cmark_node *load_first_note(cmark_node *root)
{
    cmark_node *first = NULL;
    for (cmark_node *n = cmark_node_last_child(root); n != NULL && load_is_note(n);
         n = cmark_node_previous(n))
        first = n;
    return first;
}

/* Notes where the footnotes under ROOT stand. */
static void find_notes(load *l, cmark_node *root)
{
    l->notes.count = 0;
    for (cmark_node *n = load_first_note(root); n != NULL; n = cmark_node_next(n)) {
        piece where = {load_offset(l, cmark_node_get_start_line(n), 1),
                       load_offset(l, cmark_node_get_end_line(n) + 1, 1)};
        SM_LIST_ADD(l->arena, &l->notes, where);
    }
    load_sort_notes(l);
}

/* The label that starts after "[^" at AT when a definition may start there; else absent. */
static sm_str label_at(const load *l, size_t at)
{
    sm_str text = l->source->text, none = {0};
    size_t start = at;
    while (start > 0 && text.ptr[start - 1] != '\n')
        if (text.ptr[--start] != ' ' && text.ptr[start] != '>')
            return none;
    size_t end = at + 2;
    while (end < text.len && text.ptr[end] != ']' && !sm_is_space(text.ptr[end]))
        end++;
    if (end == at + 2 || end + 1 >= text.len || text.ptr[end] != ']' ||
        text.ptr[end + 1] != ':')
        return none;
    return sm_str_sub(text, at + 2, end - at - 2);
}

/* References to the footnotes that cmark dropped, as a paragraph; empty when there are none. */
static sm_str references_to_unused(load *l, size_t from)
{
    sm_buf buf = sm_buf_new(l->arena);
    sm_str text = l->source->text;
    size_t note = 0;
    for (size_t at = from; at + 1 < text.len; at += 2) {
        size_t found = sm_str_find(sm_str_from(text, at), SM_STR("[^"));
        if (found == SM_STR_NONE)
            break;
        at += found;
        while (note < l->notes.count && l->notes.items[note].to <= at)
            note++;
        bool known = note < l->notes.count && l->notes.items[note].from <= at;
        sm_str label = known ? (sm_str){0} : label_at(l, at);
        if (label.len == 0 || load_label_is_used(l, (sm_str){label.ptr - 1, label.len + 1}))
            continue; /* used: another footnote has the label, or it is in code */
        sm_buf_add_cstr(&buf, "[^");
        sm_buf_add_str(&buf, label);
        sm_buf_add_cstr(&buf, "] ");
    }
    if (buf.len != 0)
        sm_buf_add_cstr(&buf, "\n\n");
    return sm_buf_str(&buf);
}

size_t load_cmark_note(cmark_node *reference)
{
    size_t number = 0;
    for (const char *c = cmark_node_get_literal(reference); c != NULL && sm_is_digit(*c); c++)
        number = number * 10 + (size_t)(*c - '0');
    return number;
}

/* The highest number of a footnote that PARAGRAPH refers to. */
static size_t highest_reference(cmark_node *paragraph)
{
    size_t highest = 0;
    for (cmark_node *n = cmark_node_first_child(paragraph); n != NULL; n = cmark_node_next(n)) {
        if (cmark_node_get_type(n) != CMARK_NODE_FOOTNOTE_REFERENCE)
            continue;
        size_t number = load_cmark_note(n);
        highest = number > highest ? number : highest;
    }
    return highest;
}

/* Reads TEXT again, with PREFIX, two lines, before it. */
static parse parse_again(load *l, sm_str prefix, sm_str text)
{
    parse whole = load_parse(l, prefix, text, true);
    cmark_node *first = cmark_node_first_child(whole.root);
    l->unused_notes = highest_reference(first);
    l->first_line -= 2;
    cmark_node_unlink(first);
    cmark_node_free(first);
    return whole;
}

size_t load_note_number(const load *l, size_t number)
{
    if (l->piece_notes != NULL)
        return number <= l->piece_notes->count ? l->piece_notes->items[number - 1] : 0;
    if (number > l->footnotes.count)
        return 0;
    size_t unused = l->unused_notes;
    return number > unused ? number - unused : l->footnotes.count - unused + number;
}

void load_note(load *l, cmark_node *node, size_t number)
{
    size_t offset = load_offset(l, cmark_node_get_start_line(node), 1);
    sm_str line = sm_str_from(l->source->text, offset);
    line = sm_str_sub(line, 0, sm_str_find_char(line, '\n'));
    size_t label = sm_str_find(line, SM_STR("[^"));
    size_t end = sm_str_find(line, SM_STR("]:"));
    sm_footnote *note = &l->footnotes.items[number - 1];
    note->loc = load_loc(l, offset + (label != SM_STR_NONE ? label : 0));
    note->label = label != SM_STR_NONE && end != SM_STR_NONE && end > label
                      ? sm_str_sub(line, label + 2, end - label - 2)
                      : SM_STR("");
    block_sink blocks;
    load_sink_start(&blocks, false);
    load_children(l, &blocks, node, 1);
    l->footnotes.items[number - 1].blocks = load_sink_blocks(l, &blocks);
}

/* Those that are used, or those that are not, in the order of cmark's numbers. */
static void add_notes(load *l, cmark_node *root, bool used)
{
    size_t number = 0;
    for (cmark_node *n = load_first_note(root); n != NULL; n = cmark_node_next(n))
        if ((++number > l->unused_notes) == used)
            load_note(l, n, load_note_number(l, number));
}

void load_document(load *l, size_t from, block_sink *sink)
{
    if (from != 0)
        l->first_line = (int)load_loc(l, from).line - 1;
    sm_str text = load_guard(l, sm_str_from(l->source->text, from));
    l->parsed = text;
    l->parsed_from = from;
    if (load_in_pieces(l, sink))
        return;
    parse whole = load_parse(l, (sm_str){0}, text, true);
    find_notes(l, whole.root);
    sm_str references = references_to_unused(l, from);
    if (references.len != 0) {
        load_parse_end(l, &whole);
        whole = parse_again(l, references, text);
        find_notes(l, whole.root);
    }
    for (size_t i = 0; i < l->notes.count; i++)
        SM_LIST_ADD(l->arena, &l->footnotes, (sm_footnote){0});
    l->part_from = load_offset(l, 1, 1);
    l->part_to = l->source->text.len;
    load_children(l, sink, whole.root, 0);
    add_notes(l, whole.root, true);
    add_notes(l, whole.root, false);
    load_parse_end(l, &whole);
}
