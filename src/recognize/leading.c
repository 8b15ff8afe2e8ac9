#include "recognizer.h"

/* Where metadata stands: the blocks before the first heading of the text proper, a section
 * named for it, comments, and the footer. A leading block gets SM_ROLE_METADATA when every
 * piece of its text is in an entry, so that a title block can stand for it. */

static const char subtitle_key[] = "Subtitle";

static void add_entries(rec *r, rec_entries *entries, const rec_pairs *pairs,
                        const sm_block *block)
{
    enum { LOOKED_AT = 64 }; /* what can be found twice stands near the top */
    for (size_t i = 0; block != NULL && i < entries->count && i < LOOKED_AT; i++)
        if (entries->items[i].block == block && entries->items[i].key.ptr != subtitle_key)
            return; /* found in another way before */
    for (size_t i = 0; i < pairs->count; i++) {
        sm_entry entry = {.key = pairs->items[i].key,
                          .value = pairs->items[i].value,
                          .content = pairs->items[i].content,
                          .loc = pairs->items[i].loc,
                          .block = block};
        SM_LIST_ADD(r->arena, entries, entry);
    }
}

static size_t count_known(rec *r, const rec_pairs *pairs)
{
    size_t known = 0;
    for (size_t i = 0; i < pairs->count; i++)
        known += rec_is_metadata_key(r, pairs->items[i].key);
    return known;
}

static bool is_long(const rec_pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (pairs->items[i].value.len > 600)
            return true;
    return false;
}

/* Looks through emphasis that wraps a whole line: "*Last updated: 2026-01-01*". */
static const sm_inline *unwrapped(const sm_inline *content)
{
    while (content != NULL && content->kind == SM_EMPHASIS && content->next == NULL)
        content = content->as.children;
    return content;
}

/* Whether enough of PAIRS have keys that are metadata's; in a section that is named for it,
 * SURE, one of them is enough. */
static bool enough_known(rec *r, const rec_pairs *pairs, bool sure)
{
    size_t known = count_known(r, pairs);
    return known != 0 && (sure || known * 2 >= pairs->count);
}

/* Whether LEFT and RIGHT head the columns of a table of pairs. */
static bool names_columns(rec *r, sm_str left, sm_str right)
{
    if (rec_is_metadata_key(r, right))
        return false;
    return sm_str_among(
               rec_normalize(r->scratch, left),
               "field|key|property|attribute|item|metadata|name|campo|feld|属性|字段|项目|поле|"
               "champ|information|details|document|параметр|реквизит|характеристика|parameter|"
               "parametre|rubrique|eigenschaft|angabe|atributo|propiedad|항목|구분|要素|"
               "区分") ||
           sm_str_among(
               rec_normalize(r->scratch, right),
               "value|values|valor|wert|valeur|valore|waarde|wartość|значение|值|値|값");
}

/* The pairs of a table of two columns; its header row is one too, unless it names the columns.
 */
static bool table_pairs(rec *r, const sm_block *table, bool sure, rec_pairs *pairs)
{
    if (table->as.table.columns != 2)
        return false;
    const sm_row *head = table->as.table.head;
    sm_str left = head == NULL ? (sm_str){0} : sm_plain_text(r->arena, head->cells[0].content);
    sm_str right = head == NULL ? (sm_str){0} : sm_plain_text(r->arena, head->cells[1].content);
    bool empty = left.len == 0 && right.len == 0;
    if (!empty && !names_columns(r, left, right))
        SM_LIST_ADD(r->arena, pairs,
                    ((rec_pair){left, right, head->cells[1].content, head->loc}));
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next) {
        sm_str key = sm_plain_text(r->arena, row->cells[0].content);
        if (sm_str_ends(key, SM_STR(":")))
            key.len--;
        rec_pair pair = {key, sm_plain_text(r->arena, row->cells[1].content),
                         row->cells[1].content, row->loc};
        if (pair.key.len != 0 && pair.key.len <= 60)
            SM_LIST_ADD(r->arena, pairs, pair);
        else if (pair.key.len != 0 || pair.value.len != 0)
            return false;
    }
    return enough_known(r, pairs, sure);
}

/* A table of one row under keys: "| Status | Owner |" and what they are. */
static bool row_pairs(rec *r, const sm_block *table, rec_pairs *pairs)
{
    const sm_row *head = table->as.table.head, *row = table->as.table.rows;
    if (head == NULL || row == NULL || row->next != NULL || table->as.table.columns < 2)
        return false;
    for (size_t i = 0; i < table->as.table.columns; i++) {
        rec_pair pair = {sm_plain_text(r->arena, head->cells[i].content),
                         sm_plain_text(r->arena, row->cells[i].content), row->cells[i].content,
                         row->loc};
        if (pair.key.len == 0)
            return false;
        SM_LIST_ADD(r->arena, pairs, pair);
    }
    return count_known(r, pairs) == pairs->count;
}

