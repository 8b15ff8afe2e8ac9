/* User journeys and timelines: columns under bands of sections. */
#include "flow.h"
#include "kinds.h"
#include "label.h"
#include <math.h>

typedef struct column {
    dia_label name;
    size_t section; /* index; SIZE_MAX: none */
    double score;
    bool scored;
    bool empty; /* keeps a place for a section with nothing in it */
    struct SM_LIST(size_t) actors;
    struct SM_LIST(dia_label) events;
} column;

typedef struct columns {
    dia *d;
    struct SM_LIST(column) all;
    struct SM_LIST(sm_str) sections;
    struct SM_LIST(sm_str) actors;
    dia_names names;
    sm_pt width;
    size_t before; /* columns before the section that is open */
} columns;

static size_t current_section(const columns *c)
{
    return c->sections.count > 0 ? c->sections.count - 1 : SM_STR_NONE;
}

/* A section without anything in it is a column without anything in it. */
static void close_section(columns *c)
{
    if (c->sections.count > 0 && c->all.count == c->before) {
        column col = {.section = current_section(c), .empty = true};
        SM_LIST_ADD(c->d->arena, &c->all, col);
    }
}

static void add_section(columns *c, sm_str name)
{
    close_section(c);
    c->before = c->all.count;
    SM_LIST_ADD(c->d->arena, &c->sections, name);
}

static dia_label section_label(const columns *c, size_t section, sm_pt room)
{
    return dia_label_title(c->d, c->sections.items[section], room);
}

static dia_label cell_label(columns *c, sm_str text, sm_pt size)
{
    return dia_label_make(
        c->d, text, (dia_label_style){.size = size, .wrap = 104, .ink = c->d->palette.text});
}

static void read_actors(columns *c, column *col, sm_str list)
{
    sm_str name;
    while (sm_str_split(&list, ',', &name)) {
        name = sm_str_trim(name);
        if (name.len == 0)
            continue;
        int index = dia_names_find(&c->names, name);
        if (index < 0) {
            index = (int)c->actors.count;
            SM_LIST_ADD(c->d->arena, &c->actors, name);
            dia_names_add(c->d->arena, &c->names, name, index);
        }
        size_t actor = (size_t)index;
        SM_LIST_ADD(c->d->arena, &col->actors, actor);
    }
}

/* "Task name: 5: Me, Cat" */
static void read_task(columns *c, const dia_line *line)
{
    sm_str rest = line->text, name, score, ignored;
    sm_str_split(&rest, ':', &name);
    column col = {.section = current_section(c)};
    if (sm_str_split(&rest, ':', &score) &&
        dia_number(sm_str_trim(score), &col.score, &ignored)) {
        col.scored = true;
        col.score = col.score < 1 ? 1 : col.score > 5 ? 5 : col.score;
        read_actors(c, &col, rest);
    } else
        dia_report(c->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset,
                   "a task needs a score from 1 to 5");
    col.name = cell_label(c, sm_str_trim(name), DIA_SMALL_SIZE);
    SM_LIST_ADD(c->d->arena, &c->all, col);
}

/* A colon that separates events: Mermaid wants a blank behind it. */
static bool cut_event(sm_str *rest, sm_str *piece)
{
    if (rest->ptr == NULL)
        return false;
    for (size_t i = 0; i < rest->len; i++)
        if (rest->ptr[i] == ':' && (i + 1 == rest->len || sm_is_space(rest->ptr[i + 1]))) {
            *piece = sm_str_trim(sm_str_sub(*rest, 0, i));
            *rest = sm_str_from(*rest, i + 1);
            return true;
        }
    *piece = sm_str_trim(*rest);
    rest->ptr = NULL;
    return true;
}

/* "1999 : event : another", or ": another" for the period before. */
static void read_period(columns *c, const dia_line *line)
{
    sm_str rest = line->text, piece = {0};
    cut_event(&rest, &piece);
    if (piece.len > 0 || c->all.count == 0) {
        column col = {.section = current_section(c)};
        col.name = dia_label_title(c->d, piece, 104);
        SM_LIST_ADD(c->d->arena, &c->all, col);
    }
    column *col = &c->all.items[c->all.count - 1];
    while (cut_event(&rest, &piece)) {
        if (piece.len == 0)
            continue;
        dia_label label = cell_label(c, piece, DIA_SMALL_SIZE);
        SM_LIST_ADD(c->d->arena, &col->events, label);
    }
}

static sm_ink tint(const columns *c, size_t section, double opacity)
{
    sm_ink ink = sm_ink_solid(dia_series_color(c->d, section == SM_STR_NONE ? 0 : section));
    ink.opacity = opacity;
    return ink;
}

