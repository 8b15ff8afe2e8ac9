/* Flowcharts read: chains of nodes and links with their brackets, signs and texts. */
#include "flow.h"
#include <string.h>

char flow_peek(const flow *f, size_t ahead)
{
    return f->at + ahead < f->s.len ? f->s.ptr[f->at + ahead] : '\0';
}

void flow_skip_blanks(flow *f)
{
    while (flow_peek(f, 0) == ' ' || flow_peek(f, 0) == '\t' || flow_peek(f, 0) == '\r')
        f->at++;
}

static void skip_space(flow *f)
{
    while (f->at < f->s.len && sm_is_space(flow_peek(f, 0)))
        f->at++;
}

bool flow_at_end(const flow *f)
{
    return f->at >= f->s.len || flow_peek(f, 0) == '\n' || flow_peek(f, 0) == ';';
}

sm_str flow_rest_of_line(const flow *f)
{
    sm_str rest = sm_str_from(f->s, f->at);
    size_t end = sm_str_find_char(rest, '\n');
    return sm_str_sub(rest, 0, end == SM_STR_NONE ? rest.len : end);
}

void flow_skip_line(flow *f)
{
    f->at += flow_rest_of_line(f).len;
}

/* A node named inside a group belongs to it, unless it already belongs to another that does not
 * hold this one. */
static void join_group(flow *f, flow_node *node)
{
    int g = f->group;
    while (g >= 0 && g != node->group)
        g = f->groups.items[g].parent;
    if (f->group >= 0 && (node->group < 0 || g == node->group))
        node->group = f->group;
}

int flow_node_named(flow *f, sm_str id)
{
    int index = dia_names_find(&f->node_names, id);
    if (index < 0) {
        flow_node node = {.id = id, .shape = DIA_RECT, .group = -1};
        index = (int)f->nodes.count;
        SM_LIST_ADD(f->d->arena, &f->nodes, node);
        dia_names_add(f->d->arena, &f->node_names, id, index);
    }
    join_group(f, &f->nodes.items[index]);
    return index;
}

/* Whether a link starts here: "--", "-.", ".-", "==", "~~~", "<--", "x--", "o==". */
bool flow_at_link(const flow *f)
{
    char a = flow_peek(f, 0), b = flow_peek(f, 1), c = flow_peek(f, 2);
    if (a == '<' || a == 'x' || a == 'o') {
        a = b;
        b = c;
        c = flow_peek(f, 3);
        return (a == '-' && (b == '-' || b == '.')) || (a == '=' && b == '=') ||
               (a == '.' && (b == '-' || b == '.')) ||
               (flow_peek(f, 0) == '<' && a == '-' && c != '-');
    }
    return (a == '-' && (b == '-' || b == '.' || b == '>')) || (a == '.' && b == '-') ||
           (a == '=' && (b == '=' || b == '>')) || (a == '~' && b == '~' && c == '~');
}

static sm_str read_id(flow *f)
{
    size_t start = f->at;
    while (f->at < f->s.len) {
        char c = flow_peek(f, 0), next = flow_peek(f, 1);
        if (sm_is_space(c) || strchr("[](){}<>|;&\"", c) != NULL)
            break;
        if ((c == '-' && (next == '-' || next == '.' || next == '>')) ||
            (c == '=' && (next == '=' || next == '>')) || (c == '~' && next == '~') ||
            (c == ':' && next == ':' && flow_peek(f, 2) == ':') ||
            (c == '@' && (next == '{' || next == '-' || next == '=' || next == '<')))
            break;
        if (c == '-' && !sm_is_alnum(next) && next != '_' && (unsigned char)next < 0x80)
            break;
        f->at++;
    }
    return sm_str_sub(f->s, start, f->at - start);
}

typedef struct brackets {
    const char *open, *close;
    dia_shape shape;
} brackets;

/* Longer ones first. */
static const brackets all_brackets[] = {
    {"(((", ")))", DIA_DOUBLE_CIRCLE},
    {"((", "))", DIA_CIRCLE},
    {"([", "])", DIA_STADIUM},
    {"(-", "-)", DIA_ELLIPSE},
    {"(", ")", DIA_ROUND},
    {"[[", "]]", DIA_SUBROUTINE},
    {"[(", ")]", DIA_CYLINDER},
    {"[/", "/]", DIA_LEAN_RIGHT},
    {"[/", "\\]", DIA_TRAPEZOID},
    {"[\\", "\\]", DIA_LEAN_LEFT},
    {"[\\", "/]", DIA_TRAPEZOID_FLIPPED},
    {"[|", "|]", DIA_RECT},
    {"[", "]", DIA_RECT},
    {"{{", "}}", DIA_HEXAGON},
    {"{", "}", DIA_DIAMOND},
    {">", "]", DIA_ODD},
};

