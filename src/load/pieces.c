/* Long texts, piece by piece. cmark goes over its tree several times, and a tree that is larger
 * than the processor's caches takes most of the time, and several times the text's memory.
 * Before a heading ("# ...") that is not part of any other block, cmark is where it was before
 * the first line, but for what holds for the whole text: link definitions and footnotes. A text
 * with link definitions is read in pieces when none of them is used; footnotes are known to
 * each piece by a short definition before it. A long table is cut before a row, and what heads
 * it is known to the next piece in the same way. Whatever turns out to be less simple than it
 * looked makes load_document() start again and read the text as a whole. */
#include "html.h"
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

enum { LABEL_MAX = 1000, NOTES_MAX = 1000 };

typedef struct label {
    sm_str name;    /* as labels are compared; of a footnote without the '^' */
    bool note;      /* of a footnote, not of a link */
    size_t from;    /* where it is defined first: at the '[' */
    size_t to;      /* of a footnote: where it ends */
    size_t number;  /* of a footnote, in the document; 0: not referred to so far */
    size_t mention; /* of a footnote: the last piece that mentions it */
} label;

typedef struct reader {
    load *l;
    sm_str text;             /* as cmark gets it; offsets are in this */
    sm_map by_link, by_note; /* numbers in labels, from 1, by name */
    struct SM_LIST(label) labels;
    size_t piece;                  /* pieces so far */
    struct SM_LIST(size_t) here;   /* the labels of the footnotes that this piece mentions */
    struct SM_LIST(size_t) placed; /* the labels of the footnotes, by number */
    note_numbers numbers;          /* of those of this piece */
    bool defines;                  /* something in this piece looks like a link definition */
    sm_str head; /* the two lines that head the table that goes on here, or nothing */
    sm_str next; /* ... and in the next piece */
} reader;

/* --- labels --- */

typedef enum place { INSIDE, AT_START, AFTER_MARKS } place;

/* Where in its line the bracket at AT is: after at most three blanks, after what could be the
 * marks of quotes and items, or after something else. */
static place place_at(sm_str text, size_t at)
{
    enum { MARKS_MAX = 400, BLANKS_MAX = 3 };
    size_t start = at;
    bool blanks = true;
    while (start > 0 && text.ptr[start - 1] != '\n') {
        char c = text.ptr[--start];
        if (at - start > MARKS_MAX)
            return AFTER_MARKS;
        blanks = blanks && c == ' ';
        if (!sm_is_digit(c) && (c == '\0' || strchr(" \t\v\f>-*+.)[xX]", c) == NULL))
            return INSIDE;
    }
    return blanks && at - start <= BLANKS_MAX ? AT_START : AFTER_MARKS;
}

/* The next "[label]" from *AT on, which is moved past its bracket; false when there is none. */
static bool next_label(sm_str text, size_t *at, size_t *from, sm_str *name)
{
    while (*at < text.len) {
        size_t found = sm_str_find_char(sm_str_from(text, *at), '[');
        if (found == SM_STR_NONE)
            return false;
        *from = *at + found;
        *at = *from + 1;
        for (size_t i = *at; i < text.len && i - *at < LABEL_MAX; i++) {
            char c = text.ptr[i];
            if (c == '\\')
                i++;
            else if (c == '[')
                break;
            else if (c == ']') {
                *name = sm_str_sub(text, *at, i - *at);
                return true;
            }
        }
    }
    return false;
}

/* Whether comparing NAME needs more than is done here: it has a character that becomes one of
 * ASCII by case folding (U+017F, U+212A, U+00DF, U+1E9E, ligatures), a pipe that a table takes
 * the backslash from, or a line that starts with the mark of a quote. */
static bool is_hard(sm_str name)
{
    static const sm_str hard[] = {
        SM_STR_INIT("\xC5\xBF"),     SM_STR_INIT("\xE2\x84\xAA"), SM_STR_INIT("\xC3\x9F"),
        SM_STR_INIT("\xE1\xBA\x9E"), SM_STR_INIT("\xEF\xAC"),     SM_STR_INIT("\\|"),
    };
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
        if (sm_str_find(name, hard[i]) != SM_STR_NONE)
            return true;
    bool fresh = false; /* nothing but blanks in this line so far */
    for (size_t i = 0; i < name.len; i++) {
        if (fresh && name.ptr[i] == '>')
            return true;
        fresh = name.ptr[i] == '\n' || (fresh && sm_is_space(name.ptr[i]));
    }
    return name.len >= LABEL_MAX - 10;
}

