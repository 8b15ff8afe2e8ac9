/* specmill as a library: Markdown technical specifications to HTML, DocBook, PDF, XLSX, Jira
 * CSV and JSON. This header needs no other one of the project, in C (from C99) and in C++.
 *
 *     specmill_spec *spec = specmill_load_file("spec.md", NULL);
 *     if (!specmill_export_file(spec, NULL, "spec.pdf"))
 *         ... specmill_finding_at() says why ...
 *     specmill_free(spec);
 *
 * Texts are UTF-8 and NUL-ended. What a function returns belongs to the handle it was given and
 * is valid until specmill_free(), unless said otherwise. What you pass in is copied or not
 * needed after the call.
 *
 * Nothing is printed, no signal handler is set, the clock and the locale are not looked at. The
 * thread's locale is set to "C" during a call. Only one thread may be in a specmill function at
 * a time. When memory runs out, the process ends with status 3.
 *
 * Link with what pkg-config --libs specmill says. */
#ifndef SPECMILL_H
#define SPECMILL_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header; specmill_version() is that of the library. Within a major version
 * (and, before 1.0, a minor one) programs need not be changed. */
#define SPECMILL_VERSION_MAJOR 0
#define SPECMILL_VERSION_MINOR 1
#define SPECMILL_VERSION_PATCH 0
#define SPECMILL_VERSION       "0.1.0"

const char *specmill_version(void);

/* A specification that was read, with all that was found out about it. */
typedef struct specmill_spec specmill_spec;

/* How to read and write. Zero is the default of everything, so fill it from
 * SPECMILL_OPTIONS_INIT and set what you want; NULL for the whole does the same. */
typedef struct specmill_options {
    const char *theme;        /* the name of an installed theme, or the path of a theme.yaml */
    const char *theme_folder; /* themes are looked for by name here, and then where installed */
    const char *date;         /* "YYYY-MM-DD" for outputs that show or store one; NULL: none */
    const char *folder;  /* specmill_load_bytes: what relative image paths start from; NULL: no
                            images are read. specmill_load_file takes the file's folder */
    bool without_images; /* read no image files */
    size_t max_size;     /* bytes of a specification; 0: no limit */
    const char *config;  /* the path of a configuration; NULL: specmill.yaml in the folder */
    bool without_config; /* read none */
} specmill_options;

/* clang-format off */
#define SPECMILL_OPTIONS_INIT {NULL, NULL, NULL, NULL, false, 0, NULL, false}
/* clang-format on */

/* Reads a specification and recognizes what is in it. Never NULL: when it could not be read,
 * specmill_is_loaded() is false and the findings say why. Free it with specmill_free(). NAME is
 * what findings call the bytes. */
specmill_spec *specmill_load_file(const char *path, const specmill_options *options);
specmill_spec *specmill_load_bytes(const void *bytes, size_t len, const char *name,
                                   const specmill_options *options);
bool specmill_is_loaded(const specmill_spec *spec);

/* Frees SPEC and everything that belongs to it. NULL is allowed. */
void specmill_free(specmill_spec *spec);

/* The specification's title; "" when it has none. */
const char *specmill_title(const specmill_spec *spec);

/* How many records of a KIND the specification has, by the names that JSON uses: "tasks",
 * "risks", "questions" ... 0 for an unknown kind. */
size_t specmill_record_count(const specmill_spec *spec, const char *kind);

/* A FIELD ("id", "title", "owner" ...) of the record at INDEX, as one line of text; "" when it
 * is empty, NULL when there is no such record or field. */
const char *specmill_record_field(specmill_spec *spec, const char *kind, size_t index,
                                  const char *field);

/* The formats, one for each INDEX from 0; false from the first one on that does not exist. */
typedef struct specmill_format {
    const char *name;      /* "html" */
    const char *extension; /* "html", without the point */
    const char *summary;   /* a few words for people */
    bool binary;
} specmill_format;

bool specmill_format_at(size_t index, specmill_format *format);

/* Writes the specification in FORMAT (a name or an extension; NULL: after the extension of
 * PATH) to the file at PATH. False after adding a finding; the file is then as it was before.
 */
bool specmill_export_file(specmill_spec *spec, const char *format, const char *path);

/* The same into memory: *BYTES are yours, to be given back with free(). NULL and 0 when false.
 */
bool specmill_export_bytes(specmill_spec *spec, const char *format, void **bytes, size_t *len);

/* What is wrong with the specification, or went wrong, sorted by place. */
typedef enum specmill_severity {
    SPECMILL_NOTE,
    SPECMILL_WARNING,
    SPECMILL_ERROR
} specmill_severity;

typedef struct specmill_finding {
    specmill_severity severity;
    const char *slug;    /* its kind: "theme-key"; never changes */
    const char *text;    /* what that kind means, in English */
    const char *detail;  /* what is special here; "" when there is nothing */
    const char *file;    /* "" when it is about no file */
    size_t line, column; /* from 1, the column in characters; 0: the file as a whole */
    const char *printed; /* all of it as the program prints it, with the source line */
} specmill_finding;

size_t specmill_finding_count(const specmill_spec *spec);
bool specmill_finding_at(specmill_spec *spec, size_t index, specmill_finding *finding);

#ifdef __cplusplus
}
#endif

#endif
