/* A document as one line of text, for comparing: "h2#id(Title) p(text *em*) ul(li(p(x)))". */
#ifndef SPECMILL_TESTS_UNIT_LOAD_SHOWN_H
#define SPECMILL_TESTS_UNIT_LOAD_SHOWN_H

#include "specmill/load/load.h"
#include <stdio.h>
#include <string.h>

typedef struct loaded {
    sm_arena *arena;
    sm_diag *diag;
    const sm_doc *doc;
} loaded;

static inline loaded load_text(const char *text, size_t len)
{
    loaded l = {.arena = sm_arena_new(0)};
    l.diag = sm_diag_new(l.arena);
    const sm_source *source =
        sm_source_from_bytes(l.arena, SM_STR("test.md"), (sm_str){text, len}, l.diag);
    l.doc = sm_load(l.arena, source, l.diag);
    return l;
}

static inline void show_inlines(sm_buf *buf, const sm_inline *content)
{
    static const char *const names[] = {"",  "~",   "//",  "`",   "raw",  "em", "b",   "s",
                                        "u", "sub", "sup", "kbd", "mark", "a",  "img", "fn"};
    for (; content != NULL; content = content->next) {
        sm_buf_add_cstr(buf, names[content->kind]);
        switch (content->kind) {
        case SM_TEXT:
            sm_buf_add_str(buf, content->as.text);
            break;
        case SM_CODE:
        case SM_RAW:
            sm_buf_addf(buf, "{%.*s}", SM_STR_ARG(content->as.text));
            break;
        case SM_SOFT_BREAK:
        case SM_LINE_BREAK:
            break;
        case SM_LINK:
            sm_buf_addf(buf, "<%.*s>{", SM_STR_ARG(content->as.link.url));
            show_inlines(buf, content->as.link.children);
            sm_buf_add_char(buf, '}');
            break;
        case SM_IMAGE:
            sm_buf_addf(buf, "<%.*s>{%.*s}", SM_STR_ARG(content->as.image.url),
                        SM_STR_ARG(content->as.image.alt));
            break;
        case SM_FOOTNOTE:
            sm_buf_addf(buf, "%zu", content->as.footnote.number);
            break;
        case SM_EMPHASIS:
        case SM_STRONG:
        case SM_STRIKE:
        case SM_UNDERLINE:
        case SM_SUB:
        case SM_SUP:
        case SM_KBD:
        case SM_MARK:
            sm_buf_add_char(buf, '{');
            show_inlines(buf, content->as.children);
            sm_buf_add_char(buf, '}');
            break;
        }
    }
}

static inline void show_blocks(sm_buf *buf, const sm_block *block);

static inline void show_row(sm_buf *buf, const sm_row *row, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        sm_buf_add_char(buf, i == 0 ? '[' : '|');
        show_inlines(buf, row->cells[i].content);
    }
    sm_buf_add_char(buf, ']');
}

static inline void show_table(sm_buf *buf, const sm_block *block)
{
    for (size_t i = 0; i < block->as.table.columns; i++)
        sm_buf_add_char(buf, "-lcr"[block->as.table.aligns[i]]);
    if (block->as.table.head != NULL) {
        sm_buf_add_char(buf, 'h');
        show_row(buf, block->as.table.head, block->as.table.columns);
    }
    for (const sm_row *row = block->as.table.rows; row != NULL; row = row->next)
        show_row(buf, row, block->as.table.columns);
}

static inline void show_list(sm_buf *buf, const sm_block *block)
{
    static const char *const boxes[] = {"", " ", "x"};
    for (const sm_item *item = block->as.list.items; item != NULL; item = item->next) {
        sm_buf_addf(buf, "li%s(", boxes[item->checkbox]);
        show_blocks(buf, item->blocks);
        sm_buf_add_char(buf, ')');
    }
}

