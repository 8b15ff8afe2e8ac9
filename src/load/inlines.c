#include "loader.h"
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

/* An inline that is open: what follows goes into it. */
typedef struct frame {
    sm_inline *node;
    const sm_inline **last; /* where the next child goes */
} frame;

typedef struct inline_builder {
    load *l;
    frame frames[SM_DEPTH_MAX + 1]; /* [0] is the block itself */
    int open;                       /* index of the innermost frame */
    int too_deep;                   /* nodes entered that got no frame */
    sm_buf text;                    /* adjacent text, not yet a node */
    sm_loc text_loc;
    sm_loc here; /* the place of the last node that had one */
} inline_builder;

static void append(inline_builder *b, sm_inline *made)
{
    frame *f = &b->frames[b->open];
    *f->last = made;
    f->last = &made->next;
}

static void flush(inline_builder *b)
{
    if (b->text.len == 0)
        return;
    sm_inline *text = load_new_inline(b->l, SM_TEXT, b->text_loc);
    text->as.text = sm_str_copy(b->l->arena, sm_buf_str(&b->text));
    b->text.len = 0;
    append(b, text);
}

static sm_inline *add(inline_builder *b, sm_inline_kind kind)
{
    flush(b);
    sm_inline *made = load_new_inline(b->l, kind, b->here);
    append(b, made);
    return made;
}

static void add_text(inline_builder *b, sm_str text)
{
    if (b->text.len == 0)
        b->text_loc = b->here;
    sm_buf_add_str(&b->text, text);
}

static void push(inline_builder *b, sm_inline *node, const sm_inline **children)
{
    b->open++;
    b->frames[b->open] = (frame){node, children};
}

static sm_str copy_of(inline_builder *b, const char *text)
{
    return sm_str_copy(b->l->arena, sm_str_from_cstr(text != NULL ? text : ""));
}

/* The title of a link or image; absent when there is none. */
static sm_str title_of(inline_builder *b, cmark_node *node)
{
    const char *title = cmark_node_get_title(node);
    return title == NULL || *title == '\0' ? (sm_str){0} : copy_of(b, title);
}

static void text_below(sm_buf *buf, cmark_node *top)
{
    cmark_node *node = cmark_node_first_child(top);
    while (node != NULL) {
        cmark_node_type type = cmark_node_get_type(node);
        const char *literal = cmark_node_get_literal(node);
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            sm_buf_add_char(buf, ' ');
        else if (literal != NULL && type != CMARK_NODE_FOOTNOTE_REFERENCE)
            sm_buf_add_cstr(buf, literal);
        if (cmark_node_first_child(node) != NULL) {
            node = cmark_node_first_child(node);
            continue;
        }
        while (node != top && cmark_node_next(node) == NULL)
            node = cmark_node_parent(node);
        node = node == top ? NULL : cmark_node_next(node);
    }
}

static void add_image(inline_builder *b, cmark_node *node)
{
    sm_inline *image = add(b, SM_IMAGE);
    sm_buf alt = sm_buf_new(b->l->arena);
    text_below(&alt, node);
    image->as.image.url = copy_of(b, cmark_node_get_url(node));
    image->as.image.title = title_of(b, node);
    image->as.image.alt = sm_buf_str(&alt);
}

static void add_footnote(inline_builder *b, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node); /* the number, as cmark counts */
    size_t number = 0;
    for (const char *at = literal; at != NULL && sm_is_digit(*at); at++)
        number = number * 10 + (size_t)(*at - '0');
    if (number == 0)
        return;
    load *l = b->l;
    while (l->footnotes.count < number)
        SM_LIST_ADD(l->arena, &l->footnotes, (sm_footnote){0});
    sm_inline *reference = add(b, SM_FOOTNOTE);
    reference->as.footnote.number = number;
    reference->as.footnote.reference = ++l->footnotes.items[number - 1].references;
}

static void enter_link(inline_builder *b, cmark_node *node)
{
    sm_inline *link = add(b, SM_LINK);
    link->as.link.url = copy_of(b, cmark_node_get_url(node));
    link->as.link.title = title_of(b, node);
    push(b, link, &link->as.link.children);
}

static bool can_open(inline_builder *b)
{
    if (b->open < SM_DEPTH_MAX)
        return true;
    if (b->too_deep == 0)
        sm_report(b->l->diag, SM_DIAG_DEPTH_LIMIT, b->here, NULL);
    return false;
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

/* Enters NODE, which has children; true when a frame was opened for it. */
static bool enter(inline_builder *b, cmark_node *node)
{
    sm_inline_kind kind = kind_of(node);
    if (kind == SM_TEXT || !can_open(b))
        return false;
    if (kind == SM_LINK) {
        enter_link(b, node);
        return true;
    }
    sm_inline *made = add(b, kind);
    push(b, made, &made->as.children);
    return true;
}

/* A node without children that we descend into. */
static void add_leaf(inline_builder *b, cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        add_text(b, sm_str_from_cstr(cmark_node_get_literal(node)));
        break;
    case CMARK_NODE_SOFTBREAK:
        add(b, SM_SOFT_BREAK);
        break;
    case CMARK_NODE_LINEBREAK:
        add(b, SM_LINE_BREAK);
        break;
    case CMARK_NODE_CODE:
        add(b, SM_CODE)->as.text = copy_of(b, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_HTML_INLINE:
        add(b, SM_RAW)->as.text = copy_of(b, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        add_footnote(b, node);
        break;
    case CMARK_NODE_IMAGE:
        add_image(b, node);
        break;
    default: /* an empty link or emphasis */
        if (enter(b, node)) {
            flush(b);
            b->open--;
        }
        break;
    }
}

static void leave(inline_builder *b)
{
    if (b->too_deep != 0) {
        b->too_deep--;
        return;
    }
    flush(b);
    b->open--;
}

static void move_to(inline_builder *b, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    if (line > 0)
        b->here = load_loc(b->l, load_offset(b->l, line, cmark_node_get_start_column(node)));
}

const sm_inline *load_inlines(load *l, cmark_node *top)
{
    const sm_inline *first = NULL;
    inline_builder b = {.l = l, .text = sm_buf_new(l->arena)};
    b.frames[0].last = &first;
    move_to(&b, top);
    cmark_node *node = cmark_node_first_child(top);
    while (node != NULL) {
        move_to(&b, node);
        cmark_node *child = cmark_node_first_child(node);
        if (child != NULL && cmark_node_get_type(node) != CMARK_NODE_IMAGE) {
            if (!enter(&b, node))
                b.too_deep++;
            node = child;
            continue;
        }
        add_leaf(&b, node);
        while (node != top && cmark_node_next(node) == NULL) {
            node = cmark_node_parent(node);
            if (node != top)
                leave(&b);
        }
        node = node == top ? NULL : cmark_node_next(node);
    }
    flush(&b);
    return first;
}
