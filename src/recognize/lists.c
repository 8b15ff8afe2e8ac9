#include "recognizer.h"
#include <string.h>

/* Lists whose items are records: what a list holds follows from the label above it or the
 * section it stands in, and from the items. */

sm_scope rec_scope_of(sm_str words)
{
    if (sm_str_find(words, SM_STR("external")) != SM_STR_NONE ||
        sm_str_find(words, SM_STR("third party")) != SM_STR_NONE)
        return SM_SCOPE_EXTERNAL;
    return sm_str_find(words, SM_STR("internal")) != SM_STR_NONE ? SM_SCOPE_INTERNAL
                                                                 : SM_SCOPE_NONE;
}

/* "**Name**: text", "`name` - text", "Name: text". */
static void split_item(rec *r, const sm_item *item, sm_str *name, sm_str *rest)
{
    const sm_inline *content = rec_item_content(item);
    sm_str text = rec_item_text(r, item);
    *name = text;
    *rest = (sm_str){0};
    if (content == NULL)
        return;
    if (content->kind == SM_STRONG || content->kind == SM_CODE) {
        sm_inline first = *content;
        first.next = NULL;
        *name = sm_plain_text(r->arena, &first);
        *rest = rec_trim_separators(sm_str_from(text, name->len));
        *name = rec_trim_separators(*name);
        return;
    }
    rec_split_name(text, name, rest);
    *name = rec_skip_symbols(*name);
}

/* TEXT without "Question: " in front. */
static sm_str skip_question(sm_str text)
{
    sm_str name, rest;
    if (!rec_split_name(text, &name, &rest) || rest.len == 0 ||
        !sm_str_among(name,
                      "Question|Open question|Frage|Pregunta|Pergunta|Вопрос|问题|質問|질문"))
        return text;
    return rest;
}

/* Whether TEXT holds LEAD ("Mitigation:"), ASCII case ignored; cuts there. */
static bool cut_at(sm_str text, const char *lead, sm_str *before, sm_str *after)
{
    sm_str wanted = sm_str_from_cstr(lead);
    for (size_t at = 0; at + wanted.len <= text.len && at < 2000; at++)
        if (sm_to_lower(text.ptr[at]) == wanted.ptr[0] && at != 0 &&
            sm_str_starts_nocase(sm_str_from(text, at), wanted)) {
            *before = rec_trim_separators(sm_str_sub(text, 0, at));
            *after = rec_trim_separators(sm_str_from(text, at + wanted.len));
            return true;
        }
    return false;
}

/* "Which zone? Answer: UTC", "Who pays? (blocking)": the question, its answer, its weight. */
static void question_text(sm_question *question, sm_str text)
{
    static const char *const leads[] = {"answer:", "decision:", "resolution:", "resolved:"};
    sm_str before, after;
    question->text = text;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (cut_at(text, leads[i], &before, &after) && before.len != 0 && after.len != 0) {
            question->text = before;
            question->answer = after;
            question->state = SM_QUESTION_ANSWERED;
            break;
        }
    if (cut_at(text, "(blocking)", &before, &after))
        question->blocking = SM_YES;
    else if (cut_at(text, "(non-blocking)", &before, &after))
        question->blocking = SM_NO;
}

/* "~~Which zone?~~ UTC": what follows a struck question answers it, unless it asks another. */
static bool answered_beside(rec *r, sm_question *question, const sm_inline *content)
{
    if (content == NULL || content->kind != SM_STRIKE)
        return false;
    const sm_inline struck = {.kind = SM_STRIKE, .as.children = content->as.children};
    sm_str answer = rec_trim_separators(sm_plain_text(r->arena, content->next));
    if (answer.len == 0 || sm_str_ends(answer, SM_STR("?")))
        return false;
    question->text = sm_plain_text(r->arena, &struck);
    if (question->answer.len == 0)
        question->answer = answer;
    return true;
}

