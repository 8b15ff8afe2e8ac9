#include "specmill/model/spec.h"

sm_role sm_spec_role(const sm_spec *spec, const sm_block *block)
{
    return spec->roles[block->index];
}

bool sm_spec_in_title_block(const sm_spec *spec, const sm_block *block)
{
    return sm_spec_role(spec, block) == SM_ROLE_METADATA && block->kind != SM_SECTION;
}

/* The first of COUNT placeholders that is not before the inline INDEX; those without an inline
 * are passed over, as they stand in code blocks. */
static size_t lower_bound(const sm_placeholder *items, size_t count, uint32_t index)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2, probe = middle;
        while (probe < high && items[probe].content == NULL)
            probe++;
        if (probe == high)
            high = middle;
        else if (items[probe].content->index < index)
            low = probe + 1;
        else
            high = middle;
    }
    while (low < count && items[low].content == NULL)
        low++;
    return low;
}

static size_t run_at(const sm_placeholder *items, size_t count, uint32_t index,
                     const sm_placeholder **first)
{
    size_t low = lower_bound(items, count, index), run = 0;
    while (low + run < count && items[low + run].content != NULL &&
           items[low + run].content->index == index)
        run++;
    *first = run == 0 ? NULL : &items[low];
    return run;
}

size_t sm_spec_placeholders_at(const sm_spec *spec, uint32_t index,
                               const sm_placeholder **first)
{
    return run_at(spec->placeholders, spec->placeholder_count, index, first);
}

size_t sm_spec_placeholders(const sm_spec *spec, const sm_inline *content,
                            const sm_placeholder **first)
{
    size_t count = sm_spec_placeholders_at(spec, content->index, first);
    if (count == 0 || (*first)->content == content)
        return count;
    /* a metadata value: a copy with the index of its original */
    count =
        run_at(spec->entry_placeholders, spec->entry_placeholder_count, content->index, first);
    while (count != 0 && (*first)->content != content)
        (*first)++, count--;
    size_t run = 0;
    while (run < count && (*first)[run].content == content)
        run++;
    return run;
}

const char *sm_role_name(sm_role role)
{
    static const char *const names[] = {
#define SM_ROLE(role, name, headings) name,
#include "specmill/model/roles.def"
#undef SM_ROLE
    };
    return names[role];
}

const char *sm_state_name(sm_state state)
{
    static const char *const names[] = {"unknown",     "draft",      "in-review", "approved",
                                        "implemented", "superseded", "rejected"};
    return names[state];
}

const char *sm_state_label(sm_state state)
{
    static const char *const labels[] = {"Unknown",     "Draft",      "In review", "Approved",
                                         "Implemented", "Superseded", "Rejected"};
    return labels[state];
}
