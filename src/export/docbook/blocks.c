#include "docbook.h"
#include "specmill/export/link.h"

static void one_block(docbook_writer *d, const sm_block *block);

/* What the article's metadata list says already. */
static bool is_left_out(const docbook_writer *d, const sm_block *block)
{
    return sm_spec_in_title_block(d->spec, block);
}

/* Whether BLOCK leaves anything in the output, so that its parent is not empty. */
static bool is_something(const docbook_writer *d, const sm_block *block)
{
    return block->kind != SM_RULE && !is_left_out(d, block);
}

void docbook_blocks(docbook_writer *d, const sm_block *block)
{
    bool any = false;
    for (; block != NULL; block = block->next) {
        if (!is_something(d, block))
            continue;
        any = true;
        one_block(d, block);
    }
    if (!any) {
        docbook_open_on_line(d, "para");
        docbook_close(d);
    }
}

static void title(docbook_writer *d, const sm_inline *content)
{
    docbook_open_on_line(d, "title");
    docbook_inlines(d, content, NULL);
    docbook_close(d);
}

static void division(docbook_writer *d, const sm_block *block, bool any);

static void section(docbook_writer *d, const sm_block *block)
{
    sm_role role = d->role;
    docbook_open_on_line(d, "section");
    docbook_attribute(d, "xml:id", docbook_section_id(d, block));
    d->role = sm_spec_role(d->spec, block);
    if (sm_role_name(d->role) != NULL)
        docbook_attribute(d, "role", sm_str_from_cstr(sm_role_name(d->role)));
    if (!block->as.section.numbered && block->as.section.number.len != 0)
        docbook_attribute(d, "label", block->as.section.number);
    title(d, block->as.section.title);
    division(d, block->as.section.blocks, false);
    docbook_close(d);
    d->role = role;
}

/* Blocks, then sections, as the loader nests them; ANY: something stands there already. */
static void division(docbook_writer *d, const sm_block *block, bool any)
{
    for (; block != NULL; block = block->next) {
        if (!is_something(d, block))
            continue;
        any = true;
        if (block->kind == SM_SECTION)
            section(d, block);
        else
            one_block(d, block);
    }
    if (!any) {
        docbook_open_on_line(d, "para");
        docbook_close(d);
    }
}

/* The title's section is the article itself, unless another section stands before it. */
void docbook_article_content(docbook_writer *d, bool any)
{
    const sm_block *block = d->doc->blocks, *title_section = NULL;
    for (; block != NULL && block->kind != SM_SECTION; block = block->next)
        if (is_something(d, block)) {
            any = true;
            one_block(d, block);
        }
    if (block != NULL && d->title_is_article) {
        title_section = block;
        block = block->next;
    }
    if (title_section != NULL)
        division(d, title_section->as.section.blocks, any || block != NULL);
    if (block != NULL || (title_section == NULL && !any))
        division(d, block, any);
}

/* A heading in a quote or a list: sections may not stand there. */
static void bridgehead(docbook_writer *d, const sm_block *block)
{
    docbook_open_on_line(d, "bridgehead");
    docbook_attribute(d, "xml:id", docbook_section_id(d, block));
    docbook_inlines(d, block->as.section.title, NULL);
    docbook_close(d);
    if (block->as.section.blocks != NULL)
        docbook_blocks(d, block->as.section.blocks);
}

static bool is_image_alone(const sm_inline *content)
{
    return content != NULL && content->kind == SM_IMAGE && content->next == NULL &&
           sm_link_check(content->as.image.url) == SM_LINK_LIVE;
}

static void paragraph(docbook_writer *d, const sm_inline *content)
{
    if (is_image_alone(content)) {
        docbook_open_on_line(d, "mediaobject");
        docbook_image_objects(d, content);
    } else {
        docbook_open_on_line(d, "para");
        docbook_inlines(d, content, NULL);
    }
    docbook_close(d);
}

/* The box stands in front of the item's text. */
static void task_blocks(docbook_writer *d, const sm_item *item)
{
    const sm_block *block = item->blocks;
    docbook_open_on_line(d, "para");
    docbook_text(d, item->checkbox == SM_CHECKED ? SM_STR("\xe2\x98\x91 ")
                                                 : SM_STR("\xe2\x98\x90 "));
    bool paragraph_first = block != NULL && block->kind == SM_PARAGRAPH;
    if (paragraph_first)
        docbook_inlines(d, block->as.paragraph, NULL);
    docbook_close(d);
    if (paragraph_first)
        block = block->next;
    if (block != NULL)
        docbook_blocks(d, block);
}

static void list_item(docbook_writer *d, const sm_item *item, const char *element)
{
    docbook_open_on_line(d, element);
    if (item->checkbox == SM_NO_CHECKBOX) {
        docbook_blocks(d, item->blocks);
    } else {
        docbook_attribute(d, "role",
                          item->checkbox == SM_CHECKED ? SM_STR("task done")
                                                       : SM_STR("task open"));
        task_blocks(d, item);
    }
    docbook_close(d);
}

static bool all_tasks(const sm_block *list)
{
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (item->checkbox == SM_NO_CHECKBOX)
            return false;
    return true;
}

