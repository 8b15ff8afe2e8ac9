/* Code blocks: on a grid of cells, colored, wrapped; drawings of characters are scaled. */
#include "set.h"
#include "specmill/base/utf8.h"
#include "specmill/font/metrics.h"
#include "specmill/highlight/highlight.h"
#include "specmill/scene/build.h"
#include <math.h>

enum { TAB = 4, SMALL_BLOCK = 16 /* lines; not cut */ };

static const sm_pt pad = 8;
static const double whole_part = 0.8; /* of a column: the tallest drawing that is not cut */
static const sm_pt readable = 5;      /* below that, a drawing is worth a page that lies */

typedef struct code_setter {
    layout_setter *setter;
    layout_context context; /* inside the box */
    sm_arena *scratch;
    sm_str text;
    const sm_token *tokens;
    size_t token_count, token; /* the one reached */
    sm_font_style font;
    sm_pt size, cell, line_height, baseline;
    size_t columns; /* that fit on a line; at least 8 */
    sm_color color;
    bool may_mix; /* directions */
    uint32_t tag;
    const sm_placeholder *placeholder, *placeholder_end; /* in this block, from here on */
    sm_loc loc;
} code_setter;

static bool is_drawing_char(uint32_t c)
{
    return c >= 0x2500 && c <= 0x25FF && c != 0x25CF && c != 0x25CB && c != 0x25A0;
}

/* Whether LINE is part of a drawing in ASCII: "+--+", "|  |", "-->". */
static bool is_ascii_drawing(sm_str line)
{
    sm_str t = sm_str_trim(line);
    if (sm_str_find(t, SM_STR("+--")) != SM_STR_NONE ||
        sm_str_find(t, SM_STR("--+")) != SM_STR_NONE)
        return true;
    return t.len > 2 && t.ptr[0] == '|' && t.ptr[t.len - 1] == '|';
}

/* Whether TEXT is a drawing: then its lines must join and must not wrap. */
static bool is_drawing(sm_str text)
{
    for (size_t i = 0; i < text.len;) {
        if ((unsigned char)text.ptr[i] < 0x80) {
            i++;
            continue;
        }
        if (is_drawing_char(sm_utf8_next(text, &i)))
            return true;
    }
    size_t drawn = 0;
    sm_str line;
    while (drawn < 2 && sm_str_split(&text, '\n', &line))
        drawn += is_ascii_drawing(line);
    return drawn >= 2;
}

static sm_color color_of(const sm_theme *theme, sm_token_kind kind, sm_color plain)
{
    switch (kind) {
    case SM_TOKEN_PLAIN:
        return plain;
    case SM_TOKEN_KEYWORD:
        return theme->code_keyword;
    case SM_TOKEN_STRING:
        return theme->code_string;
    case SM_TOKEN_NUMBER:
        return theme->code_number;
    case SM_TOKEN_COMMENT:
        return theme->code_comment;
    case SM_TOKEN_TYPE:
        return theme->code_type;
    case SM_TOKEN_ADDED:
        return theme->tip_color;
    case SM_TOKEN_REMOVED:
        return theme->caution_color;
    }
    return plain;
}

/* The color at OFFSET of the text and, in *END, up to where it holds. */
static sm_color color_at(code_setter *c, size_t offset, size_t *end)
{
    const sm_theme *theme = c->setter->theme;
    sm_color color = c->color;
    *end = c->text.len;
    while (c->token < c->token_count &&
           c->tokens[c->token].offset + c->tokens[c->token].len <= offset)
        c->token++;
    if (c->token < c->token_count) {
        color = color_of(theme, c->tokens[c->token].kind, c->color);
        *end = c->tokens[c->token].offset + c->tokens[c->token].len;
    }
    while (c->placeholder < c->placeholder_end &&
           c->placeholder->offset + c->placeholder->text.len <= offset)
        c->placeholder++;
    if (c->placeholder < c->placeholder_end) {
        size_t from = c->placeholder->offset;
        if (offset < from) {
            *end = from < *end ? from : *end;
        } else {
            color = theme->placeholder_color;
            *end = from + c->placeholder->text.len;
        }
    }
    return color;
}

