#include "lines.h"
#include <math.h>

/* A line may be this much too wide: sums of rounded advances. */
static const sm_pt tolerance = 0.01;

/* A word may be broken at a soft place when it would leave more than this part empty. */
static const double ragged = 0.4;

typedef struct line_breaker {
    layout_para *para;
    sm_pt x, width;
    sm_align align;
    sm_arena *arena; /* of LINES */
    layout_lines *lines;
    struct SM_LIST(layout_piece) line;
    sm_pt used;  /* of the width, without trailing blanks */
    sm_pt blank; /* trailing blanks */
} line_breaker;

static sm_pt padded(const layout_piece *piece)
{
    return piece->before + piece->width + piece->after;
}

static void flush(line_breaker *b)
{
    layout_line line =
        layout_paint_line(b->para, b->line.items, b->line.count, b->x, b->width, b->align);
    SM_LIST_ADD(b->arena, b->lines, line);
    b->line.count = 0;
    b->used = b->blank = 0;
}

static void place(line_breaker *b, layout_piece piece)
{
    if (b->line.count == 0 && piece.width <= 0 && piece.space > 0 &&
        piece.cut == LAYOUT_MAY_BREAK && b->para->mixed)
        return; /* a blank that its line has no room for */
    b->used += b->blank + padded(&piece);
    b->blank = piece.space;
    SM_LIST_ADD(b->para->arena, &b->line, piece);
    if (piece.cut == LAYOUT_MUST_BREAK)
        flush(b);
}

/* The last place up to which PIECE fits in ROOM, or its start. With SOFT only where a reader
 * expects a break; without, after its first character at the least. */
static uint32_t fitting_end(const layout_para *para, const layout_piece *piece, sm_pt room,
                            bool soft)
{
    if (para->spans.items[piece->span].picture != NULL || piece->width <= 0)
        return soft ? piece->start : piece->end;
    double per_byte = piece->width / (double)(piece->end - piece->start);
    uint32_t at = piece->end - 1, first = piece->end;
    while (at > piece->start && per_byte * (at - piece->start) > room * 1.25 + 8)
        at--; /* too far by any estimate */
    for (; at > piece->start; at--) {
        if (soft ? !layout_is_soft_break(para->text, at)
                 : !layout_starts_character(para->text, at))
            continue;
        layout_piece part = layout_piece_part(para, piece, piece->start, at);
        if (padded(&part) <= room + tolerance)
            return at;
        first = at;
    }
    return soft ? piece->start : first;
}

/* The end of the word that starts at piece FROM, and its width as far as LIMIT. */
static size_t word_end(const line_breaker *b, size_t from, sm_pt limit, sm_pt *width)
{
    const layout_para *para = b->para;
    *width = 0;
    size_t i = from;
    sm_pt blank = 0;
    while (i < para->pieces.count) {
        const layout_piece *piece = &para->pieces.items[i++];
        *width += blank + padded(piece);
        blank = piece->space;
        if (piece->cut != LAYOUT_NO_BREAK || *width > limit)
            break;
    }
    return i;
}

/* Places as much as fits of the word that starts with FIRST (which is piece AT or the rest of
 * it), soft breaks first; returns false when nothing was placed because a fresh line is better.
 */
static bool split_word(line_breaker *b, layout_piece *first, size_t *at)
{
    sm_pt room = b->width - b->used - b->blank;
    bool fresh = b->line.count == 0;
    if (padded(first) <= room + tolerance) {
        place(b, *first);
        *first = (layout_piece){0};
        (*at)++;
        return true;
    }
    uint32_t end = fitting_end(b->para, first, room, true);
    if (end == first->start && !fresh)
        return false;
    if (end == first->start)
        end = fitting_end(b->para, first, room, false);
    if (end < first->end) {
        layout_piece part = layout_piece_part(b->para, first, first->start, end);
        layout_piece rest = layout_piece_part(b->para, first, end, first->end);
        place(b, part);
        flush(b);
        *first = rest;
        return true;
    }
    place(b, *first);
    *first = (layout_piece){0};
    (*at)++;
    return true;
}

/* The word that starts at piece AT does not fit on a line of its own, or would leave too much
 * of this one empty. Returns the piece to go on with. */
static size_t set_long_word(line_breaker *b, size_t at, size_t end)
{
    layout_piece piece = {0};
    while (at < end) {
        if (piece.end == 0)
            piece = b->para->pieces.items[at];
        if (!split_word(b, &piece, &at))
            flush(b);
    }
    return end;
}

static bool is_technical(const layout_para *para, const layout_piece *piece)
{
    for (uint32_t at = piece->start + 1; at < piece->end; at++)
        if (layout_is_soft_break(para->text, at))
            return true;
    return false;
}

void layout_para_set(layout_para *para, sm_pt x, sm_pt width, sm_align align, sm_arena *arena,
                     layout_lines *lines)
{
    line_breaker b = {
        .para = para, .x = x, .width = width, .align = align, .arena = arena, .lines = lines};
    for (size_t at = 0; at < para->pieces.count;) {
        sm_pt word = 0;
        size_t end = word_end(&b, at, width, &word);
        sm_pt room = width - b.used - (b.line.count > 0 ? b.blank : 0);
        if (word <= room + tolerance) {
            for (; at < end; at++)
                place(&b, para->pieces.items[at]);
        } else if (word > width + tolerance ||
                   (room > width * ragged && is_technical(para, &para->pieces.items[at]))) {
            at = set_long_word(&b, at, end);
        } else if (b.line.count > 0) {
            flush(&b);
        } else { /* one word, as wide as the line: rounding */
            for (; at < end; at++)
                place(&b, para->pieces.items[at]);
        }
    }
    if (b.line.count > 0)
        flush(&b);
}