static void add_question_item(rec *r, const sm_block *list, const sm_item *item,
                              const rec_place *place)
{
    sm_str text = rec_item_text(r, item), id, rest;
    if (text.len == 0 || rec_is_nothing(r->vocabulary, text))
        return;
    rec_draft *draft = rec_start(r, SM_QUESTIONS, item->loc, list, place);
    sm_question *question = (sm_question *)draft->record;
    if (rec_split_item_id(r, list, text, &id, &rest) && sm_is_alpha(id.ptr[0]) && id.len <= 8) {
        question->record.id = id;
        text = rest;
    }
    question_text(question, skip_question(text));
    const sm_inline *content = rec_item_content(item);
    if (item->checkbox == SM_CHECKED || rec_is_struck(content) ||
        answered_beside(r, question, content) || sm_str_starts(text, SM_STR("✅")))
        question->state = SM_QUESTION_ANSWERED;
    rec_field_lines(r, draft, item->blocks->next, false);
    rec_keep(r, draft);
}

sm_str rec_skip_risk(sm_str text)
{
    static const char *const nouns[] = {"risk:", "riesgo:", "risco:", "risiko:", "risque :",
                                        "риск:", "Риск:",   "风险：", "リスク："};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (sm_str_starts_nocase(text, sm_str_from_cstr(nouns[i])))
            return sm_str_trim(sm_str_from(text, strlen(nouns[i])));
    return text;
}

static void add_risk_item(rec *r, const sm_block *list, const sm_item *item,
                          const rec_place *place, sm_record_kind kind)
{
    sm_str text = rec_item_text(r, item), id, rest, before, after;
    if (text.len < 4 || rec_is_nothing(r->vocabulary, text) ||
        sm_str_starts(text, SM_STR("✅"))) /* what was done against one */
        return;
    rec_draft *draft = rec_start(r, kind, item->loc, list, place);
    if (rec_split_item_id(r, list, text, &id, &rest)) {
        draft->record->id = id;
        text = rest;
    }
    text = rec_skip_risk(text);
    static const char *const leads[] = {
        "mitigation:", "mitigated by",  "mitigations:", "mitigación:",
        "mitigação:",  "atténuation :", "maßnahme:",    "gegenmaßnahme:",
        "меры:",       "митигация:",    "缓解措施：",   "应对：",
        "应对措施：",  "対策：",        "대응:",        "→"};
    bool cut = false;
    for (size_t i = 0; i < sizeof leads / sizeof *leads && !cut; i++)
        cut = cut_at(text, leads[i], &before, &after);
    if (cut) {
        text = before;
        if (after.len != 0)
            rec_put_named(r, draft, "mitigation", after);
    }
    if (text.len == 0)
        return;
    rec_put(r, draft, &sm_record_types[kind].fields[0], text, (sm_str){0});
    rec_field_lines(r, draft, item->blocks->next, true);
    rec_keep(r, draft);
}

/* The paragraph below a term that stands alone; in a list of definitions below the next one,
 * when it has none. */
static sm_str meaning_below(rec *r, const sm_block *list, const sm_item *item)
{
    while (list->as.list.definitions && item->blocks->next == NULL && item->next != NULL)
        item = item->next;
    const sm_block *below = item->blocks != NULL ? item->blocks->next : NULL;
    return below != NULL && below->kind == SM_PARAGRAPH
               ? sm_plain_text(r->arena, below->as.paragraph)
               : (sm_str){0};
}

/* "react@^18.2.0" as a name and a version. */
static void cut_version(sm_dependency *dependency)
{
    sm_str name = dependency->name;
    size_t at = name.len;
    while (at > 1 && name.ptr[at - 1] != '@')
        at--;
    if (at < 2 || at >= name.len || sm_str_find_char(name, ' ') != SM_STR_NONE ||
        dependency->version.ptr != NULL ||
        (!sm_is_digit(name.ptr[at]) && strchr("^~<>=v", name.ptr[at]) == NULL))
        return;
    dependency->version = sm_str_from(name, at);
    dependency->name = sm_str_sub(name, 0, at - 1);
}

