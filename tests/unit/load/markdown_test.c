#include "shown.h"
#include "unit/test.h"

TEST(an_empty_text_is_an_empty_document)
{
    CHECK(becomes("", "", ""));
    CHECK(becomes("\n \n\n", "", ""));
}

TEST(inline_markup)
{
    CHECK(becomes("a *b **c** `d`* ~~e~~ <http://x.org> [l](u \"t\") ![i *j*](v)\n",
                  "p(a em{b b{c} `{d}} s{e} a<http://x.org>{http://x.org} a<u>{l} img<v>{i j})",
                  ""));
    CHECK(becomes("a\nb\\\nc  \nd", "p(a~b//c//d)", ""));
}

TEST(adjacent_text_is_one)
{
    CHECK(becomes("[Feature Name] & \\*x\\* &amp; [y", "p([Feature Name] & *x* & [y)", ""));
    loaded l = load_text("a [Feature Name] b!\n", 20);
    CHECK(l.doc->blocks->as.paragraph->next == NULL);
    /* a view of the source, not a copy */
    CHECK(l.doc->blocks->as.paragraph->as.text.ptr == l.doc->source->text.ptr);
    sm_arena_free(l.arena);
}

TEST(bare_links)
{
    CHECK(becomes("see www.x.org and a@b.org, http://y.z/a.",
                  "p(see a<http://www.x.org>{www.x.org} and a<mailto:a@b.org>{a@b.org}, "
                  "a<http://y.z/a>{http://y.z/a}.)",
                  ""));
}

TEST(lists)
{
    CHECK(becomes("- a\n- b\n  1. c\n", "ul(li(p(a))li(p(b) ol(li(p(c)))))", ""));
    CHECK(becomes("3) a\n\n4) b\n", "ol+(li(p(a))li(p(b)))", ""));
}

TEST(checkboxes)
{
    CHECK(becomes("- [ ] a\n- [x] b\n- [X] c\n- [ ] see [x]\n",
                  "ul(li (p(a))lix(p(b))lix(p(c))li (p(see [x])))", ""));
    CHECK(becomes("> - [x] quoted\n", "quote(ul(lix(p(quoted))))", ""));
    CHECK(becomes("- - [ ] nested\n", "ul(li(ul(li (p(nested)))))", ""));
    CHECK(becomes("- [ ]\n- [~] d\n", "ul(li(p([ ]))li(p([~] d)))", ""));
}

TEST(alerts)
{
    CHECK(becomes("> [!NOTE]\n> a\n", "note(p(a))", ""));
    CHECK(becomes("> [!warning]\n>\n> a\n", "warning(p(a))", ""));
    CHECK(becomes("> [!CAUTION]\n", "caution()", ""));
    CHECK(becomes("> [!NOTE] a\n", "quote(p([!NOTE] a))", ""));
    CHECK(becomes("> [!OTHER]\n> a\n", "quote(p([!OTHER]~a))", ""));
}

TEST(code_blocks)
{
    CHECK(becomes("``` TypeScript {1}\na\n```\n", "code:typescript(a\n)", ""));
    CHECK(becomes("    a\n\n    b\n", "code:(a\n\nb\n)", ""));
    CHECK(becomes("```\nunclosed | #\n- [ ] x", "code:(unclosed | #\n- [ ] x\n)", ""));
}

TEST(footnotes_are_numbered_by_use)
{
    CHECK(becomes("a[^y] b[^x] c[^y]\n\n[^x]: X\n[^y]: Y\n\n    more\n",
                  "p(afn1 bfn2 cfn1) ^y:2(p(Y) p(more)) ^x:1(p(X))", ""));
    CHECK(
        becomes("a[^y]\n\n[^x]: unused\n[^y]: Y\n", "p(afn1) ^y:1(p(Y)) ^x:0(p(unused))", ""));
    CHECK(becomes("a[^none]\n", "p(a[^none])", ""));
    CHECK(becomes("a[^x]\n\n[^x]: one\n\n[^x]: two\n", "p(afn1) p([^x]: two) ^x:1(p(one))",
                  "link-definition 5:1;"));
    CHECK(becomes("---\nk: v\n---\n\n[^u]: note\n", " ^u:0(p(note))", ""));
}

