#include "parts.h"
#include "specmill/base/digest.h"
#include "specmill/base/input.h"
#include "specmill/base/url.h"
#include "specmill/base/utf8.h"
#include "specmill/export/link.h"
#include "specmill/export/title.h"
#include "specmill/model/readiness.h"
#include <string.h>

/* What the site remembers of a specification: a line of JSON in the manifest, from which the
 * index, the lists and the search are made without reading the specification again. */

/* Text of a specification that can be searched for: every section has its share. */
enum { SEARCH_TEXT_MAX = 32 << 10, SEARCH_SECTION_LEAST = 160 };

typedef struct card {
    sm_arena *arena;
    sm_buf *buf;
    const site_build *build;
    const sm_job *job;
    sm_str *const *ids; /* by kind and number */
    bool any;           /* in the list that is being written */
} card;

static void key(card *c, const char *name)
{
    sm_buf_addf(c->buf, ",\"%s\":", name);
}

static void text_of(card *c, const char *name, sm_str text)
{
    key(c, name);
    site_json_string(c->buf, text.ptr == NULL ? SM_STR("") : text);
}

static void number_of(card *c, const char *name, size_t number)
{
    key(c, name);
    sm_buf_addf(c->buf, "%zu", number);
}

static void begin(card *c, const char *name)
{
    key(c, name);
    sm_buf_add_char(c->buf, '[');
    c->any = false;
}

static void end(card *c)
{
    sm_buf_add_char(c->buf, ']');
}

static void separate(card *c)
{
    if (c->any)
        sm_buf_add_char(c->buf, ',');
    c->any = true;
}

/* One element of a list that is a list of COUNT texts. */
static void row(card *c, const sm_str *texts, size_t count)
{
    separate(c);
    sm_buf_add_char(c->buf, '[');
    for (size_t i = 0; i < count; i++) {
        if (i != 0)
            sm_buf_add_char(c->buf, ',');
        site_json_string(c->buf, texts[i].ptr == NULL ? SM_STR("") : texts[i]);
    }
    sm_buf_add_char(c->buf, ']');
}

#define ROW(card, ...)                                                                         \
    row(card, (const sm_str[]){__VA_ARGS__},                                                   \
        sizeof((const sm_str[]){__VA_ARGS__}) / sizeof(sm_str))

static sm_str numeral(card *c, size_t number)
{
    return sm_str_printf(c->arena, "%zu", number);
}

static sm_str anchor_of(card *c, const sm_block *section)
{
    return section == NULL ? SM_STR("") : site_anchor(c->arena, section);
}

static sm_str name_of(sm_str name)
{
    return name.ptr == NULL ? SM_STR("") : name;
}

sm_str site_anchor(sm_arena *arena, const sm_block *section)
{
    if (section->as.section.id.len != 0)
        return section->as.section.id;
    return sm_str_printf(arena, "section:%u", section->index);
}

/* Metadata. */

static void people(card *c, const char *name, const sm_metadata *m)
{
    sm_buf names = sm_buf_new(c->arena);
    const sm_people *all = m->owners.count != 0 ? &m->owners : &m->authors;
    for (size_t i = 0; i < all->count && i < 8; i++) {
        const sm_person *p = &all->items[i];
        if (names.len != 0)
            sm_buf_add_cstr(&names, ", ");
        sm_buf_add_str(&names, p->name.len != 0     ? p->name
                               : p->handle.len != 0 ? p->handle
                                                    : p->email);
    }
    text_of(c, name, sm_buf_str(&names));
}

static void metadata(card *c)
{
    const sm_metadata *m = &c->job->spec->metadata;
    const sm_date *const dates[] = {&m->updated, &m->date, &m->created};
    const sm_date *date = dates[0];
    for (size_t i = 0; i < 3; i++)
        if (dates[i]->year > 0 || (dates[i]->text.len != 0 && date->text.len == 0)) {
            date = dates[i];
            break;
        }
    text_of(c, "title", sm_spec_title(c->job->spec));
    text_of(c, "kind", m->type);
    text_of(c, "status", m->status);
    text_of(c, "state", sm_str_from_cstr(sm_state_name(m->state)));
    text_of(c, "version", m->version);
    people(c, "owner", m);
    text_of(c, "date", sm_date_text(c->arena, *date));
    number_of(c, "dated", date->year > 0 && date->day > 0);
}

/* Records. */

