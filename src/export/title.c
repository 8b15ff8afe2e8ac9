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
