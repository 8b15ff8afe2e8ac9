#include "specmill/export/title.h"

sm_str sm_spec_title(const sm_spec *spec)
{
    if (spec->metadata.title.len != 0)
        return spec->metadata.title;
    sm_str name = spec->doc->source->name;
    for (size_t slash; (slash = sm_str_find_char(name, '/')) != SM_STR_NONE;)
        name = sm_str_from(name, slash + 1);
    return name.len != 0 ? name : SM_STR("Specification");
}

bool sm_spec_is_title_entry(const sm_spec *spec, const sm_entry *entry)
{
    sm_str title = spec->metadata.title, type = spec->metadata.type;
    if (!sm_str_equal_nocase(entry->key, SM_STR("title")) || title.len == 0)
        return false;
    if (entry->value.len != 0 && sm_str_ends(title, entry->value)) /* "RFC-7: " may be new */
        return true;
    return type.len != 0 && entry->value.len <= title.len + type.len + 5 &&
           sm_str_find(entry->value, title) != SM_STR_NONE &&
           sm_str_find(entry->value, type) != SM_STR_NONE;
}
