/* Raw HTML in running text: each tag is a node of its own, and what belongs together is paired
 * up here. */
#include "html.h"
#include <string.h>

static void show(builder *b, sm_str html, sm_loc loc)
{
    load_builder_add(b, SM_RAW, loc)->as.text = html;
    load_html_unsupported(b->l, loc, html);
}

/* What looks like a tag and is none that HTML knows ("<secret>", "List<String>") is text. */
static void add_as_text(builder *b, sm_str html, size_t offset, sm_loc loc)
{
    bool verbatim = sm_str_starts(sm_str_from(b->l->source->text, offset), html);
    for (size_t at = 0; at <= html.len;) {
        sm_str line = sm_str_from(html, at);
        size_t end = sm_str_find_char(line, '\n');
        line = sm_str_sub(line, 0, end);
        load_builder_text(b, line, verbatim ? offset + at : SM_STR_NONE, loc);
        if (end == SM_STR_NONE)
            break;
        load_builder_add(b, SM_SOFT_BREAK, load_loc(b->l, offset + at + end));
        at += end + 1;
    }
    if (sm_str_find_char(html, '=') != SM_STR_NONE)
        load_html_unsupported(b->l, loc, html);
}

static void open_element(builder *b, const html_element *element, sm_str html, sm_loc loc,
                         sm_inline_kind kind)
{
    if (!load_builder_can_open(b, loc))
        return;
    html_attributes attributes = {0};
    if (kind == SM_LINK) {
        attributes = load_html_tag_attributes(b->l, html);
        if (attributes.href.ptr == NULL)
            return; /* an anchor */
    }
    sm_inline *made = load_builder_add(b, kind, loc);
    if (kind == SM_LINK) {
        made->as.link.url = attributes.href;
        made->as.link.title = attributes.title;
        load_builder_open(b, made, &made->as.link.children);
    } else {
        load_builder_open(b, made, &made->as.children);
    }
    b->frames[b->open].tag = html;
    b->frames[b->open].element = element->name;
}

static void add_image(builder *b, sm_str html, sm_loc loc)
{
    html_attributes attributes = load_html_tag_attributes(b->l, html);
    if (attributes.image.as.image.url.ptr == NULL) {
        show(b, html, loc);
        return;
    }
    load_builder_add(b, SM_IMAGE, loc)->as.image = attributes.image.as.image;
}

static void start(builder *b, const html_element *element, sm_str html, sm_loc loc)
{
    switch (element->role) {
    case HTML_NOTHING:
    case HTML_INLINE:
    case HTML_LIST:
        break;
    case HTML_BLOCK:
        load_builder_break(b, loc);
        break;
    case HTML_ITEM:
        load_builder_break(b, loc);
        load_builder_text(b, SM_STR("\xE2\x80\xA2 "), SM_STR_NONE, loc); /* U+2022, a bullet */
        break;
    case HTML_SPAN:
        open_element(b, element, html, loc, (sm_inline_kind)element->detail);
        break;
    case HTML_CODE:
        open_element(b, element, html, loc, SM_CODE);
        break;
    case HTML_LINK:
        open_element(b, element, html, loc, SM_LINK);
        break;
    case HTML_IMAGE:
        add_image(b, html, loc);
        break;
    case HTML_BREAK:
        load_builder_add(b, SM_LINE_BREAK, loc);
        break;
    case HTML_UNSUPPORTED:
    case HTML_RULE:
    case HTML_HEADING:
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
        show(b, html, loc);
        break;
    }
}

/* The frame that an end tag of ELEMENT closes, or 0; never one beyond a frame of Markdown. */
static int find_open(const builder *b, const html_element *element)
{
    for (int i = b->open; i > 0 && b->frames[i].element != NULL; i--)
        if (strcmp(b->frames[i].element, element->name) == 0)
            return i;
    return 0;
}

static void close_element(builder *b, const html_element *element, sm_str html, sm_loc loc)
{
    int index = find_open(b, element);
    if (index == 0) {
        if (element->role != HTML_LINK) /* else the end of an anchor */
            show(b, html, loc);
        return;
    }
    sm_inline *node = b->frames[index].node;
    load_builder_close_at(b, index);
    if (element->role != HTML_CODE)
        return;
    sm_buf text = sm_buf_new(b->l->arena);
    sm_inline_text(&text, node->as.children);
    node->as.text = sm_buf_str(&text);
}

static void end(builder *b, const html_element *element, sm_str html, sm_loc loc)
{
    switch (element->role) {
    case HTML_NOTHING:
    case HTML_INLINE:
        break;
    case HTML_BLOCK:
    case HTML_LIST:
    case HTML_ITEM:
        load_builder_break(b, loc);
        break;
    case HTML_SPAN:
    case HTML_CODE:
    case HTML_LINK:
        close_element(b, element, html, loc);
        break;
    case HTML_BREAK: /* </br>, as people write it */
        load_builder_add(b, SM_LINE_BREAK, loc);
        break;
    case HTML_UNSUPPORTED:
    case HTML_IMAGE:
    case HTML_RULE:
    case HTML_HEADING:
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
        show(b, html, loc);
        break;
    }
}

/* <a id="x" href="#x"></a>, HTML from OFFSET on: a place to link to, nothing to be read. */
static bool is_anchor(const builder *b, sm_str html, size_t offset)
{
    sm_str href = load_html_tag_attributes(b->l, html).href;
    return sm_str_starts(href, SM_STR("#")) &&
           sm_str_starts_nocase(sm_str_from(b->l->source->text, offset + html.len),
                                SM_STR("</a>"));
}

void load_html_inline(builder *b, sm_str html, size_t offset)
{
    sm_loc loc = load_loc(b->l, offset);
    if (sm_str_starts(html, SM_STR("<!--"))) {
        size_t len = html.len >= 7 ? html.len - 7 : 0;
        load_comment(b->l, offset, sm_str_sub(html, 4, len));
        return;
    }
    html_tag tag;
    size_t at = 0;
    if (!load_html_next_tag(html, &at, &tag)) {
        show(b, html, loc);
        return;
    }
    const html_element *element = load_html_find_element(tag.name);
    if (element == NULL)
        add_as_text(b, html, offset, loc);
    else if (tag.closes)
        end(b, element, html, loc);
    else if (element->role != HTML_LINK || !is_anchor(b, html, offset))
        start(b, element, html, loc);
}
