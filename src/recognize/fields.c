#include "recognizer.h"
#include <string.h>

/* Field lines: what a section or an item says about its record, "**Effort:** 3 days",
 * "- Depends on: T1", "**Pros:**" and a list. */

typedef struct field_reader {
    rec *r;
    rec_draft *draft;
    bool keep_all;
    sm_str pending; /* a label whose value is the list that follows */
} field_reader;

/* The field that KEY names; the main field is never named by a line. */
static const sm_field *field_named(field_reader *f, sm_str key)
{
    sm_str words = rec_normalize(f->r->scratch, key);
    if (words.len == 0 || words.len > 60)
        return NULL;
    if (f->draft->kind == SM_PHASES && sm_str_among(words, "tasks|task|status|features"))
        return NULL;
    const sm_field *field = rec_field(f->r, f->draft->kind, words);
    if (field == NULL && sm_str_ends(words, SM_STR("s")))
        field = rec_field(f->r, f->draft->kind, sm_str_sub(words, 0, words.len - 1));
    if (field == NULL) { /* "Estimated Time (hours)" */
        size_t at = sm_str_find_char(key, '(');
        if (at != SM_STR_NONE && at != 0)
            field = rec_field(f->r, f->draft->kind,
                              rec_normalize(f->r->scratch, sm_str_sub(key, 0, at)));
    }
    return field;
}

static bool is_main(const field_reader *f, const sm_field *field)
{
    return field == &sm_record_types[f->draft->kind].fields[0];
}

static bool put_pair(field_reader *f, sm_str key, sm_str value)
{
    sm_str words = rec_normalize(f->r->scratch, key);
    if (f->draft->kind == SM_TASKS &&
        sm_str_among(words, "unblocks|blocks|required by|needed by")) {
        f->draft->unblocks = value;
        return true;
    }
    const sm_field *field = field_named(f, key);
    if (field != NULL && !is_main(f, field)) {
        rec_put(f->r, f->draft, field, value, words);
        return true;
    }
    bool sorts = f->draft->kind == SM_TASKS && sm_str_among(words, "labels|label|tags|tag|"
                                                                   "components|component");
    if (sorts && value.len <= 200) { /* trackers have columns for these */
        rec_put_extra(f->r, f->draft, key, value);
        return true;
    }
    if (f->keep_all && value.len <= 600)
        rec_put_extra(f->r, f->draft, key, value);
    return f->keep_all;
}

/* "Key: value" without emphasis, where the kind has a field of that name. */
static bool put_plain(field_reader *f, sm_str text)
{
    sm_str key, value;
    if (!rec_split_name(text, &key, &value) || key.len > 40 || value.len == 0 ||
        sm_str_find_char(sm_str_sub(text, 0, key.len + 3), ':') == SM_STR_NONE)
        return false;
    const sm_field *field = field_named(f, key);
    sm_str words = rec_normalize(f->r->scratch, key);
    bool inverse = f->draft->kind == SM_TASKS && sm_str_among(words, "unblocks|blocks");
    return ((field != NULL && !is_main(f, field)) || inverse) && put_pair(f, key, value);
}

/* The source line of the inlines from N on. */
static sm_str line_text(field_reader *f, const sm_inline *n)
{
    if (n != NULL && n->kind == SM_TEXT && (n->next == NULL || rec_is_break(n->next)))
        return sm_str_trim(n->as.text);
    sm_buf line = sm_buf_new(f->r->arena);
    for (; n != NULL && !rec_is_break(n); n = n->next) {
        sm_inline one = *n;
        one.next = NULL;
        sm_inline_text(&line, &one);
    }
    return sm_str_trim(sm_buf_str(&line));
}

/* "Key: value" over several source lines, none of which has a key of its own. */
static bool put_plain_item(field_reader *f, const sm_inline *content)
{
    sm_str key, value;
    bool several = false;
    for (const sm_inline *n = content; n != NULL; n = n->next)
        if (rec_is_break(n)) {
            several = true;
            if (rec_split_name(line_text(f, n->next), &key, &value) &&
                field_named(f, key) != NULL)
                return false;
        }
    return several && put_plain(f, sm_plain_text(f->r->arena, content));
}

