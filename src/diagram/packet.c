/* Packets: fields of bits in rows of 32. */
#include "kinds.h"
#include "label.h"

typedef struct field {
    long first, last;
    sm_str name;
} field;

typedef struct packet {
    dia *d;
    struct SM_LIST(field) fields;
    long row_bits;
    bool bits;
} packet;

enum { BITS_MAX = 8192 };

/* "0-15: "Source"", "106: "URG"", "+8: "Next eight"". */
static void read_field(packet *p, const dia_line *line)
{
    size_t colon = sm_str_find_char(line->text, ':');
    double a, b;
    sm_str rest;
    long next = p->fields.count > 0 ? p->fields.items[p->fields.count - 1].last + 1 : 0;
    field f = {0};
    bool relative = line->text.ptr[0] == '+';
    if (colon == SM_STR_NONE || !dia_number(line->text, &a, &rest) || a < 0 || a > BITS_MAX) {
        dia_ignore(p->d, line);
        return;
    }
    rest = sm_str_trim(rest);
    f.first = relative ? next : (long)a;
    f.last = relative ? next + (long)a - 1 : f.first;
    if (!relative && rest.len > 0 && rest.ptr[0] == '-' &&
        dia_number(sm_str_trim(sm_str_from(rest, 1)), &b, &rest) && b <= BITS_MAX)
        f.last = (long)b;
    f.name = dia_unquoted(sm_str_from(line->text, colon + 1));
    if (f.last < f.first || f.last > BITS_MAX) {
        dia_report(p->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset,
                   "the last bit is before the first");
        f.last = f.first;
    }
    if (f.first < next) { /* it would stand on another */
        dia_ignore(p->d, line);
        return;
    }
    if (f.first != next)
        dia_report(p->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset, "bit %ld would be next", next);
    SM_LIST_ADD(p->d->arena, &p->fields, f);
}

/* The part of F in one row; names stand in the widest part. */
static void draw_part(const packet *p, const field *f, long from, long to, bool named)
{
    const sm_pt bit = 16, height = 30, gap = 16;
    dia *d = p->d;
    long row = from / p->row_bits;
    sm_pt top = (sm_pt)row * (height + gap), left = (sm_pt)(from % p->row_bits) * bit;
    sm_pt width = (sm_pt)(to - from + 1) * bit;
    dia_box(d, (sm_rect){left, top, width, height}, 2, d->palette.node_fill,
            d->palette.node_stroke, 1);
    if (p->bits) {
        sm_str a = sm_str_printf(d->arena, "%ld", from), b = sm_str_printf(d->arena, "%ld", to);
        if (from == to)
            dia_text(d, (sm_point){left + width / 2, top - 3}, SM_ANCHOR_MIDDLE, a, 7.5, false,
                     d->palette.muted);
        else {
            dia_text(d, (sm_point){left + 2, top - 3}, SM_ANCHOR_START, a, 7.5, false,
                     d->palette.muted);
            dia_text(d, (sm_point){left + width - 2, top - 3}, SM_ANCHOR_END, b, 7.5, false,
                     d->palette.muted);
        }
    }
    if (!named)
        return;
    sm_pt size = DIA_SMALL_SIZE;
    dia_label label = {0};
    while (size >= 5) {
        label = dia_label_make(
            d, f->name,
            (dia_label_style){.size = size, .wrap = width - 3, .ink = d->palette.node_text});
        if (label.width <= width - 2 && label.height <= height)
            break;
        size -= 0.75;
    }
    dia_label_center(d, &label, (sm_point){left + width / 2, top + height / 2});
}

static void draw_field(const packet *p, const field *f)
{
    long widest = -1, best = f->first;
    for (long from = f->first; from <= f->last;) {
        long end = (from / p->row_bits + 1) * p->row_bits - 1,
             to = end < f->last ? end : f->last;
        if (to - from > widest) {
            widest = to - from;
            best = from;
        }
        from = to + 1;
    }
    for (long from = f->first; from <= f->last;) {
        long end = (from / p->row_bits + 1) * p->row_bits - 1,
             to = end < f->last ? end : f->last;
        draw_part(p, f, from, to, from == best);
        from = to + 1;
    }
}

const sm_scene *dia_packet(dia *d, size_t at)
{
    packet p = {.d = d, .row_bits = 32, .bits = true};
    dia_line line;
    sm_str rest;
    double number;
    if (dia_number(dia_option(d, "bitsPerRow"), &number, &rest) && number >= 1 && number <= 256)
        p.row_bits = (long)number;
    p.bits = !dia_word(dia_option(d, "showBits"), "false", &rest);
    while (dia_next_line(d, &at, &line)) {
        if (dia_acc_statement(d, &line, &at))
            continue;
        if (dia_word(line.text, "title", &rest))
            d->title = dia_unquoted(rest);
        else
            read_field(&p, &line);
    }
    if (p.fields.count == 0)
        return NULL;
    for (size_t i = 0; i < p.fields.count; i++)
        draw_field(&p, &p.fields.items[i]);
    return dia_finish(d, "Packet", "%zu fields, %ld bits", p.fields.count,
                      p.fields.items[p.fields.count - 1].last + 1);
}
