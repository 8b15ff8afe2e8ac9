#include "specmill/model/ids.h"

sm_ids sm_ids_new(sm_arena *arena, const sm_records *records)
{
    sm_ids ids = {.records = records, .slot_count = 16};
    while (ids.slot_count < records->count * 2)
        ids.slot_count *= 2;
    ids.slots = SM_NEW_ARRAY(arena, uint32_t, ids.slot_count);
    for (size_t i = 0; i < records->count; i++) {
        size_t at = sm_str_hash(records->items[i]->id) & (ids.slot_count - 1);
        while (ids.slots[at] != 0)
            at = (at + 1) & (ids.slot_count - 1);
        ids.slots[at] = (uint32_t)(i + 1);
    }
    return ids;
}

size_t sm_ids_find(const sm_ids *ids, sm_str id)
{
    size_t at = sm_str_hash(id) & (ids->slot_count - 1);
    for (; ids->slots[at] != 0; at = (at + 1) & (ids->slot_count - 1))
        if (sm_str_equal(ids->records->items[ids->slots[at] - 1]->id, id))
            return ids->slots[at] - 1;
    return SM_STR_NONE;
}
