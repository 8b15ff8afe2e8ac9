#include "file.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include <assert.h>
#include <hpdf_utils.h>
#include <libdeflate.h>
#include <string.h>

typedef struct body {
    sm_str text;       /* absent: libharu's object */
    sm_str bytes;      /* of a stream */
    HPDF_Dict entries; /* of a stream whose dictionary is libharu's */
    bool is_stream, is_unused;
} body;

struct pdf_file {
    sm_arena *arena;
    HPDF_Doc doc;
    bool compact;
    HPDF_STATUS error, error_detail; /* the first; later ones follow from it */
    struct SM_LIST(body) bodies;     /* by object number */
    struct libdeflate_compressor *packer;
    sm_output *output;
    size_t written;
    sm_buf scratch, packed, head, values; /* used again and again */
};

enum {
    NUMBER_MASK = 0x00FFFFFF,
    IN_STREAM = 200,      /* objects in an object stream: more, and readers seek slower */
    COMPRESSION = 1,      /* 6 % larger than with 6, in half the time */
    PAGES_PER_NODE = 256, /* libharu's default of one node for all ends at 32,767 pages */
    XREF_BLOCK = 1 << 16  /* entries that libharu's object list grows by: it copies itself each
                             time (2.3.0), quadratic with the default of 20 */
};

static void remember(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
    pdf_file *file = user;
    if (file->error == HPDF_OK) {
        file->error = error;
        file->error_detail = detail;
    }
}

pdf_file *pdf_file_open(sm_arena *arena, bool compact, sm_diag *diag)
{
    pdf_file *file = SM_NEW(arena, pdf_file);
    file->arena = arena;
    file->compact = compact;
    file->scratch = sm_buf_new(arena);
    file->packed = sm_buf_new(arena);
    file->head = sm_buf_new(arena);
    file->values = sm_buf_new(arena);
    file->doc = HPDF_New(remember, file);
    file->packer = libdeflate_alloc_compressor(COMPRESSION);
    if (file->doc == NULL || file->packer == NULL) {
        sm_report(diag, SM_DIAG_PDF_FAILED, (sm_loc){0}, NULL);
        pdf_file_close(file);
        return NULL;
    }
    file->doc->xref->entries->items_per_block = XREF_BLOCK;
    HPDF_SetPagesConfiguration(file->doc, PAGES_PER_NODE);
    return file;
}

void pdf_file_close(pdf_file *file)
{
    libdeflate_free_compressor(file->packer);
    HPDF_Free(file->doc);
}

HPDF_Doc pdf_doc(pdf_file *file)
{
    return file->doc;
}

/* The number of an indirect libharu object. */
static uint32_t number_of(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & NUMBER_MASK;
}

static body *body_of(pdf_file *file, uint32_t number)
{
    while (file->bodies.count <= number)
        SM_LIST_ADD(file->arena, &file->bodies, ((body){0}));
    return &file->bodies.items[number];
}

/* BYTES deflated, up to the next call. */
static sm_str packed(pdf_file *file, sm_str bytes)
{
    size_t room = libdeflate_zlib_compress_bound(file->packer, bytes.len);
    file->packed.len = 0;
    char *out = sm_buf_reserve(&file->packed, room);
    size_t len = libdeflate_zlib_compress(file->packer, bytes.ptr, bytes.len, out, room);
    assert(len != 0);
    return (sm_str){out, len};
}

static sm_str deflated(pdf_file *file, sm_str bytes)
{
    return sm_str_copy(file->arena, packed(file, bytes));
}

HPDF_Page pdf_page(pdf_file *file, double width, double height, uint32_t *number)
{
    HPDF_Page page = HPDF_AddPage(file->doc);
    assert(page != NULL);
    HPDF_Page_SetWidth(page, (HPDF_REAL)width);
    HPDF_Page_SetHeight(page, (HPDF_REAL)height);
    *number = number_of(page);
    return page;
}

