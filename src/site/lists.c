#include "markup.h"
#include <stdlib.h>
#include <string.h>

/* Pages that go across all specifications. */

/* A record of one of them. */
typedef struct found {
    const site_spec *spec;
    const sm_value *row;
    size_t order;
} found;

typedef struct found_list SM_LIST(found) found_list;

static found_list collect(sm_arena *arena, const site_specs *specs, const char *kind)
{
    found_list list = {0};
    for (size_t i = 0; i < specs->count; i++)
        for (const sm_value *row = site_list(specs->items[i].entry, kind); row != NULL;
             row = row->next) {
            found f = {&specs->items[i], row, list.count};
            SM_LIST_ADD(arena, &list, f);
        }
    return list;
}

static void sort(found_list *list, int (*compare)(const void *, const void *))
{
    if (list->count != 0)
        qsort(list->items, list->count, sizeof *list->items, compare);
}

static void nothing(site_writer *w, const char *text)
{
    sm_buf_addf(w->buf, "<p class=\"site-nothing\">%s</p>\n", text);
}

/* Columns that nobody has filled in are left out. */
typedef struct column {
    const char *label;
    size_t item; /* of the row */
    bool used;
} column;

static void find_used(const found_list *list, column *columns, size_t count)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t c = 0; c < count; c++)
            columns[c].used =
                columns[c].used || site_item(list->items[i].row, columns[c].item).len != 0;
}

/* The headings FIRST, then those of COLUMNS that are used, then LAST. */
static void open_table(site_writer *w, const char *class, const char *label, const char *first,
                       const column *columns, size_t count, const char *last)
{
    sm_buf headings = sm_buf_new(w->arena);
    sm_buf_add_cstr(&headings, first);
    for (size_t c = 0; c < count; c++)
        if (columns[c].used)
            sm_buf_addf(&headings, "|%s", columns[c].label);
    sm_buf_addf(&headings, "|%s", last);
    sm_buf_add_char(&headings, '\0');
    site_open_table(w, class, label, headings.ptr);
}

static void put_columns(site_writer *w, const sm_value *row, const column *columns,
                        size_t count)
{
    for (size_t c = 0; c < count; c++)
        if (columns[c].used)
            site_put_cell(w, columns[c].label, site_item(row, columns[c].item));
}

static void put_title(site_writer *w, const char *title, size_t count, const char *noun,
                      const char *more)
{
    site_put_title(w, NULL, sm_str_from_cstr(title));
    site_put_cstr(w, "<p class=\"subtitle\">");
    site_put_count(w, count, noun);
    site_put_cstr(w, more);
    site_put_cstr(w, "</p>\n</header>\n");
}

/* The text of a record, leading to its place. */
static void put_record(site_writer *w, const char *label, const found *f, sm_str text,
                       sm_str anchor)
{
    site_put_cstr(w, "<tr>\n");
    sm_buf_addf(w->buf, "<th scope=\"row\" data-label=\"%s\">", label);
    if (site_has_page(f->spec))
        site_put_link(w, site_page_of(w->arena, f->spec), anchor,
                      text.len != 0 ? text : SM_STR("(no text)"));
    else
        site_put_text(w, text);
    site_put_cstr(w, "</th>\n");
}

static void put_spec_cell(site_writer *w, const found *f)
{
    site_open_cell(w, "Specification");
    site_put_spec(w, f->spec);
    site_close_cell(w);
}

void site_write_questions(site_writer *w)
{
    column columns[] = {{"Owner", 3, false}, {"Blocking", 4, false}};
    found_list all = collect(w->arena, w->build->specs, "questions");
    size_t open = 0;
    for (size_t i = 0; i < all.count; i++)
        if (sm_str_equal(site_item(all.items[i].row, 2), SM_STR("open")))
            all.items[open++] = all.items[i];
    all.count = open;
    put_title(w, "Open questions", open, "question", " in all specifications");
    if (open == 0) {
        nothing(w, "No question is open.");
        return;
    }
    find_used(&all, columns, 2);
    open_table(w, "site-list", "Open questions", "Question", columns, 2, "Specification");
    for (size_t i = 0; i < all.count; i++) {
        const found *f = &all.items[i];
        put_record(w, "Question", f, site_item(f->row, 1), site_item(f->row, 5));
        put_columns(w, f->row, columns, 2);
        put_spec_cell(w, f);
        site_put_cstr(w, "</tr>\n");
    }
    site_close_table(w);
}

