/* Which of the author's links may be live in an output. */
#ifndef SPECMILL_EXPORT_LINK_H
#define SPECMILL_EXPORT_LINK_H

#include "specmill/base/buf.h"
#include "specmill/base/str.h"

typedef enum sm_link_verdict {
    SM_LINK_LIVE,      /* http, https, mailto, or relative */
    SM_LINK_FORBIDDEN, /* another scheme, or one hidden behind control characters */
    SM_LINK_MALFORMED  /* an address that leads nowhere: no host, one behind a user's name, an
                         impossible port */
} sm_link_verdict;

/* What to do with URL (as written, character references resolved). Everything but
 * SM_LINK_LIVE is to be shown as text. */
sm_link_verdict sm_link_check(sm_str url);

/* Appends URL as the value of an attribute in double quotes of HTML or XML: percent-encoded as
 * cmark does it, & and ' as character references. */
void sm_link_write(sm_buf *buf, sm_str url);

#endif
