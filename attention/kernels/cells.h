/* Cell by cell: scale, mask, dropout. Every cell goes the same way, those of a last vector that is
 * not full too. */
#ifndef ATTENTION_KERNELS_CELLS_H
#define ATTENTION_KERNELS_CELLS_H

#include "attention/kernels/some.h"

TARGET static void divide(float *out, const float *in, size_t count, float divisor)
{
    vec by = splat(divisor);
    for (size_t i = 0; i < count; i += WIDTH) {
        store_some(out + i, load_some(in + i, count - i, 1) / by, count - i);
    }
}

TARGET static void hide(float *out, const float *in, const float *mask, size_t count, float hidden)
{
    vec value = splat(hidden), nothing = splat(-INFINITY);
    for (size_t i = 0; i < count; i += WIDTH) {
        vec_int hides = load_some(mask + i, count - i, 0) == value;
        vec v = choose(hides, nothing, load_some(in + i, count - i, 0));
        store_some(out + i, v, count - i);
    }
}

TARGET static void drop(float *out, const float *in, const float *keep, size_t count, float factor)
{
    vec times = splat(factor);
    for (size_t i = 0; i < count; i += WIDTH) {
        vec v = load_some(in + i, count - i, 0) * (load_some(keep + i, count - i, 0) * times);
        store_some(out + i, v, count - i);
    }
}

#endif
