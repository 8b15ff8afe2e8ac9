#include "html.h"
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <string.h>

static void add_blocks(load *l, block_sink *sink, cmark_node *parent, int depth);

static size_t start_of(const load *l, cmark_node *node)
{
    if (l->fragment != NULL)
        return l->fragment->from;
    return load_offset(l, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
}

static sm_loc loc_of(load *l, cmark_node *node)
{
    return load_loc(l, start_of(l, node));
}

/* cmark's last line of NODE; it leaves out the line that ends an HTML block by its own mark,
 * such as "-->". */
static int last_line_in_part(load *l, cmark_node *node)
{
    int end = cmark_node_get_end_line(node);
    if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK) {
        /* To cmark, code that ends with the quote it is in ends a line later. */
        cmark_node *parent = cmark_node_parent(node);
        int around = parent != NULL ? cmark_node_get_end_line(parent) : end;
        return end > around && around >= cmark_node_get_start_line(node) ? around : end;
    }
    sm_str html = load_literal(l, node);
    int lines = html.len != 0 && html.ptr[html.len - 1] != '\n';
    for (size_t i = 0; i < html.len; i++)
        lines += html.ptr[i] == '\n';
    return cmark_node_get_start_line(node) + lines - 1;
}

extent load_extent(load *l, cmark_node *first, cmark_node *last)
{
    if (l->fragment != NULL)
        return *l->fragment;
    extent where = {.from = start_of(l, first)};
    where.to = load_offset(l, last_line_in_part(l, last) + 1, 1);
    if (where.to < where.from)
        where.to = where.from;
    return where;
}

static extent extent_of(load *l, cmark_node *node)
{
    return load_extent(l, node, node);
}

/* Where NODE ends: at the start of the line after it. */
static size_t end_of(load *l, cmark_node *node)
{
    if (l->fragment != NULL)
        return l->source->text.len;
    if (cmark_node_get_type(node) == CMARK_NODE_DOCUMENT)
        return l->part_to;
    return load_offset(l, last_line_in_part(l, node) + 1, 1);
}

static bool is_fenced(cmark_node *node)
{
    int length, offset;
    char character;
    return cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK &&
           cmark_node_get_fenced(node, &length, &offset, &character) != 0;
}

uint32_t load_end_line(load *l, cmark_node *node)
{
    if (l->fragment != NULL)
        return load_loc(l, l->fragment->to - (l->fragment->to > l->fragment->from)).line;
    int line = last_line_in_part(l, node);
    /* An empty line at the end belongs to fenced code and to HTML, but to nothing else. */
    if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK && !is_fenced(node) &&
        cmark_node_get_end_column(node) == 0 && line > cmark_node_get_start_line(node))
        line--;
    return (uint32_t)(l->first_line + (line > 0 ? line : 1));
}

static sm_block *new_block(load *l, block_sink *sink, sm_block_kind kind, cmark_node *node)
{
    sm_block *block = load_new_block(l, kind, loc_of(l, node));
    block->end_line = load_end_line(l, node);
    load_sink_add(sink, block);
    return block;
}

sm_str load_literal(load *l, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    return load_restore(l, sm_str_from_cstr(literal != NULL ? literal : ""));
}

static void add_code(load *l, block_sink *sink, cmark_node *node)
{
    sm_block *block = new_block(l, sink, SM_CODE_BLOCK, node);
    const char *info = cmark_node_get_fence_info(node);
    sm_str whole = load_restore(l, sm_str_from_cstr(info != NULL ? info : ""));
    whole = sm_str_copy(l->arena, whole);
    size_t len = 0;
    while (len < whole.len && !sm_is_space(whole.ptr[len]))
        len++;
    if (sm_str_equal(sm_str_sub(whole, 0, len), SM_STR("math")))
        load_report_formula(l, block->loc);
    block->as.code.info = whole;
    block->as.code.language = sm_str_lower(l->arena, sm_str_sub(whole, 0, len));
    block->as.code.text = sm_str_copy(l->arena, load_literal(l, node));
    block->as.code.fenced = is_fenced(node);
}

static bool is_item(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_ITEM;
}

static bool is_task(cmark_node *item)
{
    return strcmp(cmark_node_get_type_string(item), "tasklist") == 0;
}

/* Whether an item's text starts with a checkbox: cmark knows only those of items that start
 * their line, and takes them for checked when there is any "[x]" in the line. */
