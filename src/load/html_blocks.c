/* Raw HTML blocks to blocks. CommonMark ends most HTML blocks at a blank line, so one element
 * ("<details>", Markdown, "</details>") is often spread over several of them: these are read
 * together, with an element of our own standing for each Markdown block in between. */
#include "html_dom.h"
#include <cmark-gfm.h>
#include <string.h>

static void add_children(dom *d, block_sink *sink, xmlNode *parent, int depth);

static bool is_html_block(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
}

/* Ends the paragraph of text that is open, if there is one. */
static void html_end_paragraph(dom *d, block_sink *sink)
{
    const sm_inline *content = load_builder_finish(&d->b);
    if (content != NULL) {
        sm_block *block = load_new_block(d->l, SM_PARAGRAPH, content->loc);
        block->end_line = load_loc(d->l, d->cursor).line;
        block->as.paragraph = content;
        load_sink_add(sink, block);
    }
    load_html_start_text(d);
}

static sm_block *new_block(dom *d, block_sink *sink, sm_block_kind kind, xmlNode *node)
{
    sm_block *block = load_new_block(d->l, kind, load_html_place(d, node));
    load_sink_add(sink, block);
    return block;
}

const sm_block *load_html_blocks(dom *d, xmlNode *node, int depth)
{
    block_sink blocks;
    load_sink_start(&blocks, false);
    load_html_start_text(d);
    add_children(d, &blocks, node, depth);
    return load_sink_blocks(d->l, &blocks);
}

static sm_checkbox checkbox_of(xmlNode *item)
{
    for (xmlNode *n = item->children; n != NULL; n = n->next) {
        const html_element *element = load_html_element_of(n);
        if (element != NULL && element->role == HTML_CHECKBOX)
            return xmlHasProp(n, (const xmlChar *)"checked") != NULL ? SM_CHECKED
                                                                     : SM_UNCHECKED;
        if (n->type != XML_TEXT_NODE || !load_html_is_blank(n))
            break;
    }
    return SM_NO_CHECKBOX;
}

static void add_list(dom *d, block_sink *sink, xmlNode *node, int depth)
{
    sm_block *block = new_block(d, sink, SM_LIST, node);
    const sm_item **last = &block->as.list.items;
    block->as.list.ordered = strcmp((const char *)node->name, "ol") == 0;
    block->as.list.tight = true;
    block->as.list.start = 1;
    sm_str start = load_html_attribute(d->l, node, "start");
    if (start.len != 0 && start.len < 9) {
        block->as.list.start = 0;
        for (size_t i = 0; i < start.len && sm_is_digit(start.ptr[i]); i++)
            block->as.list.start = block->as.list.start * 10 + (uint32_t)(start.ptr[i] - '0');
    }
    for (xmlNode *n = node->children; n != NULL; n = n->next) {
        if (n->type == XML_COMMENT_NODE)
            load_html_add_comment(d, n);
        if (n->type != XML_ELEMENT_NODE)
            continue;
        sm_item *item = SM_NEW(d->l->arena, sm_item);
        item->loc = load_html_place(d, n);
        item->checkbox = checkbox_of(n);
        item->blocks = load_html_blocks(d, n, depth + 1);
        *last = item;
        last = &item->next;
    }
    block->end_line = load_loc(d->l, d->cursor).line;
}

/* A list of definitions that is being built: NULLs until its first term. */
typedef struct definitions {
    block_sink *sink;
    const sm_item **last;
    block_sink item; /* the blocks of the last one */
} definitions;

static void add_term(dom *d, definitions *list, xmlNode *node)
{
    if (list->last == NULL) {
        sm_block *block = new_block(d, list->sink, SM_LIST, node);
        block->as.list.tight = block->as.list.definitions = true;
        block->as.list.start = 1;
        list->last = &block->as.list.items;
    }
    sm_item *item = SM_NEW(d->l->arena, sm_item);
    item->loc = load_html_place(d, node);
    *list->last = item;
    list->last = &item->next;
    sm_block *term = load_new_block(d->l, SM_PARAGRAPH, item->loc);
    sm_inline *strong = load_new_inline(d->l, SM_STRONG, term->loc);
    strong->as.children = load_html_inlines(d, node);
    term->as.paragraph = strong;
    item->blocks = term;
    load_sink_start(&list->item, false);
    load_sink_add(&list->item, term);
}