static bool list_pairs(rec *r, const sm_block *list, bool sure, rec_pairs *pairs)
{
    bool bold = true;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        const sm_inline *content = rec_item_content(item);
        size_t before = pairs->count;
        if (content == NULL || item->blocks->next != NULL || item->checkbox != SM_NO_CHECKBOX)
            return false;
        if (!rec_key_lines(r, content, REC_BOLD_KEYS, pairs)) {
            pairs->count = before;
            bold = false;
            if (!rec_key_lines(r, content, REC_PLAIN_KEYS | REC_ANY_KEYS, pairs))
                return false;
        }
    }
    return enough_known(r, pairs, sure) || (bold && count_known(r, pairs) * 3 >= pairs->count);
}

static size_t line_count(const sm_inline *content)
{
    size_t lines = 1;
    for (; content != NULL; content = content->next)
        lines += content->kind == SM_SOFT_BREAK || content->kind == SM_LINE_BREAK;
    return lines;
}

static void mark(rec *r, const sm_block *block)
{
    r->roles[block->index] = SM_ROLE_METADATA;
}

/* Those of PAIRS that were added after the first BEFORE. */
static rec_pairs pairs_from(const rec_pairs *pairs, size_t before)
{
    if (pairs->count == before) /* items may be NULL, to which nothing may be added */
        return (rec_pairs){0};
    return (rec_pairs){pairs->items + before, pairs->count - before, 0};
}

/* Whether the author broke a line of CONTENT: what follows is no more of the same. */
static bool is_parted(const sm_inline *content)
{
    while (content != NULL && content->kind != SM_LINE_BREAK)
        content = content->next;
    return content != NULL;
}

/* Whether BLOCK is metadata and nothing else; its pairs are added. AFTER: the block before it
 * is metadata. SURE: it stands in a section that is named for metadata. */
static bool block_pairs(rec *r, const sm_block *block, bool after, bool sure, rec_pairs *pairs)
{
    size_t before = pairs->count;
    bool is = false;
    if (block->kind == SM_PARAGRAPH) {
        const sm_inline *content = unwrapped(block->as.paragraph);
        is = rec_key_lines(r, content, REC_BOLD_KEYS, pairs);
        rec_pairs own = pairs_from(pairs, before);
        is = is && !is_long(&own) && (count_known(r, &own) != 0 || after);
        if (!is) {
            pairs->count = before;
            is = rec_key_lines(r, content, REC_BOLD_KEYS | REC_PLAIN_KEYS, pairs);
            own = pairs_from(pairs, before);
            is = is && !is_long(&own) && count_known(r, &own) != 0;
            if (is && (own.count > 1 || is_parted(content)) &&
                own.count < line_count(content)) {
                rec_pairs all = {0}; /* lines with keys that the vocabulary does not know */
                if (rec_key_lines(r, content, REC_BOLD_KEYS | REC_PLAIN_KEYS | REC_ANY_KEYS,
                                  &all) &&
                    count_known(r, &all) * 2 >= all.count) {
                    pairs->count = before;
                    for (size_t i = 0; i < all.count; i++)
                        SM_LIST_ADD(r->arena, pairs, all.items[i]);
                }
            }
        }
    } else if (block->kind == SM_QUOTE) {
        is = block->as.quote.blocks != NULL;
        for (const sm_block *b = block->as.quote.blocks; b != NULL && is; b = b->next)
            is = b->kind == SM_RULE ||
                 block_pairs(r, b, after || pairs->count != before, sure, pairs);
    } else if (block->kind == SM_LIST) {
        rec_pairs own = {0};
        is = list_pairs(r, block, sure, &own);
        for (size_t i = 0; is && i < own.count; i++)
            SM_LIST_ADD(r->arena, pairs, own.items[i]);
    } else if (block->kind == SM_TABLE) {
        rec_pairs own = {0};
        is = table_pairs(r, block, sure, &own);
        if (!is) {
            own.count = 0;
            is = row_pairs(r, block, &own);
        }
        for (size_t i = 0; is && i < own.count; i++)
            SM_LIST_ADD(r->arena, pairs, own.items[i]);
    }
    if (!is)
        pairs->count = before;
    return is;
}

