#include "model.h"

/* Blocks and inlines: a node is a flat object that begins with its kind and place; lists of
 * nodes have a node a line. */

static const char *inline_name(sm_inline_kind kind)
{
    static const char *const names[] = {
        [SM_TEXT] = "text",
        [SM_SOFT_BREAK] = "soft_break",
        [SM_LINE_BREAK] = "line_break",
        [SM_CODE] = "code",
        [SM_RAW] = "raw",
        [SM_EMPHASIS] = "emphasis",
        [SM_STRONG] = "strong",
        [SM_STRIKE] = "strike",
        [SM_UNDERLINE] = "underline",
        [SM_SUB] = "sub",
        [SM_SUP] = "sup",
        [SM_KBD] = "kbd",
        [SM_MARK] = "mark",
        [SM_LINK] = "link",
        [SM_IMAGE] = "image",
        [SM_FOOTNOTE] = "footnote",
    };
    return names[kind];
}

static bool has_children(sm_inline_kind kind)
{
    return (kind >= SM_EMPHASIS && kind <= SM_MARK) || kind == SM_LINK;
}

static void write_inlines(json_writer *json, const char *key, const sm_inline *content);

static void write_size(json_writer *json, sm_image_size size)
{
    if (size.width != 0)
        json_key_integer(json, "width", size.width);
    if (size.height != 0)
        json_key_integer(json, "height", size.height);
    if (size.percent != 0)
        json_key_integer(json, "percent", size.percent);
}

static void write_link(json_writer *json, const sm_inline *link)
{
    json_key_string(json, "url", link->as.link.url);
    json_key_string(json, "title", link->as.link.title);
    json_key_bool(json, "automatic", link->as.link.automatic);
    write_inlines(json, "content", link->as.link.children);
}

static void write_inline(json_writer *json, const sm_inline *node)
{
    json_object(json, JSON_FLAT);
    json_key_word(json, "kind", inline_name(node->kind));
    json_key_integer(json, "line", node->loc.line);
    json_key_integer(json, "column", node->loc.column);
    switch (node->kind) {
    case SM_TEXT:
    case SM_CODE:
    case SM_RAW:
        json_key_string(json, "text", node->as.text);
        break;
    case SM_SOFT_BREAK:
    case SM_LINE_BREAK:
        break;
    case SM_EMPHASIS:
    case SM_STRONG:
    case SM_STRIKE:
    case SM_UNDERLINE:
    case SM_SUB:
    case SM_SUP:
    case SM_KBD:
    case SM_MARK:
        write_inlines(json, "content", node->as.children);
        break;
    case SM_LINK:
        write_link(json, node);
        break;
    case SM_IMAGE:
        json_key_string(json, "url", node->as.image.url);
        json_key_string(json, "title", node->as.image.title);
        json_key_string(json, "alt", node->as.image.alt);
        write_size(json, node->as.image.size);
        break;
    case SM_FOOTNOTE:
        json_key_integer(json, "number", node->as.footnote.number);
        json_key_integer(json, "reference", node->as.footnote.reference);
        break;
    }
    json_end(json);
}

/* A list of one leaf stays on its line. */
static void write_inline_list(json_writer *json, const sm_inline *content)
{
    bool leaf = content != NULL && content->next == NULL && !has_children(content->kind);
    json_array(json, leaf ? JSON_FLAT : JSON_OPEN);
    for (; content != NULL; content = content->next)
        write_inline(json, content);
    json_end(json);
}

static void write_inlines(json_writer *json, const char *key, const sm_inline *content)
{
    json_key(json, key);
    write_inline_list(json, content);
}

static void write_blocks(json_writer *json, const sm_spec *spec, const sm_block *blocks);

static void write_section(json_writer *json, const sm_spec *spec, const sm_block *section)
{
    json_key_integer(json, "level", (size_t)section->as.section.level);
    json_key_string(json, "id", section->as.section.id);
    json_key_string(json, "number", section->as.section.number);
    json_key_bool(json, "numbered", section->as.section.numbered);
    json_key_word(json, "role", sm_role_name(sm_spec_role(spec, section)));
    write_inlines(json, "title", section->as.section.title);
    write_blocks(json, spec, section->as.section.blocks);
}

static void write_list(json_writer *json, const sm_spec *spec, const sm_block *list)
{
    json_key_bool(json, "ordered", list->as.list.ordered);
    json_key_bool(json, "tight", list->as.list.tight);
    if (list->as.list.definitions)
        json_key_bool(json, "definitions", true);
    json_key_integer(json, "start", list->as.list.start);
    json_key(json, "items");
    json_array(json, JSON_OPEN);
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        json_object(json, JSON_FLAT);
        json_key_integer(json, "line", item->loc.line);
        json_key(json, "checked");
        if (item->checkbox == SM_NO_CHECKBOX)
            json_null(json);
        else
            json_bool(json, item->checkbox == SM_CHECKED);
        write_blocks(json, spec, item->blocks);
        json_end(json);
    }
    json_end(json);
}

