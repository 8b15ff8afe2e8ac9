/* specmill diagram FILE -o FILE.svg: one Mermaid text, or the diagram of a specification by its
 * number ("spec.md#2"), drawn on its own. */
#include "findings.h"
#include "run.h"
#include "say.h"
#include "specmill/base/input.h"
#include "specmill/base/output.h"
#include "specmill/diagram/diagram.h"
#include "specmill/press.h"
#include "specmill/scene/dump.h"
#include "specmill/scene/svg.h"
#include "themes.h"

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

static bool is_markdown(const char *path)
{
    sm_str name = sm_str_from_cstr(path);
    return sm_str_ends(name, SM_STR(".md")) || sm_str_ends(name, SM_STR(".markdown"));
}

/* The diagram with NUMBER (from 1) among those of the specification that could be drawn. */
static const sm_scene *scene_of_spec(sm_arena *arena, const sm_source *source,
                                     const sm_run_options *options, size_t number,
                                     sm_diag *diag)
{
    sm_job job = sm_press_read(arena, source, options, diag);
    size_t seen = 0;
    for (size_t i = 0; i < job.figures.count; i++)
        if (job.figures.scenes[i] != NULL && ++seen == number)
            return job.figures.scenes[i];
    cli_say("%.*s: it has %zu diagrams that can be drawn", SM_STR_ARG(source->name), seen);
    return NULL;
}

static bool write_scene(sm_arena *arena, const sm_scene *scene, const char *path, sm_diag *diag)
{
    sm_buf buf = sm_buf_new(arena);
    if (sm_str_ends(sm_str_from_cstr(path), SM_STR(".txt")))
        sm_scene_dump(&buf, scene);
    else
        sm_scene_svg(&buf, scene, SM_STR("diagram-"), true);
    sm_output *output = sm_output_open(arena, path, diag);
    if (output == NULL)
        return false;
    sm_output_write_str(output, sm_buf_str(&buf));
    return sm_output_commit(output, diag);
}

cli_status cli_diagram(cli_settings *settings)
{
    sm_arena *arena = settings->arena;
    const char *path = settings->outputs.count == 1 ? settings->outputs.items[0] : "";
    sm_str name = sm_str_from_cstr(path);
    if (settings->inputs.count != 1 ||
        !(sm_str_equal(name, SM_STR("-")) || sm_str_ends(name, SM_STR(".svg")) ||
          sm_str_ends(name, SM_STR(".txt")))) {
        cli_say("usage: specmill diagram FILE.mmd|SPEC.md[#NUMBER] -o FILE.svg");
        return CLI_USAGE;
    }
    sm_diag *diag = sm_diag_new(arena);
    size_t number;
    char *input = cut_number(arena, settings->inputs.items[0], &number);
    sm_run_options options = {.theme = cli_find_theme(settings, diag), .date = settings->date};
    const sm_source *source =
        options.theme != NULL ? sm_input_source(arena, input, settings->max_size, diag) : NULL;
    const sm_scene *scene = NULL;
    if (source != NULL && (number > 0 || is_markdown(input)))
        scene = scene_of_spec(arena, source, &options, number > 0 ? number : 1, diag);
    else if (source != NULL)
        scene = sm_draw(arena, source->text, (sm_loc){source, 1, 1}, options.theme, diag);
    bool ok = scene != NULL && write_scene(arena, scene, path, diag);
    cli_status shown = cli_show_findings(settings, diag);
    return ok ? shown : CLI_FAILED;
}
