#include "operators.h"
#include "file.h"
#include <math.h>

pdf_operators ops_new(sm_arena *arena)
{
    return (pdf_operators){
        .buf = sm_buf_new(arena),
        .glyphs = sm_buf_new(arena),
        .line_width = 1,
        .opacity = 100,
    };
}

void ops_forget(pdf_operators *ops)
{
    ops->fill = ops->stroke = (sm_color)-1;
    ops->opacity = -1;
    ops->line_width = ops->dash = -1;
}

/* Hundredths of a point; readers keep to +-32767 in PDF/A. */
static long hundredths(double number)
{
    if (!(number > -32767))
        return number > 0 ? 0 : -3276700; /* NaN too */
    return number < 32767 ? lround(number * 100) : 3276700;
}

static void add_hundredths(sm_buf *buf, long value)
{
    char text[16], *at = text + sizeof text;
    unsigned long rest = value < 0 ? (unsigned long)-value : (unsigned long)value;
    unsigned long fraction = rest % 100;
    rest /= 100;
    *--at = ' ';
    if (fraction != 0) {
        if (fraction % 10 != 0)
            *--at = (char)('0' + fraction % 10);
        *--at = (char)('0' + fraction / 10);
        *--at = '.';
    }
    if (rest == 0 && fraction == 0)
        *--at = '0';
    for (; rest != 0; rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (value < 0)
        *--at = '-';
    sm_buf_add(buf, at, (size_t)(text + sizeof text - at));
}

/* Writes the glyphs so far. */
static void show(pdf_operators *ops)
{
    if (ops->glyphs.len == 0)
        return;
    sm_buf_add_cstr(&ops->buf, ops->adjusted ? "[(" : "(");
    sm_buf_add_str(&ops->buf, sm_buf_str(&ops->glyphs));
    sm_buf_add_cstr(&ops->buf, ops->adjusted ? ")]TJ\n" : ")Tj\n");
    ops->glyphs.len = 0;
    ops->adjusted = false;
}

/* Where operators are written: after the glyphs that are still to be shown. */
static sm_buf *out(pdf_operators *ops)
{
    show(ops);
    return &ops->buf;
}

void ops_number(pdf_operators *ops, double number)
{
    add_hundredths(&ops->buf, hundredths(number));
}

static void add_color(sm_buf *buf, sm_color color, bool stroke)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        sm_buf_add_number(buf, (color >> shift & 0xFF) / 255.0, 3);
        sm_buf_add_char(buf, ' ');
    }
    sm_buf_add_cstr(buf, stroke ? "RG\n" : "rg\n");
}

void ops_fill_color(pdf_operators *ops, sm_color color)
{
    if (ops->fill != color)
        add_color(out(ops), color, false);
    ops->fill = color;
}

void ops_stroke_color(pdf_operators *ops, sm_color color)
{
    if (ops->stroke != color)
        add_color(out(ops), color, true);
    ops->stroke = color;
}

void ops_opacity(pdf_operators *ops, int percent)
{
    if (ops->opacity != percent)
        sm_buf_addf(out(ops), "/A%d gs\n", percent);
    ops->opacity = percent;
}

void ops_line(pdf_operators *ops, double width, double dash, double gap, bool round)
{
    if (ops->line_width != width) {
        show(ops);
        ops_number(ops, width);
        sm_buf_add_cstr(&ops->buf, "w ");
        ops->line_width = width;
    }
    if (ops->dash != dash || ops->gap != gap) {
        sm_buf_add_char(out(ops), '[');
        if (dash > 0) {
            ops_number(ops, dash);
            ops_number(ops, gap > 0 ? gap : dash);
        }
        sm_buf_add_cstr(&ops->buf, "]0 d ");
        ops->dash = dash;
        ops->gap = gap;
    }
    if (ops->round != round)
        sm_buf_add_cstr(out(ops), round ? "1 J 1 j " : "0 J 0 j ");
    ops->round = round;
}

/* ---- text ---- */

