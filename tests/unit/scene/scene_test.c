#include "specmill/scene/build.h"
#include "specmill/scene/dump.h"
#include "specmill/scene/svg.h"
#include "unit/test.h"
#include <string.h>

static sm_str svg_of(sm_arena *arena, const sm_scene *scene, bool standalone)
{
    sm_buf buf = sm_buf_new(arena);
    sm_scene_svg(&buf, scene, SM_STR("f1-"), standalone);
    return sm_buf_str(&buf);
}

static sm_str dump_of(sm_arena *arena, const sm_scene *scene)
{
    sm_buf buf = sm_buf_new(arena);
    sm_scene_dump(&buf, scene);
    return sm_buf_str(&buf);
}

static bool holds(sm_str text, const char *part)
{
    return sm_str_find(text, sm_str_from_cstr(part)) != SM_STR_NONE;
}

TEST(marks_come_out_in_the_order_they_were_added)
{
    sm_arena *arena = sm_arena_new(0);
    sm_scene_builder builder = sm_scene_build(arena);
    sm_path path = sm_path_new(arena);
    sm_path_rect(&path, (sm_rect){1, 2, 30, 40});
    sm_scene_add_path(&builder, &path, sm_ink_solid(0x336699), sm_ink_none(), 0);
    sm_scene_add_text(&builder, (sm_point){72, 131.5}, SM_ANCHOR_START, SM_STR("Risks"),
                      (sm_font_style){0}, 20, sm_ink_solid(0));
    sm_scene scene = {100, 200, {0}, {0}, builder.first};
    sm_str text = dump_of(arena, &scene);
    CHECK(sm_str_equal(text, SM_STR("scene 100 200\n"
                                    "  rect 1 2 30 40 fill #336699\n"
                                    "  text 72 131.5 \"Risks\" 20 ink #000000\n")));
    sm_arena_free(arena);
}

TEST(appended_marks_leave_the_given_list_as_it_was)
{
    sm_arena *arena = sm_arena_new(0);
    sm_scene_builder inner = sm_scene_build(arena), outer = sm_scene_build(arena);
    sm_scene_add(&inner, SM_MARK_ANCHOR);
    sm_scene_add(&outer, SM_MARK_ANCHOR);
    sm_scene_add_all(&outer, inner.first);
    sm_scene_add(&outer, SM_MARK_ANCHOR);
    CHECK(inner.first->next == NULL);
    CHECK(outer.first->next->next != NULL && outer.first->next->next->next == NULL);
    sm_arena_free(arena);
}

TEST(text_and_attributes_are_escaped)
{
    sm_arena *arena = sm_arena_new(0);
    sm_scene_builder builder = sm_scene_build(arena);
    sm_scene_add_text(&builder, (sm_point){0, 0}, SM_ANCHOR_MIDDLE, SM_STR("a<b> & \"c\"\x01"),
                      (sm_font_style){0}, 10, sm_ink_solid(0));
    sm_mark *link = sm_scene_add(&builder, SM_MARK_LINK);
    link->as.link.url = SM_STR("x?a=1&b=\"<");
    sm_scene scene = {10, 10, SM_STR("A & B"), {0}, builder.first};
    sm_str svg = svg_of(arena, &scene, false);
    CHECK(holds(svg, ">a&lt;b&gt; &amp; &quot;c&quot;\xEF\xBF\xBD</text>"));
    CHECK(holds(svg, "href=\"x?a=1&amp;b=&quot;&lt;\""));
    CHECK(holds(svg, "<title id=\"f1-title\">A &amp; B</title>"));
    CHECK(holds(svg, "aria-labelledby=\"f1-title\""));
    CHECK(!holds(svg, "xmlns"));
    CHECK(holds(svg, "role=\"group\"")); /* it has a link */
    sm_arena_free(arena);
}

