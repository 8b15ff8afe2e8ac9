/* Diagrams of boxes and lines: what flowcharts, C4, state, class, ER and requirement diagrams
 * have in common. A kind fills a net in; it is then laid out and painted. */
#ifndef SPECMILL_DIAGRAM_NET_H
#define SPECMILL_DIAGRAM_NET_H

#include "graph.h"
#include "label.h"

typedef enum dia_shape {
    DIA_RECT,
    DIA_ROUND,
    DIA_STADIUM,
    DIA_SUBROUTINE,
    DIA_CYLINDER,
    DIA_CIRCLE,
    DIA_DOUBLE_CIRCLE,
    DIA_DIAMOND,
    DIA_HEXAGON,
    DIA_LEAN_RIGHT,
    DIA_LEAN_LEFT,
    DIA_TRAPEZOID,
    DIA_TRAPEZOID_FLIPPED,
    DIA_ODD,
    DIA_ELLIPSE,
    DIA_TEXT,
    DIA_CARD,
    DIA_LINED_RECT,
    DIA_DIVIDED_RECT,
    DIA_WINDOW,
    DIA_STACKED_RECT,
    DIA_TAGGED_RECT,
    DIA_BOW_RECT,
    DIA_DOCUMENT,
    DIA_LINED_DOCUMENT,
    DIA_STACKED_DOCUMENT,
    DIA_TAGGED_DOCUMENT,
    DIA_FLAG,
    DIA_DELAY,
    DIA_DRUM,
    DIA_LINED_CYLINDER,
    DIA_DISPLAY,
    DIA_TRIANGLE,
    DIA_TRIANGLE_FLIPPED,
    DIA_PENTAGON,
    DIA_SLOPED,
    DIA_HOURGLASS,
    DIA_BOLT,
    DIA_BRACE_LEFT,
    DIA_BRACE_RIGHT,
    DIA_BRACES,
    DIA_DATASTORE,
    DIA_BAR,
    DIA_START,
    DIA_STOP,
    DIA_JUNCTION,
    DIA_CROSSED_CIRCLE
} dia_shape;

typedef enum dia_tip {
    DIA_TIP_NONE,
    DIA_TIP_ARROW,
    DIA_TIP_OPEN,
    DIA_TIP_CIRCLE,
    DIA_TIP_CROSS,
    DIA_TIP_TRIANGLE,
    DIA_TIP_DIAMOND,
    DIA_TIP_DIAMOND_FILLED,
    DIA_TIP_LOLLIPOP,
    DIA_TIP_ONE,
    DIA_TIP_ZERO_OR_ONE,
    DIA_TIP_MANY,
    DIA_TIP_ZERO_OR_MANY, /* crow's feet */
    DIA_TIP_PLUS
} dia_tip;

typedef enum dia_stroke { DIA_SOLID, DIA_DOTTED, DIA_THICK, DIA_HIDDEN } dia_stroke;

typedef struct dia_style {
    sm_ink fill, stroke, text;
    sm_pt width, dash, gap;
    bool bold, italic;
} dia_style;

typedef struct dia_net_node {
    dia_shape shape;
    dia_label label;
    dia_style style;
    int cluster;         /* -1: none */
    sm_pt width, height; /* 0: from shape and label */
    sm_str url, tooltip; /* absent: no link */
    void (*draw)(dia *d, const struct dia_net_node *node,
                 sm_rect box); /* instead of the label */
    const void *model;         /* for draw */
    sm_str name;               /* when the label does not tell it */
    sm_rect box;               /* out */
} dia_net_node;

typedef struct dia_net_edge {
    int from, to, from_cluster, to_cluster; /* as in dia_graph_edge */
    dia_label label, from_label, to_label;
    dia_tip from_tip, to_tip;
    dia_stroke stroke;
    sm_ink ink;
    sm_pt width;
    sm_pt dash, gap;
    int length;
    bool sideways; /* TO stands beside FROM */
} dia_net_edge;