/* "**The subject**" as a line of its own above key lines in one paragraph; *REST: those. */
static bool subtitle_above(rec *r, const sm_block *block, rec_entries *entries,
                           const sm_inline **rest)
{
    const sm_inline *line = block->kind == SM_PARAGRAPH ? block->as.paragraph : NULL;
    const sm_inline *end = line == NULL ? NULL : line->next;
    rec_pairs pairs = {0};
    if (entries->count != 0 || end == NULL || line->kind != SM_STRONG ||
        (end->kind != SM_SOFT_BREAK && end->kind != SM_LINE_BREAK) ||
        !rec_key_lines(r, end->next, REC_BOLD_KEYS, &pairs) || count_known(r, &pairs) == 0)
        return false;
    sm_entry entry = {.key = sm_str_from_cstr(subtitle_key),
                      .value = sm_plain_text(r->arena, line->as.children),
                      .content = line->as.children,
                      .loc = line->loc,
                      .block = block};
    SM_LIST_ADD(r->arena, entries, entry);
    *rest = end->next;
    return true;
}

/* The key of "Version 1.0", "Prepared by Ada Roe", "12 May 2026", which need no colon. */
static bool told_line(rec *r, sm_str line, sm_str *key, sm_str *value)
{
    enum { SHORT = 24 };
    static const char *const leads[] = {"Version ", "Prepared by ", "Written by "};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        sm_str lead = sm_str_from_cstr(leads[i]);
        if (!sm_str_starts(line, lead) || line.len == lead.len)
            continue;
        *key = sm_str_trim(lead);
        *value = sm_str_trim(sm_str_from(line, lead.len));
        return i != 0 || (line.len <= SHORT && value->len != 0 && sm_is_digit(value->ptr[0]));
    }
    *key = SM_STR("Date");
    *value = line;
    sm_date date = {0};
    if (line.len <= SHORT)
        date = rec_date(r->scratch, r->vocabulary, line);
    return date.year != 0 && date.day != 0;
}

/* Such lines in BLOCK, as a template for requirements has them; they stay in the body. */
static void add_told_lines(rec *r, const sm_block *block, rec_entries *entries)
{
    enum { LINES_MAX = 6, LONGEST = 60 };
    if (block->kind != SM_PARAGRAPH || line_count(block->as.paragraph) > LINES_MAX)
        return;
    rec_pairs pairs = {0};
    bool told = false;
    sm_buf line = sm_buf_new(r->arena);
    for (const sm_inline *n = block->as.paragraph;; n = n->next) {
        if (n != NULL && n->kind != SM_SOFT_BREAK && n->kind != SM_LINE_BREAK) {
            sm_inline one = *n;
            one.next = NULL;
            sm_inline_text(&line, &one);
            continue;
        }
        rec_pair pair = {.loc = block->loc};
        sm_str text = sm_str_trim(sm_buf_str(&line));
        if (text.len > LONGEST)
            return;
        if (told_line(r, text, &pair.key, &pair.value)) {
            told = told || !sm_str_equal(pair.key, SM_STR("Date"));
            SM_LIST_ADD(r->arena, &pairs, pair);
        }
        if (n == NULL)
            break;
        line = sm_buf_new(r->arena);
    }
    if (told)
        add_entries(r, entries, &pairs, block);
}

/* Whether BLOCK is nothing but "**Key:** value" with keys that the vocabulary does not know:
 * metadata, if what follows is. */
static bool may_be_pairs(rec *r, const sm_block *block, rec_pairs *pairs)
{
    return block->kind == SM_PARAGRAPH &&
           rec_key_lines(r, unwrapped(block->as.paragraph), REC_BOLD_KEYS, pairs) &&
           !is_long(pairs);
}

/* The key lines at the start of BLOCKS, up to the first section. Under a subtitle they stay in
 * the body, as their heading does. */
static bool scan_leading(rec *r, const sm_block *blocks, rec_entries *entries, bool subtitle)
{
    bool after = false, any = false;
    const sm_block *rule = NULL, *held = NULL;
    rec_pairs held_pairs = {0};
    for (const sm_block *b = blocks; b != NULL && b->kind != SM_SECTION; b = b->next) {
        if (b->kind == SM_RULE) {
            if (after && !subtitle)
                mark(r, b);
            rule = b;
            held = NULL;
            continue;
        }
        rec_pairs pairs = {0};
        const sm_inline *rest = NULL;
        if (!any && subtitle_above(r, b, entries, &rest))
            after = rec_key_lines(r, rest, REC_BOLD_KEYS, &pairs);
        else
            after = block_pairs(r, b, after, false, &pairs);
        if (after) {
            any = true;
            if (!subtitle)
                mark(r, b);
            if (!subtitle && rule != NULL)
                mark(r, rule);
            if (held != NULL) {
                if (!subtitle)
                    mark(r, held);
                add_entries(r, entries, &held_pairs, held);
            }
            add_entries(r, entries, &pairs, b);
        }
        if (b == blocks && !after)
            add_told_lines(r, b, entries);
        rule = NULL;
        held_pairs.count = 0;
        held = !after && !any && may_be_pairs(r, b, &held_pairs) ? b : NULL;
    }
    return any;
}

