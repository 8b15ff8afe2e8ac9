#include "loader.h"

/* Admonitions as directives, as Docusaurus, VuePress, Pandoc and MyST have them:
 *
 *     :::tip[Title]
 *     Blocks.
 *     :::
 *
 * cmark sees lines of text in them. They become what alerts ("> [!TIP]") are; a directive of
 * another name, one that nothing ends before the next heading, and one in another stay text. */

static const struct {
    const char *names;
    sm_quote_kind kind;
} directives[] = {
    {"note|info|seealso|abstract", SM_QUOTE_NOTE},
    {"tip|hint|success", SM_QUOTE_TIP},
    {"important", SM_QUOTE_IMPORTANT},
    {"warning|attention", SM_QUOTE_WARNING},
    {"caution|danger|error", SM_QUOTE_CAUTION},
};

enum { FENCE = 3 }; /* ":::" */

static bool is_break(const sm_inline *n)
{
    return n->kind == SM_SOFT_BREAK || n->kind == SM_LINE_BREAK;
}

static bool is_end(sm_str line)
{
    return sm_str_equal(sm_str_trim(line), SM_STR(":::"));
}

/* Whether the directive whose first line starts at FROM has an end that cmark does not take for
 * a part of a table, of HTML or of code. */
static bool has_end(const load *l, size_t from)
{
    enum { LINES_MAX = 300 };
    sm_str rest = sm_str_from(l->source->text, from), line, above = {0};
    bool in_code = false;
    sm_str_split(&rest, '\n', &line);
    for (int i = 0; i < LINES_MAX && sm_str_split(&rest, '\n', &line); i++) {
        sm_str text = sm_str_trim(line);
        if (sm_str_starts(text, SM_STR("```")) || sm_str_starts(text, SM_STR("~~~")))
            in_code = !in_code;
        else if (!in_code && is_end(text))
            return !sm_str_starts(line, SM_STR("    ")) && !sm_str_starts(above, SM_STR("|")) &&
                   !sm_str_starts(above, SM_STR("<"));
        else if (!in_code &&
                 (sm_str_starts(text, SM_STR(":::")) || sm_str_starts(line, SM_STR("#"))))
            return false;
        above = text;
    }
    return false;
}

/* The kind that TEXT, the start of a paragraph, names; *NAMED: the length up to the title. */
static sm_quote_kind kind_of(sm_str text, size_t *named)
{
    size_t at = FENCE;
    if (!sm_str_starts(text, SM_STR(":::")))
        return SM_QUOTE_PLAIN;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '{'))
        at++;
    size_t start = at;
    while (at < text.len && sm_is_alpha(text.ptr[at]))
        at++;
    sm_str name = sm_str_sub(text, start, at - start);
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '}'))
        at++;
    *named = at;
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
        if (sm_str_among(name, directives[i].names))
            return directives[i].kind;
    return SM_QUOTE_PLAIN;
}

/* Copies of the inlines from FIRST up to END, with CUT bytes off the front of the first; the
 * last of them is *NEWEST. */
static const sm_inline *copy_until(load *l, const sm_inline *first, const sm_inline *end,
                                   size_t cut, sm_inline **newest)
{
    const sm_inline *made = NULL;
    *newest = NULL;
    for (const sm_inline *n = first; n != end; n = n->next) {
        sm_inline *copy = SM_NEW(l->arena, sm_inline);
        *copy = *n;
        copy->next = NULL;
        if (n == first && cut != 0) {
            copy->as.text = sm_str_from(copy->as.text, cut);
            copy->loc.column += (uint32_t)cut;
            if (copy->as.text.len == 0)
                continue;
        }
        if (*newest == NULL)
            made = copy;
        else
            (*newest)->next = copy;
        *newest = copy;
    }
    return made;
}

/* The title of the first line, up to END, without its brackets; or NULL. */
static const sm_inline *title_of(load *l, const sm_inline *first, const sm_inline *end,
                                 size_t named)
{
    bool bracket = sm_str_starts(sm_str_from(first->as.text, named), SM_STR("["));
    sm_inline *last;
    const sm_inline *title = copy_until(l, first, end, named + bracket, &last);
    if (bracket && last != NULL && last->kind == SM_TEXT &&
        sm_str_ends(last->as.text, SM_STR("]")))
        last->as.text.len--;
    return title;
}

bool load_directive_begins(load *l, block_sink *sink, const sm_inline **content, size_t from)
{
    const sm_inline *first = *content, *end = first;
    size_t named;
    if (l->in_directive || l->fragment != NULL || first->kind != SM_TEXT)
        return false;
    sm_quote_kind kind = kind_of(first->as.text, &named);
    if (kind == SM_QUOTE_PLAIN || !has_end(l, from))
        return false;
    while (end != NULL && !is_break(end))
        end = end->next;
    sm_block *quote = load_new_block(l, SM_QUOTE, first->loc);
    quote->as.quote.kind = kind;
    load_sink_add(sink, quote);
    sink->directive = quote;
    sink->directive_last = &quote->as.quote.blocks;
    l->in_directive = true;
    const sm_inline *title = title_of(l, first, end, named);
    if (title != NULL) {
        sm_block *line = load_new_block(l, SM_PARAGRAPH, title->loc);
        sm_inline *strong = load_new_inline(l, SM_STRONG, title->loc);
        strong->as.children = title;
        line->as.paragraph = strong;
        load_sink_add(sink, line);
    }
    *content = end != NULL ? end->next : NULL;
    return true;
}

const sm_inline *load_directive_cut(load *l, const sm_inline *content)
{
    const sm_inline *before = NULL; /* the break in front of N, or NULL */
    for (const sm_inline *n = content; n != NULL; n = n->next) {
        bool starts = n == content || before != NULL;
        if (starts && n->kind == SM_TEXT && is_end(n->as.text) &&
            (n->next == NULL || is_break(n->next))) {
            sm_inline *last;
            l->directive_ends = true;
            l->after_directive = n->next != NULL ? n->next->next : NULL;
            return before != NULL ? copy_until(l, content, before, 0, &last) : NULL;
        }
        before = is_break(n) ? n : NULL;
    }
    return content;
}

void load_directive_end(load *l, block_sink *sink, uint32_t line)
{
    const sm_inline *rest = l->after_directive;
    sink->directive->end_line = line;
    sink->directive = NULL;
    l->in_directive = l->directive_ends = false;
    l->after_directive = NULL;
    if (rest == NULL)
        return;
    sm_block *block = load_new_block(l, SM_PARAGRAPH, rest->loc);
    block->end_line = line;
    block->as.paragraph = rest;
    load_sink_add(sink, block);
}
