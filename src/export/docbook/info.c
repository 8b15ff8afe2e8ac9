#include "docbook.h"
#include "specmill/export/link.h"

/* VALUE of entry number ENTRY with its placeholders marked. */
static void front_matter_text(docbook_writer *d, sm_str value, size_t entry)
{
    const sm_placeholder *first;
    size_t count = sm_placeholders_in_entry(d->spec, entry, &first);
    for (size_t i = 0; i < count; i++) {
        const sm_placeholder *p = &first[i];
        size_t at = sm_str_find(value, p->text);
        if (at == SM_STR_NONE || p->text.len == 0)
            continue;
        docbook_text(d, sm_str_sub(value, 0, at));
        docbook_open(d, "phrase");
        docbook_attribute(d, "role", SM_STR("placeholder"));
        docbook_text(d, p->text);
        docbook_close(d);
        value = sm_str_from(value, at + p->text.len);
    }
    docbook_text(d, value);
}

static void title(docbook_writer *d)
{
    const sm_metadata *m = &d->spec->metadata;
    docbook_open_on_line(d, "title");
    if (m->title_content != NULL)
        docbook_inlines(d, m->title_content, NULL);
    else
        front_matter_text(d, sm_spec_title(d->spec), sm_title_entry(d->spec));
    docbook_close(d);
    if (m->subtitle.len != 0)
        docbook_element(d, "subtitle", m->subtitle);
}

static void person_content(docbook_writer *d, const sm_person *p)
{
    docbook_element(d, "personname",
                    p->name.len != 0     ? p->name
                    : p->handle.len != 0 ? p->handle
                                         : p->email);
    if (p->email.len != 0)
        docbook_element(d, "email", p->email);
    if (p->handle.len != 0 && p->name.len != 0)
        docbook_element(d, "contrib", sm_str_printf(d->arena, "@%.*s", SM_STR_ARG(p->handle)));
    if (p->role.len != 0)
        docbook_element(d, "contrib", p->role);
}

static void authors(docbook_writer *d, sm_people people)
{
    for (size_t i = 0; i < people.count; i++) {
        docbook_open_on_line(d, "author");
        person_content(d, &people.items[i]);
        docbook_close(d);
    }
}

static void credits(docbook_writer *d, sm_people people, sm_str what)
{
    for (size_t i = 0; i < people.count; i++) {
        docbook_open_on_line(d, "othercredit");
        docbook_attribute(d, "class", SM_STR("other"));
        docbook_attribute(d, "otherclass", what);
        person_content(d, &people.items[i]);
        docbook_close(d);
    }
}

static void with_role(docbook_writer *d, const char *element, sm_str role, sm_str text)
{
    if (text.len == 0)
        return;
    docbook_open_on_line(d, element);
    docbook_attribute(d, "role", role);
    docbook_text(d, text);
    docbook_close(d);
}

static void dates(docbook_writer *d)
{
    const sm_metadata *m = &d->spec->metadata;
    with_role(d, "date", SM_STR("created"), sm_date_text(d->arena, m->created));
    with_role(d, "date", SM_STR("updated"), sm_date_text(d->arena, m->updated));
    with_role(d, "date", SM_STR("date"), sm_date_text(d->arena, m->date));
}

static void releases(docbook_writer *d)
{
    const sm_metadata *m = &d->spec->metadata;
    with_role(d, "releaseinfo", SM_STR("status"), m->status);
    with_role(d, "releaseinfo", SM_STR("version"), m->version);
    with_role(d, "biblioid", SM_STR("id"), m->id);
    with_role(d, "bibliomisc", SM_STR("type"), m->type);
    with_role(d, "bibliomisc", SM_STR("parent"), m->parent);
    with_role(d, "bibliomisc", SM_STR("prd"), m->prd.text);
}

static void keywords(docbook_writer *d)
{
    const sm_str_list tags = d->spec->metadata.tags;
    if (tags.count == 0)
        return;
    docbook_open_on_line(d, "keywordset");
    for (size_t i = 0; i < tags.count; i++)
        docbook_element(d, "keyword", tags.items[i]);
    docbook_close(d);
}

static void revision(docbook_writer *d, const sm_revision *r)
{
    docbook_open_on_line(d, "revision");
    if (r->version.len != 0)
        docbook_element(d, "revnumber", r->version);
    docbook_element(d, "date", sm_date_text(d->arena, r->date));
    if (r->author.len != 0) {
        docbook_open_on_line(d, "author");
        docbook_element(d, "personname", r->author);
        docbook_close(d);
    }
    if (r->changes.len != 0)
        docbook_element(d, "revremark", r->changes);
    docbook_close(d);
}

static void revisions(docbook_writer *d)
{
    const sm_records *records = &d->spec->records[SM_REVISIONS];
    if (records->count == 0)
        return;
    docbook_open_on_line(d, "revhistory");
    for (size_t i = 0; i < records->count; i++)
        revision(d, (const sm_revision *)(const void *)records->items[i]);
    docbook_close(d);
}

void docbook_info(docbook_writer *d)
{
    const sm_metadata *m = &d->spec->metadata;
    docbook_open_on_line(d, "info");
    title(d);
    authors(d, m->authors);
    credits(d, m->owners, SM_STR("owner"));
    credits(d, m->reviewers, SM_STR("reviewer"));
    credits(d, m->approvers, SM_STR("approver"));
    dates(d);
    releases(d);
    keywords(d);
    revisions(d);
    docbook_close(d);
}

static void entry_of(docbook_writer *d, size_t i)
{
    const sm_entry *e = &d->spec->metadata.entries[i];
    d->loc = e->loc;
    docbook_open_on_line(d, "varlistentry");
    docbook_element(d, "term", e->key);
    docbook_open_on_line(d, "listitem");
    docbook_open_on_line(d, "para");
    if (e->content != NULL)
        docbook_inlines(d, e->content, e->content_end);
    else
        front_matter_text(d, e->value, i);
    docbook_close(d);
    docbook_close(d);
    docbook_close(d);
}

bool docbook_metadata_list(docbook_writer *d, bool preface)
{
    const sm_metadata *m = &d->spec->metadata;
    bool open = false;
    for (size_t i = 0; i < m->entry_count; i++) {
        if (sm_spec_is_title_entry(d->spec, &m->entries[i]))
            continue;
        if (!open && preface)
            docbook_open_preface(d);
        if (!open) {
            docbook_open_on_line(d, "variablelist");
            docbook_attribute(d, "role", SM_STR("metadata"));
        }
        open = true;
        entry_of(d, i);
    }
    if (open)
        docbook_close(d);
    return open;
}
