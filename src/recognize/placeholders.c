#include "recognizer.h"
#include "specmill/base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* Text that is yet to be filled in: {{title}}, [Feature Name], YYYY-MM-DD, TBD, option lists,
 * and <secret> where code expects a value. Check boxes, citations, array indices and link texts
 * in brackets are none. */

typedef struct placeholder_list SM_LIST(sm_placeholder) placeholder_list;

typedef struct finder {
    rec *r;
    placeholder_list found;
    const sm_block *block, *section;
    bool in_template; /* prose has brackets that are to be filled in */
    size_t citations; /* "[RFC 2119]", "[ISO/IEC 18013-5]" in prose */
} finder;

/* The text that is searched, and where it stands. */
typedef struct subject {
    const sm_inline *content; /* NULL: a code block or the front matter */
    sm_str text;
    sm_loc loc;
    bool whole;    /* a cell: an option list may be all of it */
    bool drawn;    /* with characters: in brackets are buttons */
    size_t passed; /* LOC has moved on to this offset of the text */
    bool fixed;    /* columns of the first line are not known: LOC's stays */
} subject;

/* The place of OFFSET, which ascends from call to call. */
static sm_loc place_of(subject *s, size_t offset)
{
    sm_str between = sm_str_sub(s->text, s->passed, offset - s->passed);
    size_t end;
    while (s->content == NULL && (end = sm_str_find_char(between, '\n')) != SM_STR_NONE) {
        s->loc.line++;
        s->loc.column = 1;
        s->fixed = false;
        between = sm_str_from(between, end + 1);
    }
    if (!s->fixed)
        s->loc.column += (uint32_t)sm_utf8_count(between);
    s->passed = offset;
    return s->loc;
}

static bool is_blank_word(finder *f, sm_str inner)
{
    return rec_find(f->r->vocabulary, REC_BLANK, rec_normalize(f->r->scratch, inner)) != NULL;
}

/* "[European Digital Identity Regulation]", "[SD-JWT VC]": a name, not what asks for one as
 * "[Feature Name]" does. */
static bool is_cited_name(finder *f, const sm_placeholder *p)
{
    enum { MOST_WORDS = 6 };
    if (p->content == NULL || p->text.ptr[0] != '[')
        return false;
    sm_str rest = sm_str_sub(p->text, 1, p->text.len - 2), word, last = {0};
    size_t words = 0;
    for (; sm_str_split(&rest, ' ', &word); words++) {
        bool small = word.len == 0 || !(word.ptr[0] >= 'A' && word.ptr[0] <= 'Z');
        if (small && !sm_str_among(word, "of|and|the|for|to|in|on"))
            return false;
        last = word;
    }
    return words <= MOST_WORDS && !is_blank_word(f, last);
}

static void add(finder *f, subject *s, size_t offset, size_t len)
{
    sm_placeholder p = {.text = sm_str_sub(s->text, offset, len),
                        .loc = place_of(s, offset),
                        .content = s->content,
                        .block = f->block,
                        .section = f->section,
                        .offset = offset};
    SM_LIST_ADD(f->r->arena, &f->found, p);
    f->in_template =
        f->in_template || (s->content != NULL && p.text.ptr[0] == '[' && !is_cited_name(f, &p));
}

static bool has_word_beside(sm_str text, size_t at)
{
    return at > 0 &&
           (sm_is_alnum(text.ptr[at - 1]) || strchr("])!\\", text.ptr[at - 1]) != NULL);
}

/* "[the talk] (https://...", "[the talk]: https://...": links that were mistyped. */
static bool is_broken_link(sm_str after)
{
    enum { BLANKS = 3 };
    bool defined = after.len != 0 && after.ptr[0] == ':';
    size_t at = defined ? 1 : 0;
    while (at < after.len && at < BLANKS && after.ptr[at] == ' ')
        at++;
    after = sm_str_from(after, at);
    return sm_str_starts(after, defined ? SM_STR("http") : SM_STR("(http")) ||
           (!defined && sm_str_equal(after, SM_STR("("))); /* before a link that is one */
}

