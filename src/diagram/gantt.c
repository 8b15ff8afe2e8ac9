/* Gantt charts: tasks with dates and dependencies, as bars over a scale of days. */
#include "gantt_dates.h"
#include "kinds.h"
#include "label.h"
#include <string.h>

typedef struct task {
    sm_str name, id;
    int section;
    bool done, active, critical, milestone, vertical;
    sm_str start_text,
        end_text; /* absent: after the one before; a duration, a date, "until x" */
    int64_t start, end;
    sm_str url;
} task;

typedef struct gantt {
    dia *d;
    struct SM_LIST(task) tasks;
    struct SM_LIST(sm_str) sections;
    dia_names ids;
    sm_str date_format, axis_format;
    bool weekdays_off[7];
    struct SM_LIST(int64_t) days_off;
} gantt;

static const sm_pt chart_width = 470, row = 20;

enum { TASKS_MAX = 3000, DAYS_OFF_MAX = 100 };

static bool cut_tag(sm_str text, task *t)
{
    bool *tags[] = {&t->done, &t->active, &t->critical, &t->milestone, &t->vertical};
    static const char *const names[] = {"done", "active", "crit", "milestone", "vert"};
    for (size_t i = 0; i < 5; i++)
        if (sm_str_equal(text, sm_str_from_cstr(names[i]))) {
            *tags[i] = true;
            return true;
        }
    return false;
}

/* "name : tags, id, start, end", of which all but the end may be missing. */
static void read_task(gantt *g, const dia_line *line)
{
    size_t colon = sm_str_find(line->text, SM_STR(":"));
    if (colon == SM_STR_NONE) {
        dia_ignore(g->d, line);
        return;
    }
    task t = {.name = sm_str_trim(sm_str_sub(line->text, 0, colon)),
              .section = (int)g->sections.count - 1};
    sm_str rest = sm_str_from(line->text, colon + 1), piece, pieces[3];
    size_t count = 0;
    bool tags = true;
    while (sm_str_split(&rest, ',', &piece)) {
        piece = sm_str_trim(piece);
        if (tags && cut_tag(piece, &t))
            continue;
        tags = false;
        if (count < 3)
            pieces[count++] = piece;
    }
    if (count == 3)
        t.id = pieces[0];
    if (count >= 2)
        t.start_text = pieces[count - 2];
    if (count >= 1)
        t.end_text = pieces[count - 1];
    SM_LIST_ADD(g->d->arena, &g->tasks, t);
    if (t.id.len > 0)
        dia_names_add(g->d->arena, &g->ids, t.id, (int)g->tasks.count - 1);
}

static void read_excludes(gantt *g, sm_str rest)
{
    static const char *const names[] = {"sunday",   "monday", "tuesday", "wednesday",
                                        "thursday", "friday", "saturday"};
    while (rest.len > 0) {
        size_t end = 0;
        while (end < rest.len && rest.ptr[end] != ',' && rest.ptr[end] != ' ')
            end++;
        sm_str piece = sm_str_sub(rest, 0, end);
        rest = sm_str_from(rest, end + 1);
        int64_t day;
        if (sm_str_equal_nocase(piece, SM_STR("weekends")))
            g->weekdays_off[0] = g->weekdays_off[6] = true;
        for (int i = 0; i < 7; i++)
            if (sm_str_equal_nocase(piece, sm_str_from_cstr(names[i])))
                g->weekdays_off[i] = true;
        if (g->days_off.count < DAYS_OFF_MAX && gantt_parse_date(piece, g->date_format, &day))
            SM_LIST_ADD(g->d->arena, &g->days_off, day);
    }
}