static bool is_plain(sm_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] >= 0x80 || name.ptr[i] == '\\' || name.ptr[i] == '\n')
            return false;
    return name.len < LABEL_MAX - 10;
}

static bool is_followed_by_colon(sm_str text, sm_str name)
{
    size_t after = (size_t)(name.ptr - text.ptr) + name.len + 1;
    return after < text.len && text.ptr[after] == ':';
}

static bool is_of_note(sm_str name)
{
    return name.len > 1 && name.ptr[0] == '^';
}

/* NAME as labels are compared, until the next one. */
static sm_str compared(reader *r, sm_str name)
{
    return load_normal_label(r->l, is_of_note(name) ? sm_str_from(name, 1) : name);
}

/* The index of the label that is written as NAME, or SM_STR_NONE. */
static size_t find_label(reader *r, sm_str name)
{
    if (r->labels.count == 0)
        return SM_STR_NONE;
    const sm_map *numbers = is_of_note(name) ? &r->by_note : &r->by_link;
    const sm_map_value *known = sm_map_find(numbers, compared(r, name));
    return known != NULL ? known->number - 1 : SM_STR_NONE;
}

static void add_label(reader *r, sm_str name, size_t from)
{
    if (find_label(r, name) != SM_STR_NONE)
        return;
    bool note = is_of_note(name);
    label made = {
        .name = sm_str_copy(r->l->arena, compared(r, name)), .note = note, .from = from};
    SM_LIST_ADD(r->l->arena, &r->labels, made);
    sm_map *numbers = note ? &r->by_note : &r->by_link;
    sm_map_at(r->l->arena, numbers, made.name)->number = r->labels.count;
}

/* Collects what looks like a definition; false when that takes more than a look. */
static bool find_definitions(reader *r)
{
    size_t at = 0, from;
    sm_str name;
    while (next_label(r->text, &at, &from, &name)) {
        if (!is_followed_by_colon(r->text, name))
            continue;
        place where = place_at(r->text, from);
        if (where == INSIDE)
            continue;
        if (!is_plain(name) || (is_of_note(name) && where != AT_START) ||
            (is_of_note(name) && find_label(r, name) != SM_STR_NONE)) /* twice */
            return false;
        add_label(r, name, from);
    }
    return r->by_note.count <= NOTES_MAX;
}

/* Whether the labels in the text can be compared, and no link is written with one of those that
 * are defined. */
static bool is_free_of_references(reader *r)
{
    size_t at = 0, from;
    sm_str name;
    while (r->labels.count != 0 && next_label(r->text, &at, &from, &name)) {
        if (is_of_note(name) ? r->by_note.count != 0 && is_hard(name)
                             : r->by_link.count != 0 && is_hard(name))
            return false;
        if (is_of_note(name) || find_label(r, name) == SM_STR_NONE)
            continue;
        if (!is_followed_by_colon(r->text, name) || place_at(r->text, from) == INSIDE)
            return false;
    }
    return true;
}

/* --- the text before a piece --- */

/* Notes which footnotes the text from FROM to TO mentions, and whether it defines links. */
static void find_mentions(reader *r, size_t from, size_t to)
{
    sm_str text = sm_str_sub(r->text, 0, to), name;
    size_t at = from, bracket;
    r->here.count = 0;
    r->defines = false;
    r->piece++;
    while (r->labels.count != 0 && next_label(text, &at, &bracket, &name)) {
        size_t index = find_label(r, name);
        if (index == SM_STR_NONE)
            continue;
        label *known = &r->labels.items[index];
        r->defines = r->defines || !known->note;
        if (!known->note || known->mention == r->piece)
            continue;
        known->mention = r->piece;
        SM_LIST_ADD(r->l->arena, &r->here, index);
    }
}

/* Definitions of the footnotes that are defined elsewhere than from FROM to TO, and a paragraph
 * that refers to all, so that cmark numbers them in our order and drops none; and what heads
 * the table that goes on. */
