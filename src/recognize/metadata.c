#include "recognizer.h"
#include <string.h>

/* Metadata: where entries stand (front matter, the leading blocks, a metadata section,
 * comments, the footer) is found in leading.c; here an entry becomes a field. */

/* The address of the first link in CONTENT. */
static sm_str first_url(const sm_inline *content)
{
    for (; content != NULL; content = content->next) {
        if (content->kind == SM_LINK)
            return content->as.link.url;
        if (content->kind == SM_STRONG || content->kind == SM_EMPHASIS) {
            sm_str url = first_url(content->as.children);
            if (url.ptr != NULL)
                return url;
        }
    }
    return (sm_str){0};
}

/* The text of people with what their links say: [Ann](mailto:a@x.org),
 * [Bob](https://github.com/bob). */
static sm_str people_text(rec *r, const sm_entry *entry)
{
    if (entry->content == NULL)
        return entry->value;
    sm_buf buf = sm_buf_new(r->arena);
    for (const sm_inline *n = entry->content; n != NULL; n = n->next) {
        if (n->kind == SM_SOFT_BREAK || n->kind == SM_LINE_BREAK) {
            sm_buf_add_char(&buf, '\n');
            continue;
        }
        sm_inline one = *n;
        one.next = NULL;
        if (n->kind == SM_LINK && n->as.link.automatic &&
            sm_str_starts(n->as.link.url, SM_STR("mailto:"))) {
            bool bracket =
                buf.len != 0 && (buf.ptr[buf.len - 1] == '(' || buf.ptr[buf.len - 1] == '<');
            sm_buf_addf(&buf, bracket ? "%.*s" : "(%.*s)",
                        SM_STR_ARG(sm_str_from(n->as.link.url, 7)));
            continue;
        }
        sm_inline_text(&buf, &one);
        if (n->kind != SM_LINK || n->as.link.automatic)
            continue;
        if (sm_str_starts(n->as.link.url, SM_STR("mailto:"))) {
            sm_buf_addf(&buf, " (%.*s)", SM_STR_ARG(sm_str_from(n->as.link.url, 7)));
        } else if (sm_str_starts(n->as.link.url, SM_STR("https://github.com/"))) {
            sm_str handle = sm_str_from(n->as.link.url, 19);
            sm_str shown = sm_plain_text(r->scratch, n->as.link.children);
            if (sm_str_find_char(handle, '/') == SM_STR_NONE && handle.len != 0 &&
                (shown.len == 0 || shown.ptr[0] != '@'))
                sm_buf_addf(&buf, " (@%.*s)", SM_STR_ARG(handle));
        }
    }
    return sm_buf_str(&buf);
}

typedef struct people_list SM_LIST(sm_person) people_list;

/* Adds the people that ENTRY names to those of earlier entries. */
static void add_people(rec *r, people_list *people, const sm_entry *entry)
{
    enum { LOOKED_AT = 32 }; /* for doubles */
    sm_people more = rec_people(r->arena, r->vocabulary, people_text(r, entry));
    size_t known = people->count < LOOKED_AT ? people->count : LOOKED_AT;
    for (size_t i = 0; i < more.count; i++) {
        bool again = false;
        for (size_t j = 0; j < known && !again; j++)
            again = sm_str_equal(people->items[j].name, more.items[i].name) &&
                    sm_str_equal(people->items[j].handle, more.items[i].handle);
        if (!again)
            SM_LIST_ADD(r->arena, people, more.items[i]);
    }
}

static void set_text(sm_str *field, sm_str value)
{
    if (field->ptr == NULL && value.len != 0)
        *field = value;
}

/* The date of "2026-06-24", and of "2026-06-24 · branch main". */
static void set_date(rec *r, sm_date *field, sm_str value)
{
    static const char *const ends[] = {" · ", ", ", " (", " | ", " – ", " — "};
    if (field->text.ptr != NULL || value.len == 0)
        return;
    *field = rec_date(r->scratch, r->vocabulary, value);
    for (size_t i = 0; i < sizeof ends / sizeof *ends && field->year == 0; i++) {
        size_t at = sm_str_find(value, sm_str_from_cstr(ends[i]));
        sm_date date = {0};
        if (at != SM_STR_NONE)
            date = rec_date(r->scratch, r->vocabulary, sm_str_sub(value, 0, at));
        if (date.day != 0)
            *field = date;
        field->text = value;
    }
}

