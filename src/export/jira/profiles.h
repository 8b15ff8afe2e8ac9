/* Profiles: which columns a tracker's importer wants, as tables. */
#ifndef SPECMILL_EXPORT_JIRA_PROFILES_H
#define SPECMILL_EXPORT_JIRA_PROFILES_H

#include "description.h"

typedef enum jira_field {
    JIRA_SUMMARY,
    JIRA_TYPE,
    JIRA_NUMBER,      /* of this issue in the file */
    JIRA_PARENT,      /* number of the owner, whatever it is */
    JIRA_STEP_PARENT, /* number of the owner of a sub-task */
    JIRA_EPIC_NAME,   /* on epics */
    JIRA_EPIC_LINK,   /* the epic's name, on its issues */
    JIRA_MILESTONE,   /* the phase, on tasks and sub-tasks */
    JIRA_DESCRIPTION,
    JIRA_PRIORITY,
    JIRA_LABELS,     /* a column for each */
    JIRA_ALL_LABELS, /* joined by commas */
    JIRA_COMPONENTS, /* a column for each */
    JIRA_ASSIGNEE,
    JIRA_SECONDS, /* the estimate */
    JIRA_HOURS,
    JIRA_POINTS,
    JIRA_DUE,
    JIRA_STATUS,
    JIRA_BLOCKS,     /* a column for each */
    JIRA_ALL_BLOCKS, /* joined by commas */
    JIRA_TITLE_1,    /* Azure: the title's column tells the level */
    JIRA_TITLE_2,
    JIRA_TITLE_3,
    JIRA_PROJECT, /* only when the configuration has one */
    JIRA_TEXT,    /* of the configuration */
    JIRA_KEY,     /* of the issue that there is already; only with tickets */
    JIRA_NOTHING  /* a column that the importer wants empty */
} jira_field;

typedef struct jira_profile_column {
    const char *header;
    jira_field field;
} jira_profile_column;

typedef struct jira_profile {
    const char *name;
    const char *summary;
    const jira_profile_column *columns; /* ends with a NULL header */
    const char *types[SM_ISSUE_TYPE_COUNT];
    const char *states[4];     /* by sm_task_state */
    const char *priorities[5]; /* by sm_level_value; NULL: none */
    jira_markup markup;
    size_t rows_max;    /* that the importer takes from a file; 0: as many as there are */
    bool takes_mapping; /* a file that says which column is which field */
    bool without_epics; /* phases are milestones or labels instead of issues */
    bool quick_actions; /* what has no column is said by commands in the description (GitLab) */
    bool as_tree;       /* each issue directly after its owner, not level by level */
} jira_profile;

/* The profile NAME, one of sm_profile_names; NULL: the first. */
const jira_profile *jira_profile_named(const char *name);

#endif
