/* Finding records by their id. */
#ifndef SPECMILL_MODEL_IDS_H
#define SPECMILL_MODEL_IDS_H

#include "specmill/base/map.h"
#include "specmill/model/spec.h"

/* The records of one kind by their ids, built once. */
typedef struct sm_ids {
    const sm_records *records;
    sm_map numbers; /* of the first record with each id, from 1 */
} sm_ids;

sm_ids sm_ids_new(sm_arena *arena, const sm_records *records);

/* The position of the first record with that id, or SM_STR_NONE. */
size_t sm_ids_find(const sm_ids *ids, sm_str id);

#endif
