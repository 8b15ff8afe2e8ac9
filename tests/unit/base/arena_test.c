#define _POSIX_C_SOURCE 200809L
#include "specmill/base/arena.h"
#include "unit/test.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool all_are(const unsigned char *bytes, size_t len, int value)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i] != value)
            return false;
    return true;
}

TEST(memory_is_zeroed_and_aligned_for_any_type)
{
    sm_arena *arena = sm_arena_new(0);
    for (size_t size = 0; size < 200000; size = size * 3 + 1) {
        unsigned char *block = sm_arena_alloc(arena, 1, size);
        CHECK(block != NULL && (uintptr_t)block % _Alignof(max_align_t) == 0);
        CHECK(all_are(block, size, 0));
        memset(block, 0xAA, size);
    }
    sm_arena_free(arena);
}

TEST(blocks_do_not_overlap)
{
    enum { COUNT = 2000 };
    sm_arena *arena = sm_arena_new(0);
    unsigned char *blocks[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = sm_arena_alloc(arena, i % 97 + 1, 3);
        memset(blocks[i], (int)(i % 251), (i % 97 + 1) * 3);
    }
    for (size_t i = 0; i < COUNT; i++)
        CHECK(all_are(blocks[i], (i % 97 + 1) * 3, (int)(i % 251)));
    sm_arena_free(arena);
}

TEST(released_memory_is_zeroed_when_it_is_used_again)
{
    sm_arena *arena = sm_arena_new(0);
    char *kept = sm_arena_alloc(arena, 1, 100);
    memset(kept, 0x11, 100);
    for (int round = 0; round < 3; round++) {
        sm_arena_mark mark = sm_arena_marked(arena);
        size_t used = sm_arena_used(arena);
        for (size_t i = 0; i < 3000; i++) {
            size_t len = i % 50 == 0 ? 100000 : i % 7 * 500 + 1;
            unsigned char *block = sm_arena_alloc(arena, 1, len);
            CHECK(all_are(block, len, 0));
            memset(block, 0xEE, len);
            block = sm_arena_resize(arena, block, len, len + 40);
            CHECK(all_are(block, len, 0xEE));
            memset(block, 0xDD, len + 40);
        }
        sm_arena_release(arena, mark);
        CHECK(sm_arena_used(arena) == used);
        CHECK(all_are((unsigned char *)kept, 100, 0x11));
    }
    sm_arena_free(arena);
}

TEST(an_empty_arena_can_be_released_to)
{
    sm_arena *arena = sm_arena_new(0);
    sm_arena_mark mark = sm_arena_marked(arena);
    for (int i = 0; i < 20; i++) {
        CHECK(all_are(sm_arena_alloc(arena, 1, 60000), 60000, 0));
        memset(sm_arena_alloc(arena, 1, 70000), 1, 70000);
    }
    sm_arena_release(arena, mark);
    CHECK(sm_arena_used(arena) == 0);
    CHECK(all_are(sm_arena_alloc(arena, 1, 5000), 5000, 0));
    sm_arena_free(arena);
}

TEST(a_block_without_bytes_is_a_block)
{
    sm_arena *arena = sm_arena_new(0);
    void *a = sm_arena_alloc(arena, 0, 8), *b = sm_arena_alloc(arena, 8, 0);
    CHECK(a != NULL && b != NULL && a != b);
    CHECK(sm_arena_resize(arena, NULL, 0, 0) != NULL);
    sm_arena_free(arena);
}

TEST(resizing_keeps_the_bytes)
{
    sm_arena *arena = sm_arena_new(0);
    unsigned char *block = NULL;
    size_t size = 0;
    for (size_t next = 1; next < 3000000; next = next * 2 + 5) {
        block = sm_arena_resize(arena, block, size, next);
        CHECK(all_are(block, size, 0x5C));
        memset(block, 0x5C, next);
        size = next;
        sm_arena_alloc(arena, 1, 40); /* something else comes between */
    }
    sm_arena_free(arena);
}

TEST(the_last_block_grows_in_place)
{
    sm_arena *arena = sm_arena_new(0);
    char *block = sm_arena_resize(arena, NULL, 0, 100);
    CHECK(sm_arena_resize(arena, block, 100, 1000) == block);
    CHECK(sm_arena_resize(arena, block, 1000, 10) == block);
    sm_arena_free(arena);
}

TEST(large_blocks_that_grow_stay_linked)
{
    sm_arena *arena = sm_arena_new(0);
    char *blocks[5];
    for (size_t i = 0; i < 5; i++)
        blocks[i] = sm_arena_alloc(arena, 100 << 10, 1);
    for (size_t i = 0; i < 5; i++) { /* the newest, the oldest and those between */
        size_t at = i * 2 % 5;
        memset(blocks[at], (int)at, 100 << 10);
        blocks[at] = sm_arena_resize(arena, blocks[at], 100 << 10, 5 << 20);
        CHECK(all_are((unsigned char *)blocks[at], 100 << 10, (int)at));
    }
    sm_arena_free(arena); /* the sanitizer sees a chunk that was lost */
}

TEST(doubling_costs_a_small_multiple)
{
    sm_arena *arena = sm_arena_new(0);
    char *block = NULL;
    size_t size = 0;
    for (size_t next = 16; next <= 16 << 20; next *= 2) {
        block = sm_arena_resize(arena, block, size, next);
        size = next;
    }
    CHECK(sm_arena_used(arena) <= (size_t)3 * (16 << 20));
    sm_arena_free(arena);
}

TEST(what_was_handed_out_is_counted)
{
    sm_arena *arena = sm_arena_new(0);
    CHECK(sm_arena_used(arena) == 0);
    sm_arena_alloc(arena, 10, 100);
    CHECK(sm_arena_used(arena) >= 1000 && sm_arena_used(arena) < 1100);
    sm_arena_free(arena);
    sm_arena_free(NULL);
}

/* The exit status of a process that allocates COUNT times SIZE under LIMIT. */
static int status_of(size_t limit, size_t count, size_t size)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL)
            _exit(9);
        sm_arena *arena = sm_arena_new(limit);
        sm_arena_alloc(arena, count, size);
        sm_arena_free(arena);
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status);
}

TEST(beyond_the_limit_the_process_ends_with_status_3)
{
    CHECK(status_of(1 << 20, 1 << 10, 1 << 9) == 0);
    CHECK(status_of(1 << 20, 1 << 10, 1 << 11) == 3);
}

TEST(a_size_that_overflows_ends_the_process_with_status_3)
{
    CHECK(status_of(0, SIZE_MAX / 2, 3) == 3);
    CHECK(status_of(0, SIZE_MAX, 1) == 3);
}

RUN_TESTS()
