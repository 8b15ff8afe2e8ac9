#define _XOPEN_SOURCE 700
#include "specmill/base/input.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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
    sm_source *nowhere = SM_NEW(arena, sm_source);
    nowhere->name = standard ? SM_STR("<stdin>") : sm_str_copy(arena, sm_str_from_cstr(path));
    sm_loc loc = {nowhere, 0, 0};
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
    const char *slash = strrchr(path, '/');
    sm_str folder = SM_STR(".");
    if (slash != NULL)
        folder = (sm_str){path, slash == path ? 1 : (size_t)(slash - path)};
    return sm_source_in_folder(arena, sm_str_from_cstr(path), folder, bytes, diag);
}

/* Whether the resolved PATH lies in the resolved FOLDER. */
static bool is_inside(const char *folder, const char *path)
{
    size_t len = strlen(folder);
    if (len != 0 && folder[len - 1] == '/')
        len--;
    return strncmp(path, folder, len) == 0 && path[len] == '/';
}

bool sm_input_read_inside(sm_arena *arena, sm_str folder, sm_str relative, size_t limit,
                          sm_str *bytes)
{
    if (folder.ptr == NULL || relative.len == 0 || relative.ptr[0] == '/' ||
        sm_str_find_char(relative, '\0') != SM_STR_NONE)
        return false;
    char *inside = sm_str_to_cstr(arena, folder.len == 0 ? SM_STR(".") : folder);
    char *joined =
        sm_str_to_cstr(arena, sm_str_printf(arena, "%s/%.*s", inside, SM_STR_ARG(relative)));
    char real_folder[PATH_MAX], real_path[PATH_MAX];
    if (realpath(inside, real_folder) == NULL || realpath(joined, real_path) == NULL ||
        !is_inside(real_folder, real_path))
        return false;
    int fd = open(real_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    struct stat status;
    bool ok = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
              read_all(arena, fd, limit, bytes) == READ_OK;
    close(fd);
    return ok;
}
