#include "specmill/load/load.h"
#include "html.h"

const sm_doc *sm_load(sm_arena *arena, const sm_source *source, sm_diag *diag)
{
    enum { PIECE = 64 << 10 };
    return load_source(arena, source, diag, PIECE);
}

const sm_doc *load_source(sm_arena *arena, const sm_source *source, sm_diag *diag,
                          size_t piece_size)
{
    load l = {.arena = arena,
              .source = source,
              .diag = diag,
              .piece_size = piece_size,
              .scratch = sm_buf_new(arena)};
    l.doc = SM_NEW(arena, sm_doc);
    l.doc->source = source;

    load_open_memory(&l);
    block_sink body;
    load_sink_start(&body, true);
    size_t from = load_front_matter(&l, &body);
    load_document(&l, from, &body);
    load_name_sections(&l);
    load_html_close_parser(&l);
    load_close_memory(&l);

    l.doc->blocks = load_sink_blocks(&l, &body);
    l.doc->footnotes = l.footnotes.items;
    l.doc->footnote_count = l.footnotes.count;
    l.doc->comments = l.comments.items;
    l.doc->comment_count = l.comments.count;
    l.doc->block_count = l.block_count;
    l.doc->inline_count = l.inline_count;
    return l.doc;
}
