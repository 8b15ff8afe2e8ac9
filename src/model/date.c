#include "specmill/model/date.h"
#include "specmill/base/calendar.h"

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

bool sm_date_from_iso(sm_str text, sm_date *date)
{
    sm_date made = {.text = text};
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-' ||
        !digits(sm_str_sub(text, 0, 4), &made.year) ||
        !digits(sm_str_sub(text, 5, 2), &made.month) ||
        !digits(sm_str_from(text, 8), &made.day))
        return false;
    if (made.year < 1 || !sm_is_day((sm_day){made.year, made.month, made.day}))
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
    sm_day day = sm_day_of((int64_t)(time / DAY));
    date->year = day.year;
    date->month = day.month;
    date->day = day.day;
    date->text = sm_str_printf(arena, "%04d-%02d-%02d", date->year, date->month, date->day);
    return true;
}
