/* The end of memory, for the libraries as for the arena: the process says so and ends with
 * status 3, nothing half-written is left. Several of them (cmark-gfm, libharu, Graphviz) would
 * abort or go on with a null pointer. These take the place of the C library's own functions in
 * the whole program, which POSIX does not promise but every ELF system does; sanitizers have
 * theirs. */
#include "specmill/base/output.h"
#include "specmill/base/sanitizer.h"
#include "specmill/pool/pool.h"
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__GLIBC__) && !SM_SANITIZED

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

#endif
