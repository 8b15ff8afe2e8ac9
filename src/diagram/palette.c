/* The colors of a drawing: the theme's, which follow the page's light or dark mode, and those
 * that the diagram names itself (Mermaid's theme and themeVariables), which do not. */
#include "dia.h"
#include <stdio.h>
#include <string.h>

static sm_ink faint(const sm_theme *theme, sm_ink_role role, double opacity)
{
    sm_ink ink = sm_ink_theme(theme, role);
    ink.opacity = opacity;
    return ink;
}

static void use_role(const dia *d, dia_palette *p, sm_ink_role role)
{
    p->node_fill = faint(d->theme, role, 0.12);
    p->node_stroke = faint(d->theme, role, 0.8);
}

/* A line in gray, black or white says nothing: the theme's own can be seen in every mode. */
static void take_line(sm_ink *ink, sm_str text)
{
    enum { GRAY = 24 };
    sm_ink named = *ink;
    dia_ink_from_css(&named, text);
    if (!named.on || named.role != SM_INK_FIXED)
        return;
    int high = 0, low = 255;
    for (int shift = 0; shift <= 16; shift += 8) {
        int channel = (int)(named.color >> shift & 0xff);
        high = channel > high ? channel : high;
        low = channel < low ? channel : low;
    }
    if (high - low > GRAY)
        *ink = named;
}

/* The first of KEYS (separated by bars; later ones count more) that are there. */
static void take(const dia *d, sm_ink *ink, const char *keys)
{
    sm_str rest = sm_str_from_cstr(keys), key;
    char name[40];
    while (sm_str_split(&rest, '|', &key)) {
        snprintf(name, sizeof name, "%.*s", SM_STR_ARG(key));
        dia_ink_from_css(ink, dia_option(d, name));
    }
}

/* Text on FILL: what the author wants when the fill is the author's, else what can be read. */
static sm_ink text_on(const dia *d, sm_ink fill, sm_ink usual, const char *keys)
{
    if (!fill.on || fill.role != SM_INK_FIXED || fill.opacity <= 0.35)
        return usual;
    sm_ink ink = dia_ink_on(fill.color);
    take(d, &ink, keys);
    return ink;
}

static void take_variables(dia *d)
{
    dia_palette *p = &d->palette;
    take(d, &p->node_fill, "primaryColor|mainBkg");
    take(d, &p->node_stroke, "primaryBorderColor|nodeBorder");
    take(d, &p->group_fill, "tertiaryColor|clusterBkg");
    take(d, &p->group_stroke, "tertiaryBorderColor|clusterBorder");
    take(d, &p->note_fill, "noteBkgColor");
    take(d, &p->note_stroke, "noteBorderColor");
    take_line(&p->line, dia_option(d, "lineColor"));
    if (d->sequence) {
        take(d, &p->node_fill, "actorBkg");
        take(d, &p->node_stroke, "actorBorder");
        take_line(&p->line, dia_option(d, "signalColor"));
    }
}

void dia_choose_palette(dia *d)
{
    const sm_theme *t = d->theme;
    dia_palette *p = &d->palette;
    *p = (dia_palette){
        .text = sm_ink_theme(t, SM_INK_TEXT),
        .muted = sm_ink_theme(t, SM_INK_MUTED),
        .line = sm_ink_theme(t, SM_INK_MUTED),
        .node_fill = faint(t, SM_INK_ACCENT, 0.1),
        .node_stroke = faint(t, SM_INK_ACCENT, 0.8),
        .group_fill = faint(t, SM_INK_MUTED, 0.07),
        .group_stroke = faint(t, SM_INK_MUTED, 0.4),
        .note_fill = faint(t, SM_INK_WARNING, 0.12),
        .note_stroke = faint(t, SM_INK_WARNING, 0.55),
        .background = sm_ink_theme(t, SM_INK_BACKGROUND),
        .link = sm_ink_theme(t, SM_INK_ACCENT),
    };
    p->node_text = p->note_text = p->text;
    if (d->config.len == 0)
        return;
    sm_str theme = dia_option(d, "theme");
    if (sm_str_among(theme, "forest"))
        use_role(d, p, SM_INK_TIP);
    else if (sm_str_among(theme, "neutral"))
        use_role(d, p, SM_INK_MUTED);
    take_variables(d);
    p->node_text = text_on(d, p->node_fill, p->text,
                           d->sequence ? "primaryTextColor|actorTextColor"
                                       : "primaryTextColor|nodeTextColor");
    p->note_text = text_on(d, p->note_fill, p->text, "noteTextColor");
}

/* The Nth of the colors in "#111, #222". */
static sm_str nth_color(sm_str list, size_t n)
{
    sm_str piece;
    while (sm_str_split(&list, ',', &piece))
        if (n-- == 0)
            return sm_str_trim(piece);
    return (sm_str){0};
}

sm_color dia_series_color(const dia *d, size_t n)
{
    static const sm_color colors[] = {0x3b78c2, 0x2f9c78, 0xd9892b, 0x8a63c9,
                                      0xc9516b, 0x3aa0b8, 0x9a8f2a, 0x6b7f99,
                                      0xb8663d, 0x5b6fd0, 0x64a344, 0xb659a8};
    sm_ink ink = sm_ink_solid(colors[n % (sizeof colors / sizeof *colors)]);
    if (d->config.len == 0)
        return ink.color;
    char keys[60];
    snprintf(keys, sizeof keys, "pie%zu|git%zu|cScale%zu", n + 1, n, n);
    take(d, &ink, keys);
    dia_ink_from_css(&ink, nth_color(dia_option(d, "plotColorPalette"), n));
    return ink.color;
}