TEST(a_file_of_its_own_has_the_namespace_and_the_declaration)
{
    sm_arena *arena = sm_arena_new(0);
    sm_scene scene = {10, 10, SM_STR("T"), SM_STR("D"), NULL};
    sm_str svg = svg_of(arena, &scene, true);
    CHECK(
        sm_str_starts(svg, SM_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=")));
    CHECK(holds(svg, "aria-labelledby=\"f1-title f1-desc\""));
    CHECK(holds(svg, "role=\"img\""));
    sm_arena_free(arena);
}

TEST(ink_of_the_theme_has_a_literal_and_a_variable)
{
    sm_arena *arena = sm_arena_new(0);
    const sm_theme *theme = sm_theme_builtin(arena);
    sm_scene_builder builder = sm_scene_build(arena);
    sm_path path = sm_path_new(arena);
    sm_path_ellipse(&path, (sm_point){5, 5}, 3, 3);
    sm_ink fill = sm_ink_theme(theme, SM_INK_SURFACE);
    fill.opacity = 0.5;
    sm_scene_add_path(&builder, &path, fill, sm_ink_theme(theme, SM_INK_ACCENT), 1.5);
    sm_scene scene = {10, 10, {0}, {0}, builder.first};
    sm_str svg = svg_of(arena, &scene, false);
    CHECK(holds(svg, "fill=\"#f5f7fa\" fill-opacity=\"0.5\" stroke=\"#1d5fa8\""));
    CHECK(
        holds(svg, "style=\"fill:var(--sm-surface,#f5f7fa);stroke:var(--sm-accent,#1d5fa8)\""));
    CHECK(holds(dump_of(arena, &scene), "fill surface/0.5 stroke accent 1.5"));
    sm_arena_free(arena);
}

TEST(nested_scenes_are_indented_in_dumps_and_groups_in_svg)
{
    sm_arena *arena = sm_arena_new(0);
    sm_scene_builder inner = sm_scene_build(arena), outer = sm_scene_build(arena);
    sm_mark *anchor = sm_scene_add(&inner, SM_MARK_ANCHOR);
    anchor->as.anchor.id = SM_STR("here");
    sm_scene small = {5, 5, SM_STR("Small"), {0}, inner.first};
    sm_mark *mark = sm_scene_add(&outer, SM_MARK_SCENE);
    mark->as.scene.at = (sm_point){10, 20};
    mark->as.scene.scale = 0.5;
    mark->as.scene.scene = &small;
    sm_scene scene = {50, 50, {0}, {0}, outer.first};
    CHECK(holds(dump_of(arena, &scene),
                "  scene 10 20 scale 0.5 \"Small\"\n    anchor 0 0 \"here\"\n"));
    CHECK(holds(svg_of(arena, &scene, false), "<g transform=\"translate(10 20) scale(0.5)\">"));
    sm_arena_free(arena);
}

TEST(a_radius_larger_than_the_box_is_clamped)
{
    sm_arena *arena = sm_arena_new(0);
    sm_path path = sm_path_new(arena);
    sm_path_round_rect(&path, (sm_rect){0, 0, 10, 4}, 50);
    for (size_t i = 0; i < path.count; i++)
        CHECK(path.items[i].to.x >= 0 && path.items[i].to.x <= 10 && path.items[i].to.y <= 4);
    sm_path square = sm_path_new(arena);
    sm_path_round_rect(&square, (sm_rect){0, 0, 10, 4}, 0);
    CHECK(square.count == 5);
    sm_arena_free(arena);
}

TEST(images_are_embedded_as_base64)
{
    sm_arena *arena = sm_arena_new(0);
    sm_scene_builder builder = sm_scene_build(arena);
    sm_mark *image = sm_scene_add(&builder, SM_MARK_IMAGE);
    image->as.image.bytes = SM_STR("\x89PNG\r\n\x1a\n");
    image->as.image.alt = SM_STR("Logo");
    sm_scene scene = {50, 50, {0}, {0}, builder.first};
    CHECK(holds(svg_of(arena, &scene, false), "data:image/png;base64,iVBORw0KGgo=\">"));
    sm_arena_free(arena);
}

RUN_TESTS()