/* Numbered steps of a rollout or a migration. */
static bool is_procedure(const docbook_writer *d, const sm_block *list)
{
    return d->role == SM_ROLE_ROLLOUT && list->as.list.ordered && list->as.list.start == 1 &&
           !d->in_footnote;
}

/* Questions of a section of questions; true when LIST is one. */
static bool question_list(docbook_writer *d, const sm_block *list)
{
    if (d->role != SM_ROLE_QUESTIONS || d->in_footnote ||
        (list->as.list.ordered && list->as.list.start != 1))
        return false;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (item->checkbox != SM_NO_CHECKBOX)
            return false;
    docbook_open_on_line(d, "qandaset");
    docbook_attribute(d, "defaultlabel",
                      list->as.list.ordered ? SM_STR("number") : SM_STR("none"));
    d->role = SM_ROLE_NONE;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        docbook_open_on_line(d, "qandaentry");
        list_item(d, item, "question");
        docbook_close(d);
    }
    d->role = SM_ROLE_QUESTIONS;
    docbook_close(d);
    return true;
}

static void list(docbook_writer *d, const sm_block *block)
{
    bool ordered = block->as.list.ordered, procedure = is_procedure(d, block);
    sm_role role = d->role;
    if ((d->role == SM_ROLE_TERMS && docbook_glossary(d, block)) || question_list(d, block))
        return;
    docbook_open_on_line(d, procedure ? "procedure" : ordered ? "orderedlist" : "itemizedlist");
    if (!procedure && block->as.list.tight)
        docbook_attribute(d, "spacing", SM_STR("compact"));
    if (ordered && block->as.list.start != 1)
        docbook_number_attribute(d, "startingnumber", block->as.list.start);
    if (!ordered && all_tasks(block))
        docbook_attribute(d, "mark", SM_STR("none"));
    d->role = SM_ROLE_NONE; /* lists in the list are just lists */
    for (const sm_item *item = block->as.list.items; item != NULL; item = item->next)
        list_item(d, item, procedure ? "step" : "listitem");
    d->role = role;
    docbook_close(d);
}

static void quote(docbook_writer *d, const sm_block *block)
{
    static const char *const elements[] = {
        [SM_QUOTE_PLAIN] = "blockquote", [SM_QUOTE_NOTE] = "note",
        [SM_QUOTE_TIP] = "tip",          [SM_QUOTE_IMPORTANT] = "important",
        [SM_QUOTE_WARNING] = "warning",  [SM_QUOTE_CAUTION] = "caution",
    };
    const char *element = elements[block->as.quote.kind];
    bool admonition = block->as.quote.kind != SM_QUOTE_PLAIN;
    bool may_stand = admonition && !d->in_admonition && !d->in_footnote;
    docbook_open_on_line(d, may_stand ? element : "blockquote");
    if (admonition && !may_stand)
        docbook_attribute(d, "role", sm_str_from_cstr(element));
    bool before = d->in_admonition;
    d->in_admonition = before || may_stand;
    docbook_blocks(d, block->as.quote.blocks);
    d->in_admonition = before;
    docbook_close(d);
}

/* A title would be more to the point, but pandoc forgets those of sidebars and quotes. */
static void summary(docbook_writer *d, const sm_inline *content)
{
    docbook_open_on_line(d, "para");
    docbook_attribute(d, "role", SM_STR("summary"));
    docbook_open(d, "emphasis");
    docbook_attribute(d, "role", SM_STR("strong"));
    docbook_inlines(d, content, NULL);
    docbook_close(d);
    docbook_close(d);
}

static void details(docbook_writer *d, const sm_block *block)
{
    bool may_stand = !d->in_sidebar && !d->in_footnote;
    docbook_open_on_line(d, may_stand ? "sidebar" : "blockquote");
    docbook_attribute(d, "role", SM_STR("details"));
    bool before = d->in_sidebar;
    d->in_sidebar = true;
    if (block->as.details.summary != NULL)
        summary(d, block->as.details.summary);
    docbook_blocks(d, block->as.details.blocks);
    d->in_sidebar = before;
    docbook_close(d);
}

static void raw_html(docbook_writer *d, sm_str html)
{
    docbook_open_on_line(d, "programlisting");
    docbook_attribute(d, "language", SM_STR("html"));
    docbook_text(d, html);
    docbook_close(d);
}

static void one_block(docbook_writer *d, const sm_block *block)
{
    d->loc = block->loc;
    switch (block->kind) {
    case SM_SECTION:
        bridgehead(d, block);
        break;
    case SM_PARAGRAPH:
        paragraph(d, block->as.paragraph);
        break;
    case SM_LIST:
        list(d, block);
        break;
    case SM_QUOTE:
        quote(d, block);
        break;
    case SM_CODE_BLOCK:
        docbook_code(d, block);
        break;
    case SM_TABLE:
        docbook_table(d, block);
        break;
    case SM_RULE:
        break;
    case SM_DETAILS:
        details(d, block);
        break;
    case SM_HTML_BLOCK:
        raw_html(d, block->as.html);
        break;
    }
}
