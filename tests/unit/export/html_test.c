#define _POSIX_C_SOURCE 200809L
#include "specmill/export/html.h"
#include "specmill/load/load.h"
#include "unit/export/page.h"
#include "unit/test.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* TEXT's body as cmark would write it. */
static bool body_is(const char *text, const char *expected)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *source =
        sm_source_from_bytes(arena, SM_STR("body.md"), sm_str_from_cstr(text), diag);
    sm_buf buf = sm_buf_new(arena);
    sm_html_options options = {.diag = diag};
    sm_html_body(arena, &buf, sm_load(arena, source, diag), &options);
    bool same = sm_str_equal(sm_buf_str(&buf), sm_str_from_cstr(expected));
    if (!same)
        printf("  got:      %.*s\n  expected: %s\n", SM_STR_ARG(sm_buf_str(&buf)), expected);
    sm_arena_free(arena);
    return same;
}

TEST(plain_bodies_are_those_of_cmark)
{
    CHECK(body_is("Hello *you*\n", "<p>Hello <em>you</em></p>\n"));
    CHECK(body_is("# A\n\n### B\n", "<h1>A</h1>\n<h3>B</h3>\n"));
    CHECK(body_is("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"));
    CHECK(
        body_is("- a\n\n- b\n", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"));
    CHECK(body_is("3. a\n   - b\n",
                  "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n"));
    CHECK(body_is("```C x\na<b\n```\n",
                  "<pre><code class=\"language-C\">a&lt;b\n</code></pre>\n"));
    CHECK(body_is("~~a~~ b  \nc\n", "<p><del>a</del> b<br />\nc</p>\n"));
    CHECK(body_is("---\n", "<hr />\n"));
}

TEST(plain_tables_carry_their_alignment)
{
    CHECK(body_is("| a | b |\n|---|:-:|\n| 1 | 2 |\n",
                  "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"center\">b</th>\n</tr>\n"
                  "</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td align=\"center\">2</td>\n</tr>\n"
                  "</tbody>\n</table>\n"));
    CHECK(body_is("| a |\n|---|\n",
                  "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n"));
}

TEST(urls_are_percent_encoded_and_never_broken)
{
    CHECK(body_is("[a](<x y?b=ä&c=100%>)\n",
                  "<p><a href=\"x%20y?b=%C3%A4&amp;c=100%25\">a</a></p>\n"));
    CHECK(body_is("![a \"q\"](i.png 't')\n",
                  "<p><img src=\"i.png\" alt=\"a &quot;q&quot;\" title=\"t\" /></p>\n"));
}

/* A page of TEXT has all of PARTS (ended by NULL). */
static bool page_of_text_has(const char *text, const char *const *parts)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "html", sm_str_from_cstr(text), (sm_str){0});
    bool all = true;
    for (; *parts != NULL; parts++)
        if (!page_has(&p, *parts)) {
            printf("  missing: %s\n", *parts);
            all = false;
        }
    sm_arena_free(arena);
    return all;
}

#define HAS(text, ...) CHECK(page_of_text_has((text), (const char *const[]){__VA_ARGS__, NULL}))

TEST(levels_of_headings_follow_the_nesting)
{
    HAS("# Title\n\n#### Deep\n\n###### Deeper\n\n# Second\n", "<h1 id=\"title\">Title</h1>",
        "<h2 id=\"deep\">", "<h3 id=\"deeper\">", "<h2 id=\"second\">");
}

TEST(headings_without_text_keep_a_place)
{
    HAS("# T\n\n##\n\nBelow.\n", "<div id=\"section\">", "<p>Below.</p>");
}

TEST(tables_are_regions_within_reach_of_the_keyboard)
{
    HAS("# T\n\n## Risks\n\n| a | |\n|---|--:|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |\n",
        "role=\"region\" tabindex=\"0\" aria-label=\"Table 1: Risks\"",
        "aria-label=\"Table 2: Risks\"", "<th scope=\"col\">a</th>",
        "<td class=\"right\"></td>\n</tr>\n</thead>");
}

TEST(task_boxes_say_what_they_are)
{
    HAS("- [ ] a\n- [x] b\n",
        "<li class=\"task\"><span class=\"box\" role=\"img\" "
        "aria-label=\"Open\"></span>a</li>",
        "<span class=\"box done\" role=\"img\" aria-label=\"Done\"></span>b</li>");
}

TEST(footnotes_lead_there_and_back)
{
    HAS("# T\n\nOne[^x] two[^x].\n\n[^x]: The note.\n",
        "<a href=\"#fn:1\" id=\"fnref:1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a>",
        "id=\"fnref:1-2\"", "<li id=\"fn:1\">", "href=\"#fnref:1\"", "href=\"#fnref:1-2\"");
}

