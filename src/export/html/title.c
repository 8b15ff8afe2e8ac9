#include "html.h"
#include "specmill/base/image.h"
#include "specmill/base/map.h"
#include "specmill/export/link.h"
#include "specmill/export/title.h"

/* The title block: what the document says about itself, before it begins. */

static sm_str state_class(sm_state state)
{
    return sm_str_from_cstr(sm_state_name(state));
}

static void badge(html_writer *w, sm_str class, sm_str text)
{
    html_put(w, SM_STR("<span class=\"badge "));
    html_put(w, class);
    html_put(w, SM_STR("\">"));
    html_text(w->buf, text);
    html_put(w, SM_STR("</span>\n"));
}

static bool is_address_byte(char c)
{
    return sm_is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '+' || c == '%';
}

static void link_around(html_writer *w, sm_str scheme, sm_str address)
{
    html_put(w, SM_STR("<a href=\""));
    html_put(w, scheme);
    sm_link_write(w->buf, address);
    html_put(w, SM_STR("\">"));
    size_t at = scheme.len != 0 ? sm_str_find_char(address, '@') : SM_STR_NONE;
    if (at != SM_STR_NONE) { /* where an address may be broken */
        html_text(w->buf, sm_str_sub(address, 0, at));
        html_put(w, SM_STR("<wbr>"));
        address = sm_str_from(address, at);
    }
    html_text(w->buf, address);
    html_put(w, SM_STR("</a>"));
}

/* TEXT of the front matter, where nobody could write a link: a web address that is all of it,
 * and e-mail addresses in it, become some. */
static void linked_text(html_writer *w, sm_str text)
{
    bool web =
        sm_str_starts(text, SM_STR("https://")) || sm_str_starts(text, SM_STR("http://"));
    if (w->in_link) {
        html_text(w->buf, text);
        return;
    }
    if (web && sm_str_find_char(text, ' ') == SM_STR_NONE &&
        sm_link_check(text) == SM_LINK_LIVE) {
        link_around(w, SM_STR(""), text);
        return;
    }
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '@')
            continue;
        size_t start = at, end = at + 1, dot = 0;
        while (start > from && is_address_byte(text.ptr[start - 1]))
            start--;
        while (end < text.len && is_address_byte(text.ptr[end])) {
            dot = text.ptr[end] == '.' ? end : dot;
            end++;
        }
        if (start == at || dot <= at + 1 || dot + 2 > end - 1)
            continue;
        html_text(w->buf, sm_str_sub(text, from, start - from));
        link_around(w, SM_STR("mailto:"), sm_str_sub(text, start, end - start));
        from = end;
        at = end - 1;
    }
    html_text(w->buf, sm_str_from(text, from));
}

/* VALUE of entry number ENTRY with its placeholders marked. */
static void front_matter_text(html_writer *w, sm_str value, size_t entry)
{
    const sm_placeholder *first;
    size_t count = sm_placeholders_in_entry(w->spec, entry, &first);
    for (size_t i = 0; i < count; i++) {
        const sm_placeholder *p = &first[i];
        size_t at = sm_str_find(value, p->text);
        if (at == SM_STR_NONE || p->text.len == 0)
            continue;
        linked_text(w, sm_str_sub(value, 0, at));
        html_put(w, SM_STR("<mark class=\"placeholder\">"));
        html_text(w->buf, p->text);
        html_put(w, SM_STR("</mark>"));
        value = sm_str_from(value, at + p->text.len);
    }
    linked_text(w, value);
}

static void title(html_writer *w)
{
    const sm_metadata *m = &w->spec->metadata;
    html_put(w, SM_STR("<h1"));
    if (w->spec->title_section != NULL) {
        html_put(w, SM_STR(" id=\""));
        html_section_id(w, w->spec->title_section);
        html_put(w, SM_STR("\""));
    }
    html_put(w, SM_STR(">"));
    if (m->title_content != NULL)
        html_inlines(w, m->title_content, NULL);
    else if (m->title.len != 0)
        front_matter_text(w, m->title, sm_title_entry(w->spec));
    else
        html_text(w->buf, sm_spec_title(w->spec));
    html_put(w, SM_STR("</h1>\n"));
}

static void badges(html_writer *w)
{
    const sm_metadata *m = &w->spec->metadata;
    bool state = m->state != SM_STATE_UNKNOWN;
    if (!state && m->version.len == 0)
        return;
    html_put(w, SM_STR("<p class=\"badges\">\n"));
    if (state)
        badge(w, state_class(m->state), sm_say(w->wording, sm_phrase_of_state(m->state)));
    if (m->version.len != 0)
        badge(w, SM_STR("version"),
              sm_say_with(w->arena, w->wording, SM_SAY_VERSION, m->version, (sm_str){0}));
    html_put(w, SM_STR("</p>\n"));
}

/* The date as a machine reads it, when TEXT is one of the dates that were understood. */
static const sm_date *date_of(const sm_metadata *m, sm_str text)
{
    const sm_date *const dates[] = {&m->created, &m->updated, &m->date};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (dates[i]->year > 0 && dates[i]->text.ptr != NULL &&
            sm_str_equal(dates[i]->text, text))
            return dates[i];
    return NULL;
}

