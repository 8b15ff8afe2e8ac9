/* UAX #14 for text of Latin, Greek and Cyrillic letters, usual punctuation, symbols, emoji,
 * Chinese ideographs, kana and Hangul syllables, with the same result as ICU's (72, root
 * rules), which takes longer to load than a page takes to set. Rules are cited by their numbers
 * there. */
#include "breaks.h"
#include "specmill/base/utf8.h"

typedef enum line_class {
    OTHER, /* ask ICU */
    AL,
    B2,
    BA,
    BK,
    CL,
    CM,
    CP,
    EX,
    GL,
    HY,
    ID,
    IN,
    IS,
    NS,
    NU,
    OP,
    OW, /* OP of East Asian width, which LB30 leaves out */
    PO,
    PR,
    QU,
    SP,
    SY
} line_class;

static const uint8_t ascii[128] = {
    ['\n'] = BK, [' '] = SP,  ['!'] = EX, ['"'] = QU, ['#'] = AL, ['$'] = PR, ['%'] = PO,
    ['&'] = AL,  ['\''] = QU, ['('] = OP, [')'] = CP, ['*'] = AL, ['+'] = PR, [','] = IS,
    ['-'] = HY,  ['.'] = IS,  ['/'] = SY, ['0'] = NU, ['1'] = NU, ['2'] = NU, ['3'] = NU,
    ['4'] = NU,  ['5'] = NU,  ['6'] = NU, ['7'] = NU, ['8'] = NU, ['9'] = NU, [':'] = IS,
    [';'] = IS,  ['<'] = AL,  ['='] = AL, ['>'] = AL, ['?'] = EX, ['@'] = AL, ['['] = OP,
    ['\\'] = PR, [']'] = CP,  ['^'] = AL, ['_'] = AL, ['`'] = AL, ['{'] = OP, ['|'] = BA,
    ['}'] = CL,  ['~'] = AL,
};

static const struct {
    uint32_t first, last;
    line_class line_class;
} ranges[] = {
#define R(first, last, line_class) {first, last, line_class},
#include "line_classes.def"
#undef R
};

static line_class class_of(uint32_t c)
{
    if (c < sizeof ascii)
        return sm_is_alpha((char)c) ? AL : (line_class)ascii[c];
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > ranges[middle].last)
            low = middle + 1;
        else if (c < ranges[middle].first)
            high = middle;
        else
            return ranges[middle].line_class;
    }
    return OTHER;
}

/* What is known about the text up to a place. */
typedef struct state {
    line_class before; /* the character before it; BK at the start */
    line_class solid;  /* the last one that is no blank */
    bool broken;       /* a line may start with the character before it */
    bool in_number;    /* which is of a number, as LB25 has them, ... */
    bool closed;       /* ... or closes one */
} state;

typedef struct characters {
    line_class first, second, third; /* OTHER after the end */
} characters;

static bool is_fix(line_class c)
{
    return c == PR || c == PO;
}

static bool opens(line_class c)
{
    return c == OP || c == OW;
}

static bool joins_after_blanks(const state *s, const characters *next)
{
    line_class after = next->first;
    if (after == CL || after == CP || after == EX || after == SY || opens(s->solid))
        return true; /* LB13, LB14 */
    if (after == NS)
        return s->solid == CL || s->solid == CP; /* LB16 */
    if (after == IS)
        return next->second != NU; /* LB14a, LB14b */
    return (s->solid == QU && opens(after)) || (s->solid == B2 && after == B2); /* LB15, LB17 */
}

static bool joins_number(const state *s, const characters *next) /* LB25 */
{
    line_class after = next->first;
    if ((s->in_number && (after == NU || is_fix(after))) || (s->closed && is_fix(after)))
        return true;
    if (after == NU)
        return is_fix(s->before) || s->before == HY || s->before == IS;
    return is_fix(s->before) && opens(after) &&
           (next->second == NU || (next->second == IS && next->third == NU));
}