/* Items that are a name and what is said about it: FIELD takes the rest. */
static void add_named_item(rec *r, const sm_block *list, const sm_item *item,
                           const rec_place *place, sm_record_kind kind, const char *field)
{
    sm_str name, rest;
    split_item(r, item, &name, &rest);
    if (name.len == 0 || rec_is_nothing(r->vocabulary, name))
        return;
    rec_draft *draft = rec_start(r, kind, item->loc, list, place);
    rec_put(r, draft, &sm_record_types[kind].fields[0], name, (sm_str){0});
    if (rest.len == 0 && kind == SM_TERMS)
        rest = meaning_below(r, list, item);
    if (rest.len != 0)
        rec_put_named(r, draft, field, rest);
    rec_field_lines(r, draft, item->blocks->next, true);
    if (kind == SM_DEPENDENCIES) {
        sm_dependency *dependency = (sm_dependency *)draft->record;
        cut_version(dependency);
        dependency->scope = rec_scope_of(rec_normalize(r->scratch, place->label));
        if (dependency->scope == SM_SCOPE_NONE && place->section != NULL)
            dependency->scope = rec_scope_of(rec_title_of(r, place->section)->words);
    }
    rec_keep(r, draft);
}

static bool all_items_named(rec *r, const sm_block *list, bool code_only)
{
    enum { LOOKED_AT = 40 };
    int named = 0, other = 0;
    for (const sm_item *item = list->as.list.items; item != NULL && named + other < LOOKED_AT;
         item = item->next) {
        const sm_inline *content = rec_item_content(item);
        sm_str name, rest;
        bool marked = content != NULL &&
                      (content->kind == SM_CODE || (!code_only && content->kind == SM_STRONG));
        if (!marked && !code_only && content != NULL)
            marked = rec_split_name(rec_item_text(r, item), &name, &rest) && name.len <= 60;
        named += marked;
        other += !marked;
    }
    return named > other;
}

/* "PostgreSQL", "Do nothing": names, not sentences; what is said of them may stand below. */
static bool all_items_short(rec *r, const sm_block *list)
{
    enum { LOOKED_AT = 20, SHORT = 80 };
    int looked = 0;
    for (const sm_item *item = list->as.list.items; item != NULL && looked < LOOKED_AT;
         item = item->next, looked++) {
        sm_str text = rec_item_text(r, item);
        if (text.len == 0 || text.len > SHORT || sm_str_ends(text, SM_STR(".")) ||
            sm_str_find(text, SM_STR(". ")) != SM_STR_NONE ||
            (item->blocks->next != NULL && item->blocks->next->kind != SM_LIST) ||
            rec_item_content(item)->kind == SM_LINK) /* where to read about it */
            return false;
    }
    return looked > 1;
}

/* Cuts " - 2026-03-01" off the end of TEXT. */
static sm_date cut_date(rec *r, sm_str *text)
{
    static const char *const dashes[] = {" - ", " — ", " – ", ", ", ": "};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        sm_str dash = sm_str_from_cstr(dashes[i]);
        size_t at = sm_str_find(*text, dash);
        for (size_t next; at != SM_STR_NONE; at += dash.len + next) { /* the last one */
            next = sm_str_find(sm_str_from(*text, at + dash.len), dash);
            if (next == SM_STR_NONE)
                break;
        }
        if (at == SM_STR_NONE || at == 0)
            continue;
        sm_date date =
            rec_date(r->arena, r->vocabulary, sm_str_trim(sm_str_from(*text, at + dash.len)));
        if (date.year == 0 || date.day == 0)
            continue;
        *text = sm_str_trim(sm_str_sub(*text, 0, at));
        return date;
    }
    return (sm_date){0};
}

