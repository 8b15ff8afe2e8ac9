#include "recognizer.h"
#include "specmill/base/utf8.h"

/* What sections are about: their headings looked up in roles.def. */

/* What may stand between "Phase 2" and its name: a mark, or nothing at all. */
static bool ends_number(sm_str text)
{
    text = sm_str_trim(text);
    if (text.len == 0)
        return true;
    char c = text.ptr[0];
    bool sign = (unsigned char)c >= 0x80 && rec_normalize_starts_with_sign(text);
    return sign || c == ':' || c == '-' || c == '(' || c == '&' || c == '.' || c == ',' ||
           c == '[' || c == '/';
}

/* The number at the start of TEXT: "2", "1-2", "IV", "A", "one", "M1"; what follows, or absent.
 */
static sm_str skip_number(sm_str text)
{
    static const char *const words[] = {"one", "two", "three", "four", "five", "six", "zero"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sm_str_starts_nocase(text, sm_str_from_cstr(words[i])))
            return sm_str_from(text, sm_str_from_cstr(words[i]).len);
    size_t at = 0;
    bool digits = false;
    while (at < text.len && at < 8 &&
           (sm_is_alnum(text.ptr[at]) ||
            (at > 0 && at + 1 < text.len && (text.ptr[at] == '-' || text.ptr[at] == '.') &&
             sm_is_alnum(text.ptr[at + 1]))))
        digits = sm_is_digit(text.ptr[at++]) || digits;
    bool roman = at > 0;
    for (size_t i = 0; i < at; i++)
        roman = roman && (text.ptr[i] == 'I' || text.ptr[i] == 'V' || text.ptr[i] == 'X');
    bool letter = at == 1 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z';
    return digits || roman || letter ? sm_str_from(text, at) : (sm_str){0};
}

/* "第二阶段：存储", "第3周". */
static bool is_counted_phase(sm_str text)
{
    static const char *const nouns[] = {"阶段",     "階段", "周",   "期",
                                        "フェーズ", "週",   "段階", "步"};
    if (!sm_str_starts(text, SM_STR("第")))
        return false;
    size_t at = 3;
    for (int i = 0; i < 4 && at < text.len; i++) { /* a few figures, "二.五" */
        size_t next = at;
        sm_utf8_next(text, &next);
        at = next;
        sm_str rest = sm_str_trim(sm_str_from(text, at));
        for (size_t n = 0; n < sizeof nouns / sizeof *nouns; n++)
            if (sm_str_starts(rest, sm_str_from_cstr(nouns[n])))
                return true;
    }
    return false;
}

/* "Phase 2: Storage", "Sprint 3", "Week 1-2 (setup)", "Milestone M1", "阶段一". */
bool rec_is_phase_title(sm_str text)
{
    static const char *const nouns[] = {
        "phase ",   "sprint ", "milestone ", "iteration ", "week ",    "weeks ",
        "stage ",   "wave ",   "этап ",      "фаза ",      "спринт ",  "Этап ",
        "Фаза ",    "Спринт ", "étape ",     "fase ",      "etapa ",   "meilenstein ",
        "day ",     "days ",   "month ",     "неделя ",    "Неделя ",  "woche ",
        "semaine ", "semana ", "giai đoạn ", "hito ",      "marco ",   "jalon ",
        "веха ",    "Веха ",   "итерация ",  "Итерация ",  "المرحلة ", "مرحلة "};
    static const char *const ideographs[] = {"阶段",           "階段", "フェーズ",
                                             "マイルストーン", "단계", "里程碑"};
    text = rec_skip_ordinal(text);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        sm_str noun = sm_str_from_cstr(nouns[i]);
        if (!sm_str_starts_nocase(text, noun))
            continue;
        sm_str rest = skip_number(sm_str_trim(sm_str_from(text, noun.len)));
        if (rest.ptr != NULL && ends_number(rest))
            return true;
    }
    for (size_t i = 0; i < sizeof ideographs / sizeof *ideographs; i++) {
        sm_str noun = sm_str_from_cstr(ideographs[i]);
        if (sm_str_starts(text, noun) && text.len > noun.len)
            return true;
    }
    return is_counted_phase(text);
}

static bool has_latin(sm_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (sm_is_alpha(text.ptr[i]))
            return true;
    return false;
}

/* " (5 tasks)" */
static bool counts_tasks(sm_str remark)
{
    size_t at = 2;
    while (at < remark.len && sm_is_digit(remark.ptr[at]))
        at++;
    sm_str rest = sm_str_from(remark, at < remark.len ? at : remark.len);
    return at > 2 && (sm_str_equal_nocase(rest, SM_STR(" tasks)")) ||
                      sm_str_equal_nocase(rest, SM_STR(" stories)")));
}

sm_role rec_role_of(rec *r, sm_str text)
{
    if (rec_is_phase_title(text))
        return SM_ROLE_PHASE;
    sm_str inside = {0}, method, path;
    if (rec_split_endpoint(rec_skip_ordinal(text), &method, &path))
        return SM_ROLE_NONE; /* "POST /tasks" is about no tasks */
    size_t remark = sm_str_find(text, SM_STR(" ("));
    if (sm_str_ends(text, SM_STR("）")))
        remark = sm_str_find(text, SM_STR("（"));
    if (remark != SM_STR_NONE && remark > 3) {
        inside = sm_str_from(text, remark);
        if (counts_tasks(inside))
            return SM_ROLE_TASKS;
        text = sm_str_sub(text, 0, remark);
    }
    sm_str words = rec_normalize(r->scratch, rec_skip_ordinal(text));
    if (words.len == 0 || words.len > 160)
        return SM_ROLE_NONE;
    const rec_word *word = rec_find(r->vocabulary, REC_ROLE, words);
    const rec_word *first = rec_find_prefix(r->vocabulary, REC_ROLE, words);
    const rec_word *last = rec_find_suffix(r->vocabulary, REC_ROLE, words);
    if (word == NULL)
        word = first;
    if (word == NULL || (last != NULL && last->length > word->length) ||
        (last != NULL && last->length == word->length && last->value < word->value))
        word = last;
    /* "行动计划 (Action Items)", but not "The worker (Implementation)" */
    if (word == NULL && inside.len != 0 && inside.len <= 60 && !has_latin(text)) {
        words = rec_normalize(r->scratch, inside);
        word = rec_find(r->vocabulary, REC_ROLE, words);
        if (word == NULL)
            word = rec_find_prefix(r->vocabulary, REC_ROLE, words);
    }
    return word == NULL ? SM_ROLE_NONE : (sm_role)word->value;
}

typedef struct section_list SM_LIST(const sm_block *) section_list;

static void collect_sections(rec *r, const sm_block *block, section_list *sections)
{
    for (; block != NULL; block = block->next) {
        if (block->kind == SM_SECTION) {
            SM_LIST_ADD(r->arena, sections, block);
            if (block != r->spec->title_section)
                r->roles[block->index] =
                    rec_role_of(r, sm_plain_text(r->scratch, block->as.section.title));
        }
        const sm_block *children = sm_block_children(block);
        if (children != NULL)
            collect_sections(r, children, sections);
    }
}

void rec_find_sections(rec *r)
{
    section_list sections = {0};
    collect_sections(r, r->doc->blocks, &sections);
    r->spec->sections = sections.items;
    r->spec->section_count = sections.count;
}
