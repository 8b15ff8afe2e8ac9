/* gallery [-s FOLDER] [-t] FILE... > page.html
 * Draws each Mermaid FILE and puts all drawings on one HTML page, with their findings. -s
 * writes each as FOLDER/NAME.svg too; -t prints a line for each file (drawn or not, findings,
 * microseconds) on standard error. */
#define _POSIX_C_SOURCE 200809L
#include "specmill/base/input.h"
#include "specmill/diagram/diagram.h"
#include "specmill/scene/svg.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

static double microseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void add_escaped(sm_buf *buf, sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '<')
            sm_buf_add_cstr(buf, "&lt;");
        else if (text.ptr[i] == '&')
            sm_buf_add_cstr(buf, "&amp;");
        else
            sm_buf_add_char(buf, text.ptr[i]);
}

/* "a/b/c.mmd" as "a-b-c" without leading dots and slashes. */
static void write_file(sm_arena *arena, const char *folder, const char *path, sm_str svg)
{
    sm_str parts = sm_str_from_cstr(path), name = {0}, before = {0}, piece;
    while (sm_str_split(&parts, '/', &piece)) {
        before = name;
        name = piece;
    }
    char *target = sm_str_to_cstr(arena, sm_str_printf(arena, "%s/%.*s-%.*s.svg", folder,
                                                       SM_STR_ARG(before), SM_STR_ARG(name)));
    FILE *file = fopen(target, "w");
    if (file == NULL)
        return;
    fwrite(svg.ptr, 1, svg.len, file);
    fclose(file);
}

static void show(const char *path, const char *folder, bool times, int number)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_str bytes;
    if (sm_input_read(arena, path, 0, &bytes, diag)) {
        const sm_source *source =
            sm_source_from_bytes(arena, sm_str_from_cstr(path), bytes, diag);
        double start = microseconds();
        const sm_scene *scene =
            sm_draw(arena, source->text, (sm_loc){source, 1, 1}, sm_theme_builtin(arena), diag);
        double took = microseconds() - start;
        size_t count;
        const sm_finding *findings = sm_diag_findings(diag, &count);
        sm_buf page = sm_buf_new(arena);
        sm_buf_addf(&page, "<figure><figcaption>%s</figcaption>\n", path);
        if (scene != NULL) {
            sm_buf svg = sm_buf_new(arena);
            sm_scene_svg(&svg, scene, sm_str_printf(arena, "d%d-", number), true);
            if (folder != NULL)
                write_file(arena, folder, path, sm_buf_str(&svg));
            sm_buf_add_str(&page, sm_str_from(sm_buf_str(&svg), 39));
        } else {
            sm_buf_add_cstr(&page, "<pre>");
            add_escaped(&page, source->text);
            sm_buf_add_cstr(&page, "</pre>");
        }
        sm_buf messages = sm_buf_new(arena);
        for (size_t i = 0; i < count; i++)
            sm_finding_print(&messages, &findings[i], false);
        sm_buf_add_cstr(&page, "<pre class=\"findings\">");
        add_escaped(&page, sm_buf_str(&messages));
        sm_buf_add_cstr(&page, "</pre></figure>\n");
        fwrite(page.ptr, 1, page.len, stdout);
        if (times)
            fprintf(stderr, "%s\t%s\t%zu\t%.0f\t%s\n", path, scene != NULL ? "drawn" : "code",
                    count, took, count > 0 ? sm_diag_slug(findings[0].code) : "");
    }
    sm_arena_free(arena);
}

int main(int argc, char **argv)
{
    const char *folder = NULL;
    bool times = false;
    int first = 1;
    for (; first < argc && argv[first][0] == '-'; first++) {
        if (strcmp(argv[first], "-t") == 0)
            times = true;
        else if (strcmp(argv[first], "-s") == 0 && first + 1 < argc)
            folder = argv[++first];
    }
    puts(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gallery</title><style>"
        "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}"
        "figure{margin:0;border:1px solid #ccc;padding:8px;max-width:100%;overflow:auto}"
        "figcaption{color:#888;font-size:11px}svg{max-width:100%;height:auto}"
        ".findings{color:#b42318;font-size:11px;white-space:pre-wrap}"
        "@media(prefers-color-scheme:dark){body{background:#12171d;color:#e4e9ee;"
        "--sm-text:#e4e9ee;--sm-muted:#a4b0bc;--sm-accent:#7db7f2;--sm-background:#12171d;"
        "--sm-surface:#1c232b;--sm-rule:#35404b;--sm-warning:#f0c060;--sm-note:#7db7f2;"
        "--sm-tip:#6fd3a0;--sm-important:#c3a2f5;--sm-caution:#ff9a8f}}</style>");
    for (int i = first; i < argc; i++)
        show(argv[i], folder, times, i);
    puts("</html>");
    return 0;
}
