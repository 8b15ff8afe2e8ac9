/* cmark-gfm 0.29.0.gfm.6 takes quadratic time, or memory, for some texts that nobody writes:
 * rows with thousands of cells, deep nesting, thousands of brackets that are never closed, and
 * more (GHSA-29g3-96g3-jg6c, GHSA-24f7-9frr-5h2r, GHSA-66g8-4hjf-77xh, GHSA-w4qg-3vf7-m9x5).
 * Beyond a bound, the characters that cause it are replaced before parsing by control
 * characters that do not occur in the text, and put back in what cmark gives: they are plain
 * text then. The same keeps the marks in formulas from being taken for Markdown. */
#include "loader.h"
#include <string.h>

enum {
    MARKERS_MAX = 100,   /* of quotes and items that a line starts with */
    INDENT_MAX = 256,    /* columns before a marker */
    DELIMITERS_MAX = 50, /* delimiter rows of tables in lines that follow each other */
    FILLED_MAX = 200000, /* cells that rows lack, in all tables */
    BRACKETS_MAX = 200,  /* open at a time */
    OPENERS_MAX = 32,    /* "<!--", "<?" and so on, open at a time */
    WORD_MAX = 8,        /* "www." in one word */
    PARENS_MAX = 100,    /* ")" in one word */
    AT_SIGNS_MAX = 300   /* in a line */
};

/* What can be replaced. */
static const char active[] = "|[<>-*+.)w@&_\\~]!#=:";

typedef struct run { /* of lines that are not blank */
    size_t delimiters, brackets;
    size_t comments, instructions, declarations, sections; /* "<!--", "<?", "<!A", CDATA */
    size_t table;   /* the offset of the delimiter row that may have started a table; or NONE */
    size_t columns; /* of it */
} run;

typedef struct guard {
    load *l;
    sm_str text;
    char *copy; /* of the text; NULL while nothing had to be replaced */
    char stand_in[256];
    size_t filled;
    size_t columns, cells; /* that may be, in a row and still in all tables */
    run run;
} guard;

/* --- replacing --- */

static void choose_stand_ins(guard *g)
{
    bool used[32] = {false};
    for (size_t i = 0; i < g->text.len; i++)
        if ((unsigned char)g->text.ptr[i] < 32)
            used[(unsigned char)g->text.ptr[i]] = true;
    used[0] = used['\t'] = used['\n'] = used['\v'] = used['\f'] = used['\r'] = true;
    unsigned char next = 0;
    for (const char *c = active; *c != '\0'; c++) {
        while (next < 32 && used[next])
            next++;
        g->stand_in[(unsigned char)*c] = '?'; /* a text with every control character there is */
        if (next == 32)
            continue;
        g->stand_in[(unsigned char)*c] = (char)next;
        g->l->originals[next++] = *c;
    }
}

static void hide(guard *g, size_t at)
{
    if (g->copy == NULL) {
        g->copy = sm_arena_alloc(g->l->arena, g->text.len + 1, 1);
        memcpy(g->copy, g->text.ptr, g->text.len);
        choose_stand_ins(g);
        g->l->guarded = true;
    }
    g->copy[at] = g->stand_in[(unsigned char)g->text.ptr[at]];
}

/* Hides the character at AT, and says why. */
static void replace(guard *g, size_t at, const char *why)
{
    hide(g, at);
    if (g->l->limit_reported == why)
        return;
    g->l->limit_reported = why;
    size_t before = (size_t)(g->text.ptr - g->l->source->text.ptr);
    sm_report(g->l->diag, SM_DIAG_TEXT_LIMIT, load_loc(g->l, before + at), "%s", why);
}

/* The same with a limit that the user may raise. */
static void over_limit(guard *g, size_t at, sm_limit_code limit)
{
    hide(g, at);
    size_t before = (size_t)(g->text.ptr - g->l->source->text.ptr);
    sm_report_limit(g->l->diag, limit, load_loc(g->l, before + at));
}

/* --- the marks of quotes and items at the start of a line --- */

/* The length of the marker at AT, or 0; *SIGN is what makes it one. */
static size_t marker_at(sm_str line, size_t at, size_t *sign)
{
    size_t len = 0;
    while (at + len < line.len && len < 9 && sm_is_digit(line.ptr[at + len]))
        len++;
    *sign = at + len;
    if (*sign >= line.len)
        return 0;
    char c = line.ptr[*sign];
    if (len == 0 && c == '>')
        return 1;
    bool blank = *sign + 1 >= line.len || sm_is_space(line.ptr[*sign + 1]);
    if (!blank || (len == 0 ? strchr("-*+", c) == NULL : c != '.' && c != ')'))
        return 0;
    return len + 1;
}

static bool is_rule(sm_str line, size_t at)
{
    char c = line.ptr[at];
    for (size_t i = at; i < line.len; i++)
        if (line.ptr[i] != c && !sm_is_space(line.ptr[i]))
            return false;
    return true;
}

