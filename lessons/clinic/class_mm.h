/* The parts of the mm class: what met, and the causes in two files. */
#ifndef LESSONS_CLINIC_CLASS_MM_H
#define LESSONS_CLINIC_CLASS_MM_H

#include "lessons/clinic/class.h"

/* The four sizes, -1 where not told, and how they met. */
struct product {
    long long n, k, j, m;
    bool linear; /* a layer's weight on the right; false: two tensors of the forward pass */
    bool layer;  /* the code line calls a layer, name(input) */
    struct code_line code;
    struct code_span name, input; /* of the layer and of what goes in */
};

/* Heads joined that should not be, or parted, or that leave a rest. */
void class_mm_heads(const struct product *p, const struct evidence *e, struct answer *a);
/* Everything else: transposes, swaps, other models, other images. */
void class_mm_causes(const struct product *p, const struct evidence *e, struct answer *a);

#endif