/* "Source: docs/plan.md#scope", "tool: write_file": where something is from. */
static bool is_source(sm_str inner)
{
    size_t colon = sm_str_find(inner, SM_STR(": "));
    if (colon == SM_STR_NONE || sm_str_find_char(inner, ' ') < colon)
        return false;
    sm_str rest = sm_str_trim(sm_str_from(inner, colon + 1));
    return sm_str_starts_nocase(inner, SM_STR("source:")) ||
           (sm_str_find_char(rest, ' ') == SM_STR_NONE &&
            (sm_str_find_char(rest, '_') != SM_STR_NONE ||
             sm_str_find_char(rest, '/') != SM_STR_NONE ||
             sm_str_find_char(rest, '#') != SM_STR_NONE));
}

/* "CIP-0129 compliant": an id among words. */
static bool names_id(sm_str inner)
{
    sm_str rest = inner, word;
    while (sm_str_split(&rest, ' ', &word)) {
        size_t capitals = 0;
        while (capitals < word.len && word.ptr[capitals] >= 'A' && word.ptr[capitals] <= 'Z')
            capitals++;
        if (capitals >= 2 && capitals + 1 < word.len && word.ptr[capitals] == '-' &&
            sm_is_digit(word.ptr[capitals + 1]))
            return true;
    }
    return false;
}

/* "New in Electra", "key: string", "Y/n": what brackets hold in prose and code, too. */
static bool is_remark(sm_str inner)
{
    static const char *const leads[] = {"see ",        "new in ",   "modified in ",
                                        "changed in ", "added in ", "removed in ",
                                        "deprecated",  "since ",    "breaking ch"};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (sm_str_starts_nocase(inner, sm_str_from_cstr(leads[i])))
            return true;
    return sm_str_find(inner, SM_STR("et al")) != SM_STR_NONE ||
           sm_str_equal_nocase(inner, SM_STR("y/n")) ||
           sm_str_ends(inner, SM_STR(": string")) || strchr("\"'^!{", inner.ptr[0]) != NULL ||
           sm_str_find_char(inner, '=') != SM_STR_NONE ||
           sm_str_find_char(inner, '\\') != SM_STR_NONE;
}