/* Returns where the text of the line starts. */
static size_t guard_markers(guard *g, sm_str line, size_t start)
{
    size_t at = 0, markers = 0, columns = 0, sign;
    for (;;) {
        for (; at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'); at++)
            columns += line.ptr[at] == '\t' ? 4 : 1;
        size_t len = marker_at(line, at, &sign);
        if (len == 0)
            return at;
        if (markers == MARKERS_MAX || columns > INDENT_MAX) {
            if (!is_rule(line, at))
                replace(g, start + sign, "nesting is too deep");
            return at;
        }
        markers++;
        at += len;
    }
}

/* --- tables --- */

static size_t count_cells(sm_str line)
{
    line = sm_str_trim(line);
    size_t pipes = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '\\')
            i++;
        else
            pipes += line.ptr[i] == '|';
    }
    if (pipes != 0 && line.ptr[0] == '|')
        pipes--;
    if (pipes != 0 && line.ptr[line.len - 1] == '|')
        pipes--;
    return pipes + 1;
}

/* Whether LINE could be the second line of a table. */
static bool is_delimiter_row(sm_str line)
{
    bool dash = false, other = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c != '-' && c != '|' && c != ':' && !sm_is_space(c))
            return false;
        dash = dash || c == '-';
        other = other || c != '-';
    }
    return dash && other;
}

static void guard_table(guard *g, sm_str line, size_t start)
{
    size_t pipes = 0;
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] == '|' && (++pipes > g->columns || g->cells == 0))
            over_limit(g, start + i, pipes > g->columns ? SM_LIMIT_COLUMNS : SM_LIMIT_CELLS);
        else if (line.ptr[i] == '|')
            g->cells--;
    if (is_delimiter_row(line)) {
        size_t dash = sm_str_find_char(line, '-');
        if (++g->run.delimiters > DELIMITERS_MAX)
            replace(g, start + dash, "too many tables without a line between them");
        if (g->run.table == SM_STR_NONE) {
            g->run.table = start + dash;
            g->run.columns = count_cells(line);
        }
        return;
    }
    if (g->run.table == SM_STR_NONE || g->run.columns < 8)
        return;
    size_t cells = count_cells(line);
    g->filled += cells < g->run.columns ? g->run.columns - cells : 0;
    if (g->filled > FILLED_MAX) {
        replace(g, g->run.table, "the rows of a table lack too many cells");
        g->run.table = SM_STR_NONE;
    }
}

/* --- what is opened and never closed --- */

static bool starts(sm_str rest, const char *text)
{
    size_t len = strlen(text);
    return rest.len >= len && memcmp(rest.ptr, text, len) == 0;
}

static void open(guard *g, size_t *count, size_t at)
{
    if (*count >= OPENERS_MAX)
        replace(g, at, "too many declarations that are never closed");
    else
        ++*count;
}

static void guard_pointy(guard *g, sm_str rest, size_t at)
{
    run *r = &g->run;
    if (starts(rest, "<!--"))
        open(g, &r->comments, at);
    else if (starts(rest, "<![CDATA["))
        open(g, &r->sections, at);
    else if (starts(rest, "<!"))
        open(g, &r->declarations, at);
    else if (starts(rest, "<?"))
        open(g, &r->instructions, at);
}

static void close_pointy(guard *g, sm_str line, size_t at)
{
    run *r = &g->run;
    char before = at != 0 ? line.ptr[at - 1] : '\0';
    r->declarations = 0;
    if (before == '?')
        r->instructions = 0;
    if (before == '-')
        r->comments = 0;
    if (before == ']')
        r->sections = 0;
}

/* An entity for '^' right after a bracket makes cmark take it for a footnote, and its text from
 * beyond the end of a buffer. */
static bool is_caret_entity(sm_str rest)
{
    if (starts(rest, "&Hat;"))
        return true;
    if (!starts(rest, "&#"))
        return false;
    bool hex = rest.len > 2 && (rest.ptr[2] == 'x' || rest.ptr[2] == 'X');
    size_t at = hex ? 3 : 2;
    while (at < rest.len && rest.ptr[at] == '0')
        at++;
    rest = sm_str_from(rest, at);
    return starts(rest, "94;") || (hex && (starts(rest, "5e;") || starts(rest, "5E;")));
}

/* Counts within one word. */
typedef struct word {
    size_t www, parens;
} word;

static void guard_character(guard *g, sm_str line, size_t i, size_t start, word *w)
{
    sm_str rest = sm_str_from(line, i);
    switch (line.ptr[i]) {
    case '[':
        if (i + 1 < line.len && is_caret_entity(sm_str_from(line, i + 1)))
            replace(g, start + i + 1, "an entity in place of a footnote's caret");
        if (g->run.brackets >= BRACKETS_MAX)
            replace(g, start + i, "too many brackets that are never closed");
        else
            g->run.brackets++;
        break;
    case ']':
        g->run.brackets -= g->run.brackets != 0;
        break;
    case '<':
        guard_pointy(g, rest, start + i);
        break;
    case '>':
        close_pointy(g, line, i);
        break;
    case 'w':
        if (starts(rest, "www.") && ++w->www > WORD_MAX)
            replace(g, start + i, "too many addresses in one word");
        break;
    case ')':
        if (++w->parens > PARENS_MAX)
            replace(g, start + i, "too many parentheses in one word");
        break;
    default: /* nothing that cmark looks beyond */
        break;
    }
}

