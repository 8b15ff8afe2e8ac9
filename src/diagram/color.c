#include "dia.h"
#include <math.h>
#include <stdlib.h>

/* CSS Color Module Level 4, 6.1. */
static const struct {
    const char *name;
    sm_color color;
} names[] = {
    {"aliceblue", 0xf0f8ff},
    {"antiquewhite", 0xfaebd7},
    {"aqua", 0x00ffff},
    {"aquamarine", 0x7fffd4},
    {"azure", 0xf0ffff},
    {"beige", 0xf5f5dc},
    {"bisque", 0xffe4c4},
    {"black", 0x000000},
    {"blanchedalmond", 0xffebcd},
    {"blue", 0x0000ff},
    {"blueviolet", 0x8a2be2},
    {"brown", 0xa52a2a},
    {"burlywood", 0xdeb887},
    {"cadetblue", 0x5f9ea0},
    {"chartreuse", 0x7fff00},
    {"chocolate", 0xd2691e},
    {"coral", 0xff7f50},
    {"cornflowerblue", 0x6495ed},
    {"cornsilk", 0xfff8dc},
    {"crimson", 0xdc143c},
    {"cyan", 0x00ffff},
    {"darkblue", 0x00008b},
    {"darkcyan", 0x008b8b},
    {"darkgoldenrod", 0xb8860b},
    {"darkgray", 0xa9a9a9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xa9a9a9},
    {"darkkhaki", 0xbdb76b},
    {"darkmagenta", 0x8b008b},
    {"darkolivegreen", 0x556b2f},
    {"darkorange", 0xff8c00},
    {"darkorchid", 0x9932cc},
    {"darkred", 0x8b0000},
    {"darksalmon", 0xe9967a},
    {"darkseagreen", 0x8fbc8f},
    {"darkslateblue", 0x483d8b},
    {"darkslategray", 0x2f4f4f},
    {"darkslategrey", 0x2f4f4f},
    {"darkturquoise", 0x00ced1},
    {"darkviolet", 0x9400d3},
    {"deeppink", 0xff1493},
    {"deepskyblue", 0x00bfff},
    {"dimgray", 0x696969},
    {"dimgrey", 0x696969},
    {"dodgerblue", 0x1e90ff},
    {"firebrick", 0xb22222},
    {"floralwhite", 0xfffaf0},
    {"forestgreen", 0x228b22},
    {"fuchsia", 0xff00ff},
    {"gainsboro", 0xdcdcdc},
    {"ghostwhite", 0xf8f8ff},
    {"gold", 0xffd700},
    {"goldenrod", 0xdaa520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xadff2f},
    {"grey", 0x808080},
    {"honeydew", 0xf0fff0},
    {"hotpink", 0xff69b4},
    {"indianred", 0xcd5c5c},
    {"indigo", 0x4b0082},
    {"ivory", 0xfffff0},
    {"khaki", 0xf0e68c},
    {"lavender", 0xe6e6fa},
    {"lavenderblush", 0xfff0f5},
    {"lawngreen", 0x7cfc00},
    {"lemonchiffon", 0xfffacd},
    {"lightblue", 0xadd8e6},
    {"lightcoral", 0xf08080},
    {"lightcyan", 0xe0ffff},
    {"lightgoldenrodyellow", 0xfafad2},
    {"lightgray", 0xd3d3d3},
    {"lightgreen", 0x90ee90},
    {"lightgrey", 0xd3d3d3},
    {"lightpink", 0xffb6c1},
    {"lightsalmon", 0xffa07a},
    {"lightseagreen", 0x20b2aa},
    {"lightskyblue", 0x87cefa},
    {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xb0c4de},
    {"lightyellow", 0xffffe0},
    {"lime", 0x00ff00},
    {"limegreen", 0x32cd32},
    {"linen", 0xfaf0e6},
    {"magenta", 0xff00ff},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66cdaa},
    {"mediumblue", 0x0000cd},
    {"mediumorchid", 0xba55d3},
    {"mediumpurple", 0x9370db},
    {"mediumseagreen", 0x3cb371},
    {"mediumslateblue", 0x7b68ee},
    {"mediumspringgreen", 0x00fa9a},
    {"mediumturquoise", 0x48d1cc},
    {"mediumvioletred", 0xc71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xf5fffa},
    {"mistyrose", 0xffe4e1},
    {"moccasin", 0xffe4b5},
    {"navajowhite", 0xffdead},
    {"navy", 0x000080},
    {"oldlace", 0xfdf5e6},
    {"olive", 0x808000},
    {"olivedrab", 0x6b8e23},
    {"orange", 0xffa500},
    {"orangered", 0xff4500},
    {"orchid", 0xda70d6},
    {"palegoldenrod", 0xeee8aa},
    {"palegreen", 0x98fb98},
    {"paleturquoise", 0xafeeee},
    {"palevioletred", 0xdb7093},
    {"papayawhip", 0xffefd5},
    {"peachpuff", 0xffdab9},
    {"peru", 0xcd853f},
    {"pink", 0xffc0cb},
    {"plum", 0xdda0dd},
    {"powderblue", 0xb0e0e6},
    {"purple", 0x800080},
    {"rebeccapurple", 0x663399},
    {"red", 0xff0000},
    {"rosybrown", 0xbc8f8f},
    {"royalblue", 0x4169e1},
    {"saddlebrown", 0x8b4513},
    {"salmon", 0xfa8072},
    {"sandybrown", 0xf4a460},
    {"seagreen", 0x2e8b57},
    {"seashell", 0xfff5ee},
    {"sienna", 0xa0522d},
    {"silver", 0xc0c0c0},
    {"skyblue", 0x87ceeb},
    {"slateblue", 0x6a5acd},
    {"slategray", 0x708090},
    {"slategrey", 0x708090},
    {"snow", 0xfffafa},
    {"springgreen", 0x00ff7f},
    {"steelblue", 0x4682b4},
    {"tan", 0xd2b48c},
    {"teal", 0x008080},
    {"thistle", 0xd8bfd8},
    {"tomato", 0xff6347},
    {"turquoise", 0x40e0d0},
    {"violet", 0xee82ee},
    {"wheat", 0xf5deb3},
    {"white", 0xffffff},
    {"whitesmoke", 0xf5f5f5},
    {"yellow", 0xffff00},
    {"yellowgreen", 0x9acd32},
};

static bool hex_color(sm_str digits, sm_color *color, double *opacity)
{
    uint32_t value = 0;
    if (digits.len != 3 && digits.len != 4 && digits.len != 6 && digits.len != 8)
        return false;
    bool brief = digits.len < 6;
    for (size_t i = 0; i < digits.len; i++) {
        char c = sm_to_lower(digits.ptr[i]);
        if (!sm_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        uint32_t digit = sm_is_digit(c) ? (uint32_t)(c - '0') : (uint32_t)(c - 'a') + 10;
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
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sm_str_equal_nocase(text, sm_str_from_cstr(names[i].name))) {
            *color = names[i].color;
            return true;
        }
    return function_color(text, color, opacity);
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