/* "[DRAFT, ACTIVE]", "[RFC 2119]", "[T1]", "[09:28]", "[x]": what brackets hold otherwise. */
static bool is_reference(sm_str inner)
{
    size_t letters = 0, small = 0, digits = 0, commas = 0, blanks = 0;
    for (size_t i = 0; i < inner.len; i++) {
        char c = inner.ptr[i];
        letters += sm_is_alpha(c) || (unsigned char)c >= 0x80;
        small += (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
        digits += sm_is_digit(c);
        commas += c == ',';
        blanks += c == ' ';
    }
    if (letters == 0 || inner.len < 3)
        return true;
    if (small == 0 && (commas != 0 || digits != 0))
        return true;
    if (digits != 0 && blanks == 0 && sm_str_find(inner, SM_STR("xxx")) == SM_STR_NONE)
        return true; /* an id, a version, a key */
    return is_remark(inner) || names_id(inner) || is_source(inner);
}

/* Whether TEXT from FROM to END is all of it, but for a label before and marks after. */
static bool is_whole(sm_str text, size_t from, size_t end)
{
    enum { BESIDE = 200 };
    if (from > BESIDE || text.len - end > BESIDE)
        return false;
    sm_str before = sm_str_trim(sm_str_sub(text, 0, from));
    sm_str after = sm_str_trim(sm_str_from(text, end));
    return (before.len == 0 || sm_str_ends(before, SM_STR(":"))) &&
           rec_trim_separators(after).len == 0;
}

/* "from [start, end]", "of [Ann, Bob]": short parts, none of which asks for anything. */
static bool is_enumeration(finder *f, sm_str inner)
{
    enum { LONGEST = 16 };
    sm_str rest = inner, part;
    size_t parts = 0;
    while (sm_str_split(&rest, ',', &part)) {
        part = sm_str_trim(part);
        if (part.len == 0 || part.len > LONGEST || is_blank_word(f, part) ||
            sm_str_starts_nocase(part, SM_STR("e.g")))
            return false;
        parts++;
    }
    return parts > 1;
}

static bool bracket_is_placeholder(finder *f, sm_str text, size_t from, size_t len)
{
    sm_str inner = sm_str_trim(sm_str_sub(text, from + 1, len - 2));
    if (has_word_beside(text, from) || is_reference(inner) ||
        (is_enumeration(f, inner) && !is_whole(text, from, from + len)))
        return false;
    char next = from + len < text.len ? text.ptr[from + len] : ' ';
    if (next == '(' || next == '[' || is_broken_link(sm_str_from(text, from + len)))
        return false;
    if (sm_str_find_char(inner, ' ') != SM_STR_NONE || is_blank_word(f, inner))
        return true;
    bool capitals = true, joined = false;
    for (size_t i = 0; i < inner.len; i++) {
        capitals = capitals && !(inner.ptr[i] >= 'a' && inner.ptr[i] <= 'z');
        joined = joined || inner.ptr[i] == '_' || inner.ptr[i] == '-' || inner.ptr[i] == '/';
    }
    return (joined && !capitals) || (is_whole(text, from, from + len) && !capitals);
}

static size_t bracket_length(sm_str text, size_t from)
{
    int depth = 0;
    enum { LONGEST = 240 };
    for (size_t at = from; at < text.len && at - from < LONGEST; at++) {
        if (text.ptr[at] == '\n')
            return 0;
        depth += text.ptr[at] == '[' ? 1 : text.ptr[at] == ']' ? -1 : 0;
        if (depth == 0)
            return at + 1 - from;
    }
    return 0;
}

/* [[A-B]], a reference of Bikeshed and of wikis, or 0. */
static size_t wiki_length(sm_str text, size_t from)
{
    size_t len =
        sm_str_starts(sm_str_from(text, from), SM_STR("[[")) ? bracket_length(text, from) : 0;
    return len > 4 && text.ptr[from + len - 2] == ']' ? len : 0;
}

/* "{{#if x}}", "{{else}}", "{{< ref page >}}", "{{% alert %}}": Handlebars and Hugo. */
static bool is_template_logic(sm_str inner)
{
    inner = sm_str_trim(inner);
    return inner.len == 0 || strchr("#/%<>!^", inner.ptr[0]) != NULL ||
           sm_str_equal(inner, SM_STR("else")) || sm_str_equal(inner, SM_STR("end"));
}

static size_t braces_length(sm_str text, size_t from)
{
    enum { LONGEST = 80 };
    if (!sm_str_starts(sm_str_from(text, from), SM_STR("{{")) ||
        (from != 0 && text.ptr[from - 1] == '$')) /* of a workflow */
        return 0;
    size_t end = sm_str_find(sm_str_sub(text, from + 2, LONGEST), SM_STR("}}"));
    if (end == SM_STR_NONE || end == 0)
        return 0;
    sm_str inner = sm_str_sub(text, from + 2, end);
    bool said = sm_str_find_char(inner, '\n') == SM_STR_NONE && !is_template_logic(inner);
    return said ? end + 4 : 0;
}

/* TBD, TODO and their like as a word of their own in capitals; a date's pattern. */
static size_t word_length(sm_str text, size_t at)
{
    static const char *const words[] = {"TBD", "TBC", "TODO", "FIXME", "XXX"};
    static const char *const dates[] = {"YYYY-MM-DD", "YYYY/MM/DD", "DD/MM/YYYY", "MM/DD/YYYY",
                                        "DD.MM.YYYY", "YYYY-MM",    "yyyy-mm-dd"};
    char c = text.ptr[at];
    if (strchr("TFXYDMy", c) == NULL || (at > 0 && (sm_is_alnum(text.ptr[at - 1]) ||
                                                    strchr("-_/.`", text.ptr[at - 1]) != NULL)))
        return 0;
    sm_str rest = sm_str_from(text, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        char next = rest.len > len ? rest.ptr[len] : ' ';
        if (sm_str_starts(rest, sm_str_from_cstr(words[i])) && !sm_is_alnum(next) &&
            strchr("-_/.", next) == NULL)
            return len;
        if (sm_str_starts(rest, sm_str_from_cstr(words[i])) && next == '.' &&
            (rest.len == len + 1 || sm_is_space(rest.ptr[len + 1])))
            return len;
    }
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        size_t len = strlen(dates[i]);
        if (sm_str_starts(rest, sm_str_from_cstr(dates[i])) && is_whole(text, at, at + len))
            return len;
    }
    return 0;
}

