#include "html.h"
#include "specmill/base/digest.h"
#include "specmill/model/wording.h"

/* What is around the content of every page: head, policy, the bar of the site, our script. */

static const sm_html_setup plain_setup;

const sm_html_setup *html_setup_of(const sm_html_setup *setup)
{
    return setup != NULL ? setup : &plain_setup;
}

/* The SHA-256 of TEXT as Content-Security-Policy wants it, in base64. */
static void digest(sm_buf *buf, sm_str text)
{
    char hex[65], bytes[32];
    sm_sha256_hex(text, hex);
    for (size_t i = 0; i < sizeof bytes; i++) {
        unsigned high = (unsigned)sm_hex_value(hex[2 * i]);
        unsigned low = (unsigned)sm_hex_value(hex[2 * i + 1]);
        bytes[i] = (char)(high << 4 | low);
    }
    sm_buf_add_cstr(buf, " 'sha256-");
    sm_buf_add_base64(buf, (sm_str){bytes, sizeof bytes});
    sm_buf_add_char(buf, '\'');
}

/* Nothing runs but our own scripts, and nothing is fetched but files that the setup keeps
 * beside the page: 'self' does not match pages opened as files in every browser, so "file:" is
 * there, which means nothing on the web. Colors in drawings are style attributes. */
static void policy(sm_buf *buf, const sm_html_frame *frame, sm_str style, sm_str script)
{
    const sm_html_setup *setup = html_setup_of(frame->setup);
    sm_buf_add_cstr(buf, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                         "'none'; img-src data:");
    sm_buf_add_cstr(buf, setup->link_images ? " 'self' file: https: http:" : "");
    sm_buf_add_cstr(buf, "; style-src");
    if (setup->style_url.len != 0)
        sm_buf_add_cstr(buf, " 'self' file:");
    else
        digest(buf, style);
    sm_buf_add_cstr(buf, "; script-src");
    sm_buf_add_cstr(buf, frame->script_urls.count != 0 ? " 'self' file:" : "");
    digest(buf, script);
    if (frame->script.len != 0)
        digest(buf, frame->script);
    sm_buf_add_cstr(buf, "; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action "
                         "'none'\">\n");
}

void html_meta(sm_buf *buf, const char *name, sm_str content)
{
    if (content.len == 0)
        return;
    sm_buf_addf(buf, "<meta %s content=\"", name);
    html_text(buf, content);
    sm_buf_add_cstr(buf, "\">\n");
}

static void style_of(sm_buf *buf, const sm_html_setup *setup, sm_str style)
{
    if (setup->style_url.len != 0) {
        sm_buf_add_cstr(buf, "<link rel=\"stylesheet\" href=\"");
        html_text(buf, setup->style_url);
        sm_buf_add_cstr(buf, "\">\n");
        return;
    }
    sm_buf_add_cstr(buf, "<style>");
    sm_buf_add_str(buf, style);
    sm_buf_add_cstr(buf, "</style>\n");
}

sm_str sm_html_sheet(sm_arena *arena, const sm_theme *theme, const sm_html_setup *setup)
{
    return html_style(arena, theme, html_setup_of(setup)->css);
}

void html_head(sm_arena *arena, sm_buf *buf, const sm_html_frame *frame)
{
    const sm_html_setup *setup = html_setup_of(frame->setup);
    sm_str language = frame->language.len != 0 ? frame->language : SM_STR("en");
    sm_str style = sm_html_sheet(arena, frame->theme, setup);
    sm_buf_add_cstr(buf, "<!DOCTYPE html>\n<html lang=\"");
    html_text(buf, language);
    sm_buf_add_cstr(buf, sm_language_is_rtl(language) ? "\" dir=\"rtl\">\n" : "\">\n");
    sm_buf_add_cstr(buf, "<head>\n<meta charset=\"utf-8\">\n");
    policy(buf, frame, style, html_script(arena));
    sm_buf_add_cstr(buf, "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\">\n<title>");
    html_text(buf, frame->title);
    sm_buf_add_cstr(buf, "</title>\n");
    html_meta(buf, "name=\"description\"", frame->description);
    html_meta(buf, "name=\"generator\"", SM_STR("specmill"));
    html_meta(buf, "name=\"color-scheme\"", SM_STR("light dark"));
    html_meta(buf, "property=\"og:title\"", frame->title);
    html_meta(buf, "property=\"og:description\"", frame->description);
    style_of(buf, setup, style);
}

