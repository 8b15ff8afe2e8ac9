/* Places for a sequence diagram: columns wide enough for what stands between them, then rows
 * from the top down. */
#include "seq.h"

static const sm_pt actor_wrap = 110, actor_pad = 12, actor_gap = 26;
static const sm_pt message_wrap = 190, note_wrap = 150, note_pad = 7;
static const sm_pt loop_width = 26; /* how far a message to oneself stands out */

static sm_pt larger(sm_pt a, sm_pt b)
{
    return a > b ? a : b;
}

static void measure_actor(seq *s, seq_actor *actor)
{
    actor->label = dia_label_make(s->d, actor->text,
                                  (dia_label_style){.size = DIA_TEXT_SIZE,
                                                    .wrap = actor_wrap,
                                                    .ink = actor->kind == SEQ_PERSON
                                                               ? s->d->palette.text
                                                               : s->d->palette.node_text});
    actor->width = larger(actor->label.width + 2 * actor_pad, 62);
    actor->height = larger(actor->label.height + 16, 30);
    if (actor->kind == SEQ_PERSON) {
        actor->width = larger(actor->label.width + 8, 40);
        actor->height = actor->label.height + 38;
    } else if (actor->kind == SEQ_DATABASE)
        actor->height += 10;
    for (size_t i = 0; i < actor->links.count; i++) {
        const dia_label *label = &actor->links.items[i].label;
        actor->width = larger(actor->width, label->width + 2 * actor_pad);
        actor->links_height += label->height + 1;
    }
    actor->height += actor->links_height;
}

static int span_of(const seq_event *e)
{
    return e->from < e->to ? e->to - e->from : e->from - e->to;
}

static void measure_event(seq *s, seq_event *e)
{
    dia *d = s->d;
    dia_label_style style = {.size = DIA_SMALL_SIZE, .ink = d->palette.text};
    switch (e->kind) {
    case SEQ_MESSAGE:
        style.wrap = message_wrap + 90 * (span_of(e) > 1 ? span_of(e) - 1 : 0);
        if (style.wrap > 420)
            style.wrap = 420;
        sm_str text = e->text;
        if (e->numbered) {
            sm_buf number = sm_buf_new(d->arena);
            sm_buf_add_number(&number, e->number, 2);
            text = sm_str_printf(d->arena, "<b>%.*s</b> %.*s", SM_STR_ARG(sm_buf_str(&number)),
                                 SM_STR_ARG(text));
        }
        e->label = dia_label_make(d, text, style);
        break;
    case SEQ_NOTE:
        style.wrap = note_wrap + 80 * span_of(e);
        style.ink = d->palette.note_text;
        e->label = dia_label_make(d, e->text, style);
        break;
    case SEQ_OPEN:
    case SEQ_ELSE: {
        style.wrap = 330;
        style.ink = d->palette.muted;
        sm_str guard = e->text.len > 0 ? sm_str_printf(d->arena, "[%.*s]", SM_STR_ARG(e->text))
                                       : (sm_str){0};
        e->label = dia_label_make(d, guard, style);
        break;
    }
    case SEQ_CLOSE:
    case SEQ_ACTIVATE:
    case SEQ_DEACTIVATE:
        break;
    }
}

/* Wants the lifelines A and B at least NEED apart. */
static void widen(sm_pt *gaps, int a, int b, sm_pt need)
{
    sm_pt have = 0;
    if (a > b) {
        int swap = a;
        a = b;
        b = swap;
    }
    for (int i = a; i < b; i++)
        have += gaps[i];
    for (int i = a; i < b && have < need; i++)
        gaps[i] += (need - have) / (b - a);
}