/* <dt> and <dd>, also in a <div> for each group; what precedes the first term is no part. */
static void add_definitions(dom *d, definitions *list, xmlNode *node, int depth)
{
    for (xmlNode *n = node->children; n != NULL; n = n->next) {
        const html_element *element = load_html_element_of(n);
        if (n->type == XML_COMMENT_NODE)
            load_html_add_comment(d, n);
        if (element == NULL)
            continue;
        if (element->role == HTML_TERM) {
            add_term(d, list, n);
        } else if (strcmp(element->name, "dd") != 0 && depth < SM_DEPTH_MAX) {
            add_definitions(d, list, n, depth + 1);
        } else {
            load_html_start_text(d);
            add_children(d, list->last == NULL ? list->sink : &list->item, n, depth + 1);
            load_sink_blocks(d->l, &list->item);
        }
    }
}

/* <pre>, and the language of a <code> in it. */
static void add_pre(dom *d, block_sink *sink, xmlNode *node)
{
    sm_block *block = new_block(d, sink, SM_CODE_BLOCK, node);
    sm_str text = load_html_text(d, node), class = {0};
    const xmlNode *code = node->children;
    if (code != NULL && code->next == NULL && code->type == XML_ELEMENT_NODE)
        class = load_html_attribute(d->l, node->children, "class");
    if (class.len == 0)
        class = load_html_attribute(d->l, node, "lang");
    if (sm_str_starts(class, SM_STR("language-")))
        class = sm_str_from(class, strlen("language-"));
    if (text.len != 0 && text.ptr[0] == '\n')
        text = sm_str_from(text, 1);
    if (text.len != 0 && text.ptr[text.len - 1] != '\n')
        text = sm_str_printf(d->l->arena, "%.*s\n", SM_STR_ARG(text));
    block->as.code.language = sm_str_lower(d->l->arena, class);
    block->as.code.info = class;
    block->as.code.text = text;
    block->as.code.fenced = true;
    block->end_line = load_loc(d->l, d->cursor).line;
}

static void add_details(dom *d, block_sink *sink, xmlNode *node, int depth)
{
    sm_block *block = new_block(d, sink, SM_DETAILS, node);
    block->as.details.open = xmlHasProp(node, (const xmlChar *)"open") != NULL;
    block_sink blocks;
    load_sink_start(&blocks, sink->sections);
    load_html_start_text(d);
    for (xmlNode *n = node->children; n != NULL; n = n->next) {
        const html_element *element = load_html_element_of(n);
        if (element == NULL || element->role != HTML_SUMMARY ||
            block->as.details.summary != NULL)
            continue;
        block->as.details.summary = load_html_inlines(d, n);
        xmlUnlinkNode(n); /* it is said */
        xmlFreeNode(n);
        break;
    }
    add_children(d, &blocks, node, depth + 1);
    block->as.details.blocks = load_sink_blocks(d->l, &blocks);
    block->end_line = load_loc(d->l, d->cursor).line;
}

static void add_markdown(dom *d, block_sink *sink, int depth)
{
    cmark_node *node = d->markdown;
    if (node == NULL || node == d->after)
        return;
    load_markdown_block(d->l, sink, node, depth);
    size_t end = load_extent(d->l, node, node).to;
    if (d->l->fragment == NULL && end > d->cursor && end <= d->to)
        d->cursor = end;
    do
        d->markdown = cmark_node_next(d->markdown);
    while (d->markdown != NULL && d->markdown != d->after && is_html_block(d->markdown));
    load_html_start_text(d);
}

static bool holds_blocks(xmlNode *node)
{
    for (xmlNode *n = node->children; n != NULL; n = n->next) {
        const html_element *element = load_html_element_of(n);
        if (element != NULL && (!load_html_is_inline(element->role) || holds_blocks(n)))
            return true;
    }
    return false;
}

