#include "specmill/model/record.h"
#include <stddef.h>

/* The tables behind record.h. A new synonym is a word in a headings string. */

static const sm_field tasks_fields[] = {
    {"title", "Task", "task|title|story|tasks|feature|step|item|work item|task name|name|summary", SM_FIELD_TEXT, offsetof(sm_task, title)},
    {"description", "Description", "description|details|notes", SM_FIELD_TEXT, offsetof(sm_task, description)},
    {"phase", "Phase", "phase|sprint|milestone|stage|epic|week", SM_FIELD_TEXT, offsetof(sm_task, phase)},
    {"state", "State", "status|state|done|progress", SM_FIELD_TASK_STATE, offsetof(sm_task, state)},
    {"owner", "Owner", "owner|assignee|assigned to|responsible|who", SM_FIELD_TEXT, offsetof(sm_task, owner)},
    {"estimate", "Estimate", "estimate|est lines|est|est hours|effort|duration|hours|story points|points|complexity|size|time|estimated effort", SM_FIELD_ESTIMATE, offsetof(sm_task, estimate)},
    {"depends_on", "Depends on", "dependencies|depends on|depends|dependency|blocked by|deps|prerequisites", SM_FIELD_LIST, offsetof(sm_task, depends_on)},
    {"priority", "Priority", "priority|prio", SM_FIELD_LEVEL, offsetof(sm_task, priority)},
    {"due", "Due", "due|due date|deadline|target date|target", SM_FIELD_DATE, offsetof(sm_task, due)},
    {"ticket", "Ticket", "jira|ticket|issue|jira ticket|link", SM_FIELD_TEXT, offsetof(sm_task, ticket)},
    {"requirements", "Requirements", "requirements|requirement|reqs|req", SM_FIELD_LIST, offsetof(sm_task, requirements)},
    {"parent", "Parent", NULL, SM_FIELD_TEXT, offsetof(sm_task, parent)},
};

static const sm_field risks_fields[] = {
    {"title", "Risk", "risk|issue|concern|description|risk description", SM_FIELD_TEXT, offsetof(sm_risk, title)},
    {"probability", "Probability", "probability|likelihood|prob", SM_FIELD_LEVEL, offsetof(sm_risk, probability)},
    {"impact", "Impact", "impact|severity|risk level|level", SM_FIELD_LEVEL, offsetof(sm_risk, impact)},
    {"mitigation", "Mitigation", "mitigation|mitigation strategy|contingency|action|strategy|mitigations|response", SM_FIELD_TEXT, offsetof(sm_risk, mitigation)},
    {"owner", "Owner", "owner|responsible|assignee", SM_FIELD_TEXT, offsetof(sm_risk, owner)},
    {"status", "Status", "status|state", SM_FIELD_TEXT, offsetof(sm_risk, status)},
    {"score", "Score", NULL, SM_FIELD_SCORE, offsetof(sm_risk, score)},
};

static const sm_field errors_fields[] = {
    {"code", "Code", "code|error code|error|error type|name|error condition|failure|condition|scenario", SM_FIELD_TEXT, offsetof(sm_error_code, code)},
    {"http_status", "HTTP status", "http status|status|http|status code|http code", SM_FIELD_TEXT, offsetof(sm_error_code, http_status)},
    {"meaning", "Meaning", "meaning|description|message|cause|when", SM_FIELD_TEXT, offsetof(sm_error_code, meaning)},
    {"action", "Action", "action|user action|resolution|recovery|fix|solution|handling", SM_FIELD_TEXT, offsetof(sm_error_code, action)},
    {"endpoint", "Endpoint", NULL, SM_FIELD_TEXT, offsetof(sm_error_code, endpoint)},
};

