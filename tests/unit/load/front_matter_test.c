#include "shown.h"
#include "unit/test.h"

/* The value of KEY in the front matter of MARKDOWN, in *TEXT; whether it is WANTED. */
static int has_value(const char *markdown, const char *key, const char *wanted)
{
    loaded l = load_text(markdown, strlen(markdown));
    const sm_value *value = sm_value_find(l.doc->front_matter, sm_str_from_cstr(key));
    if (value != NULL && value->kind == SM_VALUE_LIST)
        value = value->as.list;
    int same = sm_str_equal(sm_value_text(value), sm_str_from_cstr(wanted));
    if (!same)
        printf("  %s: got %.*s\n", key, SM_STR_ARG(sm_value_text(value)));
    sm_arena_free(l.arena);
    return same;
}

TEST(front_matter_is_read)
{
    CHECK(becomes("---\ntitle: A\ntags: [b, c]\n---\n# T\n", "h1#t (T)", ""));
    CHECK(has_value("---\ntitle: A\n---\n", "title", "A"));
    CHECK(has_value("---\ntitle: A\n...\n", "title", "A"));
}

TEST(front_matter_may_come_late)
{
    CHECK(has_value("\xEF\xBB\xBF---\na: b\n---\n", "a", "b"));
    CHECK(has_value("\n\n---\na: b\n---\n", "a", "b"));
    CHECK(has_value("<!-- x\n y -->\n\n---\na: b\n---\n", "a", "b"));
    CHECK(becomes("<!-- x -->\n---\na: b\n---\n", "", "html-comment 1:1;"));
    CHECK(has_value("a: b\nc: d\n---\n# T\n", "c", "d"));
}

TEST(two_rules_are_no_front_matter)
{
    CHECK(becomes("---\n\nProse. And more\n\n---\n", "hr() p(Prose. And more) hr()", ""));
    CHECK(becomes("---\n---\n", "hr() hr()", ""));
    CHECK(becomes("a: b\n---\n", "h2#a-b 1(a: b)", ""));
    CHECK(becomes("---\na: b\n", "hr() p(a: b)", ""));
}

TEST(placeholders_need_no_quotes)
{
    CHECK(becomes("---\ncreated: {{date}}\nx: 1\n---\n", "", ""));
    CHECK(has_value("---\ncreated: {{date}} # c\nx: 1\n---\n", "created", "{{date}}"));
    CHECK(has_value("---\ncreated: {{date}}\nx: 1\n---\n", "x", "1"));
}

TEST(what_is_meant_is_read)
{
    CHECK(becomes("---\nby:\n  - @me\nx: 1\n---\n", "", "yaml-lenient 3:5;"));
    CHECK(has_value("---\nby:\n  - @me\n---\n", "by", "@me"));
    CHECK(has_value("---\nissue: [#885]\n---\n", "issue", "#885"));
    CHECK(has_value("---\ntitle: A: it's b\n---\n", "title", "A: it's b"));
    CHECK(has_value("---\nlink: [a](b)\n---\n", "link", "[a](b)"));
    CHECK(has_value("---\nq: \"a\" b\nz: 1\n---\n", "q", "\"a\" b"));
    CHECK(has_value("---\ntext: |\n  a: b: c\nz: [@a, @b]\n---\n", "text", "a: b: c\n"));
}

TEST(what_cannot_be_read_is_shown)
{
    CHECK(becomes("---\na: b\nprose here\nc: d\n---\nx\n",
                  "code:yaml(a: b\nprose here\nc: d\n) p(x)", "yaml-invalid 4:1;"));
    CHECK(becomes("+++\na = 1\n+++\nx\n", "code:toml(a = 1\n) p(x)", "toml-unsupported 1:1;"));
}

TEST(values_know_their_places)
{
    const char *text = "\n---\n\xC3\xA9: b\nc:\n  - d\n---\n# T\n";
    loaded l = load_text(text, strlen(text));
    const sm_value_pair *pair = l.doc->front_matter->as.map;
    CHECK(pair->loc.line == 3 && pair->loc.column == 1 && pair->value->loc.column == 4);
    pair = pair->next;
    CHECK(pair->loc.line == 4 && pair->value->as.list->loc.line == 5);
    CHECK(l.doc->blocks->loc.line == 7);
    sm_arena_free(l.arena);
}

RUN_TESTS()