TEST(link_definitions_that_mean_text_are_kept)
{
    CHECK(becomes("- [Ref 1]: Description/Link\n", "ul(li(p([Ref 1]: Description/Link)))",
                  "link-definition 1:3;"));
    CHECK(becomes("- [name]: [a]\n- [name]: [b]\n", "ul(li(p([name]: [a]))li(p([name]: [b])))",
                  "link-definition 1:3;link-definition 2:3;"));
    CHECK(becomes("- [R]: https://x.org/a\n",
                  "ul(li(p([R]: a<https://x.org/a>{https://x.org/a})))",
                  "link-definition 1:3;"));
    CHECK(becomes("[a]: https://unused.org\n[b]: ./file.md\n", "", ""));
    CHECK(becomes("[Note]: later\ntext *b*\n", "p([Note]: later) p(text em{b})",
                  "link-definition 1:1;"));
    CHECK(becomes("[Used]: later\n\n[used]\n", "p(a<later>{used})", ""));
    CHECK(becomes("> [q]: quoted\n", "quote(p([q]: quoted))", "link-definition 1:3;"));
}

TEST(formulas_are_code)
{
    CHECK(becomes("a $x_1*y*z$ b\n", "p(a `{x_1*y*z} b)", "math-as-code 1:3;"));
    CHECK(becomes("$$\na *b*\n- c\n$$\n", "code:math(a *b*\n- c\n)", "math-as-code 1:1;"));
    CHECK(becomes("```math\nx\n```\n", "code:math(x\n)", "math-as-code 1:1;"));
    CHECK(becomes("$5 and $10, $HOME/$USER, `$a` or `b$`, $NAME_X$, ${a}-${b}\n",
                  "p($5 and $10, $HOME/$USER, `{$a} or `{b$}, $NAME_X$, ${a}-${b})", ""));
}

TEST(places_are_lines_and_characters)
{
    loaded l = load_text("> \xC3\xA9 *b*\n> `c`\nlazy\n", 20);
    const sm_inline *n = l.doc->blocks->as.quote.blocks->as.paragraph;
    CHECK(n->kind == SM_TEXT && n->loc.line == 1 && n->loc.column == 3);
    n = n->next;
    CHECK(n->kind == SM_EMPHASIS && n->loc.column == 5 && n->as.children->loc.column == 6);
    n = n->next;
    CHECK(n->kind == SM_SOFT_BREAK && n->loc.line == 1 && n->loc.column == 8);
    n = n->next;
    CHECK(n->kind == SM_CODE && n->loc.line == 2 && n->loc.column == 3);
    n = n->next->next;
    CHECK(n->kind == SM_TEXT && n->loc.line == 3 && n->loc.column == 1);
    CHECK(l.doc->blocks->end_line == 3);
    sm_arena_free(l.arena);
}

TEST(nesting_is_capped_and_no_text_lost)
{
    char text[2000];
    size_t len = 0;
    for (int i = 0; i < 90; i++)
        len += (size_t)sprintf(text + len, "> ");
    len += (size_t)sprintf(text + len, "deep *a*\n");
    loaded l = load_text(text, len);
    sm_buf buf = sm_buf_new(l.arena);
    sm_block_text(&buf, l.doc->blocks);
    CHECK(sm_str_equal(sm_buf_str(&buf), SM_STR("deep a\n")));
    size_t depth = 0, count;
    for (const sm_block *b = l.doc->blocks; b != NULL; b = sm_block_children(b))
        depth++;
    CHECK(depth <= SM_DEPTH_MAX + 1);
    sm_diag_findings(l.diag, &count);
    CHECK(count == 1);
    sm_arena_free(l.arena);
}

