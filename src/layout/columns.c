#include "columns.h"
#include <math.h>

/* Text is set smaller in these steps before anything else gives way. */
static const double scales[] = {1, 0.95, 0.9, 0.85};
enum { SCALES = sizeof scales / sizeof *scales, ROUNDS = 100 };

static const sm_pt short_label = 90; /* a level, a date, a name: with its padding */

static sm_pt floor_of(const layout_column *column, bool parts)
{
    return parts ? column->part : column->word;
}

/* Whether some cell would become a tower of more than LINES: many columns share the width. */
static bool is_cramped(const layout_column *columns, size_t count, double scale,
                       const sm_pt *widths, int lines)
{
    for (size_t i = 0; count >= 7 && i < count; i++)
        if (columns[i].widest * scale > lines * (widths[i] - columns[i].padding * scale))
            return true;
    return false;
}

static bool fits(const layout_column *columns, size_t count, double scale, bool parts,
                 sm_pt width)
{
    sm_pt sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (floor_of(&columns[i], parts) + columns[i].padding) * scale;
    return sum <= width;
}

static sm_pt least_of(const layout_column *column, double scale, bool parts)
{
    return (floor_of(column, parts) + column->padding) * scale;
}

static sm_pt most_of(const layout_column *column, double scale)
{
    return (column->widest + column->padding) * scale;
}

/* One round of sharing *REST among the columns that are not settled, as CSS flexible boxes do
 * it: when the floors ask for more than there is, the columns below theirs settle there, else
 * those above their ceilings, else all. False when none is left. */
static bool share_rest(const layout_column *columns, size_t count, double scale, bool parts,
                       sm_pt *rest, sm_pt *widths)
{
    double weights = 0;
    for (size_t i = 0; i < count; i++)
        if (widths[i] < 0)
            weights += sqrt(columns[i].widest + columns[i].padding);
    if (weights <= 0)
        return false;
    sm_pt violation = 0, unit = fmax(*rest, 0) / weights;
    for (size_t i = 0; i < count; i++) {
        sm_pt part = unit * sqrt(columns[i].widest + columns[i].padding);
        sm_pt least = least_of(&columns[i], scale, parts), most = most_of(&columns[i], scale);
        if (widths[i] < 0)
            violation += part < least ? least - part : part > most ? most - part : 0;
    }
    bool left = false;
    sm_pt taken = 0;
    for (size_t i = 0; i < count; i++) {
        if (widths[i] >= 0)
            continue;
        sm_pt part = unit * sqrt(columns[i].widest + columns[i].padding);
        sm_pt least = least_of(&columns[i], scale, parts), most = most_of(&columns[i], scale);
        bool below = part < least && violation >= 0, above = part > most && violation <= 0;
        if (!below && !above && fabs(violation) > 0.001) {
            left = true;
            continue;
        }
        widths[i] = below ? least : above ? most : part;
        taken += widths[i];
    }
    *rest -= taken;
    return left;
}

/* Whether the columns that are not settled become towers of more than LINES in WIDTH: then a
 * column that could wrap has no claim to one line. */
static bool towers(const layout_column *columns, size_t count, double scale, int lines,
                   sm_pt width, const sm_pt *widths)
{
    sm_pt wanted = 0, paddings = 0;
    for (size_t i = 0; i < count; i++)
        if (widths[i] < 0) {
            wanted += columns[i].widest * scale;
            paddings += columns[i].padding * scale;
        }
    return wanted > lines * (width - paddings);
}

/* Columns that are content with less than an even share stay on one line, as long as the others
 * keep their floors. Narrow columns of ids, levels and dates then never wrap; wider ones go to
 * two lines rather than starve a column of prose. */
static void settle_narrow(const layout_column *columns, size_t count, double scale, bool parts,
                          sm_pt *rest, sm_pt *widths)
{
    sm_pt floors = 0;
    size_t open = count;
    for (size_t i = 0; i < count; i++)
        floors += least_of(&columns[i], scale, parts);
    bool changed = true;
    for (int round = 0; changed && round < ROUNDS; round++) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            sm_pt most = most_of(&columns[i], scale);
            sm_pt least = least_of(&columns[i], scale, parts);
            if (widths[i] >= 0 || most > *rest / (double)open ||
                most > *rest - (floors - least))
                continue;
            widths[i] = most;
            if (towers(columns, count, scale, 16, *rest - most, widths))
                widths[i] = fmax(least, most * 0.6);
            else if (most > short_label * scale &&
                     towers(columns, count, scale, 4, *rest - most, widths))
                widths[i] = fmax(least, fmax(short_label * scale, most * 0.6));
            *rest -= widths[i];
            floors -= least;
            open--;
            changed = true;
        }
    }
}

/* Shares WIDTH out: every column its floor; columns that are then as wide as they ever need to
 * be stop there; the rest goes by the square root of what the columns hold, so that one
 * column of prose does not starve its neighbors. */
