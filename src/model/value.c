#include "specmill/model/value.h"

const sm_value *sm_value_find(const sm_value *map, sm_str key)
{
    if (map == NULL || map->kind != SM_VALUE_MAP)
        return NULL;
    for (const sm_value_pair *pair = map->as.map; pair != NULL; pair = pair->next)
        if (sm_str_equal(pair->key, key))
            return pair->value;
    return NULL;
}

sm_str sm_value_text(const sm_value *value)
{
    return value != NULL && value->kind == SM_VALUE_SCALAR ? value->as.scalar : (sm_str){0};
}
