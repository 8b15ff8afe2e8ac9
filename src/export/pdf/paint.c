#include "paint.h"
#include "operators.h"
#include "specmill/base/utf8.h"
#include <math.h>
#include <string.h>

/* Where a scene stands on the page: x * scale + dx, and y from the top likewise. */
typedef struct transform {
    double dx, dy, scale;
} transform;

typedef struct painter {
    pdf_studio *studio;
    pdf_operators ops;
    double height; /* of the page */
    size_t page;
    uint32_t tag; /* of the marked content that is open */
    bool marked;
} painter;

static sm_point to_page(const painter *p, transform t, sm_point at)
{
    return (sm_point){at.x * t.scale + t.dx, p->height - (at.y * t.scale + t.dy)};
}

/* ---- marked content ---- */

static void end_marked(painter *p)
{
    ops_end_text(&p->ops);
    if (p->marked)
        sm_buf_add_cstr(&p->ops.buf, "EMC\n");
    p->marked = false;
}

/* Everything painted from here on belongs to TAG; decoration is an artifact. */
static void begin_tagged(sm_buf *buf, const char *name, unsigned id)
{
    sm_buf_add_char(buf, '/');
    sm_buf_add_cstr(buf, name);
    sm_buf_add_cstr(buf, "<</MCID ");
    sm_buf_add_integer(buf, id);
    sm_buf_add_cstr(buf, ">>BDC\n");
}

static void begin_marked(painter *p, uint32_t tag)
{
    if (p->marked && p->tag == tag)
        return;
    end_marked(p);
    if (tag == 0)
        sm_buf_add_cstr(&p->ops.buf, "/Artifact BMC\n");
    else
        begin_tagged(&p->ops.buf, pdf_tag_name(p->studio->tags, tag),
                     pdf_tags_content(p->studio->tags, tag, p->page));
    p->marked = true;
    p->tag = tag;
}

/* ---- ink ---- */

static sm_color on_white(sm_color color, double opacity)
{
    sm_color mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double channel = color >> shift & 0xFF;
        mixed |= (sm_color)(255 - (255 - channel) * opacity + 0.5) << shift;
    }
    return mixed;
}

/* The color to use for INK; sets the opacity, or mixes it in where there is none. */
static sm_color use_ink(painter *p, sm_ink ink)
{
    double opacity = ink.opacity >= 0 && ink.opacity < 1 ? ink.opacity : 1;
    if (p->studio->opaque)
        return on_white(ink.color, opacity);
    int percent = (int)(opacity * 100 + 0.5);
    p->studio->opacities[percent] = true;
    ops_opacity(&p->ops, percent);
    return ink.color;
}

/* ---- paths ---- */

static void add_point(painter *p, transform t, sm_point at)
{
    at = to_page(p, t, at);
    ops_number(&p->ops, at.x);
    ops_number(&p->ops, at.y);
}

static bool is_rectangle(const sm_segment *s, size_t count)
{
    if (count != 5 || s[0].kind != SM_MOVE || s[4].kind != SM_CLOSE)
        return false;
    for (size_t i = 1; i < 4; i++)
        if (s[i].kind != SM_LINE)
            return false;
    sm_point a = s[0].to, b = s[1].to, c = s[2].to, d = s[3].to;
    return (a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x) ||
           (a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y);
}

static void trace(painter *p, transform t, const sm_segment *segments, size_t count)
{
    sm_buf *buf = &p->ops.buf;
    if (is_rectangle(segments, count)) {
        sm_point a = to_page(p, t, segments[0].to), c = to_page(p, t, segments[2].to);
        ops_number(&p->ops, a.x);
        ops_number(&p->ops, a.y);
        ops_number(&p->ops, c.x - a.x);
        ops_number(&p->ops, c.y - a.y);
        sm_buf_add_cstr(buf, "re ");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const sm_segment *s = &segments[i];
        switch (s->kind) {
        case SM_MOVE:
        case SM_LINE:
            add_point(p, t, s->to);
            sm_buf_add_cstr(buf, s->kind == SM_MOVE ? "m " : "l ");
            break;
        case SM_CURVE:
            add_point(p, t, s->control[0]);
            add_point(p, t, s->control[1]);
            add_point(p, t, s->to);
            sm_buf_add_cstr(buf, "c ");
            break;
        case SM_CLOSE:
            sm_buf_add_cstr(buf, "h ");
            break;
        }
    }
}