static const sm_field threats_fields[] = {
    {"title", "Threat", "threat|attack|attack vector|vector|threats", SM_FIELD_TEXT, offsetof(sm_threat, title)},
    {"impact", "Impact", "impact|severity", SM_FIELD_LEVEL, offsetof(sm_threat, impact)},
    {"probability", "Probability", "probability|likelihood", SM_FIELD_LEVEL, offsetof(sm_threat, probability)},
    {"mitigation", "Mitigation", "mitigation|mitigations|countermeasure|control|controls", SM_FIELD_TEXT, offsetof(sm_threat, mitigation)},
};

static const sm_field endpoints_fields[] = {
    {"method", "Method", "method|verb|http method", SM_FIELD_TEXT, offsetof(sm_endpoint, method)},
    {"path", "Path", "endpoint|path|url|route|uri", SM_FIELD_TEXT, offsetof(sm_endpoint, path)},
    {"summary", "Summary", "description|purpose|summary", SM_FIELD_TEXT, offsetof(sm_endpoint, summary)},
    {"auth", "Auth", "auth|authentication|authorization|permission", SM_FIELD_TEXT, offsetof(sm_endpoint, auth)},
    {"change", "Change", "change|changes", SM_FIELD_TEXT, offsetof(sm_endpoint, change)},
    {"breaking", "Breaking", "breaking|breaking change", SM_FIELD_TEXT, offsetof(sm_endpoint, breaking)},
    {"migration", "Migration", "migration|migration path", SM_FIELD_TEXT, offsetof(sm_endpoint, migration)},
};

static const sm_field questions_fields[] = {
    {"text", "Question", "question|questions|open question|issue|topic", SM_FIELD_TEXT, offsetof(sm_question, text)},
    {"state", "State", "status|state", SM_FIELD_QUESTION_STATE, offsetof(sm_question, state)},
    {"answer", "Answer", "answer|decision|resolution|response", SM_FIELD_TEXT, offsetof(sm_question, answer)},
    {"owner", "Owner", "owner|assignee|responsible|who", SM_FIELD_TEXT, offsetof(sm_question, owner)},
    {"blocking", "Blocking", "blocking|blocker", SM_FIELD_TRUTH, offsetof(sm_question, blocking)},
};

static const sm_field approvals_fields[] = {
    {"role", "Role", "role|title|function", SM_FIELD_TEXT, offsetof(sm_approval, role)},
    {"name", "Name", "name|approver|reviewer|person", SM_FIELD_TEXT, offsetof(sm_approval, name)},
    {"date", "Date", "date|approval date", SM_FIELD_DATE, offsetof(sm_approval, date)},
    {"decision", "Decision", "decision|status|approval|approved|sign off", SM_FIELD_TEXT, offsetof(sm_approval, decision)},
    {"signature", "Signature", "signature|signed", SM_FIELD_TEXT, offsetof(sm_approval, signature)},
};

static const sm_field revisions_fields[] = {
    {"version", "Version", "version|revision|rev|ver", SM_FIELD_TEXT, offsetof(sm_revision, version)},
    {"date", "Date", "date", SM_FIELD_DATE, offsetof(sm_revision, date)},
    {"author", "Author", "author|authors|by|editor", SM_FIELD_TEXT, offsetof(sm_revision, author)},
    {"changes", "Changes", "changes|change|description|summary|reason|notes", SM_FIELD_TEXT, offsetof(sm_revision, changes)},
};

static const sm_field terms_fields[] = {
    {"term", "Term", "term|acronym|abbreviation|word", SM_FIELD_TEXT, offsetof(sm_term, term)},
    {"definition", "Definition", "definition|meaning|description", SM_FIELD_TEXT, offsetof(sm_term, definition)},
};

static const sm_field dependencies_fields[] = {
    {"name", "Dependency", "dependency|service|library|package|component|system|name", SM_FIELD_TEXT, offsetof(sm_dependency, name)},
    {"version", "Version", "version|api", SM_FIELD_TEXT, offsetof(sm_dependency, version)},
    {"purpose", "Purpose", "purpose|description|reason|usage", SM_FIELD_TEXT, offsetof(sm_dependency, purpose)},
    {"criticality", "Criticality", "criticality|critical|importance", SM_FIELD_LEVEL, offsetof(sm_dependency, criticality)},
    {"scope", "Scope", NULL, SM_FIELD_SCOPE, offsetof(sm_dependency, scope)},
};

