#include "html.h"
#include "specmill/base/digest.h"
#include "specmill/base/utf8.h"
#include "specmill/export/backend.h"
#include "specmill/export/language.h"
#include "specmill/export/title.h"

/* The SHA-256 of TEXT as Content-Security-Policy wants it, in base64. */
static void digest(html_writer *w, sm_str text)
{
    char hex[65], bytes[32];
    sm_sha256_hex(text, hex);
    for (size_t i = 0; i < sizeof bytes; i++) {
        int high = hex[2 * i] <= '9' ? hex[2 * i] - '0' : hex[2 * i] - 'a' + 10;
        int low = hex[2 * i + 1] <= '9' ? hex[2 * i + 1] - '0' : hex[2 * i + 1] - 'a' + 10;
        bytes[i] = (char)(high << 4 | low);
    }
    html_base64(w->buf, (sm_str){bytes, sizeof bytes});
}

/* Nothing is fetched, and nothing runs but our own script; colors in drawings are style
 * attributes. */
static void policy(html_writer *w, sm_str style, sm_str script)
{
    html_put(w, SM_STR("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                       "'none'; img-src data:; style-src 'sha256-"));
    digest(w, style);
    html_put(w, SM_STR("'; script-src 'sha256-"));
    digest(w, script);
    html_put(w, SM_STR("'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action "
                       "'none'\">\n"));
}

static void meta(html_writer *w, sm_str name, sm_str content)
{
    if (content.len == 0)
        return;
    html_put(w, SM_STR("<meta "));
    html_put(w, name);
    html_put(w, SM_STR(" content=\""));
    html_text(w->buf, content);
    html_put(w, SM_STR("\">\n"));
}

/* The first paragraph that says something, preferably of an overview. */
static const sm_block *first_paragraph(const sm_spec *spec, const sm_block *block, int depth)
{
    for (; block != NULL; block = block->next) {
        if (block->kind == SM_PARAGRAPH && !sm_spec_in_title_block(spec, block))
            return block;
        const sm_block *inner = block->kind == SM_SECTION && depth > 0
                                    ? first_paragraph(spec, block->as.section.blocks, depth - 1)
                                    : NULL;
        if (inner != NULL)
            return inner;
    }
    return NULL;
}

enum { DESCRIPTION_MAX = 300 };

static sm_str description(html_writer *w)
{
    const sm_spec *spec = w->spec;
    const sm_block *found = NULL;
    for (size_t i = 0; i < spec->section_count && found == NULL; i++)
        if (sm_spec_role(spec, spec->sections[i]) == SM_ROLE_OVERVIEW)
            found = first_paragraph(spec, spec->sections[i]->as.section.blocks, 2);
    if (found == NULL)
        found = first_paragraph(spec, w->doc->blocks, 3);
    if (found == NULL)
        return (sm_str){0};
    sm_str text = sm_plain_text(w->arena, found->as.paragraph);
    return text.len <= DESCRIPTION_MAX
               ? text
               : sm_str_printf(w->arena, "%.*s\xe2\x80\xa6",
                               SM_STR_ARG(sm_utf8_clip(text, DESCRIPTION_MAX)));
}

static void head(html_writer *w, sm_str script)
{
    const sm_metadata *m = &w->spec->metadata;
    sm_str style = html_style(w->arena, w->options->theme), about = description(w);
    html_put(w, SM_STR("<head>\n<meta charset=\"utf-8\">\n"));
    policy(w, style, script);
    html_put(w, SM_STR("<meta name=\"viewport\" content=\"width=device-width, "
                       "initial-scale=1\">\n<title>"));
    html_text(w->buf, sm_spec_title(w->spec));
    html_put(w, SM_STR("</title>\n"));
    meta(w, SM_STR("name=\"description\""), about);
    for (size_t i = 0; i < m->authors.count; i++)
        meta(w, SM_STR("name=\"author\""), m->authors.items[i].name);
    meta(w, SM_STR("name=\"generator\""), SM_STR("specmill"));
    meta(w, SM_STR("name=\"color-scheme\""), SM_STR("light dark"));
    meta(w, SM_STR("property=\"og:type\""), SM_STR("article"));
    meta(w, SM_STR("property=\"og:title\""), sm_spec_title(w->spec));
    meta(w, SM_STR("property=\"og:description\""), about);
    html_put(w, SM_STR("<style>"));
    html_put(w, style);
    html_put(w, SM_STR("</style>\n</head>\n"));
}

static void page(html_writer *w)
{
    sm_str language = sm_spec_language(w->arena, w->spec);
    html_put(w, SM_STR("<!DOCTYPE html>\n<html lang=\""));
    html_text(w->buf, language);
    html_put(w, sm_language_is_rtl(language) ? SM_STR("\" dir=\"rtl\">\n") : SM_STR("\">\n"));
    sm_str script = html_script(w->arena);
    head(w, script);
    html_put(w, SM_STR("<body>\n<a class=\"skip\" href=\"#doc:main\">Skip to the text</a>\n"));
    html_contents(w);
    html_put(w, SM_STR("<main id=\"doc:main\">\n"));
    html_title_block(w);
    html_body(w);
    html_put(w, SM_STR("</main>\n<script>"));
    html_put(w, script);
    html_put(w, SM_STR("</script>\n</body>\n</html>\n"));
}

static bool write_html(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    sm_html_options options = {
        .page = true,
        .images = job->with_images,
        .highlight = true,
        .spec = job->spec,
        .figures = job->figures,
        .theme = job->theme,
        .diag = diag,
    };
    sm_buf buf = sm_buf_new(arena);
    html_writer w = html_writer_new(arena, &buf, job->spec->doc, &options);
    w.output = output;
    page(&w);
    html_flush(&w, true);
    return true;
}

const sm_backend sm_html_backend = {
    .name = "html",
    .extension = "html",
    .summary = "one self-contained page for the browser, light and dark, made to be printed",
    .binary = false,
    .write = write_html,
};
