#include "specmill/theme/theme.h"
#include "specmill/base/list.h"

static sm_str_list alternatives(sm_arena *arena, const char *text)
{
    sm_str_builder list = {0};
    sm_str rest = sm_str_from_cstr(text), piece;
    while (sm_str_split(&rest, '|', &piece))
        SM_LIST_ADD(arena, &list, piece);
    return (sm_str_list){list.items, list.count};
}

const sm_theme *sm_theme_builtin(sm_arena *arena)
{
    sm_theme *theme = SM_NEW(arena, sm_theme);
    theme->name = SM_STR("default");
#define SM_THEME_COLOR(key, value, help)  theme->key = value;
#define SM_THEME_LENGTH(key, value, help) theme->key = value;
#define SM_THEME_NUMBER(key, value, help) theme->key = value;
#define SM_THEME_TEXT(key, value, help)   theme->key = SM_STR(value);
#define SM_THEME_LIST(key, value, help)   theme->key = alternatives(arena, value);
#define SM_THEME_FLAG(key, value, help)   theme->key = value;
#include "specmill/theme/theme_keys.def"
    return theme;
}

const sm_theme *sm_theme_load(sm_arena *arena, const char *name_or_file, sm_str_list search,
                              sm_diag *diag)
{
    (void)search;
    (void)diag;
    (void)name_or_file;
    return sm_theme_builtin(arena);
}
