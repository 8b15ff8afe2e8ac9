#include "specmill/base/path.h"
#include "unit/test.h"

static bool is(sm_str str, const char *text)
{
    return sm_str_equal(str, sm_str_from_cstr(text));
}

TEST(a_path_is_its_folder_and_its_name)
{
    CHECK(is(sm_path_folder(SM_STR("a/b/c.md")), "a/b/"));
    CHECK(is(sm_path_name(SM_STR("a/b/c.md")), "c.md"));
    CHECK(is(sm_path_folder(SM_STR("c.md")), "") && is(sm_path_name(SM_STR("c.md")), "c.md"));
    CHECK(is(sm_path_folder(SM_STR("a/")), "a/") && is(sm_path_name(SM_STR("a/")), ""));
    CHECK(is(sm_path_folder((sm_str){0}), "") && is(sm_path_name((sm_str){0}), ""));
}

TEST(a_parent_can_be_opened)
{
    CHECK(is(sm_path_parent(SM_STR("a/b/c.md")), "a/b"));
    CHECK(is(sm_path_parent(SM_STR("c.md")), "."));
    CHECK(is(sm_path_parent(SM_STR("/c.md")), "/"));
}

TEST(an_extension_follows_the_last_dot_of_a_name)
{
    CHECK(sm_str_equal(sm_path_extension(SM_STR("a.b/c.tar.gz")), SM_STR("gz")));
    CHECK(sm_path_extension(SM_STR("a.b/c")).ptr == NULL);
    CHECK(sm_path_extension(SM_STR("a/.profile")).ptr == NULL);
    CHECK(sm_path_extension(SM_STR("")).ptr == NULL);
    sm_str none = sm_path_extension(SM_STR("c."));
    CHECK(none.ptr != NULL && none.len == 0);
}

TEST(a_stem_is_what_stands_before_the_extension)
{
    CHECK(sm_str_equal(sm_path_stem(SM_STR("a.b/c.tar.gz")), SM_STR("a.b/c.tar")));
    CHECK(sm_str_equal(sm_path_stem(SM_STR("a.b/c")), SM_STR("a.b/c")));
    CHECK(sm_str_equal(sm_path_stem(SM_STR("a/.profile")), SM_STR("a/.profile")));
    CHECK(sm_str_equal(sm_path_stem(SM_STR("c.")), SM_STR("c")));
}

TEST(markdown_is_known_by_its_extension)
{
    CHECK(sm_path_is_markdown(SM_STR("a/spec.md")));
    CHECK(sm_path_is_markdown(SM_STR("README.MD")));
    CHECK(sm_path_is_markdown(SM_STR("a.b.mkdn")));
    CHECK(!sm_path_is_markdown(SM_STR("spec.mdx")));
    CHECK(!sm_path_is_markdown(SM_STR("a.md/spec")));
    CHECK(!sm_path_is_markdown(SM_STR(".md")));
    CHECK(!sm_path_is_markdown(SM_STR("md")));
}

RUN_TESTS()
