#include "../../../src/site/parts.h"
#include "unit/test.h"
#include <string.h>

static sm_arena *arena;

static const sm_value *read(const char *text)
{
    return site_json_read(arena, sm_str_from_cstr(text));
}

TEST(what_is_written_is_read_again)
{
    arena = sm_arena_new(0);
    char bytes[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    sm_str all = {bytes, 256};
    sm_buf buf = sm_buf_new(arena);
    site_json_string(&buf, all);
    const sm_value *value = site_json_read(arena, sm_buf_str(&buf));
    CHECK(value != NULL && sm_str_equal(sm_value_text(value), all));
    CHECK(memchr(buf.ptr, '\n', buf.len) == NULL);
    sm_arena_free(arena);
}

TEST(maps_and_lists_are_found_by_key_and_place)
{
    arena = sm_arena_new(0);
    const sm_value *v =
        read(" {\"a\" : [1, \"two\", null, [3]], \"b\":{}, \"n\": 42, \"w\": true} ");
    CHECK(site_number(v, "n") == 42 && site_number(v, "a") == 0);
    const sm_value *list = sm_value_find(v, SM_STR("a"));
    CHECK(site_item_number(list, 0) == 1);
    CHECK(sm_str_equal(site_item(list, 1), SM_STR("two")));
    CHECK(site_item(list, 2).ptr == NULL && site_item(list, 9).ptr == NULL);
    CHECK(site_item(NULL, 0).ptr == NULL && site_list(NULL, "a") == NULL);
    CHECK(site_list(v, "b") == NULL && sm_str_equal(site_text(v, "w"), SM_STR("true")));
    CHECK(sm_str_equal(sm_value_text(read("\"\\u00e4\\/\\n\"")), SM_STR("\xc3\xa4/\n")));
    sm_arena_free(arena);
}

TEST(what_is_no_json_is_refused)
{
    static const char *const wrong[] = {"",        "{",        "[1,",        "[1 2]",
                                        "{\"a\"}", "{\"a\":}", "\"abc",      "\"\\x\"",
                                        "\"\\u12", "[]]",      "{\"a\":1,}", "[1,]"};
    arena = sm_arena_new(0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(read(wrong[i]) == NULL);
    char deep[2001];
    memset(deep, '[', 2000);
    deep[2000] = '\0';
    CHECK(read(deep) == NULL);
    sm_arena_free(arena);
}

RUN_TESTS()
