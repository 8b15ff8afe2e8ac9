/* Where the objects of a PDF are (ISO 32000-1, 7.5), and what is in its streams (7.4). */
#include "reader.h"
#include <limits.h>
#include <stdint.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

enum {
    SECTIONS_MAX = 4096,  /* of cross-references: one for each time somebody signed */
    OBJECT_MAX = 8388607, /* the greatest number that viewers take (annex C) */
    HOPS_MAX = 32,        /* references to references */
    TAIL = 2048           /* where "startxref" is looked for */
};

/* Of bytes unpacked, and of all that is read: a small file may name the same thing very often.
 */
static const size_t stream_max = (size_t)256 << 20, total_max = (size_t)1 << 30;

typedef enum place_kind { UNKNOWN, FREE, AT_OFFSET, IN_STREAM } place_kind;

/* An object stream, unpacked: numbers and offsets of its objects are at its start. */
typedef struct object_stream {
    sm_str bytes;
    const size_t *offsets;
    size_t count;
} object_stream;

typedef struct place {
    place_kind kind;
    uint32_t index;         /* in the object stream */
    size_t at;              /* the offset, or the stream's object number */
    object_stream *objects; /* when it is an object stream that was read */
} place;

struct pdf_reader {
    sm_arena *arena, *keep;
    sm_str bytes;
    struct SM_LIST(place) places;    /* by object number */
    size_t number_max;               /* more cannot be in so small a file */
    struct SM_LIST(size_t) sections; /* offsets of those read */
    size_t spent;                    /* bytes read */
    bool overrun;
    int depth; /* of objects that are being read */
    pdf_value trailer;
};

static const pdf_value nothing = {.kind = PDF_NULL};

static void spend(pdf_reader *reader, size_t bytes)
{
    reader->spent += bytes;
    if (reader->spent > total_max)
        reader->overrun = true;
}

static bool is_name(pdf_value value, const char *name)
{
    return value.kind == PDF_NAME && sm_str_equal(value.text, sm_str_from_cstr(name));
}

/* VALUE as a size up to MOST; false when it is none. */
static bool size_of(pdf_value value, size_t most, size_t *size)
{
    if (value.kind != PDF_NUMBER || !(value.number >= 0) || value.number > (double)most)
        return false;
    *size = (size_t)value.number;
    return true;
}

pdf_value pdf_entry_raw(pdf_value dict, const char *key)
{
    if (dict.kind == PDF_DICT)
        for (size_t i = 0; i + 1 < dict.count; i += 2)
            if (is_name(dict.items[i], key))
                return dict.items[i + 1];
    return nothing;
}

pdf_value pdf_entry(pdf_reader *reader, pdf_value dict, const char *key)
{
    return pdf_resolve(reader, pdf_entry_raw(dict, key));
}

/* ---- objects ---- */

static pdf_scan scan_at(const pdf_reader *reader, sm_str bytes, size_t at)
{
    return (pdf_scan){.arena = reader->arena, .bytes = bytes, .at = at, .references = true};
}

/* "NUMBER 0 obj VALUE" at AT; the number goes to *NUMBER. */
static pdf_value object_at(pdf_reader *reader, size_t at, double *number)
{
    pdf_scan scan = scan_at(reader, reader->bytes, at);
    scan.references = false;
    pdf_value first = pdf_scan_value(&scan), generation = pdf_scan_value(&scan);
    pdf_value word = pdf_scan_value(&scan);
    scan.references = true;
    if (first.kind != PDF_NUMBER || generation.kind != PDF_NUMBER ||
        word.kind != PDF_OPERATOR || !sm_str_equal(word.text, SM_STR("obj")))
        return nothing;
    *number = first.number;
    pdf_value value = pdf_scan_value(&scan);
    pdf_scan_blank(&scan);
    spend(reader, scan.at - at);
    if (value.kind == PDF_DICT &&
        sm_str_starts(sm_str_from(reader->bytes, scan.at), SM_STR("stream"))) {
        size_t start = scan.at + strlen("stream");
        start += sm_str_starts(sm_str_from(reader->bytes, start), SM_STR("\r\n")) ? 2 : 1;
        value.stream = start < reader->bytes.len ? start : 0;
    }
    return value.kind == PDF_END ? nothing : value;
}