static inline void show_block(sm_buf *buf, const sm_block *block)
{
    static const char *const quotes[] = {"quote",     "note",    "tip",
                                         "important", "warning", "caution"};
    switch (block->kind) {
    case SM_SECTION:
        sm_buf_addf(buf, "h%d#%.*s %.*s(", block->as.section.level,
                    SM_STR_ARG(block->as.section.id), SM_STR_ARG(block->as.section.number));
        show_inlines(buf, block->as.section.title);
        sm_buf_add_cstr(buf, block->as.section.blocks != NULL ? ": " : "");
        show_blocks(buf, block->as.section.blocks);
        break;
    case SM_PARAGRAPH:
        sm_buf_add_cstr(buf, "p(");
        show_inlines(buf, block->as.paragraph);
        break;
    case SM_LIST:
        sm_buf_addf(buf, "%s%s(", block->as.list.ordered ? "ol" : "ul",
                    block->as.list.tight ? "" : "+");
        show_list(buf, block);
        break;
    case SM_QUOTE:
        sm_buf_addf(buf, "%s(", quotes[block->as.quote.kind]);
        show_blocks(buf, block->as.quote.blocks);
        break;
    case SM_CODE_BLOCK:
        sm_buf_addf(buf, "code:%.*s(%.*s", SM_STR_ARG(block->as.code.language),
                    SM_STR_ARG(block->as.code.text));
        break;
    case SM_TABLE:
        sm_buf_add_cstr(buf, "table:");
        show_table(buf, block);
        sm_buf_add_char(buf, '(');
        break;
    case SM_RULE:
        sm_buf_add_cstr(buf, "hr(");
        break;
    case SM_DETAILS:
        sm_buf_add_cstr(buf, "details(");
        show_inlines(buf, block->as.details.summary);
        sm_buf_add_cstr(buf, ": ");
        show_blocks(buf, block->as.details.blocks);
        break;
    case SM_HTML_BLOCK:
        sm_buf_addf(buf, "html(%.*s", SM_STR_ARG(block->as.html));
        break;
    }
    sm_buf_add_char(buf, ')');
}

static inline void show_blocks(sm_buf *buf, const sm_block *block)
{
    for (bool first = true; block != NULL; block = block->next, first = false) {
        sm_buf_add_cstr(buf, first ? "" : " ");
        show_block(buf, block);
    }
}

/* The places of all sections, blocks in them, and items. */
static inline void show_places(sm_buf *buf, const sm_block *block)
{
    for (; block != NULL; block = block->next) {
        sm_buf_addf(buf, "%u:%u-%u ", block->loc.line, block->loc.column, block->end_line);
        show_places(buf, sm_block_children(block));
        if (block->kind == SM_LIST)
            for (const sm_item *item = block->as.list.items; item != NULL; item = item->next)
                show_places(buf, item->blocks);
    }
}

/* BLOCKS of DOC with their places, its footnotes, and what was found. */
static inline void show_all(sm_buf *buf, const sm_doc *doc, const sm_block *blocks,
                            sm_diag *diag)
{
    show_blocks(buf, blocks);
    show_places(buf, blocks);
    for (size_t i = 0; i < doc->footnote_count; i++) {
        const sm_footnote *note = &doc->footnotes[i];
        sm_buf_addf(buf, "\n%.*s %zu %u:%u ", SM_STR_ARG(note->label), note->references,
                    note->loc.line, note->loc.column);
        show_blocks(buf, note->blocks);
        show_places(buf, note->blocks);
    }
    size_t count;
    const sm_finding *findings = sm_diag_findings(diag, &count);
    for (size_t i = 0; i < count; i++)
        sm_finding_print(buf, &findings[i], false);
}

/* Whether MARKDOWN becomes WANTED and gives the findings with the slugs in FINDINGS, each
 * followed by its place: "html-comment 1:3;". */
static inline int becomes(const char *markdown, const char *wanted, const char *findings)
{
    loaded l = load_text(markdown, strlen(markdown));
    sm_buf buf = sm_buf_new(l.arena), found = sm_buf_new(l.arena);
    show_blocks(&buf, l.doc->blocks);
    for (size_t i = 0; i < l.doc->footnote_count; i++) {
        sm_buf_addf(&buf, " ^%.*s:%zu(", SM_STR_ARG(l.doc->footnotes[i].label),
                    l.doc->footnotes[i].references);
        show_blocks(&buf, l.doc->footnotes[i].blocks);
        sm_buf_add_char(&buf, ')');
    }
    size_t count;
    const sm_finding *list = sm_diag_findings(l.diag, &count);
    for (size_t i = 0; i < count; i++)
        sm_buf_addf(&found, "%s %u:%u;", sm_diag_slug(list[i].code), list[i].loc.line,
                    list[i].loc.column);
    int same = sm_str_equal(sm_buf_str(&buf), sm_str_from_cstr(wanted));
    int same_findings = sm_str_equal(sm_buf_str(&found), sm_str_from_cstr(findings));
    if (!same)
        printf("  got:    %.*s\n  wanted: %s\n", SM_STR_ARG(sm_buf_str(&buf)), wanted);
    if (!same_findings)
        printf("  found:  %.*s\n  wanted: %s\n", SM_STR_ARG(sm_buf_str(&found)), findings);
    sm_arena_free(l.arena);
    return same && same_findings;
}

#endif
