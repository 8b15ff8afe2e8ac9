/* State diagrams, both of Mermaid's versions. */
#include "kinds.h"
#include "net.h"
#include "flow.h"

enum { DEPTH_MAX = 24 };

typedef struct state {
    sm_str id;
    sm_str text; /* absent: the id */
    dia_shape shape;
    int scope;
    int as_scope; /* a composite one: the scope inside, -1 */
    sm_str classes, css;
    bool note;
} state;

typedef struct scope {
    sm_str title;
    int parent, owner; /* scope; the state it is the inside of, -1 */
    int region_of;     /* -1, or the scope that it is a concurrent region of */
    int region;        /* the region open in it, -1 */
    int outer;         /* where statements go on behind it */
    bool has_direction;
    dia_direction direction;
    int start, end; /* the states of "[*]" */
    int cluster;
} scope;

typedef struct link {
    int from, to;
    sm_str text;
    bool note;
} link;

typedef struct machine {
    dia *d;
    struct SM_LIST(state) states;
    struct SM_LIST(scope) scopes;
    struct SM_LIST(link) links;
    dia_names names;
    dia_classes classes;
    dia_direction direction;
    int scope;
    size_t skipped;
} machine;

static int add_scope(machine *m, sm_str title, int parent, int owner, int region_of)
{
    scope s = {.title = title,
               .parent = parent,
               .owner = owner,
               .region_of = region_of,
               .region = -1,
               .start = -1,
               .end = -1,
               .cluster = -1};
    SM_LIST_ADD(m->d->arena, &m->scopes, s);
    return (int)m->scopes.count - 1;
}

/* Where a statement's states live: the open region of the scope, or the scope. */
static int here(const machine *m)
{
    int region = m->scopes.items[m->scope].region;
    return region >= 0 ? region : m->scope;
}

static int add_state(machine *m, sm_str id)
{
    state s = {.id = id, .shape = DIA_ROUND, .scope = here(m), .as_scope = -1};
    SM_LIST_ADD(m->d->arena, &m->states, s);
    return (int)m->states.count - 1;
}

static int state_named(machine *m, sm_str id)
{
    int index = dia_names_find(&m->names, id);
    if (index < 0) {
        index = add_state(m, id);
        dia_names_add(m->d->arena, &m->names, id, index);
    } else {
        /* First seen outside, then inside a composite state: it lives inside. */
        int s = here(m);
        while (s >= 0 && s != m->states.items[index].scope)
            s = m->scopes.items[s].parent;
        bool holds_us = false;
        for (int k = here(m); k >= 0; k = m->scopes.items[k].parent)
            holds_us = holds_us || (m->states.items[index].as_scope >= 0 &&
                                    k == m->states.items[index].as_scope);
        if (s >= 0 && !holds_us)
            m->states.items[index].scope = here(m);
    }
    return index;
}

static int star(machine *m, bool start)
{
    scope *s = &m->scopes.items[here(m)];
    int *index = start ? &s->start : &s->end;
    if (*index < 0) {
        int added = add_state(m, SM_STR("[*]"));
        s = &m->scopes.items[here(m)];
        index = start ? &s->start : &s->end;
        *index = added;
        m->states.items[added].shape = start ? DIA_START : DIA_STOP;
    }
    return *index;
}

/* "Name:::class" at one end of a transition. */
static int end_of_link(machine *m, sm_str text, bool start)
{
    sm_str css = {0};
    size_t mark = sm_str_find(text, SM_STR(":::"));
    if (mark != SM_STR_NONE) {
        css = sm_str_trim(sm_str_from(text, mark + 3));
        text = sm_str_trim(sm_str_sub(text, 0, mark));
    }
    text = dia_unquoted(text);
    int index = sm_str_equal(text, SM_STR("[*]")) ? star(m, start) : state_named(m, text);
    if (css.len > 0)
        m->states.items[index].classes = css;
    return index;
}

