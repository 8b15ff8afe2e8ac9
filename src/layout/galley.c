#include "galley.h"
#include "specmill/scene/build.h"
#include <string.h>

layout_galley layout_galley_new(sm_arena *arena)
{
    return (layout_galley){.arena = arena};
}

void layout_space(layout_galley *galley, sm_pt space)
{
    if (space > galley->pending_space)
        galley->pending_space = space;
}

layout_strip *layout_add_strip(layout_galley *galley, const layout_box *box, sm_pt height,
                               sm_pt baseline)
{
    layout_strip strip = {
        .before = galley->pending_space,
        .height = height,
        .baseline = baseline,
        .box = box,
        .repeat = LAYOUT_NOWHERE,
        .entry = LAYOUT_NOWHERE,
    };
    galley->pending_space = 0;
    if (galley->has_label) {
        layout_move(galley->label, 0, baseline);
        strip.marks = galley->label;
        galley->label = (layout_marks){NULL, NULL};
        galley->has_label = false;
    }
    SM_LIST_ADD(galley->arena, galley, strip);
    return &galley->items[galley->count - 1];
}

void layout_keep(layout_galley *galley, size_t first)
{
    for (size_t i = first; i + 1 < galley->count; i++)
        if (galley->items[i].cut == LAYOUT_CUT_FREE)
            galley->items[i].cut = LAYOUT_CUT_NEVER;
}

layout_mark *layout_new_mark(sm_arena *arena, layout_marks *marks, sm_mark_kind kind,
                             uint32_t tag)
{
    layout_mark *made = SM_NEW(arena, layout_mark);
    made->mark.kind = kind;
    made->mark.tag = tag;
    if (marks->last != NULL)
        marks->last->next = made;
    else
        marks->first = made;
    marks->last = made;
    return made;
}

layout_mark *layout_add_path(sm_arena *arena, layout_marks *marks, const sm_path *path,
                             sm_ink fill, sm_ink stroke, sm_pt stroke_width)
{
    layout_mark *made = layout_new_mark(arena, marks, SM_MARK_PATH, 0);
    made->segments = path->items;
    made->mark.as.path.segments = path->items;
    made->mark.as.path.count = path->count;
    made->mark.as.path.fill = fill;
    made->mark.as.path.stroke = stroke;
    made->mark.as.path.stroke_width = stroke_width;
    return made;
}

layout_mark *layout_add_rect(sm_arena *arena, layout_marks *marks, sm_rect rect, sm_ink fill)
{
    sm_path path = sm_path_new(arena);
    sm_path_rect(&path, rect);
    return layout_add_path(arena, marks, &path, fill, sm_ink_none(), 0);
}

layout_mark *layout_add_line(sm_arena *arena, layout_marks *marks, sm_point from, sm_point to,
                             sm_ink ink, sm_pt width)
{
    sm_path path = sm_path_new(arena);
    sm_path_move(&path, from.x, from.y);
    sm_path_line(&path, to.x, to.y);
    return layout_add_path(arena, marks, &path, sm_ink_none(), ink, width);
}

void layout_join(layout_marks *marks, layout_marks more)
{
    if (more.first == NULL)
        return;
    if (marks->last != NULL)
        marks->last->next = more.first;
    else
        marks->first = more.first;
    marks->last = more.last;
}

static void move_point(sm_point *point, sm_pt dx, sm_pt dy)
{
    point->x += dx;
    point->y += dy;
}

static void move_segments(sm_segment *segments, size_t count, sm_pt dx, sm_pt dy)
{
    for (size_t i = 0; i < count; i++) {
        move_point(&segments[i].to, dx, dy);
        move_point(&segments[i].control[0], dx, dy);
        move_point(&segments[i].control[1], dx, dy);
    }
}

static void move_box(sm_rect *box, sm_pt dx, sm_pt dy)
{
    box->x += dx;
    box->y += dy;
}

void layout_move(layout_marks marks, sm_pt dx, sm_pt dy)
{
    for (layout_mark *m = marks.first; m != NULL; m = m == marks.last ? NULL : m->next)
        switch (m->mark.kind) {
        case SM_MARK_PATH:
            move_segments(m->segments, m->mark.as.path.count, dx, dy);
            break;
        case SM_MARK_TEXT:
            move_point(&m->mark.as.text.at, dx, dy);
            break;
        case SM_MARK_IMAGE:
            move_box(&m->mark.as.image.box, dx, dy);
            break;
        case SM_MARK_SCENE:
            move_point(&m->mark.as.scene.at, dx, dy);
            break;
        case SM_MARK_LINK:
            move_box(&m->mark.as.link.box, dx, dy);
            break;
        case SM_MARK_ANCHOR:
            move_point(&m->mark.as.anchor.at, dx, dy);
            break;
        }
}

static void shrink_box(sm_rect *box, double factor, sm_pt center)
{
    box->x = center + (box->x - center) * factor;
    box->y *= factor;
    box->width *= factor;
    box->height *= factor;
}

void layout_shrink(layout_marks marks, double factor, sm_pt center)
{
    for (layout_mark *m = marks.first; m != NULL; m = m == marks.last ? NULL : m->next)
        switch (m->mark.kind) {
        case SM_MARK_IMAGE:
            shrink_box(&m->mark.as.image.box, factor, center);
            break;
        case SM_MARK_SCENE:
            m->mark.as.scene.at.x = center + (m->mark.as.scene.at.x - center) * factor;
            m->mark.as.scene.at.y *= factor;
            m->mark.as.scene.scale *= factor;
            break;
        case SM_MARK_LINK:
            shrink_box(&m->mark.as.link.box, factor, center);
            break;
        case SM_MARK_TEXT: /* a list's label */
        case SM_MARK_PATH:
        case SM_MARK_ANCHOR:
            break;
        }
}

layout_marks layout_copy(sm_arena *arena, layout_marks marks)
{
    layout_marks copy = {NULL, NULL};
    for (const layout_mark *m = marks.first; m != NULL; m = m == marks.last ? NULL : m->next) {
        if (m->mark.kind == SM_MARK_LINK || m->mark.kind == SM_MARK_ANCHOR)
            continue; /* a place or link exists once */
        layout_mark *made = layout_new_mark(arena, &copy, m->mark.kind, 0);
        made->mark.as = m->mark.as;
        if (m->mark.kind != SM_MARK_PATH)
            continue;
        size_t count = m->mark.as.path.count;
        made->segments = SM_NEW_ARRAY(arena, sm_segment, count);
        memcpy(made->segments, m->segments, count * sizeof *made->segments);
        made->mark.as.path.segments = made->segments;
    }
    return copy;
}

sm_ink layout_ink(sm_color color)
{
    return (sm_ink){.on = true, .color = color, .role = SM_INK_FIXED, .opacity = 1};
}

sm_color layout_mix(sm_color a, sm_color b, double part_of_b)
{
    sm_color mixed = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        double from = (a >> shift) & 0xff, to = (b >> shift) & 0xff;
        mixed |= (sm_color)(from + (to - from) * part_of_b + 0.5) << shift;
    }
    return mixed;
}
