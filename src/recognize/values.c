#include "values.h"
#include "specmill/base/utf8.h"
#include "words.h"
#include <string.h>

bool rec_is_nothing(const rec_vocabulary *vocabulary, sm_str text)
{
    rec_short room;
    if (text.len > 60)
        return false;
    sm_str words = rec_normalize_short(&room, text);
    return words.len == 0 ? text.len <= 8 && sm_str_find_char(text, '%') == SM_STR_NONE
                          : rec_find(vocabulary, REC_NOTHING, words) != NULL;
}

/* The next alternative of "a | b" or "a/b"; blanks around it trimmed. */
static bool next_option(sm_str *rest, char separator, sm_str *option)
{
    if (!sm_str_split(rest, separator, option))
        return false;
    *option = sm_str_trim(*option);
    return true;
}

static bool is_option_word(const rec_vocabulary *vocabulary, sm_str option)
{
    static const rec_domain domains[] = {REC_LEVEL,      REC_STATE,    REC_TRUTH,
                                         REC_TASK_STATE, REC_ANSWERED, REC_OPTION};
    rec_short room;
    sm_str words = rec_normalize_short(&room, option);
    if (words.len == 0 || sm_is_digit(words.ptr[0]))
        return false;
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        if (rec_find(vocabulary, domains[i], words) != NULL)
            return true;
    return false;
}

static size_t count_options(const rec_vocabulary *vocabulary, sm_str text, char separator,
                            size_t *known)
{
    size_t count = 0;
    sm_str rest = text, option;
    *known = 0;
    while (next_option(&rest, separator, &option)) {
        if (option.len == 0 || option.len > 24)
            return 0;
        count++;
        *known += is_option_word(vocabulary, option);
    }
    return count;
}

bool rec_is_option_list(const rec_vocabulary *vocabulary, sm_str text)
{
    if (text.len > 160 || text.len < 3 ||
        (sm_str_find_char(text, '/') == SM_STR_NONE &&
         sm_str_find_char(text, '|') == SM_STR_NONE))
        return false;
    size_t known = 0;
    size_t count = count_options(vocabulary, text, '|', &known);
    if (count >= 2 && known * 2 >= count)
        return true;
    count = count_options(vocabulary, text, '/', &known);
    if (count == 2) { /* "Med/High" is a level between, "Yes/No" is a question */
        sm_str rest = text, a = {0}, b = {0};
        next_option(&rest, '/', &a);
        next_option(&rest, '/', &b);
        rec_short room;
        const rec_word *x = rec_find(vocabulary, REC_TRUTH, rec_normalize_short(&room, a));
        const rec_word *y = rec_find(vocabulary, REC_TRUTH, rec_normalize_short(&room, b));
        return x != NULL && y != NULL && x->value != y->value;
    }
    return count >= 3 && known == count;
}

/* The words from the start of WORDS that name a level, after emphasis such as "very". */
static const rec_word *level_word(const rec_vocabulary *vocabulary, sm_str words)
{
    const rec_word *word = rec_find_prefix(vocabulary, REC_LEVEL, words);
    if (word != NULL && sm_is_digit(words.ptr[0]) && word->length != words.len)
        return NULL; /* "3 services" */
    return word;
}

sm_level rec_level(const rec_vocabulary *vocabulary, sm_str text)
{
    sm_level level = {.text = text};
    if (text.len == 0 || text.len > 400 || rec_is_option_list(vocabulary, text))
        return level;
    rec_short room;
    sm_str words = rec_normalize_short(&room, sm_utf8_clip(text, 64));
    const rec_word *word = level_word(vocabulary, words);
    if (word == NULL && words.len != 0 && words.ptr[0] >= '1' && words.ptr[0] <= '5' &&
        words.len > 2 && words.ptr[1] == ' ')
        word = rec_find_prefix(vocabulary, REC_LEVEL, sm_str_from(words, 2)); /* "3 (High)" */
    if (word == NULL)
        word = words.len <= 40 ? rec_find_suffix(vocabulary, REC_LEVEL, words) : NULL;
    if (word != NULL && (word->length > 1 || word->length == words.len || words.ptr[1] == ' '))
        level.value = (sm_level_value)word->value;
    return level;
}

/* --- states --- */

typedef struct symbol {
    const char *text;
    int value;
} symbol;

static int symbol_value(sm_str text, const symbol *symbols, size_t count)
{
    size_t best = SM_STR_NONE;
    int value = -1;
    sm_str head = sm_utf8_clip(text, 48);
    for (size_t i = 0; i < count; i++) {
        size_t at = sm_str_find(head, sm_str_from_cstr(symbols[i].text));
        if (at < best) {
            best = at;
            value = symbols[i].value;
        }
    }
    return value;
}