static place *place_of(const pdf_reader *reader, double number)
{
    if (!(number >= 0) || number >= (double)reader->places.count)
        return NULL;
    return &reader->places.items[(size_t)number];
}

/* The object stream with this number, read once. */
static const object_stream *open_objects(pdf_reader *reader, size_t number)
{
    place *p = place_of(reader, (double)number);
    if (p == NULL || p->kind != AT_OFFSET)
        return NULL;
    if (p->objects != NULL)
        return p->objects;
    sm_arena *arena = reader->arena;
    reader->arena = reader->keep;
    object_stream *made = p->objects = SM_NEW(reader->keep, object_stream);
    double found = -1;
    pdf_value dict = object_at(reader, p->at, &found);
    size_t first = 0, count = 0;
    if (found >= (double)number && found <= (double)number &&
        is_name(pdf_entry(reader, dict, "Type"), "ObjStm") &&
        size_of(pdf_entry(reader, dict, "First"), stream_max, &first) &&
        pdf_read_stream(reader, dict, &made->bytes) && first <= made->bytes.len &&
        size_of(pdf_entry(reader, dict, "N"), first / 2, &count)) {
        size_t *offsets = SM_NEW_ARRAY(reader->keep, size_t, count + 1);
        pdf_scan scan = scan_at(reader, sm_str_sub(made->bytes, 0, first), 0);
        scan.references = false;
        for (; made->count < count; made->count++) {
            pdf_scan_value(&scan); /* its number, which the cross-references have */
            size_t offset;
            if (!size_of(pdf_scan_value(&scan), made->bytes.len - first, &offset))
                break;
            offsets[made->count] = first + offset;
        }
        made->offsets = offsets;
    }
    reader->arena = arena;
    return made;
}

static pdf_value read_object(pdf_reader *reader, double number)
{
    const place *p = place_of(reader, number);
    if (p == NULL || reader->depth > HOPS_MAX || reader->overrun)
        return nothing;
    reader->depth++;
    pdf_value value = nothing;
    double found = -1;
    if (p->kind == AT_OFFSET) {
        value = object_at(reader, p->at, &found);
        if (found < number || found > number)
            value = nothing;
    } else if (p->kind == IN_STREAM) {
        uint32_t index = p->index;
        const object_stream *objects = open_objects(reader, p->at);
        if (objects != NULL && index < objects->count) {
            pdf_scan scan = scan_at(reader, objects->bytes, objects->offsets[index]);
            value = pdf_scan_value(&scan);
            spend(reader, scan.at - objects->offsets[index]);
        }
    }
    reader->depth--;
    return value.kind == PDF_END ? nothing : value;
}

pdf_value pdf_resolve(pdf_reader *reader, pdf_value value)
{
    for (int hops = 0; value.kind == PDF_REFERENCE; hops++)
        value = hops < HOPS_MAX ? read_object(reader, value.number) : nothing;
    return value;
}

/* ---- streams ---- */

/* Unpacks BYTES; false when they are damaged or too many. */
static bool inflate_all(pdf_reader *reader, sm_str bytes, sm_str *result)
{
    z_stream zip = {.next_in = (const Bytef *)bytes.ptr};
    if (bytes.len > UINT_MAX || inflateInit(&zip) != Z_OK)
        return false;
    zip.avail_in = (uInt)bytes.len;
    sm_buf buf = sm_buf_new(reader->arena);
    size_t room = bytes.len * 3 + 512;
    int status = Z_OK;
    while (status == Z_OK && !reader->overrun) {
        enum { MOST = 1 << 24 };
        room = room < MOST ? room : MOST;
        zip.next_out = (Bytef *)sm_buf_reserve(&buf, room);
        zip.avail_out = (uInt)room;
        status = inflate(&zip, Z_NO_FLUSH);
        size_t got = room - zip.avail_out;
        buf.len += got;
        spend(reader, got);
        reader->overrun = reader->overrun || buf.len > stream_max;
        room = buf.len;
        if (got == 0 && status == Z_OK && zip.avail_in == 0)
            break;
    }
    inflateEnd(&zip);
    *result = sm_buf_str(&buf);
    return status == Z_STREAM_END && !reader->overrun;
}

