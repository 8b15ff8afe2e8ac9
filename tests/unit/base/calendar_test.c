#include "specmill/base/calendar.h"
#include "unit/test.h"

TEST(days_are_numbered_from_1970)
{
    CHECK(sm_day_number((sm_day){1970, 1, 1}) == 0);
    CHECK(sm_day_number((sm_day){2000, 3, 1}) == 11017);
    CHECK(sm_day_number((sm_day){1969, 12, 31}) == -1);
    CHECK(sm_day_number((sm_day){0, 3, 1}) == -719468);
    CHECK(sm_day_number((sm_day){9999, 12, 31}) == 2932896);
}

TEST(every_day_of_a_thousand_years_has_its_number)
{
    sm_day day = {1600, 1, 1};
    int wrong = 0;
    for (int64_t number = sm_day_number(day); day.year < 2600; number++) {
        sm_day back = sm_day_of(number);
        wrong += sm_day_number(day) != number || back.year != day.year ||
                 back.month != day.month || back.day != day.day || !sm_is_day(day);
        day.day++;
        if (!sm_is_day(day)) {
            day.day = 1;
            day.month++;
        }
        if (day.month == 13)
            day = (sm_day){day.year + 1, 1, 1};
    }
    CHECK(wrong == 0);
}

TEST(the_leap_day_is_there_in_leap_years_only)
{
    CHECK(sm_is_day((sm_day){2024, 2, 29}));
    CHECK(sm_is_day((sm_day){2000, 2, 29}));
    CHECK(!sm_is_day((sm_day){1900, 2, 29}));
    CHECK(!sm_is_day((sm_day){2026, 2, 29}));
    CHECK(!sm_is_day((sm_day){2026, 13, 1}));
    CHECK(!sm_is_day((sm_day){2026, 4, 31}));
    CHECK(!sm_is_day((sm_day){2026, 4, 0}));
}

RUN_TESTS()
