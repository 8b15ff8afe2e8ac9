/* A theme file: read, checked, written and read again. */
#define _GNU_SOURCE
#include "specmill/theme/theme.h"
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The theme in BYTES, read as a file. */
static const sm_theme *read_theme(sm_arena *arena, const void *bytes, size_t size,
                                  sm_diag *diag)
{
    char path[64];
    int fd = memfd_create("theme", MFD_CLOEXEC);
    assert(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    const sm_theme *theme = sm_theme_load(arena, path, (sm_str_list){0}, diag);
    close(fd);
    return theme;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_theme *theme = read_theme(arena, bytes, size, diag);
    if (theme != NULL) {
        sm_pt width, height;
        sm_theme_page(theme, &width, &height);
        assert(width - theme->page_margin_left - theme->page_margin_right >= 144);
        assert(height - theme->page_margin_top - theme->page_margin_bottom >= 144);
        sm_buf first = sm_buf_new(arena), second = sm_buf_new(arena);
        sm_theme_write(&first, theme);
        size_t before = sm_diag_count(diag, SM_NOTE);
        const sm_theme *again = read_theme(arena, first.ptr, first.len, diag);
        assert(again != NULL && sm_diag_count(diag, SM_NOTE) == before);
        sm_theme_write(&second, again);
    }
    sm_arena_free(arena);
    return 0;
}
