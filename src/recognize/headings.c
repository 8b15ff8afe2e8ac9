#include "recognizer.h"
#include <string.h>

/* Headings that are records: phases, tasks, endpoints, risks, threats, questions, alternatives,
 * requirements. What stands below says the rest in field lines. */

enum { DEPENDS_BIT = 31, TOLD_BLOCKS = 4 };

/* Fields of a task that only a task has: state, owner, estimate, priority, due, ticket. */
static unsigned telling_fields(rec *r, const sm_block *section)
{
    unsigned bits = rec_fields_present(r, SM_TASKS, section->as.section.blocks);
    unsigned telling = bits & (1u << DEPENDS_BIT);
    const sm_record_type *type = &sm_record_types[SM_TASKS];
    for (size_t i = 0; i < type->field_count; i++) {
        sm_str name = sm_str_from_cstr(type->fields[i].name);
        if (sm_str_among(name, "owner|estimate|priority|due|ticket|state"))
            telling |= bits & (1u << i);
    }
    return telling;
}

static int count_bits(unsigned bits)
{
    int count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* Whether ID is one of the nouns and a number. */
static bool has_noun(sm_str id, const char *const *nouns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sm_str noun = sm_str_from_cstr(nouns[i]);
        if (sm_str_starts_nocase(id, noun) && id.len > noun.len &&
            (id.ptr[noun.len] == ' ' || id.ptr[noun.len] == '-' || id.ptr[noun.len] == '#' ||
             sm_is_digit(id.ptr[noun.len])))
            return true;
    }
    return false;
}

bool rec_is_noun_id(sm_str id)
{
    static const char *const nouns[] = {
        "task",      "subtask", "sub-task", "story", "user story", "us",     "ticket",
        "work item", "задача",  "Задача",   "任务",  "任務",       "タスク", "issue",
        "tarea",     "tarefa",  "tâche",    "Tâche", "aufgabe",    "작업",   "spike"};
    return has_noun(id, nouns, sizeof nouns / sizeof *nouns);
}

/* "Risk 3" */
static bool is_risk_id(sm_str id)
{
    static const char *const nouns[] = {"risk", "risiko", "risque", "riesgo", "risco",
                                        "риск", "Риск",   "风险",   "リスク", "리스크"};
    return has_noun(id, nouns, sizeof nouns / sizeof *nouns);
}

/* Sections whose headings are something else than tasks. */
static bool heads_other_things(sm_role role)
{
    return role == SM_ROLE_RISKS || role == SM_ROLE_THREATS || role == SM_ROLE_QUESTIONS ||
           role == SM_ROLE_ALTERNATIVES || role == SM_ROLE_REQUIREMENTS ||
           role == SM_ROLE_ENDPOINTS || role == SM_ROLE_ERRORS || role == SM_ROLE_REVISIONS ||
           role == SM_ROLE_TERMS || role == SM_ROLE_APPENDIX || role == SM_ROLE_REFERENCES;
}

/* Whether SECTION holds boxes or tables, so that it only groups what stands there. */
static bool is_group(const sm_block *section)
{
    for (const sm_block *b = section->as.section.blocks; b != NULL; b = b->next)
        if (b->kind == SM_TABLE || b->kind == SM_SECTION ||
            (b->kind == SM_LIST && b->as.list.items != NULL &&
             b->as.list.items->checkbox != SM_NO_CHECKBOX))
            return true;
    return false;
}

/* AC-1, FR-2, TC3: what is checked and what is wanted, not what is to be done. */
static bool is_check_id(sm_str id)
{
    return sm_str_among(rec_id_letters(id),
                        "AC|TC|UT|IT|FR|NFR|REQ|RF|RNF|SRS|URS|BRD|BR|UC|CU|NF|"
                        "F|R|RISK|ADR|G|M|SC|KPI|Q|OQ|D|TS|SG");
}

