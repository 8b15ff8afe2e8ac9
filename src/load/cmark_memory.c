/* cmark's memory. What one parse allocates lies in an arena that is released as a whole, which
 * takes half the time of freeing node by node. */
#include "loader.h"
#include "specmill/base/sanitizer.h"
#include <cmark-gfm.h>
#include <stddef.h>
#include <string.h>

enum { OWN_MEMORY = !SM_SANITIZED }; /* so that the sanitizer sees each of cmark's blocks */

/* Blocks remember their size, which realloc() has to know. It also lies between a text and what
 * is before it: cmark-gfm 0.29.0.gfm.6 looks for "mailto:" before the start of a text. */
typedef union block {
    size_t size;
    union block *next; /* of a freed one */
    max_align_t alignment;
} block;

/* What was freed since a parse began, by size: a third of what cmark takes is soon given back.
 */
enum { GRAIN = 16, SIZES = 64 };
typedef struct free_blocks {
    block *first[SIZES + 1];
} free_blocks;

typedef struct memory {
    sm_arena *arena;
    free_blocks *freed;
} memory;

/* cmark's allocators are told nothing but a size. A thread is in one load at a time. */
static _Thread_local memory *parser_memory;

static void *memory_calloc(size_t count, size_t size)
{
    size_t most = SIZE_MAX / 2; /* which ends the process */
    size_t wanted = size != 0 && count > most / size ? most : count * size;
    size_t grains = (wanted + GRAIN - 1) / GRAIN + (wanted == 0);
    block *made = grains <= SIZES ? parser_memory->freed->first[grains] : NULL;
    if (made != NULL) {
        parser_memory->freed->first[grains] = made->next;
        made->size = grains * GRAIN;
        return memset(made + 1, 0, made->size);
    }
    made = sm_arena_alloc(parser_memory->arena, 1, grains * GRAIN + sizeof(block));
    made->size = grains * GRAIN;
    return made + 1;
}

static void memory_free(void *given)
{
    block *old = given == NULL ? NULL : (block *)given - 1;
    if (old == NULL || old->size > (size_t)SIZES * GRAIN)
        return;
    size_t grains = old->size / GRAIN;
    old->next = parser_memory->freed->first[grains];
    parser_memory->freed->first[grains] = old;
}

static void *memory_realloc(void *given, size_t size)
{
    if (given == NULL)
        return memory_calloc(1, size);
    block *old = (block *)given - 1;
    if (size <= old->size)
        return given;
    if (old->size > (size_t)SIZES * GRAIN) {
        old = sm_arena_resize(parser_memory->arena, old, old->size + sizeof(block),
                              size + sizeof(block));
        old->size = size;
        return old + 1;
    }
    void *made = memory_calloc(1, size);
    memcpy(made, given, old->size);
    memory_free(given);
    return made;
}

void load_open_memory(load *l)
{
    if (!OWN_MEMORY) {
        l->allocator = cmark_get_default_mem_allocator();
        return;
    }
    l->memory_before = parser_memory;
    l->memory = sm_arena_new(0);
    parser_memory = SM_NEW(l->memory, memory);
    *parser_memory = (memory){l->memory, SM_NEW(l->memory, free_blocks)};
    l->allocator = SM_NEW(l->arena, cmark_mem);
    *l->allocator = (cmark_mem){memory_calloc, memory_realloc, memory_free};
}

void load_close_memory(load *l)
{
    if (!OWN_MEMORY)
        return;
    parser_memory = l->memory_before;
    sm_arena_free(l->memory);
}

memory_mark load_mark_memory(load *l)
{
    memory_mark mark = {0};
    if (!OWN_MEMORY)
        return mark;
    mark.arena = sm_arena_marked(l->memory);
    mark.freed = parser_memory->freed; /* what is freed from now on lies behind the mark */
    parser_memory->freed = SM_NEW(l->memory, free_blocks);
    return mark;
}

bool load_release_memory(load *l, const memory_mark *mark)
{
    if (!OWN_MEMORY)
        return false;
    parser_memory->freed = mark->freed;
    sm_arena_release(l->memory, mark->arena);
    return true;
}
