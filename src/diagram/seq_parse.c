/* Sequence diagrams read: a list of events in the order of the text. */
#include "seq.h"
#include <string.h>

static const struct {
    const char *text;
    bool dashed;
    seq_tip from, to;
    bool weak; /* may also be part of a name */
} arrows[] = {
    {"<<-->>", true, SEQ_ARROW, SEQ_ARROW, false},
    {"<<->>", false, SEQ_ARROW, SEQ_ARROW, false},
    {"--|\\", true, SEQ_PLAIN, SEQ_HALF_UPPER, false},
    {"--|/", true, SEQ_PLAIN, SEQ_HALF_LOWER, false},
    {"--\\\\", true, SEQ_PLAIN, SEQ_HALF_UPPER, false},
    {"--//", true, SEQ_PLAIN, SEQ_HALF_LOWER, false},
    {"/|--", true, SEQ_HALF_UPPER, SEQ_PLAIN, false},
    {"\\|--", true, SEQ_HALF_LOWER, SEQ_PLAIN, false},
    {"//--", true, SEQ_HALF_UPPER, SEQ_PLAIN, false},
    {"\\\\--", true, SEQ_HALF_LOWER, SEQ_PLAIN, false},
    {"-->>", true, SEQ_PLAIN, SEQ_ARROW, false},
    {"->>", false, SEQ_PLAIN, SEQ_ARROW, false},
    {"-|\\", false, SEQ_PLAIN, SEQ_HALF_UPPER, false},
    {"-|/", false, SEQ_PLAIN, SEQ_HALF_LOWER, false},
    {"-\\\\", false, SEQ_PLAIN, SEQ_HALF_UPPER, false},
    {"-//", false, SEQ_PLAIN, SEQ_HALF_LOWER, false},
    {"/|-", false, SEQ_HALF_UPPER, SEQ_PLAIN, false},
    {"\\|-", false, SEQ_HALF_LOWER, SEQ_PLAIN, false},
    {"//-", false, SEQ_HALF_UPPER, SEQ_PLAIN, false},
    {"\\\\-", false, SEQ_HALF_LOWER, SEQ_PLAIN, false},
    {"-->", true, SEQ_PLAIN, SEQ_PLAIN, false},
    {"->", false, SEQ_PLAIN, SEQ_PLAIN, false},
    {"--x", true, SEQ_PLAIN, SEQ_CROSS, false},
    {"--)", true, SEQ_PLAIN, SEQ_ASYNC, false},
    {"-x", false, SEQ_PLAIN, SEQ_CROSS, true},
    {"-)", false, SEQ_PLAIN, SEQ_ASYNC, true},
};

enum {
    ARROWS = sizeof arrows / sizeof *arrows,
    EVENTS_MAX = 20000,
    ACTORS_MAX = 200,
    DEPTH_MAX = 24
};

/* The first arrow in HEAD (what stands before the colon); weak ones only when no other is
 * there. */
static bool find_arrow(sm_str head, size_t *at, size_t *which)
{
    for (int weak = 0; weak < 2; weak++)
        for (size_t i = 1; i < head.len; i++) {
            if (strchr("<-/\\", head.ptr[i]) == NULL)
                continue;
            for (size_t a = 0; a < ARROWS; a++)
                if (arrows[a].weak == (weak == 1) &&
                    sm_str_starts(sm_str_from(head, i), sm_str_from_cstr(arrows[a].text))) {
                    *at = i;
                    *which = a;
                    return true;
                }
        }
    return false;
}

static int actor_named(seq *s, sm_str id)
{
    int index = dia_names_find(&s->names, id);
    if (index >= 0)
        return index;
    if (s->actors.count >= ACTORS_MAX) {
        s->d->too_large = true;
        return 0;
    }
    seq_actor actor = {.id = id, .text = id, .box = s->box, .created = -1, .destroyed = -1};
    SM_LIST_ADD(s->d->arena, &s->actors, actor);
    index = (int)s->actors.count - 1;
    dia_names_add(s->d->arena, &s->names, id, index);
    return index;
}

static void add_event(seq *s, seq_event event)
{
    if (s->events.count < dia_most(s->d, EVENTS_MAX))
        SM_LIST_ADD(s->d->arena, &s->events, event);
    else
        s->d->too_large = true;
}

