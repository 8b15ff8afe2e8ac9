/* CSS colors read, and what reads on them. */
#include "dia.h"
#include <math.h>
#include <stdlib.h>

static bool hex_color(sm_str digits, sm_color *color, double *opacity)
{
    uint32_t value = 0;
    if (digits.len != 3 && digits.len != 4 && digits.len != 6 && digits.len != 8)
        return false;
    bool brief = digits.len < 6;
    for (size_t i = 0; i < digits.len; i++) {
        if (sm_hex_value(digits.ptr[i]) < 0)
            return false;
        uint32_t digit = (uint32_t)sm_hex_value(digits.ptr[i]);
        value = brief ? value << 8 | digit << 4 | digit : value << 4 | digit;
    }
    if (digits.len == 4 || digits.len == 8) {
        *opacity = (value & 0xff) / 255.0;
        value >>= 8;
    }
    *color = value & 0xffffff;
    return true;
}

/* A number at the start of *REST, which moves past it and its separators. Percentages are of
 * WHOLE. No strtod: it follows the locale. */
static bool css_number(sm_str *rest, double whole, double *number)
{
    size_t i = 0;
    double value = 0, unit = 1;
    bool negative = i < rest->len && rest->ptr[i] == '-', any = false;
    if (negative)
        i++;
    for (; i < rest->len && sm_is_digit(rest->ptr[i]); i++, any = true)
        value = value * 10 + (rest->ptr[i] - '0');
    if (i < rest->len && rest->ptr[i] == '.')
        for (i++; i < rest->len && sm_is_digit(rest->ptr[i]); i++, any = true)
            value += (rest->ptr[i] - '0') * (unit /= 10);
    if (!any)
        return false;
    if (i < rest->len && rest->ptr[i] == '%') {
        value = value / 100 * whole;
        i++;
    }
    while (i < rest->len && !sm_is_digit(rest->ptr[i]) && rest->ptr[i] != '.' &&
           rest->ptr[i] != '-')
        i++;
    *number = negative ? -value : value;
    *rest = sm_str_from(*rest, i);
    return true;
}

static sm_color channel(double value)
{
    return value <= 0 ? 0 : value >= 255 ? 255 : (sm_color)(value + 0.5);
}

/* CSS Color Module Level 4, 7.1. */
static sm_color color_from_hsl(double hue, double saturation, double lightness)
{
    double rgb[3];
    for (int i = 0; i < 3; i++) {
        static const double offsets[] = {0, 8, 4};
        double k = fmod(offsets[i] + hue / 30, 12);
        double a = saturation * (lightness < 1 - lightness ? lightness : 1 - lightness);
        double low = k - 3 < 9 - k ? k - 3 : 9 - k;
        rgb[i] = lightness - a * (low < -1 ? -1 : low > 1 ? 1 : low);
    }
    return channel(rgb[0] * 255) << 16 | channel(rgb[1] * 255) << 8 | channel(rgb[2] * 255);
}

static bool function_color(sm_str text, sm_color *color, double *opacity)
{
    bool hsl = sm_str_starts_nocase(text, SM_STR("hsl"));
    size_t open = sm_str_find_char(text, '(');
    if (open == SM_STR_NONE || (!hsl && !sm_str_starts_nocase(text, SM_STR("rgb"))))
        return false;
    sm_str rest = sm_str_trim(sm_str_from(text, open + 1));
    double a, b, c;
    if (!css_number(&rest, 255, &a) || !css_number(&rest, hsl ? 1 : 255, &b) ||
        !css_number(&rest, hsl ? 1 : 255, &c))
        return false;
    double alpha = 1;
    if (css_number(&rest, 1, &alpha))
        *opacity = alpha < 0 ? 0 : alpha > 1 ? 1 : alpha;
    if (hsl) {
        a = fmod(fmod(a, 360) + 360, 360);
        *color = color_from_hsl(a, b < 0 ? 0 : b > 1 ? 1 : b, c < 0 ? 0 : c > 1 ? 1 : c);
    } else
        *color = channel(a) << 16 | channel(b) << 8 | channel(c);
    return true;
}

bool dia_color(sm_str text, sm_color *color, double *opacity)
{
    text = sm_str_trim(text);
    *opacity = 1;
    if (text.len > 0 && text.ptr[0] == '#')
        return hex_color(sm_str_from(text, 1), color, opacity);
    if (sm_str_equal_nocase(text, SM_STR("transparent"))) {
        *color = 0xffffff;
        *opacity = 0;
        return true;
    }
    return sm_color_named(text, color) || function_color(text, color, opacity);
}

void dia_ink_from_css(sm_ink *ink, sm_str text)
{
    sm_color color;
    double opacity;
    text = sm_str_trim(text);
    if (sm_str_equal_nocase(text, SM_STR("none"))) {
        *ink = sm_ink_none();
        return;
    }
    if (!dia_color(text, &color, &opacity))
        return;
    *ink = sm_ink_solid(color);
    ink->opacity = opacity;
    if (opacity <= 0)
        *ink = sm_ink_none();
}

/* Relative luminance, WCAG 2.1. */
static double luminance(sm_color color)
{
    double sum = 0;
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    for (int i = 0; i < 3; i++) {
        double c = (color >> (8 * i) & 0xff) / 255.0;
        sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

sm_ink dia_ink_on(sm_color color)
{
    return sm_ink_solid(luminance(color) > 0.2125 ? 0x1a1f26 : 0xffffff);
}
