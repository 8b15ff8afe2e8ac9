/* The installed fonts, through fontconfig: by family and style, and by character. Only outline
 * fonts that can be embedded: TrueType and CFF, no bitmaps, color or variable instances. */
#ifndef SPECMILL_FONT_CATALOG_H
#define SPECMILL_FONT_CATALOG_H

#include "specmill/base/arena.h"
#include "specmill/base/str.h"
#include <stdint.h>

typedef struct font_catalog font_catalog;

typedef struct font_file {
    const char *path; /* valid as long as the catalog */
    int index;        /* in a collection */
    bool bold, italic;
    const struct _FcCharSet *coverage; /* valid as long as the catalog; NULL: not known */
} font_file;

/* Whether FILE has CODEPOINT, as far as that is known without opening it. */
bool font_file_may_have(const font_file *file, uint32_t codepoint);

font_catalog *font_catalog_open(sm_arena *arena);
void font_catalog_close(font_catalog *catalog);

/* The file of FAMILY that is nearest to the style asked for; false: no such family. */
bool font_catalog_find(font_catalog *catalog, sm_str family, bool bold, bool italic,
                       font_file *file);

/* Only the standard folders are known at first. Reads the machine's whole configuration, which
 * may name more; false when that was done before. */
bool font_catalog_read_whole(font_catalog *catalog);

/* The best file that has CODEPOINT, in an order that depends only on what is installed. */
bool font_catalog_covering(font_catalog *catalog, uint32_t codepoint, bool mono, bool bold,
                           bool italic, font_file *file);

#endif