/* Bands over the columns of each section; returns how high they are. */
static sm_pt draw_sections(const columns *c, sm_pt gap)
{
    const sm_pt padding = 12;
    sm_pt height = 0;
    dia_label *labels = SM_NEW_ARRAY(c->d->arena, dia_label, c->sections.count + 1);
    for (int draw = 0; draw < 2; draw++) /* they are all as high as the highest */
        for (size_t i = 0; i < c->all.count;) {
            size_t start = i, section = c->all.items[i].section;
            while (i < c->all.count && c->all.items[i].section == section)
                i++;
            if (section == SM_STR_NONE)
                continue;
            sm_pt left = (sm_pt)start * c->width, right = (sm_pt)i * c->width - gap;
            if (!draw) {
                labels[section] = section_label(c, section, right - left - padding);
                if (labels[section].height + padding > height)
                    height = labels[section].height + padding;
                continue;
            }
            dia_box(c->d, (sm_rect){left, 0, right - left, height}, 3, tint(c, section, 0.22),
                    sm_ink_none(), 0);
            dia_label_center(c->d, &labels[section],
                             (sm_point){(left + right) / 2, height / 2});
        }
    return height > 0 ? height + 8 : 0;
}

/* Nothing but names of sections. */
static void list_sections(const columns *c)
{
    for (size_t s = 0; s < c->sections.count; s++) {
        dia_label label = section_label(c, s, 0);
        dia_label_left(c->d, &label, (sm_point){0, 20 * (sm_pt)s});
    }
}

static void draw_face(dia *d, sm_point at, double score)
{
    sm_ink ink = sm_ink_theme(d->theme, score < 2.5   ? SM_INK_CAUTION
                                        : score < 3.5 ? SM_INK_WARNING
                                                      : SM_INK_TIP);
    sm_ink fill = ink;
    fill.opacity = 0.18;
    dia_dot(d, at, 10, d->palette.background, sm_ink_none(), 0);
    dia_dot(d, at, 10, fill, ink, 1.2);
    dia_dot(d, (sm_point){at.x - 3.4, at.y - 2.5}, 1.1, ink, sm_ink_none(), 0);
    dia_dot(d, (sm_point){at.x + 3.4, at.y - 2.5}, 1.1, ink, sm_ink_none(), 0);
    sm_pt bend = score < 2.5 ? -3.5 : score < 3.5 ? 0 : 3.5;
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, at.x - 4.5, at.y + 4 - bend / 3);
    sm_path_curve(&path, (sm_point){at.x - 2, at.y + 4 + bend},
                  (sm_point){at.x + 2, at.y + 4 + bend},
                  (sm_point){at.x + 4.5, at.y + 4 - bend / 3});
    sm_scene_add_path(&d->scene, &path, sm_ink_none(), ink, 1.2)->as.path.round = true;
}

static void draw_journey_column(columns *c, size_t i, sm_pt y, sm_pt height, sm_pt gap)
{
    const sm_pt scale = 100;
    dia *d = c->d;
    const column *col = &c->all.items[i];
    if (col->empty)
        return;
    sm_pt left = (sm_pt)i * c->width, middle = left + (c->width - gap) / 2;
    dia_box(d, (sm_rect){left, y, c->width - gap, height}, 3, tint(c, col->section, 0.12),
            tint(c, col->section, 0.6), 0.8);
    dia_label_center(d, &col->name, (sm_point){middle, y + height / 2});
    for (size_t a = 0; a < col->actors.count; a++)
        dia_dot(d, (sm_point){left + 8 + 11 * (sm_pt)a, y + height + 9}, 4,
                sm_ink_solid(dia_series_color(d, col->actors.items[a] + 3)), sm_ink_none(), 0);
    if (!col->scored)
        return;
    sm_pt top = y + height + 34, face = top + (5 - col->score) / 4 * scale;
    sm_mark *line = dia_rule(d, (sm_point){middle, y + height}, (sm_point){middle, face - 10},
                             d->palette.group_stroke, 1);
    line->as.path.dash = 2;
    line->as.path.gap = 3;
    draw_face(d, (sm_point){middle, face}, col->score);
}

static void draw_actors(const columns *c, sm_pt top)
{
    sm_pt x = 0;
    for (size_t a = 0; a < c->actors.count; a++) {
        sm_pt y = top + 7;
        dia_dot(c->d, (sm_point){x + 5, y}, 4, sm_ink_solid(dia_series_color(c->d, a + 3)),
                sm_ink_none(), 0);
        dia_label label = dia_label_make(
            c->d, c->actors.items[a],
            (dia_label_style){.size = DIA_SMALL_SIZE, .wrap = 200, .ink = c->d->palette.text});
        dia_label_left(c->d, &label, (sm_point){x + 14, top + 1});
        x += 30 + label.width;
    }
}

