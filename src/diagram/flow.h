/* Flowcharts: the model that flow_parse.c reads and flow.c draws. */
#ifndef SPECMILL_DIAGRAM_FLOW_H
#define SPECMILL_DIAGRAM_FLOW_H

#include "net.h"

typedef struct flow_node {
    sm_str id;
    sm_str text; /* absent: the id */
    dia_shape shape;
    int group; /* -1: none */
    sm_str_builder classes, styles;
    sm_str url, tooltip;
    bool placed; /* stands where a statement put it, not just where an edge named it */
} flow_node;

typedef struct flow_edge {
    int from, to; /* flow_node */
    sm_str text;
    dia_stroke stroke;
    dia_tip from_tip, to_tip;
    int length;
    sm_str_builder styles;
} flow_edge;

typedef struct flow_group {
    sm_str id, title;
    int parent;
    int outer; /* the group that statements behind it are in */
    bool has_direction;
    dia_direction direction;
    sm_str_builder classes, styles;
} flow_group;

typedef struct flow_style {
    sm_str targets, style; /* "default" or numbers; for linkStyle */
} flow_style;

typedef struct flow {
    dia *d;
    sm_str s;
    size_t at;
    dia_direction direction;
    bool directed; /* the header names the direction */
    struct SM_LIST(flow_node) nodes;
    struct SM_LIST(flow_edge) edges;
    struct SM_LIST(flow_group) groups;
    dia_classes classes;
    struct SM_LIST(flow_style) link_styles;
    dia_names node_names, group_names, edge_names;
    int group;                /* the innermost open one, -1 */
    size_t skipped_groups;    /* open ones beyond the deepest that is kept */
    struct SM_LIST(int) last; /* nodes that the next link starts at */
} flow;

void flow_parse(flow *f);

/* Moving over the text; for flow_parse.c and flow_chain.c. */
char flow_peek(const flow *f, size_t ahead);
void flow_skip_blanks(flow *f);
bool flow_at_end(const flow *f); /* of the statement */
sm_str flow_rest_of_line(const flow *f);
void flow_skip_line(flow *f);
bool flow_at_link(const flow *f); /* whether one starts here */

int flow_node_named(flow *f, sm_str id);

/* A node or a chain of nodes and links. */
void flow_read_chain(flow *f);

/* Shared with other kinds. */
bool dia_read_brackets(dia *d, size_t *at, sm_str *text, dia_shape *shape);
bool dia_shape_named(sm_str name, dia_shape *shape);
bool dia_direction_named(sm_str word, dia_direction *direction);

#endif
