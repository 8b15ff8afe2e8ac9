/* What all kinds share: lines of the text, findings, options, common marks, the finished scene.
 */
#include "dia.h"
#include "label.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

size_t dia_most(const dia *d, size_t by_kind)
{
    size_t limit = sm_limit(d->diag, SM_LIMIT_DIAGRAM_NODES);
    return limit == SIZE_MAX ? by_kind : limit;
}

void dia_report(dia *d, sm_diag_code code, size_t offset, const char *detail, ...)
{
    if (offset > d->text.len)
        offset = d->text.len;
    if (offset < d->line_offset) {
        d->line_offset = 0;
        d->line = 0;
    }
    for (;;) {
        const char *from = d->source.ptr + d->line_offset;
        const char *end =
            offset > d->line_offset ? memchr(from, '\n', offset - d->line_offset) : NULL;
        if (end == NULL)
            break;
        d->line_offset += (size_t)(end - from) + 1;
        d->line++;
    }
    sm_loc loc = d->loc;
    loc.line += d->line;
    sm_str before = sm_str_sub(d->source, d->line_offset, offset - d->line_offset);
    loc.column = (d->line == 0 ? loc.column : 1) + (uint32_t)sm_utf8_count(before);
    char text[256] = "";
    if (detail != NULL) {
        va_list args;
        va_start(args, detail);
        vsnprintf(text, sizeof text, detail, args);
        va_end(args);
    }
    sm_str clipped = sm_utf8_clip(sm_str_from_cstr(text), sizeof text - 1);
    if (clipped.len > 0)
        sm_report(d->diag, code, loc, "%.*s", SM_STR_ARG(clipped));
    else
        sm_report(d->diag, code, loc, NULL);
}

size_t dia_line_end(const dia *d, size_t at)
{
    while (at < d->text.len && d->text.ptr[at] != '\n')
        at++;
    return at;
}

bool dia_next_line(const dia *d, size_t *at, dia_line *line)
{
    while (*at < d->text.len) {
        size_t start = *at;
        const char *newline = memchr(d->text.ptr + start, '\n', d->text.len - start);
        size_t end = newline != NULL ? (size_t)(newline - d->text.ptr) : d->text.len;
        *at = newline != NULL ? end + 1 : end;
        size_t i = start;
        line->indent = 0;
        for (; i < end && sm_is_space(d->text.ptr[i]); i++)
            line->indent += d->text.ptr[i] == '\t' ? 4 : 1;
        line->text = sm_str_trim(sm_str_sub(d->text, i, end - i));
        line->offset = i;
        if (line->text.len > 0)
            return true;
    }
    return false;
}

bool dia_word(sm_str text, const char *word, sm_str *rest)
{
    sm_str w = sm_str_from_cstr(word);
    if (!sm_str_starts_nocase(text, w))
        return false;
    if (text.len > w.len && (sm_is_alnum(text.ptr[w.len]) || text.ptr[w.len] == '_'))
        return false;
    *rest = sm_str_trim(sm_str_from(text, w.len));
    return true;
}

sm_str dia_unquoted(sm_str text)
{
    text = sm_str_trim(text);
    if (text.len >= 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'') &&
        text.ptr[text.len - 1] == text.ptr[0])
        return sm_str_sub(text, 1, text.len - 2);
    return text;
}

bool dia_acc_statement(dia *d, const dia_line *line, size_t *at)
{
    sm_str rest;
    if (dia_word(line->text, "accTitle", &rest)) {
        if (rest.len > 0 && rest.ptr[0] == ':')
            d->acc_title = sm_str_trim(sm_str_from(rest, 1));
        return true;
    }
    if (!dia_word(line->text, "accDescr", &rest))
        return false;
    if (rest.len > 0 && rest.ptr[0] == ':')
        d->acc_description = sm_str_trim(sm_str_from(rest, 1));
    if (rest.len == 0 || rest.ptr[0] != '{')
        return true;
    size_t open = (size_t)(rest.ptr - d->text.ptr) + 1;
    sm_str tail = sm_str_from(d->text, open);
    size_t close = sm_str_find_char(tail, '}');
    if (close == SM_STR_NONE)
        close = tail.len;
    d->acc_description = sm_str_trim(sm_str_sub(tail, 0, close));
    size_t next = open + close + (close < tail.len ? 1 : 0);
    while (next < d->text.len && d->text.ptr[next] != '\n')
        next++;
    *at = next;
    return true;
}

