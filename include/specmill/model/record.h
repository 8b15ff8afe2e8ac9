/* Records: what a specification states about tasks, risks, errors and so on, as typed structs
 * that can also be read as rows of fields. A record type is a struct here and a row in
 * record_types.c; workbook, JSON and recognition follow from the row. */
#ifndef SPECMILL_MODEL_RECORD_H
#define SPECMILL_MODEL_RECORD_H

#include "specmill/base/str.h"
#include "specmill/model/doc.h"

typedef enum sm_record_kind {
    SM_TASKS,
    SM_RISKS,
    SM_ERRORS,
    SM_THREATS,
    SM_ENDPOINTS,
    SM_QUESTIONS,
    SM_APPROVALS,
    SM_REVISIONS,
    SM_TERMS,
    SM_DEPENDENCIES,
    SM_METRICS,
    SM_ALERTS,
    SM_FLAGS,
    SM_SETTINGS,
    SM_ALTERNATIVES,
    SM_REQUIREMENTS,
    SM_ENTITIES,
    SM_SCHEMA_CHANGES,
    SM_CASES,
    SM_PHASES,
    SM_RECORD_COUNT
} sm_record_kind;

typedef enum sm_level_value {
    SM_LEVEL_NONE,
    SM_LEVEL_LOW,
    SM_LEVEL_MEDIUM,
    SM_LEVEL_HIGH,
    SM_LEVEL_CRITICAL
} sm_level_value;

typedef struct sm_level {
    sm_str text; /* as written; absent when there is none */
    sm_level_value value;
} sm_level;

typedef struct sm_date {
    sm_str text;          /* as written; absent when there is none */
    int year, month, day; /* all 0 when the text is not a date; day 0 for a month */
} sm_date;

typedef enum sm_estimate_unit {
    SM_UNIT_NONE,
    SM_UNIT_HOURS,
    SM_UNIT_POINTS,
    SM_UNIT_LINES
} sm_estimate_unit;

typedef struct sm_estimate {
    sm_str text; /* as written; absent when there is none */
    sm_estimate_unit unit;
    double amount; /* of a range: the middle; a day is 8 hours, a week 40 */
} sm_estimate;

typedef enum sm_task_state {
    SM_TASK_OPEN,
    SM_TASK_DONE,
    SM_TASK_ACTIVE,
    SM_TASK_DROPPED
} sm_task_state;
typedef enum sm_question_state { SM_QUESTION_OPEN, SM_QUESTION_ANSWERED } sm_question_state;
typedef enum sm_scope { SM_SCOPE_NONE, SM_SCOPE_EXTERNAL, SM_SCOPE_INTERNAL } sm_scope;
typedef enum sm_truth { SM_UNKNOWN, SM_NO, SM_YES } sm_truth;

/* A column or field that a record type has no field for. */
typedef struct sm_extra {
    sm_str key, value; /* as written, plain text */
    const struct sm_extra *next;
} sm_extra;

/* The start of every record struct. */
typedef struct sm_record {
    sm_str id; /* as written, or made ("T1"); unique within its kind */
    bool id_made;
    sm_loc loc;            /* where it is stated first */
    const uint32_t *lines; /* every line it is stated on, ascending; the first is loc.line */
    size_t line_count;
    const sm_block *section; /* the innermost section it stands in, or NULL */
    const sm_block *origin;  /* the table, list, section or paragraph that states it */
    const sm_extra *extras;  /* in order */
} sm_record;

typedef struct sm_task {
    sm_record record;
    sm_str title, description, phase;
    sm_task_state state;
    sm_str owner;
    sm_estimate estimate;
    sm_str_list depends_on; /* ids */
    sm_level priority;
    sm_date due;
    sm_str ticket;
    sm_str_list requirements;
    sm_str parent; /* id of the task that this one is a step of */
} sm_task;

typedef struct sm_risk {
    sm_record record;
    sm_str title;
    sm_level probability, impact;
    sm_str mitigation, owner, status;
    int score; /* probability x impact on 1-4; 0 when one is unknown */
} sm_risk;

typedef struct sm_error_code {
    sm_record record;
    sm_str code, http_status, meaning, action, endpoint;
} sm_error_code;

typedef struct sm_threat {
    sm_record record;
    sm_str title;
    sm_level impact, probability;
    sm_str mitigation;
} sm_threat;

typedef struct sm_endpoint {
    sm_record record;
    sm_str method, path, summary, auth, change, breaking, migration;
} sm_endpoint;

