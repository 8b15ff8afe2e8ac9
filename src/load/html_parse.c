/* libxml2's HTML parser, quiet and without network. */
#include "html.h"
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <string.h>

/* libxml2 2.9 stops at 256 levels, looks at each pair of attributes of a tag, and counts in
 * ints: what is beyond these bounds is not simple HTML and shown as written. */
enum { DEPTH_MAX = 200, ATTRIBUTES_MAX = 200, SIZE_MAX_BYTES = 4 << 20 };

static bool is_unreadable(sm_str html)
{
    if (html.len > SIZE_MAX_BYTES)
        return true;
    size_t offset = 0, depth = 0;
    html_tag tag;
    while (load_html_next_tag(html, &offset, &tag)) {
        const html_element *element = load_html_find_element(tag.name);
        bool empty =
            tag.empty ||
            (element != NULL && (element->role == HTML_BREAK || element->role == HTML_IMAGE ||
                                 element->role == HTML_RULE || element->role == HTML_NOTHING ||
                                 element->role == HTML_CHECKBOX));
        if (tag.attributes > ATTRIBUTES_MAX || tag.broken)
            return true;
        if (tag.closes)
            depth -= depth != 0;
        else if (!empty && ++depth > DEPTH_MAX)
            return true;
    }
    return false;
}

xmlDoc *load_html_parse(load *l, sm_str html)
{
    if (is_unreadable(html))
        return NULL;
    if (l->html_parser == NULL)
        l->html_parser = htmlNewParserCtxt();
    if (l->html_parser == NULL)
        return NULL;
    return htmlCtxtReadMemory(l->html_parser, html.ptr, (int)html.len, NULL, "UTF-8",
                              HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD | HTML_PARSE_NOERROR |
                                  HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT |
                                  HTML_PARSE_IGNORE_ENC);
}

void load_html_free(xmlDoc *doc)
{
    xmlFreeDoc(doc);
}

void load_html_close_parser(load *l)
{
    if (l->html_parser != NULL)
        htmlFreeParserCtxt(l->html_parser);
    l->html_parser = NULL;
}

sm_str load_html_attribute(load *l, xmlNode *element, const char *name)
{
    xmlChar *value = xmlGetProp(element, (const xmlChar *)name);
    sm_str copy = sm_str_copy(l->arena, sm_str_from_cstr((const char *)value));
    if (value != NULL && copy.ptr == NULL)
        copy = SM_STR("");
    xmlFree(value);
    return copy;
}

html_attributes load_html_tag_attributes(load *l, sm_str tag)
{
    html_attributes found = {0};
    xmlDoc *doc = load_html_parse(l, tag);
    xmlNode *node = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    while (node != NULL && node->type == XML_ELEMENT_NODE &&
           (strcmp((const char *)node->name, "html") == 0 ||
            strcmp((const char *)node->name, "body") == 0 ||
            strcmp((const char *)node->name, "p") == 0))
        node = node->children;
    if (node != NULL && node->type == XML_ELEMENT_NODE) {
        found.href = load_html_attribute(l, node, "href");
        found.title = load_html_attribute(l, node, "title");
        found.src = load_html_attribute(l, node, "src");
        found.alt = load_html_attribute(l, node, "alt");
    }
    xmlFreeDoc(doc);
    return found;
}