sm_str dia_option(const dia *d, const char *key)
{
    sm_str word = sm_str_from_cstr(key), text = d->config;
    for (size_t from = 0;;) {
        size_t found = sm_str_find(sm_str_from(text, from), word);
        if (found == SM_STR_NONE)
            return (sm_str){0};
        size_t start = from + found, i = start + word.len;
        from = i;
        if (start > 0 && (sm_is_alnum(text.ptr[start - 1]) || text.ptr[start - 1] == '_'))
            continue;
        while (i < text.len &&
               (text.ptr[i] == '"' || text.ptr[i] == '\'' || text.ptr[i] == ' '))
            i++;
        if (i >= text.len || text.ptr[i] != ':')
            continue;
        i++;
        while (i < text.len && text.ptr[i] == ' ')
            i++;
        char quote =
            i < text.len && (text.ptr[i] == '"' || text.ptr[i] == '\'') ? text.ptr[i] : 0;
        size_t end = quote != 0 ? ++i : i;
        bool yaml = quote == 0 && start > 0 && text.ptr[start - 1] != '"' &&
                    text.ptr[start - 1] != '\'';
        int depth = 0;
        while (end < text.len && text.ptr[end] != '\n' &&
               (quote != 0
                    ? text.ptr[end] != quote
                    : yaml || depth > 0 || (text.ptr[end] != ',' && text.ptr[end] != '}'))) {
            depth += text.ptr[end] == '(' ? 1 : text.ptr[end] == ')' ? -1 : 0;
            end++;
        }
        return sm_str_trim(sm_str_sub(text, i, end - i));
    }
}

int dia_names_find(const dia_names *names, sm_str key)
{
    const sm_map_value *value = key.ptr != NULL ? sm_map_find(names, key) : NULL;
    return value != NULL ? (int)value->number : -1;
}

void dia_names_add(sm_arena *arena, dia_names *names, sm_str key, int value)
{
    sm_map_at(arena, names, key)->number = (size_t)value;
}

bool dia_number(sm_str text, double *number, sm_str *rest)
{
    size_t i = 0;
    bool negative = text.len > 0 && text.ptr[0] == '-', any = false;
    double value = 0, unit = 1;
    if (negative || (text.len > 0 && text.ptr[0] == '+'))
        i++;
    for (; i < text.len && sm_is_digit(text.ptr[i]); i++, any = true)
        value = value < 1e15 ? value * 10 + (text.ptr[i] - '0') : value;
    if (i < text.len && text.ptr[i] == '.')
        for (i++; i < text.len && sm_is_digit(text.ptr[i]); i++, any = true)
            value += unit > 1e-12 ? (text.ptr[i] - '0') * (unit /= 10) : 0;
    if (!any)
        return false;
    *number = negative ? -value : value;
    *rest = sm_str_from(text, i);
    return true;
}

bool dia_url_is_safe(sm_str url)
{
    size_t i = 0;
    while (i < url.len && (sm_is_alnum(url.ptr[i]) || url.ptr[i] == '+' || url.ptr[i] == '-' ||
                           url.ptr[i] == '.'))
        i++;
    if (i < url.len && url.ptr[i] == ':') {
        sm_str scheme = sm_str_sub(url, 0, i);
        return sm_str_among(scheme, "http|https|mailto|ftp|tel");
    }
    for (i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] < 0x20 || url.ptr[i] == ':')
            return false;
    return url.len > 0;
}

sm_mark *dia_box(dia *d, sm_rect box, sm_pt radius, sm_ink fill, sm_ink stroke, sm_pt width)
{
    sm_path path = sm_path_new(d->arena);
    sm_path_round_rect(&path, box, radius);
    return sm_scene_add_path(&d->scene, &path, fill, stroke, width);
}

sm_mark *dia_rule(dia *d, sm_point a, sm_point b, sm_ink ink, sm_pt width)
{
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, a.x, a.y);
    sm_path_line(&path, b.x, b.y);
    return sm_scene_add_path(&d->scene, &path, sm_ink_none(), ink, width);
}

