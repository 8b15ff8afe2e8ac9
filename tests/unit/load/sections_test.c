#include "shown.h"
#include "unit/test.h"

TEST(headings_nest)
{
    CHECK(becomes("intro\n\n# T\n\na\n\n## A\n\nb\n\n### B\n\n## C\n",
                  "p(intro) h1#t (T: p(a) h2#a 1(A: p(b) h3#b 1.1(B)) h2#c 2(C))", ""));
}

TEST(levels_may_jump)
{
    CHECK(becomes("# T\n#### D\n## B\n", "h1#t (T: h4#d 1(D) h2#b 2(B))", ""));
    CHECK(becomes("### a\n# T\n## b\n", "h3#a 1(a) h1#t (T: h2#b 2(b))", ""));
}

TEST(several_titles_are_counted_after_the_first)
{
    CHECK(becomes("# T\n## A\n# U\n## B\n", "h1#t (T: h2#a 1(A)) h1#u 2(U: h2#b 2.1(B))", ""));
    CHECK(becomes("---\ntitle: Other\n---\n# A\n# B\n", "h1#a 1(A) h1#b 2(B)", ""));
}

TEST(written_numbers_are_kept)
{
    CHECK(becomes("# T\n## 3. A\n### X\n## 4 B\n### 4.1 Y\n## C\n",
                  "h1#t (T: h2#3-a 3(3. A: h3#x 3.1(X)) h2#4-b 4(4 B: h3#41-y 4.1(4.1 Y)) "
                  "h2#c (C))",
                  ""));
    CHECK(becomes("## A. x\n## B) y\n", "h2#a-x A(A. x) h2#b-y B(B) y)", ""));
    CHECK(becomes("## 2024. x\n## 3 ways\n", "h2#2024-x 1(2024. x) h2#3-ways 2(3 ways)", ""));
}

TEST(a_list_of_contents_is_not_counted)
{
    CHECK(becomes("# T\n## Table of Contents\n### x\n## A\n",
                  "h1#t (T: h2#table-of-contents (Table of Contents: h3#x (x)) h2#a 1(A))",
                  ""));
    CHECK(
        becomes("## \xC3\x8Dndice\n## A\n", "h2#\xC3\xADndice (\xC3\x8Dndice) h2#a 1(A)", ""));
    CHECK(becomes("## Contents of the message\n",
                  "h2#contents-of-the-message 1(Contents of the "
                  "message)",
                  ""));
}

TEST(ids_are_those_of_github)
{
    CHECK(becomes("## A & B: `c_d` (e)!\n", "h2#a--b-c_d-e 1(A & B: `{c_d} (e)!)", ""));
    CHECK(becomes("## \xC3\x84rger \xE6\x97\xA5\xE6\x9C\xAC\n",
                  "h2#\xC3\xA4rger-\xE6\x97\xA5\xE6\x9C\xAC 1(\xC3\x84rger "
                  "\xE6\x97\xA5\xE6\x9C\xAC)",
                  ""));
    CHECK(becomes("## a\n## a\n## a-1\n## a\n",
                  "h2#a 1(a) h2#a-1 2(a) h2#a-1-1 3(a-1) h2#a-2 4(a)", ""));
    CHECK(becomes("## !!!\n", "h2#section 1(!!!)", ""));
    CHECK(becomes("## ![x](a.png) *b ![y](c.png)*\n",
                  "h2#-b- 1(img<a.png>{x} em{b img<c.png>{y}})", ""));
}

TEST(ids_keep_letters_of_every_script_and_drop_the_rest)
{
    CHECK(becomes("## テスト・報告（１）～。\n", "h2#テスト報告１ 1(テスト・報告（１）～。)",
                  ""));
    CHECK(becomes("## 😀 Ok 👩‍💻\n", "h2#-ok- 1(😀 Ok 👩‍💻)", ""));
    CHECK(becomes("## ÅÉ Ǆ Ꮳ Ⅷ Ⓐ Ђ Ա İ\n",
                  "h2#åé-ǆ-ꮳ-ⅷ-ⓐ-ђ-ա-i̇ 1(ÅÉ Ǆ Ꮳ Ⅷ Ⓐ Ђ Ա İ)", ""));
    CHECK(becomes("## हिन्दी नमस्ते\n", "h2#हिन्दी-नमस्ते 1(हिन्दी नमस्ते)", ""));
}

TEST(ids_do_not_become_longer_than_a_thousand_bytes)
{
    char text[6100] = "## a";
    for (size_t at = 4; at < 6004; at += 2)
        memcpy(text + at, "\u00e9", 2);
    memcpy(text + 6004, "\n## b\n", 6);
    loaded l = load_text(text, 6010);
    const sm_block *heading = l.doc->blocks;
    CHECK(heading->as.section.id.len == 1001);
    CHECK(sm_str_ends(heading->as.section.id, SM_STR("\u00e9")));
    CHECK(sm_str_equal(heading->next->as.section.id, SM_STR("b")));
    sm_arena_free(l.arena);
}

TEST(headings_in_quotes_and_lists_are_no_sections)
{
    CHECK(becomes("> # a\n> b\n", "quote(p(b{a}) p(b))", ""));
    CHECK(becomes("- ## a\n", "ul(li(p(b{a})))", ""));
    CHECK(becomes("- #\n", "ul(li())", ""));
}

TEST(setext_headings_know_their_definitions)
{
    CHECK(becomes("[x]: /u\n[x] *b*\n===\n", "h1#x-b (a</u>{x} em{b})", ""));
}

TEST(sections_end_with_their_last_block)
{
    const char *text = "# T\n\n## A\n\na\n\nb\nc\n\n## B\n";
    loaded l = load_text(text, strlen(text));
    const sm_block *title = l.doc->blocks, *a = title->as.section.blocks;
    CHECK(title->end_line == 10 && a->end_line == 8 && a->next->end_line == 10);
    CHECK(a->loc.line == 3 && a->loc.column == 1);
    sm_arena_free(l.arena);
}

static void check_indexes(const sm_block *block, uint32_t *next)
{
    for (; block != NULL; block = block->next) {
        CHECK(block->index == *next);
        *next += 1;
        check_indexes(sm_block_children(block), next);
        if (block->kind == SM_LIST)
            for (const sm_item *i = block->as.list.items; i != NULL; i = i->next)
                check_indexes(i->blocks, next);
    }
}

TEST(blocks_are_numbered_in_document_order)
{
    const char *text =
        "a\n\n# T\n\n> b\n>\n> - c\n>\n>   d\n\n```\ne\n```\n\n## F\n\n|g|\n|-|\n";
    loaded l = load_text(text, strlen(text));
    uint32_t next = 0;
    check_indexes(l.doc->blocks, &next);
    CHECK(next == l.doc->block_count);
    sm_arena_free(l.arena);
}

RUN_TESTS()
