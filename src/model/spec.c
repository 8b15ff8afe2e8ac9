#include "specmill/model/spec.h"

sm_role sm_spec_role(const sm_spec *spec, const sm_block *block)
{
    return spec->roles[block->index];
}

bool sm_spec_in_title_block(const sm_spec *spec, const sm_block *block)
{
    return sm_spec_role(spec, block) == SM_ROLE_METADATA && block->kind != SM_SECTION;
}

size_t sm_spec_placeholders(const sm_spec *spec, const sm_inline *content,
                            const sm_placeholder **first)
{
    size_t low = 0, high = spec->placeholder_count;
    while (low < high) { /* placeholders without an inline sort where their block does */
        size_t middle = low + (high - low) / 2;
        const sm_placeholder *p = &spec->placeholders[middle];
        if (p->content != NULL ? p->content->index < content->index
                               : p->loc.line < content->loc.line)
            low = middle + 1;
        else
            high = middle;
    }
    size_t count = 0;
    *first = spec->placeholder_count == 0 ? NULL : &spec->placeholders[low];
    while (low + count < spec->placeholder_count &&
           spec->placeholders[low + count].content == content)
        count++;
    return count;
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
