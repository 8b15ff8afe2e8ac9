/* A long text is read in pieces, unless a link definition in it is used: then as a whole. Both
 * must give the same. */
#include "shown.h"
#include "unit/test.h"

enum { LONG = 300000 };

/* All that stands after the first paragraph of TEXT, and what was found. */
static sm_str shown_after_first(sm_arena *arena, sm_str text)
{
    loaded l = load_text(text.ptr, text.len);
    sm_buf buf = sm_buf_new(arena);
    const sm_block *first = l.doc->blocks->as.section.blocks;
    CHECK(first != NULL && first->next != NULL);
    show_all(&buf, l.doc, first->next, l.diag);
    sm_arena_free(l.arena);
    return sm_buf_str(&buf);
}

TEST(a_short_text_is_read_as_a_whole)
{
    CHECK(becomes("a[^1]\n\n[^1]: b\n", "p(afn1) ^1:1(p(b))", ""));
}

/* Whether START, many times UNIT, and END are the same in pieces and as a whole. */
static int is_same(const char *start, const char *unit, const char *end)
{
    sm_arena *arena = sm_arena_new(0);
    sm_str shown[2];
    for (int whole = 0; whole < 2; whole++) {
        sm_buf text = sm_buf_new(arena);
        sm_buf_add_cstr(&text, "# T\n\n[zz]: /u\n\n");
        sm_buf_add_cstr(&text, whole ? "a [zz]\n\n" : "a  zz \n\n");
        sm_buf_add_cstr(&text, start);
        while (text.len < LONG)
            sm_buf_add_cstr(&text, unit);
        sm_buf_add_cstr(&text, end);
        shown[whole] = shown_after_first(arena, sm_buf_str(&text));
    }
    int same = shown[0].len != 0 && sm_str_equal(shown[0], shown[1]);
    sm_arena_free(arena);
    return same;
}

TEST(sections_lists_tables_and_code_are_the_same)
{
    CHECK(is_same("",
                  "## Part\n\nText *with* `code`\n\n- a\n- b\n\n  c\n\n| a | b |\n|---|---|\n"
                  "| 1 | 2 | 3 |\n\n    indented\n\n",
                  ""));
    CHECK(is_same("", "text\n## Heading right after\n> quote\n## Heading after a quote\n",
                  "end"));
    CHECK(
        is_same("", "\xC3\xA4\xE6\xBC\xA2 ## none\n\n## \xC3\xA4\n$a_b$ &amp; \\* x\n\n", ""));
}

TEST(what_only_looks_like_a_heading_ends_no_piece)
{
    CHECK(is_same("", "```sh\n# a comment\necho\n```\n\n", ""));
    CHECK(is_same("```sh\n", "# a comment\necho\n", "```\n\n## End\n"));
    CHECK(is_same("", "- item\n\n  # in it\n\n#none\n\n<!--\n# in a comment\n-->\n\n", ""));
    CHECK(is_same("<!--\n", "# in a comment\n\n", "-->\n\n## End\n"));
}

TEST(elements_of_html_stay_together)
{
    CHECK(is_same(
        "", "<details>\n<summary>S</summary>\n\n## In it\n\ntext\n\n</details>\n\n## B\n", ""));
    CHECK(is_same("<details>\n\n", "## In it\n\ntext\n\n", "</details>\n\n## After\n"));
    CHECK(is_same("<details>\n\n", "## Never closed\n\ntext\n\n", ""));
}

TEST(definitions_that_nothing_refers_to_stay_where_they_are)
{
    CHECK(is_same("", "## R\n\n- [Ref 1]: Description\n- [b]: https://example.org\n\ntext\n\n",
                  ""));
    CHECK(is_same("", "## R\n\ntext\n[Ref]: no definition\n\n", "\n\n[Ref]: /u\n"));
    CHECK(is_same("", "## R\n\nsee [Ref]\n\n", "\n\n[Ref]: /u\n"));
    CHECK(is_same("[a]: /first\n\n", "## R\n\nsee [x][A]\n\n[a]: /later\n\n", ""));
}

TEST(footnotes_are_numbered_through)
{
    CHECK(is_same("see[^b] and[^a]\n\n", "## N\n\ntext[^a] and[^c]\n\n",
                  "[^a]: A\n\n    more of it\n[^b]: B\n\n[^c]: C\n"));
    CHECK(is_same("", "## N\n\ntext[^x]\n\n[^x]: the same every time\n\n",
                  "text[^y]\n\n[^y]: Y\n"));
    CHECK(is_same("", "## N\n\ntext[^1] `[^2]`\n\n", "[^1]: see[^2]\n\n[^2]: never used\n"));
    CHECK(
        is_same("", "## N\n\ntext[^1] [^none]\n\n", "```\n[^1]: in code\n```\n\n[^1]: note\n"));
}

TEST(a_long_table_is_one_table)
{
    const char *row = "| 1 | *b* `c` <br> | d | e |\n";
    CHECK(is_same("| a | <b>x</b> | c |\n|:--|---|--:|\n", row, ""));
    CHECK(is_same("above\n| a | b | c |\n|---|---|---|\n", row, "\nafter\n\n## B\n\nx\n"));
    CHECK(
        is_same("| a | b | c |\n|---|---|---|\n", row, "text is a row, too\n> but no quote\n"));
    CHECK(is_same("| a | b |\n|---|---|\n", "| \xC3\xA4 | `x|y` |\n", "\n[zz]: /v\n"));
    CHECK(is_same("  | a | b |\n  |---|---|\n", "  | 1 | 2 |\n", ""));
    CHECK(is_same("- | a | b |\n  |---|---|\n", "  | 1 | 2 |\n", ""));
    CHECK(is_same("a | b\n---|---\n", "| 1 | 2 |\n", "\nend\n"));
    CHECK(is_same("a | b\n---|---\n", "1 | 2\n- | 3\n", "> quote | x\n"));
    CHECK(is_same("above\n2) a | b\n---|---\n", "1 | 2\n", "end\n")); /* no table by itself */
}

TEST(tables_one_after_the_other_stay_apart)
{
    CHECK(is_same("", "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n\n",
                  ""));
    CHECK(is_same("",
                  "| a | b |\n|---|---|\n| 1 | 2 |\n| |\n| 3 | 4 |\n| 5 | 6 |\n<!-- c -->\n",
                  "| x | y | z |\n|---|---|---|\n| 1 | 2 | 3 |\n"));
    CHECK(is_same("```\n", "| no | table |\n|---|---|\n| 1 | 2 |\n| 1 | 2 |\n",
                  "```\n\n## End\n"));
    CHECK(is_same("<details>\n\n| a | b |\n|---|---|\n", "| 1 | 2 |\n", "\n</details>\n"));
}

TEST(footnotes_in_a_long_table_are_the_same)
{
    CHECK(is_same("see[^b]\n\n| a[^a] | b |\n|---|---|\n", "| 1[^b] | 2[^c] |\n",
                  "\n[^a]: A\n\n[^b]: B\n\n[^c]: C\n"));
    CHECK(is_same("| a | b |\n|---|---|\n", "| [^x]: y | 2 |\n", "\n[^x]: X\n"));
}

RUN_TESTS()
