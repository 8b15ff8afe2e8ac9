#include "specmill/export/tracker.h"

const char *const sm_tracker_field_names[SM_TRACKER_FIELD_COUNT] = {
    [SM_TRACKER_SUMMARY] = "summary",
    [SM_TRACKER_TYPE] = "type",
    [SM_TRACKER_KEY] = "key",
    [SM_TRACKER_NUMBER] = "number",
    [SM_TRACKER_PARENT] = "parent",
    [SM_TRACKER_EPIC_NAME] = "epic_name",
    [SM_TRACKER_EPIC_LINK] = "epic_link",
    [SM_TRACKER_MILESTONE] = "milestone",
    [SM_TRACKER_DESCRIPTION] = "description",
    [SM_TRACKER_PRIORITY] = "priority",
    [SM_TRACKER_LABELS] = "labels",
    [SM_TRACKER_COMPONENTS] = "components",
    [SM_TRACKER_ASSIGNEE] = "assignee",
    [SM_TRACKER_ESTIMATE] = "estimate",
    [SM_TRACKER_POINTS] = "points",
    [SM_TRACKER_DUE] = "due",
    [SM_TRACKER_STATUS] = "status",
    [SM_TRACKER_BLOCKS] = "blocks",
    [SM_TRACKER_PROJECT] = "project",
};

const char *const sm_issue_type_names[SM_ISSUE_TYPE_COUNT] = {
    [SM_ISSUE_PHASE] = "phase",
    [SM_ISSUE_STORY] = "story",
    [SM_ISSUE_TASK] = "task",
    [SM_ISSUE_STEP] = "step",
};
