#include "book.h"

lxw_color_t xlsx_mix(sm_color color, sm_color with, double part)
{
    lxw_color_t mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double a = color >> shift & 0xff, b = with >> shift & 0xff;
        mixed |= (lxw_color_t)(a * part + b * (1 - part) + 0.5) << shift;
    }
    return mixed != 0 ? mixed : 0x010101; /* the library takes 0 for "no color" */
}

/* White or dark text, whichever is read more easily on COLOR (perceived lightness). */
static lxw_color_t text_on(const sm_theme *theme, sm_color color)
{
    double lightness =
        0.299 * (color >> 16 & 0xff) + 0.587 * (color >> 8 & 0xff) + 0.114 * (color & 0xff);
    return lightness < 140 ? 0xffffff : xlsx_mix(theme->text_color, 0, 1);
}

lxw_format *xlsx_new_style(xlsx_book *book, double size, sm_color color)
{
    const sm_theme *theme = book->job->theme;
    lxw_format *format = workbook_add_format(book->workbook);
    if (theme->font_text.count != 0)
        format_set_font_name(format, sm_str_to_cstr(book->arena, theme->font_text.items[0]));
    format_set_font_size(format, size);
    format_set_font_color(format, xlsx_mix(color, 0, 1));
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static lxw_format *cell_format(xlsx_book *book)
{
    const sm_theme *theme = book->job->theme;
    lxw_format *format = xlsx_new_style(book, theme->text_size, theme->text_color);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, xlsx_mix(theme->rule_color, 0, 1));
    return format;
}

static void cell_styles(xlsx_book *book)
{
    static const char hours[] = "General\" h\"";
    static const char *const percents[] = {"0%", "0.0%", "0.00%", "0.000%"};
    const sm_theme *theme = book->job->theme;
    lxw_format **styles = book->styles;
    for (int i = XLSX_STYLE_TEXT; i < XLSX_STYLE_TITLE; i++)
        styles[i] = cell_format(book);
    format_set_text_wrap(styles[XLSX_STYLE_TEXT]);
    format_set_text_wrap(styles[XLSX_STYLE_ID]);
    format_set_bold(styles[XLSX_STYLE_ID]);
    format_set_num_format(styles[XLSX_STYLE_ID], "@");
    format_set_num_format(styles[XLSX_STYLE_NUMBER], "General");
    for (int i = 0; i <= XLSX_INDENT_MAX; i++) {
        book->indents[i] = cell_format(book);
        format_set_text_wrap(book->indents[i]);
        format_set_indent(book->indents[i], (uint8_t)i);
        if (i != 0) /* without it, libxlsxwriter 1.2 leaves it to the spreadsheet */
            format_set_align(book->indents[i], LXW_ALIGN_LEFT);
    }
    for (int i = XLSX_STYLE_NUMBER; i <= XLSX_STYLE_HOURS; i++) {
        format_set_align(styles[i], LXW_ALIGN_RIGHT); /* and away from the next column's text */
        format_set_indent(styles[i], 1);
    }
    format_set_indent(styles[XLSX_STYLE_DATE], 0);
    format_set_num_format(styles[XLSX_STYLE_DATE], "yyyy-mm-dd");
    format_set_align(styles[XLSX_STYLE_DATE], LXW_ALIGN_LEFT);
    for (int i = 0; i < 4; i++)
        format_set_num_format(styles[XLSX_STYLE_PERCENT_0 + i], percents[i]);
    format_set_num_format(styles[XLSX_STYLE_HOURS], hours);
    for (int i = XLSX_STYLE_LINK; i <= XLSX_STYLE_NUMBER_LINK; i++) {
        format_set_font_color(styles[i], xlsx_mix(theme->accent_color, 0, 1));
        format_set_underline(styles[i], LXW_UNDERLINE_SINGLE);
    }
    format_set_text_wrap(styles[XLSX_STYLE_LINK]);
    format_set_align(styles[XLSX_STYLE_NUMBER_LINK], LXW_ALIGN_RIGHT);
    format_set_indent(styles[XLSX_STYLE_NUMBER_LINK], 1);
    format_set_font_color(styles[XLSX_STYLE_MUTED], xlsx_mix(theme->muted_color, 0, 1));
    format_set_text_wrap(styles[XLSX_STYLE_MUTED]);
    lxw_format *head = styles[XLSX_STYLE_HEAD];
    format_set_bold(head);
    format_set_bg_color(head, xlsx_mix(theme->accent_color, 0, 1));
    format_set_font_color(head, text_on(theme, theme->accent_color));
    format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(head);
    for (int i = XLSX_STYLE_TOTAL; i <= XLSX_STYLE_TOTAL_HOURS; i++) {
        format_set_bold(styles[i]);
        format_set_top(styles[i], LXW_BORDER_THIN);
        format_set_top_color(styles[i], xlsx_mix(theme->accent_color, 0, 1));
    }
    format_set_num_format(styles[XLSX_STYLE_TOTAL_HOURS], hours);
    format_set_align(styles[XLSX_STYLE_TOTAL_HOURS], LXW_ALIGN_RIGHT);
    format_set_indent(styles[XLSX_STYLE_TOTAL_HOURS], 1);
}

