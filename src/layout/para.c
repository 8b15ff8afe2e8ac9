#include "lines.h"
#include "picture.h"
#include "specmill/base/utf8.h"
#include <math.h>
#include <string.h>

enum { PIECE_MAX = 192 }; /* bytes; keeps splitting a very long word linear */

static const double code_scale = 0.88, script_scale = 0.7;
static const sm_pt surface_pad = 2;

layout_para layout_para_new(layout_setter *setter, sm_arena *arena, layout_style base,
                            sm_pt leading, sm_loc loc)
{
    sm_font_metrics metrics = sm_fonts_metrics(setter->fonts, base.font, base.size);
    sm_pt height = base.size * leading;
    return (layout_para){
        .setter = setter,
        .arena = arena,
        .loc = loc,
        .line_height = height,
        .baseline = (height - metrics.ascent - metrics.descent) / 2 + metrics.ascent,
        .widest_picture = layout_measure(&setter->portrait),
        .building = sm_buf_new(arena),
    };
}

static bool same_style(const layout_style *a, const layout_style *b)
{
    return a->font.family == b->font.family && a->font.bold == b->font.bold &&
           a->font.italic == b->font.italic && a->size <= b->size && a->size >= b->size &&
           a->rise <= b->rise && a->rise >= b->rise && a->color == b->color &&
           a->look == b->look && a->tag == b->tag && a->link == b->link;
}

static layout_span *span_for(layout_para *para, layout_style style)
{
    if (para->spans.count > 0) {
        layout_span *last = &para->spans.items[para->spans.count - 1];
        if (last->picture == NULL && last->note == 0 && same_style(&last->style, &style))
            return last;
    }
    layout_span span = {.start = (uint32_t)para->building.len, .style = style};
    span.end = span.start;
    SM_LIST_ADD(para->arena, &para->spans, span);
    return &para->spans.items[para->spans.count - 1];
}

static bool ends_in_blank(const sm_buf *buf)
{
    return buf->len == 0 || buf->ptr[buf->len - 1] == ' ' || buf->ptr[buf->len - 1] == '\n';
}

/* White space runs become one blank, except in code. */
static void add_plain_text(layout_para *para, layout_style style, sm_str text)
{
    if (text.len == 0)
        return;
    layout_span *span = span_for(para, style);
    sm_buf *buf = &para->building;
    bool keep = (style.look & LAYOUT_LOOK_CODE) != 0;
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        while (i < text.len && !sm_is_space(text.ptr[i]))
            i++;
        sm_buf_add(buf, text.ptr + from, i - from);
        if (i < text.len && (keep || !ends_in_blank(buf)))
            sm_buf_add_char(buf, ' ');
        i++;
    }
    span->end = (uint32_t)buf->len;
}

void layout_para_add_text(layout_para *para, layout_style style, sm_str text)
{
    size_t done = 0, from = 0, end;
    layout_style colored = style;
    while (layout_find_sign(text, &from, &end, &colored.color)) {
        add_plain_text(para, style, sm_str_sub(text, done, from - done));
        add_plain_text(para, colored, sm_str_sub(text, from, end - from));
        done = from = end;
    }
    add_plain_text(para, style, sm_str_from(text, done));
}

void layout_para_add_break(layout_para *para, layout_style style)
{
    layout_span *span = span_for(para, style);
    while (para->building.len > span->start && ends_in_blank(&para->building) &&
           para->building.ptr[para->building.len - 1] == ' ')
        para->building.len--;
    sm_buf_add_cstr(&para->building, " \n"); /* the blank parts the words when text is copied */
    span->end = (uint32_t)para->building.len;
}

static layout_style code_style(layout_style style, unsigned look)
{
    style.font.family = SM_FAMILY_MONO;
    style.size *= code_scale;
    style.look |= look;
    return style;
}

static layout_style script_style(layout_style style, double rise)
{
    style.rise += rise * style.size;
    style.size *= script_scale;
    return style;
}

/* The text of CONTENT, with what is still to be filled in marked as such. */
static void add_with_placeholders(layout_para *para, layout_style style,
                                  const sm_inline *content, sm_str text)
{
    const sm_placeholder *found;
    size_t count = sm_spec_placeholders(para->setter->spec, content, &found), done = 0;
    layout_style marked = style;
    marked.look = (style.look & ~(unsigned)LAYOUT_LOOK_CODE) | LAYOUT_LOOK_PLACEHOLDER;
    marked.color = para->setter->theme->placeholder_color;
    for (size_t i = 0; i < count; i++) {
        size_t from = found[i].offset, len = found[i].text.len;
        if (from < done || from > text.len || len > text.len - from)
            continue;
        layout_para_add_text(para, style, sm_str_sub(text, done, from - done));
        layout_para_add_text(para, marked, sm_str_sub(text, from, len));
        done = from + len;
    }
    layout_para_add_text(para, style, sm_str_from(text, done));
}

