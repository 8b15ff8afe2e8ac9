/* Private to the site: what its parts tell each other. */
#ifndef SPECMILL_SITE_PARTS_H
#define SPECMILL_SITE_PARTS_H

#include "specmill/base/list.h"
#include "specmill/base/output.h"
#include "specmill/config/config.h"
#include "specmill/model/value.h"
#include "specmill/site/site.h"

/* glob.c: patterns as .gitignore has them. */
typedef struct site_pattern {
    sm_str text;      /* without what the flags say */
    bool negated;     /* !pattern: back in again */
    bool folder_only; /* pattern/ */
    bool anchored; /* it has a slash: matched against the whole path, else against the name */
} site_pattern;

typedef struct site_patterns SM_LIST(site_pattern) site_patterns;

void site_add_pattern(sm_arena *arena, site_patterns *patterns, sm_str line);
void site_add_pattern_file(sm_arena *arena, site_patterns *patterns, sm_str text);

/* What the last pattern that matches PATH (relative, slashes between) says; 0: none does, 1: it
 * is meant, -1: it is taken out again. */
int site_patterns_match(const site_patterns *patterns, sm_str path, bool folder);

/* walk.c: a specification of the folder and what it becomes. */
typedef struct site_spec {
    sm_str path;           /* relative to the folder of specifications */
    sm_str file;           /* the same for the file system, NUL-ended */
    sm_str stem;           /* of its outputs, relative to the site; page is stem.html */
    char sha256[65];       /* of its bytes; "" when it cannot be read */
    sm_str line;           /* its line of the manifest; empty: yet to be built */
    const sm_value *entry; /* the same, read */
    sm_str_list owned;     /* files of the site that an earlier run made for it */
    const struct site_config *config; /* never NULL */
} site_spec;

typedef struct site_specs SM_LIST(site_spec) site_specs;

/* configs.c: the configuration that holds for a specification. */
typedef struct site_config {
    sm_str folder;           /* that it stands in */
    const sm_config *config; /* NULL: none */
    char sha256[65];         /* of the file; "" without */
} site_config;

void site_find_configs(sm_arena *arena, const sm_site_options *options, site_specs *specs,
                       sm_diag *diag);

/* What the options and the file .specmillignore say. */
typedef struct site_filter {
    site_patterns ignored, included, excluded;
} site_filter;

site_filter site_read_filter(sm_arena *arena, const sm_site_options *options);
bool site_is_left_out(const site_filter *filter, sm_str path, bool folder);

/* The specifications below the options' folder, sorted by path, with stems that do not collide.
 */
bool site_walk(sm_arena *arena, const sm_site_options *options, const site_filter *filter,
               site_specs *specs, sm_diag *diag);

/* links.c: where the author's relative address leads. */
typedef struct site_target {
    sm_str path;           /* as a path of the folder; absent: out of it */
    sm_str fragment;       /* absent: none */
    const site_spec *spec; /* NULL: no specification */
    bool home;             /* then: a folder with specifications */
} site_target;

site_target site_resolve(sm_arena *arena, const site_specs *specs, sm_str from, sm_str url);
const site_spec *site_find(const site_specs *specs, sm_str path); /* or NULL */

/* The address of TARGET for the page FROM of the site, ready to stand there; absent when it has
 * none. */
sm_str site_url_of(sm_arena *arena, sm_str from, const site_target *target);

sm_str site_page(sm_arena *arena, sm_str stem); /* stem.html */

/* A site that is being built; a worker has its own copy. */
typedef struct site_build {
    const sm_site_options *options;
    const sm_site_teller *teller;
    const site_specs *specs;
    const site_filter *filter;
    sm_str_list owned;     /* files that earlier runs made, sorted */
    sm_str_list attached;  /* files that pages link to and the site has, sorted */
    bool again;            /* there was an earlier run, perhaps an interrupted one */
    sm_str title;          /* of the site */
    const site_spec *spec; /* the one that is being built, or NULL */
} site_build;

/* walk_doc.c: calls SEE for every link and image of DOC, in order. */
void site_see_addresses(const sm_doc *doc, void (*see)(void *, const sm_inline *),
                        void *context);

/* card.c: appends ",KEY:VALUE" for everything that is remembered of a specification. IDS are
 * those of its records in the page; NULL or an absent one: none. */
void site_write_card(sm_arena *arena, sm_buf *buf, const site_build *build, const sm_job *job,
                     sm_str *const ids[SM_RECORD_COUNT]);
