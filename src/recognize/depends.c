#include "recognizer.h"
#include <string.h>

/* What tasks depend on: ids, ranges ("T7.1–T7.3"), phases, "all previous"; and the inverse,
 * "unblocks". Expansion has a budget, so that hostile input stays linear. */

static const size_t ambiguous = SM_STR_NONE;

typedef struct resolver {
    rec *r;
    sm_map by_id, by_tail; /* the number of the task, from 1; ambiguous: of several */
    sm_map by_phase;       /* a phase_span */
    size_t budget;
    sm_str_builder *lists; /* one a task */
} resolver;

typedef struct phase_span {
    size_t first, last;
} phase_span;

static sm_task *task_at(resolver *s, size_t number)
{
    return (sm_task *)s->r->drafts[SM_TASKS].items[number]->record;
}

static size_t find_task(resolver *s, sm_str text)
{
    sm_str key = rec_id_key(s->r->scratch, text);
    const sm_map_value *found = key.len == 0 ? NULL : sm_map_find(&s->by_id, key);
    if (found == NULL && key.len != 0)
        found = sm_map_find(&s->by_tail, key);
    return found == NULL || found->number == ambiguous ? SM_STR_NONE : found->number - 1;
}

/* "D-001" is enough for "IH-M5-D-001" where no other id ends so. */
static void index_tails(resolver *s, size_t number, sm_str key)
{
    enum { LONGEST = 40 };
    for (size_t at = 1; at + 1 < key.len && key.len <= LONGEST; at++) {
        if (key.ptr[at - 1] != '-' || !sm_is_alpha(key.ptr[at]))
            continue;
        sm_map_value *found = sm_map_at(s->r->scratch, &s->by_tail, sm_str_from(key, at));
        found->number = found->number != 0 ? ambiguous : number + 1;
    }
}

static void index_tasks(resolver *s)
{
    rec *r = s->r;
    for (size_t i = 0; i < r->drafts[SM_TASKS].count; i++) {
        sm_task *task = task_at(s, i);
        sm_str key = rec_id_key(r->scratch, task->record.id);
        sm_map_value *at = sm_map_at(r->scratch, &s->by_id, key);
        if (at->number == 0) {
            at->number = i + 1;
            index_tails(s, i, key);
        }
        if (task->phase.ptr == NULL)
            continue;
        sm_str name = rec_normalize(r->scratch, task->phase);
        /* by the whole title and by "phase 2" alone */
        size_t blank = sm_str_find_char(name, ' ');
        size_t end = blank == SM_STR_NONE ? name.len : blank + 1;
        while (end < name.len && name.ptr[end] != ' ')
            end++;
        sm_str names[2] = {name, sm_str_sub(name, 0, end)};
        for (int n = 0; n < 2; n++) {
            sm_map_value *known = sm_map_at(r->scratch, &s->by_phase, names[n]);
            if (known->pointer == NULL) {
                known->pointer = SM_NEW(r->scratch, phase_span);
                *(phase_span *)known->pointer = (phase_span){i, i};
            }
            ((phase_span *)known->pointer)->last = i;
        }
    }
}

static void add_id(resolver *s, size_t number, sm_str id)
{
    sm_str_builder *list = &s->lists[number];
    enum { NEAR = 64 }; /* looked at for doubles */
    size_t from = list->count > NEAR ? list->count - NEAR : 0;
    for (size_t i = from; i < list->count; i++)
        if (sm_str_equal(list->items[i], id))
            return;
    SM_LIST_ADD(s->r->arena, list, id);
}

static bool add_span(resolver *s, size_t number, size_t first, size_t last, sm_str phase_words)
{
    if (first > last || last - first + 1 > s->budget)
        return false;
    s->budget -= last - first + 1;
    for (size_t i = first; i <= last; i++) {
        if (i == number)
            continue;
        if (phase_words.ptr != NULL) {
            sm_str words = rec_normalize(s->r->scratch, task_at(s, i)->phase);
            if (!sm_str_starts(words, phase_words) ||
                (words.len > phase_words.len && words.ptr[phase_words.len] != ' '))
                continue;
        }
        add_id(s, number, task_at(s, i)->record.id);
    }
    return true;
}

/* "T7.1–T7.3", "CODE-030-032", "Tasks 1-3", "1 to 4". */
static bool add_range(resolver *s, size_t number, sm_str piece)
{
    static const char *const marks[] = {"–",         "—",   " to ", "...", "..",
                                        " through ", " - ", "-",    "~",   "～"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        sm_str mark = sm_str_from_cstr(marks[i]);
        for (size_t from = 1; from < piece.len && from < 40;) {
            size_t at = sm_str_find(sm_str_from(piece, from), mark);
            if (at == SM_STR_NONE)
                break;
            at += from;
            sm_str a = sm_str_trim(sm_str_sub(piece, 0, at));
            sm_str b = sm_str_trim(sm_str_from(piece, at + mark.len));
            size_t first = find_task(s, a), last = find_task(s, b);
            if (last == SM_STR_NONE && first != SM_STR_NONE && b.len < a.len) /* CODE-030-032 */
                last = find_task(s, sm_str_printf(s->r->scratch, "%.*s%.*s",
                                                  (int)(a.len - b.len), a.ptr, SM_STR_ARG(b)));
            if (first != SM_STR_NONE && last != SM_STR_NONE)
                return add_span(s, number, first, last, (sm_str){0});
            from = at + mark.len;
        }
    }
    return false;
}

