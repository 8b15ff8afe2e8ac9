/* Dates and durations as Gantt charts write them. */
#include "gantt_dates.h"
#include "specmill/base/calendar.h"
#include <string.h>

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
static const char *const day_names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};

int64_t gantt_seconds(int year, int month, int day)
{
    return sm_day_number((sm_day){year, month, day}) * 86400;
}

gantt_date gantt_date_of(int64_t seconds)
{
    int64_t days = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    sm_day day = sm_day_of(days);
    return (gantt_date){.year = day.year,
                        .month = day.month,
                        .day = day.day,
                        .hour = (int)(rest / 3600),
                        .minute = (int)(rest / 60 % 60),
                        .second = (int)(rest % 60),
                        .weekday = (int)(((days + 4) % 7 + 7) % 7)};
}

/* At most MAX digits at *AT. */
static bool digits(sm_str text, size_t *at, size_t max, int64_t *value)
{
    size_t start = *at;
    *value = 0;
    while (*at < text.len && *at - start < max && sm_is_digit(text.ptr[*at]))
        *value = *value * 10 + (text.ptr[(*at)++] - '0');
    return *at > start;
}

static size_t run_length(sm_str text, size_t at)
{
    size_t n = 1;
    while (at + n < text.len && text.ptr[at + n] == text.ptr[at])
        n++;
    return n;
}

typedef struct fields {
    int64_t year, month, day, hour, minute, second;
    bool afternoon, unix_seconds, unix_milliseconds;
    int64_t stamp;
} fields;

static bool read_month_name(sm_str text, size_t *at, int64_t *month)
{
    for (int m = 0; m < 12; m++) {
        sm_str full = sm_str_from_cstr(month_names[m]), brief = sm_str_sub(full, 0, 3);
        sm_str rest = sm_str_from(text, *at);
        if (!sm_str_starts_nocase(rest, brief))
            continue;
        *at += sm_str_starts_nocase(rest, full) ? full.len : brief.len;
        *month = m + 1;
        return true;
    }
    return false;
}

/* One field of FORMAT at *FROM; false: TEXT does not fit. */
static bool read_field(sm_str text, size_t *at, sm_str format, size_t *from, fields *f)
{
    char letter = format.ptr[*from];
    size_t n = run_length(format, *from);
    int64_t value;
    *from += n;
    switch (letter) {
    case 'Y':
    case 'y':
        if (!digits(text, at, n == 2 ? 2 : 6, &f->year))
            return false;
        f->year += n == 2 ? 2000 : 0;
        return true;
    case 'M':
        return n >= 3 ? read_month_name(text, at, &f->month) : digits(text, at, 2, &f->month);
    case 'D':
    case 'd':
        if (!digits(text, at, n == 3 ? 3 : 2, &f->day))
            return false;
        if (sm_str_starts_nocase(sm_str_from(format, *from), SM_STR("o"))) {
            (*from)++; /* "Do": 1st */
            *at += *at + 2 <= text.len ? 2 : 0;
        }
        return true;
    case 'H':
    case 'h':
        return digits(text, at, 2, &f->hour);
    case 'm':
        return digits(text, at, 2, &f->minute);
    case 's':
        return digits(text, at, 2, &f->second);
    case 'S':
        return digits(text, at, 3, &value);
    case 'X':
        f->unix_seconds = true;
        return digits(text, at, 12, &f->stamp);
    case 'x':
        f->unix_milliseconds = true;
        return digits(text, at, 15, &f->stamp);
    case 'A':
    case 'a':
        f->afternoon = *at < text.len && sm_to_lower(text.ptr[*at]) == 'p';
        *at += *at + 2 <= text.len ? 2 : 0;
        return true;
    default:
        return false;
    }
}