static sm_str text_before(reader *r, size_t from, size_t to, int *lines)
{
    sm_buf buf = sm_buf_new(r->l->arena);
    *lines = r->head.len != 0 ? 2 : 0;
    if (r->here.count == 0) {
        sm_buf_add_str(&buf, r->head);
        return sm_buf_str(&buf);
    }
    for (size_t i = 0; i < r->here.count; i++) {
        const label *note = &r->labels.items[r->here.items[i]];
        if (note->from >= from && note->from < to)
            continue;
        sm_buf_addf(&buf, "[^%.*s]: x\n\n", SM_STR_ARG(note->name));
        *lines += 2;
    }
    for (size_t i = 0; i < r->here.count; i++)
        sm_buf_addf(&buf, "[^%.*s] ", SM_STR_ARG(r->labels.items[r->here.items[i]].name));
    sm_buf_add_cstr(&buf, "\n\n");
    *lines += 2;
    sm_buf_add_str(&buf, r->head);
    return sm_buf_str(&buf);
}

/* --- whether a piece is what it looked like --- */

static int line_at(load *l, size_t offset)
{
    return (int)load_loc(l, l->parsed_from + offset).line;
}

/* Takes the paragraph of text_before() out again; false when cmark read it otherwise. */
static bool take_paragraph(const reader *r, cmark_node *root)
{
    if (r->here.count == 0)
        return true;
    cmark_node *paragraph = cmark_node_first_child(root);
    size_t number = 0;
    for (cmark_node *n = cmark_node_first_child(paragraph); n != NULL; n = cmark_node_next(n))
        if (cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_REFERENCE &&
            load_cmark_note(n) != ++number)
            return false;
    cmark_node_unlink(paragraph);
    cmark_node_free(paragraph);
    return number == r->here.count;
}

/* Notes where the footnotes are that are defined here; false when what looked like the
 * definition of one is none, or when there are references in it. */
static bool find_notes(reader *r, cmark_node *root, size_t from, size_t to)
{
    load *l = r->l;
    size_t count = 0;
    l->notes.count = 0;
    for (cmark_node *n = load_first_note(root); n != NULL; n = cmark_node_next(n)) {
        if (count == r->here.count)
            return false;
        label *note = &r->labels.items[r->here.items[count++]];
        if (note->from < from || note->from >= to)
            continue;
        piece where = {load_offset(l, cmark_node_get_start_line(n), 1),
                       load_offset(l, cmark_node_get_end_line(n) + 1, 1)};
        note->to = where.to - l->parsed_from;
        sm_str body = sm_str_sub(r->text, note->from + 1, note->to - note->from - 1);
        if (line_at(l, note->from) != l->first_line + cmark_node_get_start_line(n) ||
            sm_str_find(body, SM_STR("[^")) != SM_STR_NONE)
            return false;
        SM_LIST_ADD(l->arena, &l->notes, where);
    }
    load_sort_notes(l);
    return count == r->here.count;
}

/* A reference to a footnote: the first one to it numbers it. */
static void refer(reader *r, cmark_node *reference)
{
    size_t number = load_cmark_note(reference);
    if (number == 0 || number > r->here.count)
        return;
    label *note = &r->labels.items[r->here.items[number - 1]];
    if (note->number != 0)
        return;
    SM_LIST_ADD(r->l->arena, &r->placed, r->here.items[number - 1]);
    SM_LIST_ADD(r->l->arena, &r->l->footnotes, (sm_footnote){0});
    note->number = r->placed.count;
}

/* Whether TEXT may be what is left of something that looks like a definition and is none: a
 * definition elsewhere would make a link of it. */
static bool may_be_link(cmark_node *text)
{
    sm_str literal = sm_str_from_cstr(cmark_node_get_literal(text));
    cmark_node *before = cmark_node_previous(text);
    if (before != NULL && literal.len != 0 && literal.ptr[0] == ':' &&
        (cmark_node_get_type(before) == CMARK_NODE_LINK ||
         cmark_node_get_type(before) == CMARK_NODE_IMAGE))
        return true;
    return sm_str_find(literal, SM_STR("]:")) != SM_STR_NONE;
}

/* Goes over the tree in the order of the text. */
static bool check_inlines(reader *r, cmark_node *root)
{
    if (!r->defines && r->here.count == 0)
        return true;
    cmark_node *node = cmark_node_first_child(root);
    while (node != NULL) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
            refer(r, node);
        if (type == CMARK_NODE_TEXT && r->defines && may_be_link(node))
            return false;
        if (cmark_node_first_child(node) != NULL) {
            node = cmark_node_first_child(node);
            continue;
        }
        while (node != root && cmark_node_next(node) == NULL)
            node = cmark_node_parent(node);
        node = node == root ? NULL : cmark_node_next(node);
    }
    r->numbers.count = 0;
    for (size_t i = 0; i < r->here.count; i++)
        SM_LIST_ADD(r->l->arena, &r->numbers, r->labels.items[r->here.items[i]].number);
    return true;
}