sm_mark *dia_dot(dia *d, sm_point center, sm_pt radius, sm_ink fill, sm_ink stroke, sm_pt width)
{
    sm_path path = sm_path_new(d->arena);
    sm_path_ellipse(&path, center, radius, radius);
    return sm_scene_add_path(&d->scene, &path, fill, stroke, width);
}

void dia_ignore(dia *d, const dia_line *line)
{
    dia_report(d, SM_DIAG_DIAGRAM_LINE_IGNORED, line->offset, "%.*s",
               SM_STR_ARG(sm_utf8_clip(line->text, 60)));
}

sm_str dia_cut_word(sm_str *rest)
{
    size_t i = 0;
    while (i < rest->len && !sm_is_space(rest->ptr[i]))
        i++;
    sm_str word = sm_str_sub(*rest, 0, i);
    *rest = sm_str_trim(sm_str_from(*rest, i));
    return word;
}

typedef struct extent {
    sm_pt left, top, right, bottom;
    bool any;
} extent;

static void reach(extent *e, sm_pt x, sm_pt y)
{
    if (!e->any) {
        *e = (extent){x, y, x, y, true};
        return;
    }
    e->left = x < e->left ? x : e->left;
    e->right = x > e->right ? x : e->right;
    e->top = y < e->top ? y : e->top;
    e->bottom = y > e->bottom ? y : e->bottom;
}

static void reach_text(extent *e, const sm_mark *m)
{
    sm_pt w = m->as.text.width, x = m->as.text.at.x, y = m->as.text.at.y;
    sm_pt left = m->as.text.anchor == SM_ANCHOR_START    ? x
                 : m->as.text.anchor == SM_ANCHOR_MIDDLE ? x - w / 2
                                                         : x - w;
    reach(e, left, y - 0.9 * m->as.text.size);
    reach(e, left + w, y + 0.25 * m->as.text.size);
}

static void reach_marks(extent *e, const sm_mark *marks)
{
    for (const sm_mark *m = marks; m != NULL; m = m->next) {
        if (m->kind == SM_MARK_TEXT)
            reach_text(e, m);
        else if (m->kind == SM_MARK_LINK)
            reach_marks(e, m->as.link.marks);
        else if (m->kind == SM_MARK_PATH) {
            sm_pt half = m->as.path.stroke.on ? m->as.path.stroke_width / 2 : 0;
            for (size_t i = 0; i < m->as.path.count; i++) {
                const sm_segment *s = &m->as.path.segments[i];
                if (s->kind == SM_CLOSE)
                    continue;
                reach(e, s->to.x - half, s->to.y - half);
                reach(e, s->to.x + half, s->to.y + half);
                for (int c = 0; s->kind == SM_CURVE && c < 2; c++)
                    reach(e, s->control[c].x, s->control[c].y);
            }
        }
    }
}

static const sm_mark *shifted(sm_arena *arena, const sm_mark *marks, sm_pt dx, sm_pt dy)
{
    sm_scene_builder out = sm_scene_build(arena);
    for (const sm_mark *m = marks; m != NULL; m = m->next) {
        sm_mark *copy = sm_scene_add(&out, m->kind);
        copy->tag = m->tag;
        copy->as = m->as;
        if (m->kind == SM_MARK_TEXT) {
            copy->as.text.at.x += dx;
            copy->as.text.at.y += dy;
        } else if (m->kind == SM_MARK_LINK) {
            copy->as.link.box.x += dx;
            copy->as.link.box.y += dy;
            copy->as.link.marks = shifted(arena, m->as.link.marks, dx, dy);
        } else if (m->kind == SM_MARK_PATH) {
            sm_segment *segments = SM_NEW_ARRAY(arena, sm_segment, m->as.path.count + 1);
            for (size_t i = 0; i < m->as.path.count; i++) {
                segments[i] = m->as.path.segments[i];
                segments[i].to.x += dx;
                segments[i].to.y += dy;
                for (int c = 0; c < 2; c++) {
                    segments[i].control[c].x += dx;
                    segments[i].control[c].y += dy;
                }
            }
            copy->as.path.segments = segments;
        }
    }
    return out.first;
}

/* The title stands above everything, in the middle; long ones turn at the drawing's width. */
static void add_title(dia *d, extent *e)
{
    if (d->title.len == 0)
        return;
    sm_pt width = e->right - e->left;
    dia_label title = dia_label_make(d, d->title,
                                     (dia_label_style){.size = 13,
                                                       .bold = true,
                                                       .wrap = width > 240 ? width : 240,
                                                       .ink = d->palette.text});
    dia_label_center(d, &title,
                     (sm_point){(e->left + e->right) / 2, e->top - 10 - title.height / 2});
}