static bool parse_by(sm_str text, sm_str format, int64_t *seconds)
{
    fields f = {.year = 1970, .month = 1, .day = 1};
    size_t at = 0, from = 0;
    while (from < format.len) {
        if (strchr("YyMDdHhmsSXxAa", format.ptr[from]) != NULL) {
            if (!read_field(text, &at, format, &from, &f))
                return false;
            continue;
        }
        if (at >= text.len || text.ptr[at] != format.ptr[from])
            return false;
        at++;
        from++;
    }
    if (at < text.len)
        return false;
    if (f.unix_seconds || f.unix_milliseconds) {
        *seconds = f.unix_seconds ? f.stamp : f.stamp / 1000;
        return true;
    }
    if (f.month < 1 || f.month > 12 || f.day < 1 || f.day > 366 || f.hour > 24 ||
        f.year > 20000)
        return false;
    *seconds = gantt_seconds((int)f.year, (int)f.month, 1) + (f.day - 1) * 86400 +
               (f.hour % 12 + (f.afternoon    ? 12
                               : f.hour >= 12 ? 12
                                              : 0)) *
                   3600 +
               f.minute * 60 + f.second;
    return true;
}

bool gantt_parse_date(sm_str text, sm_str format, int64_t *seconds)
{
    return parse_by(text, format, seconds) || parse_by(text, SM_STR("YYYY-MM-DD"), seconds) ||
           parse_by(text, SM_STR("YYYY-MM-DD HH:mm:ss"), seconds) ||
           parse_by(text, SM_STR("YYYY-MM-DD HH:mm"), seconds) ||
           parse_by(text, SM_STR("YYYY-MM-DDTHH:mm:ss"), seconds) ||
           parse_by(text, SM_STR("YYYY/MM/DD"), seconds);
}

bool gantt_parse_duration(sm_str text, int64_t start, int64_t *end)
{
    double number;
    sm_str unit;
    if (!dia_number(text, &number, &unit) || number < 0 || number > 1e7)
        return false;
    unit = sm_str_trim(unit);
    static const struct {
        const char *unit;
        double seconds;
    } units[] = {{"ms", 0.001}, {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}, {"w", 604800}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (sm_str_equal(unit, sm_str_from_cstr(units[i].unit))) {
            *end = start + (int64_t)(number * units[i].seconds + 0.5);
            return true;
        }
    bool years = sm_str_equal(unit, SM_STR("y"));
    if (!years && !sm_str_equal(unit, SM_STR("M")))
        return false;
    gantt_date d = gantt_date_of(start);
    int months = d.month - 1 + (int)(number < 1e5 ? number : 1e5) * (years ? 12 : 1);
    *end = gantt_seconds(d.year + months / 12, months % 12 + 1, 1) +
           (d.day - 1) * (int64_t)86400 + d.hour * 3600 + d.minute * 60 + d.second;
    return true;
}

sm_str gantt_format(sm_arena *arena, int64_t seconds, sm_str format)
{
    gantt_date d = gantt_date_of(seconds);
    sm_buf out = sm_buf_new(arena);
    for (size_t i = 0; i < format.len; i++) {
        if (format.ptr[i] != '%' || i + 1 >= format.len) {
            sm_buf_add_char(&out, format.ptr[i]);
            continue;
        }
        char c = format.ptr[++i];
        bool bare = c == '-' && i + 1 < format.len;
        if (bare)
            c = format.ptr[++i];
        int64_t start = gantt_seconds(d.year, 1, 1), day = (seconds - start) / 86400;
        int number = c == 'm'                           ? d.month
                     : c == 'd' || c == 'e'             ? d.day
                     : c == 'H'                         ? d.hour
                     : c == 'I'                         ? (d.hour + 11) % 12 + 1
                     : c == 'M'                         ? d.minute
                     : c == 'S'                         ? d.second
                     : c == 'y'                         ? d.year % 100
                     : c == 'U' || c == 'W' || c == 'V' ? (int)((day + 7) / 7)
                                                        : -1;
        if (number >= 0)
            sm_buf_addf(&out, bare || c == 'e' ? "%d" : "%02d", number);
        else if (c == 'Y')
            sm_buf_addf(&out, "%d", d.year);
        else if (c == 'j')
            sm_buf_addf(&out, "%03d", (int)day + 1);
        else if (c == 'b' || c == 'B')
            sm_buf_addf(&out, "%.*s", c == 'b' ? 3 : 12, month_names[d.month - 1]);
        else if (c == 'a' || c == 'A')
            sm_buf_addf(&out, "%.*s", c == 'a' ? 3 : 12, day_names[d.weekday]);
        else if (c == 'p')
            sm_buf_add_cstr(&out, d.hour < 12 ? "AM" : "PM");
        else if (c == 'L')
            sm_buf_add_cstr(&out, "000");
    }
    return sm_buf_str(&out);
}
