/* A folder of its own for a test that works with files; the including file defines the POSIX
 * level. */
#ifndef SPECMILL_TESTS_UNIT_BASE_FOLDER_H
#define SPECMILL_TESTS_UNIT_BASE_FOLDER_H

#include "unit/test.h"
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

/* Makes an empty folder and the current one. */
static void enter_folder(void)
{
    strcpy(folder, "/tmp/specmill-test-XXXXXX");
    CHECK(mkdtemp(folder) != NULL && chdir(folder) == 0);
}

static void leave_folder(void)
{
    char command[256];
    CHECK(chdir("/") == 0);
    snprintf(command, sizeof command, "chmod -R u+w %s; rm -r %s", folder, folder);
    CHECK(system(command) == 0);
}

__attribute__((unused)) static void put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* Whether the file at PATH holds just TEXT. */
__attribute__((unused)) static bool file_is(const char *path, const char *text)
{
    char bytes[4096];
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return len == strlen(text) && memcmp(bytes, text, len) == 0;
}

/* The number of names in the current folder. */
__attribute__((unused)) static size_t names_here(void)
{
    size_t count = 0;
    DIR *open = opendir(".");
    CHECK(open != NULL);
    while (readdir(open) != NULL)
        count++;
    closedir(open);
    return count - 2;
}

#endif
