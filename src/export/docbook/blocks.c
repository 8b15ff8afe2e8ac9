#include "docbook.h"
#include "specmill/export/link.h"

bool docbook_is_something(const docbook_writer *d, const sm_block *block)
{
    return block->kind != SM_RULE && !sm_spec_in_title_block(d->spec, block);
}

void docbook_blocks(docbook_writer *d, const sm_block *block)
{
    bool any = false;
    for (; block != NULL; block = block->next) {
        if (!docbook_is_something(d, block))
            continue;
        any = true;
        docbook_block(d, block);
    }
    if (!any) {
        docbook_open_on_line(d, "para");
        docbook_close(d);
    }
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

static void paragraph(docbook_writer *d, const sm_inline *content, sm_loc loc)
{
    if (is_image_alone(content)) {
        docbook_open_on_line(d, "mediaobject");
        docbook_image_objects(d, content);
    } else {
        docbook_open_on_line(d, "para");
        docbook_record(d, loc.line);
        docbook_inlines(d, content, NULL);
    }
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

void docbook_block(docbook_writer *d, const sm_block *block)
{
    d->loc = block->loc;
    switch (block->kind) {
    case SM_SECTION:
        bridgehead(d, block);
        break;
    case SM_PARAGRAPH:
        paragraph(d, block->as.paragraph, block->loc);
        break;
    case SM_LIST:
        docbook_list(d, block);
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
