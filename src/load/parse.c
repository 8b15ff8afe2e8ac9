/* cmark and its extensions. */
#include "loader.h"
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

parse load_parse(load *l, sm_str before, sm_str text, bool footnotes)
{
    static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};
    parse made = {.memory = load_mark_memory(l)};
    cmark_gfm_core_extensions_ensure_registered();
    int options = footnotes ? CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES : CMARK_OPT_SOURCEPOS;
    cmark_parser *parser = cmark_parser_new_with_mem(options, l->allocator);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension != NULL)
            cmark_parser_attach_syntax_extension(parser, extension);
    }
    if (before.len != 0)
        cmark_parser_feed(parser, before.ptr, before.len);
    cmark_parser_feed(parser, text.ptr, text.len);
    made.root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return made;
}

void load_parse_end(load *l, const parse *ended)
{
    if (!load_release_memory(l, &ended->memory))
        cmark_node_free(ended->root);
}
