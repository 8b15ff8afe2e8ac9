#include "builder.h"

void load_builder_start(builder *b, load *l)
{
    b->l = l;
    b->first = NULL;
    b->open = 0;
    b->run = b->run_end = SM_STR_NONE;
    b->run_copied = false;
    b->break_due = false;
    b->frames[0].node = NULL;
    b->frames[0].start = b->frames[0].last = &b->first;
    b->frames[0].element = NULL;
}

static void append(builder *b, sm_inline *made)
{
    frame *f = &b->frames[b->open];
    *f->last = made;
    f->last = &made->next;
}

static void flush(builder *b)
{
    if (b->run == SM_STR_NONE && !b->run_copied)
        return;
    sm_inline *text = load_new_inline(b->l, SM_TEXT, b->run_loc);
    if (b->run_copied) {
        text->as.text = sm_str_copy(b->l->arena, sm_buf_str(&b->l->scratch));
        b->l->scratch.len = 0;
    } else {
        text->as.text = sm_str_sub(b->l->source->text, b->run, b->run_end - b->run);
    }
    b->run = b->run_end = SM_STR_NONE;
    b->run_copied = false;
    append(b, text);
}

static void take_break(builder *b)
{
    b->break_due = false;
    append(b, load_new_inline(b->l, SM_LINE_BREAK, b->break_loc));
}

void load_builder_break(builder *b, sm_loc loc)
{
    const frame *f = &b->frames[b->open];
    if (b->run == SM_STR_NONE && !b->run_copied && f->start == f->last)
        return;
    flush(b);
    b->break_due = true;
    b->break_loc = loc;
}

void load_builder_text(builder *b, sm_str text, size_t at, sm_loc loc)
{
    if (text.len == 0)
        return;
    bool fresh = b->run == SM_STR_NONE && !b->run_copied;
    if (fresh)
        b->run_loc = loc;
    if (fresh && b->break_due)
        take_break(b);
    if (at != SM_STR_NONE && (fresh || (!b->run_copied && b->run_end == at))) {
        b->run = fresh ? at : b->run;
        b->run_end = at + text.len;
        return;
    }
    if (!b->run_copied) {
        b->l->scratch.len = 0;
        if (b->run != SM_STR_NONE)
            sm_buf_add_str(&b->l->scratch,
                           sm_str_sub(b->l->source->text, b->run, b->run_end - b->run));
        b->run = b->run_end = SM_STR_NONE;
        b->run_copied = true;
    }
    sm_buf_add_str(&b->l->scratch, text);
}

sm_inline *load_builder_add(builder *b, sm_inline_kind kind, sm_loc loc)
{
    flush(b);
    if (b->break_due && kind != SM_LINE_BREAK)
        take_break(b);
    b->break_due = false;
    sm_inline *made = load_new_inline(b->l, kind, loc);
    append(b, made);
    return made;
}

bool load_builder_can_open(builder *b, sm_loc loc)
{
    if (b->open < load_deepest(b->l))
        return true;
    load_too_deep(b->l, loc);
    return false;
}

void load_builder_open(builder *b, sm_inline *node, const sm_inline **children)
{
    frame *f = &b->frames[++b->open];
    f->node = node;
    f->start = f->last = children;
    f->element = NULL;
}

/* An element that was never closed: its start tag is shown, and its children follow. */
static void undo(builder *b)
{
    frame *f = &b->frames[b->open--];
    frame *outer = &b->frames[b->open];
    sm_inline *node = f->node;
    const sm_inline *children = *f->start;
    node->kind = SM_RAW;
    node->as.text = f->tag;
    node->next = children;
    outer->last = children != NULL ? f->last : &node->next;
    load_html_unsupported(b->l, node->loc, f->tag);
}

void load_builder_close_at(builder *b, int index)
{
    flush(b);
    while (b->open > index)
        undo(b);
    b->open--;
}

void load_builder_close(builder *b)
{
    int index = b->open;
    while (b->frames[index].element != NULL)
        index--;
    load_builder_close_at(b, index);
}

const sm_inline *load_builder_finish(builder *b)
{
    flush(b);
    while (b->open > 0)
        undo(b);
    return b->first;
}
