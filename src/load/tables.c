/* Markdown tables. GFM drops the cells that a row has beyond its header's; they are recovered
 * here, mostly the halves of a code span with a "|" in it. */
#include "loader.h"
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static bool is_escape(sm_str text, size_t at, size_t to)
{
    return text.ptr[at] == '\\' && at + 1 < to &&
           strchr("|!\"#$%&'()*+,./:;<=>?@[\\]^_`{}~-", text.ptr[at + 1]) != NULL &&
           text.ptr[at + 1] != '\0';
}

/* Past the code span that starts with the backticks at AT, or past these when it never ends. */
static size_t pass_code(sm_str text, size_t at, size_t to, size_t *vain)
{
    size_t ticks = 0;
    while (at + ticks < to && text.ptr[at + ticks] == '`')
        ticks++;
    size_t scan = *vain == ticks ? to : at + ticks; /* none of this length was found before */
    while (scan < to) {
        size_t run = 0;
        while (scan + run < to && text.ptr[scan + run] == '`')
            run++;
        if (run == ticks)
            return scan + run;
        scan += run != 0 ? run : 1;
    }
    *vain = ticks;
    return at + ticks;
}

static void add_piece(load *l, pieces *found, size_t from, size_t to)
{
    const char *text = l->source->text.ptr;
    while (from < to && is_blank(text[from]))
        from++;
    while (to > from && is_blank(text[to - 1]))
        to--;
    piece p = {from, to};
    SM_LIST_ADD(l->arena, found, p);
}

/* The cells of the row from FROM to TO, as GFM splits it, or with the pipes in code spans being
 * part of them. */
static void split_row(load *l, size_t from, size_t to, bool mind_code, pieces *found)
{
    sm_str text = l->source->text;
    found->count = 0;
    while (to > from && sm_is_space(text.ptr[to - 1]))
        to--;
    size_t at = from, vain = 0;
    if (at < to && text.ptr[at] == '|')
        at++;
    size_t start = at;
    while (at < to) {
        if (is_escape(text, at, to)) {
            at += 2;
        } else if (mind_code && text.ptr[at] == '`') {
            at = pass_code(text, at, to, &vain);
        } else if (text.ptr[at] == '|') {
            add_piece(l, found, start, at);
            start = ++at;
        } else {
            at++;
        }
    }
    if (start < to)
        add_piece(l, found, start, to);
}

/* The source from FROM to TO with its pipes escaped, as a cell. */
static void add_cell_source(sm_buf *buf, sm_str text, piece p)
{
    for (size_t at = p.from; at < p.to; at++) {
        if (is_escape(text, at, p.to))
            sm_buf_add_char(buf, text.ptr[at++]);
        else if (text.ptr[at] == '|')
            sm_buf_add_char(buf, '\\');
        sm_buf_add_char(buf, text.ptr[at]);
    }
}

/* The inlines of P, parsed by itself as the one cell of a table. */
static const sm_inline *parse_piece(load *l, piece p)
{
    sm_buf buf = sm_buf_new(l->arena);
    sm_buf_add_cstr(&buf, "|x|\n|-|\n|");
    piece inside = {p.from - l->parsed_from, p.to - l->parsed_from};
    add_cell_source(&buf, l->parsed, inside);
    sm_buf_add_cstr(&buf, "|\n");
    parse part = load_parse(l, (sm_str){0}, sm_buf_str(&buf), false);
    cmark_node *node = cmark_node_last_child(cmark_node_first_child(part.root));
    if (node != NULL)
        node = cmark_node_first_child(node);
    extent where = {.from = p.from, .to = p.to, .fragment = true};
    const sm_inline *content = node != NULL ? load_inlines(l, node, where) : NULL;
    load_parse_end(l, &part);
    return content;
}

/* Puts what GFM dropped from a row of PIECES into CELLS. */
static void recover(load *l, const sm_row *row, sm_cell *cells, size_t columns, pieces *found,
                    piece whole)
{
    bool lost = false;
    for (size_t i = columns; i < found->count; i++)
        lost = lost || found->items[i].to > found->items[i].from;
    if (!lost)
        return;
    size_t count = found->count;
    pieces better = {0};
    split_row(l, whole.from, whole.to, true, &better);
    if (better.count <= columns) {
        for (size_t i = 0; i < columns; i++) {
            piece p = i < better.count ? better.items[i] : (piece){whole.to, whole.to};
            cells[i].loc = load_loc(l, p.from);
            cells[i].content = parse_piece(l, p);
        }
    } else {
        piece last = {found->items[columns - 1].from, found->items[count - 1].to};
        cells[columns - 1].content = parse_piece(l, last);
    }
    sm_report(l->diag, SM_DIAG_TABLE_CELLS, row->loc, "%zu cells for %zu columns", count,
              columns);
}

