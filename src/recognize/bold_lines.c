#include "recognizer.h"
#include <string.h>

/* Bold lines that head a record: "**Risk 1: The disk fills**" with its fields below, "**Q2:**
 * Which one?", "**Risk:** x" followed by "**Impact:** y", "**Task 3: Write it**". */

/* The kind of records that bold lines of a section head, or SM_RECORD_COUNT. */
static sm_record_kind kind_of_lines(const rec_place *place)
{
    sm_role role = place->own != SM_ROLE_NONE ? place->own : place->role;
    if (role == SM_ROLE_RISKS)
        return SM_RISKS;
    if (role == SM_ROLE_THREATS)
        return SM_THREATS;
    if (role == SM_ROLE_QUESTIONS)
        return SM_QUESTIONS;
    if (place->own == SM_ROLE_TERMS)
        return SM_TERMS;
    return role == SM_ROLE_ALTERNATIVES ? SM_ALTERNATIVES : SM_RECORD_COUNT;
}

/* What KEY names of KIND: its main field, another field, or nothing. */
static const sm_field *named_field(rec *r, sm_record_kind kind, sm_str key)
{
    sm_str words = rec_normalize(r->scratch, key);
    const sm_field *field = rec_field(r, kind, words);
    return field == NULL && sm_str_ends(words, SM_STR("s"))
               ? rec_field(r, kind, sm_str_sub(words, 0, words.len - 1))
               : field;
}

/* Whether PARAGRAPH only adds to the record above it. */
static bool is_field_line(rec *r, sm_record_kind kind, const sm_block *paragraph)
{
    rec_pairs pairs = {0};
    sm_str label;
    const sm_field *main_field = &sm_record_types[kind].fields[0];
    if (rec_label_line(r, paragraph->as.paragraph, &label)) {
        const sm_field *field = named_field(r, kind, label);
        return field != NULL && field != main_field;
    }
    rec_key_lines(r, paragraph->as.paragraph, REC_BOLD_KEYS, &pairs);
    if (pairs.count == 0)
        return true; /* running text */
    const sm_field *field = named_field(r, kind, pairs.items[0].key);
    return field != NULL && field != main_field;
}

/* Where the fields of the record that PARAGRAPH heads end. */
static const sm_block *end_of_fields(rec *r, sm_record_kind kind, const sm_block *paragraph)
{
    const sm_block *b = paragraph->next;
    for (; b != NULL && b->kind != SM_SECTION && b->kind != SM_RULE && b->kind != SM_TABLE;
         b = b->next) {
        if (b->kind != SM_PARAGRAPH)
            continue;
        const sm_inline *content = b->as.paragraph;
        if (content != NULL && content->kind == SM_STRONG && !is_field_line(r, kind, b))
            break;
    }
    return b;
}

/* The text after "**Risk:**" when the line's first key names the main field, else the line. */
static sm_str text_of_line(rec *r, sm_record_kind kind, const sm_block *paragraph)
{
    rec_pairs pairs = {0};
    const sm_inline *content = paragraph->as.paragraph;
    rec_key_lines(r, content, REC_BOLD_KEYS, &pairs);
    if (pairs.count != 0 &&
        named_field(r, kind, pairs.items[0].key) == &sm_record_types[kind].fields[0])
        return pairs.items[0].value;
    if (pairs.count > 1) { /* "**Name:** x" and more lines */
        sm_inline first = *content;
        first.next = NULL;
        return sm_plain_text(r->arena, &first);
    }
    return sm_plain_text(r->arena, content);
}

static bool starts_bold(const sm_block *block)
{
    return block->kind == SM_PARAGRAPH && block->as.paragraph != NULL &&
           block->as.paragraph->kind == SM_STRONG;
}

/* "**Scope creep:** It is hard to ...": a name and what is said about it, or, on a line of its
 * own, a name above what is said. */
