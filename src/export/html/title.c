#include "html.h"
#include "specmill/export/link.h"
#include "specmill/export/title.h"
#include <string.h>

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

/* VALUE with the placeholders of ITS LINES of the front matter marked. */
static void front_matter_text(html_writer *w, sm_str value, uint32_t from, uint32_t to)
{
    const sm_spec *spec = w->spec;
    for (size_t i = 0; i < spec->placeholder_count; i++) {
        const sm_placeholder *p = &spec->placeholders[i];
        if (p->block != NULL || p->content != NULL)
            break; /* those of the front matter come first */
        if (p->loc.line < from || p->loc.line >= to)
            continue;
        size_t at = sm_str_find(value, p->text);
        if (at == SM_STR_NONE || p->text.len == 0)
            continue;
        html_text(w->buf, sm_str_sub(value, 0, at));
        html_put(w, SM_STR("<mark class=\"placeholder\">"));
        html_text(w->buf, p->text);
        html_put(w, SM_STR("</mark>"));
        value = sm_str_from(value, at + p->text.len);
    }
    html_text(w->buf, value);
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
        front_matter_text(w, m->title, 0, UINT32_MAX);
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
        badge(w, state_class(m->state), sm_str_from_cstr(sm_state_label(m->state)));
    if (m->version.len != 0)
        badge(w, SM_STR("version"),
              sm_str_printf(w->arena, "Version %.*s", SM_STR_ARG(m->version)));
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

static void value_of(html_writer *w, const sm_entry *entry, uint32_t end_line)
{
    const sm_metadata *m = &w->spec->metadata;
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
        sm_link_write(w->buf, m->prd.url);
        html_put(w, SM_STR("\">"));
    }
    if (entry->content != NULL)
        html_inlines(w, entry->content, entry->content_end);
    else
        front_matter_text(w, entry->value, entry->loc.line, end_line);
    html_put(w, prd ? SM_STR("</a>") : date != NULL ? SM_STR("</time>") : SM_STR(""));
}

/* Keys that stand in the list being written; open addressing, emptied with each list. */
typedef struct key_set {
    const sm_str **slots;
    size_t room, count;
} key_set;

static bool add_key(key_set *set, const sm_str *key)
{
    size_t mask = set->room - 1, at = sm_str_hash(*key) & mask;
    for (; set->slots[at] != NULL; at = (at + 1) & mask)
        if (sm_str_equal(*set->slots[at], *key))
            return false;
    set->slots[at] = key;
    set->count++;
    return true;
}

static void entry_of(html_writer *w, size_t i)
{
    const sm_metadata *m = &w->spec->metadata;
    const sm_entry *entry = &m->entries[i];
    bool more = i + 1 < m->entry_count && m->entries[i + 1].block == NULL;
    html_put(w, SM_STR("<div><dt>"));
    html_text(w->buf, entry->key);
    html_put(w, SM_STR("</dt><dd>"));
    value_of(w, entry, more ? m->entries[i + 1].loc.line : UINT32_MAX);
    html_put(w, SM_STR("</dd></div>\n"));
    html_flush(w, false);
}

/* In one list a key may stand once (HTML, 4.4.9): the second one begins another list. */
static void entries(html_writer *w)
{
    const sm_metadata *m = &w->spec->metadata;
    key_set keys = {.room = 16};
    while (keys.room < m->entry_count * 2)
        keys.room *= 2;
    keys.slots = SM_NEW_ARRAY(w->arena, const sm_str *, keys.room);
    for (size_t i = 0; i < m->entry_count; i++) {
        if (sm_spec_is_title_entry(w->spec, &m->entries[i]))
            continue;
        bool first = keys.count == 0;
        if (first)
            html_put(w, SM_STR("<dl>\n"));
        if (!add_key(&keys, &m->entries[i].key)) {
            html_put(w, SM_STR("</dl>\n<dl>\n"));
            memset(keys.slots, 0, keys.room * sizeof *keys.slots);
            add_key(&keys, &m->entries[i].key);
        }
        entry_of(w, i);
    }
    if (keys.count != 0)
        html_put(w, SM_STR("</dl>\n"));
}

void html_title_block(html_writer *w)
{
    const sm_metadata *m = &w->spec->metadata;
    sm_str organization = w->options->theme->organization;
    html_put(w, SM_STR("<header class=\"title\">\n"));
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
    html_record_summary(w);
    html_put(w, SM_STR("</header>\n"));
}
