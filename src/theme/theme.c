#include "specmill/theme/theme.h"
#include "specmill/base/list.h"
#include "specmill/theme/keys.h"

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
    theme->css = SM_STR("");
#define SM_THEME_COLOR(key, value, help)  theme->key = value;
#define SM_THEME_LENGTH(key, value, help) theme->key = value;
#define SM_THEME_NUMBER(key, value, help) theme->key = value;
#define SM_THEME_TEXT(key, value, help)   theme->key = SM_STR(value);
#define SM_THEME_LIST(key, value, help)   theme->key = alternatives(arena, value);
#define SM_THEME_FLAG(key, value, help)   theme->key = value;
#include "specmill/theme/theme_keys.def"
    return theme;
}

void sm_theme_write(sm_buf *buf, const sm_theme *theme)
{
    enum { HELP_COLUMN = 40 };
    sm_buf_addf(
        buf,
        "# The theme \"%.*s\" of specmill with every key. A theme of your own needs only\n"
        "# the keys that differ, and a line such as \"inherits: %.*s\".\n"
        "# Lengths have a unit: pt mm cm in px. Colors: \"#rrggbb\" in quotes, or a\n"
        "# CSS name. A page.css beside this file is added to the style of HTML.\n\n",
        SM_STR_ARG(theme->name), SM_STR_ARG(theme->name));
    for (size_t i = 0; i < sm_theme_key_count; i++) {
        size_t start = buf->len;
        sm_buf_addf(buf, "%s: ", sm_theme_keys[i].name);
        sm_theme_add_value(buf, theme, &sm_theme_keys[i]);
        size_t width = buf->len - start;
        sm_buf_addf(buf, "%*s# %s\n", width + 2 > HELP_COLUMN ? 2 : (int)(HELP_COLUMN - width),
                    "", sm_theme_keys[i].help);
    }
}
