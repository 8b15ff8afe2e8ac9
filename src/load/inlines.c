/* cmark's inline nodes to inlines. cmark knows lines and columns only roughly: breaks and bare
 * links have none, and columns after the first line ignore how that line is indented. So every
 * text is looked up in the source, from left to right; where it stands there as it is, it
 * becomes a view of the source. */
#include "builder.h"
#include <cmark-gfm.h>
#include <string.h>

sm_inline *load_new_inline(load *l, sm_inline_kind kind, sm_loc loc)
{
    sm_inline *made = SM_NEW(l->arena, sm_inline);
    made->kind = kind;
    made->index = l->inline_count++;
    made->loc = loc;
    return made;
}

int load_deepest(const load *l)
{
    size_t limit = sm_limit(l->diag, SM_LIMIT_NESTING);
    return limit < SM_DEPTH_MAX ? (int)limit : SM_DEPTH_MAX;
}

void load_too_deep(load *l, sm_loc loc)
{
    if (!l->depth_reported)
        sm_report(l->diag, SM_DIAG_DEPTH_LIMIT, loc, NULL);
    l->depth_reported = true;
}

typedef struct walk {
    builder b;
    extent where;
    int first_line, block_offset; /* cmark's line of the block; its columns start after this */
    int rows;                     /* what to add to cmark's lines; learned on the way */
    int line;                     /* cmark's line that LINE_START belongs to */
    size_t line_start;            /* where the content of that line starts */
    size_t cursor;                /* the end of what has been converted */
    size_t here;                  /* the offset of the current node */
    int too_deep;                 /* nodes entered that got no frame */
} walk;

static sm_loc here(walk *w)
{
    return load_loc(w->b.l, w->here);
}

/* Where the content of cmark's LINE starts: after the marks of the blocks around it. */
static size_t content_of_line(walk *w, int line)
{
    const sm_source *source = w->b.l->source;
    size_t at = load_offset(w->b.l, line + w->rows, 1);
    while (at < w->where.to && (source->text.ptr[at] == ' ' || source->text.ptr[at] == '\t' ||
                                source->text.ptr[at] == '>'))
        at++;
    return at;
}

/* The offset of cmark's LINE and COLUMN, as far as cmark can be believed. */
static size_t expected(walk *w, int line, int column)
{
    size_t at;
    if (line == w->first_line && w->rows == 0) {
        at = load_offset(w->b.l, line + w->rows, column);
    } else {
        if (line != w->line) {
            w->line = line;
            w->line_start = content_of_line(w, line);
        }
        at = w->line_start +
             (size_t)(column > w->block_offset ? column - 1 - w->block_offset : 0);
    }
    if (at < w->where.from)
        return w->where.from;
    return at < w->where.to ? at : w->where.to;
}

static bool stands_at(const walk *w, sm_str text, size_t at)
{
    const sm_source *source = w->b.l->source;
    return at <= w->where.to && w->where.to - at >= text.len &&
           memcmp(source->text.ptr + at, text.ptr, text.len) == 0;
}

/* Where the start of TEXT is found after the cursor, or SM_STR_NONE. The distance is limited,
 * so that looking in vain for many texts takes linear time. */
static size_t search(const walk *w, sm_str text)
{
    enum { DISTANCE = 4000, SAMPLE = 24 };
    size_t from = w->cursor > w->where.from ? w->cursor : w->where.from;
    if (from >= w->where.to)
        return SM_STR_NONE;
    size_t len = w->where.to - from < DISTANCE ? w->where.to - from : DISTANCE;
    sm_str sample = sm_str_sub(text, 0, SAMPLE);
    size_t found = sm_str_find(sm_str_sub(w->b.l->source->text, from, len), sample);
    return found == SM_STR_NONE ? SM_STR_NONE : from + found;
}

/* After TEXT was found in another line than cmark says: the lines after it are off as well. */
static void learn(walk *w, int line, size_t at)
{
    sm_loc loc = load_loc(w->b.l, at);
    int row = (int)loc.line - w->b.l->first_line;
    if (line > 0 && !w->where.fragment && row != line + w->rows) {
        w->rows = row - line;
        w->line = 0;
    }
}

/* Moves to NODE, if cmark says where it is. */
static void move_to(walk *w, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    w->here = w->cursor;
    if (line <= 0 || w->where.fragment)
        return;
    w->here = expected(w, line, cmark_node_get_start_column(node));
    if (w->here < w->cursor)
        w->here = w->cursor;
}

/* The offset of TEXT, which NODE holds, when it stands in the source as it is; else
 * SM_STR_NONE. Moves there. */
