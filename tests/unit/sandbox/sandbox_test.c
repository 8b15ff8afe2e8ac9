#define _GNU_SOURCE
#include "specmill/sandbox/sandbox.h"
#include "unit/test.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each test runs in a child, which never gets out again. */
static int in_child(int (*deed)(const char *inside, const char *outside))
{
    char inside[] = "/tmp/specmill-inside-XXXXXX", outside[] = "/tmp/specmill-outside-XXXXXX";
    if (mkdtemp(inside) == NULL || mkdtemp(outside) == NULL)
        return -1;
    pid_t pid = fork();
    if (pid == 0)
        _exit(deed(inside, outside));
    int status = -1;
    waitpid(pid, &status, 0);
    char path[64];
    const char *const folders[] = {inside, outside};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/made", folders[i]);
        unlink(path);
        rmdir(folders[i]);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool refused(int result)
{
    return result < 0 && (errno == EACCES || errno == EPERM);
}

static int make(const char *folder)
{
    char path[64];
    snprintf(path, sizeof path, "%s/made", folder);
    return open(path, O_WRONLY | O_CREAT, 0600);
}

static int files(const char *inside, const char *outside)
{
    sm_arena *arena = sm_arena_new(0);
    sm_sandbox *sandbox = sm_sandbox_new(arena);
    sm_sandbox_allow_writing(sandbox, inside);
    sm_sandbox_allow_reading(sandbox, "/etc/hostname");
    sm_sandbox_allow_reading(sandbox, "/no/such/place");
    sm_sandbox_state state = sm_sandbox_enter(sandbox);
    sm_arena_free(arena);
    if (!state.files)
        return 77;
    if (make(inside) < 0)
        return 1;
    if (!refused(make(outside)))
        return 2;
    if (!refused(open("/etc/passwd", O_RDONLY)))
        return 3;
    if (!refused(open(outside, O_RDONLY | O_DIRECTORY)))
        return 4;
    return open("/dev/null", O_WRONLY) < 0 ? 5 : 0;
}

TEST(files_elsewhere_cannot_be_read_nor_made)
{
    int status = in_child(files);
    CHECK(status == 0 || status == 77);
}

static int sockets_and_programs(const char *inside, const char *outside)
{
    (void)inside, (void)outside;
    sm_arena *arena = sm_arena_new(0);
    sm_sandbox_state state = sm_sandbox_enter(sm_sandbox_new(arena));
    sm_arena_free(arena);
    if (!state.network || !state.programs)
        return 77;
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0)
        return 1;
    if (!refused(socket(AF_INET, SOCK_STREAM, 0)))
        return 2;
    if (!refused(socket(AF_UNIX, SOCK_STREAM, 0)))
        return 3;
    char *const nothing[] = {NULL};
    if (!refused(execve("/bin/true", nothing, nothing)))
        return 4;
    pid_t pid = fork(); /* a worker is in it, too */
    if (pid == 0)
        _exit(refused(socket(AF_INET, SOCK_DGRAM, 0)) ? 0 : 1);
    int status = -1;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : 5;
}

TEST(no_socket_can_be_made_and_no_program_started)
{
    int status = in_child(sockets_and_programs);
    CHECK(status == 0 || status == 77);
}

RUN_TESTS()
