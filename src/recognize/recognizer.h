/* What the parts of the recognizer share: the run's state, the place in the document, and the
 * records under construction. */
#ifndef RECOGNIZE_RECOGNIZER_H
#define RECOGNIZE_RECOGNIZER_H

#include "specmill/base/diag.h"
#include "specmill/base/list.h"
#include "specmill/base/map.h"
#include "specmill/model/spec.h"
#include "values.h"
#include "vocabulary.h"
#include "words.h"

typedef struct rec_lines SM_LIST(uint32_t) rec_lines;

/* A record under construction. */
typedef struct rec_draft {
    sm_record_kind kind;
    sm_record *record;
    rec_lines lines;
    sm_extra *last_extra;
    size_t extra_count;
    sm_str unblocks; /* tasks: ids that depend on this one */
    sm_str raw_depends;
} rec_draft;

typedef struct rec_drafts SM_LIST(rec_draft *) rec_drafts;

typedef struct rec {
    sm_arena *arena, *scratch;
    sm_arena *probe; /* for what is forgotten at once */
    sm_diag *diag;
    const sm_doc *doc;
    sm_spec *spec;
    sm_role *roles;
    const struct rec_title **titles; /* by section; see rec_title_of() */
    rec_vocabulary *vocabulary;
    rec_drafts drafts[SM_RECORD_COUNT];
    size_t kept; /* in all of them */
    sm_map by_key[SM_RECORD_COUNT], by_title[SM_RECORD_COUNT];
    sm_role title_role; /* what the title says the whole document is about */
} rec;

/* What surrounds a block; travels down by value. */
typedef struct rec_place {
    const sm_block *section; /* the innermost one */
    sm_role own;             /* its role */
    sm_role role;            /* of the innermost section that has one */
    sm_role outer;           /* of the next one outside that, with another role */
    sm_str label;            /* the bold line or lead-in right above the block */
    sm_role label_role;
    bool label_not_tasks;
    sm_str phase;               /* title of the enclosing phase */
    rec_draft *task;            /* whose section this is */
    rec_draft *holder;          /* the record of another kind whose section this is */
    bool holder_is_line;        /* ... or whose line stands above */
    const sm_block *holder_end; /* ... and its fields up to this block, if known */
    bool no_tasks;              /* inside acceptance criteria, tests, rollout ... */
    bool below_plan;            /* in a section without a role, below a plan */
    bool below_tasks;           /* ... below one that holds nothing but tasks */
    bool answered;              /* in "Resolved questions", "6.1 Decided" */
    bool in_requirements;       /* inside a section of requirements, however deep */
    sm_str endpoint;            /* "GET /path", the last one named in this section */
} rec_place;

/* --- records.c --- */
rec_draft *rec_start(rec *r, sm_record_kind kind, sm_loc loc, const sm_block *origin,
                     const rec_place *place);

/* Stores TEXT in FIELD, typed; HEADING (normalized) may name the unit. A second value for a
 * field becomes an extra. */
void rec_put(rec *r, rec_draft *draft, const sm_field *field, sm_str text, sm_str heading);
void rec_put_named(rec *r, rec_draft *draft, const char *name, sm_str text);
void rec_put_extra(rec *r, rec_draft *draft, sm_str key, sm_str value);

bool rec_has_value(rec_draft *draft, const sm_field *field);

/* The field of KIND that authors call WORDS (normalized), or NULL. */
const sm_field *rec_field(const rec *r, sm_record_kind kind, sm_str words);

/* Whether WORDS (normalized) by themselves name KIND: "risk", not "description". */
bool rec_names_kind(const rec *r, sm_record_kind kind, sm_str words);

/* Takes DRAFT in: it is merged into the record that states the same thing, if there is one,
 * which is returned then. */
rec_draft *rec_keep(rec *r, rec_draft *draft);

/* Ids, references, scores; hands the records to the specification. */
void rec_finish_records(rec *r);

/* --- scales.c --- */
void rec_settle_scales(rec *r);

/* --- depends.c --- */
void rec_resolve_dependencies(rec *r);

