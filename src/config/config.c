#include "specmill/config/config.h"
#include "specmill/base/input.h"
#include "specmill/recognize/recognize.h"
#include "specmill/yaml/yaml.h"
#include "tracker.h"

enum { FILE_LIMIT = 1 << 20 };

static const char example[] = "no keys and values such as \"levels: {high: [severe]}\"";

/* Reports the keys of the whole that are no part, and parts that are no maps. */
static void check_parts(sm_arena *arena, const sm_value *whole, sm_diag *diag)
{
    sm_str_builder known = {0};
    SM_LIST_ADD(arena, &known, SM_STR("tracker"));
    for (size_t i = 0; sm_teaching_parts[i] != NULL; i++)
        SM_LIST_ADD(arena, &known, sm_str_from_cstr(sm_teaching_parts[i]));
    sm_str_list names = {known.items, known.count};
    for (const sm_value_pair *pair = whole->as.map; pair != NULL; pair = pair->next) {
        if (!config_knows(pair, names, diag))
            continue;
        if (pair->value->kind != SM_VALUE_MAP && pair->value->kind != SM_VALUE_NULL)
            sm_report(diag, SM_DIAG_CONFIG_VALUE, pair->value->loc,
                      "%.*s: keys and values belong here", SM_STR_ARG(pair->key));
    }
}

static const sm_config *config_from(sm_arena *arena, const sm_source *source, sm_diag *diag)
{
    sm_config *config = SM_NEW(arena, sm_config);
    sm_yaml_error error;
    const sm_value *whole = sm_yaml_parse(arena, source, 0, source->text, &error);
    if (whole == NULL) {
        sm_report(diag, SM_DIAG_CONFIG_UNREADABLE, error.loc, "%.*s", SM_STR_ARG(error.text));
        return config;
    }
    if (whole->kind == SM_VALUE_NULL)
        return config;
    if (whole->kind != SM_VALUE_MAP) {
        sm_report(diag, SM_DIAG_CONFIG_UNREADABLE, whole->loc, "%s", example);
        return config;
    }
    check_parts(arena, whole, diag);
    sm_teaching_check(whole, diag);
    config->teaching = whole;
    config->tracker = config_tracker(arena, sm_value_find(whole, SM_STR("tracker")), diag);
    return config;
}

const sm_config *sm_config_load(sm_arena *arena, const char *path, sm_diag *diag)
{
    const sm_source *source = sm_input_source(arena, path, FILE_LIMIT, diag);
    return source != NULL ? config_from(arena, source, diag) : NULL;
}

const sm_config *sm_config_beside(sm_arena *arena, sm_str folder, sm_diag *diag)
{
    const sm_str name = SM_STR("specmill.yaml");
    sm_str bytes;
    if (!sm_input_read_inside(arena, folder, name, FILE_LIMIT, &bytes))
        return NULL;
    sm_str path = name;
    if (!sm_str_equal(folder, SM_STR(".")))
        path = sm_str_printf(arena, "%.*s%s%.*s", SM_STR_ARG(folder),
                             sm_str_ends(folder, SM_STR("/")) ? "" : "/", SM_STR_ARG(name));
    return config_from(arena, sm_source_from_bytes(arena, path, bytes, diag), diag);
}
