/* Memory that lives as long as a stage's product: allocated piece by piece, freed at once.
 * There is no failure to handle: when memory or the arena's limit runs out, the process
 * says so on standard error and ends with status 3. */
#ifndef SPECMILL_BASE_ARENA_H
#define SPECMILL_BASE_ARENA_H

#include <stddef.h>

typedef struct sm_arena sm_arena;

/* A new, empty arena. LIMIT is in bytes; 0 means no limit. Free it with sm_arena_free(). */
sm_arena *sm_arena_new(size_t limit);

/* Frees ARENA and everything allocated in it. NULL is allowed. */
void sm_arena_free(sm_arena *arena);

/* COUNT zeroed objects of SIZE bytes, aligned for any type; never NULL. */
void *sm_arena_alloc(sm_arena *arena, size_t count, size_t size);

/* Makes BLOCK (of OLD_SIZE bytes, or NULL) NEW_SIZE bytes long, in place where possible.
 * The bytes that are added are not zeroed. Growing by doubling costs linear time and leaves
 * at most a small multiple of the final size behind. */
void *sm_arena_resize(sm_arena *arena, void *block, size_t old_size, size_t new_size);

/* Where an arena is; releasing to it frees all that was allocated since, and keeps some of the
 * memory for what comes next. Blocks from before the mark must not be resized in between. */
typedef struct sm_arena_mark {
    const void *small, *large;
    size_t small_used, used;
} sm_arena_mark;

sm_arena_mark sm_arena_marked(const sm_arena *arena);
void sm_arena_release(sm_arena *arena, sm_arena_mark mark);

/* Bytes handed out so far. */
size_t sm_arena_used(const sm_arena *arena);

#define SM_NEW(arena, type) ((type *)sm_arena_alloc((arena), 1, sizeof(type)))
#define SM_NEW_ARRAY(arena, type, count)                                                       \
    ((type *)sm_arena_alloc((arena), (count), sizeof(type)))

#endif