TEST(alerts_and_details_have_their_elements)
{
    HAS("> [!TIP]\n> Do it.\n", "<div class=\"alert tip\" role=\"note\">\n"
                                "<p class=\"alert-title\">Tip</p>\n<p>Do it.</p>\n</div>");
    HAS("<details open><summary>More</summary>\n\nText\n\n</details>\n",
        "<details open>\n<summary>More", "Text");
}

TEST(placeholders_are_marked_in_text_and_code)
{
    HAS("# [Feature Name]\n\nBy [Your Name].\n\n```bash\nAPI_KEY=<secret>\n```\n",
        "<mark class=\"placeholder\">[Your Name]</mark>",
        "<mark class=\"placeholder\">[Feature Name]</mark></h1>",
        "<mark class=\"placeholder\">&lt;secret&gt;</mark>");
}

TEST(only_harmless_links_are_live)
{
    static const char *const bad[] = {
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,x)",
        "<javascript:alert(1)>",
        "[x](file:///etc/passwd)",
        "[x][r]\n\n[r]: javascript:x",
        "[x](http://)",
        "[x](http://a:99999/)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[![a](b.png)](javascript:x)",
        "[x](<java\tscript:alert(1)>)",
        "[x](&Tab;javascript:x)",
        "[x](//)",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sm_arena *arena = sm_arena_new(0);
        page p = page_of(arena, "html", sm_str_from_cstr(bad[i]), (sm_str){0});
        size_t main_at = sm_str_find(p.bytes, SM_STR("<main"));
        sm_str body = sm_str_from(p.bytes, main_at);
        CHECK(sm_str_find(body, SM_STR("href=")) == SM_STR_NONE ||
              sm_str_find(body, SM_STR("href=\"b.png\"")) != SM_STR_NONE);
        sm_arena_free(arena);
    }
    HAS("[a](https://x.org) [b](other.md#part) [c](mailto:a@b.org)  [e](#t)\n",
        "href=\"https://x.org\"", "href=\"other.md#part\"", "href=\"mailto:a@b.org\"",
        "href=\"#t\"");
    HAS("[a](//x.org/y)\n", "href=\"https://x.org/y\"");
}

TEST(forbidden_links_are_reported_and_shown)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "html", SM_STR("See [this](javascript:alert(1)).\n"), (sm_str){0});
    CHECK(page_reports(&p, SM_DIAG_LINK_FORBIDDEN));
    CHECK(page_has(&p, "<code class=\"dead-link\">javascript:alert(1)</code>"));
    sm_arena_free(arena);
}

TEST(no_markup_of_the_author_is_live)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "html",
                     SM_STR("# <script>alert(1)</script>\n\n<script>alert(2)</script>\n\n"
                            "a <img src=x onerror=alert(3)> b\n\n<style>*{}</style>\n\n"
                            "```</code><script>\n</pre><script>alert(4)</script>\n```\n\n"
                            "| <iframe src=x> |\n|---|\n| <svg onload=alert(5)> |\n"),
                     (sm_str){0});
    CHECK(page_count(&p, "<script") == 1); /* our own */
    CHECK(page_count(&p, "<iframe") == 0);
    CHECK(page_count(&p, "<svg") == 0);
    CHECK(page_count(&p, "<style") == 1);
    CHECK(page_has(&p, "&lt;script&gt;alert(2)"));
    sm_arena_free(arena);
}

TEST(front_matter_cannot_leave_its_place)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "html",
                     SM_STR("---\ntitle: '</title><script>x</script>'\nlang: '\"><script>'\n"
                            "\"<b>\": '\"onclick=\"'\n---\n\nText\n"),
                     (sm_str){0});
    CHECK(page_count(&p, "<script") == 1); /* our own */
    CHECK(page_has(&p, "<title>&lt;/title&gt;"));
    CHECK(page_has(&p, "<dt>&lt;b&gt;</dt>"));
    sm_arena_free(arena);
}

TEST(characters_that_html_forbids_are_replaced)
{
    HAS("a\x01"
        "b \xc2\x85"
        "c \xef\xbf\xbf"
        "d \xc2\xa7 e\n",
        "a\xef\xbf\xbd"
        "b \xef\xbf\xbd"
        "c "
        "\xef\xbf\xbd"
        "d \xc2\xa7 e");
}

