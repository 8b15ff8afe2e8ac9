#include "recognizer.h"
#include <string.h>

/* Key lines: "**Status:** Draft", "**Status**: Draft", "Status: Draft", one a line or several
 * on a line, in one paragraph or many. A value is kept with its markup as a copy of its
 * top-level inlines, cut at the key and trimmed. */

bool rec_is_break(const sm_inline *n)
{
    return n->kind == SM_SOFT_BREAK || n->kind == SM_LINE_BREAK;
}

static bool ends_with_colon(sm_str text)
{
    return sm_str_ends(text, SM_STR(":")) || sm_str_ends(text, SM_STR("："));
}

static size_t colon_length(sm_str text)
{
    size_t blanks = 0;
    while (blanks < text.len && text.ptr[blanks] == ' ')
        blanks++;
    sm_str rest = sm_str_from(text, blanks);
    if (sm_str_starts(rest, SM_STR(":")))
        return blanks + 1;
    return sm_str_starts(rest, SM_STR("：")) ? blanks + 3 : 0;
}

static sm_str without_colon(sm_str text)
{
    if (sm_str_ends(text, SM_STR("：")))
        text.len -= 3;
    while (text.len != 0 && (text.ptr[text.len - 1] == ':' || text.ptr[text.len - 1] == ' '))
        text.len--;
    return sm_str_trim(text);
}

/* The key at N when it is **Key:** or **Key** before a colon; *SKIP: bytes of the next text. */
static bool bold_key(rec *r, const sm_inline *n, sm_str *key, size_t *skip)
{
    *skip = 0;
    if (n->kind != SM_STRONG && n->kind != SM_EMPHASIS && n->kind != SM_UNDERLINE)
        return false;
    sm_str text = sm_plain_text(r->arena, n->as.children);
    if (text.len == 0 || text.len > 80)
        return false;
    if (ends_with_colon(text)) {
        *key = without_colon(text);
        return key->len != 0;
    }
    if (n->kind == SM_EMPHASIS || n->next == NULL || n->next->kind != SM_TEXT)
        return false;
    *skip = colon_length(n->next->as.text);
    *key = text;
    return *skip != 0;
}

/* Whether a second key on a line may start after BEFORE. */
static bool after_separator(const sm_inline *before)
{
    if (before == NULL || rec_is_break(before))
        return true;
    if (before->kind != SM_TEXT)
        return false;
    sm_str text = before->as.text;
    while (text.len != 0 && text.ptr[text.len - 1] == ' ')
        text.len--;
    static const char *const marks[] = {"|", "·", "•",        "/", "—", "–",
                                        ",", ";", "\xC2\xA0", "∙", "｜"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sm_str_ends(text, sm_str_from_cstr(marks[i])))
            return true;
    return text.len == 0 || before->as.text.len >= text.len + 2;
}

/* "**Name:**" after "**ID:** 7 ": with its colon inside it needs no separator. */
static bool ends_in_colon(rec *r, const sm_inline *n)
{
    enum { LONGEST = 32 };
    if (n->kind != SM_STRONG)
        return false;
    sm_str text = sm_plain_text(r->scratch, n->as.children);
    return text.len <= LONGEST && ends_with_colon(text);
}

/* --- values --- */

typedef struct chain {
    sm_inline *first, *last;
} chain;

static void add_copy(rec *r, chain *value, const sm_inline *n, sm_str text)
{
    sm_inline *copy = SM_NEW(r->arena, sm_inline);
    *copy = *n;
    copy->next = NULL;
    if (n->kind == SM_TEXT)
        copy->as.text = text;
    if (value->last == NULL)
        value->first = copy;
    else
        value->last->next = copy;
    value->last = copy;
}

static sm_str trim_end(sm_str text)
{
    static const char *const marks[] = {"|", "·", "•", "—", "–", "\\", " ", "∙", "｜"};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            sm_str mark = sm_str_from_cstr(marks[i]);
            while (text.len != 0 && sm_str_ends(text, mark)) {
                text.len -= mark.len;
                again = true;
            }
        }
    }
    return text;
}

/* Drops breaks, blanks and separators at the end of VALUE; linear, as it walks once. */
static void trim_chain(chain *value)
{
    while (value->first != NULL &&
           (rec_is_break(value->first) ||
            (value->first->kind == SM_TEXT && sm_str_trim(value->first->as.text).len == 0)))
        value->first = (sm_inline *)(uintptr_t)value->first->next;
    sm_inline *keep = NULL;
    for (sm_inline *n = value->first; n != NULL; n = (sm_inline *)(uintptr_t)n->next)
        if (!rec_is_break(n) && (n->kind != SM_TEXT || trim_end(n->as.text).len != 0))
            keep = n;
    if (keep == NULL) {
        value->first = value->last = NULL;
        return;
    }
    keep->next = NULL;
    if (keep->kind == SM_TEXT)
        keep->as.text = trim_end(keep->as.text);
    value->last = keep;
}