static const char *quote_name(sm_quote_kind kind)
{
    static const char *const names[] = {
        [SM_QUOTE_PLAIN] = "plain",     [SM_QUOTE_NOTE] = "note",
        [SM_QUOTE_TIP] = "tip",         [SM_QUOTE_IMPORTANT] = "important",
        [SM_QUOTE_WARNING] = "warning", [SM_QUOTE_CAUTION] = "caution",
    };
    return names[kind];
}

static void write_row(json_writer *json, const sm_row *row, size_t columns)
{
    json_object(json, JSON_FLAT);
    json_key_integer(json, "line", row->loc.line);
    json_key(json, "cells");
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < columns; i++)
        write_inline_list(json, row->cells[i].content);
    json_end(json);
    json_end(json);
}

static void write_table(json_writer *json, const sm_block *table)
{
    static const char *const aligns[] = {NULL, "left", "center", "right"};
    size_t columns = table->as.table.columns;
    write_inlines(json, "caption", table->as.table.caption);
    json_key(json, "aligns");
    json_array(json, JSON_FLAT);
    for (size_t i = 0; i < columns; i++)
        json_word(json, aligns[table->as.table.aligns[i]]);
    json_end(json);
    json_key(json, "head");
    if (table->as.table.head == NULL)
        json_null(json);
    else
        write_row(json, table->as.table.head, columns);
    json_key(json, "rows");
    json_array(json, JSON_OPEN);
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        write_row(json, row, columns);
    json_end(json);
}

static void write_code(json_writer *json, const sm_block *code)
{
    json_key_string(json, "language", code->as.code.language);
    json_key_string(json, "info", code->as.code.info);
    json_key_bool(json, "fenced", code->as.code.fenced);
    json_key_string(json, "text", code->as.code.text);
}

static const char *block_name(sm_block_kind kind)
{
    static const char *const names[] = {
        [SM_SECTION] = "section", [SM_PARAGRAPH] = "paragraph", [SM_LIST] = "list",
        [SM_QUOTE] = "quote",     [SM_CODE_BLOCK] = "code",     [SM_TABLE] = "table",
        [SM_RULE] = "rule",       [SM_DETAILS] = "details",     [SM_HTML_BLOCK] = "html",
    };
    return names[kind];
}

static void write_block(json_writer *json, const sm_spec *spec, const sm_block *block)
{
    json_object(json, JSON_FLAT);
    json_key_word(json, "kind", block_name(block->kind));
    json_key_integer(json, "line", block->loc.line);
    json_key_integer(json, "end_line", block->end_line);
    switch (block->kind) {
    case SM_SECTION:
        write_section(json, spec, block);
        break;
    case SM_PARAGRAPH:
        write_inlines(json, "content", block->as.paragraph);
        break;
    case SM_LIST:
        write_list(json, spec, block);
        break;
    case SM_QUOTE:
        json_key_word(json, "quote", quote_name(block->as.quote.kind));
        write_blocks(json, spec, block->as.quote.blocks);
        break;
    case SM_CODE_BLOCK:
        write_code(json, block);
        break;
    case SM_TABLE:
        write_table(json, block);
        break;
    case SM_RULE:
        break;
    case SM_DETAILS:
        json_key_bool(json, "open", block->as.details.open);
        write_inlines(json, "summary", block->as.details.summary);
        write_blocks(json, spec, block->as.details.blocks);
        break;
    case SM_HTML_BLOCK:
        json_key_string(json, "text", block->as.html);
        break;
    }
    json_end(json);
}

static void write_blocks(json_writer *json, const sm_spec *spec, const sm_block *blocks)
{
    json_key(json, "blocks");
    json_array(json, JSON_OPEN);
    for (; blocks != NULL; blocks = blocks->next)
        write_block(json, spec, blocks);
    json_end(json);
}

static void write_footnotes(json_writer *json, const sm_spec *spec)
{
    json_key(json, "footnotes");
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < spec->doc->footnote_count; i++) {
        const sm_footnote *note = &spec->doc->footnotes[i];
        json_object(json, JSON_FLAT);
        json_key_integer(json, "number", i + 1);
        json_key_string(json, "label", note->label);
        json_key_integer(json, "line", note->loc.line);
        json_key_integer(json, "references", note->references);
        write_blocks(json, spec, note->blocks);
        json_end(json);
    }
    json_end(json);
}

static void write_comments(json_writer *json, const sm_doc *doc)
{
    json_key(json, "comments");
    json_array(json, JSON_OPEN);
    for (size_t i = 0; i < doc->comment_count; i++) {
        json_object(json, JSON_FLAT);
        json_key_integer(json, "line", doc->comments[i].loc.line);
        json_key_string(json, "text", doc->comments[i].text);
        json_end(json);
    }
    json_end(json);
}

void json_document(json_writer *json, const sm_spec *spec)
{
    json_object(json, JSON_OPEN);
    write_blocks(json, spec, spec->doc->blocks);
    write_footnotes(json, spec);
    write_comments(json, spec->doc);
    json_end(json);
}
