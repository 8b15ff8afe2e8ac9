#define _POSIX_C_SOURCE 200809L
#include "sample.h"
#include "unit/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Writes the workbook through a file, as the program does, and reads it back. */
static sm_str workbook(sample *s)
{
    char path[] = "/tmp/specmill-xlsx-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return (sm_str){0};
    close(fd);
    sm_output *output = sm_output_open(s->arena, path, s->diag);
    sm_str bytes = {0};
    if (output != NULL && sm_xlsx_backend.write(s->arena, &s->job, output, s->diag) &&
        sm_output_commit(output, s->diag))
        sm_input_read(s->arena, path, 0, &bytes, s->diag);
    unlink(path);
    return bytes;
}

static sample *with_records(void)
{
    sample *s = sample_new();
    sm_task *first = sample_task(s, "T1", "=1+1"), *second = sample_task(s, "T2", "second");
    first->estimate = (sm_estimate){str("2d"), SM_UNIT_HOURS, 16};
    second->depends_on = list_of(s, "T1", "T7");
    sm_risk *risk = sample_record(s, SM_RISKS, "R1", 20);
    risk->probability = (sm_level){str("High"), SM_LEVEL_HIGH};
    risk->impact = (sm_level){str("Med"), SM_LEVEL_MEDIUM};
    risk->score = 6;
    return s;
}

TEST(a_specification_without_records_is_still_a_workbook)
{
    sample *s = sample_new();
    sm_str bytes = workbook(s);
    CHECK(sm_str_starts(bytes, SM_STR("PK")));
    CHECK(sm_diag_count(s->diag, SM_NOTE) == 0);
    sm_arena_free(s->arena);
}

TEST(the_same_specification_gives_the_same_bytes)
{
    sample *one = with_records(), *other = with_records();
    sm_str first = workbook(one), second = workbook(other);
    CHECK(first.len > 1000);
    CHECK(sm_str_equal(first, second));
    sm_arena_free(one->arena);
    sm_arena_free(other->arena);
}

TEST(a_text_that_no_cell_holds_is_cut_and_reported)
{
    sample *s = sample_new();
    char *text = sm_arena_alloc(s->arena, 40001, 1);
    memset(text, 'x', 40000);
    sample_task(s, "T1", text);
    CHECK(sm_str_starts(workbook(s), SM_STR("PK")));
    CHECK(reported(s, SM_DIAG_CELL_TOO_LONG));
    sm_arena_free(s->arena);
}

TEST(a_text_that_just_fits_is_not_cut)
{
    sample *s = sample_new();
    char *text = sm_arena_alloc(s->arena, 32768, 1);
    memset(text, 'x', 32767);
    sample_task(s, "T1", text);
    CHECK(sm_str_starts(workbook(s), SM_STR("PK")));
    CHECK(!reported(s, SM_DIAG_CELL_TOO_LONG));
    sm_arena_free(s->arena);
}

TEST(hostile_texts_make_a_workbook)
{
    sample *s = sample_new();
    sm_task *task = sample_task(s, "*?~\"'", "\xff\xed\xa0\x80 \x01 _x0041_ \xef\xbf\xbf");
    task->depends_on = list_of(s, "*?~\"'", "\n");
    sm_extra *extras = SM_NEW_ARRAY(s->arena, sm_extra, 100);
    for (size_t i = 0; i < 100; i++) {
        extras[i].key = i % 2 != 0 ? sm_str_printf(s->arena, "\n%zu ", i) : str("");
        extras[i].value = str("1");
        extras[i].next = i < 99 ? &extras[i + 1] : NULL;
    }
    task->record.extras = extras;
    CHECK(sm_str_starts(workbook(s), SM_STR("PK")));
    sm_arena_free(s->arena);
}

RUN_TESTS()