static bool joins_letters(line_class before, line_class after)
{
    switch (before) {
    case AL: /* LB23, LB24, LB28, LB30 */
        return after == NU || after == AL || after == OP || is_fix(after);
    case NU:
        return after == AL || after == OP;
    case PR: /* LB23a, LB24 */
        return after == ID || after == AL;
    case PO:
    case IS: /* LB29 */
        return after == AL;
    case ID:
        return after == PO;
    case CP:
        return after == AL || after == NU;
    case OTHER:
    case B2:
    case BA:
    case BK:
    case CL:
    case CM:
    case EX:
    case GL:
    case HY:
    case IN:
    case NS:
    case OP:
    case OW:
    case QU:
    case SP:
    case SY:
        return false;
    }
    return false;
}

/* Whether no line may start with the FIRST of NEXT, which follows no line break. */
static bool joins(const state *s, const characters *next)
{
    line_class before = s->before, after = next->first;
    if (after == BK || after == SP)
        return true; /* LB6, LB7 */
    if (before == SP)
        return joins_after_blanks(s, next);
    if (after == CL || after == CP || after == EX || after == SY || after == IS)
        return true; /* LB13, LB14b */
    if (opens(before) || before == QU || after == QU || before == GL)
        return true; /* LB14, LB19, LB12 */
    if (after == GL)
        return before != BA && before != HY; /* LB12a */
    if (after == BA || after == HY || after == NS || after == IN ||
        (before == B2 && after == B2))
        return true; /* LB21, LB22, LB17 */
    if (before == HY && after == AL && s->broken)
        return true; /* LB20a */
    return joins_number(s, next) || joins_letters(before, after);
}

static void step(state *s, line_class c, bool broken)
{
    bool goes_on = s->in_number && (c == SY || c == IS);
    s->closed = s->in_number && (c == CL || c == CP);
    s->in_number = c == NU || goes_on;
    s->before = c;
    if (c != SP)
        s->solid = c;
    s->broken = broken;
}

/* Each character's class where it starts, in CLASSES, elsewhere OTHER. A mark belongs to the
 * character before it (LB9), or is a letter when there is none (LB10). */
static bool classify(sm_str text, uint8_t *classes)
{
    line_class before = BK;
    for (size_t at = 0; at < text.len;) {
        size_t next = at;
        line_class c = class_of(sm_utf8_next(text, &next));
        if (c == OTHER)
            return false;
        if (c == CM && before != BK && before != SP)
            c = OTHER;
        else
            before = c = c == CM ? AL : c;
        classes[at++] = (uint8_t)c;
        while (at < next)
            classes[at++] = OTHER;
    }
    classes[text.len] = OTHER;
    return true;
}

static size_t following(sm_str text, const uint8_t *classes, size_t at)
{
    if (at < text.len)
        at++;
    while (at < text.len && classes[at] == OTHER)
        at++;
    return at;
}

bool layout_find_plain_breaks(sm_str text, uint8_t *breaks)
{
    if (!classify(text, breaks))
        return false;
    state s = {.before = BK, .solid = BK};
    size_t at = 0, second = following(text, breaks, 0), third;
    for (; at < text.len; at = second, second = third) {
        third = following(text, breaks, second);
        characters next = {breaks[at], breaks[second], breaks[third]};
        layout_break found = LAYOUT_NO_BREAK;
        if (at != 0 && s.before == BK)
            found = LAYOUT_MUST_BREAK;
        else if (at != 0 && !joins(&s, &next))
            found = LAYOUT_MAY_BREAK;
        step(&s, next.first, at == 0 || found != LAYOUT_NO_BREAK);
        breaks[at] = (uint8_t)found;
        for (size_t i = at + 1; i < second; i++)
            breaks[i] = LAYOUT_NO_BREAK;
    }
    breaks[text.len] = LAYOUT_MUST_BREAK;
    return true;
}