/* Whether the LEN bytes at AT are "[RFC 2119]", "[ISO/IEC 18013-5]", "[OpenID4VP]". */
static bool cites(sm_str text, size_t at, size_t len)
{
    size_t capitals = 0, digits = 0;
    for (size_t i = 1; i + 1 < len; i++) {
        char c = text.ptr[at + i];
        capitals += c >= 'A' && c <= 'Z';
        digits += sm_is_digit(c);
    }
    return capitals >= 2 && digits != 0 && !has_word_beside(text, at);
}

/* Where documents are cited, names in brackets are citations, too. */
static void drop_cited_names(finder *f)
{
    enum { SEVERAL = 3 };
    size_t kept = 0;
    if (f->citations < SEVERAL)
        return;
    for (size_t i = 0; i < f->found.count; i++)
        if (!is_cited_name(f, &f->found.items[i]))
            f->found.items[kept++] = f->found.items[i];
    f->found.count = kept;
}

static bool find_options(finder *f, subject *s)
{
    sm_str value = sm_str_trim(s->text);
    size_t colon = sm_str_find(value, SM_STR(": "));
    bool labelled = colon != SM_STR_NONE && colon < 40;
    if (labelled)
        value = sm_str_trim(sm_str_from(value, colon + 2));
    if ((!labelled && !s->whole) || value.len < 3 ||
        !rec_is_option_list(f->r->vocabulary, value))
        return false;
    add(f, s, (size_t)(value.ptr - s->text.ptr), value.len);
    return true;
}

static void search_text(finder *f, subject *s)
{
    sm_str text = s->text;
    if (text.len <= 160 && find_options(f, s))
        return;
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        size_t len = 0;
        if (c == '[') {
            size_t wiki = wiki_length(text, at);
            if (wiki != 0) {
                at += wiki;
                continue;
            }
            len = bracket_length(text, at);
            if (len != 0 && !bracket_is_placeholder(f, text, at, len)) {
                f->citations += cites(text, at, len);
                at++;
                continue;
            }
        } else if (c == '{') {
            len = braces_length(text, at);
        } else if ((c == 'T' || c == 'Y' || c == 'F' || c == 'X' || c == 'D' || c == 'M' ||
                    c == 'y') &&
                   (at == 0 || !sm_is_alnum(text.ptr[at - 1]))) {
            len = word_length(text, at);
        }
        if (len != 0)
            add(f, s, at, len);
        at += len == 0 ? 1 : len;
    }
}

static bool has_one_of(sm_str text, const char *signs)
{
    sm_str rest = sm_str_from_cstr(signs), sign;
    while (sm_str_split(&rest, ' ', &sign))
        if (sm_str_find(text, sign) != SM_STR_NONE)
            return true;
    return false;
}

/* Whether boxes are drawn in TEXT, or lines and arrows between what is in brackets, unless
 * brackets hold what is to be filled in elsewhere in the document, too. */
static bool is_drawing(const finder *f, sm_str text)
{
    return has_one_of(text, "\u250c \u2554 \u256d +--") ||
           (!f->in_template && has_one_of(text, "-> \u2500\u2500 \u2192 \u25ba \u25bc"));
}