static sm_checkbox checkbox_at(sm_str text)
{
    if (sm_str_starts(text, SM_STR("[ ]")))
        return SM_UNCHECKED;
    return sm_str_starts_nocase(text, SM_STR("[x]")) ? SM_CHECKED : SM_NO_CHECKBOX;
}

/* PARAGRAPH without the first LEN bytes of its text. */
static const sm_block *without_start(load *l, const sm_block *paragraph, size_t len)
{
    sm_block *block = SM_NEW(l->arena, sm_block);
    sm_inline *text = SM_NEW(l->arena, sm_inline);
    *block = *paragraph;
    *text = *paragraph->as.paragraph;
    text->as.text = sm_str_from(text->as.text, len);
    text->loc.column += (uint32_t)len;
    block->as.paragraph = text;
    return block;
}

/* The length of the checkbox in front of TEXT, which Kiro puts a star behind when the task is
 * optional: "[ ]* Write tests". 0: there is none. */
static size_t checkbox_length(sm_str text)
{
    enum { BOX = 3 };
    if (text.len <= BOX + 1 || checkbox_at(text) == SM_NO_CHECKBOX)
        return 0;
    return text.ptr[BOX] == ' '                                  ? BOX + 1
           : sm_str_starts(sm_str_from(text, BOX), SM_STR("* ")) ? BOX
                                                                 : 0;
}

static void find_checkbox(load *l, sm_item *item, cmark_node *node)
{
    if (is_task(node)) {
        sm_str line = sm_str_sub(l->source->text, 0, end_of(l, node));
        size_t start = start_of(l, node);
        size_t bracket = sm_str_find_char(sm_str_from(line, start), '[');
        item->checkbox = checkbox_at(sm_str_from(line, start + bracket));
        if (l->fragment != NULL || item->checkbox == SM_NO_CHECKBOX)
            item->checkbox = cmark_gfm_extensions_get_tasklist_item_checked(node)
                                 ? SM_CHECKED
                                 : SM_UNCHECKED;
        return;
    }
    const sm_block *first = item->blocks;
    if (first == NULL || first->kind != SM_PARAGRAPH || first->as.paragraph == NULL ||
        first->as.paragraph->kind != SM_TEXT)
        return;
    sm_str text = first->as.paragraph->as.text;
    size_t length = checkbox_length(text);
    if (length == 0)
        return;
    item->checkbox = checkbox_at(text);
    item->blocks = without_start(l, first, length);
}

static void add_list(load *l, block_sink *sink, cmark_node *node, int depth)
{
    sm_block *block = new_block(l, sink, SM_LIST, node);
    const sm_item **last = &block->as.list.items;
    block->as.list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    block->as.list.tight = cmark_node_get_list_tight(node) != 0;
    block->as.list.start =
        block->as.list.ordered ? (uint32_t)cmark_node_get_list_start(node) : 1;
    for (cmark_node *n = cmark_node_first_child(node); n != NULL; n = cmark_node_next(n)) {
        sm_item *item = SM_NEW(l->arena, sm_item);
        block_sink blocks;
        item->loc = loc_of(l, n);
        load_sink_start(&blocks, false);
        add_blocks(l, &blocks, n, depth + 1);
        item->blocks = load_sink_blocks(l, &blocks);
        find_checkbox(l, item, n);
        *last = item;
        last = &item->next;
    }
}

/* The kind of a GitHub alert that starts with CONTENT ("[!NOTE]" alone on its line). */
static sm_quote_kind alert_kind(const sm_inline *content)
{
    static const struct {
        sm_str mark;
        sm_quote_kind kind;
    } alerts[] = {
        {SM_STR_INIT("[!NOTE]"), SM_QUOTE_NOTE},
        {SM_STR_INIT("[!TIP]"), SM_QUOTE_TIP},
        {SM_STR_INIT("[!IMPORTANT]"), SM_QUOTE_IMPORTANT},
        {SM_STR_INIT("[!WARNING]"), SM_QUOTE_WARNING},
        {SM_STR_INIT("[!CAUTION]"), SM_QUOTE_CAUTION},
    };
    if (content == NULL || content->kind != SM_TEXT ||
        (content->next != NULL && content->next->kind != SM_SOFT_BREAK &&
         content->next->kind != SM_LINE_BREAK))
        return SM_QUOTE_PLAIN;
    for (size_t i = 0; i < sizeof alerts / sizeof *alerts; i++)
        if (sm_str_equal_nocase(sm_str_trim(content->as.text), alerts[i].mark))
            return alerts[i].kind;
    return SM_QUOTE_PLAIN;
}

