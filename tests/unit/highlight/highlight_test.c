#include "specmill/highlight/highlight.h"
#include "specmill/base/buf.h"
#include "unit/test.h"
#include <stdint.h>
#include <string.h>

/* The tokens of TEXT as a string: a letter for the kind, then the text in brackets; plain text
 * bare. Absent when the language is not known. */
static sm_str shown(sm_arena *arena, const char *language, const char *text)
{
    static const char letters[] = "pksnctar";
    const sm_token *tokens;
    sm_str source = sm_str_from_cstr(text);
    size_t count = sm_highlight(arena, sm_str_from_cstr(language), source, &tokens);
    if (count == 0)
        return (sm_str){NULL, 0};
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < count; i++) {
        sm_str part = sm_str_sub(source, tokens[i].offset, tokens[i].len);
        if (tokens[i].kind == SM_TOKEN_PLAIN) {
            sm_buf_add_str(&buf, part);
            continue;
        }
        sm_buf_addf(&buf, "%c[%.*s]", letters[tokens[i].kind], SM_STR_ARG(part));
    }
    return sm_buf_str(&buf);
}

static int is_shown(const char *language, const char *text, const char *wanted)
{
    sm_arena *arena = sm_arena_new(0);
    sm_str got = shown(arena, language, text);
    int same = sm_str_equal(got, sm_str_from_cstr(wanted));
    if (!same)
        printf("  %s: %s\n  got: %.*s\n", language, text, SM_STR_ARG(got));
    sm_arena_free(arena);
    return same;
}

TEST(unknown_languages_have_no_tokens)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(shown(arena, "", "if").ptr == NULL);
    CHECK(shown(arena, "klingon", "if").ptr == NULL);
    CHECK(shown(arena, "text", "if").ptr == NULL);
    CHECK(shown(arena, "sql", "").ptr == NULL);
    sm_arena_free(arena);
}

TEST(labels_may_carry_more_than_the_name)
{
    CHECK(is_shown("rust,ignore", "fn", "k[fn]"));
    CHECK(is_shown("ts{1,3}", "const", "k[const]"));
    CHECK(is_shown("{.python}", "def", "k[def]"));
    CHECK(is_shown("js:app.js", "let", "k[let]"));
}

TEST(typescript)
{
    CHECK(is_shown("typescript", "export class Foo { a?: string = 'x'; } // end\n",
                   "k[export] k[class] t[Foo] { a?: t[string] = s['x']; } c[// end]\n"));
    CHECK(
        is_shown("tsx", "let s = `a\n${b}` + 0x1F_f;", "k[let] s = s[`a\n${b}`] + n[0x1F_f];"));
    CHECK(is_shown("js", "\"a\\\"b\" /* c\nd */ true", "s[\"a\\\"b\"] c[/* c\nd */] n[true]"));
    CHECK(is_shown("js", "'open\nlet", "s['open]\nk[let]"));
    CHECK(is_shown("ts", "@Input() x", "t[@Input]() x"));
    CHECK(is_shown("ts", "classes ifs", "classes ifs"));
}

TEST(python_has_strings_over_lines)
{
    CHECK(is_shown("py", "def f(): # c\n    \"\"\"a\n'b\"\"\"\n    return None",
                   "k[def] f(): c[# c]\n    s[\"\"\"a\n'b\"\"\"]\n    k[return] n[None]"));
}

TEST(shells_have_variables_and_hashes_that_are_no_comments)
{
    CHECK(is_shown("bash", "if [ \"$A\" ]; then echo ${B}#c $1 # d\nfi",
                   "k[if] [ s[\"$A\"] ]; k[then] k[echo] t[${B}]#c t[$1] c[# d]\nk[fi]"));
    CHECK(is_shown("console", "$ apt-get install", "$ apt-get install"));
}

TEST(yaml_has_keys)
{
    CHECK(is_shown("yaml", "a-b: 'x' # c\n- key: true\n  url: http://x:80\n",
                   "t[a-b]: s['x'] c[# c]\n- t[key]: n[true]\n  t[url]: http://x:n[80]\n"));
    CHECK(is_shown("yml", "\"quoted\": 1.5", "t[\"quoted\"]: n[1.5]"));
}

TEST(json_has_keys)
{
    CHECK(is_shown("json", "{\"a\": \"b\", \"c\" : [1, null]}",
                   "{t[\"a\"]: s[\"b\"], t[\"c\"] : [n[1], n[null]]}"));
}