static const sm_field metrics_fields[] = {
    {"name", "Metric", "metric|kpi|indicator|name|measure", SM_FIELD_TEXT, offsetof(sm_metric, name)},
    {"target", "Target", "target|threshold|goal|alert threshold|value", SM_FIELD_TEXT, offsetof(sm_metric, target)},
    {"approach", "Approach", "approach|measurement|description|how measured|method", SM_FIELD_TEXT, offsetof(sm_metric, approach)},
};

static const sm_field alerts_fields[] = {
    {"name", "Alert", "alert|name|alarm", SM_FIELD_TEXT, offsetof(sm_alert, name)},
    {"condition", "Condition", "condition|trigger|threshold", SM_FIELD_TEXT, offsetof(sm_alert, condition)},
    {"severity", "Severity", "severity|priority|level", SM_FIELD_LEVEL, offsetof(sm_alert, severity)},
    {"action", "Action", "action|response|runbook", SM_FIELD_TEXT, offsetof(sm_alert, action)},
};

static const sm_field flags_fields[] = {
    {"name", "Flag", "flag|feature flag|name|toggle", SM_FIELD_TEXT, offsetof(sm_flag, name)},
    {"purpose", "Purpose", "purpose|description", SM_FIELD_TEXT, offsetof(sm_flag, purpose)},
    {"default", "Default", "default|default value", SM_FIELD_TEXT, offsetof(sm_flag, initial)},
};

static const sm_field settings_fields[] = {
    {"name", "Setting", "variable|setting|environment variable|option|parameter|key|config|env var|name", SM_FIELD_TEXT, offsetof(sm_setting, name)},
    {"description", "Description", "description|purpose|meaning", SM_FIELD_TEXT, offsetof(sm_setting, description)},
    {"default", "Default", "default|default value|value", SM_FIELD_TEXT, offsetof(sm_setting, initial)},
};

static const sm_field alternatives_fields[] = {
    {"name", "Alternative", "alternative|option|approach|name", SM_FIELD_TEXT, offsetof(sm_alternative, name)},
    {"pros", "Pros", "pros|advantages|benefits", SM_FIELD_LIST, offsetof(sm_alternative, pros)},
    {"cons", "Cons", "cons|disadvantages|drawbacks", SM_FIELD_LIST, offsetof(sm_alternative, cons)},
    {"reason", "Reason", "reason|decision|why not chosen|why not|verdict|rationale", SM_FIELD_TEXT, offsetof(sm_alternative, reason)},
};

static const sm_field requirements_fields[] = {
    {"text", "Requirement", "requirement|description|text|statement", SM_FIELD_TEXT, offsetof(sm_requirement, text)},
    {"priority", "Priority", "priority|prio|moscow", SM_FIELD_LEVEL, offsetof(sm_requirement, priority)},
};

static const sm_field entities_fields[] = {
    {"name", "Entity", NULL, SM_FIELD_TEXT, offsetof(sm_entity, name)},
    {"fields", "Fields", NULL, SM_FIELD_ENTITY_FIELDS, offsetof(sm_entity, fields)},
};

static const sm_field schema_changes_fields[] = {
    {"table", "Table", "table", SM_FIELD_TEXT, offsetof(sm_schema_change, table)},
    {"column", "Column", "column|field", SM_FIELD_TEXT, offsetof(sm_schema_change, column)},
    {"change", "Change", "change|operation", SM_FIELD_TEXT, offsetof(sm_schema_change, change)},
    {"notes", "Notes", "notes|migration notes|migration", SM_FIELD_TEXT, offsetof(sm_schema_change, notes)},
};

