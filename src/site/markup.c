#include "markup.h"
#include "specmill/base/url.h"

void site_put_cstr(site_writer *w, const char *markup)
{
    sm_buf_add_cstr(w->buf, markup);
}

void site_put_text(site_writer *w, sm_str text)
{
    sm_html_text(w->buf, text);
}

void site_put_number(site_writer *w, size_t number)
{
    sm_buf_addf(w->buf, "%zu", number);
}

void site_put_count(site_writer *w, size_t number, const char *noun)
{
    sm_buf_addf(w->buf, "%zu %s%s", number, noun, number == 1 ? "" : "s");
}

bool site_has_page(const site_spec *spec)
{
    if (site_number(spec->entry, "page") != 0)
        return true;
    /* One that cannot be built has the page of an earlier run. */
    for (size_t i = 0; i < spec->owned.count; i++)
        if (sm_str_ends(spec->owned.items[i], SM_STR(".html")) &&
            sm_str_equal(sm_str_sub(spec->owned.items[i], 0, spec->stem.len), spec->stem) &&
            spec->owned.items[i].len == spec->stem.len + 5)
            return true;
    return false;
}

sm_str site_page_of(sm_arena *arena, const site_spec *spec)
{
    return site_page(arena, spec->stem);
}

void site_put_link(site_writer *w, sm_str file, sm_str anchor, sm_str text)
{
    site_put_cstr(w, "<a href=\"");
    site_put_text(w, sm_url_between(w->arena, w->path, file));
    if (anchor.len != 0) {
        site_put_cstr(w, "#");
        site_put_text(w, sm_url_of_path(w->arena, anchor));
    }
    site_put_cstr(w, "\">");
    site_put_text(w, text);
    site_put_cstr(w, "</a>");
}

void site_put_spec(site_writer *w, const site_spec *spec)
{
    sm_str title = site_text(spec->entry, "title");
    if (site_has_page(spec))
        site_put_link(w, site_page_of(w->arena, spec), SM_STR(""), title);
    else
        site_put_text(w, title);
}

void site_put_title(site_writer *w, const char *kind, sm_str title)
{
    site_put_cstr(w, "<header class=\"title site-head\">\n");
    if (kind != NULL) {
        site_put_cstr(w, "<p class=\"kind\">");
        site_put_cstr(w, kind);
        site_put_cstr(w, "</p>\n");
    }
    site_put_cstr(w, "<h1>");
    site_put_text(w, title);
    site_put_cstr(w, "</h1>\n");
}

void site_open_table(site_writer *w, const char *class, const char *label, const char *headings)
{
    sm_str rest = sm_str_from_cstr(headings), heading;
    sm_buf_addf(w->buf,
                "<div class=\"table %s\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n"
                "<table>\n<thead>\n<tr>\n",
                class, label);
    while (sm_str_split(&rest, '|', &heading))
        sm_buf_addf(w->buf, "<th scope=\"col\">%.*s</th>\n", SM_STR_ARG(heading));
    site_put_cstr(w, "</tr>\n</thead>\n<tbody>\n");
}

void site_close_table(site_writer *w)
{
    site_put_cstr(w, "</tbody>\n</table>\n</div>\n");
}

void site_open_cell(site_writer *w, const char *label)
{
    sm_buf_addf(w->buf, "<td data-label=\"%s\">", label);
}

void site_close_cell(site_writer *w)
{
    site_put_cstr(w, "</td>\n");
}

void site_put_cell(site_writer *w, const char *label, sm_str text)
{
    site_open_cell(w, label);
    site_put_text(w, text);
    site_close_cell(w);
}
