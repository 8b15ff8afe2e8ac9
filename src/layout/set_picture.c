/* Diagrams and images. */
#include "picture.h"
#include "set.h"
#include "specmill/scene/build.h"
#include <math.h>

/* A figure that has no room on its page is made smaller, down to this part of its size, rather
 * than leave the rest of the page empty; a diagram not below the scale at which it is legible.
 */
static const double smallest = 0.72, easily_read = 0.62;

const sm_inline *layout_only_image(const sm_inline *content, sm_str *link)
{
    if (content == NULL || content->next != NULL)
        return NULL;
    if (content->kind == SM_IMAGE)
        return content;
    if (content->kind != SM_LINK)
        return NULL;
    const sm_inline *inner = content->as.link.children;
    if (inner == NULL || inner->next != NULL || inner->kind != SM_IMAGE)
        return NULL;
    *link = content->as.link.url;
    return inner;
}

static void add_small_text(layout_setter *setter, layout_context context, sm_tag_kind kind,
                           sm_str text, sm_align align)
{
    sm_arena *scratch = sm_arena_new(0);
    context.size = setter->theme->small_size;
    context.color = setter->theme->muted_color;
    layout_style style = layout_text_style(context, layout_add_tag(setter, kind, context.tag));
    layout_para para = layout_para_new(setter, scratch, style, 1.4, (sm_loc){NULL, 0, 0});
    layout_para_add_text(&para, style, text);
    layout_para_finish(&para);
    layout_para_to_galley(&para, context, align);
    sm_arena_free(scratch);
}

/* A frame that says what should be there. */
static void set_missing(layout_setter *setter, layout_context context, const sm_inline *image)
{
    layout_box *box = SM_NEW(setter->arena, layout_box);
    *box = (layout_box){
        .parent = context.box,
        .x = context.x,
        .width = context.width,
        .pad_top = 14,
        .pad_bottom = 14,
        .radius = 3,
        .border = layout_ink(setter->theme->rule_color),
        .border_width = 1,
        .dashed = true,
    };
    layout_context inner = context;
    inner.box = box;
    inner.x += 10;
    inner.width = fmax(inner.width - 20, 40);
    inner.tag = layout_add_tag(setter, SM_TAG_PARAGRAPH, context.tag);
    size_t first = setter->galley.count;
    if (image->as.image.alt.len > 0)
        add_small_text(setter, inner, SM_TAG_SPAN, image->as.image.alt, SM_ALIGN_CENTER);
    add_small_text(setter, inner, SM_TAG_SPAN,
                   sm_str_printf(setter->arena, "%.*s: %.*s",
                                 SM_STR_ARG(sm_say(setter->wording, SM_SAY_IMAGE_MISSING)),
                                 SM_STR_ARG(layout_shown_url(image->as.image.url))),
                   SM_ALIGN_CENTER);
    layout_keep(&setter->galley, first);
}

void layout_set_image(layout_setter *setter, layout_context context, const sm_inline *image,
                      sm_str link)
{
    layout_picture picture = {.alt = image->as.image.alt};
    if (!layout_load_picture(setter, image->as.image.url, image->loc, &picture)) {
        set_missing(setter, context, image);
        return;
    }
    layout_fit_picture(&picture, image->as.image.size, context.width,
                       layout_tallest(setter, 0.7));
    uint32_t tag = layout_add_tag(setter, SM_TAG_FIGURE, context.tag);
    setter->tags.items[tag].alt = layout_alternative(setter, image);
    layout_strip *strip =
        layout_add_strip(&setter->galley, context.box, picture.height, picture.height);
    strip->landscape = context.landscape;
    strip->least = picture.height * smallest;
    strip->center = context.x + context.width / 2;
    sm_rect place = {context.x + (context.width - picture.width) / 2, 0, picture.width,
                     picture.height};
    layout_mark *made = layout_new_mark(setter->arena, &strip->marks, SM_MARK_IMAGE, tag);
    made->mark.as.image.box = place;
    made->mark.as.image.bytes = picture.bytes;
    made->mark.as.image.alt = picture.alt;
    made->mark.as.image.loc = image->loc;
    if (link.len > 0) {
        made = layout_new_mark(setter->arena, &strip->marks, SM_MARK_LINK, tag);
        made->mark.as.link.box = place;
        made->mark.as.link.url = link;
    }
    if (image->as.image.title.len > 0) {
        strip->cut = LAYOUT_CUT_NEVER;
        layout_space(&setter->galley, 4);
        add_small_text(setter, context, SM_TAG_CAPTION, image->as.image.title, SM_ALIGN_CENTER);
    }
}

static const sm_mark *shape_marks(layout_setter *setter, const sm_mark *marks, sm_loc loc);

