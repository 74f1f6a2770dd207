/* Ranges: what a heatmap needs to know of all of a tensor's numbers; kept per operation and
 * revision, an array as long as the trace. */
#ifndef APP_MODEL_RANGE_H
#define APP_MODEL_RANGE_H

#include "attention/attention.h"

struct range {
    uint64_t revision;
    float largest; /* magnitude of the largest finite number */
    bool whole;    /* every finite number is a whole one */
    bool hidden;   /* there is a -inf */
    bool known;
    double moved; /* by the step's nudge: the largest change of a number */
};

/* Runs what is stale of a trace and looks over what is new; the array of ranges grows with it. False
 * without memory, with the error: then capacity may be less than the trace's count, but what has
 * numbers and a range has the range of these numbers. */
bool ranges_refresh(struct attn_trace *trace, struct range **ranges, int *capacity,
                    struct attn_error *error);

#endif