void html_link(sm_buf *buf, const char *attributes, sm_html_link link)
{
    sm_buf_addf(buf, "<a%s href=\"", attributes);
    html_text(buf, link.url);
    sm_buf_add_cstr(buf, link.current ? "\" aria-current=\"page\">" : "\">");
    html_text(buf, link.text);
    sm_buf_add_cstr(buf, "</a>");
}

/* The bar of the site at the top of the page. */
static void site_bar(sm_buf *buf, const sm_html_site *site)
{
    if (site == NULL || (site->home.url.len == 0 && site->link_count == 0))
        return;
    sm_buf_add_cstr(buf, "<header class=\"site\">\n");
    if (site->home.url.len != 0)
        html_link(buf, " class=\"home\"", site->home);
    if (site->link_count != 0) {
        sm_buf_add_cstr(buf, "\n<nav aria-label=\"Site\">\n<ul>\n");
        for (size_t i = 0; i < site->link_count; i++) {
            sm_buf_add_cstr(buf, "<li>");
            html_link(buf, "", site->links[i]);
            sm_buf_add_cstr(buf, "</li>\n");
        }
        sm_buf_add_cstr(buf, "</ul>\n</nav>");
    }
    sm_buf_add_cstr(buf, "\n</header>\n");
}

/* What our script says, when that is not in English. */
static void script_words(sm_buf *buf, sm_wording wording)
{
    static const sm_phrase words[] = {SM_SAY_COPY,        SM_SAY_COPIED,     SM_SAY_NOT_COPIED,
                                      SM_SAY_LIGHT_THEME, SM_SAY_DARK_THEME, SM_SAY_FILTER_ROWS,
                                      SM_SAY_FILTER};
    if (wording == SM_WORDING_EN)
        return;
    sm_buf_add_cstr(buf, " data-words=\"");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        sm_buf_add_cstr(buf, i != 0 ? "|" : "");
        html_text(buf, sm_say(wording, words[i]));
    }
    sm_buf_add_char(buf, '"');
}

void html_begin_body(sm_buf *buf, const sm_html_frame *frame)
{
    sm_wording wording = sm_wording_in(frame->language);
    sm_buf_add_cstr(buf, "</head>\n<body");
    script_words(buf, wording);
    sm_buf_add_cstr(buf, ">\n<a class=\"skip\" href=\"#doc:main\">");
    html_text(buf, sm_say(wording, SM_SAY_SKIP));
    sm_buf_add_cstr(buf, "</a>\n");
    site_bar(buf, html_setup_of(frame->setup)->site);
}

/* The way to the pages before and after this one. */
static void pager(sm_buf *buf, const sm_html_frame *frame)
{
    const sm_html_site *site = html_setup_of(frame->setup)->site;
    if (site == NULL || (site->previous.url.len == 0 && site->next.url.len == 0))
        return;
    sm_buf_add_cstr(buf, "<nav class=\"pager\" aria-label=\"");
    html_text(buf, sm_say(sm_wording_in(frame->language), SM_SAY_OTHER_PAGES));
    sm_buf_add_cstr(buf, "\">\n");
    if (site->previous.url.len != 0)
        html_link(buf, " class=\"previous\" rel=\"prev\"", site->previous);
    if (site->next.url.len != 0)
        html_link(buf, " class=\"next\" rel=\"next\"", site->next);
    sm_buf_add_cstr(buf, "\n</nav>\n");
}

void sm_html_open(sm_arena *arena, sm_buf *buf, const sm_html_frame *frame)
{
    html_head(arena, buf, frame);
    html_begin_body(buf, frame);
    sm_buf_add_cstr(buf, "<main id=\"doc:main\">\n");
}

void sm_html_close(sm_arena *arena, sm_buf *buf, const sm_html_frame *frame)
{
    pager(buf, frame);
    sm_buf_add_cstr(buf, "</main>\n");
    for (size_t i = 0; i < frame->script_urls.count; i++) {
        sm_buf_add_cstr(buf, "<script src=\"");
        html_text(buf, frame->script_urls.items[i]);
        sm_buf_add_cstr(buf, "\"></script>\n");
    }
    sm_buf_add_cstr(buf, "<script>");
    sm_buf_add_str(buf, html_script(arena));
    sm_buf_add_cstr(buf, "</script>\n");
    if (frame->script.len != 0) {
        sm_buf_add_cstr(buf, "<script>");
        sm_buf_add_str(buf, frame->script);
        sm_buf_add_cstr(buf, "</script>\n");
    }
    sm_buf_add_cstr(buf, "</body>\n</html>\n");
}

void sm_html_text(sm_buf *buf, sm_str text)
{
    html_text(buf, text);
}