/* T5, TASK-12, S11-T3. */
static bool is_task_id(sm_str id)
{
    size_t dash = sm_str_find(id, SM_STR("-T"));
    return sm_str_among(rec_id_letters(id), "T|TASK|TSK|ST|STORY|US|WP|AP|ISSUE") ||
           (dash != SM_STR_NONE && dash + 2 < id.len && sm_is_digit(id.ptr[dash + 2]));
}

/* Whether SECTION directly says when it is done: "**Acceptance criteria:**", "- Done when: x".
 */
static bool says_when_done(rec *r, const sm_block *section)
{
    sm_str label, name, rest;
    for (const sm_block *b = section->as.section.blocks; b != NULL && b->kind != SM_SECTION;
         b = b->next) {
        if (b->kind == SM_PARAGRAPH && rec_label_line(r, b->as.paragraph, &label) &&
            rec_role_of(r, label) == SM_ROLE_ACCEPTANCE)
            return true;
        if (b->kind != SM_LIST)
            continue;
        for (const sm_item *item = b->as.list.items; item != NULL; item = item->next)
            if (rec_split_name(rec_item_text(r, item), &name, &rest) &&
                rec_role_of(r, name) == SM_ROLE_ACCEPTANCE)
                return true;
    }
    return false;
}

/* "1.1 Importer" directly below "1. Work packages". */
static bool is_package(rec *r, sm_str title, const rec_place *outside)
{
    const sm_block *section = outside->section;
    if (section == NULL || title.len < 4 || !sm_is_digit(title.ptr[0]) ||
        rec_skip_ordinal(title).ptr == title.ptr)
        return false;
    return sm_str_among(rec_title_of(r, section)->words,
                        "arbeitspakete|work packages|lots de travail|paquetes de trabajo|"
                        "pacotes de trabalho|пакеты работ|工作包");
}

/* "### 2. Rework the setup" directly below "Implementation plan". */
static bool is_step(rec *r, const sm_block *section, sm_str title, const rec_place *outside,
                    const rec_place *inside)
{
    size_t at = 0;
    while (at < title.len && sm_is_digit(title.ptr[at]))
        at++;
    bool numbered =
        at != 0 && at + 2 < title.len && title.ptr[at] == '.' && sm_is_space(title.ptr[at + 1]);
    sm_str words = rec_normalize(r->scratch, rec_skip_ordinal(title));
    bool chapter = inside->own != SM_ROLE_NONE && /* "2. Security", not "2. Add endpoints" */
                   rec_find(r->vocabulary, REC_ROLE, words) != NULL;
    return numbered && !chapter && inside->own != SM_ROLE_PHASE && !inside->no_tasks &&
           rec_is_plan(r, outside) && section->as.section.blocks != NULL && !is_group(section);
}

/* The id and the text of "R1: Data is lost"; "S3 outage" has none. */
static bool split_title(sm_str title, sm_str *id, sm_str *rest)
{
    return rec_split_id(title, id, rest) && rest->len != 0 &&
           !(rec_is_loose_id(*id, *rest) && rec_is_term(*id));
}

static bool is_task_heading(rec *r, const sm_block *section, sm_str title,
                            const rec_place *outside, const rec_place *inside, sm_str *id,
                            sm_str *rest)
{
    bool tasks = outside->role == SM_ROLE_TASKS || outside->role == SM_ROLE_PHASE;
    if (heads_other_things(outside->role) || r->title_role == SM_ROLE_QUESTIONS)
        return false;
    bool named = split_title(title, id, rest);
    if (named && rec_is_noun_id(*id))
        return true;
    if (named && is_package(r, title, outside))
        return true;
    bool issue = named && id->ptr[0] == '#' && outside->phase.len != 0;
    if (issue && !inside->no_tasks) /* "#12 - Import" below an epic */
        return true;
    bool lettered = named && id->len >= 2 && sm_is_alpha(id->ptr[id->ptr[0] == '#']);
    unsigned telling = telling_fields(r, section);
    if (inside->no_tasks) /* "Tests for story 1", but "T-3: Test the import" among tasks */
        return lettered && !is_check_id(*id) &&
               ((tasks && is_task_id(*id)) || count_bits(telling) >= 2);
    if (lettered && (tasks || count_bits(telling) >= 2 || (telling & (1u << DEPENDS_BIT)) != 0))
        return true;
    if (lettered && !is_check_id(*id) && says_when_done(r, section))
        return true;
    if (!named) {
        *id = (sm_str){0};
        *rest = title;
    }
    if (tasks && outside->task == NULL && count_bits(telling) >= (named ? 1 : 2))
        return true;
    return is_step(r, section, title, outside, inside);
}

