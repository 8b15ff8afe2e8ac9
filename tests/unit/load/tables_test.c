#include "shown.h"
#include "unit/test.h"

TEST(tables_have_alignment)
{
    CHECK(becomes("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | *2* | `3` | |\n",
                  "table:-lcrh[a|b|c|d][1|em{2}|`{3}|]()", ""));
    CHECK(becomes("a|b\n-|-\n1|2\n", "table:--h[a|b][1|2]()", ""));
}

TEST(short_rows_are_filled)
{
    CHECK(becomes("|a|b|\n|-|-|\n|1|\n", "table:--h[a|b][1|]()", ""));
}

TEST(excess_cells_are_kept)
{
    CHECK(becomes("|a|b|\n|-|-|\n|1|2|*3*|4|\n", "table:--h[a|b][1|2|em{3}|4]()",
                  "table-cells 3:1;"));
    CHECK(becomes("|a|b|\n|-|-|\n|1|2| |\n", "table:--h[a|b][1|2]()", ""));
}

TEST(pipes_in_code_are_put_together)
{
    CHECK(becomes("|a|b|\n|-|-|\n| `x|y` | 2 |\n", "table:--h[a|b][`{x|y}|2]()",
                  "table-cells 3:1;"));
    CHECK(
        becomes("|a|b|\n|-|-|\n| `x\\|y` | 2 \\| 3 |\n", "table:--h[a|b][`{x|y}|2 | 3]()", ""));
}

TEST(a_paragraph_right_above_stays_one)
{
    CHECK(becomes("text *x*\nmore\n| a |\n|---|\n| 1 |\n",
                  "p(text em{x}~more) table:-h[a][1]()", ""));
}

TEST(nothing_is_recovered_twice)
{
    CHECK(becomes("- [n]: a\n\ntext\n| a |\n|---|\n", "ul(li(p([n]: a))) p(text) table:-h[a]()",
                  "link-definition 1:3;"));
}

TEST(cells_know_their_places)
{
    const char *text = "- x\n\n  | \xC3\xA9 | b |\n  |---|---|\n  | 1 | *2* |\n";
    loaded l = load_text(text, strlen(text));
    const sm_block *table = l.doc->blocks->as.list.items->blocks->next;
    CHECK(table->kind == SM_TABLE && table->loc.line == 3 && table->loc.column == 3);
    CHECK(table->end_line == 5);
    CHECK(table->as.table.head->cells[1].loc.column == 9);
    const sm_cell *cell = &table->as.table.rows->cells[1];
    CHECK(cell->loc.line == 5 && cell->loc.column == 9);
    CHECK(cell->content->loc.column == 9 && cell->content->as.children->loc.column == 10);
    sm_arena_free(l.arena);
}

TEST(a_row_of_too_many_cells_is_text)
{
    enum { COLUMNS = 3000 };
    static char text[COLUMNS * 8];
    size_t len = 0;
    for (int row = 0; row < 2; row++) {
        for (int i = 0; i < COLUMNS; i++)
            len += (size_t)sprintf(text + len, row == 0 ? "|a" : "|-");
        text[len++] = '\n';
    }
    loaded l = load_text(text, len);
    CHECK(l.doc->blocks->kind == SM_PARAGRAPH);
    sm_buf buf = sm_buf_new(l.arena);
    sm_block_text(&buf, l.doc->blocks);
    CHECK(buf.len == len);
    sm_arena_free(l.arena);
}

RUN_TESTS()
