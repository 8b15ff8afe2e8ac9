/* Limits that keep hostile inputs harmless; limits.def has a row for each. A run's limits are
 * in its sm_diag, because to go over one is a finding; see sm_limit(). */
#ifndef SPECMILL_BASE_LIMITS_H
#define SPECMILL_BASE_LIMITS_H

#include "specmill/base/str.h"

typedef enum sm_limit_code {
#define SM_LIMIT(code, name, value, unit, what, beyond) SM_LIMIT_##code,
#include "specmill/base/limits.def"
#undef SM_LIMIT
    SM_LIMIT_COUNT
} sm_limit_code;

typedef enum sm_limit_unit { SM_UNIT_COUNT, SM_UNIT_BYTES, SM_UNIT_SECONDS } sm_limit_unit;

typedef struct sm_limits {
    size_t at_most[SM_LIMIT_COUNT]; /* 0: no limit */
} sm_limits;

extern const sm_limits sm_limits_default;

/* One row of limits.def. */
typedef struct sm_limit_row {
    const char *name;
    sm_limit_unit unit;
    const char *what, *beyond;
} sm_limit_row;

extern const sm_limit_row sm_limit_rows[SM_LIMIT_COUNT];

/* Sets what "NAME=VALUE" says; K, M or G behind the value is times 1024 once, twice or three
 * times. NULL, or what is wrong, for the user. */
const char *sm_limits_set(sm_limits *limits, sm_str setting);

/* VALUE as a user writes it: "256M", "1000". */
void sm_limit_print(char text[32], size_t value);

#endif
