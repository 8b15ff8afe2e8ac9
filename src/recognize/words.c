#include "words.h"
#include "specmill/base/buf.h"
#include "specmill/base/utf8.h"
#include <string.h>

/* Blocks of the Unicode standard whose characters are punctuation, symbols or emoji; enough of
 * them to find words, not a full table of general categories. */
static const struct {
    uint32_t first, last;
} not_words[] = {{0x80, 0xA9},       {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},
                 {0xD7, 0xD7},       {0xF7, 0xF7},     {0x2000, 0x206F}, {0x20A0, 0x20CF},
                 {0x2100, 0x2BFF},   {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020},
                 {0x3030, 0x3030},   {0x303D, 0x303F}, {0x30FB, 0x30FB}, {0xE000, 0xF8FF},
                 {0xFE00, 0xFE6F},   {0xFEFF, 0xFEFF}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20},
                 {0xFF3B, 0xFF40},   {0xFF5B, 0xFF65}, {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF},
                 {0xE0000, 0x10FFFF}};

static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return sm_is_alnum((char)c);
    size_t low = 0, high = sizeof not_words / sizeof *not_words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > not_words[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low == sizeof not_words / sizeof *not_words || c < not_words[low].first;
}

bool rec_is_ideograph(uint32_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* Simple case folding for Latin, Greek and Cyrillic (Unicode 15, UnicodeData.txt). */
static uint32_t lower(uint32_t c)
{
    if (c < 0x80)
        return (uint32_t)(unsigned char)sm_to_lower((char)c);
    if ((c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40F)
        return c + 0x50;
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x4BF))
        return c | 1;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || c == 0x1AF)
        return (c & 1) != 0 ? c + 1 : c;
    if ((c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF) || c == 0x1A0)
        return c | 1; /* Vietnamese */
    return c;
}

/* What an ASCII character is in a word: its lower case, or 0. */
#define LOWER(c) [c] = c, [(c) - 'a' + 'A'] = c
#define DIGIT(c) [c] = c
static const char ascii_word[128] = {
    DIGIT('0'), DIGIT('1'), DIGIT('2'), DIGIT('3'), DIGIT('4'), DIGIT('5'),
    DIGIT('6'), DIGIT('7'), DIGIT('8'), DIGIT('9'), LOWER('a'), LOWER('b'),
    LOWER('c'), LOWER('d'), LOWER('e'), LOWER('f'), LOWER('g'), LOWER('h'),
    LOWER('i'), LOWER('j'), LOWER('k'), LOWER('l'), LOWER('m'), LOWER('n'),
    LOWER('o'), LOWER('p'), LOWER('q'), LOWER('r'), LOWER('s'), LOWER('t'),
    LOWER('u'), LOWER('v'), LOWER('w'), LOWER('x'), LOWER('y'), LOWER('z'),
};

/* The letter without its accent, for U+00E0 to U+017F; a blank where there is none. */
static const char bases[] = "aaaaaa ceeeeiiii nooooo ouuuuy y"
                            "aaaaaaccccccccdd deeeeeeeeeegggg"
                            "gggghh hiiiiiiiiii  jjkk llllll "
                            "  lnnnnnn   oooooo  rrrrrrssssss"
                            "sstttt tuuuuuuuuuuuuwwyyyzzzzzzs";

/* Authors leave accents out, "descripcion" and "отчет": words are compared without them. */
static uint32_t without_accent(uint32_t c)
{
    enum { FIRST = 0xE0, IO = 0x451, IE = 0x435 };
    if (c >= FIRST && c < FIRST + sizeof bases - 1 && bases[c - FIRST] != ' ')
        return (uint32_t)bases[c - FIRST];
    return c == IO ? IE : c;
}

/* Writes the words of TEXT to OUT and returns their length; stops when SIZE bytes are full. No
 * character gets longer by its lower case; SPLIT_CASE may add a blank for each. */
