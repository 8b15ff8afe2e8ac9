#include "specmill/base/calendar.h"

/* Howard Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years, each year
 * from March, so that the leap day is its last. */
enum { ERA = 146097, EPOCH = 719468 /* from 0000-03-01 to 1970-01-01 */ };

bool sm_is_day(sm_day day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (day.month < 1 || day.month > 12 || day.day < 1)
        return false;
    bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
    return day.day <= lengths[day.month - 1] + (day.month == 2 && leap ? 1 : 0);
}

int64_t sm_day_number(sm_day day)
{
    int64_t year = day.month <= 2 ? (int64_t)day.year - 1 : day.year;
    int64_t era = (year >= 0 ? year : year - 399) / 400, in_era = year - era * 400;
    int64_t in_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
    return era * ERA + in_era * 365 + in_era / 4 - in_era / 100 + in_year - EPOCH;
}

sm_day sm_day_of(int64_t number)
{
    int64_t day = number + EPOCH, era = (day >= 0 ? day : day - (ERA - 1)) / ERA;
    int64_t of_era = day - era * ERA;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / (ERA - 1)) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153; /* from March */
    sm_day made = {.month = (int)(month < 10 ? month + 3 : month - 9),
                   .day = (int)(of_year - (153 * month + 2) / 5 + 1)};
    made.year = (int)(year + era * 400) + (made.month <= 2);
    return made;
}
