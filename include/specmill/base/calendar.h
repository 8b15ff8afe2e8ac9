/* The proleptic Gregorian calendar (ISO 8601). */
#ifndef SPECMILL_BASE_CALENDAR_H
#define SPECMILL_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct sm_day {
    int year, month, day; /* from 1 on, but the year may be 0 or less */
} sm_day;

/* Whether there is such a day. */
bool sm_is_day(sm_day day);

/* Days from 1970-01-01 to DAY, whose month has to be 1 to 12; and the day NUMBER days after it.
 */
int64_t sm_day_number(sm_day day);
sm_day sm_day_of(int64_t number);

#endif
