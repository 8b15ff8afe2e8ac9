#include "parts.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include "specmill/base/url.h"
#include "specmill/base/utf8.h"
#include "specmill/export/language.h"
#include "specmill/export/title.h"
#include "specmill/scene/svg.h"

/* One specification of the site: its page, its diagrams' pages, its other formats. */

typedef struct page {
    sm_arena *arena;
    const site_build *build;
    const site_spec *spec;
    const sm_job *job; /* once it was read */
    sm_str path;       /* of the page that is being written */
    sm_diag *diag;
    sm_str_builder files;   /* written */
    sm_str_builder targets; /* what links were looked up: path, then "1" or "0" */
    sm_str problem;         /* why not all was written; absent: all was */
    bool has_page;
    sm_str *ids[SM_RECORD_COUNT]; /* of its records; NULL: none has any */
} page;

static size_t figure_number(const sm_job *job, const sm_block *block)
{
    size_t number = 0;
    for (size_t i = 0; i <= block->index && i < job->figures.count; i++)
        number += job->figures.scenes[i] != NULL;
    return number;
}

static sm_str diagram_path(const page *p, size_t number)
{
    return sm_str_printf(p->arena, "site/diagrams/%.*s-%zu.html", SM_STR_ARG(p->spec->stem),
                         number);
}

static sm_str diagram_url(void *context, sm_arena *arena, const sm_block *block)
{
    const page *p = context;
    return sm_url_between(arena, p->path, diagram_path(p, figure_number(p->job, block)));
}

/* The page depends on whether there is a specification where a link leads. */
static void note_target(page *p, const site_target *target)
{
    bool there = site_target_is_there(p->arena, p->build, target);
    for (size_t i = 0; i + 1 < p->targets.count && i < 64; i += 2)
        if (sm_str_equal(p->targets.items[i], target->path))
            return;
    SM_LIST_ADD(p->arena, &p->targets, target->path);
    SM_LIST_ADD(p->arena, &p->targets, there ? SM_STR("1") : SM_STR("0"));
}

/* Whether URL means another place from the page than from the specification. */
static bool moves(const page *p, sm_str url)
{
    return sm_str_starts(url, SM_STR("/")) ||
           !sm_str_equal(sm_path_folder(p->spec->path), sm_path_folder(p->spec->stem));
}

static sm_str attached_url(const page *p, sm_arena *arena, sm_str path, sm_str url)
{
    size_t hash = sm_str_find_char(url, '#');
    return sm_str_printf(
        arena, "%.*s%.*s", SM_STR_ARG(sm_url_between(arena, p->path, path)),
        SM_STR_ARG(hash == SM_STR_NONE ? (sm_str){0} : sm_str_from(url, hash)));
}

static sm_str rewrite(void *context, sm_arena *arena, sm_str url, bool image)
{
    page *p = context;
    if (image)
        return (sm_str){0};
    /* In the page's own arena: what is noted outlives the writing of the page. */
    site_target target = site_resolve(p->arena, p->build->specs, p->spec->path, url);
    if (target.path.ptr != NULL)
        note_target(p, &target);
    bool plain = target.spec == NULL && !target.home && target.path.ptr != NULL;
    if (plain && moves(p, url) && site_may_attach(p->arena, p->build, target.path))
        return attached_url(p, arena, target.path, url);
    return site_url_of(arena, p->path, &target);
}

static void record_id(void *context, sm_record_kind kind, size_t index, sm_str id)
{
    page *p = context;
    if (p->ids[kind] == NULL)
        p->ids[kind] = SM_NEW_ARRAY(p->arena, sm_str, p->job->spec->records[kind].count);
    p->ids[kind][index] = sm_str_copy(p->arena, id);
}

static sm_html_site surroundings(page *p, bool downloads)
{
    const site_build *b = p->build;
    sm_html_site site = site_chrome(p->arena, b, p->path);
    if (!downloads || b->options->format_count == 0)
        return site;
    sm_html_link *links = SM_NEW_ARRAY(p->arena, sm_html_link, b->options->format_count);
    for (size_t i = 0; i < b->options->format_count; i++) {
        const sm_backend *backend = b->options->formats[i];
        sm_str file =
            sm_str_printf(p->arena, "%.*s.%s", SM_STR_ARG(p->spec->stem), backend->extension);
        links[i].text = site_format_label(p->arena, backend);
        links[i].url = sm_url_between(p->arena, p->path, file);
    }
    site.downloads = links;
    site.download_count = b->options->format_count;
    return site;
}

