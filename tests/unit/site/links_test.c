#include "../../../src/site/parts.h"
#include "specmill/base/url.h"
#include "unit/test.h"

static sm_arena *arena;
static site_spec items[] = {
    {.path = SM_STR_INIT("README.md"), .stem = SM_STR_INIT("README")},
    {.path = SM_STR_INIT("a b#c.md"), .stem = SM_STR_INIT("a b#c")},
    {.path = SM_STR_INIT("sub/other.markdown"), .stem = SM_STR_INIT("sub/other")},
    {.path = SM_STR_INIT("sub/x.md"), .stem = SM_STR_INIT("sub/x")},
    {.path = SM_STR_INIT("zoo/README.md"), .stem = SM_STR_INIT("zoo/README")},
};
static const site_specs specs = {items, 5, 5};

/* Where URL in the specification FROM leads, as an address in the page PAGE. */
static bool leads(const char *from, const char *url, const char *page, const char *expected)
{
    site_target target =
        site_resolve(arena, &specs, sm_str_from_cstr(from), sm_str_from_cstr(url));
    sm_str found = site_url_of(arena, sm_str_from_cstr(page), &target);
    return expected == NULL ? found.ptr == NULL
                            : sm_str_equal(found, sm_str_from_cstr(expected));
}

TEST(links_lead_to_pages)
{
    arena = sm_arena_new(0);
    CHECK(leads("sub/x.md", "other.markdown", "sub/x.html", "other.html"));
    CHECK(leads("sub/x.md", "./other.markdown#A-B", "sub/x.html", "other.html#a-b"));
    CHECK(leads("sub/x.md", "other", "sub/x.html", "other.html"));
    CHECK(leads("sub/x.md", "other.html", "sub/x.html", "other.html"));
    CHECK(leads("sub/x.md", "../README.md?plain=1", "sub/x.html", "../README.html"));
    CHECK(leads("sub/x.md", "/zoo/README.md", "sub/x.html", "../zoo/README.html"));
    CHECK(leads("README.md", "a%20b%23c.md#user-content-x", "README.html", "a%20b%23c.html#x"));
    CHECK(leads("sub/x.md", "x.md#part", "sub/x.html", "#part"));
    CHECK(leads("sub/x.md", "x.md", "site/diagrams/sub/x-1.html", "../../../sub/x.html"));
    sm_arena_free(arena);
}

TEST(folders_lead_to_their_readme_or_to_the_index)
{
    arena = sm_arena_new(0);
    CHECK(leads("sub/x.md", "../zoo", "sub/x.html", "../zoo/README.html"));
    CHECK(leads("sub/x.md", "../zoo/", "sub/x.html", "../zoo/README.html"));
    CHECK(leads("README.md", "sub/", "README.html", "index.html"));
    CHECK(leads("sub/x.md", "..", "sub/x.html", "../README.html"));
    sm_arena_free(arena);
}

TEST(what_is_not_there_has_no_address)
{
    arena = sm_arena_new(0);
    CHECK(leads("sub/x.md", "none.md", "sub/x.html", NULL));
    CHECK(leads("sub/x.md", "../../out.md", "sub/x.html", NULL));
    CHECK(leads("README.md", "../README.md", "README.html", NULL));
    CHECK(leads("README.md", "picture.png", "README.html", NULL));
    sm_arena_free(arena);
}

TEST(addresses_between_files_are_relative)
{
    arena = sm_arena_new(0);
    CHECK(sm_str_equal(sm_url_between(arena, SM_STR("a/b/c.html"), SM_STR("a/d.html")),
                       SM_STR("../d.html")));
    CHECK(sm_str_equal(sm_url_between(arena, SM_STR("c.html"), SM_STR("javascript:x.html")),
                       SM_STR("./javascript:x.html")));
    CHECK(sm_str_equal(sm_url_between(arena, SM_STR("ab.html"), SM_STR("ac.html")),
                       SM_STR("ac.html")));
    sm_arena_free(arena);
}

TEST(paths_that_lead_out_are_not_safe)
{
    CHECK(site_is_safe_path(SM_STR("a/b.html")) && site_is_safe_path(SM_STR("..a")));
    CHECK(!site_is_safe_path(SM_STR("")) && !site_is_safe_path(SM_STR("/a")));
    CHECK(!site_is_safe_path(SM_STR("../a")) && !site_is_safe_path(SM_STR("a/../b")));
    CHECK(!site_is_safe_path(SM_STR("a//b")) && !site_is_safe_path(SM_STR("a/./b")));
    CHECK(!site_is_safe_path(SM_STR("a\0b")));
}

RUN_TESTS()
