/* Signs whose color is what they say ("risk: red circle"): drawn in that color, since fonts
 * that can be embedded are black. */
#include "para.h"
#include "specmill/base/utf8.h"

enum {
    RED = 0xC62828,
    ORANGE = 0xD9730D,
    YELLOW = 0xD9A400,
    GREEN = 0x2E8540,
    BLUE = 0x1D5FA8,
    PURPLE = 0x7B3FA0,
    BROWN = 0x7A4A21
};

typedef struct sign {
    uint32_t codepoint;
    sm_color color;
} sign;

static const sign signs[] = {
    {0x26A0, ORANGE},                     /* warning sign */
    {0x26D4, RED},                        /* no entry */
    {0x2705, GREEN},                      /* white heavy check mark */
    {0x274C, RED},                        /* cross mark */
    {0x2757, RED},                        /* exclamation mark */
    {0x2764, RED},                        /* heart */
    {0x2B50, YELLOW},                     /* star */
    {0x1F534, RED},    {0x1F535, BLUE},   /* circles */
    {0x1F6AB, RED},                       /* prohibited */
    {0x1F7E0, ORANGE}, {0x1F7E1, YELLOW}, /* circles */
    {0x1F7E2, GREEN},  {0x1F7E3, PURPLE}, {0x1F7E4, BROWN},  {0x1F7E5, RED},
    {0x1F7E6, BLUE},   {0x1F7E7, ORANGE}, /* squares */
    {0x1F7E8, YELLOW}, {0x1F7E9, GREEN},  {0x1F7EA, PURPLE}, {0x1F7EB, BROWN},
};

static const sign *sign_of(uint32_t codepoint)
{
    size_t low = 0, high = sizeof signs / sizeof *signs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (signs[middle].codepoint < codepoint)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof signs / sizeof *signs && signs[low].codepoint == codepoint ? &signs[low]
                                                                                   : NULL;
}

bool layout_find_sign(sm_str text, size_t *from, size_t *end, sm_color *color)
{
    static const uint32_t emoji_style = 0xFE0F;
    for (size_t i = *from; i < text.len;) {
        unsigned char lead = (unsigned char)text.ptr[i];
        if (lead != 0xE2 && lead != 0xF0) {
            i++;
            continue;
        }
        size_t start = i;
        const sign *found = sign_of(sm_utf8_next(text, &i));
        if (found == NULL)
            continue;
        size_t after = i;
        if (after < text.len && sm_utf8_next(text, &after) == emoji_style)
            i = after;
        *from = start;
        *end = i;
        *color = found->color;
        return true;
    }
    return false;
}