/* The end of the piece at FROM that is shaped as one: a word and the blanks after it. */
static size_t piece_end(sm_str text, size_t from, size_t end)
{
    size_t at = from;
    while (at < end && text.ptr[at] != ' ')
        at++;
    while (at < end && text.ptr[at] == ' ')
        at++;
    if (at - from > 160) { /* a bound for the shaper's cache */
        at = from + 160;
        while (at < end && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

/* A mark being collected: pieces of one color that lie in the grid. */
typedef struct code_mark {
    size_t start, end; /* in the text */
    sm_pt x, width;
    sm_color color;
    sm_run *first, *last;
} code_mark;

static void finish_mark(code_setter *c, layout_marks *marks, code_mark *mark)
{
    if (mark->first == NULL)
        return;
    layout_mark *made = layout_new_mark(c->setter->arena, marks, SM_MARK_TEXT, c->tag);
    made->mark.as.text.at = (sm_point){mark->x, c->baseline};
    made->mark.as.text.text = sm_str_sub(c->text, mark->start, mark->end - mark->start);
    made->mark.as.text.style = c->font;
    made->mark.as.text.size = c->size;
    made->mark.as.text.ink = layout_ink(mark->color);
    made->mark.as.text.halo = sm_ink_none();
    made->mark.as.text.width = mark->width;
    made->mark.as.text.runs = mark->first;
    *mark = (code_mark){0};
}

static void add_runs(code_setter *c, code_mark *mark, const sm_run *runs)
{
    for (; runs != NULL; runs = runs->next) {
        sm_run *copy = SM_NEW(c->setter->arena, sm_run);
        *copy = *runs;
        copy->next = NULL;
        if (mark->last != NULL)
            mark->last->next = copy;
        else
            mark->first = copy;
        mark->last = copy;
    }
}

/* A blank where a line ends: it parts the lines for readers of the text behind the page. */
static void add_line_end(code_setter *c, code_mark *mark, size_t end)
{
    if (mark->first != NULL && (end == c->text.len || c->text.ptr[end] == '\n'))
        add_runs(c, mark,
                 sm_shape(c->setter->arena, c->setter->fonts, c->font, c->size, SM_STR(" "),
                          false, c->loc, c->setter->diag));
}

/* A word and the blanks after it, of one color and one direction. */
typedef struct code_piece {
    size_t start, end;
    sm_color color;
    bool right_to_left;
    sm_pt x;
} code_piece;

typedef struct code_pieces {
    struct SM_LIST(code_piece) list;
    struct SM_LIST(uint8_t) levels;
} code_pieces;

static code_pieces cut_pieces(code_setter *c, size_t from, size_t end, const uint8_t *levels)
{
    code_pieces cut = {0};
    for (size_t start = from, to; start < end; start = to) {
        code_piece piece = {.start = start};
        uint8_t level = levels[start - from];
        size_t colored;
        piece.color = color_at(c, start, &colored);
        to = piece_end(c->text, start, colored < end ? colored : end);
        for (size_t i = start; i < to; i++)
            if (levels[i - from] != level)
                to = i;
        piece.end = to;
        piece.right_to_left = (level & 1) != 0;
        SM_LIST_ADD(c->scratch, &cut.list, piece);
        SM_LIST_ADD(c->scratch, &cut.levels, level);
    }
    return cut;
}

/* A line of which parts run right to left: its pieces stand on cells in the order of UAX #9. */
static void add_mixed(code_setter *c, layout_marks *marks, size_t from, size_t end, sm_pt x,
                      const uint8_t *levels)
{
    code_pieces cut = cut_pieces(c, from, end, levels);
    size_t count = cut.list.count;
    int32_t *order = SM_NEW_ARRAY(c->scratch, int32_t, count);
    layout_order_levels(cut.levels.items, count, order);
    for (size_t i = 0; i < count; i++) {
        code_piece *piece = &cut.list.items[order[i]];
        piece->x = x;
        x += c->cell * (double)sm_text_cells(
                           sm_str_sub(c->text, piece->start, piece->end - piece->start));
    }
    for (size_t i = 0; i < count; i++) {
        const code_piece *piece = &cut.list.items[i];
        code_mark mark = {
            .start = piece->start, .end = piece->end, .x = piece->x, .color = piece->color};
        const sm_run *runs =
            sm_shape(c->setter->arena, c->setter->fonts, c->font, c->size,
                     sm_str_sub(c->text, piece->start, piece->end - piece->start),
                     piece->right_to_left, c->loc, c->setter->diag);
        add_runs(c, &mark, runs);
        mark.width = sm_run_width(runs);
        if (i + 1 == count)
            add_line_end(c, &mark, end);
        finish_mark(c, marks, &mark);
    }
}

/* The text [from, end) as marks from X on, each piece on its cell. */
static void add_stretch(code_setter *c, layout_marks *marks, size_t from, size_t end, sm_pt x)
{
    code_mark mark = {0};
    sm_pt pen = x, column = x;
    while (from < end) {
        size_t colored;
        sm_color color = color_at(c, from, &colored);
        size_t to = piece_end(c->text, from, colored < end ? colored : end);
        sm_str piece = sm_str_sub(c->text, from, to - from);
        const sm_run *runs = sm_shape(c->setter->arena, c->setter->fonts, c->font, c->size,
                                      piece, false, c->loc, c->setter->diag);
        if (mark.first != NULL && (mark.color != color || fabs(pen - column) > 0.05))
            finish_mark(c, marks, &mark);
        if (mark.first == NULL) {
            mark = (code_mark){.start = from, .x = column, .color = color};
            pen = column;
        }
        add_runs(c, &mark, runs);
        sm_pt width = sm_run_width(runs);
        mark.end = to;
        mark.width += width;
        pen += width;
        column += c->cell * (double)sm_text_cells(piece);
        from = to;
    }
    add_line_end(c, &mark, end);
    finish_mark(c, marks, &mark);
}

/* A small bent arrow: the line goes on from the one above. */
static void add_wrap_mark(code_setter *c, layout_marks *marks, sm_pt x)
{
    sm_path path = sm_path_new(c->setter->arena);
    sm_pt y = c->baseline - c->size * 0.25, w = c->cell * 0.9, h = c->size * 0.4;
    sm_path_move(&path, x, y - h);
    sm_path_line(&path, x, y);
    sm_path_line(&path, x + w, y);
    sm_path_move(&path, x + w - h * 0.5, y - h * 0.45);
    sm_path_line(&path, x + w, y);
    sm_path_line(&path, x + w - h * 0.5, y + h * 0.45);
    layout_add_path(c->setter->arena, marks, &path, sm_ink_none(),
                    layout_ink(c->setter->theme->muted_color), 0.6);
}

static void add_code_strip(code_setter *c, size_t from, size_t end, size_t indent, bool wrapped)
{
    layout_strip *strip =
        layout_add_strip(&c->setter->galley, c->context.box, c->line_height, c->baseline);
    strip->landscape = c->context.landscape;
    sm_pt x = c->context.x + c->cell * (double)indent;
    if (wrapped)
        add_wrap_mark(c, &strip->marks, fmax(x - c->cell * 1.5, c->context.x - pad * 0.6));
    sm_str line = sm_str_sub(c->text, from, end - from);
    uint8_t *levels = c->may_mix ? SM_NEW_ARRAY(c->scratch, uint8_t, line.len + 1) : NULL;
    if (c->may_mix && layout_find_code_levels(c->setter->breaker, line, levels))
        add_mixed(c, &strip->marks, from, end, x, levels);
    else
        add_stretch(c, &strip->marks, from, end, x);
}

static bool breaks_after(char c)
{
    return c == ' ' || c == ',' || c == ';' || c == '/' || c == '&' || c == '|' || c == '.' ||
           c == '(' || c == '{' || c == '=' || c == ')' || c == '}';
}

/* Where the line [from, end) is wrapped to take COLUMNS at most. */
static size_t wrap_at(const code_setter *c, size_t from, size_t end, size_t columns)
{
    size_t at = from, used = 0, best = from, best_used = 0;
    while (at < end) {
        size_t next = at;
        sm_utf8_next(c->text, &next);
        size_t width = sm_text_cells(sm_str_sub(c->text, at, next - at));
        if (used + width > columns && at > from && layout_starts_character(c->text, at))
            break;
        used += width;
        if (breaks_after(c->text.ptr[at])) {
            best = next;
            best_used = used;
        }
        at = next;
    }
    if (at >= end)
        return end;
    return best_used * 10 >= columns * 6 ? best : at;
}

static size_t indentation(const code_setter *c, size_t from, size_t end)
{
    size_t at = from;
    while (at < end && c->text.ptr[at] == ' ')
        at++;
    return at - from;
}

static void set_line(code_setter *c, size_t from, size_t end)
{
    sm_str line = sm_str_sub(c->text, from, end - from);
    if (sm_text_cells(line) <= c->columns) {
        add_code_strip(c, from, end, 0, false);
        return;
    }
    size_t indent = indentation(c, from, end) + 3;
    if (indent > c->columns / 2)
        indent = 3;
    size_t room = c->columns, at = from;
    while (at < end) {
        size_t to = wrap_at(c, at, end, room);
        add_code_strip(c, at, to, at == from ? 0 : indent, at != from);
        at = to;
        room = c->columns - indent;
    }
}

/* TEXT with its tabs as blanks and without its last line end. */
static sm_str expand(layout_setter *setter, sm_str text)
{
    while (text.len > 0 && text.ptr[text.len - 1] == '\n')
        text.len--;
    if (sm_str_find_char(text, '\t') == SM_STR_NONE)
        return text;
    sm_buf buf = sm_buf_new(setter->arena);
    size_t line = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\t') {
            size_t column = sm_text_cells(sm_str_sub(sm_buf_str(&buf), line, buf.len - line));
            for (size_t n = TAB - column % TAB; n > 0; n--)
                sm_buf_add_char(&buf, ' ');
            continue;
        }
        sm_buf_add_char(&buf, c);
        if (c == '\n')
            line = buf.len;
    }
    return sm_buf_str(&buf);
}

static size_t widest_line(sm_str text, size_t *lines)
{
    size_t widest = 0;
    *lines = 0;
    sm_str line;
    while (sm_str_split(&text, '\n', &line)) {
        size_t width = sm_text_cells(line);
        widest = width > widest ? width : widest;
        ++*lines;
    }
    return widest;
}

/* Whether the drawing TEXT has boxes, which a page's end would cut; a tree of files has none.
 */
static bool has_boxes(sm_str text)
{
    static const char *const corners[] = {"\u2510", "\u2557", "\u256e", "--+"};
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++)
        if (sm_str_find(text, sm_str_from_cstr(corners[i])) != SM_STR_NONE)
            return true;
    return false;
}

