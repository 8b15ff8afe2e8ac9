/* Dates from the command line and the environment. */
#ifndef SPECMILL_CLI_DATES_H
#define SPECMILL_CLI_DATES_H

#include "specmill/model/record.h"

/* "2026-03-01" in *DATE; false when TEXT is not a day of the calendar. TEXT is kept. */
bool cli_date_from_text(const char *text, sm_date *date);

/* Seconds since 1970 in decimal digits, as the day in UTC; its text is made in ARENA. */
bool cli_date_from_epoch(sm_arena *arena, const char *seconds, sm_date *date);

#endif
