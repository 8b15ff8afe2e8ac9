/* Talking to the user: standard output for what was asked for, standard error for the rest. */
#ifndef SPECMILL_CLI_SAY_H
#define SPECMILL_CLI_SAY_H

#include "specmill/base/buf.h"
#include <stdbool.h>

/* "specmill: ..." and a line end on standard error. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* TEXT on standard error as it is. */
void cli_say_text(sm_str text);

/* TEXT on standard output; false after saying why it could not be written. */
bool cli_print(sm_str text);

/* Appends TEXT wrapped at 80 columns: it starts in column AT, further lines in column INDENT.
 */
void cli_wrap(sm_buf *buf, const char *text, size_t at, size_t indent);

#endif
