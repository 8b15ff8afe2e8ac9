#include "html.h"
#include "specmill/export/language.h"
#include "specmill/export/link.h"

html_writer html_writer_new(sm_arena *arena, sm_buf *buf, const sm_doc *doc,
                            const sm_html_options *options)
{
    html_writer w = {
        .arena = arena,
        .buf = buf,
        .doc = doc,
        .options = options,
        .setup = html_setup_of(options->setup),
        .spec = options->spec,
    };
    if (options->page)
        w.placeholders = sm_placeholder_index_new(arena, options->spec);
    if (options->page && options->spec != NULL) {
        html_collect_levels(&w);
        w.anchors = sm_anchors_new(arena, options->spec);
    }
    return w;
}

enum { FLUSH_AT = 128 << 10 };

void html_flush(html_writer *w, bool all)
{
    if (w->output == NULL || (w->buf->len < FLUSH_AT && !all))
        return;
    sm_output_write_str(w->output, sm_buf_str(w->buf));
    w->buf->len = 0;
}

void html_section_id(html_writer *w, const sm_block *section)
{
    if (section->as.section.id.len != 0) {
        html_text(w->buf, section->as.section.id);
        return;
    }
    html_put(w, SM_STR("section:")); /* a heading without letters has no slug */
    sm_buf_add_integer(w->buf, (intmax_t)section->index);
}

void html_section_fragment(html_writer *w, const sm_block *section)
{
    if (section->as.section.id.len != 0)
        sm_link_write(w->buf, section->as.section.id);
    else
        html_section_id(w, section);
}

static bool shows_number(const html_writer *w, const sm_block *section)
{
    return w->options->theme != NULL && w->options->theme->section_numbers &&
           !section->as.section.numbered && section->as.section.number.len != 0;
}

static void heading_tag(html_writer *w, sm_str open, int level)
{
    html_put(w, open);
    sm_buf_add_char(w->buf, (char)('0' + level));
}

static void plain_heading(html_writer *w, const sm_block *section)
{
    heading_tag(w, SM_STR("<h"), section->as.section.level);
    html_put(w, SM_STR(">"));
    html_inlines(w, section->as.section.title, NULL);
    heading_tag(w, SM_STR("</h"), section->as.section.level);
    html_put(w, SM_STR(">\n"));
}

static void permalink(html_writer *w, const sm_block *section)
{
    html_put(w, SM_STR("<a class=\"permalink\" href=\"#"));
    html_section_fragment(w, section);
    html_put(w, SM_STR("\" aria-label=\""));
    html_say(w, SM_SAY_LINK_HERE);
    html_put(w, SM_STR(": "));
    html_text(w->buf, w->section_title);
    html_put(w, SM_STR("\"></a>"));
}

/* The link to the section stands beside the heading, so that it is not read as part of it. */
static void heading(html_writer *w, const sm_block *section, int depth)
{
    html_put(w, SM_STR("<div class=\"heading\">"));
    heading_tag(w, SM_STR("<h"), depth);
    html_put(w, SM_STR(" id=\""));
    html_section_id(w, section);
    html_put(w, SM_STR("\">"));
    if (shows_number(w, section)) {
        html_put(w, SM_STR("<span class=\"number\">"));
        html_text(w->buf, section->as.section.number);
        html_put(w, SM_STR("</span> "));
    }
    html_inlines(w, section->as.section.title, NULL);
    heading_tag(w, SM_STR("</h"), depth);
    html_put(w, SM_STR(">"));
    permalink(w, section);
    html_put(w, SM_STR("</div>\n"));
}

/* Levels in a page follow the nesting: authors skip some, and readers of headings must not
 * stumble over that. */
static void section(html_writer *w, const sm_block *block, int depth)
{
    if (!w->options->page) {
        plain_heading(w, block);
        html_blocks(w, block->as.section.blocks, depth);
        return;
    }
    if (w->spec != NULL && block == w->spec->title_section) { /* its heading is the page's */
        html_blocks(w, block->as.section.blocks, depth);
        return;
    }
    sm_str outer = w->section_title;
    w->section_title = block->as.section.label;
    if (w->section_title.len != 0) {
        html_put(w, SM_STR("<section"));
        html_anchor(w, block->loc.line);
        html_put(w, SM_STR(">\n"));
        heading(w, block, depth);
        html_blocks(w, block->as.section.blocks, depth < 6 ? depth + 1 : 6);
        html_put(w, SM_STR("</section>\n"));
    } else { /* a heading without text: only the place */
        html_put(w, SM_STR("<div id=\""));
        html_section_id(w, block);
        html_put(w, SM_STR("\">\n"));
        html_inlines(w, block->as.section.title, NULL);
        html_blocks(w, block->as.section.blocks, depth);
        html_put(w, SM_STR("</div>\n"));
    }
    w->section_title = outer;
}

