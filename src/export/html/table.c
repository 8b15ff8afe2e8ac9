#include "html.h"

static sm_str align_of(const html_writer *w, sm_align align)
{
    static const sm_str plain[] = {
        [SM_ALIGN_NONE] = SM_STR_INIT(""),
        [SM_ALIGN_LEFT] = SM_STR_INIT(" align=\"left\""),
        [SM_ALIGN_CENTER] = SM_STR_INIT(" align=\"center\""),
        [SM_ALIGN_RIGHT] = SM_STR_INIT(" align=\"right\""),
    };
    static const sm_str page[] = {
        [SM_ALIGN_NONE] = SM_STR_INIT(""),
        [SM_ALIGN_LEFT] = SM_STR_INIT(""),
        [SM_ALIGN_CENTER] = SM_STR_INIT(" class=\"center\""),
        [SM_ALIGN_RIGHT] = SM_STR_INIT(" class=\"right\""),
    };
    return w->options->page ? page[align] : plain[align];
}

/* An empty cell in the head is no header of anything. */
static void head_cell(html_writer *w, const sm_cell *cell, sm_align align)
{
    bool header = cell->content != NULL || !w->options->page;
    html_put(w, header ? SM_STR("<th") : SM_STR("<td"));
    html_put(w, align_of(w, align));
    html_put(w, header && w->options->page ? SM_STR(" scope=\"col\">") : SM_STR(">"));
    html_inlines(w, cell->content, NULL);
    html_put(w, header ? SM_STR("</th>\n") : SM_STR("</td>\n"));
}

static void head(html_writer *w, const sm_block *table)
{
    html_put(w, SM_STR("<thead>\n<tr>\n"));
    for (size_t i = 0; i < table->as.table.columns; i++)
        head_cell(w, &table->as.table.head->cells[i], table->as.table.aligns[i]);
    html_put(w, SM_STR("</tr>\n</thead>\n"));
}

static void cell(html_writer *w, const sm_block *table, const sm_cell *cell, sm_align align)
{
    const char *level = html_cell_level(w, table, cell);
    html_put(w, SM_STR("<td"));
    if (level != NULL) {
        html_put(w, SM_STR(" class=\"level "));
        html_put(w, sm_str_from_cstr(level));
        html_put(w, SM_STR("\">"));
    } else {
        html_put(w, align_of(w, align));
        html_put(w, SM_STR(">"));
    }
    html_inlines(w, cell->content, NULL);
    html_put(w, SM_STR("</td>\n"));
}

static void rows(html_writer *w, const sm_block *table)
{
    const sm_row *row = table->as.table.rows;
    if (row == NULL)
        return;
    html_put(w, SM_STR("<tbody>\n"));
    for (; row != NULL; row = row->next) {
        html_put(w, SM_STR("<tr"));
        html_anchor(w, row->loc.line);
        html_put(w, SM_STR(">\n"));
        for (size_t i = 0; i < table->as.table.columns; i++) {
            cell(w, table, &row->cells[i], table->as.table.aligns[i]);
        }
        html_put(w, SM_STR("</tr>\n"));
        html_flush(w, false);
    }
    html_put(w, SM_STR("</tbody>\n"));
}

static void bare_table(html_writer *w, const sm_block *table)
{
    html_put(w, SM_STR("<table>\n"));
    if (table->as.table.caption != NULL) {
        html_put(w, SM_STR("<caption>"));
        html_inlines(w, table->as.table.caption, NULL);
        html_put(w, SM_STR("</caption>\n"));
    }
    if (table->as.table.head != NULL)
        head(w, table);
    rows(w, table);
    html_put(w, SM_STR("</table>\n"));
}

enum { TALL = 24 }; /* rows; from here on the head stays in sight while the rows scroll */

static bool is_tall(const sm_block *table)
{
    size_t count = 0;
    for (const sm_row *row = table->as.table.rows; row != NULL && count < TALL; row = row->next)
        count++;
    return count == TALL && table->as.table.head != NULL;
}

void html_table(html_writer *w, const sm_block *table)
{
    if (!w->options->page) {
        bare_table(w, table);
        return;
    }
    html_put(w, is_tall(table) ? SM_STR("<div class=\"table tall\"")
                               : SM_STR("<div class=\"table\""));
    html_put(w, SM_STR(" role=\"region\" tabindex=\"0\" aria-label=\""));
    html_say_count(w, SM_SAY_TABLE, ++w->tables);
    if (w->section_title.len != 0) {
        html_put(w, SM_STR(": "));
        html_text(w->buf, w->section_title);
    }
    html_put(w, SM_STR("\">\n"));
    bare_table(w, table);
    html_put(w, SM_STR("</div>\n"));
}