/* A text mark of a drawing, which was measured without fonts, in the fonts of the pages. */
static void shape_text(layout_setter *setter, sm_mark *mark, sm_loc loc)
{
    const sm_run *runs =
        sm_shape(setter->arena, setter->fonts, mark->as.text.style, mark->as.text.size,
                 mark->as.text.text, false, loc, setter->diag);
    sm_pt width = sm_run_width(runs), planned = mark->as.text.width;
    if (planned > 0 && width > planned * 1.01) { /* a wider face than planned with */
        mark->as.text.size *= planned / width;
        runs = sm_shape(setter->arena, setter->fonts, mark->as.text.style, mark->as.text.size,
                        mark->as.text.text, false, loc, setter->diag);
        width = sm_run_width(runs);
    }
    if (mark->as.text.anchor == SM_ANCHOR_MIDDLE)
        mark->as.text.at.x -= width / 2;
    else if (mark->as.text.anchor == SM_ANCHOR_END)
        mark->as.text.at.x -= width;
    mark->as.text.anchor = SM_ANCHOR_START;
    mark->as.text.width = width;
    mark->as.text.runs = runs;
}

static const sm_scene *shape_scene(layout_setter *setter, const sm_scene *scene, sm_loc loc)
{
    sm_scene *made = SM_NEW(setter->arena, sm_scene);
    *made = *scene;
    made->marks = shape_marks(setter, scene->marks, loc);
    return made;
}

static const sm_mark *shape_marks(layout_setter *setter, const sm_mark *marks, sm_loc loc)
{
    sm_scene_builder builder = sm_scene_build(setter->arena);
    for (; marks != NULL; marks = marks->next) {
        sm_mark *mark = sm_scene_add(&builder, marks->kind);
        mark->as = marks->as;
        switch (marks->kind) {
        case SM_MARK_TEXT:
            if (marks->as.text.runs == NULL)
                shape_text(setter, mark, loc);
            break;
        case SM_MARK_SCENE:
            mark->as.scene.scene = shape_scene(setter, marks->as.scene.scene, loc);
            break;
        case SM_MARK_LINK:
            mark->as.link.marks = shape_marks(setter, marks->as.link.marks, loc);
            break;
        case SM_MARK_PATH:
        case SM_MARK_IMAGE:
        case SM_MARK_ANCHOR:
            break;
        }
    }
    return builder.first;
}

/* The text of a drawing, for readers that cannot see it. */
static sm_str alternative(layout_setter *setter, const sm_scene *scene)
{
    if (scene->description.len > 0 && scene->title.len > 0)
        return sm_str_printf(setter->arena, "%.*s: %.*s", SM_STR_ARG(scene->title),
                             SM_STR_ARG(scene->description));
    if (scene->description.len > 0)
        return scene->description;
    return scene->title.len > 0 ? scene->title : sm_say(setter->wording, SM_SAY_DIAGRAM);
}

/* How a drawing is put on the page. */
typedef struct placement {
    const sm_scene *scene;
    double scale;
    bool landscape;
} placement;

static double fit(const sm_scene *scene, sm_pt width, sm_pt height)
{
    return fmin(1, fmin(width / scene->width, height / scene->height));
}

/* As it is where that can be read; else on a page of its own that lies; and when even that is
 * too little for letters, with its flow turned, if that helps much. */
static placement place(layout_setter *setter, layout_context context, const sm_block *block,
                       const sm_scene *scene)
{
    static const double readable = 0.5, legible = 0.42, comfortable = 0.7,
                        helps = 1.3; /* of 10 point letters */
    sm_pt tallest = layout_tallest(setter, 0.86);
    placement best = {scene, fit(scene, context.width, tallest), context.landscape};
    bool may_lie =
        !setter->in_notes && context.box == NULL && context.x <= 0 && !context.landscape;
    if (best.scale < readable && may_lie && scene->width > scene->height * 1.2) {
        best.scale = fit(scene, layout_measure(&setter->landscape),
                         layout_column_height(&setter->landscape) * 0.86);
        best.landscape = true;
    }
    bool lies = best.landscape && !context.landscape;
    if (best.scale >= (lies ? comfortable : legible) || setter->in_notes)
        return best;
    const sm_scene *turned = sm_draw_turned(setter->arena, block, setter->theme);
    if (turned == NULL)
        return best;
    double scale = fit(turned, context.width, tallest);
    return scale > best.scale * helps ? (placement){turned, scale, context.landscape} : best;
}

bool layout_set_figure(layout_setter *setter, layout_context context, const sm_block *block)
{
    const sm_scene *scene = sm_figure(setter->figures, block);
    if (scene == NULL || scene->width <= 0 || scene->height <= 0)
        return false;
    placement placed = place(setter, context, block, scene);
    double scale = placed.scale;
    scene = placed.scene;
    if (placed.landscape && !context.landscape)
        context.width = layout_measure(&setter->landscape);
    context.landscape = placed.landscape;
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.6);
    uint32_t tag = layout_add_tag(setter, SM_TAG_FIGURE, context.tag);
    setter->tags.items[tag].alt = alternative(setter, scene);
    layout_strip *strip = layout_add_strip(&setter->galley, context.box, scene->height * scale,
                                           scene->height * scale);
    strip->landscape = context.landscape;
    strip->least = scene->height * fmin(scale, fmax(scale * smallest, easily_read));
    strip->center = context.x + context.width / 2;
    layout_mark *made = layout_new_mark(setter->arena, &strip->marks, SM_MARK_SCENE, tag);
    made->mark.as.scene.at =
        (sm_point){context.x + (context.width - scene->width * scale) / 2, 0};
    made->mark.as.scene.scale = scale;
    made->mark.as.scene.scene = shape_scene(setter, scene, block->loc);
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.6);
    return true;
}
