/* Dates as options give them; what authors write is the recognizer's matter. */
#ifndef SPECMILL_MODEL_DATE_H
#define SPECMILL_MODEL_DATE_H

#include "specmill/model/record.h"

/* "2026-03-01" in *DATE, which keeps TEXT; false when it is not a day of the calendar. */
bool sm_date_from_iso(sm_str text, sm_date *date);

/* Seconds since 1970 in decimal digits, as the day in UTC; its text is made in ARENA. */
bool sm_date_from_epoch(sm_arena *arena, sm_str seconds, sm_date *date);

#endif
