#include "docbook.h"
#include "specmill/export/language.h"

static int take_bytes(void *context, const char *bytes, int len)
{
    sm_output_write(context, bytes, (size_t)len);
    return len;
}

static int close_nothing(void *context)
{
    (void)context;
    return 0;
}

static void document(docbook_writer *d)
{
    sm_state state = d->spec->metadata.state;
    docbook_raw(d, SM_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    docbook_open(d, d->book ? "book" : "article");
    docbook_attribute(d, "xmlns", SM_STR("http://docbook.org/ns/docbook"));
    docbook_attribute(d, "xmlns:xlink", SM_STR("http://www.w3.org/1999/xlink"));
    docbook_attribute(d, "version", SM_STR("5.0"));
    docbook_attribute(d, "xml:lang", sm_spec_language(d->arena, d->spec));
    if (d->spec->title_section != NULL && d->title_is_root)
        docbook_attribute(d, "xml:id", docbook_section_id(d, d->spec->title_section));
    if (state != SM_STATE_UNKNOWN)
        docbook_attribute(d, "status", sm_str_from_cstr(sm_state_name(state)));
    docbook_info(d);
    if (d->book)
        docbook_book_content(d);
    else
        docbook_article_content(d, docbook_metadata_list(d, false));
    docbook_unwritten_footnotes(d);
    docbook_raw(d, SM_STR("\n"));
    docbook_close(d);
    docbook_raw(d, SM_STR("\n"));
}

/* Whether the title's section is the first one, so that it can be the article or book itself.
 */
static bool title_comes_first(const sm_spec *spec)
{
    const sm_block *block = spec->doc->blocks;
    while (block != NULL && block->kind != SM_SECTION)
        block = block->next;
    return block != NULL && block == spec->title_section;
}

static const size_t *endpoints_by_origin(sm_arena *arena, const sm_spec *spec)
{
    const sm_records *records = &spec->records[SM_ENDPOINTS];
    size_t *first = SM_NEW_ARRAY(arena, size_t, spec->doc->block_count + 1);
    for (size_t i = records->count; i-- > 0;)
        if (records->items[i]->origin != NULL)
            first[records->items[i]->origin->index] = i;
    return first;
}

static bool write_docbook(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    xmlOutputBuffer *sink = xmlOutputBufferCreateIO(take_bytes, close_nothing, output, NULL);
    xmlTextWriter *xml = sink != NULL ? xmlNewTextWriter(sink) : NULL;
    if (xml == NULL) {
        if (sink != NULL)
            xmlOutputBufferClose(sink);
        sm_report(diag, SM_DIAG_OUTPUT_FAILED, (sm_loc){0}, "libxml2 could not begin");
        return false;
    }
    docbook_writer d = {
        .xml = xml,
        .arena = arena,
        .text = sm_buf_new(arena),
        .job = job,
        .spec = job->spec,
        .doc = job->spec->doc,
        .diag = diag,
        .book = job->options.docbook_book,
        .title_is_root = title_comes_first(job->spec),
        .placeholders = sm_placeholder_index_new(arena, job->spec),
        .anchors = sm_anchors_new(arena, job->spec),
        .note_written = SM_NEW_ARRAY(arena, bool, job->spec->doc->footnote_count + 1),
        .endpoints = endpoints_by_origin(arena, job->spec),
    };
    docbook_collect_targets(&d);
    document(&d);
    if (xmlTextWriterFlush(xml) < 0)
        d.failed = true;
    xmlFreeTextWriter(xml); /* closes the sink too */
    if (d.failed)
        sm_report(diag, SM_DIAG_OUTPUT_FAILED, (sm_loc){0}, "libxml2 could not write");
    return !d.failed;
}

const sm_backend sm_docbook_backend = {
    .name = "docbook",
    .extension = "xml",
    .summary = "a DocBook 5.0 article or book for publishing toolchains",
    .binary = false,
    .write = write_docbook,
};