static void widen_for_event(const seq *s, sm_pt *gaps, const seq_event *e)
{
    int last = (int)s->actors.count - 1;
    sm_pt width = e->label.width;
    if (e->kind == SEQ_MESSAGE && e->from != e->to) {
        sm_pt need = width + 26;
        const seq_actor *to = &s->actors.items[e->to];
        if (to->created >= 0 && &s->events.items[to->created] == e)
            need += to->width / 2;
        widen(gaps, e->from, e->to, need);
    } else if (e->kind == SEQ_MESSAGE && e->from < last)
        widen(gaps, e->from, e->from + 1, width + loop_width + 22);
    else if (e->kind == SEQ_NOTE && e->side == SEQ_RIGHT && e->to < last)
        widen(gaps, e->to, e->to + 1, width + 2 * note_pad + 24);
    else if (e->kind == SEQ_NOTE && e->side == SEQ_LEFT && e->from > 0)
        widen(gaps, e->from - 1, e->from, width + 2 * note_pad + 24);
    else if (e->kind == SEQ_NOTE && e->side == SEQ_OVER && e->from != e->to)
        widen(gaps, e->from, e->to, width + 2 * note_pad - 30);
    else if (e->kind == SEQ_NOTE && e->side == SEQ_OVER) {
        sm_pt half = width / 2 + note_pad + 12;
        if (e->from > 0)
            widen(gaps, e->from - 1, e->from, half);
        if (e->from < last)
            widen(gaps, e->from, e->from + 1, half);
    }
}

/* Events by how many columns they span, nearest first: what is wide last only fills up. */
static void place_columns(seq *s)
{
    size_t count = s->actors.count;
    sm_pt *gaps = SM_NEW_ARRAY(s->d->arena, sm_pt, count + 1);
    for (size_t i = 0; i + 1 < count; i++) {
        const seq_actor *a = &s->actors.items[i], *b = &s->actors.items[i + 1];
        gaps[i] = (a->width + b->width) / 2 + actor_gap + (a->box != b->box ? 16 : 0);
        if (gaps[i] < 90)
            gaps[i] = 90;
    }
    for (size_t pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < s->events.count; i++) {
            const seq_event *e = &s->events.items[i];
            int span = e->kind == SEQ_MESSAGE || e->kind == SEQ_NOTE ? span_of(e) : 0;
            size_t turn = span <= 1 ? 0 : span == 2 ? 1 : 2;
            if (turn == pass)
                widen_for_event(s, gaps, e);
        }
    sm_pt x = 0;
    for (size_t i = 0; i < count; i++) {
        s->actors.items[i].x = x;
        x += gaps[i];
    }
}

typedef struct rows {
    seq *s;
    sm_pt y;
    int *depth;               /* of activations, by actor */
    struct SM_LIST(int) open; /* frames */
    struct SM_LIST(seq_bar) bars;
} rows;

/* What an open frame has to hold. */
static void stretch_frames(rows *r, sm_pt left, sm_pt right)
{
    for (size_t i = 0; i < r->open.count; i++) {
        seq_event *frame = &r->s->events.items[r->open.items[i]];
        sm_pt room = 9 * (sm_pt)(r->open.count - i);
        frame->left = left - room < frame->left ? left - room : frame->left;
        frame->right = right + room > frame->right ? right + room : frame->right;
    }
}

static void open_bar(rows *r, int actor)
{
    seq_bar bar = {.actor = actor, .top = r->y, .bottom = -1};
    bar.x = r->s->actors.items[actor].x + 4 * r->depth[actor];
    r->depth[actor]++;
    SM_LIST_ADD(r->s->d->arena, &r->bars, bar);
}

static void close_bar(rows *r, int actor)
{
    for (size_t i = r->bars.count; i-- > 0;)
        if (r->bars.items[i].actor == actor && r->bars.items[i].bottom < 0) {
            r->bars.items[i].bottom = larger(r->y, r->bars.items[i].top + 6);
            r->depth[actor]--;
            return;
        }
}

/* Where a line ends at ACTOR when it comes from the right (or the left). */
static sm_pt edge_of(const rows *r, int actor, bool right_side)
{
    sm_pt x = r->s->actors.items[actor].x;
    int depth = r->depth[actor];
    if (depth == 0)
        return x;
    return right_side ? x + 4 * (depth - 1) + 4 : x - 4;
}

