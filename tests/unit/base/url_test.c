#include "specmill/base/url.h"
#include "unit/test.h"

static bool is(sm_str str, const char *text)
{
    return sm_str_equal(str, sm_str_from_cstr(text));
}

TEST(triples_are_decoded_in_either_case)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(is(sm_url_decode(arena, SM_STR("a%20b%2Fc%2f")), "a b/c/"));
    CHECK(is(sm_url_decode(arena, SM_STR("%E4%BB%95")), "仕"));
    sm_arena_free(arena);
}

TEST(what_is_no_triple_and_nul_stay_as_written)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(is(sm_url_decode(arena, SM_STR("100%")), "100%"));
    CHECK(is(sm_url_decode(arena, SM_STR("%2")), "%2"));
    CHECK(is(sm_url_decode(arena, SM_STR("%zz%4g")), "%zz%4g"));
    CHECK(is(sm_url_decode(arena, SM_STR("%00")), "%00"));
    CHECK(is(sm_url_decode(arena, SM_STR("%2525")), "%25"));
    CHECK(is(sm_url_decode(arena, (sm_str){0}), ""));
    sm_arena_free(arena);
}

TEST(a_path_ends_before_query_and_fragment)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(is(sm_url_path(arena, SM_STR("my%20img.png?x=1#y")), "my img.png"));
    CHECK(is(sm_url_path(arena, SM_STR("a%3Fb#c?d")), "a?b"));
    CHECK(is(sm_url_path(arena, SM_STR("#only")), ""));
    sm_arena_free(arena);
}

TEST(an_anchor_is_what_headings_have)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(sm_url_anchor(arena, SM_STR("other.md")).ptr == NULL);
    CHECK(is(sm_url_anchor(arena, SM_STR("other.md#Risks")), "risks"));
    CHECK(is(sm_url_anchor(arena, SM_STR("#user-content-%C3%BCber")), "über"));
    CHECK(sm_url_anchor(arena, SM_STR("#")).len == 0);
    sm_arena_free(arena);
}

TEST(what_is_not_kept_is_encoded)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_url_encode(&buf, SM_STR("a b/c.html"), "/.");
    CHECK(is(sm_buf_str(&buf), "a%20b/c.html"));
    buf.len = 0;
    sm_url_encode(&buf, (sm_str){"\0\xff/", 3}, "");
    CHECK(is(sm_buf_str(&buf), "%00%FF%2F"));
    sm_arena_free(arena);
}

static bool holds(const char *url, const char *wanted)
{
    sm_arena *arena = sm_arena_new(0);
    sm_str bytes = {0};
    bool found = sm_url_data(arena, sm_str_from_cstr(url), 100, &bytes);
    found = wanted != NULL ? found && is(bytes, wanted) : !found;
    sm_arena_free(arena);
    return found;
}

TEST(a_data_url_holds_what_its_base64_says)
{
    CHECK(holds("data:image/png;base64,bWFueSBoYW5kcw==", "many hands"));
    CHECK(holds("DATA:;base64,YWJj", "abc"));
    CHECK(holds("data:;base64,YWI", "ab"));
    CHECK(holds("data:;base64,Pz8%2B", "\?\?>"));
    CHECK(holds("data:;base64,", ""));
    CHECK(holds("data:;base64,Y", NULL));
    CHECK(holds("data:;base64,Y-Jj", NULL));
    CHECK(holds("data:text/plain,abc", NULL));
    CHECK(holds("images/a.png", NULL));
}

RUN_TESTS()
