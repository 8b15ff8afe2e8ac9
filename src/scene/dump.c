#include "specmill/scene/dump.h"

static void dump_marks(sm_buf *buf, const sm_mark *marks, int depth);

static void add_indent(sm_buf *buf, int depth)
{
    for (int i = 0; i < depth; i++)
        sm_buf_add_cstr(buf, "  ");
}

static void add_number(sm_buf *buf, double number)
{
    sm_buf_add_char(buf, ' ');
    sm_buf_add_number(buf, number, 2);
}

static void add_point(sm_buf *buf, sm_point point)
{
    add_number(buf, point.x);
    add_number(buf, point.y);
}

static void add_box(sm_buf *buf, sm_rect box)
{
    add_number(buf, box.x);
    add_number(buf, box.y);
    add_number(buf, box.width);
    add_number(buf, box.height);
}

static void add_quoted(sm_buf *buf, sm_str text)
{
    sm_buf_add_cstr(buf, " \"");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || c == 0x7f)
            sm_buf_addf(buf, "\\x%02x", c);
        else if (c == '"' || c == '\\')
            sm_buf_addf(buf, "\\%c", c);
        else
            sm_buf_add_char(buf, (char)c);
    }
    sm_buf_add_char(buf, '"');
}

static void add_ink(sm_buf *buf, const char *name, sm_ink ink)
{
    static const char *const roles[] = {"",           "text",      "muted",   "accent",
                                        "background", "surface",   "rule",    "note",
                                        "tip",        "important", "warning", "caution"};
    if (!ink.on)
        return;
    sm_buf_addf(buf, " %s ", name);
    if (ink.role == SM_INK_FIXED)
        sm_buf_addf(buf, "#%06x", (unsigned)ink.color & 0xffffffu);
    else
        sm_buf_add_cstr(buf, roles[ink.role]);
    if (ink.opacity < 1) {
        sm_buf_add_char(buf, '/');
        sm_buf_add_number(buf, ink.opacity, 2);
    }
}

static bool same(sm_pt a, sm_pt b)
{
    return a - b < 0.001 && b - a < 0.001;
}

/* Whether the path is what sm_path_rect() makes. */
static bool path_is_rect(const sm_mark *mark, sm_rect *rect)
{
    const sm_segment *s = mark->as.path.segments;
    if (mark->as.path.count != 5 || s[0].kind != SM_MOVE || s[4].kind != SM_CLOSE)
        return false;
    for (size_t i = 1; i < 4; i++)
        if (s[i].kind != SM_LINE)
            return false;
    if (!same(s[0].to.y, s[1].to.y) || !same(s[1].to.x, s[2].to.x) ||
        !same(s[2].to.y, s[3].to.y) || !same(s[3].to.x, s[0].to.x))
        return false;
    *rect = (sm_rect){s[0].to.x, s[0].to.y, s[1].to.x - s[0].to.x, s[2].to.y - s[1].to.y};
    return true;
}

static void add_segment(sm_buf *buf, const sm_segment *segment)
{
    switch (segment->kind) {
    case SM_MOVE:
        sm_buf_add_cstr(buf, " M");
        add_point(buf, segment->to);
        break;
    case SM_LINE:
        sm_buf_add_cstr(buf, " L");
        add_point(buf, segment->to);
        break;
    case SM_CURVE:
        sm_buf_add_cstr(buf, " C");
        add_point(buf, segment->control[0]);
        add_point(buf, segment->control[1]);
        add_point(buf, segment->to);
        break;
    case SM_CLOSE:
        sm_buf_add_cstr(buf, " Z");
        break;
    }
}

static void dump_path(sm_buf *buf, const sm_mark *mark)
{
    sm_rect rect;
    if (path_is_rect(mark, &rect)) {
        sm_buf_add_cstr(buf, "rect");
        add_box(buf, rect);
    } else {
        sm_buf_add_cstr(buf, "path");
        for (size_t i = 0; i < mark->as.path.count; i++)
            add_segment(buf, &mark->as.path.segments[i]);
    }
    add_ink(buf, "fill", mark->as.path.fill);
    add_ink(buf, "stroke", mark->as.path.stroke);
    if (mark->as.path.stroke.on)
        add_number(buf, mark->as.path.stroke_width);
    if (mark->as.path.stroke.on && mark->as.path.dash > 0) {
        sm_buf_add_cstr(buf, " dash");
        add_number(buf, mark->as.path.dash);
        add_number(buf, mark->as.path.gap);
    }
    if (mark->as.path.round)
        sm_buf_add_cstr(buf, " round");
}

