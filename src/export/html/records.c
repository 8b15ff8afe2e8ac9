#include "html.h"
#include "specmill/base/utf8.h"
#include "specmill/export/link.h"

/* What the recognizer found out, shown where the author states it and in the title block. */

enum { MOST_LEVELS = 48 }; /* ways to write a level that are remembered */

static void remember_level(html_writer *w, sm_level level)
{
    if (level.value == SM_LEVEL_NONE || level.text.len == 0 || w->level_count == MOST_LEVELS)
        return;
    for (size_t i = 0; i < w->level_count; i++)
        if (sm_str_equal(w->levels[i].text, level.text))
            return;
    w->levels[w->level_count++] = level;
}

static void levels_of(html_writer *w, const sm_record *record, const sm_record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].type != SM_FIELD_LEVEL)
            continue;
        const sm_level *level = sm_record_field(record, &type->fields[i]);
        remember_level(w, *level);
        if (level->value != SM_LEVEL_NONE && record->origin != NULL)
            w->has_levels[record->origin->index] = true;
    }
}

void html_collect_levels(html_writer *w)
{
    w->levels = SM_NEW_ARRAY(w->arena, sm_level, MOST_LEVELS);
    w->has_levels = SM_NEW_ARRAY(w->arena, bool, w->doc->block_count + 1);
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++) {
        const sm_records *records = &w->spec->records[kind];
        for (size_t i = 0; i < records->count; i++)
            levels_of(w, records->items[i], &sm_record_types[kind]);
    }
}

const char *html_cell_level(const html_writer *w, const sm_block *table, const sm_cell *cell)
{
    const sm_inline *in = cell->content;
    if (w->level_count == 0 || !w->has_levels[table->index] || in == NULL || in->next != NULL)
        return NULL;
    if (in->kind == SM_STRONG && in->as.children != NULL && in->as.children->next == NULL)
        in = in->as.children;
    if (in->kind != SM_TEXT)
        return NULL;
    sm_str text = sm_str_trim(in->as.text);
    for (size_t i = 0; i < w->level_count; i++)
        if (sm_str_equal(w->levels[i].text, text))
            return sm_level_name(w->levels[i].value);
    return NULL;
}

/* How many tasks are done, of those that were not dropped. */
static void task_progress(html_writer *w)
{
    const sm_records *tasks = &w->spec->records[SM_TASKS];
    size_t done = 0, all = 0;
    for (size_t i = 0; i < tasks->count; i++) {
        sm_task_state state = ((const sm_task *)(const void *)tasks->items[i])->state;
        done += state == SM_TASK_DONE;
        all += state != SM_TASK_DROPPED;
    }
    if (done == 0)
        return;
    html_put(w, SM_STR(", "));
    html_say_count(w, SM_SAY_COUNT_DONE, done);
    html_put(w, SM_STR(" <progress max=\""));
    sm_buf_add_integer(w->buf, (intmax_t)all);
    html_put(w, SM_STR("\" value=\""));
    sm_buf_add_integer(w->buf, (intmax_t)done);
    html_put(w, SM_STR("\" aria-label=\""));
    html_say(w, SM_SAY_TASKS_DONE);
    html_put(w, SM_STR("\"></progress>"));
}

static void high_risks(html_writer *w)
{
    const sm_records *risks = &w->spec->records[SM_RISKS];
    size_t high = 0;
    for (size_t i = 0; i < risks->count; i++)
        high += ((const sm_risk *)(const void *)risks->items[i])->impact.value >= SM_LEVEL_HIGH;
    if (high == 0)
        return;
    html_put(w, SM_STR(", "));
    html_say_count(w, SM_SAY_COUNT_HIGH, high);
}

static void open_questions(html_writer *w)
{
    const sm_records *questions = &w->spec->records[SM_QUESTIONS];
    size_t open = 0;
    for (size_t i = 0; i < questions->count; i++)
        open +=
            ((const sm_question *)(const void *)questions->items[i])->state == SM_QUESTION_OPEN;
    html_put(w, SM_STR(", "));
    html_say_count(w, SM_SAY_COUNT_OPEN, open);
}

/* The section that the first of RECORDS stands in, or NULL. */
static const sm_block *section_of(const sm_records *records)
{
    for (size_t i = 0; i < records->count; i++)
        if (records->items[i]->section != NULL)
            return records->items[i]->section;
    return NULL;
}

/* "3 tasks"; languages differ too much in how they count, so elsewhere it is "Aufgaben: 3". */
static void amount(html_writer *w, sm_record_kind kind, size_t count)
{
    sm_str noun = sm_str_from_cstr(sm_record_types[kind].noun);
    bool ies = sm_str_ends(noun, SM_STR("y"));
    if (w->wording != SM_WORDING_EN) {
        html_say(w, sm_phrase_of_kind(kind));
        html_put(w, SM_STR(": "));
    }
    html_put(w, SM_STR("<b>"));
    sm_buf_add_integer(w->buf, (intmax_t)count);
    html_put(w, SM_STR("</b>"));
    if (w->wording != SM_WORDING_EN)
        return;
    html_put(w, SM_STR(" "));
    html_text(w->buf, count != 1 && ies ? sm_str_sub(noun, 0, noun.len - 1) : noun);
    if (count != 1)
        html_put(w, ies ? SM_STR("ies") : SM_STR("s"));
}

