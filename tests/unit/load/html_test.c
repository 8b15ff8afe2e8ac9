#include "shown.h"
#include "unit/test.h"

TEST(inline_elements_with_a_meaning)
{
    CHECK(becomes(
        "H<sub>2</sub>O <kbd>C</kbd> a<br>b <u>u</u> <mark>m</mark> <b>b</b> <em>e</em> "
        "<del>d</del> <sup>s</sup>\n",
        "p(Hsub{2}O kbd{C} a//b u{u} mark{m} b{b} em{e} s{d} sup{s})", ""));
    CHECK(becomes("<code>a_b_ *c*</code> <a href=\"u?a&amp;b\">*l*</a> <img src=v alt='i j'>\n",
                  "p(`{a_b_ c} a<u?a&b>{em{l}} img<v>{i j})", ""));
    CHECK(becomes("<span style=x>a</span> <a name=y></a><font>b</font>\n", "p(a b)", ""));
}

TEST(elements_are_paired_within_markup)
{
    CHECK(becomes("<b>a *c</b> d*\n", "p(raw{<b>}a em{craw{</b>} d})",
                  "html-unsupported 1:1;html-unsupported 1:8;"));
    CHECK(becomes("<b>a <i>b</b>\n", "p(b{a raw{<i>}b})", "html-unsupported 1:6;"));
}

TEST(what_html_does_not_know_is_text)
{
    CHECK(becomes("Map<String, List<Int>> and <secret>\n",
                  "p(Map<String, List<Int>> and <secret>)", ""));
    CHECK(
        becomes("<Describe the problem>\n*more*\n", "p(<Describe the problem>~em{more})", ""));
}

TEST(other_elements_are_shown)
{
    CHECK(becomes("a <video src=x> b\n", "p(a raw{<video src=x>} b)", "html-unsupported 1:3;"));
    CHECK(becomes("<script>\nx\n</script>\n", "html(<script>\nx\n</script>\n)",
                  "html-unsupported 1:1;"));
    CHECK(becomes("<div id=\"a\nnever closed\n", "html(<div id=\"a\nnever closed\n)",
                  "html-unsupported 1:1;"));
    CHECK(becomes("<!-- never closed\n\na\n", "html(<!-- never closed\n\na\n)",
                  "html-unsupported 1:1;"));
}

TEST(comments_are_kept_aside)
{
    const char *text = "<!-- TODO: x -->\n\na <!-- --> b\n";
    loaded l = load_text(text, strlen(text));
    CHECK(l.doc->comment_count == 2 && l.doc->blocks->next == NULL);
    CHECK(sm_str_equal(l.doc->comments[0].text, SM_STR(" TODO: x ")));
    CHECK(l.doc->comments[1].loc.line == 3 && l.doc->comments[1].loc.column == 3);
    size_t count;
    sm_diag_findings(l.diag, &count);
    CHECK(count == 1);
    sm_arena_free(l.arena);
}

TEST(blocks_with_a_meaning)
{
    CHECK(becomes("<p align=center>a <b>b</b><br>c</p><p>d\n  e</p>\n", "p(a b{b}//c) p(d e)",
                  ""));
    CHECK(becomes("<h2>A &amp; b</h2>\n\nc\n", "h2#a--b 1(A & b: p(c))", ""));
    CHECK(becomes("<ul><li>a<li>b<ol start=3><li>c</ol></ul>\n",
                  "ul(li(p(a))li(p(b) ol(li(p(c)))))", ""));
    CHECK(becomes("<pre><code class=\"language-js\">a &lt; b\n c</code></pre>\n",
                  "code:js(a < b\n c\n)", ""));
    CHECK(becomes("<blockquote>a</blockquote>\n<hr>\n", "quote(p(a)) hr()", ""));
    CHECK(becomes("<dl><dt>a</dt><dd>b</dd></dl>\n", "ul(li(p(b{a}) p(b)))", ""));
    CHECK(becomes("<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd><dt>e</dt><dd>f</dd></dl>\n",
                  "ul(li(p(b{a}))li(p(b{b}) p(c) p(d))li(p(b{e}) p(f)))", ""));
    CHECK(becomes("<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd>d</dd></div></dl>\n",
                  "ul(li(p(b{a}) p(b))li(p(b{c}) p(d)))", ""));
    CHECK(becomes("<dl><dd>a</dd><dt>b</dt></dl>\n", "p(a) ul(li(p(b{b})))", ""));
}

TEST(details_hold_markdown)
{
    CHECK(becomes("<details>\n<summary>S <b>b</b></summary>\n\n*a*\n\n- b\n\n</details>\n\nc\n",
                  "details(S b{b}: p(em{a}) ul(li(p(b)))) p(c)", ""));
    CHECK(becomes("<details>\n\n<details>\n\na\n\n</details>\n\nb\n\n</details>\n",
                  "details(: details(: p(a)) p(b))", ""));
    CHECK(becomes("<details>\n\na\n", "details(: ) p(a)", ""));
    CHECK(becomes("<details>\n\n## H\n\na\n\n</details>\n", "details(: h2#h 1(H: p(a)))", ""));
}

TEST(divisions_are_transparent)
{
    CHECK(becomes("<div>\n\n# T\n\n</div>\n\na\n", "h1#t (T: p(a))", ""));
}

TEST(simple_tables)
{
    CHECK(becomes("<table><tr><th>A<th align=right>B<tr><td>1<td>2<br>3</table>\n",
                  "table:-rh[A|B][1|2//3]()", ""));
    CHECK(becomes("<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>\n\n- *c*\n- d\n\n"
                  "</td></tr></table>\n",
                  "table:--[a|][b|\xE2\x80\xA2 em{c}//\xE2\x80\xA2 d]()", ""));
}

TEST(lists_in_cells_go_line_by_line)
{
    CHECK(becomes("|a|\n|-|\n|<ul><li>x</li><li>y</li></ul>|\n",
                  "table:-h[a][\xE2\x80\xA2 x//\xE2\x80\xA2 y]()", ""));
    CHECK(becomes("|a|\n|-|\n|<p>x</p><p>y</p>|\n", "table:-h[a][x//y]()", ""));
}

TEST(too_much_html_is_shown)
{
    static char text[40000];
    size_t len = 0;
    for (int i = 0; i < 4000; i++)
        len += (size_t)sprintf(text + len, "<div>");
    loaded l = load_text(text, len);
    CHECK(l.doc->blocks->kind == SM_HTML_BLOCK && l.doc->blocks->as.html.len >= len);
    sm_arena_free(l.arena);
}

RUN_TESTS()
