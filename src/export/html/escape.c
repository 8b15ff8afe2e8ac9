#include "html.h"

enum { PLAIN, AMP, LESS, GREATER, QUOTE, CONTROL, LATIN, THREE, FOUR };

/* Control characters other than tab and line feed, DEL, the C1 block and non-characters may not
 * stand in HTML (WHATWG HTML, 13.2.2); the last three classes are lead bytes of some. */
static const unsigned char classes[256] = {
    [0] = CONTROL,  [1] = CONTROL,  [2] = CONTROL,   [3] = CONTROL,  [4] = CONTROL,
    [5] = CONTROL,  [6] = CONTROL,  [7] = CONTROL,   [8] = CONTROL,  [11] = CONTROL,
    [12] = CONTROL, [13] = CONTROL, [14] = CONTROL,  [15] = CONTROL, [16] = CONTROL,
    [17] = CONTROL, [18] = CONTROL, [19] = CONTROL,  [20] = CONTROL, [21] = CONTROL,
    [22] = CONTROL, [23] = CONTROL, [24] = CONTROL,  [25] = CONTROL, [26] = CONTROL,
    [27] = CONTROL, [28] = CONTROL, [29] = CONTROL,  [30] = CONTROL, [31] = CONTROL,
    ['&'] = AMP,    ['<'] = LESS,   ['>'] = GREATER, ['"'] = QUOTE,  [0x7f] = CONTROL,
    [0xc2] = LATIN, [0xef] = THREE, [0xf0] = FOUR,   [0xf1] = FOUR,  [0xf2] = FOUR,
    [0xf3] = FOUR,  [0xf4] = FOUR,
};

/* The length of the forbidden character at P, 0 when it is allowed. */
static size_t forbidden(int class, const unsigned char *p, size_t len)
{
    if (class == CONTROL)
        return 1;
    if (class == LATIN)
        return len > 1 && p[1] < 0xa0 ? 2 : 0;
    if (class == THREE) /* U+FDD0-FDEF, U+FFFE, U+FFFF */
        return len > 2 && ((p[1] == 0xb7 && p[2] >= 0x90 && p[2] <= 0xaf) ||
                           (p[1] == 0xbf && p[2] >= 0xbe))
                   ? 3
                   : 0;
    return len > 3 && (p[1] & 0x0f) == 0x0f && p[2] == 0xbf && p[3] >= 0xbe ? 4 : 0;
}

void html_text(sm_buf *buf, sm_str text)
{
    static const sm_str references[] = {
        [AMP] = SM_STR_INIT("&amp;"),
        [LESS] = SM_STR_INIT("&lt;"),
        [GREATER] = SM_STR_INIT("&gt;"),
        [QUOTE] = SM_STR_INIT("&quot;"),
    };
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t start = 0, i = 0;
    for (;;) {
        while (i < text.len && classes[p[i]] == PLAIN)
            i++;
        if (i == text.len)
            break;
        int class = classes[p[i]];
        size_t skip = class < CONTROL ? 1 : forbidden(class, p + i, text.len - i);
        if (skip == 0) {
            i++;
            continue;
        }
        sm_buf_add(buf, text.ptr + start, i - start);
        sm_buf_add_str(buf, class < CONTROL ? references[class] : SM_STR("\xef\xbf\xbd"));
        i += skip;
        start = i;
    }
    if (i != start)
        sm_buf_add(buf, text.ptr + start, i - start);
}

void html_say(html_writer *w, sm_phrase phrase)
{
    html_text(w->buf, sm_say(w->wording, phrase));
}

void html_say_count(html_writer *w, sm_phrase phrase, size_t count)
{
    html_text(w->buf, sm_say_count(w->arena, w->wording, phrase, count));
}