static sm_row *new_row(load *l, cmark_node *node, size_t columns, piece whole, int rows)
{
    sm_row *row = SM_NEW(l->arena, sm_row);
    sm_cell *cells = SM_NEW_ARRAY(l->arena, sm_cell, columns);
    pieces *found = &l->pieces;
    row->loc = load_loc(l, whole.from);
    row->cells = cells;
    found->count = 0;
    if (l->fragment == NULL)
        split_row(l, whole.from, whole.to, false, found);
    size_t i = 0;
    for (cmark_node *n = cmark_node_first_child(node); n != NULL && i < columns;
         n = cmark_node_next(n), i++) {
        piece p = i < found->count ? found->items[i] : (piece){whole.to, whole.to};
        extent where = {.from = p.from, .to = p.to, .rows = rows};
        if (l->fragment != NULL)
            where = *l->fragment;
        cells[i].loc = load_loc(l, p.from);
        cells[i].content = load_inlines(l, n, where);
    }
    for (; i < columns; i++)
        cells[i].loc = row->loc;
    if (found->count > columns)
        recover(l, row, cells, columns, found, whole);
    return row;
}

/* The part of cmark's LINE that holds a row: without the marks of the blocks around it. */
static piece row_extent(const load *l, int line, size_t from)
{
    sm_str text = l->source->text;
    if (l->fragment != NULL)
        return (piece){l->fragment->from, l->fragment->to};
    size_t start = load_offset(l, line, 1), end = start;
    while (end < text.len && text.ptr[end] != '\n')
        end++;
    if (from > start && from <= end)
        start = from;
    while (start < end && (is_blank(text.ptr[start]) || (from == 0 && text.ptr[start] == '>')))
        start++;
    return (piece){start, end};
}

/* cmark's line of the header: when a paragraph stood right above the table, cmark gives the
 * paragraph's. */
static int header_line(cmark_node *table)
{
    cmark_node *row = cmark_node_next(cmark_node_first_child(table));
    if (row != NULL)
        return cmark_node_get_start_line(row) - 2;
    return cmark_node_get_end_line(table) - 1;
}

int load_table_line(cmark_node *table)
{
    int line = header_line(table);
    return line > cmark_node_get_start_line(table) ? line : cmark_node_get_start_line(table);
}

static sm_align align_from(uint8_t letter)
{
    if (letter == 'l')
        return SM_ALIGN_LEFT;
    if (letter == 'c')
        return SM_ALIGN_CENTER;
    return letter == 'r' ? SM_ALIGN_RIGHT : SM_ALIGN_NONE;
}

static sm_block *new_table(load *l, block_sink *sink, cmark_node *node)
{
    int line = load_table_line(node), start_line = cmark_node_get_start_line(node);
    size_t from =
        line == start_line ? load_offset(l, line, cmark_node_get_start_column(node)) : 0;
    piece head = row_extent(l, line, from);
    sm_block *block = load_new_block(l, SM_TABLE, load_loc(l, head.from));
    load_sink_add(sink, block);
    size_t columns = cmark_gfm_extensions_get_table_columns(node);
    const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(node);
    sm_align *aligns = SM_NEW_ARRAY(l->arena, sm_align, columns);
    for (size_t i = 0; i < columns; i++)
        aligns[i] = align_from(letters[i]);
    block->as.table.columns = columns;
    block->as.table.aligns = aligns;
    block->end_line = block->loc.line + 1;
    cmark_node *first = cmark_node_first_child(node);
    if (first != NULL && cmark_gfm_extensions_get_table_row_is_header(first))
        block->as.table.head = new_row(l, first, columns, head, line - start_line);
    l->table_rows = &block->as.table.rows;
    return block;
}

void load_table(load *l, block_sink *sink, cmark_node *node)
{
    bool goes_on = l->table_goes_on;
    l->table_goes_on = false;
    sm_block *block = goes_on ? l->table : new_table(l, sink, node);
    const sm_row **last = l->table_rows;
    for (cmark_node *n = cmark_node_first_child(node); n != NULL; n = cmark_node_next(n)) {
        if (cmark_gfm_extensions_get_table_row_is_header(n))
            continue;
        piece whole = row_extent(l, cmark_node_get_start_line(n), 0);
        sm_row *row = new_row(l, n, block->as.table.columns, whole, 0);
        block->end_line = row->loc.line;
        *last = row;
        last = &row->next;
    }
    l->table = block;
    l->table_rows = last;
}
