/* What the files of the loader share. A load is one run over one source. */
#ifndef LOADER_H
#define LOADER_H

#include "specmill/base/diag.h"
#include "specmill/base/list.h"
#include "specmill/base/map.h"
#include "specmill/model/doc.h"

/* A part of the source. */
typedef struct piece {
    size_t from, to;
} piece;

typedef struct pieces SM_LIST(piece) pieces;

typedef struct load {
    sm_arena *arena;
    const sm_source *source;
    sm_diag *diag;
    size_t piece_size; /* of long texts; see pieces.c */
    sm_doc *doc;
    uint32_t block_count, inline_count;
    size_t place_line; /* the line, from 0, of the last place that was reckoned */
    int first_line;    /* lines of the source that precede cmark's line 1 */
    bool depth_reported;
    struct cmark_mem *allocator; /* of cmark's nodes: in MEMORY, or malloc() */
    sm_arena *memory;
    struct memory *memory_before;
    sm_str parsed; /* the source's text from this offset on, as cmark reads it */
    size_t parsed_from;
    size_t part_from, part_to; /* of the source: what is converted right now */
    const struct note_numbers
        *piece_notes;                   /* what cmark's numbers of footnotes are; see below */
    bool entities;                      /* "&#" occurs */
    bool guarded;                       /* characters were replaced before parsing: */
    char originals[32];                 /* what each control character stands for; 0: itself */
    const char *limit_reported;         /* the last reason for that */
    struct _xmlParserCtxt *html_parser; /* made when it is needed */
    pieces pieces;                      /* the cells of one row at a time */
    sm_block *table;                    /* the last one, where its next row goes, and whether */
    const sm_row **table_rows;          /* the next table that cmark gives is its rest */
    bool table_goes_on;
    bool in_directive, directive_ends;
    const sm_inline *after_directive; /* in the same paragraph as its end; or NULL */
    const struct extent *fragment;    /* what is parsed by itself right now, or NULL */
    size_t unused_notes;  /* so many of cmark's first numbers are footnotes never referred to */
    pieces notes;         /* where the footnotes are */
    const sm_map *labels; /* each "[label]" that occurs; made when needed */
    sm_buf scratch;       /* for one text at a time */
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

/* --- load.c --- */

/* sm_load() with pieces of PIECE_SIZE bytes and a little more, which changes nothing but time
 * and memory: that is what tests call it for. */
const sm_doc *load_source(sm_arena *arena, const sm_source *source, sm_diag *diag,
                          size_t piece_size);

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
    size_t indexes[7];   /* in load.headings */
    sm_block *directive; /* the one that blocks go into, or NULL */
    const sm_block **directive_last;
} block_sink;

void load_sink_start(block_sink *sink, bool sections);
void load_sink_add(block_sink *sink, sm_block *block);

/* What came into SINK, into which nothing comes any more. */
const sm_block *load_sink_blocks(load *l, block_sink *sink);

sm_block *load_new_block(load *l, sm_block_kind kind, sm_loc loc);

/* A heading: a section where sections may be, else a paragraph in strong type. */
void load_sink_heading(load *l, block_sink *sink, int level, sm_loc loc, uint32_t end_line,
                       const sm_inline *title);

/* --- directive.c --- */

/* Whether CONTENT, a paragraph's at offset FROM, begins a directive, into which then goes what
 * is added to SINK. *CONTENT is what follows its first line, or NULL. */
bool load_directive_begins(load *l, block_sink *sink, const sm_inline **content, size_t from);

/* Looks for the line that ends the directive in CONTENT and returns what precedes it, or NULL;
 * without such a line, all of it. */
const sm_inline *load_directive_cut(load *l, const sm_inline *content);

/* Ends SINK's directive with LINE; what followed its end is a paragraph. */
void load_directive_end(load *l, block_sink *sink, uint32_t line);

/* Ids and numbers of all sections, once they are all there. */
void load_name_sections(load *l);

/* --- inlines.c --- */

struct cmark_node;

/* Where the inlines of a node stand in the source: from byte FROM to byte TO. cmark's lines are
 * ROWS too small for it (tables in paragraphs). A FRAGMENT was parsed by itself, so cmark knows
 * nothing about its place. */
typedef struct extent {
    size_t from, to;
    int rows;
    bool fragment;
} extent;

/* The inlines in NODE (a paragraph, heading or cell), which stands at WHERE. */
const sm_inline *load_inlines(load *l, struct cmark_node *node, extent where);

sm_inline *load_new_inline(load *l, sm_inline_kind kind, sm_loc loc);

/* How deep blocks may lie in blocks, and inlines in inlines. */
int load_deepest(const load *l);
void load_too_deep(load *l, sm_loc loc);

/* --- markdown.c --- */

/* What PARENT holds to SINK. */
void load_children(load *l, block_sink *sink, struct cmark_node *parent, int depth);

/* Where the nodes from FIRST to LAST stand: up to the start of the line after them. All that is
 * in a fragment stands where that does. */
extent load_extent(load *l, struct cmark_node *first, struct cmark_node *last);

/* The last line of the source that holds some of NODE. */
uint32_t load_end_line(load *l, struct cmark_node *node);

/* The text of NODE, until NODE is freed. */
sm_str load_literal(load *l, struct cmark_node *node);

/* One block node to SINK. */
void load_markdown_block(load *l, block_sink *sink, struct cmark_node *node, int depth);

