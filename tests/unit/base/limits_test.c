#include "specmill/base/limits.h"
#include "specmill/base/diag.h"
#include "unit/test.h"
#include <stdint.h>
#include <string.h>

TEST(a_setting_names_a_limit_and_its_value)
{
    sm_limits limits = sm_limits_default;
    CHECK(sm_limits_set(&limits, SM_STR("cells=12")) == NULL);
    CHECK(limits.at_most[SM_LIMIT_CELLS] == 12);
    CHECK(sm_limits_set(&limits, SM_STR("input=3k")) == NULL);
    CHECK(limits.at_most[SM_LIMIT_INPUT] == 3072);
    CHECK(sm_limits_set(&limits, SM_STR("memory=2G")) == NULL);
    CHECK(limits.at_most[SM_LIMIT_MEMORY] == (size_t)2 << 30);
    CHECK(sm_limits_set(&limits, SM_STR("columns=0")) == NULL);
    CHECK(limits.at_most[SM_LIMIT_COLUMNS] == 0);
}

TEST(what_is_no_setting_changes_nothing)
{
    static const char *const wrong[] = {"",          "cells",
                                        "cells=",    "=1",
                                        "cells=x",   "cells=1x",
                                        "cells=-1",  "Cells=",
                                        "cells= ",   "cells=99999999999999999999",
                                        "cells=1KK", "input=99999999999G"};
    sm_limits limits = sm_limits_default;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(sm_limits_set(&limits, sm_str_from_cstr(wrong[i])) != NULL);
    CHECK(memcmp(&limits, &sm_limits_default, sizeof limits) == 0);
}

TEST(values_are_printed_as_they_may_be_set)
{
    char text[32];
    sm_limit_print(text, (size_t)256 << 20);
    CHECK(strcmp(text, "256M") == 0);
    sm_limit_print(text, 1000);
    CHECK(strcmp(text, "1000") == 0);
    sm_limit_print(text, 0);
    CHECK(strcmp(text, "0") == 0);
    sm_limit_print(text, SIZE_MAX);
    CHECK(strcmp(text, "18446744073709551615") == 0);
}

TEST(findings_beyond_their_limit_are_left_out_but_not_errors)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_limits limits = sm_limits_default;
    limits.at_most[SM_LIMIT_FINDINGS] = 3;
    sm_diag_set_limits(diag, &limits);
    CHECK(sm_limit(diag, SM_LIMIT_TIME) == SIZE_MAX && sm_limit(diag, SM_LIMIT_FINDINGS) == 3);
    for (uint32_t i = 1; i < 100; i++)
        sm_report(diag, SM_DIAG_EMPTY_SECTION, (sm_loc){NULL, i, 1}, NULL);
    sm_report(diag, SM_DIAG_OUTPUT_FAILED, (sm_loc){0}, NULL);
    CHECK(sm_diag_count(diag, SM_NOTE) == 5);
    CHECK(sm_diag_count(diag, SM_WARNING) == 2);
    CHECK(sm_diag_count(diag, SM_ERROR) == 1);
    sm_arena_free(arena);
}

RUN_TESTS()
