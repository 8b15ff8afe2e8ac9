#include "links.h"
#include "specmill/base/list.h"
#include "specmill/export/link.h"

typedef struct annotation {
    uint32_t object;
    uint32_t next; /* on the same page, plus one; 0: the last */
} annotation;

typedef struct page_annotations {
    uint32_t first, last; /* plus one; 0: none */
} page_annotations;

struct pdf_links {
    sm_arena *arena;
    pdf_file *file;
    const sm_pages *pages;
    const uint32_t *page_objects;
    pdf_tags *tags;
    struct SM_LIST(annotation) annotations;
    page_annotations *by_page;
};

pdf_links *pdf_links_new(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                         const uint32_t *page_objects, pdf_tags *tags)
{
    pdf_links *links = SM_NEW(arena, pdf_links);
    links->arena = arena;
    links->file = file;
    links->pages = pages;
    links->page_objects = page_objects;
    links->tags = tags;
    links->by_page = SM_NEW_ARRAY(arena, page_annotations, pages->count);
    return links;
}

void pdf_links_add_annotation(pdf_links *links, size_t page, uint32_t object)
{
    annotation a = {.object = object};
    SM_LIST_ADD(links->arena, &links->annotations, a);
    uint32_t number = (uint32_t)links->annotations.count;
    page_annotations *on_page = &links->by_page[page];
    if (on_page->last != 0)
        links->annotations.items[on_page->last - 1].next = number;
    else
        on_page->first = number;
    on_page->last = number;
}

static const sm_destination *find_destination(const sm_pages *pages, sm_str id)
{
    size_t low = 0, high = pages->destination_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = sm_str_compare(pages->destinations[middle].id, id);
        if (order == 0)
            return &pages->destinations[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* A little above the place, so that the line's ascenders show, and the whole width in view. */
static double destination_y(const sm_pages *pages, size_t page, sm_point at)
{
    static const double above = 4; /* points */
    double height = pages->pages[page].scene->height, y = height - at.y + above;
    return y > height ? height : y;
}

/* [page /XYZ 0 y null], at the reader's own zoom. */
static void add_destination(sm_buf *buf, const pdf_links *links, const sm_destination *to)
{
    sm_buf_addf(buf, "[%u 0 R/XYZ 0 ", (unsigned)links->page_objects[to->page]);
    sm_buf_add_number(buf, destination_y(links->pages, to->page, to->at), 2);
    sm_buf_add_cstr(buf, " null]");
}

/* The same as libharu's objects. Its own destinations do not leave the zoom alone. */
static HPDF_Array destination_array(pdf_file *file, const sm_pages *pages, HPDF_Page page,
                                    const sm_outline_entry *entry)
{
    HPDF_MMgr memory = pdf_doc(file)->mmgr;
    HPDF_Array array = HPDF_Array_New(memory);
    HPDF_Array_Add(array, page);
    HPDF_Array_AddName(array, "XYZ");
    HPDF_Array_AddNumber(array, 0);
    HPDF_Array_AddReal(array, (HPDF_REAL)destination_y(pages, entry->page, entry->at));
    HPDF_Array_Add(array, HPDF_Null_New(memory));
    return array;
}

/* What a URI action may hold: ASCII; the rest is percent-encoded (RFC 3987, 3.1). */
static sm_str ascii_url(sm_arena *arena, sm_str url)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (c <= 0x20 || c >= 0x7F)
            sm_buf_addf(&buf, "%%%02X", c);
        else
            sm_buf_add_char(&buf, (char)c);
    }
    return sm_buf_str(&buf);
}