/* "Ada Roe (Product)": a name of two words and what the person is. */
static bool split_person(sm_str text, sm_str *name, sm_str *role)
{
    size_t open = sm_str_find(text, SM_STR(" ("));
    if (open == SM_STR_NONE || !sm_str_ends(text, SM_STR(")")))
        return false;
    *name = sm_str_trim(sm_str_sub(text, 0, open));
    *role = sm_str_sub(text, open + 2, text.len - open - 3);
    sm_str rest = *name, word;
    int words = 0, capitals = 0;
    for (; sm_str_split(&rest, ' ', &word); words++)
        capitals += word.len != 0 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
    sm_str last = *name;
    for (size_t at; (at = sm_str_find_char(last, ' ')) != SM_STR_NONE;)
        last = sm_str_from(last, at + 1);
    bool office = sm_str_among(last, "Lead|Manager|Owner|Engineer|Architect|Officer|Director|"
                                     "Team|Security|Product|Legal|Head|QA|Review|Reviewer|"
                                     "Designer|Sponsor|Analyst|Developer");
    return words >= 2 && words <= 3 && capitals == words && role->len != 0 && !office;
}

static void add_approval_item(rec *r, const sm_block *list, const sm_item *item,
                              const rec_place *place)
{
    sm_str role, name, text = rec_item_text(r, item), who, what;
    split_item(r, item, &role, &name);
    sm_date date = cut_date(r, &text);
    if (split_person(text, &who, &what)) {
        role = what;
        name = who;
    } else if (date.year != 0 && !rec_split_name(text, &role, &name)) {
        role = text;
        name = (sm_str){0};
    }
    const sm_inline *content = rec_item_content(item);
    bool marked = item->checkbox != SM_NO_CHECKBOX || name.len != 0 ||
                  (content != NULL && content->kind == SM_STRONG);
    if (role.len == 0 || role.len > 80 || !marked)
        return;
    rec_draft *draft = rec_start(r, SM_APPROVALS, item->loc, list, place);
    sm_approval *approval = (sm_approval *)draft->record;
    approval->role = role;
    bool blank = true; /* "____" */
    for (size_t i = 0; i < name.len; i++)
        blank = blank && !sm_is_alnum(name.ptr[i]) && (unsigned char)name.ptr[i] < 0x80;
    if (!blank)
        approval->name = name;
    approval->date = date;
    if (item->checkbox == SM_CHECKED)
        approval->decision = SM_STR("approved");
    rec_keep(r, draft);
}

/* "v1.0 (2026-01-01): Initial", "2026-01-01 - Ann - Initial". */
static void add_revision_item(rec *r, const sm_block *list, const sm_item *item,
                              const rec_place *place)
{
    sm_str name, rest;
    split_item(r, item, &name, &rest);
    if (rest.len == 0)
        return;
    if (rest.ptr[0] == '(' &&
        sm_str_find_char(rest, ')') != SM_STR_NONE) { /* "**1.1** (date): x" */
        size_t len = sm_str_find_char(rest, ')') + 1;
        name = sm_str_printf(r->arena, "%.*s %.*s", SM_STR_ARG(name), (int)len, rest.ptr);
        rest = rec_trim_separators(sm_str_from(rest, len));
    }
    rec_draft *draft = rec_start(r, SM_REVISIONS, item->loc, list, place);
    sm_revision *revision = (sm_revision *)draft->record;
    sm_date date = rec_date(r->scratch, r->vocabulary, name);
    size_t open = sm_str_find_char(name, '('), close = sm_str_find_char(name, ')');
    if (date.year != 0) {
        revision->date = date;
    } else {
        if (open != SM_STR_NONE && close != SM_STR_NONE && close > open) {
            date = rec_date(r->scratch, r->vocabulary,
                            sm_str_sub(name, open + 1, close - open - 1));
            if (date.year != 0) {
                revision->date = date;
                name = sm_str_trim(sm_str_sub(name, 0, open));
            }
        }
        if (name.len > 24)
            return;
        revision->version = name;
    }
    revision->changes = rest;
    rec_keep(r, draft);
}