static void value_of(html_writer *w, size_t i)
{
    const sm_metadata *m = &w->spec->metadata;
    const sm_entry *entry = &m->entries[i];
    const sm_date *date = date_of(m, entry->value);
    bool prd = m->prd.url.len != 0 && entry->content == NULL &&
               sm_str_equal(m->prd.text, entry->value) &&
               sm_link_check(m->prd.url) == SM_LINK_LIVE;
    if (date != NULL) {
        html_put(w, SM_STR("<time datetime=\""));
        html_text(w->buf, sm_date_text(w->arena, *date));
        html_put(w, SM_STR("\">"));
    }
    if (prd) {
        html_put(w, SM_STR("<a href=\""));
        html_author_url(w, m->prd.url, false);
        html_put(w, SM_STR("\">"));
    }
    w->in_link = prd;
    if (entry->content != NULL)
        html_inlines(w, entry->content, entry->content_end);
    else
        front_matter_text(w, entry->value, i);
    w->in_link = false;
    html_put(w, prd ? SM_STR("</a>") : date != NULL ? SM_STR("</time>") : SM_STR(""));
}

/* Whether the subtitle or the badges say it already. */
static bool is_said_above(const html_writer *w, const sm_entry *entry)
{
    const sm_metadata *m = &w->spec->metadata;
    if (m->subtitle.len != 0 && sm_str_equal(entry->value, m->subtitle))
        return true;
    if (sm_str_equal_nocase(entry->key, SM_STR("status")))
        return m->state != SM_STATE_UNKNOWN &&
               sm_str_equal_nocase(entry->value,
                                   sm_say(w->wording, sm_phrase_of_state(m->state)));
    return sm_str_equal_nocase(entry->key, SM_STR("version")) && m->version.len != 0 &&
           sm_str_equal(entry->value, m->version);
}

enum { LONG_VALUE = 72 }; /* bytes; from here on a value takes a line of its own */

static void entry_of(html_writer *w, size_t i)
{
    const sm_metadata *m = &w->spec->metadata;
    const sm_entry *entry = &m->entries[i];
    html_put(w, entry->value.len >= LONG_VALUE ? SM_STR("<div class=\"long\"><dt>")
                                               : SM_STR("<div><dt>"));
    html_text(w->buf, entry->key);
    html_put(w, SM_STR("</dt><dd>"));
    value_of(w, i);
    html_put(w, SM_STR("</dd></div>\n"));
    html_flush(w, false);
}

/* In one list a key may stand once (HTML, 4.4.9): the second one begins another list. */
static void entries(html_writer *w)
{
    const sm_metadata *m = &w->spec->metadata;
    size_t start = SM_STR_NONE; /* of the list that is open */
    sm_map keys = {0};          /* the number, from 1, of the last entry with each */
    for (size_t i = 0; i < m->entry_count; i++) {
        if (sm_spec_is_title_entry(w->spec, &m->entries[i]) || is_said_above(w, &m->entries[i]))
            continue;
        sm_map_value *last = sm_map_at(w->arena, &keys, m->entries[i].key);
        bool again = last->number > start && start != SM_STR_NONE;
        last->number = i + 1;
        if (again)
            html_put(w, SM_STR("</dl>\n"));
        if (again || start == SM_STR_NONE) {
            html_put(w, SM_STR("<dl>\n"));
            start = i;
        }
        entry_of(w, i);
    }
    if (start != SM_STR_NONE)
        html_put(w, SM_STR("</dl>\n"));
}

/* The same specification in other formats. */
static void downloads(html_writer *w)
{
    const sm_html_site *site = w->setup->site;
    if (site == NULL || site->download_count == 0)
        return;
    html_put(w, SM_STR("<p class=\"downloads\">"));
    html_say(w, SM_SAY_DOWNLOAD);
    html_put(w, SM_STR(" "));
    for (size_t i = 0; i < site->download_count; i++) {
        html_put(w, i != 0 ? SM_STR(" ") : SM_STR(""));
        html_link(w->buf, " download", site->downloads[i]);
    }
    html_put(w, SM_STR("</p>\n"));
}

/* Not read out where the name follows. */
static void logo(html_writer *w)
{
    const sm_theme *theme = w->options->theme;
    if (theme->logo_bytes.len == 0)
        return;
    html_put(w, SM_STR("<p class=\"logo\"><img src=\""));
    sm_image_write_url(w->buf, theme->logo_bytes);
    html_put(w, theme->organization.len != 0 ? SM_STR("\" alt=\"\"></p>\n")
                                             : SM_STR("\" alt=\"Logo\"></p>\n"));
}

void html_title_block(html_writer *w)
{
    const sm_metadata *m = &w->spec->metadata;
    sm_str organization = w->options->theme->organization;
    html_put(w, SM_STR("<header class=\"title\">\n"));
    logo(w);
    if (m->type.len != 0 || organization.len != 0) {
        html_put(w, SM_STR("<p class=\"kind\">"));
        html_text(w->buf, organization);
        if (organization.len != 0 && m->type.len != 0)
            html_put(w, SM_STR(" \xc2\xb7 "));
        html_text(w->buf, m->type);
        html_put(w, SM_STR("</p>\n"));
    }
    title(w);
    if (m->subtitle.len != 0) {
        html_put(w, SM_STR("<p class=\"subtitle\">"));
        html_text(w->buf, m->subtitle);
        html_put(w, SM_STR("</p>\n"));
    }
    badges(w);
    entries(w);
    html_readiness(w);
    html_record_summary(w);
    downloads(w);
    html_put(w, SM_STR("</header>\n"));
}