static void overview_styles(xlsx_book *book)
{
    const sm_theme *theme = book->job->theme;
    lxw_format **styles = book->styles;
    styles[XLSX_STYLE_TITLE] =
        xlsx_new_style(book, theme->title_size * 0.75, theme->heading_color);
    format_set_bold(styles[XLSX_STYLE_TITLE]);
    styles[XLSX_STYLE_SUBTITLE] =
        xlsx_new_style(book, theme->text_size + 1, theme->muted_color);
    styles[XLSX_STYLE_HEADING] =
        xlsx_new_style(book, theme->heading_h3_size, theme->heading_color);
    format_set_bold(styles[XLSX_STYLE_HEADING]);
    format_set_bottom(styles[XLSX_STYLE_HEADING], LXW_BORDER_MEDIUM);
    format_set_bottom_color(styles[XLSX_STYLE_HEADING], xlsx_mix(theme->accent_color, 0, 1));
    styles[XLSX_STYLE_KEY] = xlsx_new_style(book, theme->text_size, theme->muted_color);
    format_set_text_wrap(styles[XLSX_STYLE_KEY]);
    styles[XLSX_STYLE_VALUE] = xlsx_new_style(book, theme->text_size, theme->text_color);
    format_set_text_wrap(styles[XLSX_STYLE_VALUE]);
    format_set_align(styles[XLSX_STYLE_VALUE], LXW_ALIGN_LEFT);
    styles[XLSX_STYLE_VALUE_DATE] = xlsx_new_style(book, theme->text_size, theme->text_color);
    format_set_num_format(styles[XLSX_STYLE_VALUE_DATE], "yyyy-mm-dd");
    format_set_align(styles[XLSX_STYLE_VALUE_DATE], LXW_ALIGN_LEFT);
    styles[XLSX_STYLE_VALUE_NUMBER] = xlsx_new_style(book, theme->text_size, theme->text_color);
    format_set_align(styles[XLSX_STYLE_VALUE_NUMBER], LXW_ALIGN_RIGHT);
    styles[XLSX_STYLE_VALUE_LINK] = xlsx_new_style(book, theme->text_size, theme->accent_color);
    format_set_underline(styles[XLSX_STYLE_VALUE_LINK], LXW_UNDERLINE_SINGLE);
    format_set_text_wrap(styles[XLSX_STYLE_VALUE_LINK]);
}

static void tone(xlsx_book *book, xlsx_tone tone, sm_color text, lxw_color_t ground)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (tone != XLSX_TONE_BAND) /* which keeps what is in the cell as it is */
        format_set_font_color(format, xlsx_mix(text, 0, 1));
    format_set_bg_color(format, ground);
    book->tones[tone] = format;
}

void xlsx_styles(xlsx_book *book)
{
    const sm_theme *theme = book->job->theme;
    cell_styles(book);
    overview_styles(book);
    tone(book, XLSX_TONE_GOOD, theme->tip_color, xlsx_mix(theme->tip_color, 0xffffff, 0.12));
    tone(book, XLSX_TONE_MEDIUM, theme->warning_color,
         xlsx_mix(theme->warning_color, 0xffffff, 0.15));
    tone(book, XLSX_TONE_BAD, theme->caution_color,
         xlsx_mix(theme->caution_color, 0xffffff, 0.14));
    tone(book, XLSX_TONE_WORST, 0xffffff, xlsx_mix(theme->caution_color, 0, 1));
    tone(book, XLSX_TONE_ACTIVE, theme->note_color,
         xlsx_mix(theme->note_color, 0xffffff, 0.12));
    tone(book, XLSX_TONE_QUIET, theme->muted_color,
         xlsx_mix(theme->muted_color, 0xffffff, 0.12));
    tone(book, XLSX_TONE_BAR, theme->accent_color, xlsx_mix(theme->accent_color, 0, 1));
    tone(book, XLSX_TONE_DONE_BAR, theme->tip_color,
         xlsx_mix(theme->tip_color, 0xffffff, 0.45));
    tone(book, XLSX_TONE_BAND, theme->text_color, xlsx_mix(theme->surface_color, 0, 1));
}
