#define _GNU_SOURCE
#include "specmill/base/output.h"
#include "specmill/base/path.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct sm_output {
    sm_arena *arena;
    const char *path;   /* for messages; NULL: memory */
    const char *target; /* what a staged file replaces; NULL: nothing is staged */
    char *staged;       /* the staged file's name, on the register; NULL: it has none */
    const char *handed; /* what sm_output_path() gave, or NULL */
    int fd;             /* where the bytes go; -1: they stay in buf */
    int stand_in;       /* an anonymous file that a library writes in place of fd, or -1 */
    bool standard;      /* fd is standard output and is not ours to close */
    bool unsynced;      /* the caller sees to it */
    int error;          /* the first errno, 0 while all is well */
    sm_buf buf;         /* memory: everything; else what is yet to be written */
};

/* The register of staged names, for sm_output_discard_all(). It is the one thing in the program
 * that changes and is not in an arena: a signal handler has nothing else to look at. Lock-free,
 * so that runs in several threads may share it. */
enum { REGISTER_SIZE = 64 };
static _Atomic(const char *) staged_names[REGISTER_SIZE];

static void enlist(const char *name)
{
    for (size_t i = 0; i < REGISTER_SIZE; i++) {
        const char *empty = NULL;
        if (atomic_compare_exchange_strong(&staged_names[i], &empty, name))
            return;
    }
}

static void delist(const char *name)
{
    for (size_t i = 0; i < REGISTER_SIZE; i++) {
        const char *expected = name;
        if (atomic_compare_exchange_strong(&staged_names[i], &expected, NULL))
            return;
    }
}

void sm_output_discard_all(void)
{
    int error = errno;
    for (size_t i = 0; i < REGISTER_SIZE; i++) {
        const char *name = atomic_load(&staged_names[i]);
        if (name != NULL)
            unlink(name);
    }
    errno = error;
}

void sm_output_leave_all(void)
{
    for (size_t i = 0; i < REGISTER_SIZE; i++)
        atomic_store(&staged_names[i], NULL);
}

static sm_loc place(sm_arena *arena, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    return sm_source_loc_of_file(arena, standard ? SM_STR("<stdout>") : sm_str_from_cstr(path));
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
    output->path = path == NULL ? NULL : sm_str_to_cstr(arena, sm_str_from_cstr(path));
    output->fd = fd;
    output->stand_in = -1;
    output->buf = sm_buf_new(arena);
    return output;
}

static char *descriptor_path(sm_arena *arena, int fd)
{
    return sm_str_to_cstr(arena, sm_str_printf(arena, "/proc/self/fd/%d", fd));
}

/* The next name in the target's folder that a staged file may have. Short, because the target's
 * own name may be as long as names get; always the same ones for a target, so that what a
 * killed run has left is found by the next. Who has a staged file holds a lock on it. */
static char *staged_name(sm_output *output, int attempt)
{
    sm_str target = sm_str_from_cstr(output->target);
    sm_str name = sm_str_printf(output->arena, "%.*s.specmill-%08x-%d",
                                SM_STR_ARG(sm_path_folder(target)),
                                sm_str_fnv1a(sm_path_name(target)), attempt);
    return sm_str_to_cstr(output->arena, name);
}

/* Removes the staged file NAME if nobody holds its lock: the run that made it was killed. */
static bool remove_stale(const char *name)
{
    int fd = open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat ours, there;
    bool stale = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &ours) == 0 &&
                 lstat(name, &there) == 0 && ours.st_ino == there.st_ino &&
                 S_ISREG(there.st_mode) && unlink(name) == 0;
    if (fd >= 0)
        close(fd);
    errno = EEXIST; /* if not */
    return stale;
}

enum { ATTEMPTS = 1000 };

static int stage_named(sm_output *output)
{
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        char *name = staged_name(output, attempt);
        int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno == EEXIST && remove_stale(name))
            fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            flock(fd, LOCK_EX | LOCK_NB); /* where there are no locks, names stay taken */
            output->staged = name;
            enlist(name);
            return fd;
        }
        if (errno != EEXIST)
            break;
    }
    return -1;
}

/* A file without a name in the target's folder: nothing is left of it however we end. Not every
 * file system can, and without /proc it could not be given a name later. */
