/* A growable array in an arena. Declare one as a struct with these three members, in a
 * builder, and hand the finished items out as const. */
#ifndef SPECMILL_BASE_LIST_H
#define SPECMILL_BASE_LIST_H

#include "specmill/base/arena.h"
#include "specmill/base/str.h"

/* struct task_list SM_LIST(sm_task); */
#define SM_LIST(type)                                                                          \
    {                                                                                          \
        type *items;                                                                           \
        size_t count, capacity;                                                                \
    }

/* Appends VALUE to the SM_LIST at LIST (a pointer). */
#define SM_LIST_ADD(arena, list, value)                                                        \
    ((list)->items = sm_list_reserve((arena), (list)->items, (list)->count, &(list)->capacity, \
                                     sizeof *(list)->items),                                   \
     (list)->items[(list)->count++] = (value))

/* Whether the SM_LIST at LIST has an item INDEX, of any integer type; -1 never is one. */
#define SM_LIST_HAS(list, index) ((list)->items != NULL && (size_t)(index) < (list)->count)

/* Room for one more than COUNT items of SIZE bytes; returns the items, moved or not. */
void *sm_list_reserve(sm_arena *arena, void *items, size_t count, size_t *capacity,
                      size_t size);

typedef struct sm_str_builder SM_LIST(sm_str) sm_str_builder;

#endif