/* Key lines without emphasis, one a source line. */
static bool put_plain_lines(field_reader *f, const sm_inline *content)
{
    bool any = false;
    for (const sm_inline *n = content; n != NULL; n = n->next)
        if (n == content || rec_is_break(n))
            any = put_plain(f, line_text(f, rec_is_break(n) ? n->next : n)) || any;
    return any;
}

/* "`a` `b`" as "a, b": several words of code and nothing between them; else VALUE. */
static sm_str list_of_codes(rec *r, const sm_inline *content, sm_str value)
{
    sm_buf buf = sm_buf_new(r->arena);
    size_t codes = 0;
    for (const sm_inline *n = content; n != NULL; n = n->next) {
        if (n->kind == SM_CODE)
            sm_buf_addf(&buf, "%s%.*s", codes++ == 0 ? "" : ", ", SM_STR_ARG(n->as.text));
        else if (n->kind != SM_TEXT || sm_str_trim(n->as.text).len != 0)
            return value;
    }
    return codes > 1 ? sm_buf_str(&buf) : value;
}

static bool read_paragraph(field_reader *f, const sm_inline *content)
{
    rec_pairs pairs = {0};
    sm_str label;
    f->pending = (sm_str){0};
    while (content != NULL && content->kind == SM_EMPHASIS && content->next == NULL)
        content = content->as.children; /* _Requirements: 1.1_ */
    if (content != NULL && rec_label_line(f->r, content, &label)) {
        f->pending = label;
        return false;
    }
    rec_key_lines(f->r, content, REC_BOLD_KEYS, &pairs);
    bool any = false;
    for (size_t i = 0; i < pairs.count; i++) {
        if (pairs.items[i].value.len == 0)
            f->pending = pairs.items[i].key;
        else
            any = put_pair(f, pairs.items[i].key,
                           list_of_codes(f->r, pairs.items[i].content, pairs.items[i].value)) ||
                  any;
    }
    return pairs.count != 0 ? any : put_plain_item(f, content) || put_plain_lines(f, content);
}

static void put_list(field_reader *f, const sm_field *field, const sm_block *list)
{
    sm_str_builder texts = {0};
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        sm_str text = rec_item_text(f->r, item);
        if (text.len != 0)
            SM_LIST_ADD(f->r->arena, &texts, text);
    }
    sm_str_list items = {texts.items, texts.count};
    if (items.count == 0)
        return;
    sm_str_list *known = (sm_str_list *)((char *)f->draft->record + field->offset);
    if (field->type == SM_FIELD_LIST && f->draft->kind != SM_TASKS && known->count == 0)
        *known = items;
    else
        rec_put(f->r, f->draft, field,
                sm_str_join(f->r->arena, items,
                            field->type == SM_FIELD_LIST ? SM_STR(", ") : SM_STR("; ")),
                (sm_str){0});
}

static void read_list(field_reader *f, const sm_block *list)
{
    const sm_field *field = f->pending.len == 0 ? NULL : field_named(f, f->pending);
    if (field != NULL && !is_main(f, field) && f->draft->kind != SM_PHASES) {
        put_list(f, field, list);
        f->pending = (sm_str){0};
        return;
    }
    bool labelled = f->pending.len != 0;
    f->pending = (sm_str){0};
    for (const sm_item *item = list->as.list.items; item != NULL && !labelled;
         item = item->next) {
        const sm_inline *content = rec_item_content(item);
        if (content == NULL || item->checkbox != SM_NO_CHECKBOX)
            continue;
        read_paragraph(f, content);
        sm_str key = f->pending;
        const sm_field *nested = key.len == 0 ? NULL : field_named(f, key);
        const sm_block *below = item->blocks->next;
        if (nested != NULL && !is_main(f, nested) && f->draft->kind != SM_PHASES &&
            below != NULL && below->kind == SM_LIST)
            put_list(f, nested, below);
        f->pending = (sm_str){0};
    }
}