#define EACH(type, name, kind)                                                                 \
    for (size_t i_ = 0; i_ < c->job->spec->records[kind].count; i_++)                          \
        for (const type *name = (const void *)c->job->spec->records[kind].items[i_];           \
             name != NULL; name = NULL)

/* Where a reader finds the record: at its own id, else in its section. */
static sm_str place_of(card *c, sm_record_kind kind, size_t index)
{
    sm_str id = c->ids[kind] != NULL ? c->ids[kind][index] : (sm_str){0};
    return id.len != 0 ? id : anchor_of(c, c->job->spec->records[kind].items[index]->section);
}

static void tasks(card *c)
{
    begin(c, "tasks");
    EACH(sm_task, t, SM_TASKS)
    ROW(c, t->record.id, t->title.len != 0 ? t->title : t->description, t->phase,
        sm_str_from_cstr(sm_task_state_name(t->state)), t->owner, t->estimate.text,
        place_of(c, SM_TASKS, i_));
    end(c);
}

static void risks(card *c)
{
    begin(c, "risks");
    EACH(sm_risk, r, SM_RISKS)
    ROW(c, r->record.id, r->title, r->probability.text,
        name_of(sm_str_from_cstr(sm_level_name(r->probability.value))), r->impact.text,
        name_of(sm_str_from_cstr(sm_level_name(r->impact.value))),
        numeral(c, (size_t)(r->score > 0 ? r->score : 0)), r->mitigation, r->owner, r->status,
        place_of(c, SM_RISKS, i_));
    end(c);
}

static void questions(card *c)
{
    begin(c, "questions");
    EACH(sm_question, q, SM_QUESTIONS)
    ROW(c, q->record.id, q->text, sm_str_from_cstr(sm_question_state_name(q->state)), q->owner,
        q->blocking == SM_YES ? SM_STR("yes") : SM_STR(""), place_of(c, SM_QUESTIONS, i_));
    end(c);
}

static void terms(card *c)
{
    begin(c, "terms");
    EACH(sm_term, t, SM_TERMS)
    ROW(c, t->term, t->definition, place_of(c, SM_TERMS, i_));
    end(c);
}

/* What stands between the specification and its approval. */
static void readiness(card *c)
{
    sm_hurdle hurdles[SM_HURDLES_MAX];
    size_t count = sm_spec_hurdles(c->job->spec, c->job->findings, hurdles);
    begin(c, "left");
    for (size_t i = 0; i < count; i++)
        ROW(c, sm_say(SM_WORDING_EN, hurdles[i].what), numeral(c, hurdles[i].count),
            hurdles[i].says);
    end(c);
}

/* Anchors, links and images. */

static void html_anchors(card *c)
{
    sm_str anchor;
    for (size_t at = 0; sm_doc_next_html_anchor(c->job->spec->doc, &at, &anchor);) {
        separate(c);
        site_json_string(c->buf, sm_str_lower(c->arena, anchor));
    }
}

static void anchors(card *c)
{
    begin(c, "anchors");
    for (size_t i = 0; i < c->job->spec->section_count; i++) {
        separate(c);
        site_json_string(c->buf, anchor_of(c, c->job->spec->sections[i]));
    }
    for (int kind = 0; kind < SM_RECORD_COUNT; kind++)
        for (size_t i = 0; c->ids[kind] != NULL && i < c->job->spec->records[kind].count; i++)
            if (c->ids[kind][i].len != 0) {
                separate(c);
                site_json_string(c->buf, c->ids[kind][i]);
            }
    html_anchors(c);
    end(c);
}

static bool is_local(sm_str url)
{
    size_t end = 0;
    while (end < url.len && strchr("/?#:", url.ptr[end]) == NULL)
        end++;
    bool scheme = end < url.len && url.ptr[end] == ':';
    return url.len != 0 && url.ptr[0] != '#' && !scheme && !sm_str_starts(url, SM_STR("//")) &&
           sm_link_check(url) == SM_LINK_LIVE;
}

static void see_link(void *context, const sm_inline *link)
{
    card *c = context;
    if (link->kind != SM_LINK || !is_local(sm_str_trim(link->as.link.url)))
        return;
    sm_str url = sm_str_trim(link->as.link.url);
    site_target target = site_resolve(c->arena, c->build->specs, c->build->spec->path, url);
    ROW(c, numeral(c, link->loc.line), numeral(c, link->loc.column), url,
        target.path.ptr == NULL ? SM_STR("") : target.path, target.fragment,
        target.spec != NULL ? SM_STR("spec")
        : target.home       ? SM_STR("folder")
                            : SM_STR(""));
}