/* The activation that a message starts comes right behind it, and is drawn from its line on. */
static bool starts_bar(const seq *s, size_t index, int actor)
{
    return index + 1 < s->events.count && s->events.items[index + 1].kind == SEQ_ACTIVATE &&
           s->events.items[index + 1].from == actor;
}

static void place_message(rows *r, size_t index)
{
    seq *s = r->s;
    seq_event *e = &s->events.items[index];
    const seq_actor *to = &s->actors.items[e->to];
    bool creates = to->created == (int)index;
    if (e->from == e->to) {
        sm_pt high = larger(e->label.height, 16);
        r->y += 8;
        e->top = r->y;
        e->y = r->y + high / 2 - 8;
        e->bottom = e->y + 16;
        e->left = edge_of(r, e->from, true);
        e->right = e->left + loop_width + e->label.width + 6;
        r->y += high + 2;
        if (r->y < e->bottom + 4)
            r->y = e->bottom + 4;
        stretch_frames(r, s->actors.items[e->from].x - 6, e->right);
        return;
    }
    bool rightward = e->to > e->from;
    e->top = r->y + 4;
    r->y = e->top + e->label.height + 5;
    if (creates && r->y < e->top + to->height / 2)
        r->y = e->top + to->height / 2;
    e->y = e->bottom = r->y;
    sm_pt from = edge_of(r, e->from, rightward);
    bool starts = starts_bar(s, index, e->to);
    r->depth[e->to] += starts ? 1 : 0;
    sm_pt end = edge_of(r, e->to, !rightward);
    r->depth[e->to] -= starts ? 1 : 0;
    if (creates) {
        s->actors.items[e->to].top = r->y + to->height / 2;
        end = to->x + (rightward ? -to->width / 2 : to->width / 2);
    }
    if (to->destroyed == (int)index)
        end += rightward ? -7 : 7;
    e->left = from;
    e->right = end;
    stretch_frames(r, from < end ? from : end, from < end ? end : from);
    r->y += creates ? to->height / 2 + 4 : 7;
    if (creates)
        stretch_frames(r, to->x - to->width / 2, to->x + to->width / 2);
}

static void place_note(rows *r, seq_event *e)
{
    const seq *s = r->s;
    sm_pt width = e->label.width + 2 * note_pad, x = s->actors.items[e->from].x;
    if (e->side == SEQ_OVER) {
        sm_pt right = s->actors.items[e->to].x, middle = (x + right) / 2;
        width = larger(width, right - x + 44);
        e->left = middle - width / 2;
    } else
        e->left = e->side == SEQ_LEFT ? x - width - 10 : s->actors.items[e->to].x + 10;
    e->right = e->left + width;
    r->y += 5;
    e->top = r->y;
    e->bottom = r->y + e->label.height + 9;
    r->y = e->bottom + 5;
    stretch_frames(r, e->left, e->right);
}

sm_pt seq_tab_width(const seq_event *frame)
{
    return sm_str_equal(frame->frame, SM_STR("rect")) ? 0 : 16 + 5.6 * (sm_pt)frame->frame.len;
}

static void open_frame(rows *r, size_t index)
{
    seq_event *e = &r->s->events.items[index];
    sm_pt tab = seq_tab_width(e);
    r->y += 7;
    e->top = r->y;
    e->left = 1e9;
    e->right = -1e9;
    int event = (int)index;
    SM_LIST_ADD(r->s->d->arena, &r->open, event);
    if (tab > 0)
        r->y += larger(e->label.height, 14) + 5;
}

