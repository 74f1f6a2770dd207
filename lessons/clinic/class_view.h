/* The parts of the view class: what was asked of what, and the causes in two files. */
#ifndef LESSONS_CLINIC_CLASS_VIEW_H
#define LESSONS_CLINIC_CLASS_VIEW_H

#include "lessons/clinic/class.h"

struct view {
    struct clinic_told want, have; /* have: rank 0 where only its cells are told */
    long long cells;
    long long heads, width; /* asked: the axes that are heads and a head's width */
    struct code_line code;
    bool named;
};

/* "8 heads of 64 or 16 of 32": counts that divide, those whose width is a usual one first. */
void class_view_mend_heads(struct clinic_cause *c, long long width, long long heads);

/* (B, T, H, d) whose heads leave a rest: sure, and true. */
bool class_view_indivisible(struct view *v, struct answer *a);
/* nn.MultiheadAttention's own view of three axes; true where nothing else is to be said. */
bool class_view_inside(const struct evidence *e, const struct view *v, struct answer *a);
/* Other heads than asked. */
void class_view_heads(const struct view *v, struct answer *a);
/* Another batch, other tokens, another width. */
void class_view_rows(const struct view *v, struct answer *a);

#endif
