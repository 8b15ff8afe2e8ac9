/* A tree of values as YAML has them: front matter, themes, configuration. */
#ifndef SPECMILL_MODEL_VALUE_H
#define SPECMILL_MODEL_VALUE_H

#include "specmill/base/source.h"
#include "specmill/base/str.h"

typedef enum sm_value_kind {
    SM_VALUE_NULL,
    SM_VALUE_SCALAR,
    SM_VALUE_LIST,
    SM_VALUE_MAP
} sm_value_kind;

typedef struct sm_value sm_value;

typedef struct sm_value_pair {
    sm_str key;
    sm_loc loc; /* of the key */
    const sm_value *value;
    const struct sm_value_pair *next;
} sm_value_pair;

struct sm_value {
    sm_value_kind kind;
    sm_loc loc;
    const sm_value *next; /* in a list */
    union {
        sm_str scalar;            /* its text; quoted or not */
        const sm_value *list;     /* SM_VALUE_LIST: the first item, or NULL */
        const sm_value_pair *map; /* SM_VALUE_MAP: the first pair, or NULL */
    } as;
};

/* The value under KEY in MAP (exact spelling), or NULL; NULL too when MAP is no map. */
const sm_value *sm_value_find(const sm_value *map, sm_str key);

/* The scalar's text; absent for everything else and for NULL. */
sm_str sm_value_text(const sm_value *value);

#endif
