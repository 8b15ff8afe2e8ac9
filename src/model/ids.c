#include "specmill/model/ids.h"

sm_ids sm_ids_new(sm_arena *arena, const sm_records *records)
{
    sm_ids ids = {.records = records};
    for (size_t i = 0; i < records->count; i++) {
        sm_map_value *known = sm_map_at(arena, &ids.numbers, records->items[i]->id);
        if (known->number == 0)
            known->number = i + 1;
    }
    return ids;
}

size_t sm_ids_find(const sm_ids *ids, sm_str id)
{
    const sm_map_value *known = sm_map_find(&ids->numbers, id);
    return known != NULL ? known->number - 1 : SM_STR_NONE;
}
