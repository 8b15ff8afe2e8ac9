#include "makeup.h"
#include "specmill/font/face.h"
#include <math.h>

static const double paleness = 0.075;

/* The word across the pages of a specification in such a state; SM_PHRASE_COUNT: none. */
static sm_phrase state_phrase(sm_state state)
{
    switch (state) {
    case SM_STATE_DRAFT:
        return SM_SAY_ACROSS_DRAFT;
    case SM_STATE_IN_REVIEW:
        return SM_SAY_ACROSS_IN_REVIEW;
    case SM_STATE_SUPERSEDED:
        return SM_SAY_ACROSS_SUPERSEDED;
    case SM_STATE_REJECTED:
        return SM_SAY_ACROSS_REJECTED;
    case SM_STATE_UNKNOWN:
    case SM_STATE_APPROVED:
    case SM_STATE_IMPLEMENTED:
        return SM_PHRASE_COUNT;
    }
    return SM_PHRASE_COUNT;
}

/* Outlines onto the page: turned about the middle of the word, which goes to the middle of the
 * page. */
typedef struct stencil {
    sm_path path;
    sm_point middle;  /* of the page */
    sm_pt x, y, size; /* of the glyph, from the word's middle; y upward */
    double cosine, sine;
} stencil;

static sm_point placed(const stencil *s, double x, double y)
{
    double right = s->x + x * s->size, up = s->y + y * s->size;
    return (sm_point){s->middle.x + right * s->cosine - up * s->sine,
                      s->middle.y - right * s->sine - up * s->cosine};
}

static void move(void *user, double x, double y)
{
    stencil *s = user;
    sm_point at = placed(s, x, y);
    sm_path_move(&s->path, at.x, at.y);
}

static void line(void *user, double x, double y)
{
    stencil *s = user;
    sm_point at = placed(s, x, y);
    sm_path_line(&s->path, at.x, at.y);
}

static void curve(void *user, const double p[6])
{
    stencil *s = user;
    sm_path_curve(&s->path, placed(s, p[0], p[1]), placed(s, p[2], p[3]),
                  placed(s, p[4], p[5]));
}

static void end_contour(void *user)
{
    stencil *s = user;
    sm_path_close(&s->path);
}

/* The size, of a word that is WIDTH long and CAP high at size 1, at which it fits turned into
 * the text's part of the page. */
static sm_pt fitting_size(const stencil *s, const layout_format *format, sm_pt width, sm_pt cap)
{
    sm_pt across = width * s->cosine + cap * s->sine, down = width * s->sine + cap * s->cosine;
    return fmin(layout_measure(format) / across, layout_column_height(format) * 0.9 / down);
}

const sm_scene *layout_watermark(layout_setter *setter, const layout_format *format)
{
    static const sm_font_style style = {SM_FAMILY_HEADING, true, false};
    static const sm_pt largest = 150;
    sm_phrase phrase = state_phrase(setter->spec->metadata.state);
    if (phrase == SM_PHRASE_COUNT || !setter->theme->watermark ||
        setter->options->without_watermark)
        return NULL;
    sm_str word = sm_say(setter->wording, phrase);
    const sm_run *runs = sm_shape(setter->arena, setter->fonts, style, 1, word,
                                  setter->right_to_left, (sm_loc){0}, setter->diag);
    sm_pt width = sm_run_width(runs),
          cap = sm_fonts_metrics(setter->fonts, style, 1).cap_height;
    if (width <= 0)
        return NULL;
    double angle = fmin(atan2(layout_column_height(format), layout_measure(format)), 0.9);
    stencil s = {
        .path = sm_path_new(setter->arena),
        .middle = {format->width / 2, format->height / 2},
        .cosine = cos(angle),
        .sine = sin(angle),
    };
    s.size = fmin(largest, fitting_size(&s, format, width, cap));
    sm_outline_pen pen = {&s, move, line, curve, end_contour};
    sm_pt x = -width / 2;
    for (const sm_run *run = runs; run != NULL; run = run->next)
        for (size_t i = 0; i < run->glyph_count; i++) {
            const sm_glyph *glyph = &run->glyphs[i];
            s.x = (x + glyph->dx) * s.size;
            s.y = (glyph->dy - cap / 2) * s.size;
            sm_face_draw(run->face, glyph->id, &pen);
            x += glyph->advance;
        }
    sm_scene_builder builder = sm_scene_build(setter->arena);
    sm_scene_add_path(&builder, &s.path,
                      layout_ink(layout_mix(0xffffff, setter->theme->muted_color, paleness)),
                      sm_ink_none(), 0);
    sm_scene *made = SM_NEW(setter->arena, sm_scene);
    *made = (sm_scene){
        .width = format->width,
        .height = format->height,
        .title = word,
        .marks = builder.first,
    };
    return made;
}