sm_str site_anchor(sm_arena *arena, const sm_block *section); /* its heading's id in the page */

/* The digest of the image at PATH as written in SOURCE; "": none that can be read. */
void site_hash_image(const sm_source *source, sm_str path, char hex[65]);

/* The part of TEXT that it may have when all TOTAL bytes share ROOM. */
sm_str site_share(sm_str text, size_t total, size_t room);

/* page.c: builds one specification and appends its line of the manifest. */
void site_build_spec(sm_arena *arena, const site_build *build, sm_buf *line);

/* A line for one that could not be built. */
void site_broken_line(sm_buf *line, const site_spec *spec, sm_str problem);

/* attach.c: files beside the specifications that pages link to and that come along. */
typedef struct site_attached {
    sm_str_builder all;   /* sorted, like the others */
    sm_str_builder ours;  /* of them, those that would not be there without us */
    sm_str_builder stale; /* of these, those to write */
} site_attached;

/* Whether the site may have the file PATH of the folder, and there is one. */
bool site_may_attach(sm_arena *arena, const site_build *build, sm_str path);
bool site_is_attached(const site_build *build, sm_str path);
site_attached site_find_attached(sm_arena *arena, const site_build *build);

/* Whether the site has something where a link leads. */
bool site_target_is_there(sm_arena *arena, const site_build *build, const site_target *target);

/* Leaves in FOUND as ours what really is; false after reporting. */
bool site_write_attached(sm_arena *arena, const site_build *build, site_attached *found,
                         sm_diag *diag);

/* check_links.c */
void site_check_links(sm_arena *arena, const site_build *build, sm_diag *diag);

/* portal.c: the index and what else is made from all lines together. */
typedef struct site_portal_result {
    sm_str_list files;
    bool ok, changed;
} site_portal_result;

site_portal_result site_write_portal(sm_arena *arena, const site_build *build, sm_diag *diag);

/* The files that the portal will consist of, whatever the specifications say. */
sm_str_list site_portal_files(sm_arena *arena, const site_build *build);

/* The bar at the top of the site's file FROM. */
sm_html_site site_chrome(sm_arena *arena, const site_build *build, sm_str from);
sm_str site_format_label(sm_arena *arena, const sm_backend *backend);

/* file.c: an output of the site at PATH in it, with the folders above it. NULL after reporting;
 * also when a file is there that is not ours. */
sm_output *site_open(sm_arena *arena, const site_build *build, sm_str path, sm_diag *diag);
bool site_owns(const site_build *build, sm_str path); /* an earlier run made it */
bool site_exists(sm_arena *arena, const site_build *build, sm_str path);
void site_remove(sm_arena *arena, const site_build *build, sm_str path);
bool site_is_safe_path(sm_str path); /* relative, and does not lead out */

/* The same with all the bytes at once; writes nothing when they are there already. */
bool site_put(sm_arena *arena, const site_build *build, sm_str path, sm_str bytes,
              bool *changed, sm_diag *diag);

/* manifest.c: what earlier runs left behind. */
typedef struct site_manifest {
    bool found;
    sm_str options;           /* digest of what all pages depend on */
    sm_str portal;            /* digest of what the index and lists were made from */
    sm_str_list portal_files; /* theirs */
    sm_str_list attached;     /* files that came along */
    site_specs specs;         /* with line, entry, path and owned */
    sm_str_list files;        /* all of ours, sorted */
} site_manifest;

void site_read_manifest(sm_arena *arena, const sm_site_options *options,
                        site_manifest *manifest);
sm_str site_manifest_text(sm_arena *arena, sm_str digest, sm_str portal,
                          sm_str_list portal_files, sm_str_list attached,
                          const site_specs *specs);
extern const char site_manifest_name[];

/* json.c */
const sm_value *site_json_read(sm_arena *arena, sm_str text); /* NULL when it is no JSON */
void site_json_string(sm_buf *buf, sm_str text);              /* absent: null */
/* ",NAME:[...]" */
void site_json_strings(sm_buf *line, const char *name, const sm_str *items, size_t count);

/* Items of lists and pairs of maps, for reading what we wrote ourselves; what is missing or of
 * another kind is absent, 0 and NULL. */
sm_str site_text(const sm_value *map, const char *key);
size_t site_number(const sm_value *map, const char *key);
const sm_value *site_list(const sm_value *map, const char *key);
sm_str site_item(const sm_value *list, size_t index);
size_t site_item_number(const sm_value *list, size_t index);

#endif
