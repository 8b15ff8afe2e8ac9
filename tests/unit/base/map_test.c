#include "specmill/base/map.h"
#include "unit/test.h"

TEST(what_was_put_is_found_and_nothing_else)
{
    sm_arena *arena = sm_arena_new(0);
    sm_map map = {0};
    CHECK(sm_map_find(&map, SM_STR("a")) == NULL);
    enum { MANY = 1000 };
    for (size_t i = 0; i < MANY; i++)
        sm_map_at(arena, &map, sm_str_printf(arena, "key %zu", i))->number = i + 1;
    CHECK(map.count == MANY);
    for (size_t i = 0; i < MANY; i++) {
        const sm_map_value *value = sm_map_find(&map, sm_str_printf(arena, "key %zu", i));
        CHECK(value != NULL && value->number == i + 1);
        CHECK(sm_map_find(&map, sm_str_printf(arena, "key %zu.", i)) == NULL);
    }
    CHECK(sm_map_at(arena, &map, SM_STR("key 7"))->number == 8 && map.count == MANY);
    sm_arena_free(arena);
}

TEST(a_key_is_added_once_also_the_empty_one)
{
    sm_arena *arena = sm_arena_new(0);
    sm_map map = {0};
    sm_str none = {0};
    CHECK(sm_map_add(arena, &map, SM_STR("a")) && !sm_map_add(arena, &map, SM_STR("a")));
    CHECK(sm_map_add(arena, &map, none) && !sm_map_add(arena, &map, SM_STR("")));
    CHECK(sm_map_find(&map, none) != NULL && map.count == 2);
    sm_arena_free(arena);
}

RUN_TESTS()