static void set_stroke(painter *p, transform t, const sm_mark *m)
{
    ops_stroke_color(&p->ops, use_ink(p, m->as.path.stroke));
    ops_line(&p->ops, m->as.path.stroke_width * t.scale, m->as.path.dash * t.scale,
             m->as.path.gap * t.scale, m->as.path.round);
}

static void paint_path(painter *p, transform t, const sm_mark *m)
{
    sm_ink fill = m->as.path.fill, stroke = m->as.path.stroke;
    if (m->as.path.count == 0 || m->as.path.segments[0].kind != SM_MOVE ||
        (!fill.on && !stroke.on))
        return;
    ops_end_text(&p->ops);
    bool together = fill.on && stroke.on && fill.opacity == stroke.opacity;
    if (fill.on) {
        ops_fill_color(&p->ops, use_ink(p, fill));
        if (together)
            set_stroke(p, t, m);
        trace(p, t, m->as.path.segments, m->as.path.count);
        sm_buf_add_cstr(&p->ops.buf, together ? "B\n" : "f\n");
    }
    if (stroke.on && !together) {
        set_stroke(p, t, m);
        trace(p, t, m->as.path.segments, m->as.path.count);
        sm_buf_add_cstr(&p->ops.buf, "S\n");
    }
}

/* ---- text ---- */

/* CLUSTER's text without the characters that are not drawn and nobody misses in a copy. */
static sm_str visible_text(sm_arena *arena, sm_str text)
{
    size_t kept = 0;
    char *copy = NULL;
    if (text.len <= 1)
        return text;
    for (size_t offset = 0; offset < text.len;) {
        size_t start = offset;
        uint32_t c = sm_utf8_next(text, &offset);
        bool dropped = c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF ||
                       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069);
        if (dropped && copy == NULL) {
            copy = sm_str_to_cstr(arena, text);
            kept = start;
        } else if (!dropped && copy != NULL) {
            for (size_t i = start; i < offset; i++)
                copy[kept++] = text.ptr[i];
        }
    }
    return copy != NULL ? (sm_str){copy, kept} : text;
}

/* The text of the glyphs FIRST up to END of RUN, which are one cluster. */
static sm_str cluster_text(const sm_run *run, size_t first, size_t end)
{
    size_t from = run->glyphs[first].cluster, to = run->text.len;
    if (run->right_to_left && first > 0)
        to = run->glyphs[first - 1].cluster;
    else if (!run->right_to_left && end < run->glyph_count)
        to = run->glyphs[end].cluster;
    return sm_str_sub(run->text, from, to > from ? to - from : 0);
}

typedef struct pen {
    double wanted; /* where the next glyph belongs, from the run's start */
    double drawn;  /* where a reader would put it */
} pen;

static void show_glyph(painter *p, pdf_font *font, const sm_glyph *glyph, double size,
                       double scale, pen *at)
{
    ops_rise(&p->ops, glyph->dy * scale);
    double thousandths = round((at->wanted + glyph->dx * scale - at->drawn) * 1000 / size);
    if (thousandths != 0) {
        ops_move(&p->ops, thousandths);
        at->drawn += thousandths * size / 1000;
    }
    double advance;
    uint32_t code = pdf_font_code(font, glyph->id, &advance);
    ops_glyph(&p->ops, code, advance);
    at->drawn += advance * size / 1000;
    at->wanted += glyph->advance * scale;
}

/* The end of the cluster that starts with glyph FIRST. */
static size_t cluster_end(const sm_run *run, size_t first)
{
    size_t end = first + 1;
    while (end < run->glyph_count && run->glyphs[end].cluster == run->glyphs[first].cluster)
        end++;
    return end;
}

