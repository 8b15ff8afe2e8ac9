/* Flowcharts read: statements, subgraphs, styles, clicks. */
#include "flow.h"
#include <string.h>

enum { DEPTH_MAX = 24 };

/* The rest of the statement: up to the line's end or a semicolon outside quotes. */
static sm_str take_statement(flow *f)
{
    sm_str line = flow_rest_of_line(f);
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
    flow_group group = {.parent = f->group, .outer = f->group, .id = text, .title = text};
    size_t bracket = 0;
    while (bracket < text.len && strchr("[({", text.ptr[bracket]) == NULL)
        bracket += 1;
    if (text.len > 0 && text.ptr[0] == '"')
        group.id = group.title = dia_unquoted(text);
    else if (bracket < text.len && bracket > 0) {
        size_t inner = (size_t)(text.ptr - f->s.ptr) + bracket;
        dia_shape shape;
        group.id = sm_str_trim(sm_str_sub(text, 0, bracket));
        if (!dia_read_brackets(f->d, &inner, &group.title, &shape))
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
    int node = dia_names_find(&f->node_names, group.id);
    if (f->group < 0 && node >= 0) /* named in another group before, it is inside that one */
        group.parent = f->nodes.items[node].group;
    dia_names_add(f->d->arena, &f->group_names, group.id, (int)f->groups.count);
    f->group = (int)f->groups.count;
    SM_LIST_ADD(f->d->arena, &f->groups, group);
}

static void close_group(flow *f, size_t start)
{
    if (f->skipped_groups > 0)
        f->skipped_groups--;
    else if (f->group >= 0)
        f->group = f->groups.items[f->group].outer;
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
            node = node >= 0 ? node : flow_node_named(f, id);
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
            node = node >= 0 ? node : flow_node_named(f, id);
            SM_LIST_ADD(f->d->arena, &f->nodes.items[node].styles, text);
        }
    }
}

static void read_class_definition(flow *f)
{
    sm_str line = sm_str_trim(flow_rest_of_line(f)), names = dia_cut_word(&line);
    flow_skip_line(f);
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
    } else if (!f->directed) /* Mermaid lets the header have the last word */
        f->direction = direction;
}

/* Whether the statement's first word is KEYWORD and not the id of a node. */
static bool take_keyword(flow *f, const char *keyword)
{
    size_t length = strlen(keyword);
    if (!sm_str_starts_nocase(sm_str_from(f->s, f->at), sm_str_from_cstr(keyword)))
        return false;
    char next = flow_peek(f, length);
    if (!sm_is_space(next) && next != '\0' && next != ';')
        return false;
    size_t before = f->at;
    f->at += length;
    flow_skip_blanks(f);
    if (flow_at_link(f) || flow_peek(f, 0) == '&') {
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
        dia_line line = {.text = sm_str_trim(flow_rest_of_line(f)), .offset = f->at};
        size_t at = f->at;
        if (dia_acc_statement(f->d, &line, &at)) {
            f->at = at > f->at ? at : f->at + flow_rest_of_line(f).len;
            return;
        }
        flow_read_chain(f);
    }
}

void flow_parse(flow *f)
{
    f->group = -1;
    flow_skip_blanks(f);
    size_t start = f->at;
    while (!flow_at_end(f) && !sm_is_space(flow_peek(f, 0)))
        f->at++;
    f->directed = dia_direction_named(sm_str_sub(f->s, start, f->at - start), &f->direction);
    if (!f->directed)
        f->at = start;
    for (;;) {
        while (f->at < f->s.len && (sm_is_space(flow_peek(f, 0)) || flow_peek(f, 0) == ';'))
            f->at++;
        if (f->at >= f->s.len)
            return;
        size_t before = f->at;
        read_statement(f);
        if (f->at == before)
            flow_skip_line(f);
    }
}