/* Whether TEXT from FROM to END is a line of its own. */
static bool is_line(sm_str text, size_t from, size_t end)
{
    while (from > 0 && text.ptr[from - 1] == ' ')
        from--;
    while (end < text.len && text.ptr[end] == ' ')
        end++;
    return (from == 0 || text.ptr[from - 1] == '\n') &&
           (end == text.len || text.ptr[end] == '\n');
}

/* In code only what cannot be code: KEY=<value>, and prose in brackets where there is no
 * language. */
static void search_code(finder *f, subject *s, bool prose)
{
    sm_str text = s->text;
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        size_t len = 0;
        if (c == '<' && at > 0 &&
            (text.ptr[at - 1] == '=' || text.ptr[at - 1] == '"' ||
             (text.ptr[at - 1] == ' ' && at > 1 && text.ptr[at - 2] == ':'))) {
            size_t end = 1;
            while (
                at + end < text.len && end < 60 &&
                (sm_is_alnum(text.ptr[at + end]) || strchr("-_ ", text.ptr[at + end]) != NULL))
                end++;
            bool closed = at + end < text.len && text.ptr[at + end] == '>' && end > 1;
            char next = at + end + 1 < text.len ? text.ptr[at + end + 1] : '\n';
            if (closed && sm_is_alpha(text.ptr[at + 1]) && strchr("\n \"'@:/;,", next) != NULL)
                len = end + 1;
        } else if (c == '[' && prose) {
            len = bracket_length(text, at);
            sm_str inner = len < 3 ? (sm_str){0} : sm_str_sub(text, at + 1, len - 2);
            if (len != 0 && (has_word_beside(text, at) || is_reference(inner) ||
                             (s->drawn && !is_line(text, at, at + len)) ||
                             sm_str_find_char(inner, ' ') == SM_STR_NONE ||
                             sm_str_find_char(inner, ',') != SM_STR_NONE)) {
                at++;
                continue;
            }
        } else if (c == '{' && prose) {
            len = braces_length(text, at);
        }
        if (len != 0)
            add(f, s, at, len);
        at += len == 0 ? 1 : len;
    }
}

static void search_inlines(finder *f, const sm_inline *n, bool cell)
{
    bool alone = cell && n != NULL && n->next == NULL;
    for (; n != NULL; n = n->next) {
        subject s = {.content = n, .loc = n->loc, .whole = alone};
        switch (n->kind) {
        case SM_TEXT:
            s.text = n->as.text;
            search_text(f, &s);
            break;
        case SM_EMPHASIS:
        case SM_STRONG:
        case SM_STRIKE:
        case SM_UNDERLINE:
        case SM_SUB:
        case SM_SUP:
        case SM_KBD:
        case SM_MARK:
            search_inlines(f, n->as.children, alone);
            break;
        case SM_LINK:
            if (!n->as.link.automatic)
                search_inlines(f, n->as.link.children, alone);
            break;
        case SM_CODE: /* `--size=<n>` tells how to write it */
        case SM_RAW:
        case SM_SOFT_BREAK:
        case SM_LINE_BREAK:
        case SM_IMAGE:
        case SM_FOOTNOTE:
            break;
        }
    }
}

static void search_blocks(finder *f, const sm_block *block);

static void search_table(finder *f, const sm_block *table)
{
    search_inlines(f, table->as.table.caption, false);
    const sm_row *head = table->as.table.head;
    for (size_t i = 0; head != NULL && i < table->as.table.columns; i++)
        search_inlines(f, head->cells[i].content, false);
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        for (size_t i = 0; i < table->as.table.columns; i++)
            search_inlines(f, row->cells[i].content, true);
}

static void search_code_block(finder *f, const sm_block *block)
{
    sm_str text = block->as.code.text;
    subject s = {.text = text, .loc = block->loc, .drawn = is_drawing(f, text)};
    if (block->as.code.fenced)
        s.loc.line++;
    s.loc.column = 1;
    sm_str language = block->as.code.language;
    bool markup = sm_str_among(language, "html|xml|jsx|tsx|vue|svg|typescript|java|cpp|c++|"
                                         "rust|csharp|go|kotlin|swift|ts|c|h|hpp|mermaid");
    if (!markup)
        search_code(f, &s, language.len == 0 || sm_str_equal(language, SM_STR("text")));
}

