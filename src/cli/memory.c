#define _DEFAULT_SOURCE
/* The end of memory, for the libraries as for the arena: the process says so and ends with
 * status 3, nothing half-written is left. Several of them (cmark-gfm, libharu, Graphviz) would
 * abort or go on with a null pointer. These take the place of the C library's own functions in
 * the whole program, which POSIX does not promise but every ELF system does; sanitizers have
 * theirs. */
#include "memory.h"
#include "specmill/base/output.h"
#include "specmill/pool/pool.h"
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(SANITIZED)
#include <malloc.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

/* BLOCK, unless memory is at its end. A size that no memory has is the caller's mistake, which
 * it may be prepared for. */
static void *checked(void *block, size_t size)
{
    static const char message[] = "specmill: out of memory\n";
    if (block != NULL || size == 0 || size > PTRDIFF_MAX / 2)
        return block;
    sm_pool_end_all();
    sm_output_discard_all();
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    _exit(3);
}

void *malloc(size_t size)
{
    return checked(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size)
{
    size_t total = size != 0 && count > SIZE_MAX / size ? SIZE_MAX : count * size;
    return checked(__libc_calloc(count, size), total);
}

void *realloc(void *block, size_t size)
{
    return checked(__libc_realloc(block, size), size);
}

/* A large page is given where none of its small ones has been touched. The heap grows by so
 * much that there are two; what lies in front of them is taken and left alone. */
void cli_use_large_pages(void)
{
    enum { LARGE_PAGE = 2 << 20, ROOM = 3 * LARGE_PAGE, PAGE = 4 << 10, MORE = 256 << 10 };
    mallopt(M_TOP_PAD, ROOM); /* kept when blocks are freed, too */
    mallopt(M_MMAP_THRESHOLD, LARGE_PAGE);
    uintptr_t old_end = (uintptr_t)sbrk(0);
    void *volatile block = malloc(MORE);
    uintptr_t at = (uintptr_t)block, end = (uintptr_t)sbrk(0);
    free(block);
    uintptr_t first = (at + MORE + PAGE) / LARGE_PAGE * LARGE_PAGE + LARGE_PAGE;
    if (at >= end || end - at < ROOM || end == old_end || first + LARGE_PAGE > end)
        return; /* not where the heap ends */
    madvise((void *)first, (end - first) / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
    block = malloc(first - PAGE - at);
}

#else

void cli_use_large_pages(void)
{
}

#endif
