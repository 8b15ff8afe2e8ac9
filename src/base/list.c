#include "specmill/base/list.h"
#include <string.h>

void *sm_list_reserve(sm_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
    items = sm_arena_resize(arena, items, *capacity * size, wanted * size);
    *capacity = wanted;
    return items;
}