static sm_pt column_height(const code_setter *c)
{
    const layout_setter *setter = c->setter;
    return layout_column_height(c->context.landscape ? &setter->landscape : &setter->portrait);
}

/* SIZE, smaller if LINES of a drawing then stand on one page and can still be read. */
static sm_pt fit_height(const code_setter *c, size_t lines, sm_pt size)
{
    sm_font_metrics m = sm_fonts_metrics(c->setter->fonts, c->font, size);
    sm_pt height = (m.ascent + m.descent) * (double)lines;
    double scale = column_height(c) * (whole_part - 0.01) / height;
    bool helps = scale < 1 && scale >= 0.6 && size * scale >= readable * 0.9;
    return helps && has_boxes(c->text) ? size * scale : size;
}

/* The size at which WIDEST cells fit, each ADVANCE of it wide. */
static sm_pt fitting_size(const code_setter *c, double advance, size_t widest)
{
    return (c->context.width - 2 * pad) / (advance * (double)widest);
}

/* Size, grid and line height, by what the text is and how wide and long; turns the page for a
 * drawing that could not be read else. */
static void choose_size(code_setter *c, size_t widest, size_t lines, bool drawing)
{
    layout_setter *setter = c->setter;
    sm_pt nominal = setter->theme->code_size;
    const sm_run *zero = sm_shape(setter->arena, setter->fonts, c->font, nominal, SM_STR("0"),
                                  false, (sm_loc){NULL, 0, 0}, setter->diag);
    double advance = sm_run_width(zero) / nominal;
    c->size = nominal;
    if (advance <= 0)
        advance = 0.6;
    bool may_turn = drawing && !setter->in_notes && c->context.box == NULL &&
                    c->context.x <= 0 && !c->context.landscape;
    if (may_turn && widest > 0 && fitting_size(c, advance, widest) < readable) {
        c->context.landscape = true;
        c->context.width = layout_measure(&setter->landscape);
    }
    if (widest > 0) {
        sm_pt fitting = fitting_size(c, advance, widest);
        /* A drawing shrinks as far as it must, code only a little. */
        if (fitting < nominal && (drawing || fitting >= nominal * 0.88))
            c->size = fmax(fitting, 1);
    }
    if (drawing && lines > 0)
        c->size = fit_height(c, lines, c->size);
    c->cell = advance * c->size;
    double fit = floor((c->context.width - 2 * pad) / c->cell + 0.001);
    c->columns = drawing ? SIZE_MAX : fit < 8 ? 8 : (size_t)fit;
    sm_font_metrics m = sm_fonts_metrics(setter->fonts, c->font, c->size);
    c->line_height = drawing ? m.ascent + m.descent : c->size * 1.42;
    c->baseline = (c->line_height - m.ascent - m.descent) / 2 + m.ascent;
}