typedef struct sm_question {
    sm_record record;
    sm_str text;
    sm_question_state state;
    sm_str answer, owner;
    sm_truth blocking;
} sm_question;

typedef struct sm_approval {
    sm_record record;
    sm_str role, name;
    sm_date date;
    sm_str decision, signature;
} sm_approval;

typedef struct sm_revision {
    sm_record record;
    sm_str version;
    sm_date date;
    sm_str author, changes;
} sm_revision;

typedef struct sm_term {
    sm_record record;
    sm_str term, definition;
} sm_term;

typedef struct sm_dependency {
    sm_record record;
    sm_str name, version, purpose;
    sm_level criticality;
    sm_scope scope;
} sm_dependency;

typedef struct sm_metric {
    sm_record record;
    sm_str name, target, approach;
} sm_metric;

typedef struct sm_alert {
    sm_record record;
    sm_str name, condition;
    sm_level severity;
    sm_str action;
} sm_alert;

typedef struct sm_flag {
    sm_record record;
    sm_str name, purpose, initial;
} sm_flag;

typedef struct sm_setting {
    sm_record record;
    sm_str name, description, initial;
} sm_setting;

typedef struct sm_alternative {
    sm_record record;
    sm_str name;
    sm_str_list pros, cons;
    sm_str reason;
} sm_alternative;

typedef struct sm_requirement {
    sm_record record;
    sm_str text;
    sm_level priority;
} sm_requirement;

typedef struct sm_entity_field {
    sm_str name, type, constraints, description;
} sm_entity_field;

typedef struct sm_entity {
    sm_record record;
    sm_str name;
    const sm_entity_field *fields;
    size_t field_count;
} sm_entity;

typedef struct sm_schema_change {
    sm_record record;
    sm_str table, column, change, notes;
} sm_schema_change;

typedef struct sm_case {
    sm_record record;
    sm_str condition, expected;
} sm_case;

typedef struct sm_phase {
    sm_record record;
    sm_str name, goal;
    sm_estimate estimate;
} sm_phase;

/* How a field is stored at its offset. */
typedef enum sm_field_type {
    SM_FIELD_TEXT,           /* sm_str */
    SM_FIELD_LIST,           /* sm_str_list */
    SM_FIELD_LEVEL,          /* sm_level */
    SM_FIELD_DATE,           /* sm_date */
    SM_FIELD_ESTIMATE,       /* sm_estimate */
    SM_FIELD_TASK_STATE,     /* sm_task_state */
    SM_FIELD_QUESTION_STATE, /* sm_question_state */
    SM_FIELD_SCOPE,          /* sm_scope */
    SM_FIELD_TRUTH,          /* sm_truth */
    SM_FIELD_SCORE,          /* int; 0: unknown; derived, never written by the author */
    SM_FIELD_ENTITY_FIELDS   /* const sm_entity_field *, then size_t */
} sm_field_type;

typedef struct sm_field {
    const char *name;     /* the JSON key */
    const char *label;    /* for people: a column heading in the workbook */
    const char *headings; /* what authors write over such a column, "owner|assignee": lower
                             case, punctuation removed; "!mitigation": a word that names the
                             kind of record; NULL: never read from a column */
    sm_field_type type;
    size_t offset;
} sm_field;

typedef struct sm_record_type {
    const char *name;   /* the JSON key: "tasks" */
    const char *label;  /* "Tasks" */
    const char *noun;   /* "task" */
    const char *prefix; /* of made ids: "T" */
    size_t size;        /* of the struct */
    const sm_field *fields;
    size_t field_count;
} sm_record_type;

extern const sm_record_type sm_record_types[SM_RECORD_COUNT];

/* Where FIELD of RECORD (a pointer to the record's struct) is stored. */
const void *sm_record_field(const sm_record *record, const sm_field *field);

/* The field as one line of text for people: lists joined by ", ", levels and dates as written.
 * Absent when the field is empty. */
sm_str sm_field_text(sm_arena *arena, const sm_record *record, const sm_field *field);

/* Lower-case names, as JSON has them; "" or NULL never: "open", "medium". NULL for NONE. */
const char *sm_level_name(sm_level_value level);
const char *sm_task_state_name(sm_task_state state);
const char *sm_question_state_name(sm_question_state state);
const char *sm_scope_name(sm_scope scope);
const char *sm_estimate_unit_name(sm_estimate_unit unit);

/* "2026-03-01" ("2026-03" without a day) when the date was understood, else as written. */
sm_str sm_date_text(sm_arena *arena, sm_date date);

#endif
