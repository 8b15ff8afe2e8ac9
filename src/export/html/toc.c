#include "html.h"

/* The contents, from the tree of sections, as deep as the theme asks for. */

static bool has_entries(const sm_block *block)
{
    for (; block != NULL; block = block->next)
        if (block->kind == SM_SECTION)
            return true;
    return false;
}

static void entries(html_writer *w, const sm_block *block, int levels);

static void entry(html_writer *w, const sm_block *section, int levels)
{
    html_put(w, SM_STR("<li><a href=\"#"));
    html_section_fragment(w, section);
    html_put(w, SM_STR("\">"));
    if (w->options->theme->section_numbers && !section->as.section.numbered &&
        section->as.section.number.len != 0) {
        html_put(w, SM_STR("<span class=\"number\">"));
        html_text(w->buf, section->as.section.number);
        html_put(w, SM_STR("</span> "));
    }
    html_put(w, SM_STR("<span>"));
    size_t before = w->buf->len;
    html_inlines(w, section->as.section.title, NULL);
    if (w->buf->len == before)
        html_say(w, SM_SAY_UNTITLED);
    html_put(w, SM_STR("</span></a>"));
    if (levels > 1 && has_entries(section->as.section.blocks)) {
        html_put(w, SM_STR("\n<ol>\n"));
        entries(w, section->as.section.blocks, levels - 1);
        html_put(w, SM_STR("</ol>\n"));
    }
    html_put(w, SM_STR("</li>\n"));
}

/* The title's section is the page itself; what is in it stands on the first level. */
static void entries(html_writer *w, const sm_block *block, int levels)
{
    for (; block != NULL; block = block->next) {
        if (block->kind != SM_SECTION)
            continue;
        if (w->spec != NULL && block == w->spec->title_section)
            entries(w, block->as.section.blocks, levels);
        else
            entry(w, block, levels);
        html_flush(w, false);
    }
}

static bool any_section(const html_writer *w)
{
    for (const sm_block *b = w->doc->blocks; b != NULL; b = b->next)
        if (b->kind == SM_SECTION &&
            (b != w->spec->title_section || has_entries(b->as.section.blocks)))
            return true;
    return false;
}

void html_contents(html_writer *w)
{
    if (!w->options->theme->contents || !any_section(w))
        return;
    html_put(w, SM_STR("<nav class=\"contents\" aria-label=\""));
    html_say(w, SM_SAY_CONTENTS);
    html_put(w, SM_STR("\">\n<details>\n<summary>"));
    html_say(w, SM_SAY_CONTENTS);
    html_put(w, SM_STR("</summary>\n<ol>\n"));
    w->bare = true;
    double depth = w->options->theme->contents_depth;
    entries(w, w->doc->blocks, depth >= 1 && depth <= 6 ? (int)depth : 3);
    w->bare = false;
    html_put(w, SM_STR("</ol>\n</details>\n</nav>\n"));
}
