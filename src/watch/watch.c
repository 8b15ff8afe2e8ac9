#define _GNU_SOURCE
#include "specmill/watch/watch.h"
#include "specmill/base/list.h"
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that is watched; the number that the kernel gave it is its place in the list. */
typedef struct folder {
    const char *path; /* NULL: not watched any more */
    bool deep;
} folder;

struct sm_watch {
    sm_arena *arena;
    sm_watch_options options;
    int fd;
    struct SM_LIST(folder) folders;
};

enum { DEPTH_MAX = 100 };

sm_watch *sm_watch_new(sm_arena *arena, const sm_watch_options *options)
{
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0)
        return NULL;
    sm_watch *watch = SM_NEW(arena, sm_watch);
    *watch = (sm_watch){.arena = arena, .options = *options, .fd = fd};
    return watch;
}

void sm_watch_free(sm_watch *watch)
{
    if (watch != NULL)
        close(watch->fd);
}

int sm_watch_descriptor(const sm_watch *watch)
{
    return watch->fd;
}

static void note_folder(sm_watch *watch, size_t number, const char *path, bool deep)
{
    while (watch->folders.count <= number)
        SM_LIST_ADD(watch->arena, &watch->folders, ((folder){0}));
    folder *f = &watch->folders.items[number];
    f->deep = deep || f->deep;
    if (f->path != NULL && strcmp(f->path, path) == 0)
        return;
    f->path = sm_str_to_cstr(watch->arena, sm_str_from_cstr(path));
}

static bool is_except(const sm_watch *watch, const char *path)
{
    struct stat status, out;
    const char *except = watch->options.except;
    return except != NULL && stat(path, &status) == 0 && stat(except, &out) == 0 &&
           status.st_dev == out.st_dev && status.st_ino == out.st_ino;
}

static bool add(sm_watch *watch, const char *path, bool deep, int depth);

static void add_below(sm_watch *watch, const char *path, int depth)
{
    DIR *open = opendir(path);
    char inner[PATH_MAX];
    struct stat status;
    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "node_modules") == 0)
            continue;
        int len = snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (len > 0 && (size_t)len < sizeof inner && lstat(inner, &status) == 0 &&
            S_ISDIR(status.st_mode) && !is_except(watch, inner))
            add(watch, inner, true, depth + 1);
    }
    if (open != NULL)
        closedir(open);
}

static bool add(sm_watch *watch, const char *path, bool deep, int depth)
{
    const uint32_t events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                            IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR;
    if (depth > DEPTH_MAX)
        return false;
    int number = inotify_add_watch(watch->fd, path, events);
    if (number < 0)
        return false;
    note_folder(watch, (size_t)number, path, deep);
    if (deep)
        add_below(watch, path, depth);
    return true;
}

bool sm_watch_add(sm_watch *watch, const char *path, bool deep)
{
    return add(watch, path, deep, 0);
}

static bool is_of_interest(sm_watch *watch, const struct inotify_event *event)
{
    char inner[PATH_MAX];
    if (event->wd < 0) { /* too much has happened for the kernel to remember */
        for (size_t i = 0; i < watch->folders.count; i++)
            if (watch->folders.items[i].path != NULL && watch->folders.items[i].deep)
                add_below(watch, watch->folders.items[i].path, 0);
        return true;
    }
    folder *f =
        (size_t)event->wd < watch->folders.count ? &watch->folders.items[event->wd] : NULL;
    if (f == NULL || f->path == NULL)
        return false;
    if ((event->mask & IN_IGNORED) != 0) {
        *f = (folder){0};
        return true;
    }
    if (event->len == 0)
        return false;
    if ((event->mask & IN_ISDIR) == 0)
        return watch->options.wanted(watch->options.context, f->path, event->name);
    if (event->name[0] == '.' || strcmp(event->name, "node_modules") == 0 || !f->deep)
        return false;
    int len = snprintf(inner, sizeof inner, "%s/%s", f->path, event->name);
    if (len < 0 || (size_t)len >= sizeof inner || is_except(watch, inner))
        return false;
    if ((event->mask & (IN_CREATE | IN_MOVED_TO)) != 0)
        add(watch, inner, true, 0);
    return (event->mask & IN_ATTRIB) == 0;
}

bool sm_watch_changed(sm_watch *watch)
{
    _Alignas(struct inotify_event) char events[16 << 10];
    bool changed = false;
    for (ssize_t got; (got = read(watch->fd, events, sizeof events)) > 0;)
        for (char *at = events; at < events + got;) {
            struct inotify_event event;
            memcpy(&event, at, sizeof event);
            if (is_of_interest(watch, (const struct inotify_event *)(const void *)at))
                changed = true;
            at += sizeof event + event.len;
        }
    return changed;
}
