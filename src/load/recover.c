/* What CommonMark drops without a word: link definitions that nothing refers to. Authors of
 * specifications write "- [Reference 1]: Description" and mean text. */
#include "builder.h"
#include <stdlib.h>
#include <string.h>

/* --- which labels are used --- */

/* Labels match whatever their case and the white space in them (CommonMark 0.29, 6.6). Letters
 * beyond ASCII must be the same; that errs on the side of showing too much. */
sm_str load_normal_label(load *l, sm_str label)
{
    l->scratch.len = 0;
    label = sm_str_trim(label);
    for (size_t i = 0; i < label.len; i++) {
        if (!sm_is_space(label.ptr[i]))
            sm_buf_add_char(&l->scratch, sm_to_lower(label.ptr[i]));
        else if (!sm_is_space(label.ptr[i - 1]))
            sm_buf_add_char(&l->scratch, ' ');
    }
    return sm_buf_str(&l->scratch);
}

/* The end of the label that starts after the bracket at AT: its closing bracket, or NONE. */
static size_t label_end(sm_str text, size_t at)
{
    enum { LABEL_MAX = 1000 };
    for (size_t i = at + 1; i < text.len && i - at < LABEL_MAX; i++) {
        if (text.ptr[i] == '\\')
            i++;
        else if (text.ptr[i] == '[')
            return SM_STR_NONE;
        else if (text.ptr[i] == ']')
            return i;
    }
    return SM_STR_NONE;
}

/* Each "[label]" without brackets in it that occurs in the text, other than as "[label]:",
 * which defines it, perhaps once more. */
static const sm_map *find_labels(load *l)
{
    if (l->labels != NULL)
        return l->labels;
    sm_str text = l->source->text;
    sm_map *labels = SM_NEW(l->arena, sm_map);
    for (size_t i = 0; i < text.len; i++) {
        size_t end = text.ptr[i] == '[' ? label_end(text, i) : SM_STR_NONE;
        if (end == SM_STR_NONE)
            continue;
        size_t start = i;
        i = end;
        if (end + 1 < text.len && text.ptr[end + 1] == ':')
            continue;
        sm_str label = load_normal_label(l, sm_str_sub(text, start + 1, end - start - 1));
        if (sm_map_find(labels, label) == NULL)
            sm_map_add(l->arena, labels, sm_str_copy(l->arena, label));
    }
    l->labels = labels;
    return labels;
}

bool load_label_is_used(load *l, sm_str label)
{
    const sm_map *labels = find_labels(l); /* which uses l->scratch, too */
    return sm_map_find(labels, load_normal_label(l, label)) != NULL;
}

/* --- definitions --- */

typedef struct definition {
    size_t from, to; /* in the source, without the marks before it */
    sm_str label, target;
} definition;

/* Past blanks and at most one line end, with the marks of quotes on the next line. */
static size_t pass_blanks(sm_str text, size_t at, bool line_end)
{
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    if (!line_end || at >= text.len || text.ptr[at] != '\n')
        return at;
    at++;
    while (at < text.len &&
           (text.ptr[at] == ' ' || text.ptr[at] == '\t' || text.ptr[at] == '>'))
        at++;
    return at;
}

static bool at_line_end(sm_str text, size_t at)
{
    at = pass_blanks(text, at, false);
    return at >= text.len || text.ptr[at] == '\n';
}

/* Past the destination at AT; AT when there is none. */
static size_t pass_target(sm_str text, size_t at)
{
    size_t end = at, parens = 0;
    if (at < text.len && text.ptr[at] == '<') {
        while (++end < text.len && text.ptr[end] != '>')
            if (text.ptr[end] == '\n' || text.ptr[end] == '<')
                return at;
        return end < text.len ? end + 1 : at;
    }
    for (; end < text.len && (unsigned char)text.ptr[end] > ' '; end++) {
        if (text.ptr[end] == '\\' && end + 1 < text.len && text.ptr[end + 1] > ' ')
            end++;
        else if (text.ptr[end] == '(')
            parens++;
        else if (text.ptr[end] == ')' && parens-- == 0)
            return at;
    }
    return parens == 0 ? end : at;
}