static size_t write_words(char *out, size_t size, sm_str text, bool split_case)
{
    size_t len = 0;
    bool blank = false;
    uint32_t before = 0;
    for (size_t at = 0; at < text.len && len + 5 <= size;) {
        unsigned char byte = (unsigned char)text.ptr[at];
        if (byte < 0x80 && !split_case && !blank && ascii_word[byte] != 0) { /* the usual */
            out[len++] = ascii_word[byte];
            at++;
            continue;
        }
        uint32_t c = byte;
        if (byte < 0x80)
            at++;
        else
            c = sm_utf8_next(text, &at);
        if (byte < 0x80 ? ascii_word[byte] == 0 : !is_word(c)) {
            blank = true;
            before = 0;
            continue;
        }
        if (split_case && before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z')
            blank = true;
        if (blank && len != 0)
            out[len++] = ' ';
        blank = false;
        before = c;
        if (c >= 0x80)
            c = rec_simplified(without_accent(lower(c)));
        if (c < 0x80)
            out[len++] = ascii_word[c];
        else
            len += sm_utf8_encode(c, out + len);
    }
    return len;
}

static sm_str normalize(sm_arena *arena, sm_str text, bool split_case)
{
    size_t size = text.len * (split_case ? 2 : 1) + 8;
    char *out = sm_arena_resize(arena, NULL, 0, size);
    return (sm_str){out, write_words(out, size, text, split_case)};
}

sm_str rec_normalize_short(rec_short *room, sm_str text)
{
    return (sm_str){room->bytes, write_words(room->bytes, sizeof room->bytes, text, false)};
}

sm_str rec_normalize(sm_arena *arena, sm_str text)
{
    return normalize(arena, text, false);
}

sm_str rec_normalize_key(sm_arena *arena, sm_str text)
{
    return normalize(arena, text, true);
}

bool rec_normalize_starts_with_sign(sm_str text)
{
    size_t at = 0;
    return text.len != 0 && !is_word(sm_utf8_next(text, &at));
}

sm_str rec_skip_symbols(sm_str text)
{
    size_t at = 0;
    while (at < text.len) {
        size_t next = at;
        uint32_t c = sm_utf8_next(text, &next);
        if (c < 0x80 ? !sm_is_space((char)c) : is_word(c))
            break;
        at = next;
    }
    return sm_str_from(text, at);
}

sm_str rec_skip_ordinal(sm_str text)
{
    text = rec_skip_symbols(text);
    size_t at = 0;
    while (at < text.len && (sm_is_digit(text.ptr[at]) || text.ptr[at] == '.'))
        at++;
    if (at == 0 && text.len > 2 && sm_is_alpha(text.ptr[0]) &&
        (text.ptr[1] == '.' || text.ptr[1] == ')') && text.ptr[2] == ' ')
        at = 1;
    if (at == 0)
        return text;
    size_t mark = at;
    while (at < text.len && strchr(".):-", text.ptr[at]) != NULL)
        at++;
    bool separated =
        at != mark || text.ptr[mark - 1] == '.' || (at < text.len && sm_is_space(text.ptr[at]));
    sm_str rest = rec_skip_symbols(sm_str_from(text, at));
    return separated && rest.len != 0 ? rest : text;
}

/* The length of the separator at the start (or, BACKWARDS, at the end) of TEXT. */
static size_t separator_length(sm_str text, bool backwards)
{
    static const char *const marks[] = {"—",  "–", "−", "：", "，",
                                        "、", "·", "•", "→",  "\xC2\xA0"};
    if (text.len == 0)
        return 0;
    char c = backwards ? text.ptr[text.len - 1] : text.ptr[0];
    if (sm_is_alnum(c))
        return 0;
    if (sm_is_space(c) || (c != '\0' && strchr(":-|,;", c) != NULL))
        return 1;
    if ((unsigned char)c < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        sm_str mark = sm_str_from_cstr(marks[i]);
        if (backwards ? sm_str_ends(text, mark) : sm_str_starts(text, mark))
            return mark.len;
    }
    return 0;
}

sm_str rec_trim_separators(sm_str text)
{
    for (size_t len; (len = separator_length(text, false)) != 0;)
        text = sm_str_from(text, len);
    for (size_t len; (len = separator_length(text, true)) != 0;)
        text.len -= len;
    return text;
}

/* The length of the Cyrillic capitals that TEXT starts with: "ФТ-1", "НФТ-12". */
static size_t cyrillic_lead(sm_str text)
{
    enum { LETTERS_MAX = 5 };
    size_t at = 0;
    for (int i = 0; i <= LETTERS_MAX && at + 1 < text.len; i++, at += 2) {
        unsigned char a = (unsigned char)text.ptr[at], b = (unsigned char)text.ptr[at + 1];
        if (a != 0xD0 || b < 0x90 || b > 0xAF)
            break;
    }
    return at <= 2 * LETTERS_MAX ? at : 0;
}

bool rec_is_id(sm_str text)
{
    size_t capitals = cyrillic_lead(text);
    if (capitals != 0) {
        sm_str rest = sm_str_from(text, capitals);
        if (rest.len != 0 && rest.ptr[0] == '-')
            rest = sm_str_from(rest, 1);
        return rest.len != 0 && sm_is_digit(rest.ptr[0]) && rec_is_id(rest);
    }
    if (text.len == 0 || text.len > 24 || !sm_is_alnum(text.ptr[text.len - 1]))
        return false;
    size_t at = text.ptr[0] == '#' ? 1 : 0;
    size_t letters = 0, digits = 0, small = 0, lead = 0, marks = 0;
    if (!sm_is_alnum(text.ptr[at]))
        return false;
    while (at + lead < text.len && sm_is_alpha(text.ptr[at + lead]))
        lead++;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (sm_is_digit(c))
            digits++;
        else if (sm_is_alpha(c))
            letters++, small += c >= 'a' && c <= 'z';
        else if (strchr(".-_", c) == NULL)
            return false;
        else
            marks++;
    }
    if (digits == 0 || (lead > 4 && marks == 0)) /* OPCMv2, Python3 */
        return false;
    /* "v1.2.3" and "utf8" are words, "T1a" and "TASK-12b" are ids. */
    return letters == 0 ? digits <= 8 : text.ptr[0] == '#' || small <= 1 || small * 2 < letters;
}