/* "- **Create:** `POST /users`", in a section of endpoints. */
static bool named_endpoint(rec *r, const sm_block *list, const sm_item *item, rec_place *place)
{
    sm_str name, rest;
    if (!rec_split_name(rec_item_text(r, item), &name, &rest) || name.len > 60)
        return false;
    for (const sm_inline *n = rec_item_content(item); n != NULL; n = n->next)
        if (n->kind == SM_CODE) /* not one that is only spoken of */
            return sm_str_starts(rest, n->as.text) &&
                   rec_endpoint_text(r, n->as.text, item->loc, list, place);
    return false;
}

static bool endpoint_items(rec *r, const sm_block *list, rec_place *place)
{
    bool any = false;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        const sm_inline *content = rec_item_content(item);
        if (content == NULL || item->checkbox != SM_NO_CHECKBOX)
            continue;
        bool marked = content->kind == SM_CODE || content->kind == SM_STRONG;
        rec_place inside = *place;
        if (!marked && place->role != SM_ROLE_ENDPOINTS)
            continue;
        if (rec_endpoint_text(r, rec_item_text(r, item), item->loc, list, &inside))
            any = true;
        else if (place->role == SM_ROLE_ENDPOINTS)
            any = named_endpoint(r, list, item, &inside) || any;
    }
    return any;
}

/* "Constraints:", "Notes:": what a section says beside its subject. */
static bool is_aside(rec *r, sm_str label)
{
    sm_str words = rec_normalize(r->scratch, label);
    return sm_str_ends(words, SM_STR("constraints")) ||
           sm_str_ends(words, SM_STR("assumptions")) || sm_str_ends(words, SM_STR("notes")) ||
           sm_str_ends(words, SM_STR("note")) || sm_str_ends(words, SM_STR("considerations")) ||
           sm_str_ends(words, SM_STR("blocks"));
}

/* Whether most items name a mitigation or carry the id of a risk. */
static bool items_tell_risks(rec *r, const sm_block *list)
{
    enum { LOOKED_AT = 20 };
    int yes = 0, no = 0;
    for (const sm_item *item = list->as.list.items; item != NULL && yes + no < LOOKED_AT;
         item = item->next) {
        sm_str text = rec_item_text(r, item), id, rest;
        const sm_block *below = item->blocks == NULL ? NULL : item->blocks->next;
        bool tells = cut_at(text, "mitigation", &id, &rest) || cut_at(text, "→", &id, &rest) ||
                     (rec_fields_present(r, SM_RISKS, below) & ~1u) != 0 ||
                     (rec_split_id(text, &id, &rest) && sm_is_alpha(id.ptr[0]));
        yes += tells;
        no += !tells;
    }
    return yes > no;
}

/* Whether most items carry the id of a requirement; in a section of requirements any id that
 * starts with letters will do. */
static bool items_are_requirements(rec *r, const sm_block *list, const rec_place *place)
{
    enum { LOOKED_AT = 20 };
    int yes = 0, no = 0;
    sm_role role = place->own != SM_ROLE_NONE ? place->own : place->role;
    if (role == SM_ROLE_TASKS || role == SM_ROLE_PHASE || role == SM_ROLE_TESTING ||
        role == SM_ROLE_ACCEPTANCE || role == SM_ROLE_RISKS || place->phase.len != 0)
        return false;
    for (const sm_item *item = list->as.list.items; item != NULL && yes + no < LOOKED_AT;
         item = item->next) {
        sm_str id, rest;
        bool named = rec_split_id(rec_item_text(r, item), &id, &rest) && rest.len != 0 &&
                     rec_names_requirement(id);
        yes += named;
        no += !named;
    }
    return yes > no;
}