/* The words of DOMAIN at the start of TEXT, else the first that is found among its first words.
 */
static const rec_word *first_word(const rec_vocabulary *vocabulary, rec_domain domain,
                                  sm_str text)
{
    rec_short room;
    sm_str words = rec_normalize_short(&room, sm_utf8_clip(text, 150));
    for (int i = 0; i < 8 && words.len != 0; i++) {
        const rec_word *word = rec_find_prefix(vocabulary, domain, words);
        if (word != NULL)
            return word;
        size_t blank = sm_str_find_char(words, ' ');
        words = blank == SM_STR_NONE ? (sm_str){0} : sm_str_from(words, blank + 1);
    }
    return NULL;
}

sm_state rec_state(const rec_vocabulary *vocabulary, sm_str text)
{
    static const symbol symbols[] = {
        {"✅", SM_STATE_IMPLEMENTED},  {"✔", SM_STATE_IMPLEMENTED}, {"🚧", SM_STATE_DRAFT},
        {"📝", SM_STATE_DRAFT},        {"🔄", SM_STATE_DRAFT},       {"❌", SM_STATE_REJECTED},
        {"🟡", SM_STATE_IN_REVIEW}, {"👀", SM_STATE_IN_REVIEW},   {"⏳", SM_STATE_DRAFT}};
    if (text.len == 0 || rec_is_option_list(vocabulary, text) || text.ptr[0] == '[')
        return SM_STATE_UNKNOWN;
    const rec_word *word = first_word(vocabulary, REC_STATE, text);
    if (word != NULL)
        return (sm_state)word->value;
    int value = symbol_value(text, symbols, sizeof symbols / sizeof *symbols);
    return value < 0 ? SM_STATE_UNKNOWN : (sm_state)value;
}

bool rec_task_state(const rec_vocabulary *vocabulary, sm_str text, sm_task_state *state)
{
    static const symbol symbols[] = {
        {"✅", SM_TASK_DONE},     {"✔", SM_TASK_DONE},      {"☑", SM_TASK_DONE},
        {"🟢", SM_TASK_DONE},  {"[x]", SM_TASK_DONE},    {"[X]", SM_TASK_DONE},
        {"✓", SM_TASK_DONE},     {"🎉", SM_TASK_DONE},      {"🔄", SM_TASK_ACTIVE},
        {"🚧", SM_TASK_ACTIVE},   {"🟡", SM_TASK_ACTIVE}, {"⚠", SM_TASK_ACTIVE},
        {"[~]", SM_TASK_ACTIVE}, {"[-]", SM_TASK_ACTIVE},  {"⏳", SM_TASK_OPEN},
        {"🔵", SM_TASK_OPEN},     {"⬜", SM_TASK_OPEN},      {"☐", SM_TASK_OPEN},
        {"⭕", SM_TASK_OPEN},     {"📝", SM_TASK_OPEN},      {"📋", SM_TASK_OPEN},
        {"🔲", SM_TASK_OPEN},     {"⏸", SM_TASK_OPEN},    {"🔴", SM_TASK_OPEN},
        {"[ ]", SM_TASK_OPEN},   {"❌", SM_TASK_OPEN},      {"⏭", SM_TASK_DROPPED},
        {"🚫", SM_TASK_DROPPED},  {"🔜", SM_TASK_OPEN},      {"🔮", SM_TASK_OPEN}};
    if (text.len == 0 || rec_is_option_list(vocabulary, text))
        return false;
    const rec_word *word = first_word(vocabulary, REC_TASK_STATE, text);
    int value = word != NULL ? word->value
                             : symbol_value(text, symbols, sizeof symbols / sizeof *symbols);
    if (value < 0)
        return false;
    *state = (sm_task_state)value;
    return true;
}

bool rec_question_state(const rec_vocabulary *vocabulary, sm_str text, sm_question_state *state)
{
    const rec_word *word = rec_is_option_list(vocabulary, text)
                               ? NULL
                               : first_word(vocabulary, REC_ANSWERED, text);
    if (word != NULL)
        *state = (sm_question_state)word->value;
    else if (sm_str_starts(text, SM_STR("✅")) || sm_str_starts(text, SM_STR("✔")))
        *state = SM_QUESTION_ANSWERED;
    else
        return false;
    return true;
}

sm_truth rec_truth(const rec_vocabulary *vocabulary, sm_str text)
{
    if (rec_is_option_list(vocabulary, text))
        return SM_UNKNOWN;
    rec_short room;
    const rec_word *word = rec_find_prefix(vocabulary, REC_TRUTH,
                                           rec_normalize_short(&room, sm_utf8_clip(text, 64)));
    return word == NULL ? SM_UNKNOWN : (sm_truth)word->value;
}
