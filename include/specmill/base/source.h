/* One input text and places in it. */
#ifndef SPECMILL_BASE_SOURCE_H
#define SPECMILL_BASE_SOURCE_H

#include "specmill/base/str.h"
#include <stdint.h>

typedef struct sm_diag sm_diag;

typedef struct sm_source {
    sm_str name;          /* as the user named it; for messages */
    sm_str folder;        /* what relative paths in it are relative to; absent: none readable */
    sm_str bytes;         /* as read */
    sm_str text;          /* well-formed UTF-8 without BOM and NUL; line ends are all "\n" */
    char sha256[65];      /* of bytes, in lower-case hex, NUL-ended */
    const size_t *starts; /* offset in text of each line's first byte */
    size_t lines;
} sm_source;

/* A place: line and column count from 1, columns in characters; line 0 is the whole file,
 * source NULL no place at all. */
typedef struct sm_loc {
    const sm_source *source;
    uint32_t line, column;
} sm_loc;

/* BYTES as a source: UTF-16 with a byte order mark is converted; ill-formed UTF-8 and NUL are
 * replaced by U+FFFD and reported at the first place of each kind. NAME is copied. */
const sm_source *sm_source_from_bytes(sm_arena *arena, sm_str name, sm_str bytes,
                                      sm_diag *diag);

/* The same, with the folder that relative paths in the source are read from (copied; absent:
 * none). */
const sm_source *sm_source_in_folder(sm_arena *arena, sm_str name, sm_str folder, sm_str bytes,
                                     sm_diag *diag);

/* The text of LINE (from 1) without its line end; empty when there is no such line. */
sm_str sm_source_line(const sm_source *source, uint32_t line);

/* The place of the byte at OFFSET in the source's text. */
sm_loc sm_source_loc(const sm_source *source, size_t offset);

#endif
