/* Backends: one row for each output format; backends.c is the table. */
#ifndef SPECMILL_EXPORT_BACKEND_H
#define SPECMILL_EXPORT_BACKEND_H

#include "specmill/base/diag.h"
#include "specmill/base/output.h"
#include "specmill/diagram/diagram.h"
#include "specmill/export/html_page.h"
#include "specmill/export/tracker.h"
#include "specmill/model/spec.h"
#include "specmill/theme/theme.h"

/* What a user may ask of the workbook, the task CSV, the PDF and the page. All zeros is the
 * default. */
typedef struct sm_export_options {
    const char *profile;       /* one of sm_profile_names; NULL: the first */
    const sm_tracker *tracker; /* what the configuration says about it; NULL: nothing */
    const char *html_base;     /* URL of the published HTML, to link to; NULL: none */
    bool byte_order_mark;      /* in front of the CSV */
    bool with_tickets;         /* tasks that have a ticket are in the CSV, to update it */
    bool all_tables;           /* a sheet for each table that is not a record */
    const char *approvers;  /* "Role: Name, Name" to sign the PDF; NULL: who the spec names */
    bool without_watermark; /* of the PDF */
    bool docbook_book;      /* and not an article */
    const sm_html_setup *html; /* NULL: one page that needs no other file */
} sm_export_options;

extern const char
    *const sm_profile_names[]; /* of trackers that the CSV is for; ends with NULL */

/* Everything a backend may look at. */
typedef struct sm_job {
    const sm_spec *spec;
    sm_figures figures;
    const sm_theme *theme;
    sm_diag *findings; /* of loading, recognizing and checking: for JSON and readiness */
    sm_date date;      /* of the run: --date or SOURCE_DATE_EPOCH; year 0: none */
    bool with_images;  /* read images from the spec's folder */
    int pdf_part;      /* of PDF/A, level B: 1, 2 or 3; 0 means 3 (with the source attached) */
    sm_export_options options;
} sm_job;

typedef struct sm_backend {
    const char *name;      /* --to NAME */
    const char *extension; /* of files it writes, without the point */
    const char *summary;   /* a line for --help */
    bool binary;           /* not for a terminal */
    bool on_request;       /* not one of "all": it goes with another format */
    bool needs_fonts;      /* it sets text itself */
    bool internal;         /* for the project's own tests: left out of lists and of "all" */
    /* Writes the whole output; the caller commits it. False after reporting when nothing
     * sensible could be written. ARENA ends with the call: places of findings must not point
     * to sources in it. */
    bool (*write)(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag);
} sm_backend;

extern const sm_backend *const sm_backends[]; /* ends with NULL */

const sm_backend *sm_backend_named(sm_str name);              /* or NULL */
const sm_backend *sm_backend_for_extension(sm_str extension); /* or NULL */

extern const sm_backend sm_html_backend, sm_docbook_backend, sm_pdf_backend, sm_xlsx_backend,
    sm_jira_backend, sm_jira_mapping_backend, sm_json_backend, sm_dump_backend;

#endif
