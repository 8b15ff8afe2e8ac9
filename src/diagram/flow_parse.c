#include "flow.h"
#include <string.h>

enum { DEPTH_MAX = 24 };

static char peek(const flow *f, size_t ahead)
{
    return f->at + ahead < f->s.len ? f->s.ptr[f->at + ahead] : '\0';
}

static void skip_blanks(flow *f)
{
    while (peek(f, 0) == ' ' || peek(f, 0) == '\t' || peek(f, 0) == '\r')
        f->at++;
}

static void skip_space(flow *f)
{
    while (f->at < f->s.len && sm_is_space(peek(f, 0)))
        f->at++;
}

static bool at_end_of_statement(const flow *f)
{
    return f->at >= f->s.len || peek(f, 0) == '\n' || peek(f, 0) == ';';
}

static sm_str rest_of_line(const flow *f)
{
    sm_str rest = sm_str_from(f->s, f->at);
    size_t end = sm_str_find_char(rest, '\n');
    return sm_str_sub(rest, 0, end == SM_STR_NONE ? rest.len : end);
}

static void skip_line(flow *f)
{
    f->at += rest_of_line(f).len;
}

/* The rest of the statement: up to the line's end or a semicolon outside quotes. */
static sm_str take_statement(flow *f)
{
    sm_str line = rest_of_line(f);
    bool quoted = false;
    size_t i = 0;
    for (; i < line.len; i++) {
        if (line.ptr[i] == '"')
            quoted = !quoted;
        else if (line.ptr[i] == ';' && !quoted)
            break;
    }
    f->at += i;
    return sm_str_trim(sm_str_sub(line, 0, i));
}

