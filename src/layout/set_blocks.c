/* Blocks of every kind, in order. */
#include "set.h"

/* A rule beside a heading or at an end only repeats what the space says. */
static bool rule_shows(const sm_block *before, const sm_block *rule)
{
    return before != NULL && before->kind != SM_RULE && rule->next != NULL &&
           rule->next->kind != SM_SECTION && rule->next->kind != SM_RULE;
}

static void set_section(layout_setter *setter, layout_context context, const sm_block *section)
{
    layout_context inner = context;
    inner.tag = layout_add_tag(setter, SM_TAG_SECTION, context.tag);
    if (section == setter->spec->title_section)
        inner.tag = context.tag; /* the title stands in the title block */
    else
        layout_set_heading(setter, inner, section);
    inner.contents = sm_spec_role(setter->spec, section) == SM_ROLE_CONTENTS;
    layout_set_blocks(setter, inner, section->as.section.blocks);
}

static void set_block(layout_setter *setter, layout_context context, const sm_block *before,
                      const sm_block *block)
{
    switch (block->kind) {
    case SM_SECTION:
        set_section(setter, context, block);
        return;
    case SM_PARAGRAPH:
        layout_set_paragraph(setter, context, block);
        return;
    case SM_LIST:
        context.contents = context.contents || block == setter->contents_list;
        layout_set_list(setter, context, block);
        return;
    case SM_QUOTE:
        layout_set_quote(setter, context, block);
        return;
    case SM_CODE_BLOCK:
        if (!layout_set_figure(setter, context, block))
            layout_set_code(setter, context, block->as.code.language, block->as.code.text,
                            false, block);
        return;
    case SM_TABLE:
        layout_set_table(setter, context, block);
        return;
    case SM_RULE:
        if (rule_shows(before, block))
            layout_set_rule(setter, context);
        return;
    case SM_DETAILS:
        layout_set_details(setter, context, block);
        return;
    case SM_HTML_BLOCK:
        layout_set_code(setter, context, SM_STR("html"), block->as.html, true, block);
        return;
    }
}

void layout_set_blocks(layout_setter *setter, layout_context context, const sm_block *blocks)
{
    const sm_block *before = NULL;
    for (const sm_block *b = blocks; b != NULL; b = b->next) {
        if (sm_spec_in_title_block(setter->spec, b))
            continue;
        set_block(setter, context, before, b);
        before = b;
    }
}

void layout_set_body(layout_setter *setter, layout_context context)
{
    layout_set_blocks(setter, context, setter->spec->doc->blocks);
}
