#include "set.h"
#include "specmill/base/path.h"

sm_str layout_title(const layout_setter *setter)
{
    const sm_metadata *m = &setter->spec->metadata;
    return m->title.len > 0 ? m->title
                            : sm_path_stem(sm_path_name(setter->spec->doc->source->name));
}

sm_str layout_status(const layout_setter *setter)
{
    const sm_metadata *m = &setter->spec->metadata;
    sm_str label = sm_str_from_cstr(sm_state_label(m->state));
    if (m->state == SM_STATE_UNKNOWN || m->status.len == 0)
        return (sm_str){NULL, 0};
    bool plain = sm_str_equal_nocase(m->status, label) ||
                 sm_str_equal_nocase(m->status, sm_str_from_cstr(sm_state_name(m->state)));
    return plain ? label : m->status;
}

sm_str layout_version(layout_setter *setter)
{
    sm_str version = setter->spec->metadata.version;
    if (version.len == 0 || !sm_is_digit(version.ptr[0]))
        return version;
    return sm_say_with(setter->arena, setter->wording, SM_SAY_VERSION, version, (sm_str){0});
}