static const sm_field cases_fields[] = {
    {"case", "Case", "case|edge case|scenario|situation", SM_FIELD_TEXT, offsetof(sm_case, condition)},
    {"expected", "Expected", "expected|expected behavior|expected behaviour|expected result|behavior|handling", SM_FIELD_TEXT, offsetof(sm_case, expected)},
};

static const sm_field phases_fields[] = {
    {"name", "Phase", "phase|milestone|sprint|stage|name", SM_FIELD_TEXT, offsetof(sm_phase, name)},
    {"goal", "Goal", "goal|deliverable|deliverables|objective|description", SM_FIELD_TEXT, offsetof(sm_phase, goal)},
    {"estimate", "Estimate", "estimate|estimated effort|duration|effort|timeline", SM_FIELD_ESTIMATE, offsetof(sm_phase, estimate)},
};

#define FIELDS(array) (array), sizeof(array) / sizeof *(array)

const sm_record_type sm_record_types[SM_RECORD_COUNT] = {
    [SM_TASKS] = {"tasks", "Tasks", "task", "T", sizeof(sm_task), FIELDS(tasks_fields)},
    [SM_RISKS] = {"risks", "Risks", "risk", "R", sizeof(sm_risk), FIELDS(risks_fields)},
    [SM_ERRORS] = {"errors", "Errors", "error", "E", sizeof(sm_error_code), FIELDS(errors_fields)},
    [SM_THREATS] = {"threats", "Threats", "threat", "TH", sizeof(sm_threat), FIELDS(threats_fields)},
    [SM_ENDPOINTS] = {"endpoints", "Endpoints", "endpoint", "EP", sizeof(sm_endpoint), FIELDS(endpoints_fields)},
    [SM_QUESTIONS] = {"questions", "Questions", "question", "Q", sizeof(sm_question), FIELDS(questions_fields)},
    [SM_APPROVALS] = {"approvals", "Approvals", "approval", "A", sizeof(sm_approval), FIELDS(approvals_fields)},
    [SM_REVISIONS] = {"revisions", "Revisions", "revision", "V", sizeof(sm_revision), FIELDS(revisions_fields)},
    [SM_TERMS] = {"terms", "Glossary", "term", "G", sizeof(sm_term), FIELDS(terms_fields)},
    [SM_DEPENDENCIES] = {"dependencies", "Dependencies", "dependency", "D", sizeof(sm_dependency), FIELDS(dependencies_fields)},
    [SM_METRICS] = {"metrics", "Metrics", "metric", "M", sizeof(sm_metric), FIELDS(metrics_fields)},
    [SM_ALERTS] = {"alerts", "Alerts", "alert", "AL", sizeof(sm_alert), FIELDS(alerts_fields)},
    [SM_FLAGS] = {"flags", "Feature flags", "flag", "F", sizeof(sm_flag), FIELDS(flags_fields)},
    [SM_SETTINGS] = {"settings", "Settings", "setting", "S", sizeof(sm_setting), FIELDS(settings_fields)},
    [SM_ALTERNATIVES] = {"alternatives", "Alternatives", "alternative", "ALT", sizeof(sm_alternative), FIELDS(alternatives_fields)},
    [SM_REQUIREMENTS] = {"requirements", "Requirements", "requirement", "REQ", sizeof(sm_requirement), FIELDS(requirements_fields)},
    [SM_ENTITIES] = {"entities", "Entities", "entity", "EN", sizeof(sm_entity), FIELDS(entities_fields)},
    [SM_SCHEMA_CHANGES] = {"schema_changes", "Schema changes", "schema change", "SC", sizeof(sm_schema_change), FIELDS(schema_changes_fields)},
    [SM_CASES] = {"cases", "Edge cases", "case", "C", sizeof(sm_case), FIELDS(cases_fields)},
    [SM_PHASES] = {"phases", "Phases", "phase", "P", sizeof(sm_phase), FIELDS(phases_fields)},
};
