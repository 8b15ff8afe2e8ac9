#include "markup.h"
#include "specmill/base/url.h"
#include <string.h>

/* What is made from all specifications together: the index, the lists, the search, the style
 * sheet, the site map. */

typedef struct portal_page {
    const char *path, *title; /* the title is also its link's text */
    const char *description;
    void (*write)(site_writer *w);
    bool searches;
} portal_page;

static const portal_page pages[] = {
    {"index.html", NULL, "All specifications with their status, owners and progress.",
     site_write_index, true},
    {"site/questions.html", "Questions", "Open questions of all specifications.",
     site_write_questions, false},
    {"site/risks.html", "Risks", "Risks of all specifications, the highest first.",
     site_write_risks, false},
    {"site/tasks.html", "Tasks", "Tasks of all specifications by phase.", site_write_tasks,
     false},
    {"site/glossary.html", "Glossary", "Terms of all specifications.", site_write_glossary,
     false},
    {"site/search.html", "Search", "Search in all specifications.", site_write_search, true},
};

enum { PAGE_COUNT = sizeof pages / sizeof *pages };

sm_html_site site_chrome(sm_arena *arena, const site_build *build, sm_str from)
{
    sm_html_link *links = SM_NEW_ARRAY(arena, sm_html_link, PAGE_COUNT);
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        sm_str path = sm_str_from_cstr(pages[i].path);
        links[i] = (sm_html_link){
            .text = i == 0 ? SM_STR("Specifications") : sm_str_from_cstr(pages[i].title),
            .url = sm_url_between(arena, from, path),
            .current = sm_str_equal(path, from),
        };
    }
    return (sm_html_site){
        .home = {.text = build->title,
                 .url = sm_url_between(arena, from, SM_STR("index.html"))},
        .links = links + 1,
        .link_count = PAGE_COUNT - 1,
    };
}

sm_str site_format_label(sm_arena *arena, const sm_backend *backend)
{
    static const struct {
        const char *name, *label;
    } labels[] = {{"docbook", "DocBook"},
                  {"pdf", "PDF"},
                  {"xlsx", "Workbook"},
                  {"jira", "Tasks (CSV)"},
                  {"json", "JSON"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i].name, backend->name) == 0)
            return sm_str_from_cstr(labels[i].label);
    return sm_str_copy(arena, sm_str_from_cstr(backend->name));
}

sm_str_list site_portal_files(sm_arena *arena, const site_build *build)
{
    sm_str_builder files = {0};
    for (size_t i = 0; i < PAGE_COUNT; i++)
        SM_LIST_ADD(arena, &files, sm_str_from_cstr(pages[i].path));
    SM_LIST_ADD(arena, &files, SM_STR("site/site.css"));
    SM_LIST_ADD(arena, &files, SM_STR("site/search.js"));
    SM_LIST_ADD(arena, &files, SM_STR("site/search-index.js"));
    if (build->options->base_url.len != 0)
        SM_LIST_ADD(arena, &files, SM_STR("sitemap.xml"));
    return (sm_str_list){files.items, files.count};
}

static void put(sm_arena *arena, const site_build *build, const char *path, sm_str bytes,
                site_portal_result *result, sm_diag *diag)
{
    if (!site_put(arena, build, sm_str_from_cstr(path), bytes, &result->changed, diag))
        result->ok = false;
}

static void write_page(sm_arena *arena, const site_build *build, const portal_page *page,
                       sm_buf *buf)
{
    site_writer w = {arena, build, buf, sm_str_from_cstr(page->path)};
    sm_html_site around = site_chrome(arena, build, w.path);
    sm_html_setup setup = {.style_url = sm_url_between(arena, w.path, SM_STR("site/site.css")),
                           .site = &around};
    sm_str script = sm_url_between(arena, w.path, SM_STR("site/search.js"));
    sm_html_frame frame = {
        .theme = build->options->run.theme,
        .setup = &setup,
        .title = page->title == NULL ? build->title
                                     : sm_str_printf(arena, "%s \xc2\xb7 %.*s", page->title,
                                                     SM_STR_ARG(build->title)),
        .description = sm_str_from_cstr(page->description),
        .script_urls = {&script, page->searches ? 1 : 0},
    };
    sm_html_open(arena, buf, &frame);
    page->write(&w);
    sm_html_close(arena, buf, &frame);
}

static sm_str sitemap(sm_arena *arena, const site_build *build)
{
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t i = 0; i < PAGE_COUNT + build->specs->count; i++) {
        const site_spec *spec = i < PAGE_COUNT ? NULL : &build->specs->items[i - PAGE_COUNT];
        if (spec != NULL && !site_has_page(spec))
            continue;
        sm_str page =
            spec == NULL ? sm_str_from_cstr(pages[i].path) : site_page(arena, spec->stem);
        sm_buf_add_cstr(&buf, "<url><loc>");
        sm_html_text(&buf, build->options->base_url);
        sm_html_text(&buf, sm_url_of_path(arena, page));
        sm_buf_add_cstr(&buf, "</loc>");
        if (spec != NULL && site_number(spec->entry, "dated") != 0)
            sm_buf_addf(&buf, "<lastmod>%.*s</lastmod>",
                        SM_STR_ARG(site_text(spec->entry, "date")));
        sm_buf_add_cstr(&buf, "</url>\n");
    }
    sm_buf_add_cstr(&buf, "</urlset>\n");
    return sm_buf_str(&buf);
}

/* What goes into a file has an arena of its own: lists of many specifications are long. */
static void put_assets(sm_arena *arena, const site_build *build, site_portal_result *result,
                       sm_diag *diag)
{
    sm_arena *own = sm_arena_new(0);
    sm_str styles[] = {site_style(own), build->options->css};
    sm_html_setup setup = {.style_url = SM_STR("site.css"),
                           .css = sm_str_join(own, (sm_str_list){styles, 2}, SM_STR("\n"))};
    put(arena, build, "site/site.css", sm_html_sheet(own, build->options->run.theme, &setup),
        result, diag);
    put(arena, build, "site/search.js", site_script(own), result, diag);
    put(arena, build, "site/search-index.js", site_search_index(own, build), result, diag);
    if (build->options->base_url.len != 0)
        put(arena, build, "sitemap.xml", sitemap(own, build), result, diag);
    sm_arena_free(own);
}

site_portal_result site_write_portal(sm_arena *arena, const site_build *build, sm_diag *diag)
{
    site_portal_result result = {.files = site_portal_files(arena, build), .ok = true};
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        sm_arena *own = sm_arena_new(0);
        sm_buf buf = sm_buf_new(own);
        write_page(own, build, &pages[i], &buf);
        put(arena, build, pages[i].path, sm_buf_str(&buf), &result, diag);
        sm_arena_free(own);
    }
    put_assets(arena, build, &result, diag);
    return result;
}