static int paeth(int left, int up, int corner)
{
    int guess = left + up - corner;
    int a = guess > left ? guess - left : left - guess,
        b = guess > up ? guess - up : up - guess;
    int c = guess > corner ? guess - corner : corner - guess;
    return a <= b && a <= c ? left : b <= c ? up : corner;
}

/* Undoes PNG's prediction of bytes (7.4.4.4) over rows of COLUMNS bytes. */
static sm_str unpredict(sm_arena *arena, sm_str bytes, size_t columns)
{
    size_t rows = bytes.len / (columns + 1);
    unsigned char *out = sm_arena_alloc(arena, rows * columns + 1, 1);
    for (size_t row = 0; row < rows; row++) {
        const unsigned char *in = (const unsigned char *)bytes.ptr + row * (columns + 1);
        unsigned char *line = out + row * columns, *above = row > 0 ? line - columns : NULL;
        for (size_t i = 0; i < columns; i++) {
            int left = i > 0 ? line[i - 1] : 0, up = above != NULL ? above[i] : 0;
            int corner = i > 0 && above != NULL ? above[i - 1] : 0;
            int guess = in[0] == 1   ? left
                        : in[0] == 2 ? up
                        : in[0] == 3 ? (left + up) / 2
                        : in[0] == 4 ? paeth(left, up, corner)
                                     : 0;
            line[i] = (unsigned char)(in[i + 1] + guess);
        }
    }
    return (sm_str){(const char *)out, rows * columns};
}

static bool is_empty(pdf_value value)
{
    return value.kind == PDF_NULL || (value.kind == PDF_ARRAY && value.count == 0);
}

/* VALUE, or the only item of the array it is. */
static pdf_value only(pdf_reader *reader, pdf_value value)
{
    return value.kind == PDF_ARRAY && value.count == 1 ? pdf_resolve(reader, value.items[0])
                                                       : value;
}

bool pdf_read_stream(pdf_reader *reader, pdf_value dict, sm_str *bytes)
{
    size_t len;
    if (dict.kind != PDF_DICT || dict.stream == 0 || reader->overrun ||
        !size_of(pdf_entry(reader, dict, "Length"), reader->bytes.len - dict.stream, &len))
        return false;
    *bytes = sm_str_sub(reader->bytes, dict.stream, len);
    pdf_scan after = scan_at(reader, reader->bytes, dict.stream + len);
    pdf_scan_blank(&after);
    if (!sm_str_starts(sm_str_from(reader->bytes, after.at), SM_STR("endstream")))
        return false;
    pdf_value filter = only(reader, pdf_entry(reader, dict, "Filter"));
    if (is_empty(filter)) {
        spend(reader, len);
        return !reader->overrun;
    }
    if (!is_name(filter, "FlateDecode") || !inflate_all(reader, *bytes, bytes))
        return false;
    pdf_value parameters = only(reader, pdf_entry(reader, dict, "DecodeParms"));
    size_t predictor = 1, columns = 1, colors = 1, bits = 8;
    size_of(pdf_entry(reader, parameters, "Predictor"), 15, &predictor);
    size_of(pdf_entry(reader, parameters, "Columns"), 1 << 20, &columns);
    size_of(pdf_entry(reader, parameters, "Colors"), 32, &colors);
    size_of(pdf_entry(reader, parameters, "BitsPerComponent"), 32, &bits);
    if (predictor <= 1)
        return true;
    if (predictor < 10 || columns == 0 || colors != 1 || bits != 8)
        return false;
    *bytes = unpredict(reader->arena, *bytes, columns);
    return true;
}