/* What the image shows and where it is; of one that is a link, a badge, only the former. */
static void add_missing(layout_para *para, layout_style style, const sm_inline *image)
{
    sm_str alt = image->as.image.alt;
    bool badge = style.link != 0 && alt.len > 0;
    style.look |= LAYOUT_LOOK_KEY;
    style.color = badge ? style.color : para->setter->theme->muted_color;
    if (!badge) {
        layout_para_add_text(para, style, sm_say(para->setter->wording, SM_SAY_IMAGE));
        layout_para_add_text(para, style, SM_STR(": "));
    }
    layout_para_add_text(para, style, alt);
    if (badge)
        return;
    if (alt.len > 0)
        layout_para_add_text(para, style, SM_STR(" \u2013 "));
    layout_para_add_text(para, style, layout_shown_url(image->as.image.url));
}

static void add_image(layout_para *para, layout_style style, const sm_inline *image)
{
    layout_picture picture = {.alt = image->as.image.alt, .loc = image->loc};
    if (!layout_load_picture(para->setter, image->as.image.url, image->loc, &picture)) {
        add_missing(para, style, image);
        return;
    }
    layout_fit_picture(&picture, image->as.image.size, para->widest_picture,
                       layout_tallest(para->setter, 0.6));
    style.tag = layout_add_tag(para->setter, SM_TAG_FIGURE, style.tag);
    para->setter->tags.items[style.tag].alt = layout_alternative(para->setter, image);
    layout_picture *kept = SM_NEW(para->arena, layout_picture);
    *kept = picture;
    layout_span span = {.start = (uint32_t)para->building.len, .style = style, .picture = kept};
    sm_buf_add_codepoint(&para->building, 0xFFFC);
    span.end = (uint32_t)para->building.len;
    SM_LIST_ADD(para->arena, &para->spans, span);
}

static void add_link(layout_para *para, layout_style style, const sm_inline *inline_)
{
    layout_link link = {inline_->as.link.url, inline_->as.link.title};
    SM_LIST_ADD(para->arena, &para->links, link);
    style.link = (uint32_t)para->links.count;
    style.tag = layout_add_tag(para->setter, SM_TAG_LINK, style.tag);
    style.color = para->setter->theme->accent_color;
    if (inline_->as.link.children == NULL)
        layout_para_add_text(para, style, link.url);
    layout_para_add(para, style, inline_->as.link.children, NULL);
}

/* What NUMBER's note is a child of: whoever reads the pages aloud reads it after the block that
 * refers to it first, which TAG is in. */
static void reserve_note(layout_setter *setter, size_t number, uint32_t tag)
{
    if (setter->note_tags[number - 1] != 0)
        return;
    for (; tag != 0; tag = setter->tags.items[tag].parent)
        switch (setter->tags.items[tag].kind) {
        case SM_TAG_DOCUMENT:
        case SM_TAG_SECTION:
        case SM_TAG_QUOTE:
        case SM_TAG_LIST_BODY:
        case SM_TAG_HEADER_CELL:
        case SM_TAG_DATA_CELL:
            setter->note_tags[number - 1] = layout_add_tag(setter, SM_TAG_NOTE, tag);
            return;
        case SM_TAG_TITLE:
        case SM_TAG_HEADING:
        case SM_TAG_PARAGRAPH:
        case SM_TAG_LIST:
        case SM_TAG_LIST_ITEM:
        case SM_TAG_LABEL:
        case SM_TAG_TABLE:
        case SM_TAG_TABLE_HEAD:
        case SM_TAG_TABLE_BODY:
        case SM_TAG_TABLE_ROW:
        case SM_TAG_FIGURE:
        case SM_TAG_CAPTION:
        case SM_TAG_CODE:
        case SM_TAG_NOTE:
        case SM_TAG_REFERENCE:
        case SM_TAG_LINK:
        case SM_TAG_SPAN:
        case SM_TAG_CONTENTS:
        case SM_TAG_CONTENTS_ITEM:
        case SM_TAG_FORM:
            break; /* a note may not stand there, or would part what belongs together */
        }
}

static void add_reference(layout_para *para, layout_style style, const sm_inline *inline_)
{
    layout_setter *setter = para->setter;
    size_t number = inline_->as.footnote.number;
    layout_link link = {sm_str_printf(setter->arena, "#fn-%zu", number), {NULL, 0}};
    SM_LIST_ADD(para->arena, &para->links, link);
    style = script_style(style, 0.36);
    style.color = setter->theme->accent_color;
    style.link = (uint32_t)para->links.count;
    uint32_t outer = style.tag;
    style.tag =
        layout_add_tag(setter, SM_TAG_LINK, layout_add_tag(setter, SM_TAG_REFERENCE, outer));
    reserve_note(setter, number, outer);
    layout_para_add_text(para, style, sm_str_printf(setter->arena, "%zu", number));
    if (para->spans.count > 0)
        para->spans.items[para->spans.count - 1].note = (uint32_t)number;
}

