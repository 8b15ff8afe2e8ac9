#define _POSIX_C_SOURCE 200809L
#include "configs.h"
#include "findings.h"
#include "limits.h"
#include "outputs.h"
#include "pages.h"
#include "run.h"
#include "sandbox.h"
#include "say.h"
#include "specmill/base/input.h"
#include "specmill/pool/pool.h"
#include "specmill/press.h"
#include "streams.h"
#include "themes.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static void tell_read(const cli_settings *settings, const sm_job *job, double ms)
{
    if (!settings->verbose)
        return;
    const sm_spec *spec = job->spec;
    sm_buf buf = sm_buf_new(settings->arena);
    for (size_t i = 0; i < SM_RECORD_COUNT; i++)
        if (spec->records[i].count != 0)
            sm_buf_addf(&buf, ", %s %zu", sm_record_types[i].name, spec->records[i].count);
    cli_say("%.*s: read in %.1f ms: lines %zu, sections %zu%.*s",
            SM_STR_ARG(spec->doc->source->name), ms, spec->doc->source->lines,
            spec->section_count, SM_STR_ARG(sm_buf_str(&buf)));
}

static void tell_written(const cli_settings *settings, const cli_output *output, double ms)
{
    struct stat status;
    if (!settings->verbose)
        return;
    if (strcmp(output->path, "-") == 0)
        cli_say("wrote standard output: %s, %.1f ms", output->backend->name, ms);
    else if (stat(output->path, &status) == 0 && S_ISREG(status.st_mode))
        cli_say("wrote %s: %s, %jd bytes, %.1f ms", output->path, output->backend->name,
                (intmax_t)status.st_size, ms);
    else
        cli_say("wrote %s: %s, %.1f ms", output->path, output->backend->name, ms);
}

static cli_status worse(cli_status a, cli_status b)
{
    return a > b ? a : b;
}

static bool write_outputs(const cli_pages *pages, sm_arena *arena, const cli_work *work,
                          sm_job *job, sm_diag *diag)
{
    const cli_settings *settings = pages->settings;
    bool ok = true;
    for (size_t i = 0; i < work->count; i++) {
        const cli_output *output = &work->outputs[i];
        double start = cli_now_ms();
        job->options.html = cli_page_setup(arena, pages, work, output->path);
        if (sm_press_write(job, output->backend, sm_output_open(arena, output->path, diag),
                           diag))
            tell_written(settings, output, cli_now_ms() - start);
        else
            ok = false;
    }
    return ok;
}

/* One specification: read once, written in every format, its findings shown. */
static cli_status convert_one(const cli_pages *pages, const cli_configs *configs,
                              const sm_run_options *options, const cli_work *work)
{
    const cli_settings *settings = pages->settings;
    sm_run_options own = *options;
    own.config = cli_config_for(configs, work->input);
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    cli_status status = CLI_FAILED;
    double start = cli_now_ms();
    cli_limit_time(settings);
    const sm_source *source =
        sm_input_source(arena, work->input, settings->limits.at_most[SM_LIMIT_INPUT], diag);
    if (source != NULL) {
        sm_str_list outside = {settings->outside.items, settings->outside.count};
        if (outside.count != 0)
            source = sm_source_with_outside(arena, source, outside);
        sm_job job = sm_press_read(arena, source, &own, diag);
        tell_read(settings, &job, cli_now_ms() - start);
        if (write_outputs(pages, arena, work, &job, diag))
            status = CLI_OK;
    }
    status = worse(status, cli_show_findings(settings, diag));
    sm_arena_free(arena);
    return status;
}

/* Many specifications, each in a worker process. */
typedef struct batch {
    const cli_pages *pages;
    const cli_configs *configs;
    const sm_run_options *options;
    const cli_plan *plan;
    cli_status status;
} batch;

static void work_on(void *context, size_t index, sm_buf *answer)
{
    const batch *b = context;
    sm_buf_add_char(
        answer, (char)convert_one(b->pages, b->configs, b->options, &b->plan->works[index]));
}

static void take_answer(void *context, size_t index, const sm_pool_answer *answer)
{
    batch *b = context;
    cli_say_text(answer->said);
    if (answer->fate == SM_POOL_DONE && answer->bytes.len == 1)
        b->status = worse(b->status, (cli_status)answer->bytes.ptr[0]);
    else
        b->status = worse(
            b->status, cli_show_death(b->pages->settings, b->plan->works[index].input, answer));
}

static cli_status convert_all(cli_settings *settings, const cli_pages *pages,
                              const cli_configs *configs, const sm_run_options *options,
                              const cli_plan *plan)
{
    cli_settings told = *settings; /* a worker's standard error is no terminal */
    cli_pages same = *pages;
    same.settings = &told;
    told.color = cli_colored(settings) ? CLI_COLOR_ALWAYS : CLI_COLOR_NEVER;
    if (plan->count == 1)
        return convert_one(&same, configs, options, &plan->works[0]);
    batch b = {&same, configs, options, plan, CLI_OK};
    sm_pool pool = {
        .processes = settings->jobs != 0 ? settings->jobs : sm_pool_processors(),
        .context = &b,
        .work = work_on,
        .take = take_answer,
    };
    sm_pool_run(&pool, plan->count);
    return b.status;
}

cli_status cli_convert(cli_settings *settings)
{
    cli_plan plan;
    if (settings->inputs.count == 0 ||
        (settings->outputs.count == 0 && settings->formats.count == 0))
        return cli_short_usage(settings);
    if (!cli_plan_outputs(settings, &plan))
        return CLI_USAGE;
    if (settings->directory != NULL && settings->formats.count != 0 &&
        !cli_make_folder(settings->arena, settings->directory))
        return CLI_FAILED;
    sm_diag *diag = sm_diag_new(settings->arena);
    sm_run_options options = {
        .theme = cli_find_theme(settings, diag),
        .limits = &settings->limits,
        .date = settings->date,
        .with_images = settings->with_images,
        .pdf_part = settings->pdf_part,
        .export = settings->export,
    };
    cli_pages pages;
    cli_configs configs;
    bool ready = cli_configs_begin(settings, &plan, &configs, diag) && options.theme != NULL &&
                 cli_pages_begin(settings, &plan, options.theme, &pages, diag);
    cli_status status = cli_show_findings(settings, diag);
    if (!ready)
        return CLI_FAILED;
    cli_enter_sandbox(settings, &plan);
    return worse(status, convert_all(settings, &pages, &configs, &options, &plan));
}
