/* Harnesses for libFuzzer: each takes bytes as hostile input for one part of the program. They
 * are in one program, which takes its harness from the name it is run by. */
#ifndef FUZZ_H
#define FUZZ_H

#include "specmill/press.h"
#include <stddef.h>
#include <stdint.h>

/* What every harness begins with and ends by freeing the arena of. */
typedef struct fuzz_run {
    sm_arena *arena;
    sm_diag *diag;
} fuzz_run;

fuzz_run fuzz_begin(void);
void fuzz_end(fuzz_run run); /* the findings are printed as the program would */

/* BYTES as a file without a folder. */
const sm_source *fuzz_source(fuzz_run run, const char *name, const void *bytes, size_t size);

/* Writes SOURCE in the format of BACKEND, to memory. */
void fuzz_write(fuzz_run run, const sm_source *source, const sm_backend *backend,
                sm_run_options options);

#define FUZZ_HARNESSES(X)                                                                      \
    X(load)                                                                                    \
    X(markup) /* HTML inside Markdown */                                                       \
    X(yaml)                                                                                    \
    X(recognize)                                                                               \
    X(teach) /* the words that a configuration adds */                                         \
    X(config)                                                                                  \
    X(theme)                                                                                   \
    X(diagram)                                                                                 \
    X(graph) /* any graph, from bytes, through its layout */                                   \
    X(layout)                                                                                  \
    X(html)                                                                                    \
    X(docbook)                                                                                 \
    X(pdf)                                                                                     \
    X(xlsx)                                                                                    \
    X(jira)                                                                                    \
    X(json)                                                                                    \
    X(image)  /* an image file, into HTML and PDF */                                           \
    X(verify) /* a PDF that may be of a specification */

#define FUZZ_DECLARE(name) void fuzz_##name(const uint8_t *bytes, size_t size);
FUZZ_HARNESSES(FUZZ_DECLARE)
#undef FUZZ_DECLARE

#endif
