#include "archive.h"
#include "specmill/model/wording.h"

typedef struct properties {
    sm_str title, author, subject, keywords, language;
    sm_date created, changed; /* year 0: not known */
} properties;

static const char producer[] = "specmill, libharu " HPDF_VERSION_TEXT;

/* ---- what is known ---- */

static sm_str names_of(sm_arena *arena, sm_people people)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < people.count; i++) {
        const sm_person *person = &people.items[i];
        sm_str name = person->name.len != 0 ? person->name : person->handle;
        if (name.len == 0)
            continue;
        if (buf.len != 0)
            sm_buf_add_cstr(&buf, ", ");
        sm_buf_add_str(&buf, name);
    }
    return sm_buf_str(&buf);
}

static sm_date first_date(sm_date a, sm_date b, sm_date c)
{
    return a.year != 0 ? a : b.year != 0 ? b : c;
}

static properties properties_of(sm_arena *arena, const sm_job *job, const sm_pages *pages)
{
    const sm_metadata *metadata = &job->spec->metadata;
    sm_buf subject = sm_buf_new(arena);
    const sm_str facts[] = {metadata->type, metadata->id, metadata->version, metadata->status};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (facts[i].len == 0)
            continue;
        if (subject.len != 0)
            sm_buf_add_cstr(&subject, ", ");
        sm_buf_add_str(&subject, facts[i]);
    }
    return (properties){
        .title = pages->title.len != 0 ? pages->title : SM_STR("Specification"),
        .author = names_of(arena, metadata->authors),
        .subject = sm_buf_str(&subject),
        .keywords = sm_str_join(arena, metadata->tags, SM_STR(", ")),
        .language = pages->language.len != 0 ? pages->language : SM_STR("en"),
        .created = first_date(metadata->created, metadata->date, job->date),
        .changed = first_date(job->date, metadata->updated, metadata->date),
    };
}

static int day_of(sm_date date)
{
    return date.day != 0 ? date.day : 1;
}

/* ---- Info and XMP, which must say the same ---- */

static void set_text(sm_arena *arena, pdf_file *file, HPDF_Dict dict, const char *key,
                     sm_str text)
{
    if (text.len == 0)
        return;
    sm_buf buf = sm_buf_new(arena);
    pdf_add_text(&buf, text);
    pdf_set(file, dict, key, sm_buf_str(&buf));
}

static void set_date(sm_arena *arena, pdf_file *file, const char *key, sm_date date)
{
    /* HPDF_SetInfoDateAttr (2.3.0) spells the zone in a way that XMP cannot match. */
    if (date.year != 0)
        pdf_set(file, pdf_doc(file)->info, key,
                sm_str_printf(arena, "(D:%04d%02d%02d000000Z)", date.year, date.month,
                              day_of(date)));
}

static void write_info(sm_arena *arena, pdf_file *file, const properties *p)
{
    HPDF_SetInfoAttr(pdf_doc(file), HPDF_INFO_PRODUCER, producer); /* makes the dictionary */
    HPDF_SetInfoAttr(pdf_doc(file), HPDF_INFO_CREATOR, "specmill");
    HPDF_Dict info = pdf_doc(file)->info;
    set_text(arena, file, info, "Title", p->title);
    set_text(arena, file, info, "Author", p->author);
    set_text(arena, file, info, "Subject", p->subject);
    set_text(arena, file, info, "Keywords", p->keywords);
    set_date(arena, file, "CreationDate", p->created);
    set_date(arena, file, "ModDate", p->changed);
}

static void add_xml(sm_buf *buf, sm_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '<')
            sm_buf_add_cstr(buf, "&lt;");
        else if (c == '>')
            sm_buf_add_cstr(buf, "&gt;");
        else if (c == '&')
            sm_buf_add_cstr(buf, "&amp;");
        else if (c < 0x20)
            sm_buf_add_char(buf, ' '); /* XML 1.0 has no control characters */
        else
            sm_buf_add_char(buf, (char)c);
    }
}

static void add_property(sm_buf *buf, const char *before, sm_str text, const char *after)
{
    if (text.len == 0)
        return;
    sm_buf_add_cstr(buf, before);
    add_xml(buf, text);
    sm_buf_add_cstr(buf, after);
}

static void add_xmp_date(sm_buf *buf, const char *name, sm_date date)
{
    if (date.year != 0)
        sm_buf_addf(buf, "<xmp:%s>%04d-%02d-%02dT00:00:00Z</xmp:%s>", name, date.year,
                    date.month, day_of(date), name);
}

/* PDF/A knows only its own schemas; the PDF/UA identifier has to be described (ISO 19005-3,
 * 6.6.2.3). */
static const char ua_schema[] =
    "<rdf:Description rdf:about=\"\" "
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    "</rdf:Description>\n";