/* What is still to be filled in. */
static void find_placeholders(code_setter *c, const sm_block *block)
{
    const sm_spec *spec = c->setter->spec;
    const uint32_t *firsts = c->setter->block_placeholders;
    if (firsts == NULL || firsts[block->index] == 0)
        return;
    c->placeholder = &spec->placeholders[firsts[block->index] - 1];
    c->placeholder_end = c->placeholder;
    const sm_placeholder *all_end = spec->placeholders + spec->placeholder_count;
    while (c->placeholder_end < all_end && c->placeholder_end->block == block &&
           c->placeholder_end->content == NULL)
        c->placeholder_end++;
}

static const layout_box *new_box(layout_setter *setter, layout_context context)
{
    layout_box *box = SM_NEW(setter->arena, layout_box);
    *box = (layout_box){
        .parent = context.box,
        .x = context.x,
        .width = context.width,
        .pad_top = pad - 1,
        .pad_bottom = pad - 1,
        .radius = 3,
        .fill = layout_ink(setter->theme->surface_color),
        .border = layout_ink(
            layout_mix(setter->theme->surface_color, setter->theme->rule_color, 0.7)),
        .border_width = 0.5,
    };
    return box;
}

static void set_lines(code_setter *c)
{
    layout_galley *galley = &c->setter->galley;
    size_t first = galley->count, start = 0;
    do {
        size_t end = start;
        while (end < c->text.len && c->text.ptr[end] != '\n')
            end++;
        set_line(c, start, end);
        start = end + 1;
    } while (start <= c->text.len && c->text.len > 0);
    size_t count = galley->count - first;
    bool fits = (double)count * c->line_height < column_height(c) * whole_part;
    bool whole = c->columns == SIZE_MAX && fits && has_boxes(c->text); /* a drawing */
    if (count <= SMALL_BLOCK || whole) {
        layout_keep(galley, first);
    } else { /* two lines at each end stay together */
        galley->items[first].cut = LAYOUT_CUT_NEVER;
        galley->items[galley->count - 2].cut = LAYOUT_CUT_NEVER;
    }
}

void layout_set_code(layout_setter *setter, layout_context context, sm_str language,
                     sm_str text, bool muted, const sm_block *block)
{
    sm_arena *scratch = sm_arena_new(0);
    code_setter c = {
        .setter = setter,
        .context = context,
        .scratch = scratch,
        .text = expand(setter, text),
        .font = {SM_FAMILY_MONO, false, false},
        .may_mix = layout_may_run_right_to_left(text),
        .color = muted ? setter->theme->muted_color : setter->theme->text_color,
        .loc = block->loc,
    };
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.2);
    c.tag = layout_add_tag(setter, SM_TAG_CODE,
                           layout_add_tag(setter, SM_TAG_PARAGRAPH, context.tag));
    size_t lines, widest = widest_line(c.text, &lines);
    choose_size(&c, widest, lines, is_drawing(c.text));
    c.context.box = new_box(setter, c.context);
    c.context.x += pad;
    c.context.width -= 2 * pad;
    c.token_count = sm_highlight(scratch, language, c.text, &c.tokens);
    if (c.text.ptr == text.ptr)
        find_placeholders(&c, block);
    set_lines(&c);
    layout_space(&setter->galley, setter->theme->paragraph_space * 1.2);
    sm_arena_free(scratch);
}
