#include "tables.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include "typed.h"

enum { SHEETS_MAX = 200, NAME_MAX_UNITS = 31 /* UTF-16 units, Excel's limit */ };

typedef struct search {
    xlsx_book *book;
    bool *used; /* by block index: shown on another sheet */
    size_t found;
} search;

static void mark_used(search *s)
{
    const sm_spec *spec = s->book->job->spec;
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++)
        for (size_t i = 0; i < spec->records[kind].count; i++) {
            const sm_block *origin = spec->records[kind].items[i]->origin;
            if (origin != NULL)
                s->used[origin->index] = true;
        }
    for (size_t i = 0; i < spec->metadata.entry_count; i++)
        if (spec->metadata.entries[i].block != NULL)
            s->used[spec->metadata.entries[i].block->index] = true;
}

/* "Table 3 Response times", without what Excel does not take in a sheet's name. */
static sm_str sheet_name(search *s, const sm_block *section)
{
    sm_str title = section != NULL ? section->as.section.label : (sm_str){0};
    sm_buf buf = sm_buf_new(s->book->arena);
    sm_buf_addf(&buf, "Table %zu", s->found);
    size_t units = buf.len + 1, at = 0;
    sm_buf_add_char(&buf, ' ');
    while (at < title.len) {
        size_t from = at;
        uint32_t c = sm_utf8_next(title, &at);
        units += c >= 0x10000 ? 2 : 1;
        if (units > NAME_MAX_UNITS)
            break;
        if (c < 0x20 ||
            (c < 0x80 && sm_str_find_char(SM_STR("[]:*?/\\'"), (char)c) != SM_STR_NONE))
            units--;
        else
            sm_buf_add(&buf, title.ptr + from, at - from);
    }
    return sm_str_trim(sm_buf_str(&buf));
}

static xlsx_cell table_cell(sm_arena *arena, const xlsx_table *table, size_t row,
                            const xlsx_column *column)
{
    const sm_row *at = ((const sm_row *const *)table->rows)[row];
    const sm_cell *cell = &at->cells[column->number];
    xlsx_cell shown = xlsx_typed_cell(sm_plain_text(arena, cell->content), column->style);
    shown.loc = cell->loc;
    return shown;
}

static void add_columns(xlsx_book *book, xlsx_table *sheet, const sm_block *table,
                        const sm_row *const *rows)
{
    sm_arena *scratch = sm_arena_new(0);
    for (size_t i = 0; i < table->as.table.columns; i++) {
        const sm_row *head = table->as.table.head;
        sm_str header = sm_plain_text(scratch, head != NULL ? head->cells[i].content : NULL);
        if (header.len == 0)
            header = sm_str_printf(scratch, "Column %zu", i + 1);
        xlsx_typing typing = {XLSX_TYPE_NONE, 0};
        for (size_t row = 0; row < sheet->row_count; row++)
            xlsx_see_text(&typing, sm_plain_text(scratch, rows[row]->cells[i].content));
        xlsx_add_column(book, sheet, header, xlsx_typing_style(typing), 0)->number = i;
    }
    sm_arena_free(scratch);
}

static void add_table(search *s, const sm_block *table, const sm_block *section)
{
    xlsx_book *book = s->book;
    sm_arena *arena = book->arena;
    size_t count = 0;
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        count++;
    if (s->used[table->index] || count == 0 || table->as.table.columns == 0)
        return;
    if (s->found == SHEETS_MAX) {
        sm_report(book->diag, SM_DIAG_TABLES_CUT, table->loc, NULL);
        s->found++;
    }
    if (s->found > SHEETS_MAX)
        return;
    s->found++;
    const sm_row **rows = SM_NEW_ARRAY(arena, const sm_row *, count);
    count = 0;
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        rows[count++] = row;
    xlsx_table sheet = {
        .name = sm_str_to_cstr(arena, sm_str_printf(arena, "Table_%zu", s->found)),
        .sheet = sheet_name(s, section),
        .row_count = count,
        .rows = rows,
        .cell = table_cell,
        .note = sm_str_printf(arena, "line %u", table->loc.line),
    };
    add_columns(book, &sheet, table, rows);
    xlsx_paint_table(book, &sheet);
}

static void search_blocks(search *s, const sm_block *blocks, const sm_block *section)
{
    for (; blocks != NULL; blocks = blocks->next) {
        if (blocks->kind == SM_TABLE)
            add_table(s, blocks, section);
        if (blocks->kind == SM_LIST)
            for (const sm_item *item = blocks->as.list.items; item != NULL; item = item->next)
                search_blocks(s, item->blocks, section);
        search_blocks(s, sm_block_children(blocks),
                      blocks->kind == SM_SECTION ? blocks : section);
    }
}

void xlsx_add_tables(xlsx_book *book)
{
    const sm_doc *doc = book->job->spec->doc;
    search s = {.book = book, .used = SM_NEW_ARRAY(book->arena, bool, doc->block_count + 1u)};
    mark_used(&s);
    search_blocks(&s, doc->blocks, NULL);
    for (size_t i = 0; i < doc->footnote_count; i++)
        search_blocks(&s, doc->footnotes[i].blocks, NULL);
}
