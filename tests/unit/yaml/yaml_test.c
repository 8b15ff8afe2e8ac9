#include "specmill/yaml/yaml.h"
#include "unit/test.h"
#include <string.h>

typedef struct parsed {
    sm_arena *arena;
    const sm_value *value;
    sm_yaml_error error;
} parsed;

static parsed parse(const char *text)
{
    parsed p = {.arena = sm_arena_new(0)};
    sm_diag *diag = sm_diag_new(p.arena);
    const sm_source *source =
        sm_source_from_bytes(p.arena, SM_STR("a.yaml"), sm_str_from_cstr(text), diag);
    p.value = sm_yaml_parse(p.arena, source, 0, source->text, &p.error);
    return p;
}

static bool is_text(const sm_value *map, const char *key, const char *wanted)
{
    const sm_value *value = sm_value_find(map, sm_str_from_cstr(key));
    return sm_str_equal(sm_value_text(value), sm_str_from_cstr(wanted));
}

TEST(maps_lists_and_scalars)
{
    parsed p = parse("a: 1\nb: '2'\nc: [x, y]\nd:\n  e: f\ng: ~\nh: |\n  t\n");
    CHECK(p.value != NULL && p.value->kind == SM_VALUE_MAP);
    CHECK(is_text(p.value, "a", "1") && is_text(p.value, "b", "2") &&
          is_text(p.value, "h", "t\n"));
    const sm_value *c = sm_value_find(p.value, SM_STR("c"));
    CHECK(c->kind == SM_VALUE_LIST &&
          sm_str_equal(sm_value_text(c->as.list->next), SM_STR("y")));
    CHECK(is_text(sm_value_find(p.value, SM_STR("d")), "e", "f"));
    CHECK(sm_value_find(p.value, SM_STR("g"))->kind == SM_VALUE_NULL);
    sm_arena_free(p.arena);
}

TEST(an_empty_document_is_null)
{
    parsed p = parse("");
    CHECK(p.value != NULL && p.value->kind == SM_VALUE_NULL);
    sm_arena_free(p.arena);
    p = parse("# only a comment\n");
    CHECK(p.value != NULL && p.value->kind == SM_VALUE_NULL);
    sm_arena_free(p.arena);
}

TEST(errors_have_a_place)
{
    parsed p = parse("a: b\nc: d: e\n");
    CHECK(p.value == NULL && p.error.loc.line == 2 && p.error.text.len != 0);
    sm_arena_free(p.arena);
    p = parse("a: b\n\x01\n");
    CHECK(p.value == NULL);
    sm_arena_free(p.arena);
    p = parse("{a: b}: c\n");
    CHECK(p.value == NULL && p.error.text.len != 0);
    sm_arena_free(p.arena);
    p = parse("*x");
    CHECK(p.value == NULL);
    sm_arena_free(p.arena);
}

TEST(aliases_are_copied)
{
    parsed p = parse("a: &x [1, 2]\nb: *x\nc: *x\n");
    const sm_value *b = sm_value_find(p.value, SM_STR("b"));
    CHECK(b != NULL && b->kind == SM_VALUE_LIST && b->loc.line == 2);
    sm_arena_free(p.arena);
}

TEST(alias_bombs_are_refused)
{
    char text[4000];
    size_t len = (size_t)sprintf(text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++)
        len += (size_t)sprintf(text + len,
                               "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i,
                               i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    parsed p = parse(text);
    CHECK(p.value == NULL && p.error.loc.line > 1);
    sm_arena_free(p.arena);
}

TEST(anchors_are_limited)
{
    char text[4000];
    size_t len = 0;
    for (int i = 0; i < 101; i++)
        len += (size_t)sprintf(text + len, "- &a%d x\n", i);
    parsed p = parse(text);
    CHECK(p.value == NULL && p.error.loc.line == 101);
    sm_arena_free(p.arena);
    text[len - strlen("- &a100 x\n")] = '\0';
    p = parse(text);
    CHECK(p.value != NULL);
    sm_arena_free(p.arena);
}

TEST(depth_is_limited)
{
    char text[600];
    memset(text, '[', 200);
    memset(text + 200, ']', 200);
    text[400] = '\0';
    parsed p = parse(text);
    CHECK(p.value == NULL);
    sm_arena_free(p.arena);
}

TEST(a_part_of_a_source_has_the_sources_places)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *source =
        sm_source_from_bytes(arena, SM_STR("s"), SM_STR("---\nk: v\n---\n"), diag);
    sm_yaml_error error;
    const sm_value *value = sm_yaml_parse(arena, source, 4, SM_STR("k: v\n"), &error);
    CHECK(value->as.map->loc.line == 2 && value->as.map->loc.column == 1);
    CHECK(value->as.map->value->loc.line == 2 && value->as.map->value->loc.column == 4);
    sm_arena_free(arena);
}

RUN_TESTS()
