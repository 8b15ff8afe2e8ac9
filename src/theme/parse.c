#include "parse.h"

/* CSS Color Module Level 4, 6.1; sorted. */
static const struct named_color {
    const char *name;
    sm_color color;
} named_colors[] = {
#include "css_colors.def"
};

bool sm_color_named(sm_str text, sm_color *color)
{
    for (size_t i = 0; i < sizeof named_colors / sizeof *named_colors; i++)
        if (sm_str_equal_nocase(text, sm_str_from_cstr(named_colors[i].name))) {
            *color = named_colors[i].color;
            return true;
        }
    return false;
}

bool theme_color(sm_str text, sm_color *color)
{
    if (text.len == 0 || text.ptr[0] != '#')
        return sm_color_named(text, color);
    bool brief = text.len == 4;
    if (!brief && text.len != 7)
        return false;
    sm_color value = 0;
    for (size_t i = 1; i < text.len; i++) {
        int digit = sm_hex_value(text.ptr[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (sm_color)digit;
        if (brief)
            value = value << 4 | (sm_color)digit;
    }
    *color = value;
    return true;
}

/* The number that TEXT starts with; *REST is what follows. */
static bool leading_number(sm_str text, double *number, sm_str *rest)
{
    enum { DIGITS = 12 }; /* far more than a theme has; exact in a double */
    size_t at = 0, digits = 0;
    bool negative = text.len != 0 && text.ptr[0] == '-';
    if (text.len != 0 && (text.ptr[0] == '-' || text.ptr[0] == '+'))
        at++;
    double value = 0, scale = 1;
    bool fraction = false;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '.' && !fraction) {
            fraction = true;
        } else if (sm_is_digit(c) && digits < DIGITS) {
            value = value * 10 + (c - '0');
            scale *= fraction ? 10 : 1;
            digits++;
        } else {
            break;
        }
    }
    *rest = sm_str_from(text, at);
    *number = (negative ? -value : value) / scale;
    return digits != 0;
}

bool theme_number(sm_str text, double *number)
{
    sm_str rest;
    return leading_number(text, number, &rest) && rest.len == 0;
}

bool theme_length(sm_str text, sm_pt *length)
{
    static const struct unit {
        const char *name;
        double points;
    } units[] = {{"pt", 1}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"px", 0.75}};
    sm_str rest;
    double number;
    if (!leading_number(text, &number, &rest))
        return false;
    rest = sm_str_trim(rest);
    if (rest.len == 0 && !(number > 0 || number < 0)) {
        *length = 0;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (sm_str_equal_nocase(rest, sm_str_from_cstr(units[i].name))) {
            *length = number * units[i].points;
            return true;
        }
    return false;
}

bool theme_flag(sm_str text, bool *flag)
{
    *flag = sm_str_among(text, "true|yes|on|y");
    return *flag || sm_str_among(text, "false|no|off|n");
}
