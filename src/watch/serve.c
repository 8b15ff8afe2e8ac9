#define _GNU_SOURCE
#include "specmill/watch/serve.h"
#include "answer.h"
#include "specmill/base/buf.h"
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Connections: one request each, answered, then closed; the pages' event streams stay open. */

enum { CONNECTIONS = 64, REQUEST_MAX = 16 << 10, PATIENCE_S = 10 };

typedef struct connection {
    int fd; /* -1: none */
    sm_arena *arena;
    sm_buf request;
    sm_str answer; /* what of it is yet to be sent */
    bool answered; /* all of the request has come */
    bool stays;
    time_t since;
} connection;

struct sm_server {
    sm_server_options options;
    int listening[2]; /* IPv4, IPv6; -1: not */
    unsigned port;
    connection connections[CONNECTIONS];
};

static time_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

static int listen_on(const struct sockaddr *address, socklen_t size)
{
    int yes = 1;
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (address->sa_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (bind(fd, address, size) == 0 && listen(fd, 16) == 0)
        return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

static bool open_sockets(sm_server *server)
{
    struct sockaddr_in four = {.sin_family = AF_INET,
                               .sin_port = htons((uint16_t)server->options.port),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    socklen_t size = sizeof four;
    int fd = listen_on((const struct sockaddr *)&four, sizeof four);
    if (fd < 0 || getsockname(fd, (struct sockaddr *)&four, &size) != 0)
        return false;
    server->listening[0] = fd;
    server->port = ntohs(four.sin_port);
    six.sin6_port = four.sin_port;
    six.sin6_addr.s6_addr[15] = 1; /* ::1 */
    server->listening[1] = listen_on((const struct sockaddr *)&six, sizeof six);
    return server->listening[1] >= 0 || errno != EADDRINUSE; /* there may be no IPv6 here */
}

sm_server *sm_server_open(sm_arena *arena, const sm_server_options *options)
{
    sm_server *server = SM_NEW(arena, sm_server);
    *server = (sm_server){.options = *options, .listening = {-1, -1}};
    for (size_t i = 0; i < CONNECTIONS; i++)
        server->connections[i].fd = -1;
    for (int tries = 0; tries < 8; tries++) {
        if (open_sockets(server))
            return server;
        int error = errno;
        sm_server_close(server);
        errno = error;
        if (options->port != 0) /* a free one may be taken where the other kind is */
            break;
    }
    return NULL;
}

unsigned sm_server_port(const sm_server *server)
{
    return server->port;
}

static void hang_up(connection *c)
{
    if (c->fd < 0)
        return;
    close(c->fd);
    sm_arena_free(c->arena);
    *c = (connection){.fd = -1};
}

void sm_server_close(sm_server *server)
{
    if (server == NULL)
        return;
    for (size_t i = 0; i < CONNECTIONS; i++)
        hang_up(&server->connections[i]);
    for (size_t i = 0; i < 2; i++) {
        if (server->listening[i] >= 0)
            close(server->listening[i]);
        server->listening[i] = -1;
    }
}

size_t sm_server_poll(sm_server *server, struct pollfd *polled)
{
    size_t count = 0;
    for (size_t i = 0; i < 2; i++)
        polled[count++] = (struct pollfd){.fd = server->listening[i], .events = POLLIN};
    for (size_t i = 0; i < CONNECTIONS; i++) {
        const connection *c = &server->connections[i];
        short events = c->answer.len != 0 ? POLLOUT | POLLIN : POLLIN;
        polled[count++] = (struct pollfd){.fd = c->fd, .events = events};
    }
    return count;
}

/* A place for one more; the oldest goes when all are taken. */
static connection *make_room(sm_server *server)
{
    connection *oldest = &server->connections[0];
    for (size_t i = 0; i < CONNECTIONS; i++) {
        if (server->connections[i].fd < 0)
            return &server->connections[i];
        if (server->connections[i].since < oldest->since)
            oldest = &server->connections[i];
    }
    hang_up(oldest);
    return oldest;
}

static void take_calls(sm_server *server, int listening)
{
    for (int fd; (fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        connection *c = make_room(server);
        *c = (connection){.fd = fd, .arena = sm_arena_new(0), .since = now()};
        c->request = sm_buf_new(c->arena);
    }
}

static void send_more(connection *c)
{
    while (c->answer.len != 0) {
        ssize_t put = send(c->fd, c->answer.ptr, c->answer.len, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0 && errno != EAGAIN) {
            hang_up(c);
            return;
        }
        if (put < 0)
            return;
        c->answer = sm_str_from(c->answer, (size_t)put);
    }
    if (c->answered && !c->stays) {
        shutdown(c->fd, SHUT_WR);
        hang_up(c);
    }
}

static void receive(const sm_server *server, connection *c)
{
    char piece[4096];
    ssize_t got = recv(c->fd, piece, sizeof piece, 0);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        hang_up(c);
        return;
    }
    if (got < 0 || c->answered) /* what comes behind the request is not looked at */
        return;
    sm_buf_add(&c->request, piece, (size_t)got);
    sm_str all = sm_buf_str(&c->request);
    bool whole = sm_str_find(all, SM_STR("\r\n\r\n")) != SM_STR_NONE;
    if (!whole && all.len <= REQUEST_MAX)
        return;
    c->answered = true;
    c->answer = watch_answer(c->arena, &server->options, server->port, whole ? all : SM_STR(""),
                             &c->stays);
    send_more(c);
}

void sm_server_step(sm_server *server, const struct pollfd *polled, size_t count)
{
    for (size_t i = 2; i < count; i++) {
        connection *c = &server->connections[i - 2];
        if (c->fd < 0 || c->fd != polled[i].fd)
            continue;
        if ((polled[i].revents & POLLOUT) != 0)
            send_more(c);
        if (c->fd >= 0 && (polled[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
            receive(server, c);
        if (c->fd >= 0 && !c->answered && now() - c->since > PATIENCE_S)
            hang_up(c);
    }
    for (size_t i = 0; i < 2; i++)
        if ((polled[i].revents & POLLIN) != 0)
            take_calls(server, server->listening[i]);
}

void sm_server_reload(sm_server *server)
{
    for (size_t i = 0; i < CONNECTIONS; i++) {
        connection *c = &server->connections[i];
        if (c->fd < 0 || !c->stays || c->answer.len != 0)
            continue;
        c->answer = SM_STR("data: reload\n\n");
        send_more(c);
    }
}
