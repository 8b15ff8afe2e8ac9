#include "docbook.h"
#include "specmill/base/utf8.h"

/* Sections anywhere, also in quotes and lists. */
static void add_targets(docbook_writer *d, const sm_block *block)
{
    for (; block != NULL; block = block->next) {
        if (block->kind == SM_SECTION && block->as.section.id.len != 0) {
            sm_map_value *known = sm_map_at(d->arena, &d->targets, block->as.section.id);
            if (known->constant == NULL)
                known->constant = block;
        }
        add_targets(d, sm_block_children(block));
        if (block->kind == SM_LIST)
            for (const sm_item *i = block->as.list.items; i != NULL; i = i->next)
                add_targets(d, i->blocks);
    }
}

void docbook_collect_targets(docbook_writer *d)
{
    add_targets(d, d->doc->blocks);
}

const sm_block *docbook_target(const docbook_writer *d, sm_str id)
{
    const sm_map_value *known = sm_map_find(&d->targets, id);
    return known != NULL ? known->constant : NULL;
}

/* Letters of XML 1.0 beyond ASCII; validators still go by the fourth edition, so only ranges
 * that it has whole. */
static bool is_letter(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x131},    {0x134, 0x13e}, {0x141, 0x148},
        {0x14a, 0x17e},   {0x38e, 0x3a1},   {0x3a3, 0x3ce},   {0x401, 0x40c}, {0x40e, 0x44f},
        {0x451, 0x45c},   {0x5d0, 0x5ea},   {0x621, 0x63a},   {0x641, 0x64a}, {0x3041, 0x3094},
        {0x30a1, 0x30fa}, {0x4e00, 0x9fa5}, {0xac00, 0xd7a3},
    };
    if (c < 0x80)
        return sm_is_alpha((char)c) || c == '_';
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

/* No slug holds a point, so what is made with one meets no other id. */
static sm_str name_of(docbook_writer *d, sm_str id)
{
    sm_buf name = sm_buf_new(d->arena);
    for (size_t at = 0; at < id.len;) {
        bool first = at == 0;
        uint32_t c = sm_utf8_next(id, &at);
        bool other = c == '-' || (c < 0x80 && sm_is_digit((char)c));
        if (first && other)
            sm_buf_add_str(&name, SM_STR("_."));
        if (is_letter(c) || other)
            sm_buf_add_codepoint(&name, c);
        else
            sm_buf_addf(&name, first ? "u.%x." : ".%x.", (unsigned)c);
    }
    return sm_buf_str(&name);
}

sm_str docbook_section_id(docbook_writer *d, const sm_block *section)
{
    sm_str id = section->as.section.id;
    return id.len != 0 ? name_of(d, id) : sm_str_printf(d->arena, "section.%u", section->index);
}

/* What profiling may choose by: the state of tasks and questions, how grave a risk is. */
static void profile(docbook_writer *d, const sm_anchor *anchor)
{
    const sm_record *record = anchor->record;
    if (anchor->kind == SM_TASKS) {
        const sm_task *task = (const sm_task *)(const void *)record;
        docbook_attribute(d, "condition", sm_str_from_cstr(sm_task_state_name(task->state)));
    } else if (anchor->kind == SM_QUESTIONS) {
        const sm_question *question = (const sm_question *)(const void *)record;
        docbook_attribute(d, "condition",
                          sm_str_from_cstr(sm_question_state_name(question->state)));
    } else if (anchor->kind == SM_RISKS) {
        const sm_risk *risk = (const sm_risk *)(const void *)record;
        if (risk->impact.value != SM_LEVEL_NONE)
            docbook_attribute(
                d, "condition",
                sm_str_printf(d->arena, "impact-%s", sm_level_name(risk->impact.value)));
    }
}

bool docbook_record(docbook_writer *d, uint32_t line)
{
    sm_anchor *anchor = sm_anchor_at(&d->anchors, line);
    if (anchor == NULL || anchor->taken || d->in_footnote)
        return false;
    anchor->taken = true;
    docbook_attribute(d, "xml:id", name_of(d, anchor->id));
    profile(d, anchor);
    return anchor->kind == SM_TASKS || anchor->kind == SM_QUESTIONS || anchor->kind == SM_RISKS;
}
