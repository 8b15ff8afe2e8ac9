#include "markup.h"
#include "specmill/base/url.h"
#include "specmill/base/utf8.h"

/* Search without a server: a script that holds the texts, and the page that loads it. */

/* Of the texts together; specifications share it by the length of what they have to say. */
enum { INDEX_TEXT_MAX = 4 << 20 };

void site_write_search(site_writer *w)
{
    site_put_title(w, NULL, SM_STR("Search"));
    site_put_cstr(w, "<div class=\"site-search site-whole\" data-root=\"../\"></div>\n"
                     "<noscript><p>Searching needs scripts, which are turned off here. The "
                     "index of specifications works without.</p></noscript>\n</header>\n");
}

static size_t text_length(const site_specs *specs)
{
    size_t total = 0;
    for (size_t i = 0; i < specs->count; i++)
        for (const sm_value *s = site_list(specs->items[i].entry, "sections"); s != NULL;
             s = s->next)
            total += site_item(s, 2).len;
    return total;
}

/* A JSON string is one of JavaScript, but for two characters before 2019; ours are none. */
static void put_spec(sm_arena *arena, sm_buf *buf, const site_spec *spec)
{
    sm_buf_add_cstr(buf, "[");
    site_json_string(buf, site_text(spec->entry, "title"));
    sm_buf_add_char(buf, ',');
    site_json_string(buf, sm_url_of_path(arena, site_page(arena, spec->stem)));
    sm_buf_add_char(buf, ',');
    site_json_string(buf, sm_utf8_clean(arena, spec->path));
    sm_buf_add_char(buf, ']');
}

static void put_section(sm_arena *arena, sm_buf *buf, size_t spec, const sm_value *section,
                        size_t total)
{
    sm_buf_addf(buf, "[%zu,", spec);
    site_json_string(buf, sm_url_of_path(arena, site_item(section, 0)));
    sm_buf_add_char(buf, ',');
    site_json_string(buf, site_item(section, 1));
    sm_buf_add_char(buf, ',');
    site_json_string(buf, site_share(site_item(section, 2), total, INDEX_TEXT_MAX));
    sm_buf_add_char(buf, ']');
}

sm_str site_search_index(sm_arena *arena, const site_build *build)
{
    const site_specs *specs = build->specs;
    size_t total = text_length(specs), count = 0;
    sm_buf buf = sm_buf_new(arena), sections = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, "specmillSearch({\"specs\":[\n");
    for (size_t i = 0; i < specs->count; i++) {
        const site_spec *spec = &specs->items[i];
        if (site_text(spec->entry, "problem").ptr != NULL &&
            site_number(spec->entry, "page") == 0)
            continue;
        if (count != 0)
            sm_buf_add_cstr(&buf, ",\n");
        put_spec(arena, &buf, spec);
        for (const sm_value *s = site_list(spec->entry, "sections"); s != NULL; s = s->next) {
            if (sections.len != 0)
                sm_buf_add_cstr(&sections, ",\n");
            put_section(arena, &sections, count, s, total);
        }
        count++;
    }
    sm_buf_add_cstr(&buf, "\n],\"sections\":[\n");
    sm_buf_add_str(&buf, sm_buf_str(&sections));
    sm_buf_add_cstr(&buf, "\n]});\n");
    return sm_buf_str(&buf);
}
