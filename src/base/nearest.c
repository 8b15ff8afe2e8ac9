#include "specmill/base/nearest.h"
#include <string.h>

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: Levenshtein's rows, and the one before for swapped neighbors. */
size_t sm_str_distance(sm_str a, sm_str b, size_t limit)
{
    if (a.len > LONGEST || b.len > LONGEST)
        return limit + 1;
    size_t before[LONGEST + 1] = {0}, above[LONGEST + 1], row[LONGEST + 1];
    for (size_t j = 0; j <= b.len; j++)
        above[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        char c = sm_to_lower(a.ptr[i - 1]);
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char d = sm_to_lower(b.ptr[j - 1]);
            size_t cost = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (c != d));
            if (i > 1 && j > 1 && c == sm_to_lower(b.ptr[j - 2]) &&
                d == sm_to_lower(a.ptr[i - 2]))
                cost = least(cost, before[j - 2] + 1);
            row[j] = cost;
        }
        memcpy(before, above, sizeof above);
        memcpy(above, row, sizeof row);
    }
    return least(above[b.len], limit + 1);
}

size_t sm_str_nearest(sm_str word, sm_str_list known)
{
    size_t limit = word.len < 3 ? 1 : least(1 + word.len / 4, 4);
    size_t best = SM_STR_NONE, distance = limit + 1;
    for (size_t i = 0; i < known.count && distance != 0; i++) {
        size_t here = sm_str_distance(word, known.items[i], limit);
        if (here < distance && here < known.items[i].len) {
            best = i;
            distance = here;
        }
    }
    return best;
}
