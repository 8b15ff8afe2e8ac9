#define _XOPEN_SOURCE 700
#include "themes.h"
#include "findings.h"
#include "run.h"
#include "say.h"
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder that this program's file is in, or absent. */
static sm_str program_folder(sm_arena *arena)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    while (len > 0 && path[len - 1] != '/')
        len--;
    return len <= 1 ? (sm_str){0} : sm_str_copy(arena, (sm_str){path, (size_t)len - 1});
}

sm_str_list cli_theme_folders(sm_arena *arena)
{
    static const char *const relative[] = {"/../themes", "/../share/specmill/themes"};
    sm_str_builder list = {0};
    sm_str program = program_folder(arena);
    for (size_t i = 0; program.len != 0 && i < sizeof relative / sizeof *relative; i++) {
        sm_str path = sm_str_printf(arena, "%.*s%s", SM_STR_ARG(program), relative[i]);
        char *real = realpath(path.ptr, NULL);
        if (real != NULL)
            SM_LIST_ADD(arena, &list, sm_str_copy(arena, sm_str_from_cstr(real)));
        free(real);
    }
    return (sm_str_list){list.items, list.count};
}

const sm_theme *cli_find_theme(const cli_settings *settings, sm_diag *diag)
{
    if (settings->theme == NULL)
        return sm_theme_builtin(settings->arena);
    return sm_theme_load(settings->arena, settings->theme, cli_theme_folders(settings->arena),
                         diag);
}

/* The names of the themes in FOLDER, sorted. */
static sm_str_list themes_in(sm_arena *arena, sm_str folder)
{
    sm_str_builder names = {0};
    DIR *open = opendir(folder.ptr);
    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
        sm_str file =
            sm_str_printf(arena, "%.*s/%s/theme.yaml", SM_STR_ARG(folder), entry->d_name);
        if (entry->d_name[0] != '.' && access(file.ptr, R_OK) == 0)
            SM_LIST_ADD(arena, &names, sm_str_copy(arena, sm_str_from_cstr(entry->d_name)));
    }
    if (open != NULL)
        closedir(open);
    sm_str_sort(names.items, names.count);
    return (sm_str_list){names.items, names.count};
}

cli_status cli_list_themes(cli_settings *settings)
{
    sm_buf buf = sm_buf_new(settings->arena);
    sm_str_list folders = cli_theme_folders(settings->arena);
    for (size_t i = 0; i < folders.count; i++) {
        sm_str_list names = themes_in(settings->arena, folders.items[i]);
        for (size_t j = 0; j < names.count; j++)
            sm_buf_addf(&buf, "%-12.*s %.*s/%.*s/theme.yaml\n", SM_STR_ARG(names.items[j]),
                        SM_STR_ARG(folders.items[i]), SM_STR_ARG(names.items[j]));
    }
    if (folders.count == 0)
        cli_say("no folder of themes beside the program; the built-in theme is always there");
    return cli_print(sm_buf_str(&buf)) ? CLI_OK : CLI_FAILED;
}

cli_status cli_show_theme(cli_settings *settings)
{
    sm_diag *diag = sm_diag_new(settings->arena);
    const sm_theme *theme = cli_find_theme(settings, diag);
    cli_status status = cli_show_findings(settings, diag);
    if (theme == NULL)
        return CLI_FAILED;
    sm_buf buf = sm_buf_new(settings->arena);
    sm_theme_write(&buf, theme);
    return cli_print(sm_buf_str(&buf)) ? status : CLI_FAILED;
}
