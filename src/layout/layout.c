#include "specmill/layout/layout.h"
#include "makeup.h"
#include "set.h"
#include <math.h>

sm_pt layout_measure(const layout_format *format)
{
    return format->width - format->left - format->right;
}

sm_pt layout_column_height(const layout_format *format)
{
    return format->height - format->top - format->bottom;
}

sm_align layout_near_side(const layout_setter *setter)
{
    return setter->right_to_left ? SM_ALIGN_RIGHT : SM_ALIGN_LEFT;
}

sm_pt layout_at(const layout_setter *setter, layout_context context, sm_pt after, sm_pt width)
{
    return context.x + (setter->right_to_left ? context.width - after - width : after);
}

sm_pt layout_tallest(const layout_setter *setter, double part)
{
    return layout_column_height(&setter->portrait) * (setter->in_notes ? 0.3 : part);
}

uint32_t layout_add_tag(layout_setter *setter, sm_tag_kind kind, uint32_t parent)
{
    sm_tag tag = {.kind = kind, .parent = parent};
    SM_LIST_ADD(setter->arena, &setter->tags, tag);
    return (uint32_t)setter->tags.count - 1;
}

static sm_pt clamp(sm_pt margin, sm_pt side)
{
    return fmax(0, fmin(margin, side * 0.35)); /* something must be left for the text */
}

static layout_format format_of(const sm_theme *theme, bool landscape)
{
    sm_pt width, height;
    sm_theme_page(theme, &width, &height);
    layout_format format = {
        .width = landscape ? fmax(width, height) : width,
        .height = landscape ? fmin(width, height) : height,
    };
    format.left = clamp(theme->page_margin_left, format.width);
    format.right = clamp(theme->page_margin_right, format.width);
    format.top = clamp(theme->page_margin_top, format.height);
    format.bottom = clamp(theme->page_margin_bottom, format.height);
    return format;
}

/* Where each block's placeholders in code start. */
static const uint32_t *index_placeholders(sm_arena *arena, const sm_spec *spec)
{
    uint32_t *firsts = SM_NEW_ARRAY(arena, uint32_t, spec->doc->block_count + 1);
    for (size_t i = spec->placeholder_count; i-- > 0;) {
        const sm_placeholder *p = &spec->placeholders[i];
        if (p->content == NULL && p->block != NULL && p->block->index < spec->doc->block_count)
            firsts[p->block->index] = (uint32_t)i + 1;
    }
    return firsts;
}

static void set_all(layout_setter *setter)
{
    const sm_theme *theme = setter->theme;
    layout_add_tag(setter, SM_TAG_SPAN, 0); /* unused */
    layout_context context = {
        .width = layout_measure(&setter->portrait),
        .tag = layout_add_tag(setter, SM_TAG_DOCUMENT, 0),
        .size = theme->text_size,
        .color = theme->text_color,
        .leading = theme->text_leading,
    };
    layout_find_headings(setter);
    layout_set_title(setter, context);
    if (layout_wants_contents(setter))
        layout_set_contents(setter, context);
    layout_set_body(setter, context);
    if (layout_wants_approval(setter))
        layout_set_approval(setter, context);
    layout_set_notes(setter, context);
}

const sm_pages *sm_layout(sm_arena *arena, const sm_spec *spec, sm_figures figures,
                          const sm_theme *theme, sm_fonts *fonts,
                          const sm_layout_options *options, sm_diag *diag)
{
    sm_arena *scratch = sm_arena_new(0);
    bool right_to_left = sm_language_is_rtl(options->language);
    layout_setter setter = {
        .arena = arena,
        .spec = spec,
        .figures = figures,
        .theme = theme,
        .fonts = fonts,
        .options = options,
        .diag = diag,
        .wording = sm_wording_in(options->language),
        .portrait = format_of(theme, false),
        .landscape = format_of(theme, true),
        .right_to_left = right_to_left,
        .breaker = layout_breaker_open(right_to_left),
        .block_placeholders = index_placeholders(scratch, spec),
        .svg_seconds = (double)sm_limit(diag, SM_LIMIT_SVG_TIME),
        .galley = layout_galley_new(scratch),
        .notes = layout_galley_new(scratch),
    };
    setter.note_tags = SM_NEW_ARRAY(scratch, uint32_t, spec->doc->footnote_count + 1);
    if (spec->doc->source != NULL)
        sm_source_digest(spec->doc->source, setter.digest);
    set_all(&setter);
    layout_plan plan = layout_plan_pages(scratch, &setter);
    const sm_pages *pages = plan.pages.count != 0 ? layout_paint_pages(&setter, &plan) : NULL;
    layout_breaker_close(setter.breaker);
    sm_arena_free(scratch);
    return pages;
}
