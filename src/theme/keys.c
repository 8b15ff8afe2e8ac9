#include "specmill/theme/keys.h"
#include "specmill/theme/theme.h"
#include <stddef.h>
#include <string.h>

const sm_theme_key sm_theme_keys[] = {
#define SM_THEME_COLOR(key, value, help)  {#key, help, SM_IS_COLOR, offsetof(sm_theme, key)},
#define SM_THEME_LENGTH(key, value, help) {#key, help, SM_IS_LENGTH, offsetof(sm_theme, key)},
#define SM_THEME_NUMBER(key, value, help) {#key, help, SM_IS_NUMBER, offsetof(sm_theme, key)},
#define SM_THEME_TEXT(key, value, help)   {#key, help, SM_IS_TEXT, offsetof(sm_theme, key)},
#define SM_THEME_LIST(key, value, help)   {#key, help, SM_IS_LIST, offsetof(sm_theme, key)},
#define SM_THEME_FLAG(key, value, help)   {#key, help, SM_IS_FLAG, offsetof(sm_theme, key)},
#include "specmill/theme/theme_keys.def"
};

const size_t sm_theme_key_count = sizeof sm_theme_keys / sizeof *sm_theme_keys;

const char *sm_theme_type_name(sm_theme_type type)
{
    switch (type) {
    case SM_IS_COLOR:
        return "color";
    case SM_IS_LENGTH:
        return "length";
    case SM_IS_NUMBER:
        return "number";
    case SM_IS_TEXT:
        return "text";
    case SM_IS_LIST:
        return "list";
    case SM_IS_FLAG:
        return "flag";
    }
    return "";
}

/* TEXT between double quotes, as YAML reads it back. */
static void add_quoted(sm_buf *buf, sm_str text)
{
    sm_buf_add_char(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\\')
            sm_buf_add_char(buf, '\\');
        if ((unsigned char)c < 0x20 || c == 0x7F)
            sm_buf_addf(buf, "\\x%02x", (unsigned)(unsigned char)c);
        else
            sm_buf_add_char(buf, c);
    }
    sm_buf_add_char(buf, '"');
}

static void add_list(sm_buf *buf, sm_str_list list)
{
    sm_buf_add_char(buf, '[');
    for (size_t i = 0; i < list.count; i++) {
        sm_buf_add_cstr(buf, i == 0 ? "" : ", ");
        add_quoted(buf, list.items[i]);
    }
    sm_buf_add_char(buf, ']');
}

void sm_theme_add_value(sm_buf *buf, const sm_theme *theme, const sm_theme_key *key)
{
    const void *value = (const char *)theme + key->offset;
    switch (key->type) {
    case SM_IS_COLOR:
        sm_buf_addf(buf, "\"#%06x\"", (unsigned)*(const sm_color *)value);
        return;
    case SM_IS_LENGTH:
        sm_buf_add_number(buf, *(const sm_pt *)value, 3);
        sm_buf_add_cstr(buf, "pt");
        return;
    case SM_IS_NUMBER:
        sm_buf_add_number(buf, *(const double *)value, 3);
        return;
    case SM_IS_TEXT:
        add_quoted(buf, *(const sm_str *)value);
        return;
    case SM_IS_LIST:
        add_list(buf, *(const sm_str_list *)value);
        return;
    case SM_IS_FLAG:
        sm_buf_add_cstr(buf, *(const bool *)value ? "true" : "false");
        return;
    }
}
