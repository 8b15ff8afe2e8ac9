/* How wide columns become. */
#ifndef LAYOUT_COLUMNS_H
#define LAYOUT_COLUMNS_H

#include "setter.h"

typedef struct layout_column {
    sm_pt widest;  /* every cell on one line */
    sm_pt word;    /* no word broken */
    sm_pt part;    /* paths and identifiers broken where they may */
    sm_pt padding; /* of both sides */
} layout_column;

typedef struct layout_fit {
    double scale;
    bool landscape;
} layout_fit;

/* Chooses the largest scale (from 1 down in steps) at which COLUMNS fit in MEASURE without
 * breaking words, else with technical words broken, else in LANDSCAPE (a width; 0: never), else
 * with any word broken. WIDTHS (with padding) add up to the width chosen. */
layout_fit layout_fit_columns(const layout_column *columns, size_t count, sm_pt measure,
                              sm_pt landscape, sm_pt *widths);

#endif