typedef struct dia_net_cluster {
    int parent;
    dia_label title;
    dia_style style;
    bool has_direction;
    dia_direction direction;
    sm_pt radius;
    sm_rect box; /* out */
} dia_net_cluster;

typedef struct dia_net_nodes SM_LIST(dia_net_node) dia_net_nodes;
typedef struct dia_net_edges SM_LIST(dia_net_edge) dia_net_edges;
typedef struct dia_net_clusters SM_LIST(dia_net_cluster) dia_net_clusters;

typedef struct dia_net {
    dia_direction direction;
    sm_pt node_gap, rank_gap; /* 0: as usual */
    dia_net_nodes nodes;
    dia_net_edges edges;
    dia_net_clusters clusters;
} dia_net;

dia_style dia_style_node(const dia *d);
dia_style dia_style_cluster(const dia *d);

/* "fill:#f9f,stroke:red;color:#000" over STYLE; finishing makes text readable on a fixed fill,
 * since the page's own color turns light in the dark. */
void dia_style_apply(dia_style *style, sm_str css);
void dia_style_finish(dia_style *style);

/* What classDef statements define. */
typedef struct dia_class {
    sm_str name, css;
    int before; /* an earlier one of the same name, -1 */
} dia_class;

typedef struct dia_classes {
    dia_class *items;
    size_t count, capacity;
    dia_names names;
} dia_classes;

void dia_classes_add(dia *d, dia_classes *classes, sm_str names, sm_str css);
void dia_classes_apply(const dia_classes *classes, sm_str name, dia_style *style);
void dia_classes_apply_all(const dia_classes *classes, sm_str names, dia_style *style);

/* New members with the usual look; valid until the next one is added. */
dia_net_node *dia_net_add_node(dia *d, dia_net *net, dia_shape shape, dia_label label,
                               int cluster);
dia_net_edge *dia_net_add_edge(dia *d, dia_net *net, int from, int to);
dia_net_cluster *dia_net_add_cluster(dia *d, dia_net *net, int parent, dia_label title);

/* Puts something small and invisible into clusters that have nothing inside. */
void dia_net_fill_clusters(dia *d, dia_net *net);

/* Lays NET out and paints it on D's scene. */
void dia_net_draw(dia *d, dia_net *net);

/* Shapes: the size that LABEL needs, the outline, and everything. *SHIFT is how far the label's
 * middle is below the box's. */
void dia_shape_measure(dia_shape shape, sm_pt label_width, sm_pt label_height, sm_pt *width,
                       sm_pt *height);
sm_path dia_shape_outline(sm_arena *arena, dia_shape shape, sm_rect box);
sm_pt dia_shape_label_shift(dia_shape shape, sm_rect box);
void dia_shape_draw(dia *d, dia_shape shape, sm_rect box, const dia_style *style);

/* Curves: cut off what is inside OUTLINE at the end; cut LENGTH off the end; swap the ends. */
void dia_curve_clip(sm_arena *arena, dia_graph_curve *curve, const sm_path *outline);
void dia_curve_shorten(dia_graph_curve *curve, sm_pt length);
void dia_curve_reverse(dia_graph_curve *curve);
sm_point dia_curve_at(const dia_graph_curve *curve, sm_pt from_end);
void dia_curve_draw(dia *d, const dia_graph_curve *curve, dia_stroke stroke, sm_ink ink,
                    sm_pt width, sm_pt dash, sm_pt gap);

/* Draws the tip of a line that comes from FROM and ends at AT, on the border of BOX (only
 * crow's feet ask for it); its length along the line is dia_tip_length(). */
sm_pt dia_tip_length(dia_tip tip);
void dia_tip_draw(dia *d, dia_tip tip, sm_point from, sm_point at, sm_rect box, sm_ink ink,
                  sm_pt width);

#endif
