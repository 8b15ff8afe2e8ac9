/* The page to sign on: what is left to do, what exactly is approved, a row for each approver.
 */
#include "rows.h"
#include "set.h"
#include "specmill/base/path.h"
#include "specmill/model/readiness.h"
#include <math.h>

typedef struct approver {
    sm_str role, name, decision, date;
} approver;

typedef struct approver_list SM_LIST(approver) approver_list;

static void add_people(sm_arena *arena, approver_list *list, sm_people people, sm_str role)
{
    for (size_t i = 0; i < people.count; i++) {
        const sm_person *p = &people.items[i];
        approver one = {.role = p->role.len > 0 ? p->role : role,
                        .name = p->name.len > 0     ? p->name
                                : p->handle.len > 0 ? p->handle
                                                    : p->email};
        SM_LIST_ADD(arena, list, one);
    }
}

/* "Role: Name, Name": a colon divides role and name; either may be missing. */
static void add_named(sm_arena *arena, approver_list *list, sm_str text)
{
    sm_str piece;
    while (sm_str_split(&text, ',', &piece)) {
        approver one = {.name = sm_str_trim(piece)};
        size_t colon = sm_str_find_char(one.name, ':');
        if (colon != SM_STR_NONE) {
            one.role = sm_str_trim(sm_str_sub(one.name, 0, colon));
            one.name = sm_str_trim(sm_str_from(one.name, colon + 1));
        }
        if (one.name.len > 0 || one.role.len > 0)
            SM_LIST_ADD(arena, list, one);
    }
}

/* Whether a cell of the Approval table leaves to be said what it is for. */
static bool is_still_open(sm_str text)
{
    text = sm_str_trim(text);
    return text.len == 0 ||
           sm_str_among(text, "pending|open|waiting|awaiting|outstanding|not yet|in review|tbd|"
                              "tba|todo|?|-|--|\u2013|\u2014|...|\u2026|\u23f3|\u2b1c|\u2610|"
                              "yyyy-mm-dd|yyyy/mm/dd|dd.mm.yyyy|dd/mm/yyyy|mm/dd/yyyy") ||
           (text.ptr[0] == '[' && text.ptr[text.len - 1] == ']') ||
           (text.ptr[0] == '<' && text.ptr[text.len - 1] == '>') || text.ptr[0] == '_' ||
           sm_str_starts(text, SM_STR("{{"));
}

static approver_list find_approvers(const layout_setter *setter, sm_arena *arena)
{
    approver_list list = {NULL, 0, 0};
    const sm_spec *spec = setter->spec;
    if (setter->options->approvers != NULL) {
        add_named(arena, &list, sm_str_from_cstr(setter->options->approvers));
        return list;
    }
    for (size_t i = 0; i < spec->records[SM_APPROVALS].count; i++) {
        const sm_approval *a =
            (const sm_approval *)(const void *)spec->records[SM_APPROVALS].items[i];
        approver one = {a->role, a->name, a->decision, a->date.text};
        if (is_still_open(one.decision))
            one.decision = (sm_str){NULL, 0};
        if (is_still_open(one.date))
            one.date = (sm_str){NULL, 0};
        SM_LIST_ADD(arena, &list, one);
    }
    if (list.count == 0)
        add_people(arena, &list, spec->metadata.approvers,
                   sm_say(setter->wording, SM_SAY_APPROVER));
    if (list.count == 0)
        add_people(arena, &list, spec->metadata.reviewers,
                   sm_say(setter->wording, SM_SAY_REVIEWER));
    return list;
}

bool layout_wants_approval(const layout_setter *setter)
{
    const sm_spec *spec = setter->spec;
    if (setter->options->approvers != NULL)
        return true;
    return setter->theme->sign_off &&
           (spec->records[SM_APPROVALS].count > 0 || spec->metadata.approvers.count > 0 ||
            spec->metadata.reviewers.count > 0);
}

/* TEXT as a paragraph of its own. */
static void add_text(layout_setter *setter, layout_context context, layout_style style,
                     sm_tag_kind kind, sm_str text)
{
    sm_arena *scratch = sm_arena_new(0);
    style.tag = layout_add_tag(setter, kind, context.tag);
    if (kind == SM_TAG_HEADING)
        setter->tags.items[style.tag].level = layout_top_level(setter);
    layout_para para =
        layout_para_new(setter, scratch, style, context.leading, (sm_loc){NULL, 0, 0});
    layout_para_add_text(&para, style, text);
    layout_para_finish(&para);
    layout_para_to_galley(&para, context, SM_ALIGN_NONE);
    sm_arena_free(scratch);
}

