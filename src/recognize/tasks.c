#include "recognizer.h"
#include "specmill/base/utf8.h"
#include <string.h>

/* Tasks in lists and in their spellings: "- [ ] T001 [P] [US1] Create the schema (2h)",
 * "- [x] 1.2 Write it _Requirements: 1.1_", "- ✅ Done already". */

/* The check box that TEXT starts with, also one that GFM does not know. */
static sm_str box_of(sm_str text)
{
    static const char *const boxes[] = {"[x]", "[X]", "[ ]", "[~]", "[-]", "[/]",
                                        "[✓]", "[✔]", "[√]", "[✅]", "[>]"};
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        sm_str box = sm_str_from_cstr(boxes[i]);
        if (sm_str_starts(text, box))
            return box;
    }
    return (sm_str){0};
}

/* A state that TITLE shows with an emoji in front or behind, which is then cut off. */
static sm_str cut_state_symbol(rec *r, sm_task *task, sm_str title)
{
    sm_str box = box_of(title);
    if (box.len != 0) {
        rec_task_state(r->vocabulary, box, &task->state);
        return sm_str_trim(sm_str_from(title, box.len));
    }
    static const char *const symbols[] = {
        "✅", "☑️", "☑", "✔️", "✔", "🔄", "🚧", "⏳",      "🟢",   "🟡", "🔵", "⬜",
        "☐", "❌",      "📝", "📋",      "🔲", "🚫", "🔴", "⏸️", "⏭️", "🔜",    "🔮"};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        sm_str symbol = sm_str_from_cstr(symbols[i]);
        bool front = sm_str_starts(title, symbol), back = sm_str_ends(title, symbol);
        if (!front && !back)
            continue;
        sm_task_state state;
        if (rec_task_state(r->vocabulary, symbol, &state) && task->state == SM_TASK_OPEN)
            task->state = state;
        return front ? sm_str_trim(sm_str_from(title, symbol.len))
                     : sm_str_trim(sm_str_sub(title, 0, title.len - symbol.len));
    }
    return title;
}

/* "(DONE)", "(IN PROGRESS - 80%)" at the end of a title, in capitals. */
static sm_str cut_state_remark(rec *r, sm_task *task, sm_str title)
{
    size_t open = title.len;
    if (title.len < 6 || title.ptr[title.len - 1] != ')')
        return title;
    while (open != 0 && title.ptr[open - 1] != '(')
        open--;
    sm_str inner = sm_str_sub(title, open, title.len - open - 1);
    if (open < 2 || inner.len < 4 || inner.len > 40 ||
        !(inner.ptr[1] >= 'A' && inner.ptr[1] <= 'Z'))
        return title;
    sm_task_state state = task->state;
    sm_str words = rec_normalize(r->scratch, inner);
    if (rec_find_prefix(r->vocabulary, REC_TASK_STATE, words) == NULL ||
        !rec_task_state(r->vocabulary, inner, &state))
        return title;
    if (task->state == SM_TASK_OPEN)
        task->state = state;
    return sm_str_trim(sm_str_sub(title, 0, open - 1));
}

/* "✅ COMPLETE", "- DONE" at the end of a title. */
static sm_str cut_state_words(rec *r, sm_task *task, sm_str title)
{
    static const char *const symbols[] = {"✅", "🔄", "🚧", "⏳", "📝", "❌"};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        size_t at = sm_str_find(title, sm_str_from_cstr(symbols[i]));
        if (at == SM_STR_NONE || at == 0)
            continue;
        sm_str tail = sm_str_from(title, at);
        if (tail.len > 60)
            continue;
        if (task->state == SM_TASK_OPEN)
            rec_task_state(r->vocabulary, tail, &task->state);
        return rec_trim_separators(sm_str_sub(title, 0, at));
    }
    return title;
}

static bool put_estimate(rec *r, sm_task *task, sm_str text)
{
    sm_estimate estimate = rec_estimate(r->scratch, r->vocabulary, text, (sm_str){0});
    if (estimate.unit == SM_UNIT_NONE || task->estimate.text.ptr != NULL)
        return false;
    task->estimate = estimate;
    return true;
}

