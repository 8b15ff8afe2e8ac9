#define _POSIX_C_SOURCE 200809L
#include "specmill/press.h"
#include "specmill/base/path.h"
#include "specmill/base/url.h"
#include "specmill/check/check.h"
#include "specmill/load/load.h"
#include "specmill/recognize/recognize.h"
#include <locale.h>

/* The libraries below print numbers by the thread's locale; outputs know only one. */
typedef struct c_locale {
    locale_t ours, before;
} c_locale;

static c_locale enter_c_locale(void)
{
    locale_t ours = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return (c_locale){ours, ours != (locale_t)0 ? uselocale(ours) : (locale_t)0};
}

static void leave_c_locale(c_locale locale)
{
    if (locale.ours == (locale_t)0)
        return;
    uselocale(locale.before);
    freelocale(locale.ours);
}

/* Where the page for SOURCE is published: BASE or, when that is a folder ("https://x/specs/"),
 * the page in it that is named after the source. */
static const char *published(sm_arena *arena, const char *base, const sm_source *source)
{
    if (base == NULL || source->folder.ptr == NULL ||
        !sm_str_ends(sm_str_from_cstr(base), SM_STR("/")))
        return base;
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, base);
    sm_url_encode(&buf, sm_path_stem(sm_path_name(source->name)), "-._~");
    sm_buf_add_cstr(&buf, ".html");
    return sm_str_to_cstr(arena, sm_buf_str(&buf));
}

sm_job sm_press_read(sm_arena *arena, const sm_source *source, const sm_run_options *options,
                     sm_diag *diag)
{
    if (options->limits != NULL)
        sm_diag_set_limits(diag, options->limits);
    c_locale locale = enter_c_locale();
    const sm_doc *doc = sm_load(arena, source, diag);
    const sm_config *config = options->config;
    const sm_spec *spec =
        sm_recognize_taught(arena, doc, config != NULL ? config->teaching : NULL, diag);
    sm_check(spec, diag);
    sm_figures figures = sm_draw_all(arena, doc, options->theme, diag);
    leave_c_locale(locale);
    /* Outputs have what was found by now, in whatever order they are written. */
    sm_job job = {
        .spec = spec,
        .figures = figures,
        .theme = options->theme,
        .findings = sm_diag_copy(arena, diag),
        .date = options->date,
        .with_images = options->with_images,
        .pdf_part = options->pdf_part,
        .options = options->export,
    };
    job.options.html_base = published(arena, options->export.html_base, source);
    if (config != NULL && config->tracker != NULL) {
        job.options.tracker = config->tracker;
        if (job.options.profile == NULL) /* the command line decides */
            job.options.profile = config->tracker->profile;
    }
    return job;
}

const sm_doc *sm_press_load(sm_arena *arena, const sm_source *source)
{
    c_locale locale = enter_c_locale();
    const sm_doc *doc = sm_load(arena, source, sm_diag_new(arena));
    leave_c_locale(locale);
    return doc;
}

bool sm_press_write(const sm_job *job, const sm_backend *backend, sm_output *output,
                    sm_diag *diag)
{
    if (output == NULL)
        return false;
    c_locale locale = enter_c_locale();
    sm_arena *scratch =
        sm_arena_new(0); /* what one backend builds up, the next need not carry */
    bool ok = backend->write(scratch, job, output, diag);
    if (ok)
        ok = sm_output_commit(output, diag);
    else
        sm_output_discard(output);
    sm_arena_free(scratch);
    leave_c_locale(locale);
    return ok;
}
