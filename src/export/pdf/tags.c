#include "tags.h"
#include "specmill/base/list.h"
#include <assert.h>

#define NONE UINT32_MAX /* too large for an enumerator in C11 */

enum { IN_LEAF = 256 /* entries in a leaf of the parent tree */ };

/* A piece of content or an annotation, in painting order. */
typedef struct reference {
    uint32_t tag;
    uint32_t page;
    uint32_t annotation; /* object number, or 0: marked content */
    uint32_t id;         /* MCID */
} reference;

typedef struct element {
    sm_tag tag;
    uint32_t object;
    uint32_t first;          /* reference in it or below it, or NONE */
    uint32_t child, sibling; /* 0: none */
    uint32_t notes;          /* those of them that come last */
    uint32_t own, own_count; /* in sorted references */
    bool dropped;
    bool has_box;
    double box[4];
} element;

struct pdf_tags {
    sm_arena *arena;
    pdf_file *file;
    const sm_pages *pages;
    const uint32_t *page_objects;
    struct SM_LIST(element) elements; /* by tag; items[0] is decoration */
    struct SM_LIST(reference) references;
    struct SM_LIST(uint32_t) annotations; /* the tag of each, by StructParent - page count */
    size_t page;                          /* being painted */
    unsigned next_id;
    sm_buf text; /* of the element in hand */
};

pdf_tags *pdf_tags_new(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                       const uint32_t *page_objects)
{
    pdf_tags *tags = SM_NEW(arena, pdf_tags);
    tags->arena = arena;
    tags->file = file;
    tags->pages = pages;
    tags->page_objects = page_objects;
    tags->text = sm_buf_new(arena);
    tags->elements.items = SM_NEW_ARRAY(arena, element, pages->tag_count);
    tags->elements.capacity = pages->tag_count;
    int level = 0; /* a reader goes by levels: none is skipped on the way down */
    for (size_t i = 0; i < pages->tag_count; i++) {
        element e = {.tag = pages->tags[i]};
        assert(i < 2 || (e.tag.parent != 0 && e.tag.parent < i));
        if (e.tag.kind == SM_TAG_TITLE)
            level = 1;
        if (e.tag.kind == SM_TAG_HEADING) {
            int wanted = e.tag.level < 1 ? 1 : e.tag.level > 6 ? 6 : e.tag.level;
            e.tag.level = level = wanted > level + 1 ? level + 1 : wanted;
        }
        SM_LIST_ADD(arena, &tags->elements, e);
    }
    return tags;
}

static const char *type_name(const sm_tag *tag)
{
    static const char headings[][3] = {"H1", "H1", "H2", "H3", "H4", "H5", "H6"};
    switch (tag->kind) {
    case SM_TAG_DOCUMENT:
        return "Document";
    case SM_TAG_SECTION:
        return "Sect";
    case SM_TAG_TITLE:
        return "H1";
    case SM_TAG_HEADING:
        return headings[tag->level];
    case SM_TAG_PARAGRAPH:
        return "P";
    case SM_TAG_LIST:
        return "L";
    case SM_TAG_LIST_ITEM:
        return "LI";
    case SM_TAG_LABEL:
        return "Lbl";
    case SM_TAG_LIST_BODY:
        return "LBody";
    case SM_TAG_TABLE:
        return "Table";
    case SM_TAG_TABLE_HEAD:
        return "THead";
    case SM_TAG_TABLE_BODY:
        return "TBody";
    case SM_TAG_TABLE_ROW:
        return "TR";
    case SM_TAG_HEADER_CELL:
        return "TH";
    case SM_TAG_DATA_CELL:
        return "TD";
    case SM_TAG_FIGURE:
        return "Figure";
    case SM_TAG_CAPTION:
        return "Caption";
    case SM_TAG_CODE:
        return "Code";
    case SM_TAG_QUOTE:
        return "BlockQuote";
    case SM_TAG_NOTE:
        return "Note";
    case SM_TAG_REFERENCE:
        return "Reference";
    case SM_TAG_LINK:
        return "Link";
    case SM_TAG_SPAN:
        return "Span";
    case SM_TAG_CONTENTS:
        return "TOC";
    case SM_TAG_CONTENTS_ITEM:
        return "TOCI";
    case SM_TAG_FORM:
        return "Form";
    }
    return "P";
}

const char *pdf_tag_name(const pdf_tags *tags, uint32_t tag)
{
    return type_name(&tags->elements.items[tag].tag);
}