/* "@{ "type" : "database", "alias": "..." }" behind an id. */
static sm_str json_value(sm_str text, const char *key)
{
    size_t at = sm_str_find(text, sm_str_from_cstr(key));
    if (at == SM_STR_NONE)
        return (sm_str){0};
    sm_str rest = sm_str_from(text, at + strlen(key));
    size_t colon = sm_str_find_char(rest, ':');
    if (colon == SM_STR_NONE)
        return (sm_str){0};
    rest = sm_str_trim(sm_str_from(rest, colon + 1));
    size_t end = 0;
    char quote = rest.len > 0 ? rest.ptr[0] : 0;
    if (quote == '"' || quote == '\'') {
        rest = sm_str_from(rest, 1);
        while (end < rest.len && rest.ptr[end] != quote)
            end++;
    } else
        while (end < rest.len && rest.ptr[end] != ',' && rest.ptr[end] != '}')
            end++;
    return sm_str_trim(sm_str_sub(rest, 0, end));
}

static seq_actor_kind kind_named(sm_str type, seq_actor_kind otherwise)
{
    static const char *const types[] = {"participant", "actor",    "database", "queue",
                                        "collections", "boundary", "control",  "entity"};
    for (int i = 0; i < 8; i++)
        if (sm_str_equal_nocase(type, sm_str_from_cstr(types[i])))
            return (seq_actor_kind)i;
    return otherwise;
}

/* Where " as " stands in TEXT, or its end. */
static size_t find_as(sm_str text)
{
    for (size_t i = 1; i + 3 < text.len; i++)
        if (sm_is_space(text.ptr[i - 1]) && sm_to_lower(text.ptr[i]) == 'a' &&
            sm_to_lower(text.ptr[i + 1]) == 's' && sm_is_space(text.ptr[i + 2]))
            return i;
    return text.len;
}

static int read_actor(seq *s, sm_str text, seq_actor_kind kind)
{
    sm_str json = {0};
    size_t mark = sm_str_find(text, SM_STR("@{"));
    if (mark != SM_STR_NONE) {
        size_t close = sm_str_find_char(sm_str_from(text, mark), '}');
        json = sm_str_sub(text, mark, close == SM_STR_NONE ? text.len : close + 1);
        sm_str behind = sm_str_from(text, mark + json.len);
        text = sm_str_printf(s->d->arena, "%.*s %.*s", SM_STR_ARG(sm_str_sub(text, 0, mark)),
                             SM_STR_ARG(behind));
    }
    size_t as = find_as(text);
    sm_str id = sm_str_trim(sm_str_sub(text, 0, as));
    sm_str alias = as < text.len ? sm_str_trim(sm_str_from(text, as + 2)) : (sm_str){0};
    if (alias.len == 0 && json.len > 0)
        alias = json_value(json, "alias");
    id = dia_unquoted(id);
    int known = dia_names_find(&s->names, id);
    int index = actor_named(s, id);
    if (s->actors.count == 0)
        return -1;
    seq_actor *actor = &s->actors.items[index];
    actor->kind = kind_named(json_value(json, "type"), kind);
    if (alias.len > 0)
        actor->text = dia_unquoted(alias);
    if (known >= 0 && s->box >= 0)
        actor->box = s->box;
    return index;
}

static void read_message_target(seq *s, sm_str target, seq_event *event)
{
    if (sm_str_starts(target, SM_STR("()"))) {
        event->to_dot = true;
        target = sm_str_trim(sm_str_from(target, 2));
    }
    while (target.len > 0 && (target.ptr[0] == '+' || target.ptr[0] == '-')) {
        event->activates = event->activates || target.ptr[0] == '+';
        event->deactivates = event->deactivates || target.ptr[0] == '-';
        target = sm_str_trim(sm_str_from(target, 1));
    }
    event->to = actor_named(s, target);
}

