/* Sequence diagrams painted: lifelines, messages, notes, frames. */
#include "seq.h"
#include "kinds.h"
#include <math.h>

static void draw_person(dia *d, const seq_actor *a, sm_pt top)
{
    sm_path path = sm_path_new(d->arena);
    sm_pt x = a->x;
    sm_path_ellipse(&path, (sm_point){x, top + 6}, 5.5, 5.5);
    sm_path_move(&path, x, top + 11.5);
    sm_path_line(&path, x, top + 24);
    sm_path_move(&path, x - 9, top + 16);
    sm_path_line(&path, x + 9, top + 16);
    sm_path_move(&path, x - 8, top + 34);
    sm_path_line(&path, x, top + 24);
    sm_path_line(&path, x + 8, top + 34);
    sm_mark *mark =
        sm_scene_add_path(&d->scene, &path, d->palette.node_fill, d->palette.node_stroke, 1.3);
    mark->as.path.round = true;
    dia_label_center(d, &a->label, (sm_point){x, top + 37 + a->label.height / 2});
}

static dia_shape shape_of(seq_actor_kind kind)
{
    switch (kind) {
    case SEQ_PARTICIPANT:
    case SEQ_PERSON:
        return DIA_RECT;
    case SEQ_DATABASE:
        return DIA_CYLINDER;
    case SEQ_QUEUE:
        return DIA_DRUM;
    case SEQ_COLLECTIONS:
        return DIA_SUBROUTINE;
    case SEQ_BOUNDARY:
        return DIA_LINED_RECT;
    case SEQ_CONTROL:
        return DIA_STADIUM;
    case SEQ_ENTITY:
        return DIA_DATASTORE;
    }
    return DIA_RECT;
}

/* The actor's menu, one link below the other. */
static void draw_links(dia *d, const seq_actor *a, sm_pt top)
{
    for (size_t i = 0; i < a->links.count; i++) {
        const seq_link *entry = &a->links.items[i];
        const dia_label *label = &entry->label;
        sm_scene_builder outer = d->scene;
        bool safe = dia_url_is_safe(entry->url);
        if (safe)
            d->scene = sm_scene_build(d->arena);
        dia_label_center(d, label, (sm_point){a->x, top + label->height / 2});
        if (safe) {
            const sm_mark *marks = d->scene.first;
            d->scene = outer;
            sm_mark *link = sm_scene_add(&d->scene, SM_MARK_LINK);
            link->as.link.box =
                (sm_rect){a->x - label->width / 2, top, label->width, label->height};
            link->as.link.url = entry->url;
            link->as.link.marks = marks;
        }
        top += label->height + 1;
    }
}

/* The actor's head (or its copy at the foot) whose middle line is the lifeline. */
static void draw_actor(seq *s, const seq_actor *a, sm_pt top)
{
    dia *d = s->d;
    sm_rect box = {a->x - a->width / 2, top, a->width, a->height};
    if (a->kind == SEQ_PERSON) {
        draw_person(d, a, top);
        draw_links(d, a, top + 38 + a->label.height);
    } else {
        dia_style style = dia_style_node(d);
        dia_shape shape = shape_of(a->kind);
        sm_path outline = dia_shape_outline(d->arena, shape, box);
        sm_scene_add_path(&d->scene, &outline, d->palette.background, sm_ink_none(), 0);
        dia_shape_draw(d, shape, box, &style);
        sm_pt middle =
            top + (a->height - a->links_height) / 2 + dia_shape_label_shift(shape, box);
        dia_label_center(d, &a->label, (sm_point){a->x, middle});
        draw_links(d, a, middle + a->label.height / 2 + 1);
    }
}

static void draw_boxes(seq *s)
{
    dia *d = s->d;
    for (size_t b = 0; b < s->boxes.count; b++) {
        sm_pt left = 1e9, right = -1e9;
        for (size_t i = 0; i < s->actors.count; i++) {
            const seq_actor *a = &s->actors.items[i];
            if (a->box != (int)b)
                continue;
            left = a->x - a->width / 2 - 8 < left ? a->x - a->width / 2 - 8 : left;
            right = a->x + a->width / 2 + 8 > right ? a->x + a->width / 2 + 8 : right;
        }
        if (left > right)
            continue;
        const seq_box *box = &s->boxes.items[b];
        sm_ink fill = box->fill;
        if (fill.role == SM_INK_FIXED && fill.opacity > 0.3)
            fill.opacity = 0.3; /* what stands on it follows the page's mode */
        dia_box(d, (sm_rect){left, -4, right - left, s->foot + (s->mirrored ? 48 : 0)}, 4, fill,
                d->palette.group_stroke, 1);
        dia_label_center(d, &box->label, (sm_point){(left + right) / 2, box->label.height / 2});
    }
}