static size_t level_rank(sm_str name)
{
    static const char *const names[] = {"low", "medium", "high", "critical"};
    for (size_t i = 0; i < 4; i++)
        if (sm_str_equal(name, sm_str_from_cstr(names[i])))
            return i + 1;
    return 0;
}

/* By score, then by impact, then by probability; in their order when all are the same. */
static int compare_risks(const void *left, const void *right)
{
    const found *a = left, *b = right;
    size_t scores[2] = {site_item_number(a->row, 6), site_item_number(b->row, 6)};
    if (scores[0] != scores[1])
        return scores[0] > scores[1] ? -1 : 1;
    for (size_t i = 5; i >= 3; i -= 2) {
        size_t ranks[2] = {level_rank(site_item(a->row, i)), level_rank(site_item(b->row, i))};
        if (ranks[0] != ranks[1])
            return ranks[0] > ranks[1] ? -1 : 1;
    }
    return a->order < b->order ? -1 : 1;
}

static void put_level(site_writer *w, const char *label, const sm_value *row, size_t at)
{
    sm_str name = site_item(row, at + 1);
    site_open_cell(w, label);
    if (name.len != 0)
        sm_buf_addf(w->buf, "<span class=\"level %.*s\">", SM_STR_ARG(name));
    site_put_text(w, site_item(row, at));
    if (name.len != 0)
        site_put_cstr(w, "</span>");
    site_close_cell(w);
}

static void put_risk(site_writer *w, const found *f, const column *columns, size_t count)
{
    size_t score = site_item_number(f->row, 6);
    put_record(w, "Risk", f, site_item(f->row, 1), site_item(f->row, 10));
    site_open_cell(w, "Score");
    if (score != 0)
        sm_buf_addf(w->buf, "<span class=\"site-score s%zu\">%zu</span>", (score + 3) / 4,
                    score);
    site_close_cell(w);
    put_level(w, "Probability", f->row, 2);
    put_level(w, "Impact", f->row, 4);
    put_columns(w, f->row, columns, count);
    put_spec_cell(w, f);
    site_put_cstr(w, "</tr>\n");
}

void site_write_risks(site_writer *w)
{
    column columns[] = {{"Mitigation", 7, false}, {"Owner", 8, false}, {"Status", 9, false}};
    found_list all = collect(w->arena, w->build->specs, "risks");
    sort(&all, compare_risks);
    put_title(w, "Risks", all.count, "risk", ", the highest first");
    if (all.count == 0) {
        nothing(w, "No risk is stated.");
        return;
    }
    find_used(&all, columns, 3);
    open_table(w, "site-list site-risks", "Risks", "Risk|Score|Probability|Impact", columns, 3,
               "Specification");
    for (size_t i = 0; i < all.count; i++)
        put_risk(w, &all.items[i], columns, 3);
    site_close_table(w);
}

/* Numbers in names count as numbers: phase 2 comes before phase 10. ASCII case is ignored. */
static int compare_names(sm_str a, sm_str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        if (sm_is_digit(a.ptr[i]) && sm_is_digit(b.ptr[j])) {
            size_t from[2], len[2];
            for (; i < a.len && a.ptr[i] == '0'; i++)
                ;
            for (; j < b.len && b.ptr[j] == '0'; j++)
                ;
            for (from[0] = i; i < a.len && sm_is_digit(a.ptr[i]); i++)
                ;
            for (from[1] = j; j < b.len && sm_is_digit(b.ptr[j]); j++)
                ;
            len[0] = i - from[0];
            len[1] = j - from[1];
            int order = len[0] != len[1] ? (len[0] > len[1]) - (len[0] < len[1])
                                         : memcmp(a.ptr + from[0], b.ptr + from[1], len[0]);
            if (order != 0)
                return order;
            continue;
        }
        unsigned char x = (unsigned char)sm_to_lower(a.ptr[i++]);
        unsigned char y = (unsigned char)sm_to_lower(b.ptr[j++]);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return (i < a.len) - (j < b.len);
}