static void write_xmp(sm_arena *arena, pdf_file *file, const properties *p, sm_str digest,
                      int part)
{
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf,
                    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                    "<rdf:Description rdf:about=\"\""
                    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    add_property(&buf, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->title,
                 "</rdf:li></rdf:Alt></dc:title>");
    add_property(&buf, "<dc:creator><rdf:Seq><rdf:li>", p->author,
                 "</rdf:li></rdf:Seq></dc:creator>");
    add_property(&buf, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->subject,
                 "</rdf:li></rdf:Alt></dc:description>");
    add_property(&buf, "<dc:identifier>sha256:", digest,
                 "</dc:identifier>"); /* of the source */
    add_property(&buf, "<dc:language><rdf:Bag><rdf:li>", p->language,
                 "</rdf:li></rdf:Bag></dc:language>");
    sm_buf_add_cstr(&buf, "</rdf:Description>\n<rdf:Description rdf:about=\"\""
                          " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
                          "<xmp:CreatorTool>specmill</xmp:CreatorTool>");
    add_xmp_date(&buf, "CreateDate", p->created);
    add_xmp_date(&buf, "ModifyDate", p->changed);
    sm_buf_add_cstr(&buf, "</rdf:Description>\n<rdf:Description rdf:about=\"\""
                          " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">");
    add_property(&buf, "<pdf:Producer>", sm_str_from_cstr(producer), "</pdf:Producer>");
    add_property(&buf, "<pdf:Keywords>", p->keywords, "</pdf:Keywords>");
    sm_buf_addf(&buf,
                "</rdf:Description>\n<rdf:Description rdf:about=\"\""
                " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
                "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
                "</rdf:Description>\n<rdf:Description rdf:about=\"\""
                " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
                "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n%s"
                "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>",
                part, ua_schema);
    /* Not deflated: programs look for the packet in the raw file. */
    uint32_t object =
        pdf_add_raw_stream(file, SM_STR("/Type/Metadata/Subtype/XML"), sm_buf_str(&buf));
    pdf_link(file, pdf_doc(file)->catalog, "Metadata", object);
}

/* ---- identifier, color, attachment ---- */

/* From the source, so that the same source gives the same file. */
static void write_id(sm_arena *arena, pdf_file *file, sm_str digest)
{
    sm_str id = sm_str_sub(digest, 0, 32);
    pdf_set(file, pdf_doc(file)->trailer, "ID",
            sm_str_printf(arena, "[<%.*s><%.*s>]", SM_STR_ARG(id), SM_STR_ARG(id)));
}

static void write_output_intent(sm_arena *arena, pdf_file *file)
{
    uint32_t profile = pdf_add_stream(file, SM_STR("/N 3"), pdf_srgb_profile(arena));
    pdf_set(file, pdf_doc(file)->catalog, "OutputIntents",
            sm_str_printf(arena,
                          "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
                          "/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>]",
                          (unsigned)profile));
}

static sm_str attachment_name(const sm_source *source)
{
    sm_str name = source->name, piece;
    for (sm_str rest = name; sm_str_split(&rest, '/', &piece);)
        name = piece;
    bool is_file = name.len != 0 && name.ptr[0] != '<' && !sm_str_equal(name, SM_STR("-"));
    return is_file ? name : SM_STR("specification.md");
}

static void attach_source(sm_arena *arena, pdf_file *file, const sm_source *source,
                          const properties *p)
{
    sm_buf entries = sm_buf_new(arena);
    sm_buf_addf(&entries, "/Type/EmbeddedFile/Subtype/text#2Fmarkdown/Params<</Size %zu",
                source->bytes.len);
    if (p->changed.year != 0)
        sm_buf_addf(&entries, "/ModDate(D:%04d%02d%02d000000Z)", p->changed.year,
                    p->changed.month, day_of(p->changed));
    sm_buf_add_cstr(&entries, ">>");
    uint32_t stream = pdf_add_stream(file, sm_buf_str(&entries), source->bytes);

    sm_str name = attachment_name(source);
    sm_buf spec = sm_buf_new(arena);
    sm_buf_add_cstr(&spec, "<</Type/Filespec/AFRelationship/Source/F");
    pdf_add_text(&spec, name);
    sm_buf_add_cstr(&spec, "/UF");
    pdf_add_text(&spec, name);
    sm_buf_addf(&spec,
                "/Desc(The Markdown source of this document)/EF<</F %u 0 R/UF %u 0 R>>>>",
                (unsigned)stream, (unsigned)stream);
    uint32_t object = pdf_add(file, sm_buf_str(&spec));

    HPDF_Dict catalog = pdf_doc(file)->catalog;
    pdf_set(file, catalog, "AF", sm_str_printf(arena, "[%u 0 R]", (unsigned)object));
    sm_buf names = sm_buf_new(arena);
    sm_buf_add_cstr(&names, "<</EmbeddedFiles<</Names[");
    pdf_add_text(&names, name);
    sm_buf_addf(&names, " %u 0 R]>>>>", (unsigned)object);
    pdf_set(file, catalog, "Names", sm_buf_str(&names));
}

void pdf_archive_write(sm_arena *arena, pdf_file *file, const sm_job *job,
                       const sm_pages *pages, int part)
{
    properties p = properties_of(arena, job, pages);
    const sm_source *source = job->spec->doc->source;
    write_info(arena, file, &p);
    write_xmp(arena, file, &p, pages->digest, part);
    write_id(arena, file, pages->digest);
    write_output_intent(arena, file);
    set_text(arena, file, pdf_doc(file)->catalog, "Lang", p.language);
    pdf_set(file, pdf_doc(file)->catalog, "ViewerPreferences",
            sm_language_is_rtl(p.language) ? SM_STR("<</DisplayDocTitle true/Direction/R2L>>")
                                           : SM_STR("<</DisplayDocTitle true>>"));
    if (part >= 3)
        attach_source(arena, file, source, &p);
}
