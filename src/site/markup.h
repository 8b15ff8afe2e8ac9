/* Private to the site: markup that its pages share. */
#ifndef SPECMILL_SITE_MARKUP_H
#define SPECMILL_SITE_MARKUP_H

#include "parts.h"

/* A page of the portal while it is being written. */
typedef struct site_writer {
    sm_arena *arena;
    const site_build *build;
    sm_buf *buf;
    sm_str path; /* of the page in the site */
} site_writer;

void site_put_cstr(site_writer *w, const char *markup);
void site_put_text(site_writer *w, sm_str text);
void site_put_number(site_writer *w, size_t number);

/* NUMBER and NOUN, with an s unless it is one. */
void site_put_count(site_writer *w, size_t number, const char *noun);

/* A link to the site's FILE, at ANCHOR when that is not empty. */
void site_put_link(site_writer *w, sm_str file, sm_str anchor, sm_str text);

/* A link to the page of SPEC (its title), or the title alone when there is no page. */
void site_put_spec(site_writer *w, const site_spec *spec);
void site_put_title(site_writer *w, const char *kind, sm_str title);

/* A table that scrolls when it must; the page's script filters and sorts it. HEADINGS are
 * separated by '|'. */
void site_open_table(site_writer *w, const char *class, const char *label,
                     const char *headings);
void site_close_table(site_writer *w);

/* A cell; LABEL stands beside it on a phone. */
void site_open_cell(site_writer *w, const char *label);
void site_put_cell(site_writer *w, const char *label, sm_str text);
void site_close_cell(site_writer *w);

/* The anchors of the pages themselves. */
sm_str site_page_of(sm_arena *arena, const site_spec *spec);
bool site_has_page(const site_spec *spec);

/* lists.c and index.c: the content of the pages. */
void site_write_index(site_writer *w);
void site_write_questions(site_writer *w);
void site_write_risks(site_writer *w);
void site_write_tasks(site_writer *w);
void site_write_glossary(site_writer *w);

/* search.c: the page, and the file that it searches in. */
void site_write_search(site_writer *w);
sm_str site_search_index(sm_arena *arena, const site_build *build);

/* assets.c */
sm_str site_style(sm_arena *arena);
sm_str site_script(sm_arena *arena);

#endif