/* Past the title at AT; AT when there is none. */
static size_t pass_title(sm_str text, size_t at)
{
    if (at >= text.len || strchr("\"'(", text.ptr[at]) == NULL || text.ptr[at] == '\0')
        return at;
    char close = text.ptr[at] == '(' ? ')' : text.ptr[at];
    for (size_t i = at + 1; i < text.len; i++) {
        if (text.ptr[i] == '\\')
            i++;
        else if (text.ptr[i] == close)
            return i + 1;
        else if (text.ptr[i] == '\n' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            return at;
    }
    return at;
}

/* The definition that starts at FROM (CommonMark 0.29, 4.7); false when there is none. */
static bool read_definition(sm_str text, size_t from, definition *d)
{
    if (from >= text.len || text.ptr[from] != '[')
        return false;
    size_t end = label_end(text, from);
    if (end == SM_STR_NONE || end + 1 >= text.len || text.ptr[end + 1] != ':')
        return false;
    *d = (definition){.from = from, .label = sm_str_sub(text, from + 1, end - from - 1)};
    size_t target = pass_blanks(text, end + 2, true);
    d->to = pass_target(text, target);
    d->target = sm_str_sub(text, target, d->to - target);
    if (d->to == target || sm_str_trim(d->label).len == 0)
        return false;
    size_t title = pass_blanks(text, d->to, true);
    size_t after = title != d->to ? pass_title(text, title) : title;
    if (after != title && at_line_end(text, after)) {
        d->to = after;
        return true;
    }
    return at_line_end(text, d->to);
}

static bool is_mark(char c)
{
    return sm_is_space(c) || c == '>' || c == '-' || c == '*' || c == '+';
}

/* Past the marks of quotes and items, and empty lines, from AT on. */
static size_t pass_marks(sm_str text, size_t at)
{
    for (;;) {
        while (at < text.len && is_mark(text.ptr[at]))
            at++;
        size_t digits = at;
        while (digits < text.len && sm_is_digit(text.ptr[digits]))
            digits++;
        if (digits == at || digits + 1 >= text.len || !sm_is_space(text.ptr[digits + 1]) ||
            (text.ptr[digits] != '.' && text.ptr[digits] != ')'))
            return at;
        at = digits + 1;
    }
}

/* Whether TARGET is an address that only a link would have, not a word of prose. */
static bool is_address(sm_str target)
{
    if (sm_str_find(target, SM_STR("://")) != SM_STR_NONE ||
        sm_str_starts(target, SM_STR("<")) || sm_str_starts_nocase(target, SM_STR("mailto:")))
        return true;
    char first = target.len != 0 ? target.ptr[0] : '\0';
    if (first == '#' || first == '/' || first == '.')
        return true;
    size_t dot = SM_STR_NONE;
    for (size_t i = 0; i < target.len; i++)
        if (target.ptr[i] == '.')
            dot = i;
    size_t tail = dot == SM_STR_NONE ? 0 : target.len - dot - 1;
    return tail >= 2 && tail <= 5; /* a file or a host */
}

static bool is_url(sm_str target)
{
    return sm_str_starts_nocase(target, SM_STR("https://")) ||
           sm_str_starts_nocase(target, SM_STR("http://"));
}

/* The source from FROM to TO, line by line, without the marks of quotes. */
static void add_lines(builder *b, size_t from, size_t to)
{
    sm_str text = sm_str_sub(b->l->source->text, 0, to);
    while (from < to) {
        size_t len = sm_str_find_char(sm_str_from(text, from), '\n');
        size_t end = len == SM_STR_NONE ? to : from + len;
        load_builder_text(b, sm_str_sub(text, from, end - from), from, load_loc(b->l, from));
        if (end < to)
            load_builder_add(b, SM_SOFT_BREAK, load_loc(b->l, end));
        from = pass_blanks(text, end, true);
    }
}

/* D as it is written; a web address in it can be followed. */
static const sm_inline *as_written(load *l, const definition *d)
{
    size_t target = d->to;
    builder b;
    load_builder_start(&b, l);
    if (is_url(d->target))
        target = (size_t)(d->target.ptr - l->source->text.ptr);
    add_lines(&b, d->from, target);
    if (target == d->to)
        return load_builder_finish(&b);
    sm_inline *link = load_builder_add(&b, SM_LINK, load_loc(l, target));
    link->as.link.url = d->target;
    link->as.link.automatic = true;
    load_builder_open(&b, link, &link->as.link.children);
    load_builder_text(&b, d->target, target, link->loc);
    load_builder_close(&b);
    add_lines(&b, target + d->target.len, d->to);
    return load_builder_finish(&b);
}

static void show(load *l, block_sink *sink, const definition *d)
{
    sm_block *block = load_new_block(l, SM_PARAGRAPH, load_loc(l, d->from));
    block->as.paragraph = as_written(l, d);
    block->end_line = load_loc(l, d->to).line;
    load_sink_add(sink, block);
    sm_report(l->diag, SM_DIAG_LINK_DEFINITION, block->loc, "[%.*s]", SM_STR_ARG(d->label));
}

/* D is shown when it is no link definition that a reader can do without. */
static void recover(load *l, block_sink *sink, const definition *d, bool in_item)
{
    bool needless = is_address(d->target) && !in_item;
    if (!needless && !load_label_is_used(l, d->label))
        show(l, sink, d);
}

size_t load_leading_definitions(load *l, block_sink *sink, size_t from, size_t to, bool in_item)
{
    sm_str text = sm_str_sub(l->source->text, 0, to);
    definition d;
    while (read_definition(text, from, &d)) {
        recover(l, sink, &d, in_item);
        from = pass_blanks(text, d.to, true);
    }
    return from;
}

static int compare_notes(const void *left, const void *right)
{
    const piece *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

void load_sort_notes(load *l)
{
    if (l->notes.count != 0)
        qsort(l->notes.items, l->notes.count, sizeof *l->notes.items, compare_notes);
}

/* The first footnote that ends after OFFSET, in the order of the source. */
static size_t find_note(const load *l, size_t offset)
{
    size_t low = 0, high = l->notes.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->notes.items[middle].to <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The footnote that is dropped because another one has its label, from FROM on, as it is
 * written. Returns its end; FROM when there is none. */
static size_t recover_note(load *l, block_sink *sink, sm_str text, size_t from)
{
    if (!sm_str_starts(sm_str_from(text, from), SM_STR("[^")))
        return from;
    size_t end = label_end(text, from);
    if (end == SM_STR_NONE || end + 1 >= text.len || text.ptr[end + 1] != ':')
        return from;
    size_t stop = sm_str_find(sm_str_from(text, from), SM_STR("\n\n"));
    definition d = {.from = from, .to = stop == SM_STR_NONE ? text.len : from + stop};
    while (d.to > end && sm_is_space(text.ptr[d.to - 1]))
        d.to--;
    d.label = sm_str_sub(text, from + 1, end - from - 1);
    show(l, sink, &d);
    return d.to;
}

void load_gap(load *l, block_sink *sink, size_t from, size_t to, bool in_item)
{
    if (to <= from || l->fragment != NULL ||
        memchr(l->source->text.ptr + from, '[', to - from) == NULL)
        return;
    sm_str text = sm_str_sub(l->source->text, 0, to);
    size_t note = find_note(l, from), past;
    definition d;
    while (from < to) {
        from = pass_marks(text, from);
        if (note < l->notes.count && l->notes.items[note].from <= from) {
            from = from < l->notes.items[note].to ? l->notes.items[note].to : from;
            note++;
        } else if ((past = recover_note(l, sink, text, from)) != from) {
            from = past;
        } else if (read_definition(text, from, &d)) {
            recover(l, sink, &d, in_item);
            from = d.to;
        } else { /* what belongs to a block after all */
            size_t end = sm_str_find_char(sm_str_from(text, from), '\n');
            from = end == SM_STR_NONE ? to : from + end + 1;
        }
    }
}
