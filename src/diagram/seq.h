/* Sequence diagrams: the model that seq_parse.c reads, seq_place.c gives places and seq.c
 * paints. */
#ifndef SPECMILL_DIAGRAM_SEQ_H
#define SPECMILL_DIAGRAM_SEQ_H

#include "net.h"

typedef enum seq_actor_kind {
    SEQ_PARTICIPANT,
    SEQ_PERSON,
    SEQ_DATABASE,
    SEQ_QUEUE,
    SEQ_COLLECTIONS,
    SEQ_BOUNDARY,
    SEQ_CONTROL,
    SEQ_ENTITY
} seq_actor_kind;

/* An entry of an actor's menu, which is shown below its name. */
typedef struct seq_link {
    sm_str url;
    dia_label label;
} seq_link;

typedef struct seq_actor {
    sm_str id, text;
    seq_actor_kind kind;
    int box; /* -1: none */
    struct SM_LIST(seq_link) links;
    int created, destroyed; /* events, -1: never */
    /* places */
    dia_label label;
    sm_pt links_height;
    sm_pt width, height, x, top, bottom; /* x: the lifeline; top and bottom: its ends */
} seq_actor;

typedef enum seq_tip {
    SEQ_PLAIN,
    SEQ_ARROW,
    SEQ_CROSS,
    SEQ_ASYNC,
    SEQ_HALF_UPPER,
    SEQ_HALF_LOWER
} seq_tip;

typedef enum seq_event_kind {
    SEQ_MESSAGE,
    SEQ_NOTE,
    SEQ_OPEN,
    SEQ_ELSE,
    SEQ_CLOSE,
    SEQ_ACTIVATE,
    SEQ_DEACTIVATE
} seq_event_kind;

typedef enum seq_side { SEQ_OVER, SEQ_LEFT, SEQ_RIGHT } seq_side;

typedef struct seq_event {
    seq_event_kind kind;
    int from, to; /* actors; of a note the first and the last */
    sm_str text;
    bool dashed;
    seq_tip from_tip, to_tip;
    bool from_dot, to_dot; /* "()": a circle on the lifeline */
    bool activates, deactivates;
    seq_side side;
    sm_str frame; /* OPEN, ELSE: "loop", "alt", ..., "rect" */
    sm_ink fill;  /* OPEN of a rect */
    int partner;  /* OPEN: its CLOSE */
    bool numbered;
    double number; /* when it is */
    /* places */
    dia_label label;
    sm_pt y, top, bottom, left, right;
} seq_event;

typedef struct seq_box {
    sm_str title;
    sm_ink fill;
    dia_label label;
} seq_box;

typedef struct seq_bar {
    int actor;
    sm_pt top, bottom, x;
} seq_bar;

typedef struct seq {
    dia *d;
    struct SM_LIST(seq_actor) actors;
    struct SM_LIST(seq_event) events;
    struct SM_LIST(seq_box) boxes;
    struct SM_LIST(seq_bar) bars;
    dia_names names;
    int box;                        /* the open one */
    bool create_next, destroy_next; /* for the next message */
    int create_actor, destroy_actor;
    size_t skipped;           /* open frames beyond the deepest that is kept */
    struct SM_LIST(int) open; /* OPEN events without their CLOSE */
    bool numbering;
    double number, step; /* of the next message */
    bool mirrored;
    sm_pt head, foot; /* where lifelines start and end */
} seq;

void seq_parse(seq *s, size_t at);
void seq_place(seq *s);

/* Of the tab in the corner of a frame, with its word. */
sm_pt seq_tab_width(const seq_event *frame);

#endif