void pdf_page_contents(pdf_file *file, HPDF_Page page, sm_str operators)
{
    /* libharu would keep the length in an object of its own, uncompressed. */
    HPDF_Dict contents = ((HPDF_PageAttr)page->attr)->contents;
    const void *length = HPDF_Dict_GetItem(contents, "Length", HPDF_OCLASS_NUMBER);
    if (length != NULL)
        body_of(file, number_of(length))->is_unused = true;
    /* An empty stream is not valid with a filter. */
    sm_str bytes = deflated(file, operators.len != 0 ? operators : SM_STR("\n"));
    body *b = body_of(file, number_of(contents));
    *b = (body){.bytes = bytes, .entries = contents, .is_stream = true};
    HPDF_Dict_Add(contents, "Length", HPDF_Number_New(file->doc->mmgr, (HPDF_INT32)bytes.len));
    HPDF_Dict_AddName(contents, "Filter", "FlateDecode");
}

uint32_t pdf_reserve(pdf_file *file)
{
    HPDF_Null place = HPDF_Null_New(file->doc->mmgr);
    assert(place != NULL);
    HPDF_Xref_Add(file->doc->xref, place);
    return number_of(place);
}

void pdf_put(pdf_file *file, uint32_t number, sm_str text)
{
    *body_of(file, number) = (body){.text = text};
}

uint32_t pdf_add(pdf_file *file, sm_str text)
{
    uint32_t number = pdf_reserve(file);
    pdf_put(file, number, text);
    return number;
}

static void put_stream(pdf_file *file, uint32_t number, sm_str entries, sm_str bytes,
                       bool is_deflated)
{
    sm_str text = sm_str_printf(file->arena, "<<%.*s/Length %zu%s>>", SM_STR_ARG(entries),
                                bytes.len, is_deflated ? "/Filter/FlateDecode" : "");
    *body_of(file, number) = (body){.text = text, .bytes = bytes, .is_stream = true};
}

uint32_t pdf_add_stream(pdf_file *file, sm_str entries, sm_str bytes)
{
    uint32_t number = pdf_reserve(file);
    put_stream(file, number, entries, deflated(file, bytes), true);
    return number;
}

uint32_t pdf_add_raw_stream(pdf_file *file, sm_str entries, sm_str bytes)
{
    uint32_t number = pdf_reserve(file);
    put_stream(file, number, entries, bytes, false);
    return number;
}

void pdf_link(pdf_file *file, HPDF_Dict dict, const char *key, uint32_t number)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(file->doc->xref, number);
    assert(entry != NULL);
    HPDF_Dict_Add(dict, key, entry->obj);
}

/* An object that libharu has no type for goes under a number of its own. */
void pdf_set(pdf_file *file, HPDF_Dict dict, const char *key, sm_str text)
{
    pdf_link(file, dict, key, pdf_add(file, text));
}

/* ---- writing ---- */

static HPDF_STATUS collect(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
    sm_buf_add(stream->attr, bytes, len);
    return HPDF_OK;
}

/* Appends what libharu writes for OBJECT; a dictionary always in full, even an indirect one. */
static void serialize(pdf_file *file, void *object, sm_buf *buf)
{
    HPDF_Stream stream = HPDF_CallbackWriter_New(file->doc->mmgr, collect, buf);
    assert(stream != NULL);
    HPDF_Obj_WriteValue(object, stream, NULL);
    HPDF_Stream_Free(stream);
}

static void emit(pdf_file *file, sm_str bytes)
{
    sm_output_write_str(file->output, bytes);
    file->written += bytes.len;
}

static void emit_scratch(pdf_file *file)
{
    emit(file, sm_buf_str(&file->scratch));
    file->scratch.len = 0;
}

/* A stream's dictionary without the stream, which is ours to write. */
static void serialize_entries(pdf_file *file, HPDF_Dict dict, sm_buf *buf)
{
    HPDF_Stream stream = dict->stream;
    dict->stream = NULL;
    serialize(file, dict, buf);
    dict->stream = stream;
}

static void emit_object(pdf_file *file, uint32_t number, void *object, const body *b)
{
    sm_buf *buf = &file->scratch;
    sm_buf_addf(buf, "%u 0 obj\n", (unsigned)number);
    if (b->entries != NULL)
        serialize_entries(file, b->entries, buf);
    else if (b->text.ptr != NULL)
        sm_buf_add_str(buf, b->text);
    else
        serialize(file, object, buf);
    if (b->is_stream) {
        sm_buf_add_cstr(buf, "\nstream\n");
        emit_scratch(file);
        emit(file, b->bytes);
        sm_buf_add_cstr(buf, "\nendstream");
    }
    sm_buf_add_cstr(buf, "\nendobj\n");
    emit_scratch(file);
}