static bool read_message(seq *s, const dia_line *line)
{
    size_t at, which;
    size_t colon = sm_str_find_char(line->text, ':');
    sm_str head = sm_str_sub(line->text, 0, colon == SM_STR_NONE ? line->text.len : colon);
    if (!find_arrow(head, &at, &which))
        return false;
    seq_event event = {.kind = SEQ_MESSAGE,
                       .dashed = arrows[which].dashed,
                       .from_tip = arrows[which].from,
                       .to_tip = arrows[which].to};
    sm_str from = sm_str_trim(sm_str_sub(head, 0, at));
    if (sm_str_ends(from, SM_STR("()"))) {
        event.from_dot = true;
        from = sm_str_trim(sm_str_sub(from, 0, from.len - 2));
    }
    sm_str target = sm_str_trim(sm_str_from(head, at + strlen(arrows[which].text)));
    if (from.len == 0 || target.len == 0)
        return false;
    event.from = actor_named(s, from);
    read_message_target(s, target, &event);
    if (colon != SM_STR_NONE)
        event.text = sm_str_trim(sm_str_from(line->text, colon + 1));
    else
        dia_report(s->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset, "a message needs a colon");
    while (event.text.len > 0 && event.text.ptr[event.text.len - 1] == ';' &&
           sm_str_find_char(event.text, '#') == SM_STR_NONE)
        event.text.len--;
    sm_str wrap;
    if (dia_word(event.text, "wrap:", &wrap) || dia_word(event.text, "nowrap:", &wrap))
        event.text = wrap;
    event.numbered = s->numbering;
    event.number = s->number;
    s->number += s->step; /* those without a number count, too */
    int index = (int)s->events.count;
    if (s->create_next && s->create_actor >= 0)
        s->actors.items[s->create_actor].created = index;
    if (s->destroy_next && s->destroy_actor >= 0)
        s->actors.items[s->destroy_actor].destroyed = index;
    s->create_next = s->destroy_next = false;
    add_event(s, event);
    if (event.activates)
        add_event(s, (seq_event){.kind = SEQ_ACTIVATE, .from = event.to});
    if (event.deactivates)
        add_event(s, (seq_event){.kind = SEQ_DEACTIVATE, .from = event.from});
    return true;
}

static bool read_note(seq *s, const dia_line *line)
{
    sm_str rest, target;
    if (!dia_word(line->text, "note", &rest))
        return false;
    seq_event event = {.kind = SEQ_NOTE};
    if (dia_word(rest, "over", &target))
        event.side = SEQ_OVER;
    else if (dia_word(rest, "left", &target) || dia_word(rest, "right", &target)) {
        event.side = sm_to_lower(rest.ptr[0]) == 'l' ? SEQ_LEFT : SEQ_RIGHT;
        sm_str of;
        if (dia_word(target, "of", &of))
            target = of;
    } else
        return false;
    size_t colon = sm_str_find_char(target, ':');
    sm_str names = sm_str_sub(target, 0, colon == SM_STR_NONE ? target.len : colon);
    if (colon != SM_STR_NONE)
        event.text = sm_str_trim(sm_str_from(target, colon + 1));
    size_t comma = sm_str_find_char(names, ',');
    event.from = actor_named(s, sm_str_trim(sm_str_sub(names, 0, comma)));
    event.to = comma != SM_STR_NONE ? actor_named(s, sm_str_trim(sm_str_from(names, comma + 1)))
                                    : event.from;
    if (event.to < event.from) {
        int swap = event.from;
        event.from = event.to;
        event.to = swap;
    }
    add_event(s, event);
    return true;
}

static void open_frame(seq *s, const char *name, sm_str text)
{
    if (s->open.count >= DEPTH_MAX) {
        s->skipped++;
        return;
    }
    seq_event event = {
        .kind = SEQ_OPEN, .frame = sm_str_from_cstr(name), .text = text, .partner = -1};
    if (strcmp(name, "rect") == 0) {
        event.fill = s->d->palette.group_fill;
        event.text = (sm_str){0};
        dia_ink_from_css(&event.fill, text);
    }
    int index = (int)s->events.count;
    add_event(s, event);
    SM_LIST_ADD(s->d->arena, &s->open, index);
}

static void close_frame(seq *s)
{
    int opened = s->open.items[--s->open.count];
    if ((size_t)opened < s->events.count && s->events.count < dia_most(s->d, EVENTS_MAX))
        s->events.items[opened].partner = (int)s->events.count;
    add_event(s, (seq_event){.kind = SEQ_CLOSE, .partner = opened});
}

static bool read_frame(seq *s, const dia_line *line)
{
    static const char *const opening[] = {"loop", "alt",      "opt",   "par_over",
                                          "par",  "critical", "break", "rect"};
    static const char *const dividing[] = {"else", "and", "option"};
    sm_str rest;
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
        if (dia_word(line->text, opening[i], &rest)) {
            open_frame(s, strcmp(opening[i], "par_over") == 0 ? "par" : opening[i], rest);
            return true;
        }
    for (size_t i = 0; i < sizeof dividing / sizeof *dividing; i++)
        if (dia_word(line->text, dividing[i], &rest)) {
            if (s->open.count > 0)
                add_event(s, (seq_event){.kind = SEQ_ELSE,
                                         .text = rest,
                                         .frame = sm_str_from_cstr(dividing[i]),
                                         .partner = s->open.items[s->open.count - 1]});
            return s->open.count > 0;
        }
    if (!dia_word(line->text, "end", &rest) || rest.len > 1)
        return false;
    if (s->box >= 0)
        s->box = -1;
    else if (s->skipped > 0)
        s->skipped--;
    else if (s->open.count > 0)
        close_frame(s);
    else
        dia_report(s->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset, "nothing is open here");
    return true;
}

