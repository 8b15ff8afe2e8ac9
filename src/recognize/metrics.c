#include "recognizer.h"
#include <string.h>

/* Lists of metrics: "- Response time: < 200 ms per request", "- **Accuracy**: 95%+", "- Start
 * of the app under 2 seconds (p95)". */

/* The length of "<", "at most", which a number may follow; 0: none. */
static size_t comparison(sm_str text)
{
    static const char *const words[] = {
        "<",        "<=",        "\u2264",  ">",          ">=",         "\u2265",
        "~",        "\u2248",    "=",       "under ",     "below ",     "above ",
        "over ",    "max ",      "max. ",   "min ",       "min. ",      "at most ",
        "up to ",   "at least ", "within ", "less than ", "more than ", "no more than ",
        "maximum ", "minimum ",  "zero ",   "sub-"};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        sm_str word = sm_str_from_cstr(words[i]);
        if (word.len > longest && sm_str_starts_nocase(text, word))
            longest = word.len;
    }
    return longest;
}

static bool starts_number(sm_str text)
{
    static const char *const currencies[] = {"$", "\u20ac", "\u00a3", "\u00a5"};
    text = sm_str_trim(text);
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (sm_str_starts(text, sm_str_from_cstr(currencies[i])))
            text = sm_str_from(text, strlen(currencies[i]));
    return text.len != 0 && sm_is_digit(text.ptr[0]);
}

static bool is_target(sm_str text)
{
    return starts_number(sm_str_from(text, comparison(text)));
}

/* The place in TEXT of a target that no name with a colon stands in front of: " < 100 ms". */
static size_t bare_target(sm_str text)
{
    static const char *const openers[] = {" <",      " \u2264", " >",
                                          " \u2265", " under ", " below "};
    size_t first = SM_STR_NONE;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        size_t at = sm_str_find(text, sm_str_from_cstr(openers[i]));
        if (at != SM_STR_NONE && at < first && at != 0 && is_target(sm_str_from(text, at + 1)))
            first = at;
    }
    return first;
}

typedef struct metric_item {
    sm_str name, target; /* the name is empty when there is none */
    bool is_measured;
} metric_item;

static metric_item read_item(rec *r, const sm_item *item)
{
    enum { LONGEST_NAME = 80 };
    metric_item found = {0};
    sm_str text = rec_item_text(r, item);
    if (sm_str_starts(text, SM_STR("\u2705")))
        text = sm_str_trim(sm_str_from(text, strlen("\u2705")));
    size_t at;
    if (text.len == 0 || text.ptr[0] == '"') /* what somebody may say */
        return found;
    if (rec_split_name(text, &found.name, &found.target) && found.target.len != 0 &&
        found.name.len <= LONGEST_NAME) {
        found.is_measured = is_target(found.target);
    } else if ((at = bare_target(text)) <= LONGEST_NAME) {
        found = (metric_item){sm_str_trim(sm_str_sub(text, 0, at)),
                              sm_str_trim(sm_str_from(text, at)), true};
    } else {
        found = (metric_item){0};
    }
    return found;
}

/* "Before (baseline)", "ROI calculation": what is or was, and sums. */
static bool is_no_aim(rec *r, sm_str label)
{
    sm_str rest = rec_normalize(r->scratch, label), word;
    while (sm_str_split(&rest, ' ', &word))
        if (sm_str_among(word,
                         "before|baseline|current|currently|today|previous|previously|roi|"
                         "calculation|example|examples|cost|costs|budget"))
            return true;
    return false;
}

/* "Success metrics", "KPIs": whatever has a name there is one. */
static bool names_metrics(rec *r, const rec_place *place)
{
    sm_str words = rec_title_of(r, place->section)->words;
    return sm_str_find(words, SM_STR("metrics")) != SM_STR_NONE ||
           sm_str_find(words, SM_STR("kpi")) != SM_STR_NONE;
}

static bool is_about_metrics(rec *r, const rec_place *place)
{
    if (place->section == NULL)
        return false;
    if (place->label_role != SM_ROLE_NONE)
        return place->label_role == SM_ROLE_METRICS;
    return place->own == SM_ROLE_METRICS ||
           (place->own == SM_ROLE_ACCEPTANCE && names_metrics(r, place));
}

bool rec_metric_list(rec *r, const sm_block *list, const rec_place *place)
{
    enum { LOOKED_AT = 40 };
    const sm_item *items = list->as.list.items;
    size_t measured = 0, looked = 0;
    if (items == NULL || items->checkbox != SM_NO_CHECKBOX || !is_about_metrics(r, place) ||
        is_no_aim(r, place->label))
        return false;
    for (const sm_item *item = items; item != NULL && looked < LOOKED_AT;
         item = item->next, looked++)
        measured += read_item(r, item).is_measured;
    if (measured < 2 || measured * 2 < looked)
        return false;
    bool all = names_metrics(r, place);
    for (const sm_item *item = items; item != NULL; item = item->next) {
        metric_item found = read_item(r, item);
        if (found.name.len == 0 || (!found.is_measured && !all))
            continue;
        rec_draft *draft = rec_start(r, SM_METRICS, item->loc, list, place);
        rec_put_named(r, draft, "name", found.name);
        rec_put_named(r, draft, "target", found.target);
        rec_field_lines(r, draft, item->blocks->next, true);
        rec_keep(r, draft);
    }
    return true;
}