/* "Task 3", "Story 1.2", "Risk 1": a noun and its number at the start of TEXT. */
static size_t noun_id_length(sm_str text)
{
    static const char *const nouns[] = {"task",        "subtask",
                                        "sub-task",    "user story",
                                        "story",       "epic",
                                        "issue",       "risk",
                                        "threat",      "requirement",
                                        "ticket",      "question",
                                        "work item",   "us",
                                        "spike",       "задача",
                                        "任务",        "任務",
                                        "タスク",      "Задача",
                                        "tarea",       "tarefa",
                                        "tâche",       "Tâche",
                                        "aufgabe",     "작업",
                                        "需求",        "要件",
                                        "요구사항",    "requisito",
                                        "anforderung", "exigence",
                                        "требование",  "Требование",
                                        "risiko",      "risque",
                                        "riesgo",      "risco",
                                        "риск",        "Риск",
                                        "风险",        "リスク",
                                        "리스크",      "historia",
                                        "história",    "história de usuário"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        sm_str noun = sm_str_from_cstr(nouns[i]);
        if (!sm_str_starts_nocase(text, noun))
            continue;
        size_t at = noun.len;
        while (at < text.len &&
               (text.ptr[at] == ' ' || text.ptr[at] == '#' || text.ptr[at] == '-'))
            at++;
        size_t start = at;
        while (at < text.len &&
               (sm_is_alnum(text.ptr[at]) || strchr(".-_", text.ptr[at]) != NULL))
            at++;
        while (at > start && !sm_is_alnum(text.ptr[at - 1]))
            at--;
        bool number = false;
        for (size_t j = start; j < at; j++)
            number = number || sm_is_digit(text.ptr[j]);
        if (at > start && number && (sm_is_digit(text.ptr[start]) || at - start <= 12))
            return at;
    }
    return 0;
}

/* What has the form of an id and is a word: E2E, IPv6, OAuth2. */
static bool is_term(sm_str id)
{
    size_t lead = 0, digits, small = 0;
    while (lead < id.len && sm_is_alpha(id.ptr[lead])) {
        small += id.ptr[lead] >= 'a';
        lead++;
    }
    for (digits = lead; digits < id.len && sm_is_digit(id.ptr[digits]);)
        digits++;
    bool mixed = small != 0 && small < lead && lead > 1;
    bool more = lead != 0 && digits < id.len && (digits + 1 < id.len || lead == 1);
    return mixed || (more && sm_is_alpha(id.ptr[digits]) && id.ptr[0] != 'T');
}