static rec_draft *add_task(rec *r, const sm_block *section, const rec_place *outside,
                           const rec_place *inside, sm_str id, sm_str title)
{
    rec_draft *draft = rec_start(r, SM_TASKS, section->loc, section, inside);
    sm_task *task = (sm_task *)draft->record;
    task->record.id = id;
    rec_task_title(r, draft, title);
    if (outside->phase.len != 0)
        task->phase = outside->phase;
    if (outside->task != NULL)
        task->parent = outside->task->record->id;
    if (rec_is_struck(section->as.section.title))
        task->state = SM_TASK_DROPPED;
    rec_field_lines(r, draft, section->as.section.blocks, false);
    rec_subsection_fields(r, draft, section);
    if (task->description.ptr == NULL)
        task->description = rec_first_prose(r, section->as.section.blocks);
    return rec_keep(r, draft);
}

static void add_phase(rec *r, const sm_block *section, sm_str title, rec_place *inside)
{
    inside->phase = title;
    rec_draft *draft = rec_start(r, SM_PHASES, section->loc, section, inside);
    sm_phase *phase = (sm_phase *)draft->record;
    phase->name = title;
    rec_field_lines(r, draft, section->as.section.blocks, false);
    if (phase->estimate.text.ptr == NULL) { /* "Phase 1: Storage (2 weeks)" */
        size_t open = sm_str_find_char(title, '('), close = sm_str_find_char(title, ')');
        sm_str remark = {0}, part;
        if (open != SM_STR_NONE && close != SM_STR_NONE && close > open)
            remark = sm_str_sub(title, open + 1, close - open - 1);
        while (phase->estimate.text.ptr == NULL && sm_str_split(&remark, ',', &part)) {
            sm_estimate estimate =
                rec_estimate(r->scratch, r->vocabulary, sm_str_trim(part), (sm_str){0});
            if (estimate.unit != SM_UNIT_NONE)
                phase->estimate = estimate;
        }
    }
    rec_keep(r, draft);
}

static bool is_epic(sm_str title)
{
    sm_str id, rest;
    sm_str bare = rec_skip_ordinal(title);
    static const char *const nouns[] = {"エピック", "史诗",  "史詩",  "에픽",
                                        "эпик ",    "Эпик ", "épica "};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        sm_str noun = sm_str_from_cstr(nouns[i]);
        if (sm_str_starts_nocase(bare, noun) && bare.len > noun.len)
            return true;
    }
    return (sm_str_starts_nocase(bare, SM_STR("epic ")) && rec_split_id(bare, &id, &rest)) ||
           sm_str_starts_nocase(bare, SM_STR("epic:"));
}

/* "M1 Foundation" below "Milestones" or in a plan, "M1: Foundation (week 1-2)" anywhere. */
static bool is_milestone(const rec *r, sm_str title, const rec_place *outside)
{
    title = rec_skip_ordinal(title);
    size_t at = 1;
    while (at < title.len && at < 5 &&
           (sm_is_digit(title.ptr[at]) || (at > 1 && title.ptr[at] == '.')))
        at++; /* "M1.5" */
    sm_str rest = sm_str_from(title, at < title.len ? at : title.len);
    if (title.len == 0 || title.ptr[0] != 'M' || at == 1 || rest.len == 0)
        return false;
    bool mark = sm_str_starts(rest, SM_STR("：")) || sm_str_starts(rest, SM_STR(": ")) ||
                sm_str_starts(rest, SM_STR(" — ")) || sm_str_starts(rest, SM_STR(" – ")) ||
                sm_str_starts(rest, SM_STR(" - "));
    bool dated = sm_str_ends(rest, SM_STR("）")) || sm_str_ends(rest, SM_STR(")"));
    return (mark && dated) ||
           ((mark || rest.ptr[0] == ' ') && outside->phase.len == 0 &&
            (outside->own == SM_ROLE_PHASE || r->title_role == SM_ROLE_TASKS));
}

