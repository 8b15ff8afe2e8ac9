/* The specification: the document and everything the recognizer found out about it. */
#ifndef SPECMILL_MODEL_SPEC_H
#define SPECMILL_MODEL_SPEC_H

#include "specmill/model/doc.h"
#include "specmill/model/record.h"

typedef enum sm_state {
    SM_STATE_UNKNOWN,
    SM_STATE_DRAFT,
    SM_STATE_IN_REVIEW,
    SM_STATE_APPROVED,
    SM_STATE_IMPLEMENTED,
    SM_STATE_SUPERSEDED,
    SM_STATE_REJECTED
} sm_state;

typedef struct sm_person {
    sm_str name, email, handle, role; /* absent where not given; handle without the @ */
} sm_person;

typedef struct sm_people {
    const sm_person *items;
    size_t count;
} sm_people;

/* One metadata line as the author wrote it. */
typedef struct sm_entry {
    sm_str key;               /* as written, without the colon */
    sm_str value;             /* plain text */
    const sm_inline *content; /* the value with its markup; NULL when it came from YAML.
                                 Only up to CONTENT_END (exclusive) belongs to it. */
    const sm_inline *content_end;
    sm_loc loc;
    const sm_block *block; /* where it stands; NULL: front matter */
    bool known;            /* it has a field below; else it is one of the "extra" */
} sm_entry;

typedef struct sm_metadata {
    sm_str title;
    const sm_inline
        *title_content; /* the H1's markup when the title is the whole H1, else NULL */
    sm_str subtitle, id;
    sm_str type;   /* also the H1's prefix, "Technical Specification" */
    sm_str status; /* as written */
    sm_state state;
    sm_str version;
    sm_people authors, owners, reviewers, approvers;
    sm_date created, updated, date;
    struct {
        sm_str text, url;
    } prd; /* the related PRD */
    sm_str parent, language;
    sm_str_list tags;
    const sm_entry *entries; /* everything, in order, known or not */
    size_t entry_count;
} sm_metadata;

/* What a section is about, or what a block is for. */
typedef enum sm_role {
#define SM_ROLE(role, name, headings) SM_ROLE_##role,
#include "specmill/model/roles.def"
#undef SM_ROLE
    SM_ROLE_COUNT
} sm_role;

/* Text that the author has yet to fill in, as found in an inline (SM_TEXT or SM_CODE) or, when
 * that is NULL, in a code block's text or the front matter. */
typedef struct sm_placeholder {
    sm_str text;
    sm_loc loc;
    const sm_inline *content;
    const sm_block *block;   /* the block it stands in, or NULL: front matter */
    const sm_block *section; /* the innermost section, or NULL */
    size_t offset;           /* in the inline's or code block's text, in bytes */
} sm_placeholder;

typedef struct sm_records {
    const sm_record *const *items; /* in document order */
    size_t count;
} sm_records;

typedef struct sm_spec {
    const sm_doc *doc;
    sm_metadata metadata;
    const sm_block *title_section;   /* the H1 that carries the title, or NULL */
    const sm_role *roles;            /* by sm_block.index */
    const sm_block *const *sections; /* all, in document order */
    size_t section_count;
    const sm_placeholder *placeholders; /* in document order; front matter first */
    size_t placeholder_count;
    const sm_placeholder *entry_placeholders; /* the same again in the contents of metadata
                                                 entries, which are copies */
    size_t entry_placeholder_count;
    sm_records records[SM_RECORD_COUNT];
} sm_spec;

sm_role sm_spec_role(const sm_spec *spec, const sm_block *block);

/* Whether the title block already says all that BLOCK says (the leading metadata lines, rules
 * beside them), so that a writer with a title block leaves BLOCK out of the body. */
bool sm_spec_in_title_block(const sm_spec *spec, const sm_block *block);

/* The placeholders in the text of CONTENT (SM_TEXT or SM_CODE): *FIRST and the number of them,
 * ascending by offset. Takes logarithmic time. */
size_t sm_spec_placeholders(const sm_spec *spec, const sm_inline *content,
                            const sm_placeholder **first);

/* The same by the inline's index alone, among the placeholders of the document. */
size_t sm_spec_placeholders_at(const sm_spec *spec, uint32_t index,
                               const sm_placeholder **first);

const char *sm_role_name(sm_role role);     /* "risks"; NULL for SM_ROLE_NONE */
const char *sm_state_name(sm_state state);  /* "in-review", "unknown" */
const char *sm_state_label(sm_state state); /* "In review" */

#endif