/* Whether most items ask what they are numbered for: "Q7: Which zone?" */
static bool items_are_questions(rec *r, const sm_block *list)
{
    enum { LOOKED_AT = 20 };
    int yes = 0, no = 0;
    for (const sm_item *item = list->as.list.items; item != NULL && yes + no < LOOKED_AT;
         item = item->next) {
        sm_str id, rest;
        bool asked =
            rec_split_id(rec_item_text(r, item), &id, &rest) && id.len > 1 &&
            sm_str_find_char(rest, '?') != SM_STR_NONE &&
            ((id.ptr[0] == 'Q' && sm_is_digit(id.ptr[1])) || sm_str_starts(id, SM_STR("OQ")));
        yes += asked;
        no += !asked;
    }
    return yes > no;
}

/* "`type` must be one of the following": the values of one setting. */
static bool lists_values(rec *r, sm_str label)
{
    sm_str words = rec_normalize(r->scratch, label);
    return sm_str_find(words, SM_STR("one of")) != SM_STR_NONE ||
           sm_str_ends(words, SM_STR("values"));
}

/* Whether lists under a label of ROLE are records of their own. */
static bool heads_records(sm_role role)
{
    return role != SM_ROLE_ARCHITECTURE && role != SM_ROLE_TESTING &&
           role != SM_ROLE_SECURITY && role != SM_ROLE_MONITORING && role != SM_ROLE_METRICS &&
           role != SM_ROLE_ENTITIES && role != SM_ROLE_ROLLOUT;
}

/* "Risk mitigation", "Risk mitigation timeline": what is done, not what may happen. */
static bool is_about_mitigation(rec *r, sm_str title)
{
    sm_str words = rec_normalize(r->scratch, rec_skip_ordinal(title));
    return sm_str_among(words, "risk mitigation|risk mitigation timeline|risk mitigation plan|"
                               "risk mitigation strategy|risk mitigation strategies");
}

/* "High risk items", "Technical risks": a part of the risks, by all of its words. */
static bool names_risks(rec *r, sm_str title)
{
    size_t remark = sm_str_find(title, SM_STR(" ("));
    if (remark != SM_STR_NONE)
        title = sm_str_sub(title, 0, remark);
    sm_str rest = rec_normalize(r->scratch, rec_skip_ordinal(title)), word;
    bool risks = false;
    while (sm_str_split(&rest, ' ', &word)) {
        bool named = sm_str_among(word, "risk|risks|risiken|riesgos|riscos|risques|риски");
        if (!named && !sm_str_among(word, "high|medium|critical|major|main|key|top|known|other|"
                                          "remaining|open|technical|business|security|project|"
                                          "operational|organizational|schedule|delivery|data|"
                                          "performance|integration|item|items|area|areas"))
            return false;
        risks = risks || named;
    }
    return risks;
}