/* "(2h)", "(est. 3 days)", "[4h]" at the end or inside of a title. */
static sm_str cut_estimate(rec *r, sm_task *task, sm_str title)
{
    for (size_t at = 0; at + 3 < title.len; at++) {
        if (title.ptr[at] != '(' && title.ptr[at] != '[')
            continue;
        char close = title.ptr[at] == '(' ? ')' : ']';
        size_t len = sm_str_find_char(sm_str_from(title, at), close);
        if (len == SM_STR_NONE || len > 30)
            continue;
        sm_str inner = sm_str_sub(title, at + 1, len - 1);
        sm_str name, rest;
        if (rec_split_name(inner, &name, &rest) && rest.len != 0)
            inner = rest; /* "Effort: 2h" */
        if (sm_str_find(inner, SM_STR(" = ")) != SM_STR_NONE || !put_estimate(r, task, inner))
            continue; /* "(1 h = 1200 units)" is a rate */
        if (at + len + 1 == title.len)
            return sm_str_trim(sm_str_sub(title, 0, at));
        return title;
    }
    return title;
}

/* What TITLE says behind a dash or in parentheses at its end, "- Owner: Ann", "(Owner: Ann)",
 * "（担当: 佐藤）", where a task has a field of that name; and "@ann". */
static sm_str cut_fields(rec *r, rec_draft *draft, sm_str title)
{
    static const char *const opens[] = {" - ", " — ", " – ", " | ", "; ", " (", "（", "("};
    enum { TAIL = 80, FIELDS = 4, SHORT = 14 };
    for (int n = 0; n < FIELDS; n++) {
        size_t from = title.len > TAIL ? title.len - TAIL : 1, best = 0, len = 0;
        for (size_t at = from; at + 1 < title.len; at++)
            for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
                if (sm_str_starts(sm_str_from(title, at), sm_str_from_cstr(opens[i])))
                    best = at, len = strlen(opens[i]);
        sm_str tail = sm_str_from(title, best + len), key, value;
        while (tail.len != 0 && tail.ptr[tail.len - 1] == ')')
            tail.len--;
        if (sm_str_ends(tail, SM_STR("）")))
            tail.len -= 3;
        if (best == 0)
            break;
        bool bare =
            title.ptr[best] != '(' && !sm_str_starts(sm_str_from(title, best), SM_STR(" (")) &&
            !sm_str_starts(sm_str_from(title, best), SM_STR(" - ")); /* " — 3d", "（3日）" */
        if (bare && tail.len <= SHORT && put_estimate(r, (sm_task *)draft->record, tail)) {
            title = sm_str_trim(sm_str_sub(title, 0, best));
            continue;
        }
        if (!rec_split_name(tail, &key, &value) || value.len == 0)
            break;
        const sm_field *field = rec_field(r, SM_TASKS, rec_normalize(r->scratch, key));
        bool word = field != NULL &&
                    (field->type == SM_FIELD_TASK_STATE || field->type == SM_FIELD_LEVEL);
        if (field == NULL || rec_has_value(draft, field) || (word && value.len > SHORT) ||
            !sm_str_among(sm_str_from_cstr(field->name),
                          "owner|estimate|priority|state|due|depends_on|ticket") ||
            (field->type == SM_FIELD_DATE &&
             rec_date(r->scratch, r->vocabulary, value).year == 0) ||
            (field->type == SM_FIELD_TEXT && sm_str_find_char(value, ',') != SM_STR_NONE))
            break;
        rec_put(r, draft, field, value, (sm_str){0});
        title = sm_str_trim(sm_str_sub(title, 0, best));
    }
    size_t sign = sm_str_find(title, SM_STR(" @")), end = sign;
    while (end != SM_STR_NONE && ++end + 1 < title.len &&
           (sm_is_alnum(title.ptr[end + 1]) || title.ptr[end + 1] == '-'))
        continue;
    sm_task *task = (sm_task *)draft->record;
    if (sign != SM_STR_NONE && sign != 0 && end + 1 == title.len && end > sign + 2 &&
        task->owner.ptr == NULL) {
        task->owner = sm_str_from(title, sign + 1);
        title = sm_str_trim(sm_str_sub(title, 0, sign));
    }
    return title;
}