/* "Complexity overload 🔴 CRITICAL": the rating behind the name. */
static sm_str cut_rating(rec *r, rec_draft *draft, sm_str title)
{
    static const char *const lights[] = {"🔴", "🟠", "🟡", "🟢", "⚠"};
    for (size_t i = 0; i < sizeof lights / sizeof *lights; i++) {
        size_t at = sm_str_find(title, sm_str_from_cstr(lights[i]));
        if (at == SM_STR_NONE || at < 4)
            continue;
        rec_put_extra(r, draft, SM_STR("Level"), sm_str_from(title, at));
        return rec_trim_separators(sm_str_sub(title, 0, at));
    }
    return title;
}

/* Whether lines such as "**Risk:** x" below SECTION are the records, not the section itself. */
static bool heads_lines(rec *r, sm_record_kind kind, const sm_block *section)
{
    for (const sm_block *b = section->as.section.blocks; b != NULL && b->kind != SM_SECTION;
         b = b->next) {
        rec_pairs pairs = {0};
        if (b->kind != SM_PARAGRAPH)
            continue;
        rec_key_lines(r, b->as.paragraph, REC_BOLD_KEYS, &pairs);
        if (pairs.count == 0)
            continue;
        sm_str words = rec_normalize(r->scratch, pairs.items[0].key);
        if (rec_find(r->vocabulary, REC_ID_COLUMN, words) != NULL ||
            rec_names_kind(r, kind, words))
            return true;
    }
    return false;
}

/* Whether SECTION, "Technical risks", begins with a list of them. */
static bool heads_list(rec *r, const sm_block *section, const rec_place *inside)
{
    const sm_block *first = section->as.section.blocks;
    return (inside->own == SM_ROLE_RISKS || inside->own == SM_ROLE_THREATS) && first != NULL &&
           first->kind == SM_LIST && rec_are_risk_lines(r, first, true);
}

/* Whether a subsection of SECTION tells what is done about it. */
static bool has_mitigation_section(rec *r, const sm_block *section)
{
    for (const sm_block *b = section->as.section.blocks; b != NULL; b = b->next)
        if (b->kind == SM_SECTION) {
            sm_str words =
                rec_normalize(r->scratch, sm_plain_text(r->scratch, b->as.section.title));
            const sm_field *field = rec_field(r, SM_RISKS, words);
            if (field != NULL &&
                sm_str_equal(sm_str_from_cstr(field->name), SM_STR("mitigation")))
                return true;
        }
    return false;
}

/* "### The disk fills" and a paragraph, directly below "Risks". */
static bool is_told_risk(rec *r, const sm_block *section, sm_str title,
                         const rec_place *outside, const rec_place *inside)
{
    const sm_block *first = section->as.section.blocks;
    sm_str label, words = rec_normalize(r->scratch, title);
    if ((outside->own != SM_ROLE_RISKS && outside->own != SM_ROLE_THREATS) ||
        outside->section->as.section.level == 1 || inside->own != SM_ROLE_NONE ||
        first == NULL || first->kind != SM_PARAGRAPH ||
        rec_label_line(r, first->as.paragraph, &label) || rec_is_not_tasks(r, title) ||
        rec_find_suffix(r->vocabulary, REC_ROLE, words) != NULL || is_group(section))
        return false;
    static const char *const asking[] = {"what ", "why ", "how ", "when ", "who "};
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
        if (sm_str_starts(words, sm_str_from_cstr(asking[i])))
            return false; /* "### What changes" */
    size_t blocks = 0;    /* of a risk a few lines are told, not a chapter */
    for (const sm_block *b = first; b != NULL; b = b->next)
        if (++blocks > TOLD_BLOCKS)
            return false;
    for (size_t i = 1; i < sm_record_types[SM_RISKS].field_count; i++)
        if (rec_field(r, SM_RISKS, words) == &sm_record_types[SM_RISKS].fields[i])
            return false; /* "### Mitigation" */
    return true;
}

