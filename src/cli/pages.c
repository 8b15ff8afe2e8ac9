#include "pages.h"
#include "say.h"
#include "specmill/base/input.h"
#include "specmill/base/output.h"
#include "specmill/base/path.h"
#include "specmill/base/url.h"
#include <stdlib.h>
#include <string.h>

enum { CSS_LIMIT = 1 << 20 };

struct cli_page {
    sm_str input, output; /* real paths */
};

/* What the addresses of one page are reckoned from. */
typedef struct page_place {
    const cli_pages *pages;
    sm_str input, output; /* real paths */
} page_place;

static bool is_page(const cli_output *output)
{
    return output->backend == &sm_html_backend;
}

static int compare_pages(const void *left, const void *right)
{
    const cli_page *a = left, *b = right;
    return sm_str_compare(a->input, b->input);
}

static sm_str real_path(sm_arena *arena, const char *path)
{
    return sm_str_from_cstr(cli_real_path(arena, strcmp(path, "-") == 0 ? "./-" : path));
}

static void collect_targets(sm_arena *arena, const cli_plan *plan, cli_pages *pages)
{
    cli_page *targets = SM_NEW_ARRAY(arena, cli_page, plan->count + 1);
    sm_str *names = SM_NEW_ARRAY(arena, sm_str, plan->count * 2 + 1);
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const cli_work *work = &plan->works[i];
        size_t j = 0;
        while (j < work->count && !is_page(&work->outputs[j]))
            j++;
        if (j == work->count)
            continue;
        targets[count] =
            (cli_page){real_path(arena, work->input), real_path(arena, work->outputs[j].path)};
        names[pages->name_count++] = sm_path_name(sm_str_from_cstr(work->input));
        names[pages->name_count++] = sm_path_name(targets[count++].input);
    }
    if (count != 0)
        qsort(targets, count, sizeof *targets, compare_pages);
    sm_str_sort(names, pages->name_count);
    pages->names = names;
    pages->targets = targets;
    pages->target_count = count;
}

static bool write_sheet(const cli_pages *pages, sm_arena *arena, const char *page,
                        sm_diag *diag)
{
    sm_html_setup setup = {.css = pages->css};
    sm_str path = sm_str_printf(arena, "%.*s" CLI_SHEET_NAME,
                                SM_STR_ARG(sm_path_folder(sm_str_from_cstr(page))));
    const char *css = pages->settings->css_file;
    if (css != NULL && strcmp(cli_real_path(arena, css), cli_real_path(arena, path.ptr)) == 0) {
        cli_say("--css %s would be overwritten by --css linked", css);
        return false;
    }
    sm_output *output = sm_output_open(arena, path.ptr, diag);
    if (output == NULL)
        return false;
    sm_output_write_str(output, sm_html_sheet(arena, pages->theme, &setup));
    return sm_output_commit(output, diag);
}

/* One in each folder of pages. */
static bool write_sheets(const cli_pages *pages, sm_arena *arena, const cli_plan *plan,
                         sm_diag *diag)
{
    sm_str last = {0}; /* mostly they all go to one folder */
    bool ok = true;
    for (size_t i = 0; i < plan->count; i++)
        for (size_t j = 0; j < plan->works[i].count; j++) {
            const cli_output *output = &plan->works[i].outputs[j];
            sm_str folder = sm_path_folder(sm_str_from_cstr(output->path));
            if (!is_page(output) || (last.ptr != NULL && sm_str_equal(folder, last)))
                continue;
            last = folder;
            ok = write_sheet(pages, arena, output->path, diag) && ok;
        }
    return ok;
}

bool cli_pages_begin(cli_settings *settings, const cli_plan *plan, const sm_theme *theme,
                     cli_pages *pages, sm_diag *diag)
{
    *pages = (cli_pages){.settings = settings, .theme = theme};
    sm_str css;
    if (settings->css_file != NULL) {
        if (!sm_input_read(settings->arena, settings->css_file, CSS_LIMIT, &css, diag))
            return false;
        pages->css = sm_source_from_bytes(settings->arena, sm_str_from_cstr(settings->css_file),
                                          css, diag)
                         ->text;
    }
    collect_targets(settings->arena, plan, pages);
    return !settings->css_linked || write_sheets(pages, settings->arena, plan, diag);
}

/* The file that PATH, as it stands in an address on the page, names. */
static const char *file_at(sm_arena *arena, const page_place *place, sm_str path)
{
    sm_buf file = sm_buf_new(arena);
    sm_buf_add_str(&file, sm_path_folder(place->input));
    sm_buf_add_str(&file, sm_url_decode(arena, path));
    return sm_str_to_cstr(arena, sm_buf_str(&file));
}

/* The page of the specification in FILE, or NULL. The file system is asked only about files
 * that are called like one. */
static const cli_page *page_of(sm_arena *arena, const cli_pages *pages, const char *file)
{
    sm_str name = sm_path_name(sm_str_from_cstr(file));
    if (!sm_str_sorted_has((sm_str_list){pages->names, pages->name_count}, name))
        return NULL;
    sm_str input = sm_str_from_cstr(cli_real_path(arena, file));
    cli_page wanted = {.input = input};
    return bsearch(&wanted, pages->targets, pages->target_count, sizeof wanted, compare_pages);
}

/* PATH with the extension of a page when it has one of Markdown, else absent. */
static sm_str with_page_extension(sm_arena *arena, sm_str path)
{
    if (!sm_path_is_markdown(path))
        return (sm_str){0};
    return sm_str_printf(arena, "%.*s.html", SM_STR_ARG(sm_path_stem(path)));
}

static sm_str rewrite(void *context, sm_arena *arena, sm_str url, bool image)
{
    const page_place *place = context;
    size_t end = 0;
    while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#')
        end++;
    sm_str path = sm_str_sub(url, 0, end), rest = sm_str_from(url, end);
    if (path.len == 0 || path.ptr[0] == '/' || place->pages->settings->links == CLI_LINKS_KEEP)
        return (sm_str){0};
    const char *file = file_at(arena, place, path);
    const cli_page *target = image ? NULL : page_of(arena, place->pages, file);
    sm_str to = (sm_str){0};
    if (target != NULL)
        to = sm_url_between(arena, place->output, target->output);
    else if (image)
        to = sm_url_between(arena, place->output, sm_str_from_cstr(cli_real_path(arena, file)));
    else if (place->pages->settings->links == CLI_LINKS_HTML)
        to = with_page_extension(arena, path);
    if (to.ptr == NULL)
        return (sm_str){0};
    return sm_str_printf(arena, "%.*s%.*s", SM_STR_ARG(to), SM_STR_ARG(rest));
}

const sm_html_setup *cli_page_setup(sm_arena *arena, const cli_pages *pages,
                                    const cli_work *work, const char *path)
{
    const cli_settings *settings = pages->settings;
    page_place *place = SM_NEW(arena, page_place);
    *place = (page_place){pages, real_path(arena, work->input), real_path(arena, path)};
    sm_html_setup *setup = SM_NEW(arena, sm_html_setup);
    *setup = (sm_html_setup){
        .fragment = settings->fragment,
        .link_images = settings->link_images,
        .style_url = settings->css_linked ? SM_STR(CLI_SHEET_NAME) : (sm_str){0},
        .css = pages->css,
        .rewrite = rewrite,
        .context = place,
    };
    return setup;
}
