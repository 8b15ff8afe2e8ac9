#define _POSIX_C_SOURCE 200809L
#include "specmill/pool/pool.h"
#include "unit/test.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

typedef struct seen {
    size_t count, done, exited, killed, progress;
    bool in_order, right;
    char said[256];
} seen;

/* Piece 5 crashes, 7 ends, the first ones take longest; every piece talks. */
static void work(void *context, size_t index, sm_buf *answer)
{
    (void)context;
    fprintf(stderr, "[%zu]", index);
    if (index == 5)
        kill(getpid(), SIGKILL);
    if (index == 7)
        _exit(3);
    if (index < 3)
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    sm_buf_addf(answer, "%zu squared is %zu", index, index * index);
}

static void take(void *context, size_t index, const sm_pool_answer *answer)
{
    seen *s = context;
    char expected[64];
    snprintf(expected, sizeof expected, "%zu squared is %zu", index, index * index);
    s->in_order = s->in_order && index == s->count;
    s->count++;
    if (answer->fate == SM_POOL_DONE)
        s->right = s->right && sm_str_equal(answer->bytes, sm_str_from_cstr(expected));
    else
        s->right = s->right && answer->bytes.len == 0;
    s->done += answer->fate == SM_POOL_DONE;
    s->exited += answer->fate == SM_POOL_EXITED && answer->number == 3;
    s->killed += answer->fate == SM_POOL_KILLED && answer->number == SIGKILL;
    if (index < 12)
        strncat(s->said, answer->said.ptr, answer->said.len);
}

static void progress(void *context, size_t count)
{
    seen *s = context;
    s->progress = count;
}

static seen run(size_t processes, size_t count)
{
    seen s = {.in_order = true, .right = true};
    sm_pool pool = {processes, &s, work, take, progress};
    sm_pool_run(&pool, count);
    return s;
}

TEST(answers_come_in_order_however_many_workers)
{
    for (size_t processes = 0; processes < 5; processes++) {
        seen s = run(processes, 40);
        CHECK(s.in_order && s.right && s.count == 40 && s.progress == 40);
        CHECK(s.done == 38 && s.exited == 1 && s.killed == 1);
        CHECK(strcmp(s.said, "[0][1][2][3][4][5][6][7][8][9][10][11]") == 0);
    }
}

TEST(no_pieces_are_no_work)
{
    seen s = run(4, 0);
    CHECK(s.count == 0);
}

TEST(more_workers_than_pieces_are_not_started)
{
    seen s = run(1000, 2);
    CHECK(s.done == 2 && s.in_order);
}

static void long_work(void *context, size_t index, sm_buf *answer)
{
    (void)context;
    memset(sm_buf_reserve(answer, 3 << 20), 'a' + (int)index, 3 << 20);
    answer->len += 3 << 20;
}

static void take_long(void *context, size_t index, const sm_pool_answer *answer)
{
    size_t *sum = context;
    *sum += answer->bytes.len;
    CHECK(answer->bytes.ptr[0] == 'a' + (char)index &&
          answer->bytes.ptr[answer->bytes.len - 1] == 'a' + (char)index);
}

TEST(long_answers_do_not_block)
{
    size_t sum = 0;
    sm_pool pool = {2, &sum, long_work, take_long, NULL};
    sm_pool_run(&pool, 4);
    CHECK(sum == 4 * (size_t)(3 << 20));
}

static void plain_work(void *context, size_t index, sm_buf *answer)
{
    (void)context;
    sm_buf_addf(answer, "%zu", index);
}

TEST(without_processes_the_work_is_done_here)
{
    struct rlimit old, none;
    CHECK(getrlimit(RLIMIT_NOFILE, &old) == 0);
    none = (struct rlimit){3, old.rlim_max}; /* no descriptor for a channel */
    CHECK(setrlimit(RLIMIT_NOFILE, &none) == 0);
    seen s = {.in_order = true, .right = true};
    sm_pool pool = {2, &s, plain_work, take, NULL};
    sm_pool_run(&pool, 3);
    CHECK(setrlimit(RLIMIT_NOFILE, &old) == 0);
    CHECK(s.done == 3 && s.in_order);
}

TEST(a_reason_names_the_signal)
{
    sm_arena *arena = sm_arena_new(0);
    sm_pool_answer answer = {.fate = SM_POOL_KILLED, .number = SIGSEGV};
    CHECK(sm_str_equal(sm_pool_reason(arena, &answer),
                       SM_STR("it crashed: SIGSEGV (Segmentation fault)")));
    answer = (sm_pool_answer){.fate = SM_POOL_EXITED, .number = 3};
    CHECK(
        sm_str_equal(sm_pool_reason(arena, &answer), SM_STR("out of memory, or over a limit")));
    CHECK(sm_pool_processors() >= 1);
    sm_arena_free(arena);
}

RUN_TESTS()
