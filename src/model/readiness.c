#include "specmill/model/readiness.h"

static void add_place(sm_hurdle *hurdle, const sm_block *section)
{
    hurdle->count++;
    if (section == NULL)
        return;
    for (size_t i = 0; i < hurdle->place_count; i++)
        if (hurdle->places[i] == section)
            return;
    if (hurdle->place_count < SM_HURDLE_PLACES)
        hurdle->places[hurdle->place_count++] = section;
    else
        hurdle->more++;
}

static sm_hurdle open_questions(const sm_spec *spec)
{
    sm_hurdle hurdle = {.what = SM_SAY_OPEN_QUESTIONS};
    for (size_t i = 0; i < spec->records[SM_QUESTIONS].count; i++) {
        const sm_record *record = spec->records[SM_QUESTIONS].items[i];
        if (((const sm_question *)(const void *)record)->state == SM_QUESTION_OPEN)
            add_place(&hurdle, record->section);
    }
    return hurdle;
}

static sm_hurdle placeholders(const sm_spec *spec)
{
    sm_hurdle hurdle = {.what = SM_SAY_PLACEHOLDERS};
    for (size_t i = 0; i < spec->placeholder_count; i++)
        add_place(&hurdle, spec->placeholders[i].section);
    return hurdle;
}

bool sm_risk_is_bare(const sm_risk *risk)
{
    bool high = risk->impact.value >= SM_LEVEL_HIGH || risk->probability.value >= SM_LEVEL_HIGH;
    sm_str mitigation = sm_str_trim(risk->mitigation);
    return high && (mitigation.len == 0 ||
                    sm_str_among(mitigation, "none|none yet|n/a|na|tbd|tba|todo|unknown|open|?|"
                                             "-|--|\xE2\x80\x93|\xE2\x80\x94"));
}

static sm_hurdle bare_risks(const sm_spec *spec)
{
    sm_hurdle hurdle = {.what = SM_SAY_BARE_RISKS};
    for (size_t i = 0; i < spec->records[SM_RISKS].count; i++) {
        const sm_risk *risk = (const sm_risk *)(const void *)spec->records[SM_RISKS].items[i];
        if (sm_risk_is_bare(risk))
            add_place(&hurdle, risk->record.section);
    }
    return hurdle;
}

static sm_hurdle tasks_without(const sm_spec *spec, bool owner)
{
    sm_hurdle hurdle = {.what = owner ? SM_SAY_NO_OWNER : SM_SAY_NO_ESTIMATE};
    for (size_t i = 0; i < spec->records[SM_TASKS].count; i++) {
        const sm_task *task = (const sm_task *)(const void *)spec->records[SM_TASKS].items[i];
        if (task->state != SM_TASK_DROPPED && task->state != SM_TASK_DONE &&
            (owner ? task->owner.len == 0 : task->estimate.text.len == 0))
            add_place(&hurdle, task->record.section);
    }
    return hurdle;
}

/* The innermost section that LINE is in, or NULL. Sections are in document order. */
static const sm_block *section_at(const sm_spec *spec, uint32_t line)
{
    size_t low = 0, high = spec->section_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (spec->sections[middle]->loc.line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? spec->sections[low - 1] : NULL;
}

static sm_hurdle serious_findings(const sm_spec *spec, sm_diag *findings)
{
    sm_hurdle hurdle = {.what = SM_SAY_FINDINGS};
    size_t count;
    const sm_finding *found = sm_diag_findings(findings, &count);
    for (size_t i = 0; i < count; i++)
        if (sm_diag_severity(found[i].code) >= SM_WARNING &&
            found[i].code != SM_DIAG_RISK_UNMITIGATED)
            add_place(&hurdle, found[i].loc.source == spec->doc->source
                                   ? section_at(spec, found[i].loc.line)
                                   : NULL);
    return hurdle;
}

size_t sm_spec_hurdles(const sm_spec *spec, sm_diag *findings, sm_hurdle *hurdles)
{
    size_t count = 0;
    hurdles[count++] = placeholders(spec);
    if (spec->records[SM_QUESTIONS].count > 0)
        hurdles[count++] = open_questions(spec);
    if (spec->records[SM_RISKS].count > 0)
        hurdles[count++] = bare_risks(spec);
    if (spec->records[SM_TASKS].count > 0) {
        hurdles[count++] = tasks_without(spec, false);
        hurdles[count++] = tasks_without(spec, true);
    }
    if (findings != NULL)
        hurdles[count++] = serious_findings(spec, findings);
    return count;
}