static layout_box *row_box(layout_setter *setter, layout_context context, sm_pt pad)
{
    layout_box *box = SM_NEW(setter->arena, layout_box);
    *box = (layout_box){
        .x = context.x,
        .width = context.width,
        .pad_top = pad,
        .pad_bottom = pad,
        .under = layout_ink(setter->theme->rule_color),
        .under_width = 0.5,
    };
    return box;
}

/* One cell's text, set into LINES. */
static void set_cell(layout_para *para, sm_pt x, sm_pt width, sm_arena *scratch,
                     layout_lines *lines)
{
    layout_para_finish(para);
    layout_para_set(para, x, width, layout_near_side(para->setter), scratch, lines);
}

static void add_place(layout_setter *setter, layout_para *para, layout_style style, sm_str id,
                      sm_str text)
{
    layout_link link = {sm_str_printf(setter->arena, "#%.*s", SM_STR_ARG(id)), {NULL, 0}};
    SM_LIST_ADD(para->arena, &para->links, link);
    style.link = (uint32_t)para->links.count;
    style.tag = layout_add_tag(setter, SM_TAG_LINK, style.tag);
    layout_para_add_text(para, style, text);
}

/* The sections where CHECK has something to do, as links. */
static void add_places(layout_setter *setter, layout_para *para, layout_style style,
                       const sm_hurdle *check)
{
    layout_style linked = style;
    linked.color = setter->theme->accent_color;
    for (size_t i = 0; i < check->place_count; i++) {
        const sm_block *section = check->places[i];
        sm_str title = section->as.section.label;
        if (i > 0)
            layout_para_add_text(para, style, SM_STR(", "));
        if (section == setter->spec->title_section)
            add_place(setter, para, linked, SM_STR(LAYOUT_BEGINNING),
                      sm_say(setter->wording, SM_SAY_TITLE_PAGE));
        else
            add_place(setter, para, linked, section->as.section.id,
                      title.len > 0 ? title : sm_say(setter->wording, SM_SAY_UNTITLED_SECTION));
    }
    if (check->more > 0) {
        layout_para_add_text(para, style, SM_STR(" "));
        layout_para_add_text(para, style, sm_say(setter->wording, SM_SAY_AND_OTHERS));
    }
}

static void set_check(layout_setter *setter, layout_context context, const sm_hurdle *check,
                      uint32_t table)
{
    const sm_theme *theme = setter->theme;
    sm_arena *scratch = sm_arena_new(0);
    layout_lines cells[3] = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
    const sm_loc nowhere = {NULL, 0, 0};
    uint32_t row = layout_add_tag(setter, SM_TAG_TABLE_ROW, table);
    uint32_t head = layout_add_tag(setter, SM_TAG_HEADER_CELL, row);
    setter->tags.items[head].row_header = true;
    sm_pt count_x = context.width * 0.38, places_x = context.width * 0.38 + 46;
    layout_style style = layout_text_style(context, head);
    layout_para para = layout_para_new(setter, scratch, style, context.leading, nowhere);
    layout_para_add_text(&para, style, sm_say(setter->wording, check->what));
    set_cell(&para, layout_at(setter, context, 0, count_x - 10), count_x - 10, scratch,
             &cells[0]);

    style.tag = layout_add_tag(setter, SM_TAG_DATA_CELL, row);
    style.font.bold = true;
    style.color = check->count == 0 ? theme->tip_color : theme->warning_color;
    para = layout_para_new(setter, scratch, style, context.leading, nowhere);
    if (check->says.len > 0)
        add_place(setter, &para, style, SM_STR(LAYOUT_BEGINNING), check->says);
    else if (check->count == 0)
        layout_para_add_text(&para, style, sm_say(setter->wording, SM_SAY_NONE));
    else
        layout_para_add_text(&para, style, sm_str_printf(setter->arena, "%zu", check->count));
    sm_pt room = check->says.len > 0 ? context.width - count_x : 44;
    set_cell(&para, layout_at(setter, context, count_x, room), room, scratch, &cells[1]);

    style = layout_text_style(context, layout_add_tag(setter, SM_TAG_DATA_CELL, row));
    para = layout_para_new(setter, scratch, style, context.leading, nowhere);
    add_places(setter, &para, style, check);
    room = context.width - places_x;
    set_cell(&para, layout_at(setter, context, places_x, room), room, scratch, &cells[2]);
    layout_add_row(setter, context, cells, 3, row_box(setter, context, 3), 400);
    sm_arena_free(scratch);
}

/* The state as a check: done when it is approved. */
static sm_hurdle state_check(const layout_setter *setter)
{
    const sm_metadata *m = &setter->spec->metadata;
    sm_hurdle check = {.what = SM_SAY_STATUS, .says = layout_status(setter)};
    check.count = m->state != SM_STATE_APPROVED && m->state != SM_STATE_IMPLEMENTED;
    if (check.says.len == 0)
        check.says = sm_say(setter->wording, SM_SAY_NOT_STATED);
    return check;
}

