#include "recognizer.h"
#include "values.h"

/* Revisions told in sections of their own: "### [1.2.0] - 2026-01-02", "### 2026-01-02: Rooms",
 * and below it what changed. */

enum { CHANGES_MAX = 600 }; /* bytes */

/* Cuts "1.2.0", "v3" or "[1.2.0]" off the start of TITLE. */
static sm_str cut_version(sm_str *title)
{
    sm_str rest = *title;
    if (sm_str_starts_nocase(rest, SM_STR("version ")))
        rest = sm_str_from(rest, sizeof "version " - 1);
    bool bracket = rest.len != 0 && rest.ptr[0] == '[';
    size_t start = bracket, at = start;
    bool lettered = at < rest.len && sm_to_lower(rest.ptr[at]) == 'v';
    at += lettered;
    size_t digits = at, dots = 0;
    while (at < rest.len && (sm_is_alnum(rest.ptr[at]) || rest.ptr[at] == '.')) {
        dots += rest.ptr[at] == '.';
        at++;
    }
    bool version = digits < at && sm_is_digit(rest.ptr[digits]) &&
                   (dots != 0 || lettered || rest.ptr != title->ptr);
    bool ends = at == rest.len || (bracket ? rest.ptr[at] == ']' : !sm_is_alnum(rest.ptr[at]));
    bool chapter = at + 1 < rest.len && !bracket && !lettered && rest.ptr[at] == ' ' &&
                   (sm_is_alpha(rest.ptr[at + 1]) ||
                    (unsigned char)rest.ptr[at + 1] >= 0x80); /* "12.1 Overview" */
    bool dated = at < rest.len && rest.ptr[at] == '-' && !bracket;
    if (!version || !ends || chapter || dated)
        return (sm_str){0};
    *title = rec_trim_separators(sm_str_from(rest, at + bracket));
    return sm_str_sub(rest, start, at - start);
}

/* Cuts a date off the start of TITLE; it may stand in parentheses. */
static sm_date cut_date(rec *r, sm_str *title)
{
    sm_str text = *title;
    bool inside = text.len != 0 && text.ptr[0] == '(';
    size_t end = inside ? sm_str_find_char(text, ')') : sm_str_find(text, SM_STR(": "));
    if (end == SM_STR_NONE && !inside)
        end = sm_str_find(text, SM_STR(" - "));
    if (end == SM_STR_NONE)
        end = text.len;
    sm_date date =
        rec_date(r->arena, r->vocabulary, sm_str_trim(sm_str_sub(text, inside, end - inside)));
    if (date.year != 0)
        *title = rec_trim_separators(sm_str_from(text, end < text.len ? end + inside : end));
    return date;
}

static void add_changes(rec *r, sm_buf *buf, const sm_block *block)
{
    for (; block != NULL && buf->len < CHANGES_MAX; block = block->next) {
        sm_str text = {0};
        if (block->kind == SM_PARAGRAPH)
            text = sm_plain_text(r->scratch, block->as.paragraph);
        if (text.len != 0 && buf->len != 0)
            sm_buf_add_cstr(buf, sm_str_ends(sm_buf_str(buf), SM_STR(":")) ? " " : "; ");
        sm_buf_add_str(buf, text);
        if (block->kind == SM_SECTION)
            add_changes(r, buf, block->as.section.blocks);
        if (block->kind == SM_LIST)
            for (const sm_item *i = block->as.list.items; i != NULL; i = i->next)
                add_changes(r, buf, i->blocks);
    }
}

bool rec_revision_section(rec *r, const sm_block *section, sm_str title, rec_place *inside)
{
    sm_str version = cut_version(&title);
    sm_date date = cut_date(r, &title);
    if (version.len == 0 && date.year == 0)
        return false;
    sm_buf changes = sm_buf_new(r->arena);
    sm_buf_add_str(&changes, title);
    add_changes(r, &changes, section->as.section.blocks);
    if (changes.len == 0)
        return false;
    rec_draft *draft = rec_start(r, SM_REVISIONS, section->loc, section, inside);
    sm_revision *revision = (sm_revision *)draft->record;
    revision->version = version;
    revision->date = date;
    revision->changes = sm_buf_str(&changes);
    rec_keep(r, draft);
    return true;
}
