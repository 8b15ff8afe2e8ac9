#include "charts.h"
#include "records.h"
#include "schedule.h"
#include <math.h>

enum column { ID, TASK, PHASE, OWNER, STATE, DURATION, START, END, AFTER, NOTE, BARS };

enum {
    HEAD_ROW = 3,
    FIRST_ROW = HEAD_ROW + 1,
    BARS_MAX = 40,
    BARS_FEW = 12,
    LABEL_BARS = 4,
    TERMS_MAX = 100
};

typedef struct plan {
    xlsx_book *book;
    lxw_worksheet *sheet;
    const sm_ids *tasks;
    xlsx_schedule schedule;
    size_t bars; /* columns */
    double step; /* units a column */
} plan;

static const char *unit_name(sm_estimate_unit unit)
{
    switch (unit) {
    case SM_UNIT_NONE:
        return "Steps";
    case SM_UNIT_HOURS:
        return "Days";
    case SM_UNIT_POINTS:
        return "Points";
    case SM_UNIT_LINES:
        return "Lines";
    }
    return "";
}

/* 1, 2, 5, 10, 20, 50, ... units a column, so that BARS_MAX columns are enough; halves and
 * quarters of days when there would be few. */
static void choose_step(plan *p)
{
    static const double factors[] = {2, 2.5, 2};
    p->step = 1;
    for (int i = 0; p->schedule.length / p->step > BARS_MAX; i = (i + 1) % 3)
        p->step *= factors[i];
    bool is_days = p->schedule.unit == SM_UNIT_HOURS;
    while (is_days && p->step > 0.25 && p->schedule.length / p->step < BARS_FEW)
        p->step /= 2;
    p->bars = (size_t)ceil(p->schedule.length / p->step);
}

static void put(const plan *p, size_t row, size_t column, xlsx_cell cell, xlsx_style style)
{
    xlsx_write(p->book, p->sheet, p->book->arena, row, column, cell, style);
}

static void write_heads(const plan *p)
{
    const char *heads[] = {
        "ID",    "Task", "Phase", "Owner", "State", unit_name(p->schedule.unit),
        "Start", "End",  "After", "Note"};
    const sm_theme *theme = p->book->job->theme;
    for (size_t i = ID; i < BARS; i++)
        put(p, HEAD_ROW, i, xlsx_text(sm_str_from_cstr(heads[i])), XLSX_STYLE_HEAD);
    lxw_format *small = xlsx_new_style(p->book, theme->small_size - 1, theme->muted_color);
    format_set_align(small, LXW_ALIGN_LEFT);
    format_set_align(small, LXW_ALIGN_VERTICAL_BOTTOM);
    for (size_t i = 0; i < p->bars; i += LABEL_BARS) { /* as texts, which reach over the next */
        sm_buf label = sm_buf_new(p->book->arena);
        sm_buf_add_number(&label, (double)i * p->step, 2);
        worksheet_write_string(p->sheet, HEAD_ROW, (lxw_col_t)(BARS + i),
                               sm_str_to_cstr(p->book->arena, sm_buf_str(&label)), small);
    }
    worksheet_set_row(p->sheet, HEAD_ROW, 24, NULL);
}

/* "=MAX(H5,H9)": the last end of what the job waits for. Jobs in a cycle would make the
 * formulas a cycle too: those have their start as a number. */
static xlsx_cell start_cell(const plan *p, const xlsx_job *job)
{
    xlsx_cell cell = xlsx_number(job->start);
    if (job->after_count == 0 || job->in_cycle || job->after_count > TERMS_MAX)
        return cell;
    sm_buf buf = sm_buf_new(p->book->arena);
    for (size_t i = 0; i < job->after_count; i++)
        sm_buf_addf(&buf, "%sH%zu", i == 0 ? "=MAX(" : ",", job->after[i] + FIRST_ROW + 1);
    sm_buf_add_char(&buf, ')');
    cell.kind = XLSX_NUMBER_FORMULA;
    cell.target = sm_buf_str(&buf);
    return cell;
}