static bool add_phase(resolver *s, size_t number, sm_str piece)
{
    sm_str words = rec_normalize(s->r->scratch, piece);
    if (sm_str_starts(words, SM_STR("all ")))
        words = sm_str_from(words, 4);
    if (words.len == 0)
        return false;
    const sm_map_value *known = sm_map_find(&s->by_phase, words);
    const phase_span *span = known != NULL ? known->pointer : NULL;
    return span != NULL && add_span(s, number, span->first, span->last, words);
}

static bool add_all_with_prefix(resolver *s, size_t number, sm_str piece)
{
    bool all = sm_str_starts_nocase(piece, SM_STR("all"));
    if (!all)
        return false;
    sm_str rest = sm_str_trim(sm_str_from(piece, 3));
    sm_str words = rec_normalize(s->r->scratch, rest);
    bool previous =
        sm_str_among(words, "previous|previous tasks|above|prior|prior tasks|of the above");
    while (rest.len != 0 && (rest.ptr[rest.len - 1] == 'X' || rest.ptr[rest.len - 1] == 'x' ||
                             rest.ptr[rest.len - 1] == '*'))
        rest.len--;
    if (!previous && (rest.len < 2 || sm_is_alpha(rest.ptr[rest.len - 1])))
        return false;
    size_t count = s->r->drafts[SM_TASKS].count;
    size_t limit = previous ? number : count;
    if (limit > s->budget)
        return false;
    s->budget -= limit;
    size_t before = s->lists[number].count;
    for (size_t i = 0; i < limit; i++)
        if (i != number && (previous || sm_str_starts(task_at(s, i)->record.id, rest)))
            add_id(s, number, task_at(s, i)->record.id);
    return s->lists[number].count != before;
}

static sm_str strip_remark(sm_str piece)
{
    size_t at = sm_str_find(piece, SM_STR(" ("));
    return rec_trim_separators(at == SM_STR_NONE ? piece : sm_str_sub(piece, 0, at));
}

static void add_piece(resolver *s, size_t number, sm_str piece)
{
    piece = rec_trim_separators(piece);
    if (piece.len > 1 && piece.ptr[piece.len - 1] == '.') /* the end of a sentence */
        piece.len--;
    if (piece.len == 0 || rec_is_nothing(s->r->vocabulary, piece))
        return;
    sm_str bare = strip_remark(piece);
    if (rec_is_nothing(s->r->vocabulary, bare)) /* "None (it comes first)" */
        return;
    if (sm_str_starts_nocase(bare, SM_STR("tasks ")))
        bare = sm_str_trim(sm_str_from(bare, 6));
    size_t found = find_task(s, bare);
    sm_str id, rest;
    if (found == SM_STR_NONE && add_range(s, number, bare))
        return;
    if (found == SM_STR_NONE && rec_split_id(bare, &id, &rest)) /* "T1: Migration" */
        found = find_task(s, id);
    if (found != SM_STR_NONE) {
        if (found != number)
            add_id(s, number, task_at(s, found)->record.id);
        return;
    }
    if (add_phase(s, number, bare) || add_all_with_prefix(s, number, bare))
        return;
    add_id(s, number, piece);
}

/* Cuts at commas, semicolons, "and", "&", "+" outside brackets. */
static void add_pieces(resolver *s, size_t number, sm_str text)
{
    static const char *const marks[] = {",",  ";",     " and ", " & ", " + ", "、",
                                        "，", " und ", " и ",   " / ", "\n"};
    size_t start = 0;
    int depth = 0;
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        if (depth > 0 || (sm_is_alnum(c) && c != ' '))
            continue;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (sm_str_starts(sm_str_from(text, at), sm_str_from_cstr(marks[i]))) {
                add_piece(s, number, sm_str_sub(text, start, at - start));
                start = at + strlen(marks[i]);
                at = start - 1;
                break;
            }
    }
    add_piece(s, number, sm_str_from(text, start));
}

/* "T1 T2": blanks between ids. */
static bool is_id_run(sm_str text)
{
    sm_str rest = text, word;
    int words = 0;
    while (sm_str_split(&rest, ' ', &word)) {
        if (!rec_is_id(word) || !sm_is_alpha(word.ptr[0]))
            return false;
        words++;
    }
    return words > 1;
}

static void resolve_task(resolver *s, size_t number)
{
    rec_draft *draft = s->r->drafts[SM_TASKS].items[number];
    sm_str text = draft->raw_depends;
    if (text.len != 0 && !rec_is_nothing(s->r->vocabulary, text)) {
        sm_str word, rest = text;
        if (is_id_run(text))
            while (sm_str_split(&rest, ' ', &word))
                add_piece(s, number, word);
        else
            add_pieces(s, number, text);
    }
    sm_str rest = draft->unblocks, piece;
    while (rest.len != 0 && sm_str_split(&rest, ',', &piece)) {
        size_t found = find_task(s, strip_remark(sm_str_trim(piece)));
        if (found != SM_STR_NONE && found != number)
            add_id(s, found, task_at(s, number)->record.id);
    }
}

void rec_resolve_dependencies(rec *r)
{
    size_t count = r->drafts[SM_TASKS].count;
    resolver s = {.r = r, .budget = 32 * count + 1000};
    s.lists = SM_NEW_ARRAY(r->scratch, sm_str_builder, count + 1);
    index_tasks(&s);
    for (size_t i = 0; i < count; i++)
        resolve_task(&s, i);
    for (size_t i = 0; i < count; i++)
        task_at(&s, i)->depends_on = (sm_str_list){s.lists[i].items, s.lists[i].count};
}
