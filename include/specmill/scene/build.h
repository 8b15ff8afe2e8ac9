/* Building scenes mark by mark, in painting order. */
#ifndef SPECMILL_SCENE_BUILD_H
#define SPECMILL_SCENE_BUILD_H

#include "specmill/scene/scene.h"

typedef struct sm_scene_builder {
    sm_arena *arena;
    const sm_mark *first;
    sm_mark *last;
} sm_scene_builder;

typedef struct sm_path {
    sm_arena *arena;
    sm_segment *items;
    size_t count, capacity;
} sm_path;

sm_scene_builder sm_scene_build(sm_arena *arena);

/* Appends a zeroed mark of KIND for the caller to fill in. */
sm_mark *sm_scene_add(sm_scene_builder *builder, sm_mark_kind kind);

/* Marks built elsewhere, appended as they are. */
void sm_scene_add_all(sm_scene_builder *builder, const sm_mark *marks);

sm_path sm_path_new(sm_arena *arena);
void sm_path_move(sm_path *path, sm_pt x, sm_pt y);
void sm_path_line(sm_path *path, sm_pt x, sm_pt y);
void sm_path_curve(sm_path *path, sm_point c1, sm_point c2, sm_point to);
void sm_path_close(sm_path *path);
void sm_path_rect(sm_path *path, sm_rect rect);
void sm_path_round_rect(sm_path *path, sm_rect rect, sm_pt radius);
void sm_path_ellipse(sm_path *path, sm_point center, sm_pt rx, sm_pt ry);

/* A path mark with PATH's segments. */
sm_mark *sm_scene_add_path(sm_scene_builder *builder, const sm_path *path, sm_ink fill,
                           sm_ink stroke, sm_pt stroke_width);

sm_mark *sm_scene_add_text(sm_scene_builder *builder, sm_point at, sm_text_anchor anchor,
                           sm_str text, sm_font_style style, sm_pt size, sm_ink ink);

sm_ink sm_ink_none(void);
sm_ink sm_ink_solid(sm_color color);                          /* SM_INK_FIXED */
sm_ink sm_ink_theme(const sm_theme *theme, sm_ink_role role); /* the theme's light color */

#endif
