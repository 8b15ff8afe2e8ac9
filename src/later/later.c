/* Libraries that are loaded when they are first called. Linked as usual, the sixty libraries
 * behind PDF, XLSX, raw HTML, diagrams and SVG take longer to load than a specification takes
 * to become HTML. Here each of their functions is a jump through a table. At first the table
 * leads to later_load(), which loads the library and fills in its functions; the code that
 * calls them is compiled as ever and does not know. Variables are copied when their library is
 * loaded, so one of its functions has to be called before.
 *
 * Only the program is linked so (see the Makefile; `make LATER=` links it as usual), and only
 * where the jump is known below. The table is read-only but for the moment it is filled in. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if !defined(__x86_64__)
#error "later.c knows the jumps of x86-64 only; make LATER="
#endif

#define LIBRARY(group, soname)
#define VARIABLE(group, name, bytes)

/* What a function's slot leads to at first: later_resolve with the function's number. */
#define FUNCTION(number, group, name) extern const char later_first_##name[];
#include "later.def"
#undef FUNCTION

enum {
    PAGE = 4096,
    FUNCTIONS = 0
#define FUNCTION(number, group, name) +1
#include "later.def"
#undef FUNCTION
    ,
    IN_PAGE = PAGE / sizeof(void *),
    SLOTS = (FUNCTIONS + IN_PAGE - 1) / IN_PAGE * IN_PAGE /* pages of their own */
};

__attribute__((section(".data.rel.ro"), aligned(PAGE), used)) const void *later_slots[SLOTS] = {
#define FUNCTION(number, group, name) later_first_##name,
#include "later.def"
#undef FUNCTION
};

/* clang-format off */
#define FUNCTION(number, group, name)                                                          \
    __asm__(".pushsection .text\n"                                                             \
            ".globl " #name "\n"                                                               \
            ".type " #name ", @function\n"                                                     \
            #name ":\n"                                                                        \
            "    endbr64\n"                                                                    \
            "    jmp *later_slots + 8 * " #number "(%rip)\n"                                   \
            "later_first_" #name ":\n"                                                         \
            "    endbr64\n"                                                                    \
            "    push $" #number "\n"                                                          \
            "    jmp later_resolve\n"                                                          \
            ".popsection\n");
/* clang-format on */
#include "later.def"
#undef FUNCTION

/* Keeps what System V's x86-64 calling convention passes in registers, and goes on to where
 * later_load() says. */
__asm__(".pushsection .text\n"
        "later_resolve:\n"
        "    push %rdi\n    push %rsi\n    push %rdx\n    push %rcx\n"
        "    push %r8\n    push %r9\n    push %rax\n"
        "    sub $136, %rsp\n"
        "    movups %xmm0, (%rsp)\n    movups %xmm1, 16(%rsp)\n"
        "    movups %xmm2, 32(%rsp)\n    movups %xmm3, 48(%rsp)\n"
        "    movups %xmm4, 64(%rsp)\n    movups %xmm5, 80(%rsp)\n"
        "    movups %xmm6, 96(%rsp)\n    movups %xmm7, 112(%rsp)\n"
        "    mov 192(%rsp), %rdi\n"
        "    call later_load\n"
        "    mov %rax, %r11\n"
        "    movups (%rsp), %xmm0\n    movups 16(%rsp), %xmm1\n"
        "    movups 32(%rsp), %xmm2\n    movups 48(%rsp), %xmm3\n"
        "    movups 64(%rsp), %xmm4\n    movups 80(%rsp), %xmm5\n"
        "    movups 96(%rsp), %xmm6\n    movups 112(%rsp), %xmm7\n"
        "    add $136, %rsp\n"
        "    pop %rax\n    pop %r9\n    pop %r8\n"
        "    pop %rcx\n    pop %rdx\n    pop %rsi\n    pop %rdi\n"
        "    add $8, %rsp\n"
        "    jmp *%r11\n"
        ".popsection\n");

#undef LIBRARY
#undef VARIABLE

typedef struct library {
    unsigned group;
    const char *soname;
} library;

typedef struct function {
    unsigned group;
    const char *name;
} function;

typedef struct variable {
    unsigned group;
    const char *name;
    void *copy;
    size_t size;
} variable;

#define LIBRARY(group, soname)
#define FUNCTION(number, group, name)
#define VARIABLE(group, name, bytes) __attribute__((aligned(16))) char name[bytes];
#include "later.def"
#undef LIBRARY
#undef FUNCTION
#undef VARIABLE

static const library libraries[] = {
#define LIBRARY(group, soname) {group, soname},
#define FUNCTION(number, group, name)
#define VARIABLE(group, name, bytes)
#include "later.def"
#undef LIBRARY
#undef FUNCTION
#undef VARIABLE
};

static const function functions[] = {
#define LIBRARY(group, soname)
#define FUNCTION(number, group, name) {group, #name},
#define VARIABLE(group, name, bytes)
#include "later.def"
#undef LIBRARY
#undef FUNCTION
#undef VARIABLE
};

static const variable variables[] = {
#define LIBRARY(group, soname)
#define FUNCTION(number, group, name)
#define VARIABLE(group, name, bytes) {group, #name, name, bytes},
#include "later.def"
    {UINT32_MAX, "", NULL, 0}, /* there may be none */
};

enum { LIBRARIES_MAX = 8 }; /* in one group */

typedef struct loaded {
    void *handles[LIBRARIES_MAX];
    size_t count;
} loaded;

static void fail(void)
{
    fprintf(stderr, "specmill: %s\n", dlerror());
    exit(3);
}

static void *find(const loaded *l, const char *name)
{
    void *found = NULL;
    for (size_t i = 0; i < l->count && found == NULL; i++)
        found = dlsym(l->handles[i], name);
    if (found == NULL)
        fail();
    return found;
}

/* Makes the table writable, or read-only again. */
static void protect(int protection)
{
    if (mprotect(later_slots, sizeof later_slots, protection) != 0) {
        perror("specmill");
        exit(3);
    }
}

/* Loads what function NUMBER belongs to, and returns the function. */
__attribute__((used)) const void *later_load(size_t number);
const void *later_load(size_t number)
{
    unsigned group = functions[number].group;
    loaded l = {.count = 0};
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        if (libraries[i].group != group || l.count == LIBRARIES_MAX)
            continue;
        l.handles[l.count] = dlopen(libraries[i].soname, RTLD_LAZY | RTLD_LOCAL);
        if (l.handles[l.count++] == NULL)
            fail();
    }
    protect(PROT_READ | PROT_WRITE);
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (functions[i].group == group)
            later_slots[i] = find(&l, functions[i].name);
    protect(PROT_READ);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        if (variables[i].group == group)
            memcpy(variables[i].copy, find(&l, variables[i].name), variables[i].size);
    return later_slots[number];
}