static bool is_named_prose(rec *r, const sm_block *paragraph)
{
    enum { SHORTEST = 40 };
    if (!starts_bold(paragraph))
        return false;
    const sm_inline *content = paragraph->as.paragraph;
    sm_inline first = *content;
    first.next = NULL;
    sm_str name = sm_plain_text(r->scratch, &first), label;
    if (name.len < 3 || name.len > 120)
        return false;
    if (rec_label_line(r, content, &label)) /* not above a list: that is a label */
        return paragraph->next != NULL &&
               (paragraph->next->kind == SM_PARAGRAPH ||
                paragraph->next->kind == SM_CODE_BLOCK) &&
               !starts_bold(paragraph->next);
    return sm_plain_text(r->scratch, content).len > name.len + SHORTEST;
}

/* "**Description:** x", "**Mitigation (plan):** x": a field whose record is not known. */
static bool names_field(rec *r, sm_record_kind kind, const sm_block *paragraph)
{
    sm_inline first = *paragraph->as.paragraph;
    first.next = NULL;
    sm_str name = sm_plain_text(r->scratch, &first);
    return named_field(r, kind, sm_str_sub(name, 0, sm_str_find_char(name, '('))) != NULL;
}

/* Whether a section that is about KIND tells its records in such paragraphs, several of them;
 * PARAGRAPH is one. */
static bool is_told(rec *r, sm_record_kind kind, const sm_block *paragraph,
                    const rec_place *place)
{
    enum { LOOKED_AT = 64 };
    bool own = (kind == SM_RISKS && place->own == SM_ROLE_RISKS) ||
               (kind == SM_THREATS && place->own == SM_ROLE_THREATS) ||
               (kind == SM_ALTERNATIVES && place->own == SM_ROLE_ALTERNATIVES) ||
               (kind == SM_TERMS && place->own == SM_ROLE_TERMS);
    if (!own || !is_named_prose(r, paragraph) || place->section == NULL ||
        names_field(r, kind, paragraph))
        return false;
    int told = 0, looked = 0;
    for (const sm_block *b = place->section->as.section.blocks;
         b != NULL && b->kind != SM_SECTION && told < 2 && looked < LOOKED_AT;
         b = b->next, looked++)
        told += is_named_prose(r, b);
    return told >= 2;
}

/* The id of "**Risk ID:** R-1 **Name:** x", a line that heads a record by itself. */
static sm_str id_of_line(rec *r, const sm_block *paragraph)
{
    rec_pairs pairs = {0};
    rec_key_lines(r, paragraph->as.paragraph, REC_BOLD_KEYS, &pairs);
    if (pairs.count == 0 || pairs.items[0].value.len == 0 || pairs.items[0].value.len > 16)
        return (sm_str){0};
    sm_str words = rec_normalize(r->scratch, pairs.items[0].key);
    return rec_find(r->vocabulary, REC_ID_COLUMN, words) == NULL ? (sm_str){0}
                                                                 : pairs.items[0].value;
}

/* The record whose id stands in PARAGRAPH; the lines up to the next rule say the rest. */
static bool add_by_id(rec *r, sm_record_kind kind, const sm_block *paragraph, rec_place *place)
{
    sm_str id = id_of_line(r, paragraph);
    if (id.len == 0)
        return false;
    const sm_block *end = paragraph->next;
    while (end != NULL && end->kind == SM_PARAGRAPH && id_of_line(r, end).len == 0)
        end = end->next;
    rec_draft *draft = rec_start(r, kind, paragraph->loc, paragraph, place);
    draft->record->id = id;
    const sm_field *name = &sm_record_types[kind].fields[0];
    for (const sm_block *b = paragraph; b != end; b = b->next) {
        rec_pairs pairs = {0};
        rec_key_lines(r, b->as.paragraph, REC_BOLD_KEYS, &pairs);
        for (size_t i = 0; i < pairs.count && !rec_has_value(draft, name); i++)
            if (named_field(r, kind, pairs.items[i].key) == name)
                rec_put(r, draft, name, pairs.items[i].value, (sm_str){0});
    }
    if (!rec_has_value(draft, name))
        return false;
    rec_field_lines_until(r, draft, paragraph, end, false);
    place->holder = rec_keep(r, draft);
    place->holder_is_line = true;
    place->holder_end = end;
    return true;
}