/* --- pieces --- */

/* The start of the first line from AT on that looks like a heading; the end when there is none.
 */
static size_t find_heading(sm_str text, size_t at)
{
    while (at < text.len) {
        size_t found = sm_str_find(sm_str_from(text, at), SM_STR("\n#"));
        if (found == SM_STR_NONE)
            return text.len;
        size_t start = at + found + 1, end = start;
        while (end < text.len && text.ptr[end] == '#')
            end++;
        if (end < text.len && text.ptr[end] == ' ' && end - start <= 6)
            return start;
        at = end;
    }
    return text.len;
}

/* The start of the first line from AT on that looks like a row of a table, not like what heads
 * one; the end when there is none before BEFORE. */
static size_t find_row(sm_str text, size_t at, size_t before)
{
    int rows = 0;
    text = sm_str_sub(text, 0, before);
    while (at < text.len) {
        size_t end = sm_str_find_char(sm_str_from(text, at), '\n');
        end = end == SM_STR_NONE ? text.len : at + end;
        bool row = memchr(text.ptr + at, '|', end - at) != NULL && text.ptr[at] != '#';
        rows = row ? rows + 1 : 0;
        if (rows > 4) /* the first may be a part of its line */
            return at;
        at = end + 1;
    }
    return before;
}

static bool is_table(cmark_node *node)
{
    return node != NULL && strcmp(cmark_node_get_type_string(node), "table") == 0;
}

/* Takes the row out again that was read after a piece, in cmark's LINE; false when it is no row
 * of a table. What heads the table is known to the next piece then. BEFORE lines are not the
 * text's. */
static bool take_row(reader *r, cmark_node *root, int line, int before)
{
    load *l = r->l;
    size_t head_max = l->piece_size / 8;
    cmark_node *table = cmark_node_last_child(root);
    while (table != NULL && load_is_note(table))
        table = cmark_node_previous(table);
    cmark_node *row = is_table(table) ? cmark_node_last_child(table) : NULL;
    if (row == NULL || cmark_node_get_start_line(row) != line ||
        row == cmark_node_first_child(table) ||
        cmark_node_previous(row) ==
            cmark_node_first_child(table)) /* it tells where the head is */
        return false;
    r->next = r->head;
    if (r->head.len == 0 || cmark_node_get_start_line(table) != before - 1) {
        size_t start = load_offset(l, load_table_line(table), 1) - l->parsed_from;
        sm_str rest = sm_str_from(r->text, start);
        size_t first = sm_str_find_char(rest, '\n');
        size_t second = sm_str_find_char(sm_str_from(rest, first + 1), '\n');
        if (first > head_max || second > head_max)
            return false;
        r->next = sm_str_sub(rest, 0, first + 1 + second + 1);
    }
    cmark_node_unlink(row);
    cmark_node_free(row);
    return true;
}

/* Whether the table that goes on is what a piece starts with; BEFORE lines are not the text's.
 */
static bool goes_on(const reader *r, cmark_node *root, int before)
{
    if (r->head.len == 0)
        return true;
    cmark_node *table = cmark_node_first_child(root);
    return is_table(table) && r->l->table != NULL &&
           cmark_gfm_extensions_get_table_columns(table) == r->l->table->as.table.columns &&
           cmark_node_get_start_line(table) == before - 1;
}

/* Takes the heading out again that was read after a piece, in cmark's LINE; false when it is in
 * another block, so that the piece does not end before it. */
static bool take_heading(cmark_node *root, int line)
{
    cmark_node *last = cmark_node_last_child(root);
    while (last != NULL && load_is_note(last))
        last = cmark_node_previous(last);
    if (last == NULL || cmark_node_get_type(last) != CMARK_NODE_HEADING ||
        cmark_node_get_start_line(last) != line)
        return false;
    cmark_node_unlink(last);
    cmark_node_free(last);
    return true;
}

/* The text from FROM to before TO, and the line at TO, when that is inside of the text. False
 * when it is no piece, with nothing done; *FAILED when there is no way to read it in pieces. */