static size_t find_text(walk *w, cmark_node *node, sm_str text)
{
    if (text.len == 0)
        return SM_STR_NONE;
    size_t at = w->here;
    if (!stands_at(w, text, at)) {
        const char *source = w->b.l->source->text.ptr;
        bool escaped = at < w->where.to && (source[at] == '\\' || source[at] == '&');
        size_t found =
            escaped || stands_at(w, sm_str_sub(text, 0, 1), at) ? SM_STR_NONE : search(w, text);
        if (found == SM_STR_NONE)
            return SM_STR_NONE;
        at = w->here = found;
        learn(w, cmark_node_get_start_line(node), at);
        if (!stands_at(w, text, at))
            return SM_STR_NONE;
    }
    w->cursor = at + text.len;
    return at;
}

static sm_str copy_of(walk *w, const char *text)
{
    sm_str str = sm_str_from_cstr(text != NULL ? text : "");
    return sm_str_copy(w->b.l->arena, load_restore(w->b.l, str));
}

/* TEXT for good: a part of the source at AT, or a copy. */
static sm_str keep(walk *w, sm_str text, size_t at)
{
    return at != SM_STR_NONE ? sm_str_sub(w->b.l->source->text, at, text.len)
                             : sm_str_copy(w->b.l->arena, text);
}

/* The part of TEXT from FROM to TO; TEXT is at START, and AT is that if it is verbatim. */
static void add_piece(walk *w, sm_str text, size_t from, size_t to, size_t at, size_t start)
{
    if (from >= to)
        return;
    bool verbatim = at != SM_STR_NONE;
    w->here = verbatim ? at + from : start;
    load_builder_text(&w->b, sm_str_sub(text, from, to - from),
                      verbatim ? at + from : SM_STR_NONE, here(w));
}

static void add_formula(walk *w, sm_str formula, size_t at)
{
    w->here = at;
    sm_inline *code = load_builder_add(&w->b, SM_CODE, here(w));
    code->as.text = sm_str_copy(w->b.l->arena, formula);
    load_report_formula(w->b.l, code->loc);
}

static void add_text(walk *w, cmark_node *node)
{
    sm_str text = load_literal(w->b.l, node), formula;
    size_t at = find_text(w, node, text);
    size_t start = w->here, done = 0;
    for (size_t i = 0; (i = sm_str_find_char(sm_str_from(text, done), '$')) != SM_STR_NONE;) {
        i += done;
        size_t end = load_formula_end(text, i, &formula);
        add_piece(w, text, done, end != 0 ? i : i + 1, at, start);
        done = end != 0 ? end : i + 1;
        if (end != 0)
            add_formula(w, formula, at != SM_STR_NONE ? at + i : start);
    }
    add_piece(w, text, done, text.len, at, start);
}

static void add_code(walk *w, cmark_node *node)
{
    sm_str text = load_literal(w->b.l, node);
    size_t at = find_text(w, node, text);
    const char *source = w->b.l->source->text.ptr;
    while (w->here > w->where.from && source[w->here - 1] == '`')
        w->here--;
    load_builder_add(&w->b, SM_CODE, here(w))->as.text = keep(w, text, at);
}

static void add_raw(walk *w, cmark_node *node)
{
    sm_str text = load_literal(w->b.l, node);
    size_t at = find_text(w, node, text);
    load_html_inline(&w->b, keep(w, text, at), w->here);
}

static void add_break(walk *w, sm_inline_kind kind)
{
    sm_str rest = sm_str_sub(w->b.l->source->text, w->cursor, w->where.to - w->cursor);
    size_t end = sm_str_find_char(rest, '\n');
    w->here = w->cursor;
    if (!w->b.break_due) /* else the line break that comes says it all */
        load_builder_add(&w->b, kind, here(w));
    if (end != SM_STR_NONE)
        w->cursor += end + 1;
}

/* The title of a link or image; absent when there is none. */
static sm_str title_of(walk *w, cmark_node *node)
{
    const char *title = cmark_node_get_title(node);
    return title == NULL || *title == '\0' ? (sm_str){0} : copy_of(w, title);
}

static void text_below(load *l, sm_buf *buf, cmark_node *top)
{
    cmark_node *node = cmark_node_first_child(top);
    while (node != NULL) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            sm_buf_add_char(buf, ' ');
        else if (type != CMARK_NODE_FOOTNOTE_REFERENCE)
            sm_buf_add_str(buf, load_literal(l, node));
        if (cmark_node_first_child(node) != NULL) {
            node = cmark_node_first_child(node);
            continue;
        }
        while (node != top && cmark_node_next(node) == NULL)
            node = cmark_node_parent(node);
        node = node == top ? NULL : cmark_node_next(node);
    }
}

