#define _POSIX_C_SOURCE 200809L
#include "say.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool write_all(int fd, sm_str text)
{
    while (text.len != 0) {
        ssize_t put = write(fd, text.ptr, text.len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        text = sm_str_from(text, (size_t)put);
    }
    return true;
}

void cli_say(const char *format, ...)
{
    char text[4096] = "specmill: ";
    size_t start = strlen(text);
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text + start, sizeof text - start - 1, format, args);
    va_end(args);
    size_t end = len < 0 ? start : start + (size_t)len;
    if (end > sizeof text - 2)
        end = sizeof text - 2;
    text[end] = '\n';
    write_all(STDERR_FILENO, (sm_str){text, end + 1});
}

void cli_say_text(sm_str text)
{
    write_all(STDERR_FILENO, text);
}

bool cli_print(sm_str text)
{
    if (write_all(STDOUT_FILENO, text))
        return true;
    cli_say("cannot write to standard output: %s", strerror(errno));
    return false;
}

void cli_wrap(sm_buf *buf, const char *text, size_t at, size_t indent)
{
    enum { COLUMNS = 80 };
    sm_str rest = sm_str_from_cstr(text), word;
    bool first = true;
    while (sm_str_split(&rest, ' ', &word)) {
        if (!first && at + 1 + word.len >= COLUMNS) {
            sm_buf_addf(buf, "\n%*s", (int)indent, "");
            at = indent;
        } else if (!first) {
            sm_buf_add_char(buf, ' ');
            at++;
        }
        sm_buf_add_str(buf, word);
        at += word.len;
        first = false;
    }
    sm_buf_add_char(buf, '\n');
}
