/* A site of many specifications: a page for each, an index, lists across all of them, search.
 */
#ifndef SPECMILL_SITE_SITE_H
#define SPECMILL_SITE_SITE_H

#include "specmill/pool/pool.h"
#include "specmill/press.h"

typedef struct sm_site_options {
    const char *folder;               /* of specifications */
    const char *out;                  /* of the site */
    sm_run_options run;               /* its setup of HTML is the site's own */
    const sm_backend *const *formats; /* besides HTML */
    size_t format_count;
    sm_str title;                 /* absent: the theme's organization, else a plain one */
    sm_str base_url;              /* where the site is published; absent: not known */
    sm_str_list include, exclude; /* patterns as in .gitignore; no include: everything */
    bool force;                   /* build all, and over files that are not ours */
    bool unsynced;                /* does not wait for the disk */
    size_t processes;
    const sm_config *config; /* for all; NULL: specmill.yaml in or above each one's folder */
    sm_str config_bytes;     /* of the file that it is from */
    bool without_config;
    sm_str_list outside; /* folders that images may be read from besides */
    sm_str css;          /* added to the style */
    size_t max_size;     /* of a specification in bytes; 0: no limit */
    sm_str tool;         /* the program; when it changes, all is built */
} sm_site_options;

/* Who is told. All of them but SHOW are called in the process that builds, in the order of the
 * specifications. */
typedef struct sm_site_teller {
    void *context;
    void (*begin)(void *context); /* in a worker, before each specification */
    /* In a worker: writes the findings of a specification to standard error, which is caught.
     */
    void (*show)(void *context, sm_diag *diag);
    void (*said)(void *context, sm_str text); /* what SHOW has written */
    void (*died)(void *context, const char *file, const sm_pool_answer *answer);
    void (*progress)(void *context, size_t done, size_t count);
} sm_site_teller;

typedef struct sm_site_result {
    size_t specs;                  /* found */
    size_t built;                  /* now; the others are as they were */
    size_t removed;                /* that are no longer there */
    size_t broken;                 /* that could not be built, or not in every format */
    bool changed;                  /* anything in the site was written or removed */
    size_t findings[SM_ERROR + 1]; /* of all, by severity */
    size_t earlier[SM_ERROR + 1];  /* those of them that were shown when built before */
} sm_site_result;

/* Builds the site or what is out of date in it. Findings about the site as a whole and about
 * links between specifications go to DIAG. False after reporting when there is no site. */
bool sm_site_build(sm_arena *arena, const sm_site_options *options,
                   const sm_site_teller *teller, sm_site_result *result, sm_diag *diag);

/* Whether a file of this name comes along into the site when a page links to it. */
bool sm_site_takes(sm_str name);

#endif