/* --- lines.c --- */
typedef struct rec_pair {
    sm_str key, value;
    const sm_inline *content; /* the value with its markup; ends with NULL */
    sm_loc loc;
} rec_pair;

typedef struct rec_pairs SM_LIST(rec_pair) rec_pairs;

typedef enum rec_forms {
    REC_BOLD_KEYS = 1,  /* **Key:** value, **Key**: value */
    REC_PLAIN_KEYS = 2, /* Key: value, where the vocabulary knows the key */
    REC_ANY_KEYS = 4    /* with REC_PLAIN_KEYS: where the key is a few words */
} rec_forms;

bool rec_is_break(const sm_inline *n); /* of a line, soft or hard */

/* The key lines of CONTENT. True when all of CONTENT is key lines. */
bool rec_key_lines(rec *r, const sm_inline *content, unsigned forms, rec_pairs *pairs);

/* The label when CONTENT is nothing but "**Label:**", "**Label**:", "Label:" or "**Label**". */
bool rec_label_line(rec *r, const sm_inline *content, sm_str *label);

/* The plain text of the first paragraph of ITEM, absent when it has none. */
sm_str rec_item_text(rec *r, const sm_item *item);
const sm_inline *rec_item_content(const sm_item *item);

/* The id that TEXT of an item of LIST starts with. One that no mark ends, "A1 Write it", is one
 * where most items have one. */
bool rec_split_item_id(rec *r, const sm_block *list, sm_str text, sm_str *id, sm_str *rest);

/* Whether all of CONTENT is struck through. */
bool rec_is_struck(const sm_inline *content);

/* --- roles.c --- */
void rec_find_sections(rec *r);
sm_role rec_role_of(rec *r, sm_str text);
bool rec_is_phase_title(sm_str text);

/* --- leading.c, metadata.c, front_matter.c --- */
typedef struct rec_entries SM_LIST(sm_entry) rec_entries;
void rec_find_metadata(rec *r);
void rec_store_entries(rec *r, rec_entries *entries);
void rec_find_title(rec *r);

/* The heading that follows FIRST at once, below or beside it: "# Requirements", "## Billing".
 */
const sm_block *rec_second_heading(const sm_block *first);
void rec_front_matter(rec *r, rec_entries *entries);
void rec_toml(rec *r, rec_entries *entries); /* toml.c */

/* Whether KEY is a metadata key the vocabulary knows. */
bool rec_is_metadata_key(rec *r, sm_str key);

/* --- placeholders.c --- */
void rec_find_placeholders(rec *r);

/* Whether TEXT as a whole is a placeholder. */
bool rec_is_placeholder(rec *r, sm_str text);

/* --- teach.c --- */
void rec_teach(rec *r, const sm_value *teaching);

/* What a section is called; made once, as there may be very many blocks in it. */
typedef struct rec_title {
    sm_str text;  /* plain */
    sm_str start; /* of it: what is longer than a title can be names nothing */
    sm_str words; /* of that start, normalized, without the ordinal */
} rec_title;

/* --- walk.c --- */
const rec_title *rec_title_of(rec *r, const sm_block *section);

void rec_walk(rec *r);

/* Whether a label or heading says that what follows is no tasks: "Acceptance criteria". */
bool rec_is_not_tasks(rec *r, sm_str text);

/* Whether PLACE is directly in a section that is a plan or a list of tasks by its heading. */
bool rec_is_plan(rec *r, const rec_place *place);

/* Whether the section itself is called what holds nothing but tasks: "Tasks", "Next steps". */
bool rec_is_task_list(rec *r, const rec_place *place);

/* --- tables.c, rows.c --- */
bool rec_table(rec *r, const sm_block *table, const rec_place *place);

typedef enum rec_column_use {
    REC_COLUMN_EXTRA,
    REC_COLUMN_ID,
    REC_COLUMN_FIELD
} rec_column_use;

typedef struct rec_column {
    sm_str heading; /* as written */
    sm_str words;   /* normalized */
    rec_column_use use;
    const sm_field *field;
    const rec_word *known; /* the fields of all kinds that the heading names */
} rec_column;

