/* specmill diagram FILE -o FILE.svg: one Mermaid text, or the diagrams of a specification, by
 * number ("spec.md#2") or all of them, drawn on their own. */
#include "findings.h"
#include "outputs.h"
#include "run.h"
#include "sandbox.h"
#include "say.h"
#include "specmill/base/path.h"
#include "specmill/base/input.h"
#include "specmill/base/output.h"
#include "specmill/diagram/diagram.h"
#include "specmill/export/drawing.h"
#include "specmill/press.h"
#include "specmill/scene/build.h"
#include "specmill/scene/dump.h"
#include "specmill/scene/svg.h"
#include "themes.h"
#include <string.h>

typedef struct drawer {
    const cli_settings *settings;
    const sm_theme *theme;
    const sm_source *source;
    sm_diag *diag;
} drawer;

/* "spec.md#2" in its two parts; 0: no number. */
static char *cut_number(sm_arena *arena, const char *input, size_t *number)
{
    sm_str path = sm_str_from_cstr(input);
    size_t hash = path.len;
    *number = 0;
    while (hash > 0 && sm_is_digit(path.ptr[hash - 1]))
        hash--;
    if (hash == 0 || hash == path.len || path.ptr[hash - 1] != '#' || path.len - hash > 6)
        return sm_str_to_cstr(arena, path);
    for (size_t i = hash; i < path.len; i++)
        *number = *number * 10 + (size_t)(path.ptr[i] - '0');
    return sm_str_to_cstr(arena, sm_str_sub(path, 0, hash - 1));
}

/* Whether SOURCE is a specification with diagrams in it, and not a diagram itself. */
static bool is_specification(const sm_source *source)
{
    sm_str name = source->name;
    if (sm_str_ends(name, SM_STR(".mmd")) || sm_str_ends(name, SM_STR(".mermaid")))
        return false;
    return sm_path_is_markdown(name) ||
           sm_str_find(source->text, SM_STR("```mermaid")) != SM_STR_NONE ||
           sm_str_find(source->text, SM_STR("~~~mermaid")) != SM_STR_NONE;
}

static bool is_pdf(const drawer *d, const char *path)
{
    const cli_formats *formats = &d->settings->formats;
    sm_str name = sm_str_from_cstr(path);
    return sm_str_ends(name, SM_STR(".pdf")) ||
           (strcmp(path, "-") == 0 && formats->count == 1 &&
            formats->items[0] == &sm_pdf_backend);
}

/* SCENE on the theme's paper: a file of its own is looked at on any ground. */
static sm_scene on_paper(const drawer *d, const sm_scene *scene)
{
    sm_scene_builder marks = sm_scene_build(d->settings->arena);
    sm_path path = sm_path_new(d->settings->arena);
    sm_path_rect(&path, (sm_rect){0, 0, scene->width, scene->height});
    sm_scene_add_path(&marks, &path, sm_ink_theme(d->theme, SM_INK_BACKGROUND), sm_ink_none(),
                      0);
    sm_scene_add_all(&marks, scene->marks);
    sm_scene sheet = *scene;
    sheet.marks = marks.first;
    return sheet;
}

static bool write_scene(const drawer *d, const sm_scene *scene, const char *path)
{
    sm_arena *arena = d->settings->arena;
    sm_output *output = sm_output_open(arena, path, d->diag);
    if (output == NULL)
        return false;
    if (is_pdf(d, path)) {
        if (sm_pdf_write_drawing(arena, scene, d->source, d->theme, d->settings->pdf_part,
                                 d->settings->date, output, d->diag))
            return sm_output_commit(output, d->diag);
        sm_output_discard(output);
        return false;
    }
    sm_scene sheet = on_paper(d, scene);
    sm_buf buf = sm_buf_new(arena);
    if (sm_str_ends(sm_str_from_cstr(path), SM_STR(".txt")))
        sm_scene_dump(&buf, scene);
    else
        sm_scene_svg(&buf, &sheet, SM_STR("diagram-"), true);
    sm_output_write_str(output, sm_buf_str(&buf));
    return sm_output_commit(output, d->diag);
}

static bool write_outputs(const drawer *d, const sm_scene *scene)
{
    const cli_paths *outputs = &d->settings->outputs;
    bool ok = scene != NULL;
    for (size_t i = 0; scene != NULL && i < outputs->count; i++)
        ok = write_scene(d, scene, outputs->items[i]) && ok;
    return ok;
}

