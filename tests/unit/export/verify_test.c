#include "specmill/export/verify.h"
#include "specmill/base/buf.h"
#include "specmill/base/digest.h"
#include "unit/test.h"
#include <string.h>

/* PDFs written by hand, as signers and hostile people may write them. */

enum { OBJECTS_MAX = 32 };
static const sm_str spec = SM_STR_INIT("# A\n\nText.\n");

typedef struct desk {
    sm_arena *arena;
    sm_buf pdf;
    size_t offsets[OBJECTS_MAX];
    size_t count, previous;
} desk;

static desk open_desk(void)
{
    desk d = {.arena = sm_arena_new(0), .count = 1};
    d.pdf = sm_buf_new(d.arena);
    sm_buf_add_cstr(&d.pdf, "%PDF-1.7\n");
    return d;
}

static void object(desk *d, size_t number, const char *text)
{
    d->offsets[number] = d->pdf.len;
    d->count = number >= d->count ? number + 1 : d->count;
    sm_buf_addf(&d->pdf, "%zu 0 obj\n%s\nendobj\n", number, text);
}

static void stream(desk *d, size_t number, const char *entries, sm_str bytes)
{
    d->offsets[number] = d->pdf.len;
    d->count = number >= d->count ? number + 1 : d->count;
    sm_buf_addf(&d->pdf, "%zu 0 obj\n<<%s/Length %zu>>\nstream\n", number, entries, bytes.len);
    sm_buf_add_str(&d->pdf, bytes);
    sm_buf_add_cstr(&d->pdf, "\nendstream\nendobj\n");
}

/* A section of cross-references for the objects since the last one. */
static void finish(desk *d, const char *trailer)
{
    size_t start = d->pdf.len;
    sm_buf_add_cstr(&d->pdf, "xref\n");
    for (size_t i = 1; i < d->count; i++)
        if (d->offsets[i] != 0)
            sm_buf_addf(&d->pdf, "%zu 1\n%010zu 00000 n \n", i, d->offsets[i]);
    sm_buf_addf(&d->pdf, "trailer\n<<%s", trailer);
    if (d->previous != 0)
        sm_buf_addf(&d->pdf, "/Prev %zu", d->previous);
    sm_buf_addf(&d->pdf, ">>\nstartxref\n%zu\n%%%%EOF\n", start);
    d->previous = start;
    memset(d->offsets, 0, sizeof d->offsets);
}

static void add_source(desk *d, size_t number, sm_str text)
{
    stream(d, number, "/Type/EmbeddedFile", text);
    object(d, number + 1,
           sm_str_printf(d->arena,
                         "<</Type/Filespec/AFRelationship/Source/UF(spec.md)/EF<</F %zu 0 "
                         "R>>>>%c",
                         number, '\0')
               .ptr);
}

static sm_verdict verify(desk *d)
{
    return sm_verify_pdf(d->arena, sm_buf_str(&d->pdf), spec);
}

static bool is(sm_str text, const char *wanted)
{
    return sm_str_equal(text, sm_str_from_cstr(wanted));
}

TEST(the_source_attached_is_compared_byte_by_byte)
{
    desk d = open_desk();
    object(&d, 1, "<</Type/Catalog/AF[4 0 R]>>");
    add_source(&d, 3, spec);
    finish(&d, "/Root 1 0 R");
    sm_verdict v = verify(&d);
    CHECK(v.fault.len == 0 && v.attachment == SM_MATCH_SAME && sm_verdict_matches(&v));
    CHECK(is(v.attachment_name, "spec.md") && v.attachment_size == spec.len);
    sm_arena_free(d.arena);
}

TEST(the_first_line_that_differs_is_named)
{
    desk d = open_desk();
    object(&d, 1, "<</AF[4 0 R]>>");
    add_source(&d, 3, SM_STR("# A\n\nTest.\n"));
    finish(&d, "/Root 1 0 R");
    sm_verdict v = verify(&d);
    CHECK(v.attachment == SM_MATCH_DIFFERENT && v.difference == 3 && !v.line_ends_only);
    CHECK(!sm_verdict_matches(&v));
    sm_arena_free(d.arena);
}

TEST(line_ends_alone_are_said_to_be_the_difference)
{
    desk d = open_desk();
    object(&d, 1, "<</AF[4 0 R]>>");
    add_source(&d, 3, SM_STR("# A\r\n\r\nText.\r\n"));
    finish(&d, "/Root 1 0 R");
    sm_verdict v = verify(&d);
    CHECK(v.attachment == SM_MATCH_DIFFERENT && v.line_ends_only && !sm_verdict_matches(&v));
    sm_arena_free(d.arena);
}

