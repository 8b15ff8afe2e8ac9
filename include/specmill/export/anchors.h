/* Anchors of records: "task-1-1", "risk-r1". The row, item, paragraph or section that states a
 * record carries its id, unless a heading has that id already. */
#ifndef SPECMILL_EXPORT_ANCHORS_H
#define SPECMILL_EXPORT_ANCHORS_H

#include "specmill/model/spec.h"

typedef struct sm_anchor {
    uint32_t line;
    sm_str id;
    const sm_record *record;
    sm_record_kind kind;
    bool taken; /* something carries the id already */
} sm_anchor;

typedef struct sm_anchors {
    sm_anchor *items; /* by line */
    size_t count;
} sm_anchors;

sm_anchors sm_anchors_new(sm_arena *arena, const sm_spec *spec);

/* The anchor of what begins on LINE, or NULL. Takes logarithmic time. */
sm_anchor *sm_anchor_at(const sm_anchors *anchors, uint32_t line);

/* The id that leads to RECORD; absent: none does. */
sm_str sm_anchor_id(const sm_anchors *anchors, const sm_record *record);

#endif