/* Whether BITS are fields that only a risk has together. */
static bool tell_a_risk(unsigned bits)
{
    enum { PROBABILITY = 1u << 1, IMPACT = 1u << 2, MITIGATION = 1u << 3 };
    return (bits & PROBABILITY) != 0 && (bits & (IMPACT | MITIGATION)) != 0;
}

/* A section below "Risks" that says how likely, how bad, or what is done about it. */
static bool add_risk(rec *r, const sm_block *section, sm_str title, const rec_place *outside,
                     rec_place *inside)
{
    bool threats = outside->own == SM_ROLE_THREATS;
    bool among_risks = outside->role == SM_ROLE_RISKS || outside->role == SM_ROLE_THREATS ||
                       outside->own == SM_ROLE_ERRORS;
    sm_record_kind kind = threats ? SM_THREATS : SM_RISKS;
    unsigned bits = rec_fields_present(r, kind, section->as.section.blocks) & ~1u;
    if (!among_risks && !tell_a_risk(bits))
        return false;
    sm_str id, rest;
    bool named = split_title(rec_skip_ordinal(title), &id, &rest);
    if (!named && (heads_lines(r, kind, section) || heads_list(r, section, inside)))
        return false;
    bool numbered = named && among_risks && is_risk_id(id);
    if (bits == 0 && !numbered && !has_mitigation_section(r, section) &&
        !is_told_risk(r, section, title, outside, inside))
        return false;
    rec_draft *draft = rec_start(r, kind, section->loc, section, inside);
    if (named)
        draft->record->id = id;
    else
        rest = rec_skip_risk(rec_skip_ordinal(title));
    rest = cut_rating(r, draft, rest);
    rec_put(r, draft, &sm_record_types[kind].fields[0], rest, (sm_str){0});
    rec_field_lines(r, draft, section->as.section.blocks, true);
    rec_subsection_fields(r, draft, section);
    inside->holder = rec_keep(r, draft);
    return true;
}

static bool add_question(rec *r, const sm_block *section, sm_str title, rec_place *inside)
{
    sm_str id, rest;
    bool named = split_title(title, &id, &rest);
    bool asks = sm_str_find_char(title, '?') != SM_STR_NONE ||
                sm_str_find(title, SM_STR("？")) != SM_STR_NONE;
    unsigned bits = rec_fields_present(r, SM_QUESTIONS, section->as.section.blocks) & ~1u;
    bool chapter = named && sm_is_digit(id.ptr[0]) && is_group(section); /* "6.1 Decided" */
    bool only_state = rec_find(r->vocabulary, REC_ANSWERED,
                               rec_normalize(r->scratch, rec_skip_ordinal(title))) != NULL;
    if (only_state || (!asks && bits == 0 && (!named || chapter)))
        return false;
    rec_draft *draft = rec_start(r, SM_QUESTIONS, section->loc, section, inside);
    sm_question *question = (sm_question *)draft->record;
    if (named)
        question->record.id = id;
    question->text = named ? rest : title;
    rec_field_lines(r, draft, section->as.section.blocks, true);
    if (rec_is_struck(section->as.section.title))
        question->state = SM_QUESTION_ANSWERED;
    sm_question_state state;
    if (question->state == SM_QUESTION_OPEN && sm_str_starts(title, SM_STR("✅")) &&
        rec_question_state(r->vocabulary, title, &state))
        question->state = SM_QUESTION_ANSWERED;
    inside->holder = rec_keep(r, draft);
    return true;
}

