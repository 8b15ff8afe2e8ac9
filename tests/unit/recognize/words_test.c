#include "../../../src/recognize/words.h"
#include "unit/test.h"
#include <string.h>

static sm_arena *arena;

static bool normalizes(const char *text, const char *expected)
{
    if (arena == NULL)
        arena = sm_arena_new(0);
    return sm_str_equal(rec_normalize(arena, sm_str_from_cstr(text)),
                        sm_str_from_cstr(expected));
}

TEST(words_lose_case_punctuation_and_emoji)
{
    CHECK(normalizes("Est. Lines", "est lines"));
    CHECK(normalizes("🔒 Risks & Mitigations:", "risks mitigations"));
    CHECK(normalizes("Breaking?", "breaking"));
    CHECK(normalizes("  **Author(s)**  ", "author s"));
    CHECK(normalizes("—", ""));
    CHECK(normalizes("", ""));
}

TEST(letters_of_other_scripts_are_words)
{
    CHECK(normalizes("Wahrscheinlichkeit (HÖHE)", "wahrscheinlichkeit hohe"));
    CHECK(normalizes("ВЕРОЯТНОСТЬ", "вероятность"));
    CHECK(normalizes("リスク・対策", "リスク 対策"));
    CHECK(normalizes("状态：", "状态"));
}

TEST(keys_in_camel_case_are_words)
{
    arena = arena == NULL ? sm_arena_new(0) : arena;
    CHECK(sm_str_equal(rec_normalize_key(arena, SM_STR("lastModified")),
                       SM_STR("last modified")));
    CHECK(sm_str_equal(rec_normalize_key(arena, SM_STR("relatedPRD")), SM_STR("related prd")));
    CHECK(
        sm_str_equal(rec_normalize_key(arena, SM_STR("last_updated")), SM_STR("last updated")));
}

static bool skips(const char *text, const char *rest)
{
    return sm_str_equal(rec_skip_ordinal(sm_str_from_cstr(text)), sm_str_from_cstr(rest));
}

TEST(numbers_in_front_of_headings_are_skipped)
{
    CHECK(skips("7. Risks", "Risks"));
    CHECK(skips("1.2 Error Codes", "Error Codes"));
    CHECK(skips("A. Glossary", "Glossary"));
    CHECK(skips("🚀 Rollout", "Rollout"));
    CHECK(skips("3D models", "3D models"));
    CHECK(skips("2026", "2026"));
}

static bool splits(const char *text, const char *id, const char *rest)
{
    sm_str a = {0}, b = {0};
    return rec_split_id(sm_str_from_cstr(text), &a, &b) &&
           sm_str_equal(a, sm_str_from_cstr(id)) && sm_str_equal(b, sm_str_from_cstr(rest));
}

static bool has_no_id(const char *text)
{
    sm_str a, b;
    return !rec_split_id(sm_str_from_cstr(text), &a, &b) || b.len == 0;
}

TEST(ids_are_split_from_titles)
{
    CHECK(splits("T1: Create it", "T1", "Create it"));
    CHECK(splits("TASK-101-1 - Create it", "TASK-101-1", "Create it"));
    CHECK(splits("T001 [P] Create it", "T001", "[P] Create it"));
    CHECK(splits("1.2 Create it", "1.2", "Create it"));
    CHECK(splits("1. Create it", "1", "Create it"));
    CHECK(splits("[T1] Create it", "T1", "Create it"));
    CHECK(splits("Task 3: Create it", "Task 3", "Create it"));
    CHECK(splits("Story 1 (S1): Create it", "Story 1", "Create it"));
    CHECK(splits("US-043 – Create it", "US-043", "Create it"));
}

TEST(words_and_amounts_are_no_ids)
{
    CHECK(has_no_id("2 weeks"));
    CHECK(has_no_id("Python3: install it"));
    CHECK(has_no_id("Create it"));
    CHECK(has_no_id("Story 1.4 review items"));
    CHECK(has_no_id(""));
    CHECK(rec_is_id(SM_STR("R-001")) && rec_is_id(SM_STR("T8.4.1")) &&
          rec_is_id(SM_STR("1.2")));
    CHECK(!rec_is_id(SM_STR("OPCMv2")) && !rec_is_id(SM_STR("T1.")) &&
          !rec_is_id(SM_STR("A B1")));
}

TEST(ids_compare_without_decoration)
{
    arena = arena == NULL ? sm_arena_new(0) : arena;
    CHECK(sm_str_equal(rec_id_key(arena, SM_STR("Task 3")), SM_STR("3")));
    CHECK(sm_str_equal(rec_id_key(arena, SM_STR("`t1`")), SM_STR("T1")));
    CHECK(sm_str_equal(rec_id_key(arena, SM_STR("#12")), SM_STR("12")));
}

TEST(names_are_split_from_what_is_said_about_them)
{
    sm_str name, rest;
    CHECK(rec_split_name(SM_STR("Redis - cache"), &name, &rest));
    CHECK(sm_str_equal(name, SM_STR("Redis")) && sm_str_equal(rest, SM_STR("cache")));
    CHECK(rec_split_name(SM_STR("Redis (v7: LTS): cache"), &name, &rest));
    CHECK(sm_str_equal(name, SM_STR("Redis (v7: LTS)")));
    CHECK(!rec_split_name(SM_STR("well-known thing"), &name, &rest));
    CHECK(sm_str_equal(name, SM_STR("well-known thing")) && rest.ptr == NULL);
}

TEST(endpoints_have_a_method_and_a_path)
{
    sm_str method, path;
    CHECK(rec_split_endpoint(SM_STR("GET /a/{id} HTTP/1.1"), &method, &path));
    CHECK(sm_str_equal(method, SM_STR("GET")) && sm_str_equal(path, SM_STR("/a/{id}")));
    CHECK(rec_split_endpoint(SM_STR("[METHOD] /api/v1/[resource]"), &method, &path));
    CHECK(!rec_split_endpoint(SM_STR("Get the items"), &method, &path));
    CHECK(!rec_split_endpoint(SM_STR("/a"), &method, &path));
    CHECK(!rec_split_endpoint(SM_STR("DELETE"), &method, &path));
}

RUN_TESTS()
