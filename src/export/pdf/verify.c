#include "specmill/export/verify.h"
#include "reader.h"
#include "specmill/base/digest.h"
#include "specmill/base/utf8.h"
#include <string.h>

enum { DEPTH_MAX = 32, FIELDS_MAX = 10000, TEXT_MAX = 400 };

typedef struct judge {
    sm_arena *arena;
    pdf_reader *reader;
    sm_str pdf, spec, digest;
    sm_verdict verdict;
    struct SM_LIST(sm_signature_field) fields;
    size_t nodes; /* of the field tree */
} judge;

/* A text string (ISO 32000-1, 7.9.2.2) to show: UTF-16 and UTF-8 by their marks, else as
 * Latin-1, which PDFDocEncoding is but for rare signs. */
static sm_str shown(sm_arena *arena, sm_str text)
{
    sm_buf buf = sm_buf_new(arena);
    text = sm_str_sub(text, 0, TEXT_MAX);
    bool utf16 = sm_str_starts(text, SM_STR("\xFE\xFF"));
    bool utf8 = sm_str_starts(text, SM_STR("\xEF\xBB\xBF"));
    if (utf16)
        text = sm_utf8_from_utf16(arena, sm_str_from(text, 2), true);
    for (size_t i = utf8 ? 3 : 0; i < text.len;) {
        uint32_t c =
            utf8 || utf16 ? sm_utf8_next(text, &i) : (uint32_t)(unsigned char)text.ptr[i++];
        bool hidden = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
                      (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069);
        sm_buf_add_codepoint(&buf, hidden ? SM_REPLACEMENT : c);
    }
    return sm_buf_str(&buf);
}

static sm_str text_entry(judge *j, pdf_value dict, const char *key)
{
    pdf_value value = pdf_entry(j->reader, dict, key);
    return value.kind == PDF_STRING ? shown(j->arena, value.text) : (sm_str){NULL, 0};
}

/* ---- the attachment ---- */

