#include "specmill/scene/build.h"
#include "specmill/base/list.h"

/* How far a Bézier's controls lie along a quarter circle: 4/3 (sqrt(2) - 1). */
static const double quarter = 0.5522847498;

sm_scene_builder sm_scene_build(sm_arena *arena)
{
    return (sm_scene_builder){.arena = arena};
}

sm_mark *sm_scene_add(sm_scene_builder *builder, sm_mark_kind kind)
{
    sm_mark *mark = SM_NEW(builder->arena, sm_mark);
    mark->kind = kind;
    if (builder->last != NULL)
        builder->last->next = mark;
    else
        builder->first = mark;
    builder->last = mark;
    return mark;
}

void sm_scene_add_all(sm_scene_builder *builder, const sm_mark *marks)
{
    for (; marks != NULL; marks = marks->next) {
        sm_mark *mark = sm_scene_add(builder, marks->kind);
        mark->tag = marks->tag;
        mark->as = marks->as;
    }
}

sm_path sm_path_new(sm_arena *arena)
{
    return (sm_path){.arena = arena};
}

static void add_segment(sm_path *path, sm_segment segment)
{
    SM_LIST_ADD(path->arena, path, segment);
}

void sm_path_move(sm_path *path, sm_pt x, sm_pt y)
{
    add_segment(path, (sm_segment){.kind = SM_MOVE, .to = {x, y}});
}

void sm_path_line(sm_path *path, sm_pt x, sm_pt y)
{
    add_segment(path, (sm_segment){.kind = SM_LINE, .to = {x, y}});
}

void sm_path_curve(sm_path *path, sm_point c1, sm_point c2, sm_point to)
{
    add_segment(path, (sm_segment){.kind = SM_CURVE, .to = to, .control = {c1, c2}});
}

void sm_path_close(sm_path *path)
{
    add_segment(path, (sm_segment){.kind = SM_CLOSE});
}

void sm_path_rect(sm_path *path, sm_rect rect)
{
    sm_path_move(path, rect.x, rect.y);
    sm_path_line(path, rect.x + rect.width, rect.y);
    sm_path_line(path, rect.x + rect.width, rect.y + rect.height);
    sm_path_line(path, rect.x, rect.y + rect.height);
    sm_path_close(path);
}

void sm_path_round_rect(sm_path *path, sm_rect rect, sm_pt radius)
{
    sm_pt half = (rect.width < rect.height ? rect.width : rect.height) / 2;
    sm_pt r = radius < half ? radius : half;
    if (r <= 0) {
        sm_path_rect(path, rect);
        return;
    }
    sm_pt k = r * (1 - quarter);
    sm_pt left = rect.x, top = rect.y;
    sm_pt right = rect.x + rect.width, bottom = rect.y + rect.height;
    sm_path_move(path, left + r, top);
    sm_path_line(path, right - r, top);
    sm_path_curve(path, (sm_point){right - k, top}, (sm_point){right, top + k},
                  (sm_point){right, top + r});
    sm_path_line(path, right, bottom - r);
    sm_path_curve(path, (sm_point){right, bottom - k}, (sm_point){right - k, bottom},
                  (sm_point){right - r, bottom});
    sm_path_line(path, left + r, bottom);
    sm_path_curve(path, (sm_point){left + k, bottom}, (sm_point){left, bottom - k},
                  (sm_point){left, bottom - r});
    sm_path_line(path, left, top + r);
    sm_path_curve(path, (sm_point){left, top + k}, (sm_point){left + k, top},
                  (sm_point){left + r, top});
    sm_path_close(path);
}

void sm_path_ellipse(sm_path *path, sm_point center, sm_pt rx, sm_pt ry)
{
    sm_pt x = center.x, y = center.y, kx = rx * quarter, ky = ry * quarter;
    sm_path_move(path, x + rx, y);
    sm_path_curve(path, (sm_point){x + rx, y + ky}, (sm_point){x + kx, y + ry},
                  (sm_point){x, y + ry});
    sm_path_curve(path, (sm_point){x - kx, y + ry}, (sm_point){x - rx, y + ky},
                  (sm_point){x - rx, y});
    sm_path_curve(path, (sm_point){x - rx, y - ky}, (sm_point){x - kx, y - ry},
                  (sm_point){x, y - ry});
    sm_path_curve(path, (sm_point){x + kx, y - ry}, (sm_point){x + rx, y - ky},
                  (sm_point){x + rx, y});
    sm_path_close(path);
}

sm_mark *sm_scene_add_path(sm_scene_builder *builder, const sm_path *path, sm_ink fill,
                           sm_ink stroke, sm_pt stroke_width)
{
    sm_mark *mark = sm_scene_add(builder, SM_MARK_PATH);
    mark->as.path.segments = path->items;
    mark->as.path.count = path->count;
    mark->as.path.fill = fill;
    mark->as.path.stroke = stroke;
    mark->as.path.stroke_width = stroke_width;
    return mark;
}

sm_mark *sm_scene_add_text(sm_scene_builder *builder, sm_point at, sm_text_anchor anchor,
                           sm_str text, sm_font_style style, sm_pt size, sm_ink ink)
{
    sm_mark *mark = sm_scene_add(builder, SM_MARK_TEXT);
    mark->as.text.at = at;
    mark->as.text.anchor = anchor;
    mark->as.text.text = text;
    mark->as.text.style = style;
    mark->as.text.size = size;
    mark->as.text.ink = ink;
    return mark;
}

sm_ink sm_ink_none(void)
{
    return (sm_ink){.on = false};
}

sm_ink sm_ink_solid(sm_color color)
{
    return (sm_ink){.on = true, .color = color, .role = SM_INK_FIXED, .opacity = 1};
}

static sm_color theme_color(const sm_theme *theme, sm_ink_role role)
{
    switch (role) {
    case SM_INK_FIXED:
    case SM_INK_TEXT:
        return theme->text_color;
    case SM_INK_MUTED:
        return theme->muted_color;
    case SM_INK_ACCENT:
        return theme->accent_color;
    case SM_INK_BACKGROUND:
        return theme->background_color;
    case SM_INK_SURFACE:
        return theme->surface_color;
    case SM_INK_RULE:
        return theme->rule_color;
    case SM_INK_NOTE:
        return theme->note_color;
    case SM_INK_TIP:
        return theme->tip_color;
    case SM_INK_IMPORTANT:
        return theme->important_color;
    case SM_INK_WARNING:
        return theme->warning_color;
    case SM_INK_CAUTION:
        return theme->caution_color;
    }
    return theme->text_color;
}

sm_ink sm_ink_theme(const sm_theme *theme, sm_ink_role role)
{
    return (sm_ink){.on = true, .color = theme_color(theme, role), .role = role, .opacity = 1};
}
