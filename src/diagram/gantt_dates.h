/* Dates in Gantt charts: Mermaid's (day.js) formats in, strftime's out. Seconds since 1970, no
 * time zone. */
#ifndef SPECMILL_DIAGRAM_GANTT_DATES_H
#define SPECMILL_DIAGRAM_GANTT_DATES_H

#include "dia.h"
#include <stdint.h>

typedef struct gantt_date {
    int year, month, day, hour, minute, second;
    int weekday; /* 0: Sunday */
} gantt_date;

int64_t gantt_seconds(int year, int month, int day);
gantt_date gantt_date_of(int64_t seconds);

/* TEXT by FORMAT ("YYYY-MM-DD HH:mm"), or as an ISO date whatever FORMAT is. */
bool gantt_parse_date(sm_str text, sm_str format, int64_t *seconds);

/* "3d", "2w", "36h", "30m", "1M", "1y" after START. */
bool gantt_parse_duration(sm_str text, int64_t start, int64_t *end);

/* By strftime's letters ("%b %d"). */
sm_str gantt_format(sm_arena *arena, int64_t seconds, sm_str format);

#endif
