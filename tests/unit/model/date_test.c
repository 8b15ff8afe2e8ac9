#include "specmill/model/date.h"
#include "unit/test.h"

static bool is_day(const char *text)
{
    sm_date date;
    return sm_date_from_iso(sm_str_from_cstr(text), &date);
}

static bool epoch_is(const char *seconds, const char *day)
{
    sm_arena *arena = sm_arena_new(0);
    sm_date date = {0};
    bool same = sm_date_from_epoch(arena, sm_str_from_cstr(seconds), &date) &&
                sm_str_equal(date.text, sm_str_from_cstr(day));
    sm_date again;
    same = same && sm_date_from_iso(date.text, &again) && again.year == date.year &&
           again.month == date.month && again.day == date.day;
    sm_arena_free(arena);
    return same;
}

TEST(days_of_the_calendar_are_dates)
{
    sm_date date;
    CHECK(sm_date_from_iso(SM_STR("2026-11-21"), &date));
    CHECK(date.year == 2026 && date.month == 11 && date.day == 21);
    CHECK(is_day("2024-02-29") && is_day("2000-02-29") && is_day("0001-01-01") &&
          is_day("9999-12-31"));
}

TEST(what_is_no_day_is_no_date)
{
    static const char *const bad[] = {"2026-02-29",  "1900-02-29", "2026-13-01", "2026-00-10",
                                      "2026-01-00",  "2026-04-31", "0000-01-01", "2026-1-1",
                                      "2026-01-011", "2026/01/01", "20260101",   "",
                                      "2026-01-01 ", "+026-01-01", "2026-0a-01", "-026-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!is_day(bad[i]));
}

TEST(seconds_become_days_in_utc)
{
    CHECK(epoch_is("0", "1970-01-01") && epoch_is("86399", "1970-01-01"));
    CHECK(epoch_is("86400", "1970-01-02") && epoch_is("951782400", "2000-02-29"));
    CHECK(epoch_is("951868800", "2000-03-01") && epoch_is("1795219200", "2026-11-21"));
    CHECK(epoch_is("4107542400", "2100-03-01") && epoch_is("4107542399", "2100-02-28"));
    CHECK(epoch_is("253402300799", "9999-12-31"));
}

TEST(what_is_no_number_of_seconds_is_refused)
{
    static const char *const bad[] = {
        "", "-1", "1.5", "1e9", " 1", "253402300800", "99999999999999999999999999", "0x10"};
    sm_arena *arena = sm_arena_new(0);
    sm_date date;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!sm_date_from_epoch(arena, sm_str_from_cstr(bad[i]), &date));
    sm_arena_free(arena);
}

RUN_TESTS()
