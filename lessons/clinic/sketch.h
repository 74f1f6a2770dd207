/* Pictures in text, of three lines at most, with the clash under carets. */
#ifndef LESSONS_CLINIC_SKETCH_H
#define LESSONS_CLINIC_SKETCH_H

#include "lessons/clinic/answer.h"

/* (154, [1024]) @ ([768], 640): the inner sizes in brackets. Sizes of -1 are shown as ?. */
void sketch_product(struct answer *a, const struct clinic_told *left,
                    const struct clinic_told *right);
/* Two shapes, lined up at their right ends, over carets at the axes that do not broadcast. */
void sketch_lined_up(struct answer *a, struct code_span left_name, const struct clinic_told *left,
                     struct code_span right_name, const struct clinic_told *right);
/* A bar of `whole` cells cut into pieces of `piece`, the rest hatched. */
void sketch_bar(struct answer *a, long long whole, long long pieces);
/* "(2, ?, 64)" */
const char *sketch_shape(const struct clinic_told *told, char *buffer, size_t bytes);

#endif