static void read_statement(gantt *g, const dia_line *line)
{
    sm_str rest;
    if (dia_word(line->text, "title", &rest))
        g->d->title = rest;
    else if (dia_word(line->text, "section", &rest))
        SM_LIST_ADD(g->d->arena, &g->sections, rest);
    else if (dia_word(line->text, "dateFormat", &rest))
        g->date_format = rest;
    else if (dia_word(line->text, "axisFormat", &rest))
        g->axis_format = rest;
    else if (dia_word(line->text, "excludes", &rest))
        read_excludes(g, rest);
    else if (dia_word(line->text, "click", &rest)) {
        int index = dia_names_find(&g->ids, dia_cut_word(&rest));
        size_t open = sm_str_find_char(rest, '"');
        if (SM_LIST_HAS(&g->tasks, index) && sm_str_starts(rest, SM_STR("href")) &&
            open != SM_STR_NONE) {
            rest = sm_str_from(rest, open + 1);
            g->tasks.items[index].url = sm_str_sub(rest, 0, sm_str_find_char(rest, '"'));
        }
    } else if (!dia_word(line->text, "todayMarker", &rest) &&
               !dia_word(line->text, "tickInterval", &rest) &&
               !dia_word(line->text, "weekday", &rest) &&
               !dia_word(line->text, "weekend", &rest) &&
               !dia_word(line->text, "includes", &rest) &&
               !dia_word(line->text, "inclusiveEndDates", &rest) &&
               !dia_word(line->text, "topAxis", &rest))
        read_task(g, line);
}

static bool is_excluded(const gantt *g, int64_t time)
{
    if (g->weekdays_off[gantt_date_of(time).weekday])
        return true;
    for (size_t i = 0; i < g->days_off.count; i++)
        if (time >= g->days_off.items[i] && time < g->days_off.items[i] + 86400)
            return true;
    return false;
}

/* Each excluded day between START and END makes the task a day longer. */
static int64_t skip_excluded(const gantt *g, int64_t start, int64_t end)
{
    enum { DAYS_MAX = 1500 };
    int days = 0;
    for (int64_t day = start; day < end && days < DAYS_MAX; day += 86400, days++)
        if (is_excluded(g, day))
            end += 86400;
    return end;
}

/* "after a b": the latest of their ends; "until a": its start. */
static bool by_other_tasks(const gantt *g, sm_str text, size_t self, int64_t *time)
{
    sm_str rest, until;
    bool after = dia_word(text, "after", &rest), found = false;
    if (!after && !dia_word(text, "until", &until))
        return false;
    if (!after)
        rest = until;
    while (rest.len > 0) {
        int index = dia_names_find(&g->ids, dia_cut_word(&rest));
        if (index < 0 || (size_t)index >= self)
            continue;
        const task *other = &g->tasks.items[index];
        int64_t t = after ? other->end : other->start;
        *time = !found || (after ? t > *time : t < *time) ? t : *time;
        found = true;
    }
    return found;
}

static void place_tasks(gantt *g)
{
    int64_t last = 0;
    bool any = false;
    for (size_t i = 0; i < g->tasks.count; i++) {
        task *t = &g->tasks.items[i];
        t->start = last;
        if (t->start_text.len > 0 && !by_other_tasks(g, t->start_text, i, &t->start) &&
            !gantt_parse_date(t->start_text, g->date_format, &t->start)) {
            dia_report(g->d, SM_DIAG_DIAGRAM_SYNTAX,
                       (size_t)(t->start_text.ptr - g->d->text.ptr), "not a date: %.*s",
                       SM_STR_ARG(sm_utf8_clip(t->start_text, 40)));
            t->start = last;
        } else if (t->start_text.len == 0 && !any)
            t->start = gantt_parse_date(t->end_text, g->date_format, &last) ? last : 0;
        t->end = t->start;
        if (gantt_parse_duration(t->end_text, t->start, &t->end))
            t->end = skip_excluded(g, t->start, t->end);
        else if (!by_other_tasks(g, t->end_text, g->tasks.count, &t->end) &&
                 !gantt_parse_date(t->end_text, g->date_format, &t->end))
            t->end = t->start + 86400;
        if (t->end < t->start)
            t->end = t->start;
        last = t->end;
        any = true;
    }
}

typedef struct scale {
    int64_t low, high;
} scale;

static sm_pt place_x(const scale *s, int64_t time)
{
    return (sm_pt)(time - s->low) / (sm_pt)(s->high - s->low) * chart_width;
}

static int64_t next_month(int64_t time, int step)
{
    gantt_date d = gantt_date_of(time);
    int months = (d.month - 1) / step * step + step;
    return gantt_seconds(d.year + months / 12, months % 12 + 1, 1);
}

static int64_t next_year(int64_t time, int step)
{
    return gantt_seconds(gantt_date_of(time).year / step * step + step, 1, 1);
}

static int64_t next_even(int64_t time, int64_t step, int64_t phase)
{
    int64_t t = time - phase, down = t - ((t % step) + step) % step;
    return down + step + phase;
}