static void fail(page *p, sm_str problem)
{
    if (p->problem.ptr == NULL)
        p->problem = problem;
}

/* A file is ours when we have written it, now or before. */
static void note_file(page *p, sm_str path, bool written)
{
    if (written || site_owns(p->build, path))
        SM_LIST_ADD(p->arena, &p->files, path);
}

static bool write_format(page *p, const sm_backend *backend, const char *extension)
{
    sm_str path = sm_str_printf(p->arena, "%.*s.%s", SM_STR_ARG(p->spec->stem), extension);
    sm_output *output = site_open(p->arena, p->build, path, p->diag);
    bool ok = sm_press_write(p->job, backend, output, p->diag);
    note_file(p, path, ok);
    if (ok)
        return true;
    fail(p, sm_str_printf(p->arena, "the %s could not be written", backend->name));
    return false;
}

/* The heading that BLOCK stands under. */
static const sm_block *section_above(const sm_spec *spec, size_t index)
{
    const sm_block *found = NULL;
    for (size_t i = 0; i < spec->section_count && spec->sections[i]->index < index; i++)
        found = spec->sections[i];
    return found;
}

static void diagram_body(page *p, sm_buf *buf, const sm_scene *scene, const sm_block *section,
                         size_t number)
{
    sm_str back = sm_url_between(p->arena, p->path, site_page(p->arena, p->spec->stem));
    sm_buf_add_cstr(buf, "<header class=\"title\">\n<p class=\"kind\">Diagram ");
    sm_buf_addf(buf, "%zu</p>\n<h1>", number);
    sm_html_text(buf, scene->title.len != 0 ? scene->title
                      : section != NULL     ? section->as.section.label
                                            : sm_spec_title(p->job->spec));
    sm_buf_add_cstr(buf, "</h1>\n<p class=\"subtitle\">In <a href=\"");
    sm_html_text(buf, back);
    if (section != NULL) {
        sm_buf_add_char(buf, '#');
        sm_buf_add_str(buf, sm_url_of_path(p->arena, site_anchor(p->arena, section)));
    }
    sm_buf_add_cstr(buf, "\">");
    sm_html_text(buf, sm_spec_title(p->job->spec));
    sm_buf_add_cstr(buf, "</a></p>\n</header>\n<div class=\"site-diagram\" role=\"region\" "
                         "aria-label=\"Diagram\" tabindex=\"0\">\n");
    sm_scene_svg(buf, scene, SM_STR("figure:"), false);
    sm_buf_add_cstr(buf, "</div>\n");
}

static void write_diagram(page *p, size_t index, size_t number)
{
    const sm_scene *scene = p->job->figures.scenes[index];
    p->path = diagram_path(p, number);
    sm_html_site around = surroundings(p, false);
    sm_html_setup setup = {.style_url =
                               sm_url_between(p->arena, p->path, SM_STR("site/site.css")),
                           .site = &around};
    sm_html_frame frame = {
        .theme = p->job->theme,
        .setup = &setup,
        .language = sm_spec_language(p->arena, p->job->spec),
        .title = sm_str_printf(p->arena, "Diagram %zu \xc2\xb7 %.*s", number,
                               SM_STR_ARG(sm_spec_title(p->job->spec))),
    };
    sm_buf buf = sm_buf_new(p->arena);
    sm_html_open(p->arena, &buf, &frame);
    diagram_body(p, &buf, scene, section_above(p->job->spec, index), number);
    sm_html_close(p->arena, &buf, &frame);
    sm_output *output = site_open(p->arena, p->build, p->path, p->diag);
    if (output != NULL)
        sm_output_write_str(output, sm_buf_str(&buf));
    bool ok = output != NULL && sm_output_commit(output, p->diag);
    note_file(p, p->path, ok);
    if (!ok)
        fail(p, SM_STR("a diagram could not be written"));
}

static void write_all(page *p)
{
    const sm_site_options *options = p->build->options;
    p->has_page = write_format(p, &sm_html_backend, "html");
    for (size_t i = 0; i < options->format_count; i++)
        write_format(p, options->formats[i], options->formats[i]->extension);
    for (size_t i = 0, number = 0; i < p->job->figures.count; i++)
        if (p->job->figures.scenes[i] != NULL)
            write_diagram(p, i, ++number);
}

