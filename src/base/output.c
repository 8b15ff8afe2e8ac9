#define _GNU_SOURCE
#include "specmill/base/output.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct sm_output {
    sm_arena *arena;
    const char *path;   /* for messages; NULL: memory */
    const char *target; /* what a staged file replaces; NULL: nothing is staged */
    char *staged;       /* its name, or NULL */
    const char *handed; /* what sm_output_path() gave, or NULL */
    int fd;             /* -1: memory */
    int error;          /* the first errno, 0 while all is well */
    sm_buf buf;         /* memory: everything; else what is yet to be written */
};

static sm_loc place(sm_arena *arena, const char *path)
{
    sm_source *named = SM_NEW(arena, sm_source);
    named->name = strcmp(path, "-") == 0 ? SM_STR("<stdout>")
                                         : sm_str_copy(arena, sm_str_from_cstr(path));
    return (sm_loc){named, 0, 0};
}

static void note_error(sm_output *output)
{
    if (output->error == 0)
        output->error = errno != 0 ? errno : EIO;
}

static sm_output *new_output(sm_arena *arena, const char *path, int fd)
{
    sm_output *output = SM_NEW(arena, sm_output);
    output->arena = arena;
    output->path = path;
    output->fd = fd;
    output->buf = sm_buf_new(arena);
    return output;
}

/* A new file beside the target that nobody else has: NAME.specmill-XXXXXX. */
static int stage(sm_output *output)
{
    sm_str name = sm_str_printf(output->arena, "%s.specmill-XXXXXX", output->target);
    output->staged = sm_str_to_cstr(output->arena, name);
    int fd = mkostemp(output->staged, O_CLOEXEC);
    if (fd < 0)
        return -1;
    struct stat status;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = stat(output->target, &status) == 0 ? status.st_mode & 07777 : 0666 & ~mask;
    if (fchmod(fd, mode) != 0) {
        close(fd);
        unlink(output->staged);
        return -1;
    }
    return fd;
}

sm_output *sm_output_open(sm_arena *arena, const char *path, sm_diag *diag)
{
    if (strcmp(path, "-") == 0)
        return new_output(arena, path, STDOUT_FILENO);
    sm_output *output = new_output(arena, path, -1);
    struct stat status;
    bool exists = stat(path, &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) {
        sm_report(diag, SM_DIAG_OUTPUT_FAILED, place(arena, path), "%s", strerror(EISDIR));
        return NULL;
    }
    if (exists && !S_ISREG(status.st_mode)) { /* a device or pipe is written to, not replaced */
        output->fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        char *real = exists ? realpath(path, NULL) : NULL; /* a link stays a link */
        output->target = sm_str_to_cstr(arena, sm_str_from_cstr(real != NULL ? real : path));
        free(real);
        output->fd = stage(output);
    }
    if (output->fd < 0) {
        sm_report(diag, SM_DIAG_OUTPUT_FAILED, place(arena, path), "%s", strerror(errno));
        return NULL;
    }
    return output;
}

sm_output *sm_output_memory(sm_arena *arena)
{
    return new_output(arena, NULL, -1);
}

static void write_through(sm_output *output, const char *bytes, size_t len)
{
    while (len != 0 && output->error == 0) {
        ssize_t put = write(output->fd, bytes, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            note_error(output);
            return;
        }
        bytes += put;
        len -= (size_t)put;
    }
}

static void flush(sm_output *output)
{
    write_through(output, output->buf.ptr, output->buf.len);
    output->buf.len = 0;
}

void sm_output_write(sm_output *output, const void *bytes, size_t len)
{
    enum { PIECE = 64 << 10 };
    if (output->fd < 0) {
        sm_buf_add(&output->buf, bytes, len);
        return;
    }
    if (output->buf.len + len > PIECE)
        flush(output);
    if (len > PIECE)
        write_through(output, bytes, len);
    else
        sm_buf_add(&output->buf, bytes, len);
}

void sm_output_write_str(sm_output *output, sm_str str)
{
    sm_output_write(output, str.ptr, str.len);
}

const char *sm_output_path(sm_output *output)
{
    if (output->handed != NULL)
        return output->handed;
    if (output->staged != NULL)
        return output->handed = output->staged;
    /* Standard output and memory: an anonymous file stands in, copied over at the end. */
    int fd = memfd_create("specmill", MFD_CLOEXEC);
    if (fd < 0) {
        note_error(output);
        return NULL;
    }
    output->handed =
        sm_str_to_cstr(output->arena, sm_str_printf(output->arena, "/proc/self/fd/%d", fd));
    return output->handed;
}

/* The descriptor of the anonymous file behind sm_output_path(), or -1. */
static int stand_in(const sm_output *output)
{
    if (output->handed == NULL || output->handed == output->staged)
        return -1;
    return atoi(output->handed + strlen("/proc/self/fd/"));
}

static void close_stand_in(sm_output *output)
{
    int fd = stand_in(output);
    if (fd >= 0)
        close(fd);
    output->handed = NULL;
}

static void copy_stand_in(sm_output *output)
{
    int fd = stand_in(output);
    if (fd < 0)
        return;
    char piece[16 << 10];
    off_t at = 0;
    for (;;) {
        ssize_t got = pread(fd, piece, sizeof piece, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            note_error(output);
        if (got <= 0)
            break;
        sm_output_write(output, piece, (size_t)got);
        at += got;
    }
    close_stand_in(output);
}

sm_str sm_output_bytes(sm_output *output)
{
    copy_stand_in(output);
    return sm_buf_str(&output->buf);
}

/* Makes the staged file the target. The library may have replaced the file behind the name, so
 * the name is what is synced and renamed. */
static void finish_staged(sm_output *output)
{
    int fd = open(output->staged, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0)
        note_error(output);
    if (fd >= 0)
        close(fd);
    if (output->error == 0 && rename(output->staged, output->target) != 0)
        note_error(output);
    if (output->error != 0)
        unlink(output->staged);
}

bool sm_output_commit(sm_output *output, sm_diag *diag)
{
    if (output->path == NULL)
        return true;
    copy_stand_in(output);
    flush(output);
    if (output->fd != STDOUT_FILENO && close(output->fd) != 0)
        note_error(output);
    if (output->staged != NULL)
        finish_staged(output);
    if (output->error == 0)
        return true;
    sm_report(diag, SM_DIAG_OUTPUT_FAILED, place(output->arena, output->path), "%s",
              strerror(output->error));
    return false;
}

void sm_output_discard(sm_output *output)
{
    if (output == NULL)
        return;
    close_stand_in(output);
    if (output->fd >= 0 && output->fd != STDOUT_FILENO)
        close(output->fd);
    if (output->staged != NULL)
        unlink(output->staged);
}
