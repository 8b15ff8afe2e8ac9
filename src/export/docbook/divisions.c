#include "docbook.h"

/* Sections, chapters and what else a document is divided into. */

static void title(docbook_writer *d, const sm_inline *content)
{
    docbook_open_on_line(d, "title");
    docbook_inlines(d, content, NULL);
    docbook_close(d);
}

static void empty_paragraph(docbook_writer *d)
{
    docbook_open_on_line(d, "para");
    docbook_close(d);
}

/* --- endpoints: a list of those that sections below describe --- */

static void segment(docbook_writer *d, sm_str text, const sm_block *target)
{
    docbook_open(d, "seg");
    if (target != NULL && text.len != 0) {
        docbook_open(d, "link");
        docbook_attribute(d, "linkend", docbook_section_id(d, target));
    }
    docbook_text(d, text);
    if (target != NULL && text.len != 0)
        docbook_close(d);
    docbook_close(d);
}

/* Lists the endpoints that are described by sections in SECTION, or, without WRITE, only counts
 * them. */
static size_t described(docbook_writer *d, const sm_block *section, bool write)
{
    const sm_records *records = &d->spec->records[SM_ENDPOINTS];
    size_t count = 0;
    for (const sm_block *b = section->as.section.blocks; b != NULL; b = b->next) {
        if (b->kind != SM_SECTION)
            continue;
        for (size_t i = d->endpoints[b->index];
             i < records->count && records->items[i]->origin == b; i++, count++) {
            const sm_endpoint *e = (const sm_endpoint *)(const void *)records->items[i];
            if (!write)
                continue;
            docbook_open_on_line(d, "seglistitem");
            segment(d, e->method, NULL);
            segment(d, e->path, b);
            docbook_close(d);
        }
        count += described(d, b, write);
    }
    return count;
}

static void segments(docbook_writer *d, const sm_block *section)
{
    if (d->segments_written || described(d, section, false) < 2)
        return;
    d->segments_written = true;
    docbook_open_on_line(d, "segmentedlist");
    docbook_attribute(d, "role", SM_STR("endpoints"));
    docbook_raw(d, SM_STR("<?dbhtml list-presentation=\"table\"?>"
                          "<?dbfo list-presentation=\"table\"?>"));
    docbook_element(d, "segtitle", SM_STR("Method"));
    docbook_element(d, "segtitle", SM_STR("Path"));
    described(d, section, true);
    docbook_close(d);
}

/* --- divisions --- */

static void division(docbook_writer *d, const sm_block *block, bool any);

static void division_attributes(docbook_writer *d, const sm_block *block, bool labelled)
{
    docbook_attribute(d, "xml:id", docbook_section_id(d, block));
    sm_role role = sm_spec_role(d->spec, block);
    if (sm_role_name(role) != NULL)
        docbook_attribute(d, "role", sm_str_from_cstr(sm_role_name(role)));
    if (labelled && !block->as.section.numbered && block->as.section.number.len != 0)
        docbook_attribute(d, "label", block->as.section.number);
}

static void divided(docbook_writer *d, const sm_block *block, const char *element)
{
    sm_role role = d->role;
    docbook_open_on_line(d, element);
    division_attributes(d, block, true);
    d->role = sm_spec_role(d->spec, block);
    title(d, block->as.section.title);
    bool listed = d->segments_written;
    if (d->role == SM_ROLE_ENDPOINTS)
        segments(d, block);
    division(d, block->as.section.blocks, d->segments_written != listed);
    docbook_close(d);
    d->segments_written = listed;
    d->role = role;
}

/* Text and one list of terms, and nothing else. */
static const sm_block *terms_of(const docbook_writer *d, const sm_block *section)
{
    const sm_block *list = NULL;
    if (sm_spec_role(d->spec, section) != SM_ROLE_TERMS)
        return NULL;
    for (const sm_block *b = section->as.section.blocks; b != NULL; b = b->next) {
        if (!docbook_is_something(d, b))
            continue;
        if (list != NULL || (b->kind != SM_LIST && b->kind != SM_PARAGRAPH))
            return NULL;
        list = b->kind == SM_LIST ? b : NULL;
    }
    return list != NULL && docbook_is_glossary(list) ? list : NULL;
}