bool rec_is_term(sm_str id)
{
    return is_term(id) ||
           sm_str_among(id, "S3|EC2|P50|P90|P95|P99|H2|C4|V8|L2|L3|L4|L7|HTTP2|HTTP3|MD5|SHA1|"
                            "SHA2|SHA256|SHA512|AES256|UTF8|MP3|MP4|ES6|BM25|GA4|AV1|VP9|H264|"
                            "H265|O365|M365|CO2|PM2|RS256|HS256|ES256|X509");
}

static bool after_id(sm_str text, size_t at, sm_str id, sm_str *rest)
{
    sm_str tail = sm_str_from(text, at);
    bool dotted = sm_str_find_char(id, '.') != SM_STR_NONE;
    bool letters = sm_is_alpha(id.ptr[0]);
    bool mark = tail.len != 0 && strchr(".):]", tail.ptr[0]) != NULL &&
                (tail.len == 1 || !sm_is_alnum(tail.ptr[1]));
    if (mark)
        tail = sm_str_from(tail, 1);
    else if (separator_length(tail, false) == 0)
        return false;
    sm_str trimmed = rec_trim_separators(tail);
    bool separator = mark || trimmed.len == 0 ||
                     sm_str_trim(tail).ptr != rec_trim_separators(sm_str_trim(tail)).ptr;
    if (!separator && !dotted && !letters)
        return false; /* "2 weeks" */
    if (!separator && is_term(id))
        return false; /* "S3 buckets" */
    *rest = sm_str_trim(trimmed.len == 0 ? tail : trimmed);
    return true;
}

/* What follows "Task 3": a mark and the text, "(S1): text" too; blanks alone end no id. */
static bool after_noun_id(sm_str tail, sm_str *rest)
{
    tail = sm_str_trim(tail);
    size_t close =
        tail.len != 0 && tail.ptr[0] == '(' ? sm_str_find(tail, SM_STR("):")) : SM_STR_NONE;
    if (close != SM_STR_NONE && close < 16)
        tail = sm_str_from(tail, close + 1);
    bool mark = tail.len != 0 && strchr(".)", tail.ptr[0]) != NULL;
    if (tail.len != 0 && !mark && separator_length(tail, false) == 0)
        return false;
    *rest = rec_trim_separators(sm_str_from(tail, mark));
    return true;
}

bool rec_split_id(sm_str text, sm_str *id, sm_str *rest)
{
    text = sm_str_trim(text);
    size_t noun = noun_id_length(text);
    if (noun != 0) {
        *id = sm_str_sub(text, 0, noun);
        return after_noun_id(sm_str_from(text, noun), rest);
    }
    bool bracket = text.len != 0 && text.ptr[0] == '[';
    sm_str from = bracket ? sm_str_from(text, 1) : text;
    size_t at = from.len != 0 && from.ptr[0] == '#' ? 1 : cyrillic_lead(from);
    while (at < from.len &&
           (sm_is_alnum(from.ptr[at]) || strchr(".-_", from.ptr[at]) != NULL) && at < 30)
        at++;
    while (at > 0 && !sm_is_alnum(from.ptr[at - 1]))
        at--;
    sm_str found = sm_str_sub(from, 0, at);
    if (!rec_is_id(found))
        return false;
    if (bracket && (at >= from.len || from.ptr[at] != ']'))
        return false;
    if (!after_id(from, at, found, rest))
        return false;
    *id = found;
    return true;
}

bool rec_is_common_id(sm_str id)
{
    size_t lead = 0;
    while (lead < id.len && sm_is_alpha(id.ptr[lead]))
        lead++;
    return sm_str_among(sm_str_sub(id, 0, lead),
                        "T|TASK|TSK|ST|STORY|US|WP|AP|ISSUE|R|RISK|TH|Q|OQ|FR|NFR|REQ|RF|RNF");
}

bool rec_is_loose_id(sm_str id, sm_str rest)
{
    for (const char *c = id.ptr + id.len; c < rest.ptr; c++)
        if (!sm_is_space(*c))
            return false;
    for (size_t i = 0; i < id.len; i++)
        if (!sm_is_alnum(id.ptr[i]))
            return false;
    return id.len != 0 && sm_is_alpha(id.ptr[0]);
}