/* The kind of record that LIST holds by its label or section, or SM_RECORD_COUNT. */
static sm_record_kind kind_of_list(rec *r, const sm_block *list, const rec_place *place)
{
    static const struct {
        sm_role role;
        sm_record_kind kind;
        bool own; /* only directly in such a section */
    } kinds[] = {{SM_ROLE_QUESTIONS, SM_QUESTIONS, false},
                 {SM_ROLE_ERRORS, SM_ERRORS, false},
                 {SM_ROLE_DEPENDENCIES, SM_DEPENDENCIES, true},
                 {SM_ROLE_TERMS, SM_TERMS, false},
                 {SM_ROLE_FLAGS, SM_FLAGS, true},
                 {SM_ROLE_SETTINGS, SM_SETTINGS, true},
                 {SM_ROLE_RISKS, SM_RISKS, true},
                 {SM_ROLE_THREATS, SM_THREATS, true},
                 {SM_ROLE_REQUIREMENTS, SM_REQUIREMENTS, false},
                 {SM_ROLE_APPROVALS, SM_APPROVALS, true},
                 {SM_ROLE_REVISIONS, SM_REVISIONS, true},
                 {SM_ROLE_ALTERNATIVES, SM_ALTERNATIVES, true},
                 {SM_ROLE_CASES, SM_CASES, true}};
    sm_role role = place->label_role != SM_ROLE_NONE ? place->label_role : place->role;
    if (place->own == SM_ROLE_DEPENDENCIES && !heads_records(place->label_role))
        role = SM_ROLE_DEPENDENCIES; /* "**Testing:**" and libraries for it */
    if (items_are_requirements(r, list, place))
        return SM_REQUIREMENTS;
    if (r->title_role == SM_ROLE_QUESTIONS && items_are_questions(r, list))
        return SM_QUESTIONS;
    bool labelled = place->label_role != SM_ROLE_NONE && role != SM_ROLE_DEPENDENCIES;
    sm_str title =
        place->section == NULL ? (sm_str){0} : rec_title_of(r, place->section)->start;
    bool own_tells = true;
    bool inherited =
        place->own == SM_ROLE_NONE && place->role == role && !is_aside(r, title) &&
        (role == SM_ROLE_DEPENDENCIES ||
         (role == SM_ROLE_RISKS && (names_risks(r, title) || items_tell_risks(r, list))));
    if (place->own == SM_ROLE_RISKS && !labelled && is_about_mitigation(r, title))
        own_tells = items_tell_risks(r, list);
    bool own = (place->own == role && own_tells) || labelled || inherited;
    bool quality = role == SM_ROLE_SECURITY || role == SM_ROLE_METRICS ||
                   role == SM_ROLE_MONITORING; /* "Non-functional requirements", "Security" */
    if (quality && place->label.len == 0 && place->outer == SM_ROLE_REQUIREMENTS)
        return SM_REQUIREMENTS;
    if (place->section == r->spec->title_section && place->section != NULL &&
        r->title_role == SM_ROLE_RISKS && items_tell_risks(r, list))
        return SM_RISKS; /* "# Risk register" */
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].role == role && (own || !kinds[i].own)) {
            sm_record_kind kind = kinds[i].kind;
            bool named = kind == SM_TERMS || kind == SM_CASES || kind == SM_ALTERNATIVES;
            if (named && !all_items_named(r, list, false) &&
                !(kind == SM_ALTERNATIVES && place->label.len == 0 && all_items_short(r, list)))
                return SM_RECORD_COUNT;
            if ((kind == SM_FLAGS || kind == SM_SETTINGS) &&
                (!all_items_named(r, list, true) || lists_values(r, place->label)))
                return SM_RECORD_COUNT;
            return kind;
        }
    return SM_RECORD_COUNT;
}

/* In "Risks, assumptions, open questions" each item says what it is. */
static sm_record_kind told_kind(rec *r, const sm_item *item, sm_record_kind kind)
{
    sm_str name, rest;
    if ((kind != SM_RISKS && kind != SM_QUESTIONS) ||
        !rec_split_name(rec_item_text(r, item), &name, &rest) || name.len > 24)
        return kind;
    sm_str words = rec_normalize(r->scratch, name);
    if (sm_str_among(words, "risk|risiko|risco|riesgo|риск|风险|リスク"))
        return SM_RISKS;
    if (sm_str_among(words, "question|open question|frage|вопрос|问题"))
        return SM_QUESTIONS;
    return sm_str_among(words,
                        "assumption|assumptions|annahme|note|constraint|decision|contingency|"
                        "contingencies|risk sources|mitigation|mitigations")
               ? SM_RECORD_COUNT
               : kind;
}

/* "Does it depend on any service?": a form to be filled in. */
static bool asks(sm_str text)
{
    size_t at = sm_str_find_char(text, '?');
    return at != SM_STR_NONE && (at + 1 == text.len || text.ptr[at + 1] == ' ');
}