static sm_str next_line(sm_str *rest)
{
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != '\n')
        end++;
    sm_str line = sm_str_sub(*rest, 0, end);
    *rest = sm_str_from(*rest, end + 1);
    while (line.len != 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

static void find_difference(judge *j, sm_str attached)
{
    sm_str spec = j->spec;
    size_t i = 0;
    uint32_t line = 1;
    for (; i < attached.len && i < spec.len && attached.ptr[i] == spec.ptr[i]; i++)
        line += attached.ptr[i] == '\n';
    j->verdict.difference = line;
    while (attached.len != 0 || spec.len != 0)
        if (!sm_str_equal(next_line(&attached), next_line(&spec)))
            return;
    j->verdict.line_ends_only = true;
}

static void judge_file(judge *j, pdf_value specification)
{
    sm_verdict *v = &j->verdict;
    pdf_value relation = pdf_entry(j->reader, specification, "AFRelationship");
    if (relation.kind != PDF_NAME || !sm_str_equal(relation.text, SM_STR("Source")) ||
        v->attachment == SM_MATCH_DIFFERENT)
        return;
    sm_str bytes = {NULL, 0};
    pdf_value file = pdf_entry(j->reader, specification, "EF");
    bool readable = pdf_read_stream(j->reader, pdf_entry(j->reader, file, "F"), &bytes);
    v->attachment = SM_MATCH_SAME;
    v->attachment_name = text_entry(j, specification, "UF");
    if (v->attachment_name.len == 0)
        v->attachment_name = text_entry(j, specification, "F");
    v->attachment_size = bytes.len;
    if (readable && sm_str_equal(bytes, j->spec))
        return;
    v->attachment = SM_MATCH_DIFFERENT;
    if (readable)
        find_difference(j, bytes);
}

static void judge_attachments(judge *j)
{
    pdf_value files = pdf_entry(j->reader, pdf_reader_root(j->reader), "AF");
    for (size_t i = 0; files.kind == PDF_ARRAY && i < files.count; i++)
        judge_file(j, pdf_resolve(j->reader, files.items[i]));
}

/* ---- fingerprints ---- */

/* "sha256:" and the digits, which programs that rewrite XMP may put into an attribute. */
static void judge_properties(judge *j)
{
    static const char scheme[] = "sha256:";
    sm_str xmp;
    pdf_value metadata = pdf_entry(j->reader, pdf_reader_root(j->reader), "Metadata");
    if (!pdf_read_stream(j->reader, metadata, &xmp))
        return;
    size_t at = sm_str_find(xmp, SM_STR("dc:identifier"));
    if (at == SM_STR_NONE)
        return;
    sm_str near = sm_str_sub(xmp, at, 200);
    at = sm_str_find(near, sm_str_from_cstr(scheme));
    if (at == SM_STR_NONE)
        return;
    sm_str digits = sm_str_sub(near, at + strlen(scheme), j->digest.len);
    j->verdict.property = shown(j->arena, digits);
    j->verdict.properties =
        sm_str_equal(digits, j->digest) ? SM_MATCH_SAME : SM_MATCH_DIFFERENT;
}

static void judge_print(judge *j)
{
    sm_verdict *v = &j->verdict;
    pdf_printed printed = pdf_read_fingerprints(j->arena, j->reader, j->digest);
    v->pages = printed.pages;
    v->page = printed.page;
    v->printed_instead = printed.fingerprint;
    v->statement_differs = printed.statement_wrong;
    if (printed.without == printed.pages)
        v->printed = SM_MATCH_NONE;
    else
        v->printed = printed.without == 0 && printed.different == 0 && !printed.statement_wrong
                         ? SM_MATCH_SAME
                         : SM_MATCH_DIFFERENT;
}

/* ---- signatures (12.8) ---- */

/* "D:20261121081233Z" as people write it. */
static sm_str date_of(judge *j, sm_str text)
{
    static const char before[] = "--- ::"; /* what is before each pair but the first two */
    sm_buf buf = sm_buf_new(j->arena);
    if (sm_str_starts(text, SM_STR("D:")))
        text = sm_str_from(text, 2);
    size_t digits = 0;
    while (digits < 14 && digits < text.len && sm_is_digit(text.ptr[digits]))
        digits++;
    if (digits < 8)
        return (sm_str){NULL, 0};
    sm_buf_add(&buf, text.ptr, 4);
    for (size_t i = 4; i + 1 < digits; i += 2) {
        sm_buf_add_char(&buf, i < 8 ? '-' : before[i / 2 - 1]);
        sm_buf_add(&buf, text.ptr + i, 2);
    }
    return sm_buf_str(&buf);
}

/* What SIGNATURE covers: two stretches, from the start, with itself between them. */
static bool covered(judge *j, pdf_value signature, size_t *end)
{
    pdf_value range = pdf_entry(j->reader, signature, "ByteRange");
    double parts[4], len = (double)j->pdf.len;
    if (range.kind != PDF_ARRAY || range.count != 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        pdf_value part = pdf_resolve(j->reader, range.items[i]);
        if (part.kind != PDF_NUMBER || !(part.number >= 0) || part.number > len)
            return false;
        parts[i] = part.number;
    }
    if (parts[0] > 0 || parts[1] >= parts[2] || parts[2] + parts[3] > len)
        return false;
    *end = (size_t)(parts[2] + parts[3]);
    return j->pdf.ptr[(size_t)parts[1]] == '<' && j->pdf.ptr[(size_t)parts[2] - 1] == '>';
}

static void judge_signature(judge *j, pdf_value field, sm_str name)
{
    sm_signature_field made = {.name = name, .label = text_entry(j, field, "TU")};
    pdf_value signature = pdf_entry(j->reader, field, "V");
    if (signature.kind != PDF_NULL) {
        size_t end = 0;
        made.is_signed = true;
        made.is_damaged = !covered(j, signature, &end);
        made.added_later = made.is_damaged ? 0 : j->pdf.len - end;
        made.signer = text_entry(j, signature, "Name");
        made.date = date_of(j, text_entry(j, signature, "M"));
        j->verdict.signed_count++;
    }
    SM_LIST_ADD(j->arena, &j->fields, made);
}

/* FIELD and the fields below it. TYPE and NAME come from above (12.7.3). */
static void judge_field(judge *j, pdf_value field, pdf_value type, sm_str name, int depth)
{
    field = pdf_resolve(j->reader, field);
    if (field.kind != PDF_DICT || depth > DEPTH_MAX || ++j->nodes > FIELDS_MAX)
        return;
    pdf_value own_type = pdf_entry(j->reader, field, "FT");
    sm_str own_name = text_entry(j, field, "T");
    type = own_type.kind == PDF_NAME ? own_type : type;
    if (own_name.ptr != NULL)
        name = name.len == 0 ? own_name
                             : sm_str_printf(j->arena, "%.*s.%.*s", SM_STR_ARG(name),
                                             SM_STR_ARG(own_name));
    pdf_value kids = pdf_entry(j->reader, field, "Kids");
    bool has_fields = false;
    for (size_t i = 0; kids.kind == PDF_ARRAY && i < kids.count; i++) {
        pdf_value kid = pdf_resolve(j->reader, kids.items[i]);
        if (pdf_entry_raw(kid, "T").kind == PDF_NULL)
            continue; /* where the field is seen, not a field */
        has_fields = true;
        judge_field(j, kid, type, name, depth + 1);
    }
    if (!has_fields && type.kind == PDF_NAME && sm_str_equal(type.text, SM_STR("Sig")))
        judge_signature(j, field, name);
}

static void judge_form(judge *j)
{
    pdf_value form = pdf_entry(j->reader, pdf_reader_root(j->reader), "AcroForm");
    pdf_value fields = pdf_entry(j->reader, form, "Fields");
    const pdf_value none = {.kind = PDF_NULL};
    for (size_t i = 0; fields.kind == PDF_ARRAY && i < fields.count; i++)
        judge_field(j, fields.items[i], none, (sm_str){NULL, 0}, 0);
    j->verdict.fields = j->fields.items;
    j->verdict.field_count = j->fields.count;
    j->verdict.changed_later = j->verdict.signed_count != 0;
    for (size_t i = 0; i < j->fields.count; i++)
        if (j->fields.items[i].is_signed && !j->fields.items[i].is_damaged &&
            j->fields.items[i].added_later == 0)
            j->verdict.changed_later = false;
}

sm_verdict sm_verify_pdf(sm_arena *arena, sm_str pdf, sm_str spec)
{
    char hex[65];
    const char *fault;
    judge j = {.arena = arena, .pdf = pdf, .spec = spec};
    sm_sha256_hex(spec, hex);
    j.digest = sm_str_copy(arena, sm_str_from_cstr(hex));
    j.reader = pdf_reader_open(arena, pdf, &fault);
    if (j.reader == NULL)
        return (sm_verdict){.fault = sm_str_from_cstr(fault)};
    judge_attachments(&j);
    judge_properties(&j);
    judge_form(&j);
    judge_print(&j);
    if (pdf_reader_overrun(j.reader))
        j.verdict.fault = SM_STR("it unpacks to more than can be read");
    return j.verdict;
}

bool sm_verdict_matches(const sm_verdict *verdict)
{
    const sm_match said[] = {verdict->attachment, verdict->properties, verdict->printed};
    bool any = false;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (said[i] == SM_MATCH_DIFFERENT)
            return false;
        any = any || said[i] == SM_MATCH_SAME;
    }
    return any && verdict->fault.len == 0;
}
