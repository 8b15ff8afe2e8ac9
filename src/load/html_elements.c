#include "html.h"

/* In the order of the alphabet. */
static const html_element elements[] = {
    {"a", HTML_LINK, 0},
    {"abbr", HTML_INLINE, 0},
    {"acronym", HTML_INLINE, 0},
    {"address", HTML_BLOCK, 0},
    {"area", HTML_UNSUPPORTED, 0},
    {"article", HTML_BLOCK, 0},
    {"aside", HTML_BLOCK, 0},
    {"audio", HTML_UNSUPPORTED, 0},
    {"b", HTML_SPAN, SM_STRONG},
    {"base", HTML_UNSUPPORTED, 0},
    {"bdi", HTML_INLINE, 0},
    {"bdo", HTML_INLINE, 0},
    {"big", HTML_INLINE, 0},
    {"blockquote", HTML_QUOTE, 0},
    {"body", HTML_BLOCK, 0},
    {"br", HTML_BREAK, 0},
    {"button", HTML_UNSUPPORTED, 0},
    {"canvas", HTML_UNSUPPORTED, 0},
    {"caption", HTML_CAPTION, 0},
    {"center", HTML_BLOCK, 0},
    {"cite", HTML_SPAN, SM_EMPHASIS},
    {"code", HTML_CODE, 0},
    {"col", HTML_NOTHING, 0},
    {"colgroup", HTML_NOTHING, 0},
    {"data", HTML_INLINE, 0},
    {"datalist", HTML_UNSUPPORTED, 0},
    {"dd", HTML_BLOCK, 0},
    {"del", HTML_SPAN, SM_STRIKE},
    {"details", HTML_DETAILS, 0},
    {"dfn", HTML_SPAN, SM_EMPHASIS},
    {"dialog", HTML_UNSUPPORTED, 0},
    {"div", HTML_BLOCK, 0},
    {"dl", HTML_DEFINITIONS, 0},
    {"dt", HTML_TERM, 0},
    {"em", HTML_SPAN, SM_EMPHASIS},
    {"embed", HTML_UNSUPPORTED, 0},
    {"fieldset", HTML_UNSUPPORTED, 0},
    {"figcaption", HTML_BLOCK, 0},
    {"figure", HTML_BLOCK, 0},
    {"font", HTML_INLINE, 0},
    {"footer", HTML_BLOCK, 0},
    {"form", HTML_UNSUPPORTED, 0},
    {"frame", HTML_UNSUPPORTED, 0},
    {"frameset", HTML_UNSUPPORTED, 0},
    {"h1", HTML_HEADING, 1},
    {"h2", HTML_HEADING, 2},
    {"h3", HTML_HEADING, 3},
    {"h4", HTML_HEADING, 4},
    {"h5", HTML_HEADING, 5},
    {"h6", HTML_HEADING, 6},
    {"head", HTML_UNSUPPORTED, 0},
    {"header", HTML_BLOCK, 0},
    {"hgroup", HTML_BLOCK, 0},
    {"hr", HTML_RULE, 0},
    {"html", HTML_BLOCK, 0},
    {"i", HTML_SPAN, SM_EMPHASIS},
    {"iframe", HTML_UNSUPPORTED, 0},
    {"img", HTML_IMAGE, 0},
    {"input", HTML_CHECKBOX, 0},
    {"ins", HTML_SPAN, SM_UNDERLINE},
    {"kbd", HTML_SPAN, SM_KBD},
    {"label", HTML_INLINE, 0},
    {"legend", HTML_UNSUPPORTED, 0},
    {"li", HTML_ITEM, 0},
    {"link", HTML_UNSUPPORTED, 0},
    {"main", HTML_BLOCK, 0},
    {"map", HTML_UNSUPPORTED, 0},
    {"mark", HTML_SPAN, SM_MARK},
    {"math", HTML_UNSUPPORTED, 0},
    {"menu", HTML_LIST, 0},
    {"meta", HTML_UNSUPPORTED, 0},
    {"meter", HTML_UNSUPPORTED, 0},
    {"nav", HTML_BLOCK, 0},
    {"nobr", HTML_INLINE, 0},
    {"noframes", HTML_UNSUPPORTED, 0},
    {"noscript", HTML_UNSUPPORTED, 0},
    {"object", HTML_UNSUPPORTED, 0},
    {"ol", HTML_LIST, 0},
    {"optgroup", HTML_UNSUPPORTED, 0},
    {"option", HTML_UNSUPPORTED, 0},
    {"output", HTML_UNSUPPORTED, 0},
    {"p", HTML_BLOCK, 0},
    {"param", HTML_UNSUPPORTED, 0},
    {"picture", HTML_INLINE, 0},
    {"plaintext", HTML_UNSUPPORTED, 0},
    {"pre", HTML_PRE, 0},
    {"progress", HTML_UNSUPPORTED, 0},
    {"q", HTML_INLINE, 0},
    {"rp", HTML_INLINE, 0},
    {"rt", HTML_INLINE, 0},
    {"ruby", HTML_INLINE, 0},
    {"s", HTML_SPAN, SM_STRIKE},
    {"samp", HTML_CODE, 0},
    {"script", HTML_UNSUPPORTED, 0},
    {"search", HTML_BLOCK, 0},
    {"section", HTML_BLOCK, 0},
    {"select", HTML_UNSUPPORTED, 0},
    {"slot", HTML_UNSUPPORTED, 0},
    {"small", HTML_INLINE, 0},
    {"source", HTML_NOTHING, 0},
    {"span", HTML_INLINE, 0},
    {HTML_MARKDOWN_NAME, HTML_MARKDOWN, 0},
    {"strike", HTML_SPAN, SM_STRIKE},
    {"strong", HTML_SPAN, SM_STRONG},
    {"style", HTML_UNSUPPORTED, 0},
    {"sub", HTML_SPAN, SM_SUB},
    {"summary", HTML_SUMMARY, 0},
    {"sup", HTML_SPAN, SM_SUP},
    {"svg", HTML_UNSUPPORTED, 0},
    {"table", HTML_TABLE, 0},
    {"tbody", HTML_ROWS, 0},
    {"td", HTML_CELL, 0},
    {"template", HTML_UNSUPPORTED, 0},
    {"textarea", HTML_UNSUPPORTED, 0},
    {"tfoot", HTML_ROWS, 0},
    {"th", HTML_CELL, 0},
    {"thead", HTML_ROWS, 0},
    {"time", HTML_INLINE, 0},
    {"title", HTML_UNSUPPORTED, 0},
    {"tr", HTML_ROW, 0},
    {"track", HTML_UNSUPPORTED, 0},
    {"tt", HTML_CODE, 0},
    {"u", HTML_SPAN, SM_UNDERLINE},
    {"ul", HTML_LIST, 0},
    {"var", HTML_SPAN, SM_EMPHASIS},
    {"video", HTML_UNSUPPORTED, 0},
    {"wbr", HTML_NOTHING, 0},
    {"xmp", HTML_UNSUPPORTED, 0},
};

