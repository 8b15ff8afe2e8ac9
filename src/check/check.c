#include "specmill/check/check.h"
#include "specmill/model/readiness.h"
#include "checker.h"

static void check_metadata(const sm_spec *spec, sm_diag *diag)
{
    const sm_metadata *m = &spec->metadata;
    sm_loc top = {spec->doc->source, 1, 1};
    if (m->title.len == 0)
        sm_report(diag, SM_DIAG_TITLE_MISSING, top, NULL);
    if (m->status.len == 0)
        sm_report(diag, SM_DIAG_STATUS_MISSING, top, NULL);
    if (m->authors.count == 0 && m->owners.count == 0)
        sm_report(diag, SM_DIAG_OWNER_MISSING, top, NULL);
}

static void check_placeholders(const sm_spec *spec, sm_diag *diag)
{
    for (size_t i = 0; i < spec->placeholder_count; i++)
        sm_report(diag, SM_DIAG_PLACEHOLDER_LEFT, spec->placeholders[i].loc, "%.*s",
                  SM_STR_ARG(spec->placeholders[i].text));
}

static void check_risks(const sm_spec *spec, sm_diag *diag)
{
    for (size_t i = 0; i < spec->records[SM_RISKS].count; i++) {
        const sm_risk *risk = (const sm_risk *)spec->records[SM_RISKS].items[i];
        if (sm_risk_is_bare(risk))
            sm_report(diag, SM_DIAG_RISK_UNMITIGATED, risk->record.loc, "%.*s",
                      SM_STR_ARG(risk->title));
    }
}

static void check_footnotes(const sm_spec *spec, sm_diag *diag)
{
    for (size_t i = 0; i < spec->doc->footnote_count; i++) {
        const sm_footnote *note = &spec->doc->footnotes[i];
        if (note->references == 0)
            sm_report(diag, SM_DIAG_UNUSED_FOOTNOTE, note->loc, "[^%.*s]",
                      SM_STR_ARG(note->label));
    }
}

void sm_check(const sm_spec *spec, sm_diag *diag)
{
    sm_arena *scratch = sm_arena_new(0);
    check_metadata(spec, diag);
    check_structure(scratch, spec, diag);
    check_placeholders(spec, diag);
    check_tasks(scratch, spec, diag);
    check_risks(spec, diag);
    check_footnotes(spec, diag);
    sm_arena_free(scratch);
}
