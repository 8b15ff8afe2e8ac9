#define _GNU_SOURCE
#include "package.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- files in memory --- */

typedef struct memory_file {
    char *bytes;
    size_t len, capacity, at;
} memory_file;

static ssize_t write_memory(void *cookie, const char *bytes, size_t len)
{
    memory_file *file = cookie;
    if (len > SIZE_MAX / 4 - file->at)
        return 0;
    if (file->at + len > file->capacity) {
        size_t wanted = (file->at + len) * 2;
        char *grown = realloc(file->bytes, wanted);
        if (grown == NULL)
            return 0;
        file->bytes = grown;
        file->capacity = wanted;
    }
    if (file->at > file->len)
        memset(file->bytes + file->len, 0, file->at - file->len);
    memcpy(file->bytes + file->at, bytes, len);
    file->at += len;
    if (file->at > file->len)
        file->len = file->at;
    return (ssize_t)len;
}

static ssize_t read_memory(void *cookie, char *bytes, size_t len)
{
    memory_file *file = cookie;
    size_t left = file->at < file->len ? file->len - file->at : 0;
    if (len > left)
        len = left;
    if (len != 0)
        memcpy(bytes, file->bytes + file->at, len);
    file->at += len;
    return (ssize_t)len;
}

static int seek_memory(void *cookie, off64_t *offset, int whence)
{
    memory_file *file = cookie;
    off64_t base = whence == SEEK_SET   ? 0
                   : whence == SEEK_CUR ? (off64_t)file->at
                                        : (off64_t)file->len;
    if (base + *offset < 0) {
        errno = EINVAL;
        return -1;
    }
    *offset += base;
    file->at = (size_t)*offset;
    return 0;
}

static int close_memory(void *cookie)
{
    memory_file *file = cookie;
    free(file->bytes);
    free(file);
    return 0;
}

/* libxlsxwriter (up to 1.2.1 at least) writes every part of a workbook to a file in /tmp first:
 * a place to run out of, to leave files in, and to be let into. This function takes the place
 * of its own, which the dynamic linker finds first: files in memory instead. It is weak, so
 * that a library linked statically keeps its own. Its header, which since 1.2 has the folder
 * const, is not included here. */
FILE *lxw_tmpfile(const char *folder);

__attribute__((weak)) FILE *lxw_tmpfile(const char *folder)
{
    (void)folder;
    memory_file *file = calloc(1, sizeof *file);
    if (file == NULL)
        return NULL;
    cookie_io_functions_t deeds = {read_memory, write_memory, seek_memory, close_memory};
    FILE *made = fopencookie(file, "w+", deeds);
    if (made == NULL)
        free(file);
    return made;
}

/* --- the package: a ZIP file (APPNOTE.TXT 4.3) without comment and ZIP64 --- */

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30 };

static uint32_t le16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t le32(const unsigned char *p)
{
    return le16(p) | le16(p + 2) << 16;
}

static bool read_at(int fd, uint64_t at, unsigned char *bytes, size_t len,
                    const char *signature)
{
    while (len != 0) {
        ssize_t got = pread(fd, bytes, len, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        if (signature != NULL && (got < 4 || memcmp(bytes, signature, 4) != 0))
            return false;
        signature = NULL;
        bytes += got;
        at += (uint64_t)got;
        len -= (size_t)got;
    }
    return true;
}

/* Each entry has to begin where the one before it ends. */
static bool entries_follow(int fd, uint64_t directory, uint64_t end)
{
    unsigned char entry[ENTRY_SIZE], local[LOCAL_SIZE];
    uint64_t expected = 0, at = directory;
    while (at < end) {
        if (!read_at(fd, at, entry, sizeof entry, "PK\001\002") ||
            le32(entry + 42) != expected ||
            !read_at(fd, expected, local, sizeof local, "PK\003\004"))
            return false;
        expected += LOCAL_SIZE + le16(local + 26) + le16(local + 28) + le32(entry + 20);
        at += ENTRY_SIZE + le16(entry + 28) + le16(entry + 30) + le16(entry + 32);
    }
    return at == end && expected == directory;
}

bool xlsx_package_is_whole(const char *path)
{
    unsigned char last[END_SIZE];
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool whole = fd >= 0 && fstat(fd, &status) == 0 && status.st_size > END_SIZE;
    uint64_t end = whole ? (uint64_t)status.st_size - END_SIZE : 0;
    whole = whole && read_at(fd, end, last, sizeof last, "PK\005\006") &&
            (uint64_t)le32(last + 12) + le32(last + 16) == end &&
            entries_follow(fd, le32(last + 16), end);
    if (fd >= 0)
        close(fd);
    return whole;
}