static bool starts_at(const flow *f, size_t at, const char *text)
{
    return sm_str_starts(sm_str_from(f->s, at), sm_str_from_cstr(text));
}

/* Whether what stands at AT can follow a node. */
static bool may_follow(const flow *f, size_t at)
{
    char c = at < f->s.len ? f->s.ptr[at] : '\n';
    return sm_is_space(c) || c == '\0' || strchr(";&:@-=<~", c) != NULL ||
           starts_at(f, at, "x--") || starts_at(f, at, "o--");
}

/* A quoted text and CLOSE behind it, from AT on. */
static bool find_quoted_close(const flow *f, size_t at, const char *close, sm_str *text,
                              size_t *behind)
{
    sm_str rest = sm_str_from(f->s, at + 1);
    size_t end = sm_str_find_char(rest, '"');
    if (end == SM_STR_NONE)
        return false;
    size_t i = at + 1 + end + 1;
    while (i < f->s.len && sm_is_space(f->s.ptr[i]))
        i++;
    if (!starts_at(f, i, close))
        return false;
    *text = sm_str_sub(rest, 0, end);
    *behind = i + strlen(close);
    return true;
}

/* CLOSE where no bracket opened on the way is still open. LINES: how many ends may be passed.
 */
static bool find_close(const flow *f, size_t at, const char *close, int lines, sm_str *text,
                       size_t *behind)
{
    int depth = 0;
    size_t limit = at + 4000 < f->s.len ? at + 4000 : f->s.len;
    for (size_t i = at; i < limit; i++) {
        char c = f->s.ptr[i];
        if (depth == 0 && starts_at(f, i, close) && may_follow(f, i + strlen(close))) {
            *text = sm_str_trim(sm_str_sub(f->s, at, i - at));
            *behind = i + strlen(close);
            return true;
        }
        if (c == '\n' && lines-- == 0)
            return false;
        if (c == '(' || c == '[' || c == '{')
            depth++;
        else if ((c == ')' || c == ']' || c == '}') && depth > 0)
            depth--;
    }
    return false;
}

static bool has_loose_bracket(sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr("()[]{}\"", text.ptr[i]) != NULL)
            return true;
    return false;
}

/* The text in brackets behind a node's id, if there is one. */
static bool read_brackets(flow *f, sm_str *text, dia_shape *shape)
{
    for (int lines = 0; lines < 2; lines++)
        for (size_t i = 0; i < sizeof all_brackets / sizeof *all_brackets; i++) {
            const brackets *b = &all_brackets[i];
            if (!starts_at(f, f->at, b->open))
                continue;
            size_t inner = f->at + strlen(b->open), behind;
            while (inner < f->s.len && sm_is_space(f->s.ptr[inner]))
                inner++;
            bool quoted = inner < f->s.len && f->s.ptr[inner] == '"' &&
                          find_quoted_close(f, inner, b->close, text, &behind);
            if (!quoted && !find_close(f, inner, b->close, lines * 8, text, &behind))
                continue;
            if (!quoted && has_loose_bracket(*text))
                dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, inner, "put quotes around this text");
            if (!quoted)
                *text = dia_unquoted(*text);
            *shape = b->shape;
            f->at = behind;
            return true;
        }
    return false;
}

bool dia_read_brackets(dia *d, size_t *at, sm_str *text, dia_shape *shape)
{
    flow f = {.d = d, .s = d->text, .at = *at};
    if (!read_brackets(&f, text, shape))
        return false;
    *at = f.at;
    return true;
}

