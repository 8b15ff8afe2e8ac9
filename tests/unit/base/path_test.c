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

RUN_TESTS()