static void draw_lifelines(seq *s)
{
    dia *d = s->d;
    for (size_t i = 0; i < s->actors.count; i++) {
        const seq_actor *a = &s->actors.items[i];
        sm_ink ink = d->palette.muted;
        ink.opacity = 0.55;
        sm_mark *mark =
            dia_rule(d, (sm_point){a->x, a->top}, (sm_point){a->x, a->bottom}, ink, 1);
        mark->as.path.dash = 3;
        mark->as.path.gap = 3;
        if (a->destroyed < 0)
            continue;
        dia_rule(d, (sm_point){a->x - 6, a->bottom - 6}, (sm_point){a->x + 6, a->bottom + 6},
                 d->palette.line, 1.8);
        dia_rule(d, (sm_point){a->x - 6, a->bottom + 6}, (sm_point){a->x + 6, a->bottom - 6},
                 d->palette.line, 1.8);
    }
}

static void draw_bars(seq *s)
{
    dia *d = s->d;
    for (size_t i = 0; i < s->bars.count; i++) {
        const seq_bar *b = &s->bars.items[i];
        sm_rect box = {b->x - 4, b->top, 8, b->bottom - b->top};
        dia_box(d, box, 1, d->palette.background, sm_ink_none(), 0);
        dia_box(d, box, 1, d->palette.node_fill, d->palette.node_stroke, 1);
    }
}

/* Rectangles of color behind everything. */
static void draw_rects(seq *s)
{
    for (size_t i = 0; i < s->events.count; i++) {
        const seq_event *e = &s->events.items[i];
        if (e->kind != SEQ_OPEN || !sm_str_equal(e->frame, SM_STR("rect")))
            continue;
        sm_ink fill = e->fill;
        if (fill.role == SM_INK_FIXED && fill.opacity > 0.35)
            fill.opacity = 0.35;
        dia_box(s->d, (sm_rect){e->left, e->top, e->right - e->left, e->bottom - e->top}, 3,
                fill, sm_ink_none(), 0);
    }
}

static void draw_tab(seq *s, const seq_event *e)
{
    dia *d = s->d;
    sm_pt tab = seq_tab_width(e);
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, e->left, e->top);
    sm_path_line(&path, e->left + tab, e->top);
    sm_path_line(&path, e->left + tab, e->top + 9);
    sm_path_line(&path, e->left + tab - 6, e->top + 15);
    sm_path_line(&path, e->left, e->top + 15);
    sm_path_close(&path);
    sm_scene_add_path(&d->scene, &path, d->palette.background, sm_ink_none(), 0);
    sm_scene_add_path(&d->scene, &path, d->palette.group_fill, d->palette.group_stroke, 1);
    dia_text(d, (sm_point){e->left + 6, e->top + 10.6}, SM_ANCHOR_START, e->frame, 8.5, true,
             d->palette.text);
}

/* LEFT, or further to the right where no bar is in the way of LABEL, as long as it ends before
 * RIGHT. */
static sm_pt beside_bars(const seq *s, const dia_label *label, sm_pt left, sm_pt top,
                         sm_pt right)
{
    enum { BARS_MAX = 300, ROUNDS_MAX = 6 };
    sm_pt x = left;
    bool hit = s->bars.count <= BARS_MAX;
    for (int round = 0; hit && round < ROUNDS_MAX; round++) {
        hit = false;
        for (size_t i = 0; i < s->bars.count; i++) {
            const seq_bar *b = &s->bars.items[i];
            if (b->x + 6 < x || b->x - 6 > x + label->width || b->bottom < top ||
                b->top > top + label->height)
                continue;
            x = b->x + 10;
            hit = true;
        }
    }
    return hit || x + label->width + 4 > right ? left : x;
}

/* The guards stand over lifelines, so on a piece of paper. */
static void draw_guard(seq *s, const dia_label *label, sm_pt left, sm_pt top, sm_pt right)
{
    dia *d = s->d;
    if (label->count == 0)
        return;
    left = beside_bars(s, label, left, top, right);
    sm_ink paper = d->palette.background;
    paper.opacity = 0.85;
    dia_box(d, (sm_rect){left - 2, top, label->width + 4, label->height}, 2, paper,
            sm_ink_none(), 0);
    dia_label_left(d, label, (sm_point){left, top});
}