unsigned pdf_tags_content(pdf_tags *tags, uint32_t tag, size_t page)
{
    if (page != tags->page)
        tags->next_id = 0;
    tags->page = page;
    reference r = {.tag = tag, .page = (uint32_t)page, .id = tags->next_id++};
    SM_LIST_ADD(tags->arena, &tags->references, r);
    return r.id;
}

uint32_t pdf_tags_link(pdf_tags *tags, uint32_t tag)
{
    if (tags->elements.items[tag].tag.kind == SM_TAG_LINK)
        return tag;
    element e = {.tag = {.kind = SM_TAG_LINK, .parent = tag != 0 ? tag : 1}};
    SM_LIST_ADD(tags->arena, &tags->elements, e);
    return (uint32_t)tags->elements.count - 1;
}

unsigned pdf_tags_annotation(pdf_tags *tags, uint32_t tag, size_t page, uint32_t annotation)
{
    reference r = {.tag = tag, .page = (uint32_t)page, .annotation = annotation};
    SM_LIST_ADD(tags->arena, &tags->references, r);
    SM_LIST_ADD(tags->arena, &tags->annotations, tag);
    return (unsigned)(tags->pages->count + tags->annotations.count - 1);
}

void pdf_tags_box(pdf_tags *tags, uint32_t tag, double x0, double y0, double x1, double y1)
{
    element *e = &tags->elements.items[tag];
    if (e->tag.kind != SM_TAG_FIGURE || e->has_box)
        return;
    e->has_box = true;
    e->box[0] = x0;
    e->box[1] = y0;
    e->box[2] = x1;
    e->box[3] = y1;
}

/* References by tag, in painting order, as one array; elements know their part of it. */
static const uint32_t *sort_references(pdf_tags *tags)
{
    element *elements = tags->elements.items;
    size_t count = tags->references.count;
    for (size_t i = 0; i < count; i++)
        elements[tags->references.items[i].tag].own_count++;
    uint32_t start = 0;
    for (size_t i = 0; i < tags->elements.count; i++) {
        elements[i].own = start;
        start += elements[i].own_count;
        elements[i].own_count = 0;
    }
    uint32_t *sorted = SM_NEW_ARRAY(tags->arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        element *e = &elements[tags->references.items[i].tag];
        sorted[e->own + e->own_count++] = (uint32_t)i;
    }
    return sorted;
}

static bool may_be_empty(sm_tag_kind kind)
{
    return kind == SM_TAG_DOCUMENT || kind == SM_TAG_HEADER_CELL || kind == SM_TAG_DATA_CELL ||
           kind == SM_TAG_TABLE_ROW || kind == SM_TAG_LIST_BODY;
}

/* Children, and where each element's content starts. A child has a greater number than its
 * parent, so one pass from the end sees children first. */
static void connect(pdf_tags *tags, const uint32_t *sorted)
{
    element *elements = tags->elements.items;
    size_t count = tags->elements.count;
    for (size_t i = 1; i < count; i++)
        elements[i].first = elements[i].own_count != 0 ? sorted[elements[i].own] : NONE;
    for (size_t i = count - 1; i > 1; i--) {
        element *e = &elements[i], *parent = &elements[e->tag.parent];
        e->dropped =
            e->first == NONE && e->child == 0 && e->notes == 0 && !may_be_empty(e->tag.kind);
        if (e->dropped)
            continue;
        /* A note does not interrupt the text that refers to it. */
        uint32_t *list = e->tag.kind == SM_TAG_NOTE && parent->own_count != 0 ? &parent->notes
                                                                              : &parent->child;
        e->sibling = *list; /* from the end: the first child comes out first */
        *list = (uint32_t)i;
        if (e->first < parent->first)
            parent->first = e->first;
    }
    for (size_t i = 1; i < count; i++) {
        uint32_t *end = &elements[i].child;
        while (elements[i].notes != 0 && *end != 0)
            end = &elements[*end].sibling;
        if (elements[i].notes != 0)
            *end = elements[i].notes;
    }
}

static void add_reference(const pdf_tags *tags, sm_buf *buf, const reference *r, uint32_t page)
{
    if (r->annotation == 0 && r->page == page) {
        sm_buf_add_integer(buf, r->id);
        sm_buf_add_char(buf, ' ');
        return;
    }
    sm_buf_add_cstr(buf, "<</Pg ");
    pdf_add_reference(buf, tags->page_objects[r->page]);
    if (r->annotation != 0) {
        sm_buf_add_cstr(buf, "/Type/OBJR/Obj ");
        pdf_add_reference(buf, r->annotation);
    } else {
        sm_buf_add_cstr(buf, "/Type/MCR/MCID ");
        sm_buf_add_integer(buf, r->id);
    }
    sm_buf_add_cstr(buf, ">>");
}