static void close_frame(rows *r, size_t index)
{
    seq_event *close = &r->s->events.items[index];
    seq_event *frame = &r->s->events.items[close->partner];
    if (r->open.count > 0)
        r->open.count--;
    if (frame->left > frame->right) { /* nothing in it: the first column */
        frame->left = r->s->actors.items[0].x - 30;
        frame->right = r->s->actors.items[0].x + 60;
    }
    sm_pt need = seq_tab_width(frame) + frame->label.width + 18;
    if (frame->right - frame->left < need)
        frame->right = frame->left + need;
    stretch_frames(r, frame->left, frame->right);
    r->y += 5;
    frame->bottom = r->y;
    close->y = r->y;
    r->y += 5;
}

static void place_else(rows *r, seq_event *e)
{
    seq_event *frame = &r->s->events.items[e->partner];
    r->y += 6;
    e->top = r->y;
    r->y += e->label.height + 5;
    if (frame->right - frame->left < e->label.width + 20 && frame->right > frame->left)
        frame->right = frame->left + e->label.width + 20;
}

static void place_row(rows *r, size_t index)
{
    seq_event *e = &r->s->events.items[index];
    switch (e->kind) {
    case SEQ_MESSAGE:
        place_message(r, index);
        break;
    case SEQ_NOTE:
        place_note(r, e);
        break;
    case SEQ_OPEN:
        open_frame(r, index);
        break;
    case SEQ_ELSE:
        place_else(r, e);
        break;
    case SEQ_CLOSE:
        close_frame(r, index);
        break;
    case SEQ_ACTIVATE:
    case SEQ_DEACTIVATE: {
        /* Bars start and end at the line of the message before them. */
        sm_pt y = r->y;
        for (size_t i = index; i-- > 0;) {
            const seq_event *before = &r->s->events.items[i];
            if (before->kind == SEQ_ACTIVATE || before->kind == SEQ_DEACTIVATE)
                continue;
            if (before->kind == SEQ_MESSAGE)
                r->y = before->bottom;
            break;
        }
        if (e->kind == SEQ_ACTIVATE)
            open_bar(r, e->from);
        else
            close_bar(r, e->from);
        r->y = y;
        break;
    }
    }
}

static void end_lifelines(rows *r)
{
    seq *s = r->s;
    s->foot = r->y + 8;
    s->mirrored = s->foot - s->head > 330;
    for (size_t i = 0; i < s->actors.count; i++) {
        seq_actor *a = &s->actors.items[i];
        a->bottom = s->foot;
        if (a->destroyed >= 0 && (size_t)a->destroyed < s->events.count)
            a->bottom = s->events.items[a->destroyed].y;
    }
    for (size_t i = 0; i < r->bars.count; i++) {
        seq_bar bar = r->bars.items[i];
        if (bar.bottom < 0)
            bar.bottom = s->actors.items[bar.actor].bottom - 4;
        SM_LIST_ADD(s->d->arena, &s->bars, bar);
    }
}

void seq_place(seq *s)
{
    sm_pt tallest = 0, titles = 0;
    for (size_t i = 0; i < s->actors.count; i++) {
        measure_actor(s, &s->actors.items[i]);
        tallest = larger(tallest, s->actors.items[i].height);
    }
    for (size_t i = 0; i < s->boxes.count; i++) {
        seq_box *box = &s->boxes.items[i];
        box->label = dia_label_make(
            s->d, box->title,
            (dia_label_style){
                .size = DIA_SMALL_SIZE, .bold = true, .wrap = 200, .ink = s->d->palette.text});
        titles = larger(titles, box->label.height + 8);
    }
    for (size_t i = 0; i < s->events.count; i++)
        measure_event(s, &s->events.items[i]);
    place_columns(s);
    s->head = titles + tallest;
    for (size_t i = 0; i < s->actors.count; i++)
        s->actors.items[i].top = s->head;
    rows r = {.s = s, .y = s->head + 6};
    r.depth = SM_NEW_ARRAY(s->d->arena, int, s->actors.count + 1);
    for (size_t i = 0; i < s->events.count; i++)
        place_row(&r, i);
    end_lifelines(&r);
}
