#include "recognizer.h"

/* One approval told by its fields: a table whose first column says "Approved by" and "Date", or
 * lines "**Approved by:** Ann Lee". */

static bool add_approval(rec *r, const rec_pairs *pairs, sm_loc loc, const sm_block *origin,
                         const rec_place *place)
{
    const sm_field *fields = sm_record_types[SM_APPROVALS].fields, *found[8];
    size_t known = 0;
    bool named = false;
    if (pairs->count > sizeof found / sizeof *found)
        return false;
    for (size_t i = 0; i < pairs->count; i++) {
        const rec_pair *pair = &pairs->items[i];
        found[i] = rec_field(r, SM_APPROVALS, rec_normalize(r->scratch, pair->key));
        known += found[i] != NULL;
        named = named || (found[i] == &fields[1] && pair->value.len != 0);
    }
    if (!named || known < 2)
        return false;
    rec_draft *draft = rec_start(r, SM_APPROVALS, loc, origin, place);
    for (size_t i = 0; i < pairs->count; i++) {
        const rec_pair *pair = &pairs->items[i];
        if (pair->value.len != 0 && found[i] != NULL)
            rec_put(r, draft, found[i], pair->value, (sm_str){0});
        else if (pair->value.len != 0)
            rec_put_extra(r, draft, pair->key, pair->value);
    }
    rec_keep(r, draft);
    return true;
}

static bool is_for_approval(const rec_place *place)
{
    return place->own == SM_ROLE_APPROVALS || place->label_role == SM_ROLE_APPROVALS;
}

bool rec_approval_table(rec *r, const sm_block *table, const rec_place *place)
{
    if (!is_for_approval(place) || table->as.table.columns != 2)
        return false;
    rec_pairs pairs = {0};
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next) {
        rec_pair pair = {.key = sm_plain_text(r->arena, row->cells[0].content),
                         .value = sm_plain_text(r->arena, row->cells[1].content),
                         .loc = row->loc};
        SM_LIST_ADD(r->arena, &pairs, pair);
    }
    return add_approval(r, &pairs, table->loc, table, place);
}

bool rec_approval_lines(rec *r, const sm_block *paragraph, const rec_place *place)
{
    rec_pairs pairs = {0};
    return is_for_approval(place) &&
           rec_key_lines(r, paragraph->as.paragraph, REC_BOLD_KEYS, &pairs) &&
           add_approval(r, &pairs, paragraph->loc, paragraph, place);
}