TEST(the_newest_revision_counts)
{
    desk d = open_desk();
    object(&d, 1, "<</AF[4 0 R]>>");
    add_source(&d, 3, spec);
    finish(&d, "/Root 1 0 R");
    add_source(&d, 5, SM_STR("something else"));
    object(&d, 1, "<</AF[6 0 R]>>");
    finish(&d, "/Root 1 0 R");
    sm_verdict v = verify(&d);
    CHECK(v.attachment == SM_MATCH_DIFFERENT);
    sm_arena_free(d.arena);
}

TEST(a_second_source_must_be_the_same_too)
{
    desk d = open_desk();
    object(&d, 1, "<</AF[4 0 R 6 0 R]>>");
    add_source(&d, 3, spec);
    add_source(&d, 5, SM_STR("something else"));
    finish(&d, "/Root 1 0 R");
    sm_verdict v = verify(&d);
    CHECK(v.attachment == SM_MATCH_DIFFERENT);
    sm_arena_free(d.arena);
}

TEST(signature_fields_are_found_below_other_fields)
{
    desk d = open_desk();
    object(&d, 1, "<</AcroForm<</Fields[2 0 R 5 0 R]>>>>");
    object(&d, 2, "<</T(all)/FT/Sig/Kids[3 0 R 4 0 R]>>");
    object(&d, 3, "<</T(one)/TU<FEFF00C400620020001B>>>");
    object(&d, 4, "<</T(two)/V<</Type/Sig/Name(Jane)/M(D:20260102030405Z)>>>>");
    object(&d, 5, "<</T(text)/FT/Tx/V(word)>>");
    finish(&d, "/Root 1 0 R");
    sm_verdict v = verify(&d);
    CHECK(v.field_count == 2 && v.signed_count == 1);
    CHECK(v.field_count == 2 && is(v.fields[0].name, "all.one") && !v.fields[0].is_signed);
    CHECK(v.field_count == 2 && is(v.fields[0].label, "\xC3\x84"
                                                      "b \xEF\xBF\xBD"));
    CHECK(v.field_count == 2 && v.fields[1].is_signed && v.fields[1].is_damaged);
    CHECK(v.field_count == 2 && is(v.fields[1].signer, "Jane") &&
          is(v.fields[1].date, "2026-01-02 03:04:05"));
    CHECK(!sm_verdict_matches(&v)); /* it says nothing of its source */
    sm_arena_free(d.arena);
}

TEST(what_is_added_after_a_signature_is_noticed)
{
    for (int later = 0; later < 2; later++) {
        desk d = open_desk();
        object(&d, 1, "<</AcroForm<</Fields[2 0 R]>>>>");
        d.offsets[2] = d.pdf.len;
        sm_buf_add_cstr(&d.pdf, "2 0 obj\n<</T(s)/FT/Sig/V<</Contents");
        size_t from = d.pdf.len, range;
        sm_buf_add_cstr(&d.pdf, "<00112233>");
        size_t to = d.pdf.len;
        sm_buf_add_cstr(&d.pdf, "/ByteRange[0 ");
        range = d.pdf.len;
        sm_buf_addf(&d.pdf, "%zu %zu 000000]>>>>\nendobj\n", from, to);
        d.count = 3;
        finish(&d, "/Root 1 0 R");
        char rest[8];
        sm_str digits = sm_str_printf(d.arena, "%06zu", d.pdf.len - to);
        memcpy(rest, digits.ptr, digits.len);
        size_t at = range;
        while (d.pdf.ptr[at] != ']')
            at++;
        memcpy(d.pdf.ptr + at - 6, rest, 6);
        if (later) {
            object(&d, 9, "(more)");
            finish(&d, "/Root 1 0 R");
        }
        sm_verdict v = verify(&d);
        CHECK(v.signed_count == 1 && !v.fields[0].is_damaged);
        CHECK(v.changed_later == (later != 0) && (v.fields[0].added_later > 0) == (later != 0));
        sm_arena_free(d.arena);
    }
}

TEST(loops_end)
{
    static const char *const catalogs[] = {
        "1 0 R",
        "<</AF[1 0 R 1 0 R]/Pages 1 0 R/Kids[1 0 R 1 0 R]>>",
        "<</AcroForm<</Fields[2 0 R]>>/Pages 3 0 R/Metadata 3 0 R>>",
    };
    for (size_t i = 0; i < sizeof catalogs / sizeof *catalogs; i++) {
        desk d = open_desk();
        object(&d, 1, catalogs[i]);
        object(&d, 2, "<</T(a)/FT/Sig/Kids[2 0 R 2 0 R]>>");
        object(&d, 3, "<</Kids[3 0 R 3 0 R 3 0 R]/Length 3 0 R>>");
        finish(&d, "/Root 1 0 R");
        d.previous = 0;
        sm_verdict v = verify(&d);
        CHECK(!sm_verdict_matches(&v));
        sm_arena_free(d.arena);
    }
}

TEST(a_chain_of_revisions_that_bites_its_tail_is_refused)
{
    desk d = open_desk();
    object(&d, 1, "<<>>");
    size_t here = d.pdf.len;
    finish(&d, sm_str_printf(d.arena, "/Root 1 0 R/Prev %zu%c", here, '\0').ptr);
    CHECK(verify(&d).fault.len != 0);
    sm_arena_free(d.arena);
}