static void add_one(layout_para *para, layout_style style, const sm_inline *content)
{
    layout_style inner = style;
    switch (content->kind) {
    case SM_TEXT:
        add_with_placeholders(para, style, content, content->as.text);
        return;
    case SM_SOFT_BREAK:
        layout_para_add_text(para, style, SM_STR(" "));
        return;
    case SM_LINE_BREAK:
        layout_para_add_break(para, style);
        return;
    case SM_CODE:
        add_with_placeholders(para, code_style(style, LAYOUT_LOOK_CODE), content,
                              content->as.text);
        return;
    case SM_RAW:
        layout_para_add_text(para, code_style(style, 0), content->as.text);
        return;
    case SM_EMPHASIS:
        inner.font.italic = true;
        break;
    case SM_STRONG:
        inner.font.bold = true;
        break;
    case SM_STRIKE:
        inner.look |= LAYOUT_LOOK_STRIKE;
        break;
    case SM_UNDERLINE:
        inner.look |= LAYOUT_LOOK_UNDERLINE;
        break;
    case SM_SUB:
        inner = script_style(style, -0.16);
        break;
    case SM_SUP:
        inner = script_style(style, 0.36);
        break;
    case SM_KBD:
        inner = code_style(style, LAYOUT_LOOK_KEY);
        break;
    case SM_MARK:
        inner.look |= LAYOUT_LOOK_MARKED;
        break;
    case SM_LINK:
        add_link(para, style, content);
        return;
    case SM_IMAGE:
        add_image(para, style, content);
        return;
    case SM_FOOTNOTE:
        add_reference(para, style, content);
        return;
    }
    layout_para_add(para, inner, content->as.children, NULL);
}

