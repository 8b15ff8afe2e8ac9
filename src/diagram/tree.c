/* Trees by indentation: treemaps, as boxes in boxes whose areas are amounts, and tree views, as
 * rows with branches. */
#include "kinds.h"
#include "net.h"
#include "specmill/font/metrics.h"
#include <math.h>

enum { DEPTH_MAX = 24 };

typedef struct twig {
    sm_str name, written, class_name, remark;
    size_t depth, branch; /* branch: a number for all below the first fork */
    size_t end;           /* of what is below it, which stands behind it */
    double value;         /* with all below */
} twig;

typedef struct tree {
    dia *d;
    struct SM_LIST(twig) twigs; /* parents before children */
    size_t indents[DEPTH_MAX], depth;
    dia_classes classes;
    sm_str_builder unshown; /* what does not fit into its box */
} tree;

static void add_twig(tree *t, twig one, size_t indent)
{
    while (t->depth > 0 && t->indents[t->depth - 1] >= indent)
        t->depth--;
    one.depth = t->depth;
    if (t->depth < DEPTH_MAX)
        t->indents[t->depth++] = indent;
    SM_LIST_ADD(t->d->arena, &t->twigs, one);
}

/* Where the twigs below each end, and sums of their values. */
static void sum_up(tree *t)
{
    for (size_t i = t->twigs.count; i-- > 0;) {
        twig *one = &t->twigs.items[i];
        double below = 0;
        one->end = i + 1;
        while (one->end < t->twigs.count && t->twigs.items[one->end].depth > one->depth) {
            below += t->twigs.items[one->end].value;
            one->end = t->twigs.items[one->end].end;
        }
        if (one->end > i + 1)
            one->value = below;
    }
}

/* Colors begin where the tree first forks. */
static void number_branches(tree *t)
{
    size_t fork = 0, branch = 0;
    while (fork < t->twigs.count && t->twigs.items[fork].end == t->twigs.count &&
           t->twigs.items[fork].end > fork + 1)
        fork++;
    for (size_t i = fork; i < t->twigs.count; i++) {
        if (t->twigs.items[i].depth <= fork && i > fork)
            branch++;
        t->twigs.items[i].branch = branch;
    }
}

static void cut_class(sm_str *text, sm_str *name)
{
    size_t mark = sm_str_find(*text, SM_STR(":::"));
    if (mark == SM_STR_NONE)
        return;
    *name = sm_str_trim(sm_str_from(*text, mark + 3));
    *text = sm_str_trim(sm_str_sub(*text, 0, mark));
}

/* ""Name": 12:::class", ""Name"", "Name: 12" */
static twig read_box(sm_str text)
{
    twig one = {0};
    sm_str ignored;
    cut_class(&text, &one.class_name);
    size_t sign = text.len;
    while (sign > 0 && text.ptr[sign - 1] != ':' && text.ptr[sign - 1] != ',' &&
           text.ptr[sign - 1] != '"')
        sign--;
    sm_str number = sm_str_trim(sm_str_from(text, sign));
    if (sign > 0 && text.ptr[sign - 1] != '"' && dia_number(number, &one.value, &ignored)) {
        one.written = number;
        one.value = fmax(0, one.value);
        text = sm_str_trim(sm_str_sub(text, 0, sign - 1));
    }
    one.name = dia_unquoted(text);
    return one;
}

/* "name :::class icon(x) ## remark", behind what draws its branches, if it is drawn already. */
static twig read_row(sm_str text, size_t *indent)
{
    twig one = {0};
    size_t at = 0;
    while (at < text.len) {
        size_t next = at;
        uint32_t c = sm_utf8_next(text, &next);
        if ((c < 0x2500 || c > 0x257F) && c != ' ' && c != 0xA0)
            break;
        at = next;
        ++*indent;
    }
    text = sm_str_from(text, at);
    size_t mark = sm_str_find(text, SM_STR("##"));
    if (mark != SM_STR_NONE) {
        one.remark = sm_str_trim(sm_str_from(text, mark + 2));
        text = sm_str_trim(sm_str_sub(text, 0, mark));
    }
    size_t icon = sm_str_find(text, SM_STR(" icon("));
    if (icon != SM_STR_NONE && text.ptr[text.len - 1] == ')')
        text = sm_str_trim(sm_str_sub(text, 0, icon));
    cut_class(&text, &one.class_name);
    one.name = dia_unquoted(text);
    return one;
}