static void set_readiness(layout_setter *setter, layout_context context)
{
    sm_hurdle checks[SM_HURDLES_MAX];
    size_t count = sm_spec_hurdles(setter->spec, setter->options->findings, checks);
    uint32_t table = layout_add_tag(setter, SM_TAG_TABLE, context.tag);
    size_t first = setter->galley.count;
    sm_hurdle state = state_check(setter);
    set_check(setter, context, &state, table);
    for (size_t i = 0; i < count; i++)
        set_check(setter, context, &checks[i], table);
    layout_keep(&setter->galley, first);
    layout_space(&setter->galley, 18);
}

static void set_fingerprint(layout_setter *setter, layout_context context)
{
    layout_style style = layout_text_style(context, 0);
    sm_str version = layout_version(setter);
    sm_str file = sm_path_name(setter->spec->doc->source->name);
    if (version.len > 0)
        file =
            sm_str_printf(setter->arena, "%.*s (%.*s)", SM_STR_ARG(file), SM_STR_ARG(version));
    add_text(
        setter, context, style, SM_TAG_PARAGRAPH,
        sm_say_with(setter->arena, setter->wording, SM_SAY_APPROVED_FILE, file, (sm_str){0}));
    layout_space(&setter->galley, 2);
    style.font.family = SM_FAMILY_MONO;
    style.size *= 0.9;
    add_text(setter, context, style, SM_TAG_PARAGRAPH, sm_str_from_cstr(setter->digest));
    layout_space(&setter->galley, 18);
}

typedef struct approval_columns {
    sm_pt x[4], width[4]; /* approver, decision and comment, date, signature */
} approval_columns;

static approval_columns columns_of(const layout_setter *setter, layout_context context)
{
    static const double parts[4] = {0.27, 0.24, 0.15, 0.34};
    approval_columns columns;
    sm_pt after = 0;
    for (size_t i = 0; i < 4; i++) {
        columns.width[i] = context.width * parts[i] - (i < 3 ? 10 : 0);
        columns.x[i] = layout_at(setter, context, after, columns.width[i]);
        after += context.width * parts[i];
    }
    return columns;
}

static void set_heads(layout_setter *setter, layout_context context, uint32_t table)
{
    static const sm_phrase heads[4] = {SM_SAY_APPROVER, SM_SAY_DECISION, SM_SAY_DATE,
                                       SM_SAY_SIGNATURE};
    approval_columns columns = columns_of(setter, context);
    sm_arena *scratch = sm_arena_new(0);
    layout_lines cells[4] = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
    uint32_t row = layout_add_tag(setter, SM_TAG_TABLE_ROW,
                                  layout_add_tag(setter, SM_TAG_TABLE_HEAD, table));
    for (size_t i = 0; i < 4; i++) {
        layout_style style =
            layout_text_style(context, layout_add_tag(setter, SM_TAG_HEADER_CELL, row));
        style.size = setter->theme->small_size;
        style.color = setter->theme->muted_color;
        layout_para para = layout_para_new(setter, scratch, style, 1.4, (sm_loc){NULL, 0, 0});
        layout_para_add_text(&para, style, sm_say(setter->wording, heads[i]));
        set_cell(&para, columns.x[i], columns.width[i], scratch, &cells[i]);
    }
    layout_box *box = row_box(setter, context, 2);
    box->under = layout_ink(setter->theme->muted_color);
    layout_add_row(setter, context, cells, 4, box, 400);
    setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_NEVER;
    sm_arena_free(scratch);
}

/* A field to fill in on screen, with a line to write on paper. */
static void add_field(layout_setter *setter, layout_strip *strip, uint32_t index,
                      sm_form_kind kind, sm_rect box, uint32_t tag, sm_str name, sm_str tooltip)
{
    layout_field field = {
        .kind = kind, .name = name, .tooltip = tooltip, .strip = index, .tag = tag, .box = box};
    SM_LIST_ADD(setter->arena, &setter->fields, field);
    layout_add_rect(setter->arena, &strip->marks, box,
                    layout_ink(layout_mix(0xffffff, setter->theme->accent_color, 0.05)));
    sm_pt bottom = box.y + box.height;
    layout_add_line(setter->arena, &strip->marks, (sm_point){box.x, bottom},
                    (sm_point){box.x + box.width, bottom},
                    layout_ink(setter->theme->muted_color), 0.6);
}

static sm_str approver_label(layout_setter *setter, const approver *a)
{
    if (a->name.len > 0 && a->role.len > 0)
        return sm_str_printf(setter->arena, "%.*s (%.*s)", SM_STR_ARG(a->name),
                             SM_STR_ARG(a->role));
    return a->name.len > 0 ? a->name : a->role;
}

