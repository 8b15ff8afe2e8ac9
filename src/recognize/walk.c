#include "recognizer.h"
#include "specmill/base/utf8.h"

/* One walk over the document in reading order; each block is offered to the readers of records
 * together with what surrounds it. */

static void walk_blocks(rec *r, const sm_block *block, rec_place place);

/* Roles whose lists are steps, checks or statements, but no tasks. */
static bool role_has_no_tasks(sm_role role)
{
    return role == SM_ROLE_ACCEPTANCE || role == SM_ROLE_TESTING || role == SM_ROLE_ROLLOUT ||
           role == SM_ROLE_QUESTIONS || role == SM_ROLE_RISKS || role == SM_ROLE_GOALS ||
           role == SM_ROLE_NON_GOALS || role == SM_ROLE_CONTENTS ||
           role == SM_ROLE_REFERENCES || role == SM_ROLE_APPROVALS ||
           role == SM_ROLE_REQUIREMENTS || role == SM_ROLE_METRICS;
}

bool rec_is_not_tasks(rec *r, sm_str text)
{
    size_t remark = sm_str_find(text, SM_STR(" ("));
    if (remark != SM_STR_NONE && remark > 3)
        text = sm_str_sub(text, 0, remark);
    sm_str words = rec_normalize(r->scratch, rec_skip_ordinal(text));
    if (words.len == 0 || words.len > 100)
        return false;
    return rec_find(r->vocabulary, REC_NOT_TASKS, words) != NULL ||
           rec_find_prefix(r->vocabulary, REC_NOT_TASKS, words) != NULL ||
           rec_find_suffix(r->vocabulary, REC_NOT_TASKS, words) != NULL;
}

const rec_title *rec_title_of(rec *r, const sm_block *section)
{
    enum { LONGEST = 300 }; /* bytes */
    const rec_title **known = &r->titles[section->index];
    if (*known == NULL) {
        rec_title *made = SM_NEW(r->scratch, rec_title);
        made->text = sm_plain_text(r->arena, section->as.section.title);
        made->start = sm_utf8_clip(made->text, LONGEST);
        made->words = rec_normalize(r->scratch, rec_skip_ordinal(made->start));
        *known = made;
    }
    return *known;
}

/* What PLACE's section is called, normalized, when its role is that of tasks; else empty. */
static sm_str name_of_tasks(rec *r, const rec_place *place)
{
    if (place->own != SM_ROLE_TASKS || place->section == NULL)
        return (sm_str){0};
    return rec_title_of(r, place->section)->words;
}

bool rec_is_plan(rec *r, const rec_place *place)
{
    sm_str words = name_of_tasks(r, place);
    return words.len != 0 &&
           !sm_str_among(words, "implementation|user stories|stories|backlog");
}

bool rec_is_task_list(rec *r, const rec_place *place)
{
    return sm_str_among(name_of_tasks(r, place),
                        "tasks|task list|task breakdown|todo|todos|to do|next steps|"
                        "action items|work items|implementation tasks|development tasks|"
                        "work breakdown|aufgaben|aufgabenliste|nächste schritte|tareas|"
                        "próximos pasos|tarefas|próximos passos|tâches|prochaines étapes|"
                        "задачи|следующие шаги|任务|任务列表|下一步|タスク|タスク一覧|"
                        "次のステップ|작업|작업 목록|다음 단계");
}

static void clear_label(rec_place *place)
{
    place->label = (sm_str){0};
    place->label_role = SM_ROLE_NONE;
    place->label_not_tasks = false;
}

static void set_label(rec *r, rec_place *place, sm_str label)
{
    place->label = label;
    place->label_role = rec_role_of(r, label);
    if (place->label_role == SM_ROLE_TASKS &&
        sm_str_equal(rec_normalize(r->scratch, label), SM_STR("implementation")))
        place->label_role = SM_ROLE_NONE; /* how something is made, not what is to be done */
    if (place->label_role == SM_ROLE_TASKS && place->own == SM_ROLE_GOALS)
        place->label_role = SM_ROLE_GOALS; /* "Цели и задачи": what a project sets itself */
    place->label_not_tasks =
        place->label_role != SM_ROLE_TASKS && place->label_role != SM_ROLE_PHASE &&
        (role_has_no_tasks(place->label_role) || rec_is_not_tasks(r, label));
}

/* "Resolved questions", "6.1 Decided", but not "Decided and open questions": what is asked
 * there has its answer. */