/* The lines "Key: value" of a plain TEXT that begins at LOC, where the keys are known. */
static void text_pairs(rec *r, sm_str text, sm_loc loc, rec_pairs *pairs)
{
    enum { LONGEST = 4000 };
    sm_str line;
    if (text.len > LONGEST)
        return;
    for (; sm_str_split(&text, '\n', &line); loc.line++) {
        size_t colon = sm_str_find(line, SM_STR(":"));
        if (colon == SM_STR_NONE || colon == 0 || colon > 40)
            continue;
        rec_pair pair = {.key = sm_str_trim(sm_str_sub(line, 0, colon)),
                         .value = sm_str_trim(sm_str_from(line, colon + 1)),
                         .loc = {loc.source, loc.line, 1}};
        if (pair.value.len > 1 && pair.value.ptr[0] == '"' &&
            sm_str_ends(pair.value, SM_STR("\"")))
            pair.value = sm_str_sub(pair.value, 1, pair.value.len - 2);
        if (rec_is_metadata_key(r, pair.key) && pair.value.len != 0)
            SM_LIST_ADD(r->arena, pairs, pair);
    }
}

/* The blocks of a section called "Metadata", "Document Information"; they stay in the body. */
static void scan_section(rec *r, const sm_block *section, rec_entries *entries)
{
    bool after = true;
    for (const sm_block *b = section->as.section.blocks; b != NULL; b = b->next) {
        rec_pairs pairs = {0};
        if (b->kind == SM_CODE_BLOCK && sm_str_among(b->as.code.language, "|yaml|yml"))
            text_pairs(r, b->as.code.text,
                       (sm_loc){b->loc.source, b->loc.line + b->as.code.fenced, 1}, &pairs);
        else if (b->kind != SM_SECTION)
            block_pairs(r, b, after, true, &pairs);
        add_entries(r, entries, &pairs, b);
    }
}

/* A section that is one of the keys, as decision records and stories have it: "## Status" and
 * below it "Accepted". It stays in the body. */
static void scan_key_section(rec *r, const sm_block *section, rec_entries *entries)
{
    enum { SHORT = 60 };
    const sm_block *block = section->as.section.blocks;
    sm_str key = rec_skip_ordinal(sm_plain_text(r->arena, section->as.section.title));
    const rec_word *word = rec_find(r->vocabulary, REC_KEY, rec_normalize_key(r->scratch, key));
    if (word == NULL || block == NULL || block->kind != SM_PARAGRAPH)
        return;
    sm_str value = sm_plain_text(r->arena, block->as.paragraph), line = value;
    size_t end = sm_str_find_char(value, '\n');
    if (end != SM_STR_NONE)
        line = sm_str_trim(sm_str_sub(value, 0, end));
    bool dated = word->value == REC_KEY_DATE || word->value == REC_KEY_CREATED ||
                 word->value == REC_KEY_UPDATED;
    bool state =
        word->value == REC_KEY_STATUS && rec_state(r->vocabulary, line) != SM_STATE_UNKNOWN;
    if (line.len > SHORT ||
        (!state && !(dated && rec_date(r->scratch, r->vocabulary, line).year != 0)))
        return;
    sm_entry entry = {.key = key, .value = line, .loc = block->loc, .block = block};
    SM_LIST_ADD(r->arena, entries, entry);
}

/* "Key: value" lines in comments, where two of them are known keys. */
static void scan_comments(rec *r, rec_entries *entries)
{
    enum { COMMENTS_MAX = 8 };
    for (size_t i = 0; i < r->doc->comment_count && i < COMMENTS_MAX; i++) {
        const sm_comment *comment = &r->doc->comments[i];
        rec_pairs pairs = {0};
        text_pairs(r, comment->text, comment->loc, &pairs);
        if (pairs.count >= 2 || (pairs.count == 1 && comment->loc.line <= 10))
            add_entries(r, entries, &pairs, NULL);
    }
}

