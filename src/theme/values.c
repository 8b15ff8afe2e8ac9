#include "values.h"
#include "parse.h"
#include "specmill/base/list.h"
#include "specmill/base/nearest.h"
#include "specmill/theme/keys.h"
#include <string.h>

/* What can be laid out. The first row whose name ends a key's name decides; the last rows hold
 * for all others of their type. */
static const struct range {
    const char *ending;
    sm_theme_type type;
    double low, high;
} ranges[] = {
    {"_margin_top", SM_IS_LENGTH, 0, 720},
    {"_margin_bottom", SM_IS_LENGTH, 0, 720},
    {"_margin_left", SM_IS_LENGTH, 0, 720},
    {"_margin_right", SM_IS_LENGTH, 0, 720},
    {"_size", SM_IS_LENGTH, 4, 96},
    {"_padding", SM_IS_LENGTH, 0, 36},
    {"_space", SM_IS_LENGTH, 0, 144},
    {"_leading", SM_IS_NUMBER, 1, 3},
    {"_depth", SM_IS_NUMBER, 1, 6},
    {"", SM_IS_LENGTH, 0, 720},
    {"", SM_IS_NUMBER, 0, 1000},
};

static const struct paper {
    const char *name;
    sm_pt width, height;
} papers[] = {
    {"A4", 595.276, 841.89}, {"A5", 419.528, 595.276}, {"A3", 841.89, 1190.551},
    {"letter", 612, 792},    {"legal", 612, 1008},
};

static const struct paper *paper_named(sm_str name)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (sm_str_equal_nocase(name, sm_str_from_cstr(papers[i].name)))
            return &papers[i];
    return NULL;
}

void sm_theme_page(const sm_theme *theme, sm_pt *width, sm_pt *height)
{
    const struct paper *paper = paper_named(theme->page_size);
    if (paper == NULL)
        paper = &papers[0];
    *width = paper->width;
    *height = paper->height;
}

static bool in_range(const sm_theme_key *key, double number, const struct range **range)
{
    sm_str name = sm_str_from_cstr(key->name);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        *range = &ranges[i];
        if (ranges[i].type == key->type &&
            sm_str_ends(name, sm_str_from_cstr(ranges[i].ending)))
            break;
    }
    return number >= (*range)->low && number <= (*range)->high;
}

/* Reports a value that is no KEY. */
static void reject(sm_diag *diag, const sm_theme_key *key, sm_loc loc, const char *why)
{
    sm_report(diag, SM_DIAG_THEME_VALUE, loc, "%s: %s", key->name, why);
}

static void set_color(sm_color *color, const sm_theme_key *key, const sm_value *value,
                      sm_diag *diag)
{
    sm_str text = sm_value_text(value);
    sm_color parsed;
    if (value->kind == SM_VALUE_NULL)
        reject(diag, key, value->loc, "empty; a # starts a comment, so write it in quotes");
    else if (!theme_color(text, &parsed))
        reject(diag, key, value->loc, "not a color: \"#rrggbb\", \"#rgb\" or a CSS name");
    else
        *color = parsed;
}

static void set_measure(double *measure, const sm_theme_key *key, const sm_value *value,
                        sm_diag *diag)
{
    sm_str text = sm_str_trim(sm_value_text(value));
    bool is_length = key->type == SM_IS_LENGTH;
    double parsed;
    const struct range *range;
    if (is_length && !theme_length(text, &parsed)) {
        reject(diag, key, value->loc,
               theme_number(text, &parsed) ? "a length needs a unit: pt, mm, cm, in or px"
                                           : "not a length such as 12pt or 25mm");
    } else if (!is_length && !theme_number(text, &parsed)) {
        reject(diag, key, value->loc, "not a number such as 1.45");
    } else if (!in_range(key, parsed, &range)) {
        sm_report(diag, SM_DIAG_THEME_VALUE, value->loc, "%s: from %d to %d%s", key->name,
                  (int)range->low, (int)range->high, is_length ? " pt" : "");
    } else {
        *measure = parsed;
    }
}

static void set_flag(bool *flag, const sm_theme_key *key, const sm_value *value, sm_diag *diag)
{
    bool parsed;
    if (theme_flag(sm_value_text(value), &parsed))
        *flag = parsed;
    else
        reject(diag, key, value->loc, "true or false");
}