/* MARK as the priority, if it is a level and there is none yet. */
static bool put_level(rec *r, rec_draft *draft, sm_str mark)
{
    sm_task *task = (sm_task *)draft->record;
    rec_short room;
    if (task->priority.text.ptr != NULL ||
        rec_find(r->vocabulary, REC_LEVEL, rec_normalize_short(&room, mark)) == NULL)
        return false;
    rec_put_named(r, draft, "priority", mark);
    return true;
}

/* Spec Kit's marks after the id: [P] may run in parallel, [US1] the story. */
static sm_str cut_marks(rec *r, rec_draft *draft, sm_str title)
{
    while (title.len > 2 && title.ptr[0] == '[') {
        size_t end = sm_str_find_char(title, ']');
        if (end == SM_STR_NONE || end > 12)
            break;
        sm_str mark = sm_str_sub(title, 1, end - 1);
        if (mark.len > 1 && put_level(r, draft, mark)) { /* "[High] Close it" */
            title = sm_str_trim(sm_str_from(title, end + 1));
            continue;
        }
        bool story = sm_str_starts(mark, SM_STR("US")) || sm_str_starts(mark, SM_STR("Story"));
        if (!sm_str_equal(mark, SM_STR("P")) && !story)
            break;
        rec_put_extra(r, draft, story ? SM_STR("Story") : SM_STR("Parallel"),
                      story ? mark : SM_STR("yes"));
        title = sm_str_trim(sm_str_from(title, end + 1));
    }
    return title;
}

/* "(depends on T003, T004)" at the end of a title. */
static sm_str cut_depends(rec_draft *draft, sm_str title)
{
    static const char *const leads[] = {
        "(depends on ", "(Depends on ", "(depends: ", "(after ", "(blocked by ", "(Depends: "};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        sm_str lead = sm_str_from_cstr(leads[i]);
        size_t at = sm_str_find(title, lead);
        if (at == SM_STR_NONE || at == 0 || title.ptr[title.len - 1] != ')' ||
            draft->raw_depends.ptr != NULL)
            continue;
        draft->raw_depends = sm_str_sub(title, at + lead.len, title.len - at - lead.len - 1);
        return sm_str_trim(sm_str_sub(title, 0, at));
    }
    return title;
}

/* "(AC: 1, 3)" at the end of a title: the criteria of the story that it serves. */
static sm_str cut_criteria(rec *r, rec_draft *draft, sm_str title)
{
    static const char *const leads[] = {"(AC: ", "(AC:", "(ACs: ", "(AC "};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        sm_str lead = sm_str_from_cstr(leads[i]);
        size_t at = sm_str_find(title, lead);
        if (at == SM_STR_NONE || at == 0 || title.ptr[title.len - 1] != ')')
            continue;
        sm_str all = sm_str_sub(title, at + lead.len, title.len - at - lead.len - 1), one;
        sm_buf buf = sm_buf_new(r->arena);
        while (sm_str_split(&all, ',', &one)) {
            one = sm_str_trim(one);
            if (sm_str_starts(one, SM_STR("#")))
                one = sm_str_from(one, 1);
            bool bare = one.len != 0 && sm_is_digit(one.ptr[0]);
            sm_buf_addf(&buf, "%s%s%.*s", buf.len == 0 ? "" : ", ", bare ? "AC " : "",
                        SM_STR_ARG(one));
        }
        rec_put_named(r, draft, "requirements", sm_buf_str(&buf));
        return sm_str_trim(sm_str_sub(title, 0, at));
    }
    return title;
}