static void add_quote(load *l, block_sink *sink, cmark_node *node, int depth)
{
    sm_block *block = new_block(l, sink, SM_QUOTE, node);
    block_sink blocks;
    load_sink_start(&blocks, false);
    add_blocks(l, &blocks, node, depth + 1);
    const sm_block *first = load_sink_blocks(l, &blocks);
    if (first != NULL && first->kind == SM_PARAGRAPH)
        block->as.quote.kind = alert_kind(first->as.paragraph);
    block->as.quote.blocks = first;
    if (block->as.quote.kind == SM_QUOTE_PLAIN || first == NULL)
        return;
    const sm_inline *after = first->as.paragraph->next;
    block->as.quote.blocks = first->next;
    if (after == NULL || after->next == NULL)
        return;
    sm_block *rest = SM_NEW(l->arena, sm_block);
    *rest = *first;
    rest->as.paragraph = after->next;
    rest->loc = after->next->loc;
    block->as.quote.blocks = rest;
}

/* Link definitions at the start of NODE are not part of its text, but of its place. */
static void pass_definitions(load *l, block_sink *sink, cmark_node *node, extent *where)
{
    const char *source = l->source->text.ptr;
    if (where->fragment || where->from >= where->to || source[where->from] != '[')
        return;
    cmark_node *first = cmark_node_first_child(node);
    if (first != NULL && cmark_node_get_type(first) == CMARK_NODE_TEXT) {
        enum { SAMPLE = 40 };
        sm_str text = sm_str_sub(load_literal(l, first), 0, SAMPLE);
        if (sm_str_starts(sm_str_from(l->source->text, where->from), text))
            return; /* it is text after all */
    }
    bool in_item = is_item(cmark_node_parent(node)) && cmark_node_previous(node) == NULL;
    uint32_t line = load_loc(l, where->from).line;
    where->from = load_leading_definitions(l, sink, where->from, where->to, in_item);
    where->rows = (int)(load_loc(l, where->from).line - line);
}

static void add_heading(load *l, block_sink *sink, cmark_node *node)
{
    extent where = extent_of(l, node);
    pass_definitions(l, sink, node, &where);
    sm_loc loc = load_loc(l, where.from);
    const sm_inline *title = load_inlines(l, node, where);
    load_sink_heading(l, sink, cmark_node_get_heading_level(node), loc, load_end_line(l, node),
                      title);
}

/* Lines right above a table are a paragraph that cmark gives no place; the table has it. */
static void add_paragraph_above(load *l, block_sink *sink, cmark_node *node, cmark_node *table)
{
    int line = cmark_node_get_start_line(table);
    extent where = {.from = start_of(l, table), .rows = line};
    where.to = load_offset(l, load_table_line(table), 1);
    sm_block *block = load_new_block(l, SM_PARAGRAPH, load_loc(l, where.from));
    load_sink_add(sink, block);
    block->as.paragraph = load_inlines(l, node, where);
    block->end_line = (uint32_t)(l->first_line + load_table_line(table) - 1);
}

static void add_paragraph(load *l, block_sink *sink, cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    if (cmark_node_get_start_line(node) == 0 && l->fragment == NULL && next != NULL) {
        add_paragraph_above(l, sink, node, next);
        return;
    }
    extent where = extent_of(l, node);
    pass_definitions(l, sink, node, &where);
    if (!where.fragment && load_display(l, sink, where.from, where.to))
        return;
    const sm_inline *content = load_inlines(l, node, where);
    if (content == NULL) /* it held nothing but a comment */
        return;
    sm_loc loc = load_loc(l, where.from);
    if (load_directive_begins(l, sink, &content, where.from) && content != NULL)
        loc = content->loc;
    if (l->in_directive)
        content = load_directive_cut(l, content);
    if (content == NULL)
        return;
    sm_block *block = load_new_block(l, SM_PARAGRAPH, loc);
    block->end_line = load_end_line(l, node);
    block->as.paragraph = content;
    load_sink_add(sink, block);
}

void load_markdown_block(load *l, block_sink *sink, cmark_node *node, int depth)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        add_paragraph(l, sink, node);
        break;
    case CMARK_NODE_HEADING:
        add_heading(l, sink, node);
        break;
    case CMARK_NODE_LIST:
        add_list(l, sink, node, depth);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        add_quote(l, sink, node, depth);
        break;
    case CMARK_NODE_CODE_BLOCK:
        add_code(l, sink, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        load_html_add_blocks(l, sink, node, node, depth);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        new_block(l, sink, SM_RULE, node);
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        break; /* at the end of the document, see load_document() */
    default:   /* cmark's open set of kinds */
        if (strcmp(cmark_node_get_type_string(node), "table") == 0)
            load_table(l, sink, node);
        else
            add_blocks(l, sink, node, depth);
        break;
    }
    if (l->directive_ends && sink->directive != NULL)
        load_directive_end(l, sink, load_end_line(l, node));
}