void pdf_links_add(pdf_links *links, size_t page, const double box[4], sm_str url, sm_str text,
                   uint32_t tag)
{
    bool inside = sm_str_starts(url, SM_STR("#"));
    const sm_destination *to =
        inside ? find_destination(links->pages, sm_str_from(url, 1)) : NULL;
    if (url.len == 0 || (inside && to == NULL) || sm_link_check(url) != SM_LINK_LIVE)
        return; /* what the link says is painted; it is only not live */
    uint32_t object = pdf_reserve(links->file);
    unsigned key =
        pdf_tags_annotation(links->tags, pdf_tags_link(links->tags, tag), page, object);
    sm_buf buf = sm_buf_new(links->arena);
    sm_buf_add_cstr(&buf, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect");
    pdf_add_rect(&buf, box[0], box[1], box[2], box[3]);
    sm_buf_addf(&buf, "/P %u 0 R/StructParent %u/Contents", (unsigned)links->page_objects[page],
                key);
    pdf_add_text(&buf, text.len != 0 ? text : url);
    if (inside) {
        sm_buf_add_cstr(&buf, "/Dest");
        add_destination(&buf, links, to);
    } else {
        sm_buf_add_cstr(&buf, "/A<</S/URI/URI");
        pdf_add_text(&buf, ascii_url(links->arena, url));
        sm_buf_add_cstr(&buf, ">>");
    }
    sm_buf_add_cstr(&buf, ">>");
    pdf_put(links->file, object, sm_buf_str(&buf));
    pdf_links_add_annotation(links, page, object);
}

void pdf_links_write(pdf_links *links, const HPDF_Page *page_dicts)
{
    for (size_t page = 0; page < links->pages->count; page++) {
        uint32_t next = links->by_page[page].first;
        if (next == 0)
            continue;
        sm_buf buf = sm_buf_new(links->arena);
        sm_buf_add_char(&buf, '[');
        for (; next != 0; next = links->annotations.items[next - 1].next)
            sm_buf_addf(&buf, "%u 0 R ", (unsigned)links->annotations.items[next - 1].object);
        sm_buf_add_char(&buf, ']');
        pdf_set(links->file, page_dicts[page], "Annots", sm_buf_str(&buf));
    }
}

void pdf_outline_write(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                       const HPDF_Page *page_dicts)
{
    enum { LEVELS = 6 };
    HPDF_Outline parents[LEVELS + 1] = {NULL}; /* the last entry of each level; [0]: the root */
    for (size_t i = 0; i < pages->outline_count; i++) {
        const sm_outline_entry *entry = &pages->outline[i];
        int level = entry->level < 1 ? 1 : entry->level > LEVELS ? LEVELS : entry->level;
        int above = level - 1;
        while (above > 0 && parents[above] == NULL)
            above--;
        HPDF_Outline outline = HPDF_CreateOutline(pdf_doc(file), parents[above], "-", NULL);
        if (outline == NULL)
            return;
        parents[level] = outline;
        for (int below = level + 1; below <= LEVELS; below++)
            parents[below] = NULL;
        HPDF_Outline_SetOpened(outline, level < 2);
        HPDF_Dict_RemoveElement(outline,
                                "Type"); /* 2.3.0 says Outlines, which only the root is */
        sm_buf buf = sm_buf_new(arena);
        pdf_add_text(&buf, entry->title);
        pdf_set(file, outline, "Title", sm_buf_str(&buf));
        HPDF_Dict_Add(outline, "Dest",
                      destination_array(file, pages, page_dicts[entry->page], entry));
    }
    if (pages->outline_count != 0)
        HPDF_SetPageMode(pdf_doc(file), HPDF_PAGE_MODE_USE_OUTLINE);
}

/* The number at the end of LABEL, or -1; *PREFIX is what stands before it. */
static long label_number(sm_str label, sm_str *prefix)
{
    size_t start = label.len;
    while (start > 0 && sm_is_digit(label.ptr[start - 1]) && label.len - start < 9)
        start--;
    *prefix = sm_str_sub(label, 0, start);
    if (start == label.len || label.ptr[start] == '0')
        return -1;
    long number = 0;
    for (size_t i = start; i < label.len; i++)
        number = number * 10 + (label.ptr[i] - '0');
    return number;
}

/* ISO 32000-1, 12.4.2: ranges of pages that count on. */
void pdf_page_labels_write(sm_arena *arena, pdf_file *file, const sm_pages *pages)
{
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, "<</Nums[");
    sm_str last_prefix = {0};
    long last = -1;
    for (size_t i = 0; i < pages->count; i++) {
        sm_str prefix;
        long number = label_number(pages->pages[i].label, &prefix);
        bool counts_on =
            i != 0 && last >= 0 && number == last + 1 && sm_str_equal(prefix, last_prefix);
        last = number;
        last_prefix = prefix;
        if (counts_on)
            continue;
        sm_buf_addf(&buf, "%zu<<", i);
        sm_str fixed = number < 0 ? pages->pages[i].label : prefix;
        if (number >= 0)
            sm_buf_addf(&buf, "/S/D/St %ld", number);
        if (fixed.len != 0) {
            sm_buf_add_cstr(&buf, "/P");
            pdf_add_text(&buf, fixed);
        }
        sm_buf_add_cstr(&buf, ">>");
    }
    sm_buf_add_cstr(&buf, "]>>");
    pdf_set(file, pdf_doc(file)->catalog, "PageLabels", sm_buf_str(&buf));
}
