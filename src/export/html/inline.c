#include "html.h"
#include "specmill/export/link.h"

static void marked_text(html_writer *w, sm_str text, const sm_placeholder *const *placeholders,
                        size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const sm_placeholder *p = placeholders[i];
        if (p->offset < at || p->offset > text.len || p->text.len > text.len - p->offset)
            continue;
        html_text(w->buf, sm_str_sub(text, at, p->offset - at));
        html_put(w, SM_STR("<mark class=\"placeholder\">"));
        html_text(w->buf, sm_str_sub(text, p->offset, p->text.len));
        html_put(w, SM_STR("</mark>"));
        at = p->offset + p->text.len;
    }
    html_text(w->buf, sm_str_from(text, at));
}

/* A path in the narrow contents is better broken behind a slash than anywhere. */
static void path_text(html_writer *w, sm_str text)
{
    for (size_t at; (at = sm_str_find_char(text, '/')) != SM_STR_NONE;) {
        html_text(w->buf, sm_str_sub(text, 0, at + 1));
        html_put(w, SM_STR("<wbr>"));
        text = sm_str_from(text, at + 1);
    }
    html_text(w->buf, text);
}

static void text_of(html_writer *w, const sm_inline *content)
{
    const sm_placeholder *const *first;
    size_t count = sm_placeholders_in_text(&w->placeholders, content, &first);
    if (count == 0 && w->bare && content->kind == SM_CODE)
        path_text(w, content->as.text);
    else if (count == 0)
        html_text(w->buf, content->as.text);
    else
        marked_text(w, content->as.text, first, count);
}

static void element(html_writer *w, const sm_inline *children, sm_str open, sm_str close)
{
    html_put(w, open);
    html_inlines(w, children, NULL);
    html_put(w, close);
}

static bool may_be_live(html_writer *w, const sm_inline *link)
{
    if (w->options->any_scheme)
        return true;
    sm_link_verdict verdict = sm_link_check(link->as.link.url);
    if (verdict == SM_LINK_LIVE)
        return true;
    if (w->options->diag != NULL && !w->bare)
        sm_report(w->options->diag,
                  verdict == SM_LINK_FORBIDDEN ? SM_DIAG_LINK_FORBIDDEN
                                               : SM_DIAG_LINK_MALFORMED,
                  link->loc, "%.*s", SM_STR_ARG(sm_str_sub(link->as.link.url, 0, 200)));
    return false;
}

/* A link that may not be live: its text, and its address unless that is the text. */
static void dead_link(html_writer *w, const sm_inline *link)
{
    html_put(w, SM_STR("<span class=\"dead-link\">"));
    html_inlines(w, link->as.link.children, NULL);
    html_put(w, SM_STR("</span>"));
    if (link->as.link.automatic || w->bare)
        return;
    html_put(w, SM_STR(" <code class=\"dead-link\">"));
    html_text(w->buf, link->as.link.url);
    html_put(w, SM_STR("</code>"));
}

static void link_to(html_writer *w, const sm_inline *link)
{
    if (w->in_link || w->bare) {
        html_inlines(w, link->as.link.children, NULL);
        return;
    }
    if (!may_be_live(w, link)) {
        dead_link(w, link);
        return;
    }
    html_put(w, SM_STR("<a href=\""));
    html_author_url(w, link->as.link.url, false);
    if (link->as.link.title.ptr != NULL && link->as.link.title.len != 0) {
        html_put(w, SM_STR("\" title=\""));
        html_text(w->buf, link->as.link.title);
    }
    html_put(w, SM_STR("\">"));
    w->in_link = true;
    size_t before = w->buf->len;
    html_inlines(w, link->as.link.children, NULL);
    w->in_link = false;
    if (w->options->page && w->buf->len == before) /* [](address): something to click on */
        html_text(w->buf, link->as.link.url);
    html_put(w, SM_STR("</a>"));
}

static void line_break(html_writer *w)
{
    html_put(w, w->options->page ? SM_STR("<br>\n") : SM_STR("<br />\n"));
}

void html_inlines(html_writer *w, const sm_inline *content, const sm_inline *end)
{
    bool keyed = w->options->page && !w->bare && sm_inline_is_key(content);
    for (; content != end && content != NULL; content = content->next)
        switch (content->kind) {
        case SM_TEXT:
            text_of(w, content);
            break;
        case SM_SOFT_BREAK:
            if (keyed && sm_inline_is_key(content->next))
                line_break(w);
            else
                sm_buf_add_char(w->buf, '\n');
            break;
        case SM_LINE_BREAK:
            line_break(w);
            break;
        case SM_CODE:
            html_put(w, SM_STR("<code>"));
            text_of(w, content);
            html_put(w, SM_STR("</code>"));
            break;
        case SM_RAW:
            html_put(w, SM_STR("<code class=\"raw\">"));
            html_text(w->buf, content->as.text);
            html_put(w, SM_STR("</code>"));
            break;
        case SM_EMPHASIS:
            element(w, content->as.children, SM_STR("<em>"), SM_STR("</em>"));
            break;
        case SM_STRONG:
            element(w, content->as.children, SM_STR("<strong>"), SM_STR("</strong>"));
            break;
        case SM_STRIKE:
            element(w, content->as.children, SM_STR("<del>"), SM_STR("</del>"));
            break;
        case SM_UNDERLINE:
            element(w, content->as.children, SM_STR("<u>"), SM_STR("</u>"));
            break;
        case SM_SUB:
            element(w, content->as.children, SM_STR("<sub>"), SM_STR("</sub>"));
            break;
        case SM_SUP:
            element(w, content->as.children, SM_STR("<sup>"), SM_STR("</sup>"));
            break;
        case SM_KBD:
            element(w, content->as.children, SM_STR("<kbd>"), SM_STR("</kbd>"));
            break;
        case SM_MARK:
            element(w, content->as.children, SM_STR("<mark>"), SM_STR("</mark>"));
            break;
        case SM_LINK:
            link_to(w, content);
            break;
        case SM_IMAGE:
            html_image(w, content);
            break;
        case SM_FOOTNOTE:
            html_footnote_reference(w, content);
            break;
        }
}
