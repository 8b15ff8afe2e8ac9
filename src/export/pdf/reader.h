/* Reading a PDF that anybody may have made, as far as --verify needs it: objects, also in
 * object streams; cross-reference tables and streams with everything that signers appended;
 * streams packed with Flate. Strict: what a viewer would have to repair is not read. */
#ifndef SPECMILL_EXPORT_PDF_READER_H
#define SPECMILL_EXPORT_PDF_READER_H

#include "specmill/base/buf.h"
#include "specmill/base/list.h"
#include "specmill/base/str.h"

typedef enum pdf_kind {
    PDF_NULL,
    PDF_BOOLEAN,
    PDF_NUMBER,
    PDF_NAME,
    PDF_STRING,
    PDF_ARRAY,
    PDF_DICT,
    PDF_REFERENCE,
    PDF_OPERATOR, /* any other word */
    PDF_END       /* nothing left, or a closing bracket */
} pdf_kind;

typedef struct pdf_value {
    pdf_kind kind;
    double number; /* NUMBER, BOOLEAN (0 or 1), REFERENCE (the object's number) */
    sm_str text;   /* NAME, STRING, OPERATOR; unescaped */
    const struct pdf_value *items; /* ARRAY; DICT: keys and values in turn */
    size_t count;                  /* of items */
    size_t stream;                 /* DICT of a stream: offset of its bytes; else 0 */
} pdf_value;

/* reader_scan.c: the words of BYTES from AT on. */
typedef struct pdf_scan {
    sm_arena *arena;
    sm_str bytes;
    size_t at;
    bool references; /* "12 0 R" is one value; not so in contents of pages */
} pdf_scan;

pdf_value pdf_scan_value(pdf_scan *scan);
void pdf_scan_blank(pdf_scan *scan); /* skips white space and comments */

/* reader.c */
typedef struct pdf_reader pdf_reader;

/* Lives in ARENA, as BYTES must. NULL, and *FAULT says why. */
pdf_reader *pdf_reader_open(sm_arena *arena, sm_str bytes, const char **fault);

/* What is read from now on goes to ARENA. */
void pdf_reader_use(pdf_reader *reader, sm_arena *arena);

pdf_value pdf_reader_root(pdf_reader *reader);

/* The object that VALUE refers to, else VALUE itself; PDF_NULL for one that cannot be read. */
pdf_value pdf_resolve(pdf_reader *reader, pdf_value value);

/* The entry KEY of DICT as it stands, and resolved; PDF_NULL when there is none. */
pdf_value pdf_entry_raw(pdf_value dict, const char *key);
pdf_value pdf_entry(pdf_reader *reader, pdf_value dict, const char *key);

/* The unpacked bytes of the stream DICT. False when they cannot be had. */
bool pdf_read_stream(pdf_reader *reader, pdf_value dict, sm_str *bytes);

/* Whether the reader gave up on what it was asked for because it would unpack to too much. */
bool pdf_reader_overrun(const pdf_reader *reader);

/* reader_text.c: what the pages print. */
typedef struct pdf_printed {
    size_t pages;         /* read */
    size_t without;       /* of those: no fingerprint at the foot */
    size_t different;     /* of those: another one */
    size_t page;          /* the first such page, from 1 */
    sm_str fingerprint;   /* what it says; or the first one */
    bool statement_wrong; /* the sign-off page names another fingerprint */
} pdf_printed;

/* DIGEST: 64 hexadecimal digits. Strings go to ARENA. */
pdf_printed pdf_read_fingerprints(sm_arena *arena, pdf_reader *reader, sm_str digest);

#endif