/* What a record told in prose says about itself, in the field that its kind has for it. */
static void put_prose(rec *r, rec_draft *draft, const sm_block *paragraph, bool alone)
{
    const sm_block *said = alone ? paragraph->next : paragraph;
    if (said == NULL || said->kind != SM_PARAGRAPH)
        return;
    sm_str text = sm_plain_text(r->arena, said->as.paragraph);
    if (!alone) {
        sm_inline first = *paragraph->as.paragraph;
        first.next = NULL;
        text = rec_trim_separators(sm_str_from(text, sm_plain_text(r->scratch, &first).len));
    }
    if (draft->kind == SM_TERMS)
        rec_put_named(r, draft, "definition", text);
    else if (draft->kind == SM_ALTERNATIVES)
        rec_put_named(r, draft, "reason", text);
    else
        rec_put_extra(r, draft, SM_STR("Description"), text);
}

static bool add_told(rec *r, sm_record_kind kind, const sm_block *paragraph, rec_place *place)
{
    if (!is_told(r, kind, paragraph, place))
        return false;
    sm_inline first = *paragraph->as.paragraph;
    first.next = NULL;
    sm_str label, id, rest, name = rec_trim_separators(sm_plain_text(r->arena, &first));
    while (name.len != 0 && name.ptr[name.len - 1] == '.')
        name.len--;
    rec_draft *draft = rec_start(r, kind, paragraph->loc, paragraph, place);
    if (kind != SM_TERMS && rec_split_id(name, &id, &rest) && rest.len != 0) {
        draft->record->id = id;
        name = rest;
    }
    rec_put(r, draft, &sm_record_types[kind].fields[0], name, (sm_str){0});
    put_prose(r, draft, paragraph, rec_label_line(r, paragraph->as.paragraph, &label));
    place->holder = rec_keep(r, draft);
    place->holder_is_line = true;
    return true;
}

static bool line_record(rec *r, const sm_block *paragraph, rec_place *place)
{
    sm_record_kind kind = kind_of_lines(place);
    if (place->holder_is_line && place->holder_end != NULL &&
        paragraph->loc.line < place->holder_end->loc.line)
        return true; /* a field of the record above */
    if (place->holder_is_line) {
        place->holder = NULL;
        place->holder_is_line = false;
        place->holder_end = NULL;
    }
    if (kind == SM_RECORD_COUNT || place->holder != NULL || !starts_bold(paragraph))
        return false;
    if (add_by_id(r, kind, paragraph, place))
        return true;
    const sm_inline *content = paragraph->as.paragraph;
    if (is_field_line(r, kind, paragraph))
        return false;
    sm_str label;
    const sm_block *end = end_of_fields(r, kind, paragraph);
    const sm_block *from = rec_label_line(r, content, &label) ? paragraph->next : paragraph;
    unsigned bits = rec_fields_present_until(r, kind, from, end) & ~1u;
    sm_str text = rec_trim_separators(text_of_line(r, kind, paragraph)), id, rest;
    bool named = rec_split_id(text, &id, &rest) && rest.len != 0 && sm_is_alpha(id.ptr[0]);
    bool asks = kind == SM_QUESTIONS && sm_str_ends(text, SM_STR("?"));
    if (text.len < 4 || kind == SM_TERMS || (bits == 0 && !named && !asks))
        return add_told(r, kind, paragraph, place);
    rec_draft *draft = rec_start(r, kind, paragraph->loc, paragraph, place);
    if (named) {
        draft->record->id = id;
        text = rest;
    }
    rec_put(r, draft, &sm_record_types[kind].fields[0], text, (sm_str){0});
    rec_field_lines_until(r, draft, from, end, false);
    place->holder = rec_keep(r, draft);
    place->holder_is_line = true;
    return true;
}

