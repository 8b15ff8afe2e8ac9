/* Whether a PDF, signed by whomever with whatever, is of a specification. Says nothing about
 * whether a signature is valid: that takes certificates (pdfsig, a PDF reader). */
#ifndef SPECMILL_EXPORT_VERIFY_H
#define SPECMILL_EXPORT_VERIFY_H

#include "specmill/base/str.h"
#include <stdint.h>

typedef enum sm_match { SM_MATCH_NONE, SM_MATCH_SAME, SM_MATCH_DIFFERENT } sm_match;

typedef struct sm_signature_field {
    sm_str name;  /* "approver1_signature" */
    sm_str label; /* what a person reads of it; may be absent */
    bool is_signed;
    bool is_damaged;    /* signed, but what it covers makes no sense */
    sm_str signer;      /* as the signature states, not proven; may be absent */
    sm_str date;        /* "2026-11-21 08:12:33", likewise */
    size_t added_later; /* bytes of the file behind what it covers */
} sm_signature_field;

typedef struct sm_verdict {
    sm_str fault; /* why the PDF cannot be read; absent: it can */

    sm_match attachment; /* the source attached; NONE: there is none, as in PDF/A-1b and 2b */
    sm_str attachment_name;
    size_t attachment_size;
    uint32_t difference; /* line of the first difference */
    bool line_ends_only; /* they differ in nothing else */

    sm_match properties; /* the fingerprint among the document properties */
    sm_str property;     /* what it says */

    sm_match printed;       /* the fingerprint at the foot of the pages */
    size_t pages;           /* in all */
    size_t page;            /* the first one with another, or none; from 1 */
    sm_str printed_instead; /* what that one has; absent: none */
    bool statement_differs; /* the sign-off page states another one */

    const sm_signature_field *fields;
    size_t field_count, signed_count;
    bool changed_later; /* the file goes on behind its last signature */
} sm_verdict;

/* PDF and SPEC are the bytes of the files. Strings live in ARENA; they are UTF-8 without
 * control characters, but come from the PDF, so from anybody. */
sm_verdict sm_verify_pdf(sm_arena *arena, sm_str pdf, sm_str spec);

/* Whether everything that the PDF says of its source is true of the specification, and it says
 * something. */
bool sm_verdict_matches(const sm_verdict *verdict);

#endif