/* Hides the marks of Markdown in the formula from FROM to TO. */
static void hide_formula(guard *g, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        if (g->text.ptr[at] != '\0' && strchr(active, g->text.ptr[at]) != NULL)
            hide(g, at);
}

/* Past the code span at I in LINE, or past its backticks when it does not end there. */
static size_t pass_code(sm_str line, size_t i)
{
    size_t ticks = 1;
    while (i + ticks < line.len && line.ptr[i + ticks] == '`')
        ticks++;
    for (size_t at = i + ticks; at < line.len; at++) {
        size_t same = 0;
        while (at + same < line.len && line.ptr[at + same] == '`')
            same++;
        if (same == ticks)
            return at + same;
        at += same;
    }
    return i + ticks;
}

static void hide_formulas(guard *g, sm_str line, size_t start)
{
    enum { DOLLARS_MAX = 1000 };
    size_t display = load_display_end(g->text, start);
    if (display != 0)
        hide_formula(g, start, display);
    sm_str formula;
    size_t tries = 0;
    for (size_t i = 0; i < line.len && tries < DOLLARS_MAX;) {
        size_t end = 0;
        if (line.ptr[i] == '`' || line.ptr[i] == '$')
            tries++;
        if (line.ptr[i] == '`')
            end = pass_code(line, i);
        else if (line.ptr[i] == '$' && (end = load_formula_end(line, i, &formula)) != 0)
            hide_formula(g, start + i, start + end);
        i = end != 0 ? end : i + 1;
    }
}

static void guard_text(guard *g, sm_str line, size_t start)
{
    word w = {0};
    size_t at_signs = 0;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (sm_is_space(c))
            w = (word){0};
        else if (c == '@' && ++at_signs > AT_SIGNS_MAX)
            replace(g, start + i, "too many addresses in one line");
        else if (c == '[' || c == ']' || c == '<' || c == '>' || c == 'w' || c == ')')
            guard_character(g, line, i, start, &w);
    }
}

sm_str load_guard(load *l, sm_str text)
{
    l->entities = sm_str_find(text, SM_STR("&#")) != SM_STR_NONE;
    guard g = {.l = l, .text = text, .run = {.table = SM_STR_NONE}};
    g.columns = sm_limit(l->diag, SM_LIMIT_COLUMNS);
    g.cells = sm_limit(l->diag, SM_LIMIT_CELLS);
    for (size_t start = 0; start < text.len;) {
        const char *end = memchr(text.ptr + start, '\n', text.len - start);
        size_t len = end == NULL ? text.len - start : (size_t)(end - text.ptr) - start;
        sm_str line = {text.ptr + start, len};
        size_t from = guard_markers(&g, line, start);
        sm_str content = sm_str_from(line, from);
        if (content.len == 0)
            g.run = (run){.table = SM_STR_NONE};
        if (content.len != 0 && (content.ptr[0] == '#' || content.ptr[0] == '`'))
            g.run = (run){.table = SM_STR_NONE};
        guard_table(&g, content, start + from);
        guard_text(&g, content, start + from);
        if (memchr(line.ptr, '$', line.len) != NULL)
            hide_formulas(&g, content, start + from);
        start += len + 1;
    }
    load_offsets repeated = load_repeated_definitions(l, text);
    for (size_t i = 0; i < repeated.count; i++)
        replace(&g, repeated.items[i], "link definitions are repeated too often");
    return g.copy != NULL ? (sm_str){g.copy, text.len} : text;
}

/* cmark 0.29 writes U+FFFE and U+FFFF, given as entities, as one byte that UTF-8 does not have.
 */
static sm_str repair(load *l, sm_str text)
{
    static const char nonchar[] = "\xFE\xFF";
    size_t wrong = 0;
    for (size_t i = 0; i < text.len; i++)
        wrong += text.ptr[i] == nonchar[0] || text.ptr[i] == nonchar[1];
    if (wrong == 0)
        return text;
    sm_buf buf = sm_buf_new(l->arena);
    sm_buf_reserve(&buf, text.len + 2 * wrong);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == nonchar[0] || text.ptr[i] == nonchar[1])
            sm_buf_add_codepoint(&buf, text.ptr[i] == nonchar[0] ? 0xFFFE : 0xFFFF);
        else
            sm_buf_add_char(&buf, text.ptr[i]);
    return sm_buf_str(&buf);
}

sm_str load_restore(load *l, sm_str text)
{
    if (l->entities)
        text = repair(l, text);
    if (!l->guarded)
        return text;
    char *copy = NULL;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 32 || l->originals[c] == '\0')
            continue;
        if (copy == NULL)
            copy = sm_str_to_cstr(l->arena, text);
        copy[i] = l->originals[c];
    }
    return copy != NULL ? (sm_str){copy, text.len} : text;
}