/* "box Aqua Group name", "box rgb(1,2,3) Name", "box Name". */
static void open_box(seq *s, sm_str text)
{
    seq_box box = {.fill = s->d->palette.group_fill, .title = text};
    size_t end = 0;
    while (end < text.len && !sm_is_space(text.ptr[end]) && text.ptr[end] != '(')
        end++;
    if (end < text.len && text.ptr[end] == '(') {
        size_t close = sm_str_find_char(text, ')');
        end = close == SM_STR_NONE ? text.len : close + 1;
    }
    sm_color color;
    double opacity;
    sm_str word = sm_str_sub(text, 0, end);
    if (dia_color(word, &color, &opacity)) {
        dia_ink_from_css(&box.fill, word);
        box.title = sm_str_trim(sm_str_from(text, end));
    }
    s->box = (int)s->boxes.count;
    SM_LIST_ADD(s->d->arena, &s->boxes, box);
}

static void read_autonumber(seq *s, sm_str rest)
{
    double first = 1, step = 1;
    sm_str off;
    s->numbering = !dia_word(rest, "off", &off);
    if (dia_number(rest, &first, &rest) && first >= 0 && first < 1e6) {
        s->number = first;
        s->step = 1;
        if (dia_number(sm_str_trim(rest), &step, &rest) && step > 0 && step < 1e4)
            s->step = step;
    }
}

static void add_link(seq *s, int actor, sm_str name, sm_str url)
{
    dia *d = s->d;
    seq_link link = {.url = sm_str_trim(url)};
    link.label =
        dia_label_make(d, sm_str_trim(name),
                       (dia_label_style){.size = 8, .wrap = 140, .ink = d->palette.link});
    if (link.label.count > 0)
        SM_LIST_ADD(d->arena, &s->actors.items[actor].links, link);
}

/* "link Alice: Dashboard @ https://..." */
static void read_link(seq *s, sm_str rest)
{
    size_t colon = sm_str_find_char(rest, ':'), at = sm_str_find(rest, SM_STR("@"));
    if (colon == SM_STR_NONE || at == SM_STR_NONE || at < colon)
        return;
    int actor = actor_named(s, sm_str_trim(sm_str_sub(rest, 0, colon)));
    add_link(s, actor, sm_str_sub(rest, colon + 1, at - colon - 1), sm_str_from(rest, at + 1));
}

/* The next quoted string of *TEXT, which is moved behind it. */
static bool cut_string(sm_str *text, sm_str *string)
{
    size_t open = sm_str_find_char(*text, '"');
    if (open == SM_STR_NONE)
        return false;
    sm_str rest = sm_str_from(*text, open + 1);
    size_t close = sm_str_find_char(rest, '"');
    if (close == SM_STR_NONE)
        return false;
    *string = sm_str_sub(rest, 0, close);
    *text = sm_str_from(rest, close + 1);
    return true;
}

/* "links Alice: {"Dashboard": "https://...", "Wiki": "https://..."}" */
static void read_links(seq *s, sm_str rest)
{
    size_t colon = sm_str_find_char(rest, ':');
    if (colon == SM_STR_NONE)
        return;
    int actor = actor_named(s, sm_str_trim(sm_str_sub(rest, 0, colon)));
    rest = sm_str_from(rest, colon + 1);
    sm_str name, url;
    while (cut_string(&rest, &name) && cut_string(&rest, &url))
        add_link(s, actor, name, url);
}

static bool read_declaration(seq *s, const dia_line *line)
{
    sm_str rest, text = line->text, ignored;
    bool create = dia_word(text, "create", &rest) && (dia_word(rest, "participant", &ignored) ||
                                                      dia_word(rest, "actor", &ignored));
    if (create)
        text = rest;
    bool person = dia_word(text, "actor", &rest);
    if (!person && !dia_word(text, "participant", &rest))
        return false;
    if (rest.len == 0)
        return false;
    int actor = read_actor(s, rest, person ? SEQ_PERSON : SEQ_PARTICIPANT);
    if (create) {
        s->create_next = true;
        s->create_actor = actor;
    }
    return true;
}

