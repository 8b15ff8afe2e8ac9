#include "specmill/recognize/recognize.h"
#include "recognizer.h"

/* The people asked to review are the approvals, when the document has no list of its own. */
static void reviewers_as_approvals(rec *r)
{
    const sm_metadata *m = &r->spec->metadata;
    if (r->drafts[SM_APPROVALS].count != 0)
        return;
    sm_loc loc = {r->doc->source, 1, 1};
    for (size_t i = 0; i < m->entry_count; i++) {
        const rec_word *key =
            rec_find(r->vocabulary, REC_KEY, rec_normalize_key(r->scratch, m->entries[i].key));
        if (key != NULL && key->value == REC_KEY_REVIEWERS) {
            loc = m->entries[i].loc;
            break;
        }
    }
    rec_place nowhere = {0};
    for (size_t i = 0; i < m->reviewers.count; i++) {
        const sm_person *person = &m->reviewers.items[i];
        rec_draft *draft = rec_start(r, SM_APPROVALS, loc, NULL, &nowhere);
        sm_approval *approval = (sm_approval *)draft->record;
        approval->role = person->role.ptr != NULL ? person->role : SM_STR("Reviewer");
        approval->name = person->name.ptr != NULL     ? person->name
                         : person->handle.ptr != NULL ? person->handle
                                                      : person->email;
        rec_keep(r, draft);
    }
}

/* A history table right under the title is also where such a document states its version, date
 * and authors: the row with the latest date, else the last. */
static void history_as_metadata(rec *r)
{
    sm_metadata *m = &r->spec->metadata;
    const sm_revision *latest = NULL;
    const rec_drafts *drafts = &r->drafts[SM_REVISIONS];
    for (size_t i = 0; i < drafts->count; i++) {
        const sm_revision *revision = (const sm_revision *)drafts->items[i]->record;
        const sm_block *section = revision->record.section;
        if ((section != NULL && section != r->spec->title_section) ||
            revision->record.origin->kind != SM_TABLE)
            continue;
        sm_date a = revision->date, b = latest == NULL ? (sm_date){0} : latest->date;
        int order = a.year != b.year     ? a.year - b.year
                    : a.month != b.month ? a.month - b.month
                                         : a.day - b.day;
        if (latest == NULL || order >= 0)
            latest = revision;
    }
    if (latest == NULL)
        return;
    if (m->version.ptr == NULL)
        m->version = latest->version;
    if (m->updated.text.ptr == NULL)
        m->updated = latest->date;
    if (m->authors.count == 0 && latest->author.len != 0)
        m->authors = rec_people(r->arena, r->vocabulary, latest->author);
}

const sm_spec *sm_recognize(sm_arena *arena, const sm_doc *doc, sm_diag *diag)
{
    return sm_recognize_taught(arena, doc, NULL, diag);
}

const sm_spec *sm_recognize_taught(sm_arena *arena, const sm_doc *doc, const sm_value *teaching,
                                   sm_diag *diag)
{
    sm_spec *spec = SM_NEW(arena, sm_spec);
    sm_arena *scratch = sm_arena_new(0);
    rec r = {.arena = arena, .scratch = scratch, .diag = diag, .doc = doc, .spec = spec};
    r.probe = sm_arena_new(0);
    r.vocabulary = rec_vocabulary_new(scratch);
    rec_vocabulary_set_order(r.vocabulary, rec_date_order_of(doc->source->text));
    rec_teach(&r, teaching);
    r.roles = SM_NEW_ARRAY(arena, sm_role, doc->block_count + 1);
    r.titles = SM_NEW_ARRAY(r.scratch, const rec_title *, doc->block_count + 1);
    spec->doc = doc;
    spec->roles = r.roles;

    rec_find_metadata(&r);
    rec_find_sections(&r);
    rec_find_placeholders(&r);
    rec_walk(&r);
    reviewers_as_approvals(&r);
    history_as_metadata(&r);
    rec_finish_records(&r);

    sm_arena_free(r.probe);
    sm_arena_free(scratch);
    return spec;
}
