#include "specmill/model/date.h"
#include <stdint.h>

static bool digits(sm_str text, int *number)
{
    *number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!sm_is_digit(text.ptr[i]))
            return false;
        *number = *number * 10 + (text.ptr[i] - '0');
    }
    return text.len != 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool sm_date_from_iso(sm_str text, sm_date *date)
{
    sm_date made = {.text = text};
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-' ||
        !digits(sm_str_sub(text, 0, 4), &made.year) ||
        !digits(sm_str_sub(text, 5, 2), &made.month) ||
        !digits(sm_str_from(text, 8), &made.day))
        return false;
    if (made.year < 1 || made.month < 1 || made.month > 12 || made.day < 1 ||
        made.day > days_in_month(made.year, made.month))
        return false;
    *date = made;
    return true;
}

bool sm_date_from_epoch(sm_arena *arena, sm_str seconds, sm_date *date)
{
    enum { DAY = 86400 };
    const uint64_t last = UINT64_C(253402300799); /* of the year 9999 */
    uint64_t time = 0;
    if (seconds.len == 0)
        return false;
    for (size_t i = 0; i < seconds.len; i++) {
        if (!sm_is_digit(seconds.ptr[i]))
            return false;
        time = time * 10 + (uint64_t)(seconds.ptr[i] - '0');
        if (time > last)
            return false;
    }
    /* H. Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years from March.
     */
    uint64_t day = time / DAY + 719468, era = day / 146097, of_era = day % 146097;
    uint64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint64_t month = (5 * of_year + 2) / 153; /* from March */
    date->day = (int)(of_year - (153 * month + 2) / 5 + 1);
    date->month = (int)(month < 10 ? month + 3 : month - 9);
    date->year = (int)(year + era * 400) + (date->month <= 2);
    date->text = sm_str_printf(arena, "%04d-%02d-%02d", date->year, date->month, date->day);
    return true;
}