static void summary_item(html_writer *w, sm_record_kind kind)
{
    const sm_records *records = &w->spec->records[kind];
    const sm_block *section = section_of(records);
    html_put(w, SM_STR("<li>"));
    if (section != NULL) {
        html_put(w, SM_STR("<a href=\"#"));
        html_section_fragment(w, section);
        html_put(w, SM_STR("\">"));
    } else {
        html_put(w, SM_STR("<span>"));
    }
    amount(w, kind, records->count);
    if (kind == SM_TASKS)
        task_progress(w);
    else if (kind == SM_RISKS)
        high_risks(w);
    else if (kind == SM_QUESTIONS)
        open_questions(w);
    html_put(w, section != NULL ? SM_STR("</a></li>\n") : SM_STR("</span></li>\n"));
}

void html_anchor(html_writer *w, uint32_t line)
{
    sm_anchor *anchor = sm_anchor_at(&w->anchors, line);
    if (anchor == NULL || anchor->taken || w->bare)
        return;
    anchor->taken = true;
    html_put(w, SM_STR(" id=\""));
    html_text(w->buf, anchor->id);
    html_put(w, SM_STR("\""));
}

void html_tell_anchors(const html_writer *w)
{
    for (int kind = 0; w->setup->record_id != NULL && kind < SM_RECORD_COUNT; kind++)
        for (size_t i = 0; i < w->spec->records[kind].count; i++) {
            const sm_anchor *anchor =
                sm_anchor_at(&w->anchors, w->spec->records[kind].items[i]->loc.line);
            if (anchor != NULL && anchor->taken)
                w->setup->record_id(w->setup->context, (sm_record_kind)kind, i, anchor->id);
        }
}

/* --- the jump list --- */

enum { JUMPS_MAX = 40, JUMP_TEXT_MAX = 80 }; /* of a kind; bytes */

/* What RECORD is called: its id when the author gave it one, and its first words. */
static void jump_text(html_writer *w, const sm_record *record, const sm_record_type *type)
{
    bool second = type == &sm_record_types[SM_ENDPOINTS] || /* "GET /things", "table column" */
                  type == &sm_record_types[SM_SCHEMA_CHANGES];
    size_t before = w->buf->len;
    if (!record->id_made) {
        html_put(w, SM_STR("<b>"));
        html_text(w->buf, record->id);
        html_put(w, SM_STR("</b>"));
    }
    for (size_t i = 0; i < (second ? 2 : 1); i++) {
        sm_str text = sm_field_text(w->arena, record, &type->fields[i]);
        if (text.len == 0 || sm_str_equal(text, record->id))
            continue;
        if (w->buf->len != before)
            html_put(w, SM_STR(" "));
        html_text(w->buf, sm_utf8_clip(text, JUMP_TEXT_MAX));
        if (text.len > JUMP_TEXT_MAX)
            html_put(w, SM_STR("\xe2\x80\xa6"));
    }
    if (w->buf->len == before)
        html_text(w->buf, record->id);
}

static void jumps_of(html_writer *w, sm_record_kind kind)
{
    const sm_records *records = &w->spec->records[kind];
    size_t written = 0, left = 0;
    for (size_t i = 0; i < records->count; i++) {
        sm_str anchor = sm_anchor_id(&w->anchors, records->items[i]);
        if (anchor.len == 0)
            continue;
        if (written == JUMPS_MAX) {
            left++;
            continue;
        }
        if (written++ == 0) {
            html_put(w, SM_STR("<div>\n<p>"));
            html_say(w, sm_phrase_of_kind(kind));
            html_put(w, SM_STR("</p>\n<ul>\n"));
        }
        html_put(w, SM_STR("<li><a href=\"#"));
        sm_link_write(w->buf, anchor);
        html_put(w, SM_STR("\">"));
        jump_text(w, records->items[i], &sm_record_types[kind]);
        html_put(w, SM_STR("</a></li>\n"));
    }
    if (left != 0) {
        html_put(w, SM_STR("<li>"));
        html_say_count(w, SM_SAY_AND_MORE, left);
        html_put(w, SM_STR("</li>\n"));
    }
    html_put(w, written != 0 ? SM_STR("</ul>\n</div>\n") : SM_STR(""));
    html_flush(w, false);
}

static void jump_list(html_writer *w)
{
    if (w->anchors.count == 0)
        return;
    html_put(w, SM_STR("<details class=\"jump\">\n<summary>"));
    html_say(w, SM_SAY_JUMP);
    html_put(w, SM_STR("</summary>\n<div class=\"jumps\">\n"));
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++)
        jumps_of(w, (sm_record_kind)kind);
    html_put(w, SM_STR("</div>\n</details>\n"));
}

void html_record_summary(html_writer *w)
{
    bool any = false;
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++)
        any = any || w->spec->records[kind].count != 0;
    if (!any)
        return;
    html_put(w, SM_STR("<ul class=\"records\" aria-label=\""));
    html_say(w, SM_SAY_RECORDS);
    html_put(w, SM_STR("\">\n"));
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++)
        if (w->spec->records[kind].count != 0)
            summary_item(w, (sm_record_kind)kind);
    html_put(w, SM_STR("</ul>\n"));
    jump_list(w);
}
