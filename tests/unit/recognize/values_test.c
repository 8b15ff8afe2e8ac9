#include "../../../src/recognize/values.h"
#include "unit/test.h"

static sm_arena *arena;
static rec_vocabulary *vocabulary;

static void set_up(void)
{
    if (arena == NULL) {
        arena = sm_arena_new(0);
        vocabulary = rec_vocabulary_new(arena);
    }
}

static sm_level_value level(const char *text)
{
    set_up();
    return rec_level(vocabulary, sm_str_from_cstr(text)).value;
}

TEST(levels_are_words_letters_and_digits)
{
    CHECK(level("High") == SM_LEVEL_HIGH);
    CHECK(level("Med-High") == SM_LEVEL_MEDIUM);
    CHECK(level("H") == SM_LEVEL_HIGH && level("L") == SM_LEVEL_LOW);
    CHECK(level("3") == SM_LEVEL_HIGH && level("1") == SM_LEVEL_LOW);
    CHECK(level("🔴 **CRITICAL**") == SM_LEVEL_CRITICAL);
    CHECK(level("P1") == SM_LEVEL_HIGH);
    CHECK(level("MEDIUM (50%)") == SM_LEVEL_MEDIUM);
    CHECK(level("Very high") == SM_LEVEL_CRITICAL && level("Very Low") == SM_LEVEL_LOW);
}

TEST(levels_in_other_languages)
{
    CHECK(level("средняя") == SM_LEVEL_MEDIUM && level("高") == SM_LEVEL_HIGH);
    CHECK(level("alto") == SM_LEVEL_HIGH && level("média") == SM_LEVEL_MEDIUM);
    CHECK(level("élevé") == SM_LEVEL_HIGH && level("niedrig") == SM_LEVEL_LOW);
    CHECK(level("낮음") == SM_LEVEL_LOW);
}

TEST(options_and_prose_are_no_levels)
{
    CHECK(level("Low/Med/High") == SM_LEVEL_NONE);
    CHECK(level("High | Low") == SM_LEVEL_NONE);
    CHECK(level("3 services stop") == SM_LEVEL_NONE);
    CHECK(level("") == SM_LEVEL_NONE && level("—") == SM_LEVEL_NONE);
}

static bool is_date(const char *text, int year, int month, int day)
{
    set_up();
    sm_date date = rec_date(arena, vocabulary, sm_str_from_cstr(text));
    return date.year == year && date.month == month && date.day == day &&
           sm_str_equal(date.text, sm_str_from_cstr(text));
}

TEST(dates_in_all_their_forms)
{
    CHECK(is_date("2026-03-01", 2026, 3, 1));
    CHECK(is_date("2021.08.12", 2021, 8, 12));
    CHECK(is_date("2026/3/9", 2026, 3, 9));
    CHECK(is_date("01.03.2026", 2026, 3, 1));
    CHECK(is_date("March 1, 2026", 2026, 3, 1));
    CHECK(is_date("Wednesday, July 8th 2026", 2026, 7, 8));
    CHECK(is_date("1 March 2026", 2026, 3, 1));
    CHECK(is_date("November 2025", 2025, 11, 0));
    CHECK(is_date("2026年3月1日", 2026, 3, 1));
    CHECK(is_date("2026년 3월 1일", 2026, 3, 1));
    CHECK(is_date("3. März 2026", 2026, 3, 3));
    CHECK(is_date("1er mars 2026", 2026, 3, 1));
    CHECK(is_date("1 de março de 2026", 2026, 3, 1));
    CHECK(is_date("1 марта 2026 г.", 2026, 3, 1));
    CHECK(is_date("2026-03-01T10:00:00Z", 2026, 3, 1));
    CHECK(is_date("2026-03-01 (first draft)", 2026, 3, 1));
}

TEST(what_is_no_date_stays_text)
{
    CHECK(is_date("2021-26-02", 0, 0, 0));
    CHECK(is_date("2025-02-29", 0, 0, 0));
    CHECK(is_date("3/4/2026", 0, 0, 0)); /* the fourth of March or the third of April */
    CHECK(is_date("soon", 0, 0, 0));
    CHECK(is_date("Q3 2026", 0, 0, 0));
    CHECK(is_date("YYYY-MM-DD", 0, 0, 0));
    CHECK(is_date("version 1.2.2026", 0, 0, 0));
}

static bool estimates(const char *text, const char *heading, sm_estimate_unit unit,
                      double amount)
{
    set_up();
    sm_estimate e =
        rec_estimate(arena, vocabulary, sm_str_from_cstr(text), sm_str_from_cstr(heading));
    return e.unit == unit && e.amount > amount - 0.001 && e.amount < amount + 0.001;
}

TEST(estimates_have_units)
{
    CHECK(estimates("9h", "", SM_UNIT_HOURS, 9));
    CHECK(estimates("9 days", "", SM_UNIT_HOURS, 72));
    CHECK(estimates("0.5d", "", SM_UNIT_HOURS, 4));
    CHECK(estimates("1 week 2 days", "", SM_UNIT_HOURS, 56));
    CHECK(estimates("9 points", "", SM_UNIT_POINTS, 9));
    CHECK(estimates("~150 lines", "", SM_UNIT_LINES, 150));
    CHECK(estimates("30 min", "", SM_UNIT_HOURS, 0.5));
}

