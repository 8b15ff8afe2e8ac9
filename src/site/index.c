#include "markup.h"
#include "specmill/base/url.h"
#include "specmill/base/utf8.h"

/* The first page: what there is, how far it is, and every specification in a table. */

typedef struct totals {
    size_t states[SM_STATE_REJECTED + 1], broken;
    size_t tasks, done, questions, blocking, risks, high;
} totals;

typedef struct own_counts {
    size_t tasks, done, open, risks, high;
} own_counts;

static sm_state state_of(const sm_value *entry)
{
    sm_str name = site_text(entry, "state");
    for (int s = SM_STATE_DRAFT; s <= SM_STATE_REJECTED; s++)
        if (sm_str_equal(name, sm_str_from_cstr(sm_state_name((sm_state)s))))
            return (sm_state)s;
    return SM_STATE_UNKNOWN;
}

static bool is_high(sm_str level)
{
    return sm_str_equal(level, SM_STR("high")) || sm_str_equal(level, SM_STR("critical"));
}

static own_counts counts_of(const sm_value *entry)
{
    own_counts c = {0};
    for (const sm_value *t = site_list(entry, "tasks"); t != NULL; t = t->next) {
        sm_str state = site_item(t, 3);
        c.tasks += !sm_str_equal(state, SM_STR("dropped"));
        c.done += sm_str_equal(state, SM_STR("done"));
    }
    for (const sm_value *q = site_list(entry, "questions"); q != NULL; q = q->next)
        c.open += sm_str_equal(site_item(q, 2), SM_STR("open"));
    for (const sm_value *r = site_list(entry, "risks"); r != NULL; r = r->next) {
        c.risks++;
        c.high += site_item_number(r, 6) >= 9 || is_high(site_item(r, 5));
    }
    return c;
}

static totals sum(const site_specs *specs)
{
    totals t = {0};
    for (size_t i = 0; i < specs->count; i++) {
        const sm_value *entry = specs->items[i].entry;
        own_counts c = counts_of(entry);
        t.states[state_of(entry)]++;
        t.broken += site_text(entry, "problem").ptr != NULL;
        t.tasks += c.tasks;
        t.done += c.done;
        t.questions += c.open;
        t.risks += c.risks;
        t.high += c.high;
        for (const sm_value *q = site_list(entry, "questions"); q != NULL; q = q->next)
            t.blocking +=
                sm_str_equal(site_item(q, 2), SM_STR("open")) && site_item(q, 4).len != 0;
    }
    return t;
}

static void put_progress(site_writer *w, size_t done, size_t all)
{
    sm_buf_addf(w->buf,
                "<progress max=\"%zu\" value=\"%zu\" aria-label=\"%zu of %zu tasks done\">"
                "</progress>",
                all, done, done, all);
}

/* A card: a large number, what it counts, where there is more. */
static void open_card(site_writer *w, const char *file, size_t number, const char *noun)
{
    site_put_cstr(w, "<li>");
    if (file != NULL) {
        site_put_cstr(w, "<a href=\"");
        site_put_text(w, sm_url_between(w->arena, w->path, sm_str_from_cstr(file)));
        site_put_cstr(w, "\">");
    } else {
        site_put_cstr(w, "<div>");
    }
    sm_buf_addf(w->buf, "<b>%zu</b> <span>%s%s</span>", number, noun, number == 1 ? "" : "s");
}

static void close_card(site_writer *w, const char *file)
{
    site_put_cstr(w, file != NULL ? "</a></li>\n" : "</div></li>\n");
}

static void put_states(site_writer *w, const totals *t)
{
    bool any = false;
    site_put_cstr(w, " <small>");
    for (int s = SM_STATE_REJECTED; s >= SM_STATE_UNKNOWN; s--) {
        if (t->states[s] == 0 || s == SM_STATE_UNKNOWN)
            continue;
        site_put_cstr(w, any ? ", " : "");
        site_put_number(w, t->states[s]);
        site_put_cstr(w, " ");
        site_put_text(w, sm_str_lower(w->arena, sm_str_from_cstr(sm_state_label((sm_state)s))));
        any = true;
    }
    if (t->states[SM_STATE_UNKNOWN] != 0) {
        site_put_cstr(w, any ? ", " : "");
        site_put_number(w, t->states[SM_STATE_UNKNOWN]);
        site_put_cstr(w, " without a status");
    }
    site_put_cstr(w, "</small>");
}

static void put_cards(site_writer *w, const totals *t)
{
    site_put_cstr(w, "<ul class=\"site-cards\">\n");
    open_card(w, NULL, w->build->specs->count, "specification");
    put_states(w, t);
    close_card(w, NULL);
    open_card(w, "site/questions.html", t->questions, "open question");
    if (t->blocking != 0)
        sm_buf_addf(w->buf, " <small>%zu blocking</small>", t->blocking);
    close_card(w, "site/questions.html");
    open_card(w, "site/risks.html", t->risks, "risk");
    if (t->high != 0)
        sm_buf_addf(w->buf, " <small>%zu high</small>", t->high);
    close_card(w, "site/risks.html");
    open_card(w, "site/tasks.html", t->tasks, "task");
    sm_buf_addf(w->buf, " <small>%zu done ", t->done);
    if (t->tasks != 0)
        put_progress(w, t->done, t->tasks);
    site_put_cstr(w, "</small>");
    close_card(w, "site/tasks.html");
    site_put_cstr(w, "</ul>\n");
}