static bool read_other(seq *s, const dia_line *line)
{
    sm_str rest;
    if (dia_word(line->text, "activate", &rest) || dia_word(line->text, "deactivate", &rest)) {
        bool on = sm_to_lower(line->text.ptr[0]) == 'a';
        while (rest.len > 0 && rest.ptr[rest.len - 1] == ';')
            rest.len--;
        add_event(s, (seq_event){.kind = on ? SEQ_ACTIVATE : SEQ_DEACTIVATE,
                                 .from = actor_named(s, rest)});
    } else if (dia_word(line->text, "destroy", &rest)) {
        s->destroy_next = true;
        s->destroy_actor = actor_named(s, rest);
    } else if (dia_word(line->text, "autonumber", &rest))
        read_autonumber(s, rest);
    else if (dia_word(line->text, "box", &rest))
        open_box(s, rest);
    else if (dia_word(line->text, "title", &rest))
        s->d->title =
            sm_str_trim(rest.len > 0 && rest.ptr[0] == ':' ? sm_str_from(rest, 1) : rest);
    else if (dia_word(line->text, "link", &rest))
        read_link(s, rest);
    else if (dia_word(line->text, "links", &rest))
        read_links(s, rest);
    else /* what these say is for scripts */
        return dia_word(line->text, "properties", &rest) ||
               dia_word(line->text, "details", &rest);
    return true;
}

/* Whether TEXT could be a statement of its own. */
static bool is_statement(sm_str text)
{
    size_t at, which;
    sm_str rest;
    size_t colon = sm_str_find_char(text, ':');
    if (colon != SM_STR_NONE && find_arrow(sm_str_sub(text, 0, colon), &at, &which))
        return true;
    return dia_word(text, "participant", &rest) || dia_word(text, "actor", &rest) ||
           dia_word(text, "note", &rest) || dia_word(text, "end", &rest) ||
           dia_word(text, "loop", &rest) || dia_word(text, "alt", &rest) ||
           dia_word(text, "activate", &rest) || dia_word(text, "deactivate", &rest);
}

static void read_statement(seq *s, const dia_line *line)
{
    size_t colon = sm_str_find_char(line->text, ':'), at, which;
    sm_str head = sm_str_sub(line->text, 0, colon == SM_STR_NONE ? line->text.len : colon);
    bool message = colon != SM_STR_NONE && find_arrow(head, &at, &which) && !arrows[which].weak;
    if (message && read_message(s, line))
        return;
    if (read_declaration(s, line) || read_note(s, line) || read_frame(s, line) ||
        read_other(s, line) || read_message(s, line))
        return;
    dia_report(s->d, SM_DIAG_DIAGRAM_LINE_IGNORED, line->offset, "%.*s",
               SM_STR_ARG(sm_utf8_clip(line->text, 60)));
}

/* Semicolons end statements in Mermaid, even in the middle of a text. Here they do so only when
 * another statement follows. */
static void read_line(seq *s, dia_line line)
{
    bool told = false;
    for (size_t i = 0; i < line.text.len; i++) {
        if (line.text.ptr[i] != ';')
            continue;
        sm_str rest = sm_str_trim(sm_str_from(line.text, i + 1));
        size_t hash = i;
        while (hash > 0 && sm_is_alnum(line.text.ptr[hash - 1]))
            hash--;
        if (hash > 0 && (line.text.ptr[hash - 1] == '#' || line.text.ptr[hash - 1] == '&'))
            continue;
        sm_str next = sm_str_sub(rest, 0, sm_str_find_char(rest, ';'));
        if (rest.len > 0 && !is_statement(next)) {
            if (!told)
                dia_report(s->d, SM_DIAG_DIAGRAM_SYNTAX, line.offset + i, "write ; as #59;");
            told = true;
            continue;
        }
        dia_line first = line;
        first.text = sm_str_trim(sm_str_sub(line.text, 0, i));
        if (first.text.len > 0)
            read_statement(s, &first);
        line.offset += (size_t)(rest.ptr - line.text.ptr);
        line.text = rest;
        i = (size_t)-1;
    }
    if (line.text.len > 0)
        read_statement(s, &line);
}

void seq_parse(seq *s, size_t at)
{
    dia_line line;
    s->box = -1;
    s->number = s->step = 1;
    s->numbering = sm_str_equal(dia_option(s->d, "showSequenceNumbers"), SM_STR("true"));
    while (dia_next_line(s->d, &at, &line)) {
        if (dia_acc_statement(s->d, &line, &at))
            continue;
        read_line(s, line);
    }
    while (s->open.count > 0) {
        dia_report(s->d, SM_DIAG_DIAGRAM_SYNTAX, s->d->text.len, "\"end\" is missing");
        close_frame(s);
    }
}