static void draw_frames(seq *s)
{
    for (size_t i = 0; i < s->events.count; i++) {
        const seq_event *e = &s->events.items[i];
        if (e->kind == SEQ_OPEN && !sm_str_equal(e->frame, SM_STR("rect")))
            dia_box(s->d, (sm_rect){e->left, e->top, e->right - e->left, e->bottom - e->top}, 3,
                    sm_ink_none(), s->d->palette.group_stroke, 1);
        else if (e->kind == SEQ_ELSE) {
            const seq_event *frame = &s->events.items[e->partner];
            sm_mark *mark =
                dia_rule(s->d, (sm_point){frame->left, e->top},
                         (sm_point){frame->right, e->top}, s->d->palette.group_stroke, 1);
            mark->as.path.dash = 4;
            mark->as.path.gap = 3;
        }
    }
}

/* Tabs and guards of the frames, over the bars. */
static void draw_guards(seq *s)
{
    for (size_t i = 0; i < s->events.count; i++) {
        const seq_event *e = &s->events.items[i];
        if (e->kind == SEQ_OPEN && !sm_str_equal(e->frame, SM_STR("rect"))) {
            draw_tab(s, e);
            draw_guard(s, &e->label, e->left + seq_tab_width(e) + 6, e->top + 2, e->right);
        } else if (e->kind == SEQ_ELSE) {
            const seq_event *frame = &s->events.items[e->partner];
            draw_guard(s, &e->label, frame->left + 8, e->top + 3, frame->right);
        }
    }
}

static void draw_note(seq *s, const seq_event *e)
{
    dia *d = s->d;
    sm_rect box = {e->left, e->top, e->right - e->left, e->bottom - e->top};
    dia_box(d, box, 2, d->palette.background, sm_ink_none(), 0);
    dia_box(d, box, 2, d->palette.note_fill, d->palette.note_stroke, 1);
    dia_label_center(d, &e->label,
                     (sm_point){(e->left + e->right) / 2, (e->top + e->bottom) / 2});
}

/* A head at AT for a line that arrives from FROM_X. */
static void draw_head(dia *d, seq_tip tip, sm_pt from_x, sm_point at)
{
    sm_ink ink = d->palette.line;
    sm_point from = {from_x, at.y};
    sm_pt back = from_x < at.x ? -1 : 1;
    switch (tip) {
    case SEQ_PLAIN:
        break;
    case SEQ_ARROW:
        dia_tip_draw(d, DIA_TIP_ARROW, from, at, (sm_rect){0}, ink, DIA_LINE);
        break;
    case SEQ_ASYNC:
        dia_tip_draw(d, DIA_TIP_OPEN, from, at, (sm_rect){0}, ink, DIA_LINE);
        break;
    case SEQ_CROSS:
        dia_tip_draw(d, DIA_TIP_CROSS, from, at, (sm_rect){0}, ink, 1.5);
        break;
    case SEQ_HALF_UPPER:
        dia_rule(d, at, (sm_point){at.x + back * 8, at.y - 4.5}, ink, DIA_LINE);
        break;
    case SEQ_HALF_LOWER:
        dia_rule(d, at, (sm_point){at.x + back * 8, at.y + 4.5}, ink, DIA_LINE);
        break;
    }
}

static void draw_loop(seq *s, const seq_event *e)
{
    dia *d = s->d;
    sm_pt left = e->left, reach = left + 20, top = e->y, bottom = e->bottom;
    sm_pt end = e->to_tip == SEQ_ARROW ? left + 6 : left;
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, left, top);
    sm_path_line(&path, reach - 5, top);
    sm_path_curve(&path, (sm_point){reach - 2, top}, (sm_point){reach, top + 2},
                  (sm_point){reach, top + 5});
    sm_path_line(&path, reach, bottom - 5);
    sm_path_curve(&path, (sm_point){reach, bottom - 2}, (sm_point){reach - 2, bottom},
                  (sm_point){reach - 5, bottom});
    sm_path_line(&path, end, bottom);
    sm_mark *mark =
        sm_scene_add_path(&d->scene, &path, sm_ink_none(), d->palette.line, DIA_LINE);
    mark->as.path.dash = e->dashed ? 3 : 0;
    mark->as.path.gap = e->dashed ? 3 : 0;
    draw_head(d, e->to_tip, reach, (sm_point){left, bottom});
    draw_head(d, e->from_tip, reach, (sm_point){left, top});
    dia_label_left(d, &e->label,
                   (sm_point){left + 26, (top + bottom) / 2 - e->label.height / 2});
}