static int stage_nameless(sm_output *output)
{
    sm_str folder = sm_path_folder(sm_str_from_cstr(output->target));
    char *name = sm_str_to_cstr(output->arena, folder.len == 0 ? SM_STR(".") : folder);
    int fd = open(name, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (fd >= 0 && access(descriptor_path(output->arena, fd), F_OK) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

static void drop_staged(sm_output *output)
{
    if (output->staged == NULL)
        return;
    unlink(output->staged);
    delist(output->staged);
    output->staged = NULL;
}

/* The new file is for the same people as the old one. */
static bool take_over_mode(int fd, const struct stat *old)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return false;
    if (status.st_uid != old->st_uid || status.st_gid != old->st_gid)
        if (fchown(fd, old->st_uid, old->st_gid) != 0)
            errno = 0; /* only root can; then the new file is ours */
    mode_t mode = old->st_mode & 0777;
    return (status.st_mode & 0777) == mode || fchmod(fd, mode) == 0;
}

/* Stages the file that is to take the place of TARGET, with status OLD or none yet. */
static bool stage(sm_output *output, const struct stat *old)
{
    if (old != NULL && access(output->target, W_OK) != 0)
        return false; /* renaming would get around a write protection */
    output->fd = stage_nameless(output);
    if (output->fd < 0)
        output->fd = stage_named(output);
    if (output->fd < 0)
        return false;
    if (old == NULL || take_over_mode(output->fd, old))
        return true;
    int error = errno;
    close(output->fd);
    drop_staged(output);
    errno = error;
    return false;
}

static bool open_path(sm_output *output, const char *path)
{
    struct stat status, link;
    bool exists = stat(path, &status) == 0;
    if (!exists && errno != ENOENT)
        return false;
    if (!exists && lstat(path, &link) == 0) {
        errno = ENOENT; /* a link to nothing: what it is for is not ours to guess */
        return false;
    }
    if (exists && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (exists && !S_ISREG(status.st_mode)) { /* a device or pipe is written to, not replaced */
        output->fd = open(path, O_WRONLY | O_CLOEXEC);
        return output->fd >= 0;
    }
    char *real = exists ? realpath(path, NULL) : NULL; /* a link stays a link */
    output->target =
        sm_str_to_cstr(output->arena, sm_str_from_cstr(real != NULL ? real : path));
    free(real);
    return stage(output, exists ? &status : NULL);
}

sm_output *sm_output_open(sm_arena *arena, const char *path, sm_diag *diag)
{
    if (strcmp(path, "-") == 0) {
        sm_output *output = new_output(arena, path, STDOUT_FILENO);
        output->standard = true;
        return output;
    }
    sm_output *output = new_output(arena, path, -1);
    if (open_path(output, path))
        return output;
    sm_report(diag, SM_DIAG_OUTPUT_FAILED, place(arena, path), "%s", strerror(errno));
    return NULL;
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
        if (put < 0 && errno == EAGAIN) { /* standard output may be set to non-blocking */
            poll(&(struct pollfd){.fd = output->fd, .events = POLLOUT}, 1, -1);
            continue;
        }
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

void sm_output_written(sm_output *output)
{
    if (output->fd < 0 || output->target == NULL)
        return;
    flush(output);
    if (!output->unsynced)
        sync_file_range(output->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

void sm_output_without_sync(sm_output *output)
{
    output->unsynced = true;
}

const char *sm_output_path(sm_output *output)
{
    if (output->handed != NULL)
        return output->handed;
    if (output->staged != NULL)
        return output->handed = output->staged;
    if (output->target != NULL)
        return output->handed = descriptor_path(output->arena, output->fd);
    /* Standard output, a device, memory: an anonymous file stands in, copied over at the end.
     */
    output->stand_in = memfd_create("specmill", MFD_CLOEXEC);
    if (output->stand_in < 0) {
        note_error(output);
        return NULL;
    }
    return output->handed = descriptor_path(output->arena, output->stand_in);
}

static void close_stand_in(sm_output *output)
{
    if (output->stand_in < 0)
        return;
    close(output->stand_in);
    output->stand_in = -1;
    output->handed = NULL;
}

static void copy_stand_in(sm_output *output)
{
    char piece[16 << 10];
    off_t at = 0;
    while (output->stand_in >= 0) {
        ssize_t got = pread(output->stand_in, piece, sizeof piece, at);
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

static bool link_to(const char *nameless, const char *name)
{
    if (linkat(AT_FDCWD, nameless, AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0)
        return false;
    enlist(name);
    return true;
}

/* Gives the nameless staged file a name, which a rename needs. */
static void name_staged(sm_output *output)
{
    flock(output->fd, LOCK_EX | LOCK_NB);
    const char *nameless = descriptor_path(output->arena, output->fd);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        char *name = staged_name(output, attempt);
        bool linked = link_to(nameless, name);
        if (!linked && errno == EEXIST && remove_stale(name))
            linked = link_to(nameless, name);
        if (linked) {
            output->staged = name;
            return;
        }
        if (errno != EEXIST)
            break;
    }
    note_error(output);
}

/* Makes sure of the staged file's bytes. A library may have replaced the
 * file behind the name, so a named one is synced by its name. */
static void sync_staged(sm_output *output)
{
    int fd = output->staged == NULL ? output->fd : open(output->staged, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL))
        note_error(output);
    if (fd >= 0 && fd != output->fd)
        close(fd);
}

/* Puts the staged file in the target's place. */
static void finish_staged(sm_output *output)
{
    if (output->error == 0 && !output->unsynced)
        sync_staged(output);
    if (output->error == 0 && output->staged == NULL)
        name_staged(output);
    if (output->error == 0 && rename(output->staged, output->target) != 0)
        note_error(output);
    if (output->error != 0)
        drop_staged(output);
    else
        delist(output->staged);
}

bool sm_output_commit(sm_output *output, sm_diag *diag)
{
    copy_stand_in(output);
    if (output->fd >= 0)
        flush(output);
    if (output->target != NULL)
        finish_staged(output);
    if (output->fd >= 0 && !output->standard && close(output->fd) != 0)
        note_error(output);
    if (output->error == 0)
        return true;
    sm_loc loc = output->path != NULL ? place(output->arena, output->path) : (sm_loc){0};
    sm_report(diag, SM_DIAG_OUTPUT_FAILED, loc, "%s", strerror(output->error));
    return false;
}

void sm_output_discard(sm_output *output)
{
    if (output == NULL)
        return;
    close_stand_in(output);
    if (output->fd >= 0 && !output->standard)
        close(output->fd);
    drop_staged(output);
}
