/* Findings: everything that can be wrong with the world, as one closed list of codes.
 * diag_codes.def has a row for each: code, severity, slug, text. The slug never changes. */
#ifndef SPECMILL_BASE_DIAG_H
#define SPECMILL_BASE_DIAG_H

#include "specmill/base/arena.h"
#include "specmill/base/buf.h"
#include "specmill/base/limits.h"
#include "specmill/base/source.h"
#include <stdbool.h>

typedef enum sm_severity { SM_NOTE, SM_WARNING, SM_ERROR } sm_severity;

typedef enum sm_diag_code {
#define SM_DIAG(code, severity, slug, text, help) SM_DIAG_##code,
#include "specmill/base/diag_codes.def"
#undef SM_DIAG
    SM_DIAG_COUNT
} sm_diag_code;

typedef struct sm_finding {
    sm_diag_code code;
    sm_loc loc;
    sm_str detail; /* absent when the code's text says it all */
    size_t order;  /* of reporting; keeps the sort stable */
} sm_finding;

sm_diag *sm_diag_new(sm_arena *arena);

/* Without findings, and with the limits of DIAG: for a part of the work that may be undone. */
sm_diag *sm_diag_for_part(sm_arena *arena, const sm_diag *diag);

/* The findings of DIAG so far, which later ones do not change. */
sm_diag *sm_diag_copy(sm_arena *arena, const sm_diag *diag);

/* Adds a finding at LOC. DETAIL is a printf format for what is special here, or NULL. The
 * same code, place and detail is kept once. */
void sm_report(sm_diag *diag, sm_diag_code code, sm_loc loc, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));

/* What may be, at most, while findings go to DIAG: SIZE_MAX where there is no limit. The limits
 * are the default ones unless others are set, or when DIAG is NULL. */
size_t sm_limit(const sm_diag *diag, sm_limit_code code);
void sm_diag_set_limits(sm_diag *diag, const sm_limits *limits);

/* Reports that the limit was passed at LOC, and how to raise it; once for each limit. */
void sm_report_limit(sm_diag *diag, sm_limit_code code, sm_loc loc);

/* Adds the findings of an attempt that was reported to a list of its own. */
void sm_diag_add(sm_diag *diag, sm_diag *attempt);

/* The findings, sorted by source name, line, column and order; *COUNT of them. */
const sm_finding *sm_diag_findings(sm_diag *diag, size_t *count);

size_t sm_diag_count(const sm_diag *diag, sm_severity at_least);

sm_severity sm_diag_severity(sm_diag_code code);
const char *sm_diag_slug(sm_diag_code code);
const char *sm_diag_text(sm_diag_code code);
const char *sm_diag_help(sm_diag_code code); /* a paragraph for the manual */
const char *sm_severity_name(sm_severity severity);

/* "file:line:column: severity: text: detail [slug]", the source line and a caret, as a
 * compiler does it. COLOR adds terminal escapes. Control characters are made visible. */
void sm_finding_print(sm_buf *buf, const sm_finding *finding, bool color);

#endif
