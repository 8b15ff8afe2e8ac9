#include "html.h"

/* page.css, a line an item; made from it by the Makefile. */
static const char *const page_css[] = {
#include "page.css.inc"
};

static void color(sm_buf *css, const char *name, sm_color value)
{
    sm_buf_addf(css, "--sm-%s:#%06x;", name, (unsigned)value & 0xffffffu);
}

static void light_colors(sm_buf *css, const sm_theme *t)
{
    color(css, "text", t->text_color);
    color(css, "muted", t->muted_color);
    color(css, "heading", t->heading_color);
    color(css, "accent", t->accent_color);
    color(css, "background", t->background_color);
    color(css, "surface", t->surface_color);
    color(css, "rule", t->rule_color);
    color(css, "placeholder", t->placeholder_color);
    color(css, "placeholder-surface", t->placeholder_surface);
    color(css, "note", t->note_color);
    color(css, "tip", t->tip_color);
    color(css, "important", t->important_color);
    color(css, "warning", t->warning_color);
    color(css, "caution", t->caution_color);
    color(css, "code-keyword", t->code_keyword);
    color(css, "code-string", t->code_string);
    color(css, "code-number", t->code_number);
    color(css, "code-comment", t->code_comment);
    color(css, "code-type", t->code_type);
}

static void dark_colors(sm_buf *css, const sm_theme *t)
{
    color(css, "text", t->dark_text_color);
    color(css, "muted", t->dark_muted_color);
    color(css, "heading", t->dark_heading_color);
    color(css, "accent", t->dark_accent_color);
    color(css, "background", t->dark_background_color);
    color(css, "surface", t->dark_surface_color);
    color(css, "rule", t->dark_rule_color);
    color(css, "placeholder", t->dark_placeholder_color);
    color(css, "placeholder-surface", t->dark_placeholder_surface);
    color(css, "note", t->dark_note_color);
    color(css, "tip", t->dark_tip_color);
    color(css, "important", t->dark_important_color);
    color(css, "warning", t->dark_warning_color);
    color(css, "caution", t->dark_caution_color);
    color(css, "code-keyword", t->dark_code_keyword);
    color(css, "code-string", t->dark_code_string);
    color(css, "code-number", t->dark_code_number);
    color(css, "code-comment", t->dark_code_comment);
    color(css, "code-type", t->dark_code_type);
}

/* Family names in quotes; what could end the string or the style element is left out. */
static void families(sm_buf *css, const char *name, sm_str_list list, const char *rest)
{
    sm_buf_addf(css, "--sm-font-%s:", name);
    for (size_t i = 0; i < list.count; i++) {
        sm_buf_add_char(css, '"');
        for (size_t j = 0; j < list.items[i].len; j++) {
            char c = list.items[i].ptr[j];
            if ((unsigned char)c >= ' ' && c != '"' && c != '\\' && c != '<')
                sm_buf_add_char(css, c);
        }
        sm_buf_add_cstr(css, "\",");
    }
    sm_buf_add_cstr(css, rest);
    sm_buf_add_char(css, ';');
}

/* Sizes relative to the text's, which is the reader's choice on a screen. */
static void size(sm_buf *css, const char *name, sm_pt value, sm_pt text_size)
{
    double ratio = text_size > 0 ? value / text_size : 1;
    sm_buf_addf(css, "--sm-%s:", name);
    sm_buf_add_number(css, ratio < 0.5 ? 0.5 : ratio > 6 ? 6 : ratio, 3);
    sm_buf_add_cstr(css, "rem;");
}

static void sizes(sm_buf *css, const sm_theme *t)
{
    size(css, "title-size", t->title_size, t->text_size);
    size(css, "h1-size", t->heading_h1_size, t->text_size);
    size(css, "h2-size", t->heading_h2_size, t->text_size);
    size(css, "h3-size", t->heading_h3_size, t->text_size);
    size(css, "h4-size", t->heading_h4_size, t->text_size);
    size(css, "h5-size", t->heading_h5_size, t->text_size);
    size(css, "h6-size", t->heading_h6_size, t->text_size);
    size(css, "code-size", t->code_size, t->text_size);
    size(css, "table-size", t->table_size, t->text_size);
    sm_buf_add_cstr(css, "--sm-leading:");
    sm_buf_add_number(css, t->text_leading > 1 ? t->text_leading * 1.1 : 1.6, 3);
    sm_buf_add_cstr(css, ";--sm-print-size:");
    sm_buf_add_number(css, t->text_size, 3);
    sm_buf_add_cstr(css, "pt;");
}

static void page_margins(sm_buf *css, const sm_theme *t)
{
    const sm_pt margins[] = {t->page_margin_top, t->page_margin_right, t->page_margin_bottom,
                             t->page_margin_left};
    sm_buf_add_cstr(css, "@page{margin:");
    for (size_t i = 0; i < 4; i++) {
        sm_buf_add_number(css, margins[i], 2);
        sm_buf_add_cstr(css, i < 3 ? "pt " : "pt}\n");
    }
}

/* A theme's own style cannot end the element that it stands in. */
static void theme_css(sm_buf *css, sm_str text)
{
    for (size_t at; (at = sm_str_find(text, SM_STR("</"))) != SM_STR_NONE;) {
        sm_buf_add_str(css, sm_str_sub(text, 0, at));
        sm_buf_add_cstr(css, "<\\/");
        text = sm_str_from(text, at + 2);
    }
    sm_buf_add_str(css, text);
}

sm_str html_style(sm_arena *arena, const sm_theme *theme, sm_str more)
{
    sm_buf css = sm_buf_new(arena);
    sm_buf_add_cstr(&css, ":root{");
    light_colors(&css, theme);
    families(&css, "text", theme->font_text, "system-ui,sans-serif");
    families(&css, "heading", theme->font_heading, "system-ui,sans-serif");
    families(&css, "mono", theme->font_mono, "ui-monospace,monospace");
    sizes(&css, theme);
    sm_buf_add_cstr(&css, "}\n@media screen and (prefers-color-scheme:dark){"
                          ":root:not([data-theme=light]){");
    dark_colors(&css, theme);
    sm_buf_add_cstr(&css,
                    "}}\n@media screen{:root[data-theme=dark]{"); /* the reader's choice */
    dark_colors(&css, theme);
    sm_buf_add_cstr(&css, "}}\n");
    page_margins(&css, theme);
    for (size_t i = 0; i < sizeof page_css / sizeof *page_css; i++)
        sm_buf_add_cstr(&css, page_css[i]);
    if (theme->table_zebra)
        sm_buf_add_cstr(&css, "tbody tr:nth-child(even){background:var(--sm-zebra)}\n");
    theme_css(&css, theme->css);
    theme_css(&css, more);
    /* The Nu checker reckons the digest of a trimmed style. */
    return sm_str_trim(sm_buf_str(&css));
}
