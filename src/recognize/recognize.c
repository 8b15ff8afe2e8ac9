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

const sm_spec *sm_recognize(sm_arena *arena, const sm_doc *doc, sm_diag *diag)
{
    sm_spec *spec = SM_NEW(arena, sm_spec);
    sm_arena *scratch = sm_arena_new(0);
    rec r = {.arena = arena, .scratch = scratch, .diag = diag, .doc = doc, .spec = spec};
    r.vocabulary = rec_vocabulary_new(scratch);
    r.roles = SM_NEW_ARRAY(arena, sm_role, doc->block_count + 1);
    spec->doc = doc;
    spec->roles = r.roles;

    rec_find_metadata(&r);
    rec_find_sections(&r);
    rec_find_placeholders(&r);
    rec_walk(&r);
    reviewers_as_approvals(&r);
    rec_finish_records(&r);

    sm_arena_free(scratch);
    return spec;
}