static bool read_link(machine *m, const dia_line *line)
{
    size_t at = sm_str_find(line->text, SM_STR("-->"));
    size_t length = 3;
    if (at == SM_STR_NONE) {
        at = sm_str_find(line->text, SM_STR("->"));
        length = 2;
        if (at == SM_STR_NONE)
            return false;
        dia_report(m->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset + at, "an arrow is written -->");
    }
    sm_str from = sm_str_trim(sm_str_sub(line->text, 0, at));
    sm_str to = sm_str_trim(sm_str_from(line->text, at + length)), text = {0};
    for (size_t i = 0; i < to.len; i++) {
        if (to.ptr[i] != ':')
            continue;
        if (i + 2 < to.len && to.ptr[i + 1] == ':' && to.ptr[i + 2] == ':') {
            i += 2;
            continue;
        }
        text = sm_str_trim(sm_str_from(to, i + 1));
        to = sm_str_trim(sm_str_sub(to, 0, i));
    }
    if (from.len == 0 || to.len == 0)
        return false;
    while (to.len > 0 && to.ptr[to.len - 1] == ';')
        to = sm_str_trim(sm_str_sub(to, 0, to.len - 1));
    link l = {.text = text};
    l.from = end_of_link(m, from, true);
    l.to = end_of_link(m, to, false);
    SM_LIST_ADD(m->d->arena, &m->links, l);
    return true;
}

static void describe(machine *m, int index, sm_str text)
{
    state *s = &m->states.items[index];
    if (s->text.ptr == NULL)
        s->text = text;
    else
        s->text =
            sm_str_printf(m->d->arena, "%.*s<br>%.*s", SM_STR_ARG(s->text), SM_STR_ARG(text));
}

static void open_composite(machine *m, int index)
{
    int around = m->states.items[index].scope; /* a state named in another before lives there */
    size_t depth = 0;
    for (int s = around; s >= 0; s = m->scopes.items[s].parent)
        depth++;
    if (depth >= DEPTH_MAX || m->skipped > 0) {
        m->skipped++;
        return;
    }
    int inside = m->states.items[index].as_scope;
    if (inside < 0)
        inside = add_scope(m, (sm_str){0}, around, index, -1);
    m->scopes.items[inside].outer = m->scope;
    m->states.items[index].as_scope = inside;
    m->scope = inside;
}