static void share(const layout_column *columns, size_t count, double scale, bool parts,
                  sm_pt width, sm_pt *widths)
{
    sm_pt wanted = 0;
    for (size_t i = 0; i < count; i++)
        wanted += (columns[i].widest + columns[i].padding) * scale;
    if (wanted <= width) { /* all on one line: the rest is spread evenly by need */
        for (size_t i = 0; i < count; i++) {
            sm_pt need = (columns[i].widest + columns[i].padding) * scale;
            widths[i] = need + (width - wanted) * need / wanted;
        }
        return;
    }
    sm_pt rest = width;
    for (size_t i = 0; i < count; i++)
        widths[i] = -1; /* not settled */
    settle_narrow(columns, count, scale, parts, &rest, widths);
    for (int round = 0; round < ROUNDS; round++)
        if (!share_rest(columns, count, scale, parts, &rest, widths))
            break;
    for (size_t i = 0; i < count; i++)
        if (widths[i] < 0)
            widths[i] = least_of(&columns[i], scale, parts);
}

/* Makes the widths add up to WIDTH. */
static void settle(sm_pt *widths, size_t count, sm_pt width)
{
    sm_pt sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += widths[i];
    if (sum <= 0)
        return;
    for (size_t i = 0; i < count; i++)
        widths[i] *= width / sum;
}

/* Nothing fits: the largest scale, down to one at which letters can just be read, at which the
 * fewest columns ask for more than an even share of WIDTH. */
static double squeezed_scale(const layout_column *columns, size_t count, sm_pt width)
{
    static const double smaller[] = {0.85, 0.8, 0.75, 0.7};
    double best = smaller[0];
    size_t fewest = SIZE_MAX;
    for (size_t s = 0; s < sizeof smaller / sizeof *smaller; s++) {
        size_t wide = 0;
        for (size_t i = 0; i < count; i++)
            wide += (columns[i].part + columns[i].padding) * smaller[s] > width / (double)count;
        best = wide < fewest ? smaller[s] : best;
        fewest = wide < fewest ? wide : fewest;
    }
    return best;
}

/* Columns get what they ask for up to an even share, then shares of the rest. */
static void squeeze(const layout_column *columns, size_t count, double scale, sm_pt width,
                    sm_pt *widths)
{
    sm_pt even = width / (double)count, spare = 0, over = 0;
    for (size_t i = 0; i < count; i++) {
        sm_pt part = (columns[i].part + columns[i].padding) * scale;
        widths[i] = fmin(part, even);
        spare += even - widths[i];
        over += part - widths[i];
    }
    for (size_t i = 0; i < count && over > 0; i++)
        widths[i] +=
            spare * ((columns[i].part + columns[i].padding) * scale - widths[i]) / over;
}

/* The first scale at which COLUMNS fit in WIDTH, words broken at soft places or not. */
static bool fit_width(const layout_column *columns, size_t count, bool parts, sm_pt width,
                      sm_pt *widths, double *scale)
{
    for (size_t i = 0; i < SCALES; i++)
        if (fits(columns, count, scales[i], parts, width)) {
            *scale = scales[i];
            share(columns, count, *scale, parts, width, widths);
            settle(widths, count, width);
            return true;
        }
    return false;
}

/* The lines of the tallest cell, about. */
static double tallest(const layout_column *columns, size_t count, double scale,
                      const sm_pt *widths)
{
    double lines = 0;
    for (size_t i = 0; i < count; i++)
        lines = fmax(lines, columns[i].widest * scale /
                                fmax(widths[i] - columns[i].padding * scale, 1));
    return lines;
}

/* As fit_width with words whole, but for a long word that leaves a column of prose too little:
 * that is broken where it may. */
static bool fit_words(const layout_column *columns, size_t count, sm_pt width, sm_pt *widths,
                      double *scale)
{
    static const double tower = 8, lower = 0.67;
    if (!fit_width(columns, count, false, width, widths, scale))
        return false;
    double lines = tallest(columns, count, *scale, widths);
    if (lines > tower && fit_width(columns, count, true, width, widths, scale) &&
        tallest(columns, count, *scale, widths) < lines * lower)
        return true;
    return fit_width(columns, count, false, width, widths, scale);
}

layout_fit layout_fit_columns(const layout_column *columns, size_t count, sm_pt measure,
                              sm_pt landscape, sm_pt *widths)
{
    layout_fit fit = {scales[SCALES - 1], false};
    bool may_turn = landscape > 0;
    for (int parts = 0; parts < 2; parts++)
        if ((parts == 0 ? fit_words(columns, count, measure, widths, &fit.scale)
                        : fit_width(columns, count, true, measure, widths, &fit.scale)) &&
            (!may_turn || !is_cramped(columns, count, fit.scale, widths, 7)))
            return fit;
    fit.landscape = may_turn;
    sm_pt width = may_turn ? landscape : measure;
    bool whole = fit_width(columns, count, false, width, widths, &fit.scale);
    if (whole && !is_cramped(columns, count, fit.scale, widths, 4))
        return fit;
    if (fit_width(columns, count, true, width, widths, &fit.scale))
        return fit;
    fit.scale = squeezed_scale(columns, count, width);
    squeeze(columns, count, fit.scale, width, widths);
    settle(widths, count, width);
    return fit;
}