/* An element's own content and its children in reading order: children in their order, each
 * piece of content before the first child that was painted after it. */
static void add_kids(const pdf_tags *tags, sm_buf *buf, const element *e,
                     const uint32_t *sorted, uint32_t page)
{
    const element *elements = tags->elements.items;
    uint32_t own = 0;
    sm_buf_add_cstr(buf, "/K[");
    for (uint32_t child = e->child; child != 0; child = elements[child].sibling) {
        for (; own < e->own_count && elements[child].first != NONE &&
               sorted[e->own + own] < elements[child].first;
             own++)
            add_reference(tags, buf, &tags->references.items[sorted[e->own + own]], page);
        pdf_add_reference(buf, elements[child].object);
    }
    for (; own < e->own_count; own++)
        add_reference(tags, buf, &tags->references.items[sorted[e->own + own]], page);
    sm_buf_add_char(buf, ']');
}

/* Standard attributes (ISO 32000-1, 14.8.5). */
static void add_attributes(sm_buf *buf, const element *e, size_t number)
{
    const sm_tag *tag = &e->tag;
    switch (tag->kind) {
    case SM_TAG_LIST:
        sm_buf_addf(buf, "/A<</O/List/ListNumbering/%s>>", tag->ordered ? "Decimal" : "Disc");
        break;
    case SM_TAG_HEADER_CELL:
    case SM_TAG_DATA_CELL:
        if (tag->kind == SM_TAG_DATA_CELL && tag->column_span < 2)
            break;
        sm_buf_add_cstr(buf, "/A<</O/Table");
        if (tag->kind == SM_TAG_HEADER_CELL)
            sm_buf_addf(buf, "/Scope/%s", tag->row_header ? "Row" : "Column");
        if (tag->column_span > 1)
            sm_buf_addf(buf, "/ColSpan %u", (unsigned)tag->column_span);
        sm_buf_add_cstr(buf, ">>");
        break;
    case SM_TAG_FIGURE:
        sm_buf_add_cstr(buf, "/Alt");
        pdf_add_text(buf, tag->alt.len != 0 ? tag->alt : SM_STR("Figure"));
        if (e->has_box) {
            sm_buf_add_cstr(buf, "/A<</O/Layout/Placement/Block/BBox");
            pdf_add_rect(buf, e->box[0], e->box[1], e->box[2], e->box[3]);
            sm_buf_add_cstr(buf, ">>");
        }
        break;
    case SM_TAG_NOTE:
        sm_buf_addf(buf, "/ID(N%08zu)", number);
        break;
    case SM_TAG_DOCUMENT:
    case SM_TAG_SECTION:
    case SM_TAG_TITLE:
    case SM_TAG_HEADING:
    case SM_TAG_PARAGRAPH:
    case SM_TAG_LIST_ITEM:
    case SM_TAG_LABEL:
    case SM_TAG_LIST_BODY:
    case SM_TAG_TABLE:
    case SM_TAG_TABLE_HEAD:
    case SM_TAG_TABLE_BODY:
    case SM_TAG_TABLE_ROW:
    case SM_TAG_CAPTION:
    case SM_TAG_CODE:
    case SM_TAG_QUOTE:
    case SM_TAG_REFERENCE:
    case SM_TAG_LINK:
    case SM_TAG_SPAN:
    case SM_TAG_CONTENTS:
    case SM_TAG_CONTENTS_ITEM:
    case SM_TAG_FORM:
        break;
    }
}

static void write_element(pdf_tags *tags, size_t number, const uint32_t *sorted, uint32_t root)
{
    const element *e = &tags->elements.items[number];
    sm_buf *buf = &tags->text; /* copied in the end: there are very many */
    buf->len = 0;
    uint32_t page = NONE,
             parent = number == 1 ? root : tags->elements.items[e->tag.parent].object;
    sm_buf_add_cstr(buf, "<</Type/StructElem/S/");
    sm_buf_add_cstr(buf, type_name(&e->tag));
    sm_buf_add_cstr(buf, "/P ");
    pdf_add_reference(buf, parent);
    if (e->own_count != 0) {
        page = tags->references.items[sorted[e->own]].page;
        sm_buf_add_cstr(buf, "/Pg ");
        pdf_add_reference(buf, tags->page_objects[page]);
    }
    if (e->own_count != 0 || e->child != 0)
        add_kids(tags, buf, e, sorted, page);
    add_attributes(buf, e, number);
    sm_buf_add_cstr(buf, ">>");
    pdf_put(tags->file, e->object, sm_str_copy(tags->arena, sm_buf_str(buf)));
}

