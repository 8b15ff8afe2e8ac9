#define _GNU_SOURCE
#include "specmill/pool/pool.h"
#include "specmill/base/list.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A worker and its three descriptors: numbers of pieces go back and forth on the channel; its
 * answers and its standard error are files in memory, which stay readable when it crashes. */
typedef struct worker {
    pid_t pid; /* 0: none */
    int channel, answer, said;
    bool busy;
    size_t piece; /* when busy */
} worker;

/* What came back for a piece, until it is its turn. */
typedef struct result {
    sm_arena *arena; /* NULL: nothing yet */
    sm_pool_answer answer;
} result;

typedef struct run {
    const sm_pool *pool;
    worker *workers;
    size_t worker_count;
    result *results;
    size_t count, next, taken, through; /* next: not yet given to a worker */
} run;

enum { MOST_WORKERS = 256, WINDOW = 1024 };

/* The workers, for sm_pool_end_all(): a signal handler has nothing else to look at. */
static atomic_int worker_pids[MOST_WORKERS];

static void note_worker(size_t slot, pid_t pid)
{
    atomic_store(&worker_pids[slot], (int)pid);
}

void sm_pool_end_all(void)
{
    enum { PATIENCE_MS = 2000, STEP_MS = 10 };
    int error = errno;
    for (size_t i = 0; i < MOST_WORKERS; i++)
        if (atomic_load(&worker_pids[i]) > 0)
            kill(atomic_load(&worker_pids[i]), SIGTERM);
    int waited = 0;
    for (size_t i = 0; i < MOST_WORKERS; i++) {
        pid_t pid = atomic_load(&worker_pids[i]);
        while (pid > 0 && waitpid(pid, NULL, WNOHANG) == 0) {
            if (waited >= PATIENCE_MS)
                kill(pid, SIGKILL);
            poll(NULL, 0, STEP_MS);
            waited += STEP_MS;
        }
        atomic_store(&worker_pids[i], 0);
    }
    errno = error;
}

size_t sm_pool_processors(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count > 0 ? (size_t)count : 1;
}

sm_str sm_pool_reason(sm_arena *arena, const sm_pool_answer *answer)
{
    switch (answer->fate) {
    case SM_POOL_DONE:
        return SM_STR("done");
    case SM_POOL_EXITED:
        return answer->number == 3
                   ? SM_STR("out of memory, or over a limit")
                   : sm_str_printf(arena, "it ended with status %d", answer->number);
    case SM_POOL_KILLED:
        break;
    }
    const char *name = sigabbrev_np(answer->number);
    return sm_str_printf(arena, "it crashed: SIG%s (%s)", name != NULL ? name : "?",
                         sigdescr_np(answer->number) != NULL ? sigdescr_np(answer->number)
                                                             : "unknown signal");
}

/* In the worker. */

static bool put_all(int fd, sm_str bytes)
{
    for (off_t at = 0; bytes.len != 0;) {
        ssize_t put = pwrite(fd, bytes.ptr, bytes.len, at);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        bytes = sm_str_from(bytes, (size_t)put);
    }
    return true;
}

static void work_on(const sm_pool *pool, const worker *self)
{
    size_t piece;
    while (recv(self->channel, &piece, sizeof piece, 0) == (ssize_t)sizeof piece) {
        sm_arena *arena = sm_arena_new(0);
        sm_buf answer = sm_buf_new(arena);
        pool->work(pool->context, piece, &answer);
        if (!put_all(self->answer, sm_buf_str(&answer)))
            _exit(3);
        sm_arena_free(arena);
        if (send(self->channel, &piece, sizeof piece, MSG_NOSIGNAL) < 0)
            break;
    }
    _exit(0);
}

/* Keeps of what it was born with only what it needs. It ends with its parent. */
static void become_worker(const run *r, const worker *self, pid_t parent)
{
    for (size_t i = 0; i < MOST_WORKERS; i++)
        note_worker(i, 0);
    for (size_t i = 0; i < r->worker_count; i++)
        if (r->workers[i].pid != 0) {
            close(r->workers[i].channel);
            close(r->workers[i].answer);
            close(r->workers[i].said);
        }
    dup2(self->said, STDERR_FILENO);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1);
}

/* In the parent. */

static void close_all(const int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* Starts the worker in SLOT; false when the system has no room for it. */
static bool start(run *r, size_t slot)
{
    int fds[4] = {-1, -1, -1, -1}; /* channel here, channel there, answer, said */
    sigset_t all, before;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) == 0) {
        fds[2] = memfd_create("answer", MFD_CLOEXEC);
        fds[3] = memfd_create("said", MFD_CLOEXEC);
    }
    if (fds[2] < 0 || fds[3] < 0 || fcntl(fds[3], F_SETFL, O_APPEND) != 0) {
        close_all(fds, 4);
        return false;
    }
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before); /* a worker must not end the others */
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        worker self = {.channel = fds[1], .answer = fds[2], .said = fds[3]};
        become_worker(r, &self, parent);
        close(fds[0]);
        sigprocmask(SIG_SETMASK, &before, NULL);
        work_on(r->pool, &self);
    }
    if (pid > 0)
        note_worker(slot, pid);
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(fds[1]);
    if (pid < 0) {
        fds[1] = -1;
        close_all(fds, 4);
        return false;
    }
    r->workers[slot] = (worker){pid, fds[0], fds[2], fds[3], false, 0};
    return true;
}

