/* The fingerprints that the pages of a PDF print: in the foot of each page, which is an
 * artifact
 * ("SHA-256 0123456789ab"), and in full on the sign-off page. */
#include "reader.h"
#include <stdint.h>
#include <string.h>

enum {
    PAGES_MAX = 100000,
    DEPTH_MAX = 64, /* of the page tree */
    FONTS_MAX = 256,
    NESTING_MAX = 64, /* of marked content */
    SHORT = 12,
    FULL = 64
};

/* What a font's codes of two bytes stand for, where that is one ASCII character. */
typedef struct font_codes {
    double object;
    char characters[65536];
} font_codes;

typedef struct text_reader {
    sm_arena *arena; /* of the result */
    pdf_reader *reader;
    sm_str digest;
    struct SM_LIST(const font_codes *) fonts;
    size_t nodes; /* of the page tree */
    pdf_printed result;
} text_reader;

/* A page's contents while they are read. */
typedef struct page_reader {
    text_reader *owner;
    pdf_value fonts; /* of its resources */
    const font_codes *codes;
    bool artifact[NESTING_MAX];
    size_t nesting;
    sm_buf foot, body; /* lines of text: artifacts, and the rest */
} page_reader;

/* ---- fonts ---- */

static unsigned code_of(sm_str bytes)
{
    return bytes.len == 2
               ? (unsigned)(unsigned char)bytes.ptr[0] << 8 | (unsigned char)bytes.ptr[1]
               : 0x10000;
}

/* "<0003> <0041>" between beginbfchar and endbfchar (9.10.3), as specmill writes them. */
static void read_codes(sm_arena *arena, sm_str cmap, font_codes *codes)
{
    pdf_scan scan = {.arena = arena, .bytes = cmap};
    bool inside = false;
    while (scan.at < cmap.len) {
        pdf_value value = pdf_scan_value(&scan);
        if (value.kind == PDF_END)
            scan.at++;
        if (value.kind == PDF_OPERATOR)
            inside = sm_str_equal(value.text, SM_STR("beginbfchar"));
        if (!inside || value.kind != PDF_STRING)
            continue;
        unsigned code = code_of(value.text), character = code_of(pdf_scan_value(&scan).text);
        if (code < 0x10000 && character < 0x80)
            codes->characters[code] = (char)character;
    }
}

static const font_codes *codes_of(page_reader *page, sm_str name)
{
    text_reader *owner = page->owner;
    pdf_value font = {.kind = PDF_NULL};
    for (size_t i = 0; i + 1 < page->fonts.count; i += 2)
        if (sm_str_equal(page->fonts.items[i].text, name))
            font = page->fonts.items[i + 1];
    if (font.kind != PDF_REFERENCE)
        return NULL;
    for (size_t i = 0; i < owner->fonts.count; i++)
        if (owner->fonts.items[i]->object >= font.number &&
            owner->fonts.items[i]->object <= font.number)
            return owner->fonts.items[i];
    if (owner->fonts.count == FONTS_MAX)
        return NULL;
    font_codes *codes = SM_NEW(owner->arena, font_codes);
    codes->object = font.number;
    SM_LIST_ADD(owner->arena, &owner->fonts, codes);
    sm_str cmap;
    pdf_value dict = pdf_resolve(owner->reader, font);
    if (pdf_read_stream(owner->reader, pdf_entry(owner->reader, dict, "ToUnicode"), &cmap))
        read_codes(page->foot.arena, cmap, codes);
    return codes;
}

/* ---- contents ---- */

static sm_buf *current(page_reader *page)
{
    size_t depth = page->nesting < NESTING_MAX ? page->nesting : NESTING_MAX;
    for (size_t i = 0; i < depth; i++)
        if (page->artifact[i])
            return &page->foot;
    return &page->body;
}

static void show(page_reader *page, sm_str codes)
{
    sm_buf *buf = current(page);
    for (size_t i = 0; page->codes != NULL && i + 1 < codes.len; i += 2) {
        char c = page->codes->characters[code_of(sm_str_sub(codes, i, 2))];
        sm_buf_add_char(buf, c != '\0' ? c : '?');
    }
}

static void show_all(page_reader *page, pdf_value operand)
{
    if (operand.kind == PDF_STRING)
        show(page, operand.text);
    for (size_t i = 0; operand.kind == PDF_ARRAY && i < operand.count; i++)
        if (operand.items[i].kind == PDF_STRING)
            show(page, operand.items[i].text);
}

static void new_line(page_reader *page)
{
    sm_buf_add_char(current(page), '\n');
}

/* OPERATOR with its last two operands. */
static void operate(page_reader *page, sm_str operator_, const pdf_value last[2])
{
    if (sm_str_among(operator_, "Tj|TJ|'|\"")) {
        show_all(page, last[1]);
    } else if (sm_str_among(operator_, "Td|Tm|T*|ET")) { /* case does not tell here */
        new_line(page);
    } else if (sm_str_equal(operator_, SM_STR("Tf"))) {
        page->codes = last[0].kind == PDF_NAME ? codes_of(page, last[0].text) : NULL;
    } else if (sm_str_among(operator_, "BMC|BDC")) {
        pdf_value tag = sm_str_equal(operator_, SM_STR("BMC")) ? last[1] : last[0];
        new_line(page);
        if (page->nesting < NESTING_MAX)
            page->artifact[page->nesting] =
                tag.kind == PDF_NAME && sm_str_equal(tag.text, SM_STR("Artifact"));
        page->nesting++;
    } else if (sm_str_equal(operator_, SM_STR("EMC")) && page->nesting > 0) {
        new_line(page);
        page->nesting--;
    }
}

