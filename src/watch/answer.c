#include "answer.h"
#include "specmill/base/buf.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include "specmill/base/url.h"

/* GET and HEAD of files of one folder. A page gets a script that loads it again when the server
 * says so; the file has none. */

enum { FILE_MAX = 1 << 30 };

static const char reload_script[] =
    "(() => {\n"
    "  let open = false;\n"
    "  const events = new EventSource(\"/.specmill/events\");\n"
    "  events.onopen = () => { if (open) location.reload(); open = true; };\n"
    "  events.onmessage = () => location.reload();\n"
    "})();\n";

static const struct media_type {
    const char *extension, *type;
} media_types[] = {
    {"html", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"xml", "application/xml"},
    {"csv", "text/csv; charset=utf-8"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/plain; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"pdf", "application/pdf"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

static const char *type_of(sm_str path)
{
    sm_str extension = sm_path_extension(path);
    for (size_t i = 0; i < sizeof media_types / sizeof *media_types; i++)
        if (sm_str_equal_nocase(extension, sm_str_from_cstr(media_types[i].extension)))
            return media_types[i].type;
    return "application/octet-stream";
}

typedef struct answer {
    sm_arena *arena;
    sm_buf buf;
    bool head_only;
} answer;

static sm_str finish(answer *a, const char *status, const char *type, const char *more,
                     sm_str body)
{
    sm_buf_addf(&a->buf,
                "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
                "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                "Cross-Origin-Resource-Policy: same-origin\r\n%sConnection: close\r\n\r\n",
                status, type, body.len, more);
    if (!a->head_only)
        sm_buf_add_str(&a->buf, body);
    return sm_buf_str(&a->buf);
}

static sm_str refuse(answer *a, const char *status, const char *more)
{
    return finish(a, status, "text/plain; charset=utf-8", more,
                  sm_str_printf(a->arena, "%s\n", status));
}

/* The value of the header NAME; absent when it is missing or stands twice. */
static sm_str header(sm_str head, sm_str name)
{
    sm_str line, found = {0};
    sm_str_split(&head, '\n', &line); /* the request line */
    while (sm_str_split(&head, '\n', &line) && sm_str_trim(line).len != 0) {
        if (!sm_str_starts_nocase(line, name) || line.len <= name.len ||
            line.ptr[name.len] != ':')
            continue;
        if (found.ptr != NULL)
            return (sm_str){0};
        found = sm_str_trim(sm_str_from(line, name.len + 1));
    }
    return found;
}

/* A name that somebody else's DNS may point to this machine is not ours (DNS rebinding). */
static bool is_our_host(sm_arena *arena, sm_str host, unsigned port)
{
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sm_str_equal_nocase(host, sm_str_printf(arena, "%s:%u", names[i], port)) ||
            (port == 80 && sm_str_equal_nocase(host, sm_str_from_cstr(names[i]))))
            return true;
    return false;
}

/* The path of TARGET ("/a%20b?c") without its first slash, decoded; absent when it is none that
 * could be served: with "..", hidden names, or bytes that no path has. */
static sm_str path_of(sm_arena *arena, sm_str target)
{
    if (!sm_str_starts(target, SM_STR("/")))
        return (sm_str){0};
    sm_str all = sm_url_path(arena, sm_str_from(target, 1)), rest = all, name;
    if (sm_str_find_char(all, '\0') != SM_STR_NONE ||
        sm_str_find_char(all, '\\') != SM_STR_NONE)
        return (sm_str){0};
    while (sm_str_split(&rest, '/', &name))
        if (sm_str_starts(name, SM_STR(".")) || (name.len == 0 && rest.ptr != NULL))
            return (sm_str){0};
    return all;
}

/* Lets PAGE load our script and hear from us, and asks for it. */
static sm_str with_reload(sm_arena *arena, sm_str page)
{
    static const sm_str policy = SM_STR_INIT("Content-Security-Policy"),
                        scripts = SM_STR_INIT("; script-src"), end = SM_STR_INIT("</body>");
    sm_buf buf = sm_buf_new(arena);
    size_t at = sm_str_find(sm_str_sub(page, 0, 4096), policy);
    size_t more = at == SM_STR_NONE ? at : sm_str_find(sm_str_sub(page, at, 4096), scripts);
    if (more != SM_STR_NONE) {
        sm_buf_add_str(&buf, sm_str_sub(page, 0, at + more));
        sm_buf_add_cstr(&buf, "; connect-src 'self'; script-src 'self'");
        page = sm_str_from(page, at + more + scripts.len);
    }
    size_t last = page.len >= end.len ? page.len - end.len + 1 : 0;
    while (last > 0 && !sm_str_starts(sm_str_from(page, last - 1), end))
        last--;
    size_t cut = last > 0 ? last - 1 : page.len;
    sm_buf_add_str(&buf, sm_str_sub(page, 0, cut));
    sm_buf_add_cstr(&buf, "<script src=\"/.specmill/reload.js\"></script>\n");
    sm_buf_add_str(&buf, sm_str_from(page, cut));
    return sm_buf_str(&buf);
}

static bool may_be_served(const sm_server_options *options, sm_str path)
{
    for (size_t i = 0; i < options->only.count; i++)
        if (sm_str_equal(options->only.items[i], path))
            return true;
    return options->only.count == 0;
}

static sm_str file(answer *a, const sm_server_options *options, sm_str path)
{
    sm_str bytes, folder = sm_str_from_cstr(options->folder);
    if (path.len == 0 && options->first.len != 0)
        return refuse(
            a, "302 Found",
            sm_str_printf(a->arena, "Location: /%.*s\r\n", SM_STR_ARG(options->first)).ptr);
    if (path.len == 0 || sm_str_ends(path, SM_STR("/")))
        path = sm_str_printf(a->arena, "%.*sindex.html", SM_STR_ARG(path));
    if (!may_be_served(options, path) ||
        !sm_input_read_inside(a->arena, folder, path, FILE_MAX, &bytes))
        return refuse(a, "404 Not Found", "");
    const char *type = type_of(path);
    if (type == media_types[0].type)
        bytes = with_reload(a->arena, bytes);
    return finish(a, "200 OK", type, "", bytes);
}

static sm_str events(answer *a, bool *stays)
{
    *stays = !a->head_only;
    sm_buf_add_cstr(&a->buf, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                             "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                             "Connection: close\r\n\r\n");
    if (!a->head_only)
        sm_buf_add_cstr(&a->buf, "retry: 500\n\n");
    return sm_buf_str(&a->buf);
}

sm_str watch_answer(sm_arena *arena, const sm_server_options *options, unsigned port,
                    sm_str request, bool *stays)
{
    answer a = {arena, sm_buf_new(arena), false};
    sm_str rest = request, line, method, target;
    *stays = false;
    if (!sm_str_split(&rest, '\n', &line) || !sm_str_split(&line, ' ', &method) ||
        !sm_str_split(&line, ' ', &target) || !sm_str_starts(line, SM_STR("HTTP/1.")))
        return refuse(&a, "400 Bad Request", "");
    a.head_only = sm_str_equal(method, SM_STR("HEAD"));
    if (!is_our_host(arena, header(request, SM_STR("Host")), port))
        return refuse(&a, "421 Misdirected Request", "");
    if (!a.head_only && !sm_str_equal(method, SM_STR("GET")))
        return refuse(&a, "405 Method Not Allowed", "Allow: GET, HEAD\r\n");
    if (sm_str_equal(target, SM_STR("/.specmill/events")))
        return events(&a, stays);
    if (sm_str_equal(target, SM_STR("/.specmill/reload.js")))
        return finish(&a, "200 OK", "text/javascript; charset=utf-8", "",
                      sm_str_from_cstr(reload_script));
    sm_str path = path_of(arena, target);
    if (path.ptr == NULL)
        return refuse(&a, "404 Not Found", "");
    return file(&a, options, path);
}