TEST(the_language_is_the_text_s)
{
    HAS("Der Dienst ist f\xc3\xbcr die Nutzung durch das Team und wird von uns betrieben.\n",
        "<html lang=\"de\">");
    HAS("\xe8\xbf\x99\xe6\x98\xaf\xe4\xb8\x80\xe4\xb8\xaa\xe8\xa7\x84\xe8\x8c\x83\n",
        "<html lang=\"zh\">");
    HAS("\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d "
        "\xd7\x96\xd7\x94\xd7\x95 "
        "\xd7\x9e\xd7\xa1\xd7\x9e\xd7\x9a \xd7\x90\xd7\xa8\xd7\x95\xd7\x9a "
        "\xd7\x9e\xd7\x90\xd7\x95\xd7\x93\n",
        "<html lang=\"he\" dir=\"rtl\">");
    HAS("42\n", "<html lang=\"en\">");
    HAS("Slu\u017eba je pro v\u0161echny, kter\u00e9 jsou na m\u00edst\u011b, nebo aby nebyla "
        "p\u0159i ruce.\n",
        "<html lang=\"cs\">");
    HAS("D\u1ecbch v\u1ee5 n\u00e0y l\u00e0 cho c\u00e1c nh\u00f3m v\u00e0 kh\u00f4ng c\u1ee7a "
        "m\u1ed9t ng\u01b0\u1eddi.\n",
        "<html lang=\"vi\">");
    HAS("Tjenesten er for alle og skal ikke bli av med data som ogs\u00e5 kan v\u00e6re hos "
        "den andre.\n",
        "<html lang=\"nb\">");
    HAS("Tjenesten er for alle og skal ikke komme af med data som ogs\u00e5 kan v\u00e6re "
        "efter den.\n",
        "<html lang=\"da\">");
    HAS("\u0426\u0435 \u0454 \u0441\u043b\u0443\u0436\u0431\u0430, \u0449\u043e \u0457\u0457 "
        "\u0432\u0438\u043a\u043e\u0440\u0438\u0441\u0442\u043e\u0432\u0443\u0454 "
        "\u043a\u043e\u0436\u043d\u0430 \u043a\u043e\u043c\u0430\u043d\u0434\u0430\n",
        "<html lang=\"uk\">");
    HAS("\u0627\u06cc\u0646 \u0633\u0646\u062f \u067e\u0631\u0648\u0698\u0647 \u0631\u0627 "
        "\u06a9\u0647 \u0645\u0627 \u0645\u06cc \u0633\u0627\u0632\u06cc\u0645 "
        "\u0634\u0631\u062d \u0645\u06cc \u062f\u0647\u062f\n",
        "<html lang=\"fa\" dir=\"rtl\">");
}

/* A folder with a small PNG in it; its path in PATH. */
static bool make_folder(char *path)
{
    static const char png[] = "\x89PNG\r\n\x1a\nrest";
    if (mkdtemp(path) == NULL)
        return false;
    char name[64];
    snprintf(name, sizeof name, "%s/a b.png", path);
    FILE *file = fopen(name, "wb");
    if (file == NULL)
        return false;
    fwrite(png, 1, sizeof png - 1, file);
    return fclose(file) == 0;
}

TEST(images_of_the_folder_are_part_of_the_page)
{
    char path[] = "/tmp/specmill-XXXXXX", name[64];
    CHECK(make_folder(path));
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "html",
                     SM_STR("![A picture](a%20b.png \"t\")\n\n![gone](b.png)\n\n"
                            "![far](https://example.org/c.png)\n\n![out](../../etc/passwd)\n"),
                     sm_str_from_cstr(path));
    CHECK(page_has(&p, "<img src=\"data:image/png;base64,iVBORw0KGgpyZXN0\" alt=\"A picture\" "
                       "title=\"t\">"));
    CHECK(page_count(&p, "<img") == 1);
    CHECK(
        page_has(&p, "<span class=\"missing-image\">Image: <a href=\"b.png\">gone</a></span>"));
    CHECK(page_has(&p, "<a href=\"https://example.org/c.png\">far</a>"));
    CHECK(page_reports(&p, SM_DIAG_IMAGE_NOT_SHOWN));
    sm_arena_free(arena);
    snprintf(name, sizeof name, "%s/a b.png", path);
    unlink(name);
    rmdir(path);
}

TEST(what_the_title_block_says_is_not_said_again)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "html",
                     SM_STR("# Technical Specification: Pump\n\n**Author:** Ann Lee\n"
                            "**Status:** Draft\n\n---\n\n## Overview\n\nText.\n"),
                     (sm_str){0});
    CHECK(page_count(&p, "Ann Lee") == 2); /* the title block and the meta element */
    CHECK(page_has(&p, "<p class=\"kind\">Technical Specification</p>"));
    CHECK(page_has(&p, "<span class=\"badge draft\">Draft</span>"));
    CHECK(page_count(&p, "<hr") == 0);
    sm_arena_free(arena);
}

