/* cmark, its extensions and its memory. What one parse allocates lies in an arena that is
 * released as a whole, which takes half the time of freeing node by node. */
#include "loader.h"
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stddef.h>

#if !defined(__has_feature)
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { OWN_MEMORY = 0 }; /* so that the sanitizer sees each of cmark's blocks */
#else
enum { OWN_MEMORY = 1 };
#endif

/* cmark's allocators are told nothing but a size. A thread is in one load at a time. */
static _Thread_local sm_arena *parser_memory;

/* Blocks remember their size, which realloc() has to know. It also lies between a text and what
 * is before it: cmark-gfm 0.29.0.gfm.6 looks for "mailto:" before the start of a text. */
typedef union block_size {
    size_t size;
    max_align_t alignment;
} block_size;

static void *memory_calloc(size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - sizeof(block_size)) / size)
        count = size = SIZE_MAX / 2; /* ends the process */
    block_size *block = sm_arena_alloc(parser_memory, 1, count * size + sizeof(block_size));
    block->size = count * size;
    return block + 1;
}

static void *memory_realloc(void *old, size_t size)
{
    if (old == NULL)
        return memory_calloc(1, size);
    block_size *block = (block_size *)old - 1;
    if (size <= block->size)
        return old;
    block = sm_arena_resize(parser_memory, block, block->size + sizeof(block_size),
                            size + sizeof(block_size));
    block->size = size;
    return block + 1;
}

static void memory_free(void *block)
{
    (void)block;
}

void load_open_parser(load *l)
{
    if (!OWN_MEMORY) {
        l->allocator = cmark_get_default_mem_allocator();
        return;
    }
    l->memory_before = parser_memory;
    l->memory = parser_memory = sm_arena_new(0);
    l->allocator = SM_NEW(l->arena, cmark_mem);
    *l->allocator = (cmark_mem){memory_calloc, memory_realloc, memory_free};
}

void load_close_parser(load *l)
{
    if (!OWN_MEMORY)
        return;
    sm_arena_free(l->memory);
    parser_memory = l->memory_before;
}

parse load_parse(load *l, sm_str before, sm_str text, bool footnotes)
{
    static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};
    parse made = {0};
    if (OWN_MEMORY)
        made.mark = sm_arena_marked(l->memory);
    cmark_gfm_core_extensions_ensure_registered();
    int options = footnotes ? CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES : CMARK_OPT_SOURCEPOS;
    cmark_parser *parser = cmark_parser_new_with_mem(options, l->allocator);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension != NULL)
            cmark_parser_attach_syntax_extension(parser, extension);
    }
    if (before.len != 0)
        cmark_parser_feed(parser, before.ptr, before.len);
    cmark_parser_feed(parser, text.ptr, text.len);
    made.root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return made;
}

void load_parse_end(load *l, const parse *ended)
{
    if (OWN_MEMORY)
        sm_arena_release(l->memory, ended->mark);
    else
        cmark_node_free(ended->root);
}