static void read_twigs(tree *t, size_t at, bool boxes)
{
    dia_line line;
    sm_str rest;
    at = dia_line_end(t->d, at);
    while (dia_next_line(t->d, &at, &line)) {
        if (dia_acc_statement(t->d, &line, &at))
            continue;
        if (dia_word(line.text, "title", &rest) && t->twigs.count == 0)
            t->d->title = dia_unquoted(rest);
        else if (dia_word(line.text, "classDef", &rest)) {
            sm_str names = dia_cut_word(&rest);
            dia_classes_add(t->d, &t->classes, names, rest);
        } else {
            size_t indent = line.indent;
            twig one = boxes ? read_box(line.text) : read_row(line.text, &indent);
            if (one.name.len > 0)
                add_twig(t, one, indent);
        }
    }
    sum_up(t);
    number_branches(t);
}

static sm_str amount(const tree *t, const twig *one)
{
    if (one->written.len > 0)
        return one->written;
    sm_buf buf = sm_buf_new(t->d->arena);
    sm_buf_add_number(&buf, one->value, 3);
    return sm_buf_str(&buf);
}

static sm_pt longest_word(sm_str text, sm_pt size)
{
    sm_str word;
    sm_pt longest = 0;
    while (sm_str_split(&text, ' ', &word))
        longest = fmax(longest, sm_text_width(word, size, true, false));
    return longest;
}

/* Name and amount on one line: at both ends of a header, side by side in the middle of a leaf.
 */
static bool draw_line(tree *t, const twig *one, sm_rect box, dia_label_style style)
{
    dia *d = t->d;
    sm_str value = amount(t, one);
    bool header = style.bold;
    dia_label name = dia_label_make(d, one->name, style);
    sm_pt size = style.size - 1, width = sm_text_width(value, size, false, false);
    sm_pt all = name.width + width + 5;
    if (all + 10 > box.width || style.size > box.height)
        return false;
    sm_pt left = header ? box.x + 5 : box.x + (box.width - all) / 2;
    sm_pt middle = box.y + box.height / 2;
    dia_label_left(d, &name, (sm_point){left, middle - name.height / 2});
    dia_text(d, (sm_point){header ? box.x + box.width - 5 : left + all, middle + size * 0.36},
             SM_ANCHOR_END, value, size, false, style.ink);
    return true;
}

/* One below the other. */
static bool draw_lines(tree *t, const twig *one, sm_rect box, dia_label_style style)
{
    dia *d = t->d;
    sm_str value = amount(t, one);
    style.wrap = box.width - 6;
    if (longest_word(one->name, style.size) > style.wrap)
        return false;
    dia_label name = dia_label_make(d, one->name, style);
    sm_pt height = name.height + style.size;
    if (sm_text_width(value, style.size - 1, false, false) > box.width - 4 ||
        height > box.height - 4)
        return false;
    sm_point center = {box.x + box.width / 2, box.y + box.height / 2};
    dia_label_center(d, &name, (sm_point){center.x, center.y - style.size / 2});
    dia_text(d, (sm_point){center.x, center.y + height / 2 - 1}, SM_ANCHOR_MIDDLE, value,
             style.size - 1, false, style.ink);
    return true;
}