static void set_tags(rec *r, sm_metadata *m, sm_str value)
{
    if (m->tags.count != 0)
        return;
    sm_str_builder tags = {0};
    sm_str rest = value, piece;
    if (rest.len != 0 && rest.ptr[0] == '[' && rest.ptr[rest.len - 1] == ']')
        rest = sm_str_sub(rest, 1, rest.len - 2);
    while (sm_str_split(&rest, ',', &piece)) {
        piece = sm_str_trim(piece);
        if (piece.len != 0)
            SM_LIST_ADD(r->arena, &tags, piece);
    }
    m->tags = (sm_str_list){tags.items, tags.count};
}

static void set_prd(sm_metadata *m, const sm_entry *entry)
{
    if (m->prd.text.ptr != NULL)
        return;
    m->prd.text = entry->value;
    m->prd.url = first_url(entry->content);
    sm_str text = entry->value;
    bool path = sm_str_find_char(text, ' ') == SM_STR_NONE &&
                sm_str_find_char(text, '[') == SM_STR_NONE &&
                (sm_str_starts(text, SM_STR("http")) || sm_str_ends(text, SM_STR(".md")));
    if (m->prd.url.ptr == NULL && path)
        m->prd.url = text;
}

/* PEOPLE: lists of authors, owners, reviewers and approvers, in the order of their keys. */
static void set_field(rec *r, sm_metadata *m, people_list people[4], rec_key key,
                      const sm_entry *entry)
{
    sm_str value = entry->value;
    switch (key) {
    case REC_KEY_TITLE:
        set_text(&m->title, value);
        return;
    case REC_KEY_SUBTITLE:
        set_text(&m->subtitle, value);
        return;
    case REC_KEY_ID:
        set_text(&m->id, value);
        return;
    case REC_KEY_TYPE:
        set_text(&m->type, value);
        return;
    case REC_KEY_STATUS:
        if (m->status.ptr == NULL && value.len != 0) {
            m->status = value;
            m->state = rec_state(r->vocabulary, value);
        }
        return;
    case REC_KEY_VERSION:
        set_text(&m->version, value);
        return;
    case REC_KEY_AUTHORS:
    case REC_KEY_OWNERS:
    case REC_KEY_REVIEWERS:
    case REC_KEY_APPROVERS:
        add_people(r, &people[key - REC_KEY_AUTHORS], entry);
        return;
    case REC_KEY_CREATED:
        set_date(r, &m->created, value);
        return;
    case REC_KEY_UPDATED:
        set_date(r, &m->updated, value);
        return;
    case REC_KEY_DATE:
        set_date(r, &m->date, value);
        return;
    case REC_KEY_PRD:
        set_prd(m, entry);
        return;
    case REC_KEY_PARENT:
        set_text(&m->parent, value);
        return;
    case REC_KEY_LANGUAGE:
        set_text(&m->language, value);
        return;
    case REC_KEY_TAGS:
        set_tags(r, m, value);
        return;
    }
}

bool rec_is_metadata_key(rec *r, sm_str key)
{
    sm_str words = rec_normalize_key(r->scratch, key);
    return words.len != 0 && (rec_find(r->vocabulary, REC_KEY, words) != NULL ||
                              rec_find(r->vocabulary, REC_KEY_HINT, words) != NULL);
}

void rec_store_entries(rec *r, rec_entries *entries)
{
    sm_metadata *m = &r->spec->metadata;
    people_list people[4] = {{0}};
    for (size_t i = 0; i < entries->count; i++) {
        sm_entry *entry = &entries->items[i];
        sm_str words = rec_normalize_key(r->scratch, entry->key);
        const rec_word *key = words.len == 0 ? NULL : rec_find(r->vocabulary, REC_KEY, words);
        if (key == NULL)
            continue;
        entry->known = true;
        set_field(r, m, people, (rec_key)key->value, entry);
    }
    sm_people *fields[4] = {&m->authors, &m->owners, &m->reviewers, &m->approvers};
    for (size_t i = 0; i < 4; i++)
        *fields[i] = (sm_people){people[i].items, people[i].count};
    m->entries = entries->items;
    m->entry_count = entries->count;
}