typedef struct place {
    uint8_t type; /* 0 unused, 1 at an offset, 2 in an object stream */
    size_t at;    /* the offset, or the stream's number */
    uint32_t index;
} place;

typedef struct places SM_LIST(place) places;

/* Objects FIRST.. (COUNT of them, by number) as one object stream (ISO 32000-1, 7.5.7). */
static void emit_object_stream(pdf_file *file, places *all, const uint32_t *numbers,
                               size_t count)
{
    sm_buf *head = &file->head, *values = &file->values;
    head->len = values->len = 0;
    uint32_t number = (uint32_t)all->count;
    for (size_t i = 0; i < count; i++) {
        const body *b = body_of(file, numbers[i]);
        sm_buf_add_integer(head, numbers[i]);
        sm_buf_add_char(head, ' ');
        sm_buf_add_integer(head, (intmax_t)values->len);
        sm_buf_add_char(head, ' ');
        if (b->text.ptr != NULL)
            sm_buf_add_str(values, b->text);
        else
            serialize(file, HPDF_Xref_GetEntry(file->doc->xref, numbers[i])->obj, values);
        sm_buf_add_char(values, '\n');
        all->items[numbers[i]] = (place){2, number, (uint32_t)i};
    }
    size_t first = head->len;
    sm_buf_add_str(head, sm_buf_str(values));
    sm_str bytes = packed(file, sm_buf_str(head));
    SM_LIST_ADD(file->arena, all, ((place){1, file->written, 0}));
    sm_buf_addf(&file->scratch,
                "%u 0 obj\n<</Type/ObjStm/N %zu/First %zu/Filter/FlateDecode/Length %zu>>\n"
                "stream\n",
                (unsigned)number, count, first, bytes.len);
    emit_scratch(file);
    emit(file, bytes);
    emit(file, SM_STR("\nendstream\nendobj\n"));
}

static void emit_object_streams(pdf_file *file, places *all)
{
    uint32_t numbers[IN_STREAM];
    size_t count = 0, last = all->count;
    for (uint32_t i = 1; i < last; i++) {
        if (all->items[i].type != 0 || body_of(file, i)->is_unused)
            continue;
        numbers[count++] = i;
        if (count == IN_STREAM) {
            emit_object_stream(file, all, numbers, count);
            count = 0;
        }
    }
    if (count != 0)
        emit_object_stream(file, all, numbers, count);
}

static void add_big_endian(sm_buf *buf, size_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        sm_buf_add_char(buf, (char)(value >> (8 * i) & 0xFF));
}

/* The trailer's entries as libharu has them, without the closing >>. */
static sm_str trailer_entries(pdf_file *file)
{
    sm_buf buf = sm_buf_new(file->arena);
    HPDF_Dict trailer = file->doc->trailer;
    HPDF_Dict_RemoveElement(trailer, "Size");
    serialize(file, trailer, &buf);
    sm_str text = sm_str_trim(sm_buf_str(&buf));
    assert(sm_str_ends(text, SM_STR(">>")));
    return sm_str_sub(text, 0, text.len - 2);
}