/* "key: value" out of the braces of "id@{ ... }". */
static sm_str attribute(sm_str text, const char *key)
{
    sm_str word = sm_str_from_cstr(key);
    for (size_t from = 0; from < text.len;) {
        size_t found = sm_str_find(sm_str_from(text, from), word);
        if (found == SM_STR_NONE)
            break;
        size_t start = from + found, i = start + word.len;
        from = i;
        if (start > 0 && (sm_is_alnum(text.ptr[start - 1]) || text.ptr[start - 1] == '-'))
            continue;
        while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '"'))
            i++;
        if (i >= text.len || text.ptr[i] != ':')
            continue;
        sm_str value = sm_str_trim(sm_str_from(text, i + 1));
        char quote = value.len > 0 ? value.ptr[0] : 0;
        size_t end = 0;
        if (quote == '"' || quote == '\'') {
            value = sm_str_from(value, 1);
            end = sm_str_find_char(value, quote);
            return sm_str_sub(value, 0, end == SM_STR_NONE ? value.len : end);
        }
        while (end < value.len && value.ptr[end] != ',' && value.ptr[end] != '\n')
            end++;
        return sm_str_trim(sm_str_sub(value, 0, end));
    }
    return (sm_str){0};
}

static void read_attributes(flow *f, int index)
{
    sm_str rest = sm_str_from(f->s, f->at + 2);
    bool quoted = false;
    size_t end = 0;
    for (; end < rest.len && (quoted || rest.ptr[end] != '}'); end++)
        if (rest.ptr[end] == '"')
            quoted = !quoted;
    sm_str inside = sm_str_sub(rest, 0, end);
    f->at += 2 + end + (end < rest.len ? 1 : 0);
    if (index < 0)
        return;
    flow_node *node = &f->nodes.items[index];
    sm_str label = attribute(inside, "label"), shape = attribute(inside, "shape");
    if (label.ptr != NULL)
        node->text = label;
    if (shape.len > 0 && !dia_shape_named(shape, &node->shape))
        dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, (size_t)(shape.ptr - f->s.ptr),
                   "no shape is called \"%.*s\"", SM_STR_ARG(sm_utf8_clip(shape, 40)));
}

/* id, its text in brackets, its class. -1: nothing here that could be a node. */
static int read_node(flow *f)
{
    size_t start = f->at;
    sm_str id;
    if (flow_peek(f, 0) == '"') {
        sm_str rest = sm_str_from(f->s, f->at + 1);
        size_t end = sm_str_find_char(rest, '"');
        if (end == SM_STR_NONE)
            return -1;
        id = sm_str_sub(rest, 0, end);
        f->at += end + 2;
        dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, start, "a node needs an id before its text");
    } else
        id = read_id(f);
    sm_str text;
    dia_shape shape;
    if (id.len == 0) {
        if (strchr("[({>", flow_peek(f, 0)) == NULL || !read_brackets(f, &text, &shape))
            return -1;
        dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, start, "a node needs an id before its text");
        int index = flow_node_named(f, text);
        f->nodes.items[index].text = text;
        f->nodes.items[index].shape = shape;
        return index;
    }
    if (flow_peek(f, 0) == '@' && flow_peek(f, 1) == '{' &&
        dia_names_find(&f->edge_names, id) >= 0) {
        read_attributes(f, -1); /* of an edge: only how it moves */
        return -2;
    }
    int index = flow_node_named(f, id);
    size_t behind = f->at;
    flow_skip_blanks(f);
    char c = flow_peek(f, 0);
    if (c != '\0' && (strchr("[({", c) != NULL || (c == '>' && behind == f->at)) &&
        read_brackets(f, &text, &shape)) {
        f->nodes.items[index].text = text;
        f->nodes.items[index].shape = shape;
    } else
        f->at = behind;
    if (flow_peek(f, 0) == '@' && flow_peek(f, 1) == '{')
        read_attributes(f, index);
    if (flow_peek(f, 0) == ':' && flow_peek(f, 1) == ':' && flow_peek(f, 2) == ':') {
        f->at += 3;
        sm_str name = read_id(f);
        SM_LIST_ADD(f->d->arena, &f->nodes.items[index].classes, name);
    }
    return index;
}

typedef struct int_list SM_LIST(int) int_list;

/* "A & B & C", appended to LIST. */
static bool read_nodes(flow *f, int_list *list)
{
    for (;;) {
        flow_skip_blanks(f);
        int node = read_node(f);
        if (node == -2)
            return true;
        if (node < 0)
            return false;
        SM_LIST_ADD(f->d->arena, list, node);
        flow_skip_blanks(f);
        if (flow_peek(f, 0) != '&')
            return true;
        f->at++;
        skip_space(f);
    }
}

