#include "specmill/scene/svg.h"
#include "specmill/base/image.h"
#include "specmill/base/utf8.h"

typedef struct svg_writer {
    sm_buf *buf;
    sm_str prefix;
} svg_writer;

static void write_marks(const svg_writer *writer, const sm_mark *marks);

/* XML 1.0, 2.2: these characters may not stand in a document, not even as references. */
static bool forbidden(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

static void add_escaped(sm_buf *buf, sm_str text)
{
    size_t offset = 0;
    while (offset < text.len) {
        uint32_t c = sm_utf8_next(text, &offset);
        if (c == '&')
            sm_buf_add_cstr(buf, "&amp;");
        else if (c == '<')
            sm_buf_add_cstr(buf, "&lt;");
        else if (c == '>')
            sm_buf_add_cstr(buf, "&gt;");
        else if (c == '"')
            sm_buf_add_cstr(buf, "&quot;");
        else
            sm_buf_add_codepoint(buf, forbidden(c) ? SM_REPLACEMENT : c);
    }
}

static void add_number(sm_buf *buf, double number)
{
    sm_buf_add_number(buf, number, 2);
}

static void add_attribute_number(sm_buf *buf, const char *name, double number)
{
    sm_buf_addf(buf, " %s=\"", name);
    add_number(buf, number);
    sm_buf_add_char(buf, '"');
}

static const char *role_variable(sm_ink_role role)
{
    switch (role) {
    case SM_INK_FIXED:
        return NULL;
    case SM_INK_TEXT:
        return "--sm-text";
    case SM_INK_MUTED:
        return "--sm-muted";
    case SM_INK_ACCENT:
        return "--sm-accent";
    case SM_INK_BACKGROUND:
        return "--sm-background";
    case SM_INK_SURFACE:
        return "--sm-surface";
    case SM_INK_RULE:
        return "--sm-rule";
    case SM_INK_NOTE:
        return "--sm-note";
    case SM_INK_TIP:
        return "--sm-tip";
    case SM_INK_IMPORTANT:
        return "--sm-important";
    case SM_INK_WARNING:
        return "--sm-warning";
    case SM_INK_CAUTION:
        return "--sm-caution";
    }
    return NULL;
}

/* "#rrggbb" */
static void add_color(sm_buf *buf, uint32_t color)
{
    static const char digits[] = "0123456789abcdef";
    char text[7] = {'#'};
    for (int i = 0; i < 6; i++)
        text[i + 1] = digits[color >> (20 - 4 * i) & 15];
    sm_buf_add(buf, text, sizeof text);
}

/* fill="#rrggbb" fill-opacity="0.5"; the variable follows in add_style(). */
static void add_ink(sm_buf *buf, const char *property, sm_ink ink)
{
    if (!ink.on) {
        sm_buf_addf(buf, " %s=\"none\"", property);
        return;
    }
    sm_buf_add_char(buf, ' ');
    sm_buf_add_cstr(buf, property);
    sm_buf_add_cstr(buf, "=\"");
    add_color(buf, ink.color);
    sm_buf_add_char(buf, '"');
    if (ink.opacity < 1) {
        sm_buf_addf(buf, " %s-opacity=\"", property);
        add_number(buf, ink.opacity);
        sm_buf_add_char(buf, '"');
    }
}

/* Readers that do not know variables drop the declaration and keep the attribute. */
static void add_variable(sm_buf *buf, const char *property, const char *variable,
                         uint32_t color)
{
    sm_buf_add_cstr(buf, property);
    sm_buf_add_cstr(buf, ":var(");
    sm_buf_add_cstr(buf, variable);
    sm_buf_add_char(buf, ',');
    add_color(buf, color);
    sm_buf_add_char(buf, ')');
}

static void add_style(sm_buf *buf, sm_ink fill, sm_ink stroke)
{
    const char *fill_variable = fill.on ? role_variable(fill.role) : NULL;
    const char *stroke_variable = stroke.on ? role_variable(stroke.role) : NULL;
    if (fill_variable == NULL && stroke_variable == NULL)
        return;
    sm_buf_add_cstr(buf, " style=\"");
    if (fill_variable != NULL)
        add_variable(buf, "fill", fill_variable, fill.color);
    if (fill_variable != NULL && stroke_variable != NULL)
        sm_buf_add_char(buf, ';');
    if (stroke_variable != NULL)
        add_variable(buf, "stroke", stroke_variable, stroke.color);
    sm_buf_add_char(buf, '"');
}

static void add_point(sm_buf *buf, char letter, sm_point point)
{
    if (letter != 0)
        sm_buf_add_char(buf, letter);
    add_number(buf, point.x);
    sm_buf_add_char(buf, ' ');
    add_number(buf, point.y);
}

static void add_segments(sm_buf *buf, const sm_segment *segments, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const sm_segment *segment = &segments[i];
        switch (segment->kind) {
        case SM_MOVE:
            add_point(buf, 'M', segment->to);
            break;
        case SM_LINE:
            add_point(buf, 'L', segment->to);
            break;
        case SM_CURVE:
            add_point(buf, 'C', segment->control[0]);
            sm_buf_add_char(buf, ' ');
            add_point(buf, 0, segment->control[1]);
            sm_buf_add_char(buf, ' ');
            add_point(buf, 0, segment->to);
            break;
        case SM_CLOSE:
            sm_buf_add_char(buf, 'Z');
            break;
        }
    }
}