static void show_run(painter *p, const sm_run *run, double x, double y, double scale)
{
    pdf_font *font = pdf_font_of(p->studio->fonts, run->face);
    double size = run->size * scale;
    ops_font(&p->ops, pdf_font_number(font), size);
    ops_text_at(&p->ops, x, y, run->synthetic_italic);
    pen at = {0};
    /* A run to the left gets no ActualText as a whole: readers (poppler, pdf.js) put glyphs in
     * reading order themselves, and would turn ActualText round too. */
    for (size_t i = 0; i < run->glyph_count;) {
        size_t end = cluster_end(run, i);
        sm_str text = visible_text(p->studio->arena, cluster_text(run, i, end));
        bool said = end == i + 1;
        for (size_t k = i; k < end; k++)
            said = pdf_font_use(font, run->glyphs[k].id, text) && said;
        if (!said)
            ops_begin_actual_text(&p->ops, text);
        for (; i < end; i++)
            show_glyph(p, font, &run->glyphs[i], size, scale, &at);
        if (!said)
            ops_end_actual_text(&p->ops);
    }
    ops_rise(&p->ops, 0);
}

static void show_runs(painter *p, const sm_run *runs, sm_point at, double scale, text_mode mode,
                      sm_color color, double line_width)
{
    for (const sm_run *run = runs; run != NULL; run = run->next) {
        if (run->face != NULL && run->glyph_count != 0 && run->size > 0) {
            bool bold = mode == TEXT_FILL && run->synthetic_bold;
            if (bold)
                ops_line(&p->ops, run->size * scale / 28, 0, 0, true);
            else if (mode != TEXT_FILL)
                ops_line(&p->ops, line_width, 0, 0, true);
            if (bold || mode != TEXT_FILL)
                ops_stroke_color(&p->ops, color);
            ops_text_mode(&p->ops, bold ? TEXT_FILL_STROKE : mode);
            show_run(p, run, at.x, at.y, scale);
        }
        at.x += run->width * scale;
    }
}

static void paint_text(painter *p, transform t, const sm_mark *m)
{
    static const double halo_width = 3; /* points: half of it shows around the letters */
    const sm_run *runs = m->as.text.runs;
    double scale = t.scale, width = sm_run_width(runs);
    if (runs == NULL && m->as.text.text.len != 0) {
        runs = sm_shape(p->studio->arena, p->studio->faces, m->as.text.style, m->as.text.size,
                        m->as.text.text, false, (sm_loc){0}, p->studio->diag);
        width = sm_run_width(runs);
        /* Diagrams reckon with Arial's widths: a wider face must not leave its box. */
        if (m->as.text.width > 0 && width > m->as.text.width) {
            scale *= m->as.text.width / width;
        }
    }
    if (runs == NULL || !m->as.text.ink.on)
        return;
    sm_point at = to_page(p, t, m->as.text.at);
    if (m->as.text.anchor != SM_ANCHOR_START)
        at.x -= width * scale / (m->as.text.anchor == SM_ANCHOR_MIDDLE ? 2 : 1);
    if (m->as.text.halo.on) {
        /* The letters' outline is decoration: the text itself comes after it. */
        uint32_t tag = p->tag;
        begin_marked(p, 0);
        show_runs(p, runs, at, scale, TEXT_STROKE, use_ink(p, m->as.text.halo),
                  halo_width * t.scale);
        begin_marked(p, tag);
    }
    sm_color color = use_ink(p, m->as.text.ink);
    ops_fill_color(&p->ops, color);
    show_runs(p, runs, at, scale, TEXT_FILL, color, 0);
}

/* ---- the rest ---- */

/* In place of an image that cannot be shown: a frame with its description. */
static void paint_frame(painter *p, sm_point at, double width, double height, sm_str alt)
{
    static const double size = 8, inset = 4; /* points */
    static const sm_color gray = 0x6B7280;
    ops_stroke_color(&p->ops, gray);
    ops_line(&p->ops, 0.5, 0, 0, false);
    ops_number(&p->ops, at.x);
    ops_number(&p->ops, at.y);
    ops_number(&p->ops, width);
    ops_number(&p->ops, height);
    sm_buf_add_cstr(&p->ops.buf, "re S\n");
    const sm_run *runs = sm_shape(p->studio->arena, p->studio->faces, (sm_font_style){0}, size,
                                  alt, false, (sm_loc){0}, p->studio->diag);
    double wanted = sm_run_width(runs), room = width - 2 * inset;
    if (wanted <= 0 || room <= 0)
        return;
    double scale = wanted > room ? room / wanted : 1;
    sm_point text = {at.x + (width - wanted * scale) / 2, at.y + height / 2 - size / 3};
    ops_fill_color(&p->ops, gray);
    show_runs(p, runs, text, scale, TEXT_FILL, gray, 0);
}

