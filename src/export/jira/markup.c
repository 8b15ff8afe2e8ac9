#include "markup.h"
#include <string.h>

typedef struct writer {
    sm_buf *buf;
    jira_markup markup;
    const bool *task_lines;
    char list[SM_DEPTH_MAX + 2]; /* a sign for each list around: '*' or '#' */
    size_t depth;
    bool in_table; /* everything on one line */
} writer;

static void add(writer *w, const char *text)
{
    sm_buf_add_cstr(w->buf, text);
}

/* How each markup begins and ends a kind of inline. */
static const char *const spans[][3][2] = {
    [SM_EMPHASIS] = {{"_", "_"}, {"*", "*"}, {"<i>", "</i>"}},
    [SM_STRONG] = {{"*", "*"}, {"**", "**"}, {"<b>", "</b>"}},
    [SM_STRIKE] = {{"-", "-"}, {"~~", "~~"}, {"<s>", "</s>"}},
    [SM_UNDERLINE] = {{"+", "+"}, {"<ins>", "</ins>"}, {"<u>", "</u>"}},
    [SM_SUB] = {{"~", "~"}, {"<sub>", "</sub>"}, {"<sub>", "</sub>"}},
    [SM_SUP] = {{"^", "^"}, {"<sup>", "</sup>"}, {"<sup>", "</sup>"}},
    [SM_KBD] = {{"{{", "}}"}, {"<kbd>", "</kbd>"}, {"<kbd>", "</kbd>"}},
    [SM_MARK] = {{"*", "*"}, {"**", "**"}, {"<mark>", "</mark>"}},
};

static void write_inlines(writer *w, const sm_inline *content);

/* Jira takes a sign for emphasis inside a word only in braces: "re{*}do{*}". */
static void write_span(writer *w, const sm_inline *span)
{
    const char *const *signs = spans[span->kind][w->markup];
    char before = w->buf->len != 0 ? w->buf->ptr[w->buf->len - 1] : ' ';
    bool braces = w->markup == JIRA_WIKI && signs[0][0] != '{' &&
                  (sm_is_alnum(before) || (unsigned char)before >= 0x80);
    sm_buf_addf(w->buf, braces ? "{%s}" : "%s", signs[0]);
    write_inlines(w, span->as.children);
    sm_buf_addf(w->buf, braces ? "{%s}" : "%s", signs[1]);
}