/* What an image's bytes are, so that the page follows when they change; "" for none. */
static void see_image(void *context, const sm_inline *image)
{
    card *c = context;
    if (image->kind != SM_IMAGE || !is_local(sm_str_trim(image->as.image.url)))
        return;
    char hex[65];
    sm_str path = sm_url_path(c->arena, sm_str_trim(image->as.image.url));
    site_hash_image(c->job->spec->doc->source, path, hex);
    ROW(c, path, sm_str_copy(c->arena, sm_str_from_cstr(hex)));
}

void site_hash_image(const sm_source *source, sm_str path, char hex[65])
{
    enum { IMAGE_MAX = 16 << 20 };
    sm_arena *scratch = sm_arena_new(0);
    sm_str bytes;
    hex[0] = '\0';
    if (sm_input_read_beside(scratch, source, path, IMAGE_MAX, &bytes))
        sm_sha256_hex(bytes, hex);
    sm_arena_free(scratch);
}

static void addresses(card *c)
{
    begin(c, "images");
    if (c->job->with_images)
        site_see_addresses(c->job->spec->doc, see_image, c);
    end(c);
    begin(c, "links");
    site_see_addresses(c->job->spec->doc, see_link, c);
    end(c);
}

/* Text to search in. */

/* What BLOCK says before its first section, in one line. */
static sm_str own_text(card *c, const sm_block *block)
{
    sm_buf all = sm_buf_new(c->arena), line = sm_buf_new(c->arena);
    for (; block != NULL; block = block->next) {
        if (block->kind == SM_SECTION ||
            (block->kind == SM_CODE_BLOCK && sm_figure(c->job->figures, block) != NULL))
            continue;
        sm_block alone = *block;
        alone.next = NULL;
        sm_block_text(&all, &alone);
        sm_buf_add_char(&all, '\n');
    }
    bool gap = false;
    for (size_t i = 0; i < all.len; i++) {
        char ch = all.ptr[i];
        if (sm_is_space(ch)) {
            gap = line.len != 0;
            continue;
        }
        if (gap)
            sm_buf_add_char(&line, ' ');
        gap = false;
        sm_buf_add_char(&line, ch);
    }
    return sm_buf_str(&line);
}

static sm_str share(sm_str text, size_t total, size_t room, size_t least)
{
    if (total <= room)
        return text;
    size_t part = (size_t)((double)text.len * (double)room / (double)total);
    return sm_utf8_clip(text, part > least ? part : least);
}

sm_str site_share(sm_str text, size_t total, size_t room)
{
    return share(text, total, room, 0);
}

static void sections(card *c)
{
    const sm_spec *spec = c->job->spec;
    sm_str *texts = SM_NEW_ARRAY(c->arena, sm_str, spec->section_count + 1);
    size_t total = 0;
    texts[0] = own_text(c, spec->doc->blocks);
    total += texts[0].len;
    for (size_t i = 0; i < spec->section_count; i++) {
        texts[i + 1] = own_text(c, spec->sections[i]->as.section.blocks);
        total += texts[i + 1].len;
    }
    begin(c, "sections");
    if (texts[0].len != 0)
        ROW(c, SM_STR(""), SM_STR(""),
            share(texts[0], total, SEARCH_TEXT_MAX, SEARCH_SECTION_LEAST));
    for (size_t i = 0; i < spec->section_count; i++)
        ROW(c, anchor_of(c, spec->sections[i]),
            sm_plain_text(c->arena, spec->sections[i]->as.section.title),
            share(texts[i + 1], total, SEARCH_TEXT_MAX, SEARCH_SECTION_LEAST));
    end(c);
}

static void diagrams(card *c)
{
    begin(c, "diagrams");
    for (size_t i = 0, n = 0; i < c->job->figures.count; i++) {
        const sm_scene *scene = c->job->figures.scenes[i];
        if (scene == NULL)
            continue;
        n++;
        ROW(c, numeral(c, n), scene->title);
    }
    end(c);
}

void site_write_card(sm_arena *arena, sm_buf *buf, const site_build *build, const sm_job *job,
                     sm_str *const ids[SM_RECORD_COUNT])
{
    card c = {.arena = arena, .buf = buf, .build = build, .job = job, .ids = ids};
    addresses(&c);
    metadata(&c);
    readiness(&c);
    tasks(&c);
    risks(&c);
    questions(&c);
    terms(&c);
    diagrams(&c);
    anchors(&c);
    sections(&c);
}