static void paint_image(painter *p, transform t, const sm_mark *m)
{
    ops_end_text(&p->ops);
    sm_rect box = m->as.image.box;
    sm_point at = to_page(p, t, (sm_point){box.x, box.y + box.height});
    double width = box.width * t.scale, height = box.height * t.scale;
    pdf_tags_box(p->studio->tags, p->tag, at.x, at.y, at.x + width, at.y + height);
    unsigned number =
        pdf_image_number(p->studio->images, m->as.image.bytes, (sm_point){width, height},
                         m->as.image.alt, m->as.image.loc, p->studio->diag);
    ops_opacity(&p->ops, 100);
    if (number == 0) {
        paint_frame(p, at, width, height, m->as.image.alt);
        return;
    }
    sm_buf_add_cstr(&p->ops.buf, "q ");
    ops_number(&p->ops, width);
    sm_buf_add_cstr(&p->ops.buf, "0 0 ");
    ops_number(&p->ops, height);
    ops_number(&p->ops, at.x);
    ops_number(&p->ops, at.y);
    sm_buf_addf(&p->ops.buf, "cm /Im%u Do Q\n", number);
}

static void add_mark_text(sm_buf *buf, const sm_mark *marks)
{
    for (const sm_mark *m = marks; m != NULL; m = m->next) {
        if (m->kind == SM_MARK_TEXT && m->as.text.text.len != 0) {
            if (buf->len != 0)
                sm_buf_add_char(buf, ' ');
            sm_buf_add_str(buf, m->as.text.text);
        } else if (m->kind == SM_MARK_IMAGE) {
            sm_buf_add_str(buf, m->as.image.alt);
        }
    }
}

static void paint_marks(painter *p, transform t, const sm_mark *marks, uint32_t outer_tag);

static void paint_link(painter *p, transform t, const sm_mark *m, uint32_t tag)
{
    paint_marks(p, t, m->as.link.marks, tag);
    sm_rect box = m->as.link.box;
    sm_point low = to_page(p, t, (sm_point){box.x, box.y + box.height});
    const double sides[4] = {low.x, low.y, low.x + box.width * t.scale,
                             low.y + box.height * t.scale};
    sm_str text = m->as.link.title;
    if (text.len == 0) {
        sm_buf buf = sm_buf_new(p->studio->arena);
        add_mark_text(&buf, m->as.link.marks);
        text = sm_buf_str(&buf);
    }
    pdf_links_add(p->studio->links, p->page, sides, m->as.link.url, text, tag);
}

/* The entries of a resource dictionary's ExtGState. */
static void add_opacities(sm_buf *buf, const bool opacities[101])
{
    for (int i = 0; i <= 100; i++) {
        if (!opacities[i])
            continue;
        sm_buf_addf(buf, "/A%d<</ca ", i);
        sm_buf_add_number(buf, i / 100.0, 2);
        sm_buf_add_cstr(buf, "/CA ");
        sm_buf_add_number(buf, i / 100.0, 2);
        sm_buf_add_cstr(buf, ">>");
    }
}

/* SCENE's marks, which are all paths, as an object of its own. Its resources are its own, too:
 * those of the pages name it, and such a circle confuses readers (PDFBox 2). */
static uint32_t make_stencil(pdf_studio *studio, const sm_scene *scene, size_t page)
{
    sm_arena *scratch = sm_arena_new(0);
    pdf_studio within = *studio;
    memset(within.opacities, 0, sizeof within.opacities);
    painter p = {.studio = &within, .height = scene->height, .page = page, .marked = true};
    p.ops = ops_new(scratch);
    ops_forget(&p.ops); /* it takes over whatever the page has set */
    for (const sm_mark *m = scene->marks; m != NULL; m = m->next)
        paint_path(&p, (transform){0, 0, 1}, m);
    sm_buf entries = sm_buf_new(studio->arena);
    sm_buf_add_cstr(&entries, "/Type/XObject/Subtype/Form/Resources<</ExtGState<<");
    add_opacities(&entries, within.opacities);
    sm_buf_add_cstr(&entries, ">>>>/BBox");
    pdf_add_rect(&entries, 0, 0, scene->width, scene->height);
    uint32_t object =
        pdf_add_stream(studio->file, sm_buf_str(&entries), sm_buf_str(&p.ops.buf));
    sm_arena_free(scratch);
    return object;
}

