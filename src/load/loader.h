/* What the files of the loader share. A load is one run over one source. */
#ifndef LOADER_H
#define LOADER_H

#include "specmill/base/diag.h"
#include "specmill/base/list.h"
#include "specmill/model/doc.h"

typedef struct load {
    sm_arena *arena;
    const sm_source *source;
    sm_diag *diag;
    sm_doc *doc;
    uint32_t block_count, inline_count;
    size_t place_line, place_offset; /* the last place that was reckoned: line from 0, and */
    uint32_t place_column;           /* the column of that offset */
    uint32_t first_line;             /* lines of the source that precede cmark's line 1 */
    struct SM_LIST(sm_comment) comments;
    struct SM_LIST(sm_footnote) footnotes;
    struct SM_LIST(struct heading) headings;
} load;

/* A chain under construction: LAST is where the next link goes. */
typedef struct block_chain {
    const sm_block *first, **last;
} block_chain;

typedef struct inline_chain {
    const sm_inline *first, **last;
} inline_chain;

/* --- place.c: places in the source --- */

/* The place of the byte at OFFSET; cheap when asked in ascending order. */
sm_loc load_loc(load *l, size_t offset);

/* The offset of cmark's LINE and COLUMN (bytes, both from 1), held inside the source. */
size_t load_offset(const load *l, int line, int column);

/* --- sections.c: headings to nested sections --- */

typedef struct heading {
    sm_block *block;
    size_t parent; /* index in load.headings, or SM_STR_NONE */
} heading;

/* Where the blocks of one container go. With SECTIONS, headings open sections in it. */
typedef struct block_sink {
    block_chain chain;
    bool sections;
    int open; /* open sections */
    int levels[7];
    const sm_block **lasts[7];
    size_t indexes[7]; /* in load.headings */
} block_sink;

void load_sink_start(block_sink *sink, bool sections);
void load_sink_add(block_sink *sink, sm_block *block);
sm_block *load_new_block(load *l, sm_block_kind kind, sm_loc loc);

/* A heading: a section where sections may be, else a paragraph in strong type. */
void load_sink_heading(load *l, block_sink *sink, int level, sm_loc loc, uint32_t end_line,
                       const sm_inline *title);

/* Ids and numbers of all sections, once they are all there. */
void load_name_sections(load *l);

/* --- inlines.c --- */

struct cmark_node;

/* The inlines in NODE (a paragraph, heading or cell), from byte FROM of the source on. */
const sm_inline *load_inlines(load *l, struct cmark_node *node);

sm_inline *load_new_inline(load *l, sm_inline_kind kind, sm_loc loc);

/* --- markdown.c --- */

/* The blocks of the source's text from byte FROM on go to SINK, the footnotes to L. */
void load_markdown(load *l, size_t from, block_sink *sink);

/* --- front_matter.c --- */

/* Reads front matter where the source has some: values to the document, unreadable ones as a
 * code block to SINK. Returns the offset of the Markdown text. */
size_t load_front_matter(load *l, block_sink *sink);

/* --- quote_yaml.c --- */

/* TEXT, which is not YAML, line by line as YAML where it can be guessed what was meant;
 * *ONLY_PLACEHOLDERS when nothing but {{...}} had to be quoted. */
sm_str load_quote_yaml(sm_arena *arena, sm_str text, bool *only_placeholders);

/* --- html.c --- */

/* Keeps the comment that starts at OFFSET of the source and holds TEXT. */
void load_comment(load *l, size_t offset, sm_str text);

#endif
