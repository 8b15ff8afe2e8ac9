/* Whole runs, into every format. */
#define _XOPEN_SOURCE 700
#include "fuzz.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_as(const sm_backend *backend, const uint8_t *bytes, size_t size,
                     sm_run_options options)
{
    fuzz_run run = fuzz_begin();
    fuzz_write(run, fuzz_source(run, "fuzz.md", bytes, size), backend, options);
    fuzz_end(run);
}

void fuzz_layout(const uint8_t *bytes, size_t size)
{
    write_as(&sm_dump_backend, bytes, size, (sm_run_options){0});
}

void fuzz_html(const uint8_t *bytes, size_t size)
{
    write_as(&sm_html_backend, bytes, size, (sm_run_options){0});
}

void fuzz_docbook(const uint8_t *bytes, size_t size)
{
    sm_run_options options = {.export.docbook_book = size != 0 && bytes[0] % 2 != 0};
    write_as(&sm_docbook_backend, bytes, size, options);
}

void fuzz_pdf(const uint8_t *bytes, size_t size)
{
    sm_run_options options = {.pdf_part = size == 0 ? 0 : bytes[0] % 4};
    if (size != 0 && bytes[0] & 4)
        options.export.approvers = "Lead: A, Owner: B, C";
    write_as(&sm_pdf_backend, bytes, size, options);
}

void fuzz_xlsx(const uint8_t *bytes, size_t size)
{
    sm_run_options options = {.export.all_tables = size != 0 && bytes[0] % 2 != 0};
    write_as(&sm_xlsx_backend, bytes, size, options);
}

void fuzz_jira(const uint8_t *bytes, size_t size)
{
    size_t profiles = 0;
    while (sm_profile_names[profiles] != NULL)
        profiles++;
    sm_run_options options = {0};
    if (size != 0) {
        options.export.profile = sm_profile_names[bytes[0] % profiles];
        options.export.with_tickets = bytes[0] & 64;
        options.export.byte_order_mark = bytes[0] & 128;
    }
    write_as(&sm_jira_backend, bytes, size, options);
}

void fuzz_json(const uint8_t *bytes, size_t size)
{
    write_as(&sm_json_backend, bytes, size, (sm_run_options){0});
}

static char folder[64];

static void remove_folder(void)
{
    char path[80];
    snprintf(path, sizeof path, "%s/i.png", folder);
    unlink(path);
    rmdir(folder);
}

/* The folder that the image is written to, made once. */
static const char *image_folder(void)
{
    if (folder[0] != '\0')
        return folder;
    snprintf(folder, sizeof folder, "/dev/shm/specmill-fuzz-XXXXXX");
    if (mkdtemp(folder) == NULL)
        abort();
    atexit(remove_folder);
    return folder;
}

void fuzz_image(const uint8_t *bytes, size_t size)
{
    static const char spec[] = "# T\n\n![a](i.png)\n\nb ![c](i.png) d\n";
    char path[80];
    snprintf(path, sizeof path, "%s/i.png", image_folder());
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort();
    fuzz_run run = fuzz_begin();
    const sm_source *source =
        sm_source_in_folder(run.arena, SM_STR("fuzz.md"), sm_str_from_cstr(folder),
                            (sm_str){spec, sizeof spec - 1}, run.diag);
    sm_run_options options = {.with_images = true};
    fuzz_write(run, source, &sm_pdf_backend, options);
    fuzz_write(run, source, &sm_html_backend, options);
    fuzz_end(run);
}
