#include "html.h"

/* No slug holds a colon, so the ids of notes cannot meet those of sections. */
static void reference_id(html_writer *w, size_t number, size_t reference)
{
    html_put(w, SM_STR("fnref:"));
    sm_buf_add_integer(w->buf, (intmax_t)number);
    if (reference > 1) {
        html_put(w, SM_STR("-"));
        sm_buf_add_integer(w->buf, (intmax_t)reference);
    }
}

void html_footnote_reference(html_writer *w, const sm_inline *in)
{
    size_t number = in->as.footnote.number;
    if (w->bare)
        return;
    html_put(w, SM_STR("<sup class=\"footnote-ref\">"));
    if (!w->in_link) {
        html_put(w, SM_STR("<a href=\"#fn:"));
        sm_buf_add_integer(w->buf, (intmax_t)number);
        html_put(w, SM_STR("\" id=\""));
        reference_id(w, number, in->as.footnote.reference);
        html_put(w, SM_STR("\" role=\"doc-noteref\" aria-label=\""));
        html_say_count(w, SM_SAY_FOOTNOTE, number);
        html_put(w, SM_STR("\">"));
    }
    sm_buf_add_integer(w->buf, (intmax_t)number);
    html_put(w, w->in_link ? SM_STR("</sup>") : SM_STR("</a></sup>"));
}

static void back_links(html_writer *w, const sm_footnote *note, size_t number)
{
    for (size_t i = 1; i <= note->references; i++) {
        html_put(w, SM_STR(" <a class=\"back\" href=\"#"));
        reference_id(w, number, i);
        html_put(w, SM_STR("\" role=\"doc-backlink\" aria-label=\""));
        sm_str where = sm_str_printf(w->arena, i > 1 ? "%zu-%zu" : "%zu", number, i);
        html_text(w->buf,
                  sm_say_with(w->arena, w->wording, SM_SAY_NOTE_BACK, where, (sm_str){0}));
        html_put(w, SM_STR("\">\xe2\x86\xa9\xef\xb8\x8e"));
        if (i > 1) {
            html_put(w, SM_STR("<sup>"));
            sm_buf_add_integer(w->buf, (intmax_t)i);
            html_put(w, SM_STR("</sup>"));
        }
        html_put(w, SM_STR("</a>"));
    }
}

/* The way back stands at the end of the last paragraph. */
static void note_blocks(html_writer *w, const sm_footnote *note, size_t number)
{
    const sm_block *block = note->blocks;
    for (; block != NULL; block = block->next) {
        if (block->next == NULL && block->kind == SM_PARAGRAPH) {
            html_put(w, SM_STR("<p>"));
            html_inlines(w, block->as.paragraph, NULL);
            back_links(w, note, number);
            html_put(w, SM_STR("</p>\n"));
            return;
        }
        sm_block alone = *block;
        alone.next = NULL;
        html_blocks(w, &alone, 6);
    }
    html_put(w, SM_STR("<p>"));
    back_links(w, note, number);
    html_put(w, SM_STR("</p>\n"));
}

void html_footnotes(html_writer *w)
{
    if (w->doc->footnote_count == 0)
        return;
    html_put(w, SM_STR("<section class=\"footnotes\""));
    if (w->options->page) {
        html_put(w, SM_STR(" role=\"doc-endnotes\" aria-label=\""));
        html_say(w, SM_SAY_FOOTNOTES);
        html_put(w, SM_STR("\">\n<h2>"));
        html_say(w, SM_SAY_FOOTNOTES);
        html_put(w, SM_STR("</h2"));
    }
    html_put(w, SM_STR(">\n<ol>\n"));
    for (size_t i = 0; i < w->doc->footnote_count; i++) {
        html_put(w, SM_STR("<li id=\"fn:"));
        sm_buf_add_integer(w->buf, (intmax_t)(i + 1));
        html_put(w, SM_STR("\">\n"));
        note_blocks(w, &w->doc->footnotes[i], i + 1);
        html_put(w, SM_STR("</li>\n"));
        html_flush(w, false);
    }
    html_put(w, SM_STR("</ol>\n</section>\n"));
}