TEST(deep_emphasis_is_flattened)
{
    char text[4000];
    size_t len = 0;
    for (int i = 0; i < 200; i++)
        len += (size_t)sprintf(text + len, i % 2 == 0 ? "*a " : "**a ");
    for (int i = 200; i-- > 0;)
        len += (size_t)sprintf(text + len, i % 2 == 0 ? " a*" : " a**");
    loaded l = load_text(text, len);
    size_t depth = 0;
    const sm_inline *n = l.doc->blocks->as.paragraph;
    while (n != NULL) {
        depth++;
        while (n != NULL && n->kind == SM_TEXT)
            n = n->next;
        n = n != NULL ? n->as.children : NULL;
    }
    CHECK(depth > 20 && depth <= SM_DEPTH_MAX + 1);
    sm_arena_free(l.arena);
}

TEST(what_costs_too_much_is_text)
{
    enum { COUNT = 3000 };
    static char text[COUNT * 2 + 10];
    memset(text, '[', COUNT);
    loaded l = load_text(text, COUNT);
    sm_buf buf = sm_buf_new(l.arena);
    size_t count;
    sm_block_text(&buf, l.doc->blocks);
    CHECK(buf.len == COUNT + 1 && memchr(buf.ptr, 1, buf.len) == NULL);
    CHECK(sm_diag_findings(l.diag, &count)[0].code == SM_DIAG_TEXT_LIMIT && count == 1);
    sm_arena_free(l.arena);
}

/* The links in a text that defines [x] with BEFORE, SIZE bytes and AFTER, and refers to it 1000
 * times; nothing of the references may be missing. */
static size_t links_to(const char *before, size_t size, const char *after)
{
    enum { REFERENCES = 1000 };
    sm_arena *arena = sm_arena_new(0);
    sm_buf text = sm_buf_new(arena);
    sm_buf_add_cstr(&text, before);
    for (size_t i = 0; i < size; i++)
        sm_buf_add_char(&text, 'u');
    sm_buf_addf(&text, "%s\n\n", after);
    for (int i = 0; i < REFERENCES; i++)
        sm_buf_add_cstr(&text, "[x]\n");
    loaded l = load_text(text.ptr, text.len);
    size_t links = 0, count;
    sm_buf shown = sm_buf_new(l.arena);
    const sm_block *last = l.doc->blocks;
    while (last->next != NULL)
        last = last->next;
    for (const sm_inline *n = last->as.paragraph; n != NULL; n = n->next)
        links += n->kind == SM_LINK;
    sm_block_text(&shown, l.doc->blocks);
    CHECK(shown.len >= links * 2 + (REFERENCES - links) * 4);
    sm_diag_findings(l.diag, &count);
    CHECK(count == (links < REFERENCES));
    sm_arena_free(l.arena);
    sm_arena_free(arena);
    return links;
}

TEST(a_long_definition_is_not_repeated_without_end)
{
    CHECK(links_to("[x]: ", 90, "") == 1000);
    size_t few = (16 << 20) / 200000;
    size_t links = links_to("[x]: ", 200000, "");
    CHECK(links >= 1 && links < few + 3); /* some versions of cmark-gfm take one */
    CHECK(links_to("[x]:\n\t<", 200000, "> 'a'") == links);
    CHECK(links_to("> [x]: /u \"\n[y]: z\n", 200000, "\"") <= links);
    CHECK(links_to("[x]: /u (\n*\n\\)", 200000, "\n)") <= links);
}

TEST(code_ends_with_the_quote_it_is_in)
{
    static const char text[] = "> ```c\n> int a;\nb\n";
    loaded l = load_text(text, sizeof text - 1);
    const sm_block *quote = l.doc->blocks;
    CHECK(quote->kind == SM_QUOTE && quote->end_line == 2);
    CHECK(quote->as.quote.blocks->kind == SM_CODE_BLOCK);
    CHECK(quote->as.quote.blocks->end_line == 2);
    sm_arena_free(l.arena);
}

TEST(empty_lines_are_in_code_that_is_not_closed)
{
    static const char text[] = "a[^n]\n\n[^n]: ```c\n\n\nb\n\n```c\n\n\n";
    loaded l = load_text(text, sizeof text - 1);
    CHECK(l.doc->footnotes[0].blocks->end_line == 5);
    CHECK(l.doc->blocks->next->next->as.code.fenced);
    CHECK(l.doc->blocks->next->next->end_line == 10);
    sm_arena_free(l.arena);
}

RUN_TESTS()