static void begin_line(sm_buf *line, const site_spec *spec, sm_str sha256, sm_str problem)
{
    sm_buf_add_cstr(line, "{\"path\":");
    site_json_string(line, spec->path);
    sm_buf_add_cstr(line, ",\"stem\":");
    site_json_string(line, spec->stem);
    sm_buf_add_cstr(line, ",\"sha256\":");
    site_json_string(line, sha256);
    sm_buf_addf(line, ",\"config\":\"%s\",\"problem\":", spec->config->sha256);
    site_json_string(line, problem);
}

void site_broken_line(sm_buf *line, const site_spec *spec, sm_str problem)
{
    begin_line(line, spec, SM_STR(""), problem);
    sm_buf_add_cstr(line, ",\"page\":0");
    site_json_strings(line, "files", spec->owned.items, spec->owned.count);
    sm_buf_add_cstr(line, ",\"findings\":[0,0,1],\"title\":");
    site_json_string(line, sm_utf8_clean(line->arena, spec->path));
    sm_buf_add_cstr(line, "}");
}

static void whole_line(page *p, sm_buf *line)
{
    size_t counts[SM_ERROR + 1] = {0}, count;
    const sm_finding *findings = sm_diag_findings(p->diag, &count);
    for (size_t i = 0; i < count; i++)
        counts[sm_diag_severity(findings[i].code)]++;
    char sha256[65];
    sm_source_digest(p->job->spec->doc->source, sha256);
    begin_line(line, p->spec, sm_str_from_cstr(sha256), p->problem);
    sm_buf_addf(line, ",\"page\":%d", p->has_page);
    site_json_strings(line, "files", p->files.items, p->files.count);
    site_json_strings(line, "targets", p->targets.items, p->targets.count);
    sm_buf_addf(line, ",\"findings\":[%zu,%zu,%zu]", counts[SM_NOTE], counts[SM_WARNING],
                counts[SM_ERROR]);
    site_write_card(p->arena, line, p->build, p->job, p->ids);
    sm_buf_add_char(line, '}');
}

static sm_str reason_of(sm_arena *arena, sm_diag *diag)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(diag, &count);
    for (size_t i = 0; i < count; i++)
        if (sm_diag_severity(findings[i].code) == SM_ERROR)
            return sm_str_printf(arena, "%s: %.*s", sm_diag_text(findings[i].code),
                                 SM_STR_ARG(findings[i].detail));
    return SM_STR("it cannot be read");
}

/* The specification of FILE as it may be read: images from anywhere in the folder of the site.
 * NULL after reporting. */
static const sm_source *read_spec(sm_arena *arena, const sm_site_options *options, sm_str file,
                                  sm_diag *diag)
{
    const sm_source *source = sm_input_source(arena, file.ptr, options->max_size, diag);
    return source == NULL ? NULL : sm_source_with_outside(arena, source, options->outside);
}

void site_build_spec(sm_arena *arena, const site_build *build, sm_buf *line)
{
    const site_spec *spec = build->spec;
    sm_diag *diag = sm_diag_new(arena);
    build->teller->begin(build->teller->context);
    const sm_source *source = read_spec(arena, build->options, spec->file, diag);
    if (source == NULL) {
        build->teller->show(build->teller->context, diag);
        site_broken_line(line, spec, reason_of(arena, diag));
        return;
    }
    page p = {.arena = arena, .build = build, .spec = spec, .diag = diag};
    p.path = site_page(arena, spec->stem);
    sm_html_site around = surroundings(&p, true);
    sm_html_setup setup = {
        .style_url = sm_url_between(arena, p.path, SM_STR("site/site.css")),
        .site = &around,
        .rewrite = rewrite,
        .diagram_url = diagram_url,
        .record_id = record_id,
        .context = &p,
    };
    sm_run_options run = build->options->run;
    run.export.html = &setup;
    run.config = spec->config->config;
    if (build->options->base_url.len != 0)
        run.export.html_base =
            sm_str_printf(arena, "%.*s%.*s", SM_STR_ARG(build->options->base_url),
                          SM_STR_ARG(sm_url_of_path(arena, p.path)))
                .ptr;
    sm_job job = sm_press_read(arena, source, &run, diag);
    p.job = &job;
    write_all(&p);
    build->teller->show(build->teller->context, diag);
    whole_line(&p, line);
}
