#define _POSIX_C_SOURCE 200809L
#include "specmill/base/arena.h"
#include "specmill/base/sanitizer.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under AddressSanitizer a block that was moved away from cannot be used any more: who kept a
 * pointer into a list that has grown since is found out. */
#if SM_SANITIZED
#include <sanitizer/asan_interface.h>
#define FORBID(block, size) ASAN_POISON_MEMORY_REGION(block, size)
#define ALLOW(block, size)  ASAN_UNPOISON_MEMORY_REGION(block, size)
#else
#define FORBID(block, size) ((void)0)
#define ALLOW(block, size)  ((void)0)
#endif

enum {
    ALIGNMENT = 16,
    FIRST_CHUNK = 16 << 10,
    LARGEST_CHUNK = 1 << 20,
    LARGE = 64 << 10 /* from here on a block has a chunk of its own, which can be resized */
};

typedef struct chunk {
    struct chunk *next, *previous;
    size_t size, used; /* of the payload */
    size_t dirty;      /* what is not known to be zero: only what gets used is made so */
    size_t padding[3]; /* keeps the payload aligned and away from the links */
} chunk;

struct sm_arena {
    chunk *small; /* newest first; only the first has room */
    chunk *large; /* newest first */
    chunk *spare; /* released small chunks of the largest size */
    size_t limit, used;
};

static void exhausted(const char *why)
{
    fprintf(stderr, "specmill: %s\n", why);
    exit(3);
}

static void charge(sm_arena *arena, size_t size)
{
    arena->used += size;
    if (arena->limit != 0 && arena->used > arena->limit)
        exhausted("the memory limit was reached");
}

static chunk *new_chunk(chunk *old, size_t size)
{
    if (size > SIZE_MAX - sizeof(chunk))
        exhausted("out of memory");
    chunk *made = realloc(old, sizeof(chunk) + size);
    if (made == NULL)
        exhausted("out of memory");
    made->size = size;
    made->dirty = size;
    return made;
}

/* Zeroed; for a large one that costs nothing, as the system gives zeroed pages. */
static chunk *new_zeroed_chunk(size_t size)
{
    if (size > SIZE_MAX - sizeof(chunk))
        exhausted("out of memory");
    chunk *made = calloc(1, sizeof(chunk) + size);
    if (made == NULL) {
        exhausted("out of memory");
        return NULL;
    }
    made->size = size;
    return made;
}

static void *payload(chunk *c)
{
    return c + 1;
}

sm_arena *sm_arena_new(size_t limit)
{
    sm_arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) {
        exhausted("out of memory");
        return NULL;
    }
    arena->limit = limit;
    return arena;
}

static void free_chunks(chunk *c)
{
    while (c != NULL) {
        chunk *next = c->next;
        free(c);
        c = next;
    }
}

void sm_arena_free(sm_arena *arena)
{
    if (arena == NULL)
        return;
    free_chunks(arena->small);
    free_chunks(arena->large);
    free_chunks(arena->spare);
    free(arena);
}

static void link_large(sm_arena *arena, chunk *c)
{
    c->previous = NULL;
    c->next = arena->large;
    if (c->next != NULL)
        c->next->previous = c;
    arena->large = c;
}

/* A chunk with room for SIZE bytes in front of the small ones. */
static chunk *add_small(sm_arena *arena, size_t size)
{
    chunk *c = arena->spare;
    if (c != NULL) {
        arena->spare = c->next;
    } else {
        size_t wanted = arena->small == NULL ? FIRST_CHUNK : arena->small->size * 2;
        if (wanted > LARGEST_CHUNK)
            wanted = LARGEST_CHUNK;
        c = new_chunk(NULL, wanted < size ? size : wanted);
        c->used = 0;
    }
    c->next = arena->small;
    arena->small = c;
    return c;
}

/* SIZE bytes, zeroed. */
static void *take(sm_arena *arena, size_t size)
{
    charge(arena, size);
    if (size >= LARGE) {
        chunk *c = new_zeroed_chunk(size);
        c->used = size;
        link_large(arena, c);
        return payload(c);
    }
    chunk *c = arena->small;
    if (c == NULL || c->size - c->used < size)
        c = add_small(arena, size);
    char *block = (char *)payload(c) + c->used;
    ALLOW(block, size);
    if (c->used < c->dirty)
        memset(block, 0, c->dirty - c->used < size ? c->dirty - c->used : size);
    c->used += size;
    return block;
}

static size_t rounded(size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        exhausted("out of memory");
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *sm_arena_alloc(sm_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        exhausted("out of memory");
    size_t total = rounded(count * size);
    if (total == 0)
        total = ALIGNMENT;
    return take(arena, total);
}

void *sm_arena_resize(sm_arena *arena, void *block, size_t old_size, size_t new_size)
{
    size_t old_total = rounded(old_size), new_total = rounded(new_size);
    if (block != NULL && new_total <= old_total)
        return block;
    if (block != NULL && old_total >= LARGE) {
        chunk *c = (chunk *)block - 1;
        chunk *previous = c->previous;
        charge(arena, new_total - old_total);
        c = new_chunk(c, new_total);
        c->used = new_total;
        if (previous != NULL)
            previous->next = c;
        else
            arena->large = c;
        if (c->next != NULL)
            c->next->previous = c;
        return payload(c);
    }
    chunk *c = arena->small;
    if (block != NULL && c != NULL &&
        (char *)block + old_total == (char *)payload(c) + c->used &&
        c->size - c->used >= new_total - old_total && new_total < LARGE) {
        charge(arena, new_total - old_total);
        c->used += new_total - old_total;
        ALLOW((char *)block + old_total, new_total - old_total);
        return block;
    }
    void *moved = take(arena, new_total);
    if (block != NULL) {
        memcpy(moved, block, old_size);
        FORBID(block, old_total);
    }
    return moved;
}

size_t sm_arena_used(const sm_arena *arena)
{
    return arena->used;
}

sm_arena_mark sm_arena_marked(const sm_arena *arena)
{
    return (sm_arena_mark){
        .small = arena->small,
        .large = arena->large,
        .small_used = arena->small != NULL ? arena->small->used : 0,
        .used = arena->used,
    };
}

static void clear(chunk *c, size_t used)
{
    if (c->used > c->dirty)
        c->dirty = c->used;
    c->used = used;
}

void sm_arena_release(sm_arena *arena, sm_arena_mark mark)
{
    while (arena->large != mark.large) {
        chunk *c = arena->large;
        arena->large = c->next;
        free(c);
    }
    if (arena->large != NULL)
        arena->large->previous = NULL;
    while (arena->small != mark.small) {
        chunk *c = arena->small;
        arena->small = c->next;
        clear(c, 0);
        if (c->size == LARGEST_CHUNK) {
            c->next = arena->spare;
            arena->spare = c;
        } else {
            free(c);
        }
    }
    if (arena->small != NULL)
        clear(arena->small, mark.small_used);
    arena->used = mark.used;
}