/* "Good, because it is there", "Bad, because it is slow": the arguments of a decision record.
 */
static void argue(rec *r, rec_draft *draft, const sm_block *section)
{
    static const struct {
        const char *lead;
        bool bad;
    } leads[] = {{"Good, because ", false},   {"Good because ", false},
                 {"Bad, because ", true},     {"Bad because ", true},
                 {"Gut, weil ", false},       {"Schlecht, weil ", true},
                 {"Bien, car ", false},       {"Bon, car ", false},
                 {"Mauvais, car ", true},     {"Bueno, porque ", false},
                 {"Malo, porque ", true},     {"Bom, porque ", false},
                 {"Ruim, porque ", true},     {"Хорошо, потому что ", false},
                 {"Плохо, потому что ", true}};
    sm_alternative *alternative = (sm_alternative *)draft->record;
    sm_str_builder points[2] = {{0}, {0}};
    for (const sm_block *b = section->as.section.blocks; b != NULL && b->kind != SM_SECTION;
         b = b->next) {
        if (b->kind != SM_LIST)
            continue;
        for (const sm_item *item = b->as.list.items; item != NULL; item = item->next) {
            sm_str text = rec_item_text(r, item);
            for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
                if (sm_str_starts_nocase(text, sm_str_from_cstr(leads[i].lead)))
                    SM_LIST_ADD(r->arena, &points[leads[i].bad],
                                sm_str_from(text, strlen(leads[i].lead)));
        }
    }
    if (alternative->pros.count == 0)
        alternative->pros = (sm_str_list){points[0].items, points[0].count};
    if (alternative->cons.count == 0)
        alternative->cons = (sm_str_list){points[1].items, points[1].count};
}

static bool is_alternative_title(sm_str title)
{
    return sm_str_starts_nocase(title, SM_STR("alternative ")) ||
           sm_str_starts_nocase(title, SM_STR("option ")) ||
           sm_str_starts_nocase(title, SM_STR("approach "));
}

static bool add_alternative(rec *r, const sm_block *section, sm_str title,
                            const rec_place *outside, rec_place *inside)
{
    unsigned bits = rec_fields_present(r, SM_ALTERNATIVES, section->as.section.blocks) & ~1u;
    bool below = outside->own == SM_ROLE_ALTERNATIVES;
    if (!below && !(is_alternative_title(title) && bits != 0))
        return false;
    sm_role own = inside->own;
    if (below && bits == 0 && own != SM_ROLE_NONE && !is_alternative_title(title))
        return false;
    rec_draft *draft = rec_start(r, SM_ALTERNATIVES, section->loc, section, inside);
    sm_alternative *alternative = (sm_alternative *)draft->record;
    alternative->name = title;
    rec_field_lines(r, draft, section->as.section.blocks, true);
    rec_subsection_fields(r, draft, section);
    argue(r, draft, section);
    if (alternative->reason.ptr == NULL && alternative->pros.count == 0)
        alternative->reason = rec_first_prose(r, section->as.section.blocks);
    inside->holder = rec_keep(r, draft);
    return true;
}

/* "Requirement: The session is kept", as OpenSpec has it. */
static bool is_requirement_word(rec *r, sm_str text)
{
    return sm_str_among(rec_normalize(r->scratch, text),
                        "requirement|requisito|anforderung|exigence|требование|需求|要件|"
                        "요구사항|功能需求");
}

/* The text of the first paragraph of SECTION: "**User story:** As a user ...". */
static sm_str first_paragraph(rec *r, const sm_block *section)
{
    const sm_block *b = section->as.section.blocks;
    while (b != NULL && b->kind != SM_PARAGRAPH && b->kind != SM_SECTION)
        b = b->next;
    return b != NULL && b->kind == SM_PARAGRAPH ? sm_plain_text(r->arena, b->as.paragraph)
                                                : (sm_str){0};
}