static void finish_pair(rec *r, rec_pairs *pairs, rec_pair *pair, chain *value)
{
    if (pair->key.ptr == NULL)
        return;
    trim_chain(value);
    if (value->first != NULL && value->first->kind == SM_TEXT) {
        sm_str text = value->first->as.text;
        while (text.len != 0 && text.ptr[0] == ' ')
            text = sm_str_from(text, 1);
        value->first->as.text = text;
    }
    pair->content = value->first;
    pair->value = value->first == NULL ? (sm_str){0} : sm_plain_text(r->arena, value->first);
    SM_LIST_ADD(r->arena, pairs, *pair);
    *pair = (rec_pair){0};
    *value = (chain){0};
}

/* "Epic Owner": at most four words that start with a capital letter. */
static bool is_short_name(sm_str text)
{
    size_t blanks = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!sm_is_alnum(text.ptr[i]) && strchr(" -_/", text.ptr[i]) == NULL &&
            (unsigned char)text.ptr[i] < 0x80)
            return false;
        blanks += text.ptr[i] == ' ';
    }
    return blanks < 4 && text.len != 0 && !(text.ptr[0] >= 'a' && text.ptr[0] <= 'z');
}

/* "verification", "next_step": one word of small letters. */
static bool is_small_word(sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!(text.ptr[i] >= 'a' && text.ptr[i] <= 'z') && text.ptr[i] != '_')
            return false;
    return text.len != 0;
}

/* "Key: value" at the start of TEXT, where the vocabulary knows the key. */
static bool plain_key(rec *r, sm_str text, unsigned forms, sm_str *key, size_t *skip)
{
    size_t at = sm_str_find_char(sm_str_sub(text, 0, 48), ':');
    size_t wide = sm_str_find(sm_str_sub(text, 0, 48), SM_STR("："));
    size_t len = 1;
    if (wide < at)
        at = wide, len = 3;
    if (at == SM_STR_NONE || at == 0 ||
        (at + len < text.len && len == 1 && text.ptr[at + 1] != ' '))
        return false;
    *key = sm_str_trim(sm_str_sub(text, 0, at));
    *skip = at + len;
    return rec_is_metadata_key(r, *key) ||
           ((forms & REC_ANY_KEYS) != 0 && (is_short_name(*key) || is_small_word(*key)));
}

/* Cuts a plain text "A: x | B: y" or "A: x · B: y" into its pairs. */
static void plain_text_pairs(rec *r, unsigned forms, rec_pairs *pairs, rec_pair *pair,
                             chain *value, const sm_inline *n, sm_str text)
{
    for (;;) {
        size_t at = sm_str_find(text, SM_STR(" | ")), len = 3;
        size_t dot = sm_str_find(text, SM_STR(" · "));
        if (dot < at)
            at = dot, len = 4;
        sm_str key;
        size_t skip = 0;
        if (at == SM_STR_NONE ||
            !plain_key(r, sm_str_from(text, at + len), forms, &key, &skip)) {
            add_copy(r, value, n, text);
            return;
        }
        add_copy(r, value, n, sm_str_sub(text, 0, at));
        finish_pair(r, pairs, pair, value);
        *pair = (rec_pair){.key = key, .loc = n->loc};
        text = sm_str_from(text, at + len + skip);
    }
}

/* "*Last updated: 2026-07-01*" as a line of its own. */
static bool emphasized_line(rec *r, const sm_inline *n, unsigned forms, rec_pairs *pairs,
                            rec_pair *pair, chain *value)
{
    sm_str key;
    size_t skip = 0;
    const sm_inline *child = n->kind == SM_EMPHASIS ? n->as.children : NULL;
    if ((forms & REC_PLAIN_KEYS) == 0 || child == NULL || child->kind != SM_TEXT ||
        (n->next != NULL && !rec_is_break(n->next)) ||
        !plain_key(r, child->as.text, forms, &key, &skip))
        return false;
    finish_pair(r, pairs, pair, value);
    *pair = (rec_pair){.key = key, .loc = n->loc};
    add_copy(r, value, child, sm_str_from(child->as.text, skip));
    for (child = child->next; child != NULL; child = child->next)
        add_copy(r, value, child, child->kind == SM_TEXT ? child->as.text : (sm_str){0});
    finish_pair(r, pairs, pair, value);
    return true;
}

