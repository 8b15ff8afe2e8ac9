/* What reads: Markdown, the HTML in it, YAML, and what makes sense of them. */
#define _GNU_SOURCE
#include "fuzz.h"
#include "../../src/load/loader.h"
#include "unit/load/shown.h"
#include "specmill/export/verify.h"
#include "specmill/check/check.h"
#include "specmill/load/load.h"
#include "specmill/recognize/recognize.h"
#include "specmill/yaml/yaml.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* BYTES loaded in pieces of that size, as text. */
static sm_str loaded_in(fuzz_run run, const uint8_t *bytes, size_t size, size_t piece)
{
    const sm_source *source = fuzz_source(run, "fuzz.md", bytes, size);
    const sm_doc *doc = load_source(run.arena, source, run.diag, piece);
    sm_buf buf = sm_buf_new(run.arena);
    show_all(&buf, doc, doc->blocks, run.diag);
    return sm_buf_str(&buf);
}

/* Long texts are read in pieces; here short ones are, too, and as a whole. */
void fuzz_load(const uint8_t *bytes, size_t size)
{
    enum { PIECE = 50 };
    fuzz_run whole = fuzz_begin(), pieces = fuzz_begin();
    assert(sm_str_equal(loaded_in(whole, bytes, size, SIZE_MAX),
                        loaded_in(pieces, bytes, size, PIECE)));
    fuzz_end(whole);
    fuzz_end(pieces);
}

/* The same bytes as HTML in a line and as a block of its own. */
void fuzz_markup(const uint8_t *bytes, size_t size)
{
    fuzz_run run = fuzz_begin();
    sm_buf text = sm_buf_new(run.arena);
    sm_buf_add_cstr(&text, "Text <b>");
    sm_buf_add(&text, (const char *)bytes, size);
    sm_buf_add_cstr(&text, "\n\n<table><tr><td>\n");
    sm_buf_add(&text, (const char *)bytes, size);
    sm_load(run.arena, fuzz_source(run, "fuzz.md", text.ptr, text.len), run.diag);
    fuzz_end(run);
}

void fuzz_yaml(const uint8_t *bytes, size_t size)
{
    fuzz_run run = fuzz_begin();
    const sm_source *source = fuzz_source(run, "fuzz.yaml", bytes, size);
    sm_yaml_error error = {0};
    sm_yaml_parse(run.arena, source, 0, source->text, &error);
    fuzz_end(run);
}

void fuzz_recognize(const uint8_t *bytes, size_t size)
{
    fuzz_run run = fuzz_begin();
    const sm_doc *doc = sm_load(run.arena, fuzz_source(run, "fuzz.md", bytes, size), run.diag);
    sm_check(sm_recognize(run.arena, doc, run.diag), run.diag);
    fuzz_end(run);
}

/* The bytes up to a NUL teach words, those behind it are the specification, if there are any.
 */
void fuzz_teach(const uint8_t *bytes, size_t size)
{
    static const char plain[] =
        "# T\n\n**Status:** Draft\n\n## Risks\n\n|Risk|Impact|Safeguard|\n"
        "|-|-|-|\n|A|scary|B|\n\n## Perils\n\n- one\n";
    const uint8_t *nul = size == 0 ? NULL : memchr(bytes, 0, size);
    size_t taught = nul == NULL ? size : (size_t)(nul - bytes);
    fuzz_run run = fuzz_begin();
    const sm_source *words = fuzz_source(run, "fuzz.yaml", bytes, taught);
    sm_yaml_error error = {0};
    const sm_value *teaching = sm_yaml_parse(run.arena, words, 0, words->text, &error);
    const sm_source *source = nul == NULL
                                  ? fuzz_source(run, "fuzz.md", plain, sizeof plain - 1)
                                  : fuzz_source(run, "fuzz.md", nul + 1, size - taught - 1);
    const sm_doc *doc = sm_load(run.arena, source, run.diag);
    sm_check(sm_recognize_taught(run.arena, doc, teaching, run.diag), run.diag);
    fuzz_end(run);
}

/* BYTES as a file, to be closed; *PATH is where it can be read. */
static int as_file(const void *bytes, size_t size, char path[64])
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    assert(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
    snprintf(path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

/* A configuration, and the tasks of a specification by it. */
void fuzz_config(const uint8_t *bytes, size_t size)
{
    static const char spec[] =
        "# T\n\n**Status:** Draft\n\n## Tasks\n\n|ID|Task|Owner|Priority|\n"
        "|-|-|-|-|\n|T1|A|Jane|High|\n|T2|B|Bob <b@c.de>|low|\n";
    char path[64];
    fuzz_run run = fuzz_begin();
    int fd = as_file(bytes, size, path);
    const sm_config *config = sm_config_load(run.arena, path, run.diag);
    close(fd);
    sm_run_options options = {.config = config};
    const sm_source *source = fuzz_source(run, "fuzz.md", spec, sizeof spec - 1);
    fuzz_write(run, source, &sm_jira_backend, options);
    fuzz_write(run, source, &sm_json_backend, options);
    fuzz_end(run);
}

/* The theme in BYTES, read as a file. */
static const sm_theme *read_theme(fuzz_run run, const void *bytes, size_t size)
{
    char path[64];
    int fd = as_file(bytes, size, path);
    const sm_theme *theme = sm_theme_load(run.arena, path, (sm_str_list){0}, run.diag);
    close(fd);
    return theme;
}

/* A theme is read, checked, written, read again without complaints; and something is set in it.
 */
void fuzz_theme(const uint8_t *bytes, size_t size)
{
    fuzz_run run = fuzz_begin();
    const sm_theme *theme = read_theme(run, bytes, size);
    if (theme != NULL) {
        sm_pt width, height;
        sm_theme_page(theme, &width, &height);
        assert(width - theme->page_margin_left - theme->page_margin_right >= 144);
        assert(height - theme->page_margin_top - theme->page_margin_bottom >= 144);
        sm_buf first = sm_buf_new(run.arena), second = sm_buf_new(run.arena);
        sm_theme_write(&first, theme);
        size_t before = sm_diag_count(run.diag, SM_NOTE);
        const sm_theme *again = read_theme(run, first.ptr, first.len);
        assert(again != NULL && sm_diag_count(run.diag, SM_NOTE) == before);
        sm_theme_write(&second, again);
        static const char spec[] =
            "# T\n\n> Q\n\n- a\n\n|b|c|\n|-|-|\n|d|e|\n\n```c\nint f;\n```\n"
            "\n```mermaid\ngraph TD\nA-->B\n```\n";
        const sm_source *source = fuzz_source(run, "fuzz.md", spec, sizeof spec - 1);
        sm_run_options options = {.theme = theme};
        fuzz_write(run, source, &sm_html_backend, options);
        fuzz_write(run, source, &sm_dump_backend, options);
    }
    fuzz_end(run);
}

/* The seeds are PDFs of this text. */
void fuzz_verify(const uint8_t *bytes, size_t size)
{
    fuzz_run run = fuzz_begin();
    sm_str pdf = {(const char *)bytes, size};
    sm_verdict verdict = sm_verify_pdf(run.arena, pdf, SM_STR("# A\n\nb\n"));
    sm_verdict_matches(&verdict);
    fuzz_end(run);
}
