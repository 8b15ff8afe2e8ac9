#include "readiness.h"

static void add_place(layout_check *check, const sm_block *section)
{
    check->count++;
    if (section == NULL)
        return;
    for (size_t i = 0; i < check->place_count; i++)
        if (check->places[i] == section)
            return;
    if (check->place_count < LAYOUT_PLACES_MAX)
        check->places[check->place_count++] = section;
    else
        check->more++;
}

static layout_check open_questions(const sm_spec *spec)
{
    layout_check check = {.what = "Open questions"};
    for (size_t i = 0; i < spec->records[SM_QUESTIONS].count; i++) {
        const sm_record *record = spec->records[SM_QUESTIONS].items[i];
        if (((const sm_question *)(const void *)record)->state == SM_QUESTION_OPEN)
            add_place(&check, record->section);
    }
    return check;
}

static layout_check placeholders(const sm_spec *spec)
{
    layout_check check = {.what = "Text still to be filled in"};
    for (size_t i = 0; i < spec->placeholder_count; i++)
        add_place(&check, spec->placeholders[i].section);
    return check;
}

static layout_check bare_risks(const sm_spec *spec)
{
    layout_check check = {.what = "High risks without mitigation"};
    for (size_t i = 0; i < spec->records[SM_RISKS].count; i++) {
        const sm_risk *risk = (const sm_risk *)(const void *)spec->records[SM_RISKS].items[i];
        bool high =
            risk->impact.value >= SM_LEVEL_HIGH || risk->probability.value >= SM_LEVEL_HIGH;
        if (high && risk->mitigation.len == 0)
            add_place(&check, risk->record.section);
    }
    return check;
}

static layout_check tasks_without(const sm_spec *spec, bool owner)
{
    layout_check check = {.what =
                              owner ? "Tasks without an owner" : "Tasks without an estimate"};
    for (size_t i = 0; i < spec->records[SM_TASKS].count; i++) {
        const sm_task *task = (const sm_task *)(const void *)spec->records[SM_TASKS].items[i];
        if (task->state != SM_TASK_DROPPED && task->state != SM_TASK_DONE &&
            (owner ? task->owner.len == 0 : task->estimate.text.len == 0))
            add_place(&check, task->record.section);
    }
    return check;
}

size_t layout_readiness(const sm_spec *spec, layout_check *checks)
{
    size_t count = 0;
    checks[count++] = placeholders(spec);
    if (spec->records[SM_QUESTIONS].count > 0)
        checks[count++] = open_questions(spec);
    if (spec->records[SM_RISKS].count > 0)
        checks[count++] = bare_risks(spec);
    if (spec->records[SM_TASKS].count > 0) {
        checks[count++] = tasks_without(spec, false);
        checks[count++] = tasks_without(spec, true);
    }
    return count;
}