/* One child of a block. */
static void add_block(dom *d, block_sink *sink, xmlNode *node, int depth)
{
    const html_element *element = load_html_element_of(node);
    html_role role = element != NULL ? element->role : HTML_INLINE;
    if (load_html_is_inline(role) && !(role == HTML_INLINE && holds_blocks(node))) {
        load_html_add_inline(d, node);
        return;
    }
    html_end_paragraph(d, sink);
    if (role == HTML_HEADING) {
        sm_loc loc = load_html_place(d, node);
        const sm_inline *title = load_html_inlines(d, node);
        load_sink_heading(d->l, sink, element->detail, loc, loc.line, title);
    } else if (role == HTML_LIST) {
        add_list(d, sink, node, depth);
    } else if (role == HTML_QUOTE) {
        sm_block *block = new_block(d, sink, SM_QUOTE, node);
        block->as.quote.blocks = load_html_blocks(d, node, depth + 1);
        block->end_line = load_loc(d->l, d->cursor).line;
    } else if (role == HTML_PRE) {
        add_pre(d, sink, node);
    } else if (role == HTML_DETAILS) {
        add_details(d, sink, node, depth);
    } else if (role == HTML_DEFINITIONS) {
        add_definitions(d, &(definitions){.sink = sink}, node, depth);
    } else if (role == HTML_TABLE) {
        load_html_add_table(d, sink, node, depth);
    } else if (role == HTML_RULE) {
        new_block(d, sink, SM_RULE, node);
    } else if (role == HTML_MARKDOWN) {
        add_markdown(d, sink, depth);
    } else if (role != HTML_CHECKBOX) {
        add_children(d, sink, node, depth);
    }
    load_html_start_text(d);
}

static void add_children(dom *d, block_sink *sink, xmlNode *parent, int depth)
{
    for (xmlNode *n = parent->children; n != NULL; n = n->next)
        add_block(d, sink, n, depth);
    html_end_paragraph(d, sink);
}

/* --- groups of HTML blocks --- */

static bool spans_blocks(html_role role)
{
    return role == HTML_DETAILS || role == HTML_TABLE || role == HTML_LIST ||
           role == HTML_QUOTE || role == HTML_DEFINITIONS;
}

typedef struct open_tag {
    const html_element *element;
    size_t block;
} open_tag;

typedef struct matcher {
    struct SM_LIST(open_tag) open;
    size_t counts[HTML_MARKDOWN + 1]; /* open ones of each role */
} matcher;

/* Notes in ENDS that the element of an earlier block is closed in block number BLOCK. */
static void match_tags(load *l, matcher *m, sm_str html, size_t block, size_t *ends)
{
    size_t offset = 0;
    html_tag tag;
    while (load_html_next_tag(html, &offset, &tag)) {
        const html_element *element = load_html_find_element(tag.name);
        if (element == NULL || tag.empty || !spans_blocks(element->role))
            continue;
        if (!tag.closes) {
            open_tag opened = {element, block};
            SM_LIST_ADD(l->arena, &m->open, opened);
            m->counts[element->role]++;
            continue;
        }
        while (m->counts[element->role] != 0) {
            open_tag top = m->open.items[--m->open.count];
            m->counts[top.element->role]--;
            if (top.element->role == element->role) {
                ends[top.block] = block;
                break;
            }
        }
    }
}

size_t *load_html_group_ends(load *l, cmark_node *parent)
{
    size_t count = 0;
    for (cmark_node *n = cmark_node_first_child(parent); n != NULL; n = cmark_node_next(n))
        count += is_html_block(n);
    if (count == 0)
        return NULL;
    size_t *ends = SM_NEW_ARRAY(l->arena, size_t, count);
    matcher m = {0};
    size_t block = 0;
    for (cmark_node *n = cmark_node_first_child(parent); n != NULL; n = cmark_node_next(n))
        if (is_html_block(n)) {
            ends[block] = block;
            match_tags(l, &m, load_literal(l, n), block, ends);
            block++;
        }
    /* Groups that overlap are one. */
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j <= ends[i]; j++) {
            if (ends[j] > ends[i])
                ends[i] = ends[j];
            ends[j] = j;
        }
    return ends;
}