/* The bytes of the file in memory FD, which is empty then. */
static sm_str take_bytes(sm_arena *arena, int fd)
{
    off_t size = lseek(fd, 0, SEEK_END);
    if (size <= 0)
        return (sm_str){"", 0};
    sm_buf buf = sm_buf_new(arena);
    sm_buf_reserve(&buf, (size_t)size);
    while (buf.len < (size_t)size) {
        ssize_t got = pread(fd, buf.ptr + buf.len, (size_t)size - buf.len, (off_t)buf.len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        buf.len += (size_t)got;
    }
    while (ftruncate(fd, 0) != 0 && errno == EINTR)
        ;
    return sm_buf_str(&buf);
}

static void hand_over(run *r)
{
    while (r->taken < r->count && r->results[r->taken].arena != NULL) {
        result *first = &r->results[r->taken];
        r->pool->take(r->pool->context, r->taken, &first->answer);
        sm_arena_free(first->arena);
        *first = (result){0};
        r->taken++;
    }
}

static void note_through(run *r)
{
    r->through++;
    if (r->pool->progress != NULL)
        r->pool->progress(r->pool->context, r->through);
    hand_over(r);
}

static void collect(run *r, worker *w, sm_pool_fate fate, int number)
{
    result *made = &r->results[w->piece];
    made->arena = sm_arena_new(0);
    made->answer = (sm_pool_answer){fate, number, take_bytes(made->arena, w->answer),
                                    take_bytes(made->arena, w->said)};
    if (fate != SM_POOL_DONE)
        made->answer.bytes = (sm_str){"", 0};
    w->busy = false;
    note_through(r);
}

/* The end of a worker, expected or not. */
static void bury(run *r, worker *w)
{
    int status = 0;
    close(w->channel);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        ;
    note_worker((size_t)(w - r->workers), 0);
    w->pid = 0;
    if (w->busy && WIFSIGNALED(status))
        collect(r, w, SM_POOL_KILLED, WTERMSIG(status));
    else if (w->busy)
        collect(r, w, SM_POOL_EXITED, WIFEXITED(status) ? WEXITSTATUS(status) : 1);
    close(w->answer);
    close(w->said);
}

static bool send_piece(int channel, size_t piece)
{
    ssize_t sent;
    do
        sent = send(channel, &piece, sizeof piece, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof piece;
}

/* Gives every idle worker a piece; starts workers that are missing. How many are busy. */
static size_t hand_out(run *r)
{
    size_t busy = 0;
    for (size_t i = 0; i < r->worker_count; i++) {
        worker *w = &r->workers[i];
        bool more = r->next < r->count && r->next < r->taken + WINDOW;
        if (!w->busy && more && (w->pid != 0 || start(r, i))) {
            w->piece = r->next++;
            w->busy = true; /* if it ends without an answer, its channel will say so */
            if (!send_piece(w->channel, w->piece))
                kill(w->pid, SIGKILL);
        }
        busy += w->busy;
    }
    return busy;
}

static void work_here(run *r)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf answer = sm_buf_new(arena);
    size_t piece = r->next++;
    r->pool->work(r->pool->context, piece, &answer);
    r->results[piece] = (result){
        arena, {.fate = SM_POOL_DONE, .bytes = sm_buf_str(&answer), .said = SM_STR("")}};
    note_through(r);
}

static void wait_for_answers(run *r)
{
    struct pollfd polled[MOST_WORKERS];
    for (size_t i = 0; i < r->worker_count; i++)
        polled[i] = (struct pollfd){.fd = r->workers[i].busy ? r->workers[i].channel : -1,
                                    .events = POLLIN};
    if (poll(polled, (nfds_t)r->worker_count, -1) < 0)
        return;
    for (size_t i = 0; i < r->worker_count; i++) {
        worker *w = &r->workers[i];
        size_t piece;
        if (polled[i].revents == 0)
            continue;
        if (recv(w->channel, &piece, sizeof piece, 0) == (ssize_t)sizeof piece)
            collect(r, w, SM_POOL_DONE, 0);
        else
            bury(r, w);
    }
}

void sm_pool_run(const sm_pool *pool, size_t count)
{
    sm_arena *arena = sm_arena_new(0);
    run r = {.pool = pool, .count = count, .worker_count = pool->processes};
    if (r.worker_count > count)
        r.worker_count = count;
    if (r.worker_count > MOST_WORKERS)
        r.worker_count = MOST_WORKERS;
    if (r.worker_count == 0)
        r.worker_count = 1;
    r.workers = SM_NEW_ARRAY(arena, worker, r.worker_count);
    r.results = SM_NEW_ARRAY(arena, result, count);
    while (r.taken < count) {
        if (hand_out(&r) > 0)
            wait_for_answers(&r);
        else
            work_here(&r);
    }
    for (size_t i = 0; i < r.worker_count; i++)
        if (r.workers[i].pid != 0)
            bury(&r, &r.workers[i]);
    sm_arena_free(arena);
}