static void set_kind(machine *m, int index, sm_str text)
{
    static const struct {
        const char *mark;
        dia_shape shape;
    } kinds[] = {{"choice", DIA_DIAMOND}, {"fork", DIA_BAR}, {"join", DIA_BAR},
                 {"start", DIA_START},    {"end", DIA_STOP}, {"history", DIA_CIRCLE}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (sm_str_find(text, sm_str_from_cstr(kinds[i].mark)) != SM_STR_NONE)
            m->states.items[index].shape = kinds[i].shape;
}

/* "state X", "state "text" as X", "state X <<choice>>", "state X {". */
static bool read_state(machine *m, sm_str rest)
{
    bool opens = rest.len > 0 && rest.ptr[rest.len - 1] == '{';
    if (opens)
        rest = sm_str_trim(sm_str_sub(rest, 0, rest.len - 1));
    sm_str text = {0}, more = {0}, mark = {0};
    if (rest.len > 0 && rest.ptr[0] == '"') {
        size_t close = sm_str_find_char(sm_str_from(rest, 1), '"');
        if (close == SM_STR_NONE)
            return false;
        text = sm_str_sub(rest, 1, close);
        rest = sm_str_trim(sm_str_from(rest, close + 2));
        sm_str id;
        rest = dia_word(rest, "as", &id) ? id : text;
    }
    size_t angle = sm_str_find(rest, SM_STR("<<"));
    if (angle == SM_STR_NONE)
        angle = sm_str_find(rest, SM_STR("[["));
    if (angle != SM_STR_NONE) {
        mark = sm_str_from(rest, angle);
        rest = sm_str_trim(sm_str_sub(rest, 0, angle));
    }
    size_t colon = sm_str_find_char(rest, ':');
    sm_str css = {0};
    if (colon != SM_STR_NONE && sm_str_starts(sm_str_from(rest, colon), SM_STR(":::"))) {
        css = sm_str_trim(sm_str_from(rest, colon + 3));
        rest = sm_str_trim(sm_str_sub(rest, 0, colon));
    } else if (colon != SM_STR_NONE) {
        more = sm_str_trim(sm_str_from(rest, colon + 1));
        rest = sm_str_trim(sm_str_sub(rest, 0, colon));
    }
    size_t as = sm_str_find(rest, SM_STR(" as "));
    if (as != SM_STR_NONE) {
        text = dia_unquoted(sm_str_from(rest, as + 4));
        rest = sm_str_trim(sm_str_sub(rest, 0, as));
    }
    if (rest.len == 0)
        return false;
    int index = state_named(m, dia_unquoted(rest));
    if (text.ptr != NULL)
        m->states.items[index].text = text;
    if (more.len > 0)
        describe(m, index, more);
    if (css.len > 0)
        m->states.items[index].classes = css;
    set_kind(m, index, mark);
    if (opens)
        open_composite(m, index);
    return true;
}

/* "note right of X : text", the same over several lines up to "end note", and floating ones. */
static bool read_note(machine *m, sm_str rest, size_t *at)
{
    sm_str target, of;
    bool floating = rest.len > 0 && rest.ptr[0] == '"';
    if (floating) {
        size_t close = sm_str_find_char(sm_str_from(rest, 1), '"');
        sm_str text = sm_str_sub(rest, 1, close);
        int note = add_state(m, SM_STR(""));
        m->states.items[note].text = text;
        m->states.items[note].note = true;
        return true;
    }
    if (!dia_word(rest, "right", &target) && !dia_word(rest, "left", &target))
        return false;
    if (dia_word(target, "of", &of))
        target = of;
    size_t colon = sm_str_find_char(target, ':');
    sm_buf text = sm_buf_new(m->d->arena);
    if (colon != SM_STR_NONE)
        sm_buf_add_str(&text, sm_str_trim(sm_str_from(target, colon + 1)));
    dia_line line;
    sm_str ignored;
    while (colon == SM_STR_NONE && dia_next_line(m->d, at, &line)) {
        if (dia_word(line.text, "end note", &ignored))
            break;
        if (text.len > 0)
            sm_buf_add_char(&text, '\n');
        sm_buf_add_str(&text, line.text);
    }
    int owner = state_named(m, sm_str_trim(sm_str_sub(target, 0, colon)));
    int note = add_state(m, SM_STR(""));
    m->states.items[note].text = sm_buf_str(&text);
    m->states.items[note].note = true;
    m->states.items[note].scope = m->states.items[owner].scope;
    link l = {.from = owner, .to = note, .note = true};
    SM_LIST_ADD(m->d->arena, &m->links, l);
    return true;
}

/* "--" between concurrent regions. */
static void next_region(machine *m)
{
    scope *s = &m->scopes.items[m->scope];
    if (s->region < 0) {
        int first = add_scope(m, (sm_str){0}, m->scope, -1, m->scope);
        for (size_t i = 0; i < m->states.count; i++)
            if (m->states.items[i].scope == m->scope)
                m->states.items[i].scope = first;
        for (size_t i = 0; i < m->scopes.count; i++)
            if (m->scopes.items[i].parent == m->scope && (int)i != first &&
                m->scopes.items[i].region_of < 0)
                m->scopes.items[i].parent = first;
        m->scopes.items[first].start = m->scopes.items[m->scope].start;
        m->scopes.items[first].end = m->scopes.items[m->scope].end;
    }
    int next = add_scope(m, (sm_str){0}, m->scope, -1, m->scope);
    m->scopes.items[m->scope].region = next;
}

static void close_scope(machine *m, const dia_line *line)
{
    if (m->skipped > 0)
        m->skipped--;
    else if (m->scopes.items[m->scope].owner >= 0)
        m->scope = m->scopes.items[m->scope].outer;
    else
        dia_report(m->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset, "no state is open here");
}

/* The state called ID, which may be new: valid until another one is. */
static state *state_of(machine *m, sm_str id)
{
    int index = state_named(m, sm_str_trim(id));
    return &m->states.items[index];
}

static bool read_style(machine *m, const dia_line *line)
{
    sm_str rest, ids, id;
    if (dia_word(line->text, "classDef", &rest)) {
        sm_str names = dia_cut_word(&rest);
        dia_classes_add(m->d, &m->classes, names, rest);
        return true;
    }
    bool style = dia_word(line->text, "style", &rest);
    if (!style && !dia_word(line->text, "class", &rest))
        return false;
    if (style) {
        ids = dia_cut_word(&rest);
        while (sm_str_split(&ids, ',', &id))
            if (sm_str_trim(id).len > 0)
                state_of(m, id)->css = rest;
        return true;
    }
    size_t last = rest.len;
    while (last > 0 && !sm_is_space(rest.ptr[last - 1]))
        last--;
    ids = sm_str_sub(rest, 0, last);
    while (sm_str_split(&ids, ',', &id))
        if (sm_str_trim(id).len > 0)
            state_of(m, id)->classes = sm_str_from(rest, last);
    return true;
}

static bool read_other(machine *m, const dia_line *line, size_t *at)
{
    sm_str rest;
    if (dia_word(line->text, "state", &rest) && read_state(m, rest))
        return true;
    if (dia_word(line->text, "note", &rest) && read_note(m, rest, at))
        return true;
    if (dia_word(line->text, "title", &rest)) {
        m->d->title = rest;
        return true;
    }
    if (dia_word(line->text, "direction", &rest)) {
        dia_direction direction;
        if (dia_direction_named(rest, &direction)) {
            scope *s = &m->scopes.items[here(m)];
            s->has_direction = true;
            s->direction = direction;
            if (here(m) == 0)
                m->direction = direction;
        }
        return true;
    }
    return dia_word(line->text, "hide", &rest) || dia_word(line->text, "scale", &rest) ||
           dia_word(line->text, "click", &rest);
}

static void read_statement(machine *m, dia_line *line, size_t *at)
{
    while (line->text.len > 0 && line->text.ptr[0] == '}') {
        close_scope(m, line);
        line->text = sm_str_trim(sm_str_from(line->text, 1));
    }
    if (line->text.len == 0)
        return;
    bool dashes = true;
    for (size_t i = 0; i < line->text.len; i++)
        dashes = dashes && line->text.ptr[i] == '-';
    if (dashes) {
        next_region(m);
        return;
    }
    if (read_style(m, line) || read_link(m, line) || read_other(m, line, at))
        return;
    if (sm_str_find(line->text, SM_STR(":::")) != SM_STR_NONE) {
        end_of_link(m, line->text, true);
        return;
    }
    size_t colon = sm_str_find_char(line->text, ':');
    if (colon != SM_STR_NONE && colon > 0) {
        int index = state_named(m, sm_str_trim(sm_str_sub(line->text, 0, colon)));
        describe(m, index, sm_str_trim(sm_str_from(line->text, colon + 1)));
    } else if (line->text.ptr[line->text.len - 1] == '{') {
        sm_str id = sm_str_trim(sm_str_sub(line->text, 0, line->text.len - 1));
        if (id.len > 0)
            open_composite(m, state_named(m, id));
    } else
        state_named(m, line->text);
}

static sm_str text_of(const state *s)
{
    return s->text.ptr != NULL ? s->text : s->id;
}

/* Scopes become clusters, outer ones first: a scope's parent may come later when regions split.
 */
static int cluster_of(machine *m, dia_net *net, int index)
{
    scope *s = &m->scopes.items[index];
    if (index == 0)
        return -1;
    if (s->cluster >= 0)
        return s->cluster;
    int parent = cluster_of(m, net, s->parent);
    dia *d = m->d;
    dia_style style = dia_style_cluster(d);
    style.bold = true;
    dia_label title = {0};
    if (s->owner >= 0) {
        const state *owner = &m->states.items[s->owner];
        dia_classes_apply_all(&m->classes, owner->classes, &style);
        dia_style_apply(&style, owner->css);
        dia_style_finish(&style);
        title = dia_label_make(
            d, text_of(owner),
            (dia_label_style){
                .size = DIA_TEXT_SIZE, .bold = true, .wrap = DIA_WRAP, .ink = style.text});
    } else {
        style.dash = 4;
        style.gap = 3;
        style.fill = sm_ink_none();
    }
    dia_net_cluster *c = dia_net_add_cluster(d, net, parent, title);
    c->style = style;
    c->radius = 9;
    c->has_direction = s->has_direction;
    c->direction = s->direction;
    s->cluster = (int)net->clusters.count - 1;
    return s->cluster;
}

static void add_node(machine *m, dia_net *net, int *nodes, size_t i, const bool *filled)
{
    dia *d = m->d;
    const state *s = &m->states.items[i];
    nodes[i] = -1;
    if (s->as_scope >= 0 && filled[s->as_scope])
        return;
    dia_style style = dia_style_node(d);
    bool pseudo = s->shape == DIA_START || s->shape == DIA_STOP || s->shape == DIA_BAR;
    if (pseudo) {
        style.stroke = d->palette.text;
        style.fill = d->palette.background;
    }
    if (s->note) {
        style.fill = d->palette.note_fill;
        style.stroke = d->palette.note_stroke;
        style.text = d->palette.note_text;
    }
    dia_classes_apply(&m->classes, SM_STR("default"), &style);
    dia_classes_apply_all(&m->classes, s->classes, &style);
    dia_style_apply(&style, s->css);
    dia_style_finish(&style);
    bool hidden = pseudo || (s->shape == DIA_DIAMOND && s->text.ptr == NULL);
    sm_str text = hidden ? (sm_str){0} : text_of(s);
    if (s->shape == DIA_CIRCLE)
        text = SM_STR("H");
    dia_label label =
        dia_label_make(d, text,
                       (dia_label_style){.size = s->note ? DIA_SMALL_SIZE : DIA_TEXT_SIZE,
                                         .wrap = DIA_WRAP,
                                         .bold = style.bold,
                                         .italic = style.italic,
                                         .ink = style.text});
    nodes[i] = (int)net->nodes.count;
    dia_net_node *node = dia_net_add_node(d, net, s->note ? DIA_RECT : s->shape, label,
                                          cluster_of(m, net, s->scope));
    node->style = style;
    if (s->shape == DIA_DIAMOND && hidden)
        node->width = node->height = 28;
    bool sideways = net->direction == DIA_RIGHT || net->direction == DIA_LEFT;
    if (s->shape == DIA_BAR && sideways) {
        node->width = 6;
        node->height = 70;
    }
}

static void build(machine *m, dia_net *net)
{
    dia *d = m->d;
    bool *filled = SM_NEW_ARRAY(d->arena, bool, m->scopes.count + 1);
    int *nodes = SM_NEW_ARRAY(d->arena, int, m->states.count + 1);
    for (size_t i = 0; i < m->states.count; i++)
        for (int s = m->states.items[i].scope; s >= 0 && !filled[s];
             s = m->scopes.items[s].parent)
            filled[s] = true;
    for (size_t i = 0; i < m->states.count; i++)
        add_node(m, net, nodes, i, filled);
    for (size_t i = 0; i < m->links.count; i++) {
        const link *l = &m->links.items[i];
        dia_net_edge *e = dia_net_add_edge(d, net, 0, 0);
        int from = nodes[l->from], to = nodes[l->to];
        e->from = from >= 0 ? from : 0;
        e->to = to >= 0 ? to : 0;
        e->from_cluster =
            from >= 0 ? -1 : m->scopes.items[m->states.items[l->from].as_scope].cluster;
        e->to_cluster = to >= 0 ? -1 : m->scopes.items[m->states.items[l->to].as_scope].cluster;
        if (l->text.len > 0)
            e->label = dia_label_edge(d, l->text);
        if (l->note) {
            e->to_tip = DIA_TIP_NONE;
            e->stroke = DIA_DOTTED;
        }
    }
}

const sm_scene *dia_state(dia *d, size_t at)
{
    machine m = {.d = d};
    add_scope(&m, (sm_str){0}, -1, -1, -1);
    dia_line line;
    while (dia_next_line(d, &at, &line))
        if (!dia_acc_statement(d, &line, &at))
            read_statement(&m, &line, &at);
    if (m.states.count == 0)
        return NULL;
    dia_net net = {.direction = m.direction};
    build(&m, &net);
    dia_net_draw(d, &net);
    return dia_finish(d, "State diagram", "%zu states, %zu transitions", m.states.count,
                      m.links.count);
}