bool dia_direction_named(sm_str word, dia_direction *direction)
{
    if (sm_str_among(word, "TB|TD|v"))
        *direction = DIA_DOWN;
    else if (sm_str_among(word, "BT|^"))
        *direction = DIA_UP;
    else if (sm_str_among(word, "LR|>"))
        *direction = DIA_RIGHT;
    else if (sm_str_among(word, "RL|<"))
        *direction = DIA_LEFT;
    else
        return false;
    return true;
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

static int node_named(flow *f, sm_str id)
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

/* Whether a link starts here: "--", "-.", "==", "~~~", "<--", "x--", "o==". */
static bool at_link(const flow *f)
{
    char a = peek(f, 0), b = peek(f, 1), c = peek(f, 2);
    if (a == '<' || a == 'x' || a == 'o') {
        a = b;
        b = c;
        c = peek(f, 3);
        return (a == '-' && (b == '-' || b == '.')) || (a == '=' && b == '=') ||
               (peek(f, 0) == '<' && a == '-' && c != '-');
    }
    return (a == '-' && (b == '-' || b == '.' || b == '>')) ||
           (a == '=' && (b == '=' || b == '>')) || (a == '~' && b == '~' && c == '~');
}

static sm_str read_id(flow *f)
{
    size_t start = f->at;
    while (f->at < f->s.len) {
        char c = peek(f, 0), next = peek(f, 1);
        if (sm_is_space(c) || strchr("[](){}<>|;&\"", c) != NULL)
            break;
        if ((c == '-' && (next == '-' || next == '.' || next == '>')) ||
            (c == '=' && (next == '=' || next == '>')) || (c == '~' && next == '~') ||
            (c == ':' && next == ':' && peek(f, 2) == ':') ||
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
    if (peek(f, 0) == '"') {
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
        if (strchr("[({>", peek(f, 0)) == NULL || !read_brackets(f, &text, &shape))
            return -1;
        dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, start, "a node needs an id before its text");
        int index = node_named(f, text);
        f->nodes.items[index].text = text;
        f->nodes.items[index].shape = shape;
        return index;
    }
    if (peek(f, 0) == '@' && peek(f, 1) == '{' && dia_names_find(&f->edge_names, id) >= 0) {
        read_attributes(f, -1); /* of an edge: only how it moves */
        return -2;
    }
    int index = node_named(f, id);
    size_t behind = f->at;
    skip_blanks(f);
    char c = peek(f, 0);
    if (c != '\0' && (strchr("[({", c) != NULL || (c == '>' && behind == f->at)) &&
        read_brackets(f, &text, &shape)) {
        f->nodes.items[index].text = text;
        f->nodes.items[index].shape = shape;
    } else
        f->at = behind;
    if (peek(f, 0) == '@' && peek(f, 1) == '{')
        read_attributes(f, index);
    if (peek(f, 0) == ':' && peek(f, 1) == ':' && peek(f, 2) == ':') {
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
        skip_blanks(f);
        int node = read_node(f);
        if (node == -2)
            return true;
        if (node < 0)
            return false;
        SM_LIST_ADD(f->d->arena, list, node);
        skip_blanks(f);
        if (peek(f, 0) != '&')
            return true;
        f->at++;
        skip_space(f);
    }
}

/* Where a link's text ends and its second half starts: "--", "==" or ".-" before a tip. */
static size_t find_second_half(const flow *f, size_t from, char line)
{
    size_t i = from;
    bool quoted = false;
    for (; i + 1 < f->s.len && f->s.ptr[i] != '\n'; i++) {
        char c = f->s.ptr[i], next = f->s.ptr[i + 1],
             third = i + 2 < f->s.len ? f->s.ptr[i + 2] : 0;
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
    char c = peek(f, 0);
    bool letter = c == 'x' || c == 'o';
    if (c != '>' && (!letter || sm_is_alnum(peek(f, 1))))
        return DIA_TIP_NONE;
    f->at++;
    return tip_of(c);
}

static size_t run_of(const flow *f, char c)
{
    size_t n = 0;
    while (peek(f, n) == c)
        n++;
    return n;
}

/* The lines of a link behind its first tip, with the text between two halves. */
static bool read_shaft(flow *f, flow_edge *edge, bool second)
{
    char c = peek(f, 0);
    if (c == '~') {
        size_t run = run_of(f, '~');
        f->at += run;
        edge->stroke = DIA_HIDDEN;
        edge->length = run > 3 ? (int)(run - 2) : 1;
        return true;
    }
    if (c == '.' || (c == '-' && peek(f, 1) == '.')) {
        f->at += c == '-' ? 1 : 0;
        size_t run = run_of(f, '.');
        f->at += run;
        edge->stroke = DIA_DOTTED;
        edge->length = run < 10 ? (int)run : 10;
        if (peek(f, 0) != '-' && peek(f, 0) != '>')
            return !second; /* its text follows */
        f->at += peek(f, 0) == '-' ? 1 : 0;
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
    size_t start = f->at, end = find_second_half(f, start, line);
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
    skip_blanks(f);
    if (peek(f, 0) != '|') {
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
    sm_str line = rest_of_line(f);
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
    if (!at_link(f)) /* "e1@-->": the id is for animations */
        for (size_t i = 0; i < 40 && !sm_is_space(peek(f, i)) && peek(f, i) != '\0'; i++)
            if (peek(f, i) == '@' && i > 0) {
                sm_str id = sm_str_sub(f->s, f->at, i);
                f->at += i + 1;
                if (at_link(f))
                    dia_names_add(f->d->arena, &f->edge_names, id, (int)f->edges.count);
                break;
            }
    if (!at_link(f)) {
        f->at = start;
        return false;
    }
    char c = peek(f, 0);
    if (c == '<' || c == 'x' || c == 'o') {
        edge->from_tip = tip_of(c);
        f->at++;
        c = peek(f, 0);
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
        for (size_t j = 0; j < to->count && f->edges.count < EDGES_MAX; j++) {
            flow_edge e = *edge;
            e.from = from->items[i];
            e.to = to->items[j];
            SM_LIST_ADD(f->d->arena, &f->edges, e);
        }
}

static void ignore_line(flow *f, size_t from)
{
    sm_str line = sm_str_trim(rest_of_line(f));
    dia_report(f->d, SM_DIAG_DIAGRAM_LINE_IGNORED, from, "%.*s",
               SM_STR_ARG(sm_utf8_clip(line, 60)));
    skip_line(f);
}

/* A node or a chain of nodes and links. */
static void read_chain(flow *f)
{
    size_t start = f->at;
    int_list from = {0};
    if (at_link(f) && f->last.count > 0 && peek(f, 0) != 'x' && peek(f, 0) != 'o') {
        for (size_t i = 0; i < f->last.count; i++)
            SM_LIST_ADD(f->d->arena, &from, f->last.items[i]);
        dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, start, "a link starts on its node's line");
    } else if (!read_nodes(f, &from)) {
        ignore_line(f, start);
        return;
    }
    for (;;) {
        skip_blanks(f);
        flow_edge edge;
        if (at_end_of_statement(f) || !read_link(f, &edge))
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
    skip_blanks(f);
    if (!at_end_of_statement(f))
        ignore_line(f, f->at);
}

static void open_group(flow *f)
{
    sm_str text = take_statement(f);
    size_t depth = 0;
    for (int g = f->group; g >= 0; g = f->groups.items[g].parent)
        depth++;
    if (depth >= DEPTH_MAX || f->skipped_groups > 0) {
        f->skipped_groups++;
        return;
    }
    flow_group group = {.parent = f->group, .id = text, .title = text};
    size_t bracket = 0;
    while (bracket < text.len && strchr("[({", text.ptr[bracket]) == NULL)
        bracket += 1;
    if (text.len > 0 && text.ptr[0] == '"')
        group.id = group.title = dia_unquoted(text);
    else if (bracket < text.len && bracket > 0) {
        flow inner = {.d = f->d, .s = f->s, .at = (size_t)(text.ptr - f->s.ptr) + bracket};
        dia_shape shape;
        group.id = sm_str_trim(sm_str_sub(text, 0, bracket));
        if (!read_brackets(&inner, &group.title, &shape))
            group.title = sm_str_from(text, bracket + 1);
    }
    size_t class_mark = sm_str_find(group.id, SM_STR(":::"));
    if (class_mark != SM_STR_NONE) {
        sm_str name = sm_str_trim(sm_str_from(group.id, class_mark + 3));
        SM_LIST_ADD(f->d->arena, &group.classes, name);
        bool same = sm_str_equal(group.id, group.title);
        group.id = sm_str_sub(group.id, 0, class_mark);
        if (same)
            group.title = group.id;
    }
    dia_names_add(f->d->arena, &f->group_names, group.id, (int)f->groups.count);
    f->group = (int)f->groups.count;
    SM_LIST_ADD(f->d->arena, &f->groups, group);
}

static void close_group(flow *f, size_t start)
{
    if (f->skipped_groups > 0)
        f->skipped_groups--;
    else if (f->group >= 0)
        f->group = f->groups.items[f->group].parent;
    else
        dia_report(f->d, SM_DIAG_DIAGRAM_SYNTAX, start, "no subgraph is open here");
}

/* "A, B name": the last word is what the others get. */
static void read_class(flow *f)
{
    sm_str text = take_statement(f);
    size_t last = text.len;
    while (last > 0 && !sm_is_space(text.ptr[last - 1]) && text.ptr[last - 1] != ',')
        last--;
    sm_str name = sm_str_from(text, last), ids = sm_str_sub(text, 0, last), id;
    while (sm_str_split(&ids, ',', &id)) {
        id = dia_unquoted(id);
        int node = dia_names_find(&f->node_names, id),
            group = dia_names_find(&f->group_names, id);
        if (group >= 0)
            SM_LIST_ADD(f->d->arena, &f->groups.items[group].classes, name);
        else if (id.len > 0) {
            node = node >= 0 ? node : node_named(f, id);
            SM_LIST_ADD(f->d->arena, &f->nodes.items[node].classes, name);
        }
    }
}

static void read_style(flow *f)
{
    sm_str text = take_statement(f), ids = dia_cut_word(&text), id;
    while (sm_str_split(&ids, ',', &id)) {
        int group = dia_names_find(&f->group_names, id);
        if (group >= 0)
            SM_LIST_ADD(f->d->arena, &f->groups.items[group].styles, text);
        else if (id.len > 0) {
            int node = dia_names_find(&f->node_names, id);
            node = node >= 0 ? node : node_named(f, id);
            SM_LIST_ADD(f->d->arena, &f->nodes.items[node].styles, text);
        }
    }
}

static void read_class_definition(flow *f)
{
    sm_str line = sm_str_trim(rest_of_line(f)), names = dia_cut_word(&line);
    skip_line(f);
    while (line.len > 0 && line.ptr[line.len - 1] == ';')
        line.len--;
    dia_classes_add(f->d, &f->classes, names, line);
}

/* A quoted string at the start of *REST. */
static bool cut_quoted(sm_str *rest, sm_str *text)
{
    if (rest->len == 0 || rest->ptr[0] != '"')
        return false;
    size_t end = sm_str_find_char(sm_str_from(*rest, 1), '"');
    if (end == SM_STR_NONE)
        return false;
    *text = sm_str_sub(*rest, 1, end);
    *rest = sm_str_trim(sm_str_from(*rest, end + 2));
    return true;
}

static void read_click(flow *f)
{
    sm_str text = take_statement(f), id = dia_cut_word(&text), url, tooltip, rest;
    int node = dia_names_find(&f->node_names, id);
    if (node < 0)
        return;
    if (dia_word(text, "href", &rest))
        text = rest;
    if (!cut_quoted(&text, &url))
        return; /* a callback: scripts are not for us */
    f->nodes.items[node].url = url;
    if (cut_quoted(&text, &tooltip))
        f->nodes.items[node].tooltip = tooltip;
}

static void read_link_style(flow *f)
{
    sm_str text = take_statement(f);
    size_t i = 0;
    while (i < text.len && !sm_is_alpha(text.ptr[i]))
        i++;
    if (sm_str_starts(sm_str_from(text, i), SM_STR("default")))
        i += 7;
    flow_style style = {sm_str_trim(sm_str_sub(text, 0, i)), sm_str_trim(sm_str_from(text, i))};
    sm_str rest;
    if (dia_word(style.style, "interpolate", &rest)) {
        dia_cut_word(&rest);
        style.style = rest;
    }
    SM_LIST_ADD(f->d->arena, &f->link_styles, style);
}

static void read_direction(flow *f, size_t start)
{
    sm_str text = take_statement(f);
    dia_direction direction;
    if (!dia_direction_named(text, &direction))
        dia_report(f->d, SM_DIAG_DIAGRAM_LINE_IGNORED, start, "direction %.*s",
                   SM_STR_ARG(sm_utf8_clip(text, 20)));
    else if (f->group >= 0) {
        f->groups.items[f->group].has_direction = true;
        f->groups.items[f->group].direction = direction;
    } else
        f->direction = direction;
}

/* Whether the statement's first word is KEYWORD and not the id of a node. */
static bool take_keyword(flow *f, const char *keyword)
{
    size_t length = strlen(keyword);
    if (!sm_str_starts_nocase(sm_str_from(f->s, f->at), sm_str_from_cstr(keyword)))
        return false;
    char next = peek(f, length);
    if (!sm_is_space(next) && next != '\0' && next != ';')
        return false;
    size_t before = f->at;
    f->at += length;
    skip_blanks(f);
    if (at_link(f) || peek(f, 0) == '&') {
        f->at = before;
        return false;
    }
    return true;
}

static void read_statement(flow *f)
{
    size_t start = f->at;
    if (take_keyword(f, "subgraph"))
        open_group(f);
    else if (take_keyword(f, "end"))
        close_group(f, start);
    else if (take_keyword(f, "direction"))
        read_direction(f, start);
    else if (take_keyword(f, "classDef"))
        read_class_definition(f);
    else if (take_keyword(f, "class"))
        read_class(f);
    else if (take_keyword(f, "style"))
        read_style(f);
    else if (take_keyword(f, "linkStyle"))
        read_link_style(f);
    else if (take_keyword(f, "click"))
        read_click(f);
    else {
        dia_line line = {.text = sm_str_trim(rest_of_line(f)), .offset = f->at};
        size_t at = f->at;
        if (dia_acc_statement(f->d, &line, &at)) {
            f->at = at > f->at ? at : f->at + rest_of_line(f).len;
            return;
        }
        read_chain(f);
    }
}

void flow_parse(flow *f)
{
    f->group = -1;
    skip_blanks(f);
    size_t start = f->at;
    while (!at_end_of_statement(f) && !sm_is_space(peek(f, 0)))
        f->at++;
    if (!dia_direction_named(sm_str_sub(f->s, start, f->at - start), &f->direction))
        f->at = start;
    for (;;) {
        while (f->at < f->s.len && (sm_is_space(peek(f, 0)) || peek(f, 0) == ';'))
            f->at++;
        if (f->at >= f->s.len)
            return;
        size_t before = f->at;
        read_statement(f);
        if (f->at == before)
            skip_line(f);
    }
}