/* The plain text from FROM up to END, a part of a line. */
static sm_str text_between(rec *r, const sm_inline *from, const sm_inline *end)
{
    sm_buf buf = sm_buf_new(r->arena);
    for (; from != end; from = from->next) {
        sm_inline one = *from;
        one.next = NULL;
        sm_inline_text(&buf, &one);
    }
    return sm_str_trim(sm_buf_str(&buf));
}

/* "**FR1:** Users can log in", each on a line of its own. */
static bool add_requirements(rec *r, const sm_block *paragraph, const rec_place *place)
{
    bool any = false;
    if (place->role == SM_ROLE_TASKS || place->role == SM_ROLE_PHASE ||
        place->role == SM_ROLE_TESTING || place->role == SM_ROLE_ACCEPTANCE ||
        place->holder != NULL || place->task != NULL)
        return false;
    for (const sm_inline *from = paragraph->as.paragraph; from != NULL;) {
        const sm_inline *end = from;
        while (end != NULL && !rec_is_break(end))
            end = end->next;
        sm_str text = text_between(r, from, end), id, rest;
        if (!rec_split_id(text, &id, &rest) || rest.len == 0 || !rec_names_requirement(id)) {
            if (!any)
                return false;
        } else {
            rec_draft *draft = rec_start(r, SM_REQUIREMENTS, from->loc, paragraph, place);
            draft->record->id = id;
            rec_put(r, draft, &sm_record_types[SM_REQUIREMENTS].fields[0], rest, (sm_str){0});
            rec_keep(r, draft);
            any = true;
        }
        from = end != NULL ? end->next : NULL;
    }
    return any;
}

/* A bold line that heads a task or an endpoint: "**Task 1: Create it**", "**GET /users**". */
bool rec_paragraph_record(rec *r, const sm_block *paragraph, rec_place *place)
{
    if (line_record(r, paragraph, place))
        return true;
    const sm_inline *content = paragraph->as.paragraph;
    if (content == NULL || (content->kind != SM_STRONG && content->kind != SM_CODE))
        return false;
    sm_str text = sm_plain_text(r->arena, content), id, rest;
    sm_inline first = *content;
    first.next = NULL;
    sm_str head = sm_plain_text(r->arena, &first);
    if (rec_endpoint_text(r, content->next == NULL ? text : head, paragraph->loc, paragraph,
                          place))
        return true;
    if (content->kind == SM_STRONG && add_requirements(r, paragraph, place))
        return true;
    if (content->kind != SM_STRONG || place->no_tasks || place->holder != NULL)
        return false;
    bool tasks =
        place->role == SM_ROLE_TASKS || place->role == SM_ROLE_PHASE || place->phase.len != 0;
    if (!rec_split_id(head, &id, &rest) || id.len < 2)
        return false;
    bool noun = sm_str_starts_nocase(id, SM_STR("task")) ||
                (tasks && sm_str_starts_nocase(id, SM_STR("story")));
    if (!noun && !(tasks && sm_is_alpha(id.ptr[0])))
        return false;
    if (rest.len == 0)
        rest = rec_trim_separators(sm_str_from(text, head.len));
    if (rest.len == 0)
        return false;
    rec_draft *draft = rec_start(r, SM_TASKS, paragraph->loc, paragraph, place);
    draft->record->id = id;
    rec_task_title(r, draft, rest);
    if (place->phase.len != 0)
        ((sm_task *)draft->record)->phase = place->phase;
    rec_field_lines(r, draft, paragraph, false);
    if (paragraph->next != NULL && paragraph->next->kind == SM_LIST) {
        sm_block list = *paragraph->next;
        list.next = NULL;
        rec_field_lines(r, draft, &list, false);
    }
    rec_keep(r, draft);
    return true;
}
