#include "checker.h"
#include "specmill/base/list.h"
#include "specmill/base/url.h"

/* Headings that skip a level or head nothing, and links to anchors that do not exist. */

typedef struct structure {
    sm_arena *scratch;
    const sm_spec *spec;
    sm_diag *diag;
    sm_str_builder anchors; /* sorted before links are looked at */
} structure;

static bool is_anchor(const structure *s, sm_str id)
{
    return sm_str_sorted_has((sm_str_list){s->anchors.items, s->anchors.count}, id);
}

static void collect_html_anchors(structure *s)
{
    sm_str anchor;
    for (size_t at = 0; sm_doc_next_html_anchor(s->spec->doc, &at, &anchor);)
        SM_LIST_ADD(s->scratch, &s->anchors, anchor);
}

static void check_link(structure *s, const sm_inline *link)
{
    sm_str url = link->as.link.url;
    if (url.len < 2 || url.ptr[0] != '#')
        return;
    sm_str raw = sm_str_from(url, 1), id = sm_url_anchor(s->scratch, url);
    if (!is_anchor(s, id) && !is_anchor(s, raw) && !sm_str_equal(id, SM_STR("top")))
        sm_report(s->diag, SM_DIAG_BROKEN_ANCHOR, link->loc, "%.*s", SM_STR_ARG(url));
}

static void check_inlines(structure *s, const sm_inline *n)
{
    for (; n != NULL; n = n->next) {
        if (n->kind == SM_LINK)
            check_link(s, n);
        check_inlines(s, sm_inline_children(n));
    }
}

static void check_rows(structure *s, const sm_row *row, size_t columns)
{
    for (; row != NULL; row = row->next)
        for (size_t i = 0; i < columns; i++)
            check_inlines(s, row->cells[i].content);
}

/* Of "# Test plan" and "## Ferry Booking" the one that has nothing of its own. */
static bool heads_title(const structure *s, const sm_block *section, sm_str title)
{
    if (section == s->spec->title_section)
        return s->spec->metadata.type.len != 0 && section->next != NULL;
    return s->spec->metadata.title.len != 0 && s->spec->title_section != NULL &&
           sm_str_ends(title, s->spec->metadata.title);
}

static void check_section(structure *s, const sm_block *section, int outer)
{
    sm_str title = sm_plain_text(s->scratch, section->as.section.title);
    int level = section->as.section.level;
    if (outer != 0 && level > outer + 1)
        sm_report(s->diag, SM_DIAG_HEADING_SKIP, section->loc, "level %d below level %d: %.*s",
                  level, outer, SM_STR_ARG(title));
    if (section->as.section.blocks == NULL && !heads_title(s, section, title))
        sm_report(s->diag, SM_DIAG_EMPTY_SECTION, section->loc, "%.*s", SM_STR_ARG(title));
}

static void check_blocks(structure *s, const sm_block *block, int level)
{
    for (; block != NULL; block = block->next)
        switch (block->kind) {
        case SM_SECTION:
            check_section(s, block, level);
            check_inlines(s, block->as.section.title);
            check_blocks(s, block->as.section.blocks, block->as.section.level);
            break;
        case SM_PARAGRAPH:
            check_inlines(s, block->as.paragraph);
            break;
        case SM_LIST:
            for (const sm_item *item = block->as.list.items; item != NULL; item = item->next)
                check_blocks(s, item->blocks, 0);
            break;
        case SM_QUOTE:
            check_blocks(s, block->as.quote.blocks, 0);
            break;
        case SM_TABLE:
            check_inlines(s, block->as.table.caption);
            check_rows(s, block->as.table.head, block->as.table.columns);
            check_rows(s, block->as.table.rows, block->as.table.columns);
            break;
        case SM_DETAILS:
            check_inlines(s, block->as.details.summary);
            check_blocks(s, block->as.details.blocks, 0);
            break;
        case SM_CODE_BLOCK:
        case SM_RULE:
        case SM_HTML_BLOCK:
            break;
        }
}

void check_structure(sm_arena *scratch, const sm_spec *spec, sm_diag *diag)
{
    structure s = {.scratch = scratch, .spec = spec, .diag = diag};
    for (size_t i = 0; i < spec->section_count; i++)
        SM_LIST_ADD(scratch, &s.anchors, spec->sections[i]->as.section.id);
    collect_html_anchors(&s);
    sm_str_sort(s.anchors.items, s.anchors.count);
    check_blocks(&s, spec->doc->blocks, 0);
    for (size_t i = 0; i < spec->doc->footnote_count; i++)
        check_blocks(&s, spec->doc->footnotes[i].blocks, 0);
}