/* Whether C can stand in the text of a link that goes on in the next line; what opens a node
 * there says that the link has no second half. */
static bool may_go_on(char c)
{
    return strchr("[](){}|;", c) == NULL || c == '\0';
}

/* Where a link's text ends and its second half starts: "--", "==" or ".-" before a tip. The
 * text may have LINES line ends in it. */
static size_t find_second_half(const flow *f, size_t from, char line, int lines)
{
    size_t i = from;
    bool quoted = false, broken = lines > 0;
    for (; i + 1 < f->s.len; i++) {
        char c = f->s.ptr[i], next = f->s.ptr[i + 1],
             third = i + 2 < f->s.len ? f->s.ptr[i + 2] : 0;
        if ((c == '\n' && lines-- == 0) || (broken && !may_go_on(c)))
            return SM_STR_NONE;
        if (c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (line == '.' ? c == '.' && next == '-'
                        : c == line && next == line &&
                              (third == line || third == '>' || third == 'x' || third == 'o'))
            return i;
    }
    return SM_STR_NONE;
}

static dia_tip tip_of(char c)
{
    return c == '>' || c == '<' ? DIA_TIP_ARROW
           : c == 'x'           ? DIA_TIP_CROSS
           : c == 'o'           ? DIA_TIP_CIRCLE
                                : DIA_TIP_NONE;
}

/* The tip at the end of a link; "x" and "o" only when no word starts with them. */
static dia_tip read_end_tip(flow *f)
{
    char c = flow_peek(f, 0);
    bool letter = c == 'x' || c == 'o';
    if (c != '>' && (!letter || sm_is_alnum(flow_peek(f, 1))))
        return DIA_TIP_NONE;
    f->at++;
    return tip_of(c);
}

static size_t run_of(const flow *f, char c)
{
    size_t n = 0;
    while (flow_peek(f, n) == c)
        n++;
    return n;
}

/* The lines of a link behind its first tip, with the text between two halves. */
static bool read_shaft(flow *f, flow_edge *edge, bool second)
{
    char c = flow_peek(f, 0);
    if (c == '~') {
        size_t run = run_of(f, '~');
        f->at += run;
        edge->stroke = DIA_HIDDEN;
        edge->length = run > 3 ? (int)(run - 2) : 1;
        return true;
    }
    if (c == '.' || (c == '-' && flow_peek(f, 1) == '.')) {
        f->at += c == '-' ? 1 : 0;
        size_t run = run_of(f, '.');
        f->at += run;
        edge->stroke = DIA_DOTTED;
        edge->length = run < 10 ? (int)run : 10;
        if (flow_peek(f, 0) != '-' && flow_peek(f, 0) != '>')
            return !second; /* its text follows */
        f->at += flow_peek(f, 0) == '-' ? 1 : 0;
        edge->to_tip = read_end_tip(f);
        return true;
    }
    size_t run = run_of(f, c);
    f->at += run;
    edge->stroke = c == '=' ? DIA_THICK : DIA_SOLID;
    edge->to_tip = read_end_tip(f);
    int length = (int)(run < 12 ? run : 12) - (edge->to_tip == DIA_TIP_NONE ? 2 : 1);
    edge->length = length > 1 ? length : 1;
    return true;
}

/* The text of "-- text -->", when the first half is only that. */
static void read_text_between(flow *f, flow_edge *edge, char line)
{
    enum { LINES_MAX = 5 };
    size_t start = f->at, end = find_second_half(f, start, line, 0);
    if (end == SM_STR_NONE)
        end = find_second_half(f, start, line, LINES_MAX);
    if (end == SM_STR_NONE)
        return;
    edge->text = dia_unquoted(sm_str_sub(f->s, start, end - start));
    f->at = end;
    flow_edge half = *edge;
    read_shaft(f, &half, true);
    edge->to_tip = half.to_tip;
    edge->length = half.length;
}

static void read_bar_text(flow *f, flow_edge *edge)
{
    size_t before = f->at;
    flow_skip_blanks(f);
    if (flow_peek(f, 0) != '|') {
        f->at = before;
        return;
    }
    sm_str rest = sm_str_from(f->s, f->at + 1);
    sm_str quoted = sm_str_trim(rest);
    size_t from = 0;
    if (quoted.len > 0 && quoted.ptr[0] == '"') { /* a bar may stand inside quotes */
        size_t close = sm_str_find_char(sm_str_from(quoted, 1), '"');
        if (close != SM_STR_NONE)
            from = (size_t)(quoted.ptr - rest.ptr) + close + 1;
    }
    size_t end = sm_str_find_char(sm_str_from(rest, from), '|');
    sm_str line = flow_rest_of_line(f);
    if (end == SM_STR_NONE || (from == 0 && end > line.len + 400)) {
        f->at = before;
        return;
    }
    edge->text = dia_unquoted(sm_str_sub(rest, 0, from + end));
    f->at += from + end + 2;
}

static bool read_link(flow *f, flow_edge *edge)
{
    *edge = (flow_edge){.length = 1};
    size_t start = f->at;
    if (!flow_at_link(f)) /* "e1@-->": the id is for animations */
        for (size_t i = 0; i < 40 && !sm_is_space(flow_peek(f, i)) && flow_peek(f, i) != '\0';
             i++)
            if (flow_peek(f, i) == '@' && i > 0) {
                sm_str id = sm_str_sub(f->s, f->at, i);
                f->at += i + 1;
                if (flow_at_link(f))
                    dia_names_add(f->d->arena, &f->edge_names, id, (int)f->edges.count);
                break;
            }
    if (!flow_at_link(f)) {
        f->at = start;
        return false;
    }
    char c = flow_peek(f, 0);
    if (c == '<' || c == 'x' || c == 'o') {
        edge->from_tip = tip_of(c);
        f->at++;
        c = flow_peek(f, 0);
    }
    size_t shaft = f->at;
    size_t run = run_of(f, c);
    read_shaft(f, edge, false);
    bool dotted_half = edge->stroke == DIA_DOTTED && f->s.ptr[f->at - 1] == '.';
    bool line_half =
        (c == '-' || c == '=') && run == 2 && edge->stroke != DIA_DOTTED && f->at == shaft + 2;
    if (run == 1 && edge->stroke != DIA_DOTTED && edge->stroke != DIA_HIDDEN)
        dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, start, "an arrow is written -->");
    if (dotted_half || line_half)
        read_text_between(f, edge, dotted_half ? '.' : c);
    read_bar_text(f, edge);
    return true;
}

