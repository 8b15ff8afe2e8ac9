/* Reading files. */
#ifndef SPECMILL_BASE_INPUT_H
#define SPECMILL_BASE_INPUT_H

#include "specmill/base/diag.h"
#include "specmill/base/source.h"
#include "specmill/base/str.h"

/* The bytes of the regular file, pipe or device at PATH ("-": standard input) in *BYTES, at
 * most LIMIT of them (0: no limit). False after reporting at DIAG what was wrong. */
bool sm_input_read(sm_arena *arena, const char *path, size_t limit, sm_str *bytes,
                   sm_diag *diag);

/* The file at PATH as a source; its folder is the file's ("-", standard input, has none). NULL
 * after reporting. LIMIT as above. */
const sm_source *sm_input_source(sm_arena *arena, const char *path, size_t limit,
                                 sm_diag *diag);

/* Reads the regular file RELATIVE (a path written in the source) from inside FOLDER only:
 * absolute paths, ".." out of FOLDER and symbolic links that lead out of it give false. Nothing
 * is reported: the caller knows what the file was for. *BYTES as above. */
bool sm_input_read_inside(sm_arena *arena, sm_str folder, sm_str relative, size_t limit,
                          sm_str *bytes);

/* The same from inside the folder of SOURCE, or from inside those that it may be read from
 * besides; then the path may also be absolute. */
bool sm_input_read_beside(sm_arena *arena, const sm_source *source, sm_str relative,
                          size_t limit, sm_str *bytes);

#endif