static void paragraph(html_writer *w, const sm_block *block)
{
    html_put(w, SM_STR("<p"));
    html_anchor(w, block->loc.line);
    html_put(w, SM_STR(">"));
    html_inlines(w, block->as.paragraph, NULL);
    html_put(w, SM_STR("</p>\n"));
}

static void checkbox(html_writer *w, sm_checkbox box)
{
    bool done = box == SM_CHECKED;
    if (!w->options->page) {
        html_put(w, done ? SM_STR("<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ")
                         : SM_STR("<input type=\"checkbox\" disabled=\"\" /> "));
        return;
    }
    html_put(w, done ? SM_STR("<span class=\"box done\" role=\"img\" aria-label=\"")
                     : SM_STR("<span class=\"box\" role=\"img\" aria-label=\""));
    html_say(w, done ? SM_SAY_BOX_DONE : SM_SAY_BOX_OPEN);
    html_put(w, SM_STR("\"></span>"));
}

static void one_block(html_writer *w, const sm_block *block, int depth);

/* In a tight list the paragraphs of an item have no element of their own. */
static void item_block(html_writer *w, const sm_block *block, bool tight, int depth)
{
    if (!tight || block->kind != SM_PARAGRAPH) {
        one_block(w, block, depth);
        return;
    }
    html_inlines(w, block->as.paragraph, NULL);
    if (block->next != NULL)
        html_put(w, SM_STR("\n"));
}

/* The marker stands where the text starts. */
static void item_direction(html_writer *w, const sm_inline *content)
{
    const sm_inline *first = content;
    if (first == NULL || (first->kind == SM_TEXT && first->as.text.len > 0 &&
                          sm_is_alpha(first->as.text.ptr[0]) && !w->right_to_left))
        return; /* as nearly always */
    sm_buf text = sm_buf_new(w->arena);
    sm_inline_text(&text, content);
    if (sm_text_is_rtl(sm_buf_str(&text)) != w->right_to_left)
        html_put(w, w->right_to_left ? SM_STR(" dir=\"ltr\"") : SM_STR(" dir=\"rtl\""));
}

static void list_item(html_writer *w, const sm_item *item, bool tight, int depth)
{
    const sm_block *block = item->blocks;
    bool task = item->checkbox != SM_NO_CHECKBOX;
    bool paragraph_first = block != NULL && block->kind == SM_PARAGRAPH;
    html_put(w, task && w->options->page ? SM_STR("<li class=\"task\"") : SM_STR("<li"));
    if (paragraph_first && w->options->page)
        item_direction(w, block->as.paragraph);
    html_anchor(w, item->loc.line);
    html_put(w, SM_STR(">"));
    if (block != NULL && !(tight && paragraph_first))
        html_put(w, SM_STR("\n"));
    if (task && !tight && paragraph_first) {
        html_put(w, SM_STR("<p>"));
        checkbox(w, item->checkbox);
        html_inlines(w, block->as.paragraph, NULL);
        html_put(w, SM_STR("</p>\n"));
        block = block->next;
    } else if (task) {
        checkbox(w, item->checkbox);
    }
    for (; block != NULL; block = block->next)
        item_block(w, block, tight, depth);
    html_put(w, SM_STR("</li>\n"));
}

static void definitions(html_writer *w, const sm_block *list, int depth)
{
    html_put(w, SM_STR("<dl>\n"));
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next) {
        html_put(w, SM_STR("<dt"));
        html_anchor(w, item->loc.line);
        html_put(w, SM_STR(">"));
        html_inlines(w, item->blocks->as.paragraph, NULL);
        html_put(w, SM_STR("</dt>\n"));
        if (item->blocks->next == NULL && item->next != NULL)
            continue; /* another name of what follows */
        html_put(w, SM_STR("<dd>"));
        const sm_block *block = item->blocks->next;
        bool tight = block == NULL || block->next == NULL || block->next->kind == SM_LIST;
        for (; block != NULL; block = block->next)
            item_block(w, block, tight, depth);
        html_put(w, SM_STR("</dd>\n"));
        html_flush(w, false);
    }
    html_put(w, SM_STR("</dl>\n"));
}

