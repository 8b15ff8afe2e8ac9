#include "html.h"
#include "specmill/highlight/highlight.h"
#include "specmill/scene/svg.h"
#include <string.h>

/* Text with lines and boxes drawn in it (U+2500-259F, E2 94 80 to E2 96 9F in UTF-8), whose
 * lines must touch. */
static bool has_drawing(sm_str text)
{
    const char *p = text.ptr, *end = text.ptr + text.len;
    while (text.len != 0 && (p = memchr(p, 0xe2, (size_t)(end - p))) != NULL) {
        if (end - p > 2 && (unsigned char)p[1] >= 0x94 && (unsigned char)p[1] <= 0x96)
            return true;
        p++;
    }
    return false;
}

static const sm_str token_classes[] = {
    [SM_TOKEN_PLAIN] = SM_STR_INIT(""),
    [SM_TOKEN_KEYWORD] = SM_STR_INIT("<span class=\"k\">"),
    [SM_TOKEN_STRING] = SM_STR_INIT("<span class=\"s\">"),
    [SM_TOKEN_NUMBER] = SM_STR_INIT("<span class=\"n\">"),
    [SM_TOKEN_COMMENT] = SM_STR_INIT("<span class=\"c\">"),
    [SM_TOKEN_TYPE] = SM_STR_INIT("<span class=\"t\">"),
    [SM_TOKEN_ADDED] = SM_STR_INIT("<span class=\"a\">"),
    [SM_TOKEN_REMOVED] = SM_STR_INIT("<span class=\"r\">"),
};

/* A walk through the placeholders of a text. */
typedef struct marks {
    const sm_placeholder *const *next;
    size_t left;
} marks;

/* The text from FROM to TO; of a placeholder only the part in there is marked. */
static void marked_range(html_writer *w, sm_str text, size_t from, size_t to, marks *m)
{
    while (from < to) {
        while (m->left != 0 && m->next[0]->offset + m->next[0]->text.len <= from) {
            m->next++;
            m->left--;
        }
        size_t start = m->left != 0 ? m->next[0]->offset : to;
        if (start > from) {
            size_t end = start < to ? start : to;
            html_text(w->buf, sm_str_sub(text, from, end - from));
            from = end;
            continue;
        }
        size_t end = start + m->next[0]->text.len;
        end = end < to ? end : to;
        html_put(w, SM_STR("<mark class=\"placeholder\">"));
        html_text(w->buf, sm_str_sub(text, from, end - from));
        html_put(w, SM_STR("</mark>"));
        from = end;
    }
}

static void code_text(html_writer *w, const sm_block *block)
{
    sm_str text = block->as.code.text;
    marks m = {0};
    m.left = sm_placeholders_in_code(&w->placeholders, block, &m.next);
    sm_arena *scratch = sm_arena_new(0);
    const sm_token *tokens = NULL;
    size_t count = w->options->highlight && block->as.code.language.len != 0
                       ? sm_highlight(scratch, block->as.code.language, text, &tokens)
                       : 0;
    for (size_t i = 0; i < count; i++) {
        const sm_token *t = &tokens[i];
        html_put(w, token_classes[t->kind]);
        marked_range(w, text, t->offset, t->offset + t->len, &m);
        if (t->kind != SM_TOKEN_PLAIN)
            html_put(w, SM_STR("</span>"));
    }
    if (count == 0)
        marked_range(w, text, 0, text.len, &m);
    sm_arena_free(scratch);
}

/* The first word of the info string, as cmark has it: the case is kept. */
static sm_str language_as_written(const sm_block *block)
{
    sm_str info = block->as.code.info;
    size_t len = 0;
    while (len < info.len && !sm_is_space(info.ptr[len]))
        len++;
    return sm_str_sub(info, 0, len);
}

static void plain_code(html_writer *w, const sm_block *block)
{
    html_put(w, SM_STR("<pre><code"));
    sm_str language = language_as_written(block);
    if (language.len != 0) {
        html_put(w, SM_STR(" class=\"language-"));
        html_text(w->buf, language);
        html_put(w, SM_STR("\""));
    }
    html_put(w, SM_STR(">"));
    html_text(w->buf, block->as.code.text);
    html_put(w, SM_STR("</code></pre>\n"));
}

/* Code wider than the page must be within reach of the keyboard: tabindex. */
static void page_code(html_writer *w, const sm_block *block)
{
    sm_str language = block->as.code.language;
    html_put(w, SM_STR("<div class=\"code\""));
    if (language.len != 0) {
        html_put(w, SM_STR(" data-language=\""));
        html_text(w->buf, language);
        html_put(w, SM_STR("\""));
    }
    html_put(w, has_drawing(block->as.code.text)
                    ? SM_STR("><pre class=\"drawing\" tabindex=\"0\"><code>")
                    : SM_STR("><pre tabindex=\"0\"><code>"));
    code_text(w, block);
    html_put(w, SM_STR("</code></pre></div>\n"));
}

enum { WIDE_DIAGRAM = 300 }; /* points; shrunk to a phone's width it could not be read */

static void diagram(html_writer *w, const sm_block *block, const sm_scene *scene)
{
    html_put(w, scene->width > WIDE_DIAGRAM
                    ? SM_STR("<figure class=\"diagram\">\n<div class=\"wide\" tabindex=\"0\">")
                    : SM_STR("<figure class=\"diagram\">\n<div>"));
    sm_scene_svg(w->buf, scene, sm_str_printf(w->arena, "figure:%u:", block->index), false);
    html_put(w, SM_STR("</div>\n"));
    sm_str url = w->setup->diagram_url == NULL
                     ? (sm_str){0}
                     : w->setup->diagram_url(w->setup->context, w->arena, block);
    if (url.len != 0) {
        html_put(w, SM_STR("<p class=\"enlarge\">"));
        html_link(w->buf, "",
                  (sm_html_link){sm_say(w->wording, SM_SAY_FULL_WIDTH), url, false});
        html_put(w, SM_STR("</p>\n"));
    }
    html_put(w, SM_STR("<details>\n<summary>"));
    html_say(w, SM_SAY_DIAGRAM_SOURCE);
    html_put(w, SM_STR("</summary>\n"));
    page_code(w, block);
    html_put(w, SM_STR("</details>\n</figure>\n"));
}

void html_code_block(html_writer *w, const sm_block *block)
{
    const sm_scene *scene = sm_figure(w->options->figures, block);
    if (!w->options->page)
        plain_code(w, block);
    else if (scene != NULL)
        diagram(w, block, scene);
    else
        page_code(w, block);
}
