/* What all diagram kinds share: the text with its places, the palette, findings. */
#ifndef SPECMILL_DIAGRAM_DIA_H
#define SPECMILL_DIAGRAM_DIA_H

#include "specmill/base/diag.h"
#include "specmill/base/list.h"
#include "specmill/base/map.h"
#include "specmill/base/utf8.h"
#include "specmill/scene/build.h"
#include "specmill/theme/theme.h"

/* Sizes in points. */
#define DIA_TEXT_SIZE  10.5
#define DIA_SMALL_SIZE 9.25
#define DIA_LEADING    1.28
#define DIA_MARGIN     8.0
#define DIA_WRAP       168.0 /* where node labels turn */
#define DIA_LINE       1.1   /* stroke of lines and outlines */

typedef struct dia_palette {
    sm_ink text, muted, line;
    sm_ink node_fill, node_stroke;
    sm_ink group_fill, group_stroke;
    sm_ink note_fill, note_stroke;
    sm_ink background;
    sm_ink link;
    sm_ink node_text, note_text; /* what reads on their fills */
} dia_palette;

/* One diagram while it is being drawn. */
typedef struct dia {
    sm_arena *arena;
    const sm_theme *theme;
    sm_diag *diag;
    sm_str source; /* as written */
    sm_str text;   /* comments and directives blanked, so that offsets keep their meaning */
    sm_loc loc;    /* of the text's first byte */
    size_t line_offset;
    uint32_t line; /* of line_offset: findings come mostly in order */
    dia_palette palette;
    bool turn, turned; /* a flow by a right angle: wanted, done */
    bool sequence;     /* its actors have colors of their own */
    bool too_large;    /* more than a drawing can hold: it is not drawn */
    sm_str title, acc_title, acc_description;
    sm_str config; /* front matter and directives as written, for dia_option() */
    sm_scene_builder scene;
    sm_buf story; /* what it shows, for people who cannot see it */
    size_t untold;
} dia;

/* How many parts the diagram may have: what the user set, else what suits its kind. */
size_t dia_most(const dia *d, size_t by_kind);

void dia_report(dia *d, sm_diag_code code, size_t offset, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));

/* A line of the text, without white space at its ends. */
typedef struct dia_line {
    sm_str text;
    size_t offset; /* of text in dia.text */
    size_t indent; /* in columns; a tab counts as four */
} dia_line;

/* The next line that is not empty, from *AT on. */
bool dia_next_line(const dia *d, size_t *at, dia_line *line);

/* Where the line with the byte AT ends. */
size_t dia_line_end(const dia *d, size_t at);

/* An "accTitle" or "accDescr" statement; true when LINE was one. A description in braces may
 * run over more lines: *AT is then moved behind it. */
bool dia_acc_statement(dia *d, const dia_line *line, size_t *at);

/* Names of things, to their numbers. */
typedef sm_map dia_names;

int dia_names_find(const dia_names *names, sm_str key); /* -1: not there */
void dia_names_add(sm_arena *arena, dia_names *names, sm_str key, int value);

/* A decimal number at the start of TEXT; *REST is what follows. Independent of the locale. */
bool dia_number(sm_str text, double *number, sm_str *rest);

/* The value of KEY in the front matter or an init directive, without quotes; absent if none. */
sm_str dia_option(const dia *d, const char *key);

/* Whether TEXT starts with WORD (any case) as a whole word; *REST is what follows, trimmed. */
bool dia_word(sm_str text, const char *word, sm_str *rest);

/* Text in quotes without them. */
sm_str dia_unquoted(sm_str text);

/* A CSS color ("#rgb", "rgb(...)", "hsl(...)", a name). *OPACITY is 0-1. */
bool dia_color(sm_str text, sm_color *color, double *opacity);

/* As a fixed ink; INK stays as it is when TEXT is not a color. */
void dia_ink_from_css(sm_ink *ink, sm_str text);

/* Black or white, whichever reads better on COLOR. */
sm_ink dia_ink_on(sm_color color);

/* The theme's colors, and over them those that the diagram names. */
void dia_choose_palette(dia *d);

/* The Nth color for series, slices and branches. */
sm_color dia_series_color(const dia *d, size_t n);

/* Only links that cannot run anything: http, https, mailto, fragments and relative ones. */
bool dia_url_is_safe(sm_str url);

/* Marks that most kinds need. */
sm_mark *dia_box(dia *d, sm_rect box, sm_pt radius, sm_ink fill, sm_ink stroke, sm_pt width);
sm_mark *dia_rule(dia *d, sm_point a, sm_point b, sm_ink ink, sm_pt width);
sm_mark *dia_dot(dia *d, sm_point center, sm_pt radius, sm_ink fill, sm_ink stroke,
                 sm_pt width);

/* Reports a line that means nothing here. */
void dia_ignore(dia *d, const dia_line *line);

/* The first word of *REST, which is moved behind it. */
sm_str dia_cut_word(sm_str *rest);

/* Adds a sentence of what is to be seen, from a printf format; only so much is kept. */
void dia_tell(dia *d, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Everything painted so far as a scene with margins and the title above. NAME ("Flowchart") and
 * the printf DETAIL ("9 nodes") make the title where the author gave none. */
const sm_scene *dia_finish(dia *d, const char *name, const char *detail, ...)
    __attribute__((format(printf, 3, 4)));

#endif