/* "📅 2026-02-03", "(due 2026-02-03)", "- Nov 4, 2026" at the end of a title. */
static sm_str cut_due(rec *r, sm_task *task, sm_str title)
{
    static const char *const leads[] = {"📅 ", "(due: ", "(due ", "(by ", "due: ", " - ", " — "};
    enum { DATE_MAX = 24 };
    size_t from = title.len > DATE_MAX + 8 ? title.len - DATE_MAX - 8 : 0;
    while (from < title.len && from != 0 && ((unsigned char)title.ptr[from] & 0xC0) == 0x80)
        from++;
    for (size_t i = 0; i < sizeof leads / sizeof *leads && task->due.text.ptr == NULL; i++) {
        sm_str lead = sm_str_from_cstr(leads[i]);
        size_t at = sm_str_find(sm_str_from(title, from), lead);
        if (at == SM_STR_NONE || from + at == 0)
            continue;
        sm_str tail = sm_str_from(title, from + at + lead.len);
        if (tail.len != 0 && tail.ptr[tail.len - 1] == ')')
            tail.len--;
        sm_date date = rec_date(r->scratch, r->vocabulary, tail);
        if (date.year == 0 || date.day == 0 || tail.len > DATE_MAX)
            continue;
        task->due = date;
        return sm_str_trim(sm_str_sub(title, 0, from + at));
    }
    return title;
}

void rec_task_title(rec *r, rec_draft *draft, sm_str title)
{
    sm_task *task = (sm_task *)draft->record;
    title = cut_state_symbol(r, task, sm_str_trim(title));
    title = cut_marks(r, draft, title);
    title = cut_state_words(r, task, title);
    title = cut_state_remark(r, task, title);
    title = cut_fields(r, draft, title);
    title = cut_estimate(r, task, title);
    title = cut_depends(draft, title);
    title = cut_due(r, task, title);
    title = cut_criteria(r, draft, title);
    if (title.len != 0)
        task->title = title;
}

/* The id in front of a task's text. A plain "1." needs a list of tasks around it. */
static void put_text(rec *r, rec_draft *draft, const sm_block *list, sm_str text)
{
    sm_task *task = (sm_task *)draft->record;
    sm_str id, rest;
    text = cut_state_symbol(r, task, sm_str_trim(text));
    if (sm_str_starts(text, SM_STR("* "))) /* Kiro's optional task, "- [ ]* 1.3" */
        text = sm_str_trim(sm_str_from(text, 1));
    if (rec_split_item_id(r, list, text, &id, &rest)) {
        task->record.id = id;
        text = rest;
    }
    rec_task_title(r, draft, text);
}

/* Whether ITEM has a check box, also one that GFM does not know: "[~]", "[ ]*". */
static bool has_box(rec *r, const sm_item *item)
{
    if (item->checkbox != SM_NO_CHECKBOX)
        return true;
    const sm_inline *content = rec_item_content(item);
    if (content == NULL || content->kind != SM_TEXT)
        return false;
    sm_str text = rec_item_text(r, item), box = box_of(text);
    return box.len != 0 && box.len + 1 < text.len &&
           (text.ptr[box.len] == ' ' || text.ptr[box.len] == '*');
}

/* Everything below an item's first paragraph that is neither a field nor a step. */
static sm_str details_of(rec *r, const sm_block *blocks)
{
    sm_buf buf = sm_buf_new(r->arena);
    for (const sm_block *b = blocks; b != NULL; b = b->next) {
        if (b->kind == SM_LIST) {
            for (const sm_item *item = b->as.list.items; item != NULL; item = item->next) {
                if (has_box(r, item))
                    continue;
                sm_str text = rec_item_text(r, item);
                if (text.len == 0 || sm_str_starts(text, SM_STR("Requirements:")))
                    continue;
                sm_buf_add_str(&buf, text);
                sm_buf_add_char(&buf, '\n');
            }
        } else if (b->kind == SM_PARAGRAPH) {
            sm_inline_text(&buf, b->as.paragraph);
            sm_buf_add_char(&buf, '\n');
        }
    }
    return sm_str_trim(sm_buf_str(&buf));
}

static void add_items(rec *r, const sm_block *list, const rec_place *place, bool boxes_only);

static void add_steps(rec *r, const sm_item *item, const rec_place *place, rec_draft *parent)
{
    rec_place inside = *place;
    inside.task = parent;
    inside.label = (sm_str){0};
    inside.label_role = SM_ROLE_NONE;
    for (const sm_block *b = item->blocks; b != NULL; b = b->next)
        if (b->kind == SM_LIST && b->as.list.items != NULL)
            add_items(r, b, &inside, true);
}