TEST(what_is_no_whole_pdf_is_refused)
{
    desk d = open_desk();
    object(&d, 1, "<</AF[4 0 R]>>");
    add_source(&d, 3, spec);
    finish(&d, "/Root 1 0 R");
    sm_str whole = sm_buf_str(&d.pdf);
    for (size_t len = 0; len + 6 < whole.len; len++) {
        sm_verdict v = sm_verify_pdf(d.arena, sm_str_sub(whole, 0, len), spec);
        CHECK(v.fault.len != 0);
    }
    CHECK(sm_verify_pdf(d.arena, SM_STR("# A\n"), spec).fault.len != 0);
    finish(&d, "/Root 1 0 R/Encrypt<<>>");
    CHECK(is(verify(&d).fault, "it is encrypted"));
    sm_arena_free(d.arena);
}

TEST(nesting_and_great_numbers_do_no_harm)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    for (int i = 0; i < 20000; i++)
        sm_buf_add_cstr(&buf, "[<<");
    sm_buf_add_char(&buf, '\0');
    static const char *const objects[] = {
        "<</Pages 99999999999999999999 0 R/AF[-1 0 R 8388607 0 R 1e9 0 R]>>",
        "<</AF[<</AFRelationship/Source/EF<</F 2 0 R>>>>]>>",
    };
    for (size_t i = 0; i < 3; i++) {
        desk d = open_desk();
        object(&d, 1, i == 0 ? buf.ptr : objects[i - 1]);
        d.offsets[2] = d.pdf.len;
        d.count = 3;
        sm_buf_add_cstr(&d.pdf, "2 0 obj\n<</Length 4000000000>>\nstream\nx\nendstream\n");
        finish(&d, "/Root 1 0 R");
        CHECK(!sm_verdict_matches(&(sm_verdict){0}));
        sm_verdict v = verify(&d);
        CHECK(!sm_verdict_matches(&v));
        sm_arena_free(d.arena);
    }
    sm_arena_free(arena);
}

/* A page whose foot says the first digits of the fingerprint; codes are the characters. */
static void add_page(desk *d, size_t number, const char *foot)
{
    sm_buf buf = sm_buf_new(d->arena);
    sm_buf_add_cstr(&buf,
                    "/P BMC BT /F1 9 Tf 10 10 Td <0041> Tj ET EMC\n/Artifact BMC BT /F1 9 "
                    "Tf 1 0 0 1 5 5 Tm [(");
    for (const char *c = foot; *c != '\0'; c++) {
        sm_buf_add_char(&buf, '\0');
        sm_buf_add_char(&buf, *c);
        if (c[1] == '2')
            sm_buf_add_cstr(&buf, ")-20(");
    }
    sm_buf_add_cstr(&buf, ")]TJ ET EMC");
    stream(d, number + 1, "", sm_buf_str(&buf));
    object(d, number,
           sm_str_printf(d->arena, "<</Type/Page/Contents %zu 0 R>>%c", number + 1, '\0').ptr);
}

TEST(the_foot_of_every_page_is_read)
{
    char hex[65];
    sm_sha256_hex(spec, hex);
    for (int wrong = 0; wrong < 3; wrong++) {
        desk d = open_desk();
        object(&d, 1, "<</Pages 2 0 R>>");
        object(&d, 2, "<</Kids[4 0 R 6 0 R]/Resources<</Font<</F1 3 0 R>>>>>>");
        object(&d, 3, "<</Type/Font/ToUnicode 8 0 R>>");
        sm_str right = sm_str_printf(d.arena, "Draft SHA-256 %.12s%c", hex, '\0');
        add_page(&d, 4, right.ptr);
        add_page(&d, 6, wrong == 0 ? right.ptr : wrong == 1 ? "SHA-256 0123456789ab" : "Foot");
        sm_buf cmap = sm_buf_new(d.arena);
        sm_buf_add_cstr(&cmap, "95 beginbfchar\n");
        for (int c = ' '; c < 0x7F; c++)
            sm_buf_addf(&cmap, "<%04X> <%04X>\n", (unsigned)c, (unsigned)c);
        sm_buf_add_cstr(&cmap, "endbfchar");
        stream(&d, 8, "", sm_buf_str(&cmap));
        finish(&d, "/Root 1 0 R");
        sm_verdict v = verify(&d);
        CHECK(v.pages == 2);
        CHECK(v.printed == (wrong == 0 ? SM_MATCH_SAME : SM_MATCH_DIFFERENT));
        CHECK(v.page == (wrong == 0 ? 0 : 2));
        CHECK(is(v.printed_instead, wrong == 1 ? "0123456789ab" : ""));
        sm_arena_free(d.arena);
    }
}

RUN_TESTS()