/* Each as DIRECTORY/NAME-1.svg and so on. */
static bool write_all(const drawer *d, sm_diagram_blocks blocks)
{
    const cli_settings *settings = d->settings;
    bool pdf = settings->formats.count == 1 && settings->formats.items[0] == &sm_pdf_backend;
    bool ok = true;
    sm_str stem = cli_stem(d->source->name.len > 1 ? d->source->name : SM_STR("diagram"));
    for (size_t i = 0; ok && i < blocks.count; i++) {
        const sm_scene *scene =
            sm_draw_block(settings->arena, blocks.items[i], d->theme, d->diag);
        sm_str path = sm_str_printf(settings->arena, "%s/%.*s-%zu.%s", settings->directory,
                                    SM_STR_ARG(stem), i + 1, pdf ? "pdf" : "svg");
        ok = scene != NULL && write_scene(d, scene, sm_str_to_cstr(settings->arena, path));
    }
    return ok;
}

static bool draw_specification(const drawer *d, size_t number)
{
    sm_arena *arena = d->settings->arena;
    sm_diagram_blocks blocks = sm_find_diagrams(arena, sm_press_load(arena, d->source));
    if (blocks.count == 0 || number > blocks.count) {
        cli_say("%.*s: it has %zu diagram%s", SM_STR_ARG(d->source->name), blocks.count,
                blocks.count == 1 ? "" : "s");
        return false;
    }
    if (d->settings->directory != NULL && number == 0)
        return write_all(d, blocks);
    if (number == 0 && blocks.count > 1 && !d->settings->quiet)
        cli_say("%.*s: this is the first of %zu diagrams; add #2 for the second, or draw all "
                "with --directory",
                SM_STR_ARG(d->source->name), blocks.count);
    const sm_block *block = blocks.items[number > 0 ? number - 1 : 0];
    return write_outputs(d, sm_draw_block(arena, block, d->theme, d->diag));
}

static bool can_be_written(const cli_settings *settings)
{
    for (size_t i = 0; i < settings->outputs.count; i++) {
        sm_str name = sm_str_from_cstr(settings->outputs.items[i]);
        if (!sm_str_equal(name, SM_STR("-")) && !sm_str_ends(name, SM_STR(".svg")) &&
            !sm_str_ends(name, SM_STR(".pdf")) && !sm_str_ends(name, SM_STR(".txt")))
            return false;
    }
    return settings->outputs.count > 0 || settings->directory != NULL;
}

/* Drawings in a folder are named as they are made: any name there stands for them. */
static bool enter_sandbox(const cli_settings *settings, const char *input)
{
    const char *directory = settings->directory;
    if (directory != NULL && !cli_make_folder(settings->arena, directory))
        return false;
    size_t count = settings->outputs.count;
    cli_output *outputs = SM_NEW_ARRAY(settings->arena, cli_output, count + 1);
    for (size_t i = 0; i < count; i++)
        outputs[i] = (cli_output){&sm_pdf_backend, settings->outputs.items[i]};
    if (directory != NULL) {
        sm_str any = sm_str_printf(settings->arena, "%s/drawing", directory);
        outputs[count++] = (cli_output){&sm_pdf_backend, any.ptr};
    }
    const cli_work work = {input, outputs, count};
    cli_enter_sandbox(settings, &(cli_plan){&work, 1});
    return true;
}

cli_status cli_diagram(cli_settings *settings)
{
    sm_arena *arena = settings->arena;
    if (settings->inputs.count != 1 || !can_be_written(settings)) {
        cli_say("usage: specmill diagram FILE.mmd|SPEC.md[#NUMBER] -o FILE.svg|FILE.pdf\n"
                "       specmill diagram SPEC.md -d DIR");
        return CLI_USAGE;
    }
    size_t number;
    char *input = cut_number(arena, settings->inputs.items[0], &number);
    drawer d = {.settings = settings, .diag = sm_diag_new(arena)};
    d.theme = cli_find_theme(settings, d.diag);
    if (d.theme != NULL && enter_sandbox(settings, input))
        d.source =
            sm_input_source(arena, input, settings->limits.at_most[SM_LIMIT_INPUT], d.diag);
    bool ok = false;
    if (d.source != NULL && (number > 0 || is_specification(d.source)))
        ok = draw_specification(&d, number);
    else if (d.source != NULL && settings->outputs.count > 0)
        ok = write_outputs(
            &d, sm_draw(arena, d.source->text, (sm_loc){d.source, 1, 1}, d.theme, d.diag));
    else if (d.source != NULL)
        cli_say("%s: it is a diagram itself; name the drawing with -o", input);
    cli_status shown = cli_show_findings(settings, d.diag);
    return ok ? shown : CLI_FAILED;
}