static void set_text(sm_arena *arena, sm_str *text, const sm_theme_key *key,
                     const sm_value *value, sm_diag *diag)
{
    if (value->kind == SM_VALUE_LIST || value->kind == SM_VALUE_MAP) {
        reject(diag, key, value->loc, "not a text");
        return;
    }
    sm_str parsed = sm_str_trim(sm_value_text(value));
    if (strcmp(key->name, "page_size") == 0) {
        const struct paper *paper = paper_named(parsed);
        if (paper == NULL) {
            reject(diag, key, value->loc, key->help);
            return;
        }
        parsed = sm_str_from_cstr(paper->name);
    }
    *text = parsed.len == 0 ? SM_STR("") : sm_str_copy(arena, parsed);
}

static void set_list(sm_arena *arena, sm_str_list *list, const sm_theme_key *key,
                     const sm_value *value, sm_diag *diag)
{
    sm_str_builder items = {0};
    bool one = value->kind == SM_VALUE_SCALAR;
    const sm_value *item = one ? value : value->kind == SM_VALUE_LIST ? value->as.list : NULL;
    for (; item != NULL; item = one ? NULL : item->next) {
        sm_str text = sm_str_trim(sm_value_text(item));
        if (text.len != 0)
            SM_LIST_ADD(arena, &items, sm_str_copy(arena, text));
        else
            reject(diag, key, item->loc, "not a name");
    }
    if (items.count == 0)
        reject(diag, key, value->loc, "not a list of names");
    else
        *list = (sm_str_list){items.items, items.count};
}

static const sm_theme_key *find_key(sm_str name)
{
    for (size_t i = 0; i < sm_theme_key_count; i++)
        if (sm_str_equal(name, sm_str_from_cstr(sm_theme_keys[i].name)))
            return &sm_theme_keys[i];
    return NULL;
}

static void report_unknown(sm_arena *arena, const sm_value_pair *pair, sm_diag *diag)
{
    sm_str_builder known = {0};
    for (size_t i = 0; i < sm_theme_key_count; i++)
        SM_LIST_ADD(arena, &known, sm_str_from_cstr(sm_theme_keys[i].name));
    SM_LIST_ADD(arena, &known, SM_STR("inherits"));
    size_t nearest = sm_str_nearest(pair->key, (sm_str_list){known.items, known.count});
    if (nearest == SM_STR_NONE)
        sm_report(diag, SM_DIAG_THEME_KEY, pair->loc, "%.*s", SM_STR_ARG(pair->key));
    else
        sm_report(diag, SM_DIAG_THEME_KEY, pair->loc, "%.*s; did you mean %.*s?",
                  SM_STR_ARG(pair->key), SM_STR_ARG(known.items[nearest]));
}

void theme_set(sm_arena *arena, sm_theme *theme, const sm_value_pair *pair, sm_diag *diag)
{
    const sm_theme_key *key = find_key(pair->key);
    if (key == NULL) {
        report_unknown(arena, pair, diag);
        return;
    }
    void *at = (char *)theme + key->offset;
    switch (key->type) {
    case SM_IS_COLOR:
        set_color(at, key, pair->value, diag);
        return;
    case SM_IS_LENGTH:
    case SM_IS_NUMBER:
        set_measure(at, key, pair->value, diag);
        return;
    case SM_IS_TEXT:
        set_text(arena, at, key, pair->value, diag);
        return;
    case SM_IS_LIST:
        set_list(arena, at, key, pair->value, diag);
        return;
    case SM_IS_FLAG:
        set_flag(at, key, pair->value, diag);
        return;
    }
}

void theme_check_page(sm_theme *whole, const sm_theme *before, sm_loc loc, sm_diag *diag)
{
    enum { LEAST = 144 }; /* two inches: a table of three columns can still be set */
    sm_pt width, height;
    sm_theme_page(whole, &width, &height);
    width -= whole->page_margin_left + whole->page_margin_right;
    height -= whole->page_margin_top + whole->page_margin_bottom;
    if (width >= LEAST && height >= LEAST)
        return;
    sm_report(
        diag, SM_DIAG_THEME_VALUE, loc,
        "page margins that leave %.0f x %.0f pt for the text; at least %d x %d are needed",
        width, height, LEAST, LEAST);
    whole->page_size = before->page_size;
    whole->page_margin_left = before->page_margin_left;
    whole->page_margin_right = before->page_margin_right;
    whole->page_margin_top = before->page_margin_top;
    whole->page_margin_bottom = before->page_margin_bottom;
}
