#include "../../../src/site/parts.h"
#include "unit/test.h"
#include <string.h>
#include <time.h>

/* What the patterns in TEXT say of PATH. */
static int said(const char *text, const char *path, bool folder)
{
    sm_arena *arena = sm_arena_new(0);
    site_patterns patterns = {0};
    site_add_pattern_file(arena, &patterns, sm_str_from_cstr(text));
    int verdict = site_patterns_match(&patterns, sm_str_from_cstr(path), folder);
    sm_arena_free(arena);
    return verdict;
}

TEST(a_pattern_without_a_slash_is_about_names)
{
    CHECK(said("*.md", "a.md", false) == 1);
    CHECK(said("*.md", "sub/deep/a.md", false) == 1);
    CHECK(said("a?.md", "ab.md", false) == 1);
    CHECK(said("a?.md", "a.md", false) == 0);
    CHECK(said("*.md", "a.md.txt", false) == 0);
    CHECK(said("sub", "sub", true) == 1);
}

TEST(a_pattern_with_a_slash_is_about_paths)
{
    CHECK(said("/a.md", "a.md", false) == 1);
    CHECK(said("/a.md", "sub/a.md", false) == 0);
    CHECK(said("sub/*.md", "sub/a.md", false) == 1);
    CHECK(said("sub/*.md", "sub/deep/a.md", false) == 0);
    CHECK(said("./a.md", "a.md", false) == 1);
}

TEST(two_stars_cross_folders)
{
    CHECK(said("**/a.md", "a.md", false) == 1);
    CHECK(said("**/a.md", "x/y/a.md", false) == 1);
    CHECK(said("**/a.md", "x/ba.md", false) == 0);
    CHECK(said("x/**", "x/y/a.md", false) == 1);
    CHECK(said("x/**/a.md", "x/a.md", false) == 1);
    CHECK(said("x/**/a.md", "x/y/z/a.md", false) == 1);
    CHECK(said("x/**/z/*.md", "x/y/z/q/z/a.md", false) == 1);
    CHECK(said("x/**/a.md", "y/a.md", false) == 0);
}

TEST(a_slash_at_the_end_means_folders)
{
    CHECK(said("drafts/", "drafts", true) == 1);
    CHECK(said("drafts/", "x/drafts", true) == 1);
    CHECK(said("drafts/", "drafts", false) == 0);
}

TEST(classes_and_escapes)
{
    CHECK(said("[a-c].md", "b.md", false) == 1);
    CHECK(said("[!a-c].md", "b.md", false) == 0);
    CHECK(said("[]x].md", "].md", false) == 1);
    CHECK(said("[a", "[a", false) == 0);
    CHECK(said("\\*.md", "*.md", false) == 1);
    CHECK(said("\\*.md", "a.md", false) == 0);
    CHECK(said("\\#a", "#a", false) == 1);
    CHECK(said("\\!a", "!a", false) == 1);
}

TEST(the_last_pattern_decides)
{
    CHECK(said("*.md\n!keep.md\n", "keep.md", false) == -1);
    CHECK(said("!keep.md\n*.md\n", "keep.md", false) == 1);
    CHECK(said("# a comment\n\n  \n*.md  \r\n", "a.md", false) == 1);
    CHECK(said("", "a.md", false) == 0);
}

TEST(many_stars_take_no_exponential_time)
{
    char pattern[400], path[4000];
    for (size_t i = 0; i + 2 < sizeof pattern; i += 2)
        memcpy(pattern + i, "*a", 3);
    memset(path, 'a', sizeof path);
    memcpy(path + sizeof path - 2, "b", 2);
    clock_t start = clock();
    CHECK(said(pattern, path, false) == 0);
    CHECK(said("**/*a*a*a*a/**/*a*a*a/**/b", path, false) == 0);
    CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 1.0);
}

RUN_TESTS()