void rec_field_lines_until(rec *r, rec_draft *draft, const sm_block *blocks,
                           const sm_block *end, bool keep_all)
{
    field_reader f = {.r = r, .draft = draft, .keep_all = keep_all};
    for (const sm_block *b = blocks; b != NULL && b != end && b->kind != SM_SECTION;
         b = b->next) {
        if (b->kind == SM_PARAGRAPH)
            read_paragraph(&f, b->as.paragraph);
        else if (b->kind == SM_LIST)
            read_list(&f, b);
        else if (b->kind == SM_QUOTE)
            rec_field_lines(r, draft, b->as.quote.blocks, keep_all);
        if (b->kind != SM_PARAGRAPH)
            f.pending = (sm_str){0};
    }
}

void rec_field_lines(rec *r, rec_draft *draft, const sm_block *blocks, bool keep_all)
{
    rec_field_lines_until(r, draft, blocks, NULL, keep_all);
}

/* Subsections that are named for a field: "#### Mitigations", "### Description". */
void rec_subsection_fields(rec *r, rec_draft *draft, const sm_block *section)
{
    enum { LONGEST = 4000 };
    field_reader f = {.r = r, .draft = draft};
    for (const sm_block *b = section->as.section.blocks; b != NULL; b = b->next) {
        if (b->kind != SM_SECTION)
            continue;
        const sm_field *field = field_named(&f, sm_plain_text(r->scratch, b->as.section.title));
        if (field == NULL || is_main(&f, field) || rec_has_value(draft, field))
            continue;
        const sm_block *first = b->as.section.blocks;
        if (field->type == SM_FIELD_LIST && first != NULL && first->kind == SM_LIST) {
            put_list(&f, field, first);
            continue;
        }
        if (field->type != SM_FIELD_TEXT)
            continue;
        sm_buf text = sm_buf_new(r->arena);
        for (; first != NULL && first->kind != SM_SECTION && text.len < LONGEST;
             first = first->next) {
            sm_block one = *first;
            one.next = NULL;
            if (one.kind != SM_CODE_BLOCK && one.kind != SM_TABLE)
                sm_block_text(&text, &one);
        }
        rec_put(r, draft, field, sm_buf_str(&text), (sm_str){0});
    }
}

/* The fields, as a bit a field, that the lines directly in BLOCKS fill for KIND. */
unsigned rec_fields_present_until(rec *r, sm_record_kind kind, const sm_block *blocks,
                                  const sm_block *end)
{
    rec_place nowhere = {0};
    rec own = *r; /* nothing of the probe is kept */
    own.arena = own.scratch = r->probe;
    sm_arena_mark mark = sm_arena_marked(r->probe);
    rec_draft *probe = rec_start(&own, kind, (sm_loc){0}, NULL, &nowhere);
    rec_field_lines_until(&own, probe, blocks, end, false);
    unsigned bits = 0;
    const sm_record_type *type = &sm_record_types[kind];
    for (size_t i = 0; i < type->field_count; i++)
        if (rec_has_value(probe, &type->fields[i]))
            bits |= 1u << i;
    if (probe->raw_depends.ptr != NULL || probe->unblocks.ptr != NULL)
        bits |= 1u << 31;
    sm_arena_release(r->probe, mark);
    return bits;
}

unsigned rec_fields_present(rec *r, sm_record_kind kind, const sm_block *blocks)
{
    return rec_fields_present_until(r, kind, blocks, NULL);
}

sm_str rec_first_prose(rec *r, const sm_block *blocks)
{
    for (const sm_block *b = blocks; b != NULL && b->kind != SM_SECTION; b = b->next) {
        sm_str label;
        rec_pairs pairs = {0};
        if (b->kind != SM_PARAGRAPH)
            continue;
        if (rec_label_line(r, b->as.paragraph, &label))
            continue;
        rec_key_lines(r, b->as.paragraph, REC_BOLD_KEYS, &pairs);
        if (pairs.count == 0)
            return sm_plain_text(r->arena, b->as.paragraph);
    }
    return (sm_str){0};
}