/* A code span, whose text must not end it. */
static void write_code(writer *w, sm_str text)
{
    size_t run = 0, longest = 0;
    for (size_t i = 0; w->markup == JIRA_MARKDOWN && i < text.len; i++) {
        run = text.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    switch (w->markup) {
    case JIRA_WIKI:
        add(w, "{{");
        jira_add_text(w->buf, text, JIRA_WIKI);
        add(w, "}}");
        break;
    case JIRA_MARKDOWN:
        for (size_t i = 0; i <= longest; i++)
            add(w, "`");
        add(w, longest != 0 ? " " : "");
        for (size_t i = 0; i < text.len; i++) /* tables are cut before code is seen */
            sm_buf_addf(w->buf, w->in_table && text.ptr[i] == '|' ? "\\%c" : "%c", text.ptr[i]);
        add(w, longest != 0 ? " " : "");
        for (size_t i = 0; i <= longest; i++)
            add(w, "`");
        break;
    case JIRA_HTML:
        add(w, "<code>");
        jira_add_text(w->buf, text, JIRA_HTML);
        add(w, "</code>");
        break;
    }
}

/* The address with everything percent-encoded that would end a link. */
static void write_url(writer *w, sm_str url)
{
    for (size_t i = 0; i < url.len; i++)
        if (strchr(" \t\n|[]()<>\"\\{}", url.ptr[i]) != NULL)
            sm_buf_addf(w->buf, "%%%02X", (unsigned)(unsigned char)url.ptr[i]);
        else
            sm_buf_add_char(w->buf, url.ptr[i]);
}

static bool leads_out(sm_str url)
{
    return sm_str_starts_nocase(url, SM_STR("http://")) ||
           sm_str_starts_nocase(url, SM_STR("https://")) ||
           sm_str_starts_nocase(url, SM_STR("mailto:"));
}

/* Addresses within the specification's own folder mean nothing in the tracker: only the text.
 */
static void write_link(writer *w, const sm_inline *link)
{
    sm_str url = link->as.link.url;
    if (!leads_out(url)) {
        write_inlines(w, link->as.link.children);
        return;
    }
    add(w, w->markup == JIRA_HTML ? "<a href=\"" : "[");
    if (w->markup == JIRA_HTML) {
        write_url(w, url);
        add(w, "\">");
    }
    write_inlines(w, link->as.link.children);
    if (w->markup == JIRA_HTML) {
        add(w, "</a>");
        return;
    }
    add(w, w->markup == JIRA_WIKI ? "|" : "](");
    write_url(w, url);
    add(w, w->markup == JIRA_WIKI ? "]" : ")");
}

static void write_break(writer *w)
{
    static const char *const breaks[] = {"\n", "  \n", "<br>"};
    static const char *const in_tables[] = {"\\\\ ", "<br>", "<br>"};
    add(w, w->in_table ? in_tables[w->markup] : breaks[w->markup]);
}

static void write_inline(writer *w, const sm_inline *node)
{
    switch (node->kind) {
    case SM_TEXT:
    case SM_RAW:
        jira_add_text(w->buf, node->as.text, w->markup);
        break;
    case SM_SOFT_BREAK: /* lines of fields, "**File**: ...", stay lines */
        add(w,
            !w->in_table && node->next != NULL && node->next->kind == SM_STRONG ? "\n" : " ");
        break;
    case SM_LINE_BREAK:
        write_break(w);
        break;
    case SM_CODE:
        write_code(w, node->as.text);
        break;
    case SM_EMPHASIS:
    case SM_STRONG:
    case SM_STRIKE:
    case SM_UNDERLINE:
    case SM_SUB:
    case SM_SUP:
    case SM_KBD:
    case SM_MARK:
        write_span(w, node);
        break;
    case SM_LINK:
        write_link(w, node);
        break;
    case SM_IMAGE:
        jira_add_text(w->buf,
                      node->as.image.alt.len != 0 ? node->as.image.alt : node->as.image.url,
                      w->markup);
        break;
    case SM_FOOTNOTE:
        break;
    }
}

static void write_inlines(writer *w, const sm_inline *content)
{
    for (; content != NULL; content = content->next)
        write_inline(w, content);
}

static void write_blocks(writer *w, const sm_block *blocks);

static bool is_task(const writer *w, sm_loc loc)
{
    return loc.source != NULL && loc.line <= loc.source->lines && w->task_lines[loc.line];
}

static void write_section(writer *w, const sm_block *section)
{
    if (is_task(w, section->loc))
        return;
    static const char *const forms[][2] = {
        {"h4. ", "\n"}, {"#### ", "\n\n"}, {"<h4>", "</h4>\n"}};
    size_t start = w->buf->len;
    add(w, forms[w->markup][0]);
    write_inlines(w, section->as.section.title);
    add(w, forms[w->markup][1]);
    size_t content = w->buf->len;
    write_blocks(w, section->as.section.blocks);
    if (w->buf->len == content) /* all of it are issues of their own */
        w->buf->len = start;
}

/* The sign in front of an item of the innermost list. */
static void begin_item(writer *w, size_t number, sm_checkbox checkbox)
{
    static const char *const boxes[] = {"", "\u2610 ", "\u2611 "};
    bool ordered = w->list[w->depth - 1] == '#';
    switch (w->markup) {
    case JIRA_WIKI:
        sm_buf_addf(w->buf, "%.*s ", (int)w->depth, w->list);
        break;
    case JIRA_MARKDOWN:
        if (ordered)
            sm_buf_addf(w->buf, "%zu. ", number);
        else
            add(w, "- ");
        break;
    case JIRA_HTML:
        add(w, "<li>");
        break;
    }
    add(w, boxes[checkbox]);
}

/* Whether a line of LEN characters gets a prefix; an empty one at either end never does. */
static bool is_prefixed(size_t len, bool at_edge, bool blank_lines)
{
    return len != 0 || (blank_lines && !at_edge);
}

/* Puts PREFIX in front of what was written since START, line by line: Markdown has quotations
 * and the content of list items so. In place, from the end: the text may be long and nested
 * deeply. */
static void prefix_lines(writer *w, size_t start, const char *prefix, bool blank_lines)
{
    size_t end = w->buf->len, width = strlen(prefix);
    for (size_t line = start, i = start; i <= end; i++)
        if (i == end || w->buf->ptr[i] == '\n') {
            if (is_prefixed(i - line, line == start || i == end, blank_lines))
                sm_buf_add(w->buf, prefix, width); /* room, for now */
            line = i + 1;
        }
    char *text = w->buf->ptr;
    size_t to = w->buf->len;
    for (size_t from = end; to != from;) {
        size_t line = from;
        while (line > start && text[line - 1] != '\n')
            line--;
        to -= from - line;
        memmove(text + to, text + line, from - line);
        if (is_prefixed(from - line, line == start || from == end, blank_lines)) {
            to -= width;
            for (size_t i = 0; i < width; i++)
                text[to + i] = prefix[i];
        }
        if (line == start)
            break;
        text[--to] = '\n';
        from = line - 1;
    }
}

static void write_item(writer *w, const sm_item *item, size_t number)
{
    const sm_block *blocks = item->blocks;
    begin_item(w, number, item->checkbox);
    if (blocks != NULL && blocks->kind == SM_PARAGRAPH) {
        write_inlines(w, blocks->as.paragraph);
        blocks = blocks->next;
    }
    bool apart = w->markup == JIRA_MARKDOWN && blocks != NULL && blocks->kind != SM_LIST;
    add(w, apart ? "\n\n" : "\n");
    size_t start = w->buf->len;
    write_blocks(w, blocks);
    if (w->markup == JIRA_MARKDOWN)
        prefix_lines(w, start, "    ", false);
    if (w->markup == JIRA_HTML)
        add(w, "</li>\n");
}

static void write_list(writer *w, const sm_block *list)
{
    size_t number = list->as.list.start;
    bool ordered = list->as.list.ordered;
    if (w->depth >= SM_DEPTH_MAX)
        return;
    size_t start = w->buf->len;
    w->list[w->depth++] = ordered ? '#' : '*';
    if (w->markup == JIRA_HTML)
        add(w, ordered ? "<ol>\n" : "<ul>\n");
    for (const sm_item *item = list->as.list.items; item != NULL; item = item->next, number++)
        if (!is_task(w, item->loc))
            write_item(w, item, number);
    if (w->markup == JIRA_HTML)
        add(w, ordered ? "</ol>\n" : "</ul>\n");
    if (--w->depth == 0 && w->buf->len != start)
        add(w, "\n");
}

static void write_quote(writer *w, const sm_block *quote)
{
    static const char *const forms[][2] = {
        {"{quote}\n", "{quote}\n\n"}, {"", ""}, {"<blockquote>\n", "</blockquote>\n"}};
    add(w, forms[w->markup][0]);
    size_t start = w->buf->len;
    write_blocks(w, quote->as.quote.blocks);
    if (w->markup == JIRA_MARKDOWN) {
        while (w->buf->len > start && w->buf->ptr[w->buf->len - 1] == '\n')
            w->buf->len--;
        prefix_lines(w, start, "> ", true);
        add(w, "\n\n");
    }
    add(w, forms[w->markup][1]);
}

/* Jira shows a warning for languages that it has no colors for. */
static const char *wiki_language(sm_str language)
{
    static const char *const known[] = {
        "bash", "c",          "css",  "go",    "groovy", "haskell", "html",
        "java", "javascript", "json", "lua",   "perl",   "php",     "python",
        "ruby", "scala",      "sql",  "swift", "xml",    "yaml",    NULL};
    for (size_t i = 0; known[i] != NULL; i++)
        if (sm_str_equal(language, sm_str_from_cstr(known[i])))
            return known[i];
    if (sm_str_among(language, "typescript|ts|js|jsx|tsx"))
        return "javascript";
    return sm_str_among(language, "sh|shell|zsh|console") ? "bash" : NULL;
}

/* More backquotes than TEXT has in a row. */
static sm_str fence_for(sm_arena *arena, sm_str text)
{
    size_t run = 0, longest = 2;
    for (size_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i <= longest; i++)
        sm_buf_add_char(&buf, '`');
    return sm_buf_str(&buf);
}

static void write_code_block(writer *w, sm_str language, sm_str text)
{
    const char *line_end = sm_str_ends(text, SM_STR("\n")) ? "" : "\n";
    const char *known = wiki_language(language);
    bool ends_itself = sm_str_find(text, SM_STR("{code}")) != SM_STR_NONE;
    sm_str fence = fence_for(w->buf->arena, text);
    if (w->markup == JIRA_WIKI && ends_itself &&
        sm_str_find(text, SM_STR("{noformat}")) != SM_STR_NONE) { /* nothing can hold it */
        jira_add_text(w->buf, text, JIRA_WIKI);
        sm_buf_addf(w->buf, "%s\n", line_end);
        return;
    }
    switch (w->markup) {
    case JIRA_WIKI:
        if (ends_itself)
            add(w, "{noformat}\n");
        else
            sm_buf_addf(w->buf, "{code%s%s}\n", known != NULL ? ":" : "",
                        known != NULL ? known : "");
        sm_buf_add_str(w->buf, text);
        sm_buf_addf(w->buf, "%s%s\n\n", line_end, ends_itself ? "{noformat}" : "{code}");
        break;
    case JIRA_MARKDOWN:
        sm_buf_addf(w->buf, "%.*s%.*s\n%.*s%s%.*s\n\n", SM_STR_ARG(fence), SM_STR_ARG(language),
                    SM_STR_ARG(text), line_end, SM_STR_ARG(fence));
        break;
    case JIRA_HTML:
        add(w, "<pre>");
        for (size_t i = 0; i < text.len; i++)
            if (text.ptr[i] == '\n')
                add(w, "\n");
            else
                jira_add_text(w->buf, sm_str_sub(text, i, 1), JIRA_HTML);
        add(w, "</pre>\n");
        break;
    }
}

static void write_row(writer *w, const sm_row *row, size_t columns, bool head)
{
    static const char *const marks[][2][3] = {
        /* row start, between cells, row end; for rows, for heads */
        [JIRA_WIKI] = {{"|", " |", " |\n"}, {"||", " ||", " ||\n"}},
        [JIRA_MARKDOWN] = {{"|", " |", " |\n"}, {"|", " |", " |\n"}},
        [JIRA_HTML] = {{"<tr><td>", "</td><td>", "</td></tr>\n"},
                       {"<tr><th>", "</th><th>", "</th></tr>\n"}},
    };
    const char *const *mark = marks[w->markup][head];
    add(w, mark[0]);
    w->in_table = true;
    for (size_t i = 0; i < columns; i++) {
        add(w, i != 0 ? mark[1] : "");
        add(w, w->markup == JIRA_HTML ? "" : " ");
        write_inlines(w, row->cells[i].content);
    }
    w->in_table = false;
    add(w, mark[2]);
}

static void write_table(writer *w, const sm_block *table)
{
    size_t columns = table->as.table.columns;
    if (w->markup == JIRA_HTML)
        add(w, "<table>\n");
    if (table->as.table.head != NULL)
        write_row(w, table->as.table.head, columns, true);
    for (size_t i = 0; w->markup == JIRA_MARKDOWN && i <= columns; i++)
        add(w, i < columns ? "|---" : "|\n");
    for (const sm_row *row = table->as.table.rows; row != NULL; row = row->next)
        if (!is_task(w, row->loc))
            write_row(w, row, columns, false);
    add(w, w->markup == JIRA_HTML ? "</table>\n" : "\n");
}

static void write_details(writer *w, const sm_block *details)
{
    static const char *const forms[][2] = {
        {"*", "*\n\n"}, {"**", "**\n\n"}, {"<p><b>", "</b></p>\n"}};
    if (details->as.details.summary != NULL) {
        add(w, forms[w->markup][0]);
        write_inlines(w, details->as.details.summary);
        add(w, forms[w->markup][1]);
    }
    write_blocks(w, details->as.details.blocks);
}

static void write_block(writer *w, const sm_block *block)
{
    static const char *const rules[] = {"----\n", "---\n\n", "<hr>\n"};
    switch (block->kind) {
    case SM_SECTION:
        write_section(w, block);
        break;
    case SM_PARAGRAPH:
        add(w, w->markup == JIRA_HTML ? "<p>" : "");
        write_inlines(w, block->as.paragraph);
        add(w, w->markup == JIRA_HTML ? "</p>\n" : "\n\n");
        break;
    case SM_LIST:
        write_list(w, block);
        break;
    case SM_QUOTE:
        write_quote(w, block);
        break;
    case SM_CODE_BLOCK:
        write_code_block(w, block->as.code.language, block->as.code.text);
        break;
    case SM_TABLE:
        write_table(w, block);
        break;
    case SM_RULE:
        add(w, block->next != NULL ? rules[w->markup] : "");
        break;
    case SM_DETAILS:
        write_details(w, block);
        break;
    case SM_HTML_BLOCK:
        write_code_block(w, SM_STR("html"), block->as.html);
        break;
    }
}

static void write_blocks(writer *w, const sm_block *blocks)
{
    for (; blocks != NULL; blocks = blocks->next)
        write_block(w, blocks);
}

void jira_add_blocks(sm_buf *buf, const sm_block *blocks, jira_markup markup,
                     const bool *task_lines)
{
    writer w = {.buf = buf, .markup = markup, .task_lines = task_lines};
    write_blocks(&w, blocks);
}