/* --- the title --- */

/* Cuts "Technical Specification: " off the front of TITLE, or " - Technical Specification" off
 * its end; *TYPE is what was cut. */
static sm_str cut_type(rec *r, sm_str title, sm_str *type)
{
    sm_str name, rest;
    *type = (sm_str){0};
    size_t colon = sm_str_find(title, SM_STR(":"));
    if (colon != SM_STR_NONE && colon < 60) {
        name = sm_str_trim(sm_str_sub(title, 0, colon));
        rest = sm_str_trim(sm_str_from(title, colon + 1));
        if (rest.len != 0 &&
            rec_find(r->vocabulary, REC_TYPE, rec_normalize(r->scratch, name)) != NULL) {
            *type = name;
            return rest;
        }
    }
    static const char *const dashes[] = {" - ", " — ", " – ", " -- ", ": "};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        sm_str dash = sm_str_from_cstr(dashes[i]);
        size_t at = sm_str_find(title, dash);
        if (at == SM_STR_NONE)
            continue;
        name = sm_str_trim(sm_str_sub(title, 0, at));
        rest = sm_str_trim(sm_str_from(title, at + dash.len));
        if (rec_find(r->vocabulary, REC_TYPE, rec_normalize(r->scratch, rest)) != NULL) {
            *type = rest;
            return name;
        }
        if (i < 4 && rest.len != 0 &&
            rec_find(r->vocabulary, REC_TYPE, rec_normalize(r->scratch, name)) != NULL) {
            *type = name;
            return rest;
        }
    }
    return title;
}

/* Whether SECTION, of a lower level, stands where a title does: nothing but comments before it,
 * and all else below it or metadata right under it. */
static bool heads_document(rec *r, const sm_block *section)
{
    const sm_block *below = section->as.section.blocks;
    sm_str title = sm_plain_text(r->scratch, section->as.section.title);
    if (r->doc->blocks != section || below == NULL || rec_role_of(r, title) != SM_ROLE_NONE)
        return false; /* "## ADDED Requirements" is a part of something */
    return section->next == NULL || r->roles[below->index] == SM_ROLE_METADATA;
}

const sm_block *rec_second_heading(const sm_block *first)
{
    const sm_block *below = first->as.section.blocks;
    if (below == NULL)
        below = first->next;
    return below != NULL && below->kind == SM_SECTION &&
                   below->as.section.level <= first->as.section.level + 1
               ? below
               : NULL;
}

/* Whether TEXT is what a kind of document is called, and nothing else: "Test plan", "Software
 * Requirements Specification (SRS)". */
static bool is_type(rec *r, sm_str text)
{
    size_t remark = sm_str_find(text, SM_STR(" ("));
    sm_str name = sm_str_sub(text, 0, remark == SM_STR_NONE ? text.len : remark);
    return rec_find(r->vocabulary, REC_TYPE, rec_normalize(r->scratch, name)) != NULL;
}

/* The H1 that can carry the title: the first section of the document. With several of them, one
 * that is called "Summary" is no title. */
static const sm_block *title_candidate(rec *r)
{
    const sm_block *first = NULL;
    size_t count = 0;
    for (const sm_block *b = r->doc->blocks; b != NULL; b = b->next) {
        if (b->kind != SM_SECTION)
            continue;
        bool empty = first != NULL && first->as.section.level > 1 &&
                     first->as.section.blocks == NULL; /* a line of links above the title */
        if (first == NULL || empty)
            first = b;
        count += b->as.section.level == 1;
    }
    if (first == NULL || (first->as.section.level != 1 && !heads_document(r, first)))
        return NULL;
    sm_str words =
        rec_normalize(r->scratch, sm_plain_text(r->scratch, first->as.section.title));
    bool type = first->as.section.blocks == NULL && rec_second_heading(first) != NULL &&
                rec_find(r->vocabulary, REC_TYPE, words) != NULL; /* "# Test plan", "# Ferry" */
    if (words.len == 0 || (count > 1 && !type &&
                           (rec_find(r->vocabulary, REC_ROLE, words) != NULL ||
                            rec_find(r->vocabulary, REC_KEY_HINT, words) != NULL)))
        return NULL;
    return first;
}