static void add_item(rec *r, const sm_block *list, const sm_item *item, const rec_place *place)
{
    const sm_inline *content = rec_item_content(item);
    sm_str text = rec_item_text(r, item);
    if (text.len == 0 || rec_is_struck(content))
        return;
    rec_draft *draft = rec_start(r, SM_TASKS, item->loc, list, place);
    sm_task *task = (sm_task *)draft->record;
    if (item->checkbox == SM_CHECKED)
        task->state = SM_TASK_DONE;
    put_text(r, draft, list, text);
    if (place->phase.len != 0)
        task->phase = place->phase;
    if (place->task != NULL)
        task->parent = place->task->record->id;
    rec_field_lines(r, draft, item->blocks->next, false);
    sm_str details = details_of(r, item->blocks->next);
    if (details.len != 0 && task->description.ptr == NULL)
        task->description = details;
    if (task->title.ptr == NULL)
        return;
    add_steps(r, item, place, rec_keep(r, draft));
}

/* The items of LIST as tasks, steps below them; BOXES_ONLY: those with a check box. */
static void add_items(rec *r, const sm_block *list, const rec_place *place, bool boxes_only)
{
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (!boxes_only || has_box(r, item))
            add_item(r, list, item, place);
        else
            add_steps(r, item, place, place->task); /* boxes below a plain item */
}

static bool starts_with_state(sm_str text)
{
    static const char *const symbols[] = {"✅", "☑", "✔",   "🔄",   "🚧",   "⏳", "⬜", "📋",
                                          "☐", "❌", "[ ]", "[x]", "[~]", "🔲", "🔜", "🔮"};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (sm_str_starts(text, sm_str_from_cstr(symbols[i])))
            return true;
    return false;
}

typedef struct list_traits {
    size_t items, boxes, ids, states;
    size_t nouns, numbers; /* ids such as "Story 1.2", and such as "3.1" or "T3" */
    size_t times;          /* "Day 1: ..." */
    size_t fields;         /* "Owner: Ann", and what starts with code or a link */
} list_traits;

static list_traits traits_of(rec *r, const sm_block *list)
{
    enum { LOOKED_AT = 40 };
    list_traits t = {0};
    for (const sm_item *item = list->as.list.items; item != NULL && t.items < LOOKED_AT;
         item = item->next) {
        sm_str text = rec_item_text(r, item), id, rest;
        t.items++;
        t.boxes += has_box(r, item);
        t.states += starts_with_state(text);
        t.times += rec_is_phase_title(text);
        const sm_inline *content = rec_item_content(item);
        t.fields += (rec_split_name(text, &id, &rest) && id.len <= 24) ||
                    (content != NULL && (content->kind == SM_CODE || content->kind == SM_LINK));
        if (!rec_split_id(text, &id, &rest) || rest.len == 0)
            continue;
        t.ids += sm_is_alpha(id.ptr[0]) || item->checkbox != SM_NO_CHECKBOX;
        t.nouns += rec_is_noun_id(id);
        t.numbers += (sm_is_digit(id.ptr[0]) && sm_str_find_char(id, '.') != SM_STR_NONE) ||
                     (id.ptr[0] == 'T' && id.len > 2 && sm_is_digit(id.ptr[1]));
    }
    return t;
}

/* Boxes below items that only group them: "- Backend" and then "- [ ] Write it". */
static bool nested_boxes(rec *r, const sm_block *list, const rec_place *place)
{
    bool any = false;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        sm_str text = rec_item_text(r, item);
        bool other = place->phase.len != 0
                         ? rec_find(r->vocabulary, REC_NOT_TASKS,
                                    rec_normalize(r->scratch, rec_skip_ordinal(text))) != NULL
                         : rec_is_not_tasks(r, text);
        if (item->blocks == NULL || item->blocks->next == NULL || other)
            continue;
        for (const sm_block *b = item->blocks->next; b != NULL; b = b->next)
            if (b->kind == SM_LIST)
                any = rec_task_list(r, b, place) || any;
    }
    return any;
}

