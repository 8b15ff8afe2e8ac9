#include "specmill/base/map.h"

struct sm_map_slot {
    sm_str key; /* absent: the slot is free */
    sm_map_value value;
};

static struct sm_map_slot *slot_of(const sm_map *map, sm_str key)
{
    size_t mask = map->slot_count - 1, at = sm_str_hash(key) & mask;
    while (map->slots[at].key.ptr != NULL && !sm_str_equal(map->slots[at].key, key))
        at = (at + 1) & mask;
    return &map->slots[at];
}

static void grow(sm_arena *arena, sm_map *map)
{
    enum { FIRST_SLOTS = 32 };
    sm_map old = *map;
    map->slot_count = old.slot_count == 0 ? FIRST_SLOTS : old.slot_count * 2;
    map->slots = sm_arena_alloc(arena, map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < old.slot_count; i++)
        if (old.slots[i].key.ptr != NULL)
            *slot_of(map, old.slots[i].key) = old.slots[i];
}

static struct sm_map_slot *slot_for(sm_arena *arena, sm_map *map, sm_str key, bool *added)
{
    if (map->count * 2 >= map->slot_count)
        grow(arena, map);
    struct sm_map_slot *slot = slot_of(map, key);
    *added = slot->key.ptr == NULL;
    if (*added) {
        slot->key = key.ptr != NULL ? key : SM_STR("");
        map->count++;
    }
    return slot;
}

sm_map_value *sm_map_at(sm_arena *arena, sm_map *map, sm_str key)
{
    bool added;
    return &slot_for(arena, map, key, &added)->value;
}

const sm_map_value *sm_map_find(const sm_map *map, sm_str key)
{
    if (map->count == 0)
        return NULL;
    const struct sm_map_slot *slot = slot_of(map, key);
    return slot->key.ptr != NULL ? &slot->value : NULL;
}

bool sm_map_add(sm_arena *arena, sm_map *map, sm_str key)
{
    bool added;
    slot_for(arena, map, key, &added);
    return added;
}
