#include "specmill/font/metrics.h"
#include "specmill/base/utf8.h"

typedef struct span {
    uint32_t first, last;
} span;

typedef struct advance {
    uint16_t first, last;
    uint16_t regular, bold; /* 1/2048 em */
} advance;

static const span wide_spans[] = {
#define METRICS_WIDE
#include "metrics.def"
};

static const span zero_spans[] = {
#define METRICS_ZERO
#include "metrics.def"
};

static const advance arial[] = {
#define METRICS_ARIAL
#include "metrics.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Widths in em of what the tables leave open. */
static const double mono_em = 0.6;
static const double letter_em = 0.6; /* a letter of a script that Arial lacks */
static const double symbol_em = 0.8; /* arrows, dingbats: what fallback faces have */

enum { ZERO_WIDTH_JOINER = 0x200D, EMOJI_SELECTOR = 0xFE0F };

static bool in_spans(const span *spans, size_t count, uint32_t codepoint)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (codepoint > spans[middle].last)
            low = middle + 1;
        else if (codepoint < spans[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

static const advance *arial_advance(uint32_t codepoint)
{
    size_t low = 0, high = COUNT(arial);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (codepoint > arial[middle].last)
            low = middle + 1;
        else if (codepoint < arial[middle].first)
            high = middle;
        else
            return &arial[middle];
    }
    return NULL;
}

bool sm_is_wide(uint32_t codepoint)
{
    return codepoint >= 0x1100 && in_spans(wide_spans, COUNT(wide_spans), codepoint);
}

static bool is_zero(uint32_t codepoint)
{
    return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) ||
           (codepoint >= 0xAD && in_spans(zero_spans, COUNT(zero_spans), codepoint));
}

static bool is_pictograph(uint32_t codepoint)
{
    return codepoint >= 0x1F300 && codepoint <= 0x1FAFF;
}

static double width_em(uint32_t codepoint, bool bold, bool mono)
{
    if (codepoint >= 0x20 && codepoint < 0x7F && mono)
        return mono_em;
    if (is_zero(codepoint))
        return 0;
    if (sm_is_wide(codepoint) || is_pictograph(codepoint))
        return 1;
    if (mono)
        return mono_em;
    const advance *entry = arial_advance(codepoint);
    if (entry != NULL)
        return (bold ? entry->bold : entry->regular) / 2048.0;
    return codepoint >= 0x2190 && codepoint < 0x2C00 ? symbol_em : letter_em;
}

static bool is_skin_tone(uint32_t codepoint)
{
    return codepoint >= 0x1F3FB && codepoint <= 0x1F3FF;
}

size_t sm_text_cells(sm_str text)
{
    size_t count = 0;
    uint32_t previous = 0;
    for (size_t offset = 0; offset < text.len;) {
        if ((unsigned char)text.ptr[offset] < 0x80) {
            previous = (unsigned char)text.ptr[offset++];
            count++;
            continue;
        }
        uint32_t codepoint = sm_utf8_next(text, &offset);
        bool wide = sm_is_wide(codepoint);
        bool joined = wide && (previous == ZERO_WIDTH_JOINER ||
                               (is_skin_tone(codepoint) && sm_is_wide(previous)));
        bool vowel = codepoint >= 0x1160 && codepoint <= 0x11FF; /* of a Hangul syllable */
        if (!joined && !vowel)
            count += wide ? 2 : is_zero(codepoint) ? 0 : 1;
        previous = codepoint;
    }
    return count;
}

sm_pt sm_text_width(sm_str text, sm_pt size, bool bold, bool mono)
{
    double total = 0, last = 0;
    uint32_t previous = 0;
    size_t offset = 0;
    while (offset < text.len) {
        uint32_t codepoint = sm_utf8_next(text, &offset);
        double width = width_em(codepoint, bold, mono);
        /* Sequences that are drawn as one picture: joined, or with a skin tone. */
        bool skin_tone = is_skin_tone(codepoint);
        if (previous == ZERO_WIDTH_JOINER && (is_pictograph(codepoint) || width == 1))
            width = 0;
        else if (skin_tone && last == 1)
            width = 0;
        else if (codepoint == EMOJI_SELECTOR && last > 0 && last < 1)
            width = 1 - last;
        total += width;
        if (width > 0)
            last = width;
        previous = codepoint;
    }
    return total * size;
}