void layout_para_add(layout_para *para, layout_style style, const sm_inline *content,
                     const sm_inline *end)
{
    for (; content != NULL && content != end; content = content->next)
        add_one(para, style, content);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

static sm_arena *arena_of(const layout_para *para)
{
    return para->measured_only ? para->arena : para->setter->arena;
}

/* The width of COUNT blanks in STYLE. */
static sm_pt blanks_width(const layout_para *para, const layout_style *style, uint32_t count)
{
    layout_setter *setter = para->setter;
    if (count == 0)
        return 0;
    return count *
           sm_run_width(sm_shape(arena_of(para), setter->fonts, style->font, style->size,
                                 SM_STR(" "), false, para->loc, setter->diag));
}

/* Shapes a piece, whose place is set. */
static void shape(const layout_para *para, layout_piece *piece)
{
    const layout_span *span = &para->spans.items[piece->span];
    layout_setter *setter = para->setter;
    piece->before = piece->after = 0;
    if ((span->style.look & LAYOUT_LOOK_SURFACE) != 0) {
        piece->before = piece->start == span->start ? surface_pad : 0;
        piece->after = piece->end == span->end ? surface_pad : 0;
    }
    piece->run = NULL;
    piece->width = piece->space = 0;
    if (span->picture != NULL) {
        piece->width = span->picture->width;
        return;
    }
    uint32_t end = piece->end;
    if (end > piece->start && para->text.ptr[end - 1] == '\n')
        end--;
    uint32_t word_end = end;
    while (word_end > piece->start && para->text.ptr[word_end - 1] == ' ')
        word_end--;
    if (end == piece->start)
        return;
    piece->run = sm_shape(arena_of(para), setter->fonts, span->style.font, span->style.size,
                          sm_str_sub(para->text, piece->start, end - piece->start),
                          (piece->level & 1) != 0, para->loc, setter->diag);
    piece->space = blanks_width(para, &span->style, end - word_end);
    piece->width = sm_run_width(piece->run) - piece->space;
}

static bool cuts_here(const layout_para *para, const uint8_t *breaks, const uint8_t *levels,
                      size_t start, size_t at)
{
    if (breaks[at] != LAYOUT_NO_BREAK)
        return true;
    if (levels != NULL) {
        if (levels[at] != levels[at - 1])
            return true;
        if (para->text.ptr[at] == ' ' && para->text.ptr[at - 1] != ' ')
            return true; /* blanks may have to take the paragraph's direction */
    }
    return at - start >= PIECE_MAX && (layout_starts_character(para->text, at) ||
                                       (at - start >= (size_t)2 * PIECE_MAX &&
                                        ((unsigned char)para->text.ptr[at] & 0xC0) != 0x80));
}

static void cut_span(layout_para *para, uint32_t index, const uint8_t *breaks,
                     const uint8_t *levels)
{
    const layout_span *span = &para->spans.items[index];
    for (size_t start = span->start; start < span->end;) {
        size_t at = start + 1;
        while (at < span->end && !cuts_here(para, breaks, levels, start, at))
            at++;
        layout_piece piece = {
            .start = (uint32_t)start,
            .end = (uint32_t)at,
            .span = index,
            .cut = breaks[at],
            .level = levels == NULL ? 0 : levels[start],
        };
        shape(para, &piece);
        SM_LIST_ADD(para->arena, &para->pieces, piece);
        start = at;
    }
}

/* No line breaks inside of inline code but at its blanks and where it is very long anyway. */
static void keep_code(const layout_para *para, uint8_t *breaks)
{
    for (size_t i = 0; i < para->spans.count; i++) {
        const layout_span *span = &para->spans.items[i];
        if (span->style.font.family != SM_FAMILY_MONO)
            continue;
        for (size_t at = span->start + 1; at < span->end; at++)
            if (breaks[at] == LAYOUT_MAY_BREAK && para->text.ptr[at - 1] != ' ' &&
                (unsigned char)para->text.ptr[at] < 0x80)
                breaks[at] = LAYOUT_NO_BREAK;
    }
}

void layout_para_finish(layout_para *para)
{
    layout_setter *setter = para->setter;
    sm_buf *buf = &para->building;
    while (!para->keeps_blank && buf->len > 0 && para->spans.count > 0 &&
           is_blank(buf->ptr[buf->len - 1])) {
        layout_span *last = &para->spans.items[para->spans.count - 1];
        if (last->end <= last->start)
            break;
        last->end--;
        buf->len--;
    }
    para->text = sm_str_copy(arena_of(para), sm_buf_str(buf));
    if (para->text.len == 0)
        return;
    uint8_t *breaks = SM_NEW_ARRAY(para->arena, uint8_t, para->text.len + 1);
    layout_find_breaks(setter->breaker, para->text, breaks);
    keep_code(para, breaks);
    uint8_t *levels = SM_NEW_ARRAY(para->arena, uint8_t, para->text.len);
    para->mixed = layout_find_levels(setter->breaker, para->text, levels, &para->right_to_left);
    for (uint32_t i = 0; i < para->spans.count; i++)
        cut_span(para, i, breaks, para->mixed ? levels : NULL);
}

bool layout_para_is_empty(const layout_para *para)
{
    return para->pieces.count == 0;
}

static sm_pt padded(const layout_piece *piece)
{
    return piece->before + piece->width + piece->after;
}

sm_pt layout_para_widest(const layout_para *para)
{
    sm_pt widest = 0, line = 0, blank = 0;
    for (size_t i = 0; i < para->pieces.count; i++) {
        const layout_piece *piece = &para->pieces.items[i];
        line += blank + padded(piece);
        blank = piece->space;
        widest = fmax(widest, line);
        if (piece->cut == LAYOUT_MUST_BREAK)
            line = blank = 0;
    }
    return widest;
}

/* The widest part of PIECE between soft breaks, as far as its glyphs tell. */
static sm_pt widest_part(const layout_para *para, const layout_piece *piece)
{
    const layout_span *span = &para->spans.items[piece->span];
    size_t parts = 1, longest = 0, start = piece->start;
    for (size_t at = start + 1; at <= piece->end; at++)
        if (at == piece->end || layout_is_soft_break(para->text, at)) {
            parts++;
            longest = at - start > longest ? at - start : longest;
            start = at;
        }
    size_t len = piece->end - piece->start;
    if (parts <= 2 || len == 0 || span->picture != NULL)
        return piece->width;
    return piece->width * (double)longest / (double)len * 1.12;
}

sm_pt layout_para_narrowest(const layout_para *para, bool soft)
{
    sm_pt longest = 0, word = 0;
    for (size_t i = 0; i < para->pieces.count; i++) {
        const layout_piece *piece = &para->pieces.items[i];
        word +=
            soft ? piece->before + fmin(widest_part(para, piece), piece->width) + piece->after
                 : padded(piece);
        longest = fmax(longest, word);
        if (piece->cut != LAYOUT_NO_BREAK)
            word = 0;
    }
    return longest;
}

layout_style layout_text_style(layout_context context, uint32_t tag)
{
    return (layout_style){
        .font = {SM_FAMILY_TEXT, false, false},
        .size = context.size,
        .color = context.color,
        .tag = tag,
    };
}

layout_piece layout_piece_part(const layout_para *para, const layout_piece *piece,
                               uint32_t start, uint32_t end)
{
    layout_piece part = *piece;
    part.start = start;
    part.end = end;
    part.cut = end == piece->end ? piece->cut : (uint8_t)LAYOUT_MAY_BREAK;
    shape(para, &part);
    return part;
}