/* For each page the element of every MCID, as an object; its number by page. */
static uint32_t *write_page_arrays(pdf_tags *tags)
{
    uint32_t *objects = SM_NEW_ARRAY(tags->arena, uint32_t, tags->pages->count + 1);
    size_t i = 0;
    for (size_t page = 0; page < tags->pages->count; page++) {
        sm_buf buf = sm_buf_new(tags->arena);
        sm_buf_add_char(&buf, '[');
        for (; i < tags->references.count; i++) {
            const reference *r = &tags->references.items[i];
            if (r->annotation != 0)
                continue;
            if (r->page != page)
                break;
            pdf_add_reference(&buf, tags->elements.items[r->tag].object);
        }
        sm_buf_add_char(&buf, ']');
        objects[page] = pdf_add(tags->file, sm_buf_str(&buf));
    }
    return objects;
}

/* A number tree in leaves: one array for all would pass the limit of 32,767. */
static uint32_t write_parent_tree(pdf_tags *tags)
{
    const uint32_t *page_arrays = write_page_arrays(tags);
    size_t pages = tags->pages->count, count = pages + tags->annotations.count;
    sm_buf kids = sm_buf_new(tags->arena);
    sm_buf_add_cstr(&kids, "<</Kids[");
    for (size_t first = 0; first < count; first += IN_LEAF) {
        size_t end = first + IN_LEAF < count ? first + IN_LEAF : count;
        sm_buf leaf = sm_buf_new(tags->arena);
        sm_buf_addf(&leaf, "<</Limits[%zu %zu]/Nums[", first, end - 1);
        for (size_t key = first; key < end; key++) {
            uint32_t object =
                key < pages ? page_arrays[key]
                            : tags->elements.items[tags->annotations.items[key - pages]].object;
            sm_buf_addf(&leaf, "%zu %u 0 R ", key, (unsigned)object);
        }
        sm_buf_add_cstr(&leaf, "]>>");
        pdf_add_reference(&kids, pdf_add(tags->file, sm_buf_str(&leaf)));
    }
    sm_buf_add_cstr(&kids, "]>>");
    return pdf_add(tags->file, sm_buf_str(&kids));
}

/* Notes by their ids, which ascend with their numbers. */
static void add_id_tree(pdf_tags *tags, sm_buf *root)
{
    const element *elements = tags->elements.items;
    sm_buf names = sm_buf_new(tags->arena);
    for (size_t i = 2; i < tags->elements.count; i++)
        if (elements[i].tag.kind == SM_TAG_NOTE && !elements[i].dropped)
            sm_buf_addf(&names, "(N%08zu) %u 0 R ", i, (unsigned)elements[i].object);
    if (names.len != 0)
        sm_buf_addf(
            root, "/IDTree %u 0 R",
            (unsigned)pdf_add(tags->file, sm_str_printf(tags->arena, "<</Names[%.*s]>>",
                                                        SM_STR_ARG(sm_buf_str(&names)))));
}

void pdf_tags_write(pdf_tags *tags)
{
    if (tags->elements.count < 2)
        return;
    const uint32_t *sorted = sort_references(tags);
    connect(tags, sorted);
    uint32_t root = pdf_reserve(tags->file);
    for (size_t i = 1; i < tags->elements.count; i++)
        if (!tags->elements.items[i].dropped)
            tags->elements.items[i].object = pdf_reserve(tags->file);
    for (size_t i = 1; i < tags->elements.count; i++)
        if (!tags->elements.items[i].dropped)
            write_element(tags, i, sorted, root);
    sm_buf buf = sm_buf_new(tags->arena);
    sm_buf_addf(&buf, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %zu",
                (unsigned)tags->elements.items[1].object, (unsigned)write_parent_tree(tags),
                tags->pages->count + tags->annotations.count);
    add_id_tree(tags, &buf);
    sm_buf_add_cstr(&buf, ">>");
    pdf_put(tags->file, root, sm_buf_str(&buf));
    HPDF_Dict catalog = pdf_doc(tags->file)->catalog;
    pdf_link(tags->file, catalog, "StructTreeRoot", root);
    pdf_set(tags->file, catalog, "MarkInfo", SM_STR("<</Marked true>>"));
}