/* The HTML block NODE as Markdown when it is none, but starts like it ("<Describe the
 * problem>"); false when it is HTML. */
bool load_html_as_markdown(load *l, block_sink *sink, struct cmark_node *node, int depth);

/* --- cmark_memory.c --- */

void load_open_memory(load *l);
void load_close_memory(load *l);

typedef struct memory_mark {
    sm_arena_mark arena;
    struct free_blocks *freed; /* before it */
} memory_mark;

/* What cmark allocates from now on is freed by releasing to the mark. */
memory_mark load_mark_memory(load *l);

/* False, with nothing done, when cmark's nodes are to be freed one by one. */
bool load_release_memory(load *l, const memory_mark *mark);

/* --- parse.c: cmark --- */

typedef struct parse {
    struct cmark_node *root;
    memory_mark memory; /* before it */
} parse;

/* BEFORE and TEXT as cmark reads them; to be ended, the last one first. Parts of the source
 * that are parsed by themselves must not have FOOTNOTES: cmark would look for their
 * definitions. */
parse load_parse(load *l, sm_str before, sm_str text, bool footnotes);
void load_parse_end(load *l, const parse *ended);

/* --- guard.c --- */

/* TEXT with what would take cmark quadratic time replaced, and put back. */
sm_str load_guard(load *l, sm_str text);
sm_str load_restore(load *l, sm_str text);

/* Where TEXT refers to link definitions that are repeated too often: the brackets. */
typedef struct load_offsets SM_LIST(size_t) load_offsets;
load_offsets load_repeated_definitions(load *l, sm_str text);

/* --- document.c --- */

/* The blocks of the source's text from byte FROM on go to SINK, the footnotes to L. */
void load_document(load *l, size_t from, block_sink *sink);

bool load_is_note(struct cmark_node *node);
/* The first of the footnotes, which cmark puts after everything else; NULL when there are none.
 */
struct cmark_node *load_first_note(struct cmark_node *root);

/* The footnote NUMBER, which is NODE; its label stands before it in the source. */
void load_note(load *l, struct cmark_node *node, size_t number);

/* What cmark counts the footnote as that REFERENCE refers to. */
size_t load_cmark_note(struct cmark_node *reference);

/* The number in the document of the footnote that cmark counts as NUMBER; 0: there is none. */
size_t load_note_number(const load *l, size_t number);

/* --- pieces.c --- */

/* The number in the document of each footnote of a piece, in cmark's order. */
typedef struct note_numbers SM_LIST(size_t) note_numbers;

/* Does what load_document() does for a long text piece by piece; false, with nothing done, when
 * the text has to be read as a whole. */
bool load_in_pieces(load *l, block_sink *sink);

/* --- recover.c --- */

/* LABEL as labels are compared, in l->scratch. */
sm_str load_normal_label(load *l, sm_str label);

/* Shows the link definitions in the source from FROM to TO, a gap between blocks, that a reader
 * would miss. */
void load_gap(load *l, block_sink *sink, size_t from, size_t to, bool in_item);

/* The same for the definitions that a paragraph starts with; returns where its text starts. */
size_t load_leading_definitions(load *l, block_sink *sink, size_t from, size_t to,
                                bool in_item);

/* Whether "[LABEL]" occurs in the source, other than where it is defined. */
bool load_label_is_used(load *l, sm_str label);

/* Puts l->notes in the order of the source. */
void load_sort_notes(load *l);

/* --- tables.c --- */

void load_table(load *l, block_sink *sink, struct cmark_node *node);

/* cmark's line that the table NODE starts on, which is not always what cmark says. */
int load_table_line(struct cmark_node *table);

/* --- math.c --- */

/* Past the formula that starts with the dollar at AT in LINE, with what is between the dollars
 * in *FORMULA; 0 when there is none. */
size_t load_formula_end(sm_str line, size_t at, sm_str *formula);

/* Past the formula that starts with two dollars at AT, has its lines for itself, and ends
 * before an empty line; 0 when there is none. */
size_t load_display_end(sm_str text, size_t at);

/* The paragraph from FROM to TO as code when it is such a formula. */
bool load_display(load *l, block_sink *sink, size_t from, size_t to);

void load_report_formula(load *l, sm_loc loc);

/* --- flatten.c --- */

/* BLOCKS as inlines, one line for each. */
const sm_inline *load_flatten(load *l, const sm_block *blocks);

/* --- front_matter.c --- */

/* Reads front matter where the source has some: values to the document, unreadable ones as a
 * code block to SINK. Returns the offset of the Markdown text. */
size_t load_front_matter(load *l, block_sink *sink);

/* --- quote_yaml.c --- */

/* TEXT, which is not YAML, line by line as YAML where it can be guessed what was meant;
 * *ONLY_PLACEHOLDERS when nothing but {{...}} had to be quoted. */
sm_str load_quote_yaml(sm_arena *arena, sm_str text, bool *only_placeholders);

/* --- html_report.c, html_inline.c --- */

/* Reports HTML that is shown as text. */
void load_html_unsupported(load *l, sm_loc loc, sm_str html);

/* The inline tag or comment HTML, as written at OFFSET of the source. */
struct builder;
void load_html_inline(struct builder *b, sm_str html, size_t offset);

/* Keeps the comment that starts at OFFSET of the source and holds TEXT. */
void load_comment(load *l, size_t offset, sm_str text);

#endif
