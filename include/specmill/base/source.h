/* One input text and places in it. */
#ifndef SPECMILL_BASE_SOURCE_H
#define SPECMILL_BASE_SOURCE_H

#include "specmill/base/str.h"
#include <stdint.h>

typedef struct sm_diag sm_diag;

typedef struct sm_source {
    sm_str name;          /* as the user named it; for messages */
    sm_str folder;        /* what relative paths in it are relative to; absent: none readable */
    sm_str_list outside;  /* folders beyond it that files may be read from, too */
    sm_str bytes;         /* as read */
    sm_str text;          /* well-formed UTF-8 without BOM and NUL; line ends are all "\n" */
    const size_t *starts; /* offset in text of each line's first byte */
    size_t lines;
    /* The bytes that continue a character before each kilobyte of the text, so that no line is
     * too long to tell columns in; NULL when the text is ASCII. */
    const uint32_t *continued;
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

/* SOURCE, from which files in the folders OUTSIDE may be read as well. */
const sm_source *sm_source_with_outside(sm_arena *arena, const sm_source *source,
                                        sm_str_list outside);

/* The file NAME (copied) as a whole: for findings about one that is not read. */
sm_loc sm_source_loc_of_file(sm_arena *arena, sm_str name);

/* The text of LINE (from 1) without its line end; empty when there is no such line. */
sm_str sm_source_line(const sm_source *source, uint32_t line);

/* The SHA-256 of the source's bytes in lower-case hex, NUL-ended; empty when there are none. */
void sm_source_digest(const sm_source *source, char hex[65]);

/* The place of the byte at OFFSET in the source's text; any line, however long, takes the same
 * time. */
sm_loc sm_source_loc(const sm_source *source, size_t offset);

/* The same where it is known that OFFSET is in the line at INDEX, from 0. */
sm_loc sm_source_loc_in_line(const sm_source *source, size_t index, size_t offset);

#endif
