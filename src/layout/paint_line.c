#include "lines.h"
#include "specmill/scene/build.h"
#include <math.h>

enum { URL_MAX = 2048 };

static sm_pt padded(const layout_piece *piece)
{
    return piece->before + piece->width + piece->after;
}

/* Rule L1: blanks at the line's end run as the paragraph does. */
static void settle_blanks(const layout_para *para, layout_piece *pieces, size_t count)
{
    for (size_t i = count; i > 0 && pieces[i - 1].width <= 0 && pieces[i - 1].run != NULL; i--)
        pieces[i - 1].level = para->right_to_left ? 1 : 0;
}

/* Where each piece starts, from the line's left edge; returns the width without the blanks at
 * the line's end. */
static sm_pt measure(const layout_para *para, layout_piece *pieces, size_t count, sm_pt *starts)
{
    sm_pt used = 0;
    if (!para->mixed) {
        sm_pt blank = 0;
        for (size_t i = 0; i < count; i++) {
            used += blank;
            starts[i] = used;
            used += padded(&pieces[i]);
            blank = pieces[i].space;
        }
        return used;
    }
    settle_blanks(para, pieces, count);
    uint8_t *levels = SM_NEW_ARRAY(para->arena, uint8_t, count);
    int32_t *order = SM_NEW_ARRAY(para->arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        levels[i] = pieces[i].level;
    layout_order_levels(levels, count, order);
    size_t last = count;
    while (last > 0 && pieces[last - 1].width <= 0 && pieces[last - 1].run != NULL)
        last--;
    sm_pt edge = 0;
    for (size_t i = 0; i < count; i++) {
        const layout_piece *piece = &pieces[order[i]];
        bool hangs = (size_t)order[i] >= last; /* blanks at the end take no room */
        starts[order[i]] = edge;
        if (!hangs)
            edge += padded(piece) + piece->space;
    }
    return edge;
}

static bool follows(const layout_para *para, const layout_piece *a, const layout_piece *b)
{
    return a->span == b->span && a->end == b->start && a->level == 0 && b->level == 0 &&
           a->run != NULL && b->run != NULL && para->spans.items[a->span].picture == NULL;
}

/* The runs of PIECES, copied into one list. */
static const sm_run *join_runs(sm_arena *arena, const layout_piece *pieces, size_t count)
{
    if (count == 1)
        return pieces[0].run;
    sm_run *first = NULL, *last = NULL;
    for (size_t i = 0; i < count; i++)
        for (const sm_run *run = pieces[i].run; run != NULL; run = run->next) {
            sm_run *copy = SM_NEW(arena, sm_run);
            *copy = *run;
            copy->next = NULL;
            if (last != NULL)
                last->next = copy;
            else
                first = copy;
            last = copy;
        }
    return first;
}

static void add_text(const layout_para *para, layout_marks *marks, const layout_piece *pieces,
                     size_t count, sm_pt x, sm_pt baseline)
{
    const layout_span *span = &para->spans.items[pieces[0].span];
    sm_arena *arena = para->setter->arena;
    layout_mark *made = layout_new_mark(arena, marks, SM_MARK_TEXT, span->style.tag);
    uint32_t end = pieces[count - 1].end;
    if (end > pieces[0].start && para->text.ptr[end - 1] == '\n')
        end--;
    sm_pt width = 0;
    for (size_t i = 0; i < count; i++)
        width += padded(&pieces[i]) + pieces[i].space;
    made->mark.as.text.at = (sm_point){x + pieces[0].before, baseline - span->style.rise};
    made->mark.as.text.text = sm_str_sub(para->text, pieces[0].start, end - pieces[0].start);
    made->mark.as.text.style = span->style.font;
    made->mark.as.text.size = span->style.size;
    made->mark.as.text.ink = layout_ink(span->style.color);
    made->mark.as.text.halo = sm_ink_none();
    made->mark.as.text.width = width - pieces[0].before - pieces[count - 1].after;
    made->mark.as.text.runs = join_runs(arena, pieces, count);
}

static void add_picture(const layout_para *para, layout_marks *marks, const layout_span *span,
                        sm_pt x, sm_pt baseline)
{
    const layout_picture *picture = span->picture;
    layout_mark *made =
        layout_new_mark(para->setter->arena, marks, SM_MARK_IMAGE, span->style.tag);
    made->mark.as.image.box =
        (sm_rect){x, baseline - picture->height, picture->width, picture->height};
    made->mark.as.image.bytes = picture->bytes;
    made->mark.as.image.alt = picture->alt;
    made->mark.as.image.loc = picture->loc;
}

/* What lies behind the letters of a span from LEFT to RIGHT. */
static void add_surface(const layout_para *para, layout_marks *back, const layout_style *style,
                        sm_pt left, sm_pt right, sm_pt baseline)
{
    const sm_theme *theme = para->setter->theme;
    sm_arena *arena = para->setter->arena;
    sm_ink border = sm_ink_none();
    sm_ink fill = layout_ink(layout_mix(theme->surface_color, theme->rule_color, 0.25));
    if ((style->look & LAYOUT_LOOK_PLACEHOLDER) != 0)
        fill = layout_ink(theme->placeholder_surface);
    else if ((style->look & LAYOUT_LOOK_KEY) != 0)
        border = layout_ink(theme->rule_color);
    else if ((style->look & LAYOUT_LOOK_MARKED) != 0)
        fill = layout_ink(0xfff3a8);
    sm_path path = sm_path_new(arena);
    sm_pt size = style->font.family == SM_FAMILY_MONO ? style->size / 0.88 : style->size;
    sm_rect rect = {left, baseline - style->rise - size * 0.94, right - left, size * 1.26};
    sm_path_round_rect(&path, rect, 2);
    layout_add_path(arena, back, &path, fill, border, 0.6);
}

static void add_decoration(const layout_para *para, layout_marks *front,
                           const layout_style *style, sm_pt left, sm_pt right, sm_pt baseline)
{
    sm_font_metrics m = sm_fonts_metrics(para->setter->fonts, style->font, style->size);
    sm_pt y = baseline - style->rise, thick = fmax(m.underline_thickness, style->size * 0.05);
    sm_ink ink = layout_ink(style->color);
    sm_arena *arena = para->setter->arena;
    if ((style->look & LAYOUT_LOOK_UNDERLINE) != 0)
        layout_add_line(arena, front, (sm_point){left, y + m.underline_offset},
                        (sm_point){right, y + m.underline_offset}, ink, thick);
    if ((style->look & LAYOUT_LOOK_STRIKE) != 0)
        layout_add_line(arena, front, (sm_point){left, y - m.x_height * 0.55},
                        (sm_point){right, y - m.x_height * 0.55}, ink, thick);
}

static void add_link(const layout_para *para, layout_marks *front, const layout_style *style,
                     sm_pt left, sm_pt right, sm_pt baseline, sm_pt height)
{
    const layout_link *link = &para->links.items[style->link - 1];
    if (link->url.len > URL_MAX)
        return; /* no browser opens it, and each line of it would repeat it */
    layout_mark *made = layout_new_mark(para->setter->arena, front, SM_MARK_LINK, style->tag);
    made->mark.as.link.box =
        (sm_rect){left, baseline - style->rise - height * 0.8, right - left, height};
    made->mark.as.link.url = link->url;
    made->mark.as.link.title = link->title;
}

/* Surfaces, lines and links of the stretch of pieces of one span [first, end). */
static void dress(const layout_para *para, layout_marks *back, layout_marks *front,
                  const layout_piece *pieces, const sm_pt *starts, size_t first, size_t end,
                  sm_pt x, sm_pt baseline)
{
    const layout_style *style = &para->spans.items[pieces[first].span].style;
    if ((style->look & (LAYOUT_LOOK_SURFACE | LAYOUT_LOOK_UNDERLINE | LAYOUT_LOOK_STRIKE)) ==
            0 &&
        style->link == 0)
        return;
    sm_pt left = starts[first], right = left;
    for (size_t i = first; i < end; i++) {
        left = fmin(left, starts[i]);
        right = fmax(right, starts[i] + padded(&pieces[i]));
    }
    if (right - left <= 0.01)
        return;
    if ((style->look & LAYOUT_LOOK_SURFACE) != 0) {
        /* A surface that goes on from line to line has the same air at its cut ends. */
        bool from_above = pieces[first].before <= 0, goes_on = pieces[end - 1].after <= 0;
        add_surface(para, back, style, x + left - (from_above && !para->mixed ? 2 : 0),
                    x + right + (goes_on && !para->mixed ? 2 : 0), baseline);
    }
    if ((style->look & (LAYOUT_LOOK_UNDERLINE | LAYOUT_LOOK_STRIKE)) != 0)
        add_decoration(para, front, style, x + left, x + right, baseline);
    if (style->link != 0)
        add_link(para, front, style, x + left, x + right, baseline, style->size * 1.2);
}

static void note_reference(layout_line *line, layout_setter *setter, uint32_t note)
{
    if (setter->in_notes ||
        note <= setter->last_note) /* referred to before, or out of order: placed already */
        return;
    if (line->note == 0)
        line->note = setter->last_note + 1;
    line->note_end = note + 1;
    setter->last_note = note;
}

layout_line layout_paint_line(layout_para *para, layout_piece *pieces, size_t count, sm_pt x,
                              sm_pt width, sm_align align)
{
    layout_line line = {.height = para->line_height, .baseline = para->baseline};
    sm_pt *starts = SM_NEW_ARRAY(para->arena, sm_pt, count);
    line.width = measure(para, pieces, count, starts);
    for (size_t i = 0; i < count; i++) {
        const layout_span *span = &para->spans.items[pieces[i].span];
        sm_pt extra = span->picture == NULL ? 0 : span->picture->height + 2 - line.baseline;
        if (extra > 0) {
            line.height += extra;
            line.baseline += extra;
        }
        if (span->note != 0)
            note_reference(&line, para->setter, span->note);
    }
    sm_pt slack = fmax(width - line.width, 0);
    if (align == SM_ALIGN_NONE)
        align = para->right_to_left ? SM_ALIGN_RIGHT : layout_near_side(para->setter);
    x += align == SM_ALIGN_RIGHT ? slack : align == SM_ALIGN_CENTER ? slack / 2 : 0;
    layout_marks back = {NULL, NULL}, front = {NULL, NULL};
    for (size_t i = 0, end; i < count; i = end) {
        const layout_span *span = &para->spans.items[pieces[i].span];
        end = i + 1;
        while (end < count && pieces[end].span == pieces[i].span)
            end++;
        if (span->picture != NULL)
            add_picture(para, &front, span, x + starts[i], line.baseline);
        for (size_t a = i, z; a < end; a = z) {
            z = a + 1;
            while (z < end && follows(para, &pieces[z - 1], &pieces[z]))
                z++;
            if (pieces[a].run != NULL)
                add_text(para, &front, pieces + a, z - a, x + starts[a], line.baseline);
        }
        dress(para, &back, &front, pieces, starts, i, end, x, line.baseline);
    }
    layout_join(&back, front);
    line.marks = back;
    return line;
}