void rec_rows(rec *r, const sm_block *table, const rec_place *place, sm_record_kind kind,
              rec_column *columns);

/* --- approvals.c, revisions.c --- */
bool rec_approval_table(rec *r, const sm_block *table, const rec_place *place);
bool rec_approval_lines(rec *r, const sm_block *paragraph, const rec_place *place);

/* SECTION, in a history of revisions, when it is one of them by its TITLE. */
bool rec_revision_section(rec *r, const sm_block *section, sm_str title, rec_place *inside);

/* --- lists.c --- */

/* TEXT without "Risk: " in front. */
sm_str rec_skip_risk(sm_str text);

/* Whether WORDS (normalized) speak of external or internal dependencies. */
sm_scope rec_scope_of(sm_str words);

bool rec_list(rec *r, const sm_block *list, rec_place *place);

/* --- tasks.c, bold_lines.c --- */
bool rec_task_list(rec *r, const sm_block *list, const rec_place *place);

/* TITLE into a task: the state, marks and estimate that it carries go to their fields. */
void rec_task_title(rec *r, rec_draft *draft, sm_str title);

bool rec_paragraph_record(rec *r, const sm_block *paragraph, rec_place *place);

/* --- fields.c --- */

/* The field lines "**Effort:** 3 days" in BLOCKS (paragraphs, lists) into DRAFT. Lines that
 * have no field are left alone, unless KEEP_ALL makes extras of them. */
void rec_field_lines(rec *r, rec_draft *draft, const sm_block *blocks, bool keep_all);

/* The same, up to the block END. */
void rec_field_lines_until(rec *r, rec_draft *draft, const sm_block *blocks,
                           const sm_block *end, bool keep_all);

/* The same from subsections that are named for a field. */
void rec_subsection_fields(rec *r, rec_draft *draft, const sm_block *section);

/* Which fields such lines fill: a bit a field, bit 31 for what a task depends on. */
unsigned rec_fields_present(rec *r, sm_record_kind kind, const sm_block *blocks);
unsigned rec_fields_present_until(rec *r, sm_record_kind kind, const sm_block *blocks,
                                  const sm_block *end);

/* The first paragraph of BLOCKS that is running text; absent when there is none. */
sm_str rec_first_prose(rec *r, const sm_block *blocks);

/* --- told_lines.c --- */

/* Whether the items of LIST are risks and, below each, what is said about it. */
bool rec_are_risk_lines(rec *r, const sm_block *list, bool among_risks);
bool rec_risk_lines(rec *r, const sm_block *list, const rec_place *place);

/* "- Requirement: It is fast" and items with its fields, in a section of requirements. */
bool rec_requirement_lines(rec *r, const sm_block *list, const rec_place *place);

/* ITEM of LIST as a requirement; IDS_ONLY: if it has the id of one. */
void rec_requirement_item(rec *r, const sm_block *list, const sm_item *item,
                          const rec_place *place, bool ids_only);

/* --- metrics.c --- */

/* "- Response time: < 200 ms", in a section of metrics. */
bool rec_metric_list(rec *r, const sm_block *list, const rec_place *place);

/* --- headings.c --- */
bool rec_is_noun_id(sm_str id); /* "Task 3", "Story 1.2" */
void rec_heading(rec *r, const sm_block *section, const rec_place *outside, rec_place *inside);

/* --- endpoints.c, errors.c --- */
bool rec_endpoint_text(rec *r, sm_str text, sm_loc loc, const sm_block *origin,
                       rec_place *place);
bool rec_endpoint_section(rec *r, const sm_block *section, rec_place *inside);
void rec_code_block(rec *r, const sm_block *block, rec_place *place);
bool rec_error_item(rec *r, const sm_item *item, const sm_block *list, const rec_place *place);
bool rec_error_section(rec *r, const sm_block *section, sm_str title, const rec_place *outside,
                       rec_place *inside);
void rec_error_json(rec *r, const sm_block *block, const rec_place *place);

#endif