/* Whether the items of LIST are tasks although they have no check boxes. */
static bool are_plain_tasks(rec *r, const sm_block *list, const rec_place *place,
                            const list_traits *t, bool in_tasks)
{
    bool labelled = place->label_role == SM_ROLE_TASKS ||
                    (place->label.len != 0 && rec_is_phase_title(place->label));
    if (t->times * 2 > t->items)
        return false; /* "- Day 1: ..." is a timetable */
    bool planned = place->role == SM_ROLE_TASKS || place->role == SM_ROLE_PHASE ||
                   place->phase.len != 0 || t->ids != 0 || list->as.list.ordered;
    if (!planned && sm_str_among(rec_normalize(r->scratch, place->label), "stories|story"))
        return false; /* what an app may show */
    if (place->role == SM_ROLE_TASKS && t->nouns == t->items)
        return true;
    if (in_tasks && t->states * 2 > t->items &&
        (labelled || place->label.len == 0 || place->phase.len != 0))
        return true;
    if (labelled)
        return true;
    bool all_tasks = place->below_tasks || rec_is_task_list(r, place);
    if (place->label.len != 0 && !(all_tasks && list->as.list.ordered))
        return false; /* "**Immediate actions:**" and steps, but not what one needs for them */
    bool ordered = list->as.list.ordered && t->items > 1 && place->task == NULL;
    return ((place->own == SM_ROLE_TASKS || place->below_plan) && t->ids * 2 > t->items) ||
           (place->below_tasks && place->task == NULL && t->items > 1 &&
            t->fields * 2 <= t->items) ||
           (ordered && (all_tasks || place->below_plan || rec_is_plan(r, place) ||
                        (place->own == SM_ROLE_PHASE && place->phase.len != 0)));
}

/* Whether the boxes of LIST are tasks also where boxes usually are none: "T024 Write the test"
 * in a phase, "8.1 Run it" below "8. Verification". */
static bool are_numbered_tasks(const rec_place *place, const list_traits *t)
{
    if (t->boxes != t->items || t->items == 0)
        return false;
    sm_role role = place->role;
    bool checked = role == SM_ROLE_ACCEPTANCE || role == SM_ROLE_TESTING ||
                   role == SM_ROLE_GOALS || role == SM_ROLE_QUESTIONS ||
                   role == SM_ROLE_RISKS || role == SM_ROLE_METRICS;
    return (t->ids == t->items &&
            (!checked || (place->phase.len != 0 && place->own != SM_ROLE_ACCEPTANCE))) ||
           (role != SM_ROLE_ACCEPTANCE && t->numbers == t->items);
}

/* "**Files:**" and a list of files, on which the boxes of steps may follow. */
static bool heads_files(rec *r, sm_str label)
{
    return sm_str_among(rec_normalize(r->scratch, label),
                        "files|files to create|files to modify|files changed|dateien|archivos|"
                        "arquivos|fichiers|файлы|文件|ファイル");
}

bool rec_task_list(rec *r, const sm_block *list, const rec_place *place)
{
    if (place->holder != NULL)
        return false;
    list_traits t = traits_of(r, list);
    bool steps = place->task != NULL && t.boxes != 0 && heads_files(r, place->label);
    if ((place->no_tasks || (place->label_not_tasks && !steps)) &&
        !are_numbered_tasks(place, &t))
        return false;
    bool timed = place->label.len != 0 && rec_is_phase_title(place->label);
    bool in_tasks = place->role == SM_ROLE_TASKS || place->role == SM_ROLE_PHASE ||
                    place->phase.len != 0 || place->task != NULL ||
                    place->label_role == SM_ROLE_TASKS || r->title_role == SM_ROLE_TASKS;
    rec_place inside = *place;
    if (timed)
        inside.phase = place->label;
    if (t.boxes != 0 && (in_tasks || timed || t.ids * 2 > t.items)) {
        add_items(r, list, &inside, true);
        return true;
    }
    if (t.boxes == 0 && are_plain_tasks(r, list, place, &t, in_tasks)) {
        add_items(r, list, &inside, false);
        return true;
    }
    return t.boxes == 0 && in_tasks && nested_boxes(r, list, &inside);
}