static void read_all(columns *c, size_t at, bool journey)
{
    dia_line line;
    sm_str rest;
    while (dia_next_line(c->d, &at, &line)) {
        if (dia_acc_statement(c->d, &line, &at))
            continue;
        if (dia_word(line.text, "title", &rest))
            c->d->title = rest;
        else if (dia_word(line.text, "section", &rest))
            add_section(c, rest);
        else if (journey)
            read_task(c, &line);
        else
            read_period(c, &line);
    }
    close_section(c);
}

const sm_scene *dia_journey(dia *d, size_t at)
{
    const sm_pt gap = 8;
    columns c = {.d = d, .width = 112 + gap};
    read_all(&c, at, true);
    if (c.all.count == 0 && c.sections.count == 0 && d->title.len == 0)
        return NULL;
    sm_pt height = 30;
    for (size_t i = 0; i < c.all.count; i++)
        if (c.all.items[i].name.height + 12 > height)
            height = c.all.items[i].name.height + 12;
    if (c.all.count == 0)
        list_sections(&c);
    sm_pt y = draw_sections(&c, gap);
    if (c.all.count > 0)
        dia_rule(d, (sm_point){0, y + height + 152},
                 (sm_point){(sm_pt)c.all.count * c.width - gap, y + height + 152},
                 d->palette.muted, 1);
    for (size_t i = 0; i < c.all.count; i++)
        draw_journey_column(&c, i, y, height, gap);
    draw_actors(&c, y + height + 160);
    return dia_finish(d, "User journey", "%zu tasks, %zu actors", c.all.count, c.actors.count);
}

static void draw_period(columns *c, size_t i, sm_pt y, sm_pt height, sm_pt gap)
{
    dia *d = c->d;
    const column *col = &c->all.items[i];
    if (col->empty)
        return;
    size_t shade = c->sections.count > 0 ? col->section : i;
    sm_pt left = (sm_pt)i * c->width, width = c->width - gap, middle = left + width / 2;
    dia_box(d, (sm_rect){left, y, width, height}, 3, tint(c, shade, 0.2), tint(c, shade, 0.8),
            1);
    dia_label_center(d, &col->name, (sm_point){middle, y + height / 2});
    sm_pt top = y + height + 26;
    for (size_t e = 0; e < col->events.count; e++) {
        const dia_label *label = &col->events.items[e];
        sm_pt room = label->height + 12;
        sm_mark *line = dia_rule(d, (sm_point){middle, top - (e == 0 ? 18 : 8)},
                                 (sm_point){middle, top}, tint(c, shade, 0.7), 1);
        line->as.path.dash = 2;
        line->as.path.gap = 2;
        dia_box(d, (sm_rect){left, top, width, room}, 3, tint(c, shade, 0.1),
                tint(c, shade, 0.5), 0.8);
        dia_label_center(d, label, (sm_point){middle, top + room / 2});
        top += room + 8;
    }
}

const sm_scene *dia_timeline(dia *d, size_t at)
{
    const sm_pt gap = 10;
    columns c = {.d = d, .width = 120 + gap};
    sm_str rest = sm_str_from(d->text, at);
    dia_direction direction; /* one that runs down is drawn like any other */
    rest = sm_str_sub(rest, 0, sm_str_find_char(rest, '\n'));
    if (dia_direction_named(sm_str_trim(rest), &direction))
        at += rest.len;
    read_all(&c, at, false);
    if (c.all.count == 0 && c.sections.count == 0)
        return NULL;
    if (c.all.count == 0)
        list_sections(&c);
    sm_pt height = 28, events = 0;
    for (size_t i = 0; i < c.all.count; i++) {
        if (c.all.items[i].name.height + 12 > height)
            height = c.all.items[i].name.height + 12;
        events += (sm_pt)c.all.items[i].events.count;
    }
    sm_pt y = draw_sections(&c, gap);
    if (c.all.count > 0) {
        sm_pt right = (sm_pt)c.all.count * c.width;
        sm_point end = {right + 4, y + height + 8};
        dia_rule(d, (sm_point){-4, end.y}, (sm_point){end.x - 6, end.y}, d->palette.line, 1.4);
        sm_path path = sm_path_new(d->arena);
        sm_path_move(&path, end.x, end.y);
        sm_path_line(&path, end.x - 7, end.y - 3.4);
        sm_path_line(&path, end.x - 7, end.y + 3.4);
        sm_path_close(&path);
        sm_scene_add_path(&d->scene, &path, d->palette.line, sm_ink_none(), 0);
    }
    for (size_t i = 0; i < c.all.count; i++)
        draw_period(&c, i, y, height, gap);
    return dia_finish(d, "Timeline", "%zu periods, %.0f events", c.all.count, events);
}
