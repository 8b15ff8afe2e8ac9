/* Which raw HTML has a meaning in the model. */
#include "html_dom.h"
#include <string.h>

/* Whether an element of ROLE may stand in one of PARENT; text has HTML_INLINE. */
static bool may_hold(html_role parent, html_role role)
{
    switch (parent) {
    case HTML_TABLE:
        return role == HTML_ROWS || role == HTML_ROW || role == HTML_CAPTION ||
               role == HTML_NOTHING;
    case HTML_ROWS:
        return role == HTML_ROW;
    case HTML_ROW:
        return role == HTML_CELL;
    case HTML_LIST:
        return role == HTML_ITEM;
    case HTML_DEFINITIONS:
        return role == HTML_TERM || role == HTML_BLOCK;
    case HTML_SPAN:
    case HTML_CODE:
    case HTML_LINK:
    case HTML_HEADING:
    case HTML_CAPTION:
    case HTML_TERM:
        return load_html_is_inline(role) || role == HTML_BLOCK;
    case HTML_SUMMARY:
        return load_html_is_inline(role) || role == HTML_BLOCK || role == HTML_HEADING;
    case HTML_PRE:
        return load_html_is_inline(role) && role != HTML_IMAGE;
    case HTML_UNSUPPORTED:
        return false;
    case HTML_NOTHING:
    case HTML_INLINE:
    case HTML_BLOCK:
    case HTML_IMAGE:
    case HTML_BREAK:
    case HTML_RULE:
    case HTML_ITEM:
    case HTML_QUOTE:
    case HTML_DETAILS:
    case HTML_CELL:
    case HTML_CHECKBOX:
    case HTML_MARKDOWN:
        return role != HTML_ROWS && role != HTML_ROW && role != HTML_CELL &&
               role != HTML_CAPTION && role != HTML_UNSUPPORTED;
    }
    return false;
}

static bool is_checkbox(xmlNode *node)
{
    xmlChar *type = xmlGetProp(node, (const xmlChar *)"type");
    bool checkbox = type != NULL && strcmp((const char *)type, "checkbox") == 0;
    xmlFree(type);
    return checkbox;
}

static bool may_stand(xmlNode *node)
{
    const html_element *parent = load_html_element_of(node->parent);
    html_role outer = parent != NULL ? parent->role : HTML_BLOCK;
    if (node->type == XML_TEXT_NODE)
        return load_html_is_blank(node) || may_hold(outer, HTML_INLINE);
    if (node->type == XML_COMMENT_NODE)
        return true;
    const html_element *element = load_html_element_of(node);
    if (element == NULL || !may_hold(outer, element->role))
        return false;
    if (element->role == HTML_CHECKBOX)
        return is_checkbox(node);
    return element->role != HTML_IMAGE || xmlHasProp(node, (const xmlChar *)"src") != NULL;
}

bool load_html_is_simple(xmlNode *top, int depth)
{
    int level = 0;
    xmlNode *node = top->children;
    while (node != NULL) {
        if (level > depth || !may_stand(node))
            return false;
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            level++;
            continue;
        }
        while (node != top && node->next == NULL) {
            node = node->parent;
            level--;
        }
        node = node == top ? NULL : node->next;
    }
    return true;
}