TEST(addresses_in_the_front_matter_become_links)
{
    HAS("---\nauthor: Ann Lee <ann@example.org>, @bo\ntracker: https://example.org/1\n---\n\n# "
        "T\n",
        "Ann Lee &lt;<a href=\"mailto:ann@example.org\">ann<wbr>@example.org</a>&gt;, @bo</dd>",
        "<dd><a href=\"https://example.org/1\">https://example.org/1</a></dd>");
}

TEST(a_key_stands_once_in_a_list)
{
    HAS("# T\n\n**Author:** Ann\n**Owner:** Cy\n**Author:** Bo\n\nText.\n",
        "<dd>Ann</dd></div>\n<div><dt>Owner</dt><dd>Cy</dd></div>\n</dl>\n<dl>\n"
        "<div><dt>Author</dt><dd>Bo</dd></div>\n</dl>");
}

TEST(what_the_badges_say_is_said_once)
{
    HAS("# T\n\n**Status:** draft\n**Version:** 1.2\n**Owner:** Cy\n\nText.\n",
        "<span class=\"badge version\">Version 1.2</span>\n</p>\n<dl>\n<div><dt>Owner</dt>");
    HAS("# T\n\n**Status:** Draft, waits for Ann\n**Document version:** 1.2\n\nText.\n",
        "<dd>Draft, waits for Ann</dd>", "<dt>Document version</dt><dd>1.2</dd>");
}

TEST(records_have_anchors_where_they_stand)
{
    HAS("# T\n\n## Tasks\n\n| ID | Task | Estimate |\n|---|---|---|\n| 1.1 | Do it | 2d |\n"
        "| T-2 | Do more | 1d |\n\n## Risks\n\n| Risk | Probability | Impact | Mitigation |\n"
        "|---|---|---|---|\n| Late | Low | High | Plan |\n\n## Open Questions\n\n- Why?\n- "
        "How?\n",
        "<tr id=\"task-1-1\">", "<tr id=\"task-t-2\">", "<tr id=\"risk-r1\">",
        "<li id=\"question-q1\">", "<li id=\"question-q2\">",
        "<a href=\"#task-1-1\"><b>1.1</b> Do it</a>", "<a href=\"#risk-r1\">Late</a>",
        "<b>2</b> questions, 2 open");
}

TEST(an_anchor_that_a_heading_has_is_not_given_twice)
{
    sm_arena *arena = sm_arena_new(0);
    page p =
        page_of(arena, "html",
                SM_STR("# T\n\n## Risk R1\n\ntext\n\n## Risks\n\n| ID | Risk | Probability | "
                       "Impact |\n|---|---|---|---|\n| R1 | a | Low | Low |\n| R2 | b | Low | "
                       "Low |\n"),
                (sm_str){0});
    CHECK(page_count(&p, "id=\"risk-r1\"") == 1);
    CHECK(page_count(&p, "id=\"risk-r2\"") == 1);
    CHECK(page_count(&p, "<h2 id=\"risk-r1\">") == 1);
    sm_arena_free(arena);
}

TEST(readiness_says_what_is_left_before_sign_off)
{
    HAS("# T\n\n**Status:** Draft\n\n## Open Questions\n\n- Why?\n\n## Goals\n\n[Goal]\n",
        "Not ready for sign-off</span> 2 of 3 checks open",
        "<li>Open questions: <b>1</b> in <a href=\"#open-questions\">Open Questions</a></li>",
        "<li>Text still to be filled in: <b>1</b> in <a href=\"#goals\">Goals</a></li>");
    HAS("# T\n\n**Status:** Draft\n\ntext\n", "Ready for sign-off</span></summary>",
        "<li class=\"met\">Text still to be filled in: none</li>");
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "html", SM_STR("# T\n\nA note.\n"), (sm_str){0});
    CHECK(!page_has(&p, "class=\"readiness\""));
    p = page_of(arena, "html", SM_STR("# T\n\n**Status:** Superseded\n\n[Goal]\n"),
                (sm_str){0});
    CHECK(!page_has(&p, "class=\"readiness\""));
    sm_arena_free(arena);
}

TEST(levels_are_marked_in_tables_of_records_only)
{
    HAS("# T\n\n## Risks\n\n| Risk | Probability | Impact | Mitigation |\n|---|---|---|---|\n"
        "| A | High | Low | None |\n\n## Other\n\n| Day | Tide |\n|---|---|\n| 1 | High |\n",
        "<td class=\"level high\">High</td>\n<td class=\"level low\">Low</td>",
        "<td>1</td>\n<td>High</td>");
}

RUN_TESTS()
