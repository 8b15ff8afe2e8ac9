#include "specmill/export/title.h"
#include "specmill/base/path.h"

sm_str sm_spec_title(const sm_spec *spec)
{
    if (spec->metadata.title.len != 0)
        return spec->metadata.title;
    sm_str name = sm_path_stem(sm_path_name(spec->doc->source->name));
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