static void read_contents(page_reader *page, sm_arena *arena, sm_str bytes)
{
    pdf_scan scan = {.arena = arena, .bytes = bytes};
    pdf_value last[2] = {{.kind = PDF_NULL}, {.kind = PDF_NULL}};
    while (scan.at < bytes.len) {
        pdf_value value = pdf_scan_value(&scan);
        if (value.kind == PDF_END)
            scan.at++;
        if (value.kind == PDF_OPERATOR) {
            operate(page, value.text, last);
            last[0] = last[1] = (pdf_value){.kind = PDF_NULL};
        } else {
            last[0] = last[1];
            last[1] = value;
        }
    }
}

/* ---- fingerprints ---- */

static bool is_hex(char c)
{
    return sm_is_digit(c) || (c >= 'a' && c <= 'f');
}

/* The hexadecimal digits that TEXT starts with after blanks and line ends. */
static sm_str digits_of(sm_str text)
{
    text = sm_str_trim(text);
    size_t len = 0;
    while (len < text.len && is_hex(text.ptr[len]))
        len++;
    return sm_str_sub(text, 0, len);
}

/* The last digits of LENGTH that follow WORD in TEXT; absent when there are none. */
static sm_str last_after(sm_str text, sm_str word, size_t length)
{
    sm_str found = {NULL, 0};
    for (size_t at; (at = sm_str_find(text, word)) != SM_STR_NONE;) {
        text = sm_str_from(text, at + word.len);
        sm_str digits = digits_of(sm_str_sub(text, 0, length + word.len));
        if (digits.len == length)
            found = digits;
    }
    return found;
}

static void judge(text_reader *t, const page_reader *page)
{
    pdf_printed *r = &t->result;
    r->pages++;
    sm_str found = last_after(sm_buf_str(&page->foot), SM_STR("SHA-256 "), SHORT);
    bool same = sm_str_equal(found, sm_str_sub(t->digest, 0, SHORT));
    r->without += found.len == 0;
    r->different += found.len != 0 && !same;
    if (!same && r->page == 0) {
        r->page = r->pages;
        r->fingerprint = sm_str_copy(t->arena, found);
    }
    sm_str body = sm_buf_str(&page->body);
    size_t at = sm_str_find(body, SM_STR("What is approved is the file"));
    sm_str stated = last_after(at == SM_STR_NONE ? SM_STR("") : sm_str_sub(body, at, 2000),
                               SM_STR("SHA-256 fingerprint"), FULL);
    if (stated.len != 0 && !sm_str_equal(stated, t->digest))
        r->statement_wrong = true;
}

static void read_page(text_reader *t, pdf_value page, pdf_value resources)
{
    sm_arena *scratch = sm_arena_new(0);
    pdf_reader_use(t->reader, scratch);
    page_reader p = {.owner = t, .foot = sm_buf_new(scratch), .body = sm_buf_new(scratch)};
    p.fonts = pdf_entry(t->reader, pdf_resolve(t->reader, resources), "Font");
    if (p.fonts.kind != PDF_DICT)
        p.fonts.count = 0;
    pdf_value contents = pdf_entry(t->reader, page, "Contents");
    size_t parts = contents.kind == PDF_ARRAY ? contents.count : 1;
    for (size_t i = 0; i < parts; i++) {
        pdf_value part = contents;
        if (contents.kind == PDF_ARRAY)
            part = pdf_resolve(t->reader, contents.items[i]);
        sm_str bytes;
        if (pdf_read_stream(t->reader, part, &bytes))
            read_contents(&p, scratch, bytes);
    }
    judge(t, &p);
    pdf_reader_use(t->reader, t->arena);
    sm_arena_free(scratch);
}

/* NODE of the page tree and what is below it; RESOURCES come from above. */
static void read_node(text_reader *t, pdf_value node, pdf_value resources, int depth)
{
    node = pdf_resolve(t->reader, node);
    if (node.kind != PDF_DICT || depth > DEPTH_MAX || ++t->nodes > PAGES_MAX ||
        pdf_reader_overrun(t->reader))
        return;
    pdf_value own = pdf_entry_raw(node, "Resources");
    pdf_value kids = pdf_entry(t->reader, node, "Kids");
    if (own.kind != PDF_NULL)
        resources = own;
    if (kids.kind != PDF_ARRAY) {
        read_page(t, node, resources);
        return;
    }
    for (size_t i = 0; i < kids.count; i++)
        read_node(t, kids.items[i], resources, depth + 1);
}

pdf_printed pdf_read_fingerprints(sm_arena *arena, pdf_reader *reader, sm_str digest)
{
    text_reader t = {.arena = arena, .reader = reader, .digest = digest};
    pdf_value none = {.kind = PDF_NULL};
    pdf_reader_use(reader, arena);
    read_node(&t, pdf_entry_raw(pdf_reader_root(reader), "Pages"), none, 0);
    return t.result;
}