static void draw_message(seq *s, const seq_event *e)
{
    dia *d = s->d;
    if (e->from == e->to) {
        draw_loop(s, e);
        return;
    }
    sm_pt from = e->left, to = e->right, step = to > from ? 1 : -1;
    sm_pt start = e->from_tip == SEQ_ARROW ? from + step * 6 : from;
    sm_pt end = e->to_tip == SEQ_ARROW ? to - step * 6 : to;
    sm_mark *mark =
        dia_rule(d, (sm_point){start, e->y}, (sm_point){end, e->y}, d->palette.line, DIA_LINE);
    mark->as.path.dash = e->dashed ? 3 : 0;
    mark->as.path.gap = e->dashed ? 3 : 0;
    draw_head(d, e->to_tip, from, (sm_point){to, e->y});
    draw_head(d, e->from_tip, to, (sm_point){from, e->y});
    if (e->from_dot)
        dia_dot(d, (sm_point){from, e->y}, 3.2, d->palette.background, d->palette.line,
                DIA_LINE);
    if (e->to_dot)
        dia_dot(d, (sm_point){to, e->y}, 3.2, d->palette.background, d->palette.line, DIA_LINE);
    if (e->label.count == 0)
        return;
    sm_point center = {(from + to) / 2, e->y - 3 - e->label.height / 2};
    if (fabs(s->actors.items[e->to].x - s->actors.items[e->from].x) > 0) {
        sm_ink paper = d->palette.background;
        int span = e->from < e->to ? e->to - e->from : e->from - e->to;
        paper.opacity = 0.85;
        if (span > 1) /* it stands over other lifelines */
            dia_box(d,
                    (sm_rect){center.x - e->label.width / 2 - 2, e->y - 2 - e->label.height,
                              e->label.width + 4, e->label.height},
                    2, paper, sm_ink_none(), 0);
    }
    dia_label_center(d, &e->label, center);
}

/* Tells them, too. */
static size_t count_messages(seq *s)
{
    dia *d = s->d;
    size_t messages = 0;
    for (size_t i = 0; i < s->events.count; i++) {
        const seq_event *e = &s->events.items[i];
        sm_str text = dia_label_text(d->arena, &e->label);
        if (e->kind == SEQ_NOTE || e->kind == SEQ_ELSE)
            dia_tell(d, "%s %.*s", e->kind == SEQ_NOTE ? "note:" : "else", SM_STR_ARG(text));
        else if (e->kind == SEQ_OPEN && !sm_str_equal(e->frame, SM_STR("rect")))
            dia_tell(d, "%.*s %.*s", SM_STR_ARG(e->frame), SM_STR_ARG(text));
        if (e->kind != SEQ_MESSAGE)
            continue;
        messages++;
        sm_str from = dia_label_text(d->arena, &s->actors.items[e->from].label);
        sm_str to = dia_label_text(d->arena, &s->actors.items[e->to].label);
        dia_tell(d, "%.*s to %.*s: %.*s", SM_STR_ARG(from), SM_STR_ARG(to), SM_STR_ARG(text));
    }
    return messages;
}

const sm_scene *dia_sequence(dia *d, size_t at)
{
    seq s = {.d = d};
    seq_parse(&s, at);
    if (s.actors.count == 0 || d->too_large)
        return NULL;
    seq_place(&s);
    draw_boxes(&s);
    draw_rects(&s);
    draw_lifelines(&s);
    draw_frames(&s);
    draw_bars(&s);
    draw_guards(&s);
    for (size_t i = 0; i < s.events.count; i++) {
        if (s.events.items[i].kind == SEQ_NOTE)
            draw_note(&s, &s.events.items[i]);
        else if (s.events.items[i].kind == SEQ_MESSAGE)
            draw_message(&s, &s.events.items[i]);
    }
    for (size_t i = 0; i < s.actors.count; i++) {
        const seq_actor *a = &s.actors.items[i];
        draw_actor(&s, a, a->top - a->height);
        if (s.mirrored && a->destroyed < 0)
            draw_actor(&s, a, s.foot);
    }
    return dia_finish(d, "Sequence diagram", "%zu participants, %zu messages", s.actors.count,
                      count_messages(&s));
}