/* Name and amount in BOX as large as they fit; else a number there, and they stand below. */
static void draw_texts(tree *t, const twig *one, sm_rect box, sm_ink ink, bool header)
{
    static const sm_pt sizes[] = {DIA_TEXT_SIZE, DIA_SMALL_SIZE, 8, 7};
    dia *d = t->d;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        dia_label_style style = {.size = sizes[i], .bold = header, .ink = ink};
        if ((!header && draw_lines(t, one, box, style)) || draw_line(t, one, box, style))
            return;
    }
    sm_str value = amount(t, one);
    sm_str text =
        sm_str_printf(d->arena, "%.*s: %.*s", SM_STR_ARG(one->name), SM_STR_ARG(value));
    SM_LIST_ADD(d->arena, &t->unshown, text);
    if (box.width < 10 || box.height < 8)
        return;
    text = sm_str_printf(d->arena, "%zu", t->unshown.count);
    dia_text(d, (sm_point){box.x + box.width / 2, box.y + box.height / 2 + 2.5},
             SM_ANCHOR_MIDDLE, text, 7, false, ink);
}

static double share(const twig *one, double total, double count)
{
    return total > 0 ? one->value / total : 1 / count;
}

static void draw_boxes(tree *t, size_t from, size_t end, sm_rect room);

static void draw_box(tree *t, size_t index, sm_rect box)
{
    const sm_pt head = 17, margin = 4;
    dia *d = t->d;
    const twig *one = &t->twigs.items[index];
    bool leaf = one->end == index + 1;
    dia_style style = {.fill = sm_ink_solid(dia_series_color(d, one->branch)),
                       .stroke = d->palette.background,
                       .text = d->palette.text,
                       .width = 1.2};
    style.fill.opacity = leaf ? 0.3 : 0.14;
    dia_classes_apply(&t->classes, one->class_name, &style);
    dia_style_finish(&style);
    if (leaf) /* whatever its section has been given */
        dia_box(d, box, 2, d->palette.background, sm_ink_none(), 0);
    sm_mark *mark = dia_box(d, box, 2, style.fill, style.stroke, style.width);
    mark->as.path.dash = style.dash;
    mark->as.path.gap = style.gap;
    if (leaf) {
        dia_tell(d, "%.*s: %.*s", SM_STR_ARG(one->name), SM_STR_ARG(amount(t, one)));
        draw_texts(t, one, box, style.text, false);
        return;
    }
    draw_texts(t, one, (sm_rect){box.x, box.y, box.width, head}, style.text, true);
    if (box.width > 2 * margin && box.height > head + margin)
        draw_boxes(t, index + 1, one->end,
                   (sm_rect){box.x + margin, box.y + head, box.width - 2 * margin,
                             box.height - head - margin});
    else
        draw_boxes(t, index + 1, one->end, box);
}

/* How far from square the worst box is when boxes with SUM of the area of ROOM, the smallest
 * and the largest of them as given, share a strip. */
static double worst(double smallest, double largest, double sum, double side)
{
    double square = sum * sum / (side * side);
    return fmax(largest / square, square / smallest);
}

/* Squarified treemaps (Bruls, Huizing, van Wijk 2000): strips along the shorter side, each as
 * full as its boxes come nearer to squares. */
static void draw_boxes(tree *t, size_t from, size_t end, sm_rect room)
{
    double total = 0, count = 0, area = room.width * room.height;
    for (size_t i = from; i < end; i = t->twigs.items[i].end) {
        total += t->twigs.items[i].value;
        count++;
    }
    for (size_t i = from; i < end;) {
        double side = fmin(room.width, room.height), sum = 0, least = INFINITY, most = 0;
        double quality = INFINITY;
        size_t stop = i;
        while (stop < end) {
            double part = fmax(1e-9, area * share(&t->twigs.items[stop], total, count));
            double low = fmin(least, part), high = fmax(most, part);
            double next = worst(low, high, sum + part, fmax(side, 1e-6));
            if (stop > i && next > quality)
                break;
            quality = next;
            least = low;
            most = high;
            sum += part;
            stop = t->twigs.items[stop].end;
        }
        bool upright = room.width > room.height;
        double thick = side > 0 ? fmin(sum / side, upright ? room.width : room.height) : 0;
        double along = 0;
        for (; i < stop; i = t->twigs.items[i].end) {
            double part = fmax(1e-9, area * share(&t->twigs.items[i], total, count));
            double length = side * part / sum;
            draw_box(t, i,
                     upright ? (sm_rect){room.x, room.y + along, thick, length}
                             : (sm_rect){room.x + along, room.y, length, thick});
            along += length;
        }
        if (upright) {
            room.x += thick;
            room.width -= thick;
        } else {
            room.y += thick;
            room.height -= thick;
        }
    }
}