static void draw_axis(const gantt *g, const scale *s, sm_pt bottom)
{
    static const int64_t steps[] = {1,     5,     15,     30,     60,     300,
                                    900,   1800,  3600,   7200,   10800,  21600,
                                    43200, 86400, 172800, 604800, 1209600};
    dia *d = g->d;
    int64_t span = s->high - s->low, step = 0;
    int months = 0, years = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && step == 0; i++)
        if (span / steps[i] <= 9)
            step = steps[i];
    static const int month_steps[] = {1, 2, 3, 6};
    for (size_t i = 0; i < 4 && step == 0 && months == 0; i++)
        if (span / (2629800 * (int64_t)month_steps[i]) <= 10)
            months = month_steps[i];
    for (years = 1; step == 0 && months == 0 && span / (31557600 * (int64_t)years) > 10;)
        years = years % 3 == 2 ? years / 2 * 5 : years * 2;
    sm_str format = g->axis_format.len > 0                     ? g->axis_format
                    : step > 0 && step < 60                    ? SM_STR("%H:%M:%S")
                    : step > 0 && step < 86400 && span < 86400 ? SM_STR("%H:%M")
                    : step > 0 && step < 86400                 ? SM_STR("%b %-d %H:%M")
                    : step > 0                                 ? SM_STR("%b %-d")
                    : months > 0                               ? SM_STR("%b %Y")
                                                               : SM_STR("%Y");
    sm_pt last = -1e9;
    sm_str before = {0};
    for (int64_t t = s->low - 1; t <= s->high;) {
        t = step > 0     ? next_even(t, step, step == 604800 ? 345600 : 0)
            : months > 0 ? next_month(t, months)
                         : next_year(t, years);
        if (t > s->high)
            break;
        sm_pt x = place_x(s, t);
        dia_rule(d, (sm_point){x, 0}, (sm_point){x, bottom}, d->palette.group_stroke, 0.6);
        sm_str text = gantt_format(d->arena, t, format);
        if (x - last < 44 || sm_str_equal(text, before))
            continue;
        dia_text(d, (sm_point){x, bottom + 12}, SM_ANCHOR_MIDDLE, text, 8.5, false,
                 d->palette.muted);
        last = x;
        before = text;
    }
}

static void draw_milestone(dia *d, sm_point at, sm_ink fill, sm_ink stroke)
{
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, at.x, at.y - 7);
    sm_path_line(&path, at.x + 7, at.y);
    sm_path_line(&path, at.x, at.y + 7);
    sm_path_line(&path, at.x - 7, at.y);
    sm_path_close(&path);
    sm_scene_add_path(&d->scene, &path, fill, stroke, 1);
}

static void draw_task(const gantt *g, const scale *s, const task *t, sm_pt y)
{
    dia *d = g->d;
    sm_ink_role role = t->critical ? SM_INK_CAUTION : SM_INK_ACCENT;
    sm_ink fill = sm_ink_theme(d->theme, role), stroke = sm_ink_theme(d->theme, role);
    fill.opacity = t->done ? 0.1 : t->active ? 0.5 : 0.25;
    stroke.opacity = t->done ? 0.45 : 0.9;
    sm_pt left = place_x(s, t->start), right = place_x(s, t->end);
    sm_pt width = right - left < 2 ? 2 : right - left;
    dia_label label = dia_label_make(
        d, t->name, (dia_label_style){.size = DIA_SMALL_SIZE, .ink = d->palette.text});
    sm_pt middle = y + row / 2, behind = left + width + 5;
    if (t->milestone) {
        left = (left + right) / 2;
        draw_milestone(d, (sm_point){left, middle}, fill, stroke);
        behind = left + 11;
        width = 0;
    } else if (t->vertical) {
        dia_rule(d, (sm_point){left, 0}, (sm_point){left, y + row}, stroke, 1.4);
        behind = left + 4;
        width = 0;
    } else
        dia_box(d, (sm_rect){left, y + 2.5, width, row - 5}, 2.5, fill, stroke, 1);
    if (label.width + 8 <= width)
        dia_label_center(d, &label, (sm_point){left + width / 2, middle});
    else if (behind + label.width <= chart_width + 60 || left < label.width)
        dia_label_left(d, &label, (sm_point){behind, middle - label.height / 2});
    else
        dia_label_left(d, &label,
                       (sm_point){left - (t->milestone ? 11 : 5) - label.width,
                                  middle - label.height / 2});
}

