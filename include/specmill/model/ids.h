/* Finding records by their id. */
#ifndef SPECMILL_MODEL_IDS_H
#define SPECMILL_MODEL_IDS_H

#include "specmill/model/spec.h"

/* A hash table over the ids of one kind of record, built once. */
typedef struct sm_ids {
    const sm_records *records;
    uint32_t *slots; /* 0: empty, else the number of the record, from 1 */
    size_t slot_count;
} sm_ids;

sm_ids sm_ids_new(sm_arena *arena, const sm_records *records);

/* The position of the first record with that id, or SM_STR_NONE. */
size_t sm_ids_find(const sm_ids *ids, sm_str id);

#endif