static void put_name(site_writer *w, const site_spec *spec)
{
    sm_str kind = site_text(spec->entry, "kind"), problem = site_text(spec->entry, "problem");
    site_put_cstr(w, "<th scope=\"row\" data-label=\"Specification\">");
    site_put_spec(w, spec);
    site_put_cstr(w, "<small>");
    site_put_text(w, sm_utf8_clean(w->arena, spec->path));
    if (kind.len != 0) {
        site_put_cstr(w, " \xc2\xb7 ");
        site_put_text(w, kind);
    }
    site_put_cstr(w, "</small>");
    if (problem.ptr != NULL) {
        site_put_cstr(w, "<strong class=\"site-problem\">");
        site_put_cstr(w, site_number(spec->entry, "page") != 0 ? "Not complete: "
                         : site_has_page(spec) ? "An earlier version; this one could not be "
                                                 "built: "
                                               : "Could not be built: ");
        site_put_text(w, problem);
        site_put_cstr(w, "</strong>");
    }
    site_put_cstr(w, "</th>\n");
}

/* What is not a status or a date but a whole text, cut for a narrow column. */
static sm_str clipped(site_writer *w, sm_str text, size_t most)
{
    return text.len <= most ? text
                            : sm_str_printf(w->arena, "%.*s\xe2\x80\xa6",
                                            SM_STR_ARG(sm_utf8_clip(text, most)));
}

static void put_status(site_writer *w, const sm_value *entry)
{
    sm_state state = state_of(entry);
    sm_str text = state != SM_STATE_UNKNOWN ? sm_str_from_cstr(sm_state_label(state))
                                            : clipped(w, site_text(entry, "status"), 40);
    site_open_cell(w, "Status");
    if (state != SM_STATE_UNKNOWN)
        sm_buf_addf(w->buf, "<span class=\"badge %s\">", sm_state_name(state));
    site_put_text(w, text);
    if (state != SM_STATE_UNKNOWN)
        site_put_cstr(w, "</span>");
    site_close_cell(w);
}

static void put_counts(site_writer *w, const own_counts *c)
{
    site_open_cell(w, "Tasks");
    if (c->tasks != 0) {
        sm_buf_addf(w->buf, "<span class=\"site-progress\">%zu/%zu ", c->done, c->tasks);
        put_progress(w, c->done, c->tasks);
        site_put_cstr(w, "</span>");
    }
    site_close_cell(w);
    site_open_cell(w, "Risks");
    if (c->risks != 0)
        site_put_number(w, c->risks);
    if (c->high != 0)
        sm_buf_addf(w->buf, " <span class=\"level high\">%zu high</span>", c->high);
    site_close_cell(w);
    site_open_cell(w, "Questions");
    if (c->open != 0)
        sm_buf_addf(w->buf, "%zu open", c->open);
    site_close_cell(w);
}

/* What stands between the specification and its approval. */
static void put_readiness(site_writer *w, const sm_value *entry)
{
    const sm_value *left = site_list(entry, "left");
    size_t all = 0;
    for (const sm_value *one = left; one != NULL; one = one->next)
        all += site_item_number(one, 1);
    site_open_cell(w, "Readiness");
    if (left != NULL && all == 0)
        site_put_cstr(w, "<span class=\"site-ready\">Ready</span>");
    if (all != 0) {
        sm_buf_addf(w->buf, "%zu left", all);
        for (const sm_value *one = left; one != NULL; one = one->next) {
            if (site_item_number(one, 1) == 0)
                continue;
            site_put_cstr(w, "<small>");
            site_put_text(w, site_item(one, 0));
            sm_buf_addf(w->buf, ":\xc2\xa0%zu</small>", site_item_number(one, 1));
        }
    }
    site_close_cell(w);
}

static void put_row(site_writer *w, const site_spec *spec)
{
    own_counts counts = counts_of(spec->entry);
    site_put_cstr(w, "<tr>\n");
    put_name(w, spec);
    put_status(w, spec->entry);
    site_put_cell(w, "Owner", site_text(spec->entry, "owner"));
    site_put_cell(w, "Date", clipped(w, site_text(spec->entry, "date"), 24));
    put_counts(w, &counts);
    put_readiness(w, spec->entry);
    site_put_cstr(w, "</tr>\n");
}

void site_write_index(site_writer *w)
{
    const site_specs *specs = w->build->specs;
    totals all = sum(specs);
    site_put_title(w, NULL, w->build->title);
    site_put_cstr(w, "<div class=\"site-search\" data-root=\"\"></div>\n</header>\n");
    if (all.broken != 0) {
        site_put_cstr(w, "<p class=\"site-problem\">");
        site_put_count(w, all.broken, "specification");
        site_put_cstr(w, " could not be built as asked for; see below.</p>\n");
    }
    if (specs->count == 0) {
        site_put_cstr(w, "<p>There are no specifications yet.</p>\n");
        return;
    }
    put_cards(w, &all);
    site_put_cstr(w, "<h2 class=\"site-heading\">All specifications</h2>\n");
    site_open_table(w, "site-specs", "All specifications",
                    "Specification|Status|Owner|Date|Tasks|Risks|Questions|Readiness");
    for (size_t i = 0; i < specs->count; i++)
        put_row(w, &specs->items[i]);
    site_close_table(w);
}