static const sm_block *last_section_of(const sm_block *blocks)
{
    const sm_block *last = NULL;
    for (; blocks != NULL; blocks = blocks->next)
        if (blocks->kind == SM_SECTION)
            last = blocks;
    return last;
}

/* "**Next Steps:**" above a list is no entry. */
static void drop_labels(rec_pairs *pairs)
{
    size_t kept = 0;
    for (size_t i = 0; i < pairs->count; i++)
        if (pairs->items[i].value.len != 0)
            pairs->items[kept++] = pairs->items[i];
    pairs->count = kept;
}

/* The footer: key lines among the last blocks of the document. A single one right below the
 * last heading is about that section ("**Status**: Stable"). */
static void scan_footer(rec *r, rec_entries *entries)
{
    enum { FOOTER_BLOCKS = 4 };
    const sm_block *blocks = r->doc->blocks;
    for (const sm_block *s; (s = last_section_of(blocks)) != NULL;)
        blocks = s->as.section.blocks;
    size_t count = 0;
    for (const sm_block *b = blocks; b != NULL; b = b->next)
        count++;
    for (const sm_block *b = blocks; b != NULL; b = b->next, count--) {
        if (count > FOOTER_BLOCKS || b->kind != SM_PARAGRAPH ||
            r->roles[b->index] == SM_ROLE_METADATA)
            continue;
        rec_pairs pairs = {0};
        rec_key_lines(r, unwrapped(b->as.paragraph), REC_BOLD_KEYS | REC_PLAIN_KEYS, &pairs);
        drop_labels(&pairs);
        if (b == blocks && pairs.count == 1 && blocks != r->doc->blocks)
            continue;
        if (pairs.count != 0 && count_known(r, &pairs) * 2 >= pairs.count && !is_long(&pairs) &&
            rec_find(r->vocabulary, REC_KEY, rec_normalize(r->scratch, pairs.items[0].key)) !=
                NULL)
            add_entries(r, entries, &pairs, b);
    }
}

static const sm_block *first_section(const sm_block *blocks)
{
    while (blocks != NULL && blocks->kind != SM_SECTION)
        blocks = blocks->next;
    return blocks;
}

enum { NEAR_THE_TOP = 4 }; /* sections */

/* The sections near the top that are named for metadata or for a key of it; below a subtitle
 * that heads nothing else too. */
static void scan_top(rec *r, const sm_block *top, rec_entries *entries)
{
    for (int i = 0; top != NULL && i < NEAR_THE_TOP; top = top->next) {
        if (top->kind != SM_SECTION)
            continue;
        const sm_block *below = top->as.section.blocks;
        if (rec_role_of(r, sm_plain_text(r->scratch, top->as.section.title)) ==
            SM_ROLE_METADATA)
            scan_section(r, top, entries);
        else if (i == 0 && below != NULL && below->kind == SM_SECTION)
            scan_top(r, below, entries);
        else
            scan_key_section(r, top, entries);
        i++;
    }
}

/* "Document control" as the last section, or the one before it. */
static void scan_bottom(rec *r, const sm_block *blocks, rec_entries *entries)
{
    const sm_block *last[2] = {NULL, NULL};
    size_t count = 0;
    for (; blocks != NULL; blocks = blocks->next)
        if (blocks->kind == SM_SECTION) {
            last[0] = last[1];
            last[1] = blocks;
            count++;
        }
    for (size_t i = 0; i < 2 && count > NEAR_THE_TOP + 1; i++) {
        sm_str title = sm_plain_text(r->scratch, last[i]->as.section.title);
        if (rec_role_of(r, title) == SM_ROLE_METADATA)
            scan_section(r, last[i], entries);
    }
}

void rec_find_metadata(rec *r)
{
    rec_entries entries = {0};
    rec_front_matter(r, &entries);
    rec_toml(r, &entries);
    bool any = scan_leading(r, r->doc->blocks, &entries, false);
    const sm_block *first = first_section(r->doc->blocks);
    if (first != NULL && (first->as.section.level == 1 || !any)) {
        bool found = scan_leading(r, first->as.section.blocks, &entries, false);
        const sm_block *below = rec_second_heading(first);
        if (!found && below != NULL)
            scan_leading(r, below->as.section.blocks, &entries, true);
    }
    const sm_block *top =
        first != NULL && first->next == NULL ? first->as.section.blocks : first;
    scan_top(r, top, &entries);
    scan_bottom(r, top, &entries);
    scan_comments(r, &entries);
    scan_footer(r, &entries);
    rec_store_entries(r, &entries);
    rec_find_title(r);
}
