#include "specmill/base/list.h"
#include <string.h>

/* Most lists stay short, those of a paragraph or a table's cell above all: of large items not
 * many are expected. */
enum { FIRST = 8, FIRST_LARGE = 4, LARGE_ITEM = 32 };

void *sm_list_reserve(sm_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t first = size > LARGE_ITEM ? FIRST_LARGE : FIRST;
    size_t wanted = *capacity == 0 ? first : *capacity * 2;
    items = sm_arena_resize(arena, items, *capacity * size, wanted * size);
    *capacity = wanted;
    return items;
}
