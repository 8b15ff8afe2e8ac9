/* Text and inline elements of an HTML tree to inlines. */
#include "html_dom.h"
#include <string.h>

const html_element *load_html_element_of(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    return load_html_find_element(sm_str_from_cstr((const char *)node->name));
}

bool load_html_is_blank(const xmlNode *node)
{
    return sm_str_trim(sm_str_from_cstr((const char *)node->content)).len == 0;
}

bool load_html_is_inline(html_role role)
{
    return role == HTML_NOTHING || role == HTML_INLINE || role == HTML_SPAN ||
           role == HTML_CODE || role == HTML_LINK || role == HTML_IMAGE || role == HTML_BREAK;
}

/* --- places: each text and tag is looked up in the source, from left to right --- */

static sm_loc find_place(dom *d, sm_str text)
{
    enum { DISTANCE = 4000, SAMPLE = 24 };
    size_t len = d->to - d->cursor < DISTANCE ? d->to - d->cursor : DISTANCE;
    sm_str rest = sm_str_sub(d->l->source->text, d->cursor, len);
    size_t found = text.len == 0 ? SM_STR_NONE : sm_str_find(rest, sm_str_sub(text, 0, SAMPLE));
    if (found != SM_STR_NONE)
        d->cursor += found;
    return load_loc(d->l, d->cursor);
}

sm_loc load_html_place(dom *d, const xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE) {
        char tag[64];
        size_t len = strlen((const char *)node->name);
        if (len + 1 >= sizeof tag)
            return load_loc(d->l, d->cursor);
        tag[0] = '<';
        memcpy(tag + 1, node->name, len);
        return find_place(d, (sm_str){tag, len + 1});
    }
    sm_str text = sm_str_trim(sm_str_from_cstr((const char *)node->content));
    size_t word = 0;
    while (word < text.len && !sm_is_space(text.ptr[word]))
        word++;
    return find_place(d, sm_str_sub(text, 0, word));
}

/* --- inlines --- */

static void add_text(dom *d, xmlNode *node)
{
    sm_str rest = sm_str_from_cstr((const char *)node->content);
    sm_loc loc = load_html_is_blank(node) ? d->start : load_html_place(d, node);
    while (rest.len != 0) {
        size_t blanks = 0, word = 0;
        while (blanks < rest.len && sm_is_space(rest.ptr[blanks]))
            blanks++;
        d->space_due = d->space_due || blanks != 0;
        rest = sm_str_from(rest, blanks);
        while (word < rest.len && !sm_is_space(rest.ptr[word]))
            word++;
        if (word == 0)
            return;
        if (d->space_due && d->in_text)
            load_builder_text(&d->b, SM_STR(" "), SM_STR_NONE, loc);
        d->space_due = false;
        d->in_text = true;
        load_builder_text(&d->b, sm_str_sub(rest, 0, word), SM_STR_NONE, loc);
        rest = sm_str_from(rest, word);
    }
}

static void add_inlines(dom *d, xmlNode *parent)
{
    for (xmlNode *n = parent->children; n != NULL; n = n->next)
        load_html_add_inline(d, n);
}

/* Ends the run of text before something that is no text; a blank before it stays. */
static void before_inline(dom *d)
{
    if (d->space_due && d->in_text)
        load_builder_text(&d->b, SM_STR(" "), SM_STR_NONE, d->start);
    d->space_due = false;
    d->in_text = true;
}

static bool is_empty(const xmlNode *node)
{
    const xmlNode *child = node->children;
    return child == NULL ||
           (child->next == NULL && child->type == XML_TEXT_NODE && load_html_is_blank(child));
}

static void add_span(dom *d, xmlNode *node, sm_inline_kind kind)
{
    if (is_empty(node))
        return;
    sm_loc loc = load_html_place(d, node);
    sm_str url = kind == SM_LINK ? load_html_attribute(d->l, node, "href") : (sm_str){0};
    if (!load_builder_can_open(&d->b, loc) || (kind == SM_LINK && url.ptr == NULL)) {
        add_inlines(d, node);
        return;
    }
    before_inline(d);
    sm_inline *made = load_builder_add(&d->b, kind, loc);
    if (kind == SM_LINK) {
        made->as.link.url = url;
        made->as.link.title = load_html_attribute(d->l, node, "title");
        load_builder_open(&d->b, made, &made->as.link.children);
    } else {
        load_builder_open(&d->b, made, &made->as.children);
    }
    add_inlines(d, node);
    load_builder_close(&d->b);
}

sm_str load_html_text(dom *d, xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    sm_str text = sm_str_copy(d->l->arena, sm_str_from_cstr((const char *)content));
    xmlFree(content);
    return text.ptr != NULL ? text : SM_STR("");
}

static void add_image(dom *d, xmlNode *node)
{
    before_inline(d);
    sm_inline *image = load_builder_add(&d->b, SM_IMAGE, load_html_place(d, node));
    load_html_image(d->l, node, image);
}

void load_html_add_comment(dom *d, xmlNode *node)
{
    sm_str text = sm_str_copy(d->l->arena, sm_str_from_cstr((const char *)node->content));
    find_place(d, SM_STR("<!--"));
    load_comment(d->l, d->cursor, text);
}

static void add_element(dom *d, const html_element *element, xmlNode *node)
{
    switch (element->role) {
    case HTML_SPAN:
        add_span(d, node, (sm_inline_kind)element->detail);
        break;
    case HTML_LINK:
        add_span(d, node, SM_LINK);
        break;
    case HTML_CODE:
        before_inline(d);
        load_builder_add(&d->b, SM_CODE, load_html_place(d, node))->as.text =
            load_html_text(d, node);
        break;
    case HTML_IMAGE:
        add_image(d, node);
        break;
    case HTML_BREAK:
        d->space_due = false;
        if (d->in_text)
            load_builder_add(&d->b, SM_LINE_BREAK, load_html_place(d, node));
        break;
    case HTML_BLOCK:
        load_builder_break(&d->b, load_html_place(d, node));
        d->space_due = false;
        add_inlines(d, node);
        load_builder_break(&d->b, load_loc(d->l, d->cursor));
        break;
    case HTML_NOTHING:
    case HTML_INLINE:
    case HTML_UNSUPPORTED:
    case HTML_RULE:
    case HTML_HEADING:
    case HTML_LIST:
    case HTML_ITEM:
    case HTML_QUOTE:
    case HTML_PRE:
    case HTML_DETAILS:
    case HTML_SUMMARY:
    case HTML_DEFINITIONS:
    case HTML_TERM:
    case HTML_TABLE:
    case HTML_CAPTION:
    case HTML_ROWS:
    case HTML_ROW:
    case HTML_CELL:
    case HTML_CHECKBOX:
    case HTML_MARKDOWN:
        add_inlines(d, node);
        break;
    }
}

void load_html_add_inline(dom *d, xmlNode *node)
{
    const html_element *element = load_html_element_of(node);
    if (node->type == XML_TEXT_NODE)
        add_text(d, node);
    else if (node->type == XML_COMMENT_NODE)
        load_html_add_comment(d, node);
    else if (element != NULL)
        add_element(d, element, node);
}

void load_html_start_text(dom *d)
{
    load_builder_start(&d->b, d->l);
    d->in_text = d->space_due = false;
    d->start = load_loc(d->l, d->cursor);
}

const sm_inline *load_html_inlines(dom *d, xmlNode *node)
{
    load_html_start_text(d);
    add_inlines(d, node);
    const sm_inline *content = load_builder_finish(&d->b);
    load_html_start_text(d);
    return content;
}
