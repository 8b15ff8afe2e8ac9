#include "recognizer.h"

/* Lists of risks whose items take turns: "- Risk: Data is lost", "- Mitigation: Back it up",
 * or, below a heading for risks, "- **Migration**: Data is lost", "- **Mitigation**: Back it
 * up". */

typedef struct line {
    sm_str name, value;
    const sm_field *field; /* the one of a risk that the name names */
    bool names_risk;       /* "Risk: " */
} line;

static line line_of(rec *r, const sm_item *item)
{
    line l = {0};
    sm_str text = rec_item_text(r, item);
    if (!rec_split_name(text, &l.name, &l.value) || l.value.len == 0 || l.name.len > 60)
        return (line){.value = text};
    sm_str words = rec_normalize(r->scratch, l.name);
    l.names_risk = sm_str_among(words, "risk|risiko|risque|riesgo|risco|риск|风险|リスク|위험");
    l.field = rec_field(r, SM_RISKS, words);
    return l;
}

static bool is_mitigation(const line *l)
{
    return l->field != NULL &&
           sm_str_equal(sm_str_from_cstr(l->field->name), SM_STR("mitigation"));
}

bool rec_are_risk_lines(rec *r, const sm_block *list, bool among_risks)
{
    enum { LOOKED_AT = 40 };
    const sm_item *item = list->as.list.items;
    if (item == NULL || item->next == NULL || item->checkbox != SM_NO_CHECKBOX)
        return false;
    line first = line_of(r, item);
    bool other = first.field != NULL || first.name.len == 0 ||
                 sm_str_among(rec_normalize(r->scratch, first.name),
                              "risk sources|assumption|assumptions|note|notes|scope");
    if (!first.names_risk && (!among_risks || other))
        return false;
    size_t mitigations = 0, looked = 0;
    for (item = item->next; item != NULL && looked < LOOKED_AT; item = item->next, looked++) {
        line l = line_of(r, item);
        mitigations += is_mitigation(&l);
    }
    return mitigations != 0;
}

bool rec_risk_lines(rec *r, const sm_block *list, const rec_place *place)
{
    bool threats = place->own == SM_ROLE_THREATS || place->label_role == SM_ROLE_THREATS;
    bool among = threats || place->own == SM_ROLE_RISKS || place->label_role == SM_ROLE_RISKS;
    if (!rec_are_risk_lines(r, list, among))
        return false;
    sm_record_kind kind = threats ? SM_THREATS : SM_RISKS;
    const sm_field *title = &sm_record_types[kind].fields[0];
    bool said = line_of(r, list->as.list.items).names_risk;
    rec_draft *draft = NULL;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        line l = line_of(r, item);
        const sm_field *field =
            l.name.len == 0 ? NULL : rec_field(r, kind, rec_normalize(r->scratch, l.name));
        if (draft != NULL && field != NULL && field != title) {
            rec_put(r, draft, field, l.value, (sm_str){0});
        } else if (draft != NULL && said && !l.names_risk) {
            rec_put_extra(r, draft, l.name.len != 0 ? l.name : SM_STR("Note"), l.value);
        } else {
            draft = rec_start(r, kind, item->loc, list, place);
            rec_put(r, draft, title, said ? l.value : rec_item_text(r, item), (sm_str){0});
            draft = rec_keep(r, draft);
        }
        rec_field_lines(r, draft, item->blocks->next, true);
    }
    return true;
}

bool rec_requirement_lines(rec *r, const sm_block *list, const rec_place *place)
{
    const sm_field *text = &sm_record_types[SM_REQUIREMENTS].fields[0];
    sm_str name, value;
    const sm_item *item = list->as.list.items;
    if (!place->in_requirements || item == NULL || item->next == NULL ||
        !rec_split_name(rec_item_text(r, item), &name, &value) ||
        rec_field(r, SM_REQUIREMENTS, rec_normalize(r->scratch, name)) != text ||
        !rec_names_kind(r, SM_REQUIREMENTS, rec_normalize(r->scratch, name)))
        return false;
    rec_draft *draft = NULL;
    for (; item != NULL; item = item->next) {
        if (!rec_split_name(rec_item_text(r, item), &name, &value) || value.len == 0)
            continue;
        sm_str words = rec_normalize(r->scratch, name);
        const sm_field *field = rec_field(r, SM_REQUIREMENTS, words);
        if (draft == NULL || rec_names_kind(r, SM_REQUIREMENTS, words)) {
            draft = rec_start(r, SM_REQUIREMENTS, item->loc, list, place);
            rec_put(r, draft, text, value, (sm_str){0});
            draft = rec_keep(r, draft);
        } else if (field != NULL && field != text) {
            rec_put(r, draft, field, value, (sm_str){0});
        } else {
            rec_put_extra(r, draft, name, value);
        }
        rec_field_lines(r, draft, item->blocks->next, false);
    }
    return true;
}

/* FR-1, NFR2, REQ-12; not "H1". */
static bool is_requirement_id(sm_str id)
{
    return id.len > 2 && sm_is_alpha(id.ptr[0]) &&
           (sm_is_alpha(id.ptr[1]) || sm_str_find_char(id, '-') != SM_STR_NONE);
}

void rec_requirement_item(rec *r, const sm_block *list, const sm_item *item,
                          const rec_place *place, bool ids_only)
{
    sm_str text = rec_item_text(r, item), id, rest;
    bool named = rec_split_item_id(r, list, text, &id, &rest);
    if (text.len < 4 || (ids_only && (!named || !is_requirement_id(id))))
        return;
    rec_draft *draft = rec_start(r, SM_REQUIREMENTS, item->loc, list, place);
    sm_requirement *requirement = (sm_requirement *)draft->record;
    if (named)
        requirement->record.id = id;
    requirement->text = named ? rest : text;
    rec_field_lines(r, draft, item->blocks->next, false);
    rec_keep(r, draft);
}