/* Whether a heading of a lower level is a subtitle rather than the first chapter: metadata or
 * other headings stand below it, if anything. */
static bool is_subtitle(rec *r, const sm_block *section)
{
    const sm_metadata *m = &r->spec->metadata;
    const sm_block *below = section->as.section.blocks;
    while (below != NULL && below->kind == SM_RULE)
        below = below->next;
    for (size_t i = 0; below != NULL && i < m->entry_count; i++)
        if (m->entries[i].block == below)
            return true;
    return below == NULL || below->kind == SM_SECTION;
}

/* Of "# Test plan" and "## Billing" the type and the title, whichever comes first. */
static void split_headings(rec *r, const sm_block *h1, sm_str *title, sm_str *type)
{
    const sm_block *second = rec_second_heading(h1);
    if (second == NULL || type->ptr != NULL)
        return;
    sm_str below = sm_plain_text(r->arena, second->as.section.title);
    if (is_type(r, *title) == is_type(r, below) || below.len == 0 ||
        rec_role_of(r, below) != SM_ROLE_NONE ||
        (second->as.section.level > h1->as.section.level && !is_subtitle(r, second)))
        return;
    bool numbered = rec_skip_ordinal(below).ptr != below.ptr;
    if (is_type(r, below)) {
        *type = below;
    } else if (!numbered && rec_find(r->vocabulary, REC_KEY_HINT,
                                     rec_normalize(r->scratch, below)) == NULL) {
        *type = *title;
        *title = sm_str_starts(below, SM_STR("For ")) ? sm_str_from(below, 4) : below;
    }
}

/* "RFC-7: Doors" for "Doors": the same title, with its number. */
static bool is_numbered(sm_str whole, sm_str title)
{
    enum { LONGEST = 24 };
    if (title.len == 0 || whole.len <= title.len || whole.len > title.len + LONGEST ||
        !sm_str_ends(whole, title))
        return false;
    sm_str number = sm_str_trim(sm_str_sub(whole, 0, whole.len - title.len));
    bool digit = false;
    for (size_t i = 0; i < number.len; i++)
        digit = digit || sm_is_digit(number.ptr[i]);
    return digit &&
           (sm_str_ends(number, SM_STR(":")) || sm_str_ends(number, SM_STR("-")) ||
            sm_str_ends(number, SM_STR("\u2013")) || sm_str_ends(number, SM_STR("\u2014")));
}

void rec_find_title(rec *r)
{
    sm_metadata *m = &r->spec->metadata;
    const sm_block *h1 = title_candidate(r);
    sm_str whole = h1 == NULL ? (sm_str){0} : sm_plain_text(r->arena, h1->as.section.title);
    sm_str type = {0}, title = cut_type(r, whole, &type);
    if (h1 != NULL)
        split_headings(r, h1, &title, &type);
    if (h1 != NULL)
        r->title_role = rec_role_of(r, title);
    if (h1 != NULL && r->title_role == SM_ROLE_NONE)
        r->title_role = rec_role_of(r, whole); /* "Billing - Test plan" */
    if (m->title.ptr != NULL && is_type(r, m->title) && h1 != NULL && !is_type(r, title)) {
        set_text(&m->type, m->title); /* "Document title: Test plan" */
        m->title = (sm_str){0};
    }
    if (m->title.ptr == NULL && h1 != NULL) {
        m->title = title;
        m->title_content = type.ptr == NULL ? h1->as.section.title : NULL;
        set_text(&m->type, type);
        r->spec->title_section = h1;
        return;
    }
    if (m->title.ptr == NULL)
        return;
    if (h1 != NULL && is_numbered(whole, m->title))
        m->title = whole;
    sm_str given_type = {0};
    sm_str given = cut_type(r, m->title, &given_type);
    set_text(&m->type, given_type.ptr != NULL ? given_type : type);
    sm_str a = rec_normalize(r->scratch, given), b = rec_normalize(r->scratch, title);
    if (h1 != NULL &&
        (sm_str_equal(a, b) ||
         sm_str_equal(rec_normalize(r->scratch, whole), rec_normalize(r->scratch, m->title)))) {
        r->spec->title_section = h1;
        m->title_content =
            type.ptr == NULL && given_type.ptr == NULL ? h1->as.section.title : NULL;
    }
    m->title = given;
}
