/* The HTML of a document's body, without the page around it. */
#ifndef SPECMILL_EXPORT_HTML_H
#define SPECMILL_EXPORT_HTML_H

#include "specmill/base/diag.h"
#include "specmill/diagram/diagram.h"
#include "specmill/export/html_page.h"
#include "specmill/model/spec.h"
#include "specmill/theme/theme.h"

/* All zero: the markup that cmark-gfm's own renderer writes, as far as the model has it. */
typedef struct sm_html_options {
    bool page;           /* for people: sections, anchors, permalinks, numbers, regions around
                            tables, placeholders marked, what the title block says left out */
    bool any_scheme;     /* every link is live; for comparing with the CommonMark spec only */
    bool images;         /* images from the source's folder become part of the page */
    bool highlight;      /* color code */
    const sm_spec *spec; /* NULL: only the document is known */
    sm_figures figures;
    const sm_theme *theme;      /* NULL: no section numbers */
    sm_diag *findings;          /* of reading it, for the readiness; NULL: not known */
    sm_diag *diag;              /* NULL: findings are dropped */
    const sm_html_setup *setup; /* NULL: all zeros */
} sm_html_options;

/* Appends DOC's body to BUF. */
void sm_html_body(sm_arena *arena, sm_buf *buf, const sm_doc *doc,
                  const sm_html_options *options);

#endif
