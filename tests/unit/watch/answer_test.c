#define _XOPEN_SOURCE 700
#include "../../../src/watch/answer.h"
#include "../base/folder.h"

static sm_arena *arena;
static bool stays;

static sm_str ask(const char *request)
{
    sm_server_options options = {.folder = "."};
    return watch_answer(arena, &options, 8000, sm_str_from_cstr(request), &stays);
}

static bool answers(const char *request, const char *status)
{
    sm_str answer = ask(request);
    sm_str line = sm_str_printf(arena, "HTTP/1.1 %s", status);
    return sm_str_starts(answer, line);
}

#define HOST " HTTP/1.1\r\nHost: localhost:8000\r\n\r\n"

static void begin(void)
{
    arena = sm_arena_new(0);
    enter_folder();
}

static void end(void)
{
    leave_folder();
    sm_arena_free(arena);
}

TEST(a_page_gets_the_script_that_loads_it_again)
{
    begin();
    put_file("a.html",
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "script-src 'sha256-x'\"><body></body> in text</body>");
    sm_str answer = ask("GET /a.html" HOST);
    CHECK(
        sm_str_find(answer, SM_STR("default-src 'none'; connect-src 'self'; script-src 'self' "
                                   "'sha256-x'")) != SM_STR_NONE);
    CHECK(sm_str_ends(answer, SM_STR("in text<script src=\"/.specmill/reload.js\"></script>\n"
                                     "</body>")));
    CHECK(!stays);
    put_file("b.html", "no end");
    CHECK(sm_str_find(ask("GET /b.html" HOST), SM_STR("no end<script")) != SM_STR_NONE);
    end();
}

TEST(only_get_and_head)
{
    begin();
    put_file("a.css", "x{}");
    CHECK(answers("GET /a.css" HOST, "200"));
    CHECK(sm_str_ends(ask("GET /a.css" HOST), SM_STR("x{}")));
    CHECK(sm_str_ends(ask("HEAD /a.css" HOST), SM_STR("\r\n\r\n")));
    CHECK(answers("POST /a.css" HOST, "405") && answers("PUT /a.css" HOST, "405"));
    CHECK(answers("get /a.css" HOST, "405") && answers("OPTIONS *" HOST, "405"));
    end();
}

TEST(requests_that_are_none_are_refused)
{
    begin();
    static const char *const wrong[] = {"",
                                        "\r\n",
                                        "GET",
                                        "GET /",
                                        "GET / \r\n\r\n",
                                        "GET  / HTTP/1.1",
                                        "\n\n\n",
                                        "GET / HTTP/2\r\n\r\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(answers(wrong[i], "400"));
    end();
}

TEST(the_host_must_be_ours)
{
    begin();
    put_file("index.html", "x");
    CHECK(answers("GET / HTTP/1.1\r\nhost:127.0.0.1:8000\r\n\r\n", "200"));
    CHECK(answers("GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n", "200"));
    CHECK(answers("GET / HTTP/1.1\r\nHost: LOCALHOST:8000\r\n\r\n", "200"));
    CHECK(answers("GET / HTTP/1.1\r\n\r\n", "421"));
    CHECK(answers("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "421"));
    CHECK(answers("GET / HTTP/1.1\r\nHost: localhost:80\r\n\r\n", "421"));
    CHECK(answers("GET / HTTP/1.1\r\nHost: evil:8000\r\n\r\n", "421"));
    CHECK(answers("GET / HTTP/1.1\r\nHost: localhost:8000\r\nHost: localhost:8000\r\n\r\n",
                  "421"));
    CHECK(answers("GET / HTTP/1.1\r\n\r\nHost: localhost:8000\r\n\r\n", "421"));
    end();
}

TEST(nothing_outside_and_nothing_hidden)
{
    begin();
    put_file(".secret", "x");
    put_file("a.html", "x");
    CHECK(symlink("/etc/passwd", "passwd") == 0 && symlink("a.html", "b.html") == 0);
    static const char *const wrong[] = {
        "/../etc/passwd", "/%2e%2e/x",  "/.secret", "/%2esecret", "/passwd",
        "//a.html",       "/a.html%00", "/%zz",     "/%2",        "/./a.html",
        "a.html",         "/a.html/",   "/..",      "/a\\..\\b"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sm_str request = sm_str_printf(arena, "GET %s%s", wrong[i], HOST);
        CHECK(answers(request.ptr, "404"));
    }
    CHECK(answers("GET /b.html" HOST, "200"));
    end();
}

TEST(a_list_of_what_may_be_served)
{
    begin();
    put_file("a.html", "x");
    put_file("b.html", "x");
    sm_str only[] = {SM_STR("a.html")};
    sm_server_options options = {".", 0, {only, 1}, SM_STR("a.html")};
    sm_str b = watch_answer(arena, &options, 8000, SM_STR("GET /b.html" HOST), &stays);
    CHECK(sm_str_starts(b, SM_STR("HTTP/1.1 404")));
    sm_str first = watch_answer(arena, &options, 8000, SM_STR("GET /" HOST), &stays);
    CHECK(sm_str_starts(first, SM_STR("HTTP/1.1 302")) &&
          sm_str_find(first, SM_STR("Location: /a.html\r\n")) != SM_STR_NONE);
    end();
}

TEST(the_stream_of_events_stays_open)
{
    begin();
    CHECK(answers("GET /.specmill/events" HOST, "200") && stays);
    CHECK(answers("HEAD /.specmill/events" HOST, "200") && !stays);
    CHECK(answers("GET /.specmill/reload.js" HOST, "200") && !stays);
    end();
}

RUN_TESTS()