static void glossary(docbook_writer *d, const sm_block *section, const sm_block *terms)
{
    docbook_open_on_line(d, "glossary");
    division_attributes(d, section, false);
    title(d, section->as.section.title);
    for (const sm_block *b = section->as.section.blocks; b != terms; b = b->next)
        if (docbook_is_something(d, b))
            docbook_block(d, b);
    docbook_glossary(d, terms, NULL);
    docbook_close(d);
}

/* A glossary may stand after all sections only, and a section with notes may follow those. */
static bool may_be_glossary(const docbook_writer *d, const sm_block *section)
{
    return section->next == NULL && d->doc->footnote_count == 0;
}

static void section(docbook_writer *d, const sm_block *block)
{
    const sm_block *terms = may_be_glossary(d, block) ? terms_of(d, block) : NULL;
    if (terms != NULL)
        glossary(d, block, terms);
    else
        divided(d, block, "section");
}

/* Blocks, then sections, as the loader nests them; ANY: something stands there already. */
static void division(docbook_writer *d, const sm_block *block, bool any)
{
    for (; block != NULL; block = block->next) {
        if (!docbook_is_something(d, block))
            continue;
        if (block->kind == SM_SECTION && !any && block->next == NULL &&
            may_be_glossary(d, block) && terms_of(d, block) != NULL)
            empty_paragraph(d); /* a glossary alone is no content */
        any = true;
        if (block->kind == SM_SECTION)
            section(d, block);
        else
            docbook_block(d, block);
    }
    if (!any)
        empty_paragraph(d);
}

/* The title's section is the article itself, unless another section stands before it. */
void docbook_article_content(docbook_writer *d, bool any)
{
    const sm_block *block = d->doc->blocks, *title_section = NULL;
    for (; block != NULL && block->kind != SM_SECTION; block = block->next)
        if (docbook_is_something(d, block)) {
            any = true;
            docbook_block(d, block);
        }
    if (block != NULL && d->title_is_root) {
        title_section = block;
        block = block->next;
    }
    if (title_section != NULL)
        division(d, title_section->as.section.blocks, any || block != NULL);
    if (block != NULL || (title_section == NULL && !any))
        division(d, block, any);
}

/* --- a book --- */

static void book_division(docbook_writer *d, const sm_block *section)
{
    const sm_block *terms = terms_of(d, section);
    if (terms != NULL)
        glossary(d, section, terms);
    else
        divided(d, section,
                sm_spec_role(d->spec, section) == SM_ROLE_APPENDIX ? "appendix" : "chapter");
}

/* The blocks from BLOCK on that stand before the next section; the first thing of them that is
 * written opens the preface. */
static const sm_block *preface_blocks(docbook_writer *d, const sm_block *block, bool *open)
{
    for (; block != NULL && block->kind != SM_SECTION; block = block->next) {
        if (!docbook_is_something(d, block))
            continue;
        if (!*open)
            docbook_open_preface(d);
        *open = true;
        docbook_block(d, block);
    }
    return block;
}

void docbook_open_preface(docbook_writer *d)
{
    docbook_open_on_line(d, "preface");
    docbook_element(d, "title", SM_STR("About this document"));
}

void docbook_book_content(docbook_writer *d)
{
    const sm_block *block = d->doc->blocks, *first = NULL;
    bool open = docbook_metadata_list(d, true);
    block = preface_blocks(d, block, &open);
    if (block != NULL && d->title_is_root) {
        first = preface_blocks(d, block->as.section.blocks, &open);
        block = block->next;
    }
    if (first == NULL && block == NULL && !open) {
        docbook_open_preface(d);
        empty_paragraph(d);
        open = true;
    }
    if (open)
        docbook_close(d);
    for (; first != NULL; first = first->next)
        book_division(d, first);
    for (; block != NULL; block = block->next)
        book_division(d, block);
}