/* Tasks without a phase come last. */
static int compare_tasks(const void *left, const void *right)
{
    const found *a = left, *b = right;
    sm_str phases[2] = {site_item(a->row, 2), site_item(b->row, 2)};
    if ((phases[0].len == 0) != (phases[1].len == 0))
        return phases[0].len == 0 ? 1 : -1;
    int order = compare_names(phases[0], phases[1]);
    return order != 0 ? order : a->order < b->order ? -1 : 1;
}

static void put_task(site_writer *w, const found *f, const column *columns)
{
    static const char *const states[][2] = {
        {"open", "Open"}, {"done", "Done"}, {"active", "Active"}, {"dropped", "Dropped"}};
    sm_str title = site_item(f->row, 1), state = site_item(f->row, 3);
    put_record(w, "Task", f, title.len != 0 ? title : site_item(f->row, 0),
               site_item(f->row, 6));
    put_columns(w, f->row, columns, 1);
    site_open_cell(w, "State");
    for (size_t i = 0; i < 4; i++)
        if (sm_str_equal(state, sm_str_from_cstr(states[i][0])))
            sm_buf_addf(w->buf, "<span class=\"site-state %s\">%s</span>", states[i][0],
                        states[i][1]);
    site_close_cell(w);
    put_columns(w, f->row, columns + 1, 2);
    put_spec_cell(w, f);
    site_put_cstr(w, "</tr>\n");
}

void site_write_tasks(site_writer *w)
{
    column columns[] = {{"Phase", 2, false}, {"Owner", 4, false}, {"Estimate", 5, false}};
    found_list all = collect(w->arena, w->build->specs, "tasks");
    sort(&all, compare_tasks);
    put_title(w, "Tasks", all.count, "task", " by phase");
    if (all.count == 0) {
        nothing(w, "No task is stated.");
        return;
    }
    find_used(&all, columns, 3);
    open_table(w, "site-list site-tasks", "Tasks",
               columns[0].used ? "Task|Phase|State" : "Task|State", columns + 1, 2,
               "Specification");
    for (size_t i = 0; i < all.count; i++)
        put_task(w, &all.items[i], columns);
    site_close_table(w);
}

static int compare_terms(const void *left, const void *right)
{
    const found *a = left, *b = right;
    int order = compare_names(site_item(a->row, 0), site_item(b->row, 0));
    return order != 0 ? order : a->order < b->order ? -1 : 1;
}

/* One term; what several specifications say about it stands together. */
static size_t put_term(site_writer *w, const found_list *all, size_t i)
{
    sm_str term = site_item(all->items[i].row, 0);
    site_put_cstr(w, "<div><dt>");
    site_put_text(w, term);
    site_put_cstr(w, "</dt>\n");
    for (; i < all->count && compare_names(site_item(all->items[i].row, 0), term) == 0; i++) {
        const found *f = &all->items[i];
        site_put_cstr(w, "<dd>");
        site_put_text(w, site_item(f->row, 1));
        site_put_cstr(w, " <small>");
        if (site_has_page(f->spec))
            site_put_link(w, site_page_of(w->arena, f->spec), site_item(f->row, 2),
                          site_text(f->spec->entry, "title"));
        site_put_cstr(w, "</small></dd>\n");
    }
    site_put_cstr(w, "</div>\n");
    return i;
}

static found_list defined_terms(site_writer *w)
{
    found_list all = collect(w->arena, w->build->specs, "terms");
    size_t count = all.count;
    all.count = 0;
    for (size_t i = 0; i < count; i++)
        if (site_item(all.items[i].row, 1).len != 0)
            all.items[all.count++] = all.items[i];
    return all;
}

void site_write_glossary(site_writer *w)
{
    found_list all = defined_terms(w);
    size_t count = 0;
    sort(&all, compare_terms);
    for (size_t i = 0; i < all.count; i++)
        count += i == 0 || compare_names(site_item(all.items[i].row, 0),
                                         site_item(all.items[i - 1].row, 0)) != 0;
    put_title(w, "Glossary", count, "term", "");
    if (count == 0) {
        nothing(w, "No term is defined.");
        return;
    }
    site_put_cstr(w, "<dl class=\"site-terms\">\n");
    for (size_t i = 0; i < all.count;)
        i = put_term(w, &all, i);
    site_put_cstr(w, "</dl>\n");
}
