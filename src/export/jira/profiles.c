#include "profiles.h"
#include <string.h>

/* Jira Cloud, both importers. Headers are the names of Jira's fields, so that the wizard maps
 * them by itself. */
static const jira_profile_column jira_columns[] = {
    {"Summary", JIRA_SUMMARY},
    {"Issue Type", JIRA_TYPE},
    {"Issue Key", JIRA_KEY},
    {"Issue ID", JIRA_NUMBER},
    {"Parent", JIRA_PARENT},
    {"Description", JIRA_DESCRIPTION},
    {"Priority", JIRA_PRIORITY},
    {"Labels", JIRA_LABELS},
    {"Component", JIRA_COMPONENTS},
    {"Assignee", JIRA_ASSIGNEE},
    {"Original Estimate", JIRA_SECONDS},
    {"Story Points", JIRA_POINTS},
    {"Due date", JIRA_DUE},
    {"Status", JIRA_STATUS},
    {"Blocks", JIRA_BLOCKS},
    {"Project Key", JIRA_PROJECT},
    {NULL, JIRA_NOTHING},
};

/* Jira Data Center: epics own their issues by name, tasks their sub-tasks by number. */
static const jira_profile_column server_columns[] = {
    {"Summary", JIRA_SUMMARY},
    {"Issue Type", JIRA_TYPE},
    {"Issue Key", JIRA_KEY},
    {"Issue ID", JIRA_NUMBER},
    {"Parent ID", JIRA_STEP_PARENT},
    {"Epic Name", JIRA_EPIC_NAME},
    {"Epic Link", JIRA_EPIC_LINK},
    {"Description", JIRA_DESCRIPTION},
    {"Priority", JIRA_PRIORITY},
    {"Labels", JIRA_LABELS},
    {"Component", JIRA_COMPONENTS},
    {"Assignee", JIRA_ASSIGNEE},
    {"Original Estimate", JIRA_SECONDS},
    {"Story Points", JIRA_POINTS},
    {"Due date", JIRA_DUE},
    {"Status", JIRA_STATUS},
    {"Blocks", JIRA_BLOCKS},
    {"Project Key", JIRA_PROJECT},
    {NULL, JIRA_NOTHING},
};

static const jira_profile_column github_columns[] = {
    {"title", JIRA_SUMMARY},      {"body", JIRA_DESCRIPTION},    {"labels", JIRA_ALL_LABELS},
    {"assignees", JIRA_ASSIGNEE}, {"milestone", JIRA_MILESTONE}, {NULL, JIRA_NOTHING},
};

static const jira_profile_column gitlab_columns[] = {
    {"title", JIRA_SUMMARY}, {"description", JIRA_DESCRIPTION},
    {"due_date", JIRA_DUE},  {"milestone", JIRA_MILESTONE},
    {NULL, JIRA_NOTHING},
};

static const jira_profile_column azure_columns[] = {
    {"ID", JIRA_NOTHING},           {"Work Item Type", JIRA_TYPE},
    {"Title 1", JIRA_TITLE_1},      {"Title 2", JIRA_TITLE_2},
    {"Title 3", JIRA_TITLE_3},      {"Assigned To", JIRA_ASSIGNEE},
    {"State", JIRA_STATUS},         {"Priority", JIRA_PRIORITY},
    {"Tags", JIRA_ALL_LABELS},      {"Description", JIRA_DESCRIPTION},
    {"Remaining Work", JIRA_HOURS}, {NULL, JIRA_NOTHING},
};

/* Linear's "Blocked By" says the same as "Blocks" from the other side. */
static const jira_profile_column linear_columns[] = {
    {"Id", JIRA_NUMBER},         {"Title", JIRA_SUMMARY},     {"Description", JIRA_DESCRIPTION},
    {"Status", JIRA_STATUS},     {"Estimate", JIRA_POINTS},   {"Priority", JIRA_PRIORITY},
    {"Project", JIRA_MILESTONE}, {"Assignee", JIRA_ASSIGNEE}, {"Labels", JIRA_ALL_LABELS},
    {"Due Date", JIRA_DUE},      {"Blocks", JIRA_ALL_BLOCKS}, {NULL, JIRA_NOTHING},
};

static const jira_profile profiles[] = {
    {
        .name = "jira",
        .summary = "Jira Cloud",
        .columns = jira_columns,
        .types = {"Epic", "Story", "Task", "Sub-task"},
        .states = {"To Do", "Done", "In Progress", "Done"},
        .priorities = {NULL, "Low", "Medium", "High", "Highest"},
        .markup = JIRA_WIKI,
        .takes_mapping = true,
    },
    {
        .name = "jira-server",
        .summary = "Jira Data Center",
        .columns = server_columns,
        .types = {"Epic", "Story", "Task", "Sub-task"},
        .states = {"To Do", "Done", "In Progress", "Done"},
        .priorities = {NULL, "Low", "Medium", "High", "Highest"},
        .markup = JIRA_WIKI,
        .takes_mapping = true,
    },
    {
        .name = "github",
        .summary = "GitHub issues, for gh and the usual import tools",
        .columns = github_columns,
        .types = {"Epic", "Task", "Task", "Task"},
        .states = {"open", "closed", "open", "closed"},
        .priorities = {NULL, "low", "medium", "high", "critical"},
        .markup = JIRA_MARKDOWN,
        .without_epics = true,
    },
    {
        .name = "gitlab",
        .summary = "GitLab issues",
        .columns = gitlab_columns,
        .types = {"Epic", "Task", "Task", "Task"},
        .states = {"opened", "closed", "opened", "closed"},
        .priorities = {NULL, "low", "medium", "high", "critical"},
        .markup = JIRA_MARKDOWN,
        .without_epics = true,
        .quick_actions = true,
    },
    {
        .name = "azure",
        .summary = "Azure DevOps Boards",
        .columns = azure_columns,
        .types = {"Epic", "User Story", "User Story", "Task"},
        .states = {"New", "Closed", "Active", "Removed"},
        .priorities = {NULL, "4", "3", "2", "1"},
        .markup = JIRA_HTML,
        .rows_max = 1000,
        .as_tree = true,
    },
    {
        .name = "linear",
        .summary = "Linear",
        .columns = linear_columns,
        .types = {"Epic", "Issue", "Issue", "Issue"},
        .states = {"Todo", "Done", "In Progress", "Canceled"},
        .priorities = {NULL, "Low", "Medium", "High", "Urgent"},
        .markup = JIRA_MARKDOWN,
        .without_epics = true,
    },
};

/* In the order of the table above. */
const char *const sm_profile_names[] = {"jira",  "jira-server", "github", "gitlab",
                                        "azure", "linear",      NULL};

const jira_profile *jira_profile_named(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof profiles / sizeof *profiles; i++)
        if (strcmp(name, profiles[i].name) == 0)
            return &profiles[i];
    return &profiles[0];
}