static xlsx_cell note_cell(const plan *p, const xlsx_job *job)
{
    if (job->in_cycle)
        return xlsx_text(SM_STR("In a circle of dependencies, or waits for one"));
    if (job->assumed && p->schedule.unit != SM_UNIT_NONE)
        return xlsx_text(SM_STR("No estimate: 1 assumed"));
    return xlsx_text((sm_str){0});
}

static sm_str after_text(const plan *p, const xlsx_job *job)
{
    return sm_str_join(p->book->arena, job->task->depends_on, SM_STR(", "));
}

static void write_job(const plan *p, size_t i)
{
    const xlsx_job *job = &p->schedule.jobs[i];
    const sm_task *task = job->task;
    sm_arena *arena = p->book->arena;
    size_t row = FIRST_ROW + i;
    xlsx_cell id = xlsx_jump(arena, p->tasks, task->record.id, task->record.id);
    xlsx_cell end = xlsx_number(job->start + job->duration);
    end.kind = XLSX_NUMBER_FORMULA;
    end.target = sm_str_printf(arena, "=G%zu+F%zu", row + 1, row + 1);
    xlsx_cell title = xlsx_text(task->title);
    title.loc = task->record.loc;
    put(p, row, ID, id, id.kind == XLSX_TEXT ? XLSX_STYLE_ID : XLSX_STYLE_LINK);
    put(p, row, TASK, title, XLSX_STYLE_TEXT);
    put(p, row, PHASE, xlsx_text(task->phase), XLSX_STYLE_TEXT);
    put(p, row, OWNER, xlsx_text(task->owner), XLSX_STYLE_TEXT);
    put(p, row, STATE, xlsx_text(xlsx_capital(arena, sm_task_state_name(task->state))),
        XLSX_STYLE_TEXT);
    put(p, row, DURATION, xlsx_number(job->duration), XLSX_STYLE_NUMBER);
    put(p, row, START, start_cell(p, job), XLSX_STYLE_NUMBER);
    put(p, row, END, end, XLSX_STYLE_NUMBER);
    put(p, row, AFTER, xlsx_text(after_text(p, job)), XLSX_STYLE_TEXT);
    put(p, row, NOTE, note_cell(p, job), XLSX_STYLE_MUTED);
}

/* One rule fills the cells that a task spans; it follows when people change durations. */
static void draw_bars(const plan *p)
{
    static const struct {
        const char *condition;
        xlsx_tone tone;
    } rules[] = {{"$E5=\"Done\",", XLSX_TONE_DONE_BAR}, {"", XLSX_TONE_BAR}};
    lxw_row_t last = (lxw_row_t)(FIRST_ROW + p->schedule.count - 1);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        sm_buf buf = sm_buf_new(p->book->arena);
        sm_buf_addf(&buf, "=AND(%s$G5<(COLUMN()-%d)*", rules[i].condition, BARS);
        sm_buf_add_number(&buf, p->step, 2);
        sm_buf_addf(&buf, ",$H5>(COLUMN()-%d)*", BARS + 1);
        sm_buf_add_number(&buf, p->step, 2);
        sm_buf_add_char(&buf, ')');
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_TYPE_FORMULA,
            .value_string = sm_str_to_cstr(p->book->arena, sm_buf_str(&buf)),
            .format = p->book->tones[rules[i].tone],
            .stop_if_true = LXW_TRUE,
        };
        worksheet_conditional_format_range(p->sheet, FIRST_ROW, BARS, last,
                                           (lxw_col_t)(BARS + p->bars - 1), &rule);
    }
}

static sm_str explanation(const plan *p)
{
    sm_buf buf = sm_buf_new(p->book->arena);
    sm_buf_add_cstr(&buf, "As early as dependencies allow. One column is ");
    sm_buf_add_number(&buf, p->step, 2);
    sm_buf_addf(&buf, " of \"%s\"%s; change a number there and what follows moves.",
                unit_name(p->schedule.unit),
                p->schedule.unit == SM_UNIT_HOURS ? " (eight hours)" : "");
    if (p->schedule.in_cycles != 0)
        sm_buf_addf(&buf, " %zu tasks wait for each other in a circle.", p->schedule.in_cycles);
    return sm_buf_str(&buf);
}