static bool add_requirement(rec *r, const sm_block *section, sm_str title, rec_place *inside)
{
    sm_str id = {0}, rest, name;
    bool worded =
        rec_split_name(title, &name, &rest) && is_requirement_word(r, name) && rest.len != 0;
    if (!worded && (!rec_split_id(title, &id, &rest) || sm_is_digit(id.ptr[0])))
        return false;
    if (rest.len == 0)
        rest = first_paragraph(r, section);
    if (rest.len == 0)
        return false;
    rec_draft *draft = rec_start(r, SM_REQUIREMENTS, section->loc, section, inside);
    sm_requirement *requirement = (sm_requirement *)draft->record;
    requirement->record.id = id;
    requirement->text = rest;
    rec_field_lines(r, draft, section->as.section.blocks, false);
    inside->holder = rec_keep(r, draft);
    inside->no_tasks = true;
    return true;
}

/* "[x]" in front of a heading. */
static sm_str box_of(sm_str title)
{
    bool box = title.len > 4 && title.ptr[0] == '[' && title.ptr[2] == ']' &&
               title.ptr[3] == ' ' && strchr(" xX~-", title.ptr[1]) != NULL;
    return box ? sm_str_sub(title, 0, 3) : (sm_str){0};
}

static void add_task_heading(rec *r, const sm_block *section, const rec_place *outside,
                             rec_place *inside, sm_str id, sm_str title, sm_str box)
{
    inside->no_tasks = inside->no_tasks && !rec_is_noun_id(id);
    inside->own = SM_ROLE_NONE; /* "Task 2: Configuration" lists no settings */
    inside->role = outside->role;
    inside->task = add_task(r, section, outside, inside, id, title);
    if (box.len != 0)
        rec_task_state(r->vocabulary, box, &((sm_task *)inside->task->record)->state);
}

void rec_heading(rec *r, const sm_block *section, const rec_place *outside, rec_place *inside)
{
    sm_str title = sm_plain_text(r->arena, section->as.section.title), id = {0}, rest = {0};
    sm_str box = box_of(title);
    title = sm_str_trim(sm_str_from(title, box.len));
    if (title.len == 0 || title.len > 300)
        return;
    if (box.len != 0 && rec_split_id(title, &id, &rest) && rest.len != 0) {
        add_task_heading(r, section, outside, inside, id, rest, box);
        return;
    }
    if (rec_endpoint_section(r, section, inside))
        return;
    if (outside->own == SM_ROLE_ALTERNATIVES || is_alternative_title(title))
        if (add_alternative(r, section, title, outside, inside))
            return;
    bool risky = outside->role != SM_ROLE_ERRORS ||
                 (outside->own == SM_ROLE_ERRORS && has_mitigation_section(r, section));
    if (risky && add_risk(r, section, title, outside, inside))
        return;
    if (rec_error_section(r, section, title, outside, inside))
        return;
    if (outside->own == SM_ROLE_QUESTIONS && add_question(r, section, title, inside))
        return;
    if (outside->role == SM_ROLE_REQUIREMENTS && add_requirement(r, section, title, inside))
        return;
    if (outside->role == SM_ROLE_REVISIONS && inside->own == SM_ROLE_NONE &&
        rec_revision_section(r, section, title, inside))
        return;
    if (outside->no_tasks)
        return;
    bool milestone = is_milestone(r, title, outside);
    if (milestone) {
        r->roles[section->index] = inside->own = inside->role = SM_ROLE_PHASE;
        inside->no_tasks = false;
    }
    if (milestone || rec_is_phase_title(title) || is_epic(title)) {
        add_phase(r, section, title, inside);
        inside->task = NULL;
        return;
    }
    sm_str bare = rec_skip_ordinal(title);
    bool numbered = bare.len != 0 && bare.ptr != title.ptr && bare.ptr[0] != title.ptr[0];
    if (is_task_heading(r, section, numbered && sm_is_digit(title.ptr[0]) ? title : bare,
                        outside, inside, &id, &rest))
        add_task_heading(r, section, outside, inside, id, rest, box);
}
