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

/* A length as attributes and style rules have it ("300", "300px", "50%"), into *PIXELS or
 * *PERCENT; others, and impossible ones, are as if they were not said. */
static void read_length(sm_str text, uint16_t *pixels, uint8_t *percent)
{
    enum { PIXELS_MAX = 10000 };
    unsigned number = 0;
    size_t at = 0;
    text = sm_str_trim(text);
    for (; at < text.len && sm_is_digit(text.ptr[at]) && number <= PIXELS_MAX; at++)
        number = number * 10 + (unsigned)(text.ptr[at] - '0');
    if (at < text.len && text.ptr[at] == '.')
        for (at++; at < text.len && sm_is_digit(text.ptr[at]);)
            at++;
    sm_str unit = sm_str_trim(sm_str_from(text, at));
    if (sm_str_equal(unit, SM_STR("%")) && number >= 1 && number <= 100)
        *percent = (uint8_t)number;
    else if ((unit.len == 0 || sm_str_equal_nocase(unit, SM_STR("px"))) && number >= 1 &&
             number <= PIXELS_MAX)
        *pixels = (uint16_t)number;
}

/* What STYLE, a style attribute, and in front of it the attribute of the same name say of
 * PROPERTY. */
static void read_side(load *l, xmlNode *element, sm_str style, const char *property,
                      uint16_t *pixels, uint8_t *percent)
{
    sm_str rule;
    read_length(load_html_attribute(l, element, property), pixels, percent);
    while (sm_str_split(&style, ';', &rule)) {
        size_t colon = sm_str_find_char(rule, ':');
        if (colon != SM_STR_NONE && sm_str_equal_nocase(sm_str_trim(sm_str_sub(rule, 0, colon)),
                                                        sm_str_from_cstr(property)))
            read_length(sm_str_from(rule, colon + 1), pixels, percent);
    }
}

void load_html_image(load *l, xmlNode *element, sm_inline *image)
{
    sm_str alt = load_html_attribute(l, element, "alt");
    sm_str style = load_html_attribute(l, element, "style");
    sm_image_size size = {0};
    uint8_t of_height = 0; /* there is no height to take a part of */
    read_side(l, element, style, "width", &size.width, &size.percent);
    read_side(l, element, style, "height", &size.height, &of_height);
    image->as.image.url = load_html_attribute(l, element, "src");
    image->as.image.title = load_html_attribute(l, element, "title");
    image->as.image.alt = alt.ptr != NULL ? alt : SM_STR("");
    image->as.image.size = size;
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
    if (node != NULL && node->type == XML_ELEMENT_NODE &&
        strcmp((const char *)node->name, "img") == 0) {
        load_html_image(l, node, &found.image);
    } else if (node != NULL && node->type == XML_ELEMENT_NODE) {
        found.href = load_html_attribute(l, node, "href");
        found.title = load_html_attribute(l, node, "title");
    }
    xmlFreeDoc(doc);
    return found;
}