static void set_height(const plan *p, size_t i, const double *widths)
{
    const xlsx_job *job = &p->schedule.jobs[i];
    const sm_str texts[] = {[TASK] = job->task->title,
                            [PHASE] = job->task->phase,
                            [OWNER] = job->task->owner,
                            [AFTER] = after_text(p, job),
                            [NOTE] = note_cell(p, job).text};
    size_t most = 1;
    for (size_t column = TASK; column <= NOTE; column++) {
        size_t lines = texts[column].len != 0
                           ? xlsx_wrapped_lines(p->book, texts[column], widths[column])
                           : 1;
        most = lines > most ? lines : most;
    }
    xlsx_set_height(p->book, p->sheet, FIRST_ROW + i, most);
}

/* Texts decide; phases and notes that there are not are hidden. */
static void set_widths(const plan *p)
{
    double widths[BARS] = {8, 16, 0, 8, 9, 9, 8, 8, 8, 0};
    static const double most[BARS] = {16, 46, 22, 20, 10, 9, 8, 8, 20, 24};
    for (size_t i = 0; i < p->schedule.count; i++) {
        const xlsx_job *job = &p->schedule.jobs[i];
        const sm_str texts[] = {[ID] = job->task->record.id,  [TASK] = job->task->title,
                                [PHASE] = job->task->phase,   [OWNER] = job->task->owner,
                                [AFTER] = after_text(p, job), [NOTE] = note_cell(p, job).text};
        for (size_t column = ID; column <= NOTE; column++) {
            double width = xlsx_text_width(p->book, texts[column], false);
            if (texts[column].len != 0 && width < 8)
                width = 8;
            if (texts[column].len != 0 && width > widths[column])
                widths[column] = width < most[column] ? width : most[column];
        }
    }
    for (size_t i = 0; i < p->schedule.count; i++)
        set_height(p, i, widths);
    for (size_t i = 0; i < BARS; i++) {
        lxw_row_col_options options = {.hidden = widths[i] <= 0};
        worksheet_set_column_opt(p->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                 widths[i] > 0 ? widths[i] : 16, NULL, &options);
    }
    worksheet_set_column(p->sheet, BARS, (lxw_col_t)(BARS + p->bars - 1), 2.6, NULL);
}

void xlsx_add_plan(xlsx_book *book, const sm_ids *tasks)
{
    plan p = {.book = book, .tasks = tasks, .schedule = xlsx_make_schedule(book->arena, tasks)};
    if (tasks->records->count > SCHEDULE_MAX)
        sm_report(book->diag, SM_DIAG_SHEET_LEFT_OUT,
                  (sm_loc){.source = book->job->spec->doc->source}, "Plan: %zu",
                  tasks->records->count);
    if (p.schedule.count == 0 || !(p.schedule.length < 1e9))
        return;
    choose_step(&p);
    sm_buf note = sm_buf_new(book->arena);
    sm_buf_add_number(&note, p.schedule.length, 1);
    sm_buf_addf(&note, " %s from the first to the last",
                p.schedule.unit == SM_UNIT_HOURS    ? "days"
                : p.schedule.unit == SM_UNIT_POINTS ? "points"
                : p.schedule.unit == SM_UNIT_LINES  ? "lines"
                                                    : "steps");
    p.sheet = xlsx_add_sheet(
        book, (xlsx_entry){.sheet = SM_STR("Plan"), .note = sm_buf_str(&note)}, true);
    set_widths(&p);
    put(&p, 0, ID, xlsx_text(SM_STR("Plan")), XLSX_STYLE_TITLE);
    worksheet_set_row(p.sheet, 0, 30, NULL);
    put(&p, 1, ID, xlsx_text(explanation(&p)), XLSX_STYLE_SUBTITLE);
    write_heads(&p);
    for (size_t i = 0; i < p.schedule.count; i++)
        write_job(&p, i);
    draw_bars(&p);
    worksheet_freeze_panes(p.sheet, FIRST_ROW, TASK + 1);
    worksheet_repeat_rows(p.sheet, HEAD_ROW, HEAD_ROW);
    /* cells that are only colored by a rule would not be printed */
    worksheet_print_area(p.sheet, 0, 0, (lxw_row_t)(FIRST_ROW + p.schedule.count - 1),
                         (lxw_col_t)(BARS + p.bars - 1));
}