/* NAME against an element's NAME, as strcmp() would, whatever NAME's case. */
static int compare(sm_str name, const char *known)
{
    for (size_t i = 0; i < name.len; i++) {
        int c = (unsigned char)sm_to_lower(name.ptr[i]), k = (unsigned char)known[i];
        if (c != k)
            return c - k;
    }
    return known[name.len] == '\0' ? 0 : -1;
}

const html_element *load_html_find_element(sm_str name)
{
    size_t low = 0, high = sizeof elements / sizeof *elements;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, elements[middle].name);
        if (order == 0)
            return &elements[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Past the comment, declaration or instruction that starts at AT. */
static size_t pass_other(sm_str html, size_t at)
{
    sm_str rest = sm_str_from(html, at);
    sm_str end = sm_str_starts(rest, SM_STR("<!--")) ? SM_STR("-->")
                 : sm_str_starts(rest, SM_STR("<?")) ? SM_STR("?>")
                                                     : SM_STR(">");
    size_t found = sm_str_find(rest, end);
    return found == SM_STR_NONE ? html.len : at + found + end.len;
}

/* Past the attributes from AT on, to behind the '>'. */
static size_t pass_attributes(sm_str html, size_t at, html_tag *tag)
{
    while (at < html.len && html.ptr[at] != '>') {
        char c = html.ptr[at++];
        if (sm_is_space(c) || c == '/' || c == '=')
            tag->attributes++;
        tag->empty = c == '/';
        tag->broken = tag->broken || c == '<';
        if (c != '"' && c != '\'')
            continue;
        size_t end = sm_str_find_char(sm_str_from(html, at), c);
        at = end == SM_STR_NONE ? html.len : at + end + 1;
    }
    tag->broken = tag->broken || at >= html.len;
    return at < html.len ? at + 1 : html.len;
}

bool load_html_next_tag(sm_str html, size_t *offset, html_tag *tag)
{
    size_t at = *offset;
    while (at < html.len) {
        size_t open = sm_str_find_char(sm_str_from(html, at), '<');
        if (open == SM_STR_NONE)
            break;
        size_t start = at += open;
        *tag = (html_tag){0};
        if (at + 1 < html.len && (html.ptr[at + 1] == '!' || html.ptr[at + 1] == '?')) {
            at = pass_other(html, at);
            continue;
        }
        tag->closes = at + 1 < html.len && html.ptr[at + 1] == '/';
        size_t name = at += tag->closes ? 2 : 1;
        if (at >= html.len || !sm_is_alpha(html.ptr[at]))
            continue;
        while (at < html.len && !sm_is_space(html.ptr[at]) && html.ptr[at] != '>' &&
               html.ptr[at] != '/')
            at++;
        tag->name = sm_str_sub(html, name, at - name);
        at = pass_attributes(html, at, tag);
        tag->whole = sm_str_sub(html, start, at - start);
        *offset = at;
        return true;
    }
    *offset = html.len;
    return false;
}
