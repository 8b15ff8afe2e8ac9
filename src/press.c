#define _POSIX_C_SOURCE 200809L
#include "specmill/press.h"
#include "specmill/check/check.h"
#include "specmill/load/load.h"
#include "specmill/recognize/recognize.h"
#include <locale.h>

/* One output, whole or not at all. */
static bool write_output(sm_arena *arena, const sm_wanted *wanted, const sm_job *job,
                         sm_diag *diag)
{
    sm_output *output = sm_output_open(arena, wanted->path, diag);
    if (output == NULL)
        return false;
    if (!wanted->backend->write(arena, job, output, diag)) {
        sm_output_discard(output);
        return false;
    }
    return sm_output_commit(output, diag);
}

bool sm_press(sm_arena *arena, const sm_source *source, const sm_wanted *wanted, size_t count,
              const sm_run_options *options, sm_diag *diag)
{
    /* The libraries below print numbers by the thread's locale; outputs know only one. */
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = uselocale(c_locale);

    const sm_doc *doc = sm_load(arena, source, diag);
    const sm_spec *spec = sm_recognize(arena, doc, diag);
    sm_check(arena, spec, diag);
    sm_figures figures = sm_draw_all(arena, doc, options->theme, diag);
    sm_job job = {
        .spec = spec,
        .figures = figures,
        .theme = options->theme,
        .findings = diag,
        .date = options->date,
        .with_images = options->with_images,
    };
    bool ok = true;
    for (size_t i = 0; i < count; i++)
        ok = write_output(arena, &wanted[i], &job, diag) && ok;

    uselocale(before);
    if (c_locale != (locale_t)0)
        freelocale(c_locale);
    return ok;
}
