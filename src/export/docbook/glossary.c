#include "docbook.h"
#include "specmill/base/utf8.h"

/* Terms with their definitions, as authors list them: "**Term**: what it means". */

typedef struct term_parts {
    const sm_inline *term;       /* what is marked */
    const sm_inline *definition; /* what follows it */
    sm_str rest;                 /* of the definition's first text, without the separator */
} term_parts;

static bool is_marked(const sm_inline *in)
{
    return in != NULL &&
           (in->kind == SM_STRONG || in->kind == SM_EMPHASIS || in->kind == SM_CODE);
}

/* TEXT without ":" or a dash in front; false when there is none. */
static bool after_separator(sm_str text, sm_str *rest)
{
    static const sm_str separators[] = {
        SM_STR_INIT(":"),  SM_STR_INIT("\xe2\x80\x94"), SM_STR_INIT("\xe2\x80\x93"),
        SM_STR_INIT("- "), SM_STR_INIT("\xef\xbc\x9a"),
    };
    sm_str trimmed = sm_str_trim(text);
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (sm_str_starts(trimmed, separators[i])) {
            *rest = sm_str_trim(sm_str_from(trimmed, separators[i].len));
            if (text.len != 0 && sm_is_space(text.ptr[text.len - 1]) && rest->len != 0)
                rest->len++; /* the blank before what comes next */
            return true;
        }
    return false;
}

static bool ends_with_colon(const sm_inline *marked)
{
    const sm_inline *in = marked->kind == SM_CODE ? NULL : marked->as.children;
    while (in != NULL && in->next != NULL)
        in = in->next;
    return in != NULL && in->kind == SM_TEXT && sm_str_ends(in->as.text, SM_STR(":"));
}

static bool parts_of(const sm_item *item, term_parts *parts)
{
    const sm_block *block = item->blocks;
    if (block == NULL || block->kind != SM_PARAGRAPH || item->checkbox != SM_NO_CHECKBOX ||
        !is_marked(block->as.paragraph))
        return false;
    parts->term = block->as.paragraph;
    parts->definition = parts->term->next;
    if (parts->definition == NULL)
        return false;
    if (parts->definition->kind == SM_TEXT &&
        after_separator(parts->definition->as.text, &parts->rest))
        return true;
    parts->rest = (sm_str){0};
    if (parts->definition->kind == SM_TEXT) {
        parts->rest = parts->definition->as.text;
        while (parts->rest.len != 0 && sm_is_space(parts->rest.ptr[0]))
            parts->rest = sm_str_from(parts->rest, 1);
    }
    return ends_with_colon(parts->term);
}

/* The definition's first text without the separator, then the rest as it stands. */
static void definition(docbook_writer *d, const term_parts *parts)
{
    const sm_inline *first = parts->definition;
    const sm_placeholder *const *marks;
    if (first->kind != SM_TEXT ||
        sm_placeholders_in_text(&d->placeholders, first, &marks) != 0) {
        docbook_inlines(d, first, NULL); /* offsets of marks count from the whole text */
        return;
    }
    sm_inline shortened = *first;
    shortened.as.text = parts->rest;
    shortened.next = NULL;
    docbook_inlines(d, &shortened, NULL);
    docbook_inlines(d, first->next, NULL);
}

/* Without the bold face, and without the colon where it is a part of plain text. */
static void term(docbook_writer *d, const term_parts *parts)
{
    const sm_inline *first =
        parts->term->kind == SM_CODE ? parts->term : parts->term->as.children;
    const sm_placeholder *const *marks;
    if (first == NULL || first->kind != SM_TEXT || first->next != NULL ||
        !sm_str_ends(first->as.text, SM_STR(":")) ||
        sm_placeholders_in_text(&d->placeholders, first, &marks) != 0) {
        docbook_inlines(d, first, first == parts->term ? first->next : NULL);
        return;
    }
    sm_inline shortened = *first;
    shortened.as.text.len--;
    docbook_inlines(d, &shortened, NULL);
}

static void entry(docbook_writer *d, const sm_item *item, const term_parts *parts)
{
    docbook_open_on_line(d, "glossentry");
    docbook_open_on_line(d, "glossterm");
    term(d, parts);
    docbook_close(d);
    docbook_open_on_line(d, "glossdef");
    docbook_open_on_line(d, "para");
    definition(d, parts);
    docbook_close(d);
    if (item->blocks->next != NULL)
        docbook_blocks(d, item->blocks->next);
    docbook_close(d);
    docbook_close(d);
}

bool docbook_is_glossary(const sm_block *list)
{
    term_parts parts;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (!parts_of(item, &parts))
            return false;
    return true;
}

bool docbook_glossary(docbook_writer *d, const sm_block *list, const char *element)
{
    term_parts parts;
    if (!docbook_is_glossary(list))
        return false;
    if (element != NULL)
        docbook_open_on_line(d, element);
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (parts_of(item, &parts))
            entry(d, item, &parts);
    if (element != NULL)
        docbook_close(d);
    return true;
}

/* Keys in bold face, with what is said about each: "**Key:** value". */
static bool is_keyed(const sm_block *list)
{
    term_parts parts;
    size_t count = 0;
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next, count++)
        if (!parts_of(item, &parts) || parts.term->kind != SM_STRONG)
            return false;
    return count > 1;
}

static void keyed_item(docbook_writer *d, const sm_item *item, const term_parts *parts)
{
    docbook_open_on_line(d, "varlistentry");
    docbook_record(d, item->loc.line);
    docbook_open_on_line(d, "term");
    term(d, parts);
    docbook_close(d);
    docbook_open_on_line(d, "listitem");
    docbook_open_on_line(d, "para");
    definition(d, parts);
    docbook_close(d);
    if (item->blocks->next != NULL)
        docbook_blocks(d, item->blocks->next);
    docbook_close(d);
    docbook_close(d);
}

bool docbook_keyed_list(docbook_writer *d, const sm_block *list)
{
    term_parts parts;
    if (!is_keyed(list))
        return false;
    docbook_open_on_line(d, "variablelist");
    if (list->as.list.tight)
        docbook_attribute(d, "spacing", SM_STR("compact"));
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (parts_of(item, &parts))
            keyed_item(d, item, &parts);
    docbook_close(d);
    return true;
}