static bool read_piece(reader *r, block_sink *sink, size_t from, size_t to, bool *failed)
{
    load *l = r->l;
    int before;
    size_t end = to;
    if (to < r->text.len) {
        size_t rest = sm_str_find_char(sm_str_from(r->text, to), '\n');
        end = rest == SM_STR_NONE ? r->text.len : to + rest + 1;
    }
    find_mentions(r, from, end);
    sm_str prefix = text_before(r, from, to, &before);
    parse part = load_parse(l, prefix, sm_str_sub(r->text, from, end - from), true);
    l->first_line = line_at(l, from) - 1 - before;
    int last_line = line_at(l, to) - l->first_line;
    r->next = (sm_str){0};
    bool at_row = to < r->text.len && r->text.ptr[to] != '#';
    bool whole = to == r->text.len || ((at_row ? take_row(r, part.root, last_line, before)
                                               : take_heading(part.root, last_line)) &&
                                       !load_html_is_open(l, part.root));
    if (whole) {
        *failed = !take_paragraph(r, part.root) || !goes_on(r, part.root, before) ||
                  !find_notes(r, part.root, from, to) || !check_inlines(r, part.root);
        if (!*failed) {
            l->table_goes_on = r->head.len != 0;
            r->head = r->next;
            l->part_from = l->parsed_from + from;
            l->part_to = l->parsed_from + to;
            l->piece_notes = &r->numbers;
            load_children(l, sink, part.root, 0);
        }
    }
    load_parse_end(l, &part);
    return whole;
}

/* The footnotes, each parsed by itself. */
static bool read_notes(reader *r)
{
    load *l = r->l;
    for (size_t i = 0; i < r->placed.count; i++) {
        const label *note = &r->labels.items[r->placed.items[i]];
        if (note->to == 0)
            return false;
        size_t start = note->from;
        while (start > 0 && r->text.ptr[start - 1] != '\n')
            start--;
        sm_str reference = sm_str_printf(l->arena, "[^%.*s]\n\n", SM_STR_ARG(note->name));
        parse part =
            load_parse(l, reference, sm_str_sub(r->text, start, note->to - start), true);
        cmark_node *node = cmark_node_last_child(part.root);
        bool is_note = node != NULL && load_is_note(node);
        l->first_line = line_at(l, start) - 3;
        l->part_to = l->source->text.len;
        r->numbers.count = 0;
        if (is_note)
            load_note(l, node, i + 1);
        load_parse_end(l, &part);
        if (!is_note)
            return false;
    }
    /* Those never referred to are found in the whole. */
    return r->placed.count == r->by_note.count;
}

static bool read_pieces(reader *r, block_sink *sink)
{
    size_t size = r->l->piece_size;
    bool failed = false;
    for (size_t from = 0; from < r->text.len;) {
        size_t to =
            r->text.len - from <= size ? r->text.len : find_heading(r->text, from + size);
        if (to - from > 2 * size)
            to = find_row(r->text, from + size, to);
        if (!read_piece(r, sink, from, to, &failed)) {
            size *= 2;
            continue;
        }
        if (failed)
            return false;
        from = to;
        size = r->l->piece_size;
    }
    return read_notes(r);
}

#define KEEP_ROOM(list, grown)                                                                 \
    ((list)->items = (grown)->items, (list)->capacity = (grown)->capacity)

bool load_in_pieces(load *l, block_sink *sink)
{
    if (l->parsed.len / 2 < l->piece_size)
        return false;
    reader r = {.l = l, .text = l->parsed};
    if (!find_definitions(&r) || !is_free_of_references(&r))
        return false;
    load before = *l;
    block_sink sink_before = *sink;
    l->diag = sm_diag_for_part(l->arena, l->diag);
    bool done = read_pieces(&r, sink);
    if (done) {
        sm_diag_add(before.diag, l->diag);
        l->diag = before.diag;
        return true;
    }
    before.scratch = l->scratch;
    before.html_parser = l->html_parser;
    before.labels = l->labels;
    /* Lists have as few items as before, but where they have grown to. */
    KEEP_ROOM(&before.pieces, &l->pieces);
    KEEP_ROOM(&before.notes, &l->notes);
    KEEP_ROOM(&before.comments, &l->comments);
    KEEP_ROOM(&before.footnotes, &l->footnotes);
    KEEP_ROOM(&before.headings, &l->headings);
    *l = before;
    *sink = sink_before;
    *sink->chain.last = NULL;
    return false;
}