static void dump_text(sm_buf *buf, const sm_mark *mark)
{
    static const char *const families[] = {"", " heading", " mono"};
    static const char *const anchors[] = {"", " middle", " end"};
    sm_buf_add_cstr(buf, "text");
    add_point(buf, mark->as.text.at);
    add_quoted(buf, mark->as.text.text);
    add_number(buf, mark->as.text.size);
    sm_buf_add_cstr(buf, families[mark->as.text.style.family]);
    sm_buf_add_cstr(buf, mark->as.text.style.bold ? " bold" : "");
    sm_buf_add_cstr(buf, mark->as.text.style.italic ? " italic" : "");
    sm_buf_add_cstr(buf, anchors[mark->as.text.anchor]);
    add_ink(buf, "ink", mark->as.text.ink);
    add_ink(buf, "halo", mark->as.text.halo);
}

static void dump_link(sm_buf *buf, const sm_mark *mark, int depth)
{
    sm_buf_add_cstr(buf, "link");
    add_box(buf, mark->as.link.box);
    add_quoted(buf, mark->as.link.url);
    if (mark->as.link.title.len > 0)
        add_quoted(buf, mark->as.link.title);
    sm_buf_add_char(buf, '\n');
    dump_marks(buf, mark->as.link.marks, depth + 1);
}

static void dump_nested(sm_buf *buf, const sm_mark *mark, int depth)
{
    const sm_scene *scene = mark->as.scene.scene;
    sm_buf_add_cstr(buf, "scene");
    add_point(buf, mark->as.scene.at);
    sm_buf_add_cstr(buf, " scale ");
    sm_buf_add_number(buf, mark->as.scene.scale, 4);
    add_quoted(buf, scene->title);
    sm_buf_add_char(buf, '\n');
    dump_marks(buf, scene->marks, depth + 1);
}

static void dump_mark(sm_buf *buf, const sm_mark *mark, int depth)
{
    add_indent(buf, depth);
    switch (mark->kind) {
    case SM_MARK_PATH:
        dump_path(buf, mark);
        break;
    case SM_MARK_TEXT:
        dump_text(buf, mark);
        break;
    case SM_MARK_IMAGE:
        sm_buf_add_cstr(buf, "image");
        add_box(buf, mark->as.image.box);
        sm_buf_addf(buf, " %zu bytes", mark->as.image.bytes.len);
        add_quoted(buf, mark->as.image.alt);
        break;
    case SM_MARK_SCENE:
        dump_nested(buf, mark, depth);
        return;
    case SM_MARK_LINK:
        dump_link(buf, mark, depth);
        return;
    case SM_MARK_ANCHOR:
        sm_buf_add_cstr(buf, "anchor");
        add_point(buf, mark->as.anchor.at);
        add_quoted(buf, mark->as.anchor.id);
        break;
    }
    if (mark->tag != 0)
        sm_buf_addf(buf, " tag %u", mark->tag);
    sm_buf_add_char(buf, '\n');
}

static void dump_marks(sm_buf *buf, const sm_mark *marks, int depth)
{
    for (const sm_mark *mark = marks; mark != NULL; mark = mark->next)
        dump_mark(buf, mark, depth);
}

void sm_scene_dump(sm_buf *buf, const sm_scene *scene)
{
    sm_buf_add_cstr(buf, "scene");
    add_point(buf, (sm_point){scene->width, scene->height});
    if (scene->title.len > 0)
        add_quoted(buf, scene->title);
    sm_buf_add_char(buf, '\n');
    if (scene->description.len > 0) {
        sm_buf_add_cstr(buf, "  description");
        add_quoted(buf, scene->description);
        sm_buf_add_char(buf, '\n');
    }
    dump_marks(buf, scene->marks, 1);
}