static void write_path(const svg_writer *writer, const sm_mark *mark)
{
    sm_buf *buf = writer->buf;
    sm_buf_add_cstr(buf, "<path d=\"");
    add_segments(buf, mark->as.path.segments, mark->as.path.count);
    sm_buf_add_char(buf, '"');
    add_ink(buf, "fill", mark->as.path.fill);
    if (mark->as.path.stroke.on) {
        add_ink(buf, "stroke", mark->as.path.stroke);
        if (mark->as.path.stroke_width != 1)
            add_attribute_number(buf, "stroke-width", mark->as.path.stroke_width);
        if (mark->as.path.dash > 0) {
            sm_buf_add_cstr(buf, " stroke-dasharray=\"");
            add_number(buf, mark->as.path.dash);
            sm_buf_add_char(buf, ' ');
            add_number(buf, mark->as.path.gap);
            sm_buf_add_char(buf, '"');
        }
        if (mark->as.path.round)
            sm_buf_add_cstr(buf, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    }
    add_style(buf, mark->as.path.fill, mark->as.path.stroke);
    sm_buf_add_cstr(buf, "/>\n");
}

/* Blanks at the ends and in a row would be lost otherwise. */
static bool needs_space_kept(sm_str text)
{
    char before = ' ';
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == ' ' && before == ' ')
            return true;
        before = text.ptr[i];
    }
    return text.len > 0 && before == ' ';
}

static void write_text(const svg_writer *writer, const sm_mark *mark)
{
    sm_buf *buf = writer->buf;
    static const char *const anchors[] = {"start", "middle", "end"};
    sm_font_style style = mark->as.text.style;
    sm_buf_add_cstr(buf, "<text");
    add_attribute_number(buf, "x", mark->as.text.at.x);
    add_attribute_number(buf, "y", mark->as.text.at.y);
    add_attribute_number(buf, "font-size", mark->as.text.size);
    if (style.family == SM_FAMILY_MONO)
        sm_buf_add_cstr(buf, " font-family=\"'Courier New','Liberation Mono',monospace\"");
    if (style.bold)
        sm_buf_add_cstr(buf, " font-weight=\"bold\"");
    if (style.italic)
        sm_buf_add_cstr(buf, " font-style=\"italic\"");
    if (mark->as.text.anchor != SM_ANCHOR_START)
        sm_buf_addf(buf, " text-anchor=\"%s\"", anchors[mark->as.text.anchor]);
    add_ink(buf, "fill", mark->as.text.ink);
    if (mark->as.text.halo.on) {
        add_ink(buf, "stroke", mark->as.text.halo);
        sm_buf_add_cstr(buf, " stroke-width=\"3\" stroke-linejoin=\"round\" "
                             "paint-order=\"stroke\"");
    }
    if (needs_space_kept(mark->as.text.text))
        sm_buf_add_cstr(buf, " xml:space=\"preserve\"");
    add_style(buf, mark->as.text.ink, mark->as.text.halo);
    sm_buf_add_char(buf, '>');
    add_escaped(buf, mark->as.text.text);
    sm_buf_add_cstr(buf, "</text>\n");
}

static void add_box(sm_buf *buf, sm_rect box)
{
    add_attribute_number(buf, "x", box.x);
    add_attribute_number(buf, "y", box.y);
    add_attribute_number(buf, "width", box.width);
    add_attribute_number(buf, "height", box.height);
}

static void write_image(const svg_writer *writer, const sm_mark *mark)
{
    sm_buf *buf = writer->buf;
    sm_buf_add_cstr(buf, "<image");
    add_box(buf, mark->as.image.box);
    sm_buf_add_cstr(buf, " preserveAspectRatio=\"none\" href=\"");
    sm_image_write_url(buf, mark->as.image.bytes);
    sm_buf_add_cstr(buf, "\"><title>");
    add_escaped(buf, mark->as.image.alt);
    sm_buf_add_cstr(buf, "</title></image>\n");
}