TEST(sql_ignores_case_and_doubles_quotes)
{
    CHECK(is_shown("sql", "Select 'it''s' FROM t -- c\nWHERE id UUID",
                   "k[Select] s['it''s'] k[FROM] t c[-- c]\nk[WHERE] id t[UUID]"));
}

TEST(rust_has_lifetimes_and_nested_comments)
{
    CHECK(is_shown("rust", "fn f<'a>(x: &'a str) -> char { 'x' }",
                   "k[fn] f<'a>(x: &'a t[str]) -> t[char] { s['x'] }"));
    CHECK(is_shown("rs", "/* a /* b */ c */ let", "c[/* a /* b */ c */] k[let]"));
}

TEST(c_has_directives)
{
    CHECK(
        is_shown("c", "#include <a.h>\nint x = 'c';", "k[#include] <a.h>\nt[int] x = s['c'];"));
}

TEST(differences)
{
    CHECK(is_shown("diff", "--- a\n+++ b\n@@ -1 @@\n-x\n+y\n z\n",
                   "c[--- a]\nc[+++ b]\nk[@@ -1 @@]\nr[-x]\na[+y]\n z\n"));
}

TEST(http_messages)
{
    CHECK(is_shown("http", "POST /v1/x HTTP/1.1\nAccept: */*\n\n{\"a\": 1}\nHTTP/1.1 200 OK\n",
                   "k[POST] /v1/x HTTP/1.1\nt[Accept]: */*\n\n{t[\"a\"]: n[1]}\n"
                   "k[HTTP/1.1] n[200] OK\n"));
}

TEST(xml_and_html)
{
    CHECK(is_shown("html", "<!-- c --><a href=\"x\">t &amp; u</a>",
                   "c[<!-- c -->]k[<a] t[href]=s[\"x\"]k[>]t n[&amp;] uk[</a>]"));
    CHECK(is_shown("xml", "a < b <x y='", "a < b k[<x] t[y]=s[']"));
}

TEST(other_notations)
{
    CHECK(is_shown("toml", "[a.b]\nkey = \"v\" # c\n", "k[[a.b]]\nt[key] = s[\"v\"] c[# c]\n"));
    CHECK(is_shown("env", "export A=$B\n", "k[export] t[A]=t[$B]\n"));
    CHECK(is_shown("dockerfile", "FROM node:20 AS build", "k[FROM] node:n[20] k[AS] build"));
    CHECK(is_shown("css", "a { color: #fff; } /* c */", "a { color: #fff; } c[/* c */]"));
    CHECK(is_shown("graphql", "type User { id: ID! }", "k[type] t[User] { id: t[ID]! }"));
    CHECK(is_shown("proto", "message A { string b = 1; }",
                   "k[message] t[A] { t[string] b = n[1]; }"));
}

static const char *const names[] = {
    "typescript", "python",     "bash",      "yaml",    "json", "sql",    "rust",
    "go",         "java",       "kotlin",    "c",       "cpp",  "csharp", "css",
    "toml",       "ini",        "env",       "ruby",    "php",  "swift",  "dockerfile",
    "graphql",    "protobuf",   "terraform", "lua",     "make", "elixir", "diff",
    "http",       "powershell", "xml",       "console",
};

TEST(tokens_are_adjacent_and_cover_any_text)
{
    static const char pieces[] = "\"'`#/*-+<>=:;@$&{}[]()\\ \n\tabIF09_.!?%\xC3\xA9\xFF";
    uint32_t seed = 1;
    for (size_t l = 0; l < sizeof names / sizeof *names; l++)
        for (int round = 0; round < 200; round++) {
            sm_arena *arena = sm_arena_new(0);
            char text[64];
            size_t len = 0;
            while (len < (size_t)round % sizeof text) {
                seed = seed * 1664525u + 1013904223u;
                text[len++] = pieces[(seed >> 16) % (sizeof pieces - 1)];
            }
            const sm_token *tokens;
            size_t at = 0, count = sm_highlight(arena, sm_str_from_cstr(names[l]),
                                                (sm_str){text, len}, &tokens);
            CHECK(len == 0 || count != 0);
            for (size_t i = 0; i < count; i++) {
                CHECK(tokens[i].offset == at && tokens[i].len != 0);
                at += tokens[i].len;
            }
            CHECK(at == len);
            sm_arena_free(arena);
        }
}

RUN_TESTS()