static bool is_container(cmark_node *node)
{
    int type = (int)cmark_node_get_type(node);
    return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
}

/* The blocks below PARENT, at any depth, without what holds them. */
static void add_flattened(load *l, block_sink *sink, cmark_node *parent)
{
    sm_report(l->diag, SM_DIAG_DEPTH_LIMIT, loc_of(l, parent), NULL);
    cmark_node *node = cmark_node_first_child(parent);
    while (node != NULL) {
        if (is_container(node) && cmark_node_first_child(node) != NULL) {
            node = cmark_node_first_child(node);
            continue;
        }
        if (!is_container(node))
            load_markdown_block(l, sink, node, SM_DEPTH_MAX);
        while (node != parent && cmark_node_next(node) == NULL)
            node = cmark_node_parent(node);
        node = node == parent ? NULL : cmark_node_next(node);
    }
}

/* Where a gap before NODE, or before the first child of PARENT, ends and starts. A block that
 * cmark gives no place has no gap before it. */
static size_t gap_end(const load *l, cmark_node *node)
{
    return cmark_node_get_start_line(node) == 0 ? 0 : start_of(l, node);
}

static size_t gap_start(const load *l, cmark_node *parent)
{
    if (cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT)
        return l->part_from;
    return start_of(l, parent);
}

static void add_blocks(load *l, block_sink *sink, cmark_node *parent, int depth)
{
    if (depth >= load_deepest(l)) {
        add_flattened(l, sink, parent);
        return;
    }
    size_t *ends = load_html_group_ends(l, parent), block = 0;
    bool in_item = is_item(parent) && cmark_node_first_child(parent) == NULL;
    size_t done = gap_start(l, parent), end = end_of(l, parent);
    cmark_node *node = cmark_node_first_child(parent);
    while (node != NULL) {
        if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION) {
            node = cmark_node_next(node); /* see load_document() */
            continue;
        }
        load_gap(l, sink, done, gap_end(l, node), in_item);
        if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK) {
            load_markdown_block(l, sink, node, depth);
            if (cmark_node_get_start_line(node) != 0) /* else it has no place */
                done = end_of(l, node);
            node = cmark_node_next(node);
            continue;
        }
        cmark_node *last = node, *first = node;
        for (size_t i = block; i < ends[block];) {
            last = cmark_node_next(last);
            i += cmark_node_get_type(last) == CMARK_NODE_HTML_BLOCK;
        }
        done = end_of(l, last);
        node = load_html_add_blocks(l, sink, first, last, depth);
        if (l->directive_ends && sink->directive != NULL)
            load_directive_end(l, sink, load_end_line(l, last));
        for (; first != node; first = cmark_node_next(first))
            block += cmark_node_get_type(first) == CMARK_NODE_HTML_BLOCK;
    }
    load_gap(l, sink, done, end, in_item);
}

bool load_html_as_markdown(load *l, block_sink *sink, cmark_node *node, int depth)
{
    /* as it was read, with what was replaced before */
    sm_str html = sm_str_from_cstr(cmark_node_get_literal(node));
    html_tag tag;
    size_t at = 0;
    if (l->fragment != NULL || !load_html_next_tag(html, &at, &tag) ||
        load_html_find_element(tag.name) != NULL)
        return false;
    size_t open = sm_str_find_char(html, '<');
    sm_buf text = sm_buf_new(l->arena);
    sm_buf_add_str(&text, sm_str_sub(html, 0, open));
    sm_buf_add_char(&text, '\\');
    sm_buf_add_str(&text, sm_str_from(html, open));
    extent *where = SM_NEW(l->arena, extent);
    *where = extent_of(l, node);
    where->fragment = true;
    l->fragment = where;
    parse part = load_parse(l, (sm_str){0}, sm_buf_str(&text), false);
    add_blocks(l, sink, part.root, depth);
    load_parse_end(l, &part);
    l->fragment = NULL;
    return true;
}

void load_children(load *l, block_sink *sink, cmark_node *parent, int depth)
{
    add_blocks(l, sink, parent, depth);
}
