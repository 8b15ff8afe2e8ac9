#include "specmill/base/limits.h"
#include <stdint.h>
#include <stdio.h>

const sm_limits sm_limits_default = {{
#define SM_LIMIT(code, name, value, unit, what, beyond) value,
#include "specmill/base/limits.def"
#undef SM_LIMIT
}};

const sm_limit_row sm_limit_rows[SM_LIMIT_COUNT] = {
#define SM_LIMIT(code, name, value, unit, what, beyond) {name, SM_UNIT_##unit, what, beyond},
#include "specmill/base/limits.def"
#undef SM_LIMIT
};

static bool read_value(sm_str text, size_t *value)
{
    size_t number = 0, at = 0;
    for (; at < text.len && sm_is_digit(text.ptr[at]); at++) {
        size_t digit = (size_t)(text.ptr[at] - '0');
        if (number > (SIZE_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    if (at == 0 || at + 1 < text.len)
        return false;
    size_t unit =
        at == text.len ? 0 : sm_str_find_char(SM_STR(" kmg"), sm_to_lower(text.ptr[at]));
    if (unit == SM_STR_NONE || (unit == 0 && at < text.len) || number > SIZE_MAX >> (10 * unit))
        return false;
    *value = number << (10 * unit);
    return true;
}

const char *sm_limits_set(sm_limits *limits, sm_str setting)
{
    size_t equals = sm_str_find_char(setting, '=');
    if (equals == SM_STR_NONE)
        return "not NAME=VALUE";
    sm_str name = sm_str_trim(sm_str_sub(setting, 0, equals));
    for (size_t i = 0; i < SM_LIMIT_COUNT; i++)
        if (sm_str_equal(name, sm_str_from_cstr(sm_limit_rows[i].name)))
            return read_value(sm_str_trim(sm_str_from(setting, equals + 1)),
                              &limits->at_most[i])
                       ? NULL
                       : "not a number, with K, M or G behind it or not";
    return "no limit has that name; the manual lists them";
}

void sm_limit_print(char text[32], size_t value)
{
    static const char units[] = {'\0', 'K', 'M', 'G'};
    size_t unit = 0;
    while (unit < 3 && value != 0 && value % 1024 == 0) {
        value /= 1024;
        unit++;
    }
    snprintf(text, 32, "%zu%c", value, units[unit]);
}