enum { STORY_MAX = 700 };

void dia_tell(dia *d, const char *format, ...)
{
    if (d->story.len > STORY_MAX) {
        d->untold++;
        return;
    }
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (d->story.len > 0)
        sm_buf_add_cstr(&d->story, "; ");
    sm_buf_add_str(&d->story, sm_utf8_clip(sm_str_from_cstr(text), sizeof text - 1));
}

/* When nothing else was told: the texts. */
static void tell_texts(dia *d, const sm_mark *marks)
{
    for (const sm_mark *m = marks; m != NULL; m = m->next)
        if (m->kind == SM_MARK_TEXT && sm_str_trim(m->as.text.text).len > 0)
            dia_tell(d, "%.*s", SM_STR_ARG(sm_str_trim(m->as.text.text)));
        else if (m->kind == SM_MARK_LINK)
            tell_texts(d, m->as.link.marks);
}

/* GENERATED is what the title would be if the author had not given one. */
static sm_str description(dia *d, sm_str generated, bool titled)
{
    if (d->acc_description.len > 0)
        return d->acc_description;
    if (d->untold > 0)
        sm_buf_addf(&d->story, "; and %zu more", d->untold);
    sm_str story = sm_buf_str(&d->story);
    if (!titled)
        return story;
    return sm_str_printf(d->arena, story.len > 0 ? "%.*s. %.*s" : "%.*s%.*s",
                         SM_STR_ARG(generated), SM_STR_ARG(story));
}

/* "1 nodes" as "1 node", everywhere in COUNTS. */
static sm_str with_singulars(sm_arena *arena, sm_str counts)
{
    sm_buf buf = sm_buf_new(arena);
    sm_str word;
    bool one = false;
    while (sm_str_split(&counts, ' ', &word)) {
        bool comma = sm_str_ends(word, SM_STR(","));
        sm_str noun = sm_str_sub(word, 0, word.len - (comma ? 1 : 0));
        if (buf.len > 0)
            sm_buf_add_char(&buf, ' ');
        if (one && sm_str_ends(noun, SM_STR("entities")))
            sm_buf_add_cstr(&buf, "entity");
        else if (one && sm_str_ends(noun, SM_STR("ches")))
            sm_buf_add_str(&buf, sm_str_sub(noun, 0, noun.len - 2));
        else if (one && sm_str_ends(noun, SM_STR("s")) && !sm_str_equal(noun, SM_STR("series")))
            sm_buf_add_str(&buf, sm_str_sub(noun, 0, noun.len - 1));
        else
            sm_buf_add_str(&buf, noun);
        if (comma)
            sm_buf_add_char(&buf, ',');
        one = sm_str_equal(word, SM_STR("1"));
    }
    return sm_buf_str(&buf);
}

const sm_scene *dia_finish(dia *d, const char *name, const char *detail, ...)
{
    extent e = {0};
    reach_marks(&e, d->scene.first);
    if (!e.any)
        return NULL;
    if (d->story.len == 0)
        tell_texts(d, d->scene.first);
    add_title(d, &e);
    e = (extent){0};
    reach_marks(&e, d->scene.first);
    char text[200];
    va_list args;
    va_start(args, detail);
    vsnprintf(text, sizeof text, detail, args);
    va_end(args);
    sm_scene *scene = SM_NEW(d->arena, sm_scene);
    scene->width = e.right - e.left + 2 * DIA_MARGIN;
    scene->height = e.bottom - e.top + 2 * DIA_MARGIN;
    scene->marks = shifted(d->arena, d->scene.first, DIA_MARGIN - e.left, DIA_MARGIN - e.top);
    sm_str counts = with_singulars(d->arena, sm_str_from_cstr(text));
    sm_str generated = sm_str_printf(d->arena, "%s: %.*s", name, SM_STR_ARG(counts));
    scene->title = d->acc_title.len > 0 ? d->acc_title
                   : d->title.len > 0   ? d->title
                                        : generated;
    scene->description = description(d, generated, d->acc_title.len > 0 || d->title.len > 0);
    return scene;
}
