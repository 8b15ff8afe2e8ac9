/* Scenes: what diagrams and pages are made of, marks at fixed places. Lengths in points, origin
 * top left, y down. Painters (svg.h, the PDF backend, dump.h) take no decisions. */
#ifndef SPECMILL_SCENE_SCENE_H
#define SPECMILL_SCENE_SCENE_H

#include "specmill/base/buf.h"
#include "specmill/base/source.h"
#include "specmill/font/font.h"
#include "specmill/theme/theme.h"

typedef struct sm_point {
    sm_pt x, y;
} sm_point;

typedef struct sm_rect {
    sm_pt x, y, width, height;
} sm_rect;

/* A color with what it is for, so that SVG in a page can follow the page's light or dark mode.
 */
typedef enum sm_ink_role {
    SM_INK_FIXED, /* as given, in every mode */
    SM_INK_TEXT,
    SM_INK_MUTED,
    SM_INK_ACCENT,
    SM_INK_BACKGROUND,
    SM_INK_SURFACE,
    SM_INK_RULE,
    SM_INK_NOTE,
    SM_INK_TIP,
    SM_INK_IMPORTANT,
    SM_INK_WARNING,
    SM_INK_CAUTION
} sm_ink_role;

typedef struct sm_ink {
    bool on;        /* false: not painted */
    sm_color color; /* for paper and as the literal fallback */
    sm_ink_role role;
    double opacity; /* 0-1 */
} sm_ink;

typedef enum sm_segment_kind { SM_MOVE, SM_LINE, SM_CURVE, SM_CLOSE } sm_segment_kind;

typedef struct sm_segment {
    sm_segment_kind kind;
    sm_point to;         /* not for SM_CLOSE */
    sm_point control[2]; /* SM_CURVE: cubic Bézier */
} sm_segment;

typedef enum sm_mark_kind {
    SM_MARK_PATH,
    SM_MARK_TEXT,
    SM_MARK_IMAGE,
    SM_MARK_SCENE,
    SM_MARK_LINK,
    SM_MARK_ANCHOR
} sm_mark_kind;

typedef enum sm_text_anchor { SM_ANCHOR_START, SM_ANCHOR_MIDDLE, SM_ANCHOR_END } sm_text_anchor;

typedef struct sm_scene sm_scene;
typedef struct sm_mark sm_mark;

struct sm_mark {
    sm_mark_kind kind;
    uint32_t tag;        /* pages: the structure element it belongs to; 0: decoration */
    const sm_mark *next; /* painted later, so above */
    union {
        struct {
            const sm_segment *segments;
            size_t count;
            sm_ink fill, stroke;
            sm_pt stroke_width;
            sm_pt dash, gap; /* 0: solid */
            bool round;      /* joins and caps */
        } path;
        struct {
            sm_point at; /* on the base line, at the anchor */
            sm_str text;
            sm_font_style style;
            sm_pt size;
            sm_text_anchor anchor;
            sm_ink ink;
            sm_ink halo;        /* a stroke behind the letters */
            sm_pt width;        /* what layout reckoned with */
            const sm_run *runs; /* shaped; NULL in diagrams until they stand on a page */
        } text;
        struct {
            sm_rect box;
            sm_str bytes; /* PNG, JPEG or SVG file */
            sm_str alt;
            sm_loc loc; /* where the author asks for it; for findings */
        } image;
        struct {
            sm_point at;
            double scale;
            const sm_scene *scene;
        } scene;
        struct {
            sm_rect box;
            sm_str url; /* "#id" for a place in the document */
            sm_str title;
            const sm_mark *marks; /* what it is around, may be NULL */
        } link;
        struct {
            sm_point at;
            sm_str id;
        } anchor;
    } as;
};

struct sm_scene {
    sm_pt width, height;
    sm_str title, description; /* for people who cannot see it */
    const sm_mark *marks;
};

#endif
