#define _DEFAULT_SOURCE
#include "specmill/svg/svg.h"
#include "drawing.h"
#include "specmill/base/output.h"
#include "specmill/base/sanitizer.h"
#include "specmill/pool/pool.h"
#include <math.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* What a process of its own is to find out about a file. */
typedef struct errand {
    pid_t sender;
    sm_str bytes;
    double seconds;         /* that it may take */
    unsigned width, height; /* 0: the size is asked for */
    void *answer;
    size_t answer_size;
    bool done;
} errand;

static void limit(int resource, rlim_t most)
{
    struct rlimit l;
    if (getrlimit(resource, &l) != 0)
        return;
    if (l.rlim_cur == RLIM_INFINITY || most < l.rlim_cur)
        l.rlim_cur = most;
    setrlimit(resource, &l);
}

static void run(void *context, size_t index, sm_buf *answer)
{
    const rlim_t memory = (rlim_t)2 << 30;
    const errand *e = context;
    (void)index;
    if (getpid() == e->sender) /* no process could be started */
        return;
    sm_output_leave_all();
    limit(RLIMIT_CPU, (rlim_t)ceil(e->seconds));
    if (!SM_SANITIZED) /* sanitizers take up terabytes */
        limit(RLIMIT_AS, memory);
    double size[2];
    if (e->width == 0) {
        if (svg_size(e->bytes, &size[0], &size[1]))
            sm_buf_add(answer, (const char *)size, sizeof size);
        return;
    }
    char *pixels = sm_buf_reserve(answer, e->answer_size);
    memset(pixels, 0, e->answer_size);
    if (svg_draw(e->bytes, e->width, e->height, (uint8_t *)pixels))
        answer->len += e->answer_size;
}

static void take(void *context, size_t index, const sm_pool_answer *answer)
{
    errand *e = context;
    (void)index;
    e->done = answer->fate == SM_POOL_DONE && answer->bytes.len == e->answer_size;
    if (e->done)
        memcpy(e->answer, answer->bytes.ptr, e->answer_size);
}

static double seconds_of_children(void)
{
    struct rusage u;
    getrusage(RUSAGE_CHILDREN, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* Has E done within a third of SECONDS, so that one file does not take them all, and what came
 * of it put into ANSWER, which has room for SIZE bytes. */
static bool send_on(errand *e, double *seconds, void *answer, size_t size)
{
    if (*seconds <= 0)
        return false;
    svg_get_ready();
    double before = seconds_of_children();
    e->sender = getpid();
    e->seconds = *seconds / 3;
    e->answer = answer;
    e->answer_size = size;
    sm_pool_run(&(sm_pool){.processes = 1, .context = e, .work = run, .take = take}, 1);
    *seconds -= seconds_of_children() - before;
    return e->done;
}

bool sm_svg_size(sm_str bytes, double *seconds, double *width, double *height)
{
    double size[2];
    errand e = {.bytes = bytes};
    if (!send_on(&e, seconds, size, sizeof size))
        return false;
    *width = size[0];
    *height = size[1];
    return true;
}

bool sm_svg_draw(sm_str bytes, double *seconds, unsigned width, unsigned height,
                 uint8_t *pixels)
{
    errand e = {.bytes = bytes, .width = width, .height = height};
    return width != 0 && height != 0 &&
           send_on(&e, seconds, pixels, (size_t)width * height * 4);
}

bool sm_svg_has_html(sm_str bytes)
{
    const sm_str opener = SM_STR("<foreignObject");
    for (;;) {
        size_t at = sm_str_find(bytes, opener);
        if (at == SM_STR_NONE)
            return false;
        bytes = sm_str_from(bytes, at + opener.len);
        size_t end = sm_str_find_char(bytes, '>');
        sm_str attributes = sm_str_sub(bytes, 0, end == SM_STR_NONE ? bytes.len : end);
        if (sm_str_find(attributes, SM_STR("requiredFeatures")) == SM_STR_NONE)
            return true;
    }
}
