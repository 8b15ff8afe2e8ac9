#include "configs.h"
#include "specmill/base/path.h"
#include <stdlib.h>
#include <string.h>

struct cli_folder_config {
    sm_str folder;
    const sm_config *config; /* NULL: there is none */
};

/* As sm_input_source() has it; absent for standard input. */
static sm_str folder_of(const char *path)
{
    return strcmp(path, "-") == 0 ? (sm_str){0} : sm_path_parent(sm_str_from_cstr(path));
}

static int compare_folders(const void *left, const void *right)
{
    const cli_folder_config *a = left, *b = right;
    return sm_str_compare(a->folder, b->folder);
}

/* Each folder once. */
static void read_folders(const cli_settings *settings, const cli_plan *plan,
                         cli_configs *configs, sm_diag *diag)
{
    cli_folder_config *folders =
        SM_NEW_ARRAY(settings->arena, cli_folder_config, plan->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++)
        folders[i].folder = folder_of(plan->works[i].input);
    qsort(folders, plan->count, sizeof *folders, compare_folders);
    for (size_t i = 0; i < plan->count; i++)
        if (i == 0 || !sm_str_equal(folders[i].folder, folders[count - 1].folder)) {
            folders[count] = folders[i];
            folders[count].config =
                sm_config_beside(settings->arena, folders[count].folder, diag);
            count++;
        }
    configs->folders = folders;
    configs->folder_count = count;
}

bool cli_configs_begin(const cli_settings *settings, const cli_plan *plan, cli_configs *configs,
                       sm_diag *diag)
{
    *configs = (cli_configs){0};
    if (settings->without_config)
        return true;
    if (settings->config == NULL) {
        read_folders(settings, plan, configs, diag);
        return true;
    }
    configs->given = sm_config_load(settings->arena, settings->config, diag);
    return configs->given != NULL;
}

const sm_config *cli_config_for(const cli_configs *configs, const char *input)
{
    cli_folder_config wanted = {.folder = folder_of(input)};
    if (configs->given != NULL || configs->folder_count == 0)
        return configs->given;
    const cli_folder_config *found = bsearch(&wanted, configs->folders, configs->folder_count,
                                             sizeof wanted, compare_folders);
    return found != NULL ? found->config : NULL;
}