/* "None (all work is self-contained)", "Blocked by: none". */
static bool says_nothing(rec *r, sm_str text)
{
    sm_str name, rest;
    size_t open = sm_str_find(text, SM_STR(" ("));
    if (open != SM_STR_NONE)
        text = sm_str_sub(text, 0, open);
    if (rec_is_nothing(r->vocabulary, text))
        return true;
    return rec_split_name(text, &name, &rest) && rest.len != 0 &&
           rec_is_nothing(r->vocabulary, rest);
}

static void add_list_item(rec *r, const sm_block *list, const sm_item *item,
                          const rec_place *place, sm_record_kind kind)
{
    switch (told_kind(r, item, kind)) {
    case SM_QUESTIONS:
        add_question_item(r, list, item, place);
        break;
    case SM_ERRORS:
        rec_error_item(r, item, list, place);
        break;
    case SM_RISKS:
    case SM_THREATS:
        add_risk_item(r, list, item, place, kind == SM_THREATS ? SM_THREATS : SM_RISKS);
        break;
    case SM_DEPENDENCIES:
        if (!rec_is_placeholder(r, rec_item_text(r, item)) && !is_aside(r, place->label) &&
            !asks(rec_item_text(r, item)) && !says_nothing(r, rec_item_text(r, item)))
            add_named_item(r, list, item, place, kind, "purpose");
        break;
    case SM_TERMS:
        add_named_item(r, list, item, place, kind, "definition");
        break;
    case SM_FLAGS:
        add_named_item(r, list, item, place, kind, "purpose");
        break;
    case SM_SETTINGS:
        add_named_item(r, list, item, place, kind, "description");
        break;
    case SM_ALTERNATIVES:
        add_named_item(r, list, item, place, kind, "reason");
        break;
    case SM_CASES:
        add_named_item(r, list, item, place, kind, "expected");
        break;
    case SM_REQUIREMENTS:
        rec_requirement_item(r, list, item, place,
                             place->own != SM_ROLE_REQUIREMENTS && place->label.len != 0);
        break;
    case SM_APPROVALS:
        add_approval_item(r, list, item, place);
        break;
    case SM_REVISIONS:
        add_revision_item(r, list, item, place);
        break;
    case SM_TASKS:
    case SM_ENDPOINTS:
    case SM_METRICS:
    case SM_ALERTS:
    case SM_ENTITIES:
    case SM_SCHEMA_CHANGES:
    case SM_PHASES:
    case SM_RECORD_COUNT:
        break;
    }
}

/* A label that names a field of what surrounds the list ("Mitigation:") heads no records. */
static bool is_field_label(rec *r, const rec_place *place, sm_record_kind kind)
{
    if (place->label.len == 0 || kind == SM_RECORD_COUNT)
        return false;
    const sm_field *field = rec_field(r, kind, rec_normalize(r->scratch, place->label));
    return field != NULL && field != &sm_record_types[kind].fields[0];
}

/* Whether records of KIND stand behind check boxes: what is to be settled, not what there is.
 */
static bool may_be_ticked(sm_record_kind kind)
{
    return kind == SM_QUESTIONS || kind == SM_APPROVALS || kind == SM_REQUIREMENTS ||
           kind == SM_RISKS || kind == SM_THREATS || kind == SM_SETTINGS || kind == SM_FLAGS;
}

bool rec_list(rec *r, const sm_block *list, rec_place *place)
{
    if (place->holder != NULL)
        return false;
    if (endpoint_items(r, list, place))
        return true;
    if (rec_risk_lines(r, list, place) || rec_requirement_lines(r, list, place))
        return true;
    sm_record_kind kind = kind_of_list(r, list, place);
    if (list->as.list.items != NULL && list->as.list.items->checkbox != SM_NO_CHECKBOX &&
        !may_be_ticked(kind))
        kind = SM_RECORD_COUNT; /* "- [ ] T012 Handle errors" below "Error handling" */
    if (kind != SM_RECORD_COUNT && !is_field_label(r, place, kind)) {
        for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
            add_list_item(r, list, item, place, kind);
        return true;
    }
    return rec_metric_list(r, list, place) || rec_task_list(r, list, place);
}
