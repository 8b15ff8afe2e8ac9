#include "docbook.h"

/* Lists, by what they are for: steps, questions with answers, terms, keys with values, tasks.
 */

/* The box stands in front of the item's text. */
static void task_blocks(docbook_writer *d, const sm_item *item)
{
    const sm_block *block = item->blocks;
    docbook_open_on_line(d, "para");
    docbook_text(d, item->checkbox == SM_CHECKED ? SM_STR("\xe2\x98\x91 ")
                                                 : SM_STR("\xe2\x98\x90 "));
    bool paragraph_first = block != NULL && block->kind == SM_PARAGRAPH;
    if (paragraph_first)
        docbook_inlines(d, block->as.paragraph, NULL);
    docbook_close(d);
    if (paragraph_first)
        block = block->next;
    if (block != NULL)
        docbook_blocks(d, block);
}

static void list_item(docbook_writer *d, const sm_item *item)
{
    docbook_open_on_line(d, "listitem");
    bool stated = docbook_record(d, item->loc.line);
    if (item->checkbox == SM_NO_CHECKBOX) {
        docbook_blocks(d, item->blocks);
    } else {
        bool done = item->checkbox == SM_CHECKED;
        docbook_attribute(d, "role", done ? SM_STR("task done") : SM_STR("task open"));
        if (!stated)
            docbook_attribute(d, "condition", done ? SM_STR("done") : SM_STR("open"));
        task_blocks(d, item);
    }
    docbook_close(d);
}

static bool any_task(const sm_block *list)
{
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (item->checkbox != SM_NO_CHECKBOX)
            return true;
    return false;
}

static bool all_tasks(const sm_block *list)
{
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        if (item->checkbox == SM_NO_CHECKBOX)
            return false;
    return true;
}

/* --- numbered steps of a rollout or a migration --- */

static bool are_steps(const docbook_writer *d, const sm_block *list)
{
    return list->kind == SM_LIST && list->as.list.ordered && list->as.list.start == 1 &&
           !d->in_footnote && !any_task(list);
}

static void steps(docbook_writer *d, const sm_block *list, const char *element);

/* In a step one list of steps may stand (DocBook 5.0, step): the first. */
static void step(docbook_writer *d, const sm_item *item)
{
    bool inner = false, any = false;
    docbook_open_on_line(d, "step");
    docbook_record(d, item->loc.line);
    for (const sm_block *block = item->blocks; block != NULL; block = block->next) {
        if (!docbook_is_something(d, block))
            continue;
        any = true;
        if (!inner && are_steps(d, block)) {
            inner = true;
            steps(d, block, "substeps");
        } else {
            docbook_block(d, block);
        }
    }
    if (!any) {
        docbook_open_on_line(d, "para");
        docbook_close(d);
    }
    docbook_close(d);
}

static void steps(docbook_writer *d, const sm_block *list, const char *element)
{
    docbook_open_on_line(d, element);
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        step(d, item);
    docbook_close(d);
}

/* --- questions and their answers --- */

/* The inline of CONTENT that begins an answer ("**Answer:** ..."), or NULL. */
static const sm_inline *answer_in(docbook_writer *d, const sm_inline *content)
{
    for (const sm_inline *in = content; in != NULL; in = in->next) {
        if (in == content || (in->kind != SM_STRONG && in->kind != SM_EMPHASIS))
            continue;
        sm_str word = sm_plain_text(d->arena, in->as.children);
        if (sm_str_ends(word, SM_STR(":")))
            word.len--;
        if (sm_str_among(word,
                         "answer|answered|decision|decided|resolution|resolved|conclusion|"
                         "a|antwort|entscheidung|respuesta|resposta"))
            return in;
    }
    return NULL;
}

static void question(docbook_writer *d, const sm_item *item)
{
    const sm_block *block = item->blocks;
    bool paragraph = block != NULL && block->kind == SM_PARAGRAPH;
    const sm_inline *answer = paragraph ? answer_in(d, block->as.paragraph) : NULL;
    const sm_block *rest = paragraph ? block->next : NULL;
    docbook_open_on_line(d, "qandaentry");
    docbook_record(d, item->loc.line);
    docbook_open_on_line(d, "question");
    if (!paragraph) {
        docbook_blocks(d, block);
    } else {
        docbook_open_on_line(d, "para");
        docbook_inlines(d, block->as.paragraph, answer);
        docbook_close(d);
    }
    docbook_close(d);
    if (answer != NULL || rest != NULL) {
        docbook_open_on_line(d, "answer");
        if (answer != NULL) {
            docbook_open_on_line(d, "para");
            docbook_inlines(d, answer, NULL);
            docbook_close(d);
        }
        if (rest != NULL)
            docbook_blocks(d, rest);
        docbook_close(d);
    }
    docbook_close(d);
}

static void questions(docbook_writer *d, const sm_block *list)
{
    docbook_open_on_line(d, "qandaset");
    docbook_attribute(d, "defaultlabel",
                      list->as.list.ordered ? SM_STR("number") : SM_STR("none"));
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        question(d, item);
    docbook_close(d);
}

/* --- the rest --- */

static void plain_list(docbook_writer *d, const sm_block *list)
{
    bool ordered = list->as.list.ordered;
    docbook_open_on_line(d, ordered ? "orderedlist" : "itemizedlist");
    if (list->as.list.tight)
        docbook_attribute(d, "spacing", SM_STR("compact"));
    if (ordered && list->as.list.start != 1)
        docbook_number_attribute(d, "startingnumber", list->as.list.start);
    if (!ordered && all_tasks(list))
        docbook_attribute(d, "mark", SM_STR("none"));
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next)
        list_item(d, item);
    docbook_close(d);
}

static void definitions(docbook_writer *d, const sm_block *list)
{
    docbook_open_on_line(d, "variablelist");
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        docbook_open_on_line(d, "varlistentry");
        docbook_record(d, item->loc.line);
        for (;; item = item->next) { /* several names may share what follows */
            docbook_open_on_line(d, "term");
            docbook_inlines(d, item->blocks->as.paragraph->as.children, NULL);
            docbook_close(d);
            if (item->blocks->next != NULL || item->next == NULL)
                break;
        }
        docbook_open_on_line(d, "listitem");
        docbook_blocks(d, item->blocks->next);
        docbook_close(d);
        docbook_close(d);
    }
    docbook_close(d);
}

void docbook_list(docbook_writer *d, const sm_block *list)
{
    sm_role role = d->role;
    bool numbered = list->as.list.ordered && list->as.list.start != 1;
    d->role = SM_ROLE_NONE; /* lists in the list are just lists */
    if (list->as.list.definitions)
        definitions(d, list);
    else if (role == SM_ROLE_TERMS && docbook_glossary(d, list, "glosslist"))
        ;
    else if (role == SM_ROLE_QUESTIONS && !d->in_footnote && !numbered && !any_task(list))
        questions(d, list);
    else if (role == SM_ROLE_ROLLOUT && are_steps(d, list))
        steps(d, list, "procedure");
    else if (list->as.list.ordered || !docbook_keyed_list(d, list))
        plain_list(d, list);
    d->role = role;
}
