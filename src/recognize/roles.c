#include "recognizer.h"

/* What sections are about: their headings looked up in roles.def. */

/* "Phase 2: Storage", "Sprint 3", "Week 1-2", "Milestone M1", "阶段一". */
bool rec_is_phase_title(rec *r, sm_str text)
{
    static const char *const nouns[] = {"phase", "sprint", "milestone", "iteration", "week",
                                        "stage", "wave",   "этап",      "фаза",      "спринт",
                                        "étape", "fase",   "etapa",     "day",       "part"};
    sm_str words = rec_normalize(r->scratch, rec_skip_ordinal(text));
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        sm_str noun = sm_str_from_cstr(nouns[i]);
        if (!sm_str_starts(words, noun) || words.len < noun.len + 2 ||
            words.ptr[noun.len] != ' ')
            continue;
        char c = words.ptr[noun.len + 1];
        char next = words.len > noun.len + 2 ? words.ptr[noun.len + 2] : ' ';
        bool roman = (c == 'i' || c == 'v' || c == 'x') &&
                     (next == ' ' || next == 'i' || next == 'v' || next == 'x');
        if (sm_is_digit(c) || roman || (sm_is_alpha(c) && (next == ' ' || sm_is_digit(next))))
            return true;
        if (sm_str_starts(sm_str_from(words, noun.len + 1), SM_STR("one")))
            return true;
    }
    return sm_str_starts(words, SM_STR("阶段")) || sm_str_starts(words, SM_STR("フェーズ")) ||
           sm_str_starts(words, SM_STR("第一阶段")) ||
           sm_str_starts(words, SM_STR("第二阶段")) ||
           sm_str_starts(words, SM_STR("第三阶段")) || sm_str_starts(words, SM_STR("단계"));
}

sm_role rec_role_of(rec *r, sm_str text)
{
    if (rec_is_phase_title(r, text))
        return SM_ROLE_PHASE;
    sm_str words = rec_normalize(r->scratch, rec_skip_ordinal(text));
    if (words.len == 0 || words.len > 160)
        return SM_ROLE_NONE;
    const rec_word *word = rec_find(r->vocabulary, REC_ROLE, words);
    const rec_word *first = rec_find_prefix(r->vocabulary, REC_ROLE, words);
    const rec_word *last = rec_find_suffix(r->vocabulary, REC_ROLE, words);
    if (word == NULL)
        word = first;
    if (word == NULL || (last != NULL && last->text.len > word->text.len) ||
        (last != NULL && last->text.len == word->text.len && last->value < word->value))
        word = last;
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