static unsigned stencil_number(pdf_studio *studio, const sm_scene *scene, size_t page)
{
    for (size_t i = 0; i < studio->stencils.count; i++)
        if (studio->stencils.items[i].scene == scene)
            return (unsigned)i + 1;
    pdf_stencil made = {scene, make_stencil(studio, scene, page)};
    SM_LIST_ADD(studio->arena, &studio->stencils, made);
    return (unsigned)studio->stencils.count;
}

static bool only_paths(const sm_scene *scene)
{
    for (const sm_mark *m = scene->marks; m != NULL; m = m->next)
        if (m->kind != SM_MARK_PATH)
            return false;
    return scene->marks != NULL;
}

static void stamp(painter *p, transform t, const sm_scene *scene)
{
    unsigned number = stencil_number(p->studio, scene, p->page);
    sm_point low = to_page(p, t, (sm_point){0, scene->height});
    begin_marked(p, 0);
    ops_end_text(&p->ops);
    sm_buf_add_cstr(&p->ops.buf, "q ");
    ops_number(&p->ops, t.scale);
    sm_buf_add_cstr(&p->ops.buf, "0 0 ");
    ops_number(&p->ops, t.scale);
    ops_number(&p->ops, low.x);
    ops_number(&p->ops, low.y);
    sm_buf_addf(&p->ops.buf, "cm /S%u Do Q\n", number);
}

static void paint_scene(painter *p, transform t, const sm_mark *m, uint32_t tag)
{
    const sm_scene *scene = m->as.scene.scene;
    if (scene == NULL)
        return;
    sm_point at = m->as.scene.at;
    transform inner = {t.dx + at.x * t.scale, t.dy + at.y * t.scale,
                       t.scale * m->as.scene.scale};
    if (tag == 0 && only_paths(scene)) {
        stamp(p, inner, scene);
        return;
    }
    sm_point low = to_page(p, inner, (sm_point){0, scene->height});
    pdf_tags_box(p->studio->tags, tag, low.x, low.y, low.x + scene->width * inner.scale,
                 low.y + scene->height * inner.scale);
    paint_marks(p, inner, scene->marks, tag);
}

/* A mark without a tag of its own has that of the mark it stands in. */
static void paint_marks(painter *p, transform t, const sm_mark *marks, uint32_t outer_tag)
{
    for (const sm_mark *m = marks; m != NULL; m = m->next) {
        uint32_t tag = m->tag != 0 ? m->tag : outer_tag;
        switch (m->kind) {
        case SM_MARK_PATH:
            begin_marked(p, tag);
            paint_path(p, t, m);
            break;
        case SM_MARK_TEXT:
            begin_marked(p, tag);
            paint_text(p, t, m);
            break;
        case SM_MARK_IMAGE:
            begin_marked(p, tag);
            paint_image(p, t, m);
            break;
        case SM_MARK_SCENE:
            paint_scene(p, t, m, tag);
            break;
        case SM_MARK_LINK:
            paint_link(p, t, m, tag);
            break;
        case SM_MARK_ANCHOR: /* sm_pages has the destinations */
            break;
        }
    }
}

sm_str pdf_paint(pdf_studio *studio, sm_arena *scratch, const sm_scene *scene, size_t page)
{
    painter p = {.studio = studio, .height = scene->height, .page = page};
    p.ops = ops_new(scratch);
    paint_marks(&p, (transform){0, 0, 1}, scene->marks, 0);
    end_marked(&p);
    return sm_buf_str(&p.ops.buf);
}

sm_str pdf_resources(const pdf_studio *studio)
{
    sm_buf buf = sm_buf_new(studio->arena);
    sm_str fonts = pdf_fonts_resources(studio->fonts);
    sm_str images = pdf_images_resources(studio->images);
    sm_buf_addf(&buf, "<</Font<<%.*s>>/XObject<<%.*s", SM_STR_ARG(fonts), SM_STR_ARG(images));
    for (size_t i = 0; i < studio->stencils.count; i++)
        sm_buf_addf(&buf, "/S%zu %u 0 R", i + 1, (unsigned)studio->stencils.items[i].object);
    sm_buf_add_cstr(&buf, ">>/ExtGState<<");
    add_opacities(&buf, studio->opacities);
    sm_buf_add_cstr(&buf, ">>>>");
    return sm_buf_str(&buf);
}