static void connect(flow *f, const int_list *from, const int_list *to, const flow_edge *edge)
{
    enum { EDGES_MAX = 20000 };
    for (size_t i = 0; i < from->count; i++)
        for (size_t j = 0; j < to->count; j++) {
            if (f->edges.count >= dia_most(f->d, EDGES_MAX)) {
                f->d->too_large = true;
                return;
            }
            flow_edge e = *edge;
            e.from = from->items[i];
            e.to = to->items[j];
            SM_LIST_ADD(f->d->arena, &f->edges, e);
        }
}

static void ignore_line(flow *f, size_t from)
{
    sm_str line = sm_str_trim(flow_rest_of_line(f));
    dia_report(f->d, SM_DIAG_DIAGRAM_LINE_IGNORED, from, "%.*s",
               SM_STR_ARG(sm_utf8_clip(line, 60)));
    flow_skip_line(f);
}

/* A node or a chain of nodes and links. */
void flow_read_chain(flow *f)
{
    size_t start = f->at;
    int_list from = {0};
    if (flow_at_link(f) && f->last.count > 0 && flow_peek(f, 0) != 'x' &&
        flow_peek(f, 0) != 'o') {
        for (size_t i = 0; i < f->last.count; i++)
            SM_LIST_ADD(f->d->arena, &from, f->last.items[i]);
    } else if (!read_nodes(f, &from)) {
        ignore_line(f, start);
        return;
    }
    for (;;) {
        flow_skip_blanks(f);
        flow_edge edge;
        if (flow_at_end(f) || !read_link(f, &edge))
            break;
        skip_space(f);
        int_list to = {0};
        size_t target = f->at;
        if (!read_nodes(f, &to)) {
            ignore_line(f, target);
            break;
        }
        connect(f, &from, &to, &edge);
        from = to;
    }
    f->last.count = 0;
    for (size_t i = 0; i < from.count; i++)
        SM_LIST_ADD(f->d->arena, &f->last, from.items[i]);
    flow_skip_blanks(f);
    if (!flow_at_end(f))
        ignore_line(f, f->at);
}
