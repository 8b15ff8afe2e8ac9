#include "docbook.h"

static sm_str note_id(docbook_writer *d, size_t number)
{
    return sm_str_printf(d->arena, "footnote.%zu", number);
}

/* The number where no footnote may stand: in another one, and in text only. */
static void number_only(docbook_writer *d, size_t number)
{
    if (!d->text_only)
        docbook_open(d, "superscript");
    docbook_text(d, sm_str_printf(d->arena, "%zu", number));
    if (!d->text_only)
        docbook_close(d);
}

void docbook_footnote(docbook_writer *d, const sm_inline *reference)
{
    size_t number = reference->as.footnote.number;
    if (d->in_footnote || d->text_only || d->in_formal_table || number == 0 ||
        number > d->doc->footnote_count) {
        number_only(d, number);
        return;
    }
    if (d->note_written[number - 1]) {
        docbook_open(d, "footnoteref");
        docbook_attribute(d, "linkend", note_id(d, number));
        docbook_close(d);
        return;
    }
    d->note_written[number - 1] = true;
    docbook_open(d, "footnote");
    docbook_attribute(d, "xml:id", note_id(d, number));
    d->in_footnote = true;
    docbook_blocks(d, d->doc->footnotes[number - 1].blocks);
    d->in_footnote = false;
    docbook_close(d);
}

/* Notes that nothing refers to, or only places where they may not stand. */
void docbook_unwritten_footnotes(docbook_writer *d)
{
    bool open = false;
    for (size_t i = 0; i < d->doc->footnote_count; i++) {
        if (d->note_written[i])
            continue;
        if (!open) {
            docbook_open_on_line(d, d->book ? "appendix" : "section");
            docbook_attribute(d, "role", SM_STR("footnotes"));
            docbook_element(d, "title", SM_STR("Notes"));
            docbook_open_on_line(d, "variablelist");
        }
        open = true;
        docbook_open_on_line(d, "varlistentry");
        docbook_element(d, "term", sm_str_printf(d->arena, "%zu", i + 1));
        docbook_open_on_line(d, "listitem");
        d->in_footnote = true;
        docbook_blocks(d, d->doc->footnotes[i].blocks);
        d->in_footnote = false;
        docbook_close(d);
        docbook_close(d);
    }
    if (open) {
        docbook_close(d);
        docbook_close(d);
    }
}