/* ---- cross-references: the newest first, so what is known already stays ---- */

static bool note_place(pdf_reader *reader, size_t number, place here)
{
    if (number > reader->number_max)
        return false;
    while (reader->places.count <= number)
        SM_LIST_ADD(reader->keep, &reader->places, ((place){0}));
    if (reader->places.items[number].kind == UNKNOWN)
        reader->places.items[number] = here;
    return true;
}

/* "xref" has been read. The trailer's dictionary goes to *TRAILER. */
static bool read_table(pdf_reader *reader, pdf_scan *scan, pdf_value *trailer)
{
    for (;;) {
        pdf_value first = pdf_scan_value(scan);
        if (first.kind == PDF_OPERATOR && sm_str_equal(first.text, SM_STR("trailer")))
            break;
        size_t number, count;
        if (!size_of(first, reader->number_max, &number) ||
            !size_of(pdf_scan_value(scan), reader->bytes.len / 10, &count))
            return false;
        for (size_t i = 0; i < count; i++) {
            pdf_value at = pdf_scan_value(scan), generation = pdf_scan_value(scan);
            pdf_value word = pdf_scan_value(scan);
            place here = {.kind = FREE};
            if (generation.kind != PDF_NUMBER || word.kind != PDF_OPERATOR ||
                !size_of(at, SIZE_MAX / 2, &here.at))
                return false;
            if (sm_str_equal(word.text, SM_STR("n")))
                here.kind = AT_OFFSET;
            if (!note_place(reader, number + i, here))
                return false;
        }
    }
    scan->references = true;
    *trailer = pdf_scan_value(scan);
    return trailer->kind == PDF_DICT;
}