/* ISO 32000-1, 7.5.8. */
static void emit_xref_stream(pdf_file *file, places *all)
{
    size_t start = file->written;
    uint32_t number = (uint32_t)all->count;
    SM_LIST_ADD(file->arena, all, ((place){1, start, 0}));
    sm_buf rows = sm_buf_new(file->arena);
    for (size_t i = 0; i < all->count; i++) {
        const place *p = &all->items[i];
        add_big_endian(&rows, p->type, 1);
        add_big_endian(&rows, p->at, 4);
        add_big_endian(&rows, i == 0 ? 65535 : p->index, 2);
    }
    sm_str bytes = packed(file, sm_buf_str(&rows));
    sm_str trailer = trailer_entries(file);
    sm_buf_addf(&file->scratch,
                "%u 0 obj\n%.*s/Type/XRef/Size %zu/W[1 4 2]/Filter/FlateDecode/Length %zu>>\n"
                "stream\n",
                (unsigned)number, SM_STR_ARG(trailer), all->count, bytes.len);
    emit_scratch(file);
    emit(file, bytes);
    sm_buf_addf(&file->scratch, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
    emit_scratch(file);
}

static void emit_xref_table(pdf_file *file, const places *all)
{
    size_t start = file->written;
    sm_buf_addf(&file->scratch, "xref\n0 %zu\n0000000000 65535 f \n", all->count);
    for (size_t i = 1; i < all->count; i++)
        sm_buf_addf(&file->scratch, "%010zu %05d %c \n", all->items[i].at,
                    all->items[i].type != 0 ? 0 : 65535, all->items[i].type != 0 ? 'n' : 'f');
    sm_str trailer = trailer_entries(file);
    sm_buf_addf(&file->scratch, "trailer\n%.*s/Size %zu>>\nstartxref\n%zu\n%%%%EOF\n",
                SM_STR_ARG(trailer), all->count, start);
    emit_scratch(file);
}

bool pdf_file_write(pdf_file *file, sm_output *output, sm_diag *diag)
{
    file->output = output;
    HPDF_List entries = file->doc->xref->entries;
    HPDF_Dict_Add(file->doc->trailer, "Root", file->doc->catalog);
    HPDF_Dict_Add(file->doc->trailer, "Info", file->doc->info);
    emit(file, file->compact ? SM_STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
                             : SM_STR("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"));
    places all = {0};
    SM_LIST_ADD(file->arena, &all, ((place){0}));
    for (uint32_t i = 1; i < entries->count; i++) {
        void *object = ((HPDF_XrefEntry)HPDF_List_ItemAt(entries, i))->obj;
        const body *b = body_of(file, i);
        place here = {0};
        if (!b->is_unused && (b->is_stream || !file->compact)) {
            here = (place){1, file->written, 0};
            emit_object(file, i, object, b);
        }
        SM_LIST_ADD(file->arena, &all, here);
    }
    if (file->compact) {
        emit_object_streams(file, &all);
        emit_xref_stream(file, &all);
    } else {
        emit_xref_table(file, &all);
    }
    sm_output_written(output);
    if (file->error == HPDF_OK)
        return true;
    sm_report(diag, SM_DIAG_PDF_FAILED, (sm_loc){0}, "libharu error 0x%04lX, %lu",
              (unsigned long)file->error, (unsigned long)file->error_detail);
    return false;
}

/* ---- spelling ---- */

void pdf_add_utf16(sm_buf *buf, sm_str text)
{
    for (size_t offset = 0; offset < text.len;) {
        unsigned c = sm_utf8_next(text, &offset);
        if (c > 0xFFFF) {
            c -= 0x10000;
            sm_buf_add_hex(buf, 0xD800 | c >> 10);
            sm_buf_add_hex(buf, 0xDC00 | (c & 0x3FF));
        } else {
            sm_buf_add_hex(buf, c);
        }
    }
}

void pdf_add_text(sm_buf *buf, sm_str text)
{
    bool plain = true;
    for (size_t i = 0; i < text.len; i++)
        plain = plain && text.ptr[i] >= 0x20 && text.ptr[i] < 0x7F;
    if (!plain) {
        sm_buf_add_cstr(buf, "<FEFF");
        pdf_add_utf16(buf, text);
        sm_buf_add_char(buf, '>');
        return;
    }
    sm_buf_add_char(buf, '(');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '(' || text.ptr[i] == ')' || text.ptr[i] == '\\')
            sm_buf_add_char(buf, '\\');
        sm_buf_add_char(buf, text.ptr[i]);
    }
    sm_buf_add_char(buf, ')');
}

void pdf_add_reference(sm_buf *buf, uint32_t number)
{
    sm_buf_add_integer(buf, number);
    sm_buf_add_cstr(buf, " 0 R ");
}

void pdf_add_rect(sm_buf *buf, double x0, double y0, double x1, double y1)
{
    const double sides[] = {x0, y0, x1, y1};
    sm_buf_add_char(buf, '[');
    for (size_t i = 0; i < 4; i++) {
        if (i != 0)
            sm_buf_add_char(buf, ' ');
        sm_buf_add_number(buf, sides[i], 2);
    }
    sm_buf_add_char(buf, ']');
}