static void search_blocks(finder *f, const sm_block *block)
{
    for (; block != NULL; block = block->next) {
        const sm_block *section = f->section;
        f->block = block;
        switch (block->kind) {
        case SM_SECTION:
            f->section = block;
            search_inlines(f, block->as.section.title, false);
            search_blocks(f, block->as.section.blocks);
            f->section = section;
            break;
        case SM_PARAGRAPH:
            search_inlines(f, block->as.paragraph, false);
            break;
        case SM_LIST:
            for (const sm_item *item = block->as.list.items; item != NULL; item = item->next)
                search_blocks(f, item->blocks);
            break;
        case SM_QUOTE:
            search_blocks(f, block->as.quote.blocks);
            break;
        case SM_CODE_BLOCK:
            search_code_block(f, block);
            break;
        case SM_TABLE:
            search_table(f, block);
            break;
        case SM_DETAILS:
            search_inlines(f, block->as.details.summary, false);
            search_blocks(f, block->as.details.blocks);
            break;
        case SM_RULE:
        case SM_HTML_BLOCK:
            break;
        }
    }
}

static void search_front_matter(finder *f)
{
    const sm_metadata *m = &f->r->spec->metadata;
    for (size_t i = 0; i < m->entry_count; i++) {
        const sm_entry *entry = &m->entries[i];
        if (entry->block != NULL || entry->content != NULL || entry->value.len == 0)
            continue;
        subject s = {.text = entry->value,
                     .loc = entry->loc,
                     .whole = true,
                     .fixed = entry->loc.column > 1};
        if (!s.fixed)
            s.loc.column = 1;
        search_text(f, &s);
    }
}

/* Metadata values are copies of inlines; their placeholders are found again by the text, which
 * the copies share with the original. */
static void search_entries(finder *f)
{
    sm_spec *spec = f->r->spec;
    placeholder_list again = {0};
    for (size_t i = 0; i < spec->metadata.entry_count; i++)
        for (const sm_inline *n = spec->metadata.entries[i].content; n != NULL; n = n->next) {
            if (n->kind != SM_TEXT || n->as.text.len == 0)
                continue;
            const sm_placeholder *p;
            const char *from = n->as.text.ptr, *end = from + n->as.text.len;
            size_t count = sm_spec_placeholders_at(spec, n->index, &p);
            for (; count != 0; count--, p++) {
                if (p->content == n || p->text.ptr < from || p->text.ptr + p->text.len > end)
                    continue;
                sm_placeholder copy = *p;
                copy.content = n;
                copy.offset = (size_t)(p->text.ptr - from);
                SM_LIST_ADD(f->r->arena, &again, copy);
            }
        }
    spec->entry_placeholders = again.items;
    spec->entry_placeholder_count = again.count;
}

void rec_find_placeholders(rec *r)
{
    finder f = {.r = r};
    search_front_matter(&f);
    search_blocks(&f, r->doc->blocks);
    for (size_t i = 0; i < r->doc->footnote_count; i++) {
        f.section = NULL;
        search_blocks(&f, r->doc->footnotes[i].blocks);
    }
    drop_cited_names(&f);
    r->spec->placeholders = f.found.items;
    r->spec->placeholder_count = f.found.count;
    search_entries(&f);
}

bool rec_is_placeholder(rec *r, sm_str text)
{
    text = sm_str_trim(text);
    if (text.len < 3)
        return false;
    finder f = {.r = r};
    if (text.ptr[0] == '[' && bracket_length(text, 0) == text.len)
        return bracket_is_placeholder(&f, text, 0, text.len);
    if (text.ptr[0] == '{')
        return braces_length(text, 0) == text.len;
    return word_length(text, 0) == text.len;
}