const sm_scene *dia_treemap(dia *d, size_t at)
{
    enum { TWIGS_MAX = 2000 };
    tree t = {.d = d};
    read_twigs(&t, at, true);
    d->too_large = t.twigs.count > dia_most(d, TWIGS_MAX);
    if (d->too_large || t.twigs.count == 0)
        return NULL;
    double grow = fmin(2, fmax(1, sqrt((double)t.twigs.count / 30)));
    sm_rect room = {0, 0, 460 * grow, 290 * grow};
    draw_boxes(&t, 0, t.twigs.count, room);
    sm_pt y = room.height + 8;
    for (size_t i = 0; i < t.unshown.count; i++) {
        sm_str text =
            sm_str_printf(d->arena, "%zu  %.*s", i + 1, SM_STR_ARG(t.unshown.items[i]));
        dia_label label = dia_label_make(
            d, text,
            (dia_label_style){
                .size = 8, .wrap = room.width, .literal = true, .ink = d->palette.muted});
        dia_label_left(d, &label, (sm_point){0, y});
        y += label.height + 2;
    }
    return dia_finish(d, "Treemap", "%zu parts", t.twigs.count);
}

const sm_scene *dia_tree_view(dia *d, size_t at)
{
    const sm_pt step = 18, row = 17;
    enum { TWIGS_MAX = 3000 };
    tree t = {.d = d};
    read_twigs(&t, at, false);
    d->too_large = t.twigs.count > dia_most(d, TWIGS_MAX);
    if (d->too_large || t.twigs.count == 0)
        return NULL;
    sm_ink line = d->palette.group_stroke;
    sm_pt last[DEPTH_MAX + 1] = {0}; /* by depth: how far down its branch is drawn */
    for (size_t i = 0; i < t.twigs.count; i++) {
        const twig *one = &t.twigs.items[i];
        dia_style style = {.text = d->palette.text};
        dia_classes_apply(&t.classes, one->class_name, &style);
        sm_point middle = {(sm_pt)one->depth * step, ((sm_pt)i + 0.5) * row};
        if (one->depth > 0) {
            sm_pt x = middle.x - step + 5;
            dia_rule(d, (sm_point){x, last[one->depth]}, (sm_point){x, middle.y}, line, 0.9);
            dia_rule(d, (sm_point){x, middle.y}, (sm_point){middle.x - 2, middle.y}, line, 0.9);
        }
        last[one->depth] = middle.y;
        if (one->depth < DEPTH_MAX)
            last[one->depth + 1] = middle.y + row / 2 - 1;
        dia_label label = dia_label_make(d, one->name,
                                         (dia_label_style){.size = DIA_TEXT_SIZE,
                                                           .literal = true,
                                                           .bold = one->end > i + 1,
                                                           .ink = style.text});
        dia_label_left(d, &label, (sm_point){middle.x + 2, middle.y - label.height / 2});
        dia_label remark = dia_label_make(
            d, one->remark, (dia_label_style){.size = DIA_SMALL_SIZE, .ink = d->palette.muted});
        dia_label_left(d, &remark,
                       (sm_point){middle.x + label.width + 12, middle.y - remark.height / 2});
    }
    return dia_finish(d, "Tree", "%zu parts", t.twigs.count);
}
