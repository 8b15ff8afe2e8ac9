/* Nothing that the author wrote may be missing from a page or an article, or change its order.
 */
#include "unit/export/page.h"
#include "specmill/base/input.h"
#include "unit/test.h"
#include <stdlib.h>
#include <string.h>

static const char everything[] =
    "---\ntitle: Everything\nstatus: draft\nowner: Ann\n---\n\n# Everything\n\n"
    "Before it all, a *first* **second** ~~third~~ `fourth` <kbd>fifth</kbd> H<sub>2</sub>O "
    "x<sup>2</sup>.\n\n"
    "## One & only\n\nA [link](https://example.org/a?b=c&d=e \"title\") and "
    "[dead](javascript:alert(1)) "
    "and <https://example.org> and ![picture](missing.png) here[^n].\nSoft, hard  \nbreak.\n\n"
    "> [!WARNING]\n> Careful with *this*.\n>\n> > [!NOTE]\n> > Nested note.\n\n> Plain "
    "quote\n>\n> # Quoted heading\n> below\n\n"
    "- [ ] open task\n- [x] done task\n\n  second paragraph\n- loose\n\n3. three\n4. four\n   "
    "- inner\n     ```sql\n     SELECT 1 < 2;\n     ```\n\n"
    "| Head a | Head b |\n|:--|--:|\n| cell *a1* | b1 |\n| a2 `x|y` | |\n\n"
    "| Only | head |\n|---|---|\n\n"
    "<details><summary>Summary here</summary>\n\nHidden "
    "text\n\n<details><summary>Inner</summary>\n\nDeep\n\n</details>\n\n</details>\n\n"
    "<blink>raw block</blink>\n\ninline <blink>raw</blink> html\n\n---\n\n"
    "## Glossary\n\nBefore the terms.\n\n- **Alpha**: first letter\n- **Beta**: *second* "
    "letter\n- **Gamma:** third `letter`\n\nAfter the terms.\n\n"
    "- **Plain** has no separator\n- other\n\n"
    "## Rollout Plan\n\n1. Step one\n   1. inner\n2. Step two\n\n##\n\nBelow an empty "
    "heading.\n\n"
    "#### Deep jump\n\n```mermaid\ngraph TD\n A[Start here] --> B[End here]\n```\n\n"
    "    indented code\n\n[^n]: The note with `code`.\n\n    Its second "
    "paragraph.\n";

static bool is_word_byte(char c)
{
    return sm_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* The next run of letters and digits of TEXT, or false. */
static bool next_word(sm_str text, size_t *at, sm_str *word)
{
    while (*at < text.len && !is_word_byte(text.ptr[*at]))
        ++*at;
    size_t start = *at;
    while (*at < text.len && is_word_byte(text.ptr[*at]))
        ++*at;
    *word = sm_str_sub(text, start, *at - start);
    return word->len != 0;
}

/* The letters and digits of MARKUP: no tags, style, character references, no white space. */
static sm_str letters_of_markup(sm_arena *arena, sm_str markup)
{
    sm_buf text = sm_buf_new(arena);
    size_t body = sm_str_find(markup, SM_STR("</style>"));
    for (size_t i = body == SM_STR_NONE ? 0 : body; i < markup.len; i++) {
        char c = markup.ptr[i];
        if (c == '<') {
            while (i < markup.len && markup.ptr[i] != '>')
                i++;
        } else if (c == '&') {
            size_t end = sm_str_find_char(sm_str_sub(markup, i, 10), ';');
            i += end == SM_STR_NONE ? 0 : end;
        } else if (is_word_byte(c)) {
            sm_buf_add_char(&text, c);
        }
    }
    return sm_buf_str(&text);
}

/* The plain text of what a writer with a title block leaves in the body. */
static void body_text(sm_buf *buf, const sm_spec *spec, const sm_block *block)
{
    for (; block != NULL; block = block->next) {
        if (sm_spec_in_title_block(spec, block))
            continue;
        if (block == spec->title_section) {
            body_text(buf, spec, block->as.section.blocks);
            continue;
        }
        if (block->kind == SM_SECTION) {
            sm_inline_text(buf, block->as.section.title);
            sm_buf_add_char(buf, '\n');
            body_text(buf, spec, block->as.section.blocks);
            continue;
        }
        sm_block alone = *block;
        alone.next = NULL;
        sm_block_text(buf, &alone);
    }
}

/* The first word of WANTED that is not in TEXT after the one before it; absent when all are. */
static sm_str first_missing(sm_str wanted, sm_str text)
{
    size_t at = 0, from = 0;
    sm_str word;
    while (next_word(wanted, &at, &word)) {
        size_t found = sm_str_find(sm_str_from(text, from), word);
        if (found == SM_STR_NONE)
            return word;
        from += found + word.len;
    }
    return (sm_str){0};
}

static bool is_complete(const char *backend, const char *name, sm_str text)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, backend, text, (sm_str){0});
    sm_buf wanted = sm_buf_new(arena);
    body_text(&wanted, p.job.spec, p.job.spec->doc->blocks);
    for (size_t i = 0; i < p.job.spec->doc->footnote_count && strcmp(backend, "html") == 0; i++)
        sm_block_text(&wanted, p.job.spec->doc->footnotes[i].blocks);
    sm_str missing = first_missing(sm_buf_str(&wanted), letters_of_markup(arena, p.bytes));
    if (missing.len != 0)
        printf("  %s: %s: \"%.*s\" is missing\n", name, backend, SM_STR_ARG(missing));
    sm_arena_free(arena);
    return missing.len == 0;
}

TEST(every_word_is_in_the_page)
{
    CHECK(is_complete("html", "everything", SM_STR(everything)));
}

TEST(every_word_is_in_the_article)
{
    CHECK(is_complete("docbook", "everything", SM_STR(everything)));
}

TEST(footnotes_are_in_the_article_with_all_their_blocks)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "docbook", SM_STR(everything), (sm_str){0});
    CHECK(page_has(&p, "The note with"));
    CHECK(page_has(&p, "Its second paragraph."));
    sm_arena_free(arena);
}

TEST(metadata_is_in_every_title_block)
{
    sm_arena *arena = sm_arena_new(0);
    page html = page_of(arena, "html", SM_STR(everything), (sm_str){0});
    page docbook = page_of(arena, "docbook", SM_STR(everything), (sm_str){0});
    CHECK(page_has(&html, "<dt>owner</dt><dd>Ann</dd>"));
    CHECK(page_has(&docbook, "<term>owner</term>"));
    CHECK(page_has(&docbook, "<para>Ann</para>"));
    sm_arena_free(arena);
}

/* SPECMILL_TEXTS: files, separated by blanks, that are looked at as well. */
TEST(every_word_of_the_files_asked_for_is_there)
{
    const char *names = getenv("SPECMILL_TEXTS");
    sm_str rest = sm_str_from_cstr(names != NULL ? names : ""), name;
    while (sm_str_split(&rest, ' ', &name)) {
        sm_arena *arena = sm_arena_new(0);
        sm_str text;
        char *path = sm_str_to_cstr(arena, name);
        if (sm_input_read(arena, path, 0, &text, sm_diag_new(arena))) {
            CHECK(is_complete("html", path, text));
            CHECK(is_complete("docbook", path, text));
        }
        sm_arena_free(arena);
    }
}

RUN_TESTS()
