/* Styles in CSS and classes of them, applied to nodes. */
#include "net.h"

/* A CSS length in pixels as points, by the reading that a pixel is our unit. */
static sm_pt css_length(sm_str text, sm_pt otherwise)
{
    double number;
    sm_str rest;
    return dia_number(sm_str_trim(text), &number, &rest) && number >= 0 && number < 20
               ? number * 0.8
               : otherwise;
}

static void apply_property(dia_style *style, sm_str key, sm_str value)
{
    if (sm_str_among(key, "fill|background|background-color")) {
        dia_ink_from_css(&style->fill, value);
    } else if (sm_str_among(key, "stroke|border-color"))
        dia_ink_from_css(&style->stroke, value);
    else if (sm_str_among(key, "color")) {
        dia_ink_from_css(&style->text, value);
    } else if (sm_str_among(key, "stroke-width"))
        style->width = css_length(value, style->width);
    else if (sm_str_among(key, "stroke-dasharray")) {
        sm_str rest;
        double dash, gap;
        if (!dia_number(value, &dash, &rest) || dash <= 0 || dash > 100)
            return;
        while (rest.len > 0 && !sm_is_digit(rest.ptr[0]))
            rest = sm_str_from(rest, 1);
        style->dash = dash * 0.8;
        style->gap =
            dia_number(rest, &gap, &rest) && gap > 0 && gap < 100 ? gap * 0.8 : style->dash;
    } else if (sm_str_among(key, "font-weight"))
        style->bold = sm_str_among(value, "bold|bolder|600|700|800|900");
    else if (sm_str_among(key, "font-style"))
        style->italic = sm_str_among(value, "italic|oblique");
}

/* "fill:#f9f,stroke:rgb(1,2,3);color:red" */
void dia_style_apply(dia_style *style, sm_str css)
{
    size_t start = 0;
    int depth = 0;
    for (size_t i = 0; i <= css.len; i++) {
        char c = i < css.len ? css.ptr[i] : ',';
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if ((c != ',' && c != ';') || (depth > 0 && i < css.len) ||
            (i > 0 && css.ptr[i - 1] == '\\'))
            continue;
        sm_str piece = sm_str_sub(css, start, i - start);
        size_t colon = sm_str_find_char(piece, ':');
        if (colon != SM_STR_NONE)
            apply_property(style, sm_str_trim(sm_str_sub(piece, 0, colon)),
                           sm_str_trim(sm_str_from(piece, colon + 1)));
        start = i + 1;
    }
}

void dia_style_finish(dia_style *style)
{
    if (style->fill.on && style->fill.role == SM_INK_FIXED && style->fill.opacity > 0.35 &&
        style->text.role != SM_INK_FIXED)
        style->text = dia_ink_on(style->fill.color);
}

void dia_classes_add(dia *d, dia_classes *classes, sm_str names, sm_str css)
{
    sm_str name;
    while (sm_str_split(&names, ',', &name)) {
        dia_class c = {sm_str_trim(name), css, -1};
        int before = dia_names_find(&classes->names, c.name);
        c.before = before;
        SM_LIST_ADD(d->arena, classes, c);
        dia_names_add(d->arena, &classes->names, c.name, (int)classes->count - 1);
    }
}

void dia_classes_apply(const dia_classes *classes, sm_str name, dia_style *style)
{
    enum { SAME_MAX = 8 };
    int chain[SAME_MAX], count = 0;
    for (int i = dia_names_find(&classes->names, name); i >= 0 && count < SAME_MAX;
         i = classes->items[i].before)
        chain[count++] = i;
    while (count-- > 0)
        dia_style_apply(style, classes->items[chain[count]].css);
}

void dia_classes_apply_all(const dia_classes *classes, sm_str names, dia_style *style)
{
    sm_str name;
    while (names.len > 0 && sm_str_split(&names, ',', &name))
        dia_classes_apply(classes, sm_str_trim(name), style);
}
