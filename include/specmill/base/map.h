/* A hash table from strings to a value each, in an arena. {0} is an empty one. */
#ifndef SPECMILL_BASE_MAP_H
#define SPECMILL_BASE_MAP_H

#include "specmill/base/arena.h"
#include "specmill/base/str.h"

typedef union sm_map_value {
    size_t number;
    void *pointer;
    const void *constant;
} sm_map_value;

typedef struct sm_map {
    struct sm_map_slot *slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t count;
} sm_map;

/* The value of KEY, which is added with a value of zeros when it is not there; until the next
 * call. The bytes of KEY are not copied, they must last as long as the map. */
sm_map_value *sm_map_at(sm_arena *arena, sm_map *map, sm_str key);

/* The value of KEY, or NULL when it is not there. */
const sm_map_value *sm_map_find(const sm_map *map, sm_str key);

/* Adds KEY; false when it was there. */
bool sm_map_add(sm_arena *arena, sm_map *map, sm_str key);

#endif