static void set_person(layout_setter *setter, layout_context context, const approver *a,
                       uint32_t tag, const approval_columns *columns, sm_arena *scratch,
                       layout_lines *lines)
{
    layout_style style = layout_text_style(context, tag);
    style.font.bold = true;
    layout_para para = layout_para_new(setter, scratch, style, 1.35, (sm_loc){NULL, 0, 0});
    layout_para_add_text(&para, style, a->name.len > 0 ? a->name : a->role);
    if (a->name.len > 0 && a->role.len > 0) {
        layout_para_add_break(&para, style);
        style.font.bold = false;
        style.color = setter->theme->muted_color;
        layout_para_add_text(&para, style, a->role);
    }
    set_cell(&para, columns->x[0], columns->width[0], scratch, lines);
}

static void set_approver(layout_setter *setter, layout_context context, const approver *a,
                         size_t number, uint32_t body)
{
    static const char *const parts[4] = {"", "comment", "date", "signature"};
    static const sm_phrase words[4] = {SM_SAY_APPROVER, SM_SAY_DECISION, SM_SAY_DATE,
                                       SM_SAY_SIGNATURE};
    approval_columns columns = columns_of(setter, context);
    sm_arena *scratch = sm_arena_new(0);
    layout_lines cells[4] = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
    const sm_str given[4] = {{NULL, 0}, a->decision, a->date, {NULL, 0}};
    uint32_t row = layout_add_tag(setter, SM_TAG_TABLE_ROW, body), tags[4];
    for (size_t i = 0; i < 4; i++)
        tags[i] = layout_add_tag(setter, i == 0 ? SM_TAG_HEADER_CELL : SM_TAG_DATA_CELL, row);
    setter->tags.items[tags[0]].row_header = true;
    set_person(setter, context, a, tags[0], &columns, scratch, &cells[0]);
    for (size_t i = 1; i < 3; i++) {
        layout_style style = layout_text_style(context, tags[i]);
        layout_para para = layout_para_new(setter, scratch, style, 1.35, (sm_loc){NULL, 0, 0});
        layout_para_add_text(&para, style, given[i]);
        set_cell(&para, columns.x[i], columns.width[i], scratch, &cells[i]);
    }
    layout_add_row(setter, context, cells, 4, row_box(setter, context, 5), 400);
    uint32_t index = (uint32_t)setter->galley.count - 1;
    layout_strip *strip = &setter->galley.items[index];
    strip->height = fmax(strip->height, 34);
    for (size_t i = 1; i < 4; i++) {
        if (given[i].len > 0)
            continue;
        sm_str name = sm_str_printf(setter->arena, "approver%zu_%s", number, parts[i]);
        sm_str tooltip = sm_str_printf(setter->arena, "%.*s: %.*s",
                                       SM_STR_ARG(sm_say(setter->wording, words[i])),
                                       SM_STR_ARG(approver_label(setter, a)));
        add_field(setter, strip, index, i == 3 ? SM_FORM_SIGNATURE : SM_FORM_TEXT,
                  (sm_rect){columns.x[i], 0, columns.width[i], strip->height},
                  layout_add_tag(setter, SM_TAG_FORM, tags[i]), name, tooltip);
    }
    sm_arena_free(scratch);
}

void layout_set_approval(layout_setter *setter, layout_context context)
{
    const sm_theme *theme = setter->theme;
    sm_arena *scratch = sm_arena_new(0);
    approver_list list = find_approvers(setter, scratch);
    if (setter->galley.count > 0)
        setter->galley.items[setter->galley.count - 1].cut = LAYOUT_CUT_PAGE;
    setter->galley.pending_space = 0;
    context.tag = layout_add_tag(setter, SM_TAG_SECTION, context.tag);
    layout_style title = {
        .font = {SM_FAMILY_HEADING, true, false},
        .size = theme->heading_h1_size,
        .color = theme->heading_color,
    };
    uint32_t first = (uint32_t)setter->galley.count;
    add_text(setter, context, title, SM_TAG_HEADING, sm_say(setter->wording, SM_SAY_SIGN_OFF));
    layout_place_heading(setter, NULL, first);
    layout_add_anchor(setter, SM_STR(LAYOUT_SIGN_OFF), first);
    layout_space(&setter->galley, 12);
    context.size = theme->table_size + 0.5;
    context.leading = 1.35;
    set_readiness(setter, context);
    set_fingerprint(setter, context);
    uint32_t table = layout_add_tag(setter, SM_TAG_TABLE, context.tag);
    set_heads(setter, context, table);
    uint32_t body = layout_add_tag(setter, SM_TAG_TABLE_BODY, table);
    for (size_t i = 0; i < list.count; i++)
        set_approver(setter, context, &list.items[i], i + 1, body);
    sm_arena_free(scratch);
}
