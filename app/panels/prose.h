/* Prose in lines: a beat, or all of a step. Measured and drawn by the same function. */
#ifndef APP_PANELS_PROSE_H
#define APP_PANELS_PROSE_H

#include "app/stage/frame.h"

enum {
    PROSE_LEADING = 24 /* at the size of the rest */,
    PROSE_GAP = 16 /* between two beats' lines */
};

/* Where the next word goes. */
struct prose {
    const struct frame *frame;
    float left, right; /* of the lines */
    float x, baseline;
    float first, last; /* baselines outside these are left out: no line is cut in half */
    enum colour ink;
    bool dry; /* nothing is drawn */
};

/* A prose whose first line stands at baseline; every line is drawn. */
struct prose prose_at(const struct frame *frame, float left, float width, float baseline);
/* From a line to the next, at the size that prose is set in. */
float prose_leading(const struct frame *frame);
/* Sets a beat; returns the baseline of its last line. */
float prose_beat(struct prose *prose, int beat);
/* The height from a beat's first baseline to its last. */
float prose_beat_height(const struct frame *frame, float width, int beat);
/* What the operation on stage does, in the program's words, for who is off the path: the same. */
float prose_about(struct prose *prose);

#endif