static bool heads_answers(rec *r, const sm_block *section)
{
    sm_str words = rec_title_of(r, section)->words;
    const rec_word *word = rec_find_prefix(r->vocabulary, REC_ANSWERED, words);
    bool answered = word != NULL && word->value == SM_QUESTION_ANSWERED;
    for (sm_str part; answered && sm_str_split(&words, ' ', &part);) {
        word = rec_find(r->vocabulary, REC_ANSWERED, part);
        answered = word == NULL || word->value == SM_QUESTION_ANSWERED;
    }
    return answered;
}

static void walk_section(rec *r, const sm_block *section, const rec_place *outside)
{
    rec_place inside = *outside;
    inside.section = section;
    clear_label(&inside);
    inside.endpoint = (sm_str){0};
    if (inside.holder_is_line) {
        inside.holder = NULL;
        inside.holder_is_line = false;
        inside.holder_end = NULL;
    }
    inside.own = r->roles[section->index];
    if (inside.own != SM_ROLE_NONE && inside.own != outside->role) {
        inside.outer = outside->role;
        inside.role = inside.own;
    }
    if (inside.own == SM_ROLE_REQUIREMENTS)
        inside.in_requirements = true;
    bool plain = inside.own == SM_ROLE_NONE;
    inside.answered = inside.role == SM_ROLE_QUESTIONS &&
                      ((plain && outside->answered) || heads_answers(r, section));
    inside.below_plan = plain && (outside->below_plan || rec_is_plan(r, outside));
    inside.below_tasks = plain && (outside->below_tasks || rec_is_task_list(r, outside));
    sm_str title = rec_title_of(r, section)->text;
    bool tasks = inside.own == SM_ROLE_TASKS || inside.own == SM_ROLE_PHASE;
    if (section != r->spec->title_section) {
        if (!tasks && (role_has_no_tasks(inside.own) || rec_is_not_tasks(r, title)))
            inside.no_tasks = true;
        else if (inside.own == SM_ROLE_TASKS)
            inside.no_tasks = false;
        rec_heading(r, section, outside, &inside);
    }
    walk_blocks(r, section->as.section.blocks, inside);
}

/* "These tests check the most common edge cases": what a label says in so many words is not
 * what the list below is called. */
static bool is_sentence(sm_str label)
{
    enum { WORDS_MAX = 6 };
    size_t blanks = 0;
    for (size_t i = 0; i < label.len; i++)
        blanks += label.ptr[i] == ' ';
    return blanks >= WORDS_MAX;
}

static void walk_paragraph(rec *r, const sm_block *block, rec_place *place)
{
    sm_str label;
    if (rec_paragraph_record(r, block, place) || rec_approval_lines(r, block, place))
        return;
    if (rec_label_line(r, block->as.paragraph, &label)) {
        set_label(r, place, label);
        if (block->as.paragraph->kind == SM_TEXT && is_sentence(label))
            place->label_role = SM_ROLE_NONE;
        return;
    }
    clear_label(place);
    rec_pairs pairs = {0}; /* "**Goal:** x" and then "**Tasks:**" */
    rec_key_lines(r, block->as.paragraph, REC_BOLD_KEYS, &pairs);
    if (pairs.count != 0 && pairs.items[pairs.count - 1].value.len == 0)
        set_label(r, place, pairs.items[pairs.count - 1].key);
}

static void walk_blocks(rec *r, const sm_block *block, rec_place place)
{
    for (; block != NULL; block = block->next)
        switch (block->kind) {
        case SM_SECTION:
            walk_section(r, block, &place);
            break;
        case SM_PARAGRAPH:
            if (r->roles[block->index] != SM_ROLE_METADATA)
                walk_paragraph(r, block, &place);
            break;
        case SM_LIST:
            if (r->roles[block->index] != SM_ROLE_METADATA)
                rec_list(r, block, &place);
            break;
        case SM_TABLE:
            if (r->roles[block->index] != SM_ROLE_METADATA)
                rec_table(r, block, &place);
            break;
        case SM_QUOTE:
            if (r->roles[block->index] != SM_ROLE_METADATA)
                walk_blocks(r, block->as.quote.blocks, place);
            break;
        case SM_DETAILS:
            walk_blocks(r, block->as.details.blocks, place);
            break;
        case SM_CODE_BLOCK:
            rec_code_block(r, block, &place);
            break;
        case SM_RULE:
            clear_label(&place);
            if (place.holder_is_line) {
                place.holder = NULL;
                place.holder_is_line = false;
            }
            break;
        case SM_HTML_BLOCK:
            break;
        }
}

void rec_walk(rec *r)
{
    rec_place place = {0};
    walk_blocks(r, r->doc->blocks, place);
}