/* The band and name of a section whose rows go from FIRST to AFTER. */
static void draw_section(const gantt *g, int section, sm_pt from, sm_pt to, sm_pt left)
{
    dia *d = g->d;
    sm_ink fill = sm_ink_solid(dia_series_color(d, (size_t)section + 1));
    fill.opacity = 0.09;
    dia_box(d, (sm_rect){left, from, chart_width - left, to - from}, 0, fill, sm_ink_none(), 0);
    if (section < 0)
        return;
    dia_label label = dia_label_make(
        d, g->sections.items[section],
        (dia_label_style){
            .size = DIA_SMALL_SIZE, .bold = true, .wrap = 104, .ink = d->palette.text});
    dia_label_left(d, &label, (sm_point){left + 6, (from + to) / 2 - label.height / 2});
}

static sm_pt section_rows(const gantt *g, size_t first, size_t *after)
{
    int section = g->tasks.items[first].section;
    size_t i = first;
    while (i < g->tasks.count && g->tasks.items[i].section == section)
        i++;
    *after = i;
    sm_pt height = (sm_pt)(i - first) * row;
    if (section >= 0) {
        dia_label label = dia_label_make(
            g->d, g->sections.items[section],
            (dia_label_style){.size = DIA_SMALL_SIZE, .bold = true, .wrap = 104});
        height = label.height + 6 > height ? label.height + 6 : height;
    }
    return height;
}

static void draw_chart(const gantt *g, const scale *s)
{
    sm_pt left = g->sections.count > 0 ? -118 : 0, bottom = 0;
    size_t after;
    for (size_t i = 0; i < g->tasks.count; i = after) {
        sm_pt height = section_rows(g, i, &after);
        draw_section(g, g->tasks.items[i].section, bottom, bottom + height, left);
        bottom += height;
    }
    draw_axis(g, s, bottom);
    sm_pt y = 0;
    for (size_t i = 0; i < g->tasks.count; i = after) {
        sm_pt height = section_rows(g, i, &after);
        for (size_t t = i; t < after; t++)
            draw_task(g, s, &g->tasks.items[t], y + (sm_pt)(t - i) * row);
        y += height;
    }
}

const sm_scene *dia_gantt(dia *d, size_t at)
{
    gantt g = {.d = d, .date_format = SM_STR("YYYY-MM-DD")};
    dia_line line;
    while (dia_next_line(d, &at, &line))
        if (!dia_acc_statement(d, &line, &at))
            read_statement(&g, &line);
    d->too_large = g.tasks.count > dia_most(d, TASKS_MAX);
    if (d->too_large)
        return NULL;
    place_tasks(&g);
    if (g.tasks.count == 0) {
        for (size_t i = 0; i < g.sections.count; i++)
            draw_section(&g, (int)i, 22 * (sm_pt)i, 22 * (sm_pt)(i + 1), -118);
        dia_label empty = dia_label_edge(d, SM_STR("(no tasks)"));
        if (d->title.len > 0)
            dia_label_center(d, &empty,
                             (sm_point){chart_width / 2, 11 * (sm_pt)g.sections.count});
        return dia_finish(d, "Gantt chart", "no tasks");
    }
    scale s = {g.tasks.items[0].start, g.tasks.items[0].end};
    for (size_t i = 0; i < g.tasks.count; i++) {
        const task *t = &g.tasks.items[i];
        const sm_str day = SM_STR("%Y-%m-%d");
        dia_tell(d, "%.*s: %.*s to %.*s", SM_STR_ARG(t->name),
                 SM_STR_ARG(gantt_format(d->arena, t->start, day)),
                 SM_STR_ARG(gantt_format(d->arena, t->end, day)));
        s.low = g.tasks.items[i].start < s.low ? g.tasks.items[i].start : s.low;
        s.high = g.tasks.items[i].end > s.high ? g.tasks.items[i].end : s.high;
    }
    if (s.high <= s.low)
        s.high = s.low + 86400;
    draw_chart(&g, &s);
    return dia_finish(d, "Gantt chart", "%zu tasks in %zu sections", g.tasks.count,
                      g.sections.count);
}
