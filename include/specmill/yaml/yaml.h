/* YAML 1.1 text (libyaml) to values. Aliases are copied up to a limit; tags are ignored. */
#ifndef SPECMILL_YAML_YAML_H
#define SPECMILL_YAML_YAML_H

#include "specmill/base/diag.h"
#include "specmill/model/value.h"

typedef struct sm_yaml_error {
    sm_loc loc;
    sm_str text; /* what is wrong, as a sentence part */
} sm_yaml_error;

/* The first document in TEXT, which is a part of SOURCE's text and starts there at byte
 * OFFSET. NULL after filling *ERROR when it is not YAML; an empty document is a null value. */
const sm_value *sm_yaml_parse(sm_arena *arena, const sm_source *source, size_t offset,
                              sm_str text, sm_yaml_error *error);

#endif