sm_str rec_id_key(sm_arena *arena, sm_str id)
{
    static const char *const nouns[] = {"task",  "user story", "story",
                                        "issue", "risk",       "threat"};
    id = sm_str_trim(id);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        sm_str noun = sm_str_from_cstr(nouns[i]);
        if (sm_str_starts_nocase(id, noun) && id.len > noun.len + 1 &&
            id.ptr[noun.len] == ' ') {
            id = sm_str_trim(sm_str_from(id, noun.len));
            break;
        }
    }
    char *key = sm_str_to_cstr(arena, id);
    size_t len = 0;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        if (sm_is_space(c) || strchr("#[]*`", c) != NULL)
            continue;
        key[len++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    while (len != 0 && strchr(".:,", key[len - 1]) != NULL)
        len--;
    return (sm_str){key, len};
}

static size_t dash_length(sm_str text, size_t at)
{
    sm_str rest = sm_str_from(text, at);
    if (sm_str_starts(rest, SM_STR(" - ")))
        return 3;
    if (sm_str_starts(rest, SM_STR(" — ")) || sm_str_starts(rest, SM_STR(" – ")) ||
        sm_str_starts(rest, SM_STR(" → ")))
        return 5;
    if (sm_str_starts(rest, SM_STR("：")) || sm_str_starts(rest, SM_STR("—")))
        return 3;
    if (sm_str_starts(rest, SM_STR(": ")))
        return 2;
    return at + 1 == text.len && text.ptr[at] == ':' ? 1 : 0;
}

bool rec_split_name(sm_str text, sm_str *name, sm_str *rest)
{
    text = sm_str_trim(text);
    int depth = 0;
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        if (depth > 0 || (c != ' ' && c != ':' && (unsigned char)c < 0x80))
            continue;
        size_t len = dash_length(text, at);
        if (len == 0 || at == 0)
            continue;
        *name = sm_str_trim(sm_str_sub(text, 0, at));
        *rest = sm_str_trim(sm_str_from(text, at + len));
        return true;
    }
    *name = text;
    *rest = (sm_str){0};
    return false;
}

bool rec_split_endpoint(sm_str text, sm_str *method, sm_str *path)
{
    text = sm_str_trim(text);
    size_t at = sm_str_find_char(text, ' ');
    if (at == SM_STR_NONE)
        return false;
    sm_str word = sm_str_sub(text, 0, at);
    if (!sm_str_equal_nocase(word, SM_STR("[method]")) &&
        (!sm_str_among(word, "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WS|GET/POST|POST/PUT|PUT/"
                             "PATCH|SSE|GET,POST") ||
         (word.ptr[0] >= 'a' && word.ptr[0] <= 'z')))
        return false;
    sm_str rest = sm_str_trim(sm_str_from(text, at));
    if (rest.len == 0 ||
        (rest.ptr[0] != '/' && rest.ptr[0] != '{' && rest.ptr[0] != ':' &&
         !sm_str_starts(rest, SM_STR("http")) && !sm_str_starts(rest, SM_STR("ws"))))
        return false;
    size_t end = 0;
    int depth = 0;
    while (end < rest.len && (depth > 0 || !sm_is_space(rest.ptr[end]))) {
        depth += rest.ptr[end] == '{' || rest.ptr[end] == '['   ? 1
                 : rest.ptr[end] == '}' || rest.ptr[end] == ']' ? -1
                                                                : 0;
        end++;
    }
    *method = word;
    *path = sm_str_sub(rest, 0, end);
    while (path->len > 1 && strchr(",;:", path->ptr[path->len - 1]) != NULL)
        path->len--;
    return true;
}

sm_str rec_id_letters(sm_str id)
{
    size_t at = 0;
    while (at < id.len && sm_is_alpha(id.ptr[at]))
        at++;
    return sm_str_sub(id, 0, at);
}

bool rec_names_requirement(sm_str id)
{
    return sm_str_among(rec_id_letters(id), "FR|NFR|REQ|RF|RNF|SRS|URS|BRD");
}
