#include "specmill/export/html_page.h"
#include "unit/export/page.h"
#include "unit/test.h"

/* The page of TEXT, set up as SETUP says, has all of the first PARTS and none of those after
 * the NULL; another NULL ends them. */
static bool page_set_up_has(const sm_html_setup *setup, const char *text,
                            const char *const *parts)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_with(arena, "html", sm_str_from_cstr(text), (sm_str){0},
                       (sm_export_options){.html = setup});
    bool right = true;
    for (; *parts != NULL; parts++)
        if (!page_has(&p, *parts)) {
            printf("  missing: %s\n", *parts);
            right = false;
        }
    for (parts++; *parts != NULL; parts++)
        if (page_has(&p, *parts)) {
            printf("  should not be there: %s\n", *parts);
            right = false;
        }
    sm_arena_free(arena);
    return right;
}

#define PAGE(setup, text, ...)                                                                 \
    CHECK(page_set_up_has((setup), (text), (const char *const[]){__VA_ARGS__, NULL}))

static const char sample[] = "---\nstatus: Draft\n---\n# T\n\n## A b\n\n[x](other.md#c)\n"
                             "![i](p.png)\n\n```mermaid\ngraph LR\nA --> B\n```\n";

TEST(a_fragment_has_nothing_of_the_page_around_it)
{
    sm_html_setup setup = {.fragment = true};
    PAGE(&setup, sample, "<article class=\"specmill\" lang=\"en\">", "<h1 id=\"t\">",
         "<h2 id=\"a-b\">", "Draft", "</article>", NULL, "<html", "<head>", "<body", "<script",
         "<style", "class=\"contents\"", "<main", "<meta");
}

TEST(a_style_sheet_can_be_a_file_of_its_own)
{
    sm_html_setup setup = {.style_url = SM_STR("a&b.css"), .css = SM_STR(".own{color:red}")};
    PAGE(&setup, sample, "<link rel=\"stylesheet\" href=\"a&amp;b.css\">",
         "style-src 'self' file:;", NULL, "<style>", ".own");
    sm_arena *arena = sm_arena_new(0);
    sm_str sheet = sm_html_sheet(arena, sm_theme_builtin(arena), &setup);
    CHECK(sm_str_find(sheet, SM_STR("--sm-accent")) != SM_STR_NONE);
    CHECK(sm_str_ends(sheet, SM_STR(".own{color:red}")));
    sm_arena_free(arena);
}

TEST(style_of_the_user_cannot_end_its_element)
{
    sm_html_setup setup = {.css = SM_STR("a{}</style><script>x</script>")};
    PAGE(&setup, sample, "a{}<\\/style><script>x<\\/script>", NULL, "</script><", "</style><s");
}

TEST(images_can_stay_links)
{
    sm_html_setup setup = {.link_images = true};
    PAGE(&setup, sample, "<img src=\"p.png\" alt=\"i\">",
         "img-src data: 'self' file: https: http:;", NULL, "\"missing-image\"");
    PAGE(&setup, "![a](javascript:x) ![b](https://x.org/y.png) ![c](mailto:a@b.c)\n",
         "<img src=\"https://x.org/y.png\" alt=\"b\">", NULL, "src=\"javascript",
         "src=\"mailto");
    PAGE(NULL, "![b](https://x.org/y.png)\n", "img-src data:;", NULL, "<img");
}

static sm_str rewritten(void *context, sm_arena *arena, sm_str url, bool image)
{
    (void)context;
    return sm_str_starts(url, SM_STR("bad")) ? SM_STR("javascript:x")
           : sm_str_starts(url, SM_STR("keep"))
               ? (sm_str){0}
               : sm_str_printf(arena, "%s/%.*s", image ? "img" : "out", SM_STR_ARG(url));
}