static void begin_text(pdf_operators *ops)
{
    if (ops->in_text)
        return;
    sm_buf_add_cstr(&ops->buf, "BT\n");
    ops->in_text = true;
    ops->slanted = false;
    ops->x = ops->y = 0;
    ops->pen = NAN;
}

void ops_end_text(pdf_operators *ops)
{
    if (!ops->in_text)
        return;
    show(ops);
    sm_buf_add_cstr(&ops->buf, "ET\n");
    ops->in_text = false;
}

void ops_text_mode(pdf_operators *ops, text_mode mode)
{
    if (ops->mode != mode)
        sm_buf_addf(out(ops), "%d Tr\n", (int)mode);
    ops->mode = mode;
}

void ops_font(pdf_operators *ops, unsigned font, double size)
{
    if (ops->font == font && ops->size == size)
        return;
    sm_buf_add_cstr(out(ops), "/F");
    sm_buf_add_integer(&ops->buf, font);
    sm_buf_add_char(&ops->buf, ' ');
    ops_number(ops, size);
    sm_buf_add_cstr(&ops->buf, "Tf\n");
    ops->font = font;
    ops->size = size;
}

void ops_text_at(pdf_operators *ops, double x, double y, bool slanted)
{
    static const char slant[] = "1 0 .21 1 ", upright[] = "1 0 0 1 ";
    static const double near = 0.015; /* points, which nobody sees */
    begin_text(ops);
    /* What is written is what the next move starts from: rounding does not add up. */
    x = (double)hundredths(x) / 100;
    y = (double)hundredths(y) / 100;
    if (y == ops->y && slanted == ops->slanted && fabs(x - ops->pen) < near)
        return; /* it is there: most words follow the one before */
    show(ops);
    bool whole = slanted || ops->slanted;
    if (whole)
        sm_buf_add_cstr(&ops->buf, slanted ? slant : upright);
    ops_number(ops, whole ? x : x - ops->x);
    ops_number(ops, whole ? y : y - ops->y);
    sm_buf_add_cstr(&ops->buf, whole ? "Tm " : "Td ");
    ops->slanted = slanted;
    ops->x = ops->pen = x;
    ops->y = y;
}

void ops_rise(pdf_operators *ops, double rise)
{
    if (ops->rise == rise)
        return;
    show(ops);
    ops_number(ops, rise);
    sm_buf_add_cstr(&ops->buf, "Ts ");
    ops->rise = rise;
}

void ops_move(pdf_operators *ops, double thousandths)
{
    sm_buf_add_char(&ops->glyphs, ')');
    sm_buf_add_integer(&ops->glyphs, (intmax_t)-thousandths);
    sm_buf_add_char(&ops->glyphs, '(');
    ops->pen += thousandths * ops->size / 1000;
    ops->adjusted = true;
}

/* BYTE at the end of BUF, which has room for two. */
static void put_byte(sm_buf *buf, unsigned byte)
{
    /* A bare carriage return would be read as a line feed. */
    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
        buf->ptr[buf->len++] = '\\';
    buf->ptr[buf->len++] = byte == '\r' ? 'r' : (char)byte;
}

void ops_glyph(pdf_operators *ops, uint32_t glyph, double advance)
{
    ops->pen += advance * ops->size / 1000;
    sm_buf_reserve(&ops->glyphs, 4);
    put_byte(&ops->glyphs, glyph >> 8 & 0xFF);
    put_byte(&ops->glyphs, glyph & 0xFF);
}

void ops_begin_actual_text(pdf_operators *ops, sm_str text)
{
    show(ops);
    sm_buf_add_cstr(&ops->buf, "/Span<</ActualText<FEFF");
    pdf_add_utf16(&ops->buf, text);
    sm_buf_add_cstr(&ops->buf, ">>>BDC\n");
}

void ops_end_actual_text(pdf_operators *ops)
{
    show(ops);
    sm_buf_add_cstr(&ops->buf, "EMC\n");
}