TEST(ranges_are_their_middle)
{
    CHECK(estimates("3-5 days", "", SM_UNIT_HOURS, 32));
    CHECK(estimates("3-4 ч", "", SM_UNIT_HOURS, 3.5));
    CHECK(estimates("30min-1h", "", SM_UNIT_HOURS, 0.75));
    CHECK(estimates("2 to 4 hours", "", SM_UNIT_HOURS, 3));
}

TEST(a_heading_names_the_unit)
{
    CHECK(estimates("~150", "est lines", SM_UNIT_LINES, 150));
    CHECK(estimates("9", "hours", SM_UNIT_HOURS, 9));
    CHECK(estimates("1,200", "est lines", SM_UNIT_LINES, 1200));
    CHECK(estimates("9", "effort", SM_UNIT_NONE, 0));
}

TEST(sizes_and_placeholders_are_no_amounts)
{
    CHECK(estimates("M", "estimate", SM_UNIT_NONE, 0));
    CHECK(estimates("[X days/weeks]", "", SM_UNIT_NONE, 0));
    CHECK(estimates("TBD", "hours", SM_UNIT_NONE, 0));
}

static sm_state state(const char *text)
{
    set_up();
    return rec_state(vocabulary, sm_str_from_cstr(text));
}

TEST(states_come_out_of_prose_and_emoji)
{
    CHECK(state("Draft") == SM_STATE_DRAFT);
    CHECK(state("✅ COMPLETE – Validated on staging") == SM_STATE_IMPLEMENTED);
    CHECK(state("IN PROGRESS (21% complete - stories 1, 2)") == SM_STATE_DRAFT);
    CHECK(state("Superseded — see the next one") == SM_STATE_SUPERSEDED);
    CHECK(state("Ready for Review") == SM_STATE_IN_REVIEW);
    CHECK(state("Em revisão") == SM_STATE_IN_REVIEW);
    CHECK(state("草稿") == SM_STATE_DRAFT);
    CHECK(state("✅") == SM_STATE_IMPLEMENTED);
    CHECK(state("Draft | In Review | Approved") == SM_STATE_UNKNOWN);
    CHECK(state("[Draft | In Review]") == SM_STATE_UNKNOWN);
    CHECK(state("Blue") == SM_STATE_UNKNOWN);
}

TEST(task_states)
{
    set_up();
    sm_task_state s = SM_TASK_OPEN;
    CHECK(rec_task_state(vocabulary, SM_STR("✅ Done"), &s) && s == SM_TASK_DONE);
    CHECK(rec_task_state(vocabulary, SM_STR("[~]"), &s) && s == SM_TASK_ACTIVE);
    CHECK(rec_task_state(vocabulary, SM_STR("Not Started"), &s) && s == SM_TASK_OPEN);
    CHECK(rec_task_state(vocabulary, SM_STR("cancelled"), &s) && s == SM_TASK_DROPPED);
    CHECK(rec_task_state(vocabulary, SM_STR("✅ 完成"), &s) && s == SM_TASK_DONE);
    CHECK(!rec_task_state(vocabulary, SM_STR("purple"), &s));
}

static sm_people people(const char *text)
{
    set_up();
    return rec_people(arena, vocabulary, sm_str_from_cstr(text));
}

TEST(people_have_names_addresses_handles_and_roles)
{
    sm_people p = people("Ann Lee (ann@example.org), @bo; Cy Dee <cy@example.org> (Architect)");
    CHECK(p.count == 3);
    CHECK(sm_str_equal(p.items[0].name, SM_STR("Ann Lee")));
    CHECK(sm_str_equal(p.items[0].email, SM_STR("ann@example.org")));
    CHECK(p.items[1].name.ptr == NULL && sm_str_equal(p.items[1].handle, SM_STR("bo")));
    CHECK(sm_str_equal(p.items[2].role, SM_STR("Architect")));
    CHECK(sm_str_equal(p.items[2].email, SM_STR("cy@example.org")));
}

TEST(people_are_separated_in_many_ways)
{
    CHECK(people("Ann Lee, Bo Chen and Cy Dee").count == 3);
    CHECK(people("Ann Lee & Bo Chen").count == 2);
    CHECK(people("王芳、李雷").count == 2);
    CHECK(people("Research and Development").count == 1);
    CHECK(people("Larissa (Tech Lead, Payments)").count == 1);
    CHECK(people("None").count == 0 && people("").count == 0);
    CHECK(people("[Your Name]").count == 1);
    CHECK(people("Ann Lee, TBD").count == 1);
}

TEST(option_lists)
{
    set_up();
    CHECK(rec_is_option_list(vocabulary, SM_STR("Low/Med/High")));
    CHECK(rec_is_option_list(vocabulary, SM_STR("ADD/MODIFY/DROP")));
    CHECK(rec_is_option_list(vocabulary, SM_STR("Yes/No")));
    CHECK(!rec_is_option_list(vocabulary, SM_STR("Med/High")));
    CHECK(!rec_is_option_list(vocabulary, SM_STR("GET/POST/PUT")));
    CHECK(!rec_is_option_list(vocabulary, SM_STR("and/or")));
}

RUN_TESTS()