TEST(relative_addresses_can_be_rewritten)
{
    sm_html_setup setup = {.rewrite = rewritten, .link_images = true};
    PAGE(&setup, sample, "href=\"out/other.md#c\"", "src=\"img/p.png\"", NULL, "javascript");
    PAGE(&setup, "# T\n\n[a](keep.md) [b](bad.md) [c](#t) [d](https://x.org) [e](a/b.md?q:r)\n",
         "href=\"keep.md\"", "href=\"bad.md\"", "href=\"#t\"", "href=\"https://x.org\"",
         "href=\"out/a/b.md?q:r\"", NULL, "javascript:");
}

static sm_str drawing_page(void *context, sm_arena *arena, const sm_block *block)
{
    (void)context;
    return sm_str_printf(arena, "d-%u.html", block->index);
}

TEST(a_page_shows_its_place_in_a_site)
{
    sm_html_link links[] = {{SM_STR("Risks & more"), SM_STR("risks.html"), false},
                            {SM_STR("Tasks"), SM_STR("tasks.html"), true}};
    sm_html_link downloads[] = {{SM_STR("PDF"), SM_STR("a.pdf"), false}};
    sm_html_site site = {.home = {SM_STR("Specs"), SM_STR("index.html"), false},
                         .links = links,
                         .link_count = 2,
                         .previous = {SM_STR("One"), SM_STR("one.html"), false},
                         .next = {SM_STR("Two"), SM_STR("two.html"), false},
                         .downloads = downloads,
                         .download_count = 1};
    sm_html_setup setup = {.site = &site, .diagram_url = drawing_page};
    PAGE(&setup, sample, "<a class=\"home\" href=\"index.html\">Specs</a>",
         "<a href=\"risks.html\">Risks &amp; more</a>",
         "<a href=\"tasks.html\" aria-current=\"page\">Tasks</a>",
         "rel=\"prev\" href=\"one.html\">One</a>", "rel=\"next\" href=\"two.html\">Two</a>",
         "<a download href=\"a.pdf\">PDF</a>", ".html\">Full width</a>", NULL, "href=\"\"");
    PAGE(NULL, sample, "<body>\n<a class=\"skip\"", NULL, "class=\"site\"", "class=\"pager\"",
         "class=\"downloads\"", "class=\"enlarge\"");
}

TEST(other_pages_have_the_same_frame)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_str urls[] = {SM_STR("data.js")};
    sm_html_frame frame = {.theme = sm_theme_builtin(arena),
                           .title = SM_STR("A < B"),
                           .script = SM_STR("own()"),
                           .script_urls = {urls, 1}};
    sm_html_open(arena, &buf, &frame);
    sm_html_text(&buf, SM_STR("1 < 2"));
    sm_html_close(arena, &buf, &frame);
    sm_str written = sm_buf_str(&buf);
    const char *const parts[] = {"<html lang=\"en\">",
                                 "<title>A &lt; B</title>",
                                 "script-src 'self' file: 'sha256-",
                                 "<main id=\"doc:main\">\n1 &lt; 2</main>",
                                 "<script src=\"data.js\"></script>",
                                 "<script>own()</script>\n</body>\n</html>\n"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        CHECK(sm_str_find(written, sm_str_from_cstr(parts[i])) != SM_STR_NONE);
    sm_arena_free(arena);
}

TEST(the_published_address_is_in_the_head)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_with(arena, "html", SM_STR("# T\n"), (sm_str){0},
                       (sm_export_options){.html_base = "https://x.org/a b.html"});
    CHECK(page_has(&p, "<link rel=\"canonical\" href=\"https://x.org/a%20b.html\">"));
    CHECK(page_has(&p, "<meta property=\"og:url\" content=\"https://x.org/a%20b.html\">"));
    p = page_with(arena, "html", SM_STR("# T\n"), (sm_str){0},
                  (sm_export_options){.html_base = "javascript:x"});
    CHECK(!page_has(&p, "javascript:"));
    sm_arena_free(arena);
}

RUN_TESTS()
