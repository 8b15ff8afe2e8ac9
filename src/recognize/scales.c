#include "recognizer.h"

/* Risks in figures: "4" is the highest of four levels, the second highest of five. The highest
 * figure among all risks tells which scale they are on. */

/* The figure that LEVEL is: "4", "4/5"; 0 when it is none. *OF is what stands behind the slash.
 */
static int figure_of(const sm_level *level, int *of)
{
    sm_str text = level->text;
    size_t at = 0;
    int figure = 0;
    *of = 0;
    while (at < text.len && at < 3 && sm_is_digit(text.ptr[at]))
        figure = figure * 10 + text.ptr[at++] - '0';
    if (at == text.len)
        return figure;
    if (text.ptr[at] != '/')
        return 0;
    while (++at < text.len && *of < 100 && sm_is_digit(text.ptr[at]))
        *of = *of * 10 + text.ptr[at] - '0';
    return at == text.len ? figure : 0;
}

/* "30 %", "~60%". */
static bool percent_of(const sm_level *level, int *percent)
{
    sm_str text = level->text;
    size_t at = 0;
    *percent = 0;
    while (at < text.len && (text.ptr[at] == '~' || text.ptr[at] == '<' || text.ptr[at] == '>'))
        at++;
    size_t start = at;
    while (at < text.len && at - start < 3 && sm_is_digit(text.ptr[at]))
        *percent = *percent * 10 + text.ptr[at++] - '0';
    bool digits = at != start;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    return digits && at + 1 == text.len && text.ptr[at] == '%' && *percent <= 100;
}

static sm_level_value quarter(int part, int whole)
{
    return part * 4 <= whole       ? SM_LEVEL_LOW
           : part * 2 <= whole     ? SM_LEVEL_MEDIUM
           : part * 4 <= whole * 3 ? SM_LEVEL_HIGH
                                   : SM_LEVEL_CRITICAL;
}

static sm_level_value on_scale(int figure, int top)
{
    static const sm_level_value of_five[] = {SM_LEVEL_NONE,   SM_LEVEL_LOW,  SM_LEVEL_LOW,
                                             SM_LEVEL_MEDIUM, SM_LEVEL_HIGH, SM_LEVEL_CRITICAL};
    if (figure == 0 || figure > top)
        return SM_LEVEL_NONE;
    return top == 5 ? of_five[figure] : quarter(figure, top);
}

static void settle(sm_level *level, int top)
{
    int of, percent, figure = figure_of(level, &of);
    if (of != 0)
        top = of;
    if (figure != 0 && top > 4 && top <= 100)
        level->value = on_scale(figure, top);
    else if (level->value == SM_LEVEL_NONE && percent_of(level, &percent))
        level->value = quarter(percent, 100);
}

void rec_settle_scales(rec *r)
{
    const rec_drafts *drafts = &r->drafts[SM_RISKS];
    int highest = 0, of;
    for (size_t i = 0; i < drafts->count; i++) {
        const sm_risk *risk = (const sm_risk *)drafts->items[i]->record;
        int p = figure_of(&risk->probability, &of), q = figure_of(&risk->impact, &of);
        highest = p > highest ? p : highest;
        highest = q > highest ? q : highest;
    }
    int top = highest <= 4 ? 4 : highest <= 5 ? 5 : highest <= 10 ? 10 : 100;
    for (size_t i = 0; i < drafts->count; i++) {
        sm_risk *risk = (sm_risk *)drafts->items[i]->record;
        settle(&risk->probability, top);
        settle(&risk->impact, top);
    }
}
