/* What a user wants to have otherwise in the CSV for a tracker: from the configuration. */
#ifndef SPECMILL_EXPORT_TRACKER_H
#define SPECMILL_EXPORT_TRACKER_H

#include "specmill/base/str.h"

/* Fields that have a column in the profiles; tracker.c has their names. */
typedef enum sm_tracker_field {
    SM_TRACKER_SUMMARY,
    SM_TRACKER_TYPE,
    SM_TRACKER_KEY,    /* of the issue that there is already */
    SM_TRACKER_NUMBER, /* of this issue in the file */
    SM_TRACKER_PARENT, /* number of the issue that owns it */
    SM_TRACKER_EPIC_NAME,
    SM_TRACKER_EPIC_LINK,
    SM_TRACKER_MILESTONE,
    SM_TRACKER_DESCRIPTION,
    SM_TRACKER_PRIORITY,
    SM_TRACKER_LABELS,
    SM_TRACKER_COMPONENTS,
    SM_TRACKER_ASSIGNEE,
    SM_TRACKER_ESTIMATE,
    SM_TRACKER_POINTS,
    SM_TRACKER_DUE,
    SM_TRACKER_STATUS,
    SM_TRACKER_BLOCKS,
    SM_TRACKER_PROJECT,
    SM_TRACKER_FIELD_COUNT
} sm_tracker_field;

/* What a phase, a story, a task and a step of a task become. */
typedef enum sm_issue_type {
    SM_ISSUE_PHASE,
    SM_ISSUE_STORY,
    SM_ISSUE_TASK,
    SM_ISSUE_STEP,
    SM_ISSUE_TYPE_COUNT
} sm_issue_type;

typedef struct sm_tracker_pair {
    sm_str name, value;
} sm_tracker_pair;

/* Absent strings: as the profile has it. */
typedef struct sm_tracker {
    const char *profile;                    /* NULL: the default one */
    sm_str project;                         /* its key */
    sm_str types[SM_ISSUE_TYPE_COUNT];      /* names of issue types */
    sm_str headers[SM_TRACKER_FIELD_COUNT]; /* empty and not absent: no such column */
    sm_str_list labels, components;         /* of every issue, besides its own */
    const sm_tracker_pair *columns;         /* further ones: header, and text with {fields} */
    size_t column_count;
    const sm_tracker_pair *custom_fields; /* header, and number of the custom field in Jira */
    size_t custom_field_count;
} sm_tracker;

extern const char *const sm_tracker_field_names[SM_TRACKER_FIELD_COUNT];
extern const char *const sm_issue_type_names[SM_ISSUE_TYPE_COUNT];

#endif