static void list(html_writer *w, const sm_block *block, int depth)
{
    if (block->as.list.definitions) {
        definitions(w, block, depth);
        return;
    }
    bool ordered = block->as.list.ordered;
    if (ordered && block->as.list.start != 1) {
        html_put(w, SM_STR("<ol start=\""));
        sm_buf_add_integer(w->buf, (intmax_t)block->as.list.start);
        html_put(w, SM_STR("\">\n"));
    } else {
        html_put(w, ordered ? SM_STR("<ol>\n") : SM_STR("<ul>\n"));
    }
    for (const sm_item *item = block->as.list.items; item != NULL; item = item->next) {
        list_item(w, item, block->as.list.tight, depth);
        html_flush(w, false);
    }
    html_put(w, ordered ? SM_STR("</ol>\n") : SM_STR("</ul>\n"));
}

static void quote(html_writer *w, const sm_block *block, int depth)
{
    static const struct {
        sm_str class;
        sm_phrase title;
    } alerts[] = {
        [SM_QUOTE_NOTE] = {SM_STR_INIT("note"), SM_SAY_NOTE},
        [SM_QUOTE_TIP] = {SM_STR_INIT("tip"), SM_SAY_TIP},
        [SM_QUOTE_IMPORTANT] = {SM_STR_INIT("important"), SM_SAY_IMPORTANT},
        [SM_QUOTE_WARNING] = {SM_STR_INIT("warning"), SM_SAY_WARNING},
        [SM_QUOTE_CAUTION] = {SM_STR_INIT("caution"), SM_SAY_CAUTION},
    };
    if (block->as.quote.kind == SM_QUOTE_PLAIN) {
        html_put(w, SM_STR("<blockquote>\n"));
        html_blocks(w, block->as.quote.blocks, depth);
        html_put(w, SM_STR("</blockquote>\n"));
        return;
    }
    html_put(w, SM_STR("<div class=\"alert "));
    html_put(w, alerts[block->as.quote.kind].class);
    html_put(w, SM_STR("\" role=\"note\">\n<p class=\"alert-title\">"));
    html_say(w, alerts[block->as.quote.kind].title);
    html_put(w, SM_STR("</p>\n"));
    html_blocks(w, block->as.quote.blocks, depth);
    html_put(w, SM_STR("</div>\n"));
}

static void details(html_writer *w, const sm_block *block, int depth)
{
    html_put(w, block->as.details.open ? SM_STR("<details open>\n<summary>")
                                       : SM_STR("<details>\n<summary>"));
    if (block->as.details.summary != NULL)
        html_inlines(w, block->as.details.summary, NULL);
    else
        html_say(w, SM_SAY_DETAILS);
    html_put(w, SM_STR("</summary>\n"));
    html_blocks(w, block->as.details.blocks, depth);
    html_put(w, SM_STR("</details>\n"));
}

/* In a page the headings separate; a rule in front of one would do it twice. */
static void rule(html_writer *w, const sm_block *block)
{
    if (!w->options->page)
        html_put(w, SM_STR("<hr />\n"));
    else if (block->next != NULL && block->next->kind != SM_SECTION)
        html_put(w, SM_STR("<hr>\n"));
}

static void raw_html(html_writer *w, sm_str html)
{
    html_put(w, SM_STR("<pre class=\"raw\" tabindex=\"0\"><code>"));
    html_text(w->buf, html);
    html_put(w, SM_STR("</code></pre>\n"));
}

static void one_block(html_writer *w, const sm_block *block, int depth)
{
    switch (block->kind) {
    case SM_SECTION:
        section(w, block, depth);
        break;
    case SM_PARAGRAPH:
        paragraph(w, block);
        break;
    case SM_LIST:
        list(w, block, depth);
        break;
    case SM_QUOTE:
        quote(w, block, depth);
        break;
    case SM_CODE_BLOCK:
        html_code_block(w, block);
        break;
    case SM_TABLE:
        html_table(w, block);
        break;
    case SM_RULE:
        rule(w, block);
        break;
    case SM_DETAILS:
        details(w, block, depth);
        break;
    case SM_HTML_BLOCK:
        raw_html(w, block->as.html);
        break;
    }
}

void html_blocks(html_writer *w, const sm_block *block, int depth)
{
    bool skips = w->options->page && w->spec != NULL;
    for (; block != NULL; block = block->next) {
        if (skips && sm_spec_in_title_block(w->spec, block))
            continue;
        one_block(w, block, depth);
        html_flush(w, false);
    }
}

void html_body(html_writer *w)
{
    html_blocks(w, w->doc->blocks, 2);
    html_footnotes(w);
}

void sm_html_body(sm_arena *arena, sm_buf *buf, const sm_doc *doc,
                  const sm_html_options *options)
{
    html_writer w = html_writer_new(arena, buf, doc, options);
    html_body(&w);
}
