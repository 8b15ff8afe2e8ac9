/* Private to the DocBook backend. Elements and rules: DocBook 5.0 (OASIS, November 2009). */
#ifndef SPECMILL_EXPORT_DOCBOOK_DOCBOOK_H
#define SPECMILL_EXPORT_DOCBOOK_DOCBOOK_H

#include "specmill/base/map.h"
#include "specmill/export/anchors.h"
#include "specmill/export/backend.h"
#include "specmill/export/placeholders.h"
#include "specmill/export/title.h"
#include <libxml/xmlwriter.h>

typedef struct docbook_writer {
    xmlTextWriter *xml;
    sm_arena *arena;
    sm_buf text; /* for escaping, used again and again */
    const sm_job *job;
    const sm_spec *spec;
    const sm_doc *doc;
    sm_diag *diag;
    bool failed;        /* libxml2 gave up */
    bool book;          /* and no article */
    bool title_is_root; /* the title section is no section of its own */

    /* Open addressing; the ids of the sections, which links may lead to. */
    sm_map targets; /* sections by id */

    sm_placeholder_index placeholders;
    sm_anchors anchors;      /* of records */
    bool *note_written;      /* by footnote */
    const size_t *endpoints; /* by block: the first endpoint that it states, or any other */
    sm_loc loc;              /* of what is being written */
    sm_role role;            /* of the innermost section */

    /* Where the writer is; some elements may not stand in others. */
    bool in_link, in_footnote, in_admonition, in_sidebar, in_formal_table, text_only;
    bool segments_written; /* the endpoints below have been listed */
} docbook_writer;

/* xml.c: pieces of XML. Text that is not allowed in XML becomes U+FFFD and is reported. */
void docbook_open(docbook_writer *d, const char *element);
void docbook_open_on_line(docbook_writer *d, const char *element); /* a line end before it */
void docbook_attribute(docbook_writer *d, const char *name, sm_str value);
void docbook_number_attribute(docbook_writer *d, const char *name, unsigned long number);
void docbook_raw_attribute(docbook_writer *d, const char *name, sm_str escaped);
void docbook_text(docbook_writer *d, sm_str text);
void docbook_raw(docbook_writer *d, sm_str markup);
void docbook_close(docbook_writer *d);
void docbook_element(docbook_writer *d, const char *element, sm_str text); /* on a line */

/* ids.c: xml:ids are the sections' ids and the anchors of records, made into NCNames one to
 * one.
 */
void docbook_collect_targets(docbook_writer *d);
const sm_block *docbook_target(const docbook_writer *d, sm_str id); /* or NULL */
sm_str docbook_section_id(docbook_writer *d, const sm_block *section);

/* Attributes of the element that was opened last: the id of the record that is stated on LINE
 * and its state for profiling; false when none is, or something has its id already. */
bool docbook_record(docbook_writer *d, uint32_t line);

/* inlines.c */
void docbook_inlines(docbook_writer *d, const sm_inline *content, const sm_inline *end);
void docbook_placeholder_text(docbook_writer *d, sm_str text,
                              const sm_placeholder *const *first, size_t count);
void docbook_image_objects(docbook_writer *d, const sm_inline *image);

/* notes.c */
void docbook_footnote(docbook_writer *d, const sm_inline *reference);
void docbook_unwritten_footnotes(docbook_writer *d);

/* blocks.c */
void docbook_block(docbook_writer *d, const sm_block *block);
void docbook_blocks(docbook_writer *d, const sm_block *block); /* at least an empty para */

/* Whether BLOCK leaves anything in the output, so that its parent is not empty. */
bool docbook_is_something(const docbook_writer *d, const sm_block *block);

/* lists.c */
void docbook_list(docbook_writer *d, const sm_block *list);

/* divisions.c. ANY: a block stands there already. */
void docbook_article_content(docbook_writer *d, bool any);
void docbook_book_content(docbook_writer *d);
void docbook_open_preface(docbook_writer *d);

/* glossary.c: whether every item of LIST is a term with its definition; such a list as ELEMENT
 * (NULL: its entries alone), or as a variablelist. False: nothing was written. */
bool docbook_is_glossary(const sm_block *list);
bool docbook_glossary(docbook_writer *d, const sm_block *list, const char *element);
bool docbook_keyed_list(docbook_writer *d, const sm_block *list);

/* table.c, code.c, info.c */
void docbook_table(docbook_writer *d, const sm_block *table);
void docbook_code(docbook_writer *d, const sm_block *block);
void docbook_info(docbook_writer *d);
/* Every line of metadata, for readers, with PREFACE in one that stays open; false when there is
 * none. */
bool docbook_metadata_list(docbook_writer *d, bool preface);

#endif
