/* The layer beside the model's own. */
#ifndef APP_MODEL_BESIDE_H
#define APP_MODEL_BESIDE_H

#include "app/model/lens.h"

struct model;

/* The layer beside, its tensors paired with the model's by role. */
struct beside {
    struct attn_trace *trace;
    struct range *ranges;
    int range_capacity;
    bool there; /* planned */
    bool shown;
    int with; /* the wiring that the learner laid beside, or -1: the step's */
    /* How the operation on stage and its counterpart compare, and whose numbers those are: */
    const float *of[2];
    int step;
    bool comparable; /* the shapes agree, but for the place of the head's axis */
    struct attn_difference difference;
};

/* Plans and runs the layer beside, where it is shown. */
void beside_refresh(struct model *model);
/* Lays another wiring beside, the next or the one before (by is 1 or -1), shown from now on; never the
 * layer's own. The last of them is the step's own choice again. */
void beside_turn(struct model *model, int by);
/* Measures how far the operation on stage is from its counterpart. */
void beside_measure(struct model *model);
/* The operation beside that plays the role of operation `op`, or -1. */
int beside_pair(const struct model *model, int op);
/* Looks at the counterpart of the operation on stage, at an item, a head and a cell that it has. */
struct lens beside_lens(const struct model *model);

#endif