bool rec_key_lines(rec *r, const sm_inline *content, unsigned forms, rec_pairs *pairs)
{
    rec_pair pair = {0};
    chain value = {0};
    const sm_inline *before = NULL;
    size_t skip_next = 0;
    bool all = content != NULL;
    for (const sm_inline *n = content; n != NULL; before = n, n = n->next) {
        sm_str key;
        size_t skip = skip_next;
        skip_next = 0;
        bool line_start = before == NULL || rec_is_break(before);
        bool follows = pair.key.ptr != NULL && before != NULL && before->kind == SM_TEXT &&
                       sm_str_ends(before->as.text, SM_STR(" ")) && ends_in_colon(r, n);
        if ((forms & REC_BOLD_KEYS) != 0 && (after_separator(before) || follows) &&
            bold_key(r, n, &key, &skip_next)) {
            finish_pair(r, pairs, &pair, &value);
            pair = (rec_pair){.key = key, .loc = n->loc};
            continue;
        }
        skip_next = 0;
        if (line_start && emphasized_line(r, n, forms, pairs, &pair, &value))
            continue;
        sm_str text = n->kind == SM_TEXT ? sm_str_from(n->as.text, skip) : (sm_str){0};
        if ((forms & REC_PLAIN_KEYS) != 0 && n->kind == SM_TEXT && line_start &&
            plain_key(r, text, forms, &key, &skip)) {
            finish_pair(r, pairs, &pair, &value);
            pair = (rec_pair){.key = key, .loc = n->loc};
            text = sm_str_from(text, skip);
        }
        if (pair.key.ptr == NULL) {
            all =
                all && (rec_is_break(n) || (n->kind == SM_TEXT && sm_str_trim(text).len == 0));
            continue;
        }
        if (n->kind == SM_TEXT && (forms & REC_PLAIN_KEYS) != 0)
            plain_text_pairs(r, forms, pairs, &pair, &value, n, text);
        else
            add_copy(r, &value, n, text);
    }
    finish_pair(r, pairs, &pair, &value);
    return all && pairs->count != 0;
}

bool rec_label_line(rec *r, const sm_inline *content, sm_str *label)
{
    if (content == NULL)
        return false;
    sm_str key;
    size_t skip = 0;
    const sm_inline *next = content->next;
    bool bold = content->kind == SM_STRONG || content->kind == SM_UNDERLINE;
    if (bold && next == NULL) {
        *label = without_colon(sm_plain_text(r->arena, content->as.children));
        return label->len != 0 && label->len <= 120;
    }
    if (bold_key(r, content, &key, &skip)) {
        if (next != NULL && skip != 0 && sm_str_trim(sm_str_from(next->as.text, skip)).len == 0)
            next = next->next;
        *label = key;
        /* "**Errors:**" alone, or "**Response** (200 OK):" */
        return next == NULL;
    }
    if (bold && next != NULL && next->kind == SM_TEXT && next->next == NULL &&
        ends_with_colon(sm_str_trim(next->as.text)) && next->as.text.len < 80) {
        *label = without_colon(sm_plain_text(r->arena, content));
        return true;
    }
    if (content->kind == SM_TEXT && next == NULL && content->as.text.len <= 80 &&
        ends_with_colon(sm_str_trim(content->as.text))) {
        *label = without_colon(sm_str_trim(content->as.text));
        return label->len != 0;
    }
    return false;
}

const sm_inline *rec_item_content(const sm_item *item)
{
    return item->blocks != NULL && item->blocks->kind == SM_PARAGRAPH
               ? item->blocks->as.paragraph
               : NULL;
}

sm_str rec_item_text(rec *r, const sm_item *item)
{
    const sm_inline *content = rec_item_content(item);
    return content == NULL ? (sm_str){0} : sm_plain_text(r->arena, content);
}

/* Whether most items of LIST start with an id. */
static bool items_have_ids(rec *r, const sm_block *list)
{
    enum { LOOKED_AT = 24 };
    size_t items = 0, ids = 0;
    for (const sm_item *item = list->as.list.items; item != NULL && items < LOOKED_AT;
         item = item->next, items++) {
        sm_str id, rest;
        ids += rec_split_id(rec_skip_symbols(rec_item_text(r, item)), &id, &rest) &&
               !rec_is_term(id);
    }
    return ids * 2 > items;
}

bool rec_split_item_id(rec *r, const sm_block *list, sm_str text, sm_str *id, sm_str *rest)
{
    if (!rec_split_id(text, id, rest) || rest->len == 0)
        return false;
    return !rec_is_loose_id(*id, *rest) || rec_is_common_id(*id) || items_have_ids(r, list);
}

bool rec_is_struck(const sm_inline *content)
{
    bool struck = false;
    for (; content != NULL; content = content->next) {
        if (content->kind == SM_STRIKE)
            struck = true;
        else if (content->kind != SM_TEXT || sm_str_trim(content->as.text).len != 0) {
            if ((content->kind == SM_STRONG || content->kind == SM_EMPHASIS) &&
                rec_is_struck(content->as.children))
                struck = true;
            else
                return false;
        }
    }
    return struck;
}