static void write_nested(const svg_writer *writer, const sm_mark *mark)
{
    sm_buf *buf = writer->buf;
    sm_buf_add_cstr(buf, "<g transform=\"translate(");
    add_point(buf, 0, mark->as.scene.at);
    sm_buf_add_char(buf, ')');
    if (mark->as.scene.scale < 1 || mark->as.scene.scale > 1) {
        sm_buf_add_cstr(buf, " scale(");
        sm_buf_add_number(buf, mark->as.scene.scale, 4);
        sm_buf_add_char(buf, ')');
    }
    sm_buf_add_cstr(buf, "\">\n");
    write_marks(writer, mark->as.scene.scene->marks);
    sm_buf_add_cstr(buf, "</g>\n");
}

static void write_link(const svg_writer *writer, const sm_mark *mark)
{
    sm_buf *buf = writer->buf;
    sm_buf_add_cstr(buf, "<a href=\"");
    add_escaped(buf, mark->as.link.url);
    sm_buf_add_cstr(buf, "\">");
    if (mark->as.link.title.len > 0) {
        sm_buf_add_cstr(buf, "<title>");
        add_escaped(buf, mark->as.link.title);
        sm_buf_add_cstr(buf, "</title>");
    }
    sm_buf_add_char(buf, '\n');
    if (mark->as.link.marks == NULL) {
        sm_buf_add_cstr(buf, "<rect");
        add_box(buf, mark->as.link.box);
        sm_buf_add_cstr(buf, " fill=\"none\" pointer-events=\"all\"/>\n");
    }
    write_marks(writer, mark->as.link.marks);
    sm_buf_add_cstr(buf, "</a>\n");
}

static void write_marks(const svg_writer *writer, const sm_mark *marks)
{
    for (const sm_mark *mark = marks; mark != NULL; mark = mark->next) {
        switch (mark->kind) {
        case SM_MARK_PATH:
            write_path(writer, mark);
            break;
        case SM_MARK_TEXT:
            write_text(writer, mark);
            break;
        case SM_MARK_IMAGE:
            write_image(writer, mark);
            break;
        case SM_MARK_SCENE:
            write_nested(writer, mark);
            break;
        case SM_MARK_LINK:
            write_link(writer, mark);
            break;
        case SM_MARK_ANCHOR:
            sm_buf_add_cstr(writer->buf, "<g id=\"");
            add_escaped(writer->buf, writer->prefix);
            add_escaped(writer->buf, mark->as.anchor.id);
            sm_buf_add_cstr(writer->buf, "\"/>\n");
            break;
        }
    }
}

static bool has_links(const sm_mark *marks)
{
    for (const sm_mark *mark = marks; mark != NULL; mark = mark->next) {
        if (mark->kind == SM_MARK_LINK)
            return true;
        if (mark->kind == SM_MARK_SCENE && has_links(mark->as.scene.scene->marks))
            return true;
    }
    return false;
}

static void add_named(const svg_writer *writer, const char *element, const char *suffix,
                      sm_str text)
{
    sm_buf_addf(writer->buf, "<%s id=\"", element);
    add_escaped(writer->buf, writer->prefix);
    sm_buf_addf(writer->buf, "%s\">", suffix);
    add_escaped(writer->buf, text);
    sm_buf_addf(writer->buf, "</%s>\n", element);
}

void sm_scene_svg(sm_buf *buf, const sm_scene *scene, sm_str id_prefix, bool standalone)
{
    svg_writer writer = {buf, id_prefix};
    if (standalone)
        sm_buf_add_cstr(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    sm_buf_add_cstr(buf, "<svg");
    if (standalone)
        sm_buf_add_cstr(buf, " xmlns=\"http://www.w3.org/2000/svg\"");
    sm_buf_add_cstr(buf, " width=\"");
    add_number(buf, scene->width);
    sm_buf_add_cstr(buf, "pt\" height=\"");
    add_number(buf, scene->height);
    sm_buf_add_cstr(buf, "pt\" viewBox=\"0 0 ");
    add_point(buf, 0, (sm_point){scene->width, scene->height});
    /* What is inside an image is not reachable for assistive technology; links must be. */
    sm_buf_addf(buf, "\" role=\"%s\"", has_links(scene->marks) ? "group" : "img");
    if (scene->title.len > 0) {
        sm_buf_add_cstr(buf, " aria-labelledby=\"");
        add_escaped(buf, id_prefix);
        sm_buf_add_cstr(buf, "title");
        if (scene->description.len > 0) {
            sm_buf_add_char(buf, ' ');
            add_escaped(buf, id_prefix);
            sm_buf_add_cstr(buf, "desc");
        }
        sm_buf_add_char(buf, '"');
    }
    sm_buf_add_cstr(buf, " font-family=\"Arial,'Liberation Sans',Helvetica,sans-serif\">\n");
    if (scene->title.len > 0)
        add_named(&writer, "title", "title", scene->title);
    if (scene->description.len > 0)
        add_named(&writer, "desc", "desc", scene->description);
    write_marks(&writer, scene->marks);
    sm_buf_add_cstr(buf, "</svg>\n");
}
