/* The part "tracker" of the configuration. */
#ifndef CONFIG_TRACKER_H
#define CONFIG_TRACKER_H

#include "specmill/base/list.h"
#include "specmill/config/config.h"

/* Whether the key of PAIR is one of NAMES; reports it when not. */
bool config_knows(const sm_value_pair *pair, sm_str_list names, sm_diag *diag);

/* What MAP says; NULL when it says nothing. */
const sm_tracker *config_tracker(sm_arena *arena, const sm_value *map, sm_diag *diag);

#endif
