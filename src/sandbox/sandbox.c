#define _GNU_SOURCE
#include "specmill/sandbox/sandbox.h"
#include "filter.h"
#include "specmill/base/list.h"
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock by its numbers (linux/landlock.h): the headers of Debian 12 know only a part. */
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_DIR = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_DIR = 1 << 7,
    MAKE_REG = 1 << 8,
    REFER = 1 << 13,     /* ABI 2 */
    TRUNCATE = 1 << 14,  /* ABI 3 */
    IOCTL_DEV = 1 << 15, /* ABI 5 */
    FIRST_ABI = (1 << 13) - 1,
    OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV,
    TO_READ = READ_FILE | READ_DIR,
    TO_WRITE = TO_READ | WRITE_FILE | TRUNCATE | REMOVE_FILE | MAKE_REG,
    TO_BUILD = TO_WRITE | MAKE_DIR | REMOVE_DIR | REFER,
};

typedef struct ruleset_attr {
    uint64_t files, network, scoped;
} ruleset_attr;

struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

typedef struct rule {
    const char *path;
    uint64_t allowed;
} rule;

struct sm_sandbox {
    sm_arena *arena;
    struct SM_LIST(rule) rules;
};

static void allow(sm_sandbox *sandbox, sm_str path, uint64_t allowed)
{
    for (size_t i = sandbox->rules.count; i-- > 0 && i + 8 > sandbox->rules.count;) {
        const rule *known = &sandbox->rules.items[i]; /* of many paths most are the last one */
        if (known->allowed == allowed && sm_str_equal(sm_str_from_cstr(known->path), path))
            return;
    }
    rule made = {sm_str_to_cstr(sandbox->arena, path), allowed};
    SM_LIST_ADD(sandbox->arena, &sandbox->rules, made);
}

/* A folder that libraries were loaded from: others come from there when they are needed. */
static int allow_library(struct dl_phdr_info *library, size_t size, void *context)
{
    (void)size;
    const char *slash = library->dlpi_name == NULL ? NULL : strrchr(library->dlpi_name, '/');
    if (slash != NULL && slash != library->dlpi_name)
        allow(context, (sm_str){library->dlpi_name, (size_t)(slash - library->dlpi_name)},
              TO_READ);
    return 0;
}

/* Where the dynamic linker looks for libraries that are loaded only when they are needed. */
static void allow_library_folders(sm_sandbox *sandbox)
{
    static const char *const usual[] = {"/lib", "/lib64", "/usr/lib", "/usr/lib64",
                                        "/usr/local/lib"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        sm_sandbox_allow_reading(sandbox, usual[i]);
    sm_str rest = sm_str_from_cstr(getenv("LD_LIBRARY_PATH")), folder;
    while (rest.ptr != NULL && sm_str_split(&rest, ':', &folder))
        if (folder.len != 0)
            allow(sandbox, folder, TO_READ);
}

sm_sandbox *sm_sandbox_new(sm_arena *arena)
{
    sm_sandbox *sandbox = SM_NEW(arena, sm_sandbox);
    sandbox->arena = arena;
    dl_iterate_phdr(allow_library, sandbox);
    allow_library_folders(sandbox);
    sm_sandbox_allow_reading(sandbox, "/etc/ld.so.cache");
    sm_sandbox_allow_writing(sandbox, "/dev/null");
    return sandbox;
}

void sm_sandbox_allow_reading(sm_sandbox *sandbox, const char *path)
{
    allow(sandbox, sm_str_from_cstr(path), TO_READ);
}

void sm_sandbox_allow_writing(sm_sandbox *sandbox, const char *path)
{
    allow(sandbox, sm_str_from_cstr(path), TO_WRITE);
}

void sm_sandbox_allow_building(sm_sandbox *sandbox, const char *path)
{
    allow(sandbox, sm_str_from_cstr(path), TO_BUILD);
}

static void add_rule(int ruleset, uint64_t handled, const rule *given)
{
    enum { PATH_BENEATH = 1 };
    struct stat status;
    int fd = open(given->path, O_PATH | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &status) == 0) {
        struct path_rule made = {given->allowed & handled, fd};
        if (!S_ISDIR(status.st_mode))
            made.allowed &= OF_FILES;
        syscall(SYS_landlock_add_rule, ruleset, PATH_BENEATH, &made, 0);
    }
    if (fd >= 0)
        close(fd);
}

static bool enter_landlock(const sm_sandbox *sandbox)
{
    enum { VERSION = 1, BIND_AND_CONNECT = 3, SOCKETS_AND_SIGNALS = 3 };
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION);
    if (abi < 1)
        return false;
    ruleset_attr attr = {.files = FIRST_ABI};
    attr.files |=
        (abi >= 2 ? REFER : 0) | (abi >= 3 ? TRUNCATE : 0) | (abi >= 5 ? IOCTL_DEV : 0);
    attr.network = abi >= 4 ? BIND_AND_CONNECT : 0;
    attr.scoped = abi >= 6 ? SOCKETS_AND_SIGNALS : 0;
    size_t size = abi >= 6 ? sizeof attr : abi >= 4 ? 2 * sizeof attr.files : sizeof attr.files;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
    if (ruleset < 0)
        return false;
    for (size_t i = 0; i < sandbox->rules.count; i++)
        add_rule(ruleset, attr.files, &sandbox->rules.items[i]);
    bool entered = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return entered;
}

sm_sandbox_state sm_sandbox_enter(const sm_sandbox *sandbox)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return (sm_sandbox_state){0};
    bool files = enter_landlock(sandbox), filtered = sandbox_filter();
    return (sm_sandbox_state){.files = files, .network = filtered, .programs = filtered};
}
