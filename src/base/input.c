#define _GNU_SOURCE
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef enum read_result { READ_OK, READ_FAILED, READ_TOO_LARGE } read_result;

static read_result read_all(sm_arena *arena, int fd, size_t limit, sm_str *bytes)
{
    sm_buf buf = sm_buf_new(arena);
    struct stat status;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        if (limit != 0 && (uintmax_t)status.st_size > limit)
            return READ_TOO_LARGE;
        sm_buf_reserve(&buf, (size_t)status.st_size + 1);
    }
    for (;;) {
        enum { PIECE = 64 << 10 };
        size_t room = buf.capacity - buf.len;
        if (room == 0) {
            sm_buf_reserve(&buf, PIECE);
            room = buf.capacity - buf.len;
        }
        ssize_t got = read(fd, buf.ptr + buf.len, room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN) { /* standard input may be set to non-blocking */
            poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1);
            continue;
        }
        if (got < 0)
            return READ_FAILED;
        if (got == 0)
            break;
        buf.len += (size_t)got;
        if (limit != 0 && buf.len > limit)
            return READ_TOO_LARGE;
    }
    *bytes = sm_buf_str(&buf);
    return READ_OK;
}

bool sm_input_read(sm_arena *arena, const char *path, size_t limit, sm_str *bytes,
                   sm_diag *diag)
{
    bool standard = strcmp(path, "-") == 0;
    sm_loc loc =
        sm_source_loc_of_file(arena, standard ? SM_STR("<stdin>") : sm_str_from_cstr(path));
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        sm_report(diag, SM_DIAG_FILE_UNREADABLE, loc, "%s", strerror(errno));
        return false;
    }
    read_result result = read_all(arena, fd, limit, bytes);
    int error = errno;
    if (!standard)
        close(fd);
    if (result == READ_FAILED)
        sm_report(diag, SM_DIAG_FILE_UNREADABLE, loc, "%s", strerror(error));
    else if (result == READ_TOO_LARGE)
        sm_report(diag, SM_DIAG_FILE_TOO_LARGE, loc, "the limit is %zu bytes", limit);
    return result == READ_OK;
}

const sm_source *sm_input_source(sm_arena *arena, const char *path, size_t limit, sm_diag *diag)
{
    sm_str bytes;
    if (!sm_input_read(arena, path, limit, &bytes, diag))
        return NULL;
    if (strcmp(path, "-") == 0)
        return sm_source_from_bytes(arena, SM_STR("<stdin>"), bytes, diag);
    sm_str name = sm_str_from_cstr(path);
    return sm_source_in_folder(arena, name, sm_path_parent(name), bytes, diag);
}

/* Whether the resolved PATH lies in the resolved FOLDER; *REST is then its way from there. */
static bool is_inside(const char *folder, const char *path, const char **rest)
{
    size_t len = strlen(folder);
    if (len != 0 && folder[len - 1] == '/')
        len--;
    *rest = path + len + 1;
    return strncmp(path, folder, len) == 0 && path[len] == '/';
}

/* Opens REST below FOLDER, both resolved. Nobody can lead us out by putting a link in the way
 * meanwhile: the kernel does not follow any (openat2, from Linux 5.6 on). */
static int open_below(const char *folder, const char *rest)
{
    enum { FLAGS = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK };
    int at = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return -1;
    struct open_how how = {.flags = FLAGS, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    int fd = (int)syscall(SYS_openat2, at, rest, &how, sizeof how);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        fd = openat(at, rest, FLAGS);
    close(at);
    return fd;
}

/* Opens the resolved PATH if it lies in FOLDER. */
static int open_inside(const char *folder, const char *path)
{
    char real[PATH_MAX];
    const char *rest;
    if (realpath(folder, real) == NULL || !is_inside(real, path, &rest))
        return -1;
    return open_below(real, rest);
}

static bool read_regular(sm_arena *arena, int fd, size_t limit, sm_str *bytes)
{
    struct stat status;
    if (fd < 0)
        return false;
    bool ok = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
              read_all(arena, fd, limit, bytes) == READ_OK;
    close(fd);
    return ok;
}

static bool read_inside(sm_arena *arena, sm_str folder, sm_str_list outside, sm_str relative,
                        size_t limit, sm_str *bytes)
{
    bool absolute = relative.len != 0 && relative.ptr[0] == '/';
    if (folder.ptr == NULL || relative.len == 0 || (absolute && outside.count == 0) ||
        sm_str_find_char(relative, '\0') != SM_STR_NONE)
        return false;
    char *inside = sm_str_to_cstr(arena, folder.len == 0 ? SM_STR(".") : folder);
    sm_str joined =
        absolute ? relative : sm_str_printf(arena, "%s/%.*s", inside, SM_STR_ARG(relative));
    char real[PATH_MAX];
    if (realpath(sm_str_to_cstr(arena, joined), real) == NULL)
        return false;
    int fd = open_inside(inside, real);
    for (size_t i = 0; fd < 0 && i < outside.count; i++)
        fd = open_inside(sm_str_to_cstr(arena, outside.items[i]), real);
    return read_regular(arena, fd, limit, bytes);
}

bool sm_input_read_inside(sm_arena *arena, sm_str folder, sm_str relative, size_t limit,
                          sm_str *bytes)
{
    return read_inside(arena, folder, (sm_str_list){0}, relative, limit, bytes);
}

bool sm_input_read_beside(sm_arena *arena, const sm_source *source, sm_str relative,
                          size_t limit, sm_str *bytes)
{
    return read_inside(arena, source->folder, source->outside, relative, limit, bytes);
}