bool load_html_is_open(load *l, cmark_node *parent)
{
    matcher m = {0};
    size_t end = 0; /* all are in block 0 */
    for (cmark_node *n = cmark_node_first_child(parent); n != NULL; n = cmark_node_next(n))
        if (is_html_block(n))
            match_tags(l, &m, load_literal(l, n), 0, &end);
    return m.open.count != 0;
}

static void show_as_written(load *l, block_sink *sink, cmark_node *node)
{
    sm_block *block =
        load_new_block(l, SM_HTML_BLOCK, load_loc(l, load_extent(l, node, node).from));
    block->end_line = load_end_line(l, node);
    block->as.html = sm_str_copy(l->arena, load_literal(l, node));
    load_html_unsupported(l, block->loc, block->as.html);
    load_sink_add(sink, block);
}

/* A block that is one comment and nothing else needs no parser. */
static bool add_lone_comment(load *l, cmark_node *node)
{
    sm_str html = sm_str_trim(load_literal(l, node));
    if (!sm_str_starts(html, SM_STR("<!--")) ||
        sm_str_find(html, SM_STR("-->")) != html.len - 3)
        return false;
    load_comment(l, load_extent(l, node, node).from,
                 sm_str_copy(l->arena, sm_str_sub(html, 4, html.len < 7 ? 0 : html.len - 7)));
    return true;
}

/* The HTML of the nodes from FIRST to before AFTER, with elements for the Markdown in it. */
static sm_str gather(load *l, cmark_node *first, cmark_node *after)
{
    sm_buf html = sm_buf_new(l->arena);
    for (cmark_node *n = first; n != after; n = cmark_node_next(n)) {
        if (is_html_block(n))
            sm_buf_add_str(&html, load_literal(l, n));
        else
            sm_buf_add_cstr(&html, "<" HTML_MARKDOWN_NAME "></" HTML_MARKDOWN_NAME ">\n");
    }
    return sm_buf_str(&html);
}

/* Converts the nodes from FIRST to before AFTER as one piece of HTML; false when that is not
 * possible, with nothing done. */
static bool add_group(load *l, block_sink *sink, cmark_node *first, cmark_node *last, int depth)
{
    cmark_node *after = cmark_node_next(last);
    sm_str html = first == last ? load_literal(l, first) : gather(l, first, after);
    sm_str start = sm_str_trim(html);
    if (sm_str_starts(start, SM_STR("<?")) || sm_str_starts(start, SM_STR("<![")) ||
        (sm_str_starts(start, SM_STR("<!--")) &&
         sm_str_find(html, SM_STR("-->")) == SM_STR_NONE))
        return false;
    xmlDoc *doc = load_html_parse(l, html);
    if (doc == NULL)
        return false;
    dom d = {.l = l, .markdown = first, .after = after};
    bool simple = load_html_is_simple((xmlNode *)doc, load_deepest(l) - depth);
    if (simple) {
        extent where = load_extent(l, first, last);
        d.cursor = where.from;
        d.to = where.to;
        while (d.markdown != after && is_html_block(d.markdown))
            d.markdown = cmark_node_next(d.markdown);
        load_html_start_text(&d);
        add_children(&d, sink, (xmlNode *)doc, depth);
        while (d.markdown != NULL && d.markdown != after)
            add_markdown(&d, sink, depth);
    }
    load_html_free(doc);
    return simple;
}

cmark_node *load_html_add_blocks(load *l, block_sink *sink, cmark_node *first, cmark_node *last,
                                 int depth)
{
    cmark_node *after = cmark_node_next(last);
    if ((first == last && add_lone_comment(l, first)) ||
        add_group(l, sink, first, last, depth) ||
        (first == last && load_html_as_markdown(l, sink, first, depth)))
        return after;
    for (cmark_node *n = first; n != after; n = cmark_node_next(n)) {
        if (!is_html_block(n))
            load_markdown_block(l, sink, n, depth);
        else if (!add_lone_comment(l, n))
            show_as_written(l, sink, n);
    }
    return after;
}