/* Moves the cursor to the end of NODE, a link or image. */
static void pass(walk *w, cmark_node *node)
{
    int line = cmark_node_get_end_line(node);
    if (line <= 0 || w->where.fragment)
        return;
    size_t end = expected(w, line, cmark_node_get_end_column(node)) + 1;
    if (end > w->cursor)
        w->cursor = end < w->where.to ? end : w->where.to;
}

static void add_image(walk *w, cmark_node *node)
{
    sm_inline *image = load_builder_add(&w->b, SM_IMAGE, here(w));
    sm_buf alt = sm_buf_new(w->b.l->arena);
    text_below(w->b.l, &alt, node);
    image->as.image.url = copy_of(w, cmark_node_get_url(node));
    image->as.image.title = title_of(w, node);
    image->as.image.alt = sm_buf_str(&alt);
    pass(w, node);
}

static void add_footnote(walk *w, cmark_node *node)
{
    load *l = w->b.l;
    size_t number = load_cmark_note(node);
    number = number != 0 ? load_note_number(l, number) : 0;
    if (number == 0)
        return;
    sm_inline *reference = load_builder_add(&w->b, SM_FOOTNOTE, here(w));
    reference->as.footnote.number = number;
    reference->as.footnote.reference = ++l->footnotes.items[number - 1].references;
    pass(w, node);
}

static void enter_link(walk *w, cmark_node *node)
{
    /* A bare link has no place; the text after the cursor is it. */
    const char *source = w->b.l->source->text.ptr;
    bool bracket = w->here < w->where.to && source[w->here] == '[';
    sm_inline *link = load_builder_add(&w->b, SM_LINK, here(w));
    link->as.link.url = copy_of(w, cmark_node_get_url(node));
    link->as.link.title = title_of(w, node);
    link->as.link.automatic = !bracket;
    load_builder_open(&w->b, link, &link->as.link.children);
}

/* What a node with children becomes; SM_TEXT when it has no meaning of its own. */
static sm_inline_kind kind_of(cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_EMPH:
        return SM_EMPHASIS;
    case CMARK_NODE_STRONG:
        return SM_STRONG;
    case CMARK_NODE_LINK:
        return SM_LINK;
    default: /* cmark's open set of kinds */
        return strcmp(cmark_node_get_type_string(node), "strikethrough") == 0 ? SM_STRIKE
                                                                              : SM_TEXT;
    }
}

/* Enters NODE; true when a frame was opened for it. */
static bool enter(walk *w, cmark_node *node)
{
    sm_inline_kind kind = kind_of(node);
    if (kind == SM_TEXT || !load_builder_can_open(&w->b, here(w)))
        return false;
    if (kind == SM_LINK) {
        enter_link(w, node);
        return true;
    }
    sm_inline *made = load_builder_add(&w->b, kind, here(w));
    load_builder_open(&w->b, made, &made->as.children);
    return true;
}

static void leave(walk *w, cmark_node *node)
{
    if (w->too_deep != 0)
        w->too_deep--;
    else
        load_builder_close(&w->b);
    pass(w, node);
}

static void add_leaf(walk *w, cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        add_text(w, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        add_break(w, SM_SOFT_BREAK);
        break;
    case CMARK_NODE_LINEBREAK:
        add_break(w, SM_LINE_BREAK);
        break;
    case CMARK_NODE_CODE:
        add_code(w, node);
        break;
    case CMARK_NODE_HTML_INLINE:
        add_raw(w, node);
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        add_footnote(w, node);
        break;
    case CMARK_NODE_IMAGE:
        add_image(w, node);
        break;
    default: /* an empty link or emphasis */
        if (enter(w, node))
            leave(w, node);
        break;
    }
}

static void convert(walk *w, cmark_node *top)
{
    cmark_node *node = cmark_node_first_child(top);
    while (node != NULL) {
        move_to(w, node);
        cmark_node *child = cmark_node_first_child(node);
        if (child != NULL && cmark_node_get_type(node) != CMARK_NODE_IMAGE) {
            if (!enter(w, node))
                w->too_deep++;
            node = child;
            continue;
        }
        add_leaf(w, node);
        while (node != top && cmark_node_next(node) == NULL) {
            node = cmark_node_parent(node);
            if (node != top)
                leave(w, node);
        }
        node = node == top ? NULL : cmark_node_next(node);
    }
}

const sm_inline *load_inlines(load *l, cmark_node *node, extent where)
{
    walk w;
    load_builder_start(&w.b, l);
    w.where = where;
    w.first_line = cmark_node_get_start_line(node);
    w.block_offset = cmark_node_get_start_column(node) - 1;
    w.rows = where.rows;
    w.line = 0;
    w.line_start = 0;
    w.cursor = where.from;
    w.here = where.from;
    w.too_deep = 0;
    convert(&w, node);
    return load_builder_finish(&w.b);
}