static size_t big_endian(const char *bytes, size_t width)
{
    size_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

/* The rows for the objects from NUMBER on; what is left of ROWS is the rest. */
static bool read_rows(pdf_reader *reader, sm_str *rows, const size_t widths[3], size_t number,
                      size_t count)
{
    size_t width = widths[0] + widths[1] + widths[2];
    for (size_t i = 0; i < count; i++) {
        if (rows->len < width)
            return false;
        size_t kind = widths[0] == 0 ? 1 : big_endian(rows->ptr, widths[0]);
        place here = {.kind = kind == 1 ? AT_OFFSET : kind == 2 ? IN_STREAM : FREE};
        here.at = big_endian(rows->ptr + widths[0], widths[1]);
        here.index = (uint32_t)big_endian(rows->ptr + widths[0] + widths[1], widths[2]);
        if (!note_place(reader, number + i, here))
            return false;
        *rows = sm_str_from(*rows, width);
    }
    return true;
}

static bool read_xref_stream(pdf_reader *reader, pdf_value dict)
{
    sm_str rows;
    pdf_value w = pdf_entry_raw(dict, "W"), index = pdf_entry_raw(dict, "Index");
    size_t widths[3], number = 0, count;
    if (!is_name(pdf_entry_raw(dict, "Type"), "XRef") || w.kind != PDF_ARRAY || w.count != 3 ||
        !size_of(w.items[0], 4, &widths[0]) || !size_of(w.items[1], 7, &widths[1]) ||
        !size_of(w.items[2], 4, &widths[2]) || widths[0] + widths[1] + widths[2] == 0 ||
        !pdf_read_stream(reader, dict, &rows))
        return false;
    if (index.kind != PDF_ARRAY)
        return size_of(pdf_entry_raw(dict, "Size"), reader->number_max + 1, &count) &&
               read_rows(reader, &rows, widths, number, count);
    for (size_t i = 0; i + 1 < index.count; i += 2)
        if (!size_of(index.items[i], reader->number_max, &number) ||
            !size_of(index.items[i + 1], reader->number_max, &count) ||
            !read_rows(reader, &rows, widths, number, count))
            return false;
    return true;
}

/* The section at AT: what it says of objects, and its trailer. */
static bool read_section(pdf_reader *reader, size_t at, pdf_value *trailer)
{
    for (size_t i = 0; i < reader->sections.count; i++)
        if (reader->sections.items[i] == at)
            return false;
    if (reader->sections.count == SECTIONS_MAX || at >= reader->bytes.len)
        return false;
    SM_LIST_ADD(reader->keep, &reader->sections, at);
    pdf_scan scan = scan_at(reader, reader->bytes, at);
    scan.references = false;
    pdf_scan_blank(&scan);
    if (sm_str_starts(sm_str_from(reader->bytes, scan.at), SM_STR("xref"))) {
        scan.at += strlen("xref");
        return read_table(reader, &scan, trailer);
    }
    double number;
    *trailer = object_at(reader, at, &number);
    return read_xref_stream(reader, *trailer);
}

static bool read_sections(pdf_reader *reader, size_t at)
{
    for (;;) {
        pdf_value trailer, hidden;
        if (!read_section(reader, at, &trailer))
            return false;
        if (reader->trailer.kind != PDF_DICT)
            reader->trailer = trailer;
        size_t stream_at;
        if (size_of(pdf_entry_raw(trailer, "XRefStm"), reader->bytes.len, &stream_at) &&
            !read_section(reader, stream_at, &hidden))
            return false;
        pdf_value previous = pdf_entry_raw(trailer, "Prev");
        if (previous.kind == PDF_NULL)
            return true;
        if (!size_of(previous, reader->bytes.len, &at))
            return false;
    }
}

/* The offset that the last "startxref" gives. */
static bool find_start(const pdf_reader *reader, size_t *at)
{
    static const char word[] = "startxref";
    size_t len = reader->bytes.len, from = len > TAIL ? len - TAIL : 0, last = SM_STR_NONE;
    for (size_t i = from; i + sizeof word - 1 <= len; i++)
        if (memcmp(reader->bytes.ptr + i, word, sizeof word - 1) == 0)
            last = i + sizeof word - 1;
    if (last == SM_STR_NONE ||
        sm_str_find(sm_str_from(reader->bytes, last), SM_STR("%%EOF")) == SM_STR_NONE)
        return false;
    pdf_scan scan = scan_at(reader, reader->bytes, last);
    scan.references = false;
    return size_of(pdf_scan_value(&scan), len, at);
}

pdf_reader *pdf_reader_open(sm_arena *arena, sm_str bytes, const char **fault)
{
    pdf_reader *reader = SM_NEW(arena, pdf_reader);
    *reader = (pdf_reader){.arena = arena, .keep = arena, .bytes = bytes};
    size_t most = 1024 + bytes.len * 4, start;
    reader->number_max = most < OBJECT_MAX ? most : OBJECT_MAX;
    *fault = NULL;
    if (!sm_str_starts(bytes, SM_STR("%PDF-")))
        *fault = "it is not a PDF";
    else if (!find_start(reader, &start))
        *fault = "its end is missing: the file was cut short or is damaged";
    else if (!read_sections(reader, start))
        *fault = "its table of objects is damaged";
    else if (pdf_entry_raw(reader->trailer, "Encrypt").kind != PDF_NULL)
        *fault = "it is encrypted";
    else if (pdf_reader_root(reader).kind != PDF_DICT)
        *fault = "its catalog is damaged";
    return *fault == NULL ? reader : NULL;
}

void pdf_reader_use(pdf_reader *reader, sm_arena *arena)
{
    reader->arena = arena;
}

pdf_value pdf_reader_root(pdf_reader *reader)
{
    return pdf_entry(reader, reader->trailer, "Root");
}

bool pdf_reader_overrun(const pdf_reader *reader)
{
    return reader->overrun;
}
